#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes realised.csv: variance and covariance of what is good and what is counted in a span of time, to 12 digits.

Every pair of calls is followed: the first one with all that are before and behind it until the second comes, then both
with all that are before them. The states are enumerated, time is by uniformisation (sums of positive terms alone), the
lag between the two by Gauss and Legendre's rule of 12 points between the times at which a call's age matters. No
reversibility, no transform, no equation is used, and none of the library's formulas. The handle time is the unit.
Run in this folder; it takes some ten seconds and writes the same bytes each time.
"""
import csv
import math

import mpmath as mp

ANSWERED, OFFERED, SL2, EXCLUDING, VIRTUAL = 1, 2, 3, 4, 5
NODES = [(float(x), float(w)) for x, w in mp.calculus.quadrature.GaussLegendre(mp.mp).calc_nodes(3, 60)]


class Queue:
    def __init__(self, agents, load, patience, lines, within, short, rule, blocked):
        self.n, self.a, self.K = agents, load, lines
        self.theta = 1 / patience if patience else 0.0
        self.T, self.s, self.rule, self.blocked = within, short, rule, blocked and rule != ANSWERED
        weights = [1.0]
        for x in range(1, lines + 1):
            weights.append(weights[-1] * load / self.down(x))
        total = math.fsum(weights)
        self.pi = [w / total for w in weights]

    def down(self, x):
        return min(x, self.n) + max(0, x - self.n) * self.theta

    def answered(self, age):
        return (1.0 if age <= self.T else 0.0, 1.0)

    def hung_up(self, age):
        if self.rule == ANSWERED:
            return (0.0, 0.0)
        if self.rule == SL2:
            return (1.0 if self.s < age <= self.T else 0.0, 1.0 if age > self.s else 0.0)
        return (0.0, 1.0 if age > (max(self.s, self.T) if self.rule == EXCLUDING else self.s) else 0.0)


def combine(pair, by):
    return by[0] * pair[0] + by[1] * pair[1]


class Pairs:
    """E(first's value x second's value) at a lag; values are combinations (of good, of counted)."""

    def __init__(self, q, first, second):
        self.q, self.x, self.y = q, first, second
        self.ghosts = q.rule == VIRTUAL
        waits = q.K - q.n
        self.index = {}
        for a in range(waits):
            for b in range(waits - a):
                self.index["w", a, b] = len(self.index)
        if self.ghosts:
            for a in range(waits):
                for b in range(waits - a + 1):
                    self.index["g", a, b] = len(self.index)
        for x in range(q.K + 1):
            self.index["d", x] = len(self.index)

    def rates(self, age):
        """Of the first call's states at an age; who is decided carries its value."""
        q, out = self.q, []
        add = lambda i, j, r, v=1.0: out.append((self.index[i], self.index[j], r, v))
        for state in self.index:
            if state[0] == "d":
                x = state[1]
                if x < q.K:
                    add(state, ("d", x + 1), q.a)
                if x > 0:
                    add(state, ("d", x - 1), q.down(x))
                continue
            kind, a, b = state
            here = kind == "w"
            x = q.n + a + b + here
            leave = q.n + a * q.theta
            if x < q.K:
                add(state, (kind, a, b + 1), q.a)
            if b > 0:
                add(state, (kind, a, b - 1), b * q.theta)
            if a > 0:
                add(state, (kind, a - 1, b), leave)
            else:
                add(state, ("d", x - 1), q.n, combine(q.answered(age), self.x))
            if here and q.theta:
                if self.ghosts:
                    add(state, ("g", a, b), q.theta)
                else:
                    add(state, ("d", x - 1), q.theta, combine(q.hung_up(age), self.x))
        return out

    def run(self, vector, start, end):
        """From one age to another; a transition into a decided state multiplies by the value."""
        marks = sorted({start, end, *(m for m in (self.q.s, self.q.T) if start < m < end)})
        for lo, hi in zip(marks, marks[1:]):
            vector = evolve_valued(vector, self.rates((lo + hi) / 2), hi - lo)
        return vector

    def start(self):
        """The first call's arrival: probability of who waits, signed weight of who is decided."""
        q, vector = self.q, [0.0] * len(self.index)
        for x in range(q.K + 1):
            if x < q.n:
                vector[self.index["d", x + 1]] += q.pi[x] * combine((1.0, 1.0), self.x)
            elif x < q.K:
                vector[self.index["w", x - q.n, 0]] += q.pi[x]
            elif q.blocked:
                vector[self.index["d", x]] += q.pi[x] * combine((0.0, 1.0), self.x)
        return vector

    def both(self, lag):
        """For all (a first, a second) positions: E(product) when the second comes at the first's age lag."""
        q = self.q
        waits = q.K - q.n
        # states of the two: (i, j): first has i before it (None: decided, its value taken), second j
        index = {("both", k, i, j): 0 for k in "wg" for i in range(waits) for j in range(waits + 1) if j >= i + (k == "w")}
        index = {s: n for n, s in enumerate([*index, *[("one", j) for j in range(waits + 1)], "end"])}
        marks = sorted({0.0, *(m for m in (q.T - lag, q.s - lag, q.T, q.s) if m > 0)})
        # beyond the last mark values no longer change: run to where nobody is left
        value = [0.0] * len(index)
        value[index["end"]] = 1.0
        spans = list(zip(marks, marks[1:])) + [(marks[-1], marks[-1] + 1.0)]
        for number in range(len(spans) - 1, -1, -1):
            lo, hi = spans[number]
            moves = []
            middle = (lo + hi) / 2
            answered = combine(q.answered(middle + lag), self.x), combine(q.answered(middle), self.y)
            gone = combine(q.hung_up(middle + lag), self.x), combine(q.hung_up(middle), self.y)
            for s in index:
                if s == "end":
                    continue
                if s[0] == "one":
                    j = s[1]
                    moves.append((index[s], index["one", j - 1] if j else index["end"], q.n + j * q.theta, 1.0 if j else answered[1]))
                    if q.theta and not self.ghosts:
                        moves.append((index[s], index["end"], q.theta, gone[1]))
                    continue
                _, kind, i, j = s
                before = q.n + i * q.theta
                between = j - i - (kind == "w")
                if i > 0:
                    moves.append((index[s], index["both", kind, i - 1, j - 1], before, 1.0))
                elif j > 0:
                    moves.append((index[s], index["one", j - 1], before, answered[0]))
                else:  # the first's time comes when nobody is there, and the second is next
                    moves.append((index[s], index["end"], before, answered[0] * answered[1]))
                if between:
                    moves.append((index[s], index["both", kind, i, j - 1], between * q.theta, 1.0))
                if kind == "w" and q.theta:
                    if self.ghosts:
                        moves.append((index[s], index["both", "g", i, j - 1], q.theta, 1.0))
                    else:
                        moves.append((index[s], index["one", j - 1], q.theta, gone[0]))
                if q.theta and not self.ghosts:
                    moves.append((index[s], ("first", i), q.theta, gone[1]))
            value = backward(self, value, index, moves, hi - lo, number == len(spans) - 1, lo, lag)
        return {s: value[n] for s, n in index.items() if s != "end"}

    def at(self, lag):
        q = self.q
        vector = self.run(self.start(), 0.0, lag)
        return self.join(vector, lag)

    def alone(self, by, age):
        """E(value) of one call with j before it at an age, for all j."""
        q = self.q
        waits = q.K - q.n
        marks = sorted({age, *(m for m in (q.T, q.s) if m > age)})
        spans = list(zip(marks, marks[1:])) + [(marks[-1], math.inf)]
        value = None
        for lo, hi in reversed(spans):
            middle = lo + 1.0 if hi == math.inf else (lo + hi) / 2
            answered, gone = combine(q.answered(middle), by), combine(q.hung_up(middle), by)
            own = 0.0 if self.ghosts else q.theta
            if value is None:
                value = []
                for j in range(waits + 1):
                    leave = q.n + j * q.theta
                    value.append((leave * (value[-1] if j else answered) + own * gone) / (leave + own))
                continue
            size = waits + 1
            moves = [(j, j - 1 if j else size, q.n + j * q.theta, 1.0 if j else answered) for j in range(size)]
            moves += [(j, size + 1, own, 1.0) for j in range(size)]
            vector = backward_plain(value + [1.0, gone], moves, hi - lo)
            value = vector[:size]
        return value

    def join(self, vector, lag):
        q, total = self.q, 0.0
        fresh = self.alone(self.y, 0.0)
        mean = [combine((1.0, 1.0), self.y) if x < q.n else
                (fresh[x - q.n] if x < q.K else (combine((0.0, 1.0), self.y) if q.blocked else 0.0)) for x in range(q.K + 1)]
        joint = None
        own = self.alone(self.x, lag)
        for s, n in self.index.items():
            if s[0] == "d":
                total += vector[n] * mean[s[1]]
                continue
            if not vector[n] > 0:
                continue
            kind, a, b = s
            x = q.n + a + b + (kind == "w")
            if x >= q.K:
                total += vector[n] * own[a] * mean[x]
                continue
            if joint is None:
                joint = self.both(lag)
            total += vector[n] * joint["both", kind, a, a + b + (kind == "w")]
        return total


