# SPDX-License-Identifier: MIT
"""Formulas over arrays: broadcasting, strides, out=, no copies, and the interpreter free meanwhile."""
import sys
import threading
import tracemalloc

import numpy
import pytest
import wfm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from support import FORMULAS, others_run_during
from wfm import _spread

SHAPES = arrays.mutually_broadcastable_shapes(num_shapes=3, max_dims=4, max_side=5)


def view_of(draw, shape):
    """An array of a shape, over memory of some layout: steps of several elements, backwards, axes in any order."""
    steps = [draw(st.sampled_from([1, 2, 3, -1, -2])) for _ in shape]
    order = draw(st.permutations(range(len(shape))))
    memory = numpy.zeros([max(1, shape[axis] * abs(steps[axis])) for axis in order])
    memory[...] = numpy.random.default_rng(draw(st.integers(0, 99))).uniform(0, 40, memory.shape)
    view = memory.transpose(numpy.argsort(order)) if shape else memory
    return view[tuple(slice(None, None, step) for step in steps)][tuple(slice(0, length) for length in shape)]


@st.composite
def operands(draw):
    shapes = draw(SHAPES)
    return [view_of(draw, shape) for shape in shapes.input_shapes], shapes.result_shape, draw(st.booleans())


@given(operands())
@settings(max_examples=200, deadline=None)
def test_any_layout_gives_what_numbers_one_by_one_give(case):
    (servers, load, t), shape, with_out = case
    out = numpy.empty(shape + (2,))[..., 1] if with_out else None
    got = wfm.erlang_c_wait_tail(servers, load, t, out=out)
    assert got is out or not with_out
    assert numpy.shape(got) == shape
    expected = [wfm.erlang_c_wait_tail(float(a), float(b), float(c)) for a, b, c in numpy.broadcast(servers, load, t)]
    assert numpy.asarray(got).reshape(-1).tolist() == expected


@given(st.floats(), st.floats(), st.floats())
@settings(deadline=None)
def test_any_numbers_give_a_number(servers, load, t):
    for function, names in FORMULAS.items():
        if len(names) == 3:
            assert isinstance(getattr(wfm, function)(servers, load, t), float)


@given(st.integers(1, 400), st.floats(0.01, 300), st.floats(0.01, 50))
@settings(deadline=None)
def test_laws_of_queues(servers, load, patience):
    blocked, waits = wfm.erlang_b(servers, load), wfm.erlang_c(servers, load)
    assert 0 <= blocked <= waits <= 1
    assert blocked + wfm.erlang_b_compl(servers, load) == pytest.approx(1, abs=1e-15)
    assert wfm.erlang_c(servers + 1, load) <= waits
    assert blocked * (1 - 1e-12) <= wfm.erlang_a_waiting(servers, load, patience) <= waits * (1 + 1e-12)
    if 1e-200 < blocked < 1:
        assert wfm.erlang_b_servers_for_blocking(load, blocked) == pytest.approx(servers, rel=1e-9)


@given(st.floats(1, 500), st.floats(0.5, 0.99))
@settings(deadline=None)
def test_the_agents_found_meet_the_target_and_one_fewer_do_not(calls, level):
    queue = wfm.Queue(calls=calls, interval_s=1800, aht_s=200, answer_within_s=20)
    agents = queue.staffing_agents(wfm.Targets(service_level=level)).agents
    assert queue.replace(agents=agents).evaluate().service_level >= level - 1e-12
    with pytest.warns() if (agents - 1) * 1800 <= calls * 200 else pytest.MonkeyPatch.context():
        assert agents == 0 or queue.replace(agents=agents - 1).evaluate().service_level < level


def test_kinds_of_arguments():
    assert type(wfm.erlang_c(34, 29)) is float
    assert type(wfm.erlang_c(34.0, numpy.float64(29))) is float
    assert wfm.erlang_c(numpy.array([34.0]), 29.0).shape == (1,)
    assert wfm.erlang_c([34, 35], 29).shape == (2,)
    assert wfm.erlang_c(numpy.int32([34, 35]), numpy.float32(29)).tolist() == wfm.erlang_c([34, 35], 29).tolist()
    assert wfm.erlang_c(numpy.float64([34]).astype(">f8"), 29)[0] == wfm.erlang_c(34, 29)
    assert wfm.erlang_c(numpy.empty((0, 3)), 1.0).shape == (0, 3)
    assert wfm.erlang_c(servers=34, load=29) == wfm.erlang_c(34, 29)
    for bad in ("34", None, ["34", "35"], [34, None], 1j, object()):
        with pytest.raises(TypeError):
            wfm.erlang_c(bad, 29.0)
    with pytest.raises(ValueError):
        wfm.erlang_c([1, 2, 3], [1, 2])


