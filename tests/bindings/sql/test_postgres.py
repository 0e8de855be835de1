# SPDX-License-Identifier: MIT
"""A PostgreSQL server with the extension, as examples/postgres/README.md says it is built and used.

    python3 test_postgres.py --cmake CMAKE --shared LIBWFM.so --rows PROGRAM --pg-config PG_CONFIG
"""
import argparse
import json
import math
import os
import re
import signal
import struct
import sys
import unittest

import common
import server

GIVEN = None
SERVER = None


def literal(value):
    """A number as SQL has it, to the last bit."""
    return str(value) if isinstance(value, int) else "'%s'::float8" % repr(value)


def bits(value):
    return struct.pack(">d", value).hex()


class OnServer(unittest.TestCase):
    def rows(self, script):
        """What a script gives: a list of fields for each row."""
        done = SERVER.psql("-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", input=script)
        self.assertEqual((done.returncode, done.stderr), (0, ""), script[:500])
        return [line.split("|") for line in done.stdout.splitlines()]

    def refused(self, query):
        done = SERVER.psql("-q", "-v", "ON_ERROR_STOP=1", "-c", query)
        self.assertNotEqual(done.returncode, 0, query)
        return done.stderr.split("ERROR:  ")[1].splitlines()[0]


class FunctionsOfC(OnServer):
    def setUp(self):
        self.functions = common.functions_of_c(GIVEN.shared)

    def test_every_function_gives_what_c_gives(self):
        self.assertGreater(len(self.functions), 45)
        script, expected = [], []
        for function in self.functions:
            for values in function.points():
                status, result = function(values)
                call = "%s(%s)" % (function.name, ", ".join(map(literal, values)))
                if status < 0:
                    call, result = call.replace("(", "_status(", 1), status
                if isinstance(result, float):
                    script.append("SELECT encode(float8send(%s), 'hex');" % call)
                    result = "nan" if math.isnan(result) else bits(result)
                else:
                    script.append("SELECT %s;" % call)
                expected.append((call, str(result)))
        got = self.rows("\n".join(script))
        self.assertEqual(len(got), len(expected))
        for (result,), (call, right) in zip(got, expected):
            if right == "nan":
                self.assertTrue(math.isnan(struct.unpack(">d", bytes.fromhex(result))[0]), call)
            else:
                self.assertEqual(result, right, call)

    def test_the_vectors(self):
        for name, file, arguments, column, ulp in common.VECTORS:
            chosen = [row for row in common.vectors(file)
                      if abs(float(row[column])) > 1e-300 and math.isfinite(float(row[column]))]
            self.assertGreater(len(chosen), 100)
            got = self.rows("\n".join("SELECT %s(%s);" % (name, ", ".join("'%s'" % row[each] for each in arguments))
                                      for row in chosen))
            for (result,), row in zip(got, chosen):
                self.assertLessEqual(abs(float(result) - float(row[column])), ulp * math.ulp(float(row[column])), (name, row))

    def test_all_are_strict_immutable_and_parallel_safe(self):
        rows = self.rows("SELECT proname, provolatile, proisstrict, proparallel, obj_description(p.oid, 'pg_proc') "
                         "FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e' "
                         "JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'wfm'")
        self.assertTrue({function.name for function in self.functions} | {"wfm_curve", "wfm_agents"} <=
                        {row[0] for row in rows})
        for name, volatile, strict, parallel, comment in rows:
            self.assertEqual((volatile, strict, parallel), ("i", "t", "s"), name)
            self.assertTrue(comment, name)
        plan = self.rows("EXPLAIN (VERBOSE) SELECT wfm_erlang_b(1, 1)")
        self.assertIn("Output: '0.5'", plan[1][0], "the planner works a constant out")


