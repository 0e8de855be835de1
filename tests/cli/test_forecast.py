# SPDX-License-Identifier: MIT
"""`wfm forecast` and `wfm demo`: the course's chain, histories made from known shares, and bad input."""

import datetime
import json
import os
import unittest

from support import CommandTest

YEAR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "year.csv")
WEEK = (0.21, 0.17, 0.165, 0.165, 0.15, 0.095, 0.045)
CURVE = (0.1, 0.2, 0.4, 0.3)  # 08:00 to 11:00 by the hour


def days(first, count):
    return [datetime.date.fromisoformat(first) + datetime.timedelta(day) for day in range(count)]


def daily(first, count, calls=lambda day: 10000 * WEEK[day.weekday()], keep=lambda day: True):
    return "date,calls\n" + "".join(f"{day},{calls(day):.10g}\n" for day in days(first, count) if keep(day))


def hourly(first, count, skip=()):
    rows = [(f"{day},{8 + hour:02}:00", 10000 * WEEK[day.weekday()] * share)
            for day in days(first, count) for hour, share in enumerate(CURVE)]
    return "date,time,arrivals\n" + "".join(f"{when},{calls:.10g}\n" for when, calls in rows if when not in skip)


class Chain(CommandTest):
    def chain(self, text, *arguments):
        return self.run_wfm("forecast", "chain", self.write(text, "year.csv"), *arguments)

    def steps(self, *arguments):
        return {row["step"]: float(row["value"]) for row in self.fine(self.run_wfm("forecast", "chain", YEAR,
            *arguments)).rows}

    def test_the_course(self):
        """Rounded at each step, with 0.143 for 1/7, as printed."""
        expected = dict(last_year=720000, year=806400, month=57254, day_mean=1847, weekday_index=1.469, day=2713,
            interval=149)
        self.assertEqual(expected, self.steps("--round", "steps"))

    def test_other_roundings(self):
        self.assertEqual(149, self.steps()["interval"])
        self.assertAlmostEqual(57254.4, self.steps()["month"])
        self.assertAlmostEqual(149.174, self.steps("--round", "none")["interval"], 3)

    def test_forms(self):
        answer = json.loads(self.run_wfm("forecast", "chain", YEAR, "--json").out)
        self.assertEqual("wfm-forecast-chain-1", answer["schema"])
        self.assertEqual({"step": "interval", "value": 149}, answer["rows"][-1])
        self.assertIn("57254.400", self.run_wfm("forecast", "chain", YEAR, "--table").out)
        self.assertIn("| interval", self.run_wfm("forecast", "chain", YEAR, "--markdown").out)

    def test_a_comment_may_hold_quotes(self):
        with open(YEAR, encoding="utf-8") as file:
            year = file.read()
        self.fine(self.chain(year + '# a "quoted" comment, and more\n'))

    def test_growth_may_be_negative_and_base_left_out(self):
        text = "# a year\nlast_year,1000\ngrowth,-10%\nmonth_share,10%\ndays,30\nweekday_share,1\ninterval_share,1\n"
        rows = self.fine(self.chain(text, "--round", "none")).rows
        self.assertEqual([900, 90, 3, 7, 21, 21], [round(float(row["value"]), 9) for row in rows[1:]])

    def test_bad_input(self):
        good = "last_year,1\nmonth_share,1\ndays,30\nweekday_share,1\ninterval_share,1\n"
        for text, message in (
            (good + "mont_share,1\n", 'year.csv:6:1: "mont_share" is no key: write month_share'),
            (good + "colour,1\n", 'year.csv:6:1: "colour" is no key: write last_year, growth,'),
            (good + "days,30\n", "year.csv:6:1: days is there twice"),
            (good.replace("days,30", "days,0"), 'year.csv:3:6: days "0" is out of range'),
            (good.replace("days,30", "days,x"), 'year.csv:3:6: days "x" is not a number'),
            (good.replace("days,30\n", ""), "days is missing: write the days of the month"),
            (good + "growth,-101%\n", 'year.csv:6:8: growth "-101%" is out of range'),
            (good + "growth\n", "year.csv:6:1: a key without a value"),
            (good + "growth,1,2\n", "year.csv:6:8: more than a key and a value"),
            ("", "year.csv:1:1: the file is empty"),
        ):
            result = self.chain(text)
            self.assertEqual((65, ""), (result.code, result.out), message)
            self.assertIn(message, result.err)

    def test_bad_command_lines(self):
        for arguments in ((), ("guess",), ("chain",), ("learn",), ("chain", "nothing.csv"),
                          ("chain", YEAR, "--round", "up"), ("chain", YEAR, "--days", "3"), ("chain", YEAR, YEAR),
                          ("learn", YEAR, "--days", "0"), ("learn", YEAR, "--days", "2.5")):
            result = self.run_wfm("forecast", *arguments)
            self.assertEqual((2, ""), (result.code, result.out), arguments)
        self.assertIn("forecast learn", self.fine(self.run_wfm("forecast", "--help")).out)
        self.assertIn("--indices", self.fine(self.run_wfm("help", "forecast")).out)


