#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Breaks the library on purpose, one place at a time, and demands that the test named with it turns red.

    python3 tests/breaks/breaks.py [--list]

Each break is applied to a copy of src/, compiled with one test program, and run. A break that no longer finds its text, or
that its test survives, fails. --list prints the table that tests/README.md holds.
"""
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# (what is broken, file, text, text instead, test that must fail)
BREAKS = [
    ("sign of Temme's sum S above n = a", "src/internal/loss.c", "root * scaled_erfc(z) + sum)",
     "root * scaled_erfc(z) - sum)", "test_erlang_b"),
    ("rows of Temme's table dropped", "src/internal/loss.c", "int k = TEMME_ROWS - 1;", "int k = 1;", "test_erlang_b"),
    ("border of the light-load series moved to where it cancels", "src/internal/loss.c", "if (m < -0.4) return light",
     "if (m < 0.2) return light", "test_erlang_b"),
    ("recursion ends one server early", "src/internal/loss.c", "left = whole - 1; left >= 0;", "left = whole - 1; left > 0;",
     "test_erlang_b"),
    ("lower part Z dropped from F at light load", "src/internal/loss.c", "scaled_gamma(n) - sum * wfm_i_exp(-scale)",
     "scaled_gamma(n) - 0 * sum * wfm_i_exp(-scale)", "test_erlang_b"),
    ("reach of the quadrature halved", "src/internal/loss.c", ": sqrt(90 / most);", ": sqrt(9 / most);", "test_erlang_b"),
    ("n - a from a rounded utilisation", "src/erlang_c.c", "odds.mantissa *= (servers - load) / servers;",
     "odds.mantissa *= 1 - load / servers;", "test_erlang_c"),
    ("spare instead of its share in the odds against waiting", "src/erlang_c.c",
     "odds.mantissa *= (servers - load) / servers;", "odds.mantissa *= servers - load;", "test_erlang_c"),
    ("sign of the exponent of the wait's tail", "src/erlang_c.c",
     "wfm_erlang_c(servers, load) * wfm_i_exp(-(servers - load) * t)",
     "wfm_erlang_c(servers, load) * wfm_i_exp((servers - load) * t)", "test_erlang_c"),
    ("load equal to the agents taken as a steady queue", "src/internal/demand.h", "return load >= agents ?",
     "return load > agents ?", "test_queue"),
    ("after-call work counted as holding a line", "src/internal/demand.c", "(queue->aht_s - queue->acw_s) / queue->aht_s",
     "queue->aht_s / queue->aht_s", "test_queue"),
    ("solver stops after a few steps", "src/internal/solve.c", "enum { STEPS = 120 }", "enum { STEPS = 6 }", "test_erlang_b"),
    ("whole agents: the step down left out", "src/internal/whole.c", "        whole--;", "        break;", "test_staffing"),
    ("whole agents: the step up left out", "src/internal/whole.c", "        whole++;", "        break;", "test_staffing"),
    ("service level met on the share itself, not its complement: <= turned <", "src/staffing.c",
     "<= 1 - at->goal;", "< (1 - at->goal) * 0.999;", "test_staffing"),
    ("only the last target counts", "src/staffing.c", "most.whole = fmax(most.whole, whole);", "most.whole = whole;",
     "test_staffing"),
    ("rounding up without meaning (21 agents at 30 % become 31)", "src/internal/whole.c", "ceil(wfm_i_snap(x))", "ceil(x)",
     "test_shrinkage"),
    ("tolerance of rounding 8 ulp to 7", "src/internal/whole.c", "ldexp(8,", "ldexp(7,", "test_shrinkage"),
    ("remainder not carried", "src/internal/whole.c", "*carry = due - rounded;", "*carry = 0;", "test_shrinkage"),
    ("lines for the calls that reach the agents only", "src/trunks.c", "wfm_i_load(q->calls, q->aht_s",
     "wfm_i_load(reaching.calls, q->aht_s", "test_trunks"),
    ("deferred work not rostered", "src/plan.c", "wfm_workload_agents(a->staffing.agents, a->deferred)",
     "wfm_workload_agents(a->staffing.agents, 0)", "test_plan"),
    ("service level averaged over intervals, not calls", "src/plan.c",
     "s->answered_within += calls * get(", "s->answered_within += get(", "test_plan"),
    ("overloaded intervals counted into the ASA", "src/plan.c", "        s->t.overloaded_intervals++;\n        return;",
     "        s->t.overloaded_intervals++;", "test_plan"),
    ("weekday's index over the days' own base, not the one given", "src/forecast_chain.c", "share / base_share",
     "share * 7", "test_forecast_chain"),
    ("the chain rounds its steps at the end only", "src/forecast_chain.c",
     "c.rounding == WFM_FORECAST_ROUND_STEPS ? WFM_ROUND_NEAREST", "c.rounding < 0 ? WFM_ROUND_NEAREST",
     "test_forecast_chain"),
    ("unknown days counted as days without calls", "src/forecast_learn.c", "} else if (!isnan(d->calls)) {",
     "} else {\n        if (isnan(d->calls)) c->known[month][weekday] += 1;\n        if (isnan(d->calls)) return;",
     "test_forecast_learn"),
    ("closed days left in their month", "src/forecast_learn.c", "c->open[month][weekday] -= 1;", "(void)month;",
     "test_forecast_learn"),
    ("months and weekdays fitted once, not against each other", "src/forecast_learn.c", "ROUNDS = 500", "ROUNDS = 1",
     "test_forecast_learn"),
    ("MAPE over all rows", "src/forecast_accuracy.c", "(double)(a.rows - a.zero_rows)", "(double)a.rows",
     "test_forecast_accuracy"),
    ("largest remainders: ties to all", "src/forecast_accuracy.c", "if (between && up) tied--;", "",
     "test_forecast_accuracy"),
]


def compiler():
    return os.environ.get("CC", "cc")


def build_and_run(folder, test):
    sources = [os.path.join("tests", test + ".c")]
    for part in ("src", os.path.join("src", "internal"), os.path.join("tests", "support")):
        sources += sorted(os.path.join(part, f) for f in os.listdir(os.path.join(folder, part)) if f.endswith(".c"))
    command = [compiler(), "-std=c11", "-O1", "-ffp-contract=off", "-Iinclude", "-Isrc", "-Itests", *sources,
               "-lcmocka", "-lm", "-o", "broken"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if built.returncode != 0:
        return None, built.stderr
    environment = dict(os.environ, WFM_TEST_VECTORS=os.path.join(ROOT, "tests", "vectors"), WFM_EXTRA_VECTORS="")
    try:
        run = subprocess.run(["./broken"], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return 1, "does not end"
    return run.returncode, run.stdout


def copy_tree(folder):
    for part in ("include", "src", "tests"):
        shutil.copytree(os.path.join(ROOT, part), os.path.join(folder, part))


def try_break(folder, what, file, old, new, test):
    path = os.path.join(folder, file)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if text.count(old) != 1:
        return "its text stands %d times in %s" % (text.count(old), file)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new))
    code, output = build_and_run(folder, test)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    if code is None:
        return "does not compile: " + output
    return "survived by " + test if code == 0 else None


def main():
    if "--list" in sys.argv[1:]:
        print("| what is broken | where | test that turns red |\n| --- | --- | --- |")
        for what, file, _, _, test in BREAKS:
            print("| %s | `%s` | `%s` |" % (what, file, test))
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy_tree(folder)
        for entry in BREAKS:
            trouble = try_break(folder, *entry)
            failed += trouble is not None
            print("%-6s %s%s" % ("FAILED" if trouble else "red", entry[0], ": " + trouble if trouble else ""), flush=True)
    print("%d passed, %d failed" % (len(BREAKS) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
