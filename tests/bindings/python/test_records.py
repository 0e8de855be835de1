# SPDX-License-Identifier: MIT
"""Records, columns, enumerations and the whole list of functions: what the headers declare is there, and works."""
import ast
import copy
import doctest
import inspect
import os
import pickle

import numpy
import pytest
import wfm
from support import CONSTANTS, FUNCTIONS, ROOT, STATUSES, STRUCTS
from wfm._columns import Direct
from wfm._records import started
from wfm._wfm import ffi, lib

QUEUE = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
STUBS = os.path.join(os.path.dirname(wfm.__file__), "__init__.pyi")
# Array forms and init functions serve others; everything else has its name.
SHOWN = [name[len("wfm_"):] for name in FUNCTIONS if not (name.endswith("_n") and name[:-2] in FUNCTIONS)
         and not (name.endswith("_init") and name[:-5] in STRUCTS)]


def test_every_function_of_the_library_is_there_with_its_words():
    for name in SHOWN:
        function = getattr(wfm, name)
        assert function.__doc__ and len(function.__doc__) > 40, name
        assert name in wfm.__all__


def test_every_function_is_called_by_the_one_of_its_name():
    for name in FUNCTIONS:
        assert getattr(lib, name)
    for name in SHOWN:
        source = inspect.getsource(getattr(wfm, name))
        assert "lib.wfm_%s(" % name in source or "_%s(" % name in source, name


def test_every_struct_has_a_class_with_its_members():
    for struct, declared in STRUCTS.items():
        kind = getattr(wfm, "".join(word.capitalize() for word in struct.split("_")[1:]))
        members = [name for type_, name in declared.members
                   if type_ != "ptrdiff_t" and name != "struct_size" and not name.startswith("reserved")]
        if kind is wfm.Measure:
            continue
        counts = {name for type_, name in declared.members if type_ == "int64_t" and
                  (name == "count" or name.endswith("_count"))}
        counts = counts if issubclass(kind, wfm.Columns) and not hasattr(kind, "WRITTEN") else set()
        counts |= {"days", "slots"} if kind is wfm.ForecastGrid else set()
        assert [field[0] for field in kind.FIELDS] == [name for name in members if name not in counts], struct


def test_every_constant_is_there():
    values = {}
    for name in wfm.__all__:
        if hasattr(getattr(wfm, name), "__members__"):
            values[name] = {int(each) for each in getattr(wfm, name)}
    assert set(STATUSES.values()) == values["StatusCode"]
    assert set(CONSTANTS.values()) == set().union(*values.values())
    assert wfm.ServiceRule.OFFERED == CONSTANTS["WFM_SERVICE_OFFERED"]
    assert wfm.GeneralFlag.FIXED_SERVICE == CONSTANTS["WFM_GENERAL_FIXED_SERVICE"]


