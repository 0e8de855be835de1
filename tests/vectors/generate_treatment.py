#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes treatment.csv: a queue behind announcements, on limited lines, by the sum over every state.

A state (i, j) has i callers in treatment and j who wait or talk. Arrivals depend on i + j alone, so that the law is a
product (Jackson 1963). Nothing is summed in closed form: the states are enumerated, callers who end their treatment in
one of them see the others, and the wait behind j is I_x(n/theta, j + 1), or Erlang's distribution without patience.
Of a fractional number of lines the last is there that share of the time. Run anywhere; it writes the same bytes each time,
in a second.
"""
import os
import random

import mpmath as mp

mp.mp.dps = 40
HEADER = ["agents", "load", "patience", "lines", "treated", "t", "blocking", "blocked_at_work", "waiting", "at_once",
          "abandonment", "wait_mean", "queue_mean", "answered_wait", "abandoning_wait", "offered_beyond",
          "answered_beyond", "answered_within"]


def weights(n, a, theta, most):
    """w_j of the queue alone, up to j = most."""
    w = [mp.mpf(1)]
    for j in range(1, most + 1):
        w.append(w[-1] * a / (min(j, n) + max(j - n, 0) * theta))
    return w


def wait(n, theta, waiting, t):
    """Of who finds so many waiting and all busy: P(V > t), P(served, V > t), P(served), mean waits of both ends."""
    j = waiting
    if theta == 0:
        tail = mp.gammainc(j + 1, n * t, mp.inf, regularized=True)
        return tail, tail, mp.mpf(1), mp.mpf(j + 1) / n, mp.mpf(0)
    c = n / theta
    x = mp.exp(-theta * t)
    served = c / (c + j + 1)
    tail = mp.betainc(c, j + 1, 0, x, regularized=True)
    served_tail = served * mp.betainc(c + 1, j + 1, 0, x, regularized=True)
    rates = [n + k * theta for k in range(j + 2)]
    answered = served * sum(1 / r for r in rates[1:])
    hung_up = mp.mpf(0)  # leaves when k are still before him
    for k in range(j + 1):
        reach = rates[k + 1] / rates[j + 1]  # all before, and he not: product of r_m/r_(m+1)
        hung_up += reach * theta / rates[k + 1] * sum(1 / r for r in rates[k + 1:])
    return tail, served_tail, served, answered, hung_up


def row(n, a, patience, lines, treated, t):
    n, a, treated, t = int(n), mp.mpf(a), mp.mpf(treated), mp.mpf(t)
    theta = 0 if patience == "inf" else 1 / mp.mpf(patience)
    whole = int(mp.floor(lines))
    part = mp.mpf(lines) - whole
    top = whole + (1 if part > 0 else 0)
    w = weights(n, a, theta, top)
    u = [treated**i / mp.factorial(i) for i in range(top + 1)]
    states = {(i, j): u[i] * w[j] * (part if i + j > whole else 1) for i in range(top + 1) for j in range(top + 1 - i)}
    total = sum(states.values())
    turned = {s: (0 if sum(s) < whole else 1 - part if sum(s) == whole else 1) for s in states}
    blocking = sum(p * turned[s] for s, p in states.items()) / total
    at_work = sum(p * turned[s] for s, p in states.items() if s[1] >= n) / total
    ends = {}
    for (i, j), p in states.items():
        ends[j] = ends.get(j, 0) + i * p
    calls = sum(ends.values())
    sums = [mp.mpf(0)] * 5
    for j, p in ends.items():
        if j < n:
            continue
        for k, x in enumerate(wait(n, theta, j - n, t)):
            sums[k] += p / calls * x
    waiting = sum(p for j, p in ends.items() if j >= n) / calls
    tail, served_tail, served, answered_wait, abandoning_wait = sums
    queue = sum(p * max(j - n, 0) for (i, j), p in states.items()) / total
    at_once = sum(p for j, p in ends.items() if j < n) / calls
    abandonment = waiting - served if theta else mp.mpf(0)
    wait_mean = answered_wait + abandoning_wait
    littles = a * (1 - blocking) * wait_mean
    assert abs(queue - littles) <= mp.mpf(10) ** -30 * (queue + mp.mpf(10) ** -30), (queue, littles)
    return [blocking, at_work, waiting, at_once, abandonment, wait_mean, queue, answered_wait, abandoning_wait, tail,
            served_tail, 1 - waiting + served - served_tail]


def problems():
    yield from [(1, 0.5, "inf", 2, 0.25, 0.5), (1, 2, 0.5, 3, 4, 0.1), (3, 2, "inf", 3.5, 1, 0), (3, 9, "inf", 10, 0.5, 1),
                (10, 8, 1, 14, 2, 0.1), (10, 12, 0.25, 20, 30, 0.05), (20, 5, 2, 24, 3, 0.02), (40, 4, 1, 45, 2, 0.1),
                (2, 1, 100, 30, 1, 5), (5, 4.5, "inf", 40, 8, 0.3), (60, 55, 0.8, 80, 6, 0.1),
                (60, 55, "inf", 75, 12, 0.05)]
    draw = random.Random(1963)
    for _ in range(28):
        n = draw.randint(1, 40)
        a = float(f"{n * draw.uniform(0.3, 1.5):.4g}")
        treated = float(f"{n * 10 ** draw.uniform(-2, 0.5):.4g}")
        lines = n + draw.randint(1, n + 5) + draw.choice([0, 0, 0, 0.25, 0.7])
        patience = draw.choice(["inf", 0.1, 0.5, 2, 20])
        yield n, a, patience, lines, treated, draw.choice([0, 0.02, 0.1, 0.5])


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "treatment.csv")
    with open(path, "w", encoding="ascii", newline="\n") as out:
        out.write(",".join(HEADER) + "\n")
        for given in problems():
            figures = row(*given)
            out.write(",".join([str(x) for x in given] + [mp.nstr(x, 25) for x in figures]) + "\n")


if __name__ == "__main__":
    main()
