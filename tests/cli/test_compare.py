# SPDX-License-Identifier: MIT
"""`wfm compare`: figures by hand, agents as `wfm agents` finds them, files that do not fit, and bad input."""

import json
import unittest

from support import CommandTest

PLAN = "start,calls,aht,agents\n09:00,100,240,18\n09:30,150,240,25\n10:00,120,240,20\n"
TARGET = ("--sl", "80/20")
ACTUAL = "start,calls,aht\n09:00,110,240\n09:30,120,300\n10:00,130,240\n"
PATIENCE = ("--patience", "60", "--rule", "sl2")
# each of them changes the agents of what came
MADE_BY = (
    ("--sl", "95/5"), ("--asa", "2"), ("--max-wait", "5%"), ("--max-occupancy", "70%"), ("--min-agents", "30"),
    PATIENCE, (*PATIENCE, "--max-abandonment", "1%"), ("--patience", "60", "--rule", "virtual", "--sl", "95/5"),
    ("--lines", "40", "--blocking", "0.1%", "--sl", "95/5"), ("--lines", "30", "--count-blocked", "--sl", "90/5"),
    (*PATIENCE, "--redial", "60%", "--sl", "95/5"), ("--reconnect", "20%"), ("--load-cv", "20%"), ("--risk", "5%"),
    ("--service-cv", "4", "--sl", "90/30"), (*PATIENCE, "--patience-law", "lognormal:1.5", "--sl", "99/10"),
    (*PATIENCE, "--balk", "20%"),
)


