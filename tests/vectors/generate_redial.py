#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes redial.csv: queues whose callers call again, to 25 digits.

The chain of births and deaths is summed state by state at 50 digits, and the number of attempts is bracketed and solved
for by Illinois steps; the inputs are the exact binary values of the doubles that are printed. Run in this folder; it writes the same bytes
each time, in a minute and a half.
"""
import csv
import random

import mpmath as mp

mp.mp.dps = 50
random.seed(20)


def ends(n, patience, lines, load):
    """Shares of the calls that are blocked, hang up and are served, and P(wait > 0) of those that get in."""
    weight = mp.mpf(1)
    total, busy, queue, waiting, last = weight, mp.mpf(0), mp.mpf(0), mp.mpf(0), mp.mpf(0)
    if n == 0:
        waiting += weight
    k = 0
    while lines == 0 or k < lines:
        k += 1
        leaving = min(k, n) + (mp.mpf(k - n) / patience if k > n and patience > 0 else 0)
        weight *= load / leaving
        total += weight
        busy += min(k, n) * weight
        queue += max(0, k - n) * weight
        if k >= n:
            waiting += weight
        if lines == 0 and k > load and weight < total * mp.mpf(10) ** -45:
            break
    blocked = weight / total if lines > 0 else mp.mpf(0)
    served = busy / total / load
    abandoned = queue / total / patience / load if patience > 0 else mp.mpf(0)
    reach = waiting - weight if lines > 0 else waiting
    return blocked, abandoned, served, reach / total / (1 - blocked)


def solve(n, patience, lines, fresh, p):
    def excess(r):
        b, a, s, _ = ends(n, patience, lines, fresh * r)
        return mp.log(r * ((1 - p[0]) * b + (1 - p[1]) * a + (1 - p[2]) * s))

    low, high = mp.mpf(1), mp.mpf(2)
    while excess(high) < 0:
        low, high = high, high * 2
    return mp.findroot(excess, (low, high), solver="illinois", tol=mp.mpf(10) ** -80, maxsteps=200)


def queues():
    shares = (0.0, 0.1, 0.3, 0.5, 0.75, 0.95)
    for i in range(150):
        n = random.choice((1, 2, 5, 12, 40, 100))
        kind = ("patience", "lines", "both")[i % 3]
        patience = random.choice((0.05, 0.5, 1.0, 3.0, 40.0)) if kind != "lines" else 0.0
        lines = n + random.choice((0, 1, 4, 30)) if kind != "patience" else 0
        fresh = n * random.choice((0.25, 0.6, 0.9, 1.0, 1.2, 2.0))
        p = [random.choice(shares) for _ in range(3)]
        if i % 10 == 9:
            p[random.randrange(2)] = 1.0
            fresh = n * 0.5 * (1 - p[2])
        if fresh > 0:
            yield n, patience, lines, fresh, p


with open("redial.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["agents", "patience", "lines", "fresh", "after_blocked", "after_abandoned", "after_served", "calls",
                     "lost", "never_served", "attempts", "blocking", "abandonment", "waiting", "condition"])
    for n, patience, lines, fresh, p in queues():
        q = [mp.mpf(x) for x in p]
        f = mp.mpf(fresh)
        r = solve(n, mp.mpf(patience), lines, f, q)
        b, a, s, waiting = ends(n, mp.mpf(patience), lines, f * r)
        up = (1 - q[0]) * b + (1 - q[1]) * a
        step = mp.mpf(10) ** -15
        condition = step / mp.log(solve(n, mp.mpf(patience), lines, f * (1 + step), q) * (1 + step) / r)
        values = (f * r, up * r, up / (up + s), 1 / (up + s), b, a / (1 - b), waiting, 1 / condition)
        writer.writerow([n, repr(patience), lines, repr(fresh), *map(repr, p), *(mp.nstr(v, 25) for v in values)])