class Learn(CommandTest):
    def learn(self, text, *arguments):
        return self.run_wfm("forecast", "learn", self.write(text, "history.csv"), *arguments)

    def forecast(self, text, *arguments):
        return {row["start"]: float(row["calls"]) for row in self.fine(self.learn(text, *arguments)).rows}

    def test_days_of_known_shares(self):
        found = self.forecast(daily("2026-01-05", 70), "--days", "14")
        expected = {f"{day} 00:00": round(10000 * WEEK[day.weekday()]) for day in days("2026-03-16", 14)}
        self.assertEqual(expected, found)

    def test_missing_days_are_unknown(self):
        text = daily("2026-01-05", 70, keep=lambda day: day.toordinal() % 5 != 0)
        text += "2026-03-16,\n"  # known to be there, its calls not
        found = self.forecast(text, "--days", "1")
        self.assertEqual({"2026-03-17 00:00": 1700}, found)

    def test_closed_weekdays_are_left_out(self):
        text = daily("2026-01-05", 70, lambda day: 0 if day.weekday() > 4 else 100)
        self.assertEqual(5, len(self.forecast(text, "--days", "7")))
        result = self.learn(daily("2026-01-05", 70, keep=lambda day: day.weekday() < 5))
        self.assertEqual(5, len(result.rows))
        self.assertIn("history.csv:1:1: warning: weekdays without known calls count as closed: Sat, Sun", result.err)

    def test_months_of_a_year(self):
        text = daily("2024-01-01", 731, lambda day: 1000 * (1 + day.month / 10) * WEEK[day.weekday()])
        rows = self.fine(self.learn(text, "--indices")).rows
        months = [float(row["index"]) for row in rows if row["kind"] == "month"]
        self.assertEqual(12, len(months))
        self.assertAlmostEqual(2.2 / 1.1, months[11] / months[0], 9)
        weekdays = [float(row["share"]) for row in rows if row["kind"] == "weekday"]
        for share, expected in zip(weekdays, WEEK):
            self.assertAlmostEqual(expected, share, 9)
        january = self.forecast(text, "--days", "7")
        self.assertAlmostEqual(1100, sum(january.values()), 0)

    def test_intervals_and_the_rest_of_a_day(self):
        """The last day is known up to 10:00: its total is completed, and its unknown hours teach nothing."""
        text = hourly("2026-01-05", 70, skip=("2026-03-15,11:00",))
        found = self.forecast(text, "--days", "2")
        expected = {f"{day} {8 + hour:02}:00": round(10000 * WEEK[day.weekday()] * share, 2)
                    for day in days("2026-03-16", 2) for hour, share in enumerate(CURVE)}
        self.assertEqual(expected, found)

    def test_intervals_are_added_up(self):
        text = "start,calls\n" + "".join(f"{day} 09:{minute:02},{10 + minute}\n"
            for day in days("2026-01-05", 14) for minute in (0, 15, 30, 45))
        self.assertEqual({"2026-01-19 09:00": 35, "2026-01-19 09:30": 95},
                         self.forecast(text, "--days", "1", "--interval", "30m"))
        self.assertEqual(65, self.learn(text, "--interval", "20m").code)
        partly = text.replace("2026-01-12 09:45,55\n", "")  # that half hour is unknown, not one of 40 calls
        self.assertEqual(95, round(self.forecast(partly, "--days", "1", "--interval", "30m")["2026-01-19 09:30"]))

    def test_rows_of_one_start_are_added_up(self):
        text = "start,type,offered\n" + "".join(f"{day} {hour}:00,{kind},{calls}\n"
            for day in days("2026-01-05", 14) for hour in (10, 11) for kind, calls in (("a", 2), ("b", 3)))
        result = self.learn(text, "--days", "1")
        self.assertEqual(["5", "5"], [row["calls"] for row in result.rows])
        self.assertIn("history.csv:3:1: warning: rows of the same start are added up: 28 of them", result.err)

    def test_goes_into_plan(self):
        for text, more in ((hourly("2026-01-05", 70), ()), (daily("2026-01-05", 70), ("--interval", "24h"))):
            forecast = self.fine(self.learn(text)).out
            rows = self.fine(self.run_wfm("plan", "-", "--aht", "240", *more, stdin=forecast.encode())).rows
            self.assertAlmostEqual(10000, sum(float(row["calls"]) for row in rows))
            again = self.fine(self.run_wfm("forecast", "learn", "-", "--days", "7", stdin=forecast.encode())).rows
            self.assertEqual([row["calls"] for row in rows], [row["calls"] for row in again])

    def test_order_does_not_matter(self):
        head, *rows = hourly("2026-01-05", 70).splitlines()
        shuffled = "\n".join([head] + rows[::-1]) + "\n"
        self.assertEqual(self.learn("\n".join([head] + rows)).out, self.learn(shuffled).out)

    def test_forms(self):
        answer = json.loads(self.learn(hourly("2026-01-05", 14), "--json").out)
        self.assertEqual("wfm-forecast-1", answer["schema"])
        self.assertEqual({"start": "2026-01-19 08:00", "calls": 210}, answer["rows"][0])
        answer = json.loads(self.learn(hourly("2026-01-05", 14), "--json", "--indices").out)
        self.assertEqual("wfm-forecast-indices-1", answer["schema"])
        self.assertEqual(7 + 7 * 4, len(answer["rows"]))

    def test_bad_input(self):
        for text, message in (
            ("calls\n1\n", "history.csv:1:1: no dates"),
            ("date,colour\n2026-01-05,1\n", "history.csv:1:1: no column calls: name one of the columns calls, volume"),
            ("date,calls,volume\n", "history.csv:1:12: column \"volume\" is the second for calls, after column 2"),
            ("date,calls\n", "history.csv:2:1: no rows"),
            ("date,calls\n2026-02-30,1\n", 'history.csv:2:1: date "2026-02-30" is not a date'),
            ("date,calls\n2026-01-05,-1\n", 'history.csv:2:12: calls "-1" is negative'),
            ("date,calls\n2026-01-05\n", "history.csv:2:1: 1 fields, and the header names 2 columns"),
            ("start,calls\n09:00,1\n", 'history.csv:2:1: start "09:00" has no date'),
            ("start,calls\nnoon,1\n", 'history.csv:2:1: start "noon" is not a time'),
            ("date,start,calls\n2026-01-05,2026-01-05 09:00,1\n", "has a date beside the date column"),
            ("date,calls\n2026-01-05,0\n", "history.csv:1:1: nothing can be learnt: nothing is known"),
            ("date,calls\n2026-01-05,\n", "history.csv:1:1: nothing can be learnt: nothing is known"),
            ("start,calls\n2026-01-05 09:00,1\n2026-01-05 09:30,1\n2026-01-05 10:00,1\n2026-01-05 10:07,1\n",
             "history.csv:5:1: start 10:07 does not fit"),
        ):
            result = self.learn(text)
            self.assertEqual((65, ""), (result.code, result.out), message)
            self.assertIn(message, result.err)


