# SPDX-License-Identifier: MIT
"""Writes the part of the Python package that the headers decide: wfm/_api.py, and the stubs wfm/__init__.pyi.

Every public function becomes a Python function of the same name without wfm_, every struct a class, every enumeration
an enum; what a header says of them is their docstring.
"""
import os
import re
import textwrap

import model

STUB_TYPES = {"double": "float", "int32_t": "int", "int64_t": "int", "size_t": "int", "wfm_status": "int"}
NOTE = '# SPDX-License-Identifier: MIT\n"""Made of the headers of libwfm by generate.py: do not edit."""\n'


def words(text):
    """A comment's text for Python: names as they are called there."""
    text = re.sub(r"\bwfm_(\w+)", lambda found: found.group(1), text)
    return text.replace("\\", "\\\\").replace('"""', "'''")


def wrapped(lines):
    """Lines with their paragraphs filled; what is indented or has a colon behind its first words keeps its own line."""
    paragraphs = []
    for line in lines:
        own = not line or line[0] == " " or re.match(r"[A-Z]\w+( or warns)?( \[.*?\])?:", line)
        if paragraphs and paragraphs[-1] and paragraphs[-1][0] != " " and not own:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    for line in paragraphs:
        indent = re.match(" *", line).group(0)
        yield from textwrap.wrap(line, 112, subsequent_indent=indent + "    " if indent else "") or [""]


