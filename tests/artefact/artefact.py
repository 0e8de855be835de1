# SPDX-License-Identifier: MIT
"""The libraries as files: what they export, what they need, and that they hold no state.

    python3 artefact.py --cc CC --shared LIBRARY --static ARCHIVE
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STATE = re.compile(r"\s(\.(?:data|bss|tdata|tbss)(?:\.\S+)?)\s+\S+\s+[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)")
NEEDED = re.compile(r"(?:libc|libm|ld-\w[\w-]*)\.(?:musl-\w+\.)?so")


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout


def listed():
    with open(os.path.join(ROOT, "src", "exports.txt")) as file:
        return [line.strip() for line in file if not line.startswith("#")]


def in_headers():
    names = set()
    for path in glob.glob(os.path.join(ROOT, "include", "wfm", "*.h")):
        with open(path) as file:
            names.update(re.findall(r"^WFM_API [^;(]*?(\w+)\(", file.read(), re.M))
    return names


def symbols(library):
    """The functions and objects that a shared library exports, without its version node."""
    lines = [line.split() for line in output("nm", "-D", "--defined-only", library).splitlines()]
    return {line[2].split("@")[0] for line in lines if line[1] != "A"}


def export_problems(library):
    names = listed()
    if names != sorted(set(names)):
        yield "src/exports.txt is not sorted, or names a symbol twice"
    for place, found in (("the headers", in_headers()), ("the shared library", symbols(library))):
        yield from ("%s: in %s, not in src/exports.txt" % (name, place) for name in sorted(found - set(names)))
        yield from ("%s: in src/exports.txt, not in %s" % (name, place) for name in sorted(set(names) - found))


def need_problems(cc, shared, static):
    for name in re.findall(r"NEEDED.*\[(.*)\]", output("readelf", "-d", "-W", shared)):
        if not NEEDED.match(name):
            yield "%s needs %s" % (shared, name)
    for library in (shared, static):
        if "gsl_" in output("nm", library):
            yield "%s names a symbol of GSL" % library
    with tempfile.TemporaryDirectory() as folder:
        # Every symbol must be found in libm and libc, or in the compiler's own part of every program, which knows the
        # processor's model: nothing else is offered, and none may stay open.
        link = [cc, "-shared", "-nostdlib", "-Wl,-z,defs", "-o", os.path.join(folder, "all.so"),
                "-Wl,--whole-archive", static, "-Wl,--no-whole-archive", "-lm", "-lc", "-lgcc"]
        if subprocess.run(link).returncode != 0:
            yield "%s needs more than libc and libm" % static


def state_problems(static):
    sections = STATE.findall(output("readelf", "-S", "-W", static))
    if not sections:
        yield "readelf shows no sections of %s" % static
    yield from ("%s: section %s is not empty" % (static, name) for name, size in sections if int(size, 16) > 0)


def fast_math_problems(cc):
    """Each source that computes must refuse to be compiled for an arithmetic that is not the standard's."""
    include = ["-I", os.path.join(ROOT, "include"), "-I", os.path.join(ROOT, "src")]
    sources = glob.glob(os.path.join(ROOT, "src", "*.c")) + glob.glob(os.path.join(ROOT, "src", "internal", "*.c"))
    for source in sorted(sources):
        with open(source) as file:
            if "double" not in file.read():
                continue
        command = [cc, "-std=c11", "-ffast-math", "-fsyntax-only"] + include + [source]
        ran = subprocess.run(command, stderr=subprocess.PIPE, universal_newlines=True)
        if ran.returncode == 0 or "fast-math" not in ran.stderr:
            yield "%s: compiles with -ffast-math" % os.path.relpath(source, ROOT)


def main():
    arguments = argparse.ArgumentParser()
    for name in ("--cc", "--shared", "--static"):
        arguments.add_argument(name, required=True)
    given = arguments.parse_args()
    problems = [*export_problems(given.shared), *need_problems(given.cc, given.shared, given.static),
                *state_problems(given.static), *fast_math_problems(given.cc)]
    sys.exit("\n".join(problems) or 0)


main()
