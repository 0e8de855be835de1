#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes trunks_erlang_b.csv, trunks_retry.csv and trunks_molina.csv: Erlang B's lines, retries and Molina, to 22 digits.

B is taken from F = 1/B as generate.py computes it, at 80 digits or so, and the improvement as a plain difference of B at n
and n + 1. The fixed point of the retries is bisected and then solved for by secants; Molina's probability is summed over
the series of the lower incomplete gamma function. Inputs are the exact binary values of the doubles that are printed. Run
it with a Python that has mpmath; it writes the same bytes each time, in half a minute.
"""
import math
import random

from mpmath import mp, mpf

from generate import f_minus_one, write

mp.dps = 60
EXACT = 110  # digits of F, as differences of B lose some


def b(n, a):
    with mp.workdps(EXACT):
        return 1 / (1 + f_minus_one(n, mpf(a)))


def improvement(n, a):
    with mp.workdps(EXACT):
        return mpf(a) * (b(n, a) - b(mpf(n) + 1, a))


def points(count, seed, most_n=1e7):
    """Pairs of servers and load: near balance, in light load, in overload, of few servers."""
    source = random.Random(seed)
    for i in range(count):
        n = math.exp(source.uniform(math.log(1e-3), math.log(most_n)))
        kind = i % 5
        if kind == 0:
            n = float(math.ceil(n))
        a = n + source.uniform(-6, 6) * math.sqrt(n) if kind < 3 else n * math.exp(source.uniform(-2, 2))
        if kind == 4 and n < 1000:
            a = math.exp(source.uniform(math.log(1e-6), math.log(1e7)))
        if 1e-6 <= a <= 1e7:
            yield n, a


def condition(n, a, at):
    """n dI/dn over I, the other way up, by a central difference."""
    step = mpf(n) * mpf(10) ** -12
    with mp.workdps(EXACT):
        slope = (improvement(mpf(n) + step, a) - improvement(mpf(n) - step, a)) / (2 * step)
    return abs(at / (mpf(n) * slope))


def lines():
    for n, a in points(260, 4):
        at = improvement(n, a)
        if at < mpf(10) ** -290:
            continue
        at_n = b(n, a)
        yield n, a, mpf(a) * (1 - at_n), mpf(a) * at_n, at, condition(n, a, at)


def solve(n, fresh, recall):
    """The attempts A with A (1 - recall B(n,A)) = fresh."""
    r, f = mpf(recall), mpf(fresh)

    def excess(x):
        return x * (1 - r * b(n, x)) - f

    low, high = f, 2 * f
    while excess(high) < 0:
        low, high = high, high * 2
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    below, above = excess(low), excess(high)
    x, fx = low, below
    for _ in range(60):
        slope = 1 - r * b(n, x) * (1 + mpf(n) - x * (1 - b(n, x)))
        step = fx / slope
        x = x - step
        if not low <= x <= high:
            x = (low + high) / 2
        fx = excess(x)
        low, high = (x, high) if fx < 0 else (low, x)
        if abs(step) < abs(x) * mpf(10) ** -40:
            break
    else:
        raise SystemExit("no fixed point at %r" % ((n, fresh, recall),))
    if abs(excess(x)) > f * mpf(10) ** -34:
        raise SystemExit("not balanced at %r" % ((n, fresh, recall),))
    return x


def retries():
    source = random.Random(9)
    for n, a in points(150, 6, 2e5):
        recall = source.choice((0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0, source.random()))
        if recall == 1 and a > 0.999 * n:
            a = n * source.uniform(0.3, 0.99)
        if a < 1e-6 or a > 2e6:
            continue
        x = solve(n, a, recall)
        at = b(n, x)
        idle = mpf(n) - x * (1 - at)
        slope = 1 - mpf(recall) * at * (1 + idle)
        if at > mpf(10) ** -290:
            yield n, a, recall, x, at, mpf(a) / x / slope, slope


def molina(n, a):
    """P(Poisson(a) >= n) and one minus it, at real n, by the positive series of the lower incomplete gamma function."""
    n, a = mpf(n), mpf(a)
    with mp.workdps(EXACT):
        head = mp.exp(n * mp.log(a) - a - mp.loggamma(n + 1))
        if a <= n + 200 or a < 5000:
            total = term = mpf(1)
            j = 0
            while term > total * mpf(10) ** -EXACT:
                j += 1
                term *= a / (n + j)
                total += term
            above = head * total
            return above, 1 - above
        below = mp.gammainc(n, a, regularized=True)
        return 1 - below, below


def held():
    for n, a in points(200, 12, 3e4):
        if a < 3e4:
            above, below = molina(n, a)
            if min(above, below) > mpf(10) ** -60:
                yield n, a, above, below



if __name__ == "__main__":
    write("trunks_erlang_b.csv", "servers load carried lost improvement condition".split(), sorted(lines()),
          "generate_trunks.py")
    write("trunks_retry.csv", "servers load recall attempts blocking condition slope".split(), sorted(retries()),
          "generate_trunks.py")
    write("trunks_molina.csv", "servers load held compl".split(), sorted(held()), "generate_trunks.py")
