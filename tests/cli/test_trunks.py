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
QUEUE = ("--calls", "250", "--interval", "30m", "--aht", "210", "--acw", "30", "--sl", "80/20", "--blocking", "1%")
PHONES = ("--interval", "30m", "--blocking", "1%")


class Trunks(CommandTest):
    def answer(self, *arguments):
        row, = self.fine(self.run_wfm("trunks", *arguments)).rows
        self.assertEqual(["load_erl", "trunks", "blocking", "carried_erl"], list(row))
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
        self.assertIn("|    26.80 |     38 |", self.fine(self.run_wfm("trunks", *given, "--markdown")).out)
        self.fine(self.run_wfm("trunks", *given, "--csv", "-o", "lines.csv"))
        with open(self.path("lines.csv"), encoding="utf-8") as file:
            self.assertEqual(self.run_wfm("trunks", *given).out, file.read())

    def test_no_load(self):
        self.assertEqual({"load_erl": 0, "trunks": 0, "blocking": 0, "carried_erl": 0},
                         self.answer("--load", "0", "--blocking", "1%"))

    def test_mistakes(self):
        for arguments, problem in (
            (("--load", "26.8"), "give two of --load, --lines and --blocking:"),
            (("--load", "26.8", "--lines", "3", "--blocking", "1%"), "not all three"),
            (("--laod", "26.8"), "did you mean --load?"),
            (("--load", "-1", "--lines", "3"), "is negative"),
            (("--load", "26.8", "--blocking", "0"), "allows nothing"),
            (("--load", "26.8", "--blocking", "101%"), "is above 100%"),
            (("--load", "26.8", "--lines", "0"), "write a number above 0"),
            (("--load", "26.8", "--calls", "250"), "--interval is missing"),
            (("--load", "3..1", "--blocking", "1%"), "ends before it begins"),
            (("--load", "3..", "--blocking", "1%"), "is no range"),
            (("--load", "0..1e9", "--blocking", "1%"), "more than a million steps"),
            (("--load", "0..999", "--lines", "1..2000"), "more than 1000000 answers"),
            (("--load", "1,,2", "--blocking", "1%"), "is empty"),
            (("--load", "1", "--blocking", "1%", "--model", "erlang-c"), "is unknown: write erlang-b"),
            (("--load", "1", "--blocking", "1%", "--model", "engset"), "--model engset needs --sources N"),
            (("--load", "1", "--blocking", "1%", "--retry", "50%", "--sources", "9"), "no one model has it and retry"),
            (("--load", "1", "--blocking", "1%", "--retry", "150%"), "is above 100%"),
            (("--overflow", "20", "--blocking", "1%"), "has no lines"),
            (("--overflow", "20/15/3", "--blocking", "1%"), "too many parts"),
            (("--overflow", "20/15"), "give --lines or --blocking of the last group"),
            (("--overflow", "20/15", "--blocking", "1%", "--model", "molina"), "leave --model molina out"),
            (("--overflow", "20/20", "--blocking", "1%", "--model", "hayward"), "leave --model hayward out"),
            (("--overflow", "20/20", "--blocking", "1%", "--peakedness", "2"), "leave --peakedness out"),
            (("--class", "20/1", "--blocking", "1%", "--retry", "60%"), "--class has a model of its own: leave --retry out"),
            (("--overflow", "20/20", "--lines", "3", "--sources", "60"), "leave --sources out"),
            (("--load", "5", "--lines", "3", "--sources", "3,5"), '--sources "3,5" has a comma: write one number'),
            (("--load", "5", "--lines", "3", "--retry", "0,5"), '--retry "0,5" has a comma: write one number'),
            (("--load", "5", "--lines", "3", "--peakedness", "1,5"), "has a comma: write one number"),
            (("--overflow", "20/20,30/10", "--lines", "3"), '"20/20,30/10" has a comma: repeat --overflow'),
            (("--class", "20/1,8/2", "--lines", "3"), '--class "20/1,8/2" has a comma: repeat --class'),
            (("--class", "20/1", "--lines", "20.5"), '--lines "20.5" is not whole: with --class write a whole number'),
            (("--class", "20/1", "--lines", "1e9"), '--lines "1e9" is too large: with --class write a whole number'),
            (("--class", "1e40/1", "--blocking", "1%"), '--class "1e40/1" has a load above 1e30'),
            (("--class", "1/1e40", "--blocking", "1%"), '--class "1/1e40" has more than 1e15 lines'),
            (("--class", "1/1/1e40", "--blocking", "1%"), '--class "1/1/1e40" has more than 1e15 lines'),
            (("--class", "1/1") * 257 + ("--lines", "3"), '--class "1/1" is one more than 256 classes'),
            (("--overflow", "1e308/1", "--overflow", "1e308/1", "--lines", "3"), '"1e308/1" has a load above 1e30'),
            (("--overflow", "1e29/1e29", "--lines", "3"), "wfm: --overflow: "),
            ((*QUEUE[:-1], "100%", "--order", "together"), '--blocking "100%" is every call: with --order together'),
            (("--overflow", "20/15", "--class", "2/1", "--blocking", "1%"), "leave one out"),
            (("--class", "20/1.5", "--blocking", "1%"), "parts of lines"),
            (("--class", "20", "--blocking", "1%"), "has no lines a call"),
            (("--class", "20/1", "--class", "2/6", "--blocking", "1%,2%,3%"), "3 numbers for 2 classes"),
            (("--class", "20/1", "--load", "3", "--lines", "9"), "and no --load"),
            (("--calls", "250", "--interval", "30m", "--aht", "210"), "--blocking is missing"),
            ((*QUEUE, "--lines", "40"), "do not go together"),
            (("--load", "20", "--order", "together"), "--interval is missing"),
            (("--load", "20", "--blocking", "1%", "--treatment", "45s"), "--treatment is about a queue"),
            (("--load", "20", "--blocking", "1%", "--sl", "80/20"), "--sl is about a queue"),
            (("--load", "5..5.1/1e-300", "--blocking", "1%"), "more than a million steps"),
            ((*QUEUE, "--order", "first"), "is unknown: write queue-first"),
            ((*QUEUE, "--patience", "2m"), "--rule"),
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


class Models(CommandTest):
    def plain(self, *arguments):
        return [float(line) for line in self.fine(self.run_wfm("trunks", *arguments, "--plain")).out.split()]

    def test_each_model(self):
        for model, lines in ((("--retry", "60%"), 38), (("--sources", "100"), 36), (("--model", "molina"), 41),
                             (("--peakedness", "2.61"), 47), (("--model", "erlang-b"), 38)):
            self.assertEqual([lines], self.plain("--load", "26.8", "--blocking", "1%", *model))
            blocking, = self.plain("--load", "26.8", "--lines", str(lines), *model)
            load, = self.plain("--lines", str(lines), "--blocking", repr(blocking), *model)
            self.assertTrue(math.isclose(26.8, load, rel_tol=1e-9), model)

    def test_retries_show_their_attempts(self):
        row, = self.fine(self.run_wfm("trunks", "--load", "26.8", "--lines", "38", "--retry", "60%")).rows
        self.assertTrue(math.isclose(26.9422712108, float(row["attempts_erl"]), rel_tol=1e-9))

    def test_tables(self):
        rows = self.fine(self.run_wfm("trunks", "--lines", "1..5,10", "--blocking", "1%,2%")).rows
        self.assertEqual(["1", "1", "2", "2", "3", "3", "4", "4", "5", "5", "10", "10"], [row["trunks"] for row in rows])
        for row in rows:
            single, = self.plain("--lines", row["trunks"], "--blocking", row["blocking"])
            self.assertTrue(math.isclose(single, float(row["load_erl"]), rel_tol=1e-9))
        table = self.fine(self.run_wfm("trunks", "--lines", "1..5", "--blocking", "1%,2%", "--table")).out.splitlines()
        self.assertEqual(["erlangs by Erlang B", "", "  lines    1%    2%"], table[:3])
        self.assertEqual(["5", "1.36", "1.66"], table[-1].split())  # ITU's table of Erlang B
        answer = json.loads(self.fine(self.run_wfm("trunks", "--load", "10..30/10", "--blocking", "1%", "--json")).out)
        self.assertEqual([18, 30, 42], [row["trunks"] for row in answer["rows"]])
        self.assertEqual({"command": "trunks", "load_erl": [10, 20, 30], "blocking": 0.01}, answer["input"])

    def test_ranges_end_where_they_say(self):
        rows = self.fine(self.run_wfm("trunks", "--load", "0..0.7/0.1", "--blocking", "1%")).rows
        self.assertEqual(["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"], [row["load_erl"] for row in rows])
        self.assertEqual(1, len(self.fine(self.run_wfm("trunks", "--load", "5..5/1", "--lines", "3")).rows))

    def test_overflow(self):
        self.assertEqual([14], self.plain("--overflow", "20/20", "--blocking", "1%"))
        rows = self.fine(self.run_wfm("trunks", "--overflow", "20/20", "--load", "5", "--lines", "12")).rows
        self.assertEqual(["1", "2", "final"], [row["group"] for row in rows])
        self.assertEqual("2.61", f"{float(rows[0]['peakedness']):.2f}")
        sums = sum(float(row["overflow_erl"]) for row in rows[:2])
        self.assertTrue(math.isclose(sums, float(rows[2]["load_erl"]), rel_tol=1e-12))
        self.assertIn("14 lines in the last group",
                      self.fine(self.run_wfm("trunks", "--overflow", "20/20", "--blocking", "1%", "--table")).out)

    def test_all_may_be_lost(self):
        for group in ("20/0", "20/20", "30/20", "12/10"):
            self.assertEqual([0], self.plain("--overflow", group, "--blocking", "100%"), group)

    def test_classes(self):
        given = ("--class", "2/1", "--class", "1/2", "--lines", "5")
        rows = self.fine(self.run_wfm("trunks", *given)).rows
        self.assertEqual(["0.1721854", "0.3818985"], [f"{float(row['blocking']):.7f}" for row in rows])
        kept = self.plain("--class", "2/1/1", "--class", "1/2", "--lines", "5")
        self.assertEqual(["0.3253012", "0.3253012"], [f"{blocking:.7f}" for blocking in kept])
        lines, = self.plain("--class", "2/1", "--class", "1/2", "--blocking", "1%,2%")
        fewer = self.plain("--class", "2/1", "--class", "1/2", "--lines", str(int(lines) - 1))
        self.assertTrue(fewer[0] > 0.01 or fewer[1] > 0.02)
        self.assertEqual([20000], [20000 if 20000 <= lines <= 21000 else lines
                                   for lines in self.plain("--class", "20000/1", "--blocking", "0.01%")])

    def test_agents_and_lines(self):
        self.assertEqual([38], self.plain(*QUEUE))
        self.assertEqual([45], self.plain(*QUEUE, "--treatment", "45s"))
        row, = self.fine(self.run_wfm("trunks", *QUEUE)).rows
        self.assertEqual(("34", "38"), (row["agents"], row["trunks"]))
        first, = self.fine(self.run_wfm("trunks", *QUEUE, "--order", "block-first")).rows
        self.assertLess(float(row["asa_s"]) * 0.5, float(first["asa_s"]))
        together = self.run_wfm("trunks", *QUEUE, "--order", "together", "--table")
        self.assertIn("34 agents, 39 lines", self.fine(together).out)
        self.assertIn("approximation", together.out)
        answer = json.loads(self.fine(self.run_wfm("trunks", *QUEUE, "--json")).out)
        self.assertEqual(("wfm-trunks-queue-1", "queue-first"), (answer["schema"], answer["order"]))
        self.assertEqual(0.01, answer["input"]["blocking"])
        self.assertEqual(250, answer["input"]["calls"])


    def test_no_agents_are_enough(self):
        given = ("--calls", "250", "--interval", "30m", "--aht", "210", "--sl", "100/20")
        for order in ((), ("--order", "queue-first"), ("--order", "block-first")):
            result = self.fine(self.run_wfm("trunks", *given, "--blocking", "1%", *order), code=1)
            row, = result.rows
            self.assertEqual(("inf", "41"), (row["agents"], row["trunks"]))
            agents, = self.fine(self.run_wfm("agents", *given), code=1).rows
            for key in ("service_level", "asa_s", "occupancy"):
                self.assertEqual(agents[key], row[key])
        table = self.fine(self.run_wfm("trunks", *given, "--blocking", "1%", "--table"), code=1).out
        self.assertIn("41 lines", table)


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
        self.assertEqual(["acw_s", "max_blocking"] + KEYS + ["trunks"], list(row)[1:])
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

    def test_treatment_holds_lines(self):
        text = "start,calls,aht,acw,ivr\n10:30,250,210,30,45\n11:00,250,210,30,\n"
        rows = self.fine(self.plan(text, *PHONES)).rows
        self.assertEqual(["45", "38"], [row["trunks"] for row in rows])
        self.assertAlmostEqual(250 * 45 / 1800, float(rows[0]["trunk_load_erl"]) - float(rows[1]["trunk_load_erl"]))
        row, = self.fine(self.plan(HALF_HOUR, *PHONES, "--treatment", "45s")).rows
        self.assertEqual("45", row["trunks"])

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
