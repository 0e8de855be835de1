#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes forecast_year.csv: indices drawn to 1, and the days of a year to come, of a made-up history, by mpmath at 40 digits.

The history and the days to come are made here and in test_forecast_year.c from the same whole numbers: closed Sundays and
Christmas days, unknown days, a month of which nothing is known, a last day within a month. Written from the definitions of
forecast.h: days by date, in dictionaries. Columns: what, row (0 the first), value.
"""
import calendar
import datetime
import os

from mpmath import mp, mpf, sqrt

mp.dps = 40
FIRST, END = datetime.date(2023, 11, 20), datetime.date(2026, 3, 15)  # END is the first day to come
WEEKDAY = [13, 11, 10, 10, 9, 5, 0]
MONTH = [11, 9, 10, 10, 9, 8, 7, 8, 10, 11, 12, 13]


def days(first, end):
    return [first + datetime.timedelta(i) for i in range((end - first).days)]


def closed_of(day):
    return day.weekday() == 6 or (day.month, day.day) == (12, 25)


def calls_of(day):
    """None where it is not known."""
    number = (day - FIRST).days
    if number * 37 % 41 == 0 or (day.year, day.month) == (2025, 8):
        return None
    if (day.year, day.month) == (2024, 9) and day.weekday() == 0:
        return None
    start = 30 if day.day <= 3 else 0
    return WEEKDAY[day.weekday()] * MONTH[day.month - 1] * (100 + start) + number + number * 7919 % 101


HISTORY = {day: calls_of(day) for day in days(FIRST, END)}
KNOWN = {day: mpf(calls) for day, calls in HISTORY.items() if calls is not None and not closed_of(day)}
TOUCHED = sorted({(day.year, day.month) for day in HISTORY})
# the days that the history's months have open, in it or not
OPEN = [day for year, month in TOUCHED for day in days(datetime.date(year, month, 1), datetime.date(
    year, month, calendar.monthrange(year, month)[1]) + datetime.timedelta(1)) if not (day in HISTORY and closed_of(day))]


def total(values):
    return sum(values, mpf(0))


def fit():
    month, weekday = {m: mpf(1) for m in range(1, 13)}, {}
    for _ in range(300):
        for w in range(7):
            expected = total(month[day.month] for day in KNOWN if day.weekday() == w)
            weekday[w] = total(c for day, c in KNOWN.items() if day.weekday() == w) / expected if expected else mpf(0)
        for m in range(1, 13):
            month[m] = total(c for day, c in KNOWN.items() if day.month == m) / total(
                weekday[day.weekday()] for day in KNOWN if day.month == m)
    return month, weekday


def drawn(index, n, k):
    return 1 + (index - 1) * n / (n + k)


def learn():
    month, weekday = fit()
    times = {m: len([1 for _, month_ in TOUCHED if month_ == m]) for m in range(1, 13)}
    weight = {m: total(weekday[day.weekday()] for day in OPEN if day.month == m) / times[m] for m in range(1, 13)}
    mean = total(month[m] * weight[m] for m in weight) / total(weight.values())
    years = {m: mpf(len([1 for day in KNOWN if day.month == m])) * times[m] / len([1 for day in OPEN if day.month == m])
             for m in weight}
    expected = {day: month[day.month] * weekday[day.weekday()] for day in KNOWN}

    def place(of, names):
        index = []
        for name in names:
            there = [day for day in KNOWN if of(day) == name]
            n = mpf(len({(day.year, day.month) for day in there}))
            index.append(drawn(total(KNOWN[day] for day in there) / total(expected[day] for day in there), n, 4))
        return index

    return dict(month=[drawn(month[m] / mean, years[m], 2) for m in range(1, 13)],
                weekday=[weekday[w] / total(weekday.values()) * 7 for w in range(7)],
                date=place(lambda day: day.day, range(1, 32)),
                week=place(lambda day: (day.day - 1) // 7, range(5)))


def past(first, end, index):
    """The calls of 12 months, unknown days filled in."""
    shape = {day: index["month"][day.month - 1] * index["weekday"][day.weekday()] for day in days(first, end)
             if not closed_of(day)}
    months = sorted({(day.year, day.month) for day in shape})
    calls, known_shape, lost_shape = mpf(0), mpf(0), mpf(0)
    for month in months:
        here = [day for day in shape if (day.year, day.month) == month]
        known = [day for day in here if day in KNOWN]
        if known:
            calls += total(KNOWN[d] for d in known) * total(shape[d] for d in here) / total(shape[d] for d in known)
            known_shape += total(shape[d] for d in here)
        else:
            lost_shape += total(shape[d] for d in here)
    return calls + calls / known_shape * lost_shape


def come(day):
    """Closed or not, and the multiplier."""
    number = (day - END).days
    return closed_of(day) or number % 97 == 50, mpf(5 + number % 4) / 5 if number % 30 == 7 else mpf(1)


def chain(index):
    last = past(datetime.date(2025, 3, 15), END, index)
    before = past(datetime.date(2024, 3, 15), datetime.date(2025, 3, 15), index)
    growth = last / before
    year = last * sqrt(growth)
    ahead = days(END, datetime.date(2027, 3, 15))
    weight, weekdays = {}, {}
    for day in days(datetime.date(2026, 3, 1), datetime.date(2027, 4, 1)):
        closed, event = come(day) if day in ahead else (False, mpf(1))
        weekdays[day] = mpf(0) if closed else index["weekday"][day.weekday()]
        weight[day] = weekdays[day] * index["date"][day.day - 1] * event
    months = sorted({(day.year, day.month) for day in ahead})
    part, volume = {}, {}
    for month in months:
        here = [day for day in weight if (day.year, day.month) == month]
        part[month] = total(weight[day] for day in here if day in ahead)
        volume[month] = index["month"][month[1] - 1] * total(weekdays[d] for d in here) * part[month] / total(
            weight[d] for d in here)
    calls = [year * volume[d.year, d.month] / total(volume.values()) * weight[d] / part[d.year, d.month] for d in ahead]
    return dict(last_year=[last], year_before=[before], growth_factor=[growth], year=[year], day=calls)


def main():
    index = learn()
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "forecast_year.csv"), "w") as out:
        out.write("# generate_forecast_year.py\nwhat,row,value\n")
        for what, values in list(index.items()) + list(chain(index).items()):
            for row, value in enumerate(values):
                out.write("%s,%d,%s\n" % (what, row, mp.nstr(value, 20)))


if __name__ == "__main__":
    main()
