# SPDX-License-Identifier: MIT
"""`wfm forecast HISTORY.csv`: histories of known shape, events, ranges, several queues, and bad input."""

import datetime
import json
import random
import unittest
import xml.etree.ElementTree

from support import CommandTest

WEEK = (1.3, 1.1, 1.0, 1.0, 0.9, 0.4, 0.3)
SVG = "{http://www.w3.org/2000/svg}"
CURVE = (0.1, 0.2, 0.4, 0.3)  # 08:00 to 11:00 by the hour


def days(first, count):
    return [datetime.date.fromisoformat(first) + datetime.timedelta(day) for day in range(count)]


def daily(first, count, calls, keep=lambda day: True):
    return "date,calls\n" + "".join(f"{day},{calls(day):.10g}\n" for day in days(first, count) if keep(day))


def weekly(day, level=1000):
    return level * WEEK[day.weekday()]


def poisson_like(seed, mean):
    return max(0, round(random.Random(seed).gauss(mean, mean ** 0.5)))


def hourly(first, count, level=1000, queue="", noise=False):
    rows = []
    for day in days(first, count):
        for hour, share in enumerate(CURVE):
            mean = weekly(day, level) * share
            calls = poisson_like(f"{day} {hour} {queue}", mean) if noise else round(mean, 6)
            rows.append(f"{day} {8 + hour:02}:00,{calls}" + (f",{queue}" if queue else "") + "\n")
    return rows


def file_of(rows, queue=False):
    return "start,calls" + (",queue" if queue else "") + "\n" + "".join(rows)


