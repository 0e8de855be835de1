# SPDX-License-Identifier: MIT
"""The examples in C and C++, each built as its first comment says against the installed library, and run.

    python3 test_compiled.py CMAKE SOURCE_DIR BUILD_DIR CC CXX PKG_CONFIG
"""
import math
import os
import re
import subprocess
import sys
import tempfile
import unittest

CMAKE, SOURCE, BUILD, CC, CXX, PKG_CONFIG = sys.argv[1:7]
WEEK = 7 * 96
WEEKDAYS = (1.47, 1.19, 1.15, 1.15, 1.05, 0.66, 0.33)
STAFFING = """agents  service level  ASA (s)
    33          73.0%     21.3
    34          81.5%     12.7
    35          87.5%      7.8
30 agents: 83 % wait
34 agents: 29 % wait
38 agents: 8 % wait
refused: calls: must be finite and not negative
"""


def calls_at(interval):
    """Of the first queue, as examples/c/year.c has it."""
    hour = interval % 96 / 4
    if hour < 8 or hour >= 20:
        return 0
    return 2 * WEEKDAYS[interval // 96 % 7] * (1 + 0.5 * math.sin((hour - 8) / 12 * math.pi * 1.5))


def agents_at(calls):
    """By powers over factorials, which a load this small allows; none without calls."""
    load, agents = calls * 240 / 900, 0
    while load > 0:
        agents += 1
        if agents <= load:
            continue
        last = load ** agents / math.factorial(agents) * agents / (agents - load)
        wait = last / (sum(load ** k / math.factorial(k) for k in range(agents)) + last)
        if 1 - wait * math.exp(-(agents - load) * 20 / 240) >= 0.8:
            break
    return agents


class Compiled(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        prefix = os.path.join(cls.scratch.name, "prefix")
        subprocess.run([CMAKE, "--install", BUILD, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        found = [folder for folder, _, files in os.walk(prefix) if "wfm.pc" in files]
        cls.environment = dict(os.environ, PKG_CONFIG_PATH=found[0], LD_LIBRARY_PATH=os.path.dirname(found[0]))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def run_example(self, path, *arguments):
        path = os.path.join(SOURCE, "examples", path)
        with open(path) as file:
            command = re.search(r"^(?: \*|//)     (c(?:c|\+\+) .*)$", file.read(), re.M).group(1)
        tools = {"cc": CC, "c++": CXX, "pkg-config": PKG_CONFIG}
        command = re.sub(r"^c(?:c|\+\+)(?= )|pkg-config", lambda tool: tools[tool.group(0)], command)
        command = command.replace(" " + os.path.basename(path), " " + path)
        if path.endswith("cpp"):  # for a compiler of C++ whose program is that of C, as clang
            command = command.replace(path, "-x c++ %s -x none" % path)
        done = subprocess.run(["sh", "-c", command + " -Wall -Wextra -pedantic"], cwd=self.scratch.name,
                              env=self.environment, stderr=subprocess.PIPE, universal_newlines=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        program = os.path.join(self.scratch.name, os.path.splitext(os.path.basename(path))[0])
        return subprocess.run([program, *arguments], env=self.environment, check=True, stdout=subprocess.PIPE,
                              universal_newlines=True).stdout

    def test_a_year_in_c(self):
        output = self.run_example("c/year.c", str(WEEK))
        hours = sum(agents_at(calls_at(interval)) for interval in range(WEEK)) / 4
        self.assertIn("%d intervals, %d of them open: %.0f calls, %.0f agent hours" % (
            WEEK, 7 * 48, sum(map(calls_at, range(WEEK))), hours), output)
        output = self.run_example("c/year.c", "100000")
        self.assertRegex(output, r"^100000 intervals, .*\n\d+\.\d\d s, \d+\.\d\d million open intervals a second\n$")
        print(output)

    def test_staffing_in_cxx(self):
        self.assertEqual(self.run_example("cpp/staffing.cpp"), STAFFING)


if __name__ == "__main__":
    unittest.main(argv=["test_compiled.py"])
