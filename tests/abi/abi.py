# SPDX-License-Identifier: MIT
"""What was promised to programs that exist: against the first headers, and against the interface of the last release.

    python3 abi.py --cc CC --files FOLDER [--abidiff ABIDIFF]     the test; FOLDER has the library as two files
    python3 abi.py --cc CC --files FOLDER --renew [--unreleased]  after a release: its interface becomes the baseline

Adding is fine: functions, constants, structs, members behind a struct's last. Anything else breaks programs. It is
looked at twice: in the declarations, which tell members and constants apart exactly, and by abidiff in what a compiler
makes of them, which also sees sizes, types behind types and the soname.

The baseline is renewed when a version is released, so that what it added is promised as well. --renew refuses where
something was changed or removed, unless the soname is another one: a new major version, or a new minor one while the
major is 0. --unreleased is for an interface that no release has had.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "bindings"))
import declarations  # noqa: E402

BASELINE_TEXT, BASELINE = os.path.join(HERE, "baseline.h"), os.path.join(HERE, "baseline.abi")
FIRST = os.path.join(HERE, "v1", "include")
LICENCE = "<!-- SPDX-License-Identifier: MIT -->\n"
GROWN = "[suppress_type]\n  type_kind = struct\n  name = %s\n  has_data_member_inserted_at = end\n"


def items_of(text):
    return {item.name: item for item in map(declarations.parsed, declarations.statements(text))}


def difference(old, new):
    """What is wrong with a declaration that takes the place of another; None if nothing is."""
    if new is None:
        return "was removed"
    if type(new) is not type(old):
        return "is another kind of thing"
    if isinstance(old, declarations.Struct):
        if new.members[:len(old.members)] != old.members:
            return "has other members than it had, or in another order; new ones go behind the last"
    elif isinstance(old, declarations.Enum):
        lost = [each for each in old.constants if each not in new.constants]
        if lost:
            return "has lost or renumbered " + ", ".join(name for name, _ in lost)
    elif new != old:
        return "has another result or other parameters"
    return None


def differences(whose, old_text, new_text):
    new = items_of(new_text)
    for name, item in items_of(old_text).items():
        wrong = difference(item, new.get(name))
        if wrong:
            yield "%s: %s of %s %s" % (name, type(item).__name__.lower(), whose, wrong)


def soname(text):
    return re.search(r"libwfm\.so\.[\d.]+", text).group(0)


def soname_now():
    with open(os.path.join(declarations.ROOT, "include", "wfm", "base.h")) as file:
        major, minor = re.findall(r"^#define WFM_VERSION_(?:MAJOR|MINOR) (\d+)", file.read(), re.M)
    return "libwfm.so.%s.%s" % (major, minor)


def built(cc, files, folder):
    """The library with everything that a debugger wants to know of it."""
    library = os.path.join(folder, "libwfm.so")
    subprocess.run([cc, "-std=c11", "-g", "-O0", "-fno-eliminate-unused-debug-types", "-fPIC", "-shared",
                    "-fvisibility=hidden", "-DWFM_BUILDING", "-Wl,-soname," + soname_now(),
                    os.path.join(files, "wfm.c"), "-o", library, "-lm"], check=True)
    return library


def without_comment(path, folder):
    copy = os.path.join(folder, "baseline.abi")
    with open(path) as file, open(copy, "w") as out:
        out.write(file.read().replace(LICENCE, "", 1))
    return copy


def binary_differences(abidiff, library, folder):
    with open(BASELINE_TEXT) as file:
        old = items_of(file.read())
    new = items_of(declarations.text())
    # abidiff lets any change of a struct pass that it is told may grow: so only those are named that did
    grown = [name for name, item in old.items() if isinstance(item, declarations.Struct)
             and name in new and len(new[name].members) > len(item.members)]
    rules = os.path.join(folder, "grown.ini")
    with open(rules, "w") as file:
        file.write("\n".join(GROWN % name for name in grown))
    done = subprocess.run([abidiff, "--no-added-syms", "--suppressions", rules, without_comment(BASELINE, folder),
                           library], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    if done.returncode != 0:
        yield "abidiff (%d): %s" % (done.returncode, done.stdout)


def problems_of(given, folder):
    with open(BASELINE_TEXT) as file:
        yield from differences("the last release", file.read(), declarations.text())
    first = declarations.text_of_headers(given.cc, FIRST)
    yield from differences("the first headers", first, declarations.text())
    yield from growth_problems()
    yield from client_problems(first)
    if given.abidiff:
        yield from binary_differences(given.abidiff, built(given.cc, given.files, folder), folder)


def table(text, name):
    """The structs that a table of test_growth.c has a row for."""
    rows = re.search(r"^static const \w+ %s\[\] = \{(.*?)^\};" % name, text, re.S | re.M).group(1)
    return set(re.findall(r"\b(?:init_|sizeof\()(wfm_\w+)", rows))


def growth_problems():
    """Every struct is grown and shrunk by test_growth.c, and every function of the first headers called by its client."""
    with open(os.path.join(HERE, "test_growth.c")) as file:
        text = file.read()
    through = table(text, "inputs") | table(text, "outputs")
    functions = items_of(declarations.text())
    for struct in declarations.declared(declarations.Struct):
        if struct.name not in through:
            yield "%s: neither among the inputs nor the outputs of test_growth.c" % struct.name
        if struct.name not in table(text, "inits"):
            yield "%s: not among the inits of test_growth.c" % struct.name
        if struct.name + "_init" not in functions:
            yield "%s: has no function of its own that sets it up" % struct.name
        if struct.members[:2] != [("uint32_t", "struct_size"), ("uint32_t", "reserved")]:
            yield "%s: does not begin with its size" % struct.name


def client_problems(first):
    with open(os.path.join(HERE, "v1", "client.c")) as file:
        words = set(re.findall(r"\w+", file.read()))
    yield from ("%s: not called by the first release's client" % item.name for item in items_of(first).values()
                if isinstance(item, declarations.Function) and item.name not in words)


def renew(given, folder):
    broken = list(problems_of(given, folder)) if os.path.exists(BASELINE) else []
    if broken and not given.unreleased:
        with open(BASELINE) as file:
            if soname(file.read()) == soname_now():
                sys.exit("\n".join(broken + ["this breaks programs: not without another soname"]))
    made = os.path.join(folder, "made.abi")
    subprocess.run(["abidw", "--headers-dir", given.files, "--drop-private-types", "--no-show-locs", "--no-corpus-path",
                    "--no-comp-dir-path", "--no-parameter-names", "--type-id-style", "hash", "--out-file", made,
                    built(given.cc, given.files, folder)], check=True)
    with open(made) as file, open(BASELINE, "w") as out:
        out.write(LICENCE + re.sub(r" path='[^']*/([^'/]+)'", r" path='\1'", file.read()))  # wherever it was built
    with open(BASELINE_TEXT, "w") as out:
        out.write(declarations.text())


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cc", default="cc")
    arguments.add_argument("--files", required=True)
    arguments.add_argument("--abidiff", default="")
    arguments.add_argument("--renew", action="store_true")
    arguments.add_argument("--unreleased", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(renew(given, folder) if given.renew else "\n".join(problems_of(given, folder)) or 0)


main()
