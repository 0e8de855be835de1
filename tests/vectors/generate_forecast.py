#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Quantiles of Poisson's and of the negative binomial distribution, by adding probabilities from 0 on in 40 digits.

    python3 tests/vectors/generate_forecast.py

Writes forecast.csv beside itself, in about half a minute. nearest is how far the distribution is from the probability at
the quantile and before it: what a double may get wrong there.
"""
import os
import random

import mpmath
from mpmath import mpf

mpmath.mp.dps = 40
PROBABILITIES = ["0.001", "0.05", "0.25", "0.5", "0.75", "0.95", "0.999", "0.999999999"]


def quantiles(mean, variance, probabilities):
    """The least k with P(N <= k) >= p for each p in ascending order, and the nearest distance at it or before it."""
    mean, variance = mpf(mean), mpf(variance)
    term = mpmath.exp(-mean) if variance == 0 else mpmath.exp(-mpmath.log1p(variance * mean) / variance)
    total, before, k, found = term, mpf(0), 0, []
    for p in probabilities:
        while total < p:
            # P(k + 1)/P(k) = m (1 + v k)/((1 + v m)(k + 1))
            term *= mean * (1 + variance * k) / ((1 + variance * mean) * (k + 1))
            k, before = k + 1, total
            total += term
        found.append((k, min(total - p, p - before) / min(p, 1 - p)))
    return found


def main():
    random.seed(1)
    cases = [(m, v) for m in (0.01, 0.7, 3, 16, 100, 579, 5000) for v in (0, 1e-12, 1e-4, 0.0044, 0.04, 0.5, 3, 40)]
    cases += [(40000, 0), (40000, 0.0016), (1, 1), (7.5, 1e-18)]
    cases += [(10 ** random.uniform(-2, 3.3), 10 ** random.uniform(-5, 1)) for _ in range(40)]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "forecast.csv"), "w", encoding="utf-8") as out:
        out.write("mean,variance,probability,quantile,nearest\n")
        for mean, variance in cases:
            chosen = [float(p) for p in PROBABILITIES]
            if variance * mean > 2000:
                chosen = chosen[:-2]  # the tail is too long to be added up
            found = quantiles(float(mean), float(variance), [mpf(p) for p in chosen])
            for p, (k, nearest) in zip(chosen, found):
                out.write("%r,%r,%r,%d,%s\n" % (float(mean), float(variance), p, k, mpmath.nstr(nearest, 3)))


if __name__ == "__main__":
    main()