class Writer:
    def __init__(self, headers):
        self.headers = headers
        self.code = []
        self.stub = []
        self.names = []
        self.methods = {}  # class: [(method, function)]
        self.signatures = {}
        given = {each.kind for name in headers.public() if headers.functions[name].result == "wfm_status"
                 for each in headers.parameters(name) if each.role in ("record", "columns", "state")}
        self.found_only = {name for name in headers.structs if name not in given}

    # ---- enumerations ----

    def enum(self, name):
        title = model.camel(name.replace("wfm_", "", 1))
        kind = "IntFlag" if name.endswith("_flag") else "IntEnum"
        constants = self.headers.enum_words(name)[1]
        if name == "wfm_status_code":
            constants = [(each[len("WFM_"):], value) for each, value in self.headers.enums[name].constants]
        body = ["class %s(%s):" % (title, kind)]
        body += ["    %s = %d" % (word, value) for word, value in constants]
        self.code += body + ["", ""]
        self.stub += body + [""]
        self.names.append(title)

    # ---- structs ----

    def struct(self, name):
        headers, title = self.headers, model.class_of(name)
        fields = [each for each in headers.members[name] if not self.is_count(name, each)]
        base = "Columns" if headers.has_columns(name) else "Record"
        regular = headers.is_regular(name)
        groups = self.groups(name)
        comment = re.search(r"/\*\*((?:(?!\*/).)*)\*/\s*typedef struct %s \{" % name, headers.text, re.S)
        lines = ["class %s(%s):" % (title, base),
                 '    """%s"""' % words(" ".join(comment.group(1).replace("\n *", " ").split()) if comment else title),
                 "", "    __slots__ = (%s)" % "".join("%r, " % each.name for each in fields),
                 "    STRUCT = %r" % name, "    ROUNDED = %r" % (name in self.found_only), "    FIELDS = ("]
        lines += ["        (%r, %r, %s, %s, %r)," % (
            each.name, each.type, self.default(each), model.class_of(each.enum) if each.enum and not each.column
            else None, tuple(each.strides) if each.column else None) for each in fields]
        units = ", ".join("%r: %r" % (each.name, each.unit) for each in fields if each.unit)
        lines += ["    )", "    UNITS = {%s}" % units]
        sizes = headers.struct_sizes(name) if base == "Columns" else None
        if sizes:
            lines += ["    SIZES = %r" % sizes]
        if base == "Columns" and (sizes or not regular):
            written = [each for type_, each in headers.structs[name].members
                       if type_.endswith("*") and not type_.startswith("const")]
            lines += ["    WRITTEN = %r" % (tuple(written),)]
        elif base == "Columns":
            needed = [each.name for each in fields if each.column
                      and re.search(r"\bneeded\b(?! with| where)", each.text)]
            lines += ["    NEEDED = %r" % (tuple(needed),)]
            groups = ["        (%r, FIELDS_OF(FIELDS, %r))," % group for group in groups]
            lines += ["    GROUPS = (", *groups, "    )"]
        defaults = ", ".join("%s=%s" % (each.name, self.default(each)) for each in fields)
        lines += ["", "    def __init__(self, *, %s):" % defaults,
                  "        self._fill((%s,))" % ", ".join(each.name for each in fields), "", ""]
        self.code += ["\n".join(lines)]
        self.names.append(title)

    def is_count(self, struct, member):
        has = self.headers.has_columns(struct) and struct not in self.headers.states
        counts = member.name == "count" or member.name.endswith("_count")
        counts = counts or (struct == "wfm_forecast_grid" and member.name in ("days", "slots"))
        return has and self.headers.is_regular(struct) and member.type == "int64_t" and not member.column and counts

    def groups(self, struct):
        """[(count member, [its columns])]: columns belong to the count before them."""
        result = []
        for each in self.headers.members[struct]:
            if self.is_count(struct, each):
                result.append((each.name, []))
            elif each.column and len(each.strides) == 1:
                if not result:
                    result.append((None, []))
                result[-1][1].append(each.name)
        return [(name, tuple(columns)) for name, columns in result if columns]

    @staticmethod
    def default(member):
        return "None" if member.column else "0" if "int" in member.type else "0.0"

    def type_of(self, member):
        if member.column:
            return "Column | None"
        if member.enum:
            return "%s | str | int" % model.class_of(member.enum)
        return STUB_TYPES[member.type]

    def class_stub(self, name):
        title = model.class_of(name)
        fields = [each for each in self.headers.members[name] if not self.is_count(name, each)]
        columns = self.headers.has_columns(name)
        lines = ["class %s(%s):" % (title, "Columns" if columns else "Record")]
        arguments = ", ".join("%s: %s = ..." % (each.name, self.type_of(each)) for each in fields)
        lines += ["    @property\n    def %s(self) -> %s: ..." % (
            each.name, "Any" if each.column else model.class_of(each.enum) if each.enum else STUB_TYPES[each.type])
            for each in fields]
        lines += ["    def __init__(self, *, %s) -> None: ..." % arguments]
        for method, function in self.methods.get(title, ()):
            given, result = self.signatures[function]
            lines += ["    def %s(%s) -> %s: ..." % (method, ", ".join(["self"] + given[1:]), result)]
        self.stub += lines + [""]
        if title == "PlanInput":
            self.stub.append("def plan(*, columns: Iterable[str] | None = ..., strict: bool = ..., %s)"
                             " -> dict[str, Any]: ..." % arguments)

    # ---- docstrings ----

    def docstring(self, function, shown, returned=None):
        given, before, others = self.headers.slots(function)
        lines = [each for each in before]
        if shown:
            lines += ["", "Arguments:"]
            lines += ["    %s [%s]: %s" % (name, given[name][0], given[name][1]) for name in shown if name in given]
        roles = {each.name: each.role for each in self.headers.parameters(function)} if shown is not None else {}
        found = [name for name in given if roles.get(name, "").startswith("found")] if returned is None else returned
        if found and "return" in others and others["return"][0] == "status":
            lines += ["", "Returns:"] + ["    %s [%s]" % (name, given[name][0]) for name in found]
        if "return" in others:
            unit, text = others["return"]
            lines += ["", ("Raises or warns: " if unit == "status" else "Returns [%s]: " % unit) + text]
        lines += ["%s: %s" % (slot.capitalize(), others[slot][1]) for slot in ("accuracy", "cost", "source")
                  if slot in others]
        text = "\n    ".join(words(line) for line in wrapped(lines)).rstrip()
        return '    """%s\n    """' % re.sub(r"\n +\n", "\n\n", text)

    # ---- functions ----

    def formula(self, name):
        short = name[len("wfm_"):]
        arguments = [each for _, each in self.headers.functions[name].parameters]
        joined, array = ", ".join(arguments), name + "_n" in self.headers.functions
        fast = "(%s or %s)" % (" and ".join("%s.__class__ is float" % each for each in arguments),
                               " and ".join("type(%s) in REAL" % each for each in arguments))
        lines = ["def %s(%s%s):" % (short, joined, ", *, out=None" if array else ""),
                 self.docstring(name, arguments)]
        if array:
            lines += ["    if out is None and %s:" % fast, "        return _%s(%s)" % (short, joined),
                      "    return spread(_%s_n, (%s,), out, %r)" % (short, joined, tuple(arguments))]
        else:
            lines += ["    return _%s(%s)" % (short, joined)]
        constants = ["_%s = lib.%s" % (short, name)] + (["_%s_n = lib.%s_n" % (short, name)] if array else [])
        self.code += ["\n".join(constants + ["", "", *lines, "", ""])]
        floats = ["%s: float" % each for each in arguments]
        if array:
            columns = ["%s: Column" % each for each in arguments]
            self.stub += ["@overload", "def %s(%s) -> float: ..." % (short, ", ".join(floats)), "@overload",
                          "def %s(%s, *, out: Any = ...) -> Any: ..." % (short, ", ".join(columns))]
        else:
            self.stub += ["def %s(%s) -> float: ..." % (short, ", ".join(floats))]
        self.names.append(short)

    def plain(self, name):
        """A function of a status, or of nothing, that gives a text or a number."""
        declared = self.headers.functions[name]
        arguments = [each for _, each in declared.parameters]
        short = name[len("wfm_"):]
        texts = [each for kind, each in declared.parameters if "char" in kind]
        call = "lib.%s(%s)" % (name, ", ".join(each + ".encode()" if each in texts else each for each in arguments))
        text = "char" in declared.result
        self.code += ["\n".join(["def %s(%s):" % (short, ", ".join(arguments)), self.docstring(name, arguments),
                                 "    return " + ("ffi.string(%s).decode()" % call if text else call), "", ""])]
        self.stub += ["def %s(%s) -> %s: ..." % (short, ", ".join("%s: %s" % (each, "str" if each in texts else "int")
                                                                  for each in arguments),
                                                 "str" if text else "int")]
        self.names.append(short)

    def status_function(self, name):
        Function(self, name).write()

    def direct(self, name):
        """A function with C's arguments: arrays for pointers and strides, lengths as numbers, results of one record or
        number returned."""
        short, declared = name[len("wfm_"):], self.headers.functions[name]
        arguments, body, call, results, pairs = [], ["_direct = Direct()"], [], [], list(declared.parameters)
        while pairs:
            type_, argument = pairs.pop(0)
            strides = 0
            while pairs and pairs[0][0] == "ptrdiff_t":
                pairs.pop(0)
                strides += 1
            struct, base = self.headers.struct_of(type_), type_.replace("const ", "").replace(" *", "")
            constant, memory = type_.startswith("const"), bool(pairs) and pairs[0][1] == argument + "_count"
            if struct in self.headers.states:
                call.append("state(%s)" % argument)
            elif struct and (constant or self.headers.has_columns(struct)):
                call.append("_direct.struct(%s, %s)" % (argument, model.class_of(struct)))
            elif struct:
                body.append('_%s = started("%s")' % (argument, struct))
                call.append("_" + argument)
                results.append("found(%s, _%s)" % (model.class_of(struct), argument))
                continue
            elif memory and not constant and not strides:
                call.append("*_direct.memory(%s, %s_count)" % (argument, argument))
            elif type_.endswith("*") and (constant or strides or memory or base == "wfm_status"):
                sizes = ", %r, %r" % (argument, self.headers.sizes(name, argument))
                call.append('*_direct.column(%s, "%s", %d, %r%s)' % (argument, base, strides, not constant, sizes))
            elif argument in model.SIZES.get(name, ()):
                call.append('_direct.made("%s", %r)' % (base, self.headers.sizes(name, argument)))
                results.append("_direct.result")
                continue
            elif type_.endswith("*"):
                body.append('_%s = ffi.new("%s *")' % (argument, base))
                call.append("_" + argument)
                results.append("_%s[0]" % argument)
                continue
            else:
                enum = [each.enum for each in self.headers.parameters(name) if each.name == argument][0]
                number = ('_direct.number("%s", %s)' % (argument, argument) if base == "int64_t" else
                          'scalar("%s", "%s", %s)' % (argument, base, argument))
                call.append("choice(%s, %s)" % (model.class_of(enum), argument) if enum else number)
            arguments.append(argument)
        made = "lib.%s(%s)" % (name, ", ".join(call))
        if declared.result == "wfm_status":
            body += ["check(%s)" % made] + (["return " + ", ".join(results)] if results else [])
        else:
            body.append("return " + made)
        returned = [each for _, each in declared.parameters if each not in arguments and "stride" not in each]
        lines = ["def %s(%s):" % (short, ", ".join(arguments)), self.docstring(name, arguments, returned)]
        self.code.append("\n".join(lines + ["    " + line for line in body] + ["", ""]))
        self.stub.append("def %s(%s) -> Any: ..." % (short, ", ".join("%s: Any" % each for each in arguments)))
        self.names.append(short)


