# SPDX-License-Identifier: MIT
"""`wfm update`: the weight by its formula, what past days teach, agents as `wfm plan` finds them, and bad input."""

import datetime
import json
import math
import random
import unittest

from support import CommandTest

PATIENT = ("--patience", "60", "--rule", "offered", "--sl", "80/20")
STARTS = [f"{hour:02}:{minute}" for hour in range(8, 18) for minute in ("00", "30")]
SHAPE = [40 + 60 * math.sin(math.pi * i / 19) for i in range(20)]
PLAN = "start,calls\n" + "".join(f"{start},{calls:.2f}\n" for start, calls in zip(STARTS, SHAPE))
PLANNED = [float(f"{calls:.2f}") for calls in SHAPE]


def sofar(count, factor=1.2, day=""):
    return "start,calls\n" + "".join(f"{day}{start},{round(calls * factor)}\n"
                                     for start, calls in list(zip(STARTS, SHAPE))[:count])


def past(level_lasts, count=60):
    """Days whose first half is off by a factor, and whose second half is off by the same, or by one of its own."""
    dice, text = random.Random(7), "start,forecast,calls\n"
    for number in range(count):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(number)
        first = math.exp(dice.gauss(0, 0.2))
        second = first if level_lasts else math.exp(dice.gauss(0, 0.2))
        for i, start in enumerate(STARTS):
            text += f"{day} {start},{PLANNED[i]},{round(PLANNED[i] * (first if i < 10 else second))}\n"
    return text


