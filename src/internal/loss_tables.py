#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes loss_tables.h: the constants of loss.c, from 60-digit arithmetic (mpmath).

    python3 src/internal/loss_tables.py > src/internal/loss_tables.h

Temme's coefficients (DLMF 8.12.11-8.12.12; Temme 1979, SIAM J. Math. Anal. 10, 757-766): with eta^2/2 = mu - ln(1 + mu)
and the Stirling coefficients g_k of 1/Gamma* (DLMF 5.11.3-5.11.5, g_k here with the sign of Gamma* itself),

    c_0(eta) = 1/mu - 1/eta,     c_k(eta) = (1/eta) c'_{k-1}(eta) + (-1)^k g_k / mu,

so that with 1/mu = 1/eta + sum_j e_j eta^j the Taylor coefficients are c_{k,j} = (j + 2) c_{k-1,j+2} + (-1)^k g_k e_j, and the
terms in 1/eta cancel, which is asserted. Row k is cut where, for all n of its table and the eta of its
road (abs(a - n) <= 0.4 n and <= 12 sqrt(n)), a term adds nothing to 1.
"""
from mpmath import mp, mpf, taylor, legendre, polyroots, diff, bernoulli

mp.dps = 60
NEGLIGIBLE = mpf(2) ** -56
TIERS = (20, 200, 2000, 50000)  # servers from which on S has a table of its own
ROWS, DEGREE, NODES = 16, 28, 16


def mu_series(terms):
    """Coefficients of mu(eta), from mu mu' = eta (1 + mu), which differentiates eta^2/2 = mu - ln(1 + mu)."""
    mu = [mpf(0), mpf(1)]
    for j in range(2, terms):
        # coefficient of eta^j in mu mu': sum_i mu_i (j + 1 - i) mu_{j+1-i}; the unknown mu_j stands in it j + 1 times
        known = sum(mu[i] * (j + 1 - i) * mu[j + 1 - i] for i in range(2, j))
        mu.append((mu[j - 1] - known) / (j + 1))
    return mu


def reciprocal_series(terms):
    """e_j of 1/mu = 1/eta + sum_j e_j eta^j."""
    mu = mu_series(terms + 2)
    shifted = mu[1:]  # mu / eta
    inverse = [mpf(1)]
    for j in range(1, terms + 1):
        inverse.append(-sum(shifted[i] * inverse[j - i] for i in range(1, j + 1)))
    return inverse[1:]


