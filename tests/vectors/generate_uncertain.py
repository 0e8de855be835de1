#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes uncertain.csv: queues whose rate of calls is gamma distributed, to 20 digits.

The chain of births and deaths is summed state by state at 30 digits for each rate, and the figures are integrated over the
gamma density by mpmath's tanh-sinh rule between points about the mean and at the agents, where a queue without patience
and lines has its end. The inputs are the exact binary values of the doubles that are printed. Run in this folder; it
writes the same bytes each time, in a minute or two.
"""
import csv

import mpmath as mp
from mpmath.calculus.quadrature import TanhSinh

mp.mp.dps = 30
RULE = TanhSinh(mp.mp)  # of a degree it has the nodes between those of the degrees before, at steps of 1/32


def chain(n, patience, lines, t, a):
    """wait probability, abandonment, mean wait, occupancy, blocking; and without patience and lines the share within t."""
    plain = patience == 0 and lines == 0
    if plain and a >= n:
        return [mp.mpf(1), mp.mpf(0), mp.mpf(0), mp.mpf(1), mp.mpf(0), mp.mpf(0)]
    weight = total = mp.mpf(1)
    busy = queue = waiting = mp.mpf(0)
    for k in range(1, n if plain else (lines if lines > 0 else 100000) + 1):
        weight *= a / (min(k, n) + (mp.mpf(k - n) / patience if k > n and patience > 0 else 0))
        total += weight
        busy += min(k, n) * weight
        queue += max(0, k - n) * weight
        waiting += weight if k >= n else 0
        if k > n and k > a and weight < total * mp.mpf(10) ** -28:
            break
    if plain:
        weight *= a / n
        tail = weight * n / (n - a)
        c = tail / (total + tail)
        return [c, mp.mpf(0), c / (n - a), a / n, mp.mpf(0), 1 - c * mp.exp(-(n - a) * t)]
    b = weight / total if lines > 0 else mp.mpf(0)
    reach = 1 - b
    hung = queue / total / patience / a / reach if patience > 0 else mp.mpf(0)
    waits = (waiting - (weight if lines > 0 else 0)) / total / reach
    return [waits, hung, queue / total / a / reach, busy / total / n, b, 1 - waits]


def mixture(n, patience, lines, t, mean, cv):
    k = 1 / mp.mpf(cv) ** 2
    scale = mp.mpf(mean) / k
    norm = -k * mp.log(scale) - mp.loggamma(k)
    plain = patience == 0 and lines == 0

    def density(x):
        return mp.exp(norm + (k - 1) * mp.log(x) - x / scale)

    points = sorted({mp.mpf(mean) * (1 + mp.mpf(cv) * z) for z in (-8, -4, -2, 0, 2, 4, 8, 14)} | {mp.mpf(n)})
    points = [mp.mpf(10) ** -30 * mean] + [x for x in points if x > 0]
    if cv > 0.4:
        points.append(mp.mpf(mean) * 40)
    sums = [mp.mpf(0)] * 12
    for low, high in zip(points, points[1:]):
        for x, w in RULE.get_nodes(low, high, 6, 100):
            if x <= 0:
                continue
            f = w * density(x) / 32
            if f < mp.mpf(10) ** -28:
                continue
            c = chain(n, mp.mpf(patience), lines, mp.mpf(t), x)
            reach = x / mean * (1 - c[4])
            by_calls = [reach * c[0], reach * c[1], reach * c[2], x / mean * c[3], x / mean * c[4], reach * c[5]]
            sums = [s + f * v for s, v in zip(sums, by_calls + c)]
    reaching = 1 - sums[4]
    for i in (0, 1, 2, 5):
        sums[i] /= reaching
    if plain:
        sums[2] = sums[8] = mp.inf
    return sums


ROWS = [
    (1, 2.0, 0, 0.0, 0.75, 0.5), (5, 1.0, 0, 0.0, 4.0, 0.2), (5, 0.25, 0, 0.0, 6.0, 0.4), (12, 3.0, 0, 0.0, 11.0, 0.125),
    (20, 1.5, 0, 0.0, 18.0, 0.0625), (5, 0.0, 5, 0.0, 4.0, 0.25), (5, 0.0, 9, 0.0, 5.0, 0.5), (12, 0.0, 20, 0.0, 13.0, 0.1),
    (5, 2.0, 7, 0.0, 5.0, 0.3), (12, 0.5, 18, 0.0, 15.0, 0.2), (5, 0.0, 0, 0.1, 3.0, 0.2), (5, 0.0, 0, 0.1, 4.0, 0.5),
    (12, 0.0, 0, 0.25, 10.0, 0.1), (12, 0.0, 0, 0.0, 11.5, 0.05), (20, 0.0, 0, 0.05, 16.0, 0.125), (2, 0.0, 0, 1.0, 3.0, 0.3),
    (3, 1.0, 0, 0.0, 2.0, 1.0),
]
NAMES = ("wait_probability", "abandonment", "wait_mean", "occupancy", "blocking", "service_level")

with open("uncertain.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["agents", "patience", "lines", "answer_within", "calls", "cv"] + [n + "_by_calls" for n in NAMES]
                    + [n + "_by_periods" for n in NAMES])
    for row in ROWS:
        values = mixture(*row)
        writer.writerow([repr(x) for x in row] + [mp.nstr(v, 20) for v in values])
