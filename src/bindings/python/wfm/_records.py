# SPDX-License-Identifier: MIT
"""Small immutable records for the structs of the C library."""
from collections.abc import Mapping

from ._wfm import ffi, lib

REAL = {float, int}
PROBES = {type_: ffi.new(type_ + " *") for type_ in ("double", "int32_t", "int64_t", "size_t", "wfm_status")}


def named(error, name):
    """An error of Python's own, with the name of the argument before its words."""
    kind = next(each for each in (TypeError, OverflowError, ValueError) if isinstance(error, each))
    return kind("%s: %s" % (name, error) if name else str(error))


def put(pointer, name, value):
    """Sets a member of a C struct."""
    try:
        setattr(pointer, name, value)
    except (TypeError, OverflowError) as error:
        raise named(error, name) from None


def scalar(name, type_, value):
    """A number that C takes as it is, or an error with its name: what is probed is never read."""
    try:
        PROBES[type_][0] = value
    except (TypeError, OverflowError) as error:
        raise named(error, name) from None
    return value


def choice(enum, value):
    """A constant of an enumeration from itself, its word ("offered", "queue-first") or its number."""
    if isinstance(value, str):
        word = value.upper().replace("-", "_").replace(" ", "_")
        longer = [each for each in enum.__members__ if word.startswith(each + "_")]
        if word not in enum.__members__ and len(longer) == 1:
            return enum[longer[0]]  # "excluding-abandoned", as the field has it
        if word not in enum.__members__:
            raise ValueError("%s: %r is none of %s" % (
                enum.__name__, value, ", ".join(each.lower() for each in enum.__members__)))
        return enum[word]
    try:
        return enum(value)
    except ValueError:
        return value


def shown(value, rounded):
    if isinstance(value, float) and rounded:
        return "%.6g" % value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return "%d" % value
    if hasattr(value, "name") and isinstance(value, int):
        return repr(str(value.name).lower()) if value.name else str(int(value))
    if hasattr(value, "shape"):
        return "<%s of %s>" % (type(value).__name__, "x".join(map(str, value.shape)) or "1")
    return repr(value)


class Record:
    """Members by keyword; what is left out is not given. Records do not change: `replace` makes another."""

    __slots__ = ("_made",)
    STRUCT = ""
    FIELDS = ()  # (name, C type, default, enumeration or None, strides or None for a plain member)
    UNITS = {}
    ROUNDED = False

    def _fill(self, values):
        put = object.__setattr__
        for field, value in zip(self.FIELDS, values):
            put(self, field[0], value if field[3] is None else choice(field[3], value))
        put(self, "_made", None)

    def __setattr__(self, name, value):
        raise AttributeError("%s does not change: use replace(%s=...)" % (type(self).__name__, name))

    __delattr__ = None

    def as_dict(self):
        return {field[0]: getattr(self, field[0]) for field in self.FIELDS}

    def replace(self, **changes):
        """Another record, with these members changed."""
        return type(self)(**dict(self.as_dict(), **changes))

    def __repr__(self):
        parts = ["%s=%s" % (field[0], shown(getattr(self, field[0]), self.ROUNDED)) for field in self.FIELDS
                 if self.ROUNDED or getattr(self, field[0]) is not field[2] and not self._is_default(field)]
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))

    def _is_default(self, field):
        value = getattr(self, field[0])
        return field[4] is None and value == field[2]

    def __str__(self):
        if not self.ROUNDED:
            return repr(self)
        width = max(len(field[0]) for field in self.FIELDS)
        lines = ["%-*s  %-12s %s" % (width, field[0], shown(getattr(self, field[0]), True),
                                     self.UNITS.get(field[0], "").replace("1", "")) for field in self.FIELDS]
        return "\n".join(line.rstrip() for line in lines)

    def __eq__(self, other):
        return self._comparable() == other._comparable() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash(self._comparable())

    def _comparable(self):
        values = [getattr(self, field[0]) for field in self.FIELDS]
        return tuple(value if value == value else "nan" for value in values)  # NaN is alike to NaN here

    def __reduce__(self):
        return made, (type(self), self.as_dict())


class Columns(Record):
    """A record whose members are columns: arrays, or one number for every row."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


def made(kind, members):
    return kind(**members)


def started(struct):
    """A C struct with its size set and everything else 0."""
    pointer = ffi.new(struct + " *")
    getattr(lib, struct + "_init")(pointer, ffi.sizeof(struct))
    return pointer


def given(value, kind):
    """The C struct of a record; a mapping of its members will do, and None is null."""
    if value is None:
        return ffi.NULL
    if isinstance(value, Mapping):
        value = kind(**value)
    if not isinstance(value, kind):
        raise TypeError("%s is wanted, not %s" % (kind.__name__, type(value).__name__))
    if value._made is None:
        pointer = started(kind.STRUCT)
        for name, type_, _, _, _ in kind.FIELDS:
            put(pointer, name, getattr(value, name))
        object.__setattr__(value, "_made", pointer)
    return value._made


def found(kind, pointer):
    """The record of a C struct that a call has written."""
    record = kind.__new__(kind)
    record._fill([getattr(pointer, field[0]) for field in kind.FIELDS])
    return record
