# SPDX-License-Identifier: MIT
"""The one struct with a state: the intervals that are measured, and the memory for them."""
from ._columns import numpy
from ._records import named, put, started
from ._status import BadArgument, check
from ._wfm import ffi, lib


class Measure:
    """Counts calls by interval; `event` and `calls` add to it, `figures_of` tells what happened.

    Arguments:
        start_s [s]: when interval 0 begins, on the clock of the calls
        interval_s [s]: length of an interval
        intervals [rows]: how many are held: the newest seen and those before it
        answer_within_s [s]: the T of the service levels
        short_abandon_s [s]: who hangs up within it counts in no rule
        bins, bin_s: bins of waits and their width, for the rule virtual
        flags: MeasureFlag, added up
    """

    STRUCT = "wfm_measure"
    SET = ("start_s", "interval_s", "answer_within_s", "short_abandon_s", "bin_s", "bins", "intervals", "flags")

    def __init__(self, *, interval_s, intervals=1, start_s=0.0, answer_within_s=0.0, short_abandon_s=0.0, bins=0,
                 bin_s=0.0, flags=0):
        self._pointer = pointer = started(self.STRUCT)
        values = (start_s, interval_s, answer_within_s, short_abandon_s, bin_s, bins, intervals, flags)
        for name, value in zip(self.SET, values):
            put(pointer, name, value)
        if pointer.intervals < 1:
            raise BadArgument(lib.WFM_BAD_COUNT, argument="intervals", text="must be at least 1")
        row = lib.WFM_CELLS + 2 * max(pointer.bins, 0)
        try:
            self._cells = ffi.new("double[]", row * pointer.intervals)
        except OverflowError as error:
            raise named(error, "intervals") from None
        pointer.cells, pointer.cells_stride = self._cells, row
        check(lib.wfm_measure_start(pointer))

    def __getattr__(self, name):
        if name.startswith("_") or name not in self.SET + ("oldest",):
            raise AttributeError(name)
        return getattr(self._pointer, name)

    @property
    def cells(self):
        """The sums, a row for each interval held (interval k in row k mod intervals): a view of the memory itself."""
        view = ffi.buffer(self._cells)
        module = numpy()
        if module is None:
            return memoryview(view).cast("d")
        return module.frombuffer(view).reshape(self.intervals, -1)

    def __repr__(self):
        return "Measure(%s)" % ", ".join("%s=%g" % (name, getattr(self._pointer, name)) for name in self.SET
                                         if getattr(self._pointer, name))


def state(measure):
    if not isinstance(measure, Measure):
        raise TypeError("Measure is wanted, not %s" % type(measure).__name__)
    return measure._pointer
