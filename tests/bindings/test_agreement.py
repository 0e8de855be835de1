# SPDX-License-Identifier: MIT
"""A function that is public in one place is so in all: headers, declaration text, src/exports.txt, the shared library,
and what the bindings offer, where their built modules are given.

    python3 test_agreement.py --shared LIBRARY [--python PYTHON] [--lua LUA]...

PYTHON and LUA import the module `wfm` as a user does: PYTHONPATH, LUA_PATH, LUA_CPATH and WFM_LIBRARY say where it is.
In a binding a function has its name without wfm_. It need not offer the array forms, which arrays given to a formula may
take the place of, nor what sets up structs, which a caller of the binding does not see. Lua's module may name one as
unbound instead, with the reason.
"""
import argparse
import glob
import os
import re
import subprocess
import sys

import declarations

ROOT = declarations.ROOT
PYTHON_NAMES = "import wfm; print('\\n'.join(dir(wfm)))"
LUA_NAMES = ("local wfm = require('wfm') for name in pairs(wfm) do print(name) end "
             "for name in pairs(wfm.unbound) do print(name) end")


def words(*command):
    return set(subprocess.run(command, check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout.split())


def in_headers():
    names = set()
    for path in glob.glob(os.path.join(ROOT, "include", "wfm", "*.h")):
        with open(path) as file:
            names.update(re.findall(r"^WFM_API [^;(]*?(\w+)\(", file.read(), re.M))
    return names


def in_list():
    with open(os.path.join(ROOT, "src", "exports.txt")) as file:
        return {line.strip() for line in file if not line.startswith("#")}


def in_library(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, stdout=subprocess.PIPE,
                           universal_newlines=True).stdout.splitlines()
    return {line.split()[2].split("@")[0] for line in lines if line.split()[1] != "A"}


def offered_by_bindings(names):
    """What a binding must have of the functions."""
    return {name[len("wfm_"):] for name in names
            if not name.endswith("_init") and not (name.endswith("_n") and name[:-2] in names)}


def problems(given):
    places = {"the headers": in_headers(), "src/exports.txt": in_list(), "the shared library": in_library(given.shared),
              "the declaration text": {each.name for each in declarations.declared(declarations.Function)}}
    everything = set().union(*places.values())
    for place, names in places.items():
        yield from ("%s: not in %s" % (name, place) for name in sorted(everything - names))
    wanted = offered_by_bindings(everything)
    bindings = {lua: words(lua, "-e", LUA_NAMES) for lua in given.lua}
    if given.python:
        bindings[given.python] = words(given.python, "-c", PYTHON_NAMES)
    for binding, names in bindings.items():
        yield from ("wfm_%s: not in the module that %s imports" % (name, binding) for name in sorted(wanted - names))
    print("%d functions in %d places" % (len(everything), len(places) + len(bindings)))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--shared", required=True)
    arguments.add_argument("--python", default="")
    arguments.add_argument("--lua", action="append", default=[])
    found = list(problems(arguments.parse_args()))
    sys.exit("\n".join(found) or 0)


main()
