#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference values for the tests of Erlang A and of limited lines: erlang_a.csv, queue_lines.csv.

Run it with a Python that has mpmath; it writes the two files into its own folder, the same bytes each time.

The inputs are doubles, taken exactly. With F = 1/B(n,a) from generate.py, x = n patience and y = a patience, Palm's
function A(x,y) = 1 + y/(x+1) + y^2/((x+1)(x+2)) + ... is computed in 120 digits by

    y <= x or few terms  the series in fixed point
    y > x                Gamma(x+1) e^y y^-x - (F(x,y) - 1)
    x large, y near x    Temme's expansion, whose coefficients are made here

and all of Erlang A follows from A, F and A at y e^(-t/patience). Every value is checked against ways that share nothing
with these (and none of it is how the library computes):

    A and what follows   quadrature of the density of the offered wait, n exp(y (1 - e^-v/patience) - n v), over what is
                         before t and what is after it, double-exponential trapezoidal rule, to 1e-34
    mean wait of the     the same quadrature, against a central difference of A along x, to 1e-24
      answered
    F                    as in generate.py
    whole n up to 200    sums over the states of the birth and death chain, to 1e-40

Limited lines are summed over the states above n; each share and mean is checked against the quadrature of the density
of the offered wait of those let in, n e^(-n v) sum_j w^j/j!, w = y (1 - e^-v/patience), to 1e-30, and against the
balance of the calls that come and go.

A check that fails ends the program. It takes a few minutes.
"""

import csv
import functools
import math
import os
import random
import sys

from mpmath import mp, mpf

from generate import (WORKING, agree, descending, f_minus_one, integrals, load_for_exponent, ratio, trapezoid, upwards,
                      write)

FIXED = 420  # binary digits after the point in the sums
QUADRATURE = 90  # decimal digits of the quadratures
LINES = 60  # decimal digits of the sums over limited lines


# --- F - 1 of Erlang B, checked as generate.py does ------------------------------------------------------------------


@functools.lru_cache(maxsize=None)
def loss(n, a):
    """F(n,a) - 1."""
    with mp.workdps(WORKING):
        return checked_loss(n, a)


def checked_loss(n, a):
    excess = f_minus_one(n, a)
    where = "F at n = %r, a = %r" % (n, a)
    if 1 <= n <= 3000:
        agree(where + " upwards", upwards(n, a), excess, 1e-60)
    with mp.workdps(65):
        value, _, top = integrals(n, a)
        agree(where + " by quadrature", value * mp.exp(top), 1 + excess, 1e-36)
    return excess


# --- Palm's function -------------------------------------------------------------------------------------------------

FEW = 2000  # y up to which the series has few terms whatever x is
LARGE = 10**7  # x from which the series near y = x would have too many


def series(x, y):
    """A(x,y) by its positive terms, in fixed point."""
    p, q = ratio(x)
    r, s = ratio(y)
    shift = (q.bit_length() - 1) - (s.bit_length() - 1)
    term = 1 << FIXED
    total = 0
    while term:
        total += term
        p += q
        term *= r
        term = (term << shift if shift >= 0 else term >> -shift) // p
    return mpf(total) / mpf(2) ** FIXED


@functools.lru_cache(maxsize=None)
def temme_coefficients(orders, length):
    """Taylor coefficients in eta of c_0, c_1, ... where eta^2/2 = m - ln(1+m); those of m first."""
    total = length + 2 * orders + 2
    m = [mpf(0), mpf(1)]
    for n in range(2, total + 2):
        m.append((m[n - 1] - sum((n + 1 - i) * m[i] * m[n + 1 - i] for i in range(2, n))) / (n + 1))
    inverse = [mpf(1)]  # of m/eta
    for n in range(1, total + 1):
        inverse.append(-sum(m[i + 1] * inverse[n - i] for i in range(1, n + 1)))
    rows = [inverse[1:]]
    for _ in range(orders):
        last = rows[-1]
        rows.append([(i + 2) * last[i + 2] - last[1] * inverse[i + 1] for i in range(len(last) - 2)])
    return [row[:length] for row in rows]


def expansion(x, y):
    """A(x,y) by Temme's expansion, for large x and abs(y-x) < x/300."""
    m = (y - x) / x
    phi = m - mp.log1p(m)
    eta = mp.sign(m) * mp.sqrt(2 * phi)
    z = mp.sqrt(x * phi)
    total = mpf(0)
    for k, row in enumerate(temme_coefficients(16, 48)):
        total += mp.polyval(row[::-1], eta) / x**k
    erfcx = mp.erfc(z) * mp.exp(z * z)
    above = 2 * mp.exp(x * phi) - erfcx if y > x else erfcx
    scaled_gamma = mp.exp(mp.loggamma(x + 1) - x * mp.log(x) + x) / mp.sqrt(2 * mp.pi * x)
    return scaled_gamma * (mp.sqrt(mp.pi * x / 2) * above - total)


