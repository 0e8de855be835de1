# SPDX-License-Identifier: MIT
"""What the Python side costs, as ratios: of seconds nothing is promised."""
import time

import numpy
import pytest
import wfm
from wfm._wfm import ffi, lib


def ratio(one, other, rounds):
    """Of the least times, taken in turns: other work on the machine only ever adds to a time."""
    least = {one: float("inf"), other: float("inf")}
    for _ in range(rounds):
        for work in least:
            started = time.perf_counter()
            work()
            least[work] = min(least[work], time.perf_counter() - started)
    return least[one] / least[other]


def test_a_million_cost_what_they_cost_in_c():
    load, out = numpy.random.default_rng(1).uniform(1, 40, 1_000_000), numpy.empty(1_000_000)
    servers = numpy.array([34.0])
    pointers = [ffi.cast("double *", each.ctypes.data) for each in (servers, load, out)]
    seen = ratio(lambda: wfm.erlang_c(34.0, load, out=out),
                 lambda: lib.wfm_erlang_c_n(pointers[0], 0, pointers[1], 1, pointers[2], 1, len(load)), 9)
    print("a million through NumPy: %.3f times C" % seen)
    assert seen <= 1.3


@pytest.mark.parametrize("name, work", [
    ("a formula", lambda call=wfm.workload_agents: [call(34.0, 29.0) for _ in range(200)]),
    ("erlang_c in cffi", lambda call=lib.wfm_erlang_c: [call(34.0, 29.0) for _ in range(200)]),
])
def test_a_number_costs_little_more_than_an_empty_call(name, work):
    empty = lib.wfm_version_number
    seen = ratio(work, lambda: [empty() for _ in range(200)], 2000)
    print("%s: %.2f times an empty cffi call" % (name, seen))
    assert seen <= 3
