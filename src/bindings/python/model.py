# SPDX-License-Identifier: MIT
"""What the headers say, as the generator of the Python package reads it: roles of parameters, words of comments.

The declarations come from src/bindings/wfm_decl.h, the words from the comments of include/wfm. A pointer with a stride
behind it is a column; an integer before a column is its length; a const struct is given, another is found.
"""
import os
import re
import sys
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "tests", "bindings"))
import declarations  # noqa: E402

NUMBERS = {"double": "float64", "int32_t": "int32", "int64_t": "int64", "wfm_status": "int32"}
# Structs of columns that these functions read, though the pointers in them are not const: what another function wrote.
READ = {("wfm_plan_totals_of", "output"), ("wfm_forecast_level", "indices"), ("wfm_forecast_days", "indices"),
        ("wfm_forecast_year_to_days", "indices")}
# The length of result columns, where it is not the count of the rows given.
LENGTHS = {"wfm_forecast_learn_intervals": "_slots(grid)", "wfm_measure_hazard": "_rows.count - 1",
           "wfm_forecast_year_to_days": "_coming.count"}
# How many elements the arrays of a function with C's own arguments have, for each dimension, where no words of the
# usual form say so: numbers, or what they are called in the call and its structs, or a quotient of two ("a / b").
SIZES = {
    "wfm_forecast_clean": {"event": ("count",), "code": ("count",), "off": ("count",)},
    "wfm_forecast_outages": {"code": ("days", "slots")},
    "wfm_forecast_smooth_fit": {"season": ("period",)},
    "wfm_forecast_smooth": {"season": ("period",), "forecast": ("horizon",)},
    "wfm_forecast_double_days": {"day": ("count",)},
    "wfm_forecast_import_intervals": {"covered": ("days", "slots")},
    "wfm_forecast_coarsen": {"coarser": ("days", "slots / parts")},
    "wfm_forecast_clock_apply": {"day": ("days",), "matrix": ("days", "slots")},
    "wfm_forecast_fit": {"code": ("days",)},
    "wfm_forecast_predict": {"day": ("count",)},
    "wfm_forecast_effects": {"days": (45,)},
    "wfm_trunks_busy_hour": {"day_erl": ("days",)},
}
# The same of structs' columns; None is for those that the struct does not name.
STRUCT_SIZES = {
    "wfm_forecast_series": {"calls": ("count",), "work": ("work_count",)},
    "wfm_forecast_past": {None: ("days", "slots")},
    "wfm_forecast_handled": {"day": ("days",), None: ("days", "slots")},
    "wfm_forecast_scores": {None: ("WFM_FORECAST_METHODS * WFM_FORECAST_BANDS",)},
    "wfm_traffic": {None: ("days", "slots")},
    "wfm_class_columns": {"state": ("state_count",), None: ("count",)},
    "wfm_overflow_network": {None: ("groups",)},
    "wfm_overflow_streams": {None: ("groups",)},
}
REGULAR = {"wfm_measure", "wfm_forecast_grid"}  # they have their own classes in the package
MEMBER_LENGTHS = {"month": 12, "weekday": 7, "date": 31, "week": 5}

# role: record, columns, state, column, scalar, count, found, found_record, found_columns, found_column, row_status
Parameter = namedtuple("Parameter", "role type name kind strided unit text optional enum")
Member = namedtuple("Member", "type name column strides unit text enum")


def camel(name):
    return "".join(word.capitalize() for word in name.split("_"))


def class_of(struct):
    return camel(re.sub(r"^wfm_", "", struct))


def common_tokens(names):
    split = [name.split("_") for name in names]
    count = 0
    while all(len(each) > count + 1 and each[count] == split[0][count] for each in split):
        count += 1
    return split[0][:count]


