# SPDX-License-Identifier: MIT
"""Writes what the SQL extensions are made from: a row for every function that takes plain numbers and gives one.

    python3 src/bindings/sql/generate.py FOLDER

functions.h is read by both extensions, wfm.control and wfm--VERSION.sql by PostgreSQL. The functions of C are those of
src/bindings/wfm_decl.h whose arguments are numbers and whose result is one, a text, or a status with one number behind
the last pointer; their names stay. NAMED are those that only SQL has; they stand in named.h.
"""
import os
import re
import sys
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
sys.path.insert(0, os.path.join(ROOT, "tests", "bindings"))
import declarations  # noqa: E402

# result: d, i or s, as in named.h; arguments: [(letter, name)]; body: of the C function, "" where named.h has it
Row = namedtuple("Row", "name result arguments least body text cost")

LETTERS = {"double": "d", "int32_t": "i", "wfm_status": "i"}
SQL_TYPES = {"d": "double precision", "i": "integer", "r": "text", "s": "text"}
DEFAULTS = {"d": "0", "r": "''"}
# A unit is what PostgreSQL takes for one of its own operators; nothing hangs on more than the order of magnitude.
COST_OF_FORMULA, COST_OF_NAMED = 20, 200

STAFFED = "calls interval_s aht_s agents"
NAMED = [
    ("wfm_agents", "calls interval_s aht_s service_level answer_within_s", "patience_s service_rule",
     "Least whole number of agents who answer that share of the calls in time."),
    ("wfm_service_level", STAFFED + " answer_within_s", "patience_s service_rule",
     "Share of the calls that those agents answer in time."),
    ("wfm_asa", STAFFED, "patience_s", "Average speed of answer in seconds: mean wait of the answered calls."),
    ("wfm_occupancy", STAFFED, "patience_s", "Share of the agents' time spent on calls."),
    ("wfm_abandonment", STAFFED, "patience_s", "Share of the calls that hang up; 0 without a patience."),
    ("wfm_trunks", "load_erl blocking", "", "Least whole number of lines that blocks no more than that share of the calls."),
]
CURVE = ("wfm_curve", "calls interval_s aht_s answer_within_s from_agents to_agents", "patience_s service_rule",
         "What from_agents, one more, and so on up to to_agents do with the calls.")


def comments():
    """{function: first sentence of its comment} of the headers."""
    found = {}
    folder = os.path.join(ROOT, "include", "wfm")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        for comment, function in re.findall(r"/\*\*((?:(?!\*/).)*)\*/\s*WFM_API [^(;]*?(\w+)\(", text, re.S):
            prose = " ".join(re.sub(r"\n \* ?", "\n", comment).split("\n\n")[0].split())
            found[function] = re.sub(r"(?<=[.:]) [A-Z].*", "", prose).rstrip(":")
    return found


def row_of_c(function, text):
    """The row of a function of C, or None where SQL cannot call it."""
    kinds, names = [kind for kind, _ in function.parameters], [name for _, name in function.parameters]
    fetched = function.result == "wfm_status" and kinds[-1:] == ["double *"]
    if fetched:
        kinds, names = kinds[:-1], names[:-1]
    elif function.result not in ("double", "int32_t", "const char *"):
        return None
    if any(kind not in LETTERS for kind in kinds):
        return None
    letters = [LETTERS[kind] for kind in kinds]
    values = ["sql_int32(in[%d])" % at if letter == "i" else "in[%d]" % at for at, letter in enumerate(letters)]
    call = "%s(%s)" % (function.name, ", ".join(values + ["&out->number"] * fetched))
    if fetched:
        result, body = "d", "return %s;" % call
    elif function.result == "const char *":
        result, body = "s", "out->text = %s;\n    return WFM_OK;" % call
    else:
        result = LETTERS[function.result]
        body = "out->number = %s;\n    return WFM_OK;" % call
    return Row(function.name, result, list(zip(letters, names)), len(names), ("(void)in;\n    " if not names else "") + body,
               text, COST_OF_FORMULA)


def row_of_named(name, needed, optional, text):
    names = needed.split() + optional.split()
    letters = ["r" if each == "service_rule" else "d" for each in names]
    return Row(name, "d", list(zip(letters, names)), len(needed.split()), "", text, COST_OF_NAMED)


