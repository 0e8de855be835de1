# SPDX-License-Identifier: MIT
"""`wfm agents`, `wfm curve`, `wfm help` and `wfm version`: the course's tables among them."""

import json
import math
import re
import unittest

from support import KEYS, CommandTest

# The course: 250 calls in half an hour, talk 180 s, after-call work 30 s, answer within 20 s. Agents, probability of
# waiting %, ASA, mean wait of those who wait, mean queue, mean queue while all are busy, service level %, occupancy %,
# trunk load. At 41 agents the course prints an ASA of 1; exact is 0.45, it multiplied figures that it had rounded.
COURSE = """
30 83 209 252 29 35 24 97 54.0
31 65 75 115 10 16 45 94 35.4
32 51 38 74 5 10 61 91 30.2
33 39 21 55 3 8 73 88 28.0
34 29 13 43 2 6 82 86 26.8
35 22 8 36 1 5 88 83 26.1
36 16 5 31 1 4 92 81 25.7
37 11 3 27 0 4 95 79 25.4
38 8 2 24 0 3 97 77 25.3
39 6 1 21 0 3 98 75 25.2
40 4 1 19 0 3 99 73 25.1
41 3 0 18 0 2 99 71 25.1
42 2 0 16 0 2 100 69 25.0
"""
STILL_WAITING_AFTER = "5,10,15,20,30,40,50,60,90,120,180,240"
STILL_WAITING = {
    30: "203 199 195 191 184 177 170 163 145 129 101 80",
    34: "65 58 52 46 37 29 23 18 9 5 1 0",
    38: "16 13 11 9 6 4 2 2 0 0 0 0",
}
DEMAND = ("--calls", "250", "--interval", "30m", "--aht", "210", "--acw", "30", "--sl", "80/20")
COLUMNS = (
    ("wait_probability", 100, 0), ("asa_s", 1, 0), ("mean_wait_of_waiting_s", 1, 0), ("queue_mean", 1, 0),
    ("queue_mean_when_busy", 1, 0), ("service_level", 100, 0), ("occupancy", 100, 0), ("trunk_load_erl", 1, 1),
)


def printed(value, digits):
    """Rounded as on paper, halves up."""
    scale = 10**digits
    return math.floor(float(value) * scale + 0.5) / scale


class Curve(CommandTest):
    def test_the_course(self):
        rows = self.fine(self.run_wfm("curve", *DEMAND)).rows
        expected = [[float(cell) for cell in line.split()] for line in COURSE.split("\n") if line]
        found = [[float(row["agents"])] + [printed(float(row[key]) * scale, digits) for key, scale,
            digits in COLUMNS] for row in rows]
        self.assertEqual(expected, found)
        self.assertEqual(["34"], [row["agents"] for row in rows if row["answer"] == "1"])

    def test_the_course_callers_still_waiting(self):
        rows = {int(row["agents"]): row for row in self.run_wfm("curve", *DEMAND, "--waiting",
            STILL_WAITING_AFTER).rows}
        for agents, line in STILL_WAITING.items():
            found = [printed(rows[agents][f"waiting_{t}_s"], 0) for t in STILL_WAITING_AFTER.split(",")]
            self.assertEqual([float(cell) for cell in line.split()], found)

    def test_json_equals_csv(self):
        rows = self.run_wfm("curve", *DEMAND, "--waiting", "5,0.5").rows
        answer = json.loads(self.run_wfm("curve", *DEMAND, "--waiting", "5,0.5", "--json").out)
        self.assertEqual("wfm-curve-1", answer["schema"])
        self.assertEqual(20, answer["input"]["answer_within_s"])
        self.assertEqual([{key: float(row[key]) for key in row} for row in rows], answer["rows"])

    def test_range(self):
        rows = self.run_wfm("curve", *DEMAND, "--from", "28", "--to", "31").rows
        self.assertEqual(["28", "29", "30", "31"], [row["agents"] for row in rows])
        self.assertEqual(("inf", "0", "1"), tuple(rows[0][key] for key in ("asa_s", "service_level", "occupancy")))
        self.assertEqual(3, len(self.run_wfm("curve", *DEMAND, "--from", "100000000", "--to", "100000002").rows))
        self.assertEqual(2, self.run_wfm("curve", *DEMAND, "--to", "100000000").code)
        self.assertLessEqual(len(self.run_wfm("curve", *DEMAND, "--calls", "1e9").rows), 41)
        self.assertEqual("0", self.run_wfm("curve", *DEMAND, "--calls", "0").rows[0]["agents"])

    def test_target_that_cannot_be_met(self):
        self.assertEqual(1, self.run_wfm("curve", *DEMAND, "--sl", "100/20").code)


