# SPDX-License-Identifier: MIT
"""The public headers as one declaration text without preprocessor, and what it declares.

    python3 tests/bindings/declarations.py --write src/bindings/wfm_decl.h    after a change of the headers

The text is what cffi and LuaJIT read. It is made from the preprocessed headers, comments left out; the other tests
import this file to ask what the headers declare.
"""
import argparse
import os
import re
import subprocess
import textwrap
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXT = os.path.join(ROOT, "src", "bindings", "wfm_decl.h")
HEAD = """/* SPDX-License-Identifier: MIT */
/* Every declaration of the public headers, made from them by tests/bindings/declarations.py: for cffi and LuaJIT. */
"""

Enum = namedtuple("Enum", "name constants")  # constants: [(name, value)]
Struct = namedtuple("Struct", "name members")  # members: [(type, name)]
Function = namedtuple("Function", "result name parameters")  # parameters: [(type, name)]
Typedef = namedtuple("Typedef", "type name")


def preprocessed(cc):
    """The text that comes from the project's own headers, macros expanded, as one line."""
    command = [cc, "-E", "-DWFM_STATIC", "-I", os.path.join(ROOT, "include"),
               os.path.join(ROOT, "include", "wfm", "wfm.h")]
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


def text_of_headers(cc):
    return HEAD + "\n".join(written(parsed(each)) for each in statements(preprocessed(cc))) + "\n"


def text():
    with open(TEXT) as file:
        return file.read()


def declared(kind):
    """Everything of a kind (Enum, Struct, Function, Typedef) that the declaration text holds."""
    return [item for item in map(parsed, statements(text())) if isinstance(item, kind)]


def main():
    arguments = argparse.ArgumentParser(description="Write the headers' declarations as one text.")
    arguments.add_argument("--cc", default="cc", help="the C compiler that preprocesses the headers")
    arguments.add_argument("--write", metavar="FILE", required=True)
    given = arguments.parse_args()
    with open(given.write, "w") as file:
        file.write(text_of_headers(given.cc))


if __name__ == "__main__":
    main()
