# SPDX-License-Identifier: MIT
"""A year of 200 queues in quarter hours, agents for 80/20 in one call; beside C, and Python without a library."""
import sys
import time

import numpy
import wfm
from wfm._wfm import ffi, lib

rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200 * 35_040
hour = numpy.arange(rows) / 4 % 24
calls = 5 + 60 * numpy.exp(-((hour - 11.5) / 3.5) ** 2) * (1 + numpy.arange(rows) // 35_040 % 7)
aht_s = 180 + 30.0 * (numpy.arange(rows) % 5)
queue, targets = wfm.Queue(interval_s=900, answer_within_s=20), wfm.Targets(service_level=0.8)


def pure_python(calls, aht_s):
    """The usual loop: Erlang C by recursion from one agent, and agents added until the level is met."""
    load, agents, inverse_b = calls * aht_s / 900, 0, 1.0
    while True:
        agents, inverse_b = agents + 1, 1 + inverse_b * (agents + 1) / load
        free = agents - load
        if free > 0 and numpy.exp(-free * 20 / aht_s) / (1 + (inverse_b - 1) * free / agents) <= 0.2:
            return agents


started = time.perf_counter()
agents = queue.staffing_intervals(targets, calls, aht_s)
ours = time.perf_counter() - started
columns = [part for each in (calls, aht_s, numpy.empty(rows)) for part in (ffi.from_buffer("double[]", each), 1)]
records = wfm._records.given(queue, wfm.Queue), wfm._records.given(targets, wfm.Targets)
started = time.perf_counter()
lib.wfm_staffing_intervals(*records, rows, *columns, ffi.NULL)
in_c = time.perf_counter() - started
sample = range(0, rows, max(1, rows // 2000))
started = time.perf_counter()
assert [pure_python(calls[row], aht_s[row]) for row in sample] == [agents[row] for row in sample]
loop = (time.perf_counter() - started) / len(sample) * rows
print("%d intervals: %.2f s from Python, %.2f s in C, %.0f s in pure Python" % (rows, ours, in_c, loop))
