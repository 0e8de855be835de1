# SPDX-License-Identifier: MIT
"""What the tests of both databases have in common: the functions that there must be and what C says of them, a table of
intervals, and the reference vectors."""
import csv
import ctypes
import itertools
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import declarations  # noqa: E402

ROOT = declarations.ROOT
C_TYPES = {"double": ctypes.c_double, "int32_t": ctypes.c_int32, "wfm_status": ctypes.c_int32,
           "const char *": ctypes.c_char_p}
NUMBERS = ("double", "int32_t", "wfm_status")

# A table of intervals in words that both databases understand: `id` goes from 1. A few rows are very large, some have
# impatient callers, some have no calls.
COLUMNS = """
    ((id * 7919) % 4001) / 4.0 * CASE WHEN id % 1000 = 0 THEN 1000.0 ELSE 1.0 END AS calls,
    60.0 + ((id * 104729) % 5400) / 10.0 AS aht_s,
    0.5 + (id % 45) / 100.0 AS service_level,
    ((id * 31) % 9) * 5.0 AS answer_within_s,
    CASE WHEN id % 64 = 0 THEN 30.0 + id % 300 ELSE 0.0 END AS patience_s"""
RULE = "CASE WHEN patience_s > 0 THEN 'offered' ELSE '' END"
AGENTS = "wfm_agents(calls, 1800, aht_s, service_level, answer_within_s, patience_s, %s)" % RULE
# With agents, or one or two fewer, which may be overloaded.
AT = "CASE WHEN agents > id % 3 THEN agents - id % 3 ELSE agents END"
FIGURES = """calls, aht_s, service_level, answer_within_s, patience_s, agents, at,
    wfm_service_level(calls, 1800, aht_s, at, answer_within_s, patience_s, %s), wfm_asa(calls, 1800, aht_s, at, patience_s),
    wfm_occupancy(calls, 1800, aht_s, at, patience_s), wfm_abandonment(calls, 1800, aht_s, at, patience_s)""" % RULE


class Function:
    """A function of C whose arguments are numbers and that gives one number or text, perhaps behind a pointer."""

    def __init__(self, shared, function):
        kinds = [kind for kind, _ in function.parameters]
        self.name = function.name
        self.fetched = kinds[-1:] == ["double *"]
        self.kinds = kinds[:-1] if self.fetched else kinds
        self.call = getattr(shared, function.name)
        self.call.restype = C_TYPES[function.result]
        self.call.argtypes = [C_TYPES[kind] for kind in self.kinds]
        if self.fetched:
            self.call.argtypes += [ctypes.POINTER(ctypes.c_double)]

    def __call__(self, values):
        """(status, number or text)"""
        if not self.fetched:
            result = self.call(*values)
            return 0, result.decode() if isinstance(result, bytes) else result
        out = ctypes.c_double()
        return self.call(*values, ctypes.byref(out)), out.value

    def points(self, count=150):
        """Arguments to try: every combination of some, or as many of them as `count`."""
        doubles = [0.0, 0.3, 0.02, 1.0, 2.0, 7.25, 30.0, 60.0, 1e6, float("inf"), -1.0]
        whole = [0, 1, 2, 3, 32, -1, -24, -1000, 99]
        points = list(itertools.product(*(doubles if kind == "double" else whole for kind in self.kinds)))
        random.Random(self.name).shuffle(points)
        return points[:count]


def functions_of_c(path):
    """Every function of the headers that SQL can call, with the library that says what is right."""
    shared = ctypes.CDLL(path)
    found = []
    for function in declarations.declared(declarations.Function):
        kinds = [kind for kind, _ in function.parameters]
        fetched = function.result == "wfm_status" and kinds[-1:] == ["double *"]
        scalar = function.result in ("double", "int32_t", "const char *")
        if (fetched or scalar) and all(kind in NUMBERS for kind in kinds[:len(kinds) - fetched]):
            found.append(Function(shared, function))
    return found


def status_text(path, status):
    shared = ctypes.CDLL(path)
    shared.wfm_status_text.restype = ctypes.c_char_p
    return shared.wfm_status_text(status).decode()


def vectors(name):
    with open(os.path.join(ROOT, "tests", "vectors", name)) as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


# (function, file, arguments, column, units in the last place)
VECTORS = [("wfm_erlang_b", "erlang_b.csv", ("servers", "load"), "b", 4),
           ("wfm_erlang_b_ln", "erlang_b.csv", ("servers", "load"), "ln", 5),
           ("wfm_erlang_c", "erlang_c.csv", ("servers", "load"), "c", 4),
           ("wfm_erlang_a_abandonment", "erlang_a.csv", ("servers", "load", "patience"), "abandonment", 9)]


def make(example, folder, *arguments):
    """Builds an extension by the Makefile that its README names."""
    subprocess.run(["make", "-s", "-C", os.path.join(ROOT, "examples", example), "O=" + folder, "PYTHON=" + sys.executable,
                    *arguments], check=True)


def compared(program, lines):
    """Hands rows to the program in C: (whether all are alike, what it says)."""
    result = subprocess.run([program], input=lines, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            universal_newlines=True)
    return result.returncode == 0, result.stdout


def block(example, command):
    """What the README of an example shows below a command."""
    with open(os.path.join(ROOT, "examples", example, "README.md")) as file:
        text = file.read()
    shown = text.split("$ " + command + "\n", 1)
    if len(shown) < 2:
        raise AssertionError("the README does not show: " + command)
    return trimmed(shown[1].split("```", 1)[0])


def trimmed(text):
    """A table's lines without the spaces that pad them."""
    return [line.rstrip() for line in text.strip("\n").splitlines()]
