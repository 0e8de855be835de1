#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes chance.csv: tails of the distributions of statistics, to 25 digits.

By mpmath's error and gamma functions and the positive series of the incomplete beta function (DLMF 8.17.8) at 160
digits; the inputs are the exact binary values of the doubles that are printed. Run in this folder; it writes the same
bytes each time.
"""
import csv

import mpmath as mp

mp.mp.dps = 160


def normal_tail(z):
    return mp.erfc(z / mp.sqrt(2))


def beta_series(a, b, x, rest):
    term = total = mp.mpf(1)
    n = 0
    while term > total * mp.mpf(10) ** -150:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return x**a * rest**b / a / mp.beta(a, b) * total


def f_tail(f, d1, d2):
    below, above = d1 * f / (d2 + d1 * f), d2 / (d2 + d1 * f)
    if above < below:
        return beta_series(d2 / 2, d1 / 2, above, below)
    return 1 - beta_series(d1 / 2, d2 / 2, below, above)


def student_tail(t, degrees):
    return f_tail(t * t, mp.mpf(1), degrees)


def gamma_tail(shape, x):
    return mp.gammainc(shape, x, mp.inf, regularized=True)


def kolmogorov(distance, count):
    x = (mp.sqrt(count) + mp.mpf("0.12") + mp.mpf("0.11") / mp.sqrt(count)) * distance
    if x < 1:
        total = mp.nsum(lambda k: mp.exp(-((2 * k - 1) * mp.pi / x) ** 2 / 8), [1, mp.inf])
        return 1 - mp.sqrt(2 * mp.pi) / x * total
    return 2 * mp.nsum(lambda k: (-1) ** (int(k) - 1) * mp.exp(-2 * k * k * x * x), [1, 40])


def rows():
    for z in (0.0, 1e-8, 0.5, 1.0, 1.959963984540054, 5.0, 20.0, 37.5):
        yield "normal_tail", z, "", "", normal_tail(mp.mpf(z))
    for degrees in (1.0, 1.5, 2.0, 3.0, 9.0, 19.0, 100.5, 1e4, 1e9):
        for t in (1e-6, 0.3, 1.0, 2.5, 12.0):
            yield "student_tail", t, degrees, "", student_tail(mp.mpf(t), mp.mpf(degrees))
    for d1 in (1.0, 2.0, 5.0, 47.0, 500.0):
        for d2 in (1.0, 2.0, 30.0, 2000.0):
            for f in (0.01, 0.5, 0.9, 1.0, 1.3, 4.0, 60.0):
                yield "f_tail", f, d1, d2, f_tail(mp.mpf(f), mp.mpf(d1), mp.mpf(d2))
    for shape in (1.5, 3.0, 38.0, 200.5, 5000.5):
        for ratio in (0.3, 0.9, 1.0, 1.04, 1.5, 3.0):
            yield "gamma_tail", shape * ratio, shape, "", gamma_tail(mp.mpf(shape), mp.mpf(shape * ratio))
    for count in (1.0, 5.0, 20.0, 300.0, 1e5):
        for x in (0.15, 0.4, 0.8, 0.99, 1.01, 1.36, 2.0, 4.0):
            distance = x / (count**0.5 + 0.12 + 0.11 / count**0.5)
            yield "kolmogorov_tail", distance, count, "", kolmogorov(mp.mpf(distance), mp.mpf(count))


with open("chance.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["function", "x", "y", "z", "value"])
    for name, x, y, z, value in rows():
        writer.writerow([name, repr(x), y if y == "" else repr(y), z if z == "" else repr(z), mp.nstr(value, 25)])
