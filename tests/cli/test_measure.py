# SPDX-License-Identifier: MIT
"""`wfm measure`: rows, figures and their ranges, two periods, the pipe into plan and forecast, and the picture.

`WFM_CLI=build/wfm python3 tests/cli/test_measure.py --write` draws golden/measure*.svg anew: look at them before they
are kept.
"""

import json
import math
import os
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree

from support import CommandTest

HERE = os.path.dirname(os.path.abspath(__file__))
LOG = os.path.join(HERE, os.pardir, os.pardir, "examples", "queue_log")
UTC = {"TZ": "UTC"}

# Ten calls in three half hours; the second is empty.
CALLS = """start,outcome,wait,talk,hold,acw
2026-03-02 09:00:00,answered,0,100,0,20
2026-03-02 09:01:00,answered,10,200,10,20
2026-03-02 09:02:00,answered,20,60,0,20
2026-03-02 09:03:00,answered,50,120,0,20
2026-03-02 09:04:00,abandoned,2,,,
2026-03-02 09:05:00,abandoned,15,,,
2026-03-02 09:06:00,abandoned,60,,,
2026-03-02 10:00:00,answered,5,180,0,0
2026-03-02 10:01:00,answered,30,240,0,0
2026-03-02 10:29:30,answered,40,300,0,0
"""

COUNTS = """start,queue,offered,answered,abandoned,answered_within,abandoned_within,asa_s,abandoned_wait_s,aht_s,agents
2026-03-02 09:00,a,50,45,5,30,2,25,150,200,12
2026-03-02 09:15,a,60,50,10,30,2,35,350,210,14
2026-03-02 09:30,a,0,0,0,0,0,,0,,
2026-03-02 09:45,a,10,10,0,10,0,5,0,190,3
"""

RULES = ("answered", "offered", "sl2", "excluding", "virtual")


class MeasureTest(CommandTest):
    def measure(self, text, *arguments, **more):
        return self.run_wfm("measure", self.write(text, "calls.csv"), *arguments, environment=UTC, **more)

    def log(self, *arguments):
        return self.fine(self.run_wfm("measure", LOG, *arguments, environment=UTC))

    def totals(self, text, *arguments):
        rows = self.fine(self.measure(text, "--totals", "--csv", *arguments)).rows
        return {row["figure"]: row for row in rows if row["queue"] == ""}


