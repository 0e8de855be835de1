# SPDX-License-Identifier: MIT
"""SQLite with the extension loaded, as examples/sqlite/README.md says it is built and used.

    python3 test_sqlite.py --cc CC --shared LIBWFM.so --static LIBWFM.a --rows PROGRAM --cli WFM --sqlite SHELL
"""
import argparse
import csv
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import common

GIVEN = None
FOLDER = None


def same(left, right):
    """Of two numbers the bits; a NaN is SQLite's NULL."""
    if left is None or right is None:
        return left is right
    return left == right and math.copysign(1, left) == math.copysign(1, right)


class Loaded(unittest.TestCase):
    def setUp(self):
        self.db = sqlite3.connect(":memory:")
        self.addCleanup(self.db.close)
        self.db.enable_load_extension(True)
        self.db.load_extension(os.path.join(FOLDER, "wfm"))

    def one(self, query, values=()):
        return self.db.execute(query, values).fetchone()[0]

    def refused(self, query, values=()):
        """The message of an error."""
        with self.assertRaises(sqlite3.OperationalError, msg=query) as caught:
            self.db.execute(query, values).fetchall()
        return str(caught.exception)


class FunctionsOfC(Loaded):
    def setUp(self):
        super().setUp()
        self.functions = common.functions_of_c(GIVEN.shared)

    def test_every_function_gives_what_c_gives(self):
        self.assertGreater(len(self.functions), 45)
        for function in self.functions:
            query = "SELECT %s(%s)" % (function.name, ", ".join("?" * len(function.kinds)))
            for values in function.points():
                status, expected = function(values)
                if status < 0:
                    self.assertEqual(self.refused(query, values),
                                     function.name + ": " + common.status_text(GIVEN.shared, status))
                    continue
                got = self.one(query, values)
                if isinstance(expected, str):
                    self.assertEqual(got, expected)
                    continue
                expected = None if math.isnan(expected) else expected
                self.assertTrue(same(got, expected), (function.name, values, got, expected))

    def test_null_gives_null(self):
        for function in self.functions:
            for at in range(len(function.kinds)):
                values = [None if each == at else 1 for each in range(len(function.kinds))]
                self.assertIsNone(self.one("SELECT %s(%s)" % (function.name, ", ".join("?" * len(values))), values))

    def test_the_vectors(self):
        for name, file, arguments, column, ulp in common.VECTORS:
            count = 0
            query = "SELECT %s(%s)" % (name, ", ".join("?" * len(arguments)))
            for row in common.vectors(file):
                expected = float(row[column])
                got = self.one(query, [float(row[each]) for each in arguments])
                if abs(expected) > 1e-300 and math.isfinite(expected):
                    count += 1
                    self.assertLessEqual(abs(got - expected), ulp * math.ulp(expected), (name, row))
            self.assertGreater(count, 100)


