# SPDX-License-Identifier: MIT
"""`wfm forecast` of histories whose intervals do not all have one length, and of those that only seem so."""

import random
import unittest

from support import CommandTest
from test_forecast_models import days


def every(first, count, minutes, level=960, queue="", keep=lambda day, minute: True):
    """Rows from 08:00 to 20:00, so many minutes apart; the level is that of the day."""
    calls = level * minutes / 720
    return "".join(f"{day} {at // 60:02}:{at % 60:02},{calls:.10g}{queue}\n"
                   for day in days(first, count) for at in range(480, 1200, minutes) if keep(day, at))


class Steps(CommandTest):
    def forecast(self, rows, *arguments, head="start,calls"):
        return self.run_wfm("forecast", self.write(head + "\n" + rows, "history.csv"), "--days", "7", *arguments)

    def refused(self, rows, line, message, *arguments, head="start,calls"):
        result = self.forecast(rows, *arguments, head=head)
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertEqual(f"history.csv:{line}:1: {message}\n", result.err)

    def totals(self, rows, *arguments, head="start,calls"):
        totals = {}
        for row in self.fine(self.forecast(rows, *arguments, head=head)).rows:
            key = row.get("queue", "") + row["start"][:10]
            totals[key] = totals.get(key, 0) + float(row["calls"])
        return totals

    def test_a_step_that_changes_is_refused(self):
        fine, coarse = every("2025-06-02", 100, 15), every("2025-09-10", 60, 30)
        message = "rows are 1800 s apart from here on, 900 s before: give --interval 30m, or a file for each"
        for more in ((), ("--interval", "15m")):
            self.refused(fine + coarse, 2 + 100 * 48, message, *more)
        self.refused(every("2025-06-02", 400, 30) + every("2026-07-07", 210, 15), 2 + 400 * 24,
                     "rows are 900 s apart from here on, 1800 s before: give --interval 30m, or a file for each")
        self.refused(every("2025-06-02", 400, 30) + every("2026-07-07", 10, 15), 2 + 400 * 24,
                     "rows are 900 s apart from here on, 1800 s before: give --interval 30m, or a file for each")

    def test_steps_of_20_and_30_minutes_meet_in_an_hour(self):
        rows = every("2025-06-02", 70, 20) + every("2025-08-11", 70, 30)
        self.refused(rows, 2 + 70 * 36,
                     "rows are 1800 s apart from here on, 1200 s before: give --interval 1h, or a file for each")
        self.assertTrue(all(abs(total - 960) < 1 for total in self.totals(rows, "--interval", "1h").values()))

    def test_days_and_then_half_hours(self):
        daily = "".join(f"{day} 00:00,960\n" for day in days("2025-06-02", 100))
        rows = daily + every("2025-09-10", 60, 30)
        message = "rows are 1800 s apart from here on, 86400 s before: give --interval 24h, or a file for each"
        self.refused(rows, 102, message)
        self.refused(rows, 102, message, "--interval", "30m")
        self.assertTrue(all(abs(total - 960) < 1 for total in self.totals(rows, "--interval", "24h").values()))

    def test_both_parts_are_added_up(self):
        for first, then in ((15, 30), (30, 15)):
            rows = every("2025-06-02", 100, first, 960) + every("2025-09-10", 60, then, 960 * 1.2)
            for interval, count in (("30m", 24), ("1h", 12), ("24h", 1)):
                totals = self.totals(rows, "--interval", interval)
                self.assertEqual(7, len(totals))
                self.assertTrue(all(abs(total / 960 - 1.2) < 0.05 for total in totals.values()), totals)
                found = self.forecast(rows, "--interval", interval).rows
                self.assertTrue(all(abs(float(row["calls"]) * count / 960 - 1.2) < 0.05 for row in found), interval)

    def test_a_part_that_is_missing_stays_unknown_after_a_change(self):
        """A half hour of one quarter, and a half day: neither is a small number of calls."""
        gaps = ("2025-09-02", 9 * 60 + 15), ("2025-10-21", 9 * 60)
        keep = lambda day, minute: (str(day), minute) not in gaps
        rows = every("2025-06-02", 100, 15, keep=keep) + every("2025-09-10", 60, 30, keep=keep)
        for interval in ("30m", "24h"):
            self.assertTrue(all(abs(total - 960) < 1 for total in self.totals(rows, "--interval", interval).values()))

    def test_a_queue_with_a_step_of_its_own(self):
        rows = every("2025-06-02", 100, 15, 960, ",fine") + every("2025-06-02", 100, 30, 480, ",coarse")
        self.refused(rows, 2 + 100 * 48, "rows are 1800 s apart from here on, 900 s in the queue before: give "
                     "--interval 30m, or a file for each", head="start,calls,queue")
        totals = self.totals(rows, "--interval", "30m", head="start,calls,queue")
        self.assertEqual(14, len(totals))
        self.assertTrue(all(abs(total - (960 if key[0] == "f" else 480)) < 1 for key, total in totals.items()))

    def test_gaps_are_no_step(self):
        """Few calls, and only the intervals listed that have some: many a day lies on the half hours by chance."""
        for seed, share in enumerate((0.02, 0.05, 0.1, 0.2, 0.5, 0.9)):
            chance = random.Random(seed)
            rows = every("2025-06-02", 280, 15, 48, keep=lambda day, minute: chance.random() < share)
            self.assertNotIn("apart", self.forecast(rows).err)

    def test_a_slot_that_alone_has_calls_is_no_step(self):
        """All come at 09:00, but for a few at 09:15, or for one."""
        for some in (lambda day: day.day in (3, 17), lambda day: str(day) == "2025-06-02"):
            keep = lambda day, minute: minute == 540 or (minute == 555 and some(day))
            self.assertEqual(0, self.forecast(every("2025-06-02", 280, 15, 4800, keep=keep)).code)

    def test_gaps_of_hours_and_days(self):
        gap = lambda day, minute: day.month == 8 or (day.day == 9 and minute < 720) or minute == 600 + 15 * day.day
        rows = every("2025-06-02", 280, 15, keep=lambda day, minute: not gap(day, minute))
        self.assertTrue(all(abs(total - 960) < 1 for total in self.totals(rows).values()))

    def test_a_single_start_off_the_grid(self):
        rows = every("2025-06-02", 100, 30) + "2025-09-10 09:07,5\n"
        self.refused(rows, 2 + 100 * 24,
                     "start 09:07 does not fit: the other rows are 1800 s apart, counted from midnight")


if __name__ == "__main__":
    unittest.main()
