#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference values for the tests of the announced wait: intraday.csv.

Run it with a Python that has mpmath; it writes the file into its own folder, the same bytes each time, in some
twenty minutes.

The inputs are doubles, taken exactly. V is the sum of exponential times of rate agents/aht + j/patience, j = 0 ...
position - 1. With c = agents patience/aht, k = position, s = patience/own patience:

    mean, answered      digamma and gamma functions, in so many digits that their differences keep 60
    tails               the series of positive terms of DLMF 8.17.8 at the smaller of x and 1 - x, in fixed point with
                        enough digits for the difference to 1; where nobody hangs up the incomplete gamma function's
    quantile            a bracketed secant search on the logarithm of the smaller tail, to 1e-28

and every row is checked against ways that share nothing with these:

    mean, answered      sums of reciprocals and of logarithms up to position 2000 where it is whole; else quadratures of
                        their integrals over exp(-c v) dv (Gauss and Malmsten, DLMF 5.9)
    tails               position whole and at most 40: the partial fractions of the sum of exponential times, in 700
                        digits, or Erlang's finite sum; else a quadrature of the density

A check that fails ends the program. condition is the relative change of the smaller tail over that of the time,
condition_answered the same of answered_within, condition_quantile that of the time over the smaller tail's.
"""

import csv
import math
import os
import random
import sys

from mpmath import mp, mpf

DIGITS = 25  # written
FIXED = 1200  # binary digits after the point in the series
SUMMED = 2000  # positions whose sums and products are written out
PARTED = 40  # positions whose partial fractions are
LEAST = mpf("1e-290")  # rows with a smaller tail are left out

mp.dps = 60


def agree(what, x, y, tolerance=1e-28):
    """Ends the program where two ways differ."""
    if not abs(x - y) <= mpf(tolerance) * abs(y):
        sys.exit("%s: %s and %s differ" % (what, mp.nstr(x, 40), mp.nstr(y, 40)))


def is_whole(k, most):
    return k == int(k) and k <= most


# --- tails -----------------------------------------------------------------------------------------------------------


def rising_series(a, b, x):
    """1 + (a+b) x/(a+1) (1 + (a+b+1) x/(a+2) (1 + ...)), DLMF 8.17.8."""
    def fixed(value):
        return int(value * mpf(2) ** FIXED)
    with mp.workprec(2 * FIXED):
        one, below, above, factor = 1 << FIXED, fixed(a), fixed(a + b), fixed(x)
    term, total = one, one
    while term > total >> (FIXED - 20):
        below += one
        term = (term * above // below * factor) >> FIXED
        above += one
        total += term
    with mp.workprec(2 * FIXED):
        return mpf(total) / mpf(2) ** FIXED


def beta_tails(c, k, depth):
    """P(V > t), P(V <= t) and the density of V, all in mean times from answer to answer: depth = agents t/aht."""
    with mp.workdps(360):
        x, rest = mp.exp(-depth / c), -mp.expm1(-depth / c)
        peak = mp.exp(k * mp.log(rest) - depth - mp.loggamma(c) - mp.loggamma(k) + mp.loggamma(c + k))
        density = peak / rest / c
        if x < 0.5:
            beyond = peak / c * rising_series(c, k, x)
            return +beyond, 1 - beyond, density
        within = peak / k * rising_series(k, c, rest)
        return 1 - within, +within, density


def gamma_tails(k, depth):
    """The same where nobody hangs up, by the series DLMF 8.7.1 of the lower tail."""
    with mp.workdps(360):
        density = mp.exp((k - 1) * mp.log(depth) - depth - mp.loggamma(k))
        one, below, factor = 1 << FIXED, int(k * mpf(2) ** FIXED), int(depth * mpf(2) ** FIXED)
        term, total = one, one
        while term > total >> (FIXED - 20):
            below += one
            term = term * factor // below
            total += term
        within = density * depth / k * total / mpf(2) ** FIXED
        return 1 - within, +within, density


def tails(c, k, depth):
    return gamma_tails(k, depth) if mp.isinf(c) else beta_tails(c, k, depth)


def parted(c, k, depth):
    """The same tails for whole k by partial fractions."""
    with mp.workdps(700):
        k = int(k)
        if mp.isinf(c):
            beyond = mp.exp(-depth) * sum(depth ** j / mp.factorial(j) for j in range(k))
        else:
            rates = [1 + j / c for j in range(k)]
            beyond = mpf(0)
            for i, rate in enumerate(rates):
                weight = mpf(1)
                for j, other in enumerate(rates):
                    if j != i:
                        weight *= other / (other - rate)
                beyond += weight * mp.exp(-rate * depth)
        return beyond, 1 - beyond


def integrated(c, k, depth):
    """The smaller tail by quadrature of the density over the logarithm of x/(1 - x), or of t, outwards."""
    if mp.isinf(c):
        def ln_weight(d):
            return k * (mp.log(depth) + d) - depth * mp.exp(d) - mp.loggamma(k)
        outwards = 1 if depth > k else -1
    else:
        odds = mp.log(1 / mp.expm1(depth / c))
        scale = mp.loggamma(c + k) - mp.loggamma(c) - mp.loggamma(k)

        def ln_weight(d):
            here = odds - d
            return -c * mp.log1p(mp.exp(-here)) - k * mp.log1p(mp.exp(here)) + scale
        outwards = 1 if odds < mp.log(c / k) else -1
    start = ln_weight(mpf(0))
    reach = mpf(2) ** -40
    while start - ln_weight(outwards * reach) < 160:
        reach *= 2
    cuts = [reach * i / 24 for i in range(25)]
    cuts[1:1] = [reach / 24 / 2 ** i for i in range(12, 0, -1)]
    area = mp.quad(lambda d: mp.exp(ln_weight(outwards * d) - start), cuts) * mp.exp(start)
    return area, outwards


def checked_tails(c, k, depth):
    """The tails and the density; a tail below LEAST is not checked, nor used."""
    beyond, within, density = tails(c, k, depth)
    if min(beyond, within) < LEAST:
        return beyond, within, density
    if is_whole(k, PARTED):
        other = parted(c, k, depth)
        agree("tails of c %s, k %s at %s" % (mp.nstr(c, 17), k, mp.nstr(depth, 17)), min(other), min(beyond, within))
    else:
        area, outwards = integrated(c, k, depth)
        agree("integral of c %s, k %s at %s" % (mp.nstr(c, 17), k, mp.nstr(depth, 17)), area,
              beyond if outwards > 0 else within, 1e-25)
    return beyond, within, density


# --- means and products ----------------------------------------------------------------------------------------------


def over_time(weight, c, fastest):
    """The integral of a smooth weight(v) exp(-c v) over v > 0, whose shortest time is 1/fastest."""
    cuts = [mpf(0)] + [mpf(2) ** i / fastest for i in range(-2, int(mp.log(110 * fastest / c, 2)) + 2)]
    return mp.quad(lambda v: weight(v) * mp.exp(-c * v), cuts)


def mean(c, k):
    """The sum of 1/(1 + j/c)."""
    if mp.isinf(c):
        return k
    with mp.workdps(100):
        by_digamma = c * (mp.digamma(c + k) - mp.digamma(c))
    if is_whole(k, SUMMED):
        other = sum(1 / (1 + j / c) for j in range(int(k)))
    else:
        other = c * over_time(lambda v: mp.expm1(-k * v) / mp.expm1(-v), c, c + k + 1)
    agree("mean of c %s, k %s" % (c, k), by_digamma, other)
    return by_digamma


def ln_unanswered(c, k, share):
    """The sum of ln(1 + share/(1 + j/c))."""
    if not share > 0:
        return mpf(0)
    if mp.isinf(c):
        return k * mp.log1p(share)
    s = share * c
    with mp.workdps(120):
        by_gamma = mp.loggamma(c) + mp.loggamma(c + k + s) - mp.loggamma(c + k) - mp.loggamma(c + s)
    if is_whole(k, SUMMED):
        other = sum(mp.log1p(share / (1 + j / c)) for j in range(int(k)))
    else:
        other = over_time(lambda v: -mp.expm1(-k * v) * mp.expm1(-s * v) / (v * mp.expm1(-v)), c, c + k + s + 1)
    agree("answered of c %s, k %s, s %s" % (c, k, s), by_gamma, other)
    return by_gamma


def quantile(c, k, p, guess):
    """The depth with P(V <= depth) = p."""
    def surplus(ln_depth):
        beyond, within, _ = tails(c, k, mp.exp(ln_depth))
        return mp.log(within / p) if p < 0.5 else mp.log((1 - p) / beyond)
    low = high = mp.log(guess)
    step = 1 / mp.sqrt(min(k, c) + 1)
    while surplus(low) > 0:
        low, step = low - step, 2 * step
    step = 1 / mp.sqrt(min(k, c) + 1)
    while surplus(high) < 0:
        high, step = high + step, 2 * step
    with mp.workdps(50):
        root = mp.findroot(surplus, (low, high), solver="anderson", tol=1e-75, maxsteps=200)
    if not abs(surplus(root)) < mpf(10) ** -28:
        sys.exit("quantile of c %s, k %s, p %s" % (c, k, p))
    return mp.exp(root)


# --- rows ------------------------------------------------------------------------------------------------------------

INPUTS = ["position", "agents", "aht_s", "patience_s", "own_patience_s", "quantile", "within_s"]
RESULTS = ["offered_wait_mean_s", "offered_wait_quantile_s", "within", "beyond", "answered", "abandonment",
           "answered_within", "answered_wait_mean_s", "wait_mean_s", "condition", "condition_answered",
           "condition_quantile"]


def row(values):
    """The results, or nothing where one is too small for a double's digits."""
    k, n, aht, patience, own, p, t = (mpf(each) for each in values)
    unit = aht / n
    patience = patience if patience > 0 else mp.inf
    own = own if own > 0 else patience
    c = patience / unit
    share = unit / own
    answered_unit = unit / (1 + share)
    beyond, within, density = checked_tails(c, k, t / unit)
    of_answered = checked_tails(patience / answered_unit, k, t / answered_unit)
    ln = ln_unanswered(c, k, share)
    if min(beyond, within, of_answered[1] * mp.exp(-ln)) < LEAST:
        return None
    offered_mean = unit * mean(c, k)
    at = quantile(c, k, p, offered_mean / unit)
    q_density = tails(c, k, at)[2]
    return [offered_mean, unit * at, within, beyond, mp.exp(-ln), -mp.expm1(-ln), mp.exp(-ln) * of_answered[1],
            answered_unit * mean(patience / answered_unit, k),
            offered_mean if mp.isinf(own) else -own * mp.expm1(-ln),
            t / unit * density / min(beyond, within),
            t / answered_unit * of_answered[2] / of_answered[1],
            min(p, 1 - p) / (at * q_density)]


