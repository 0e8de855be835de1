# SPDX-License-Identifier: MIT
"""Statuses of the C library as exceptions (errors) and warnings (caveats)."""
import sys
import warnings

from ._wfm import ffi, lib


class WfmError(ValueError):
    """A call that the library refused. `argument` names which input was wrong, `name` and `status` say how, `row` where
    in a column (None where the call has no rows)."""

    def __init__(self, status, row=None, argument=None, text=None):
        self.status = status
        self.row = row
        self._said = (argument, text)
        self.name = ffi.string(lib.wfm_status_name(status)).decode()
        self.text = "%s: %s" % (argument, text) if argument else ffi.string(lib.wfm_status_text(status)).decode()
        before, colon, _ = self.text.partition(": ")
        self.argument = before if colon else self.name.partition("_")[2]
        super().__init__(self.text if row is None else "row %d: %s" % (row, self.text))

    def __reduce__(self):
        return type(self), (self.status, self.row, *self._said)


class BadArgument(WfmError):
    """An argument outside its domain (bad_calls, bad_aht, ...)."""


class MissingArgument(WfmError):
    """Something that is needed is not given (no_target, no_service_rule, ...), or there is too little of it."""


class BeyondLimit(WfmError):
    """More than the library goes up to (too_many_lines, ...)."""


class Conflict(WfmError):
    """Arguments that do not go together, or say nothing together (meaningless, not_plain, not_together, ...)."""


class CaveatWarning(UserWarning):
    """The result is valid, and something about it should be known. `status` is the caveat's bit."""

    status = 0

    def __init__(self, text=None):
        super().__init__(text or ffi.string(lib.wfm_status_text(self.status)).decode())


KINDS = (("bad_", BadArgument), ("no_", MissingArgument), ("too_few", MissingArgument),
         ("too_little", MissingArgument), ("too_", BeyondLimit))


def error_of_given(status, given):
    """The error of an argument that C sees only as a null or as a length, or None: given are names with what was given,
    a struct of columns as a pair of names that it needs and its members."""
    name = ffi.string(lib.wfm_status_name(status)).decode()
    pairs = [pair for argument, value in given
             for pair in (value.needed() if hasattr(value, "needed") else [(argument, value)])]
    for argument, value in pairs:
        if value is None and name.endswith("_column"):
            return MissingArgument(status, None, argument, "is needed, and not given")
        if name == "bad_count" and hasattr(value, "__len__") and len(value) == 0:
            return BadArgument(status, None, argument, "must not be empty")
    return None


def error_of(status, row=None):
    name = ffi.string(lib.wfm_status_name(status)).decode()
    for start, kind in KINDS:
        if name.startswith(start):
            return kind(status, row)
    return (WfmError if name == "unknown" else Conflict)(status, row)


def caveat_class(bit):
    """The warning of a caveat: of overloaded OverloadedWarning."""
    name = ffi.string(lib.wfm_status_name(bit)).decode()
    title = "".join(word.capitalize() for word in name.split("_")) + "Warning"
    text = ffi.string(lib.wfm_status_text(bit)).decode()
    return type(title, (CaveatWarning,), {"__doc__": text, "__module__": "wfm", "status": bit})


CAVEATS = {}


def level_outside():
    """The stack level, for who calls this, of the first frame that is not the package's own."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        level, frame = level + 1, frame.f_back
    return level


def check(status, rows=None, strict=True, given=()):
    """Raises an error, warns of caveats. With strict off, errors of rows stand in `rows` alone."""
    if status == 0:
        return
    if status < 0:
        row = rows.first_bad() if rows is not None else None
        if row is None or strict:
            raise error_of_given(status, given) or error_of(status if row is None else rows.value[row], row)
        return
    for bit in (1 << place for place in range(31)):
        if status & bit:
            if bit not in CAVEATS:
                CAVEATS[bit] = caveat_class(bit)
            warnings.warn(CAVEATS[bit](), stacklevel=level_outside())
