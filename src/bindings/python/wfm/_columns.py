# SPDX-License-Identifier: MIT
"""Columns: from Python's arrays to the pointers and strides of the C library, without a copy where none is needed.

With NumPy everything that numpy.asarray takes is a column, and results are arrays. Without it a column is a number, a
sequence or a buffer of one dimension, and results are array.array.
"""
import array
import itertools
import math
from collections.abc import Mapping

from ._records import REAL, Columns, given, named, put, scalar, started
from ._status import MissingArgument
from ._wfm import ffi, lib

CODES = {"double": "d", "int32_t": "i", "int64_t": "q", "wfm_status": "i"}
DTYPES = {"double": "float64", "int32_t": "int32", "int64_t": "int64", "wfm_status": "int32"}
DTYPE_NAMES = {"float64": "double", "int32": "int32_t", "int64": "int64_t"}
NULL = (ffi.NULL, 0)
_numpy = []


def numpy():
    """NumPy, imported when the first column comes, or None."""
    if not _numpy:
        try:
            import numpy as module
        except ImportError:
            module = None
        else:
            REAL.update((module.float64, module.float32, module.int64, module.int32))
        _numpy.append(module)
    return _numpy[0]


def address(type_, values):
    return ffi.cast(type_ + " *", values.__array_interface__["data"][0])


def strided(values):
    """The array itself, or a copy where its strides are no multiple of an element."""
    if values.flags.aligned and not any(step % values.itemsize for step in values.strides):
        return values
    return values.copy()


def overlaps(module, values, out):
    """Whether out is written while values is still to be read: it may be values itself, element for element."""
    if not isinstance(out, module.ndarray):
        return False
    same = values.__array_interface__["data"] == out.__array_interface__["data"] and values.strides == out.strides
    return not same and module.may_share_memory(values, out)


def as_column(module, value, type_, name=""):
    """The column of an argument, whose name is in what it raises."""
    try:
        return converted_column(module, value, type_)
    except (TypeError, OverflowError, ValueError) as error:
        raise named(error, name) from None


def converted_column(module, value, type_):
    """numpy.asarray for numbers, with dates as days since 1970: no text, nothing missing, no fraction cut off."""
    if isinstance(value, module.ma.MaskedArray):
        if type_ != "double" and module.ma.is_masked(value):
            raise TypeError("a number or a column of %s is wanted, and nothing masked" % DTYPES[type_])
        value = value.astype("float64").filled(module.nan) if type_ == "double" else value.filled()
    values = module.asarray(value)
    if values.dtype.kind == "M":
        values = values.astype("datetime64[D]").astype("int64")
    if values.dtype.kind == "O" and not any(each is None or isinstance(each, str) for each in values.flat):
        values = values.astype("float64")
    allowed = "biuf" if type_ == "double" else "biu"
    if values.dtype.kind not in allowed and values.size:
        raise TypeError("a number or a column of %s is wanted, not %r" % (DTYPES[type_], value))
    converted = values.astype(DTYPES[type_], copy=False)
    if type_ != "double" and converted is not values and not (converted == values).all():
        raise OverflowError("a number is too large for %s" % DTYPES[type_])
    return converted


def plain(value, type_, name=""):
    """(values, length or None for a number) without NumPy."""
    try:
        return plain_column(value, type_)
    except (TypeError, OverflowError, ValueError) as error:
        raise named(error, name) from None


def plain_column(value, type_):
    if isinstance(value, (int, float)):
        return array.array(CODES[type_], [value]), None
    try:
        view = memoryview(value)
        if view.format == CODES[type_] and view.ndim == 1 and view.contiguous:
            return value, len(view)
    except TypeError:
        pass
    values = array.array(CODES[type_], value)
    return values, len(values)