class Function:
    """One function that returns a status: its signature, body and results in Python."""

    def __init__(self, writer, name):
        self.writer, self.name, self.short = writer, name, name[len("wfm_"):]
        self.parameters = writer.headers.parameters(name)
        self.body, self.arguments, self.results, self.kinds = [], [], [], []
        self.counted = [each for each in self.parameters if each.role == "count" and not each.name.endswith("_count")]
        self.has_rows = bool(self.counted)
        self.columns = self.of("column") if self.has_rows else []
        self.structs = [each for each in self.parameters if each.role == "columns"]
        self.status = "None"
        self.signature = []  # (name, default or None, stub type)
        self.keywords = []

    def of(self, role):
        return [each for each in self.parameters if each.role == role]

    def length(self, member=None):
        """The expression of the length of the result columns."""
        if self.name in model.LENGTHS:
            return model.LENGTHS[self.name].replace("_slots(grid)", "_grid.slots")
        if self.has_rows:
            return "_rows.count"
        return "_%s.count" % self.structs[0].name

    def found_length(self, struct):
        names = [each.name for each in self.writer.headers.members[struct]]
        if all(each.split("_")[0] in model.MEMBER_LENGTHS for each in names):
            return "OF_THE_CALENDAR"
        return "lambda _: %s" % self.length()

    def prepare(self):
        """The lines that make C's arguments of Python's, in the order in which they need each other."""
        if self.has_rows:
            pairs = ", ".join('(%s, "%s", "%s")' % (each.name, each.kind, each.name) for each in self.columns)
            bare = all(each.optional for each in self.columns)
            self.body.append("_rows = Rows(%s%s)" % (pairs, ", count=count" if bare else ""))
            if bare:
                self.signature_count = True
        for each in self.parameters:
            getattr(self, "prepare_" + each.role)(each)

    def prepare_record(self, each):
        title = model.class_of(each.kind)
        self.arguments.append("given(%s, %s)" % (each.name, title))
        self.signature.append((each.name, "None" if each.optional else None, "%s | Mapping[str, Any]%s" % (
            title, " | None" if each.optional else "")))

    def prepare_columns(self, each):
        title = model.class_of(each.kind)
        if each.kind == "wfm_forecast_grid":
            self.body.append("_%s = Grid(%s, %s)" % (each.name, title, each.name))
        else:
            first = self.structs[0]
            extra = ""
            if not self.writer.groups(each.kind)[0][0]:
                owner = "_rows" if self.has_rows else "_" + first.name
                members = self.found_length(each.kind)
                extra = ", lengths=" + members if members == "OF_THE_CALENDAR" else ", count=%s.count" % owner
            self.body.append("_%s = Struct(%s, %s%s)" % (each.name, title, each.name, extra))
        self.arguments.append("_%s.pointer" % each.name)
        self.signature.append((each.name, "None" if each.optional else None, "%s | Mapping[str, Any]%s" % (
            title, " | None" if each.optional else "")))

    def prepare_state(self, each):
        self.arguments.append("state(%s)" % each.name)
        self.signature.append((each.name, None, model.class_of(each.kind)))

    def prepare_column(self, each):
        if self.has_rows:
            place = self.columns.index(each)
            self.arguments.append("*_rows.at[%d]" % place if each.strided else '_rows.dense(%d, "%s")' % (
                place, each.kind))
        else:
            own = any(other.name == each.name + "_count" for other in self.parameters) or not self.structs
            count = "" if own else ", count=_%s.count" % self.structs[0].name
            self.body.append('_%s = Rows((%s, "%s", "%s")%s)' % (each.name, each.name, each.kind, each.name, count))
            self.arguments.append("*_%s.at[0]" % each.name if each.strided else '_%s.dense(0, "%s")' % (
                each.name, each.kind))
        self.signature.append((each.name, "None" if each.optional else None,
                               "Column" + (" | None" if each.optional else "")))

    def prepare_count(self, each):
        self.arguments.append("_%s.count" % each.name[:-len("_count")] if each.name.endswith("_count")
                              else "_rows.count")

    def prepare_scalar(self, each):
        name, default = each.name, None
        if each.enum:
            title = model.class_of(each.enum)
            has_zero = each.enum.endswith("_flag") or 0 in [v for _, v in self.writer.headers.enum_words(each.enum)[1]]
            self.arguments.append("choice(%s, %s)" % (title, name))
            self.signature.append((name, "0" if has_zero else None, "%s | str | int" % title))
            return
        if re.search(r"\b0 not given|\b0: |optional", each.text) or name == "batches":
            default = "0"
        self.arguments.append('scalar("%s", "%s", %s)' % (name, each.kind, name))
        self.signature.append((name, default, STUB_TYPES[each.kind]))

    def prepare_text(self, each):
        self.arguments.append("%s.encode()" % each.name)
        self.signature.append((each.name, None, "str"))

    def prepare_found(self, each):
        self.body.append('_%s = ffi.new("%s *")' % (each.name, each.kind))
        self.arguments.append("_" + each.name)
        value = "_%s[0]" % each.name
        title = model.class_of(each.enum) if each.enum else None
        self.results.append((each.name, "choice(%s, %s)" % (title, value) if title else value,
                             title or STUB_TYPES[each.kind]))

    def prepare_found_record(self, each):
        title = model.class_of(each.kind)
        self.body.append('_%s = started("%s")' % (each.name, each.kind))
        self.arguments.append("_" + each.name)
        self.results.append((each.name, "found(%s, _%s)" % (title, each.name), title))

    def prepare_found_columns(self, each):
        title = model.class_of(each.kind)
        self.body.append("_%s = FoundStruct(%s, %s, columns)" % (each.name, title, self.found_length(each.kind)))
        self.arguments.append("_%s.pointer" % each.name)
        self.results.append((each.name, "_%s.as_dict()" % each.name, "dict[str, Any]"))
        self.keywords.append(("columns", "None", "Iterable[str] | None"))
        if any(member.name == "status" for member in self.writer.headers.members[each.kind]):
            self.status = "_%s.status()" % each.name
            self.keywords.append(("strict", "True", "bool"))

    def prepare_found_column(self, each):
        single = len(self.of("found_column")) == 1
        length = "" if self.has_rows else ", length=" + self.length()
        source = "_rows" if self.has_rows else "Rows()"
        self.body.append('_%s = %s.found("%s"%s%s)' % (each.name, source, each.kind, ", out" if single else "", length))
        self.arguments.append("*_%s.at" % each.name)
        self.results.append((each.name, "_%s.value" % each.name, "Any"))
        if single:
            self.keywords.append(("out", "None", "Any"))

    def prepare_row_status(self, each):
        source = "_rows.statuses(status)" if self.has_rows else "Rows().statuses(status, %s)" % self.length()
        self.body.append("_row_status = " + source)
        self.arguments.append("_row_status.at[0]")
        self.status = "_row_status"
        self.keywords += [("status", "None", "Any"), ("strict", "True", "bool")]

    def defaults(self):
        """Arguments keep C's order; a default stands where everything behind it has one."""
        if getattr(self, "signature_count", False):
            self.signature.append(("count", "None", "int | None"))
        allowed = True
        for place in reversed(range(len(self.signature))):
            name, default, kind = self.signature[place]
            allowed = allowed and default is not None
            if not allowed:
                self.signature[place] = (name, None, kind)

    def result(self):
        if not self.results:
            return "None", "None"
        if len(self.results) == 1:
            return self.results[0][1:]
        title = model.camel(self.short) + "Result"
        self.writer.code.append('%s = namedtuple("%s", "%s")\n\n' % (
            title, title, " ".join(name for name, _, _ in self.results)))
        self.writer.stub += ["class %s(NamedTuple):" % title] + ["    %s: %s" % (name, kind)
                                                                 for name, _, kind in self.results]
        self.writer.names.append(title)
        return "%s(%s)" % (title, ", ".join(value for _, value, _ in self.results)), title

    def write(self):
        self.prepare()
        self.defaults()
        value, kind = self.result()
        both = self.signature + [("*", None, None)] * bool(self.keywords) + self.keywords
        python = ", ".join(name if default is None else "%s=%s" % (name, default) for name, default, _ in both)
        stub = [name if type_ is None else "%s: %s%s" % (name, type_, "" if default is None else " = ...")
                for name, default, type_ in both]
        given = ['("%s", %s)' % (each.name, each.name) for each in self.of("column") if not each.optional]
        given += ['("%s", _%s)' % (each.name, each.name) for each in self.structs]
        call = "check(lib.%s(%s)%s%s)" % (
            self.name, ", ".join(self.arguments), ", %s, strict" % self.status if self.status != "None" else "",
            ", given=(%s,)" % ", ".join(given) if given else "")
        lines = ["def %s(%s):" % (self.short, python),
                 self.writer.docstring(self.name, [name for name, _, _ in self.signature])]
        lines += ["    " + line for line in self.body + [call]]
        lines += ["    return " + value] if self.results else []
        self.writer.code.append("\n".join(lines + ["", ""]))
        self.writer.stub.append("def %s(%s) -> %s: ..." % (self.short, ", ".join(stub), kind))
        self.writer.signatures[self.short] = (stub, kind)
        self.writer.names.append(self.short)
        self.method()

    def method(self):
        first = self.parameters[0]
        if first.role not in ("record", "columns", "state"):
            return
        struct, tokens = first.kind.split("_")[1:], self.short.split("_")
        same = 0
        while same < min(len(struct), len(tokens) - 1) and struct[same] == tokens[same]:
            same += 1
        method = "_".join(tokens[same:])
        if method not in [each.name for each in self.writer.headers.members[first.kind]]:
            self.writer.methods.setdefault(model.class_of(first.kind), []).append((method, self.short))