def test_stubs_say_what_the_package_has():
    with open(STUBS, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    stubs = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    assert set(wfm.__all__) <= set(stubs) and set(stubs) <= set(wfm.__all__)
    for name in wfm.__all__:
        if inspect.isfunction(getattr(wfm, name)) and name != "plan":
            arguments = stubs[name].args
            written = [each.arg for each in arguments.args + arguments.kwonlyargs]
            assert written == list(inspect.signature(getattr(wfm, name)).parameters), name
        elif isinstance(stubs[name], ast.ClassDef) and name in ("Queue", "PlanInput", "Measure"):
            methods = {each.name for each in stubs[name].body if isinstance(each, ast.FunctionDef)}
            assert methods - {"__init__"} <= set(dir(getattr(wfm, name))) | {"oldest", "cells"} | {
                each[0] for each in getattr(getattr(wfm, name), "FIELDS", ())} | set(getattr(wfm.Measure, "SET"))
    assert os.path.exists(os.path.join(os.path.dirname(STUBS), "py.typed"))


def test_the_examples_of_the_package_and_its_readme_run():
    assert doctest.testmod(wfm).failed == 0 and doctest.testmod(wfm).attempted
    readme = os.path.join(ROOT, "src", "bindings", "python", "README.md")
    results = doctest.testfile(readme, module_relative=False)
    assert results.failed == 0 and results.attempted > 8


def test_records_are_small_and_do_not_change():
    assert repr(QUEUE) == "Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)"
    assert eval(repr(QUEUE), {"Queue": wfm.Queue}) == QUEUE and hash(QUEUE) == hash(QUEUE.replace())
    assert QUEUE != QUEUE.replace(calls=251) and QUEUE != 5
    for attempt in (lambda: setattr(QUEUE, "calls", 3), lambda: setattr(QUEUE, "callz", 3)):
        with pytest.raises(AttributeError, match="does not change"):
            attempt()
    with pytest.raises(TypeError):
        wfm.Queue(callz=3)
    assert pickle.loads(pickle.dumps(QUEUE)) == QUEUE == copy.deepcopy(QUEUE)
    assert "service_level=0.81508" in repr(QUEUE.evaluate()) and "asa_s " in str(QUEUE.evaluate())
    assert wfm.queue_evaluate(dict(QUEUE.as_dict())) == QUEUE.evaluate()
    with pytest.raises(TypeError):
        wfm.queue_evaluate(wfm.Targets())


def test_choices_by_word_number_and_constant():
    assert wfm.Queue(service_rule="excluding-abandoned") == wfm.Queue(service_rule="excluding")
    for rule in ("offered", "OFFERED", wfm.ServiceRule.OFFERED, 2):
        assert QUEUE.replace(service_rule=rule).service_rule is wfm.ServiceRule.OFFERED
    with pytest.raises(ValueError, match="answered, offered"):
        QUEUE.replace(service_rule="ofered")
    order = [wfm.trunks_for_queue(QUEUE, 0.01, each).lines for each in ("queue-first", "block_first", 1)]
    assert order[1] == order[2]
    flags = wfm.QueueFlag.COUNT_BLOCKED | wfm.QueueFlag.SKIP_MEANS
    assert numpy.isnan(QUEUE.replace(flags=flags, patience_s=60, service_rule="offered").evaluate().asa_s)


def test_several_results_have_names():
    needed, factor = wfm.shrinkage_factor(22, wfm.AgentsAway(absent=2))
    assert (needed, factor) == (24, 24 / 22)
    found = QUEUE.staffing_calls(wfm.Targets(service_level=0.8))
    assert found.binding is wfm.Binding.SERVICE_LEVEL and found.calls == found[0]


def test_a_plan_is_columns_that_pandas_takes():
    columns = dict(calls=numpy.array([100.0, 0, 9, 200, 9, 250])[::3], aht_s=[210.0, 200.0], interval_s=1800,
                   service_level=0.8, answer_within_s=20, shrinkage=0.3, scheduled=[16, 20])
    with pytest.warns(wfm.CaveatWarning):
        plan = wfm.plan(**columns)
        grid = wfm.PlanInput(**columns)
        totals = grid.totals_of(grid.staff(), hours_per_fte=8)
    assert plan["agents"].tolist() == [15, 27] and plan["rostered"].tolist() == [22, 39]
    for row, calls in enumerate((100, 200)):
        one = wfm.Queue(calls=calls, interval_s=1800, aht_s=columns["aht_s"][row], answer_within_s=20,
                        agents=plan["agents"][row])
        assert plan["asa_s"][row] == one.evaluate().asa_s
    assert totals.agent_hours == 21 and totals.peak_row == 1
    assert set(plan) == {field[0] for field in wfm.PlanOutput.FIELDS}
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(plan, index=["10:00", "10:30"])
    assert frame.loc["10:30", "agents"] == 27 and frame["gap"].tolist() == [1, -7]
    with pytest.warns(wfm.CaveatWarning):
        again = wfm.plan(**dict(columns, calls=pandas.Series([100, 200], index=["a", "b"])))
    assert again["agents"].tolist() == [15, 27]
    only = wfm.plan(**dict(columns, scheduled=None), columns=("agents",))
    assert set(only) == {"agents", "status"}
    with pytest.raises(ValueError, match="none of"):
        wfm.plan(**columns, columns=("agentz",))


def test_columns_of_any_kind():
    targets = wfm.Targets(service_level=0.8)
    flat = QUEUE.staffing_intervals(targets, [100, 200], 210)
    square = QUEUE.staffing_intervals(targets, numpy.array([[100, 200], [200, 100]]), 210)
    assert square.tolist() == [[15, 28], [28, 15]] and flat.tolist() == [15, 28]
    out = numpy.zeros(4)
    QUEUE.staffing_intervals(targets, [100, 200], 210, out=out[::2])
    assert out.tolist() == [15, 0, 28, 0]
    memory = numpy.array([100.0, 200, 250])
    QUEUE.staffing_intervals(targets, memory, 210, out=memory[::-1])
    assert memory.tolist() == [34, 28, 15]
    with pytest.raises(TypeError):
        QUEUE.staffing_intervals(targets, [100, 200], 210, out=numpy.zeros(3))
    with pytest.raises(ValueError):
        QUEUE.staffing_intervals(targets, [100, 200], [210, 210, 210])
    with pytest.raises(TypeError):  # of a day number a fraction would be lost
        wfm.forecast_days(100, {}, [20000.5])
    dates = numpy.array(["2026-03-09", "2026-03-10"], "datetime64[D]")
    assert wfm.forecast_days(100, {}, dates).tolist() == wfm.forecast_days(100, {}, [20521, 20522]).tolist()
    assert wfm.forecast_day_number(2026, 3, 9) == 20521
    assert wfm.shrinkage_round([1.4, 1.4, 1.4], "carry").tolist() == [1, 2, 1]
    assert len(QUEUE.staffing_intervals(targets, [], 210)) == 0


def test_columns_too_short_are_refused_before_c_reads_them():
    with pytest.raises(ValueError):
        QUEUE.staffing_agents_priority("nonpreemptive", [20, 30], None, wfm.PriorityTargets(asa_s=[10, 20, 30]))
    history = dict(day=[20000, 20001], calls=[5, 6, 7])
    with pytest.raises(ValueError):
        wfm.forecast_level(history, {})
    with pytest.raises(ValueError):
        wfm.forecast_days(100, dict(month_index=[1.0] * 11, weekday_index=[1.0] * 7), [20000])
    grid = wfm.PlanInput(calls=[100, 200], interval_s=1800, aht_s=210, service_level=0.8, answer_within_s=20)
    with pytest.raises(ValueError):
        grid.totals_of({name: column[:1].repeat(3) for name, column in grid.staff().items()})


def test_priorities_forecasts_and_hazards():
    queue = wfm.Queue(interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
    classes = queue.priorities("nonpreemptive", [100, 150])
    assert classes["wait_mean_s"][0] < classes["wait_mean_s"][1] and "status" not in classes
    agents, row = queue.staffing_agents_priority("nonpreemptive", [100, 150], None, wfm.PriorityTargets(asa_s=[10, 30]))
    assert agents >= 30 and row in (0, 1)
    days = list(range(20000, 20000 + 3 * 366))
    calls = [100 + 10 * (day % 7) for day in days]
    indices = wfm.forecast_learn_days(dict(day=days, calls=calls))
    level = wfm.forecast_level(dict(day=days, calls=calls), indices)
    ahead = wfm.forecast_days(level, indices, [21100, 21101])
    assert numpy.allclose(ahead, [100 + 10 * (day % 7) for day in (21100, 21101)], rtol=0.02)
    assert len(indices["date_index"]) == 31 and len(indices["week_index"]) == 5
    calls_ahead, year = wfm.forecast_year_to_days(dict(day=days, calls=calls), indices,
                                                  wfm.ForecastComing(day=range(21098, 21098 + 366)))
    assert len(calls_ahead) == 366 and numpy.isclose(calls_ahead.sum(), year.year, rtol=1e-12)
    share, index = wfm.forecast_learn_intervals(wfm.ForecastGrid(calls=numpy.array([[1, 2, 3], [3, 2, 1.0]]).T))
    assert share.tolist() == [0.5, 0.5][:len(share)] or len(share) == 2
    judged = wfm.forecast_judged(wfm.ForecastJudgement(
        customers=[5000, 5000, 5100, 5100, 5150], calls_per_customer=[1.5, 1.5, 1.5, 1.5, 2],
        event_period=[0, 1, 2, 3, 4], event_calls=[650, 1325, 600, 325, 200]))
    assert judged.tolist() == [8150, 8825, 8250, 7975, 10500]
    waits = dict(wait_s=[5, 10, 20, 40], ended=[1, 0, 1, 1], cut=[0, 1, 0, 0])
    hazard = wfm.measure_hazard(waits, [0, 15, 50], 0.95)
    assert hazard["hazard_per_s"].tolist() == [1 / 45, 2 / 30] and len(hazard["exposure_s"]) == 2
    announced = wfm.IntradayCaller(agents=20, aht_s=240, quantile=0.9).announce_queue(count=3)
    assert announced["offered_wait_mean_s"].tolist() == [12, 24, 36]


def test_measuring_by_events_is_measuring_by_columns():
    given = dict(interval_s=1800, intervals=2, answer_within_s=20)
    one, other = wfm.Measure(**given), wfm.Measure(**given)
    columns = dict(arrival_s=[5, 100, 1900], wait_s=[3, 30, 10], talk_s=[100, 0, 60], hold_s=[0, 0, 0],
                   acw_s=[10, 0, 0], event=[wfm.CallEvent.HANDLED, wfm.CallEvent.ABANDONED, wfm.CallEvent.HANDLED])
    one.calls(columns)
    half = wfm.Measure(**given)
    half.calls(wfm.Calls(**{name: values[:2] for name, values in columns.items()}))
    other.calls({name: values[2:] for name, values in columns.items()})
    other.merge(half)
    assert one.figures_of(0, 2, 3600) == other.figures_of(0, 2, 3600)
    assert one.cells.tobytes() == other.cells.tobytes() and one.cells.shape == (2, int(CONSTANTS["WFM_CELLS"]))
    figures = one.figures_of(0, 2, 3600)
    assert (figures.calls, figures.abandoned, figures.aht_s) == (3, 1, 85)
    with pytest.raises(wfm.BadArgument):
        wfm.Measure(interval_s=0)
    with pytest.raises(wfm.Conflict):
        one.merge(wfm.Measure(interval_s=900, intervals=2, answer_within_s=20))


def test_functions_with_arguments_as_in_c():
    """What Direct makes of arrays and records, by calls that also have a face of their own."""
    direct, value, rounded = Direct(), numpy.array([[1.4, 9], [1.4, 9], [1.4, 9]])[:, 0], numpy.zeros(3)
    arguments = direct.column(value, "double", 1, False), direct.column(rounded, "double", 1, True)
    assert [each[1] for each in arguments] == [2, 1]
    assert lib.wfm_shrinkage_round(3, *arguments[0], 3, *arguments[1], *direct.column(None, "int32_t", 0, True)) == 0
    assert rounded.tolist() == [1, 2, 1]
    share = numpy.zeros(2)
    grid = direct.struct(dict(calls=numpy.array([[1, 2], [3, 2]])), wfm.ForecastGrid)
    assert lib.wfm_forecast_learn_intervals(grid, *direct.column(share, "double", 1, True), ffi.NULL, 0) == 0
    assert share.tolist() == [0.5, 0.5]
    assert lib.wfm_queue_evaluate(direct.struct(QUEUE, wfm.Queue), started("wfm_queue_metrics")) == 0
    calls = numpy.arange(6.0).reshape(2, 3).T
    assert direct.column(calls, "double", 2, True)[1:] == (1, 3)
    for bad in (numpy.zeros(3, "float32"), [1.0, 2.0], numpy.zeros((2, 2))):
        with pytest.raises(TypeError):
            direct.column(bad, "double", 1, True)


def test_the_version_is_one():
    assert wfm.__version__ == wfm.version_string() == ffi.string(lib.wfm_version_string()).decode()
    from importlib.metadata import version
    assert version("wfm") == wfm.__version__
