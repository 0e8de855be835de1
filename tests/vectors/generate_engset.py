#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes engset.csv: Engset's loss system and its inverses, to 25 digits.

1/E is summed from the state of all servers busy downwards, in the ratios of neighbouring states, at 40 digits; for few
real servers it is the hypergeometric function of DLMF 15.2.1. The inputs are the exact binary values of the doubles that
are printed. An inverse is asked for the double next to what was computed, and is one step of Newton's method away from
the inputs; slopes are central differences. Run in this folder; it writes the same bytes each time, in a minute.
"""
import csv
import random

import mpmath as mp

mp.mp.dps = 40
random.seed(1918)
STEP = mp.mpf(10) ** -12


def inverse_call(n, free, beta):
    """1/E of n servers where a call sees free idle sources while they are busy."""
    if n < 60 and n != int(n):
        return mp.hyp2f1(1, -n, free, -1 / beta)
    total = term = mp.mpf(1)
    j = 0
    while j < n:
        ratio = (n - j) / (beta * (free + j))
        term *= ratio
        total += term
        j += 1
        if ratio < 1 and term < total * mp.mpf(10) ** -38 * (1 - ratio):
            break
    return total


def call(n, sources, beta):
    return 1 / inverse_call(n, sources - n, beta)


def load_of(n, sources, beta):
    return sources * beta / (1 + beta * (1 - call(n, sources, beta)))


def slope(f, x):
    return (f(x * (1 + STEP)) - f(x * (1 - STEP))) / (2 * x * STEP)


def systems():
    for i in range(260):
        n = float(random.choice([1, 2, 3, 5, 10, 20, 50, random.randint(1, 300)]))
        if i % 3 == 1:
            n = random.choice([random.uniform(0.05, 1), random.uniform(1, 3), random.uniform(3, 59)])
        free = random.choice([1, 2, random.uniform(0.05, 1), random.uniform(1, 10), n * random.uniform(0.1, 3),
                              10 ** random.uniform(0, 9)])
        load = n * 10 ** random.uniform(-1.5, 1)
        yield n, n + free, load / free
    for i in range(60):
        n = random.choice([random.uniform(60, 2000), float(round(10 ** random.uniform(2, 4))), 1e5, 1e6][:4 if i < 8 else 2])
        sources = random.choice([1e9, n * 1.01, n * 2, n * 30, 1e6 + n])
        spread = (n * (sources - n) / sources) ** 0.5
        yield n, sources, max(n / 10, n + random.uniform(-12, 6) * spread) / (sources - n)
    for n, sources in ((5e7, 1e9), (5e7 + 0.25, 1.5e8)):
        yield n, sources, (n - 3 * (n * (sources - n) / sources) ** 0.5) / (sources - n)


with open("engset.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["servers", "sources", "intensity", "call", "compl", "time", "traffic", "carried", "load",
                     "by_servers", "by_intensity", "by_sources", "load_by_intensity",
                     "blocking", "load_given", "servers_for_call", "intensity_for_call", "sources_for_call",
                     "load_for_call", "intensity_for_load", "call_of_load", "servers_of_load_for_call"])
    for values in systems():
        n, s, b = map(mp.mpf, values)
        if s - n <= 0 or s < 1:
            continue
        e = call(n, s, b)
        e_n, e_b, e_s = slope(lambda x: call(x, s, b), n), slope(lambda x: call(n, s, x), b), slope(lambda x: call(n, x, b), s)
        load, load_b = load_of(n, s, b), slope(lambda x: load_of(n, s, x), b)
        carried = load * (1 - e)
        p, given = mp.mpf(float(e)), mp.mpf(float(load))
        if p > mp.mpf("0.999999") or p < mp.mpf(10) ** -290:
            continue
        least = min(e, 1 - e)
        b_p = b + (p - e) / e_b
        b_l = b + (given - load) / load_b
        b_lp = given / (s - given * (1 - p))
        row = [e, 1 - e, 1 / inverse_call(n, s - n + 1, b), e / (1 + b * (1 - e)), carried, load,
               e_n * n / least, e_b * b / least, e_s * s / least, load_b * b / load,
               p, given, n + (p - e) / e_n, b_p, s + (p - e) / e_s,
               s * b_p / (1 + b_p * (1 - p)), b_l, e + e_b * (b_l - b), n + (p - e - e_b * (b_lp - b)) / e_n]
        writer.writerow([*map(repr, values), *(mp.nstr(x, 25) for x in row[:10]), repr(float(p)), repr(float(given)),
                         *(mp.nstr(x, 25) for x in row[12:])])