class Compare(CommandTest):
    def compare(self, plan, actual, *arguments):
        self.write(plan, "plan.csv")
        self.write(actual, "actual.csv")
        return self.run_wfm("compare", "plan.csv", "actual.csv", *arguments)

    def totals(self, *arguments):
        return {row["figure"]: float(row["value"]) for row in self.fine(self.compare(*arguments, "--totals")).rows}

    def agents(self, calls, aht, *arguments):
        found = self.run_wfm("agents", "--calls", str(calls), "--interval", "30m", "--aht", str(aht), *arguments, "--plain")
        return float(self.fine(found).out)

    def test_rows(self):
        rows = self.fine(self.compare(PLAN, ACTUAL, "--sl", "90/15")).rows
        self.assertEqual(["start", "calls_planned", "calls", "calls_error", "aht_planned_s", "aht_s", "agents_planned",
                          "agents_needed", "gap", "service_level"], list(rows[0]))
        for row, (calls, aht, agents, planned) in zip(rows, ((110, 240, 18, 100), (120, 300, 25, 150), (130, 240, 20, 120))):
            needed = self.agents(calls, aht, "--sl", "90/15")
            self.assertEqual([planned, calls, planned - calls, 240, aht, agents, needed, agents - needed],
                             [float(row[name]) for name in list(row)[1:9]])
            level = self.fine(self.run_wfm("agents", "--calls", str(calls), "--interval", "30m", "--aht", str(aht),
                                           "--agents", str(agents), "--sl", "90/15", "--json"))
            self.assertIn(row["service_level"][:10], level.out)

    def test_totals_by_hand(self):
        found = self.totals(PLAN, ACTUAL, *TARGET)
        planned, came = (100, 150, 120), (110, 120, 130)
        work = [calls * aht for calls, aht in zip(came, (240, 300, 240))]
        errors = [a - b for a, b in zip(planned, came)]
        work_errors = [240 * a - b for a, b in zip(planned, work)]
        gaps = [agents - self.agents(calls, aht) for agents, calls, aht in zip((18, 25, 20), came, (240, 300, 240))]
        expected = dict(
            intervals=3, calls_wape=50 / 360, calls_bias=10 / 360, calls_mape=(10 / 110 + 30 / 120 + 10 / 130) / 3,
            calls_rmse=(sum(error * error for error in errors) / 3) ** 0.5,
            work_wape=sum(map(abs, work_errors)) / sum(work), work_bias=sum(work_errors) / sum(work),
            work_mape=sum(abs(error) / one for error, one in zip(work_errors, work)) / 3,
            work_rmse_h=(sum(error * error for error in work_errors) / 3) ** 0.5 / 3600, intervals_without_calls=0,
            intervals_short=sum(gap < 0 for gap in gaps), intervals_over=sum(gap > 0 for gap in gaps),
            short_h=-sum(gap for gap in gaps if gap < 0) / 2, over_h=sum(gap for gap in gaps if gap > 0) / 2)
        self.assertEqual(list(expected), list(found))
        for name, value in expected.items():
            self.assertAlmostEqual(value, found[name], 12, name)

    def test_a_plan_met_exactly(self):
        plan = self.fine(self.plan(PLAN.replace(",agents", ",have"), "--max-occupancy", "85%")).out
        rows = self.fine(self.compare(plan, PLAN, "--max-occupancy", "85%")).rows
        self.assertTrue(all(float(row["calls_error"]) == 0 for row in rows))
        self.assertEqual(["18", "25", "20"], [row["agents_planned"] for row in rows])  # scheduled before agents
        plan = self.fine(self.plan(PLAN.replace(",agents", ",x"))).out
        self.assertEqual(["0", "0", "0"], [row["gap"] for row in self.fine(self.compare(plan, PLAN, *TARGET)).rows])

    def test_agents_of_neither_column(self):
        plan = "start,calls,aht\n09:00,100,240\n09:30,150,240\n"
        rows = self.fine(self.compare(plan, "start,calls\n09:00,100\n09:30,170\n", *TARGET)).rows
        self.assertEqual([self.agents(100, 240), self.agents(150, 240)], [float(row["agents_planned"]) for row in rows])
        self.assertEqual([self.agents(100, 240), self.agents(170, 240)], [float(row["agents_needed"]) for row in rows])
        self.assertEqual("240", rows[1]["aht_planned_s"])
        self.assertEqual("", rows[1]["aht_s"])

    def test_targets_of_the_plan_hold_for_what_came(self):
        plan = "start,calls,aht,sl\n09:00,100,240,95/5\n09:30,150,240,50/60\n"
        rows = self.fine(self.compare(plan, "start,calls\n09:00,110\n09:30,120\n")).rows
        self.assertEqual([self.agents(110, 240, "--sl", "95/5"), self.agents(120, 240, "--sl", "50/60")],
                         [float(row["agents_needed"]) for row in rows])

    def test_finer_rows_are_added_up(self):
        actual = "start,calls,aht\n09:00,60,200\n09:15,50,310\n09:30,70,300\n09:45,50,300\n10:00,130,240\n10:15,,\n"
        result = self.compare(PLAN, actual)
        self.assertEqual(["110", "120", ""], [row["calls"] for row in result.rows])
        self.assertEqual("250", result.rows[0]["aht_s"])
        self.assertIn("1 of 3 intervals of the plan are not known and left out", result.err)

    def test_the_target_that_is_assumed_is_told(self):
        assumed = self.compare(PLAN, ACTUAL)
        self.assertEqual("plan.csv:1:1: warning: no target in columns or options: 80/20 is assumed; give --sl 80/20, or "
                         "add a column sl\n", assumed.err)
        self.assertEqual((0, self.fine(self.compare(PLAN, ACTUAL, *TARGET)).out), (assumed.code, assumed.out))
        self.fine(self.compare(PLAN, ACTUAL, "--asa", "10"))
        self.fine(self.compare(PLAN.replace("\n", ",\n").replace("agents,", "agents,max_wait").replace(",\n", ",20%\n"),
                               ACTUAL))

    def test_the_plan_brings_what_it_was_made_by(self):
        """A plan as CSV holds all that the options said, and an option of the comparison wins."""
        bare = PLAN.replace(",agents", ",x")
        for given in MADE_BY:
            plan = self.plan(bare, *given).out
            rows = self.compare(plan, ACTUAL).rows
            needed = [row["agents"] for row in self.plan(ACTUAL, *given).rows]
            self.assertEqual(needed, [row["agents_needed"] for row in rows], given)
            self.assertNotEqual(needed, [row["agents"] for row in self.plan(ACTUAL).rows], given)
        rows = self.fine(self.compare(self.plan(bare, "--sl", "95/5").out, ACTUAL, *TARGET)).rows
        self.assertEqual([row["agents"] for row in self.plan(ACTUAL).rows], [row["agents_needed"] for row in rows])

    def test_a_plan_that_no_number_of_agents_meets(self):
        """`wfm plan` writes inf there: agents planned are not known, and the rest is told."""
        plan = self.plan(PLAN.replace(",agents", ",x"), "--lines", "22", "--blocking", "0.5%")
        self.assertEqual((1, {"inf"}), (plan.code, {row["agents"] for row in plan.rows}))
        for text in (plan.out, plan.out.replace("inf", "")):
            result = self.fine(self.compare(text, ACTUAL), code=1)
            self.assertEqual([("", "inf", "", "")] * 3, [
                (row["agents_planned"], row["agents_needed"], row["gap"], row["service_level"]) for row in result.rows])

    def test_models_by_option(self):
        plan = self.plan(PLAN.replace(",agents", ",x"), "--sl", "80/20", "--redial", "30%", *PATIENCE).out
        for more in (("--redial", "60%"), ("--reconnect", "20%"), ("--lines", "40", "--blocking", "0.1%")):
            rows = self.fine(self.compare(plan, ACTUAL, *more)).rows
            needed = self.plan(ACTUAL, "--sl", "80/20", "--redial", "30%", *PATIENCE, *more).rows
            self.assertEqual([row["agents"] for row in needed], [row["agents_needed"] for row in rows])
        actual = "start,calls\n09:00,110\n09:30,120\n10:00,130\n"
        told = json.loads(self.fine(self.compare(plan, actual, "--redial", "60%", "--json")).out)["input"]
        self.assertEqual(("compare", 0.8, 60, 0.6, "sl2"), tuple(
            told[key] for key in ("command", "service_level", "patience_s", "redial", "service_rule")))
        self.assertNotIn("aht_s", told)

    def test_zero_is_known_and_empty_is_not(self):
        result = self.compare(PLAN, "start,calls,aht\n09:00,0,\n09:30,,\n10:00,130,240\n")
        self.assertEqual(["0", "", "130"], [row["calls"] for row in result.rows])
        self.assertEqual(["", ""], [result.rows[1]["agents_needed"], result.rows[1]["gap"]])
        self.assertEqual("18", result.rows[0]["gap"])

    def test_dates_and_queues(self):
        plan = "date,start,queue,calls,aht\n2026-03-02,09:00,a,100,240\n2026-03-02,09:00,b,50,240\n" \
               "2026-03-03,09:00,a,90,240\n"
        actual = "start,queue,calls\n2026-03-03 09:00,a,80\n2026-03-02 09:00,b,40\n2026-03-02 09:00,a,70\n"
        rows = self.fine(self.compare(plan, actual, "--interval", "30m", *TARGET)).rows
        self.assertEqual([("a", "70"), ("a", "80"), ("b", "40")], [(row["queue"], row["calls"]) for row in rows])
        one_day = self.fine(self.compare(PLAN, "start,calls\n2026-03-02 09:00,1\n2026-03-02 09:30,2\n2026-03-02 10:00,3\n",
                                         *TARGET))
        self.assertEqual(["1", "2", "3"], [row["calls"] for row in one_day.rows])
        for first, second, message in (
            (plan, "start,calls\n2026-03-02 09:00,5\n", "add it"),
            (plan.replace(",queue", "").replace(",a,", ",").replace(",b,", ",").replace("2026-03-02,09:00,50", "2026-03-02,09:30,50"),
             "start,calls\n09:00,5\n", "give both dates"),
            (PLAN, "start,calls\n2026-03-02 09:00,5\n2026-03-03 09:00,5\n", "give both dates"),
            (PLAN, "start,calls\n11:00,5\n", "no interval of plan.csv is there"),
            (PLAN, "start,calls\n09:00,5\n10:00,5\n11:00,5\n", "these must hold whole rows"),
            (PLAN, "start,calls\n09:00,5\n09:20,5\n09:40,5\n", "these must hold whole rows"),
            (PLAN, "start,calls\n09:00,5\n09:00,6\n", "actual.csv:3:1: this start is there twice, first in line 2"),
            (PLAN, "start\n09:00\n", "no column calls"),
            (PLAN, "start,calls\n09:00,x\n", 'actual.csv:2:7: calls "x"'),
            (PLAN, "start,calls,aht\n09:00,5,x\n", 'actual.csv:2:9: aht_s "x"'),
            (PLAN, "", "the file is empty"),
            (PLAN.replace("18", "many"), ACTUAL, 'plan.csv:2:15: agents "many"'),
            (PLAN.replace("240", ""), ACTUAL, "plan.csv:2:11: aht_s is empty"),
            ("start,calls,aht,acw\n09:00,100,240,100\n", "start,calls,aht\n09:00,5,50\n", "shorter than the after-call"),
            ("start,calls,aht\n09:00,0,\n", "start,calls\n09:00,5\n", "the plan has no handle time"),
        ):
            result = self.compare(first, second, "--interval", "30m", "--output", "out.csv")
            self.assertEqual((65, ""), (result.code, result.out), message)
            self.assertIn(message, result.err)
            self.assertRaises(FileNotFoundError, open, self.path("out.csv"), encoding="utf-8")

    def test_a_day_of_a_week(self):
        """Days of which nothing is known are no rows; what else is missing is an empty row."""
        starts = [f"2026-03-0{day} {start}" for day in (2, 3, 4) for start in ("09:00", "09:30")]
        plan = "start,queue,calls,aht\n" + "".join(f"{start},{queue},50,240\n" for queue in "ab" for start in starts)
        result = self.compare(plan, "start,queue,calls\n2026-03-03 09:00,a,40\n2026-03-03 09:30,a,50\n", *TARGET)
        self.assertEqual([("a", starts[2], "40"), ("a", starts[3], "50"), ("b", starts[2], ""), ("b", starts[3], "")],
                         [(row["queue"], row["start"], row["calls"]) for row in result.rows])
        self.assertIn("10 of 12 intervals of the plan are not known and left out", result.err)
        self.assertIn('no row is of queue "b", which plan.csv has', result.err)
        result = self.compare(plan, "start,queue,calls\n2026-03-03 09:00,a,40\n2026-03-03 10:00,a,7\n", *TARGET)
        self.assertIn("start 10:00 is outside the intervals of the plan: such rows, with 7 calls together, are left out",
                      result.err)

    def test_forms(self):
        answer = json.loads(self.fine(self.compare(PLAN, ACTUAL, *TARGET, "--json")).out)
        self.assertEqual(("wfm-compare-1", 3, 3), (answer["schema"], len(answer["rows"]), answer["totals"]["intervals"]))
        for form in ("--table", "--markdown"):
            out = self.fine(self.compare(PLAN, ACTUAL, *TARGET, form)).out
            self.assertIn("Calls were off by 13.9 % (WAPE), bias 2.8 %; workload by", out)
            self.assertIn("of 3 intervals".lower(), out.lower())

    def test_limits(self):
        """The agents allowed cannot meet the target with the calls that came."""
        self.assertEqual(1, self.compare(PLAN, ACTUAL, "--max-agents", "19").code)

    def test_hang_ups_need_a_rule(self):
        self.assertEqual(2, self.compare(PLAN, ACTUAL, "--patience", "120").code)
        self.fine(self.compare(PLAN, ACTUAL, "--patience", "120", "--rule", "offered", *TARGET))

    def test_bad_command_lines(self):
        self.write(PLAN, "plan.csv")
        for arguments in ((), ("plan.csv",), ("plan.csv", "nothing.csv"), ("nothing.csv", "plan.csv"), ("-", "-"),
                          ("plan.csv", "plan.csv", "plan.csv"), ("plan.csv", "plan.csv", "--days", "3")):
            result = self.run_wfm("compare", *arguments)
            self.assertEqual((2, ""), (result.code, result.out), arguments)
        self.assertIn("wfm compare", self.fine(self.run_wfm("compare", "--help")).out)


if __name__ == "__main__":
    unittest.main()
