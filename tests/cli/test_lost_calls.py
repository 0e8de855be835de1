# SPDX-License-Identifier: MIT
"""Callers who hang up, and lines that turn calls away, in `wfm agents`, `wfm curve` and `wfm plan`."""

import json
import math
import re
import unittest

from support import DAY, KEYS, CommandTest

# 48 calls a minute of one minute each, patience of two: 46 agents answer 80 % of all calls within 20 s.
DEMAND = ("--calls", "48", "--interval", "1m", "--aht", "60", "--sl", "80/20")
PATIENCE = ("--patience", "120", "--rule", "offered")
OFFERED = (0.70241189, 0.76474679, 0.81756618, 0.86091887, 0.89551415, 0.92245829, 0.94301895)  # 44 to 50 agents
RULES = ("answered", "offered", "sl2", "excluding-abandoned", "virtual")
LOST = ["abandonment", "abandonment_scheduled"]
TURNED_AWAY = ["blocking", "blocking_scheduled"]


class Agents(CommandTest):
    def row(self, *arguments, code=0):
        row, = self.fine(self.run_wfm("agents", *DEMAND, *arguments), code=code).rows
        return row

    def test_the_textbook_case(self):
        row = self.row(*PATIENCE, "--agents", "50")
        self.assertEqual(KEYS + LOST, list(row))
        self.assertEqual(("46", "ok", "service_level"), (row["agents"], row["status"], row["binding"]))
        self.assertEqual("3.09", f"{float(row['abandonment_scheduled']) * 100:.2f}")
        self.assertLess(float(row["asa_s"]), float(row["wait_mean_s"]))
        self.assertTrue(math.isclose(float(row["queue_mean"]) / 120 / 0.8, float(row["abandonment"]), rel_tol=1e-12))
        self.assertEqual("52", self.row()["agents"])

    def test_every_rule(self):
        rows = {rule: self.row("--patience", "2m", "--rule", rule, "--agents", "46") for rule in RULES}
        levels = {rule: float(row["service_level_scheduled"]) for rule, row in rows.items()}
        self.assertEqual(5, len(set(levels.values())))
        self.assertEqual(levels["offered"], min(levels.values()))
        self.assertEqual(1, len({row["abandonment_scheduled"] for row in rows.values()}))
        for rule, row in rows.items():
            self.assertGreaterEqual(float(row["service_level"]), 0.8, rule)
            self.assertLess(float(row["service_level_one_fewer"]), 0.8, rule)

    def test_rules_are_not_needed_where_nobody_hangs_up(self):
        for rule in RULES:
            self.assertEqual(self.row(), self.row("--rule", rule, "--short-abandon", "5"))

    def test_short_abandons_do_not_count(self):
        with_all, without = (float(self.row(*PATIENCE, "--agents", "46", *more)["service_level_scheduled"])
            for more in ((), ("--short-abandon", "10s")))
        self.assertGreater(without, with_all)
        self.assertEqual(self.row(*PATIENCE), self.row(*PATIENCE, "--short-abandon", "0"))

    def test_lines(self):
        row = self.row("--lines", "60", "--agents", "52")
        self.assertEqual(KEYS + TURNED_AWAY, list(row))
        self.assertEqual("ok", row["status"])
        self.assertGreater(float(row["blocking"]), 0)
        # callers who never wait are as many lines as agents: Erlang B
        alone = self.run_wfm("trunks", "--load", "48", "--lines", "52").rows[0]["blocking"]
        erlang_b = self.row("--lines", "52", "--agents", "52")["blocking_scheduled"]
        self.assertTrue(math.isclose(float(alone), float(erlang_b), rel_tol=1e-12))
        both = self.row(*PATIENCE, "--lines", "60")
        self.assertEqual(KEYS + LOST + TURNED_AWAY, list(both))
        both, counted = (float(self.row(*PATIENCE, "--lines", "60", "--agents", "46", *more)["service_level_scheduled"])
            for more in ((), ("--count-blocked",)))
        self.assertLess(counted, both)

    def test_lines_and_after_call_work_are_an_approximation(self):
        row = self.row("--lines", "60", "--acw", "10", "--agents", "60")
        self.assertEqual("lines_approximate", row["status"])

    def test_several_targets(self):
        for targets, agents, binding in (
            (("--max-abandonment", "5%"), "48", "abandonment"),
            (("--max-abandonment", "10%"), "46", "service_level"),
            (("--max-abandonment", "5%", "--max-occupancy", "90%"), None, "occupancy"),
            (("--max-abandonment", "5%", "--asa", "1"), None, "asa"),
        ):
            row = self.row(*PATIENCE, *targets)
            self.assertEqual(binding, row["binding"])
            self.assertIn(agents, (None, row["agents"]))
            self.assertLessEqual(float(row["abandonment"]), 0.05 if agents != "46" else 0.1)
        alone = self.run_wfm("agents", *DEMAND[:6], *PATIENCE, "--max-abandonment", "5%", "--plain")
        self.assertEqual("48\n", self.fine(alone).out)

    def test_a_blocking_is_a_target_with_lines_and_sizes_them_without(self):
        row = self.row("--lines", "70", "--blocking", "0.1%")
        self.assertEqual("blocking", row["binding"])
        self.assertLessEqual(float(row["blocking"]), 0.001)
        self.assertNotIn("trunks", row)
        only = self.run_wfm("agents", *DEMAND[:6], "--lines", "70", "--blocking", "5%", "--json")
        self.assertFalse(json.loads(self.fine(only).out)["input"]["default_target"])
        sized = self.row("--blocking", "1%")
        self.assertEqual(KEYS + ["trunks"], list(sized))
        self.assertEqual("52", sized["agents"])

    def test_out_of_reach(self):
        self.assertEqual("target_missed", self.row("--lines", "40", "--blocking", "1%", code=1)["status"])
        row = self.row(*PATIENCE, "--max-agents", "20", code=1)
        self.assertEqual("target_missed", row["status"])  # nothing is overloaded
        self.assertLess(float(row["asa_s"]), 200)

    def test_json(self):
        given = (*PATIENCE, "--lines", "60", "--short-abandon", "5", "--count-blocked", "--max-abandonment", "5%")
        answer = json.loads(self.fine(self.run_wfm("agents", *DEMAND, *given, "--json")).out)
        self.assertEqual(KEYS + LOST + TURNED_AWAY, list(answer["rows"][0]))
        for key, value in {"patience_s": 120, "lines": 60, "short_abandon_s": 5, "abandonment": 0.05,
                           "service_rule": "offered", "count_blocked": True}.items():
            self.assertEqual(value, answer["input"][key])
        self.assertIsNone(answer["rows"][0]["blocking_scheduled"])

    def test_markdown(self):
        out = self.fine(self.run_wfm("agents", *DEMAND, *PATIENCE, "--markdown")).out
        self.assertRegex(out, r"\| abandonment \| 7\.0% \|")