def test_unaligned_columns_are_copied_and_right():
    records = numpy.zeros(50, dtype=[("flag", "u1"), ("load", "f8")])
    records["load"] = numpy.linspace(1, 30, 50)
    assert records["load"].strides[0] % 8
    assert wfm.erlang_c(34, records["load"]).tolist() == wfm.erlang_c(34, records["load"].copy()).tolist()
    wfm.erlang_c(34, records["load"].copy(), out=records["load"])
    assert records["load"][-1] == wfm.erlang_c(34, 30)


def test_out_is_checked_and_may_be_an_argument():
    load = numpy.linspace(1, 30, 20)
    expected = wfm.erlang_c(34, load)
    for bad in (numpy.empty(19), numpy.empty(20, "float32"), [0.0] * 20, numpy.empty((20, 1))):
        with pytest.raises(TypeError):
            wfm.erlang_c(34, load, out=bad)
    frozen = numpy.empty(20)
    frozen.flags.writeable = False
    with pytest.raises(TypeError):
        wfm.erlang_c(34, load, out=frozen)
    memory = load.copy()
    assert wfm.erlang_c(34, memory, out=memory) is memory and memory.tolist() == expected.tolist()
    memory = load.copy()
    wfm.erlang_c(34, memory, out=memory[::-1])
    assert memory[::-1].tolist() == expected.tolist()


def test_c_gets_the_arrays_themselves(monkeypatch):
    seen = []

    def spy(*arguments):
        seen.append([int(_spread.ffi.cast("uintptr_t", each)) for each in arguments[:-1:2]] + list(arguments[1::2]))
        seen[-1].append(arguments[-1])
    monkeypatch.setattr(wfm._api, "_erlang_c_n", spy)
    block = numpy.zeros((4, 1000, 2))
    servers, load, out = block[0, :, 0], block[1, ::-1, 1], block[2, :, 0]
    wfm.erlang_c(servers, load, out=out)
    addresses = [each.__array_interface__["data"][0] for each in (servers, load, out)]
    assert len(seen) == 1 and seen[0][:3] == addresses and seen[0][3:6] == [2, -2, 2] and seen[0][6] == 1000
    seen.clear()
    wfm.erlang_c(34.0, numpy.zeros((5, 200)))
    assert len(seen) == 1 and seen[0][3:5] == [0, 1] and seen[0][6] == 1000


