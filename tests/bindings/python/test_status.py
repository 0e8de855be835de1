# SPDX-License-Identifier: MIT
"""Every status of the library becomes the right exception or warning, and real calls raise them."""
import pickle
import warnings

import numpy
import pytest
import wfm
from support import STATUSES
from wfm import _status

QUEUE = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)


@pytest.mark.parametrize("constant", [name for name, value in STATUSES.items() if value < 0])
def test_an_error_is_an_exception_that_names_the_argument(constant):
    status = STATUSES[constant]
    with pytest.raises(wfm.WfmError) as caught:
        _status.check(status)
    error = caught.value
    kind = {"BAD": wfm.BadArgument, "NO": wfm.MissingArgument, "TOO": wfm.BeyondLimit}.get(
        constant.split("_")[1], wfm.Conflict)
    if constant.startswith(("WFM_TOO_FEW", "WFM_TOO_LITTLE")):
        kind = wfm.MissingArgument
    assert type(error) is kind
    assert (error.status, error.name, error.row) == (status, constant[len("WFM_"):].lower(), None)
    text = wfm.status_text(status)
    assert str(error) == text and error.argument
    assert text.startswith(error.argument + ": ") or ": " not in text
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.status, str(again)) == (type(error), status, text)


@pytest.mark.parametrize("constant", [name for name, value in STATUSES.items() if value > 0])
def test_a_caveat_is_a_warning_of_its_own_class(constant):
    words = constant[len("WFM_CAVEAT_"):].split("_")
    kind = getattr(wfm, "".join(word.capitalize() for word in words) + "Warning")
    assert issubclass(kind, wfm.CaveatWarning)
    with pytest.warns(kind, match=wfm.status_text(STATUSES[constant]).split(":")[0]):
        _status.check(STATUSES[constant])


def test_several_caveats_are_several_warnings():
    with pytest.warns() as caught:
        _status.check(1 | 2 | 16)
    assert [each.category for each in caught] == [wfm.OverloadedWarning, wfm.TargetMissedWarning,
                                                  wfm.LinesApproximateWarning]
    assert {each.filename for each in caught} != {_status.__file__}


def test_codes_of_a_newer_library():
    with pytest.raises(wfm.WfmError) as caught:
        _status.check(-30000)
    assert type(caught.value) is wfm.WfmError
    with pytest.warns(wfm.CaveatWarning):
        _status.check(1 << 30)
    _status.check(0)


@pytest.mark.parametrize("changes, argument", [
    ({"calls": -1}, "calls"), ({"interval_s": 0}, "interval_s"), ({"aht_s": float("nan")}, "aht_s"),
    ({"acw_s": 300}, "acw_s"), ({"agents": -1}, "agents"), ({"patience_s": -1}, "patience_s"),
    ({"answer_within_s": -1}, "answer_within_s"), ({"flags": 1 << 20}, "flags"), ({"service_rule": 99}, "service_rule"),
])
def test_a_bad_member_is_named(changes, argument):
    with pytest.raises(wfm.BadArgument) as caught:
        QUEUE.replace(**changes).evaluate()
    assert caught.value.argument == argument


def test_missing_and_conflicting_arguments():
    with pytest.raises(wfm.MissingArgument):
        QUEUE.replace(patience_s=60).evaluate()
    with pytest.raises(wfm.MissingArgument):
        QUEUE.staffing_agents(wfm.Targets())
    with pytest.raises(wfm.Conflict):
        QUEUE.staffing_agents_general(wfm.General(service_scv=0.5), wfm.PatienceLaw(law="weibull", mean_s=60, shape=1),
                                      wfm.Targets(service_level=0.8))
    with pytest.raises(wfm.BeyondLimit):
        QUEUE.replace(calls=1e9, agents=1, lines=1e9).evaluate()


def test_a_warning_points_at_the_caller():
    with pytest.warns(wfm.OverloadedWarning) as caught:
        metrics = QUEUE.replace(agents=20).evaluate()
    assert caught[0].filename == __file__ and metrics.service_level == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error", wfm.OverloadedWarning)
        with pytest.raises(wfm.OverloadedWarning):
            QUEUE.replace(agents=20).evaluate()


def test_a_plan_warns_whoever_asks_for_it_each_time():
    def plan():
        return wfm.plan(calls=[10], interval_s=1800, aht_s=200, service_level=1, answer_within_s=20)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        plan()
    assert [each.filename for each in caught] == [__file__] * len(caught) and caught


def test_names_of_constants_and_structs():
    assert wfm.constant("WFM_OK") == 0 and wfm.constant("WFM_BAD_CALLS") == wfm.StatusCode.BAD_CALLS
    assert wfm.constant("WFM_NONE_OF_THEM") == -2147483648
    assert wfm.struct_size("wfm_queue") > 0 and wfm.struct_size("queue") == 0
    for other in (None, 1):
        with pytest.raises((TypeError, AttributeError)):
            wfm.constant(other)


def test_statuses_go_where_they_should_or_are_refused():
    queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, answer_within_s=20)
    targets, calls = wfm.Targets(service_level=0.8), [250.0, -1, 250]
    status = numpy.full(3, 7, "int32")
    queue.staffing_intervals(targets, calls, 210.0, status=status, strict=False)
    assert status.tolist() == [0, wfm.StatusCode.BAD_CALLS, 0]
    locked = numpy.zeros(3, "int32")
    locked.flags.writeable = False
    for bad in (numpy.zeros(6, "int32")[::2], numpy.zeros(3, "int32")[::-1], numpy.zeros(4, "int32"),
                numpy.zeros(3), [0, 0, 0], locked):
        with pytest.raises(TypeError, match="status: a writable array of 3 elements of int32 without gaps"):
            queue.staffing_intervals(targets, calls, 210.0, status=bad, strict=False)


def test_a_bad_row_is_named_or_kept():
    targets, calls = wfm.Targets(service_level=0.8), [100, 200, -5, 250]
    with pytest.raises(wfm.BadArgument, match="row 2: calls") as caught:
        QUEUE.staffing_intervals(targets, calls, 210)
    assert caught.value.row == 2 and caught.value.argument == "calls"
    status = numpy.full(4, 77, "int32")
    agents = QUEUE.staffing_intervals(targets, calls, 210, strict=False, status=status)
    assert agents[[0, 1, 3]].tolist() == [15, 28, 34] and numpy.isnan(agents[2])
    assert status.tolist() == [0, 0, STATUSES["WFM_BAD_CALLS"], 0]
    with pytest.raises(wfm.MissingArgument):
        QUEUE.staffing_intervals(wfm.Targets(), calls, 210)
    kept = wfm.plan(calls=[100, 200], interval_s=1800, aht_s=210, asa_s=10, rounding=99, strict=False)
    assert kept["status"].tolist() == [STATUSES["WFM_BAD_ROUNDING"]] * 2 and numpy.isnan(kept["agents"]).all()
    plan = dict(calls=calls, interval_s=1800, aht_s=210, service_level=0.8, answer_within_s=20)
    with pytest.raises(wfm.BadArgument, match="row 2: calls"):
        wfm.plan(**plan)
    kept = wfm.plan(strict=False, columns=["agents"], **plan)
    assert sorted(kept) == ["agents", "status"] and kept["status"][2] == STATUSES["WFM_BAD_CALLS"]