class Models(CommandTest):
    def forecast(self, text, *arguments):
        return self.run_wfm("forecast", self.write(text, "history.csv"), *arguments)

    def events(self, text):
        self.write("date,kind,multiplier\n" + text, "events.csv")
        return ("--events", "events.csv")

    def test_a_steady_week_goes_on(self):
        text = file_of(hourly("2025-06-02", 280))
        rows = self.fine(self.forecast(text, "--days", "14")).rows
        self.assertEqual(14 * 4, len(rows))
        self.assertEqual(["start", "calls"], list(rows[0]))
        for row, (day, hour) in zip(rows, [(day, hour) for day in days("2026-03-09", 14) for hour in range(4)]):
            self.assertEqual(f"{day} {8 + hour:02}:00", row["start"])
            expected = weekly(day) * CURVE[hour]
            self.assertLess(abs(float(row["calls"]) / expected - 1), 0.02, row)

    def test_every_model_is_there(self):
        text = file_of(hourly("2025-06-02", 280))
        for model in "default split calendar mean-4 mean-8 median-8 last-week index-chain day-mean-8".split():
            rows = self.fine(self.forecast(text, "--days", "1", "--model", model)).rows
            self.assertLess(abs(sum(float(row["calls"]) for row in rows) / 1300 - 1), 0.02, model)

    def test_into_a_plan(self):
        found = self.fine(self.forecast(file_of(hourly("2025-06-02", 280)), "--days", "2"))
        plan = self.fine(self.run_wfm("plan", "-", "--aht", "240", "--sl", "80/20", stdin=found.out.encode()))
        self.assertEqual([row["calls"] for row in found.rows], [row["calls"] for row in plan.rows])

    def test_unknown_is_not_zero(self):
        """A week without rows, an empty field and a day cut off at its start change nothing."""
        rows = [row for row in hourly("2025-06-02", 280) if not "2026-02-02" <= row[:10] <= "2026-02-08"]
        rows = [row[:17] + "\n" if row.startswith("2026-02-10 09") else row for row in rows]
        rows += hourly("2026-03-09", 1)[:1]
        found = self.fine(self.forecast(file_of(rows), "--days", "7")).rows
        self.assertEqual("2026-03-10 08:00", found[0]["start"])
        for row in found:
            day = datetime.date.fromisoformat(row["start"][:10])
            expected = weekly(day) * CURVE[int(row["start"][11:13]) - 8]
            self.assertLess(abs(float(row["calls"]) / expected - 1), 0.02, row)

    def test_closed_weekdays_have_no_rows(self):
        for closed in (lambda day: 0, None):
            text = daily("2025-06-02", 280, lambda day: weekly(day) if day.weekday() < 5 else 0,
                         keep=lambda day: closed is not None or day.weekday() < 5)
            rows = self.fine(self.forecast(text, "--days", "14")).rows
            self.assertEqual(10, len(rows))
            self.assertEqual({0, 1, 2, 3, 4},
                             {datetime.date.fromisoformat(row["start"][:10]).weekday() for row in rows})

    def test_nothing_but_closed_days(self):
        result = self.forecast(daily("2025-06-02", 279, weekly, keep=lambda day: day.weekday() < 5), "--days", "2")
        self.assertEqual((0, "start,calls\n"), (result.code, result.out))
        self.assertIn("no row is forecast: the days to come are closed", result.err)

    def test_days_set_aside_are_told(self):
        strange = datetime.date(2025, 11, 12)
        text = daily("2025-06-02", 280, lambda day: 5000 if day == strange else weekly(day) * (1 + day.day / 500))
        result = self.forecast(text, "--days", "7")
        self.assertEqual(0, result.code)
        line = text[:text.index(str(strange))].count("\n") + 1
        self.assertIn(f"history.csv:{line}:1: warning: Wed 2025-11-12 is set aside: 5000 calls", result.err)
        self.assertEqual(1, result.err.count("warning"), result.err)
        text = daily("2025-06-02", 280, lambda day: 0 if day == strange else weekly(day) * (1 + day.day / 500))
        self.assertIn("Wed 2025-11-12 is set aside: not a single call", self.forecast(text).err)

    def test_events_teach(self):
        """Three holidays at 40 % with 120 % on the day after: the fourth is expected to be such a day."""
        holidays = [datetime.date.fromisoformat(day) for day in ("2025-07-09", "2025-09-10", "2025-11-12", "2026-03-11")]

        def calls(day):
            after = day - datetime.timedelta(1) in holidays
            return weekly(day) * (0.4 if day in holidays else 1.2 if after else 1)

        text = daily("2025-06-02", 280, calls)
        events = self.events("".join(f"{day},holiday,\n" for day in holidays))
        rows = {row["start"][:10]: float(row["calls"]) for row in self.fine(self.forecast(text, "--days", "7", *events)).rows}
        self.assertLess(abs(rows["2026-03-11"] / 400 - 1), 0.15)
        self.assertLess(abs(rows["2026-03-12"] / 1200 - 1), 0.1)
        self.assertLess(abs(rows["2026-03-10"] / 1100 - 1), 0.05)
        plain = {row["start"][:10]: float(row["calls"]) for row in self.forecast(text, "--days", "7").rows}
        self.assertLess(abs(plain["2026-03-11"] / 1000 - 1), 0.05)

    def test_judgement(self):
        text = daily("2025-06-02", 280, weekly)
        plain = self.fine(self.forecast(text, "--days", "7")).rows
        unknown = self.forecast(text, "--days", "7", *self.events("2026-03-11,launch,\n2026-04-30,far,\n"))
        self.assertEqual((0, plain), (unknown.code, unknown.rows))
        self.assertEqual('events.csv:2:1: warning: kind "launch" has no known day in the history and changes nothing: '
                         "write a multiplier for it, 0 where it is closed\n", unknown.err)
        judged = self.fine(self.forecast(text, "--days", "7", *self.events(
            "2026-03-11,launch,1.5\n2026-03-12,launch,2\n2026-03-12,rain,0.5\n2026-03-13,closed,0\n"))).rows
        self.assertEqual(6, len(judged))
        for row, factor in zip(judged, (1, 1, 1.5, 1)):
            calls = float(next(other for other in plain if other["start"] == row["start"])["calls"])
            self.assertAlmostEqual(calls * factor, float(row["calls"]), delta=0.011)

    def judged(self, events, *more, days="14"):
        self.write(events, "events.csv")
        text = file_of(hourly("2025-06-02", 280))
        return self.forecast(text, "--days", days, "--events", "events.csv", *more)

    def test_judgement_is_kept_apart(self):
        result = self.fine(self.judged("date,kind,multiplier,calls,days,shape\n"
                                       "2026-03-10,campaign,,600,,1/4/1\n2026-03-11,launch,1.5,,2,\n"
                                       "2026-03-16,mailing,,-50,,\n"))
        plain = self.fine(self.judged("date,kind\n", days="14")).rows
        self.assertEqual(["start", "calls", "base", "adjustment"], list(result.rows[0]))
        change = {}
        for row, other in zip(result.rows, plain):
            self.assertAlmostEqual(float(other["calls"]), float(row["base"]), delta=0.011)
            self.assertAlmostEqual(float(row["calls"]), float(row["base"]) + float(row["adjustment"]), 9)
            day = row["start"][:10]
            change[day] = change.get(day, 0) + float(row["adjustment"])
        total = {day: weekly(datetime.date.fromisoformat(day)) for day in change}
        expected = {"2026-03-10": 100, "2026-03-11": 400 + 0.5 * (total["2026-03-11"] + 400),
                    "2026-03-12": 100 + 0.5 * (total["2026-03-12"] + 100), "2026-03-16": -50}
        for day, seen in change.items():
            self.assertAlmostEqual(expected.get(day, 0), seen, delta=0.05, msg=day)

    def test_adjustments_by_name(self):
        events = "date,kind,multiplier,calls\n2026-03-09,campaign,2,\n2026-03-09,mailing,,70\n2026-03-10,other,,\n"
        answer = json.loads(self.judged(events, "--json", days="2").out)
        self.assertEqual([("2026-03-09", "campaign"), ("2026-03-09", "mailing")],
                         [(each["date"], each["kind"]) for each in answer["adjustments"]])
        self.assertAlmostEqual(1300, answer["adjustments"][0]["calls"], delta=0.05)
        self.assertEqual(70, answer["adjustments"][1]["calls"])

    def test_bad_judgement(self):
        head = "date,kind,multiplier,calls,days,shape\n2026-03-09,x,"
        for row, message in (
            (",many,,", 'events.csv:2:15: calls "many" is not a number'),
            (",5,0,", 'events.csv:2:17: days "0": write a whole number from 1 to 366'),
            (",5,1.5,", 'days "1.5": write a whole number'),
            (",5,,1/", 'events.csv:2:18: shape "1/": write the weights of its days, such as 50/30/20'),
            (",5,,0/0", 'shape "0/0": write the weights'),
            (",5,3,1/2", "events.csv:2:1: days is 3, and the shape has 2: leave one out"),
        ):
            result = self.judged(head + row + "\n")
            self.assertEqual((65, ""), (result.code, result.out), row)
            self.assertIn(message, result.err)
        closed = self.judged("date,kind,calls\n2026-03-09,x,5\n2026-03-10,x,1e308\n2026-03-10,x,1.5e308\n")
        self.assertIn("events.csv:4:1: more calls than can be counted", closed.err)
        rows = "".join(hourly("2025-06-02", 100, queue="a") + hourly("2025-06-02", 100, queue="b"))
        self.write("date,kind,calls\n2025-09-11,x,5\n", "events.csv")
        result = self.forecast("start,calls,queue\n" + rows, "--events", "events.csv")
        self.assertIn("events.csv:2:1: calls of which queue? The history has 2", result.err)

    def test_calls_on_a_day_without_any(self):
        rows = [row for row in hourly("2025-06-02", 280) if datetime.date.fromisoformat(row[:10]).weekday() < 6]
        self.write("date,kind,calls\n2026-03-15,x,5\n", "events.csv")
        result = self.forecast(file_of(rows), "--days", "9", "--events", "events.csv")
        self.assertEqual(0, result.code)
        self.assertIn("events.csv:2:1: warning: no call is expected on this day otherwise", result.err)
        self.assertFalse([row for row in result.rows if row["start"].startswith("2026-03-15")])

    def test_effects(self):
        rows = []
        for row in hourly("2025-06-02", 280):
            half = row[8:10] == "10"  # of each month
            start, calls = row.split(",")
            rows.append(f"{start},{float(calls) * (0.5 if half else 1):.6f}\n")
        events = "".join(f"{day},payday,\n" for day in days("2025-06-02", 280) if day.day == 10)
        result = self.fine(self.forecast(file_of(rows), *self.events(events), "--effects"))
        self.assertEqual(["on the day", "the day before", "the day after"], [row["when"] for row in result.rows])
        self.assertEqual({"payday"}, {row["kind"] for row in result.rows})
        self.assertAlmostEqual(0.5, float(result.rows[0]["factor"]), delta=0.02)
        self.assertAlmostEqual(1, float(result.rows[1]["factor"]), delta=0.02)
        alone = self.forecast(file_of(rows), "--effects")
        self.assertEqual((2, ""), (alone.code, alone.out))
        self.assertIn("--effects is what --events has taught: give a file", alone.err)

    def test_ranges(self):
        text = file_of(hourly("2025-06-02", 280, noise=True))
        rows = self.fine(self.forecast(text, "--days", "30", "--interval-share", "90%")).rows
        self.assertEqual(["start", "calls", "low", "high"], list(rows[0]))
        for row in rows:
            low, calls, high = (float(row[name]) for name in ("low", "calls", "high"))
            self.assertTrue(low < calls < high, row)
            self.assertGreater(high - low, 2 * 1.4 * calls ** 0.5)  # Poisson's 90 % at least, 1.64 less rounding
            self.assertLess(high - low, 2 * 3 * calls ** 0.5 + 4)  # nothing else varies
        wide = self.fine(self.forecast(text, "--days", "30", "--interval-share", "0.99")).rows
        self.assertTrue(all(float(a["high"]) > float(b["high"]) for a, b in zip(wide, rows)))
        short = self.forecast(file_of(hourly("2026-01-05", 20)), "--interval-share", "90%")
        self.assertEqual((65, ""), (short.code, short.out))
        self.assertIn("too short for --interval-share", short.err)

    def test_queues_stay_apart(self):
        rows = hourly("2025-06-02", 280, 1000, "sales") + hourly("2025-06-02", 275, 400, '"a ""b"", c"')
        found = self.fine(self.forecast(file_of(rows, True), "--days", "2")).rows
        self.assertEqual(["queue", "start", "calls"], list(found[0]))
        for name, level in (("sales", 1000), ('a "b", c', 400)):
            own = [row for row in found if row["queue"] == name]
            self.assertEqual("2026-03-09 08:00", own[0]["start"])
            self.assertLess(abs(sum(float(row["calls"]) for row in own) / (2.4 * level) - 1), 0.02)
        plan = self.fine(self.run_wfm("plan", "-", "--aht", "240", stdin=self.forecast(file_of(rows, True)).out.encode()))
        self.assertEqual({"sales", 'a "b", c'}, {row["queue"] for row in plan.rows})

    def test_forms(self):
        text = file_of(hourly("2025-06-02", 280, 1000, "a"), True)
        answer = json.loads(self.forecast(text, "--days", "1", "--json").out)
        self.assertEqual(("wfm-forecast-1", 4), (answer["schema"], len(answer["rows"])))
        self.assertEqual([{"model": "default", "days": 280, "queue": "a"}], answer["models"])
        self.assertIn("| queue", self.forecast(text, "--markdown").out)
        self.assertIn("2026-03-09 08:00", self.forecast(text, "--table").out)
        self.assertEqual("", self.fine(self.forecast(text, "--output", "f.csv")).out)
        with open(self.path("f.csv"), encoding="utf-8") as file:
            self.assertEqual(self.forecast(text).out, file.read())

    def test_coarser_intervals(self):
        rows = self.fine(self.forecast(file_of(hourly("2025-06-02", 280)), "--interval", "2h", "--days", "1")).rows
        self.assertEqual(["2026-03-09 08:00", "2026-03-09 10:00"], [row["start"] for row in rows])

    def test_a_queue_of_which_nothing_can_be_forecast(self):
        rows = hourly("2025-06-02", 100, 1000, "a") + [f"{day} 08:00,,b\n" for day in days("2025-06-02", 100)]
        self.assertIn("history.csv:402:1: nothing can be forecast", self.forecast(file_of(rows, True)).err)

    def test_whole_calls_keep_the_sum_of_their_day(self):
        """Rounded each for itself, intervals miss the sum of their day."""
        text = "start,calls\n" + "".join(f"{day} {hour:02}:00,{3.4 + hour / 10:.10g}\n"
                                         for day in days("2025-06-02", 280) for hour in range(8, 20))
        plain = self.fine(self.forecast(text, "--interval-share", "90%")).rows
        whole = self.fine(self.forecast(text, "--interval-share", "90%", "--round", "end")).rows
        self.assertEqual(plain, self.fine(self.forecast(text, "--interval-share", "90%", "--round", "none")).rows)
        self.assertEqual([row["high"] for row in plain], [row["high"] for row in whole])
        for day in days("2026-03-09", 7):
            exact, rounded = ([float(row["calls"]) for row in rows if row["start"].startswith(str(day))]
                              for rows in (plain, whole))
            self.assertLess(abs(sum(rounded) - sum(exact)), 0.6)
            self.assertTrue(all(calls == int(calls) for calls in rounded))
            self.assertTrue(all(abs(calls - other) < 1.01 for calls, other in zip(rounded, exact)))
            self.assertNotEqual(sum(rounded), sum(map(round, exact)))

    def test_a_queue_that_is_given_up_is_told(self):
        rows = hourly("2025-06-02", 280, 1000, "a") + hourly("2025-06-02", 190, 400, "b")
        result = self.forecast(file_of(rows, True), "--days", "1")
        self.assertEqual((0, 1), (result.code, result.err.count("\n")))
        self.assertIn(f"history.csv:{2 + 4 * (280 + 189)}:1: warning: nothing is known of this queue after Mon "
                      "2025-12-08, the last 90 days of the file", result.err)
        self.fine(self.forecast(file_of(rows[:-190 * 4] + hourly("2025-06-02", 267, 400, "b"), True)))
        empty = [f"{day} 08:00,\n" for day in days("2026-03-09", 20)]
        self.assertIn("nothing is known after Sun 2026-03-08, the last 20 days",
                      self.forecast(file_of(hourly("2025-06-02", 280) + empty)).err)

    def test_little_is_known(self):
        result = self.forecast(daily("2026-02-02", 20, weekly), "--days", "1")
        self.assertEqual(0, result.code)
        self.assertIn("by the model split: too little is known", result.err)
        for text in (daily("2026-02-02", 20, lambda day: 0), "date,calls\n2026-02-02,\n"):
            result = self.forecast(text)
            self.assertEqual((65, ""), (result.code, result.out))
            self.assertIn("nothing can be forecast", result.err)

    def picture(self, text, *arguments):
        rows = self.forecast(text, *arguments, "--svg", "f.svg")
        self.assertEqual((0, self.forecast(text, *arguments).out), (rows.code, rows.out))
        with open(self.path("f.svg"), encoding="utf-8") as file:
            drawn = file.read()
        root = xml.etree.ElementTree.fromstring(drawn)
        return root, "\n".join(element.text or "" for element in root.iter(SVG + "text"))

    def test_picture(self):
        root, words = self.picture(file_of(hourly("2025-06-02", 280, noise=True)), "--interval-share", "90%")
        for line in ("Forecast from 2026-03-09 to 2026-03-15", "range that holds 90 %",
                     "Calls of a day: the last eight weeks, the forecast and its range",
                     "Calls of an interval: Mon 2026-03-09, and the last days of its weekday (thin)",
                     "Calls of an interval by weekday: the mean of the last eight weeks", "Sun", "10:00"):
            self.assertIn(line, words)
        areas = [path for path in root.iter(SVG + "path") if path.get("fill") == "#9fc5e8"]
        self.assertEqual(7 + 4, len(areas))  # days to come, and intervals of the next
        self.assertTrue(all(area.get("d").count("M") == 1 for area in areas))
        cells = [box for box in root.iter(SVG + "rect") if float(box.get("height")) == 17]
        self.assertEqual(7 * 4, len(cells))
        darkest = min(cells, key=lambda box: int(box.get("fill")[1:3], 16))
        self.assertEqual((0x08, 0), (int(darkest.get("fill")[1:3], 16), cells.index(darkest) // 4))  # Monday's peak

    def test_picture_of_days_and_of_queues(self):
        root, words = self.picture(daily("2025-06-02", 280, lambda day: weekly(day) if day.weekday() < 5 else 0))
        self.assertNotIn("by weekday", words)
        line = [path for path in root.iter(SVG + "path") if path.get("stroke") == "#14213d"][0].get("d")
        self.assertEqual(1, line.count("M"))  # five open days in a row, and the closed ones not there
        rows = hourly("2025-06-02", 280, 1000, "a <b>") + hourly("2025-06-02", 280, 400, "c")
        _, words = self.picture(file_of(rows, True))
        self.assertEqual((1, 2), (words.split("\n").count("a <b>"), words.count("by weekday")))
        many = [row for i in range(9) for row in hourly("2026-01-05", 60, 100 + i, f"q{i}")]
        result = self.forecast(file_of(many, True), "--svg", "many.svg", "--output", "many.csv")
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn("at most 8 queues", result.err)
        for name in ("many.svg", "many.csv"):
            self.assertRaises(FileNotFoundError, open, self.path(name), encoding="utf-8")

    def test_backtest_by_hand(self):
        """The last week's day and the mean of four, a day and two weeks before, over the last four weeks."""
        dates, calls = days("2025-06-02", 280), {}
        for day in dates:
            calls[day] = poisson_like(str(day), weekly(day))
        result = self.fine(self.forecast(daily("2025-06-02", 280, calls.get), "--backtest", "--weeks", "4"))
        rows = {(row["model"], row["band"]): row for row in result.rows}
        self.assertEqual(15 * 3, len(rows))
        changes = [abs(calls[day] - calls[day - datetime.timedelta(7)]) for day in dates[7:-28]]
        for model, band, ages in (("last-week", "next day", (1,)), ("last-week", "week 2", (2,)),
                                  ("mean-4", "week 1", (1, 2, 3, 4)), ("mean-4", "week 2", (2, 3, 4, 5))):
            errors, came = [], []
            for day in dates[-28:]:
                past = [calls[day - datetime.timedelta(7 * age)] for age in ages]
                errors.append(sum(past) / len(past) - calls[day])
                came.append(calls[day])
            row = rows[model, band]
            if band == "next day":
                self.assertEqual("28", row["intervals"])
            self.assertAlmostEqual(sum(map(abs, errors)) / sum(came), float(row["wape"]), 9, (model, band))
            self.assertAlmostEqual(sum(errors) / sum(came), float(row["bias"]), 9)
            scaled = sum(map(abs, errors)) / len(errors) / (sum(changes) / len(changes))
            self.assertAlmostEqual(scaled, float(row["mase"]), 9)
            self.assertEqual("0", row["skipped"])
            self.assertAlmostEqual((sum(error * error for error in errors) / 28) ** 0.5, float(row["rmse"]), 6)
        best = min(float(rows[model, "week 1"]["wape"]) for model in ("mean-4", "mean-8", "median-8", "index-chain"))
        for model in ("default", "mean-4"):
            row = rows[model, "week 1"]
            self.assertAlmostEqual(float(row["wape"]) / best, float(row["ratio"]), 9)
            self.assertLess(abs(float(row["floor"]) / (0.8 / 857 ** 0.5) - 1), 0.15)  # Poisson's mean deviation

    def test_backtest_of_one_model(self):
        """It and the default have rows, the same as among all; what the ratio is to is played without."""
        text = file_of(hourly("2025-06-02", 280, 60, noise=True))
        every = {(row["model"], row["band"]): row for row in self.fine(self.forecast(text, "--backtest")).rows}
        self.assertEqual(15 * 3, len(every))
        self.assertNotIn(("double-seasonal", "week 1"), every)
        for model in ("theta", "mean-4", "double-seasonal"):
            rows = self.fine(self.forecast(text, "--backtest", "--model", model)).rows
            self.assertEqual(["default"] * 3 + [model] * 3, [row["model"] for row in rows])
            for row in rows:
                self.assertEqual(every.get((row["model"], row["band"]), row), row)
                self.assertGreater(float(row["ratio"]), 0.5)
        self.assertEqual(3, len(self.fine(self.forecast(text, "--backtest", "--model", "default")).rows))
        few = self.fine(self.forecast(file_of(hourly("2025-06-02", 280, 6, noise=True)), "--backtest")).rows
        self.assertTrue(all(0 < int(row["skipped"]) < int(row["intervals"]) for row in few))

    def test_backtest_leaves_out_what_needs_more(self):
        """Two days a week of eight weeks: enough for the default, not for the regression on the calendar."""
        rows = [row for i, row in enumerate(hourly("2026-01-05", 84)) if i >= 4 * 40 or i // 4 % 7 in (0, 1)]
        result = self.forecast(file_of(rows), "--backtest", "--weeks", "4")
        self.assertEqual(0, result.code)
        self.assertIn("history.csv:2:1: warning: no rows of what needs a longer history: calendar", result.err)
        models = {row["model"] for row in result.rows}
        self.assertNotIn("calendar", models)
        self.assertLessEqual({"default", "split", "mean-4"}, models)

    def test_models_by_name(self):
        text = file_of(hourly("2025-06-02", 280))
        for model, off in (("simple", 0), ("holt", 0), ("winters-additive", 0), ("winters-multiplicative", 0),
                           ("theta", 0), ("ets", 0), ("double-seasonal", 0.25)):
            answer = json.loads(self.fine(self.forecast(text, "--model", model, "--json")).out)
            self.assertEqual(model, answer["models"][0]["model"])
            for row in answer["rows"]:
                day = datetime.date.fromisoformat(row["start"][:10])
                share = CURVE[int(row["start"][11:13]) - 8]
                self.assertAlmostEqual(weekly(day) * share + off, row["calls"], 1, (model, row))
        short = self.forecast(file_of(hourly("2026-01-05", 10)), "--model", "theta")
        self.assertEqual((65, ""), (short.code, short.out))
        self.assertIn("nothing can be forecast: the history is too short", short.err)

    def test_backtest_forms(self):
        text = file_of(hourly("2025-06-02", 280, 1000, "a", True), True)
        answer = json.loads(self.fine(self.forecast(text, "--backtest", "--json")).out)
        self.assertEqual(["default"], answer["recommended"])
        self.assertEqual(("wfm-forecast-backtest-1", "a"), (answer["schema"], answer["rows"][0]["queue"]))
        self.assertIn("a: recommended is the model default", self.forecast(text, "--backtest", "--table").out)

    def test_backtest_of_a_short_history(self):
        for days, weeks, message in (
            (60, "8", "to forecast the last week again takes a history of 9 weeks, this has 8"),
            (77, "8", "to forecast the last 8 weeks again takes a history of 16 weeks, this has 11: write --weeks 3"),
        ):
            short = self.forecast(file_of(hourly("2026-01-05", days)), "--backtest", "--weeks", weeks)
            self.assertEqual((65, ""), (short.code, short.out))
            self.assertIn("history.csv:2:1: no backtest: " + message, short.err)
        self.fine(self.forecast(file_of(hourly("2026-01-05", 77)), "--backtest", "--weeks", "3"))
        gaps = daily("2025-06-02", 280, weekly, lambda day: day.isocalendar().week % 8 == 0)
        lonely = self.forecast(gaps, "--backtest")
        self.assertEqual((0, "history.csv:2:1: warning: no rows of what needs a longer history: calendar, simple, holt, "
                          "winters-additive, winters-multiplicative, theta, ets\n"), (lonely.code, lonely.err))
        self.assertEqual(8 * 3, len(lonely.rows))
        ended = daily("2025-06-02", 280, lambda day: weekly(day) if day.year < 2026 else 0)
        self.assertIn("2:1: no backtest: the calls, shares or weights that count sum to 0", self.forecast(ended, "--backtest").err)

    def test_bad_history(self):
        for text, message in (
            ("", "the file is empty"),
            ("date,calls\n", "no rows"),
            ("date\n2026-02-02\n", "no column calls"),
            ("calls\n5\n", "no dates"),
            ("date,calls\n2026-02-30,5\n", 'history.csv:2:1: date "2026-02-30" is not a date'),
            ("date,calls\n2026-02-02,-5\n", 'history.csv:2:12: calls "-5"'),
            ("date,calls\n2026-02-01,5\n2026-02-02,1e300\n",
             "history.csv:3:1: more than 1e+100 calls of a day cannot be forecast"),
            ("date,calls\n2026-02-02,5,6\n", "3 fields, and the header names 2 columns"),
            ("start,calls\n09:00,5\n", 'start "09:00" has no date'),
            ("date,calls,volume\n2026-02-02,5,6\n", "is the second for calls"),
            ("start,calls\n2026-02-02 09:00,5\n2026-02-02 09:00:01,5\n", "too fine"),
            (b"date,calls\n\x00\x01\x02,5\n", "history.csv"),
            (b"date,calls\n\"2026-02-02,5\n", "history.csv"),
        ):
            result = self.forecast(text)
            self.assertEqual((65, ""), (result.code, result.out), text)
            self.assertIn(message, result.err)

    def test_bad_events(self):
        text = daily("2025-06-02", 280, weekly)
        many = "date,kind\n" + "".join(f"2026-03-11,k{i}\n" for i in range(17))
        for events, message in (
            ("", "the file is empty"),
            ("date\n2026-03-11\n", "no column kind"),
            ("date,kind\n2026-3-40,a\n", 'events.csv:2:1: date "2026-3-40" is not a date'),
            ("date,kind\n2026-03-11,\n", "events.csv:2:12: no kind"),
            ("date,kind,multiplier\n2026-03-11,a,-1\n", 'events.csv:2:14: multiplier "-1"'),
            ("date,kind,factor\n2026-03-11,a\n", "2 fields, and the header names 3 columns"),
            ("date,kind,type\n2026-03-11,a,b\n", "is the second for kind"),
            (many, 'events.csv:17:12: kind "k15" is number 16'),
        ):
            self.write(events, "events.csv")
            result = self.forecast(text, "--events", "events.csv", "--output", "out.csv")
            self.assertEqual((65, ""), (result.code, result.out), events)
            self.assertIn(message, result.err)
            self.assertRaises(FileNotFoundError, open, self.path("out.csv"), encoding="utf-8")

    def test_bad_command_lines(self):
        self.write(daily("2025-06-02", 280, weekly), "history.csv")
        for arguments in (("--days", "0"), ("--days", "367"), ("--model", "tbats"), ("--interval-share", "1"),
                          ("--interval-share", "0"), ("--events", "nothing.csv"), ("--weeks", "0"), ("history.csv",),
                          ("--backtest", "--svg", "a.svg"), ("--round", "steps"), ("--round", "up"),
                          ("--backtest", "--round", "end"), ("--indices",)):
            result = self.run_wfm("forecast", "history.csv", *arguments)
            self.assertEqual((2, ""), (result.code, result.out), arguments)
        self.assertEqual(2, self.run_wfm("forecast", "-", "--events", "-").code)


if __name__ == "__main__":
    unittest.main()