class Headers:
    """The declarations and the comments behind them."""

    def __init__(self):
        self.structs = {each.name: each for each in declarations.declared(declarations.Struct)}
        self.functions = {each.name: each for each in declarations.declared(declarations.Function)}
        self.enums = {each.name: each for each in declarations.declared(declarations.Enum)}
        folder = os.path.join(ROOT, "include", "wfm")
        self.text = ""
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                self.text += file.read()
        self.comments = self.comments_of_functions()
        self.members = {name: self.members_of(name) for name in self.structs}
        self.states = {kind for each in self.functions.values() if not each.name.endswith("_init")
                       for kind in (self.struct_of(type_) for type_, _ in each.parameters if type_[:5] != "const")
                       if kind and self.has_columns(kind)} & REGULAR
        self.units = {}

    def comments_of_functions(self):
        found = re.findall(r"/\*\*((?:(?!\*/).)*)\*/\s*WFM_API\s+[^;()]*?\b(wfm_\w+)\(", self.text, re.S)
        return {name: [re.sub(r"^ ?\*? {0,2}", "", line.lstrip(" ") if line.strip().startswith("*") else line).rstrip()
                       for line in text.strip("\n").split("\n")] for text, name in found}

    def enum_words(self, name):
        """([words of the constants' common start], {WORD: value})."""
        constants = self.enums[name].constants
        if len(constants) == 1:
            start = ["WFM"] + [a for a, b in zip(constants[0][0].split("_")[1:], name.upper().split("_")[1:]) if a == b]
        else:
            start = common_tokens([each for each, _ in constants])
        if name.endswith("_flag"):
            start = ["WFM"] + [word for word in start[1:] if word.lower() in name.split("_")]
        prefix = "_".join(start) + "_"
        return prefix, [(constant[len(prefix):], value) for constant, value in constants]

    def enum_in(self, text, of):
        """The enumeration that the comment of an integer mentions, by its prefix, as WFM_ROUND_, or by a constant."""
        for word in re.findall(r"\bWFM_[A-Z0-9_]+", text):
            for name in self.enums:
                if name.endswith(("_limit", "_status_code")) or name.endswith("_flag") != (of == "flags"):
                    continue
                if word == self.enum_words(name)[0] or word in dict(self.enums[name].constants):
                    return name
        return None

    def struct_of(self, type_):
        found = re.fullmatch(r"(?:const )?(wfm_\w+) \*", type_)
        return found.group(1) if found and found.group(1) in self.structs else None

    def has_columns(self, struct):
        return any(type_.endswith("*") for type_, _ in self.structs[struct].members)

    def is_regular(self, struct):
        """Whether the lengths of a struct's columns are told by a count before them, or by the call: not of a struct with
        columns of two dimensions, memory to work in, or results beside what is given."""
        if struct in REGULAR:
            return True
        members = self.members[struct]
        columns = [each for each in members if each.column]
        written = [not type_.startswith("const") for type_, _ in self.structs[struct].members if type_.endswith("*")]
        numbers = [each for each in members if each.type == "int64_t" and not each.column]
        counts = [each for each in numbers if each.name == "count" or each.name.endswith("_count")]
        if any(len(each.strides) != 1 for each in columns) or len(set(written)) > 1:
            return False
        if written and written[0]:
            return len(columns) == len(members)
        return not numbers or (bool(counts) and members.index(counts[0]) < members.index(columns[0]))

    def is_direct(self, function):
        """Whether a function is called with C's own arguments: the lengths of its results cannot be told from them."""
        declared, parameters = self.functions[function], self.parameters(function)
        if declared.result != "wfm_status":
            return any(type_.endswith("*") and "char" not in type_ for type_, _ in declared.parameters)
        types = [type_ for type_, _ in declared.parameters]
        if any(a == b == "ptrdiff_t" for a, b in zip(types, types[1:])):
            return True
        counts = [each for each in parameters if each.role == "count" and not each.name.endswith("_count")]
        structs = [each for each in parameters if each.role in ("columns", "found_columns")]
        if len(counts) > 1 or any(not self.is_regular(each.kind) for each in structs):
            return True
        if any(a.role.startswith("found") and b.role == "count" for a, b in zip(parameters, parameters[1:])):
            return True
        given = [each for each in structs if each.role == "columns"]
        counted = counts or function in LENGTHS or any(
            each.name == "count" for struct in given[:1] for each in self.members[struct.kind])
        needs = [each for each in parameters if each.role in ("found_column", "found_columns", "row_status")]
        return bool(needs) and not counted

    def members_of(self, struct):
        body = re.search(r"typedef struct %s \{(.*?)\n\} %s;" % (struct, struct), self.text, re.S).group(1)
        words = dict((name, " ".join(text.split())) for name, text in
                     re.findall(r"(\w+);\s*/\*\*<\s*(.*?)\s*\*/", body, re.S))
        result, members = [], self.structs[struct].members
        for at, (type_, name) in enumerate(members):
            if name == "struct_size" or name.startswith("reserved") or type_ == "ptrdiff_t":
                continue
            text = words.get(name, "")
            unit = re.match(r"\[(.*?)\] ?", text)
            strides = []
            while type_.endswith("*") and at + 1 < len(members) and members[at + 1][0] == "ptrdiff_t":
                at += 1
                strides.append(members[at][1])
            base = type_.replace("const ", "").replace(" *", "")
            result.append(Member(base, name, type_.endswith("*"), strides, unit.group(1) if unit else "",
                                 text[unit.end():] if unit else text,
                                 self.enum_in(text, name) if base == "int32_t" else None))
        return result

    def slots(self, function):
        """({parameter: (unit, text)}, [lines before them], {slot: text}) of a function's comment."""
        parameters, before, others, into = {}, [], {}, None
        for line in self.comments.get(function, []):
            given = re.match(r"@param (\w+)\s+\[(.*?)\]\s*(.*)", line)
            slot = re.match(r"@(return|accuracy|cost|source)\s*(?:\[(.*?)\])?\s*(.*)", line)
            if given:
                parameters[given.group(1)] = [given.group(2), given.group(3)]
                into = (parameters[given.group(1)], 1)
            elif slot:
                others[slot.group(1)] = [slot.group(2) or "", slot.group(3)]
                into = (others[slot.group(1)], 1)
            elif into:
                into[0][into[1]] += " " + line.strip()
            else:
                before.append(line)
        while before and not before[-1]:
            before.pop()
        return parameters, before, others

    def sizes(self, function, parameter):
        """How many elements an array of a function with C's own arguments has: names of numbers, or numbers."""
        if parameter in SIZES.get(function, ()):
            return SIZES[function][parameter]
        text = self.slots(function)[0].get(parameter, ("", ""))[1]
        rows = re.search(r"(\w+) rows of (\w+) elements", text)
        times = re.search(r"(\d+) x (WFM_\w+)", text)
        plain = re.search(r"written,? (\w+) elements", text)
        if rows:
            return rows.groups()
        if times:
            return (int(times.group(1)) * self.constant(times.group(2)),)
        if not plain and "written for each row" not in text:
            raise SystemExit("%s: how many elements %s has is said neither there nor in SIZES" % (function, parameter))
        return plain.groups() if plain else ("count",)

    def constant(self, name):
        return {each: value for enum in self.enums.values() for each, value in enum.constants}[name]

    def struct_sizes(self, struct):
        """{column: sizes} of a struct whose columns are passed on as they are, or None for another."""
        given = STRUCT_SIZES.get(struct)
        if given is None and not self.is_regular(struct):
            raise SystemExit("%s: how many elements its columns have is not said in STRUCT_SIZES" % struct)
        return given and {each.name: tuple(self.number(size) for size in given.get(each.name, given.get(None)))
                          for each in self.members[struct] if each.column}

    def number(self, size):
        """A size, with constants of the headers as the number that they are."""
        if "WFM_" not in size:
            return size
        left, _, right = size.partition(" * ")
        return self.constant(left) * self.constant(right)

    def parameters(self, function):
        """The parameters of a function with their roles, strides left out."""
        declared, words, result = self.functions[function].parameters, self.slots(function)[0], []
        for at, (type_, name) in enumerate(declared):
            if type_ == "ptrdiff_t":
                continue
            following = declared[at + 1] if at + 1 < len(declared) else ("", "")
            unit, text = words.get(name, ("", ""))
            role, kind = self.role(function, type_, name, following, declared[at - 1] if at else ("", ""))
            strided = following[0] == "ptrdiff_t"
            optional = "null" in text and role != "columns"  # there it is said of its members
            result.append(Parameter(role, type_, name, kind, strided, unit, text, optional,
                                    self.enum_in(text, name) if "int32_t" in type_ else None))
        return result

    def role(self, function, type_, name, following, before):
        struct = self.struct_of(type_)
        if struct in self.states:
            return "state", struct
        if struct and type_.startswith("const"):
            if not self.has_columns(struct):
                return "record", struct
            found = any(not each.startswith("const") and each.endswith("*") for each, _ in
                        self.structs[struct].members) and (function, name) not in READ
            return ("found_columns" if found else "columns"), struct
        if struct:
            return "found_record", struct
        base = type_.replace("const ", "").replace(" *", "")
        if type_.endswith("*") and base in NUMBERS:
            if type_.startswith("const"):
                return "column", base
            if base == "wfm_status":
                return "row_status", base
            return ("found_column" if following[0] == "ptrdiff_t" else "found"), base
        counts = name == before[1] + "_count" or (re.fullmatch(r"const (double|int32_t|int64_t) \*", following[0]))
        if type_ in ("size_t", "int64_t") and counts:
            return "count", base
        if type_ in ("double", "int32_t", "int64_t", "size_t", "wfm_status"):
            return "scalar", base
        if type_ == "const char *":
            return "text", "text"
        raise SystemExit("%s: a parameter of a kind that Python does not know: %s %s" % (function, type_, name))

    def is_formula(self, function):
        declared = self.functions[function]
        return declared.result == "double" and all(type_ == "double" for type_, _ in declared.parameters)

    def public(self):
        """The functions that Python shows: all but the array forms and init functions, which serve others."""
        for name in self.functions:
            array = name.endswith("_n") and name[:-2] in self.functions
            init = name.endswith("_init") and name[:-5] in self.structs
            if not array and not init:
                yield name