class Named(Loaded):
    def test_a_published_table(self):
        """250 calls in a half hour of 210 s, answered within 20 s: agents, ASA, service level, occupancy in per cent."""
        self.assertEqual(
            self.db.execute("SELECT agents, round(asa_s), round(100 * service_level), round(100 * occupancy), abandonment, "
                            "status FROM wfm_curve(250, 1800, 210, 20, 30, 35)").fetchall(),
            [(30, 209, 24, 97, 0, 0), (31, 75, 45, 94, 0, 0), (32, 38, 61, 91, 0, 0), (33, 21, 73, 88, 0, 0),
             (34, 13, 82, 86, 0, 0), (35, 8, 88, 83, 0, 0)])
        self.assertEqual(self.one("SELECT wfm_agents(250, 1800, 210, 0.8, 20)"), 34.0)
        self.assertEqual(self.one("SELECT wfm_trunks(26.8, 0.01)"), 38.0)

    def test_null_gives_null(self):
        names = {"wfm_agents": 7, "wfm_service_level": 7, "wfm_asa": 5, "wfm_occupancy": 5, "wfm_abandonment": 5,
                 "wfm_trunks": 2}
        for name, most in names.items():
            for suffix in "", "_status":
                for at in range(most):
                    values = [None if each == at else 1 for each in range(most)]
                    self.assertIsNone(self.one("SELECT %s(%s)" % (name + suffix, ", ".join("?" * most)), values))
        self.assertEqual(self.db.execute("SELECT * FROM wfm_curve(250, 1800, NULL, 20, 30, 35)").fetchall(), [])

    def test_an_error_names_function_and_argument(self):
        for call, argument in (("wfm_agents(-1, 1800, 210, 0.8, 20)", "calls"),
                               ("wfm_agents(250, 0, 210, 0.8, 20)", "interval_s"),
                               ("wfm_agents(250, 1800, 0, 0.8, 20)", "aht_s"),
                               ("wfm_agents(250, 1800, 210, 1.8, 20)", "service_level"),
                               ("wfm_agents(250, 1800, 210, 0, 20)", "service_level"),
                               ("wfm_agents(250, 1800, 210, 0.8, -20)", "answer_within_s"),
                               ("wfm_agents(250, 1800, 210, 0.8, 20, -1)", "patience_s"),
                               ("wfm_agents(250, 1800, 210, 0.8, 20, 100)", "service_rule"),
                               ("wfm_agents(250, 1800, 210, 0.8, 20, 100, 'most')", "service_rule"),
                               ("wfm_agents('many', 1800, 210, 0.8, 20)", "calls"),
                               ("wfm_agents(250, x'00', 210, 0.8, 20)", "interval_s"),
                               ("wfm_service_level(250, 1800, 210, -1, 20)", "agents"),
                               ("wfm_asa(250, 1800, 210, -1)", "agents"),
                               ("wfm_occupancy(250, 1800, -210, 34)", "aht_s"),
                               ("wfm_abandonment(250, 1800, 210, 34, -1)", "patience_s"),
                               ("wfm_trunks(-1, 0.01)", "load_erl"),
                               ("wfm_trunks(1, 1.01)", "blocking")):
            self.assertTrue(self.refused("SELECT " + call).startswith("%s: %s: " % (call.split("(")[0], argument)), call)
        for arguments, argument in (("250, 1800, 210, 20, -1, 35", "from_agents"), ("250, 1800, 210, 20, 30", "to_agents"),
                                    ("250, 1800, 210, 20, 30, 9e99", "to_agents"), ("250, 1800, 'a', 20, 1, 2", "aht_s"),
                                    ("250, 1800, 210, -1, 1, 2", "answer_within_s")):
            message = self.refused("SELECT * FROM wfm_curve(%s)" % arguments)
            self.assertIn("wfm_curve: %s: " % argument, message)
        self.assertIn("wrong number of arguments", self.refused("SELECT wfm_agents(250, 1800)"))

    def test_a_caveat_is_asked_for(self):
        self.assertEqual(self.one("SELECT wfm_agents(250, 1800, 210, 1, 20)"), math.inf)
        self.assertEqual(self.one("SELECT wfm_status_name(wfm_agents_status(250, 1800, 210, 1, 20))"), "target_missed")
        self.assertEqual(self.one("SELECT wfm_status_name(wfm_asa_status(250, 1800, 210, 29))"), "overloaded")
        self.assertEqual(self.one("SELECT wfm_status_name(wfm_agents_status(250, 1800, 0, 0.8, 20))"), "bad_aht")
        self.assertEqual(self.one("SELECT wfm_agents_status(250, 1800, 210, 0.8, 20)"), 0)
        self.assertEqual(self.one("SELECT status FROM wfm_curve(250, 1800, 210, 20, 29, 29)"), 1)

    def test_text_that_is_a_number(self):
        self.assertEqual(self.one("SELECT wfm_agents('250', '1800', '210', '0.8', '20')"), 34.0)

    def test_every_rule(self):
        for number, word in enumerate(("answered", "offered", "sl2", "excluding-abandoned", "virtual"), 1):
            by_word, by_number = (self.one("SELECT wfm_service_level(250, 1800, 210, 30, 20, 120, ?)", [rule])
                                  for rule in (word, number))
            self.assertEqual(by_word, by_number)
            self.assertEqual(by_word, self.one("SELECT wfm_erlang_a_service_level_%s(30, 250 * 210 / 1800.0, 120 / 210.0, "
                                               "20 / 210.0)" % word.replace("-", "_")), word)

    def test_an_index_over_the_agents(self):
        self.db.execute("CREATE TABLE load (calls, aht)")
        self.db.executemany("INSERT INTO load VALUES (?, 200)", [(calls,) for calls in range(500)])
        self.db.execute("CREATE INDEX needed ON load (wfm_agents(calls, 1800, aht, 0.8, 20))")
        query = "SELECT count(*) FROM load WHERE wfm_agents(calls, 1800, aht, 0.8, 20) = 34"
        self.assertIn("USING INDEX needed", str(self.db.execute("EXPLAIN QUERY PLAN " + query).fetchall()))
        self.assertEqual(self.one(query), self.one("SELECT count(*) FROM load WHERE +wfm_agents(calls, 1800, aht, 0.8, 20) = 34"))

    def test_a_curve_beside_each_row(self):
        self.db.execute("CREATE TABLE day (calls, aht)")
        self.db.executemany("INSERT INTO day VALUES (?, ?)", [(250, 210), (100, 180), (0, 200)])
        rows = self.db.execute("SELECT day.calls, c.calls, c.agents, c.service_level, "
                               "wfm_service_level(day.calls, 1800, day.aht, c.agents, 20), c.asa_s, "
                               "wfm_asa(day.calls, 1800, day.aht, c.agents) "
                               "FROM day, wfm_curve(day.calls, 1800, day.aht, 20, 0.5, 40) AS c").fetchall()
        self.assertEqual(len(rows), 3 * 40)
        for calls, again, _, level, expected, asa, expected_asa in rows:
            self.assertEqual((calls, level, asa), (again, expected, expected_asa))
        self.assertEqual(self.one("SELECT count(*) FROM wfm_curve(250, 1800, 210, 20, 3, 2)"), 0)
        self.assertEqual(self.one("SELECT count(*) FROM wfm_curve(250, 1800, 210, 20, 30, 34, 120, 'sl2') "
                                  "WHERE service_level > 0.8 AND calls = 250"), 5)