def stirling(terms):
    """Coefficients of Gamma*(n) = exp(sum_k B_2k / (2k (2k - 1) n^(2k - 1))) in powers of 1/n."""
    exponent = [mpf(0)] * terms
    for k in range(1, terms // 2 + 1):
        if 2 * k - 1 < terms:
            exponent[2 * k - 1] = bernoulli(2 * k) / (2 * k * (2 * k - 1))
    g = [mpf(1)]
    for j in range(1, terms):
        g.append(sum(i * exponent[i] * g[j - i] for i in range(1, j + 1)) / j)
    return g, exponent


def temme():
    e = reciprocal_series(DEGREE + 2 * ROWS + 4)
    g, _ = stirling(ROWS + 1)
    row = e
    rows = [row]
    for k in range(1, ROWS):
        sign = (-1) ** k
        assert abs(row[1] + sign * g[k]) < mpf(10) ** -50
        row = [(j + 2) * row[j + 2] + sign * g[k] * e[j] for j in range(len(row) - 2)]
        rows.append(row)
    return rows


def reach(servers):
    """The largest abs(eta) of Temme's road from a number of servers on: to the left, where it is the larger."""
    m = -min(mpf(2) / 5, 12 / mp.sqrt(servers))
    return mp.sqrt(2 * (m - mp.log(1 + m)))


def trimmed(rows, servers):
    out = []
    for k, row in enumerate(rows):
        weight = mpf(servers) ** -k
        needed = [j for j in range(DEGREE) if abs(row[j]) * weight * reach(servers) ** j > NEGLIGIBLE]
        if not needed:
            break
        out.append(row[: max(needed) + 1])
    return out


def chebyshev(f, low, high, nodes=64):
    """Coefficients of f's Chebyshev series on [low,high]."""
    angles = [mp.pi * (2 * k + 1) / (2 * nodes) for k in range(nodes)]
    values = [f((low + high) / 2 + (high - low) / 2 * mp.cos(t)) for t in angles]
    return [(2 if j else 1) * sum(v * mp.cos(j * t) for v, t in zip(values, angles)) / nodes for j in range(nodes)]


def nearly_minimax(f, reach, degree):
    """The Chebyshev series of f on [-reach,reach], cut at a degree that leaves out less than NEGLIGIBLE, in powers of x."""
    series = chebyshev(f, -reach, reach)
    assert sum(abs(c) for c in series[degree + 1:]) < NEGLIGIBLE, mp.nstr(sum(abs(c) for c in series[degree + 1:]), 5)
    last, now = [mpf(1)], [mpf(0), 1 / reach]
    powers = [series[0], series[1] / reach] + [mpf(0)] * (degree - 1)
    for j in range(2, degree + 1):
        following = [mpf(0)] + [2 * c / reach for c in now]
        for i, c in enumerate(last):
            following[i] -= c
        last, now = now, following
        for i, c in enumerate(now):
            powers[i] += series[j] * c
    return powers


def erfcx(z):
    """exp(z^2) erfc(z): directly, and by the asymptotic series where that has 50 digits."""
    if z < 12:
        return mp.exp(z * z) * mp.erfc(z)
    term, total, k = mpf(1), mpf(1), 1
    while abs(term) > mpf(10) ** -55:
        term *= -(2 * k - 1) / (2 * z * z)
        total += term
        k += 1
    return total / (z * mp.sqrt(mp.pi))


def erfcx_factor(t):
    """(1 + 2z) erfcx(z) at z = 4 (1 + t)/(1 - t), which maps [0,inf] onto [-1,1]."""
    if t > 1 - mpf(10) ** -15:
        return 2 / mp.sqrt(mp.pi)
    z = 4 * (1 + t) / (1 - t)
    return (1 + 2 * z) * erfcx(z)


def erfcx_left_factor(t):
    """(1 + 2z^2) (1 - sqrt(pi) z erfcx(z)) at the same z: what sqrt(pi) z erfcx(z) leaves of 1, which is about 1/(2z^2)."""
    if t > 1 - mpf(10) ** -15:
        return mpf(1)
    z = 4 * (1 + t) / (1 - t)
    return (1 + 2 * z * z) * (1 - mp.sqrt(mp.pi) * z * erfcx(z))


def gamma_excess(centred):
    """n (Gamma*(n) - 1) at 1/n = centred + 1/2."""
    u = centred + mpf(1) / 2
    if u < mpf(1) / 500:
        return sum(g * u ** (k - 1) for k, g in enumerate(stirling(24)[0]) if k > 0)
    n = 1 / u
    with mp.workdps(90):
        return (mp.exp(mp.loggamma(n + 1) + n - n * mp.log(n)) / mp.sqrt(2 * mp.pi * n) - 1) * n


def ln_gamma_slope(centred):
    """ln Gamma(1 + n) / n at n = centred + 1/2."""
    n = centred + mpf(1) / 2
    return mp.loggamma(1 + n) / n if n > mpf(10) ** -30 else -mp.euler


def artanh_rest():
    """1/7 + w/9 + w^2/11 + ... = (artanh(r)/r - 1 - w/3 - w^2/5)/w^3 in powers of w = r^2 on [0,1/16]."""
    middle = mpf(1) / 32

    def rest(centred):
        w = centred + middle
        return sum(w ** k / (2 * k + 7) for k in range(60))

    powers = nearly_minimax(rest, middle, 8)
    # shifted back to powers of w itself, which are small: nothing cancels
    shifted = [mpf(0)] * len(powers)
    for j, c in enumerate(powers):
        for i in range(j + 1):
            shifted[i] += c * mp.binomial(j, i) * (-middle) ** (j - i)
    return shifted


def gauss_legendre(points):
    polynomial = lambda t: legendre(points, t)
    roots = polyroots(taylor(polynomial, 0, points)[::-1], maxsteps=200, extraprec=200)
    pairs = [(x, 2 / ((1 - x * x) * diff(polynomial, x) ** 2)) for x in sorted(roots) if x > 0]
    assert len(pairs) == points // 2 and abs(sum(w for _, w in pairs) - 1) < mpf(10) ** -40
    return pairs


def number(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def table(name, values, comment):
    print("\n/* %s */" % comment)
    print("static const double %s[] = {" % name)
    for i in range(0, len(values), 4):
        print("    " + ", ".join(number(v) for v in values[i:i + 4]) + ",")
    print("};")


def two_parts(name, value, comment):
    high = float(value)
    print("\n/* %s */" % comment)
    print("static const double %s[2] = {%s, %s};" % (name, number(mpf(high)), number(value - mpf(high))))


rows = temme()
print("/* SPDX-License-Identifier: MIT */")
print("/* Made by loss_tables.py, which says what the numbers are; 20 digits of 60-digit arithmetic. Do not edit. */")
print("/* clang-format off */")
print("#ifndef WFM_INTERNAL_LOSS_TABLES_H\n#define WFM_INTERNAL_LOSS_TABLES_H")
for servers in TIERS:
    cut = trimmed(rows, servers)
    starts = [sum(len(row) for row in cut[:k]) for k in range(len(cut) + 1)]
    print("\n/* For n >= %d: row k of the coefficients starts at temme_%d_row[k]; the last entry is the end of the table. */"
          % (servers, servers))
    print("static const unsigned char temme_%d_row[] = {%s};" % (servers, ", ".join(map(str, starts))))
    table("temme_%d" % servers, [c for row in cut for c in row], "c_k(eta) = sum_j c_{k,j} eta^j, row after row")

g, _ = stirling(24)
needed = [k for k in range(1, 12) if abs(g[k]) * mpf(TIERS[0]) ** -k > NEGLIGIBLE]
table("stirling", g[1:max(needed) + 1], "n (Gamma*(n) - 1) in powers of 1/n, n >= %d" % TIERS[0])
table("gamma_near", nearly_minimax(gamma_excess, mpf(1) / 2, 22), "n (Gamma*(n) - 1) in powers of 1/n - 1/2, n >= 1")
slope = nearly_minimax(ln_gamma_slope, mpf(1) / 2, 21)
two_parts("ln_gamma_first", slope[0], "ln Gamma(1 + n) / n in powers of n - 1/2, 0 <= n <= 1: the first in two parts")
table("ln_gamma_rest", slope[1:], "and the others")

factor = nearly_minimax(erfcx_factor, mpf(1), 26)
two_parts("erfcx_first", factor[0], "(1 + 2z) erfcx(z) = sum_j c_j t^j, t = (z - 4)/(z + 4), z >= 0: c_0 in two parts")
table("erfcx_rest", factor[1:], "and c_1, c_2, ...")

table("erfcx_left", nearly_minimax(erfcx_left_factor, mpf(1), 26),
      "(1 + 2z^2) (1 - sqrt(pi) z erfcx(z)) in powers of t = (z - 4)/(z + 4), z >= 0")

table("exp_rest", nearly_minimax(lambda r: (mp.exp(r) - 1 - r) / r ** 2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2,
                                 mp.log(2) / 2 * (1 + mpf(2) ** -20), 10),
      "(e^r - 1 - r)/r^2 in powers of r, abs(r) <= ln(2)/2")
table("exp_late", [mp.factorial(6) / mp.factorial(6 + k) for k in range(11)],
      "6 (e^r - 1 - ... - r^5/120) 120/r^6 in powers of r, abs(r) <= ln(2)/2")
table("bend_rest", [(-1) ** k * 2 / mp.factorial(k + 2) for k in range(18)], "2 (u - 1 + e^-u)/u^2 in powers of u <= 1")
table("artanh_rest", artanh_rest(), "artanh(r)/r = 1 + w/3 + w^2/5 + w^3 (...), in powers of w = r^2 <= 1/16")
two_parts("third", mpf(1) / 3, "1/3")
two_parts("fifth", mpf(1) / 5, "1/5")
two_parts("sqrt_pi", mp.sqrt(mp.pi), "sqrt(pi)")
print("\n/* ln 2, the first part with 20 zeros at its end, so that its product with a whole number below 2^20 is exact */")
high = mp.floor(mp.log(2) * 2 ** 33) / 2 ** 33
print("static const double ln_2[2] = {%s, %s};" % (number(high), number(mp.log(2) - high)))
two_parts("two_over_sqrt_pi", 2 / mp.sqrt(mp.pi), "2/sqrt(pi)")
for name, points in (("gauss", NODES), ("short", NODES // 2)):
    pairs = gauss_legendre(points)
    print("\nenum { %s_HALF = %d };" % (name.upper(), points // 2))
    table(name + "_node", [p[0] for p in pairs], "Gauss-Legendre rule of %d points on [-1,1], the positive half" % points)
    table(name + "_weight", [p[1] for p in pairs], "and its weights")
print("\n#endif")
