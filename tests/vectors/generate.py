#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference values for the tests of Erlang B and C: erlang_b.csv, erlang_c.csv, erlang_inverse.csv.

Run it with a Python that has mpmath; it writes the three files into its own folder, the same bytes each time.

The inputs are doubles, taken exactly. With F = 1/B, F - 1 is computed in 120 digits by

    load >= servers   F - 1 = sum_{k>=1} n (n-1) ... (n-k+1) / a^k, ended by the incomplete gamma function at the
                      fractional part of n, or where the terms are nothing any more
    load <  servers   F = Gamma(n+1) e^a a^-n - sum_{j>=1} a^j / ((n+1) ... (n+j))

and every value is checked against ways that share nothing with these (and none of it is how the library computes):

    F, dF/dn          quadrature of the defining integral, double-exponential trapezoidal rule, to 1e-36
    F                 the recursion F(n) = 1 + (n/a) F(n-1) upwards, for n up to 3000, to 1e-60
    dF/dn, d ln C     central differences of the logarithm, to 1e-24
    the inverses      put back into the function, to 1e-40

A check that fails ends the program. It takes a few minutes.
"""

import csv
import math
import os
import random
import sys

from mpmath import mp, mpf

DIGITS = 26  # written
WORKING = 120  # decimal digits of F
FIXED = 420  # binary digits after the point in the sums


def agree(what, x, y, tolerance, scale=None):
    """Ends the program where two ways differ."""
    size = abs(y) if scale is None else abs(scale)
    if not abs(x - y) <= mpf(tolerance) * size:
        sys.exit("%s: %s and %s differ by more than %s" % (what, mp.nstr(x, 50), mp.nstr(y, 50), tolerance))


# --- F - 1 -----------------------------------------------------------------------------------------------------------


def ratio(x):
    """A number as an exact fraction of integers: a double, or an mpf with a finite binary expansion."""
    sign, mantissa, exponent, _ = mpf(x)._mpf_
    mantissa = -mantissa if sign else mantissa
    return (mantissa << exponent, 1) if exponent >= 0 else (mantissa, 1 << -exponent)


def descending(n, a):
    """F - 1 for a >= n: positive terms that fall, in fixed point."""
    p, q = ratio(n)
    r, s = ratio(a)
    whole = p // q
    term = 1 << FIXED
    total = 0
    for k in range(whole):
        term = term * (p - k * q) * s // (q * r)
        total += term
        if term == 0:
            return mpf(total) / (mpf(2) ** FIXED)
    fraction = mpf(n) - whole
    return (total + term * fraction_minus_one(fraction, a)) / (mpf(2) ** FIXED)


def fraction_minus_one(f, a):
    """F(f,a) - 1 = f e^a a^-f Gamma(f,a) for 0 <= f < 1."""
    if f == 0:
        return mpf(0)
    a = mpf(a)
    return f * mp.exp(a - f * mp.log(a)) * mp.gammainc(f, a)


def light(n, a):
    """F - 1 for a < n: the whole gamma function less its lower part, the series in fixed point."""
    p, q = ratio(n)
    r, s = ratio(a)
    term = 1 << FIXED
    total = 0
    j = 0
    while term:
        j += 1
        term = term * r * q // (s * (p + j * q))
        total += term
    n, a = mpf(n), mpf(a)
    head = mp.exp(mp.loggamma(n + 1) + a - n * mp.log(a))
    return head - mpf(total) / (mpf(2) ** FIXED) - 1


def f_minus_one(n, a):
    return descending(n, a) if a >= n else light(n, a)


def upwards(n, a):
    """F - 1 by the recursion from the fractional part of n."""
    n, a = mpf(n), mpf(a)
    k = n - mp.floor(n)
    f = 1 + fraction_minus_one(k, a)
    while k < n:
        k += 1
        f, last = 1 + k / a * f, f
    return k / a * last if n >= 1 else f - 1


# --- Quadrature of int_0^inf e^-x (1 + x/a)^n (1, ln(1 + x/a)) dx ----------------------------------------------------


def trapezoid(node, start, count=2):
    """Sums node(s), the count weighted values there, over s in steps halved until nothing changes."""
    step = mpf(1) / 4
    sums = [mpf(0)] * count
    last = None
    offset, stride = 0, 1
    for _ in range(9):
        for direction in (1, -1):
            i = offset if direction == 1 else offset - stride
            while True:
                values = node(start + i * step)
                sums = [x + y for x, y in zip(sums, values)]
                if abs(values[0]) <= mpf(10) ** -50 * sums[0] and abs(i) * step > 2:
                    break
                i += direction * stride
        now = [x * step for x in sums]
        if last is not None and all(abs(x - y) <= mpf(10) ** -38 * abs(x) for x, y in zip(now, last)):
            return now
        last = now
        step, offset, stride = step / 2, 1, 2
    sys.exit("the quadrature does not converge")


def integrals(n, a):
    """F and dF/dn, as (F / e^top, dF/dn / e^top, top)."""
    n, a = mpf(n), mpf(a)
    peak = max(n - a, mpf(0))
    top = -peak + n * mp.log(1 + peak / a)
    slope = max(1 - n / (a + peak), mpf(0))
    width = 1 / (slope + mp.sqrt(n) / (a + peak) + mpf(10) ** -9)

    def value(x, weight):
        log = mp.log(1 + x / a)
        power = weight * mp.exp(n * log - x - top)
        return power, power * log

    def right(s):
        decay = mp.exp(-s)
        y = width * mp.exp(s - decay)
        return value(peak + y, y * (1 + decay))

    def left(s):
        grow = mp.exp(mp.pi * mp.sinh(s))
        x = peak / (1 + grow)
        return value(x, x * grow / (1 + grow) * mp.pi * mp.cosh(s))

    parts = [trapezoid(right, mpf(0))]
    if peak > 0:
        # start where the left part is largest: one width below the peak
        start = mp.asinh(mp.log(min(width / peak, mpf(1) / 2)) / mp.pi)
        parts.append(trapezoid(left, start))
    return sum(part[0] for part in parts), sum(part[1] for part in parts), top


# --- Erlang B and C --------------------------------------------------------------------------------------------------


def log_f(n, a):
    return mp.log1p(f_minus_one(n, a))


def log_c(n, a):
    n, a = mpf(n), mpf(a)
    return mp.log(n) - mp.log(a + (n - a) * (1 + f_minus_one(n, a)))


def central(function, x):
    """Derivative at x. The step is a power of two, so that x + step stays a short binary fraction."""
    step = mp.ldexp(1, int(mp.floor(mp.log(x, 2))) - 100)
    return (function(x + step) - function(x - step)) / (2 * step)


class Point:
    """Everything about Erlang B at (n, a), checked."""

    def __init__(self, n, a):
        self.n, self.a = mpf(n), mpf(a)
        self.excess = f_minus_one(n, a)
        self.f = 1 + self.excess
        where = "F at n = %r, a = %r" % (n, a)
        if 1 <= n <= 3000:  # below 1 there is no step to take
            agree(where + " upwards", upwards(n, a), self.excess, 1e-60)
        with mp.workdps(65):
            value, slope, top = integrals(n, a)
            factor = mp.exp(top)
            agree(where + " by quadrature", value * factor, self.f, 1e-36)
        self.f_servers = slope * factor
        difference = central(lambda x: log_f(x, a), self.n)
        agree("dF/dn, " + where, self.f_servers / self.f, difference, 1e-24)

    def b_row(self):
        b = 1 / self.f
        return [b, self.excess * b, -mp.log1p(self.excess), self.n / self.a - self.excess * b, -self.f_servers * b]

    def c_row(self):
        n, a, f = self.n, self.a, self.f
        free = n - a
        whole = a + free * f
        c = n / whole
        compl = free * self.excess / whole
        dload = (self.excess + free + free**2 * f / a) / whole
        dservers = 1 / n - (f + free * self.f_servers) / whole
        agree("d ln C/da", dload, central(lambda x: log_c(n, x), a), 1e-24)
        agree("d ln C/dn", dservers, central(lambda x: log_c(x, a), n), 1e-24)
        ln = mp.log1p(-compl) if compl < 0.5 else mp.log(c)
        return [c, compl, ln, dload, dservers, c / free]


# --- Where -----------------------------------------------------------------------------------------------------------

SERVERS = [1e-3, 0.01, 0.25, 0.5, 0.75, 0.999, 1.0, 1.5, 2.0, 2.75, 3.0, 5.0, 7.3, 10.0, 12.5, 15.0, 18.5, 19.0, 19.5,
           19.999999, 20.0, 20.000001, 20.5, 21.0, 21.7, 25.0, 29.5, 30.0, 50.0, 99.5, 100.0, 171.0, 200.25, 500.0,
           1000.0, 1000.25, 3000.0, 1e4, 10000.5, 1e5, 100000.25, 1e6, 1000000.5, 9999999.5, 1e7]
RATIOS = [0.01, 0.1, 0.3, 0.55, 0.6, 0.65, 0.8, 0.95, 1.0, 1.05, 1.35, 1.4, 1.45, 2.0, 10.0]
DEVIATIONS = [-10.0, -3.0, -1.0, -0.1, 0.1, 1.0, 3.0, 10.0]  # load = servers + deviation sqrt(servers)
LOADS = [1e-6, 1e-3, 1.0, 1e7]
BLOCKINGS_LN = [-115.0, -460.0, -690.0, -707.0, -715.0, -740.0, -760.0]  # 1e-50, 1e-200, 1e-300, denormal, too small


def load_for_exponent(n, exponent):
    """The load below n at which exp(-n (m - ln(1+m))), m = a/n - 1, has the given logarithm; nearly that of B."""
    low, high = 0.0, 1.0
    for _ in range(80):
        middle = (low + high) / 2
        if middle > 0 and n * (middle - 1 - math.log(middle)) < -exponent:
            high = middle
        else:
            low = middle
    return n * high


def worst():
    """Where a sweep of a million points found the largest errors, of any library."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worst.csv")
    with open(path, newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return {(float(row["servers"]), float(row["load"])) for row in rows}


def strata():
    """Random points of every kind: anywhere, near the diagonal, of a fraction of a server, rarely carried."""
    random_ = random.Random(1946)

    def between(low, high):
        return math.exp(random_.uniform(math.log(low), math.log(high)))

    for _ in range(40):
        n = between(1, 1e7)
        yield n, n + random_.uniform(-10, 10) * math.sqrt(n)
        yield between(1e-6, 1e7), between(1e-6, 1e7)
        yield between(1e-6, 1), between(1e-6, 10)
        yield random_.uniform(1, 25), between(1e-2, 1e3)
        yield float(round(n)), n * random_.uniform(0.5, 1.5)
    for exponent in (-8, -30, -100, -200, -295):
        yield 10.0**exponent, between(1e-3, 1e3)  # 1 - B is about as small


def points():
    """All (servers, load), sorted, without doubles."""
    jitter = random.Random(1917)
    found = worst() | {(n, a) for n, a in strata() if a >= 1e-6}
    for n in SERVERS:
        loads = [n * ratio_ for ratio_ in RATIOS] + [n + d * math.sqrt(n) for d in DEVIATIONS] + LOADS
        if n >= 100:
            loads += [load_for_exponent(n, exponent) for exponent in BLOCKINGS_LN]
        for a in loads:
            if 1e-6 <= a <= 1e7:
                found.add((n, a))
    for _ in range(60):  # nothing round about these
        n = math.exp(jitter.uniform(math.log(0.05), math.log(1e7)))
        a = n * math.exp(jitter.uniform(-0.5, 0.5))
        found.add((n, min(a, 1e7)))
    return sorted(found)


def waiting_points():
    """Those below the servers, and some very near to them."""
    near = [(n, n * (1 - d)) for n in (0.5, 1.0, 20.5, 1000.0, 1e5) for d in (1e-3, 1e-6, 1e-10, 2.0**-50)]
    return sorted(set(near + [(n, a) for n, a in points() if a < n]))


# --- The files -------------------------------------------------------------------------------------------------------


def write(name, header, rows, writer_name="generate.py"):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "w", newline="\n") as stream:
        stream.write("# SPDX-License-Identifier: MIT\n# Written by %s.\n" % writer_name)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([x if isinstance(x, str) else repr(x) if isinstance(x, float) else digits(x) for x in row])
    print("%s: %d rows, %d kB" % (name, len(rows), os.path.getsize(path) // 1000))


def digits(x):
    return "0.0" if x == 0 else mp.nstr(x, DIGITS, min_fixed=-5, max_fixed=8)


def erlang_b():
    rows = [[n, a] + Point(n, a).b_row() for n, a in points()]
    write("erlang_b.csv", "servers load b compl ln ln_dload ln_dservers".split(), rows)


def wait_columns(i, n, a, c):
    """A time, the tail and the service level at it; a share and the wait that it does not exceed."""
    free = mpf(n) - mpf(a)
    t = float((0.0, 1e-3, 0.1, 1.0, 5.0, 30.0, 300.0)[i % 7] / free)
    tail = c * mp.exp(-free * t)
    p = (0.5, 0.8, 0.95, 0.999, 1 - 2.0**-30, 1e-3)[i % 6]
    return [t, tail, 1 - tail, p, max(mpf(0), mp.log(c / (1 - mpf(p))) / free)]


def erlang_c():
    rows = []
    for i, (n, a) in enumerate(waiting_points()):
        row = Point(n, a).c_row()
        rows.append([n, a] + row + wait_columns(i, n, a, row[0]))
    write("erlang_c.csv", "servers load c compl ln ln_dload ln_dservers asa t wait_tail service_level p "
          "wait_quantile".split(), rows)


# --- Inverses --------------------------------------------------------------------------------------------------------


def solve(what, error, low, high):
    """The root of a rising function from a bracket: secants, and halves of the bracket where they leave it."""
    low, high = short(low), short(high)
    x, y = low, high
    at_x, at_y = error(x), error(y)
    for _ in range(300):
        following = y - at_y * (y - x) / (at_y - at_x) if at_y != at_x else y
        if not low < following < high:
            following = (low + high) / 2
        x, at_x, y = y, at_y, short(following)
        at_y = error(y)
        if at_y < 0:
            low = y
        else:
            high = y
        if abs(at_y) < mpf(10) ** -45:
            break
    agree(what, at_y, mpf(0), 1e-40, 1)
    return y


def short(x):
    """x with 200 bits, so that the sums in fixed point stay quick."""
    with mp.workprec(200):
        return +x


def targets():
    """(quantity, servers, load, t): the target is the double nearest to the quantity there."""
    for n, a in [(0.01, 0.3), (0.5, 1e-3), (0.7, 5.0), (1.0, 0.5), (2.5, 10.0), (5.0, 2.0), (12.0, 9.5), (19.9, 13.3),
                 (20.1, 13.0), (20.0, 28.0), (33.0, 24.7), (100.0, 60.0), (100.0, 84.0), (100.0, 1e5), (116.3, 100.0),
                 (500.0, 100.0), (1000.0, 1400.0), (1037.5, 1000.0), (1e4, 9.9e3), (1.01e5, 1e5), (1e6, 1.2e6),
                 (1e6, 9.99e5), (1.0003e7, 1e7), (9.9e6, 1e7)]:
        yield "blocking", n, a, 0.0
        if a < n:
            yield "waiting", n, a, 0.0
            yield "asa", n, a, 0.0
            for x in (0.05, 1.0, 8.0):
                yield "service_level", n, a, x / (n - a)


def blocking(n, a, _t):
    excess = f_minus_one(n, a)
    return 1 / (1 + excess), excess / (1 + excess)


def waiting(n, a, _t):
    n, a = mpf(n), mpf(a)
    excess = f_minus_one(n, a)
    whole = a + (n - a) * (1 + excess)
    return n / whole, (n - a) * excess / whole


def asa(n, a, t):
    return waiting(n, a, t)[0] / (mpf(n) - mpf(a)), None


def service_level(n, a, t):
    tail = waiting(n, a, t)[0] * mp.exp(-(mpf(n) - mpf(a)) * t)
    return 1 - tail, tail


def log_error(pair, target):
    """How far a quantity is above its target, in the logarithm of the smaller of it and its complement."""
    value, complement = pair
    if complement is None or target <= 0.5:
        return mp.log(value / mpf(target))
    return -mp.log(complement / (1 - mpf(target)))


QUANTITIES = {"blocking": blocking, "waiting": waiting, "asa": asa, "service_level": service_level}
ROUND = {"blocking": [0.5, 0.1, 0.01, 1e-6], "waiting": [0.9, 0.2, 0.01], "asa": [10.0, 0.1, 1e-3],
         "service_level": [0.1, 0.8, 0.95, 0.9999]}
SIZES = [0.5, 3.0, 10.0, 42.0, 130.0, 1000.0, 10000.5]


def servers_row(quantity, a, t, target, low, high):
    sign = 1 if quantity == "service_level" else -1
    what = "servers for %s %r at load %r" % (quantity, target, a)
    n = solve(what, lambda x: sign * log_error(QUANTITIES[quantity](x, a, t), target), low, high)
    return ["servers_for_" + quantity, a, t, target, n, mpf(1)]


def load_row(quantity, n, t, target, low, high):
    """Also the condition: relative change of the load for that of the target, or of its complement if smaller."""
    sign = -1 if quantity == "service_level" else 1
    what = "load for %s %r with %r servers" % (quantity, target, n)

    def error(x):
        return sign * log_error(QUANTITIES[quantity](n, x, t), target)

    a = solve(what, error, low, high)
    if quantity == "blocking":
        slope = mpf(n) - a * blocking(n, a, t)[1]
    else:
        slope = a * central(error, short(a))
    return ["load_for_" + quantity, n, t, target, a, max(mpf(1), 1 / slope)]


def near_rows():
    """Both inverses around known points."""
    for quantity, n, a, t in targets():
        target = float(QUANTITIES[quantity](n, a, t)[0])
        if target == 1.0:
            continue
        gap = a * mpf(1e-4) if quantity == "blocking" else (mpf(n) - a) / 1000
        yield load_row(quantity, n, t, target, a - gap, a + gap)
        gap = n * mpf(1e-4) if quantity == "blocking" else gap
        yield servers_row(quantity, a, t, target, n - gap, n + gap)


def round_rows():
    """Both inverses for targets that people ask for."""
    for quantity, values in ROUND.items():
        for target, size in ((target, size) for target in values for size in SIZES):
            t = 0.1 if quantity == "service_level" else 0.0
            least, most = size * (1 + mpf(2) ** -30), size * (1 - mpf(2) ** -40)
            if quantity == "blocking":
                least, most = mpf(2) ** -30, 2 * size / (1 - mpf(target)) + 2
            yield servers_row(quantity, size, t, target, least, size + 30 + 10 * mp.sqrt(size))
            yield load_row(quantity, size, t, target, size * mpf(2) ** -100, most)


def erlang_inverse():
    write("erlang_inverse.csv", "function given t target result condition".split(), [*near_rows(), *round_rows()])


def main():
    mp.dps = WORKING
    erlang_b()
    erlang_c()
    erlang_inverse()


if __name__ == "__main__":
    main()