class Rows(MeasureTest):
    def test_figures_of_an_interval(self):
        first, second, third = self.fine(self.measure(CALLS)).rows
        self.assertEqual(["2026-03-02 09:00", "2026-03-02 09:30", "2026-03-02 10:00"],
            [row["start"] for row in (first, second, third)])
        expected = {"calls": 7, "interval_s": 1800, "aht_s": 142.5, "acw_s": 20, "answered": 4, "abandoned": 3,
            "handled": 4, "service_answered": 3 / 4, "service_offered": 3 / 7, "service_sl2": 5 / 7,
            "service_excluding": 3 / 5, "service_virtual": 1 - 6 / 7 * 4 / 5 * 2 / 3, "abandonment": 3 / 7, "asa_s": 20,
            "wait_mean_s": 157 / 7, "wait_mean_abandoning_s": 77 / 3, "queue_mean": 157 / 1800,
            "carried_load_erl": 570 / 1800, "patience_seen_s": 157 / 3, "blocked": 0, "waiting": 0}
        for name, value in expected.items():
            self.assertAlmostEqual(value, float(first[name]), 12, name)
        self.assertEqual(("0", "0", ""), (second["calls"], second["carried_load_erl"], second["service_offered"]))
        self.assertEqual("inf", third["patience_seen_s"])

    def test_a_row_without_handled_calls_has_the_handle_time_of_its_queue(self):
        second = self.measure(CALLS).rows[1]
        self.assertEqual(("0", (570 + 720) / 7), (second["handled"], float(second["aht_s"])))

    def test_options_of_counting(self):
        def level(*arguments):
            return float(self.fine(self.measure(CALLS, *arguments)).rows[0]["service_offered"])
        self.assertEqual(3 / 7, level())
        self.assertEqual(3 / 7, level("--sl", "80/20"))
        self.assertEqual(2 / 7, level("--within", "20", "--strictly"))
        self.assertEqual(2 / 7, level("--within", "19.5"))
        self.assertEqual(3 / 6, level("--short-abandon", "2"))
        self.assertEqual(4 / 7, level("--within", "1m"))
        row = self.measure(CALLS, "--within", "0").rows[0]
        self.assertEqual(1 / 7, float(row["service_offered"]))
        self.assertAlmostEqual(1 / 7, float(row["service_virtual"]), 12)

    def test_left_and_blocked(self):
        text = CALLS + "2026-03-02 10:10:00,left,10,,,\n2026-03-02 10:11:00,blocked,,,,\n"
        row = self.fine(self.measure(text)).rows[2]
        self.assertEqual(("4", "1", "1"), (row["calls"], row["left"], row["blocked"]))
        self.assertEqual((0.25, 0.2), (float(row["service_offered"]), float(row["blocking_seen"])))
        row = self.fine(self.measure(text, "--ignore-left")).rows[2]
        self.assertAlmostEqual(1 / 3, float(row["service_offered"]))
        row = self.fine(self.measure(text, "--count-blocked")).rows[2]
        self.assertEqual(0.2, float(row["service_offered"]))

    def test_by_state(self):
        rows = self.fine(self.measure(CALLS, "--by", "state")).rows
        self.assertEqual(["09:00", "09:30", "10:00", "10:30"], [row["start"][11:] for row in rows])
        self.assertEqual(["4", "0", "2", "1"], [row["answered"] for row in rows])
        self.assertEqual(["7", "0", "3", "0"], [row["calls"] for row in rows])
        self.assertEqual(300 / 1800, float(rows[3]["carried_load_erl"]))

    def test_intervals(self):
        self.assertEqual(7, len(self.fine(self.measure(CALLS, "--interval", "15m")).rows) + 1)
        for problem, arguments in (("must hold whole intervals", ("--interval", "7m")),
                                   ("write whole seconds", ("--interval", "0.5"))):
            result = self.measure(CALLS, *arguments)
            self.assertEqual((2, ""), (result.code, result.out))
            self.assertIn(problem, result.err)

    def test_days_have_the_hours_of_all_days(self):
        text = CALLS + "2026-03-04 08:30:00,answered,5,100,0,0\n2026-03-04 11:00:00,answered,5,100,0,0\n"
        starts = [row["start"] for row in self.fine(self.measure(text)).rows]
        self.assertEqual("2026-03-02 09:00", starts[0])
        self.assertEqual(5, sum(start.startswith("2026-03-02") for start in starts))  # to 11:00
        self.assertEqual(6, sum(start.startswith("2026-03-04") for start in starts))  # from 08:30
        self.assertEqual(11, len(starts))

    def test_a_date_that_is_far_off(self):
        result = self.measure(CALLS + "2126-03-04 08:30:00,answered,5,100,0,0\n")
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertIn("is a date wrong?", result.err)

    def test_queues_in_order_of_appearance(self):
        rows = self.log("--csv").rows
        self.assertEqual(["support"] * 16 + ["sales"] * 16, [row["queue"] for row in rows])
        self.assertEqual(["sales"] * 16, [row["queue"] for row in self.log("--csv", "--queue", "sales").rows])

    def test_after_call_work_that_is_not_recorded(self):
        plain, with_acw = (self.log("--csv", *more).rows[0] for more in ((), ("--acw", "30")))
        self.assertAlmostEqual(30, float(with_acw["aht_s"]) - float(plain["aht_s"]))
        self.assertNotIn("predicted_asa_s", plain)

    def test_files_together(self):
        self.write(CALLS, "a.csv")
        self.write(CALLS.splitlines()[0] + "\n2026-03-02 09:30:00,answered,1,10,0,0\n", "b.csv")
        rows = self.fine(self.run_wfm("measure", "b.csv", "a.csv", environment=UTC)).rows
        self.assertEqual(["7", "1", "3"], [row["calls"] for row in rows])
        piped = self.run_wfm("measure", "-", stdin=CALLS.encode(), environment=UTC)
        self.assertEqual(self.measure(CALLS).out, self.fine(piped).out)


