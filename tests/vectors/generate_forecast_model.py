#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes forecast_model.csv: the calendar regression of a made-up history, with given constants, by mpmath at 40 digits.

The history and its events are made here and in test_forecast_model.c from the same whole numbers. The equations are those
that src/internal/regression.c lists: three rounds of weighted ridge regression of quasi-differences, then the tracking of
what is left. Columns: day ahead (0 the first), ln of its calls.
"""
import calendar
import datetime
import os

from mpmath import mp, mpf, cos, exp, fabs, log, lu_solve, matrix, pi, sin

mp.dps = 40
COUNT, AHEAD, KIND, FIRST_AHEAD = 220, 14, 2, datetime.date(2024, 1, 1)
BASE = [1300, 1100, 1000, 1000, 950, 500, 300]
EVENTS = [30, 100, 170, COUNT + 3]
MEMORY, SCALE, MONTH, YEAR, EVENT, GAIN, FADING = [mpf(x) for x in
                                                   ("0.375", "0.03125", "0.001", "0.004", "0.02", "0.125", "0.625")]


def date_of(i):
    return FIRST_AHEAD + datetime.timedelta(days=i - COUNT)


def calls_of(i):
    calls = BASE[date_of(i).weekday()] + i * 7919 % 101 - 50
    if i in EVENTS:
        calls = calls * 7 // 10
    if i - 1 in EVENTS:
        calls = calls * 6 // 5
    return calls


def columns(i):
    date = date_of(i)
    x = [mpf(1)] + [mpf(date.weekday() == w) for w in range(1, 7)]
    of_month = (mpf(date.day) - mpf(1) / 2) / calendar.monthrange(date.year, date.month)[1]
    of_year = (mpf(date.timetuple().tm_yday) - mpf(1) / 2) / mpf("365.25")
    for place in (of_month, of_year):
        for k in (1, 2, 3):
            x += [sin(2 * pi * k * place), cos(2 * pi * k * place)]
    return x + [mpf(i in EVENTS), mpf(i + 1 in EVENTS), mpf(i - 1 in EVENTS)]


PRIOR = [mpf(10) ** 6] + [mpf(9) / 100] * 6 + [MONTH] * 6 + [YEAR] * 6 + [EVENT] * 3


def solve(z, x, weight):
    size = len(PRIOR)
    a, b = matrix(size, size), matrix(size, 1)
    for j in range(size):
        a[j, j] = 1 / PRIOR[j]
    for i in range(COUNT):
        if z[i] is None:
            continue
        if i > 0 and z[i - 1] is not None:
            row, y, w = [p - MEMORY * q for p, q in zip(x[i], x[i - 1])], z[i] - MEMORY * z[i - 1], weight[i]
        else:
            row, y, w = x[i], z[i], weight[i] * (1 - MEMORY ** 2)
        for j in range(size):
            b[j] += w * row[j] * y / SCALE ** 2
            for k in range(size):
                a[j, k] += w * row[j] * row[k] / SCALE ** 2
    return lu_solve(a, b)


def main():
    z = [None if i % 23 == 5 else log(mpf(calls_of(i))) for i in range(COUNT)]
    x = [columns(i) for i in range(COUNT + AHEAD)]
    age = [mpf(2) ** (-mpf(COUNT - 1 - i) / 364) for i in range(COUNT)]
    weight, u = list(age), [None] * COUNT
    for _ in range(3):
        beta = solve(z, x, weight)
        u = [None if z[i] is None else z[i] - sum(p * q for p, q in zip(x[i], beta)) for i in range(COUNT)]
        for i in range(COUNT):
            if u[i] is None:
                continue
            e = fabs(u[i] - MEMORY * u[i - 1] if i > 0 and u[i - 1] is not None else u[i])
            weight[i] = age[i] * min(mpf(1), mpf(5) / 2 * SCALE / e)
    level = last = mpf(0)
    for i in range(COUNT):
        e = mpf(0) if u[i] is None else max(-3 * SCALE, min(3 * SCALE, u[i] - level - FADING * last))
        last, level = FADING * last + (1 - GAIN) * e, level + GAIN * e
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forecast_model.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("# generate_forecast_model.py\nahead,ln_calls\n")
        for h in range(AHEAD):
            value = sum(p * q for p, q in zip(x[COUNT + h], beta)) + level + last * FADING ** (h + 1)
            out.write("%d,%s\n" % (h, mp.nstr(value, 20)))


if __name__ == "__main__":
    main()