class Find(CommandTest):
    def found(self, what, *arguments, code=0):
        row, = self.fine(self.run_wfm("agents", *DEMAND[:6], "--find", what, *arguments), code=code).rows
        return row

    def test_values_hold_the_targets(self):
        given = ("--agents", "50", *PATIENCE, "--max-abandonment", "2%", "--sl", "80/20")
        for what, key, option in (("calls", "calls", "--calls"), ("aht", "aht_s", "--aht")):
            row = self.found(what, *given)
            self.assertEqual("abandonment", row["binding"])
            again = self.run_wfm("agents", *DEMAND, *given, option, row[key]).rows[0]
            self.assertAlmostEqual(0.02, float(again["abandonment_scheduled"]), places=9)
        within = self.found("answer-within", *given[:6], "--sl", "80/20")["answer_within_s"]
        again = self.run_wfm("agents", *DEMAND, *given[:6], "--sl", f"80/{within}").rows[0]
        self.assertAlmostEqual(0.8, float(again["service_level_scheduled"]), places=9)

    def test_lines(self):
        given = ("--agents", "50", *PATIENCE, "--asa", "2", "--blocking", "3%")
        row = self.found("lines", *given)
        self.assertEqual("agents least most least_whole most_whole status binding_least binding_most".split(),
            list(row))
        self.assertEqual(["ok", "blocking", "asa"], [row[key] for key in ("status", "binding_least", "binding_most")])
        least, most = int(row["least_whole"]), int(row["most_whole"])
        self.assertLess(least, most)
        for lines in range(least - 1, most + 2):
            at = self.run_wfm("agents", *DEMAND, *PATIENCE, "--agents", "50", "--lines", str(lines)).rows[0]
            holds = float(at["blocking_scheduled"]) <= 0.03 and float(at["asa_scheduled_s"]) <= 2
            self.assertEqual(least <= lines <= most, holds, lines)
        plain = self.fine(self.run_wfm("agents", *DEMAND[:6], "--find", "lines", *given, "--plain"))
        self.assertEqual(f"{least} {most}\n", plain.out)
        answer = json.loads(self.run_wfm("agents", *DEMAND[:6], "--find", "lines", *given, "--json").out)
        self.assertEqual(("lines", float(row["least"])), (answer["input"]["find"], answer["rows"][0]["least"]))

    def test_no_lines_serve_both(self):
        row = self.found("lines", "--agents", "47", "--asa", "1", "--blocking", "0.1%", code=1)
        self.assertGreater(float(row["least"]), float(row["most"]))
        self.assertIn("target_missed", row["status"])

    def test_patience(self):
        given = ("--agents", "49", "--rule", "answered", "--sl", "80/20", "--max-abandonment", "5%")
        row = self.found("patience", *given)
        self.assertEqual("agents least most status binding_least binding_most".split(), list(row))
        for end in ("least", "most"):
            at = self.run_wfm("agents", *DEMAND, *given, "--patience", row[end]).rows[0]
            figure, target = {"abandonment": ("abandonment_scheduled", 0.05),
                              "service_level": ("service_level_scheduled", 0.8)}[row["binding_" + end]]
            self.assertAlmostEqual(target, float(at[figure]), places=9)
        self.assertEqual(f"{row['least']} {row['most']}\n",
                         self.run_wfm("agents", *DEMAND[:6], "--find", "patience", *given, "--plain").out)

    def test_patience_from_what_was_seen(self):
        for patience in (30, 120, 900):
            at = self.run_wfm("agents", *DEMAND, "--patience", str(patience), "--rule", "sl2", "--agents", "50").rows[0]
            row = self.found("patience", "--agents", "50", "--abandonment-seen", at["abandonment_scheduled"])
            self.assertAlmostEqual(patience, float(row["patience_s"]), places=6)
        answer = json.loads(self.run_wfm("agents", *DEMAND[:6], "--find", "patience", "--agents", "50",
            "--abandonment-seen", "3%", "--json").out)
        self.assertEqual((0.03, False), (answer["input"]["abandonment_seen"], answer["input"]["default_target"]))
        self.assertNotIn("service_level", answer["input"])
        row = self.found("patience", "--agents", "50", "--abandonment-seen", "60%", code=1)
        self.assertEqual(("0", "target_missed"), (row["patience_s"], row["status"]))


