# SPDX-License-Identifier: MIT
"""The mathematics of contact-center workforce management: libwfm.

    >>> import wfm
    >>> queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
    >>> round(queue.evaluate().service_level, 3)
    0.815
    >>> wfm.staffing_agents(queue, wfm.Targets(service_level=0.8)).agents
    34.0

Formulas (erlang_b, erlang_c_asa, ...) take numbers or arrays and count time in handle times; everything else takes
records (Queue, Targets, ...), in seconds, and columns. What the library refuses is an exception (WfmError), what should
be known of a valid result a warning (CaveatWarning). Plots are in wfm.plot, which needs matplotlib.
"""
from . import _api
from ._api import *  # noqa: F401,F403
from ._records import Columns, Record
from ._status import BadArgument, BeyondLimit, CaveatWarning, Conflict, MissingArgument, WfmError

__version__ = _api.version_string()


def plan(*, columns=None, strict=True, **given):
    """Staffs every row of columns: PlanInput(...).staff(). The answer is a dict of columns, as pandas takes it.

    With strict off a row in error has NaN and its status in the column status, and raises nothing."""
    return _api.plan_staff(_api.PlanInput(**given), columns=columns, strict=strict)


__all__ = [*_api.__all__, "BadArgument", "BeyondLimit", "CaveatWarning", "Columns", "Conflict", "MissingArgument",
           "Record", "WfmError", "plan"]
for _name in __all__:  # where they are found, not where they are written
    globals()[_name].__module__ = __name__