def last_of(history, years):
    """The same date so many years before the day after the history."""
    after = max(history) + datetime.timedelta(1)
    return after.replace(year=after.year - years)


def grouped(history, key):
    found = {}
    for day in history:
        found.setdefault(key(day), []).append(day)
    return found


def calendar_days(months):
    return [day for year, month in months for day in days(f"{year}-{month:02}-01", 31) if day.month == month]


class Chained:
    """The year after a history of which every day is known and open, by the definitions of forecast.h."""

    def __init__(self, history):
        years = ((max(history) - min(history)).days + 1) // 365
        self.history = history
        self.learnt = {day: calls for day, calls in history.items() if (max(history) - day).days < years * 365}
        _, self.weekday = self.fit({day: calls for day, calls in history.items() if (max(history) - day).days < 56})
        self.level, self.of_weekday = self.fit(self.learnt)
        self.draw_months()
        self.draw_dates()

    @staticmethod
    def fit(learnt):
        """The levels of months and weekdays whose products have the sums of each."""
        by_month, by_weekday = (grouped(learnt, key) for key in (lambda day: day.month, datetime.date.weekday))
        level, weekday = dict.fromkeys(by_month, 1), {}
        for _ in range(200):
            for w, there in by_weekday.items():
                weekday[w] = sum(learnt[day] for day in there) / sum(level[day.month] for day in there)
            for m, there in by_month.items():
                level[m] = sum(learnt[day] for day in there) / sum(weekday[day.weekday()] for day in there)
        return level, weekday

    def draw_months(self):
        touched = grouped({(day.year, day.month) for day in self.learnt}, lambda month: month[1])
        weight = {m: sum(self.of_weekday[day.weekday()] for day in calendar_days(touched[m])) / len(touched[m])
                  for m in touched}
        mean = sum(self.level[m] * weight[m] for m in weight) / sum(weight.values())
        self.month = {}
        for m in weight:
            n = len([day for day in self.learnt if day.month == m]) * len(touched[m]) / len(calendar_days(touched[m]))
            self.month[m] = 1 + (self.level[m] / mean - 1) * n / (n + 2)

    def draw_dates(self):
        self.date = {}
        for date, there in grouped(self.learnt, lambda day: day.day).items():
            index = sum(self.learnt[day] for day in there) / sum(
                self.level[day.month] * self.of_weekday[day.weekday()] for day in there)
            self.date[date] = 1 + (index - 1) * len(there) / (len(there) + 4)

    def year(self, damping=0.5):
        bounds = [last_of(self.history, back) for back in (2, 1, 0)]
        before, last = (sum(calls for day, calls in self.history.items() if start <= day < end)
                        for start, end in zip(bounds, bounds[1:]))
        return last * (last / before) ** damping

    def forecast(self, multiplier=lambda day: 1):
        """A multiplier of 0 is closed; the year begins with a month."""
        ahead = days(str(last_of(self.history, 0)), 365)
        months, weight = grouped(ahead, lambda day: day.month), {}
        for m, there in months.items():
            weight[m] = self.month[m] * sum(self.weekday[day.weekday()] for day in there if multiplier(day) > 0)
        found = {}
        for m, there in months.items():
            volume = self.year() * weight[m] / sum(weight.values())
            shape = {day: self.weekday[day.weekday()] * self.date[day.day] * multiplier(day) for day in there}
            found.update({day: volume * shape[day] / sum(shape.values()) for day in there})
        return found


