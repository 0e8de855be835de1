#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes multirate.csv: several classes of calls on one group of lines, to 50 digits.

    python3 generate_multirate.py

Without reservation and up to 400 lines by the product form: one class after the other, the distribution of its own lines
(a Poisson distribution, not normalised) is convolved with that of the classes before. More lines, and reservation, by the
recursion, which is held against the product form where both are known. The numbers of the inputs are the doubles that
they are read as. Run in this folder; it takes half a minute and writes the same bytes each time.
"""
import csv
import random

from mpmath import mp, mpf

mp.dps = 50


def product_form(classes, lines):
    q = [mpf(1)] + [mpf(0)] * lines
    for a, b, _ in classes:
        weight, own = mpf(1), []
        for k in range(lines // b + 1):
            own.append((k * b, weight))
            weight *= mpf(a) / (k + 1)
        q = [mp.fsum(w * q[j - busy] for busy, w in own if busy <= j) for j in range(lines + 1)]
    return q


def recursion(classes, lines):
    q = [mpf(1)]
    taken = [(mpf(a) * b, b, lines - t) for a, b, t in classes if a > 0]
    for j in range(1, lines + 1):
        total = mpf(0)
        for ab, b, last in taken:
            if b <= j <= last and q[j - b]:
                total += ab * q[j - b]
        q.append(total / j)
    return q


def figures(classes, lines):
    reserved = any(t for _, _, t in classes)
    q = recursion(classes, lines) if reserved or lines > 400 else product_form(classes, lines)
    if not reserved and lines <= 60:
        assert all(abs(x - y) <= mpf(10) ** -45 * x for x, y in zip(q, recursion(classes, lines)))
    total = mp.fsum(q)
    for a, b, t in classes:
        above = lines - b - t
        lost = mp.fsum(q[max(0, above + 1):])
        yield lost / total, mpf(a) * mp.fsum(q[:max(0, above + 1)]) / total
    yield mp.fsum(j * x for j, x in enumerate(q)) / total


CHOSEN = [
    (10, [(1, 1, 0)]), (0, [(1, 1, 0), (2, 3, 0)]), (5, [(2, 1, 0), (1, 2, 0)]), (5, [(2, 1, 1), (1, 2, 0)]),
    (10, [(4, 1, 3), (3, 2, 2), (2, 3, 1), (1, 4, 0)]), (10, [(4, 1, 0), (3, 2, 0), (2, 3, 0), (1, 4, 0)]),
    (100, [(50, 1, 0), (8, 5, 0), (0.5, 20, 0)]), (100, [(50, 1, 19), (8, 5, 15), (0.5, 20, 0)]),
    (30, [(1e-6, 1, 0), (1e-6, 2, 0)]), (30, [(1e7, 1, 0), (1e-6, 7, 0)]), (30, [(1e-6, 1, 0), (1e7, 7, 0)]),
    (300, [(1e7, 1, 0), (1e7, 30, 0)]), (300, [(1e7, 1, 40), (1e7, 30, 0)]), (300, [(1e20, 3, 0), (1e-20, 2, 0)]),
    (300, [(1e29, 1, 70), (0.1, 50, 20), (0.3, 299, 0)]), (7, [(1, 1, 0), (1, 8, 0), (1, 7, 0), (0, 3, 0), (1, 2, 6)]),
    (997, [(10, 12, 0), (7, 30, 0), (3, 66, 0)]), (997, [(10, 12, 54), (7, 30, 35), (3, 66, 1)]),
    (360, [(0.1, 6, 0), (0.3, 10, 0), (0.7, 14, 0), (0, 7, 0), (0, 1, 3)]), (64, [(3, 1, 64), (2, 3, 61), (1, 5, 0)]),
    (2000, [(0.1, 1000, 0), (100.3, 3, 0)]), (5000, [(4000.7, 1, 0), (10.3, 6, 0), (2.1, 30, 0)]),
    (5000, [(4000.7, 1, 29), (10.3, 6, 24), (2.1, 30, 0)]), (5000, [(3000.1, 1, 0), (0.01, 3000, 0)]),
    (20000, [(1e7, 1, 0), (1e3, 6, 0)]), (20000, [(10000.3, 1, 0), (1000.7, 6, 0), (30.9, 24, 0)]),
    (100000, [(99000.7, 1, 0)]), (100000, [(30000.1, 3, 0), (0.7, 7, 0)]), (100000, [(88888.8, 1, 0), (1.1, 3, 0)]),
    (100000, [(60000.3, 1, 0), (5000.7, 6, 0), (100.9, 30, 0)]),
    (100000, [(60000.3, 1, 29), (5000.7, 6, 24), (100.9, 30, 0)]),
    (100000, [(1e7, 1, 0), (1e7, 31, 0)]), (99990, [(40000.1, 2, 300), (70.3, 210, 0)]),
]


def drawn():
    dice = random.Random(38)
    for _ in range(80):
        lines = int(10 ** dice.uniform(0.3, 3))
        count = dice.randint(1, 6)
        widest = max(1, lines // dice.choice((2, 5, 20)))
        of = [(dice.uniform(0.05, 2) / count, dice.randint(1, widest)) for _ in range(count)]
        most = max(b for _, b in of)
        reserves = dice.random() < 0.5
        yield lines, [(float("%.6g" % (part * lines / b)), b, (most - b if dice.random() < 0.6 else dice.randint(0, b))
                       if reserves else 0) for part, b in of]


def main():
    with open("multirate.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["lines", "classes", "class", "blocking", "carried_erl", "carried_lines"])
        for lines, classes in CHOSEN + list(drawn()):
            text = " ".join("%r:%d:%d" % each for each in classes)
            *each, busy = figures(classes, lines)
            for i, (blocking, carried) in enumerate(each):
                rows.writerow([lines, text, i] + [mp.nstr(x, 25) for x in (blocking, carried, busy)])


main()
