# SPDX-License-Identifier: MIT
"""Every example runs as it stands, and says what it should; each is short."""
import glob
import os
import subprocess
import sys

import pytest
from support import HERE, ROOT

FOLDER = os.path.join(ROOT, "examples", "python")
SAYS = {
    "one_queue": ["34 agents: 81.5 % within 20 s", "needed for 80/20 at 85 % occupancy: 35 agents; occupancy decided",
                  "aht_s is wrong"],
    "day_plan": ["10:00  108 calls  19 agents  28 to roster   87.5 %", "187.0 agent hours"],
    "arrays": ["34 agents:  29.3 % wait", "[18. 17. 15.]"],
    "announce": ["place  1: about  12 s"],
    "measure_calls": ["12 calls, 4 hung up", "offered:   50.0 %"],
    "pictures": ["waits.svg"],
    "year": ["4000 intervals: "],
    "without_wheel": ["C(34, 29.17) = 0.2930", "fine: 95 % wait at most 76.8 s"],
}


def test_every_example_is_tested_and_short():
    names = {os.path.basename(each)[:-3] for each in glob.glob(os.path.join(FOLDER, "*.py"))}
    assert names == set(SAYS)
    for name in names:
        with open(os.path.join(FOLDER, name + ".py"), encoding="utf-8") as file:
            assert len(file.readlines()) < (40 if name != "without_wheel" else 31), name


@pytest.mark.parametrize("name", sorted(SAYS))
def test_an_example_says_what_it_should(name, tmp_path):
    arguments = {"pictures": [str(tmp_path)], "year": ["4000"], "without_wheel": [os.environ["WFM_SHARED"]]}
    result = subprocess.run([sys.executable, "-B", os.path.join(FOLDER, name + ".py"), *arguments.get(name, [])],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    assert result.returncode == 0 and result.stderr == "", result.stderr
    for words in SAYS[name]:
        assert words in result.stdout


def test_pictures_show_what_they_should():
    import matplotlib
    matplotlib.use("Agg")
    import wfm
    import wfm.plot
    queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
    axes = wfm.plot.service_level(queue, agents=range(30, 43), targets=wfm.Targets(service_level=0.8))
    level, occupancy = [list(line.get_ydata()) for line in axes.lines[:2]]
    assert level[4] == 100 * queue.evaluate().service_level and level == sorted(level)
    assert occupancy == sorted(occupancy, reverse=True) and len(level) == 13
    waits = wfm.plot.waits(queue, until_s=60)
    assert list(waits.lines[0].get_ydata())[0] == 100 * queue.evaluate().wait_probability
    day = wfm.plot.day({"agents": [3, 5, 4]}, scheduled=[4, 4, 4], labels=["8:00", "8:30", "9:00"])
    assert [each.get_text() for each in day.get_legend().get_texts()] == [
        "agents needed", "scheduled above", "scheduled below"]
    assert HERE


def test_pictures_of_overload_and_of_what_is_missing():
    import matplotlib
    matplotlib.use("Agg")
    import wfm
    import wfm.plot
    queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=20, answer_within_s=20)
    with pytest.warns(wfm.OverloadedWarning) as seen:
        axes = wfm.plot.waits(queue)
    assert len(seen) == 1 and min(axes.lines[0].get_ydata()) == 100
    wfm.plot.service_level(queue.replace(agents=34), targets=dict(service_level=0.8))
    with pytest.raises(wfm.WfmError):
        wfm.plot.service_level(wfm.Queue())
    with pytest.raises(ValueError, match="scheduled: 3 numbers are wanted, not 2"):
        wfm.plot.day({"agents": [3, 5, 4]}, scheduled=[4, 4])