class Virtual(MeasureTest):
    """The rule virtual: rows, wholes and the estimate are one number, whatever T and whoever was turned away."""

    def levels(self, text, *arguments):
        """Of the rows, of the figures, of the estimate, and as words and the picture write it, of one interval."""
        arguments = ("--interval", "24h", "--rule", "virtual", *arguments)
        totals = self.totals(text, *arguments)
        row = self.fine(self.measure(text, *arguments)).rows[0]
        words = self.fine(self.measure(text, *arguments, "--table", "--svg", "x.svg")).out
        with open(self.path("x.svg"), encoding="utf-8") as file:
            picture = file.read()
        level = totals["service_level"]
        numbers = [float(text) for text in (row["service_virtual"], totals["service_virtual"]["value"], level["value"])]
        shown = f"{100 * numbers[2]:.1f}%"
        self.assertRegex(words, rf"service level .* virtual {re.escape(shown)}\n")
        self.assertRegex(picture, rf"\(virtual\): {re.escape(shown)};")
        return numbers, float(level["low"] or "nan"), float(level["high"] or "nan")

    def test_times_that_are_no_whole_number_of_seconds_over_120(self):
        head = "start,wait,talk\n"
        for within in (123, 124, 154, 200.5):
            rows = "".join(f"2026-03-02 09:{k:02}:00,{wait},60\n" for wait in (within, 400) for k in range(50))
            for by in ("arrival", "state"):
                numbers, _, _ = self.levels(head + rows, "--within", str(within), "--by", by)
                for number in numbers:
                    self.assertAlmostEqual(0.5, number, 12, (within, by))

    def test_waits_and_hang_ups_between_the_bins(self):
        rows = "".join(f"2026-03-02 09:{k % 60:02}:00,{k * 1.37 % 400:.2f},{60 if k % 3 else ''}\n" for k in range(300))
        for arguments in (("--within", "154"), ("--within", "301.3"), ("--within", "20", "--strictly"), ()):
            numbers, low, high = self.levels("start,wait,talk\n" + rows, *arguments)
            self.assertEqual([numbers[2]] * 3, numbers)
            self.assertTrue(low < numbers[2] < high)

    def test_blocked_calls_count_in_the_estimate_as_well(self):
        text = CALLS + "2026-03-02 10:10:00,left,10,,,\n" + "2026-03-02 10:11:00,blocked,,,,\n" * 5
        for more, counted in (((), 11), (("--ignore-left",), 10)):
            plain, low, high = self.levels(text, *more)
            numbers, low_blocked, high_blocked = self.levels(text, "--count-blocked", *more)
            share = counted / (counted + 5)
            for number in numbers:
                self.assertAlmostEqual(plain[0] * share, number, 12)
            self.assertAlmostEqual(low * share, low_blocked, 12)
            self.assertAlmostEqual(high * share, high_blocked, 12)

    def test_blocked_calls_in_two_periods(self):
        def value(name, *arguments):
            return float(self.totals(text, "--rule", "virtual", "--split", "2026-03-02 10:00", *arguments)[name]["value"])
        text = CALLS + "2026-03-02 10:11:00,blocked,,,,\n" * 3
        for name, share in (("service_level_before", 1), ("service_level_after", 3 / 6)):
            self.assertAlmostEqual(value(name) * share, value(name, "--count-blocked"), 12)

    def test_blocked_calls_in_the_difference_of_two_periods(self):
        def half_width(*arguments):
            figures = self.totals(text, "--rule", "virtual", "--split", "2026-03-02 10:00", *arguments)
            difference = figures["service_level_difference"]
            return (float(difference["high"]) - float(difference["low"])) / 2
        text = CALLS + "2026-03-02 09:11:00,blocked,,,,\n" * 7 + "2026-03-02 10:11:00,blocked,,,,\n" * 3
        self.assertAlmostEqual(half_width() / 2, half_width("--count-blocked"), 12)

    def test_without_a_call_within_t(self):
        numbers, low, _ = self.levels("start,wait,talk\n2026-03-02 09:00,30,60\n2026-03-02 09:01,40,\n")
        self.assertEqual([0, 0, 0], numbers)
        self.assertTrue(math.isnan(low))


