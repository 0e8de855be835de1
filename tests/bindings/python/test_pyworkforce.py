# SPDX-License-Identifier: MIT
"""The documented examples of pyworkforce (its README and its Erlang B guide) by our names, with what is wrong in them.

Times there are in minutes; asa is the time within which calls are to be answered, not a mean wait."""
import math

import pytest
import wfm

QUEUE = wfm.Queue(calls=100, interval_s=1800, aht_s=180, answer_within_s=20)
ROUNDED = 5e-5  # four digits are printed


@pytest.mark.parametrize("level, raw, positions", [(0.80, 14, 20), (0.85, 14, 20), (0.90, 15, 22)])
def test_erlang_c_required_positions(level, raw, positions):
    answer = QUEUE.staffing_agents(wfm.Targets(service_level=level, max_occupancy=0.85))
    assert answer.agents == raw
    assert wfm.shrinkage_rostered(answer.agents, 0.3, "up") == positions


def test_erlang_c_figures():
    metrics = QUEUE.replace(agents=14).evaluate()
    assert metrics.service_level == pytest.approx(0.8883500191794669, rel=1e-13)
    assert metrics.wait_probability == pytest.approx(0.1741319335950498, rel=1e-13)
    assert metrics.occupancy == pytest.approx(0.7142857142857143, rel=1e-15)


def test_erlang_a_required_positions():
    queue = QUEUE.replace(patience_s=300, service_rule="virtual")
    answer = queue.staffing_agents(wfm.Targets(service_level=0.8, max_occupancy=0.85, abandonment=0.05))
    metrics = queue.replace(agents=13).evaluate()
    assert answer.agents == 13 and wfm.shrinkage_rostered(13, 0.3, "up") == 19
    assert metrics.occupancy == pytest.approx(0.7500, abs=ROUNDED)
    # Printed 0.2265, 0.0253 and 0.1258 min, of which the last is not even patience times the second: it is 0.2258,
    # 0.0250 and 0.1248 min, as the chain of states itself says.
    states = [1.0]
    for calls in range(1, 200):
        states.append(states[-1] * 10 / (min(calls, 13) + max(0, calls - 13) * 180 / 300))
    waiting = sum(states[13:]) / sum(states)
    queued = sum((calls - 13) * share for calls, share in enumerate(states) if calls > 13) / sum(states)
    assert metrics.wait_probability == pytest.approx(waiting, rel=1e-12) == pytest.approx(0.2258, abs=ROUNDED)
    assert metrics.abandonment == pytest.approx(queued / 10 * 180 / 300, rel=1e-12)
    assert metrics.abandonment == pytest.approx(0.0250, abs=ROUNDED)
    assert metrics.wait_mean_s / 60 == pytest.approx(queued / 10 * 3, rel=1e-12) == pytest.approx(0.1248, abs=ROUNDED)


def test_erlang_b_required_positions():
    trunks = wfm.trunks_lines(load_erl=10, blocking=0.02)
    assert trunks.lines == 17 and wfm.shrinkage_rostered(17, 0.3, "up") == 25
    # Printed 0.0183 and 0.9375, which belong to no 17 lines at 10 erlangs: 0.0129 and 0.5806 do.
    assert trunks.blocking == pytest.approx(0.0129, abs=ROUNDED)
    assert trunks.carried_erl / 17 == pytest.approx(0.5806, abs=ROUNDED)
    assert abs(trunks.blocking - 0.0183) > 0.005


@pytest.mark.parametrize("load, blocking, printed, right", [
    (8, 0.01, 14, 15), (8, 0.02, 13, 14), (10, 0.01, 17, 18)])
def test_erlang_b_guide(load, blocking, printed, right):
    assert wfm.trunks_lines(load, blocking).lines == right == math.ceil(
        wfm.erlang_b_servers_for_blocking(load, blocking))
    assert wfm.erlang_b(printed, load) > blocking >= wfm.erlang_b(right, load)