class Curve(CommandTest):
    def test_the_textbook_case(self):
        rows = self.fine(self.run_wfm("curve", *DEMAND, *PATIENCE)).rows
        found = {int(row["agents"]): float(row["service_level"]) for row in rows}
        for agents, level in enumerate(OFFERED, 44):
            self.assertAlmostEqual(level, found[agents], places=8)
        self.assertEqual(["46"], [row["agents"] for row in rows if row["answer"] == "1"])
        self.assertEqual(["trunk_load_erl", "abandonment", "answer"], list(rows[0])[-3:])
        self.assertEqual(sorted((float(row["abandonment"]) for row in rows), reverse=True),
                         [float(row["abandonment"]) for row in rows])
        self.assertLess(found[min(found)], 0.01)
        self.assertGreater(found[max(found)], 0.99)

    def test_columns(self):
        rows = self.fine(self.run_wfm("curve", *DEMAND, *PATIENCE, "--lines", "60", "--waiting", "5")).rows
        self.assertEqual(["abandonment", "blocking", "waiting_5_s", "answer"], list(rows[0])[-4:])
        objects = json.loads(self.run_wfm("curve", *DEMAND, *PATIENCE, "--lines", "60", "--waiting", "5", "--json").out)
        self.assertEqual([{key: float(row[key]) for key in row} for row in rows], objects["rows"])
        self.assertNotIn("abandonment", self.run_wfm("curve", *DEMAND).rows[0])
        table = self.fine(self.run_wfm("curve", *DEMAND, *PATIENCE, "--lines", "60", "--acw", "5", "--table")).out
        self.assertRegex(table.splitlines()[0], r"trunk load +hang up +turned away$")
        self.assertIn("note: after-call work holds no line", table)
        self.assertTrue(table.endswith("agents for 80% in 20 s (offered)\n"))

    def test_edges(self):
        self.assertEqual("0", self.run_wfm("curve", *DEMAND, *PATIENCE, "--calls", "0").rows[0]["agents"])
        self.assertLessEqual(len(self.run_wfm("curve", *DEMAND, *PATIENCE, "--calls", "1e6").rows), 41)
        self.assertEqual(1, self.run_wfm("curve", *DEMAND, *PATIENCE, "--sl", "100/20").code)


