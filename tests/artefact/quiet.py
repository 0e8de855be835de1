# SPDX-License-Identifier: MIT
"""No function touches errno: a C program, made from the declarations, calls every exported function with ordinary and
absurd arguments.

    python3 quiet.py --cc CC --shared LIBRARY
"""
import argparse
import itertools
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bindings"))
import declarations  # noqa: E402

CALLS = 300  # combinations tried of one function's arguments, at most; of doubles alone all are
DOUBLES = ["0.0", "0.1", "0.5", "0x1.fffffffffffffp-1", "1.0", "3.0", "20.0", "1000.5", "5000.0", "1e7", "1e300", "5e-324", "-0.0", "-1.0", "INFINITY",
           "-INFINITY", "NAN"]
INTEGERS = ["0", "1", "2", "-1", "99", "INT32_MIN"]

PROGRAM = """
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <wfm/wfm.h>

enum { SENTINEL = 12345, ROWS = 4 };
static double numbers[8 * ROWS];
static double results[8 * ROWS];
static const double doubles[] = {%(doubles)s};
enum { DOUBLES = sizeof doubles / sizeof *doubles };
static int64_t indices[ROWS] = {0, 1, 2, 3};
static int32_t codes[ROWS];
static const char *changed = "";

/* Names the first call of each function that changed it. */
static void check(const char *name, const char *arguments) {
    if (errno != SENTINEL && strcmp(name, changed) != 0)
        printf("%%s(%%s) sets errno to %%d\\n", changed = name, arguments, errno);
    errno = SENTINEL;
}

%(structs)s

%(callers)s
int main(void) {
    for (int i = 0; i < 8 * ROWS; i++) numbers[i] = i %% 5 ? i : 0.25;
    errno = SENTINEL;
%(calls)s
    return changed[0] != 0;
}
"""


def fill(kind, name, place):
    """The statement that gives one member of a struct a value; what is ordinary where a queue needs it."""
    ordinary = {"calls": "250", "interval_s": "1800", "aht_s": "210", "agents": "30", "answer_within_s": "20",
                "position": "3", "service_level": "0.8", "shrinkage": "0.3", "absence": "0.1"}
    if name in ("struct_size", "reserved", "reserved_2"):
        return ""
    if kind == "int64_t":
        return "made.%s = variant == 3 ? -1 : ROWS;" % name
    if kind == "int32_t":
        return "made.%s = variant == 3 ? 99 : 0;" % name
    if kind == "ptrdiff_t":
        return "made.%s = 1;" % name
    if kind == "const double *":
        return "made.%s = variant == 3 ? NULL : numbers;" % name
    if kind.endswith("*"):
        return "made.%s = variant == 3 ? NULL : (void *)%s;" % (name, "results" if "double" in kind else "codes")
    return "made.%s = variant == 1 && (only < 0 || only == %d) ? value : %s;" % (name, place, ordinary.get(name, "0"))


def maker(struct):
    """A function that makes a struct: 0 ordinary, 1 the value given for the member at a place or, at -1, for all,
    2 of a wrong size, 3 absurd."""
    body = "\n    ".join(filter(None, (fill(*member, place) for place, member in enumerate(struct.members))))
    return """static %(name)s *make_%(name)s(int variant, double value, int only) {
    static %(name)s made;
    memset(&made, 0, sizeof made);
    made.struct_size = variant == 2 ? 3u : (uint32_t)sizeof made;
    (void)value, (void)only;
    %(body)s
    return &made;
}
""" % {"name": struct.name, "body": body}


def arguments_of(kind, name, structs):
    """The expressions to try for one parameter."""
    bare = kind.replace("const ", "").rstrip(" *")
    if bare in structs and kind.endswith("*"):
        made = ["make_%s(%s)" % (bare, each) for each in ("0, 0, 0", "2, 0, 0", "3, 0, 0")]
        places = [-1] + [i for i, member in enumerate(structs[bare].members) if member[0] == "double"]
        return ["NULL"] + made + ["make_%s(1, %s, %d)" % (bare, each, i) for i in places for each in DOUBLES]
    if kind == "const double *":
        return ["numbers", "numbers + 8"]
    if kind == "const int64_t *":
        return ["NULL", "indices"]
    if kind == "double *":
        return ["results"] if name == "out" else ["results", "NULL"]
    if kind.endswith("*"):
        return ["NULL", "codes"]
    if kind == "double":
        return DOUBLES
    if name == "size":
        return ["0", "8", "12", "16"]
    if kind in ("size_t", "int64_t"):
        return ["0", "ROWS"] + (["-1"] if kind == "int64_t" else [])
    if kind == "ptrdiff_t":
        return ["0", "1", "2"]
    return INTEGERS


def calls(function, structs, chance):
    choices = [arguments_of(kind, name, structs) for kind, name in function.parameters]
    combinations = list(itertools.islice(itertools.product(*choices), 200000))
    for each in chance.sample(combinations, min(CALLS, len(combinations))):
        yield '    (void)%s(%s), check("%s", "%s");' % ((function.name, ", ".join(each)) * 2)


def loops(function):
    """The calls of a formula with every combination of DOUBLES."""
    names = [name for _, name in function.parameters]
    lines = ["    for (int i_%s = 0; i_%s < DOUBLES; i_%s++)" % (name, name, name) for name in names]
    lines.append('        (void)%s(%s), check("%s", "some doubles");'
                 % (function.name, ", ".join("doubles[i_%s]" % name for name in names), function.name))
    return "\n".join(lines)


def caller(function, structs, chance):
    """A function for the calls of each: a compiler's memory grows with the longest."""
    if function.parameters and all(kind == "double" for kind, _ in function.parameters):
        return "static void call_%s(void) {\n%s\n}\n" % (function.name, loops(function))
    return "static void call_%s(void) {\n%s\n}\n" % (function.name, "\n".join(calls(function, structs, chance)))


def main():
    parser = argparse.ArgumentParser()
    for name in ("--cc", "--shared"):
        parser.add_argument(name, required=True)
    given = parser.parse_args()
    chance = random.Random(1)
    structs = declarations.declared(declarations.Struct)
    by_name = {struct.name: struct for struct in structs}
    functions = declarations.declared(declarations.Function)
    program = PROGRAM % {
        "doubles": ", ".join(DOUBLES),
        "structs": "\n".join(map(maker, structs)),
        "callers": "\n".join(caller(function, by_name, chance) for function in functions),
        "calls": "\n".join("    call_%s();" % function.name for function in functions)}
    with tempfile.TemporaryDirectory() as folder:
        source, built = os.path.join(folder, "quiet.c"), os.path.join(folder, "quiet")
        with open(source, "w") as file:
            file.write(program)
        library = os.path.dirname(given.shared)
        subprocess.run([given.cc, "-std=c11", "-O0", "-I", os.path.join(declarations.ROOT, "include"), source, "-o",
                        built, given.shared, "-lm", "-Wl,-rpath," + library], check=True)
        ran = subprocess.run([built])
    print("%d functions called" % len(functions))
    sys.exit(ran.returncode)


main()
