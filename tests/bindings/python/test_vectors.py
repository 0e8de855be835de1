# SPDX-License-Identifier: MIT
"""The numbers: the reference vectors, and the C library itself, bit for bit."""
import ctypes
import math
import os
import random

import numpy
import pytest
import wfm
from support import FORMULAS, number, rows

# function: (file, column of the result); the arguments are the columns of their own names.
COLUMNS = {
    "erlang_b": ("erlang_b", "b"), "erlang_b_compl": ("erlang_b", "compl"), "erlang_b_ln": ("erlang_b", "ln"),
    "erlang_b_ln_dload": ("erlang_b", "ln_dload"), "erlang_b_ln_dservers": ("erlang_b", "ln_dservers"),
    "erlang_c": ("erlang_c", "c"), "erlang_c_compl": ("erlang_c", "compl"), "erlang_c_ln": ("erlang_c", "ln"),
    "erlang_c_ln_dload": ("erlang_c", "ln_dload"), "erlang_c_ln_dservers": ("erlang_c", "ln_dservers"),
    "erlang_c_asa": ("erlang_c", "asa"), "erlang_c_wait_tail": ("erlang_c", "wait_tail"),
    "erlang_c_service_level": ("erlang_c", "service_level"),
    "erlang_c_wait_quantile": ("erlang_c", "wait_quantile"),
    "erlang_a_waiting": ("erlang_a", "waiting"), "erlang_a_waiting_compl": ("erlang_a", "waiting_compl"),
    "erlang_a_abandonment": ("erlang_a", "abandonment"), "erlang_a_answered": ("erlang_a", "answered"),
    "erlang_a_wait_mean": ("erlang_a", "wait_mean"), "erlang_a_queue_mean": ("erlang_a", "queue_mean"),
    "erlang_a_wait_tail": ("erlang_a", "wait_tail"), "erlang_a_offered_wait_tail": ("erlang_a", "offered_wait_tail"),
    "erlang_a_service_level_answered": ("erlang_a", "sl_answered"),
    "erlang_a_service_level_offered": ("erlang_a", "sl_offered"),
    "erlang_a_service_level_sl2": ("erlang_a", "sl_sl2"),
    "erlang_a_service_level_excluding_abandoned": ("erlang_a", "sl_excluding"),
    "erlang_a_service_level_virtual": ("erlang_a", "sl_virtual"),
    "mdn_waiting": ("mdn", "waiting"), "mdn_wait_mean": ("mdn", "wait_mean"), "mdn_wait_tail": ("mdn", "wait_tail"),
}


def within(got, expected):
    """Well within what tells one formula from another, or one argument from another; C's own tests count the ulps."""
    scale = max(1.0, abs(math.log(abs(expected)))) if expected else 1.0
    return abs(got - expected) <= 1e-14 * scale * abs(expected) + 1e-15


@pytest.mark.parametrize("function", sorted(COLUMNS))
def test_a_formula_agrees_with_its_vectors(function):
    file, column = COLUMNS[function]
    arguments, expected = [], []
    for row in rows(file):
        values = [number(row[name]) for name in FORMULAS[function]]
        usual = 1e-6 <= values[1] <= 1e7 and 0 <= values[0] <= 1e7
        if usual and row[column] and abs(number(row[column])) > 1e-300:
            arguments.append(values)
            expected.append(number(row[column]))
    assert len(expected) > 40
    got = getattr(wfm, function)(*numpy.array(arguments).T)
    assert [(a, b, c) for a, b, c in zip(arguments, got, expected) if not within(b, c)] == []


def test_inverses_agree_with_their_vectors():
    seen = 0
    for row in rows("erlang_inverse"):
        model = "erlang_b_" if row["function"].endswith("blocking") else "erlang_c_"
        given, t, target = [number(row[name]) for name in ("given", "t", "target")]
        middle = (t,) if row["function"].endswith("service_level") else ()
        got = getattr(wfm, model + row["function"])(given, *middle, target)
        expected, condition = number(row["result"]), number(row["condition"])
        assert abs(got - expected) <= 2e-15 * max(condition, 1) * abs(expected), row
        seen += 1
    assert seen > 300


def test_announced_waits_agree_with_their_vectors():
    inputs = ("position", "agents", "aht_s", "patience_s", "own_patience_s", "quantile", "within_s")
    for row in rows("intraday"):
        wait = wfm.IntradayCaller(**{name: number(row[name]) for name in inputs}).announce()
        for name in ("offered_wait_mean_s", "answered", "wait_mean_s"):
            if row[name]:
                assert getattr(wait, name) == pytest.approx(number(row[name]), rel=1e-11, abs=1e-300), row


def test_survival_agrees_with_its_vectors():
    waits = list(rows("survival_waits"))
    for sample in sorted({row["sample"] for row in waits}):
        given = [row for row in waits if row["sample"] == sample]
        columns = {name: [number(row[name]) for row in given] for name in ("wait_s", "ended", "cut")}
        found = wfm.measure_survival(columns, 0.95)
        expected = {number(row["wait_s"]): number(row["survival"]) for row in rows("survival")
                    if row["sample"] == sample}
        assert expected
        for wait, survival in zip(columns["wait_s"], found["survival"]):
            if wait in expected and survival != pytest.approx(expected[wait], rel=1e-12):
                later = [each for each in columns["wait_s"] if each == wait]
                assert len(later) > 1, (sample, wait)


def test_redials_agree_with_their_vectors():
    for row in rows("redial"):
        queue = wfm.Queue(calls=number(row["fresh"]), interval_s=1, aht_s=1, agents=number(row["agents"]),
                          patience_s=number(row["patience"]), lines=number(row["lines"]), service_rule="offered")
        redials = wfm.Redials(**{name: number(row[name]) for name in ("after_blocked", "after_abandoned",
                                                                      "after_served")})
        load, metrics = queue.redial(redials)
        condition = max(1.0, number(row["condition"]))
        assert load.calls == pytest.approx(number(row["calls"]), rel=1e-13 * condition), row
        assert metrics.blocking == pytest.approx(number(row["blocking"]), rel=1e-11 * condition, abs=1e-15), row


@pytest.mark.parametrize("function", sorted(FORMULAS))
def test_a_formula_is_that_of_the_shared_library_to_the_bit(function):
    shared = getattr(ctypes.CDLL(os.environ["WFM_SHARED"]), "wfm_" + function)
    shared.restype, shared.argtypes = ctypes.c_double, [ctypes.c_double] * len(FORMULAS[function])
    draw = random.Random(function)
    kinds = [lambda: math.exp(draw.uniform(-3, 6)), draw.random, lambda: float(draw.randint(1, 40))]
    points = [[draw.choice(kinds)() for _ in FORMULAS[function]] for _ in range(300)]
    expected = numpy.array([shared(*each) for each in points])
    scalar = numpy.array([getattr(wfm, function)(*each) for each in points])
    array = getattr(wfm, function)(*numpy.array(points).T)
    assert numpy.isfinite(expected).any()
    assert scalar.tobytes() == expected.tobytes()
    assert array.tobytes() == expected.tobytes()