class Update(CommandTest):
    def update(self, plan, actual, *arguments):
        self.write(plan, "plan.csv")
        self.write(actual, "actual.csv")
        return self.run_wfm("update", "plan.csv", "--actual", "actual.csv", *arguments)

    def day(self, *arguments):
        return json.loads(self.fine(self.update(*arguments, "--json")).out)["days"][0]

    def test_the_weight_without_a_past(self):
        for cv, option in ((0.07, ()), (0.2, ("--day-variation", "20%"))):
            result = self.fine(self.update(PLAN, sofar(6), *option))
            self.assertEqual(["start", "calls_planned", "actual", "calls"], list(result.rows[0]))
            came, expected = sum(round(calls * 1.2) for calls in SHAPE[:6]), sum(PLANNED[:6])
            part = cv ** 2 / (cv ** 2 + 1 / expected)
            factor = ((came + 0.5) / (expected + 0.5)) ** part
            for i, row in enumerate(result.rows):
                if i < 6:
                    self.assertEqual((row["actual"], row["actual"]), (row["calls"], str(round(SHAPE[i] * 1.2))))
                else:
                    self.assertEqual("", row["actual"])
                    self.assertAlmostEqual(PLANNED[i] * factor, float(row["calls"]), delta=0.0051)
            day = self.day(PLAN, sofar(6), *option)
            self.assertAlmostEqual(part, day["believed"], 9)
            self.assertEqual((6, came, 0), (day["intervals_seen"], day["seen"], day["days_learnt_from"]))

    def test_as_forecast_changes_nothing(self):
        actual = "start,calls\n" + "".join(f"{start},{calls}\n" for start, calls in zip(STARTS[:8], PLANNED))
        rows = self.fine(self.update(PLAN, actual)).rows
        self.assertEqual([row["calls_planned"] for row in rows], [row["calls"] for row in rows])

    def test_the_past_teaches_what_to_believe(self):
        self.write(past(True), "lasts.csv")
        self.write(past(False), "fades.csv")
        lasts = self.day(PLAN, sofar(10), "--past", "lasts.csv")
        fades = self.day(PLAN, sofar(10), "--past", "fades.csv")
        self.assertEqual((60, 60), (lasts["days_learnt_from"], fades["days_learnt_from"]))
        self.assertGreater(lasts["believed"], 0.8)
        self.assertLess(fades["believed"], 0.35)
        self.assertGreater(lasts["factor"], 1.14)

    def test_comparisons_are_a_past(self):
        """What wfm compare writes of past days has their forecast as calls_planned."""
        self.write(past(True), "past.csv")
        self.write(past(True).replace("forecast", "calls_planned"), "compared.csv")
        self.assertEqual(self.fine(self.update(PLAN, sofar(10), "--past", "past.csv")).out,
                         self.fine(self.update(PLAN, sofar(10), "--past", "compared.csv")).out)
        days = "".join(f"2026-03-{day:02} {start},{calls}\n" for day in range(2, 12) for start, calls in zip(STARTS, PLANNED))
        self.write("start,calls\n" + days, "week.csv")
        self.write("start,calls\n" + days.replace(".", "9."), "came.csv")
        compared = self.fine(self.run_wfm("compare", "week.csv", "came.csv", "--aht", "240", "--sl", "80/20")).out
        self.write(compared, "compared.csv")
        self.assertEqual(10, self.day(PLAN, sofar(10), "--past", "compared.csv")["days_learnt_from"])

    def test_today_is_no_past(self):
        """Rows of today in the past, whatever they say, change nothing."""
        plan = PLAN.replace("\n", "\n2026-02-20 ").rstrip().removesuffix("2026-02-20") + "\n"
        self.write(past(True, 50), "past.csv")
        before = self.fine(self.update(plan, sofar(10, day="2026-02-20 "), "--past", "past.csv")).out
        more = "".join(f"2026-02-20 {start},1,1000\n" for start in STARTS)
        self.write(past(True, 50) + more, "past.csv")
        self.assertEqual(before, self.fine(self.update(plan, sofar(10, day="2026-02-20 "), "--past", "past.csv")).out)

    def test_agents_are_those_of_a_plan(self):
        for options in (("--aht", "240", "--sl", "90/10"), ("--aht", "240", "--max-occupancy", "80%", "--asa", "10")):
            rows = self.fine(self.update(PLAN, sofar(6), *options)).rows
            self.assertTrue(all(row["agents_needed"] == "" for row in rows[:6]))
            rest = "start,calls\n" + "".join(f"{row['start']},{row['calls']}\n" for row in rows[6:])
            plan = self.fine(self.plan(rest, *options)).rows
            self.assertEqual([row["agents"] for row in plan], [row["agents_needed"] for row in rows[6:]])

    def test_the_plan_brings_what_it_was_made_by(self):
        for given in (("--sl", "95/5"), ("--asa", "2"), ("--patience", "60", "--rule", "sl2", "--sl", "95/5"),
                      (*PATIENT, "--balk", "20%", "--patience-law", "weibull:0.7")):
            plan = self.fine(self.plan(PLAN, "--aht", "240", *given)).out
            brought = self.fine(self.update(plan, sofar(6))).rows
            told = self.fine(self.update(PLAN, sofar(6), "--aht", "240", *given[:6])).rows
            other = self.fine(self.update(PLAN, sofar(6), "--aht", "240", "--sl", "80/20")).rows
            if "--balk" not in given:
                self.assertEqual([row["agents_needed"] for row in told], [row["agents_needed"] for row in brought])
            self.assertNotEqual([row["agents_needed"] for row in other], [row["agents_needed"] for row in brought])
        plan = self.fine(self.plan(PLAN, "--aht", "240", "--sl", "95/5")).out
        rows = self.fine(self.update(plan, sofar(6), "--sl", "80/20")).rows
        self.assertEqual([row["agents_needed"] for row in other], [row["agents_needed"] for row in rows])

    def test_the_target_that_is_assumed_is_told(self):
        told = "plan.csv:1:1: warning: no target in columns or options: 80/20 is assumed; give --sl 80/20, or add a column " \
               "sl\n"
        self.assertEqual(told, self.update(PLAN, sofar(6), "--aht", "240").err)
        self.fine(self.update(PLAN, sofar(6)))  # without agents no target counts

    def test_actuals_that_lie_across_intervals(self):
        """Calls from 08:10 to 08:40 are of two intervals, and nothing tells of which."""
        for actual, places in (("start,calls\n08:10,50\n08:40,40\n", ("2:1: start 08:10", "3:1: start 08:40")),
                               ("calls,start\n50,08:00\n40,08:30\n4,09:10\n", ("4:3: start 09:10",)),
                               ("start,calls\n08:00,50\n08:30,40\n09:00,4\n09:10,4\n", ("5:1: start 09:10",)),
                               ("start,calls\n08:10,50\n", ("2:1: start 08:10",)),
                               ("calls,start\n1,08:05\n2,08:15\n3,08:25\n", ("2:3: start 08:05",))):
            result = self.update(PLAN, actual)
            self.assertEqual((65, ""), (result.code, result.out))
            for place in places:
                self.assertIn(f"actual.csv:{place} does not fit: the plan has an interval from", result.err)
        self.assertIn("rows here are 10m long; write 08:00 or 08:10, or equal parts of the interval", result.err)
        parts = "start,calls\n" + "".join(f"08:{minute},10\n" for minute in ("00", "10", "20", "30", "40"))
        rows = self.fine(self.update(PLAN, parts)).rows
        self.assertEqual(["30", ""], [row["actual"] for row in rows[:2]])
        parts = parts.replace("08:20,10\n", "") + "08:50,10\n"
        result = self.update(PLAN, parts)
        self.assertIn("actual.csv:2:1: warning: rows are 10m long, and of this interval of the plan some are missing",
                      result.err)
        self.assertEqual(["", "30"], [row["actual"] for row in result.rows[:2]])

    def test_an_update_is_a_plan(self):
        """With the targets of the plan it came from, and without a warning."""
        text = "start,calls,aht,target_asa_s,note\n" + "".join(f"{row},240,{5 + i},n\n" for i, row in
                                                               enumerate(PLAN.splitlines()[1:]))
        for given in ((*PATIENT, "--shrinkage", "30%", "--interval", "30m"),
                      ("--lines", "30", "--max-occupancy", "70%")):
            plan = self.plan(text, *given).out
            once = self.fine(self.update(plan, sofar(6)))
            self.assertEqual(len(once.rows[0]), len(set(once.rows[0])))
            self.assertNotIn("note", once.rows[0])
            again = self.fine(self.plan(once.out)).rows
            self.assertEqual([row["agents_needed"] for row in once.rows[6:]], [row["agents"] for row in again[6:]])
            twice = self.fine(self.update(once.out, sofar(6)))
            head = once.out.partition("\n")[0].replace(",agents_planned,gap", "")
            self.assertEqual(head, twice.out.partition("\n")[0])
        self.assertNotIn("interval_s", self.fine(self.update(text, sofar(6))).out)
        self.assertIn("The rest x 1.000", self.update(once.out, sofar(6), "--table").out)

    def test_models_by_option(self):
        """What a plan may be made by its update may be told, and that wins; what counted is in JSON."""
        plan = self.plan(PLAN, "--aht", "240", "--sl", "80/20", "--load-cv", "5%", "--risk", "20%").out
        given = (("--load-cv", "25%"), ("--risk", "1%"))
        before = self.fine(self.update(plan, sofar(6))).rows[6:]
        for option in given:
            after = self.fine(self.update(plan, sofar(6), *option)).rows[6:]
            self.assertLess(sum(float(row["agents_needed"]) for row in before),
                            sum(float(row["agents_needed"]) for row in after))
        told = json.loads(self.fine(self.update(plan, sofar(6), *given[0], "--json")).out)["input"]
        self.assertEqual(("update", "plan.csv", 0.8, 20, 0.25, 0.2, False), tuple(told[key] for key in (
            "command", "file", "service_level", "answer_within_s", "load_cv", "risk", "default_target")))
        answer = json.loads(self.update(PLAN, sofar(6), "--aht", "240", "--json").out)
        self.assertTrue(answer["input"]["default_target"])

    def test_agents_of_the_plan(self):
        plan = self.fine(self.plan(PLAN, "--aht", "240", "--sl", "80/20"))
        rows = self.fine(self.update(plan.out, sofar(6, 2))).rows
        self.assertEqual(["agents_needed", "agents_planned", "gap"], list(rows[0])[5:8])
        self.assertEqual([row["agents"] for row in plan.rows], [row["agents_planned"] for row in rows])
        for row in rows[6:]:
            self.assertEqual(float(row["agents_planned"]) - float(row["agents_needed"]), float(row["gap"]))
        few = PLAN.replace("calls\n", "calls,agents\n", 1).replace("\n", ",9\n").replace("agents,9", "agents")
        self.fine(self.update(few, sofar(6), "--aht", "240", "--sl", "80/20"))
        result = self.update(few.replace(",9\n", ",x\n", 1), sofar(6), "--aht", "240", "--sl", "80/20")
        self.assertIn('plan.csv:2:13: agents "x" is not a number', result.err)
        self.assertEqual((65, ""), (result.code, result.out))
        self.fine(self.update(few.replace(",9\n", ",x\n", 1), sofar(6)))

    def test_what_is_left_out_is_told(self):
        queues = "start,queue,calls\n" + "".join(f"{start},{queue},{calls}\n" for queue in ('"the ""a"""', "b")
                                                 for start, calls in zip(STARTS, PLANNED))
        actual = "start,queue,calls\n08:00,B,9\n08:30,B,9\n08:00,\"the \"\"a\"\"\",31\n"
        result = self.update(queues, actual)
        self.assertEqual('actual.csv:2:1: warning: queue "B" is not in plan.csv: its rows are left out\n'
                         'actual.csv:1:1: warning: no row is of queue "b", which plan.csv has\n', result.err)
        self.assertEqual("31", result.rows[0]["actual"])
        self.assertIn('\n  the "a"  08:00', self.update(queues, actual, "--table").out)
        dated = PLAN.replace("\n", "\n2026-03-02 ").rstrip().removesuffix("2026-03-02") + "\n"
        late = sofar(6, day="2026-03-02 ") + "2026-03-02 18:00,3\n2026-03-02 19:00,2\n2026-03-02 20:00,0\n"
        result = self.update(dated, late)
        self.assertEqual("actual.csv:8:1: warning: start 18:00 is outside the intervals of the plan: such rows, with 5 "
                         "calls together, are left out\n", result.err)
        self.assertEqual(self.fine(self.update(dated, sofar(6, day="2026-03-02 "))).out, result.out)
        late = late.replace("2026-03-02 18", "2026-03-01 18").replace("02 19:00,2", "02 19:00,0")
        self.fine(self.update(dated, late))

    def test_zeros_of_what_is_still_to_come(self):
        zeros = "".join(f"{start},0\n" for start in STARTS[6:8])
        result = self.update(PLAN, sofar(6) + zeros)
        self.assertIn(f"actual.csv:8:1: warning: 0 calls from here to the last known row, and "
                      f"{sum(PLANNED[6:8]):.0f} were planned", result.err)
        told = self.fine(self.update(PLAN, sofar(6) + zeros, "--now", "11:00"))
        self.assertEqual(self.update(PLAN, sofar(6)).out, told.out)
        quiet = PLAN.replace(f"11:00,{PLANNED[6]:.2f}", "11:00,6").replace(f"11:30,{PLANNED[7]:.2f}", "11:30,3.5")
        self.fine(self.update(quiet, sofar(6) + zeros))

    def test_past_days_of_other_intervals(self):
        rows = "".join(f"2026-01-01 {start},5,6\n" for start in ("08:00", "08:15", "19:15"))
        self.write("start,forecast,calls\n" + rows, "past.csv")
        result = self.update(PLAN, sofar(6), "--past", "past.csv")
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertEqual("past.csv:3:1: start 08:15 does not fit: the plan has an interval from 08:00 on; past days "
                         "must have the intervals of the plan\n", result.err)

    def test_rows_that_may_be_coarser(self):
        """Two rows an hour apart may each hold an hour: they are taken as the plan's half hours, and that is told."""
        result = self.update(PLAN, "start,calls\n08:00,92\n09:00,124\n")
        self.assertEqual("actual.csv:3:1: warning: starts are 1h apart: each row is taken as 30m long, as the intervals of "
                         "the plan are\n", result.err)
        result = self.update(PLAN, "start,calls\n08:00,92\n09:00,124\n10:00,180\n")
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertIn("rows are 1h apart, and intervals of the plan 30m long: these must hold whole rows; give calls of "
                      "each 30m, or of equal parts of it", result.err)

    def test_a_day_that_is_over(self):
        out = self.fine(self.update(PLAN, sofar(20), "--table")).out
        self.assertRegex(out, r"\n\d+ calls came where \d+ were planned \(\+19.9 %\). The day is over.\n$")

    def test_scheduled_agents(self):
        plan = PLAN.replace("calls\n", "calls,aht,scheduled\n", 1).rstrip().replace("\n", ",240,14\n") + ",240,14\n"
        plan = plan.replace("scheduled,240,14", "scheduled")
        rows = self.fine(self.update(plan, sofar(6), "--sl", "80/20")).rows
        for row in rows[6:]:
            self.assertEqual(14 - float(row["agents_needed"]), float(row["gap"]))
        self.assertEqual(("14", ""), (rows[0]["scheduled"], rows[0]["gap"]))

    def test_now(self):
        """At 11:10 the interval of 11:00 is not over."""
        rows = self.fine(self.update(PLAN, sofar(10), "--now", "11:10")).rows
        self.assertEqual(self.fine(self.update(PLAN, sofar(6))).rows, rows)
        early = self.fine(self.update(PLAN, sofar(6), "--now", "08:00"))
        self.assertEqual([row["calls_planned"] for row in early.rows], [row["calls"] for row in early.rows])
        self.assertIn("nothing of the day is known yet", self.update(PLAN, sofar(6), "--now", "08:00", "--table").out)

    def test_unknown_intervals_take_part_in_the_factor(self):
        actual = sofar(6).replace("09:00,", "09:00,x").split("09:00,")[0] + "09:00,\n" + \
            "".join(f"{start},{round(SHAPE[i] * 1.2)}\n" for i, start in enumerate(STARTS) if 3 <= i < 6)
        rows = self.fine(self.update(PLAN, actual)).rows
        self.assertEqual("", rows[2]["actual"])
        ratio = float(rows[10]["calls"]) / PLANNED[10]
        self.assertGreater(ratio, 1.05)
        self.assertAlmostEqual(ratio, float(rows[2]["calls"]) / PLANNED[2], 3)

    def test_the_last_known_day_counts_and_queues_stay_apart(self):
        rows = [f"{day} {start},{queue},{calls}\n" for queue in ("a", "b") for day in ("2026-03-02", "2026-03-03")
                for start, calls in zip(STARTS, PLANNED)]
        actual = "start,queue,calls\n" + "".join(
            f"2026-03-03 {start},{queue},{round(calls * factor)}\n"
            for queue, factor in (("a", 1.5), ("b", 0.5)) for start, calls in zip(STARTS[:10], PLANNED))
        found = self.fine(self.update("start,queue,calls\n" + "".join(rows), actual)).rows
        self.assertEqual(40, len(found))
        self.assertEqual({"2026-03-03"}, {row["start"][:10] for row in found})
        for row in found[10:20] + found[30:]:
            self.assertEqual(row["queue"] == "a", float(row["calls"]) > float(row["calls_planned"]))

    def test_forms(self):
        for form in ("--table", "--markdown"):
            out = self.fine(self.update(PLAN, sofar(6), form)).out
            self.assertIn("calls came where", out)
            self.assertIn("are believed: the rest x 1.", out)

    def test_limits(self):
        self.assertEqual(1, self.update(PLAN, sofar(6), "--aht", "240", "--max-agents", "9").code)

    def test_a_forecast_of_the_command_is_a_plan(self):
        history = "start,calls\n" + "".join(
            f"{datetime.date(2026, 1, 5) + datetime.timedelta(day)} {start},{round(calls)}\n"
            for day in range(70) for start, calls in zip(STARTS, SHAPE))
        forecast = self.fine(self.run_wfm("forecast", self.write(history, "history.csv"), "--days", "3")).out
        rows = self.fine(self.update(forecast, sofar(6, day="2026-03-17 "))).rows
        self.assertEqual("2026-03-17 08:00", rows[0]["start"])

    def test_bad_input(self):
        self.write("start,forecast\n2026-01-01 09:00,5\n", "lacking.csv")
        self.write("start,forecast,calls\n09:00,5,6\n", "undated.csv")
        self.write("start,queue,forecast,calls\n2026-01-01 09:00,a,5,6\n", "queued.csv")
        dated = PLAN.replace("\n", "\n2026-03-02 ").rstrip().removesuffix("2026-03-02") + "\n"
        for plan, actual, message, *arguments in (
            (PLAN, "start,calls\n08:00,\n", "no calls are known"),
            (PLAN, "start,calls\n08:00,a\n", 'actual.csv:2:7: calls "a"'),
            (PLAN, "", "the file is empty"),
            ("start,calls\n08:00,\n08:30,5\n", sofar(2), "plan.csv:2:7"),
            (dated, sofar(2, day="2026-03-03 "), "of 2026-03-03, a day that plan.csv has not"),
            (PLAN, sofar(6), "no column calls", "--past", "lacking.csv"),
            (PLAN, sofar(6), "has no date", "--past", "undated.csv"),
            (PLAN, sofar(6), "a column queue must be", "--past", "queued.csv"),
        ):
            result = self.update(plan, actual, *arguments, "--output", "out.csv")
            self.assertEqual((65, ""), (result.code, result.out), message)
            self.assertIn(message, result.err)
            self.assertRaises(FileNotFoundError, open, self.path("out.csv"), encoding="utf-8")
        self.write("start,forecast,calls\n2026-01-01 03:00,5,6\n", "other.csv")
        result = self.update(PLAN, sofar(6), "--past", "other.csv")
        self.assertIn("no day can be learnt from: --day-variation counts", result.err)
        self.assertEqual(self.update(PLAN, sofar(6)).out, result.out)

    def test_bad_command_lines(self):
        self.write(PLAN, "plan.csv")
        for arguments in ((), ("plan.csv",), ("plan.csv", "--actual", "no.csv"), ("no.csv", "--actual", "plan.csv"),
                          ("-", "--actual", "-"), ("plan.csv", "--actual", "plan.csv", "--past", "no.csv"),
                          ("plan.csv", "--actual", "plan.csv", "--now", "noon"),
                          ("plan.csv", "--actual", "plan.csv", "--day-variation", "0"),
                          ("plan.csv", "--actual", "plan.csv", "--aht", "240", "--patience", "60", "--sl", "80/20")):
            result = self.run_wfm("update", *arguments)
            self.assertEqual((2, ""), (result.code, result.out), arguments)
        self.assertIn("wfm update", self.fine(self.run_wfm("update", "--help")).out)


if __name__ == "__main__":
    unittest.main()