def palm(x, y):
    if x > LARGE and abs(y - x) < x / 300:
        return expansion(x, y)
    if y <= max(x, FEW):
        return series(x, y)
    return mp.exp(mp.loggamma(x + 1) + y - x * mp.log(y)) - descending(x, y)


def palm_minus_one(x, y):
    """A - 1 with all its digits however small."""
    if y < mpf(10) ** -150:
        return y / (x + 1)
    return y / (x + 1) * palm(x + 1, y)


def slope_in_x(x, y):
    """dA/dx by a central difference."""
    step = mp.ldexp(1, int(mp.floor(mp.log(x, 2))) - 130)
    return (palm_minus_one(x + step, y) - palm_minus_one(x - step, y)) / (2 * step)


# --- Quadrature of a density of the offered wait ---------------------------------------------------------------------


def between(low, high, at_high, width, values, count):
    """Integral of values over an interval of which one end carries most; width is how far from that end."""
    length = high - low
    if length <= 0:
        return [mpf(0)] * count

    def node(s):
        grow = mp.exp(mp.pi * mp.sinh(s))
        near, far = length * grow / (1 + grow), length / (1 + grow)
        from_low, from_high = (far, near) if at_high else (near, far)
        weight = near / (1 + grow) * mp.pi * mp.cosh(s)
        return [v * weight for v in values(low + from_low if from_low < from_high else high - from_high)]

    return trapezoid(node, mp.asinh(mp.log(min(width / length, mpf(1) / 2)) / mp.pi), count)  # one width from the end


def beyond(low, width, values, count):
    """Integral of values from low on."""

    def node(s):
        decay = mp.exp(-s)
        away = width * mp.exp(s - decay)
        weight = away * (1 + decay)
        return [v * weight for v in values(low + away)]

    return trapezoid(node, mpf(0), count)


def split(peak, t, width_at, values, count):
    """Integrals from 0 to t and from t on of what rises up to its peak and falls from there."""
    first = min(peak, t)
    before = between(mpf(0), first, True, width_at(first), values, count)
    after = beyond(max(peak, t), width_at(max(peak, t)), values, count)
    middle = between(first, max(peak, t), t < peak, width_at(peak), values, count)
    if t < peak:
        after = [p + q for p, q in zip(after, middle)]
    else:
        before = [p + q for p, q in zip(before, middle)]
    return before, after


def waits(x, y, u):
    """What the density x exp(y (1 - e^-v) - x v) holds up to v = u and beyond: of 1, e^-v, 1 - e^-v, v e^-v and
    1 - e^-v (1 + v)."""
    peak = mp.log(y / x) if y > x else mpf(0)

    def exponent(v):
        return -y * mp.expm1(-v) - x * v

    top = max(exponent(peak), exponent(u) if u > peak else exponent(peak))

    def values(v):
        density = x * mp.exp(exponent(v) - top)
        stays = mp.exp(-v)
        gone = -mp.expm1(-v)
        return [density * w for w in (1, stays, gone, v * stays, gone - v * stays)]

    def width_at(v):
        slope = y * mp.exp(-v)
        return 1 / (abs(slope - x) + mp.sqrt(slope) + 1)

    factor = mp.exp(top)
    before, after = split(peak, u, width_at, values, 5)
    return [v * factor for v in before], [v * factor for v in after]


# --- Erlang A --------------------------------------------------------------------------------------------------------