IMPORTS = '''from collections import namedtuple
from enum import IntEnum, IntFlag

from ._columns import Direct, FoundStruct, Grid, Rows, Struct
from ._measure import Measure, state
from ._records import REAL, Columns, Record, choice, found, given, scalar, started
from ._spread import spread
from ._status import CAVEATS, caveat_class, check
from ._wfm import ffi, lib


def FIELDS_OF(fields, names):
    return tuple(each for each in fields if each[0] in names)


def OF_THE_CALENDAR(member):
    return {"month": 12, "weekday": 7, "date": 31, "week": 5}[member.partition("_")[0]]


'''
STUB_HEAD = '''from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum, IntFlag
from typing import Any, NamedTuple, Union, overload

Column = Union[float, Sequence[float], Any]

__version__: str

class WfmError(ValueError):
    status: int
    row: int | None
    name: str
    text: str
    argument: str

class BadArgument(WfmError): ...
class MissingArgument(WfmError): ...
class BeyondLimit(WfmError): ...
class Conflict(WfmError): ...

class CaveatWarning(UserWarning):
    status: int

class Record:
    def as_dict(self) -> dict[str, Any]: ...
    def replace(self, **changes: Any) -> Any: ...

class Columns(Record): ...

'''


def caveats(headers):
    """The classes of the caveats, by their constants."""
    for name, value in headers.enums["wfm_status_code"].constants:
        if value > 0:
            yield model.camel(name[len("WFM_CAVEAT_"):].lower()) + "Warning", value