def log_between(chance, low, high):
    return math.exp(chance.uniform(math.log(low), math.log(high)))


def time_for(chance, k, n, aht, patience):
    """A time about the mean, in either tail, or in one of their far ends."""
    c = n * patience / aht if patience > 0 else math.inf
    mean_of = k if math.isinf(c) else c * math.log1p(k / c) + (0.5 if k > 2 else 0)
    spread = mean_of / math.sqrt(min(k, c, mean_of) + 1)
    shift = chance.choice([chance.uniform(-2, 2), chance.uniform(-6, 6), chance.uniform(-2, 20)])
    depth = mean_of + shift * spread
    if depth <= 0:
        depth = mean_of * log_between(chance, 1e-4, 0.5)
    return depth * aht / n


def made(chance, region):
    aht = chance.choice([240.0, 210.0, chance.uniform(20, 900)])
    patience = chance.choice([0.0, 180.0, log_between(chance, 10, 3000), log_between(chance, 10, 3000)])
    own = chance.choice([0.0, patience, math.inf, log_between(chance, 10, 3000), log_between(chance, 1e-3, 1e15)])
    k, n = float(chance.randint(1, 30)), float(chance.randint(1, 60))
    if region == "people":
        k, n = float(round(log_between(chance, 1, 300))), float(round(log_between(chance, 1, 1000)))
    if region == "real":
        k, n = log_between(chance, 1, 300), log_between(chance, 0.5, 1000)
    if region == "few":
        n, patience = log_between(chance, 1e-3, 2), log_between(chance, 1, 600)
    if region == "large":
        k, n = float(round(log_between(chance, 3e3, 3e5))), float(round(log_between(chance, 1e3, 1e6)))
    if region == "impatient":
        patience = log_between(chance, 1e-6, 10)
    if region == "patient":
        patience = log_between(chance, 1e5, 1e20)
    p = chance.choice([0.8, 0.5, 0.9, 0.95, 0.25, chance.random(), log_between(chance, 1e-12, 0.1), 1 - 2.0 ** -40])
    return [k, n, aht, patience, own, p, time_for(chance, k, n, aht, patience)]


REGIONS = [("small", 70), ("people", 80), ("real", 60), ("few", 40), ("impatient", 30), ("patient", 30), ("large", 30)]


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "intraday.csv")
    count = 0
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["region"] + INPUTS + RESULTS)
        for region, rows in REGIONS:
            chance, made_rows = random.Random("1999 " + region), 0
            while made_rows < rows:
                values = made(chance, region)
                results = row(values)
                if results is None:
                    continue
                out.writerow([region] + [repr(each) for each in values] + [mp.nstr(each, DIGITS) for each in results])
                made_rows += 1
                count += 1
            print("%s: %d rows" % (region, rows), flush=True)
    print("%d rows" % count)


if __name__ == "__main__":
    main()