class Counts(MeasureTest):
    def test_what_counts_can_tell(self):
        rows = self.fine(self.measure(COUNTS)).rows
        self.assertEqual(["50", "60", "0", "10"], [row["calls"] for row in rows])
        self.assertEqual(0.6, float(rows[0]["service_offered"]))
        self.assertNotIn("service_virtual", rows[0])
        self.assertEqual(45 * 200 / 900 / 12, float(rows[0]["occupancy"]))
        self.assertEqual((45 * 25 + 150) / 5, float(rows[0]["patience_seen_s"]))

    def test_intervals_are_added_up(self):
        rows = self.fine(self.measure(COUNTS, "--interval", "30m")).rows
        self.assertEqual(["110", "10"], [row["calls"] for row in rows])
        self.assertAlmostEqual((45 * 200 + 50 * 210) / 900 / 26, float(rows[0]["occupancy"]))
        result = self.measure(COUNTS, "--interval", "20m")
        self.assertEqual(2, result.code)
        self.assertIn("the file counts by 900 s", result.err)

    HEAD = "start,offered,answered,abandoned,aht_s,agents\n"

    def test_intervals_below_the_step_of_the_file(self):
        rows = "".join(f"{hour:02}:{minute},10,10,0,60,2\n" for hour in (9, 10) for minute in ("00", "30"))
        for interval in ("15m", "10m", "1s"):
            result = self.measure(self.HEAD + rows, "--interval", interval)
            self.assertEqual((2, ""), (result.code, result.out))
            self.assertIn("the file counts by 1800 s; write a multiple of that", result.err)

    def test_steps_that_are_those_of_gaps(self):
        for starts in (("2026-03-02 09:00", "2026-03-03 09:00", "2026-03-04 09:00"),
                       ("2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 11:30", "2026-03-02 12:30")):
            text = self.HEAD + "".join(f"{start},10,10,0,90,2\n" for start in starts)
            rows = self.fine(self.measure(text, "--interval", "30m")).rows
            self.assertEqual({"1800"}, {row["interval_s"] for row in rows})
            self.assertEqual(list(starts), [row["start"] for row in rows if row["calls"] == "10"])
            self.assertEqual("0.25", rows[0]["occupancy"])
            result = self.measure(text)
            self.assertEqual((65, ""), (result.code, result.out))
            self.assertIn("does not fit intervals of", result.err)

    def test_starts_off_the_grid(self):
        text = self.HEAD + "".join(f"{start},10,10,0,60,2\n" for start in ("09:05", "09:35", "10:05"))
        for arguments in ((), ("--interval", "30m"), ("--interval", "5m")):
            result = self.measure(text, *arguments)
            self.assertEqual((65, ""), (result.code, result.out))
            self.assertIn("calls.csv:1:1: start 09:05 does not fit intervals of 1800 s, counted from midnight", result.err)

    def test_agents_that_are_partly_not_given(self):
        def occupancy(*agents):
            rows = "".join(f"09:{15 * k:02},{calls},{calls},0,90,{text}\n" for k, (calls, text) in enumerate(agents))
            return self.fine(self.measure(self.HEAD + rows, "--interval", "1h")).rows[0].get("occupancy")
        self.assertEqual(20 * 90 / (2 * 900), float(occupancy((10, "1"), (10, "1"))))
        self.assertEqual("", occupancy((10, ""), (10, "1")))  # who worked before is not known
        self.assertEqual("", occupancy((10, "1"), (10, "")))
        self.assertEqual(10 * 90 / 900, float(occupancy((10, "1"), (0, ""))))  # nobody worked, and none were needed
        self.assertEqual(10 * 90 / 900, float(occupancy((0, ""), (10, "1"))))

    def test_parts_are_not_counted_twice(self):
        def row(head, values):
            rows = f"start,offered,{head}\n09:00,{values}\n09:30,{values}\n"
            result = self.measure(rows)
            self.assertEqual(0, result.code, result.err)
            return tuple(result.rows[0][name] for name in ("calls", "answered", "abandoned", "left"))
        self.assertEqual(("20", "15", "5", "0"), row("answered_within,abandoned_within,abandoned_beyond", "20,8,2,3"))
        self.assertEqual(("20", "14", "6", "0"), row("answered_within,abandoned_within,abandoned_beyond,abandoned_short", "20,8,2,3,1"))
        self.assertEqual(("20", "12", "3", "5"), row("answered,left_within,left_beyond", "20,12,1,4"))
        self.assertEqual(("20", "12", "3", "5"), row("abandoned,left_within,left_beyond", "20,3,1,4"))

    def test_counts_that_cannot_be_true(self):
        head = "start,offered,answered,abandoned\n"
        for values in ("10,14,1", "100,105,5", "0,5,0"):  # carried over from the interval before
            self.fine(self.measure(head + f"09:00,20,20,0\n09:30,{values}\n"))
        for values, ended in (("100,100,11", "111"), ("10,16,0", "16"), ("0,6,0", "6")):
            result = self.measure(head + f"09:00,20,20,0\n09:30,{values}\n")
            self.assertEqual(0, result.code)
            self.assertEqual(f'calls.csv:3:7: warning: offered "{values.split(",")[0]}" is less than the {ended} calls '
                             "that were answered, hung up or left\n", result.err)

    def test_points_of_thousands(self):
        result = self.measure("start,offered,answered,abandoned\n09:00,987,980,7\n09:30,1.234,1.2,.034\n")
        self.assertEqual(0, result.code)
        self.assertEqual('calls.csv:3:7: warning: offered "1.234" is not a whole number, as other counts are: if its mark '
                         "is one of thousands, leave it out\n", result.err)
        means_of_days = "start,offered,answered,abandoned,aht\n09:00,9.5,8.25,1.25,9.5\n09:30,7.5,7.5,0,1\n"
        self.fine(self.measure(means_of_days))
        self.fine(self.measure("start,offered,answered,abandoned,aht,agents\n09:00,9,8,1,9.5,2.5\n09:30,7,7,0,1,2\n"))

    def test_a_service_level_that_counts_do_not_tell(self):
        bare = "start,offered,answered,abandoned\n09:00,50,45,5\n09:30,40,40,0\n"
        for arguments in (("--sl", "80/20"), ("--rule", "virtual")):
            result = self.measure(bare, *arguments)
            self.assertEqual((0, 2), (result.code, len(result.rows)))
            self.assertIn("wfm: the service level cannot be told: the file does not say how many were answered within T",
                result.err)
        self.assertIn("--rule virtual takes single calls", self.measure(COUNTS, "--rule", "virtual").err)
        self.fine(self.measure(bare))
        self.fine(self.measure(COUNTS, "--sl", "80/20"))

    def test_a_line_that_names_the_separator(self):
        text = COUNTS.replace(",", ";").replace("200;", "200,0;")
        for line in ("sep=;\n", "\ufeffSEP=;\r\n", "sep=;\n\n"):
            self.assertEqual(self.measure(COUNTS).out, self.fine(self.measure(line + text)).out)
        self.assertEqual(self.measure(COUNTS).out, self.fine(self.measure("sep=,\n" + COUNTS)).out)
        result = self.measure("sep=;\n" + text.replace(";60;", ";x;"))
        self.assertIn('calls.csv:4:20: offered "x"', result.err)
        for line in ("sep=\n", "sep=|\n", "sep=;;\n"):
            self.assertEqual(65, self.measure(line + text).code)

    def test_what_is_not_known_is_no_column(self):
        rows = self.fine(self.measure("start,offered,answered,abandoned\n09:00,50,45,5\n09:30,40,40,0\n")).rows
        names = set(rows[0])
        self.assertLessEqual({"start", "calls", "answered", "abandonment"}, names)
        self.assertFalse(names & {"queue", "aht_s", "acw_s", "asa_s", "service_offered", "handled", "occupancy"})

    def test_single_calls_are_needed(self):
        for argument in (("--svg", "x.svg"), ("--split", "2026-03-02 09:30")):
            result = self.measure(COUNTS, *argument)
            self.assertEqual((2, ""), (result.code, result.out))
            self.assertIn("the file has counts of intervals", result.err)