def test_no_memory_is_taken_with_out():
    load, out = numpy.linspace(1, 30, 1_000_000), numpy.empty(1_000_000)
    tracemalloc.start()
    wfm.erlang_c(34.0, load, out=out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000


def test_other_threads_run_while_a_formula_does():
    load, out = numpy.linspace(1, 30, 300_000), numpy.empty(300_000)
    assert others_run_during(lambda: wfm.erlang_c(34.0, load, out=out))
    assert not others_run_during(lambda: sum(range(1000))) or sys.implementation.name != "cpython"


def test_threads_give_what_one_gives():
    load = numpy.linspace(1, 60, 200_000)
    expected, outs = wfm.erlang_b(40.5, load), [numpy.empty_like(load) for _ in range(4)]
    workers = [threading.Thread(target=wfm.erlang_b, args=(40.5, load), kwargs={"out": out}) for out in outs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert all(out.tobytes() == expected.tobytes() for out in outs)


def test_nothing_wraps_and_nothing_masked_counts():
    for event in ([2 ** 32 + 2], numpy.array([2 ** 32 + 2])):
        with pytest.raises(OverflowError):
            wfm.Measure(interval_s=1800, answer_within_s=20).calls(dict(
                arrival_s=[0], wait_s=[1], talk_s=60, hold_s=0, acw_s=0, event=event))
    with pytest.raises(OverflowError):
        wfm.forecast_days(100.0, {}, numpy.array([2 ** 64 - 5], "u8"))
    load = numpy.ma.array([30.0, 1e9], mask=[0, 1])
    seen = wfm.erlang_c(34.0, load)
    assert seen[0] == wfm.erlang_c(34.0, 30.0) and numpy.isnan(seen[1])
    with pytest.raises(wfm.BadArgument):
        wfm.plan(calls=load, interval_s=1800, aht_s=200, service_level=0.8, answer_within_s=20)


def test_work_and_columns_are_as_long_as_c_is_told():
    calls, size = numpy.ones(240), wfm.forecast_ratio_work(240)
    given = dict(count=240, calls=calls, period=12, work=numpy.zeros(size), work_count=size)
    for short in (dict(calls=calls[:200]), dict(work=numpy.zeros(size - 1))):
        with pytest.raises(ValueError, match="at least"):
            wfm.forecast_moving_ratio(dict(given, **short), "median", numpy.zeros(12))
    wfm.forecast_moving_ratio(given, "median", numpy.zeros(12))
    with pytest.raises(ValueError, match="index: at least 12 elements are wanted"):
        wfm.forecast_moving_ratio(given, "median", numpy.zeros(11))


def test_a_matrix_is_as_large_as_c_writes():
    day, calls = numpy.arange(20000, 20140), numpy.random.default_rng(1).poisson(40.0, (140, 6)).astype(float)
    grid, work = wfm.ForecastGrid(calls=calls, day=day), numpy.zeros(wfm.forecast_work(6))
    model = wfm.forecast_fit(grid, 0, 0, work, len(work), None)
    ahead = day[-1] + 1 + numpy.arange(3)
    for shape in ((3, 6), (4, 7)):
        wfm.forecast_predict(grid, model, work, len(work), 3, ahead, numpy.zeros(shape))
    for shape in ((2, 6), (3, 5)):
        with pytest.raises(ValueError, match="calls: at least 3 x 6 elements are wanted"):
            wfm.forecast_predict(grid, model, work, len(work), 3, ahead, numpy.zeros(shape))
    with pytest.raises(TypeError, match="work: a writable array of at least"):
        wfm.forecast_predict(grid, model, work[:10], len(work), 3, ahead, numpy.zeros((3, 6)))
    with pytest.raises(ValueError, match="effect: at least 45 elements are wanted"):
        wfm.forecast_effects(grid, model, work, len(work), numpy.zeros(44), None)


def refused_when_short(call, name, *shape):
    """An array of the shape does, and one that is shorter by one in any dimension is refused by its name."""
    def of(*lengths):
        return numpy.zeros(lengths, "int32" if name == "code" else "int64" if name == "days" else "float64")
    call(of(*shape))
    for axis in range(len(shape)):
        with pytest.raises(ValueError, match="%s: at least %s elements" % (name, " x ".join(map(str, shape)))):
            call(of(*(each - (place == axis) for place, each in enumerate(shape))))


def test_no_array_is_shorter_than_c_reads_or_writes():
    days, slots = 140, 6
    day = numpy.arange(20000, 20000 + days)
    calls = numpy.random.default_rng(1).poisson(40.0, (days, slots)).astype(float)
    grid, work = wfm.ForecastGrid(calls=calls, day=day), numpy.zeros(wfm.forecast_work(slots))
    refused_when_short(lambda code: wfm.forecast_fit(grid, 0, 0, work, len(work), code), "code", days)
    refused_when_short(lambda code: wfm.forecast_outages(grid, code), "code", days, slots)
    refused_when_short(lambda coarser: wfm.forecast_coarsen(grid, 2, coarser), "coarser", days, slots // 2)
    model = wfm.forecast_fit(grid, 0, 0, work, len(work), None)
    effect = numpy.zeros(45)
    refused_when_short(lambda seen: wfm.forecast_effects(grid, model, work, len(work), effect, seen), "days", 45)
    with pytest.raises(ValueError, match="day: at least 3 elements"):
        wfm.forecast_predict(grid, model, work, len(work), 3, day[-1:] + 1, numpy.zeros((3, slots)))
    history, size = dict(day=day, calls=calls.sum(axis=1)), wfm.forecast_clean_work(days)
    memory, code = numpy.zeros(size), numpy.zeros(days, "int32")
    refused_when_short(lambda event: wfm.forecast_clean(history, event, memory, size, code, None), "event", days)
    refused_when_short(lambda short: wfm.forecast_clean(history, None, memory, size, short, None), "code", days)
    refused_when_short(lambda off: wfm.forecast_clean(history, None, memory, size, code, off), "off", days)
    clock = wfm.ForecastClock()
    with pytest.raises(ValueError, match="day: at least 4 elements"):
        wfm.forecast_clock_apply(clock, 1, 4, 48, day[:3], numpy.zeros((4, 48)))
    with pytest.raises(ValueError, match="matrix: at least 4 x 48 elements"):
        wfm.forecast_clock_apply(clock, 1, 4, 48, day[:4], numpy.zeros((4, 47)))


def test_no_column_of_a_struct_is_shorter_than_c_reads_or_writes():
    past = numpy.ones((20, 4))
    for name in ("forecast", "actual"):
        with pytest.raises(ValueError, match="%s: at least 20 x 4 elements" % name):
            wfm.forecast_variance_learn(dict({"days": 20, "slots": 4, "forecast": past, "actual": past},
                                             **{name: past[:19]}))
    handled = dict(days=20, slots=4, calls=past, seconds=past, day=numpy.arange(20))
    for name, short in (("calls", past[:, :3]), ("seconds", past[:19]), ("day", numpy.arange(19))):
        with pytest.raises(ValueError, match="%s: at least 20" % name):
            wfm.forecast_handle_learn(dict(handled, **{name: short}), None)
    with pytest.raises(ValueError, match="load_erl: at least 20 x 4 elements"):
        wfm.trunks_busy_hour(dict(days=20, slots=4, load_erl=past[:19], length=4), None)
    refused_when_short(lambda day_erl: wfm.trunks_busy_hour(dict(days=20, slots=4, load_erl=past, length=4), day_erl),
                       "day_erl", 20)
    classes = dict(load_erl=[3.0, 2.0], lines_per_call=[1.0, 2.0])
    memory = numpy.zeros(wfm.classes_work(classes, 10))
    refused_when_short(lambda blocking: wfm.classes_blocking(classes, 10, memory, len(memory), dict(blocking=blocking)),
                       "blocking", 2)
    refused_when_short(lambda state: wfm.classes_blocking(classes, 10, memory, len(memory), dict(
        state=state, state_count=11)), "state", 11)
    network = dict(groups=2, load_erl=[5.0, 4.0], group_lines=[4.0, 3.0], lines=5)
    refused_when_short(lambda mean: wfm.overflow_final(network, dict(mean_erl=mean)), "mean_erl", 2)
    with pytest.raises(ValueError, match="load_erl: at least 2 elements"):
        wfm.overflow_final(dict(network, load_erl=[5.0]), {})


def test_what_c_writes_of_a_struct_is_what_the_caller_gave():
    blocked = numpy.full(4, 7.0)
    wfm.overflow_final(dict(groups=2, load_erl=[5.0, 4.0], group_lines=[4.0, 3.0], lines=5),
                       dict(blocking=blocked[::2]))
    assert 0 < blocked[0] < 1 and 0 < blocked[2] < 1 and blocked[[1, 3]].tolist() == [7, 7]
    for other in ([0.0], numpy.zeros(1, "float32"), numpy.ma.zeros(1)):
        with pytest.raises(TypeError, match="blocking: an array of float64"):
            wfm.overflow_final(dict(groups=1, load_erl=[5.0], group_lines=[4.0], lines=5), dict(blocking=other))


def test_scores_of_a_backtest_are_as_many_as_c_writes():
    days, slots = 140, 6
    calls = numpy.random.default_rng(1).poisson(40.0, (days, slots)).astype(float)
    grid, work = wfm.ForecastGrid(calls=calls, day=20000 + numpy.arange(days)), wfm.forecast_backtest_work(slots)
    memory = numpy.zeros(work)
    refused_when_short(lambda wape: wfm.forecast_backtest(grid, 2, 1, 0, memory, work, dict(wape=wape)), "wape", 48)
    with pytest.raises(TypeError, match="wape: an array of float64"):
        wfm.forecast_backtest(grid, 2, 1, 0, memory, work, dict(wape=0.0))


def test_what_imported_intervals_cover_is_a_matrix():
    count, matrix = 48 * 30, numpy.zeros((30, 48))
    covered = wfm.forecast_import_intervals(dict(start_s=numpy.arange(count) * 1800.0, calls=numpy.ones(count),
                                                 interval_s=1800.0, first_day=0, days=30, slots=48), matrix)
    assert covered.shape == (30, 48) and (covered == 1800).all() and (matrix == 1).all()


def test_closed_intervals_and_events_are_seen():
    days, slots = 140, 6
    day, calls = 20000 + numpy.arange(days), numpy.random.default_rng(1).poisson(40.0, (days, slots)).astype(float)

    def ahead(**more):
        work, found = numpy.zeros(wfm.forecast_work(slots)), numpy.zeros((7, slots))
        grid = wfm.ForecastGrid(calls=calls, day=day, **more)
        model = wfm.forecast_fit(grid, 0, 0, work, len(work), None)
        wfm.forecast_predict(grid, model, work, len(work), 7, day[-1] + 1 + numpy.arange(7), found)
        return found
    closed = numpy.zeros((days, slots))
    assert ahead(closed=closed).tolist() == ahead().tolist() == ahead(closed=0.0).tolist()
    closed[:, 0] = 1
    assert ahead(closed=closed)[:, 0].sum() == 0 < ahead()[:, 0].sum()
    assert ahead(closed=closed[:, ::-1]).tolist() == ahead(closed=closed[:, ::-1].copy()).tolist()
    with pytest.raises(ValueError):
        ahead(closed=closed[:3])
    with pytest.raises(wfm.WfmError):
        ahead(event_day=[20010], event_kind=[99])
    with pytest.raises(wfm.WfmError):
        ahead(event_day=[20010])