class Plan(CommandTest):
    TEXT = (
        "queue,start,calls,aht,have,patience,lines,max_abandonment,short_abandon,max_blocking,note\n"
        "a,09:00,250,210,28,120,,5%,5,1%,x\n"
        "a,09:30,280,210,30,2m,60,,,2%,\n"
        "a,10:00,0,,,,,,,,\n"
        "b,09:00,90,180,12,,,,,,\n"
    )

    def test_rows_equal_those_of_agents(self):
        rows = self.fine(self.plan(self.TEXT, "--sl", "80/20", "--rule", "offered")).rows
        head = ["start", "queue", "patience_s", "lines", "max_abandonment", "short_abandon_s", "max_blocking", "note",
                "sl", "rule"]
        self.assertEqual(head + KEYS + ["trunks"] + LOST + TURNED_AWAY, list(rows[0]))
        for i, arguments in enumerate((
            ("--patience", "120", "--max-abandonment", "5%", "--short-abandon", "5", "--blocking", "1%"),
            ("--patience", "120", "--lines", "60", "--blocking", "2%"),
        )):
            row = rows[i]
            alone, = self.run_wfm("agents", "--calls", row["calls"], "--interval", "30m", "--aht", row["aht_s"], "--sl",
                "80/20", "--rule", "offered", "--agents", row["scheduled"], *arguments).rows
            for key in alone:
                self.assertEqual(alone[key], row[key], key)
        self.assertEqual(("", "", "60"), (rows[1]["trunks"], rows[2]["lines"], rows[1]["lines"]))
        self.assertEqual(("0", ""), (rows[3]["abandonment"], rows[3]["patience_s"]))

    def test_a_plan_is_read_again(self):
        given = ("--sl", "80/20", "--rule", "excluding-abandoned", "--count-blocked")
        once = self.fine(self.plan(self.TEXT, *given))
        for options in (given, ()):
            again = self.plan(once.out, *options)
            self.assertEqual((once.code, once.out, ""), (again.code, again.out, again.err))

    def test_options_for_all_rows(self):
        rows = self.fine(self.plan(DAY, *PATIENCE)).rows
        without = self.fine(self.plan(DAY)).rows
        self.assertEqual(["patience_s", "rule"] + KEYS + LOST, list(rows[0])[1:])
        for row, other in zip(rows, without):
            self.assertLess(int(row["agents"]), int(other["agents"]))
        limits = ("--max-abandonment", "2%", "--lines", "40", "--blocking", "5%")
        given = self.fine(self.plan(DAY, *PATIENCE, *limits)).rows
        added = ["max_blocking", "patience_s", "lines", "max_abandonment", "rule"]
        self.assertEqual(added + KEYS + LOST + TURNED_AWAY, list(given[0])[1:])
        self.assertIn("abandonment", {row["binding"] for row in given})

    def test_a_target_of_lost_calls_is_a_target(self):
        text = "start,calls,aht,max_blocking,lines\n09:00,250,210,1%,45\n09:30,250,210,1%,60\n"
        self.assertEqual({"blocking"}, {row["binding"] for row in self.fine(self.plan(text)).rows})
        text = text.replace(",60\n", ",\n")
        self.assertIn("day.csv:3:1: no target in this row", self.plan(text).err)
        text = "start,calls,aht,max_abandonment\n09:00,250,210,5%\n09:30,250,210,5%\n"
        rows = self.fine(self.plan(text, *PATIENCE)).rows
        self.assertEqual({"abandonment"}, {row["binding"] for row in rows})

    def test_totals(self):
        answer = json.loads(self.fine(self.plan(self.TEXT, "--sl", "80/20", "--rule", "offered", "--json")).out)
        rows, total = answer["rows"], answer["totals"][-1]
        blocked = sum(row["calls"] * row["blocking"] for row in rows)
        reaching = [row["calls"] * (1 - row["blocking"]) for row in rows]
        abandoned = sum(calls * row["abandonment"] for calls, row in zip(reaching, rows))
        for key, value in (("blocked_calls", blocked), ("abandoned_calls", abandoned), ("blocking", blocked / 620),
                           ("abandonment", abandoned / sum(reaching))):
            self.assertTrue(math.isclose(value, total[key], rel_tol=1e-12), key)
        self.assertEqual("offered", answer["input"]["service_rule"])
        total = json.loads(self.plan(DAY, "--json").out)["totals"][-1]
        self.assertEqual((0, 0, None), (total["abandonment"], total["blocked_calls"], total["blocking_scheduled"]))

    def test_tables_tell_who_is_lost(self):
        out = self.fine(self.plan(self.TEXT, "--sl", "80/20", "--rule", "offered", "--acw", "30", "--table")).out
        self.assertRegex(out, r"ASA s +hang up +turned away +waiting")
        self.assertRegex(out, r"SL then +hang up then +turned away then")
        self.assertRegex(out, r"\d+\.\d calls hang up \(\d\.\d%\), \d\.\d calls turned away \(0\.\d%\)\n")
        self.assertRegex(out.splitlines()[-1], r"calls hang up .*every interval meets 80% in 20 s \(offered\)")
        self.assertIn("note: after-call work holds no line", out.splitlines()[-2])
        self.assertNotIn("hang up", self.plan(DAY, "--table").out)
        wide = self.fine(self.plan(DAY, *PATIENCE, "--wide")).out.splitlines()[0].split()
        self.assertEqual(["start"] + KEYS + LOST, wide)

    def test_limited_lines_alone_are_no_alarm(self):
        out = self.fine(self.plan(DAY, "--lines", "60", "--acw", "30", "--table")).out
        self.assertNotIn("note\n", out.splitlines()[0] + "\n")


