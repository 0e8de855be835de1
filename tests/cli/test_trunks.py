# SPDX-License-Identifier: MIT
"""`wfm trunks`, and the lines and the deferred work of `wfm plan`."""

import csv
import json
import math
import os
import re
import unittest

from support import KEYS, CommandTest

HALF_HOUR = "start,calls,aht,acw\n10:30,250,210,30\n"  # the course's busiest
PHONES = ("--interval", "30m", "--blocking", "1%")


class Trunks(CommandTest):
    def answer(self, *arguments):
        row, = self.fine(self.run_wfm("trunks", *arguments)).rows
        self.assertEqual(["load_erl", "trunks", "blocking"], list(row))
        return {key: float(value) for key, value in row.items()}

    def test_two_give_the_third(self):
        lines = self.answer("--load", "26.8", "--blocking", "1%")
        self.assertEqual((26.8, 38), (lines["load_erl"], lines["trunks"]))
        self.assertLess(lines["blocking"], 0.01)
        self.assertEqual(lines, self.answer("--load", "26.8", "--lines", "38"))
        self.assertGreater(self.answer("--load", "26.8", "--lines", "37")["blocking"], 0.01)
        load = self.answer("--lines", "38", "--blocking", "0.01")
        self.assertGreater(load["load_erl"], 26.8)
        self.assertTrue(math.isclose(0.01, load["blocking"], rel_tol=1e-12))

    def test_forms(self):
        given = ("--load", "26.8", "--blocking", "1%")
        row = self.answer(*given)
        answer = json.loads(self.fine(self.run_wfm("trunks", *given, "--json")).out)
        self.assertEqual(("wfm-trunks-1", [row]), (answer["schema"], answer["rows"]))
        self.assertEqual({"command": "trunks", "load_erl": 26.8, "blocking": 0.01}, answer["input"])
        self.assertEqual("38\n", self.fine(self.run_wfm("trunks", *given, "--plain")).out)
        table = self.fine(self.run_wfm("trunks", *given, "--table")).out
        self.assertEqual("38 lines, 26.8 erlangs, 0.8% of the calls blocked\n", table)
        self.assertIn("| trunks | 38 |", self.fine(self.run_wfm("trunks", *given, "--markdown")).out)
        self.fine(self.run_wfm("trunks", *given, "--csv", "-o", "lines.csv"))
        with open(self.path("lines.csv"), encoding="utf-8") as file:
            self.assertEqual(self.run_wfm("trunks", *given).out, file.read())

    def test_no_load(self):
        self.assertEqual({"load_erl": 0, "trunks": 0, "blocking": 0}, self.answer("--load", "0", "--blocking", "1%"))

    def test_mistakes(self):
        for arguments, problem in (
            (("--load", "26.8"), "give two of --load, --lines and --blocking:"),
            (("--load", "26.8", "--lines", "3", "--blocking", "1%"), "not all three"),
            (("--laod", "26.8"), "did you mean --load?"),
            (("--load", "-1", "--lines", "3"), "is negative"),
            (("--load", "26.8", "--blocking", "0"), "allows nothing"),
            (("--load", "26.8", "--blocking", "101%"), "is above 100%"),
            (("--load", "26.8", "--lines", "0"), "write a number above 0"),
            (("--load", "26.8", "--calls", "250"), "unknown option --calls"),
        ):
            result = self.run_wfm("trunks", *arguments)
            self.assertEqual((2, ""), (result.code, result.out))
            self.assertIn(problem, result.err)
        self.assertIn("did you mean trunks?", self.run_wfm("trnks").err)

    def test_help(self):
        text = self.fine(self.run_wfm("help", "trunks")).out
        self.assertEqual(text, self.fine(self.run_wfm("trunks", "--help")).out)
        for option in ("--load", "--lines", "--blocking"):
            self.assertIn(f"\n  {option} ", text)
        for line in text.splitlines():
            if line.startswith("  wfm "):
                self.fine(self.run_wfm(*re.split(" {2,}", line.strip())[0].split()[1:]))