def evolve_valued(vector, rates, time):
    out = [0.0] * len(vector)
    for i, _, r, _ in rates:
        out[i] += r
    top = max(out)
    steps = max(1, math.ceil(top * time / 30))
    mean = top * time / steps
    for _ in range(steps):
        term, weight, k = vector, math.exp(-mean), 0
        result = [weight * v for v in term]
        while k < mean or weight > 1e-19:
            k += 1
            new = [v * (1 - o / top) for v, o in zip(term, out)]
            for i, j, r, v in rates:
                new[j] += term[i] * (r / top) * v
            term = new
            weight *= mean / k
            result = [x + weight * v for x, v in zip(result, term)]
        vector = result
    return vector


def backward_plain(value, moves, time):
    out = [0.0] * len(value)
    for i, _, r, _ in moves:
        out[i] += r
    top = max(out)
    steps = max(1, math.ceil(top * time / 30))
    mean = top * time / steps
    for _ in range(steps):
        term, weight, k = value, math.exp(-mean), 0
        result = [weight * v for v in term]
        while k < mean or weight > 1e-19:
            k += 1
            new = [v * (1 - o / top) for v, o in zip(term, out)]
            for i, j, r, v in moves:
                new[i] += term[j] * (r / top) * v
            term = new
            weight *= mean / k
            result = [x + weight * v for x, v in zip(result, term)]
        value = result
    return value