class Named(OnServer):
    def test_a_published_table(self):
        """250 calls in a half hour of 210 s, answered within 20 s: agents, ASA, service level, occupancy in per cent."""
        self.assertEqual(self.rows("SELECT agents, round(asa_s), round(100 * service_level), round(100 * occupancy), "
                                   "abandonment, status FROM wfm_curve(250, 1800, 210, 20, 30, 35)"),
                         [line.split() for line in ("30 209 24 97 0 0", "31 75 45 94 0 0", "32 38 61 91 0 0",
                                                    "33 21 73 88 0 0", "34 13 82 86 0 0", "35 8 88 83 0 0")])
        self.assertEqual(self.rows("SELECT wfm_agents(250, 1800, 210, 0.8, 20), wfm_trunks(26.8, 0.01)"), [["34", "38"]])

    def test_null_gives_null(self):
        rows = self.rows("SELECT wfm_agents(250, NULL, 210, 0.8, 20) IS NULL, wfm_asa(250, 1800, 210, 34, NULL) IS NULL, "
                         "wfm_erlang_b(1, NULL) IS NULL, wfm_agents_status(250, 1800, 210, NULL, 20) IS NULL, "
                         "(SELECT count(*) FROM wfm_curve(250, 1800, NULL, 20, 30, 35))")
        self.assertEqual(rows, [["t", "t", "t", "t", "0"]])

    def test_an_error_names_function_and_argument(self):
        for call, argument in (("wfm_agents(-1, 1800, 210, 0.8, 20)", "calls"),
                               ("wfm_agents(250, 0, 210, 0.8, 20)", "interval_s"),
                               ("wfm_agents(250, 1800, 'NaN', 0.8, 20)", "aht_s"),
                               ("wfm_agents(250, 1800, 210, 0, 20)", "service_level"),
                               ("wfm_agents(250, 1800, 210, 0.8, 20, 100)", "service_rule"),
                               ("wfm_agents(250, 1800, 210, 0.8, 20, 100, 'most')", "service_rule"),
                               ("wfm_service_level(250, 1800, 210, -1, 20)", "agents"),
                               ("wfm_abandonment(250, 1800, 210, 34, -1)", "patience_s"),
                               ("wfm_trunks(1, 1.01)", "blocking"),
                               ("wfm_curve(250, 1800, 210, 20, 'NaN', 35)", "from_agents"),
                               ("wfm_curve(250, 1800, 210, 20, 30, 'infinity')", "to_agents"),
                               ("wfm_curve(250, 1800, 210, -1, 1, 2)", "answer_within_s"),
                               ("wfm_shrinkage_rostered(10, 1.3, 0)", "shrinkage")):
            self.assertTrue(self.refused("SELECT " + call).startswith("%s: %s: " % (call.split("(")[0], argument)), call)

    def test_a_caveat_is_asked_for(self):
        self.assertEqual(self.rows("SELECT wfm_agents(250, 1800, 210, 1, 20), "
                                   "wfm_status_name(wfm_agents_status(250, 1800, 210, 1, 20)), "
                                   "wfm_status_name(wfm_asa_status(250, 1800, 210, 29)), "
                                   "wfm_status_name(wfm_agents_status(250, 1800, 0, 0.8, 20))"),
                         [["Infinity", "target_missed", "overloaded", "bad_aht"]])

    def test_every_rule_by_name_of_the_argument(self):
        for word in "answered", "offered", "sl2", "excluding-abandoned", "virtual":
            (named, formula), = self.rows(
                "SELECT wfm_service_level(250, 1800, 210, 30, 20, patience_s => 120, service_rule => '%s'), "
                "wfm_erlang_a_service_level_%s(30, 250 * 210 / 1800.0, 120 / 210.0, 20 / 210.0)" % (word, word.replace("-", "_")))
            self.assertEqual(named, formula)


class ManyRows(OnServer):
    def test_a_million_intervals_in_parallel_are_those_of_c(self):
        self.rows("CREATE TABLE intervals AS SELECT id, calls::float8, aht_s::float8, service_level::float8, "
                  "answer_within_s::float8, patience_s::float8 FROM (SELECT id, %s FROM generate_series(1, 1000000::bigint) "
                  "AS id) AS rows; ANALYZE intervals" % common.COLUMNS)
        plan = self.rows("EXPLAIN (ANALYZE) CREATE TABLE staffed AS SELECT *, %s AS agents FROM intervals" % common.AGENTS)
        text = "\n".join(row[0] for row in plan)
        print(text)
        self.assertIn("Gather", text, "the planner takes workers")
        planned, launched = (int(re.search(r"Workers %s: (\d+)" % word, text).group(1)) for word in ("Planned", "Launched"))
        self.assertGreaterEqual(planned, 2, text)
        self.assertEqual(launched, planned, text)
        self.assertIn("Parallel Seq Scan on intervals", text)
        done = SERVER.psql("-q", "-v", "ON_ERROR_STOP=1", "-c", "ANALYZE staffed", "-c",
                           "COPY (SELECT %s FROM (SELECT *, %s AS at FROM staffed) AS rows) TO STDOUT CSV"
                           % (common.FIGURES, common.AT))
        self.assertEqual(done.returncode, 0, done.stderr)
        alike, said = common.compared(GIVEN.rows, done.stdout)
        self.assertTrue(alike, said)
        self.assertEqual(said, "1000000 rows, 0 differences\n")
        self.assertEqual(self.rows("SELECT count(*), sum(wfm_agents(0, 1800, 210, 0.8, 20)) FROM staffed"), [["1000000", "0"]])


class Example(OnServer):
    def test_the_readme_shows_what_comes_out(self):
        with open(os.path.join(common.ROOT, "examples", "postgres", "day.sql")) as script:
            done = SERVER.psql(stdin=script, cwd=common.ROOT)
        self.assertEqual(common.trimmed(done.stdout), common.block("postgres", "psql < examples/postgres/day.sql"), done.stderr)

    def test_the_extension_goes_as_a_whole(self):
        self.assertEqual(self.rows("BEGIN; DROP EXTENSION wfm; SELECT count(*) FROM pg_proc WHERE proname LIKE 'wfm\\_%'; "
                                   "ROLLBACK"), [["0"]])


def main():
    global GIVEN, SERVER
    arguments = argparse.ArgumentParser()
    for name in "cmake", "shared", "rows", "pg-config":
        arguments.add_argument("--" + name, required=True)
    GIVEN, rest = arguments.parse_known_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    SERVER = server.Server(GIVEN.pg_config, GIVEN.cmake)
    try:
        made = SERVER.psql("-q", "-c", "CREATE EXTENSION wfm")
        if made.returncode:
            sys.exit(made.stderr)
        unittest.main(argv=sys.argv[:1] + rest)
    finally:
        SERVER.stop()


main()
