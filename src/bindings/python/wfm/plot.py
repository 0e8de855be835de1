# SPDX-License-Identifier: MIT
"""Pictures of queues and plans, through matplotlib. Each draws into `ax`, or a new figure, and returns the axes."""
import math
import warnings
from typing import TYPE_CHECKING, Any

from . import _api
from ._status import CaveatWarning

if TYPE_CHECKING:
    from . import Queue

BLUE, GREY, RED, GREEN = "#1f5fa8", "#8a8f98", "#c0392b", "#2e7d4f"


def _axes(ax: Any) -> Any:
    if ax is not None:
        return ax
    from matplotlib import pyplot
    return pyplot.subplots(figsize=(8, 4.5), layout="constrained")[1]


def _evaluated(queue: "Queue", agents: float) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CaveatWarning)
        return queue.replace(agents=agents).evaluate()


def _around(queue: "Queue") -> "list[float]":
    load = _evaluated(queue, max(queue.agents, 1)).load_erl  # which says what is not given
    centre = queue.agents or math.ceil(load)
    spread = max(6, round(2 * math.sqrt(max(centre, 1))))
    return [max(0, math.floor(centre) - spread) + step for step in range(2 * spread + 1)]


def service_level(queue: "Queue", agents: Any = None, targets: Any = None, ax: Any = None) -> Any:
    """Service level and occupancy against the number of agents; with targets the least agents that meet them."""
    ax = _axes(ax)
    agents = list(agents) if agents is not None else _around(queue)
    rows = [_evaluated(queue, each) for each in agents]
    ax.plot(agents, [100 * each.service_level for each in rows], color=BLUE, marker="o", markersize=3,
            label="service level within %g s" % queue.answer_within_s)
    ax.plot(agents, [100 * each.occupancy for each in rows], color=GREY, label="occupancy")
    if targets is not None:
        targets = targets if isinstance(targets, _api.Targets) else _api.Targets(**targets)
        answer = queue.staffing_agents(targets)
        if targets.service_level:
            ax.axhline(100 * targets.service_level, color=GREEN, linewidth=1, linestyle="--")
        ax.axvline(answer.agents, color=GREEN, linewidth=1, linestyle="--", label="%g agents" % answer.agents)
    ax.set(xlabel="agents", ylabel="%", ylim=(0, 103), title="%g calls of %g s in %g min" % (
        queue.calls, queue.aht_s, queue.interval_s / 60))
    ax.legend(frameon=False)
    return ax


def waits(queue: "Queue", until_s: "float | None" = None, ax: Any = None) -> Any:
    """The share of the calls that wait longer than t, with the answer time of the service level marked."""
    ax = _axes(ax)
    queue.evaluate()  # which warns of what should be known, once
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CaveatWarning)
        if until_s is None:
            least, beyond = max(2 * queue.answer_within_s, 1.0), queue.wait_quantile(0.98)
            until_s = max(least, beyond) if math.isfinite(beyond) else max(least, 60.0)
        times = [until_s * step / 200 for step in range(201)]
        shares = [100 * queue.wait_tail(each) for each in times]
        beyond = 100 * queue.wait_tail(queue.answer_within_s) if queue.answer_within_s else 0
    ax.plot(times, shares, color=BLUE)
    if queue.answer_within_s:
        ax.plot([queue.answer_within_s] * 2, [0, beyond], color=GREEN, linestyle="--", linewidth=1)
        ax.annotate("%.1f %% wait longer than %g s" % (beyond, queue.answer_within_s),
                    (queue.answer_within_s, beyond), xytext=(8, 8), textcoords="offset points")
    ax.set(xlabel="wait, s", ylabel="% of calls still waiting", xlim=(0, until_s), ylim=(0, None))
    return ax


def day(plan: Any, scheduled: Any = None, labels: Any = None, ax: Any = None) -> Any:
    """A plan's agents and people to roster by interval, and where a schedule is above or below them."""
    ax = _axes(ax)
    agents = list(plan["agents"])
    places = list(range(len(agents)))
    edges = [place - 0.5 for place in places] + [len(agents) - 0.5]
    ax.stairs(agents, edges, color=BLUE, linewidth=1.6, label="agents needed")
    if "rostered" in plan:
        ax.stairs(list(plan["rostered"]), edges, color=GREY, label="to roster")
    if scheduled is not None:
        scheduled = list(scheduled)
        if len(scheduled) != len(agents):
            raise ValueError("scheduled: %d numbers are wanted, not %d" % (len(agents), len(scheduled)))
        above = [max(have, need) for have, need in zip(scheduled, agents)]
        below = [min(have, need) for have, need in zip(scheduled, agents)]
        ax.stairs(above, edges, baseline=agents, fill=True, color=GREY, alpha=0.25, label="scheduled above")
        ax.stairs(agents, edges, baseline=below, fill=True, color=RED, alpha=0.35, label="scheduled below")
    if labels is not None:
        step = max(1, len(agents) // 12)
        ax.set_xticks(places[::step], [str(each) for each in list(labels)[::step]])
    ax.set(xlabel="interval", ylabel="people", ylim=(0, None))
    ax.legend(frameon=False)
    return ax