class Found:
    """A result column: .value for Python, .at for C."""

    def __init__(self, value, type_, shape=None):
        self.value = value
        module = numpy()
        if module is None:
            self.at = (ffi.from_buffer(type_ + "[]", value, require_writable=True), 1)
            return
        flat = value if value.ndim == 1 else value.reshape(-1)
        self.at = (address(type_, flat), flat.strides[0] // flat.itemsize if flat.size > 1 else 1)
        if shape is not None:
            self.value = value.reshape(shape) if shape else value[0]

    def first_bad(self):
        module = numpy()
        if module is not None:
            bad = module.flatnonzero(self.value.reshape(-1) < 0)
            return int(bad[0]) if len(bad) else None
        return next((row for row, status in enumerate(self.value) if status < 0), None)


def new_column(type_, length, out=None):
    module = numpy()
    if out is None:
        if module is None:
            return array.array(CODES[type_], bytes(length * array.array(CODES[type_]).itemsize))
        return module.zeros(length, DTYPES[type_]) if type_ == "wfm_status" else module.empty(length, DTYPES[type_])
    if module is None:
        if memoryview(out).format != CODES[type_] or len(out) != length:
            raise TypeError("out: %d elements of %s are wanted" % (length, DTYPES[type_]))
        return out
    usable = isinstance(out, module.ndarray) and out.dtype == DTYPES[type_] and out.size == length
    if not usable or not out.flags.writeable or (out.ndim != 1 and not out.flags.c_contiguous):
        raise TypeError("out: a writable array of %d elements of %s is wanted" % (length, DTYPES[type_]))
    if strided(out) is not out:
        raise TypeError("out: its strides must be multiples of an element")
    return out


def is_dense(value, type_, length):
    """Whether C may write so many elements into what is given, without a stride."""
    try:
        view = memoryview(value)
    except TypeError:
        return False
    alike = view.format == CODES[type_] and view.ndim == 1
    return alike and not view.readonly and view.c_contiguous and len(view) >= length


def apart(names, shapes):
    """The error of columns that do not go together."""
    lengths = ", ".join("%s %s" % (name or "a column", "x".join(map(str, shape)))
                        for name, shape in zip(names, shapes) if shape)
    return ValueError("columns of different lengths: " + lengths)


class Rows:
    """Given columns, brought to one length: a number, or a column of one, stands for every row. Each is what is given,
    its type in C, and its name."""

    def __init__(self, *columns, count=None):
        self.module = numpy()
        columns = [(*each, "")[:3] for each in columns]
        self.shape = () if count is None else (count,)
        (self._by_hand if self.module is None else self._by_numpy)(columns)
        self.count = 1
        for length in self.shape:
            self.count *= length

    def _by_hand(self, columns):
        taken = [(None, None) if each[0] is None else plain(*each) for each in columns]
        lengths = {length for _, length in taken if length is not None} | set(self.shape)
        if len(lengths - {1}) > 1:
            raise apart([*(name for _, _, name in columns), "rows"],
                        [() if length is None else (length,) for _, length in taken] + [self.shape])
        self.shape = (max(lengths - {1}, default=1),) if lengths else ()
        self._kept = [values for values, _ in taken]
        self.at = [NULL if values is None else (ffi.from_buffer(type_ + "[]", values), 0 if length in (None, 1) else 1)
                   for (values, length), (_, type_, _) in zip(taken, columns)]

    def _by_numpy(self, columns):
        module = self.module
        taken = [None if each[0] is None else as_column(module, *each) for each in columns]
        shapes = [() if each is None else each.shape for each in taken]
        try:
            self.shape = module.broadcast_shapes(self.shape, *shapes)
        except ValueError:
            raise apart([*(name for _, _, name in columns), "rows"], [*shapes, self.shape]) from None
        self._kept, self.at = [], []
        for values, (_, type_, _) in zip(taken, columns):
            if values is not None and values.ndim and len(self.shape) > 1:
                values = module.broadcast_to(values, self.shape).reshape(-1)
            values = None if values is None else strided(values)
            self._kept.append(values)
            step = 0 if values is None or values.ndim == 0 or values.shape[0] == 1 else values.strides[0]
            self.at.append(NULL if values is None else (address(type_, values), step // values.itemsize))

    def dense(self, place, type_):
        """A column that C reads without a stride."""
        if self.at[place][0] == ffi.NULL or self.at[place][1] == 1:
            return self.at[place][0]
        values = self._kept[place]
        if self.module is None:
            values = array.array(CODES[type_], list(values) * (self.count if len(values) == 1 else 1))
            self._kept.append(values)
            return ffi.from_buffer(type_ + "[]", values)
        self._kept.append(self.module.array(self.module.broadcast_to(values, (self.count,))))
        return address(type_, self._kept[-1])

    def found(self, type_, out=None, length=None):
        if out is not None and self.module is not None:
            self._apart_from(out)
        if length is not None:
            return Found(new_column(type_, length, out), type_)
        return Found(new_column(type_, self.count, out), type_, None if self.module is None or out is not None
                     else self.shape)

    def _apart_from(self, out):
        """Copies the columns that writing out would change before they are read."""
        for place, values in enumerate(self._kept):
            if values is not None and overlaps(self.module, values, out):
                values = self._kept[place] = values.copy()
                step = values.strides[0] // values.itemsize if self.at[place][1] else 0
                self.at[place] = (address(DTYPE_NAMES[values.dtype.name], values), step)

    def statuses(self, out=None, length=None):
        length = self.count if length is None else length
        if out is not None and (not is_dense(out, "wfm_status", length) or len(out) != length):
            raise TypeError("status: a writable array of %d elements of int32 without gaps is wanted" % length)
        if out is not None:
            out[:] = 0 if hasattr(out, "dtype") else array.array("i", bytes(4 * length))
        return Found(new_column("wfm_status", length, out), "wfm_status")


class Struct:
    """A C struct of given columns, whose counts are those of the columns."""

    def __init__(self, kind, value, count=None, lengths=None):
        self.count, self.pointer, self._kept, self._needed = 0, ffi.NULL, [], ()
        if value is None:
            return
        known = {field[0] for field in kind.FIELDS}
        members = value.as_dict() if isinstance(value, kind) else dict(value) if isinstance(value, Mapping) else None
        if members is None:
            raise TypeError("%s or a mapping is wanted, not %s" % (kind.__name__, type(value).__name__))
        self._needed = [(name, members.get(name)) for name in kind.NEEDED]
        pointer = self.pointer = started(kind.STRUCT)
        for counter, group in kind.GROUPS:
            if counter is None and count is None and lengths is not None:
                parts = [(Rows((members.get(each[0]), each[1], each[0]), count=lengths(each[0])), [each])
                         for each in group]
            else:
                rows = Rows(*[(members.get(each[0]), each[1], each[0]) for each in group],
                            count=count if counter in (None, "count") else None)
                parts = [(rows, group)]
                if counter:
                    setattr(pointer, counter, rows.count if any(members.get(each[0]) is not None for each in group)
                            else 0)
                    self.count = rows.count if counter == "count" else self.count
            for rows, fields in parts:
                self._kept.append(rows)
                for (name, _, _, _, strides), (start, step) in zip(fields, rows.at):
                    setattr(pointer, name, ffi.cast("void *", start))
                    setattr(pointer, strides[0], step)
        for name, _, default, _, strides in kind.FIELDS:
            if strides is None and name in known:
                put(pointer, name, members.get(name, default))

    def needed(self):
        """What C needs of the struct, each name with what was given."""
        return self._needed


class Grid(Struct):
    """Days by intervals: a column of two dimensions, and the days' dates."""

    def __init__(self, kind, value):
        module = numpy()
        self.pointer = pointer = started(kind.STRUCT)
        if isinstance(value, Mapping):
            value = kind(**value)
        calls = value.calls
        self._needed = [("calls", calls)]
        if calls is None:
            raise MissingArgument(lib.WFM_BAD_FORECAST_COLUMN, None, "calls", "is needed, and not given")
        if module is None:
            slots = len(calls[0]) if len(calls) else 0
            if any(len(day) != slots for day in calls):
                raise ValueError("calls: every day needs as many intervals")
            values = array.array("d", itertools.chain.from_iterable(calls))
            start, steps, shape = ffi.from_buffer("double[]", values), (slots, 1), (len(calls), slots)
        else:
            values = strided(as_column(module, calls, "double", "calls"))
            if values.ndim != 2:
                raise ValueError("calls: days by intervals, two dimensions")
            start, steps, shape = address("double", values), [step // 8 for step in values.strides], values.shape
        day = Rows((value.day, "int64_t", "day"), count=shape[0])
        events = Rows((value.event_day, "int64_t", "event_day"), (value.event_kind, "int32_t", "event_kind"))
        self._kept = [values, day, events, self._closed(value.closed, shape)]
        if value.event_day is not None or value.event_kind is not None:
            pointer.event_count = events.count
            (pointer.event_day, pointer.event_day_stride), (pointer.event_kind, pointer.event_kind_stride) = events.at
        self.count = shape[0]
        self.slots = shape[1]
        pointer.days, pointer.slots = shape
        pointer.calls, pointer.calls_day_stride, pointer.calls_slot_stride = start, steps[0], steps[1]
        pointer.day, pointer.day_stride = day.at[0]
        put(pointer, "weekday", value.weekday)

    def _closed(self, closed, shape):
        """The closed intervals as C reads them: a mark for each, or one number for all."""
        if closed is None:
            return None
        module, pointer = numpy(), self.pointer
        if module is None:
            flat = closed if isinstance(closed, (int, float)) else list(itertools.chain.from_iterable(closed))
            marks = Rows((flat, "double", "closed"), count=shape[0] * shape[1])
            start, step = marks.at[0]
            steps = (step * shape[1], step)
        else:
            marks = as_column(module, closed, "double", "closed")
            if any(has not in (1, wanted) for has, wanted in zip(marks.shape[::-1], shape[::-1])) or marks.ndim > 2:
                raise apart(("calls", "closed"), (shape, marks.shape))
            marks = strided(module.broadcast_to(marks, shape))
            start, steps = address("double", marks), [step // 8 for step in marks.strides]
        pointer.closed, (pointer.closed_day_stride, pointer.closed_slot_stride) = start, steps
        return marks


class FoundStruct:
    """A C struct of result columns: new ones, of the names that are wanted."""

    def __init__(self, kind, length_of, wanted=None):
        known = {field[0] for field in kind.FIELDS}
        for name in wanted or ():
            if name not in known:
                raise ValueError("columns: %r is none of %s" % (name, ", ".join(sorted(known))))
        self.pointer, self._columns = started(kind.STRUCT), {}
        for name, type_, _, _, strides in kind.FIELDS:
            if wanted is None or name in wanted or name == "status":
                column = Found(new_column(type_, length_of(name)), type_)
                self._columns[name] = column
                setattr(self.pointer, name, ffi.cast("void *", column.at[0]))
                setattr(self.pointer, strides[0], column.at[1])

    def status(self):
        return self._columns.get("status")

    def as_dict(self):
        return {name: column.value for name, column in self._columns.items()}


class Direct:
    """C's own arguments, for functions whose results have lengths that only their comment tells: arrays as they are,
    with as many strides as they have dimensions. Lengths are numbers that the caller gives, as in C."""

    def __init__(self):
        self._kept, self._sizes = [], {}

    def number(self, name, value):
        """A number that may say how long an array is."""
        self._sizes[name] = scalar(name, "int64_t", value)
        return value

    def _note(self, pointer):
        """The numbers of a struct, which may say so too."""
        for name, field in ffi.typeof(pointer).item.fields:
            if field.type is ffi.typeof("int64_t"):
                self._sizes.setdefault(name, getattr(pointer, name))
        return pointer

    def _size(self, size):
        """A number from itself, or from what it is called in this call: "slots", or "slots / parts"."""
        if not isinstance(size, str):
            return size
        over, _, under = size.partition(" / ")
        value = self._sizes.get(over, 0)
        parts = self._sizes.get(under, 0) if under else 1
        return value // parts if parts > 0 else 0

    def made(self, type_, sizes):
        """An array without a gap that C writes, of as many elements as it takes; `result` is what the caller gets."""
        shape, module = [max(self._size(size), 0) for size in sizes], numpy()
        values = new_column(type_, math.prod(shape))
        self.result = values if module is None else values.reshape(shape)
        return ffi.from_buffer(type_ + "[]", values, require_writable=True) if module is None else address(
            type_, values)

    def _check(self, name, shape, sizes):
        """Whether C finds as many elements as it reads or writes."""
        wanted = [self._size(size) for size in sizes]
        if len(wanted) == len(shape) and any(has < most for has, most in zip(shape, wanted)):
            raise ValueError("%s: at least %s elements are wanted" % (name, " x ".join(map(str, wanted))))

    def column(self, value, type_, strides, written, name="", sizes=()):
        """(pointer, stride, ...): null for None; what is written must be an array of the type itself."""
        if value is None:
            return (ffi.NULL,) + (0,) * strides
        module = numpy()
        if module is None:
            if strides > 1:
                raise TypeError("%s: a column of two dimensions is an array of NumPy" % name)
            if written and not is_dense(value, type_, 0):
                raise TypeError("%s: a writable array of %s without gaps is wanted" % (name, DTYPES[type_]))
            values = value if written else array.array(CODES[type_], value)
            self._check(name, (len(values),), sizes)
            self._kept.append(values)
            return (ffi.from_buffer(type_ + "[]", values, require_writable=written),) + (1,) * strides
        values = value if written else strided(as_column(module, value, type_, name))
        usable = isinstance(values, module.ndarray) and values.dtype == DTYPES[type_] and values.flags.aligned
        usable = usable and not isinstance(values, module.ma.MaskedArray)
        if not usable or (written and not values.flags.writeable) or values.ndim != max(strides, 1):
            raise TypeError("%s: an array of %s of %d dimensions is wanted" % (name, DTYPES[type_], max(strides, 1)))
        if any(step % values.itemsize for step in values.strides) or (not strides and not values.flags.c_contiguous):
            raise TypeError("%s: an array whose strides are multiples of an element is wanted" % name)
        self._check(name, values.shape, sizes)
        self._kept.append(values)
        return (address(type_, values),) + tuple(step // values.itemsize for step in values.strides[:strides])

    def memory(self, value, count):
        """What C works in: as many numbers as it is told."""
        scalar("work_count", "int64_t", count)
        if value is not None and not is_dense(value, "double", count):
            raise TypeError("work: a writable array of at least %d elements of float64 without gaps is wanted" % count)
        return self.column(value, "double", 0, True, "work")

    def struct(self, value, kind):
        if value is None:
            return ffi.NULL
        if not issubclass(kind, Columns):
            return given(value, kind)
        if not hasattr(kind, "WRITTEN"):
            made = Grid(kind, value) if kind.STRUCT == "wfm_forecast_grid" else Struct(kind, value)
            self._kept.append(made)
            return self._note(made.pointer)
        members = value.as_dict() if isinstance(value, kind) else kind(**value).as_dict()
        pointer = started(kind.STRUCT)
        self._kept.append(pointer)
        for name, _, _, _, strides in kind.FIELDS:
            if strides is None:
                put(pointer, name, members[name])
        self._note(pointer)
        for name, type_, _, _, strides in kind.FIELDS:
            if strides is None:
                continue
            written, sizes = name in kind.WRITTEN, kind.SIZES[name]
            start, *steps = self.column(members[name], type_, len(strides), written, name, sizes)
            setattr(pointer, name, ffi.cast("void *", start))
            for stride, step in zip(strides, steps):
                setattr(pointer, stride, step)
        return pointer