class Prediction(MeasureTest):
    def test_as_wfm_agents_says(self):
        row = self.log("--csv", "--agents", "3").rows[3]
        patience = self.totals_of("support")["patience_seen_s"]
        answer = self.fine(self.run_wfm("agents", "--calls", row["calls"], "--interval", "30m", "--aht", row["aht_s"],
            "--agents", "3", "--patience", patience, "--rule", "offered", "--csv")).rows[0]
        for ours, theirs in (("predicted_service_level", "service_level_scheduled"),
                             ("predicted_abandonment", "abandonment_scheduled"), ("predicted_asa_s", "asa_scheduled_s")):
            self.assertAlmostEqual(float(answer[theirs]), float(row[ours]), 12)

    def totals_of(self, queue):
        return {row["figure"]: row["value"] for row in self.log("--totals", "--csv").rows if row["queue"] == queue}

    def test_implied_patience_gives_the_abandonment_back(self):
        row = self.log("--csv", "--agents", "3").rows[3]
        answer = self.fine(self.run_wfm("agents", "--calls", row["calls"], "--interval", "30m", "--aht", row["aht_s"],
            "--agents", "3", "--patience", row["patience_implied_s"], "--rule", "offered", "--csv")).rows[0]
        self.assertAlmostEqual(float(row["abandonment"]), float(answer["abandonment_scheduled"]), 9)


    def test_handle_times_of_an_interval(self):
        single, several = 0, 0
        for row in self.log("--csv", "--interval", "15m").rows:
            half, nine, mean = (row[key] for key in ("handle_median_s", "handle_ninety_s", "aht_s"))
            if row["handled"] == "0":
                self.assertEqual(("", "", ""), (half, nine, row["handle_standard_deviation_s"]))
            elif row["handled"] == "1":
                self.assertEqual((mean, mean, ""), (half, nine, row["handle_standard_deviation_s"]))
                single += 1
            else:
                self.assertLess(float(half), float(nine))
                self.assertGreater(float(row["handle_standard_deviation_s"]), 0)
                several += 1
        self.assertGreater(single, 3)
        self.assertGreater(several, 20)


