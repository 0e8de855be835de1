# SPDX-License-Identifier: MIT
"""What is raised names the argument that it is about."""
import ast
import copy
import inspect
import os
import shutil
import subprocess
import sys

import numpy
import pytest
import wfm

QUEUE = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
TARGETS = wfm.Targets(service_level=0.8)
PLAN = dict(calls=[100, 200], interval_s=1800, aht_s=210, service_level=0.8, answer_within_s=20)
STUBS = os.path.join(os.path.dirname(wfm.__file__), "__init__.pyi")
MEASURE = wfm.Measure(interval_s=1800)

REFUSED = [
    (TypeError, "calls: must be real number", lambda: QUEUE.replace(calls="x").evaluate()),
    (TypeError, "flags: an integer is required", lambda: QUEUE.replace(flags=1.5).evaluate()),
    (TypeError, "service_rule: an integer is required", lambda: QUEUE.replace(service_rule=1.5).evaluate()),
    (OverflowError, "service_rule: ", lambda: QUEUE.replace(service_rule=2 ** 40).evaluate()),
    (TypeError, "t_s: must be real number", lambda: QUEUE.wait_tail("x")),
    (TypeError, "aht_s: a number or a column", lambda: wfm.plan(**dict(PLAN, aht_s="x"))),
    (TypeError, "rounding: an integer is required", lambda: wfm.plan(**PLAN, rounding=1.5)),
    (TypeError, "calls: a number or a column", lambda: QUEUE.staffing_intervals(TARGETS, [1, "x"], 210)),
    (TypeError, "servers: a number or a column", lambda: wfm.erlang_c("x", 2.0)),
    (ValueError, "calls 2, aht_s 3$", lambda: wfm.plan(**dict(PLAN, aht_s=[1, 2, 3]))),
    (ValueError, "servers 2, load 3$", lambda: wfm.erlang_c([1, 2], [1, 2, 3])),
    (TypeError, "interval_s: must be real number", lambda: wfm.Measure(interval_s="x")),
    (TypeError, "bins: an integer is required", lambda: wfm.Measure(interval_s=1800, bins=None)),
    (OverflowError, "intervals: ", lambda: wfm.Measure(interval_s=1800, intervals=2 ** 62)),
    (OverflowError, "event: a number is too large", lambda: MEASURE.calls(dict(
        arrival_s=[0], wait_s=[1], talk_s=60, hold_s=0, acw_s=0, event=[2 ** 32 + 2]))),
    (TypeError, "work_count: an integer is required", lambda: wfm.forecast_fit(
        wfm.ForecastGrid(calls=numpy.ones((2, 2)), day=[1, 2]), 0, 0, numpy.zeros(9), "x", None)),
]

# Where C sees but a null or a length: the argument that it is in Python.
UNSAID = [
    (wfm.MissingArgument, "interval_s", lambda: wfm.plan(calls=[1], aht_s=200, service_level=0.8, answer_within_s=20)),
    (wfm.MissingArgument, "calls", lambda: wfm.plan(interval_s=1800, aht_s=200, service_level=0.8)),
    (wfm.MissingArgument, "weight", lambda: wfm.forecast_spread(100.0, None)),
    (wfm.MissingArgument, "calls", lambda: wfm.forecast_learn_intervals(wfm.ForecastGrid())),
    (wfm.BadArgument, "intervals", lambda: wfm.Measure(interval_s=1800, intervals=0)),
    (wfm.BadArgument, "intervals", lambda: wfm.Measure(interval_s=1800, intervals=-3)),
    (wfm.BadArgument, "values", lambda: wfm.measure_quantile([], 0.5)),
]


@pytest.mark.parametrize("kind, words, call", REFUSED, ids=[each[1] for each in REFUSED])
def test_an_argument_of_a_wrong_kind_is_named(kind, words, call):
    with pytest.raises(kind, match=words):
        call()


@pytest.mark.parametrize("kind, argument, call", UNSAID, ids=[each[1] for each in UNSAID])
def test_what_c_does_not_name_is_named(kind, argument, call):
    with pytest.raises(kind) as caught:
        call()
    error = caught.value
    assert type(error) is kind and error.argument == argument and str(error).startswith(argument + ": ")
    assert error.row is None and str(copy.copy(error)) == str(error) and copy.copy(error).argument == argument


def test_what_c_says_is_left_as_it_is():
    with pytest.raises(wfm.BadArgument, match="^row 1: calls: "):
        wfm.plan(**dict(PLAN, calls=[100, -1]))
    with pytest.raises(wfm.BadArgument, match="^aht_s: "):
        QUEUE.replace(aht_s=-1).evaluate()


def test_stubs_take_a_mapping_for_every_record_and_name_what_plans_take():
    with open(STUBS, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    stubs = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for function, argument in (("queue_evaluate", 0), ("staffing_agents", 1), ("plan_staff", 0)):
        assert "Mapping[str, Any]" in ast.unparse(stubs[function].args.args[argument].annotation), function
    named = [each.arg for each in stubs["plan"].args.kwonlyargs]
    assert named == ["columns", "strict", *list(inspect.signature(wfm.PlanInput).parameters)]
    assert stubs["plan"].args.kwarg is None


CHECKED = """import wfm, wfm.plot
q = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20, service_rule="offered")
wfm.plot.waits(q)
level: float = wfm.queue_evaluate({"calls": 3}).service_level
wfm.staffing_agents(q, {"service_level": 0.8}).agents
wfm.plan(calls=[1.0], interval_s=1800, aht_s=200, service_level=0.8, columns=["agents"])
"""


@pytest.mark.skipif(not shutil.which("mypy"), reason="mypy is not there")
def test_documented_use_is_right_to_a_type_checker(tmp_path):
    def errors(text):
        (tmp_path / "use.py").write_text(text)
        run = subprocess.run(["mypy", "--strict", "--python-executable", sys.executable, "--cache-dir",
                              str(tmp_path / "cache"), "use.py"], cwd=tmp_path, capture_output=True, text=True)
        return [line for line in run.stdout.splitlines() if line.startswith("use.py") and ": error:" in line]
    assert errors(CHECKED) == []
    assert len(errors(CHECKED + "wfm.plan(callz=[1.0])\nwfm.queue_evaluate(3)\n")) == 2
