#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference values for the tests of M/D/n and of patience of any law: mdn.csv and patience_law.csv.

Run it with a Python that has mpmath; it writes the files into its own folder, the same bytes each time, in a minute.

M/D/n by the roots of z^n = exp(a (z - 1)) in the unit circle (Crommelin 1932), which share nothing with the library's way:
with S = (n - a)/prod(1 - z_k), P(W = 0) = S, mean queue = sum 1/(1 - z_k) - (n (n - 1) - a^2)/(2 (n - a)), and the numbers of
those who wait have the generating function S (z - 1) prod(z - z_k)/(z^n - exp(a (z - 1))), expanded around 0; then Franx 2001.

Patience: the births and deaths of patience_law.c state by state, up to a weight of 1e-40, hazards by mpmath's functions;
who is answered in time by the density of the offered wait of every state (a sum of k + 1 stages) times the patience's tail,
by quadrature.
"""
import csv
import os

from mpmath import mp, mpf

mp.dps = 30


# --- M/D/n -----------------------------------------------------------------------------------------------------------


def roots_of(n, a):
    found = []
    for k in range(1, n):
        turn = mp.exp(2j * mp.pi * k / n)
        z = mpf(0) * turn
        for _ in range(100):
            z = turn * mp.exp(a / n * (z - 1))
        found.append(mp.findroot(lambda z: z * mp.exp(-a / n * (z - 1)) - turn, z))
    return found


def polynomial(roots):
    coefficients = [mpf(1)]
    for z in roots:
        coefficients = [(coefficients[i - 1] if i > 0 else 0) - z * (coefficients[i] if i < len(coefficients) else 0)
                        for i in range(len(coefficients) + 1)]
    return [mp.re(c) for c in coefficients]


def waiting_numbers(n, a, roots, at_once, count):
    """P(M = j), j < count: the series of numerator/denominator."""
    top = [at_once * c for c in polynomial(roots + [mpf(1)])] + [mpf(0)] * count
    bottom = [-mp.exp(-a) * a ** j / mp.factorial(j) + (1 if j == n else 0) for j in range(count)]
    series = []
    for j in range(count):
        series.append((top[j] - sum(bottom[i] * series[j - i] for i in range(1, j + 1))) / bottom[0])
    return series


def mdn_tail(n, a, numbers, t):
    k = int(mp.floor(t)) + 1
    mean = a * (k - t)
    within = mpf(0)
    for j in range(k * n):
        within += numbers[j] * mp.gammainc(k * n - j, mean, mp.inf, regularized=True)
    return 1 - within


def mdn_rows():
    for n, a in ((1, 0.25), (1, 0.96875), (2, 1.5), (3, 0.125), (3, 2.875), (5, 4), (8, 7.75), (12, 6), (20, 17), (20, 19.9375)):
        mp.dps = 80
        load = mpf(a)
        roots = roots_of(n, load)
        at_once = (n - load) / mp.re(mp.fprod(1 - z for z in roots))
        queue = mp.re(mp.fsum(1 / (1 - z) for z in roots)) - (n * (n - 1) - load ** 2) / (2 * (n - load))
        numbers = waiting_numbers(n, load, roots, at_once, 3 * n)
        for t in (0.0, 0.125, 0.75, 1.0, 2.5):
            yield [n, repr(a), repr(t)] + [mp.nstr(x, 20) for x in (
                1 - at_once, queue / load, mdn_tail(n, load, numbers, mpf(t)))]
    mp.dps = 30


# --- patience ----------------------------------------------------------------------------------------------------------


def law_of(name, mean, shape):
    """The tail of a law, and minus its derivative."""
    if name == "exponential":
        return lambda t: mp.exp(-t / mean), lambda t: mp.exp(-t / mean) / mean
    if name == "lognormal":
        sigma = mp.sqrt(mp.log(1 + shape ** 2))
        mu = mp.log(mean) - sigma ** 2 / 2
        return (lambda t: mp.erfc((mp.log(t) - mu) / sigma / mp.sqrt(2)) / 2 if t > 0 else mpf(1),
                lambda t: mp.npdf((mp.log(t) - mu) / sigma) / sigma / t if t > 0 else mpf(0))
    if name == "weibull":
        b = mean / mp.gamma(1 + 1 / shape)
        return (lambda t: mp.exp(-(t / b) ** shape),
                lambda t: shape / t * (t / b) ** shape * mp.exp(-(t / b) ** shape) if t > 0 else mpf(0))
    p = (1 + mp.sqrt((shape ** 2 - 1) / (shape ** 2 + 1))) / 2
    rates = ((p, 2 * p / mean), (1 - p, 2 * (1 - p) / mean))
    return (lambda t: sum(s * mp.exp(-r * t) for s, r in rates),
            lambda t: sum(s * r * mp.exp(-r * t) for s, r in rates))


def leaving(name, mean, shape, rate, k):
    if name == "deterministic":
        tail = mp.gammainc(k, 0, rate * mean, regularized=True)
        return rate * mp.exp(-rate * mean) * (rate * mean) ** (k - 1) / mp.factorial(k - 1) / tail
    return -rate * mp.log(law_of(name, mean, shape)[0](mpf(k) / rate))


def patience_row(n, a, name, mean, shape, balk, places, t):
    """Times in handle times."""
    rate = a * (1 - balk)
    weights = [mpf(1)]
    rates = [mpf(0)]
    while len(weights) <= places:
        k = len(weights)
        rates.append(leaving(name, mean, shape, rate, k))
        weights.append(weights[-1] * rate / (n + rates[-1]))
        if weights[-1] < mpf(10) ** -32 * max(weights):
            break
    full = len(weights) > places
    below = mp.fsum(mp.factorial(n) / mp.factorial(j) * a ** (j - n) for j in range(n))
    whole = below + mp.fsum(weights)
    weights = [w / whole for w in weights]
    blocking = weights[-1] if full else mpf(0)
    finding = weights[:-1] if full else weights
    waiting = mp.fsum(finding)
    queue = mp.fsum(k * w for k, w in enumerate(weights))
    gone = mp.fsum(r * w for r, w in zip(rates, weights))
    abandoned = gone / a + balk * waiting
    theta = gone / queue

    def beyond(x):
        tau = -mp.expm1(-theta * x) / theta
        term = mp.exp(-n * x)
        up_to = total = mpf(0)
        for k, w in enumerate(finding):
            up_to += term
            total += w * up_to
            term *= tau * (n + k * theta) / (k + 1)
        return total

    if name == "deterministic":
        ended = lambda x: beyond(mean) if x >= mean else mpf(0)
        staying = lambda x: mpf(1) if x < mean else mpf(0)
    else:
        staying, density = law_of(name, mean, shape)
        ended = lambda x: mp.quad(lambda y: beyond(x * y ** 4) * density(x * y ** 4) * 4 * y ** 3 * x, [0, 0.5, 1]) if x > 0 else 0
    last = mpf(40) if name != "deterministic" else mean
    ended_all = ended(last)
    answered = waiting * (1 - balk) - gone / a
    part = (waiting - ended(t) - staying(t) * beyond(t)) * answered / (waiting - ended_all)
    within = (1 - blocking - waiting + part) / (1 - blocking)
    return [waiting / (1 - blocking), abandoned / (1 - blocking), queue, blocking, within]


PATIENCE = (
    (2, 1.5, "exponential", 1.0, 0, 0, 1e9, 0.125), (5, 6, "exponential", 0.5, 0, 0.125, 4, 0.125),
    (5, 4, "deterministic", 0.25, 0, 0, 1e9, 0.125), (10, 12, "deterministic", 0.5, 0, 0.0625, 1e9, 0.25),
    (10, 9, "deterministic", 0.5, 0, 0, 6, 0.0625), (5, 5, "lognormal", 0.75, 1.5, 0, 1e9, 0.125),
    (20, 22, "lognormal", 0.5, 0.5, 0.0625, 8, 0.0625), (10, 9.5, "weibull", 0.5, 0.5, 0, 1e9, 0.125),
    (10, 12, "weibull", 0.5, 2, 0, 1e9, 0.125), (5, 4.5, "weibull", 1.0, 1.5, 0.25, 3, 0.5),
    (10, 10, "hyperexponential", 0.75, 2, 0, 1e9, 0.0625), (3, 4, "hyperexponential", 0.5, 3, 0.125, 10, 0.25),
)


def patience_rows():
    for row in PATIENCE:
        n, a, name, mean, shape, balk, places, t = row
        found = patience_row(n, mpf(a), name, mpf(mean), mpf(shape), mpf(balk), places, mpf(t))
        yield [n, repr(float(a)), name, repr(mean), repr(float(shape)), repr(float(balk)),
               "inf" if places > 1e8 else places, repr(t)] + [mp.nstr(x, 18) for x in found]


def write(name, header, rows):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


write("mdn.csv", ["servers", "load", "t", "waiting", "wait_mean", "wait_tail"], mdn_rows())
write("patience_law.csv", ["agents", "load", "law", "mean", "shape", "balk", "places", "t", "waiting", "abandonment",
                           "queue", "blocking", "answered_within"], patience_rows())
