# SPDX-License-Identifier: MIT
"""The package without NumPy, pytest or anything else but itself: in a bare virtual environment, and in PyPy."""
import array
import ctypes
import os
import sys
import threading
import warnings

import wfm
from support import FORMULAS, number, others_run_during, rows

try:
    import numpy
except ImportError:
    numpy = None


def refused(kind, work):
    try:
        work()
    except kind as error:
        return error
    raise AssertionError("%s was not raised" % kind.__name__)


def check_formulas():
    seen = 0
    for row in rows("erlang_c"):
        servers, load = number(row["servers"]), number(row["load"])
        if 1e-6 <= load <= 1e7 and servers <= 1e7 and abs(number(row["c"])) > 1e-300:
            assert abs(wfm.erlang_c(servers, load) / number(row["c"]) - 1) < 1e-14, row
            seen += 1
    assert seen > 300
    for name, arguments in FORMULAS.items():
        values = [12.0, 10.0, 0.5, 0.25, 0.75][:len(arguments)]
        one = getattr(wfm, name)(*values)
        many = getattr(wfm, name)(*[[each] * 3 for each in values])
        assert type(one) is float and type(many) is array.array and many.tolist()[2:] == [one] * 1 or one != one, name


def check_columns():
    load = array.array("d", [1, 10, 20, 30])
    expected = [wfm.erlang_b(25.0, each) for each in load]
    assert wfm.erlang_b(25, load).tolist() == expected == wfm.erlang_b(25, tuple(load)).tolist()
    out = array.array("d", bytes(32))
    assert wfm.erlang_b(25, load, out=out) is out and out.tolist() == expected
    strided = memoryview(array.array("d", [1, 0, 10, 0, 20, 0, 30, 0]))[::2]
    assert wfm.erlang_b(25, strided).tolist() == expected
    refused(TypeError, lambda: wfm.erlang_b(25, None))
    refused(TypeError, lambda: wfm.erlang_b("25", 1.0))
    size = wfm.forecast_ratio_work(24)
    given = dict(count=24, calls=[1.0] * 24, period=12, work_count=size)
    for code in "dlqf":
        work = dict(given, work=array.array(code, bytes(8 * size)))
        moving = lambda: wfm.forecast_moving_ratio(work, "median", array.array("d", bytes(96)))
        moving() if code == "d" else refused(TypeError, moving)
    refused(ValueError, lambda: wfm.erlang_b([1, 2], [1, 2, 3]))
    refused((TypeError, ValueError), lambda: wfm.erlang_b(25, load, out=array.array("d", [0])))
    assert wfm.erlang_b(wfm.erlang_b(0, 1), 1) == 0.5


def check_records():
    queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
    assert round(100 * queue.evaluate().service_level) == 82
    assert repr(queue) == "Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)"
    error = refused(wfm.BadArgument, lambda: queue.replace(aht_s=-1).evaluate())
    assert error.argument == "aht_s"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        queue.replace(agents=20).evaluate()
    assert [each.category for each in caught] == [wfm.OverloadedWarning]
    plan = wfm.plan(calls=[100, 200, 250], interval_s=1800, aht_s=210, service_level=0.8, answer_within_s=20)
    assert plan["agents"].tolist() == [15, 28, 34] and plan["status"].tolist() == [0, 0, 0]
    grid = wfm.PlanInput(calls=[100, 200], interval_s=1800, aht_s=210, service_level=0.8, answer_within_s=20)
    assert grid.totals_of(grid.staff()).agent_hours == 21.5
    assert grid.totals_of(grid.staff(), rows=[1]).agent_hours == 14
    targets = wfm.Targets(service_level=0.8)
    error = refused(wfm.BadArgument, lambda: queue.staffing_intervals(targets, [100, -1], 210))
    assert error.row == 1
    share, index = wfm.forecast_learn_intervals(wfm.ForecastGrid(calls=[[1, 2], [3, 2]]))
    assert share.tolist() == [0.5, 0.5] and len(index) == 2
    measure = wfm.Measure(interval_s=1800, answer_within_s=20)
    measure.calls(dict(arrival_s=[0, 5], wait_s=[1, 2], talk_s=60, hold_s=0, acw_s=0, event=[2, 2]))
    assert measure.figures_of(0, 1, 0).answered == 2 and len(measure.cells) == wfm.MeasureCell.CELLS
    assert wfm.measure_hazard(dict(wait_s=[5, 10], ended=1, cut=0), [0, 10], 0.95)["exposure_s"].tolist() == [15]


def check_threads():
    load = array.array("d", [1 + 20 * step / 300_000 for step in range(300_000)])
    outs = [array.array("d", bytes(8 * len(load))) for _ in range(2)]
    workers = [threading.Thread(target=wfm.erlang_c, args=(34.0, load), kwargs={"out": out}) for out in outs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert outs[0] == outs[1] and outs[0][-1] == wfm.erlang_c(34.0, load[-1])
    assert others_run_during(lambda: wfm.erlang_c(34.0, load, out=outs[0]))


def main():
    assert numpy is None or os.environ.get("WFM_NUMPY"), "NumPy is here, and should not be"
    assert "site-packages" in wfm.__file__, wfm.__file__
    for check in (check_formulas, check_columns, check_records, check_threads):
        check()
    if os.environ.get("WFM_SHARED"):
        shared = ctypes.CDLL(os.environ["WFM_SHARED"]).wfm_erlang_a_waiting
        shared.restype, shared.argtypes = ctypes.c_double, [ctypes.c_double] * 3
        assert shared(34, 29, 0.5) == wfm.erlang_a_waiting(34, 29, 0.5)
    print("%s %s: fine without NumPy" % (sys.implementation.name, sys.version.split()[0]))


main()
