# SPDX-License-Identifier: MIT
"""`wfm measure` on a long queue_log of simulated calls, of which the program in WFM_MEASURE_LOG tells the truth.

WFM_TEST_PROBLEMS=1000000 takes a million calls instead of a hundred thousand.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
import unittest
from datetime import datetime, timezone

try:
    import resource
except ImportError:  # not on every system
    resource = None

from support import CommandTest

PROGRAM = os.environ.get("WFM_MEASURE_LOG")
CALLS = 1_000_000 if int(os.environ.get("WFM_TEST_PROBLEMS") or 0) >= 1_000_000 else 100_000
MOST_S = 60
MOST_BYTES = 1.5e9
INTERVAL_S = 1800
QUEUES = {"sales", "support"}
COUNTS = ("calls", "answered", "abandoned", "left", "handled")


def stamp(second):
    return datetime.fromtimestamp(second, timezone.utc).strftime("%Y-%m-%d %H:%M")


def figures(true):
    """What the command's columns must say, each the same quotient of doubles; of nothing, None."""
    within = true["answered_within"]
    hung_up = true["abandoned"] + true["left"]  # in every rule, who left counts as one who hung up
    hung_up_within = true["abandoned_within"] + true["left_within"]
    ended = true["answered"] + hung_up
    quotients = {
        "service_answered": (within, true["answered"]),
        "service_offered": (within, ended),
        "service_sl2": (within + hung_up_within, ended),
        "service_excluding": (within, ended - hung_up_within),
        "abandonment": (true["abandoned"], ended),
        "asa_s": (true["wait_answered_s"], true["answered"]),
        "wait_mean_s": (true["wait_s"], ended),
        "aht_s": (true["talk_s"], true["handled"]),
    }
    found = {name: of / per if per else None for name, (of, per) in quotients.items()}
    return dict(found, waiting=true["calls"] - ended, **{name: true[name] for name in COUNTS})


def seen(row, names):
    return {name: float(row[name]) if row[name] else None for name in names}


def total(truth, queue=None):
    """Of one queue, or of all."""
    rows = [row for (_, name), row in truth.items() if queue in (None, name)]
    return {name: sum(row[name] for row in rows) for name in rows[0]}


@unittest.skipUnless(PROGRAM, "WFM_MEASURE_LOG names no program (it is built where GSL is found)")
class Truth(CommandTest):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.log = os.path.join(folder.name, "queue_log")
        truth = os.path.join(folder.name, "truth.csv")
        with open(cls.log, "wb") as log:
            subprocess.run([PROGRAM, str(CALLS), truth], stdout=log, check=True, timeout=MOST_S)
        with open(truth, newline="") as file:
            rows = list(csv.DictReader(file))
        cls.patience_s = float(rows[0]["patience_s"])
        cls.truth = {(stamp(int(row.pop("start_s"))), row.pop("queue")): row for row in rows}
        for row in cls.truth.values():
            row.pop("patience_s")
            row.update((name, int(value)) for name, value in row.items())
        with open(cls.log, "rb") as file:
            cls.rings = sum(b"|RINGNOANSWER|" in line for line in file)

    def measure(self, *arguments):
        began = time.monotonic()
        result = self.run_wfm("measure", self.log, "--csv", "--within", "20", *arguments, environment={"TZ": "UTC"})
        self.assertLess(time.monotonic() - began, MOST_S)
        if resource is not None:
            unit = 1 if sys.platform == "darwin" else 1024
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit, MOST_BYTES)
        return self.fine(result).rows

    def test_the_log_has_what_it_is_to_have(self):
        everything = total(self.truth)
        self.assertEqual(CALLS, everything["calls"])
        self.assertEqual(QUEUES, {queue for _, queue in self.truth})
        for name in ("answered", "abandoned", "left", "handled"):
            self.assertGreater(everything[name], CALLS / 1000, name)
        self.assertGreater(everything["answered"], everything["handled"])
        self.assertGreater(self.rings, 0)

    def test_every_interval(self):
        rows = self.measure("--interval", "30m")
        found = {(row["start"], row["queue"]): row for row in rows}
        self.assertEqual(len(rows), len(found))
        self.assertEqual(set(), set(self.truth) - set(found))
        aht_s = {queue: figures(total(self.truth, queue))["aht_s"] for queue in QUEUES}
        for key, row in found.items():
            if key in self.truth:
                expected = figures(self.truth[key])
                if expected["aht_s"] is None:  # the queue's, so that `wfm plan` can take every row
                    expected["aht_s"] = aht_s[key[1]]
                self.assertEqual(expected, seen(row, expected), key)
                self.assertEqual(self.truth[key]["wait_s"] / INTERVAL_S, float(row["queue_mean"]), key)
            else:
                self.assertEqual(0, float(row["calls"]), key)

    def totals(self):
        totals = {}
        for row in self.measure("--totals", "--confidence", "99.9%"):
            totals.setdefault(row["queue"], {})[row["figure"]] = row
        return totals

    def test_totals(self):
        totals = self.totals()
        self.assertEqual(QUEUES | {""}, set(totals))
        for queue, by_name in totals.items():
            values = {name: row["value"] for name, row in by_name.items()}
            expected = figures(total(self.truth, queue or None))
            self.assertEqual(expected, seen(values, expected), queue)
        everything = {name: row["value"] for name, row in totals[""].items()}
        true = total(self.truth)
        ended = true["answered"] + true["abandoned"] + true["left"]
        self.assertEqual(true["calls"] - ended, int(everything["open_calls"]))
        self.assertEqual(self.rings, int(everything["rings_unanswered"]))
        self.assertEqual(0, int(everything["faulty_lines"]))

    def test_patience(self):
        patience = self.totals()[""]["patience_s"]
        self.assertLessEqual(float(patience["low"]), self.patience_s)
        self.assertGreaterEqual(float(patience["high"]), self.patience_s)


if __name__ == "__main__":
    unittest.main()