class Year(CommandTest):
    """`wfm forecast learn --year`: by hand, by the definitions, and what must add up."""
    FLAT = "date,calls\n" + "".join(f"{day},{100 if day.year == 2022 else 121}\n" for day in days("2022-01-01", 730))

    def year(self, text, *arguments):
        return self.run_wfm("forecast", "learn", self.write(text, "history.csv"), "--year", *arguments)

    @staticmethod
    def calls(day):
        return round(1000 * WEEK[day.weekday()] * (1 + day.month / 10) * (1.1 if day.year == 2025 else 1)
                     * (1.5 if day.day == 1 else 1) + day.toordinal() * 7919 % 53)

    def hundredths(self, rows):
        return sum(round(float(row["calls"]) * 100) for row in rows)

    def test_by_hand(self):
        """21 % more than the year before, of which the root goes on: 365 x 121 x 1.1, over the 366 days of 2024."""
        rows = self.fine(self.year(self.FLAT, "--totals")).rows
        self.assertEqual([f"2024-{month:02}" for month in range(1, 13)], [row["month"] for row in rows])
        self.assertEqual(29, int(rows[1]["open_days"]))
        self.assertEqual(4858150, self.hundredths(rows))
        for row in rows:
            # the weekdays of a month are others in the other year, which had fewer calls: that moves its index a little
            self.assertAlmostEqual(1, float(row["calls"]) / (48581.5 * int(row["open_days"]) / 366), delta=5e-5)
        for arguments, year in ((("--damping", "1"), 365 * 121 * 1.21), (("--growth", "-3%"), 365 * 121 * 0.97),
                                (("--growth=4%",), 365 * 121 * 1.04)):
            answer = json.loads(self.year(self.FLAT, "--json", *arguments).out)
            self.assertAlmostEqual(year, answer["year"], 6)
            self.assertAlmostEqual(1.21, answer["growth_factor"], 12)
            self.assertEqual(round(year * 100), self.hundredths(answer["rows"]))

    def test_by_the_definitions(self):
        history = {day: self.calls(day) for day in days("2024-01-01", 731)}
        events = {"2026-05-01": 0, "2026-09-14": 1.25, "2026-11-30": 0.5}
        self.write("date,kind,multiplier\n" + "".join(f"{day},x,{times}\n" for day, times in events.items()), "events.csv")
        expected = Chained(history).forecast(lambda day: events.get(str(day), 1))
        found = self.fine(self.year(daily("2024-01-01", 731, self.calls), "--events", "events.csv")).rows
        self.assertEqual([f"{day} 00:00" for day in expected if str(day) != "2026-05-01"], [row["start"] for row in found])
        for row in found:
            day = datetime.date.fromisoformat(row["start"][:10])
            self.assertAlmostEqual(expected[day], float(row["calls"]), delta=0.011, msg=str(day))
        part = self.fine(self.year(daily("2024-01-01", 731, self.calls), "--events", "events.csv", "--days", "31")).rows
        for all_year, alone in zip(found, part):
            self.assertAlmostEqual(float(all_year["calls"]), float(alone["calls"]), delta=0.011)

    def test_indices_are_drawn_to_1(self):
        text = daily("2024-01-01", 731, self.calls)
        chained = Chained({day: self.calls(day) for day in days("2024-01-01", 731)})
        found = {(row["kind"], row["name"]): float(row["index"]) for row in self.fine(self.year(text, "--indices")).rows}
        self.assertAlmostEqual(chained.month[3], found["month", "Mar"], 9)
        self.assertAlmostEqual(chained.date[1], found["day of month", "1"], 9)
        self.assertAlmostEqual(chained.date[31], found["day of month", "31"], 9)
        self.assertAlmostEqual(found["growth", "last year"] ** 0.5, found["growth", "year to come"], 12)
        self.assertAlmostEqual(chained.year(1) / chained.year(0), found["growth", "last year"], 12)
        rows = self.fine(self.run_wfm("forecast", "learn", "history.csv", "--indices")).rows
        plain = {(row["kind"], row["name"]): float(row["index"]) for row in rows}
        self.assertAlmostEqual((plain["day of month", "1"] - 1) * 24 / 28 + 1, found["day of month", "1"], 2)
        self.assertGreater(plain["week of month", "1"], found["week of month", "1"])
        self.assertEqual(12 + 5 + 31 + 7, len(rows))

    def test_what_is_written_adds_up(self):
        """In hundredths as they stand: quarters to days, days to months, and the months to the year."""
        rows = [(f"{day} {8 + hour:02}:00", self.calls(day) * share) for day in days("2024-01-01", 820)
                for hour, share in enumerate(CURVE)]
        text = "start,calls\n" + "".join(f"{start},{calls:.10g}\n" for start, calls in rows)
        hours = self.fine(self.year(text)).rows
        whole_days = {row["start"][:10]: row for row in self.fine(self.year(daily("2024-01-01", 820, self.calls))).rows}
        months = json.loads(self.year(text, "--totals", "--json").out)
        by_day = grouped(range(len(hours)), lambda at: hours[at]["start"][:10])
        self.assertEqual((365, 365 * 4), (len(by_day), len(hours)))
        for day, there in by_day.items():
            self.assertLessEqual(abs(self.hundredths(hours[at] for at in there) - self.hundredths([whole_days[day]])), 1)
        self.assertEqual(13, len(months["rows"]))  # the last day of the history is the 30th of March
        for row in months["rows"]:
            there = [hour for hour in hours if hour["start"].startswith(row["month"])]
            self.assertEqual(self.hundredths([row]), self.hundredths(there), row["month"])
        self.assertEqual(round(months["year"] * 100), self.hundredths(months["rows"]))

    def test_closed_and_unknown_days(self):
        """Days of no calls are closed, days without a row are as their month: neither is a decline."""
        keep = lambda day: day.year != 2023 or day.month != 4 or day.day < 5
        text = "date,calls\n" + "".join(f"{day},{0 if day.weekday() > 4 else 100}\n"
                                        for day in days("2022-01-01", 730) if keep(day))
        answer = json.loads(self.fine(self.year(text, "--totals", "--json")).out)
        self.assertAlmostEqual(26000, answer["last_year"], 6)
        self.assertEqual(23, answer["rows"][0]["open_days"])
        self.assertAlmostEqual(answer["year"] / 262 * 23, answer["rows"][0]["calls"], delta=0.01)

    def test_short_histories_say_so(self):
        result = self.year(daily("2025-01-01", 365))
        self.assertEqual((0, 365), (result.code, len(result.rows)))
        self.assertIn("warning: less than 24 months are known: no growth", result.err)
        self.assertEqual("", self.year(daily("2025-01-01", 365), "--growth", "2%").err)
        result = self.year(daily("2025-01-01", 100))
        self.assertIn("warning: months of the last 24 without known days have the level of their year", result.err)

    def test_events_without_a_multiplier_are_told(self):
        self.write("date,kind,multiplier\n2023-12-24,x,\n2024-12-24,x,\n", "events.csv")
        result = self.year(self.FLAT, "--events", "events.csv")
        self.assertEqual(0, result.code)
        self.assertEqual("events.csv:3:1: warning: no multiplier: by --year this is a day as any other\n", result.err)

    def test_bad_command_lines(self):
        history = self.write(self.FLAT, "history.csv")
        for arguments, message in ((("--totals",), "wfm: --totals needs --year here"),
                                   (("--events", "e.csv"), "wfm: --events needs --year here"),
                                   (("--growth", "1%"), "wfm: --growth needs --year here"),
                                   (("--damping", "1"), "wfm: --damping needs --year here"),
                                   (("--year", "--growth", "-100%"), '--growth "-100%" is no growth: write 4% or -3%'),
                                   (("--year", "--growth", "x"), '--growth "x" is no growth'),
                                   (("--year", "--damping", "1.5"), '--damping "1.5"'),
                                   (("--year", "--days", "367"), "--days: write a number from 1 to 366"),
                                   (("--year", "--events", "nothing.csv"), "nothing.csv")):
            result = self.run_wfm("forecast", "learn", history, *arguments)
            self.assertEqual((2, ""), (result.code, result.out), arguments)
            self.assertIn(message, result.err)
        old = "date,calls\n" + "".join(f"{day},{100 if day.year == 2022 else ''}\n" for day in days("2022-01-01", 800))
        for arguments in ((), ("--indices",)):
            result = self.year(old, *arguments)
            self.assertEqual((65, ""), (result.code, result.out))
            self.assertIn("history.csv:1:1: no year to come: nothing is known", result.err)


