# SPDX-License-Identifier: MIT
"""Measures everything and puts the tables into bench/README.md.

    python3 bench/table.py WFM_BENCH BENCH_BARS
"""
import csv
import os
import subprocess
import sys

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "README.md")
MARK = "<!-- Below this line bench/table.py writes. -->\n"


def output(*command):
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode not in (0, 1):  # 1: a bar is missed, which the table says
        sys.exit("%s: status %d" % (command[0], run.returncode))
    return run.stdout


def digits(text):
    return "{:,.{}f}".format(float(text), 0 if float(text) >= 1000 else 1)


def table(rows):
    """A line for each case and mode, a column for each size: the medians."""
    sizes = sorted({float(row["size"]) for row in rows})
    lines = {}
    for row in rows:
        lines.setdefault((row["case"], row["mode"]), {})[float(row["size"])] = digits(row["median_ns"])
    yield "| case | mode | " + " | ".join("{:,.0f}".format(size) for size in sizes) + " |"
    yield "| --- | --- |" + " --: |" * len(sizes)
    for (case, mode), cells in lines.items():
        yield "| %s | %s | %s |" % (case, mode, " | ".join(cells.get(size, "") for size in sizes))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    machine = ", ".join(output(sys.argv[1], "--machine").splitlines())
    rows = list(csv.DictReader(output(sys.argv[1], "--format", "csv").splitlines()))
    arrays = [row for row in rows if row["mode"] == "array"]
    formulas = [row for row in rows if row["mode"] != "array"]
    parts = ["### The bars", "", output(sys.argv[2]).rstrip(),
             "", "### Formulas, by servers", "", machine + ". Median nanoseconds a call.", "", *table(formulas),
             "", "### Array forms, by elements", "", machine + ". Median nanoseconds an element.", "", *table(arrays)]
    with open(README, encoding="utf-8") as file:
        head = file.read().split(MARK)[0]
    with open(README, "w", encoding="utf-8") as file:
        file.write(head + MARK + "\n" + "\n".join(parts) + "\n")


main()
