# SPDX-License-Identifier: MIT
"""Instructions of one call of every case, counted by callgrind, against bench/baseline.csv.

    python3 bench/count.py WFM_BENCH [--filter TEXT] [--write]

Fails where a case needs more than 3 % more than the baseline of this compiler, libc and vector unit; where there is no
baseline for them, says so and ends well. --write puts the counts of today into the baseline. Valgrind knows no AVX-512
and hides it, so that on such a processor the AVX2 variants are counted.
"""
import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile

BASELINE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "baseline.csv")
COLUMNS = ["compiler", "libc", "vectors", "case", "size", "instructions"]
ALLOWED = 1.03


def vectors():
    """What the counted program can see of the processor: it decides which variants run, in the library and in libm."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            flags = set(re.search(r"^flags\s*:(.*)$", file.read(), re.MULTILINE)[1].split())
    except (OSError, TypeError):
        return "unknown"
    return "avx2" if {"avx2", "fma"} <= flags else "other"


def machine(program):
    lines = subprocess.run([program, "--machine"], check=True, capture_output=True, text=True).stdout.splitlines()
    return lines[1], lines[2], vectors()


def counted(program, text):
    """The program prints its cases in order and runs each twice; callgrind leaves a numbered dump for each run.
    The rivals are not ours to guard."""
    with tempfile.TemporaryDirectory() as folder:
        dump = os.path.join(folder, "dump")
        command = ["valgrind", "--tool=callgrind", "--toggle-collect=bench_run", "--dump-after=bench_run",
                   "--callgrind-out-file=" + dump, program, "--count", "--filter", text]
        run = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, LD_BIND_NOW="1"))
        if run.returncode != 0:
            sys.exit(run.stderr)
        for number, line in enumerate(run.stdout.splitlines(), 1):
            case, size, calls = line.split(",")
            if case.startswith("rival"):
                continue
            with open("%s.%d" % (dump, 2 * number), encoding="utf-8") as file:
                total = int(re.search(r"^(?:totals|summary): (\d+)", file.read(), re.MULTILINE)[1])
            yield case, size, total / int(calls)


def read_baseline():
    if not os.path.exists(BASELINE):
        return {}
    with open(BASELINE, encoding="utf-8", newline="") as file:
        return {tuple(row[name] for name in COLUMNS[:-1]): float(row["instructions"]) for row in csv.DictReader(file)}


def write_baseline(baseline):
    def order(key):
        return key[:4] + (float(key[4]),)

    with open(BASELINE, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(key + ("%.1f" % baseline[key],) for key in sorted(baseline, key=order))


def report(counts, baseline):
    """Prints every count; the cases that grew."""
    grown = []
    for key, count in counts.items():
        before = baseline.get(key)
        change = "new" if before is None else "%+.1f %%" % (100 * (count / before - 1))
        if before is not None and count > before * ALLOWED:
            grown.append("%s at %s: %.1f instructions, were %.1f" % (key[3], key[4], count, before))
        print("%-38s %9s %12.1f %9s" % (key[3], key[4], count, change))
    return grown


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="wfm_bench, of a release build")
    parser.add_argument("--filter", default="/", help="only the cases with this in their name")
    parser.add_argument("--write", action="store_true", help="make these counts the baseline")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("no instructions counted: valgrind was not found (Debian: valgrind)")
        return
    here = machine(arguments.program)
    baseline = read_baseline()
    known = any(key[:3] == here for key in baseline)
    if not known and not arguments.write:
        print("no instructions counted: no baseline for %s; --write makes one" % ", ".join(here))
        return
    counts = {here + (case, size): count for case, size, count in counted(arguments.program, arguments.filter)}
    grown = report(counts, baseline)
    if arguments.write:
        kept = {key: count for key, count in baseline.items() if key[:3] != here or arguments.filter not in key[3]}
        write_baseline({**kept, **counts})
    elif grown:
        sys.exit("More than 3 % over the baseline:\n" + "\n".join(grown))


main()