def backward(pairs, value, index, moves, time, endless, lo, lag):
    """One span of both(): who has lost the second goes on alone, as a state of his own."""
    q = pairs.q
    waits = q.K - q.n
    size = len(index)
    names = {("first", i): size + i for i in range(waits + 1)}
    middle = lo + (1.0 if endless else time / 2) + lag
    answered, gone = combine(q.answered(middle), pairs.x), combine(q.hung_up(middle), pairs.x)
    full = [(i, names.get(j, j), r, v) for i, j, r, v in moves]
    for i in range(waits + 1):
        full.append((size + i, size + i - 1 if i else index["end"], q.n + i * q.theta, 1.0 if i else answered))
        if q.theta and not pairs.ghosts:
            full.append((size + i, index["end"], q.theta, gone))
    if not endless:
        start = value + (pairs.alone(pairs.x, lo + time + lag))
        return backward_plain(start, full, time)[:size]
    result = [None] * (size + waits + 1)
    result[index["end"]] = 1.0
    by = {}
    for i, j, r, v in full:
        by.setdefault(i, []).append((j, r, v))

    def solve(i):
        if result[i] is None:
            result[i] = sum(r * v * solve(j) for j, r, v in by[i]) / sum(r for _, r, _ in by[i])
        return result[i]

    for i in range(size):
        solve(i)
    return result[:size]


def means(q):
    p = Pairs(q, (1.0, 0.0), (0.0, 1.0))
    good, counted = p.alone((1.0, 0.0), 0.0), p.alone((0.0, 1.0), 0.0)
    low = sum(q.pi[:q.n])
    g = low + sum(q.pi[q.n + j] * good[j] for j in range(q.K - q.n))
    c = low + sum(q.pi[q.n + j] * counted[j] for j in range(q.K - q.n)) + (q.pi[q.K] if q.blocked else 0.0)
    return g, c


def moments(q, span):
    """Level, counted share, Var(D) and Cov(D,C) over the span."""
    g, c = means(q)
    level = g / c
    deviation, count = (1.0, -level), (0.0, 1.0)
    marks = sorted({0.0, span, *(m for m in (q.s, q.T, *(q.T + d for d in (2, 5, 10, 20, 45))) if 0 < m < span)})
    variance = q.a * span * g * (1 - level)
    covariance = 0.0
    runs = [(Pairs(q, deviation, deviation), 0), (Pairs(q, deviation, count), 1), (Pairs(q, count, deviation), 1)]
    for p, which in runs:
        vector, age = p.start(), 0.0
        for lo, hi in zip(marks, marks[1:]):
            for x, w in sorted(NODES):
                lag = lo + (hi - lo) * (x + 1) / 2
                vector, age = p.run(vector, age, lag), lag
                part = q.a * q.a * p.join(vector, lag) * (span - lag) * w * (hi - lo) / 2
                if which:
                    covariance += part
                else:
                    variance += 2 * part
    return level, q.a * span * c, variance, covariance


def rows():
    for rule in (ANSWERED, OFFERED, SL2, EXCLUDING):
        yield 2, 1.5, 0.5, 6, 0.25, 0.1, rule, 1, 6.0
    yield 2, 1.5, 0.5, 6, 0.2, 0.4, SL2, 0, 3.0
    yield 2, 2.5, 2.0, 7, 0.2, 0.4, EXCLUDING, 0, 3.0
    yield 1, 0.75, 0.0, 5, 0.5, 0.0, OFFERED, 1, 8.0
    yield 3, 2.5, 0.0, 8, 0.125, 0.0, OFFERED, 0, 20.0
    yield 3, 6.0, 1.0, 9, 1.5, 0.5, OFFERED, 0, 1.25
    yield 3, 6.0, 1.0, 9, 0.5, 0.25, SL2, 1, 1.5
    yield 4, 4.0, 0.25, 8, 0.125, 0.0, OFFERED, 0, 100.0
    yield 2, 1.5, 0.0, 2, 0.125, 0.0, OFFERED, 1, 9.0
    yield 1, 0.5, 0.5, 14, 0.5, 0.0, VIRTUAL, 0, 4.0
    yield 1, 1.25, 0.25, 11, 0.5, 0.0, VIRTUAL, 0, 4.0


def main():
    with open("realised.csv", "w", newline="", encoding="ascii") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow("agents load patience lines within short rule blocked span level calls variance covariance".split())
        for row in rows():
            found = moments(Queue(*row[:8]), row[8])
            out.writerow([repr(v) for v in row] + ["%.13g" % v for v in found])


if __name__ == "__main__":
    main()
