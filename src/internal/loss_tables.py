#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes loss_tables.h: the constants of loss.c, from 60-digit arithmetic (mpmath).

    python3 src/internal/loss_tables.py > src/internal/loss_tables.h

Temme's coefficients (DLMF 8.12.11-8.12.12; Temme 1979, SIAM J. Math. Anal. 10, 757-766): with eta^2/2 = mu - ln(1 + mu)
and the Stirling coefficients g_k of 1/Gamma* (DLMF 5.11.3-5.11.5, g_k here with the sign of Gamma* itself),

    c_0(eta) = 1/mu - 1/eta,     c_k(eta) = (1/eta) c'_{k-1}(eta) + (-1)^k g_k / mu,

so that with 1/mu = 1/eta + sum_j e_j eta^j the Taylor coefficients are c_{k,j} = (j + 2) c_{k-1,j+2} + (-1)^k g_k e_j, and the
terms in 1/eta cancel, which is asserted. Row k is cut where, for n >= 20 and abs(eta) <= 0.48, a term adds nothing to 1.
"""
from mpmath import mp, mpf, taylor, legendre, polyroots, diff, bernoulli

mp.dps = 60
SERVERS, ETA, NEGLIGIBLE = 20, mpf("0.48"), mpf(2) ** -56
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


def trimmed(rows):
    out = []
    for k, row in enumerate(rows):
        weight = mpf(SERVERS) ** -k
        needed = [j for j in range(DEGREE) if abs(row[j]) * weight * ETA ** j > NEGLIGIBLE]
        if not needed:
            break
        out.append(row[: max(needed) + 1])
    return out


def gauss_legendre():
    polynomial = lambda t: legendre(NODES, t)
    roots = polyroots(taylor(polynomial, 0, NODES)[::-1], maxsteps=200, extraprec=200)
    pairs = [(x, 2 / ((1 - x * x) * diff(polynomial, x) ** 2)) for x in sorted(roots) if x > 0]
    assert len(pairs) == NODES // 2 and abs(sum(w for _, w in pairs) - 1) < mpf(10) ** -40
    return pairs


def number(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def table(name, values, comment):
    print("\n/* %s */" % comment)
    print("static const double %s[] = {" % name)
    for i in range(0, len(values), 4):
        print("    " + ", ".join(number(v) for v in values[i:i + 4]) + ",")
    print("};")


rows = trimmed(temme())
print("/* SPDX-License-Identifier: MIT */")
print("/* Made by loss_tables.py, which says what the numbers are; 20 digits of 60-digit arithmetic. Do not edit. */\n/* clang-format off */")
print("\n/* Row k of temme_coefficient starts at temme_row[k]; the last entry is the end of the table. */")
starts = [0]
for row in rows:
    starts.append(starts[-1] + len(row))
print("enum { TEMME_ROWS = %d };" % len(rows))
print("static const unsigned char temme_row[TEMME_ROWS + 1] = {%s};" % ", ".join(map(str, starts)))
assert starts[-1] < 256
table("temme_coefficient", [c for row in rows for c in row], "c_k(eta) = sum_j c_{k,j} eta^j, row after row")
_, exponent = stirling(16)
table("stirling_exponent", [exponent[i] for i in range(1, 14, 2)], "ln Gamma*(n) = sum_i stirling_exponent[i] n^-(2i+1)")
pairs = gauss_legendre()
print("\nenum { GAUSS_HALF = %d };" % (NODES // 2))
table("gauss_node", [p[0] for p in pairs], "Gauss-Legendre rule of %d points on [-1,1], the positive half" % NODES)
table("gauss_weight", [p[1] for p in pairs], "and its weights")
