# SPDX-License-Identifier: MIT
"""The library as two files, as an embedder compiles them with one compiler: no warning, nothing exported but the
interface, no state, a size within its bound, and the digits of the library that CMake built.

    python3 test_amalgamation.py --files FOLDER --compiler COMPILER --cc CC --shared LIBRARY
"""
import argparse
import math
import os
import re
import subprocess
import tempfile
import unittest

import digits

ROOT = digits.declarations.ROOT
GIVEN = None
LARGEST = 1000000  # bytes of code and tables, by the compiler that makes most of them
CXX_PROGRAM = """#include "wfm.h"
int main() { return wfm_abi_check(WFM_VERSION_MAJOR, WFM_VERSION_MINOR) == WFM_OK && wfm_erlang_b(1, 1) == 0.5 ? 0 : 1; }
"""


def run(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, **more)


class Amalgamation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.object = os.path.join(cls.folder.name, "wfm.o")
        name = os.path.basename(GIVEN.compiler)
        cls.is_tcc, cls.is_cxx = "tcc" in name, "++" in name
        cls.strict = ["-std=c11", "-pedantic", "-Wall", "-Wextra", "-O2"]
        if cls.is_cxx:  # and as it comes out of a build that lets gcc fuse operations, as it does by itself
            cls.strict += ["-x", "c", "-ffp-contract=fast"]
        cls.compiled = run(GIVEN.compiler, *cls.strict, "-c", os.path.join(GIVEN.files, "wfm.c"), "-o", cls.object)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name, text=None):
        path = os.path.join(self.folder.name, name)
        if text is not None:
            with open(path, "w") as file:
                file.write(text)
        return path

    def made(self, *command):
        done = run(*command)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_it_compiles_without_a_warning(self):
        self.assertEqual((self.compiled.returncode, self.compiled.stdout), (0, ""))

    def test_it_exports_the_interface_and_nothing_else(self):
        lines = [line.split() for line in run("nm", "-g", "--defined-only", self.object).stdout.splitlines()]
        with open(os.path.join(ROOT, "src", "exports.txt")) as file:
            listed = [line.strip() for line in file if not line.startswith("#")]
        self.assertEqual(sorted(line[-1] for line in lines if line), listed)

    def test_it_holds_no_state_and_is_no_larger_than_its_bound(self):
        code, data, bss = map(int, run("size", self.object).stdout.splitlines()[1].split()[:3])
        print("%s: %d bytes of code and tables" % (GIVEN.compiler, code))
        self.assertLess(code + data, LARGEST)
        if not self.is_tcc:  # which puts constants among the data
            sections = [line.split() for line in run("size", "-A", self.object).stdout.splitlines()]
            written = [line for line in sections if line and re.match(r"\.(data|bss)(?!\.rel\.ro)", line[0])]
            self.assertEqual([], [line for line in written if line[1] != "0"])

    def digits_of(self, compiler, source, built, *rest):
        self.made(compiler, source, "-o", built, *rest)
        return run(built, check=True).stdout.splitlines()

    def test_its_digits_are_the_librarys(self):
        source = self.path("digits.c", digits.program())
        header = "-DWFM_HEADER=%s"
        theirs = self.digits_of(GIVEN.cc, source, self.path("theirs"), "-std=c11", header % "<wfm/wfm.h>",
                                "-I" + os.path.join(ROOT, "include"), GIVEN.shared,
                                "-Wl,-rpath," + os.path.dirname(GIVEN.shared))
        language = ["-x", "none"] if self.is_cxx else []
        self.made(GIVEN.compiler, *self.strict, header % '"wfm.h"', "-I" + GIVEN.files, "-c", source, "-o",
                  self.path("digits.o"))
        ours = self.digits_of(GIVEN.compiler, self.path("digits.o"), self.path("ours"), self.object, *language, "-lm")
        self.assertGreater(len(theirs), 10000)
        self.assertEqual(len(ours), len(theirs))
        other = [pair for pair in zip(ours, theirs) if not self.same(*pair)]
        self.assertEqual(other[:10], [])

    def same(self, ours, theirs):
        """Bit for bit; a compiler that makes no fused multiply-add may differ in the last digits."""
        if ours == theirs or not self.is_tcc:
            return ours == theirs
        left, right = ours.partition(" = "), theirs.partition(" = ")
        numbers = [[float.fromhex(each) for each in text.replace("nan", "0x0p0").split()]
                   for text in (left[2], right[2])]
        return left[0] == right[0] and len(numbers[0]) == len(numbers[1]) and all(
            math.isclose(a, b, rel_tol=2e-15, abs_tol=1e-307) for a, b in zip(*numbers))

    def test_the_header_is_one_of_cxx_too(self):
        if not self.is_cxx:
            self.skipTest("not a compiler of C++")
        source = self.path("program.cpp", CXX_PROGRAM)
        self.made(GIVEN.compiler, "-std=c++17", "-pedantic", "-Wall", "-Wextra", "-I" + GIVEN.files, source, self.object,
                  "-o", self.path("program"), "-lm")
        self.assertEqual(run(self.path("program")).returncode, 0)

    def test_the_version_is_that_of_the_headers(self):
        def version(path):
            with open(path) as file:
                return re.findall(r"^#define WFM_VERSION_\w+ \d+$", file.read(), re.M)
        self.assertEqual(version(os.path.join(GIVEN.files, "wfm.h")),
                         version(os.path.join(ROOT, "include", "wfm", "base.h")))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for option in ("--files", "--compiler", "--cc", "--shared"):
        parser.add_argument(option, required=True)
    GIVEN = parser.parse_args()
    unittest.main(argv=["test_amalgamation.py"])