class Agents(CommandTest):
    def test_one_row_with_every_key(self):
        rows = self.fine(self.run_wfm("agents", *DEMAND)).rows
        self.assertEqual([KEYS], [list(row) for row in rows])
        self.assertEqual(("34", "ok", "service_level"), tuple(rows[0][key] for key in ("agents", "status", "binding")))
        answer = json.loads(self.run_wfm("agents", *DEMAND, "--json").out)
        self.assertEqual(float(rows[0]["asa_s"]), answer["rows"][0]["asa_s"])

    def test_plain(self):
        self.assertEqual("34\n", self.fine(self.run_wfm("agents", *DEMAND, "--plain")).out)
        self.assertEqual("inf\n", self.run_wfm("agents", *DEMAND, "--sl", "100/20", "--plain").out)
        self.assertEqual(1, self.run_wfm("agents", *DEMAND, "--sl", "100/20", "--plain").code)

    def test_durations(self):
        for interval in ("1800", "1800s", "30m", "30min", "0.5h"):
            self.assertEqual("34\n", self.run_wfm("agents", *DEMAND, "--interval", interval, "--plain").out)

    def test_found_values_hold_the_target(self):
        def find(what, *arguments):
            return self.fine(self.run_wfm("agents", "--find", what, "--agents", "34", *arguments,
                "--plain")).out.strip()

        calls = find("calls", "--interval", "30m", "--aht", "210")
        aht = find("aht", "--interval", "30m", "--calls", "250")
        within = find("answer-within", *DEMAND)
        for changed in (("--calls", calls), ("--aht", aht), ("--sl", f"80/{within}")):
            row = self.run_wfm("agents", *DEMAND, "--scheduled", "34", *changed).rows[0]
            self.assertAlmostEqual(0.8, float(row["service_level_scheduled"]), places=9)
        answer = json.loads(self.run_wfm("agents", "--find", "calls", "--agents", "34", "--interval", "30m", "--aht",
            "210", "--json").out)
        self.assertEqual(float(calls), answer["rows"][0]["calls"])

    def test_nothing_holds(self):
        result = self.run_wfm("agents", "--find", "answer-within", "--agents", "29", *DEMAND)
        self.assertEqual(1, result.code)
        self.assertEqual("inf", result.rows[0]["answer_within_s"])

    def test_load_beyond_doubles(self):
        result = self.run_wfm("agents", *DEMAND, "--calls", "1e308", "--interval", "1")
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn("too large", result.err)


class Help(CommandTest):
    def test_examples_come_first(self):
        for command in ("plan", "agents", "curve"):
            text = self.fine(self.run_wfm("help", command)).out
            self.assertEqual(text, self.fine(self.run_wfm(command, "--help")).out)
            self.assertLess(text.index(f"  wfm {command}"), text.index("options"))
            self.assertIn("80/20", text)
        self.assertIn("exit codes", self.fine(self.run_wfm("help")).out)
        self.assertEqual(self.run_wfm("help").out, self.run_wfm("--help").out)

    def test_examples_run(self):
        for command in ("agents", "curve"):
            for line in self.run_wfm("help", command).out.splitlines():
                if line.startswith("  wfm "):
                    example = re.split(" {2,}", line.strip())[0]  # what stands further right explains it
                    self.fine(self.run_wfm(*example.split()[1:]))

    def test_version(self):
        self.assertRegex(self.fine(self.run_wfm("version")).out, r"^wfm \d+\.\d+\.\d+\n$")
        self.assertEqual(self.run_wfm("version").out, self.run_wfm("--version").out)


if __name__ == "__main__":
    unittest.main()