def status_of(row):
    """The same function, of which the status is asked: nothing is refused then."""
    body = "out->number = (double)sql_%s(in, out);\n    return WFM_OK;" % row.name
    return row._replace(name=row.name + "_status", result="i", body=body,
                        text="Status of %s: 0, a negative error or the sum of its caveats." % row.name)


def rows():
    texts = comments()
    result = []
    for function in declarations.declared(declarations.Function):
        row = row_of_c(function, texts[function.name])
        if row:
            result.append(row)
            if function.result == "wfm_status":
                result.append(status_of(row))
    for named in NAMED:
        result += [row_of_named(*named), status_of(row_of_named(*named))]
    names = [row.name for row in result] + [CURVE[0]]
    if len(set(names)) < len(names):
        raise SystemExit("two functions of one name: " + ", ".join(sorted(n for n in set(names) if names.count(n) > 1)))
    return result


def header(all_rows):
    lines = ["/* SPDX-License-Identifier: MIT */", "/* Made by src/bindings/sql/generate.py. */", "",
             "/* Arguments at most. */",
             "#define SQL_MOST %d" % max(len(row.arguments) for row in all_rows + [row_of_named(*CURVE)]), "",
             '#include "named.h"', ""]
    for row in all_rows:
        if row.body:
            lines += ["static wfm_status sql_%s(const double *in, sql_result *out)" % row.name, "{",
                      "    " + row.body, "}", ""]
    lines.append("/* X(name, result, least, types, arguments) */")
    lines.append("#define SQL_FUNCTIONS(X) \\")
    lines += ['    X(%s, \'%s\', %d, "%s", "%s") \\' % (
        row.name, row.result, row.least, "".join(letter for letter, _ in row.arguments),
        "".join(name + "," for _, name in row.arguments)) for row in all_rows]
    return "\n".join(lines) + "\n    /* the end */\n"


def created(row, returns, more=""):
    """CREATE FUNCTION and its comment."""
    arguments = ['"%s" %s%s' % (name, SQL_TYPES[letter], "" if at < row.least else " DEFAULT " + DEFAULTS[letter])
                 for at, (letter, name) in enumerate(row.arguments)]
    kinds = ", ".join(SQL_TYPES[letter] for letter, _ in row.arguments)
    return ("CREATE FUNCTION %s(%s)\n  RETURNS %s\n  AS 'MODULE_PATHNAME', 'pg_%s'\n"
            "  LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST %d%s;\nCOMMENT ON FUNCTION %s(%s) IS '%s';\n" % (
                row.name, ", ".join(arguments), returns, row.name, row.cost, more, row.name, kinds,
                row.text.replace("'", "''")))


def script(all_rows):
    columns = ", ".join(name + " double precision" for name in
                        ("agents", "service_level", "asa_s", "occupancy", "abandonment")) + ", status integer"
    texts = ["-- SPDX-License-Identifier: MIT", "-- Made by src/bindings/sql/generate.py.",
             "\\echo Use \"CREATE EXTENSION wfm\" to load this file. \\quit"]
    texts += [created(row, SQL_TYPES[row.result]) for row in all_rows]
    texts.append(created(row_of_named(*CURVE), "TABLE (%s)" % columns, " ROWS 20"))
    return "\n".join(texts)


def version():
    with open(os.path.join(ROOT, "include", "wfm", "base.h"), encoding="utf-8") as file:
        return ".".join(re.findall(r"^#define WFM_VERSION_\w+ (\d+)$", file.read(), re.M))


def control():
    return ("# SPDX-License-Identifier: MIT\n# Made by src/bindings/sql/generate.py.\n"
            "comment = 'workforce-management mathematics for contact centers'\n"
            "default_version = '%s'\nmodule_pathname = '$libdir/wfm'\nrelocatable = true\ntrusted = true\n" % version())


def main():
    folder = sys.argv[1]
    all_rows = rows()
    os.makedirs(folder, exist_ok=True)
    for name, text in (("functions.h", header(all_rows)), ("wfm.control", control()),
                       ("wfm--%s.sql" % version(), script(all_rows))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