class Closures(CommandTest):
    def test_a_long_closure_is_said(self):
        """Ten weeks of nothing: the level is that of the days before, and a warning says so."""
        text = "date,calls\n" + "".join(f"{day},{100 if i < 50 else 0}\n" for i, day in enumerate(days("2026-01-05", 120)))
        result = self.run_wfm("forecast", "learn", self.write(text), "--days", "1")
        self.assertEqual(0, result.code)
        self.assertIn("warning: no known open day in the last 14 days", result.err)


class Coarser(CommandTest):
    """Half hours from 09:30 to 16:30, 10 calls each, in intervals that the opening hours do not fill."""

    def learn(self, interval):
        rows = [f"{day},{minute // 60:02}:{minute % 60:02},10"
                for day in days("2026-01-05", 56) for minute in range(570, 1020, 30)]
        history = self.write("date,time,calls\n" + "\n".join(rows) + "\n")
        return self.run_wfm("forecast", "learn", history, "--interval", interval, "--days", "1")

    def test_no_call_is_lost(self):
        for interval in ("30m", "1h", "24h"):
            with self.subTest(interval=interval):
                rows = self.fine(self.learn(interval)).rows
                self.assertAlmostEqual(150, sum(float(row["calls"]) for row in rows), 6)

    def test_a_log_of_single_calls_is_too_fine(self):
        text = "date,time,calls\n" + "".join(f"2026-01-05,09:00:{s:02},1\n" for s in range(0, 60, 3))
        result = self.run_wfm("forecast", "learn", self.write(text))
        self.assertEqual(65, result.code)
        self.assertIn("3 s apart are too fine", result.err)
        self.assertEqual(1, result.err.count("\n"))


class Demo(CommandTest):
    def test_the_course_day(self):
        result = self.fine(self.run_wfm("demo"))
        self.assertEqual(48, len(result.rows))
        self.assertEqual(2713, sum(int(row["calls"]) for row in result.rows))
        self.assertEqual("149", [row["calls"] for row in result.rows if row["start"] == "10:00"][0])
        self.assertEqual(result.out, self.run_wfm("demo").out)

    def test_goes_into_plan(self):
        demo = self.run_wfm("demo").out.encode()
        rows = self.fine(self.run_wfm("plan", "-", "--sl", "80/20", "--shrinkage", "30%", stdin=demo)).rows
        self.assertEqual(48, len(rows))
        self.assertTrue(all(float(row["service_level"]) >= 0.8 for row in rows))


if __name__ == "__main__":
    unittest.main()
