# SPDX-License-Identifier: MIT
"""Every door to libwfm in Lua runs the same test and sees the same numbers, to the last bit.

    doors.py --modules FOLDER --rock FOLDER --library FILE --vectors FOLDER [--speed PROGRAM] VERSION=INTERPRETER...

A version is 5.1 to 5.4, or luajit: that comes through ffi, and through the C module for 5.1 as well. --speed compares
calls through ffi with those of a program in C instead.
"""
import argparse
import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
EXAMPLES = os.path.join(ROOT, "examples", "lua")
SLOWEST = 4  # times C's; the promise is 2, but other programs run beside the tests


def environment(given, version, library=""):
    return dict(os.environ, LUA_PATH=os.path.join(given.rock, "?.lua"), WFM_LIBRARY=library,
                LUA_CPATH=os.path.join(given.modules, version, "?.so"), LUA_INIT="")


def run(command, env):
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode:
        sys.exit("%s\n%s%s" % (" ".join(command), done.stdout[-1000:], done.stderr))
    return done.stdout, done.stderr.strip()


def doors(given):
    """[(name, interpreter, door, environment)]"""
    for pair in given.interpreters:
        version, interpreter = pair.split("=", 1)
        if version == "luajit":
            yield "luajit, ffi", interpreter, "ffi", environment(given, "none", given.library)
            if os.path.isdir(os.path.join(given.modules, "5.1")):
                yield "luajit, without ffi", interpreter, "core", environment(given, "5.1")
        else:
            yield "lua " + version, interpreter, "core", environment(given, version)


def same_numbers(given):
    first = None
    for name, interpreter, door, env in doors(given):
        out, said = run([interpreter, os.path.join(HERE, "test_wfm.lua"), door, given.vectors], env)
        agents, _ = run([interpreter, os.path.join(EXAMPLES, "agents.lua")], env)
        day, _ = run([interpreter, os.path.join(EXAMPLES, "day.lua"), os.path.join(ROOT, "examples", "day.csv")], env)
        print("%-20s %s" % (name, said))
        seen = (out + agents + day).splitlines()
        first = first or (name, seen)
        for one, other in zip(first[1], seen):
            if one != other:
                sys.exit("%s and %s differ:\n%s\n%s" % (first[0], name, one, other))
        if len(seen) != len(first[1]) or len(seen) < 200:
            sys.exit("%s: %d lines" % (name, len(seen)))
    if "34 agents answer 81.5 %" not in "\n".join(first[1]):
        sys.exit("examples/lua/agents.lua does not know 34 agents any more")


def every_function_is_there(given):
    """And the examples of the README run."""
    with open(os.path.join(ROOT, "src", "exports.txt")) as file:
        exported = {line.strip()[4:] for line in file if line.startswith("wfm_") and not line.endswith("_init\n")}
    with open(os.path.join(ROOT, "src", "bindings", "lua", "README.md")) as file:
        examples = re.findall(r"```lua\n(.*?)```", file.read(), re.S)
    ask = ("local wfm = require('wfm') for name in pairs(wfm.unbound) do print(name) end "
           "for name, usage in pairs(wfm.usage) do if usage:match('= wfm') then print(name) end end")
    for name, interpreter, _, env in doors(given):
        bound = set(run([interpreter, "-e", ask], env)[0].split())
        if bound != exported:
            sys.exit("%s: bound or exported, not both: %s" % (name, bound ^ exported))
        for example in examples:
            run([interpreter, "-e", example], env)


def library_is_searched(given):
    """In the order that wfm/ffi.lua says; a library that is named and not there is an error, whatever else there is."""
    luajit = dict(pair.split("=", 1) for pair in given.interpreters).get("luajit")
    if not luajit:
        return
    ask = [luajit, "-e", "print(require('wfm').door)"]
    folder = os.path.dirname(given.library)
    for env, expected in (
            (environment(given, "none", given.library), "ffi"),
            (dict(environment(given, "none"), LD_LIBRARY_PATH=folder), "ffi"),
            (environment(given, "5.1"), "ffi")):
        if run(ask, env)[0].strip() != expected:
            sys.exit("another door than %s opened" % expected)
    for modules in ("none", "5.1"):
        done = subprocess.run(ask, env=environment(given, modules, given.library + ".none"), stderr=subprocess.PIPE,
                              universal_newlines=True)
        if done.returncode == 0 or "set WFM_LIBRARY" not in done.stderr:
            sys.exit("no library is no error: " + done.stderr)


def speed(given):
    luajit = dict(pair.split("=", 1) for pair in given.interpreters)["luajit"]
    env = environment(given, "none", given.library)
    times = {"C": [], "LuaJIT": []}
    for _ in range(9):
        for name, command in (("C", [given.speed]), ("LuaJIT", [luajit, os.path.join(HERE, "speed.lua")])):
            time, total = run(command, env)[0].split()
            times[name].append((float(time), total))
    if len({total for each in times.values() for _, total in each}) != 1:
        sys.exit("C and LuaJIT differ in the sum")
    medians = {name: statistics.median(time for time, _ in each) for name, each in times.items()}
    ratio = medians["LuaJIT"] / medians["C"]
    print("a call of erlang_c: %.1f ns in C, %.1f ns through LuaJIT: %.2f times C's" % (
        medians["C"], medians["LuaJIT"], ratio))
    if ratio > SLOWEST:
        sys.exit("more than %d times C's" % SLOWEST)


def main():
    parser = argparse.ArgumentParser()
    for option in ("--modules", "--rock", "--library", "--vectors"):
        parser.add_argument(option, required=True)
    parser.add_argument("--speed")
    parser.add_argument("interpreters", nargs="+")
    given = parser.parse_args()
    if given.speed:
        speed(given)
    else:
        same_numbers(given)
        every_function_is_there(given)
        library_is_searched(given)


main()