class PublishedErlangB(CommandTest):
    """Each row of the table of published figures through the command: two of its numbers in, the third out."""

    TAKES = {"a": ("lines", "blocking"), "n": ("load", "blocking"), "B": ("load", "lines")}
    GIVES = {"a": "load_erl", "n": "trunks", "B": "blocking"}
    COLUMN = {"load": "a", "lines": "n", "blocking": "B"}

    @unittest.skipUnless(os.environ.get("WFM_EXTRA_VECTORS"), "WFM_EXTRA_VECTORS names no folder of vectors")
    def test_every_row(self):
        with open(os.path.join(os.environ["WFM_EXTRA_VECTORS"], "published_erlang_b.csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        agreeing = {"yes": 0, "no": 0, "last_digit_truncated": 0}
        for row in rows:
            given = [part for name in self.TAKES[row["solve_for"]] for part in (f"--{name}", row[self.COLUMN[name]])]
            found = float(self.fine(self.run_wfm("trunks", *given)).rows[0][self.GIVES[row["solve_for"]]])
            off = abs(found - float(row["printed"])) / float(row["printed_precision"])
            most = 1 if row["agrees"] == "last_digit_truncated" else 0.5
            agreeing[row["agrees"]] += 1
            with self.subTest(row["id"]):
                self.assertTrue(math.isclose(found, float(row["check_value"]), rel_tol=1e-12))
                self.assertEqual(row["agrees"] != "no", off < most * (1 + 1e-6))
        self.assertEqual((598, 10), (len(rows), agreeing["no"]))


class Plan(CommandTest):
    def test_the_busiest_half_hour(self):
        row, = self.fine(self.plan(HALF_HOUR, *PHONES)).rows
        self.assertEqual(KEYS + ["trunks"], list(row)[2:])
        self.assertEqual(("34", "38"), (row["agents"], row["trunks"]))
        self.assertEqual(26.8, round(float(row["trunk_load_erl"]), 1))
        lines = self.run_wfm("trunks", "--load", row["trunk_load_erl"], "--blocking", "1%", "--plain").out
        self.assertEqual("38\n", lines)

    def test_lines_are_shown_when_asked_for(self):
        without = self.fine(self.plan(HALF_HOUR, *PHONES[:2]))
        self.assertNotIn("trunks", without.rows[0])
        self.assertNotIn("lines", self.plan(HALF_HOUR, *PHONES[:2], "--table").out)
        table = self.fine(self.plan(HALF_HOUR, *PHONES, "--table")).out
        self.assertRegex(table.splitlines()[0], r"occupancy +lines$")
        self.assertRegex(table.splitlines()[1], r" 38$")
        self.assertIn("at most 38 lines", table)
        wide = self.fine(self.plan(HALF_HOUR, *PHONES, "--wide")).out.splitlines()[0].split()
        self.assertEqual(["start"] + KEYS + ["trunks"], wide)
        answer = json.loads(self.plan(HALF_HOUR, *PHONES, "--json").out)
        self.assertEqual((38, 38), (answer["rows"][0]["trunks"], answer["totals"][-1]["peak_trunks"]))
        self.assertEqual(0.01, answer["input"]["blocking"])

    def test_blocking_of_each_row(self):
        text = "queue,start,calls,aht,max_blocking\na,09:00,250,210,1%\nb,09:00,250,210,\nc,09:00,250,210,0.1%\n"
        once = self.fine(self.plan(text, "--interval", "30m"))
        found = [row["trunks"] for row in once.rows]
        self.assertEqual("", found[1])
        self.assertLess(int(found[0]), int(found[2]))
        self.assertEqual(once.out, self.fine(self.plan(once.out)).out)
        whole = self.plan(text, "--interval", "30m", "--table").out
        self.assertIn(f"at most {int(found[0]) + int(found[2])} lines", whole)

    def test_callers_who_wait_for_ever_hold_all_lines(self):
        result = self.fine(self.plan(HALF_HOUR, *PHONES, "--max-agents", "20"), code=1)
        self.assertEqual("inf", result.rows[0]["trunks"])

    def test_deferred_work(self):
        text = "start,calls,aht,deferred_volume,deferred_aht,response\n09:00,250,210,200,360,14400\n09:30,0,,,,\n"
        rows = self.fine(self.plan(text, "--shrinkage", "30%")).rows
        self.assertEqual(KEYS + ["deferred_agents"], list(rows[0])[-len(KEYS) - 1:])
        self.assertEqual([("34", "5", "56"), ("0", "0", "0")],
                         [(row["agents"], row["deferred_agents"], row["rostered"]) for row in rows])
        short = "start,calls,aht,deferred\n09:00,250,210,200\n09:30,0,,0\n"
        given = ("--shrinkage", "30%", "--deferred-aht", "6m", "--response", "4h")
        others = self.fine(self.plan(short, *given)).rows
        self.assertEqual([row["rostered"] for row in rows], [row["rostered"] for row in others])
        again = self.plan(self.plan(text, "--shrinkage", "30%").out, "--shrinkage", "30%")
        self.assertEqual(rows, self.fine(again).rows)
        self.assertRegex(self.plan(short, *given, "--table").out, r"agents +deferred +to roster")
        self.assertIn("2.5 on deferred work", self.plan(short, *given, "--table").out)
        totals = json.loads(self.plan(short, *given, "--json").out)["totals"][-1]
        self.assertEqual((2.5, None), (totals["deferred_hours"], totals["peak_trunks"]))

    def test_deferred_work_that_is_not_whole(self):
        short = "start,calls,aht,deferred_volume\n09:00,250,210,200\n09:30,0,,0\n"
        full = "start,calls,aht,deferred_volume,deferred_aht,response\n09:00,1,2,3,,7\n09:30,1,2,3,4,0\n"
        for text, arguments, code, problem in (
            (short, (), 65, "no column deferred_aht_s"),
            (short, (), 65, "or give --response"),
            ("start,calls,aht\n09:00,1,2\n09:30,1,2\n", ("--response", "4h"), 65, "no column deferred_volume"),
            (full, (), 65, "day.csv:2:13: deferred_aht_s is empty or 0 and there is deferred work"),
            (full, (), 65, "day.csv:3:15: response_s is empty or 0"),
            (full.replace("3,,7", "1e308,1e9,7"), (), 65, "is too large"),
            (short, ("--response", "0"), 2, "is no length of time"),
            (short, ("--blocking", "0"), 2, "allows nothing"),
        ):
            result = self.plan(text, *arguments)
            self.assertEqual((code, ""), (result.code, result.out))
            self.assertIn(problem, result.err)


if __name__ == "__main__":
    unittest.main()