class Pipes(MeasureTest):
    def test_into_a_plan(self):
        for arguments in ((), ("--agents", "3")):
            plan = self.fine(self.run_wfm("plan", "-", "--sl", "80/20", stdin=self.log(*arguments).out.encode()))
            self.assertEqual(32, len(plan.rows))
            self.assertIn("service_offered", plan.rows[0])
        plan = self.run_wfm("plan", "-", "--sl", "80/20", stdin=self.measure(CALLS).out.encode())
        self.assertEqual(["7", "0", "3"], [row["calls"] for row in self.fine(plan).rows])

    def test_calls_handled_in_no_time_into_a_plan(self):
        counts = "start,offered,handled,abandoned,handle_seconds\n09:00,3,2,1,0\n09:30,4,4,0,800\n10:00,1,0,1,0\n"
        rows = self.measure(counts).rows
        self.assertEqual([800 / 6, 200, 800 / 6], [float(row["aht_s"]) for row in rows])
        plan = self.run_wfm("plan", "-", "--sl", "80/20", stdin=self.measure(counts).out.encode())
        self.assertEqual(3, len(self.fine(plan).rows))

    def test_into_a_forecast(self):
        result = self.run_wfm("forecast", "learn", "-", stdin=self.log().out.encode())
        self.assertEqual(0, result.code, result.err)
        self.assertEqual(267, round(sum(float(row["calls"]) for row in result.rows)))


