# SPDX-License-Identifier: MIT
"""A day of half hours from a CSV file becomes a staffing plan: columns in, columns out, as pandas takes them."""
import csv
import os
import sys

import wfm

here = os.path.dirname(os.path.abspath(__file__))
path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "day.csv")
with open(path, newline="") as file:
    rows = [row for row in csv.DictReader(line for line in file if not line.startswith("#"))]
calls = [float(row["calls"]) for row in rows]
aht_s = [float(row["aht"]) for row in rows]

grid = wfm.PlanInput(calls=calls, interval_s=1800, aht_s=aht_s, service_level=0.8, answer_within_s=20, shrinkage=0.3)
plan = grid.staff()  # a dict: pandas.DataFrame(plan) is the same as a table
for row, agents, rostered, level in zip(rows, plan["agents"], plan["rostered"], plan["service_level"]):
    print("%s  %3d calls  %2d agents  %2d to roster  %5.1f %%" % (
        row["start"], float(row["calls"]), agents, rostered, 100 * level))
totals = grid.totals_of(plan, hours_per_fte=8)
print("%.1f agent hours, %.1f FTE, %.1f %% within 20 s" % (totals.agent_hours, totals.fte, 100 * totals.service_level))