class Built(unittest.TestCase):
    """The file itself."""

    def lines(self, *command):
        return subprocess.run([*command, os.path.join(FOLDER, "wfm.so")], check=True, stdout=subprocess.PIPE,
                              universal_newlines=True).stdout.splitlines()

    def test_it_exports_one_name_and_needs_libm_alone(self):
        self.assertEqual([line.split()[-1] for line in self.lines("nm", "-D", "--defined-only")], ["sqlite3_wfm_init"])
        needed = {line.split("[")[1].split("]")[0] for line in self.lines("readelf", "-d") if "(NEEDED)" in line}
        self.assertLessEqual(needed, {"libm.so.6", "libc.so.6"})


class ManyRows(Loaded):
    def test_100_000_intervals_are_those_of_c(self):
        self.db.execute("CREATE TABLE intervals AS WITH RECURSIVE ids(id) AS "
                        "(SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < 100000) SELECT id, %s FROM ids" % common.COLUMNS)
        self.db.execute("CREATE TABLE staffed AS SELECT *, %s AS agents FROM intervals" % common.AGENTS)
        rows = self.db.execute("SELECT %s FROM (SELECT *, %s AS at FROM staffed)" % (common.FIGURES, common.AT)).fetchall()
        lines = "".join(",".join("nan" if each is None else repr(each) for each in row) + "\n" for row in rows)
        alike, said = common.compared(GIVEN.rows, lines)
        self.assertTrue(alike, said)
        self.assertEqual(said, "100000 rows, 0 differences\n")
        self.assertGreater(sum(math.isinf(row[8]) for row in rows), 100, "some rows are overloaded")


class Example(unittest.TestCase):
    """examples/sqlite/day.sql in SQLite's own shell."""

    def run_day(self):
        with open(os.path.join(common.ROOT, "examples", "sqlite", "day.sql")) as script:
            return subprocess.run([GIVEN.sqlite, "-cmd", ".load " + os.path.join(FOLDER, "wfm"), ":memory:"], check=True,
                                  cwd=common.ROOT, stdin=script, stdout=subprocess.PIPE, universal_newlines=True).stdout

    def test_the_readme_shows_what_comes_out(self):
        command = 'sqlite3 -cmd ".load examples/sqlite/build/wfm" :memory: < examples/sqlite/day.sql'
        self.assertEqual(common.trimmed(self.run_day()), common.block("sqlite", command))

    def test_the_day_is_that_of_the_command(self):
        plan = subprocess.run([GIVEN.cli, "plan", os.path.join(common.ROOT, "examples", "day.csv"), "--sl", "80/20", "--csv"],
                              check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout
        rows = list(csv.DictReader(plan.splitlines()))
        db = sqlite3.connect(":memory:")
        self.addCleanup(db.close)
        db.enable_load_extension(True)
        db.load_extension(os.path.join(FOLDER, "wfm"))
        self.assertEqual(len(rows), 48)
        for row in rows:
            agents, = db.execute("SELECT wfm_agents(?, 1800, ?, 0.8, 20)", (row["calls"], row["aht_s"])).fetchone()
            self.assertEqual(agents, float(row["agents"]), row)


def main():
    global GIVEN, FOLDER
    arguments = argparse.ArgumentParser()
    for name in "cc", "shared", "static", "rows", "cli", "sqlite":
        arguments.add_argument("--" + name, required=True)
    GIVEN, rest = arguments.parse_known_args()
    FOLDER = tempfile.mkdtemp()
    try:
        common.make("sqlite", FOLDER, "WFM_LIBRARY=" + os.path.abspath(GIVEN.static), "CC=" + GIVEN.cc)
        unittest.main(argv=sys.argv[:1] + rest)
    finally:
        shutil.rmtree(FOLDER)


main()