class Totals(MeasureTest):
    def test_totals_of_all(self):
        totals = self.totals(CALLS)
        self.assertEqual("10", totals["calls"]["value"])
        self.assertEqual((5 - 1) / 10, float(totals["service_offered"]["value"]))
        level, share = totals["service_level"], totals["abandonment"]
        self.assertEqual(totals["service_offered"]["value"], level["value"])
        self.assertLess(float(level["low"]), float(level["value"]))
        self.assertLess(float(level["value"]), float(level["high"]))
        z2 = 1.959963984540054 ** 2  # Wilson
        half = math.sqrt(z2 * 3 * 7 / 10 + z2 * z2 / 4)
        for name, side in (("low", -1), ("high", 1)):
            self.assertAlmostEqual((3 + z2 / 2 + side * half) / (10 + z2), float(share[name]), 12)
        self.assertEqual(180, float(totals["handle_median_s"]["value"]))

    def test_the_level_is_the_same_everywhere(self):
        for rule, figure in zip(("answered", "offered", "sl2", "excluding-abandoned", "virtual"), RULES):
            totals = self.totals(CALLS, "--rule", rule)
            level, named = totals["service_level"], totals["service_" + figure]
            self.assertAlmostEqual(float(named["value"]), float(level["value"]), 12)
            self.assertLess(float(level["low"]), float(level["value"]))

    def test_waits_are_never_below_zero(self):
        rows = "".join(f"2026-03-02 09:{k:02}:00,answered,{300 * (k % 7 == 3)},{500 * (k % 8 == 1)},0,0\n"
                       for k in range(20))
        totals = self.totals(CALLS.splitlines()[0] + "\n" + rows, "--split", "2026-03-02 09:10")
        for name in ("asa_s", "aht_s", "asa_before_s", "aht_after_s", "abandonment_before"):
            self.assertEqual("0", totals[name]["low"], name)
        self.assertLess(float(totals["asa_difference_s"]["low"]), 0)
        text = self.fine(self.measure(CALLS.splitlines()[0] + "\n" + rows, "--table")).out
        self.assertRegex(text, r"ASA 45.0 s \(0.0 to ")

    def test_confidence(self):
        width = []
        for share in ("80%", "95%", "99%"):
            row = self.totals(CALLS, "--confidence", share)["abandonment"]
            width.append(float(row["high"]) - float(row["low"]))
        self.assertEqual(sorted(width), width)
        self.assertEqual(2, self.measure(CALLS, "--confidence", "100%").code)

    def test_json(self):
        answer = json.loads(self.log("--json", "--sl", "90/30").out)
        self.assertEqual("wfm-measure-1", answer["schema"])
        self.assertEqual(32, len(answer["rows"]))
        self.assertEqual(["support", "sales", None], [total.get("queue") for total in answer["totals"]])
        whole = answer["totals"][2]
        self.assertEqual(("all", 267, 8), (whole["of"], whole["calls"], whole["rings_unanswered"]))
        self.assertEqual(sum(row["calls"] for row in answer["rows"]), whole["calls"])
        self.assertLess(whole["asa_s_low"], whole["asa_s"])
        self.assertEqual((30, 0.9, "offered"), tuple(answer["input"][name] for name in
            ("answer_within_s", "service_level", "service_rule")))
        csv_row = self.log("--csv", "--sl", "90/30").rows[0]
        self.assertEqual(float(csv_row["asa_s"]), answer["rows"][0]["asa_s"])

    def test_split(self):
        rows = self.log("--totals", "--csv", "--split", "2026-03-02 13:00").rows
        totals = {row["figure"]: row for row in rows if row["queue"] == ""}
        before, after, difference = (float(totals["service_level_" + name]["value"]) for name in
            ("before", "after", "difference"))
        self.assertAlmostEqual(after - before, difference, 12)
        self.assertTrue(0 < float(totals["aht_p_value"]["value"]) < 1)

    def test_a_split_that_does_not_fit(self):
        for when, problem in (("12:00", "the file has times with dates"), ("noon", "is not a time")):
            result = self.measure(CALLS, "--split", when)
            self.assertEqual(2, result.code)
            self.assertIn(problem, result.err)


class Words(MeasureTest):
    def test_summary(self):
        text = self.log("--table", "--sl", "80/20", "--agents", "3").out
        for words in ("support  Mon 2026-03-02", "support: 202 calls from Mon 2026-03-02 09:00 to 17:00",
                      "all queues: 267 calls", "with 95% confidence; target 80% missed", "mean patience ",
                      "hang up within 1 s", "predicted with these agents", "left out: 8 rings that no agent answered",
                      "AHTs of intervals differ by no more than chance (p = "):
            self.assertIn(words, text)
        self.assertIn("target 50% met", self.log("--table", "--sl", "50/20").out)

    def test_a_difference_in_words(self):
        rows = "".join(f"2026-03-0{2 + day} {9 + k // 30:02}:{2 * (k % 30):02}:00,answered,{(5, 40)[day] + k % 7},{60 + k}"
                       ",0,0\n" for day in (0, 1) for k in range(120))
        text = self.fine(self.measure(CALLS.splitlines()[0] + "\n" + rows, "--table", "--split", "2026-03-03")).out
        self.assertRegex(text, r"service level 100.0%, then 0.0%: -100.0 points .*, more than chance \(p < 0.001\)")
        self.assertRegex(text, r"AHT 119.5, then 119.5: 0.0 s .*, which may be chance \(p = 1.00\)")
        self.assertIn("nobody hung up: patience cannot be told", text)

    def test_forms(self):
        markdown = self.log("--markdown").out
        self.assertIn("**support  Mon 2026-03-02**", markdown)
        self.assertIn("\n- mean patience ", markdown)
        self.assertIn("service_virtual", self.log("--wide").out)
        self.assertNotIn("service_virtual", self.log("--table").out)
        self.assertIn("SL virtual", self.log("--table", "--rule", "virtual").out)


