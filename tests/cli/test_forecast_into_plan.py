# SPDX-License-Identifier: MIT
"""What `wfm forecast` hands to `wfm plan` beside the calls: handle times, and how uncertain the calls are."""

import math
import unittest

from support import CommandTest
from test_forecast_models import CURVE, days, hourly, weekly

AHT = (200, 240, 260, 220)  # 08:00 to 11:00


def timed(first, count, aht=lambda day, hour: AHT[hour], level=1000, queue=""):
    return [f"{day} {8 + hour:02}:00,{weekly(day, level) * share:.10g},{aht(day, hour)}{queue}\n"
            for day in days(first, count) for hour, share in enumerate(CURVE)]


class IntoPlan(CommandTest):
    def forecast(self, rows, *arguments, head="start,calls,aht"):
        return self.run_wfm("forecast", self.write(head + "\n" + "".join(rows), "history.csv"), *arguments)

    def into_plan(self, found, *arguments):
        return self.run_wfm("plan", "-", *arguments, stdin=found.out.encode())

    def test_handle_times_of_the_intervals(self):
        found = self.fine(self.forecast(timed("2025-06-02", 280), "--days", "2"))
        self.assertEqual(["start", "calls", "aht_s"], list(found.rows[0]))
        for row in found.rows:
            self.assertLess(abs(float(row["aht_s"]) - AHT[int(row["start"][11:13]) - 8]), 0.5)
        plan = self.fine(self.into_plan(found, "--sl", "80/20")).rows
        self.assertEqual([row["aht_s"] for row in found.rows], [row["aht_s"] for row in plan])
        self.assertEqual({"300"}, {row["aht_s"] for row in self.fine(self.into_plan(found, "--aht", "300")).rows})

    def test_handle_times_follow_their_level(self):
        rows = timed("2025-06-02", 280, lambda day, hour: AHT[hour] * (1.2 if str(day) > "2026-01-01" else 1))
        for row in self.fine(self.forecast(rows, "--days", "1")).rows:
            self.assertLess(abs(float(row["aht_s"]) / (1.2 * AHT[int(row["start"][11:13]) - 8]) - 1), 0.01)

    def test_handle_times_are_weighted_by_calls(self):
        """Two kinds of calls in one interval, quarters of an hour, and rows without handle time: empty, 0, no calls."""
        hour = ((0, 30, 100), (15, 10, 300), (15, 60, 200), (30, 50, ""), (45, 50, 0), (45, 0, 900))
        rows = [f"{day} 09:{minute:02},{calls},{aht}\n" for day in days("2026-01-05", 56) for minute, calls, aht in hour]
        found = self.forecast(rows, "--interval", "1h", "--days", "1").rows
        self.assertEqual((200, 180), (round(float(found[0]["calls"])), round(float(found[0]["aht_s"]))))

    def test_a_queue_without_handle_times(self):
        rows = timed("2025-06-02", 100, queue=",a") + timed("2025-06-02", 100, lambda day, hour: "", queue=",b")
        found = self.forecast(rows, "--days", "1", head="start,calls,aht,queue")
        self.assertIn("history.csv:402:1: warning: no handle time of this queue is known", found.err)
        self.assertEqual({("a", True), ("b", False)}, {(row["queue"], row["aht_s"] != "") for row in found.rows})
        self.assertEqual(0, self.into_plan(found, "--aht", "240").code)
        refused = self.into_plan(found)
        self.assertEqual(65, refused.code)
        self.assertIn("aht_s is empty", refused.err)

    def test_no_handle_time_at_all(self):
        for rows in (timed("2025-06-02", 100, lambda day, hour: ""), timed("2025-06-02", 100, lambda day, hour: 0)):
            self.assertEqual(["start", "calls"], list(self.fine(self.forecast(rows)).rows[0]))

    def test_a_bad_handle_time(self):
        rows = timed("2025-06-02", 100)
        result = self.forecast(rows[:1] + ["2025-06-02 09:00,5,soon\n"] + rows[2:])
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertIn('history.csv:3:20: aht_s "soon"', result.err)

    def test_learn_reads_no_handle_time(self):
        text = "start,calls,aht\n" + "".join(timed("2025-06-02", 100, lambda day, hour: "soon"))
        self.fine(self.run_wfm("forecast", "learn", self.write(text)))

    def test_a_risk_from_the_range(self):
        rows = hourly("2025-06-02", 280, noise=True)
        found = self.fine(self.forecast(rows, "--days", "30", "--interval-share", "90%", "--load-cv", head="start,calls"))
        self.assertEqual(["start", "calls", "low", "high", "load_cv"], list(found.rows[0]))
        for row in found.rows:
            calls, high, cv = (float(row[name]) for name in ("calls", "high", "load_cv"))
            self.assertGreaterEqual(cv, 0)
            beyond = math.sqrt(calls + (cv * calls) ** 2)
            self.assertLess(abs((high - calls) / (1.645 * beyond) - 1), 0.15, row)
        plan = {risk: [float(row["agents"]) for row in self.fine(self.into_plan(
            found, "--aht", "240", "--sl", "80/20", "--risk", risk)).rows] for risk in ("10%", "1%")}
        self.assertGreater(sum(plan["1%"]), sum(plan["10%"]))

    def test_uncertain_days(self):
        """Days that are 20 % off as a whole have such a load_cv, and a higher risk costs fewer agents."""
        level = lambda day: weekly(day) * (1.2 if day.toordinal() * 7919 % 13 < 6 else 0.8)
        rows = [f"{day} {8 + hour:02}:00,{level(day) * share:.10g}\n"
                for day in days("2025-06-02", 280) for hour, share in enumerate(CURVE)]
        found = self.forecast(rows, "--days", "7", "--interval-share", "90%", "--load-cv", head="start,calls")
        for row in found.rows:
            self.assertLess(abs(float(row["load_cv"]) - 0.2), 0.06, row)
        alone = self.fine(self.into_plan(found, "--aht", "240", "--sl", "80/20", "--load-cv", "0")).rows
        plain = self.into_plan(self.forecast(rows, "--days", "7", head="start,calls"), "--aht", "240", "--sl", "80/20")
        risky = self.fine(self.into_plan(found, "--aht", "240", "--sl", "80/20", "--risk", "10%")).rows
        self.assertEqual([row["agents"] for row in plain.rows], [row["agents"] for row in alone])
        self.assertTrue(all(float(a["agents"]) > float(b["agents"]) for a, b in zip(risky, alone)))

    def test_no_more_uncertain_than_a_plan_takes(self):
        rows = [f"{day},{(100, 300, 9000)[day.toordinal() * 7919 % 13 % 3]}\n" for day in days("2025-06-02", 280)]
        found = self.forecast(rows, "--days", "1", "--interval-share", "90%", "--load-cv", head="date,calls")
        self.assertEqual("1", found.rows[0]["load_cv"])
        self.assertIn("history.csv:2:1: warning: the calls vary by ", found.err)
        self.assertEqual(0, self.into_plan(found, "--aht", "240", "--interval", "24h").code)


if __name__ == "__main__":
    unittest.main()
