#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Instructions of a forecast and of an update, counted by callgrind, against what bench/README.md promises.

    python3 -B bench/forecast_cost.py build/bench/forecast_cost
"""
import re
import shutil
import subprocess
import sys

MOST = {"fit_and_predict": 60e6, "learn_and_update": 0.5e6}


def counted(program, function):
    command = ["valgrind", "--tool=callgrind", "--toggle-collect=" + function, "--callgrind-out-file=/dev/null", program]
    run = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, universal_newlines=True)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1))


def main():
    if not shutil.which("valgrind"):
        print("no instructions counted: valgrind was not found (Debian: valgrind)")
        return
    for function, most in MOST.items():
        count = counted(sys.argv[1], function)
        print("%-16s %11d instructions, at most %d" % (function, count, most))
        if not 0 < count <= most:
            sys.exit("%s costs too much" % function)


main()
