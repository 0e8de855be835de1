# SPDX-License-Identifier: MIT
"""The public headers as one declaration text without preprocessor, and what it declares.

    python3 tests/bindings/declarations.py --write      after a change of the headers: everything that is made of them
    python3 tests/bindings/declarations.py --functions  for binders: every function with its arguments and their units

The text (src/bindings/wfm_decl.h) is what cffi, LuaJIT and PHP's FFI read. It is made from the preprocessed headers,
comments left out; so are the tables of names in src/internal/names.h. The other tests import this file to ask what the
headers declare.
"""
import argparse
import glob
import os
import re
import subprocess
import textwrap
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXT = os.path.join(ROOT, "src", "bindings", "wfm_decl.h")
NAMES = os.path.join(ROOT, "src", "internal", "names.h")
HEAD = """/* SPDX-License-Identifier: MIT */
/* Every declaration of the public headers, made from them by tests/bindings/declarations.py: for cffi, LuaJIT, PHP. */
"""
NAMES_HEAD = """/* SPDX-License-Identifier: MIT */
/* Every constant and every struct of the public headers, made from them by tests/bindings/declarations.py. */
#ifndef WFM_INTERNAL_NAMES_H
#define WFM_INTERNAL_NAMES_H

#include "wfm/wfm.h"

/* The names stand in the rows themselves: pointers would need relocation at load time, and so a writable page. */
typedef struct name_row {
    char name[%d];
    int32_t number;
} name_row;

/* clang-format off */
static const name_row constant_rows[] = {
%s
};

static const name_row struct_rows[] = {
%s
};
/* clang-format on */

#endif
"""

Enum = namedtuple("Enum", "name constants")  # constants: [(name, value)]
Struct = namedtuple("Struct", "name members")  # members: [(type, name)]
Function = namedtuple("Function", "result name parameters")  # parameters: [(type, name)]
Typedef = namedtuple("Typedef", "type name")


INCLUDE = os.path.join(ROOT, "include")


def preprocessed(cc, include=INCLUDE):
    """The text that comes from the project's own headers, macros expanded, as one line."""
    command = [cc, "-E", "-DWFM_STATIC", "-I", include, os.path.join(include, "wfm", "wfm.h")]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout.splitlines()
    kept, ours = [], False
    for line in lines:
        marker = re.match(r'#\s*(?:line\s+)?\d+\s+"(.*?)"', line)
        if marker:
            ours = re.search(r"include/wfm/\w+\.h$", marker.group(1)) is not None
        elif ours:
            kept.append(line)
    return " ".join(" ".join(kept).split())