class Refusals(CommandTest):
    def usage(self, message, *arguments):
        result = self.run_wfm(*arguments)
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn(message, result.err)
        return result

    def test_a_rule_is_needed(self):
        self.write(DAY)
        for command in (("agents", *DEMAND), ("curve", *DEMAND), ("plan", "day.csv"),
                        ("agents", *DEMAND, "--find", "calls", "--agents", "50")):
            result = self.usage("say by --rule what they count", *command, "--patience", "2m")
            for rule in RULES:
                self.assertRegex(result.err, rf"--rule {rule} +\w")
        self.usage("say by --rule", "agents", *DEMAND, "--find", "patience", "--agents", "50")
        self.write("start,calls,aht,patience\n09:00,250,210,\n09:30,250,210,120\n")
        self.usage("say by --rule", "plan", "day.csv", "--output", "plan.csv")
        self.fine(self.run_wfm("plan", self.write("start,calls,aht,patience\n09:00,9,9,\n09:30,9,9,\n")))
        self.fine(self.run_wfm("agents", *DEMAND[:6], "--find", "calls", "--agents", "50", "--patience", "2m",
            "--max-abandonment", "5%"))

    def test_values(self):
        for arguments, message in (
            (("--patience", "0"), "is no patience: write seconds above 0"),
            (("--patience", "-1"), "is negative"),
            (("--lines", "0"), "allows nobody: write a number above 0, or leave it out"),
            (("--lines", "1e9"), "is more than 16777215"),
            (("--max-abandonment", "0"), "allows nothing: write a share above 0"),
            (("--max-abandonment", "5"), "write 5% or 0.05"),
            (("--short-abandon", "-1"), "is negative"),
            (("--rule", "offer"), "write answered, offered, sl2, excluding-abandoned or virtual"),
            (("--count-blocked=yes",), "stands alone"),
            (("--find", "line"), "write agents, calls, aht, answer-within, lines or patience"),
        ):
            self.usage(message, "agents", *DEMAND, *arguments)

    def test_what_does_not_fit_together(self):
        find = ("agents", *DEMAND[:6], "--agents", "50", "--find")
        for message, *arguments in (
            ("--max-abandonment needs --patience", "agents", *DEMAND, "--max-abandonment", "5%"),
            ("--max-abandonment needs --patience", "curve", *DEMAND, "--max-abandonment", "5%"),
            ("--blocking needs --lines", "curve", *DEMAND, "--blocking", "1%"),
            ("--blocking needs --lines", *find, "calls", "--blocking", "1%"),
            ("goes with --find patience", "agents", *DEMAND, "--abandonment-seen", "5%"),
            ("stands instead of targets", *find, "patience", "--abandonment-seen", "5%", "--sl", "80/20"),
            ("is above 100%", *find, "patience", "--abandonment-seen", "101%"),
            ("takes --sl alone", *find, "answer-within", "--sl", "80/20", "--asa", "5"),
            ("--agents is missing", "agents", *DEMAND, "--find", "lines"),
        ):
            self.usage(message, *arguments)

    def test_files(self):
        head = "start,calls,aht,{}\n09:00,250,210,{}\n09:30,250,210,{}\n"
        for text, messages in (
            (head.format("patience", "0", "abc"), ('day.csv:2:15: patience_s "0" is no patience',
                                                   'day.csv:3:15: patience_s "abc" is not a number')),
            (head.format("lines", "0", "1e99"), ('day.csv:2:15: lines "0" allows nobody',
                                                 'day.csv:3:15: lines "1e99" is more than 16777215')),
            (head.format("max_abandonment,patience", "0,1", "7,1"),
             ('day.csv:2:15: max_abandonment "0" allows nothing', 'day.csv:3:15: max_abandonment "7" is above 1')),
            (head.format("max_abandonment", "5%", "5%"), ("day.csv:1:1: no column patience_s", "or give --patience")),
            (head.format("max_abandonment,patience", "5%,2m", "5%,"),
             ("day.csv:3:18: patience_s is empty and there is a max_abandonment",)),
            (head.format("patience,mean patience", "1,1", "2,2"), ("is the second for patience_s",)),
        ):
            result = self.plan(text, "--sl", "80/20", "--rule", "offered")
            self.assertEqual((65, ""), (result.code, result.out))
            for message in messages:
                self.assertIn(message, result.err)

    def test_help(self):
        for command in ("plan", "agents", "curve"):
            text = self.fine(self.run_wfm(command, "--patience", "2m", "--help")).out
            for option in ("patience", "lines", "rule", "max-abandonment", "short-abandon", "count-blocked"):
                self.assertIn(f"\n  --{option} ", text)
            self.assertTrue(all(re.search(rf"--rule {rule} ", text) for rule in RULES))


if __name__ == "__main__":
    unittest.main()