def check_chain(n, a, patience, waiting, queue_mean):
    """Sums over the states, for whole n."""
    with mp.workdps(60):
        state = total = mpf(1)
        for k in range(1, int(n)):
            state = state * a / k
            total += state
        busy = queue = mpf(0)
        j = 0
        state = state * a / n
        while state > mpf(10) ** -55 * busy or a > n + j / patience:
            busy += state
            queue += j * state
            j += 1
            state = state * a / (n + j / patience)
        where = " by states at n = %s, a = %s, patience = %s" % (n, a, patience)
        agree("P(W > 0)" + where, busy / (total + busy), waiting, 1e-40)
        agree("queue" + where, queue / (total + busy), queue_mean, 1e-40)


def erlang_a_row(servers, load, mean_patience, time):
    """The columns behind the inputs."""
    where = " at n = %r, a = %r, patience = %r, t = %r" % (servers, load, mean_patience, time)
    n, a, patience, t = mpf(servers), mpf(load), mpf(mean_patience), mpf(time)
    x, y, rho, u = n * patience, a * patience, a / n, t / patience
    excess = loss(servers, load)
    above = palm_minus_one(x, y)  # A - 1
    whole = 1 + above + excess  # A + F - 1
    lost = rho + (rho - 1) * above  # G
    stays = mp.exp(-u)
    g = mp.exp(-y * mp.expm1(-u) - n * t)
    above_t = palm_minus_one(x, y * stays)

    waiting, at_once = (1 + above) / whole, excess / whole
    abandonment, answered = lost / rho / whole, (rho * excess + above) / rho / whole
    wait_mean = patience * abandonment
    offered_tail, answered_beyond = g * (1 + above_t) / whole, g * above_t / rho / whole
    wait_tail = stays * offered_tail
    lost_beyond = stays * g * (1 + above_t - above_t / (rho * stays)) / whole

    with mp.workdps(QUADRATURE):
        within, after = waits(x, y, u)
        total = [p + q for p, q in zip(within, after)]
    agree("A" + where, total[0], 1 + above, 1e-34)
    agree("A - 1" + where, total[1], above / rho, 1e-34)
    agree("G" + where, total[2], lost / rho, 1e-34)
    agree("dA/dx" + where, total[3], -slope_in_x(x, y) / rho, 1e-24)
    agree("waits" + where, total[3] + total[4], lost / rho, 1e-34)
    agree("A beyond" + where, after[0], g * (1 + above_t), 1e-34)
    agree("A - 1 beyond" + where, after[1], g * above_t / rho, 1e-34)
    agree("complement" + where, at_once + waiting, 1, 1e-60)
    agree("answered" + where, answered, 1 - abandonment, 1e-60, 1)
    if n == mp.floor(n) and n <= 200 and x <= 10**6 and y < x + FEW:
        check_chain(n, a, patience, waiting, a * wait_mean)

    offered = at_once + within[1] / whole
    agree("answered within" + where, offered, answered - answered_beyond, 1e-34, answered)
    virtual = at_once + within[0] / whole
    agree("offered within" + where, virtual, 1 - offered_tail, 1e-34, 1)
    lost_within = within[2] / whole - mp.expm1(-u) * offered_tail
    sl2 = -mp.expm1(-u) + stays * virtual
    agree("all within" + where, sl2, offered + lost_within, 1e-34)
    excluding = offered / (answered + lost_beyond)
    agree("lost beyond" + where, lost_beyond, wait_tail - answered_beyond, 1e-34, wait_tail)
    return [waiting, at_once, abandonment, answered, wait_mean, a * wait_mean, wait_tail, offered_tail, answered_beyond,
            offered / answered, offered, sl2, excluding, virtual,
            patience * total[3] / whole / answered, patience * total[4] / whole / abandonment]


# --- Where -----------------------------------------------------------------------------------------------------------

SERVERS = [1e-3, 0.3, 1.0, 2.75, 7.0, 19.5, 20.0, 50.0, 99.5, 171.0, 1000.0, 10000.5, 1e6, 1e7]
RATIOS = [1e-3, 0.3, 0.6, 0.8, 0.95, 1.0, 1.05, 1.4, 3.0, 100.0]
DEVIATIONS = [-4.0, -1.0, -1e-3, 0.5, 3.0]  # load = servers + deviation sqrt(servers)
LOADS = [1e-6, 1.0, 1e7]
PATIENCES = [1e-12, 1e-6, 1e-3, 0.05, 0.6, 1.0, 3.0, 40.0, 1e3, 1e6, 1e12]
EXPONENTS = [-40.0, -300.0]  # of B, for many servers
FALLS = [0.0, 1e-3, 0.3, -0.4, 2.0, 10.0, 60.0, -0.9, 250.0, 575.0]  # where t is, see time_for