class Mistakes(MeasureTest):
    def test_exit_codes(self):
        for code, arguments in ((2, ()), (2, ("none.csv",)), (2, (LOG, "--by", "night")), (65, (LOG, "--queue", "none"))):
            result = self.run_wfm("measure", *arguments, environment=UTC)
            self.assertEqual((code, ""), (result.code, result.out))
            self.assertNotEqual("", result.err)

    def test_one_file_of_other_commands(self):
        self.assertIn("two files", self.run_wfm("plan", "a", "b").err)

    def test_faulty_lines_are_told(self):
        self.write("1772442000|1.1|a|NONE|ENTERQUEUE||| 1\nno line\n1772442009|1.1|a|NONE|ABANDON|1|1|9\n", "queue_log")
        result = self.run_wfm("measure", "queue_log", environment=UTC)
        self.assertEqual(0, result.code, result.err)
        self.assertIn("wfm: 1 faulty line was left out", result.err)

    def test_help(self):
        text = self.fine(self.run_wfm("help", "measure")).out
        for word in ("--split WHEN", "--at-once TIME", "--rule virtual", "queue_log"):
            self.assertIn(word, text)


GOLDEN = (("measure", ()), ("measure_agents", ("--queue", "support", "--agents", "3", "--rule", "sl2")))


class Picture(MeasureTest):
    def draw(self, *arguments):
        self.fine(self.run_wfm("measure", LOG, *arguments, "--svg", "picture.svg", environment=UTC))
        with open(self.path("picture.svg"), "rb") as file:
            return file.read()

    def test_golden_files(self):
        for name, arguments in GOLDEN:
            with self.subTest(name), open(os.path.join(HERE, "golden", name + ".svg"), "rb") as file:
                self.assertEqual(file.read(), self.draw(*arguments))

    def test_well_formed(self):
        for picture in (self.draw(), self.draw("--within", "0"), self.draw("--within", "10m")):
            root = ElementTree.fromstring(picture)
            self.assertEqual("960", root.get("width"))
            for word in (b"nan", b"inf\""):
                self.assertNotIn(word, picture)

    def test_edges(self):
        head = CALLS.splitlines()[0] + "\n"
        for rows in ("2026-03-02 09:00:00,answered,0,0,0,0\n", "2026-03-02 09:00:00,abandoned,0,,,\n",
                     "2026-03-02 09:00:00,blocked,,,,\n", "2026-03-02 09:00:00,answered,9999,5,0,0\n" * 30,
                     "2026-03-02 09:00:00,abandoned,9,,,\n" * 300):
            result = self.fine(self.measure(head + rows, "--svg", "x.svg", "--table"))
            self.assertNotIn("nan", result.out)
            with open(self.path("x.svg"), "rb") as file:
                self.assertNotIn(b"nan", file.read())

    def test_beside_the_output(self):
        self.assertEqual(self.log("--csv").out, self.log("--csv", "--svg", self.path("a.svg")).out)
        result = self.measure(CALLS, "--svg", "calls.csv")
        self.assertEqual(2, result.code)
        self.assertIn("this file is read", result.err)


def write_anew():
    test = Picture()
    test.setUp()
    for name, arguments in GOLDEN:
        with open(os.path.join(HERE, "golden", name + ".svg"), "wb") as file:
            file.write(test.draw(*arguments))
    test.doCleanups()


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write_anew()
    else:
        unittest.main()
