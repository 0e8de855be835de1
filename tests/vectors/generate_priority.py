#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference values for the tests of classes with priorities: priority.csv and priority_weights.csv.

Run it with a Python that has mpmath; it writes both files into its own folder, the same bytes each time, in a minute.

The inputs are doubles, taken exactly, and loads are such (most are multiples of 2^-40) that their sums are exact in
doubles. The mean handle time is 1.

    C            n/(a + (n - a) F), F = e^a a^-n Gamma(n + 1, a)
    of_waiting   Cobham's formula
    beyond       C times the inverse Laplace transform of Kella and Yechiali's (1 - E[exp(-s T)])/s, by Talbot's method;
                 within is 1 less it
    preemptive   differences of b C(n,b)/(n - b) over the load of the class; its derivative for a class without load
    weights      Kleinrock's equations before the conservation law is put in, as one linear system

and every row is checked against ways that share nothing with these:

    beyond       the walk itself by uniformization where few steps do, else the integral by tanh-sinh
    weights      the conservation law
    preemptive   the probability that classes 1 to k find no agent, summed over classes, by Little's law

A check that fails ends the program.
"""

import csv
import os
import random
import sys

from mpmath import mp, mpf

DIGITS = 25  # written
mp.dps = 50


def agree(what, x, y, tolerance=1e-26):
    """Ends the program where two ways differ."""
    if not abs(x - y) <= mpf(tolerance) * abs(y):
        sys.exit("%s: %s and %s differ" % (what, mp.nstr(x, 40), mp.nstr(y, 40)))


def erlang_c(n, a):
    f = mp.exp(a - n * mp.log(a)) * mp.gammainc(n + 1, a)
    return n / (a + (n - a) * f)


# --- the wait of those who wait, in units of 1/n -----------------------------------------------------------------------


def transform(s, up, r):
    root = mp.sqrt(s + (1 + mp.sqrt(up)) ** 2) * mp.sqrt(s + (1 - mp.sqrt(up)) ** 2)  # its cut is where s < 0
    busy = 2 / (1 + up + s + root)
    return (1 - r) / (1 - r + s + up * (1 - busy))


def slowest(up, r):
    return (1 - r) * (1 - up / r) if r * r > up else (1 - mp.sqrt(up)) ** 2


def by_talbot(t, up, r):
    """With the slowest exponential taken out, so that small tails keep their digits."""
    rate = slowest(up, r)
    return mp.exp(-rate * t) * mp.invertlaplace(lambda s: (1 - transform(s - rate, up, r)) / (s - rate), t,
                                                method="talbot", degree=90)


def by_walk(t, up, r):
    """Still not at 0: the jumps of a walk with the rate 1 + up are a Poisson number."""
    rate = 1 + up
    most = int(t * rate + 14 * mp.sqrt(t * rate) + 90)
    states = [mpf(0)] + [(1 - r) * r**j for j in range(most + 2)]
    chance, total = mp.exp(-t * rate), mpf(0)
    up_share, down_share = up / rate, 1 / rate
    left = r ** (most + 2)  # beyond what is followed; none of it gets down in time
    alive = [sum(states[1:]) + left]
    for _ in range(most):
        alive.append(alive[-1] - states[1] * down_share)
        states = [mpf(0)] + [
            (states[j - 1] if j > 1 else 0) * up_share + (states[j + 1] if j + 1 < len(states) else 0) * down_share
            for j in range(1, len(states))]
    for jumps in range(most + 1):
        total += chance * alive[jumps]
        chance *= t * rate / (jumps + 1)
    return total


def by_integral(t, up, r):
    root = mp.sqrt(up)

    def integrand(f):
        v = 4 * root * mp.sin(f / 2) ** 2
        x = (1 - root) ** 2 + v
        return mp.exp(-v * t) * mp.sin(f) ** 2 / (((r - root) ** 2 + r * v) * x)
    narrow = sorted({mpf(0), mp.pi, min(mp.pi, 1 - root), min(mp.pi, abs(r - root)), min(mp.pi, 1 / mp.sqrt(1 + t)),
                     min(mp.pi, 8 / mp.sqrt(1 + root * t))})
    value = 2 / mp.pi * (1 - r) * up * mp.exp(-(1 - root) ** 2 * t) * mp.quad(integrand, narrow, maxdegree=9)
    if r * r > up:
        value += (r * r - up) / (r * (r - up)) * mp.exp(-(1 - r) * (1 - up / r) * t)
    return value


def tail(t, up, r):
    value = by_talbot(t, up, r)
    if t < 25:
        agree("walk", by_walk(t, up, r), value, 1e-22)
    else:
        agree("integral", by_integral(t, up, r), value, 1e-22)
    return value


# --- rows --------------------------------------------------------------------------------------------------------------


def queue_of(n, b):
    return b * erlang_c(n, b) / (n - b) if b > 0 else mpf(0)


def preemptive(n, above, own):
    if own > 0:
        return (queue_of(n, above + own) - queue_of(n, above)) / own
    step = mpf("1e-15")
    return (queue_of(n, above + step) - queue_of(n, above - step)) / (2 * step)


def row_of(n, above, own, below, t):
    n, above, own, below, t = (mpf(x) for x in (n, above, own, below, t))
    c = erlang_c(n, above + own + below)
    beyond = tail(t * n, above / n, (above + own) / n)
    of_waiting = n / ((n - above) * (n - above - own))
    return [c, of_waiting, c * beyond, 1 - c * beyond, preemptive(n, above, own)]


def round_load(x):
    return round(x * 2.0**40) / 2.0**40


def problems():
    """agents, loads above, of the class and below, time in handle times."""
    chosen = [
        (1, 0.25, 0.25, 0.25, 1.0),  # r^2 = s
        (1, 0.25, 0.25, 0.25, 60.0),
        (1, 0.25, 0.25 + 2**-30, 0.25, 3.0),
        (1, 0.25, 0.25 - 2**-30, 0.25, 3.0),
        (4, 1, 1, 1, 0.5),
        (10, 9, 0.5, 0.25, 5.0),
        (10, 9, 0.5, 0.25, 200.0),
        (100, 99, 0.5, 0.25, 1.0),
        (100, 99.875, 0.0625, 0.03125, 100.0),
        (100, 99.875, 0.0625, 0.03125, 0.001),
        (20, 2**-20, 15, 2, 0.2),
        (20, 15, 2**-20, 2, 0.2),
        (20, 15, 2**-40, 2, 2.0),
        (500, 400, 60, 30, 0.05),
        (4, 3, 0.25, 0.25, 4000.0),  # small tails
        (4, 3, 0.25, 0.25, 9000.0),
        (100, 99, 0.03125, 0.25, 9e4),
        (10, 2, 6, 1, 200.0),
        (2.5, 0.75, 0.5, 0.5, 1.5),
        (0.75, 0.25, 0.125, 0.25, 4.0),
        (30, 20, 6, 3, 3.0),
        (30, 20, 0, 3, 0.5),
    ]
    yield from chosen
    rng = random.Random(12)
    for _ in range(60):
        n = rng.choice([1, 2, 5, 12, 40, 150, 7.25, 33.5])
        total = n * (1 - 10 ** rng.uniform(-3, -0.2))
        parts = [rng.uniform(0.02, 1) for _ in range(3)]
        above, own, below = (round_load(total * part / sum(parts)) for part in parts)
        mean = n / ((n - above) * (n - above - own))
        yield n, above, own, below, round_load(mean * 10 ** rng.uniform(-2, 1)) + 2.0**-40


def weighted(n, loads, weights):
    size = len(loads)
    system, right = mp.matrix(size, size), mp.matrix(size, 1)
    total = sum(loads)
    c = erlang_c(n, total)
    for p in range(size):
        right[p] = c
        system[p, p] += n
        for i in range(size):
            system[p, i] -= loads[i] * min(mpf(1), weights[i] / weights[p])
            system[p, p] -= loads[i] * max(mpf(0), 1 - weights[p] / weights[i])
    waits = mp.lu_solve(system, right)
    agree("conservation", sum(a * w for a, w in zip(loads, waits)), queue_of(n, total), 1e-30)
    return waits


def weighted_problems():
    yield 1, [0.4, 0.4], [5, 1]
    yield 10, [3, 2, 4], [1, 1, 1]
    yield 10, [3, 2, 4], [1e9, 1e3, 1e-3]
    yield 10, [3, 2, 4.9375], [1e9, 1e3, 1e-3]
    yield 10, [3, 2, 5 - 2**-24], [1e9, 1e3, 1e-3]
    yield 10, [3, 2, 5 - 2**-24], [4, 2, 1]
    yield 100, [30, 30, 39.9375], [4, 2, 1]
    yield 7.5, [1, 2, 3, 1], [1, 3, 2, 3]
    rng = random.Random(5)
    for _ in range(12):
        n = rng.choice([1, 3, 8, 25, 90])
        size = rng.randint(2, 6)
        parts = [rng.uniform(0.05, 1) for _ in range(size)]
        total = n * (1 - 10 ** rng.uniform(-4, -0.2))
        yield n, [round_load(total * x / sum(parts)) for x in parts], [10 ** rng.uniform(-3, 3) for _ in range(size)]


def text(value):
    return mp.nstr(value, DIGITS, strip_zeros=False) if isinstance(value, mpf) else repr(float(value))


def write(name, header, rows):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        f.write("# SPDX-License-Identifier: MIT\n# Written by generate_priority.py.\n")
        out.writerow(header)
        out.writerows(rows)


def main():
    write("priority.csv",
          ["agents", "above", "own", "below", "t", "waiting", "of_waiting", "beyond", "within", "preemptive"],
          ([text(x) for x in problem] + [text(x) for x in row_of(*problem)] for problem in problems()))
    rows = []
    for n, loads, weights in weighted_problems():
        exact = [mpf(x) for x in loads]
        waits = weighted(mpf(n), exact, [mpf(x) for x in weights])
        for k, wait in enumerate(waits):
            rows.append([text(n), ";".join(text(x) for x in loads), ";".join(text(x) for x in weights), k, text(wait)])
    write("priority_weights.csv", ["agents", "loads", "weights", "class", "wait"], rows)


if __name__ == "__main__":
    main()
