#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reference values for the tests of wfm_queue_sensitivity: sensitivity.csv.

Run it with a Python that has mpmath; it writes the file into its own folder, the same bytes each time.

Every figure of a queue is computed from its definition in 60 digits and more, and differentiated by central differences
with a relative step of 1e-18, which leave 25 digits. The inputs are doubles, taken exactly. Nothing here is how the
library computes:

    A(x,y)   Palm's function by its series in fixed point, and dA/dx by the series of the derivatives of its terms
    F(n,a)   Gamma(n+1) e^a a^-n - (A(n,a) - 1), with as many digits more as that difference loses
    Erlang A from both (Palm 1957); the mean wait of the answered from -d/dm of A(m,y)/m at m = n p + 1
    lines    sums over the states above the agents, a part of a place taken as the probability of getting it

Where the places for waiting are whole, the derivative is that of the piece on the side of more of the input, continued.
For whole agents F is checked against Erlang's recursion, and Erlang A against the sum over its states.
"""
import csv
import functools
import os

from mpmath import mp, mpf

DIGITS = 62
STEP = mpf(10) ** -18
LEAST = mpf(10) ** -20
FIGURES = ["load", "occupancy", "wait_probability", "asa", "wait_mean", "mean_wait_of_waiting", "queue_mean",
           "queue_mean_when_busy", "service_level", "trunk_load", "abandonment", "abandonment_of_waiting",
           "wait_mean_abandoning", "blocking"]
INPUTS = ["calls", "interval", "aht", "acw", "agents", "answer_within", "patience", "lines", "short_abandon"]
ANSWERED, OFFERED, SL2, EXCLUDING, VIRTUAL = 1, 2, 3, 4, 5
COUNT_BLOCKED = 1


def fixed(x, bits):
    return int(mp.floor(mp.ldexp(x, bits)))


@functools.lru_cache(maxsize=4096)
def palm(x, y, slope=False, digits=DIGITS):
    """A(x,y), and with slope dA/dx."""
    with mp.workdps(digits + 10):
        bits = mp.prec
        one = 1 << bits
        X, Y = fixed(x, bits), fixed(y, bits)
        term, total, harmonic, tilt, j = one, one, 0, 0, 0
        while True:
            j += 1
            below = X + j * one
            term = term * Y // below
            total += term
            if slope:
                harmonic += one * one // below
                tilt -= term * harmonic >> bits
            if term * 8 < total >> (bits - 12) and Y < below:
                break
        return (mp.ldexp(total, -bits), mp.ldexp(tilt, -bits)) if slope else mp.ldexp(total, -bits)


@functools.lru_cache(maxsize=4096)
def loss(n, a):
    """F(n,a) - 1."""
    lost = 0
    if a > n:
        lost = int((a - n - n * mp.log(a / n)) / mp.ln(10)) + int(mp.log10(n + 10)) + 5
    with mp.workdps(DIGITS + lost + 10):
        whole = mp.exp(mp.loggamma(n + 1) + a - n * mp.log(a))
        value = whole - palm(n, a, False, DIGITS + lost)
    return +value


def recursion(n, a):
    f = mpf(1)
    for k in range(1, n + 1):
        f = 1 + k / a * f
    return f - 1


def idle_parts():
    return dict(blocking=mpf(0), waiting=mpf(0), wait=mpf(0), answered=mpf(1), answered_wait=mpf(0),
                abandoning_wait=mpf(0), ab=mpf(0))


def erlang_c(n, a, times):
    f = 1 + loss(n, a)
    c = n / (a + (n - a) * f)
    parts = idle_parts()
    parts.update(waiting=c, wait=c / (n - a), answered_wait=c / (n - a))
    shares = []
    for t in times:
        tail = c * mp.exp(-(n - a) * t)
        shares.append(dict(offered_beyond=tail, answered_beyond=tail, decay=mpf(1)))
    return parts, shares


def erlang_a(n, a, p, times):
    x, y = n * p, a * p
    f, A = loss(n, a), palm(x, y)
    D = f + A
    m = x + 1
    J, tilt = palm(m, y, True)
    parts = idle_parts()
    answered = (f + (A - 1) * n / a) / D
    ab = (1 + (a / n - 1) * A) * n / a / D
    answered_wait = x * p * (J / m ** 2 - tilt / m) / D
    parts.update(waiting=A / D, answered=answered, ab=ab, wait=ab * p, answered_wait=answered_wait,
                 abandoning_wait=ab * p - answered_wait)
    shares = []
    for t in times:
        decay = mp.exp(-t / p)
        g = mp.exp(y - y * decay - n * t)
        At = palm(x, y * decay)
        shares.append(dict(offered_beyond=g * At / D, answered_beyond=g * (At - 1) * n / a / D, decay=decay))
    return parts, shares


def finite(n, a, p, whole, part, times):
    """The state with j waiting has the weight a^j/(r_1 ... r_j) beside 1 for j = 0 and F - 1 below."""
    theta = 1 / p if p else mpf(0)
    f = loss(n, a)
    weight, T, H, before = mpf(1), mpf(0), mpf(0), mpf(1)
    callers = served = waited = aw = hw = blocked = mpf(0)
    tails = [dict(o=mp.exp(-n * t), s=mp.exp(-(n + theta) * t), so=mpf(0), ss=mpf(0), bo=mpf(0), bs=mpf(0),
                  tau=(1 - mp.exp(-theta * t)) / theta if p else t) for t in times]
    for j in range(whole + 1):
        r = n + (j + 1) * theta
        entering = weight if j < whole else weight * part
        T += 1 / r
        H += before * theta * T / r
        before = n / r
        callers += entering
        served += entering * n / r
        waited += entering * (j + 1) / r
        aw += entering * n / r * T
        hw += entering * H
        for w in tails:
            w["so"] += w["o"]
            w["ss"] += w["s"]
            w["bo"] += entering * w["so"]
            w["bs"] += entering * n / r * w["ss"]
            w["o"] *= (n + j * theta) * w["tau"] / (j + 1)
            w["s"] *= (n + (j + 1) * theta) * w["tau"] / (j + 1)
        if j == whole:
            blocked = weight - entering + entering * a / r
        weight *= a / r
    inside = f + callers
    parts = idle_parts()
    parts.update(blocking=blocked / (inside + blocked), waiting=callers / inside, wait=waited / inside,
                 answered=(f + served) / inside, ab=theta * waited / inside, answered_wait=aw / inside,
                 abandoning_wait=hw / inside)
    shares = [dict(offered_beyond=w["bo"] / inside, answered_beyond=w["bs"] / inside, decay=mp.exp(-theta * t))
              for w, t in zip(tails, times)]
    return parts, shares


def level(q, parts, shares):
    rule = q["rule"]
    ab = parts["ab"]
    at = shares[0]
    ab_beyond = at["decay"] * at["offered_beyond"] - at["answered_beyond"]
    within = parts["answered"] - at["answered_beyond"]
    good, bad = 1 - at["offered_beyond"], at["offered_beyond"]
    if len(shares) > 1:
        short = shares[1]["decay"] * shares[1]["offered_beyond"] - shares[1]["answered_beyond"]
        if q["longer"]:
            ab_beyond = short
        ab = short
    if q["patience"] or rule == ANSWERED:
        if rule != VIRTUAL:
            good, bad = within, at["answered_beyond"]
        if rule == OFFERED:
            bad += ab
        elif rule == SL2:
            good += ab - ab_beyond
            bad += ab_beyond
        elif rule == EXCLUDING:
            bad += ab_beyond
    if q["flags"] & COUNT_BLOCKED and rule != ANSWERED:
        good, bad = good * (1 - parts["blocking"]), bad * (1 - parts["blocking"]) + parts["blocking"]
    return good / (good + bad)


def figures(q, piece):
    """Every figure of a queue; piece names the whole places of the piece of the lines."""
    n, aht = q["agents"], q["aht"]
    a = q["calls"] * aht / q["interval"]
    p = q["patience"] / aht
    times = [q["answer_within"] / aht] + ([q["short_abandon"] / aht] if q["short_abandon"] and q["patience"] else [])
    if q["lines"]:
        share = q["acw"] / aht
        places = q["lines"] + n * share - n
        parts, shares = finite(n, a, p, piece, places - piece, times)
    elif q["patience"]:
        parts, shares = erlang_a(n, a, p, times)
    else:
        parts, shares = erlang_c(n, a, times)
    reaching = 1 - parts["blocking"]
    carried = a * reaching * parts["answered"]
    queue = a * reaching * parts["wait"]
    return [a, carried / n, parts["waiting"], aht * parts["answered_wait"] / parts["answered"], aht * parts["wait"],
            aht * parts["wait"] / parts["waiting"] if parts["waiting"] else mpf(0), queue,
            queue / (parts["waiting"] * reaching + parts["blocking"]), level(q, parts, shares),
            carried * (1 - q["acw"] / aht) + queue, parts["ab"],
            parts["ab"] / parts["waiting"] if parts["waiting"] else mpf(0),
            aht * parts["abandoning_wait"] / parts["ab"] if parts["ab"] else mpf(0), parts["blocking"]]


def piece_of(q, name):
    """The whole places of the piece on the side of more of the input."""
    if not q["lines"]:
        return 0
    places = q["lines"] + q["agents"] * q["acw"] / q["aht"] - q["agents"]
    fewer = name == "agents" or (name == "aht" and q["acw"])
    whole = int(mp.floor(places))
    return whole - 1 if fewer and places == whole else whole


def derivatives(q, name):
    given = q[name] if name in ("patience", "lines", "short_abandon") else True
    if not given:
        return [None] * len(FIGURES)
    piece = piece_of(q, name)
    h = STEP * (q[name] or q["aht"])
    low, high = dict(q), dict(q)
    low[name] -= h
    high[name] += h
    low = figures(low, piece)
    high = figures(high, piece)
    return [(y - x) / (2 * h) for x, y in zip(low, high)]


def text(x):
    if x is None:
        return "nan"
    return mp.nstr(x, 20) if x else "0"


def rows_of(q):
    exact = {k: (mpf(v) if k not in ("rule", "flags", "longer") else v) for k, v in q.items()}
    exact["longer"] = exact["short_abandon"] >= exact["answer_within"]
    values = figures(exact, piece_of(exact, "calls"))
    slopes = [derivatives(exact, name) for name in INPUTS]
    for i, figure in enumerate(FIGURES):
        if abs(values[i]) < LEAST and figure == "service_level":
            continue  # a difference that has lost its digits
        yield ([repr(float(q[name])) for name in INPUTS] + [q["rule"], q["flags"], i + 1, text(values[i])] +
               [text(s[i]) for s in slopes])


def queue(load, agents, acw=0, within=20, patience=0, lines=0, short=0, rule=0, flags=0):
    """256 s each in 1024 s: the load and all times are doubles in handle times as well."""
    return dict(calls=float(load) * 4, interval=1024.0, aht=256.0, acw=float(acw), agents=float(agents),
                answer_within=float(within), patience=float(patience), lines=float(lines), short_abandon=float(short),
                rule=rule, flags=flags)


def loads(n):
    root = n ** 0.5
    if n > 5000:
        return [0.8 * n, n - root, n, n + root, 1.25 * n]
    return [round(x * 64) / 64 for x in (0.5 * n, 0.8 * n, n - 2 * root, n - 0.25 * root, n, n + root, 1.25 * n, 2 * n)
            if x > 0.01]


def queues():
    for n in (0.5, 1, 2.5, 10, 40, 100, 1000, 10000):
        for i, a in enumerate(loads(n)):
            if a < n:
                yield queue(a, n, acw=(0, 32)[i % 2], within=(0, 20, 64, 5)[i % 4], rule=(0, 1)[i % 2])
    yield queue(99.96875, 100)
    count = 0
    for n in (0.5, 1, 3.5, 10, 60, 250, 1000, 10000):
        for a in loads(n):
            for p in (0.1, 0.7, 1, 8, 100):
                count += 1
                if n == 10000 and count % 3:
                    continue
                if n >= 60 and count % 2:
                    continue
                yield queue(a, n, acw=(0, 16)[count % 2], within=(20, 0, 4, 90)[count % 4], patience=256 * p,
                            short=(0, 0, 5)[count % 3], rule=1 + count % 5)
    for n in (1, 4.5, 20, 120, 1000):
        for a in loads(n):
            for places in (0.5, 1, 2.25, 7, 40):
                count += 1
                if count % 3:
                    continue
                patience = (0, 0.5, 1, 6, 0, 60)[count // 3 % 6] * 256
                acw = (0, 0, 64)[count // 3 % 3]
                yield queue(a, n, acw=acw, within=(20, 0, 60, 5)[count // 3 % 4], patience=patience,
                            lines=n + places - n * acw / 256, short=(0, 3)[count // 3 % 2],
                            rule=1 + count // 3 % 5, flags=COUNT_BLOCKED * (count // 3 % 2))
    # as people have them, where load and times are rounded
    for agents, patience, lines in ((34, 0, 0), (30, 180, 0), (34, 180, 50), (38, 0, 45)):
        q = queue(1, agents, acw=30, patience=patience, lines=lines, rule=OFFERED)
        q.update(calls=250.0, interval=1800.0, aht=210.0)
        yield q


def check():
    for n, a in ((1, 0.25), (7, 9.5), (50, 45.0), (50, 80.0), (300, 500.0)):
        assert abs(loss(mpf(n), mpf(a)) / recursion(n, mpf(a)) - 1) < mpf(10) ** -50, (n, a)
    for n, a, p in ((3, 4.0, 0.5), (20, 18.0, 6.0), (20, 25.0, 1.0)):
        times = [mpf(0.25)]
        closed, at = erlang_a(mpf(n), mpf(a), mpf(p), times)
        summed, found = finite(mpf(n), mpf(a), mpf(p), 400 + 40 * n, mpf(1), times)
        for name in closed:
            assert abs(closed[name] - summed[name]) < mpf(10) ** -45, name
        for name in at[0]:
            assert abs(at[0][name] - found[0][name]) < mpf(10) ** -45, name


def main():
    mp.dps = DIGITS
    check()
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sensitivity.csv")
    with open(path, "w", newline="", encoding="ascii") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(INPUTS + ["rule", "flags", "figure", "value"] + ["by_" + name for name in INPUTS])
        for q in queues():
            out.writerows(rows_of(q))


if __name__ == "__main__":
    main()