def time_for(n, a, patience, fall, hung_up):
    """A time after the peak of the density g(t), or of e^(-t/patience) g(t), where it has fallen by e^fall; for a fall
    of 0 and less that share of the time of the peak, or where there is none of the mean time to an answer."""
    with mp.workdps(50):
        n, a, patience = mpf(n), mpf(a), mpf(patience)
        x, y = n * patience, a * patience
        out = x + 1 if hung_up else x
        peak = mp.log(y / out) if y > out else mpf(0)
        if fall <= 0:
            return float(-fall * (patience * peak if peak > 0 else 1 / n))
        top = -y * mp.expm1(-peak) - out * peak
        low, high = peak, peak + 1
        while top + y * mp.expm1(-high) + out * high < fall:
            high *= 2
        for _ in range(90):
            middle = (low + high) / 2
            if top + y * mp.expm1(-middle) + out * middle < fall:
                low = middle
            else:
                high = middle
        return float(patience * high)


def worst():
    """Where a sweep of random points found the largest errors, of any library."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worst_a.csv")
    if not os.path.exists(path):
        return []
    with open(path, newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return [tuple(float(row[name]) for name in ("servers", "load", "patience", "t")) for row in rows]


def grid():
    """(servers, load, patience) of every kind, two patiences for each load."""
    turn = 0
    for n in SERVERS:
        loads = [n * r for r in RATIOS] + [n + d * math.sqrt(n) for d in DEVIATIONS] + LOADS
        if n > 50:
            loads = [a for a in loads if a >= n / 2] + [load_for_exponent(n, exponent) for exponent in EXPONENTS]
        for a in loads:
            if 1e-6 <= a <= 1e7:
                for step in (0, 5):
                    yield n, a, PATIENCES[(turn + step) % len(PATIENCES)]
                turn += 1


def seams():
    """Where methods may meet: a = n, abs(a-n) = 0.4 n, n patience = 1 and 20, and the doubles next to these."""
    for n in (3.0, 20.0, 25.0, 200.5, 1e4, 1e6):
        for r in (0.6, 1.0, 1.4):
            a = n * r
            for edge in (1.0, 20.0):
                yield n, a, edge / n
            yield n, math.nextafter(a, 0.0), 2.0
            yield n, math.nextafter(a, math.inf), 0.3
        for edge in (1.0, 20.0):
            yield n, n * 0.9, math.nextafter(edge / n, 0.0)
            yield n, n * 1.1, math.nextafter(edge / n, math.inf)


def strata():
    """Random points: anywhere, near the diagonal, of few servers, rarely waiting, nearly always waiting."""
    random_ = random.Random(1957)

    def log_between(low, high):
        return math.exp(random_.uniform(math.log(low), math.log(high)))

    for _ in range(16):
        yield log_between(1e-3, 1e7), log_between(1e-6, 1e7), log_between(1e-6, 1e6)
        n = log_between(30, 9.9e6)
        yield n, n + random_.uniform(-5, 5) * math.sqrt(n), log_between(1e-3, 1e3)
        n = float(round(log_between(1, 3e3)))
        yield n, n * random_.uniform(0.5, 1.5), log_between(0.01, 100)
        yield log_between(1e-3, 3), log_between(1e-2, 10), log_between(1e-2, 1e2)
    for exponent in (-100.0, -595.0, -640.0, -700.0, -740.0):  # B to below 1e-308
        for n in (200.0, 5e4):
            yield n, load_for_exponent(n, exponent), log_between(1e-3, 1e3)
    for n, a, p in ((1000.0, 1500.0, 2.0), (500.0, 560.0, 50.0), (1e5, 1.02e5, 30.0), (20.0, 300.0, 5.0)):
        yield n, a, p  # nearly every call waits


def points():
    """All (servers, load, patience, t), sorted, none twice."""
    found = set(worst())
    turn = 0
    for n, a, patience in [*grid(), *seams(), *strata()]:
        fall = FALLS[turn % len(FALLS)]
        found.add((n, a, patience, time_for(n, a, patience, fall, turn // len(FALLS) % 2 == 1)))
        turn += 1
    return sorted(found)


# --- Limited lines ---------------------------------------------------------------------------------------------------


def partial(w, places, part):
    """sum_{j < places} w^j/j! + part w^places/places!, in fixed point from the last term that matters."""
    fixed = 200
    scaled = int(w * mpf(2) ** fixed)
    last = min(places, int(w) + 60 * int(mp.sqrt(w)) + 200)
    coefficient = int(part * 2**fixed) if last == places else 1 << fixed
    total = coefficient
    for j in range(last, 0, -1):
        total = (1 << fixed) + (total * scaled >> fixed) // j
    return mpf(total) / mpf(2) ** fixed


def check_lines(n, a, patience, places, part, t, sums):
    """Sums over the waiting places, each before t and after it, against the quadrature of the density."""
    endless = mp.isinf(patience)

    def offered(v):
        return a * v if endless else -a * patience * mp.expm1(-v / patience)

    def rises(v):
        """Whether the density does."""
        if places + part <= 1:
            return False
        w = offered(v)
        slope = partial(w, places - 1, part) if places > 0 else mpf(0)
        arrivals = a if endless else a * mp.exp(-v / patience)
        return arrivals * slope > n * partial(w, places, part)

    low, high = mpf(0), (places + 2) / n
    if rises(low):
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if rises(middle) else (low, middle)
    peak = low

    def values(v):
        density = n * mp.exp(-n * v) * partial(offered(v), places, part)
        if endless:
            return [density, density, mpf(0), v * density, mpf(0)]
        u = v / patience
        stays, gone = mp.exp(-u), -mp.expm1(-u)
        return [density * w for w in (1, stays, gone, v * stays, patience * (gone - u * stays))]

    def width_at(_):
        return 1 / (n + (0 if endless else 1 / patience))

    before, after = split(peak, t, width_at, values, 5)
    for i, name in enumerate(("waiting", "answered", "lost", "wait of the answered", "wait of the lost")):
        where = "%s at n = %s, a = %s, patience = %s, places %s + %s, t = %s" % (name, n, a, patience, places, part, t)
        agree(where, before[i] + after[i], sums[i], 1e-30)
        if i < 2:
            agree(where + " beyond", after[i], sums[5 + i], 1e-30)


def line_sums(n, a, patience, places, part, t):
    """Over the waiting places: sums of the weights of those let in, of their shares answered and lost, of the waits of
    these, of offered waits beyond t and of those answered beyond t; the weights of the states and of those who are not
    let in; the queue."""
    endless = mp.isinf(patience)
    x = n if endless else n * patience
    theta = mpf(0) if endless else 1 / patience
    sums = [mpf(0)] * 7
    states, queue, refused = mpf(1), mpf(0), mpf(0)
    state, harmonic = mpf(1), mpf(0)
    z = mp.exp(-n * t) if endless else mp.exp(-t / patience)
    # terms of the tails: e^-nt (nt)^j/j!, or z^x (1-z)^j (x)_j/j!, and of x + 1
    tail_term, tail = (z, z) if endless else (z**x, z**x)
    kept_term, kept = z * tail_term, z * tail_term
    for j in range(places + 1):
        share = mpf(1) if j < places else mpf(part)
        entering = share * state
        refused = (1 - share) * state  # of the last place and the one after it in the end
        if endless:
            shares = [1, 1, 0, (j + 1) / n, 0, tail, tail]
        else:
            harmonic += 1 / (x + j + 1)
            carried = x / (x + j + 1)
            shares = [1, carried, (j + 1) / (x + j + 1), patience * carried * harmonic,
                      patience * (1 - carried * (1 + harmonic)), tail, carried * kept]
        sums = [s + entering * w for s, w in zip(sums, shares)]
        state = state * a / (n + (j + 1) * theta)
        states += share * state
        queue += share * (j + 1) * state
        if endless:
            tail_term = tail_term * n * t / (j + 1)
        else:
            kept_term = kept_term * (1 - z) * (x + 1 + j) / (j + 1)
            tail_term = tail_term * (1 - z) * (x + j) / (j + 1)
            kept += kept_term
        tail += tail_term
    return sums, states, refused + share * state, queue


def queue_row(servers, load, mean_patience, lines, time):
    where = " at n = %r, a = %r, patience = %r, lines = %r" % (servers, load, mean_patience, lines)
    n, a, patience, t = mpf(servers), mpf(load), mpf(mean_patience), mpf(time)
    none = ""
    if lines < servers:
        return [1 / (1 + loss(lines, load))] + [mpf(0)] * 6 + [mpf(1), mpf(0), none]
    excess = loss(servers, load)
    room = mpf(lines) - n
    places = int(mp.floor(room))
    part = room - places
    sums, states, refused, queue = line_sums(n, a, patience, places, part, t)
    if room > 0:
        check_lines(n, a, patience, places, part, t, sums)
    whole = excess + states
    accepted = excess + sums[0]
    # those who come in are answered, a (F - 1) + n (S - 1) of them, or hang up
    carried = (a * excess + n * (states - 1)) / a
    agree("answered by balance" + where, excess + sums[1], carried, 1e-45)
    leaving = mpf(0) if mp.isinf(patience) else queue / patience / a
    agree("lost by balance" + where, sums[2], leaving, 1e-45)
    agree("waits by Little's law" + where, sums[3] + sums[4], queue / a, 1e-45)
    answered = (excess + sums[1]) / accepted
    agree("blocked" + where, whole - accepted, refused, 1e-45, whole)
    return [refused / whole, sums[0] / accepted, sums[2] / accepted, queue / a / accepted, queue / whole,
            sums[6] / accepted, sums[5] / accepted, answered - sums[6] / accepted, sums[3] / (excess + sums[1]),
            sums[4] / sums[2] if sums[2] > 0 else none]


LINE_SERVERS = [1.0, 2.5, 10.0, 50.0, 200.25, 1000.0, 20000.0]
LINE_RATIOS = [0.5, 0.9, 1.0, 1.2, 3.0]
LINE_PATIENCES = [math.inf, 0.6, 5.0, 0.02, 100.0, 1e-6, 1e6]
ROOMS = [0.0, 0.5, 1.0, 2.0, 3.0, 7.25, 20.0, 100.5, 400.0, 1000.0, 3000.0]


def line_points():
    """(servers, load, patience, lines, t)."""
    turn = 0
    for n in LINE_SERVERS:
        for r in LINE_RATIOS:
            for step in range(7):
                room = ROOMS[turn % len(ROOMS)]
                patience = LINE_PATIENCES[(turn + turn // len(ROOMS)) % len(LINE_PATIENCES)]
                # a share of the time that a full queue takes, or of the patience
                t = (0.0, 0.1, 0.5, 1.0, 1.3)[turn % 5] * min((room + 1) / n, 20 * patience)
                yield n, n * r, patience, n + room, t
                turn += 1
        for lines in (0.25 * n, float(math.ceil(0.6 * n)), n - 0.125):
            yield n, 0.75 * n, 2.0, lines, 0.5


def exact_lines(point):
    """Whether the number of waiting places is what was meant: n + room is a double."""
    n, _, _, lines, _ = point
    return mpf(lines) - mpf(n) == lines - n


# --- The files -------------------------------------------------------------------------------------------------------


def erlang_a():
    rows = [list(point) + erlang_a_row(*point) for point in points()]
    rows = [[mpf(0) if isinstance(v, mpf) and v < mpf(10) ** -400 else v for v in row] for row in rows]
    write("erlang_a.csv", "servers load patience t waiting waiting_compl abandonment answered wait_mean queue_mean "
          "wait_tail offered_wait_tail answered_beyond sl_answered sl_offered sl_sl2 sl_excluding sl_virtual "
          "wait_mean_answered wait_mean_abandoning".split(), rows, "generate_a.py")


def queue_lines():
    rows = []
    for point in line_points():
        if not exact_lines(point):
            sys.exit("lines of %r are not exact" % (point,))
        with mp.workdps(LINES):
            rows.append(list(point) + queue_row(*point))
    write("queue_lines.csv", "servers load patience lines t blocking waiting abandonment wait_mean queue_mean "
          "answered_beyond offered_beyond sl_offered wait_mean_answered wait_mean_abandoning".split(), rows,
          "generate_a.py")


def main():
    mp.dps = WORKING
    erlang_a()
    queue_lines()


if __name__ == "__main__":
    main()