def statements(text):
    """The declarations of a text: cut at each semicolon outside braces."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    depth, start = 0, 0
    for position, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if character == ";" and depth == 0:
            yield " ".join(text[start:position].split())
            start = position + 1
    if text[start:].strip():
        raise SystemExit("not a declaration: " + text[start:])


def typed(text):
    """('const double *', 'load') of 'const double *load'."""
    kind, name = re.fullmatch(r"(.*?)(\w+)", text.strip()).groups()
    return kind.strip(), name


def parsed(statement):
    found = re.fullmatch(r"enum (\w+) \{(.*)\}", statement)
    if found:
        pairs = [entry.split("=") for entry in found.group(2).split(",") if entry.strip()]
        return Enum(found.group(1), [(name.strip(), int(value)) for name, value in pairs])
    found = re.fullmatch(r"typedef struct (\w+) \{(.*)\} (\w+)", statement)
    if found and found.group(1) == found.group(3):
        return Struct(found.group(1), [typed(member) for member in found.group(2).split(";") if member.strip()])
    found = re.fullmatch(r"typedef ([\w ]+)", statement)
    if found:
        return Typedef(*typed(found.group(1)))
    found = re.fullmatch(r"([^(]+)\((.*)\)", statement)
    if found:
        parameters = [] if found.group(2) == "void" else [typed(each) for each in found.group(2).split(",")]
        return Function(*typed(found.group(1)), parameters)
    raise SystemExit("a form of declaration that the bindings do not know: " + statement)


def joined(pair):
    return pair[0] + ("" if pair[0].endswith("*") else " ") + pair[1]


def written(item):
    if isinstance(item, Enum):
        return "enum %s {\n%s\n};" % (item.name, ",\n".join("    %s = %d" % each for each in item.constants))
    if isinstance(item, Struct):
        return "typedef struct %s {\n%s\n} %s;" % (
            item.name, "\n".join("    %s;" % joined(each) for each in item.members), item.name)
    if isinstance(item, Typedef):
        return "typedef %s;" % joined(item)
    # A no-break space holds a type and its name together while the line is wrapped.
    parameters = ", ".join(joined(each).replace(" ", "\u00a0") for each in item.parameters) or "void"
    line = "%s(%s);" % (joined((item.result, item.name)), parameters)
    return "\n".join(textwrap.wrap(line, 120, subsequent_indent="    ")).replace("\u00a0", " ")


def text_of_headers(cc, include=INCLUDE):
    return HEAD + "\n".join(written(parsed(each)) for each in statements(preprocessed(cc, include))) + "\n"


def names_of_headers(cc):
    """The tables of src/constants.c."""
    items = [parsed(each) for each in statements(preprocessed(cc))]
    constants = [name for item in items if isinstance(item, Enum) for name, _ in item.constants]
    structs = [item.name for item in items if isinstance(item, Struct)]
    room = (max(map(len, constants + structs)) + 4) // 4 * 4  # with the end of the string
    return NAMES_HEAD % (room, "\n".join('    {"%s", %s},' % (name, name) for name in constants),
                         "\n".join('    {"%s", (int32_t)sizeof(%s)},' % (name, name) for name in structs))


def text():
    with open(TEXT) as file:
        return file.read()


def declared(kind):
    """Everything of a kind (Enum, Struct, Function, Typedef) that the declaration text holds."""
    return [item for item in map(parsed, statements(text())) if isinstance(item, kind)]


COMMENTED = re.compile(r"/\*\*((?:(?!\*/).)*)\*/\s*^WFM_API\s+[^;(]*?(\w+)\(", re.S | re.M)


def units():
    """{function: {parameter, or "return": (unit, words)}} of the headers' comments; array forms have those of their
    formulas, as their comments say."""
    found = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "include", "wfm", "*.h"))):
        with open(path) as file:
            for comment, name in COMMENTED.findall(file.read()):
                bare = re.sub(r"\n\s*\*", "\n", comment)
                slots = {}
                for slot, text in re.findall(r"@(param|return)\s+((?:(?!\n\s*@).)*)", bare, re.S):
                    parts = re.fullmatch(r"%s\[([^\]]+)\]\s*(.*)" % (r"(\w+)\s+" if slot == "param" else "()"),
                                         " ".join(text.split()))
                    slots[parts.group(1) or "return"] = parts.group(2), parts.group(3)
                found[name] = slots
    for name in found:
        if name.endswith("_n") and name[:-2] in found:
            of = found[name[:-2]]
            found[name] = dict({each + "_stride": ("elements", "") for each in of}, **of)
            found[name].update(out=of["return"], out_stride=("elements", ""), count=("rows", ""))
    return found


def function_list():
    """One line for each function: name, result [unit], and each argument with its unit, parted by tabs."""
    known = units()
    for function in declared(Function):
        def with_unit(kind, name, slot):
            return joined((kind, name)).strip() + " [%s]" % known[function.name][slot][0]
        result = "void" if function.result == "void" else with_unit(function.result, "", "return")
        yield "\t".join([function.name, result] + [with_unit(kind, name, name) for kind, name in function.parameters])


def written_files(cc):
    """{path: text} of everything that is made of the headers."""
    return {TEXT: text_of_headers(cc), NAMES: names_of_headers(cc)}


def main():
    arguments = argparse.ArgumentParser(description="What is made of the headers.")
    arguments.add_argument("--cc", default="cc", help="the C compiler that preprocesses the headers")
    arguments.add_argument("--write", action="store_true", help="write src/bindings/wfm_decl.h and the tables of names")
    arguments.add_argument("--functions", action="store_true", help="print every function with its arguments")
    given = arguments.parse_args()
    if given.write:
        for path, made in written_files(given.cc).items():
            with open(path, "w") as file:
                file.write(made)
    if given.functions:
        print("\n".join(function_list()))


if __name__ == "__main__":
    main()
