# SPDX-License-Identifier: MIT
"""`wfm forecast --clock`: days of 23 and 25 hours, in the history and to come."""

import unittest

from support import CommandTest
from test_forecast_models import days

SPRING, AUTUMN, NEXT = "2026-03-29", "2025-10-26", "2026-10-25"


def around_the_clock(first, count, level=lambda day: 60, twice="added", step=60):
    """Hours of 60 calls, day and night, as a center by the wall clock has them in rows of hours."""
    rows = []
    for day in days(first, count):
        for minute in range(0, 1440, step):
            calls, hour = level(day) * step / 60, minute // 60
            if hour == 2 and str(day) == SPRING:
                continue
            doubled = hour == 2 and str(day) in (AUTUMN, NEXT)
            number = 2 if doubled and twice == "apart" else 1
            rows += number * [f"{day} {hour:02}:{minute % 60:02},{calls * 2 / number if doubled else calls:.10g}\n"]
    return "start,calls\n" + "".join(rows)


class Clock(CommandTest):
    def forecast(self, text, *arguments, clock=f"date,hours\n{AUTUMN},25\n{SPRING},23\n{NEXT},25\n"):
        more = ("--clock", self.write(clock, "clock.csv")) if clock else ()
        return self.run_wfm("forecast", self.write(text, "history.csv"), *more, *arguments)

    def hours(self, result, day):
        return [round(float(row["calls"])) for row in self.fine(result).rows if row["start"].startswith(day)]

    def test_the_doubled_hour_is_learnt_as_one(self):
        """The Sunday is one of four of a mean: added up it would be 75 calls; rows given twice are no duplicates."""
        for twice in ("added", "apart"):
            text = around_the_clock("2025-09-15", 49, twice=twice)
            self.assertEqual(24 * [60], self.hours(self.forecast(text, "--model", "mean-4"), "2025-11-09"))
        plain = self.forecast(text, "--model", "mean-4", clock=None)
        self.assertIn("rows of the same start are added up: 1 of them", plain.err)
        self.assertEqual("75", next(row["calls"] for row in plain.rows if row["start"] == "2025-11-09 02:00"))

    def test_other_rows_of_one_start_are_still_told(self):
        text = around_the_clock("2025-09-15", 49, twice="apart") + "2025-10-26 03:00,5\n2025-10-26 01:00,5\n"
        self.assertIn("added up: 2 of them", self.forecast(text).err)

    def test_hours_to_come(self):
        spring = self.hours(self.forecast(around_the_clock("2025-12-01", 112), "--days", "14"), SPRING)
        self.assertEqual([60, 60, 0] + 21 * [60], spring)
        autumn = self.forecast(around_the_clock("2026-07-06", 105), "--days", "14", "--interval-share", "90%")
        self.assertEqual([60, 60, 120] + 21 * [60], self.hours(autumn, NEXT))
        self.assertEqual(24 * [60], self.hours(autumn, "2026-10-24"))
        high = {row["start"][11:]: float(row["high"]) for row in autumn.rows if row["start"].startswith(NEXT)}
        self.assertGreater(high["02:00"], 125)
        self.assertLess(high["03:00"], 90)

    def test_an_empty_file(self):
        result = self.forecast(around_the_clock("2026-07-06", 105), clock="\n")
        self.assertIn("clock.csv:1:1: the file is empty: write a header such as date,hours, and rows", result.err)

    def test_judgement_of_such_days(self):
        """What is added is added whatever the clock does, and a multiplier counts the hours that there are."""
        self.write(f"date,kind,multiplier,calls\n{NEXT},x,,500\n2026-10-24,y,2,\n", "events.csv")
        text = around_the_clock("2026-07-06", 105)
        rows = self.forecast(text, "--days", "14", "--events", "events.csv").rows
        change = {day: sum(float(row["adjustment"]) for row in rows if row["start"].startswith(day))
                  for day in (NEXT, "2026-10-24")}
        self.assertAlmostEqual(500, change[NEXT], delta=0.13)
        self.assertAlmostEqual(24 * 60, change["2026-10-24"], delta=0.13)
        doubled = {row["start"][11:]: float(row["base"]) for row in rows if row["start"].startswith(NEXT)}
        self.assertAlmostEqual(120, doubled["02:00"], delta=0.01)

    def test_opening_hours_that_begin_later(self):
        """Slots count from the first hour that is ever open."""
        text = "start,calls\n" + "".join(line + "\n" for line in around_the_clock("2026-07-06", 105).split("\n")[1:-1]
                                        if line[11:13] >= "01")
        self.assertEqual([60, 120] + 21 * [60], self.hours(self.forecast(text, "--days", "14"), NEXT))

    def test_half_hours_days_and_another_start(self):
        self.assertEqual([60, 60, 120] + 21 * [60], self.hours(self.forecast(
            around_the_clock("2026-07-06", 105, step=30), "--days", "14", "--interval", "1h"), NEXT))
        self.assertEqual([60 * 25], self.hours(self.forecast(
            around_the_clock("2026-07-06", 105), "--days", "14", "--interval", "24h"), NEXT))
        other = self.forecast(around_the_clock("2026-07-06", 105), "--days", "14",
                              clock=f"date,start,hours\n{NEXT},01:00,25\n")
        self.assertEqual([60, 120] + 22 * [60], self.hours(other, NEXT))

    def test_a_spring_hour_of_zeros_teaches_nothing(self):
        text = around_the_clock("2026-03-02", 35).replace(f"{SPRING} 03:00", f"{SPRING} 02:00,0\n{SPRING} 03:00")
        self.assertEqual(24 * [60], self.hours(self.forecast(text, "--model", "mean-4"), "2026-04-12"))

    def test_bad_clocks(self):
        text = around_the_clock("2026-07-06", 35)
        for clock, message in (
            ("date\n2026-10-25\n", "clock.csv:1:1: no column hours"),
            ("date,hours\n2026-10-25,24\n", "clock.csv:2:1: a day of 24 hours: write 23 where the clock skips"),
            ("date,hours\n2026-10-25,-1\n", 'clock.csv:2:12: hours "-1"'),
            ("date,hours\n2026-10-25,\n", "clock.csv:2:1: a day of no hours"),
            ("date,hours\n2026-10-25,25\n2026-10-25,23\n", "clock.csv:3:1: the day is there twice"),
            ("date,start,hours\n2026-10-25,23:30,25\n", "clock.csv:2:1: the hour does not end within the day"),
        ):
            result = self.forecast(text, clock=clock)
            self.assertEqual((65, ""), (result.code, result.out), clock)
            self.assertIn(message, result.err)
        self.assertEqual(2, self.run_wfm("forecast", "history.csv", "--clock", "none.csv").code)
        self.assertEqual(2, self.run_wfm("forecast", "-", "--clock", "-").code)


if __name__ == "__main__":
    unittest.main()
