#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes overflow.csv: moments of overflow traffic, and groups whose overflow has given moments, to 25 digits.

Kind "moments": x lines and y load; first mean, second variance, third peakedness, by Riordan's formula as he has it, at
70 digits: for whole lines the sum over the states, else the incomplete gamma function. Kind "equivalent": x mean and y
variance; first load and second lines of the group, solved in the two unknowns at 40 digits, third the condition: by how
much more than the inputs, as a part of them, the load or the lines change. The inputs are the exact binary values of the
doubles that are printed. Run in this folder; it writes the same bytes each time, in under a minute.
"""
import csv
import random

import mpmath as mp

random.seed(1956)


def reciprocal(n, a):
    """1/B(n,a)."""
    if n == int(n):
        n, term, total = int(n), mp.mpf(1), mp.mpf(1)
        for k in range(n):
            term *= (n - k) / a
            total += term
            if term < total * mp.eps and n - k < a:
                break
        return total
    return mp.exp(a - n * mp.log(a)) * mp.gammainc(n + 1, a)


def moments(n, a):
    m = a / reciprocal(n, a)
    return m, m * (1 - m + a / (n + 1 - a + m))


def uniform_log(low, high):
    return 10 ** random.uniform(low, high)


def groups():
    for _ in range(150):
        yield uniform_log(-6, 1.5), uniform_log(-6, 2)
    for _ in range(80):
        n = uniform_log(0, 3)
        yield n, n * random.uniform(0.5, 2)
    for _ in range(150):
        n = float(round(uniform_log(0, 6)))
        yield n, max(n + random.uniform(-8, 30) * n ** 0.5, 0.3 * n)
    for _ in range(60):
        n = float(round(uniform_log(0, 5)))
        yield n, n * uniform_log(-0.5, 4)
    for x in (-2.0, 3.9, 4.1):
        yield 1e7, 1e7 + x * 1e7 ** 0.5
    yield 1e7, 2e7


def equivalent(m, v, start):
    """A and N, in the logarithms, from a start near them."""
    def off(ln_a, ln_n):
        a, n = mp.exp(ln_a), mp.exp(ln_n)
        mean = a * mp.exp(n * mp.log(a) - a) / mp.gammainc(n + 1, a)
        return mp.log(mean / m), mp.log((1 - mean + a / (n + 1 - a + mean)) * m / v)

    found = mp.findroot(off, [mp.log(x) for x in start], tol=mp.mpf(10) ** -50, maxsteps=60)
    return mp.exp(found[0]), mp.exp(found[1])


def streams():
    """Mean and variance of a group's overflow, rounded to doubles, and the group."""
    for _ in range(40):
        a = uniform_log(-1, 2)
        n = a * random.uniform(0.05, 1.6)
        m, v = moments(mp.mpf(n), mp.mpf(a))
        if m > 1e-12 and v / m > 1.001:
            yield float(m), float(v), (a, n)


with open("overflow.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["kind", "x", "y", "first", "second", "third"])
    mp.mp.dps = 70
    for n, a in groups():
        m, v = moments(mp.mpf(n), mp.mpf(a))
        writer.writerow(["moments", repr(n), repr(a)] + [mp.nstr(x, 25) for x in (m, v, v / m)])
    mp.mp.dps = 40
    for mean, variance, start in streams():
        m, v = mp.mpf(mean), mp.mpf(variance)
        a, n = equivalent(m, v, start)
        step = mp.mpf(10) ** -12
        moved = [equivalent(m * (1 + step), v, (a, n)), equivalent(m, v * (1 + step), (a, n))]
        condition = sum(max(abs(b / a - 1), abs(k / n - 1)) for b, k in moved) / step
        writer.writerow(["equivalent", repr(mean), repr(variance), mp.nstr(a, 25), mp.nstr(n, 25), mp.nstr(condition, 4)])