def write(folder):
    """wfm/_api.py and wfm/__init__.pyi into a folder."""
    headers = model.Headers()
    writer = Writer(headers)
    for name in headers.enums:
        writer.enum(name)
    for name in headers.structs:
        if name not in headers.states:
            writer.struct(name)
    for name in headers.public():
        declared = headers.functions[name]
        if headers.is_formula(name):
            writer.formula(name)
        elif headers.is_direct(name):
            writer.direct(name)
        elif declared.result == "wfm_status":
            writer.status_function(name)
        else:
            writer.plain(name)
    for name in headers.structs:
        writer.class_stub(name)
    methods = ["%s.%s = %s" % (title, method, function) for title, pairs in writer.methods.items()
               for method, function in pairs]
    with open(os.path.join(folder, "_api.py"), "w", encoding="utf-8") as file:
        names = writer.names + ["Measure"] + [title for title, _ in caveats(headers)]
        file.write(NOTE + IMPORTS + "\n".join(writer.code).rstrip() + "\n\n\n" + "\n".join(methods) +
                   "\n\n%s\n" % "\n".join("%s = CAVEATS[%d] = caveat_class(%d)" % (title, bit, bit)
                                          for title, bit in caveats(headers)) +
                   "\n__all__ = [%s]\n" % ", ".join(map(repr, names)))
    with open(os.path.join(folder, "__init__.pyi"), "w", encoding="utf-8") as file:
        classes = ["class %s(CaveatWarning): ..." % title for title, _ in caveats(headers)]
        file.write("# SPDX-License-Identifier: MIT\n" + STUB_HEAD + "\n".join(classes + writer.stub) + "\n")


if __name__ == "__main__":
    import sys
    write(sys.argv[1])
