# SPDX-License-Identifier: MIT
"""What `wfm forecast` sets aside, and that it says so, and says nothing else."""

import datetime
import unittest

from support import CommandTest
from test_forecast_models import daily, days, weekly

BASE = (1.3, 1.1, 1.0, 1.0, 0.9)


def open_days(count, silent=lambda day, hour: False, first="2026-01-05"):
    """Hours from 08:00 to 20:00 of every weekday but the end of the week."""
    return "start,calls\n" + "".join(
        f"{day} {hour:02}:00,{0 if silent(day, hour) else 100 * BASE[day.weekday()]:.10g}\n"
        for day in days(first, count) if day.weekday() < 5 for hour in range(8, 20))


class Aside(CommandTest):
    def forecast(self, text, *arguments):
        return self.run_wfm("forecast", self.write(text, "history.csv"), *arguments)

    def line(self, text, start):
        return text[:text.index(start)].count("\n") + 1

    def events(self, text):
        return "--events", self.write("date,kind\n" + text, "events.csv")

    def of(self, result, start):
        return float(next(row["calls"] for row in result.rows if row["start"] == start))

    def test_an_outage_is_set_aside_and_told(self):
        text = open_days(42, lambda day, hour: (str(day), hour) == ("2026-02-09", 10))
        for model in ("default", "split", "calendar", "mean-4"):
            result = self.forecast(text, "--model", model)
            told = (f"history.csv:{self.line(text, '2026-02-09 10')}:1: warning: Mon 2026-02-09 from 10:00 to 11:00 is set "
                    "aside: not a single call, by more than chance; leave an outage's rows out, and name in --events a "
                    "day that was closed then\n")
            self.assertEqual((0, told), (result.code, result.err))
            self.assertLess(abs(self.of(result, "2026-02-16 10:00") / 130 - 1), 0.01)
            self.assertLess(abs(self.of(result, "2026-02-16 11:00") / 130 - 1), 0.01)

    def test_runs_of_outages(self):
        out = {("2026-02-09", 12), ("2026-02-09", 13), ("2026-02-09", 17), ("2026-02-11", 19)}
        result = self.forecast(open_days(42, lambda day, hour: (str(day), hour) in out))
        for run in ("Mon 2026-02-09 from 12:00 to 14:00", "Mon 2026-02-09 from 17:00 to 18:00",
                    "Wed 2026-02-11 from 19:00 to 20:00"):
            self.assertIn(run + " is set aside", result.err)
        self.assertEqual(3, result.err.count("warning"))

    def test_what_is_no_outage(self):
        """Few calls; an hour without them every day; a day with an event; a day without any call."""
        few = open_days(42, lambda day, hour: (str(day), hour) == ("2026-02-09", 10)).replace(",130", ",5")
        self.assertNotIn("from 10:00", self.forecast(few).err)
        self.fine(self.forecast(open_days(42, lambda day, hour: hour == 12)))
        text = open_days(42, lambda day, hour: str(day) == "2026-01-28" and hour > 12)
        self.assertIn("from 13:00 to 20:00", self.forecast(text).err)
        self.fine(self.forecast(text, *self.events("2026-01-28,afternoon off\n")))
        whole = self.forecast(open_days(70, lambda day, hour: str(day) == "2026-01-28"))
        self.assertEqual(1, whole.err.count("2026-01-28 is set aside: not a single call"))
        self.assertNotIn("from", whole.err)

    def test_outages_are_unknown_to_the_backtest(self):
        silent = lambda day, hour: (str(day), hour) == ("2026-04-06", 10)
        result = self.forecast(open_days(100, silent), "--backtest", "--weeks", "2", "--csv")
        self.assertEqual((0, 1), (result.code, result.err.count("from 10:00 to 11:00 is set aside")))
        row = next(row for row in result.rows if (row["model"], row["band"]) == ("mean-4", "next day"))
        self.assertLess(float(row["wape"]), 1e-9)

    def test_averages_set_no_day_aside(self):
        strange = datetime.date(2026, 3, 4)
        for calls in (5000, 0):
            text = daily("2025-06-02", 280, lambda day: calls if day == strange else weekly(day) * (1 + day.day / 500))
            for model in ("mean-4", "mean-8", "median-8", "last-week", "index-chain", "day-mean-8"):
                self.fine(self.forecast(text, "--model", model))
            for model in ("default", "split", "calendar", "simple", "theta", "ets", "double-seasonal"):
                self.assertIn("2026-03-04 is set aside", self.forecast(text, "--model", model).err, model)
            mean = self.of(self.forecast(daily("2025-06-02", 280, lambda day: calls if day == strange else 1000),
                                         "--model", "mean-4"), "2026-03-11 00:00")
            self.assertAlmostEqual((calls + 3000) / 4, mean, 6)

    def test_the_fallback_sets_no_day_aside(self):
        text = daily("2025-06-02", 280, lambda day: 900 if str(day) == "2025-11-12" else 10 + day.day % 3)
        result = self.forecast(text)
        self.assertIn("by the model day-mean-8", result.err)
        self.assertNotIn("set aside", result.err)

    def test_a_new_level_is_not_set_aside(self):
        since = datetime.date(2026, 2, 20)
        text = daily("2025-06-02", 280, lambda day: weekly(day) * (1 + day.day / 500) * (2 if day >= since else 1))
        self.assertNotIn("set aside", self.forecast(text).err)

    def test_one_line_for_a_run_of_days(self):
        for calls, words in ((0, "without a single call"), (9000, "with 90000 calls")):
            far = lambda day: day.weekday() < 5 and "2025-11-10" <= str(day) <= "2025-11-21"
            text = daily("2025-06-02", 280, lambda day: calls if far(day) else weekly(day) * (1 + day.day / 500),
                         keep=lambda day: day.weekday() < 5)
            result = self.forecast(text)
            self.assertEqual(1, result.err.count("warning"), result.err)
            self.assertIn(f"history.csv:{self.line(text, '2025-11-10')}:1: warning: Mon 2025-11-10 to Fri 2025-11-21: "
                          f"10 days are set aside, {words}", result.err)
        apart = ("2025-11-12", "2025-11-14")
        text = daily("2025-06-02", 280, lambda day: 9000 if str(day) in apart else weekly(day) * (1 + day.day / 500))
        self.assertEqual(2, self.forecast(text).err.count("is set aside"))


if __name__ == "__main__":
    unittest.main()
