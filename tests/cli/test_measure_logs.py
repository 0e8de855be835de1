# SPDX-License-Identifier: MIT
"""What `wfm measure` reads: Asterisk's queue_log, CSV files of calls and of counts, and what is wrong with them."""

import json
import os
import random
import re
import resource
import subprocess
import time
import unittest

from support import WFM, CommandTest

T = 1772442000  # 2026-03-02 09:00:00 UTC
COUNTS = ("calls", "answered", "abandoned", "left", "blocked", "handled", "waiting")


def line(at, call, queue, event, *data, agent="NONE"):
    stamp = str(at) if isinstance(at, str) else f"{T + at:.6f}".rstrip("0").rstrip(".")
    return "|".join([stamp, call, queue, agent, event, *map(str, data)])


def enter(at, call, queue="support"):
    return line(at, call, queue, "ENTERQUEUE", "", "0891234567", 1)


def connect(at, call, wait, queue="support"):
    return line(at, call, queue, "CONNECT", wait, call + "9", 3, agent="SIP/1")


def complete(at, call, wait, talk, queue="support", event="COMPLETEAGENT"):
    return line(at, call, queue, event, wait, talk, 1, agent="SIP/1")


def abandon(at, call, wait, queue="support"):
    return line(at, call, queue, "ABANDON", 1, 1, wait)


def handled(at, call, wait, talk, queue="support"):
    return [
        enter(at, call, queue),
        connect(at + wait, call, wait, queue),
        complete(at + wait + talk, call, wait, talk, queue),
    ]


def log(*lines):
    return "".join(text + "\n" for text in lines)


class LogTest(CommandTest):
    def measure(self, *texts, arguments=("--interval", "24h"), zone="UTC"):
        names = [self.write(text, f"log{i}" if i else "log") for i, text in enumerate(texts)]
        return self.run_wfm("measure", *names, "--csv", *arguments, environment={"TZ": zone})

    def counts(self, *texts, faulty=None, **more):
        """Sums over all rows, in the order of COUNTS."""
        result = self.measure(*texts, **more)
        if faulty is None:
            self.fine(result)
        else:
            self.assertEqual(0, result.code, result.err)
            self.assertRegex(result.err, rf"(?m)^wfm: {faulty} faulty lines? w")
        self.result = result
        self.rows = result.rows
        return [sum(int(row.get(name, 0)) for row in self.rows) for name in COUNTS]

    def refused(self, text, *messages, code=65, arguments=()):
        result = self.measure(text, arguments=arguments)
        self.assertEqual((code, ""), (result.code, result.out), result.err)
        for message in messages:
            self.assertIn(message, result.err)
        return result


class Events(LogTest):
    def test_handled_abandoned_left_and_open(self):
        text = log(
            *handled(0, "1.1", 10, 100),
            *handled(5, "1.2", 20, 200),
            enter(7, "1.3"),
            abandon(47, "1.3", 40),
            enter(8, "1.4"),
            line(308, "1.4", "support", "EXITWITHTIMEOUT", 1, 2, 300),
            enter(9, "1.5"),
            line(19, "1.5", "support", "EXITEMPTY", 1, 1, 10),
            enter(10, "1.6"),
            line(40, "1.6", "support", "EXITWITHKEY", 7, 1, 1, 30),
            enter(11, "1.7"),
            connect(21, "1.7", 10),
            enter(12, "1.8"),
        )
        self.assertEqual([8, 3, 1, 3, 0, 2, 1], self.counts(text))
        row = self.rows[0]
        self.assertEqual(("support", "150"), (row["queue"], row["aht_s"]))
        self.assertAlmostEqual(40 / 3, float(row["asa_s"]))
        self.assertAlmostEqual(420 / 7, float(row["wait_mean_s"]))

    def test_transfers_complete_the_handling(self):
        shapes = {
            "TRANSFER": ("200", "default", 10, 50, 1),
            "BLINDTRANSFER": ("200", "default", 10, 50, 1),
            "ATTENDEDTRANSFER": ("BRIDGE", "0f3a-11", 10, 50, 1),
            "ATTENDEDTRANSFER ": ("APP", "VoiceMail", 10, 50, 1),
            "ATTENDEDTRANSFER  ": ("LINK", "SIP/1-1", "SIP/2-1", 10, 50, 1),
            "COMPLETECALLER": (10, 50, 1),
            "COMPLETEAGENT": (10, 50, 1),
        }
        for event, data in shapes.items():
            text = log(enter(0, "1.1"), connect(10, "1.1", 10), line(60, "1.1", "support", event.strip(), *data))
            self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text), event)
            self.assertEqual("50", self.rows[0]["aht_s"], event)
            filled = text.rstrip("\n") + "||\n"  # as a database gives it, with columns that are empty
            self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(filled), event)

    def test_transfer_of_old_versions_has_no_position(self):
        text = log(enter(0, "1.1"), line(60, "1.1", "support", "TRANSFER", "200", "default", 10, 50))
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text))

    def test_exit_without_a_wait_takes_the_difference(self):
        for event, data in (("EXITWITHKEY", (7, 1)), ("EXITWITHTIMEOUT", (1,))):
            text = log(enter(0, "1.1"), line(30, "1.1", "support", event, *data))
            self.assertEqual([1, 0, 0, 1, 0, 0, 0], self.counts(text))
            self.assertEqual("30", self.rows[0]["wait_mean_s"])
        text = log(line(0, "1.1", "support", "EXITWITHKEY", 7, 1), enter(0, "1.1"))
        self.assertEqual([1, 0, 0, 1, 0, 0, 0], self.counts(text))
        text = log(line(30, "1.1", "key", "EXITWITHKEY", 7, 1), *handled(40, "1.2", 1, 2))
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text, faulty=1))
        self.assertEqual(["support"], [row["queue"] for row in self.rows])
        self.assertIn('event "EXITWITHKEY" has no wait', self.result.err)

    def test_what_is_not_an_event_of_a_call_is_passed_over(self):
        others = (
            "QUEUESTART CONFIGRELOAD ADDMEMBER REMOVEMEMBER PAUSE UNPAUSE PAUSEALL UNPAUSEALL AGENTLOGIN AGENTLOGOFF "
            "AGENTCALLBACKLOGIN AGENTCALLBACKLOGOFF PENALTY DID INFO SYSCOMPAT MEMBERPENALTY RINGCANCELED MY_EVENT2"
        ).split()
        lines = [line(0, "NONE", "NONE", "QUEUESTART", "")]
        for i, event in enumerate(others):
            lines.append(line(i, "NONE", "support", event, "x"))
            lines.append(line(i, "1.1", "support", event, 1, 2, 3))
        lines.insert(3, enter(1, "1.1"))
        lines += [
            line(5, "1.1", "support", "RINGNOANSWER", 15000, agent="SIP/2"),
            line(9, "1.1", "support", "AGENTDUMP", agent="SIP/2"),
            connect(11, "1.1", 10),
            complete(31, "1.1", 10, 20),
            line(32, "1.9", "NONE", "ABANDON", 1, 1, 1),
        ]
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*lines)))

    def test_complete_without_connect(self):
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(enter(0, "1.1"), complete(70, "1.1", 20, 50))))
        self.assertEqual(("20", "50"), (self.rows[0]["asa_s"], self.rows[0]["aht_s"]))

    def test_after_call_work_is_added(self):
        self.counts(log(*handled(0, "1.1", 10, 100)), arguments=("--acw", "30", "--interval", "24h"))
        self.assertEqual("130", self.rows[0]["aht_s"])

    def test_bytes_of_latin_1_and_utf_8(self):
        for queue in ("büro".encode(), "büro".encode("latin-1")):
            text = log(*handled(0, "1.1", 10, 100)).encode().replace(b"support", queue)
            result = self.run_wfm("measure", self.write(b"\xef\xbb\xbf" + text, "log"), "--json")
            self.assertEqual((0, ""), (result.code, result.err))
            self.assertEqual("büro", json.loads(result.out)["rows"][0]["queue"])

    def test_carriage_returns_and_empty_lines(self):
        text = "\r\n\n" + log(*handled(0, "1.1", 10, 100)).replace("\n", "\r\n\r\n")
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text))

    def test_quote_in_the_name_of_a_queue(self):
        self.counts(log(*handled(0, "1.1", 10, 100, 'a"b')))
        self.assertEqual('a"b', self.rows[0]["queue"])

    def test_queue_with_a_quote_that_is_wanted(self):
        rings = [line(5, "1.1", queue, "RINGNOANSWER", 1000) for queue in ('a"b', 'a"b', "a")]
        text = log(*handled(0, "1.1", 10, 100, 'a"b'), *rings, *handled(0, "1.2", 10, 100, "a"))
        totals = {}
        for queue in ('a"b', "a"):
            self.assertEqual(1, self.counts(text, arguments=("--queue", queue))[0])
            self.assertEqual([queue], [row["queue"] for row in self.rows])
            rows = self.measure(text, arguments=("--queue", queue, "--totals")).rows
            totals[queue] = {row["figure"]: row["value"] for row in rows}["rings_unanswered"]
        self.assertEqual({'a"b': "2", "a": "1"}, totals)
        calls = 'start,queue,wait,talk\n2026-03-02 09:00,"a""b",5,9\n2026-03-02 09:00,c,5,9\n'
        self.assertEqual(1, self.counts(calls, arguments=("--queue", 'a"b'))[0])
        self.refused(calls, 'no call is in a queue "a"c"; did you mean a"b?: there are a"b, c', arguments=("--queue", 'a"c'))

    def test_custom_events_of_any_name(self):
        events = ("custom", "My-Event", "büro.offen", "x:y", "PAUSE+", "1")
        lines = [line(i, "1.1", "support", event, "x", "y") for i, event in enumerate(events)]
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*handled(0, "1.1", 10, 100), *lines)))
        good = log(*handled(0, "1.1", 10, 100))
        for event in ("two words", "tab\tbed", "del\x7f", ""):
            self.counts(good + log(line(1, "1.1", "support", event)), faulty=1)
            self.assertIn("is no name of an event: they are words without blanks", self.result.err)
        self.counts(good + log(f"{T}|1.1|support|custom"), faulty=1)


class Stays(LogTest):
    def test_queues_apart(self):
        text = log(
            *handled(0, "1.1", 10, 100, "sales"),
            *handled(1, "1.1", 30, 50, "support"),
            enter(3, "1.2", "sales"),
            abandon(13, "1.2", 10, "sales"),
        )
        self.counts(text)
        self.assertEqual([("sales", "2"), ("support", "1")], [(row["queue"], row["calls"]) for row in self.rows])
        self.assertEqual(["100", "50"], [row["aht_s"] for row in self.rows])

    def test_one_queue_of_several(self):
        text = log(*handled(0, "1.1", 10, 100, "sales"), *handled(1, "1.2", 30, 50, "support"))
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text, arguments=("--queue", "support")))
        self.assertEqual([("support", "50")], [(row["queue"], row["aht_s"]) for row in self.rows])
        self.refused(
            text, 'log:1:1: no call is in a queue "suport"; did you mean support?: there are sales, support',
            arguments=("--queue", "suport"),
        )

    def test_more_queues_than_the_first_table_holds(self):
        for count in (64, 65, 200):
            text = log(*[text for i in range(count) for text in handled(i, f"1.{i}", 10, 100, f"queue{i}")])
            self.assertEqual([count, count, 0, 0, 0, count, 0], self.counts(text))
            self.assertEqual([f"queue{i}" for i in range(count)], [row["queue"] for row in self.rows])

    def test_all_queues_are_named_where_one_is_not_found(self):
        names = [f"the queue of number {i} of a dozen" for i in range(12)]
        text = log(*[text for i, name in enumerate(names) for text in handled(i, f"1.{i}", 10, 100, name)])
        result = self.refused(text, arguments=("--queue", "z"))
        self.assertIn("there are " + ", ".join(names)[:300], result.err)
        self.assertTrue(result.err.endswith("...\n"))
        result = self.refused("start,queue,wait\n2026-03-02 09:00,,5\n2026-03-02 09:00,b,5\n", arguments=("--queue", "z"))
        self.assertIn("there are one without a name, b", result.err)

    def test_same_call_in_the_same_queue_again(self):
        text = log(
            enter(0, "1.1"),
            line(30, "1.1", "support", "EXITWITHTIMEOUT", 1, 1, 30),
            enter(30, "1.1"),
            line(60, "1.1", "support", "EXITWITHTIMEOUT", 1, 1, 30),
            enter(60, "1.1"),
            connect(70, "1.1", 10),
            complete(170, "1.1", 10, 100),
        )
        for order in range(20):
            lines = text.splitlines()
            random.Random(order).shuffle(lines)
            self.assertEqual([3, 1, 0, 2, 0, 1, 0], self.counts(log(*lines)))
            self.assertEqual(("10", "100"), (self.rows[0]["asa_s"], self.rows[0]["aht_s"]))
            self.assertAlmostEqual(70 / 3, float(self.rows[0]["wait_mean_s"]))

    def test_lines_of_one_second_in_any_order(self):
        first, second, third = handled(0, "1.1", 0, 0)
        for lines in ((first, second, third), (third, second, first), (second, third, first), (second, first, third)):
            self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*lines)))
        self.assertEqual([1, 0, 1, 0, 0, 0, 0], self.counts(log(abandon(0, "1.1", 0), enter(0, "1.1"))))
        lines = (enter(0, "1.1"), enter(30, "1.1"), line(30, "1.1", "support", "EXITWITHTIMEOUT", 1, 1, 30))
        self.assertEqual([2, 0, 0, 1, 0, 0, 1], self.counts(log(*lines)))
        self.assertEqual("30", self.rows[0]["wait_mean_s"])

    def test_wait_tells_the_stay_within_two_seconds(self):
        exits = line(91.7, "1.1", "support", "EXITWITHTIMEOUT", 1, 1, 90)
        lines = (enter(0.2, "1.1"), enter(90.9, "1.1"), exits, connect(93, "1.1", 2), complete(103, "1.1", 2, 10))
        self.assertEqual([2, 1, 0, 1, 0, 1, 0], self.counts(log(*lines), arguments=("--interval", "1m")))
        self.assertEqual([("1", "0"), ("0", "1")], [(row["left"], row["answered"]) for row in self.rows])

    def test_stays_are_in_order_of_arrival(self):
        lines = [f"{T + 7 * i},{(i * 37) % 50},{i % 11}" for i in range(400)]
        results = []
        for seed in range(2):
            random.Random(seed).shuffle(lines)
            name = self.write("start,wait,talk\n" + log(*lines))
            results.append(self.fine(self.run_wfm("measure", name, "--json")).out)
        self.assertEqual(results[0], results[1])

    def test_log_that_begins_within_calls(self):
        lines = [connect(10, "1.1", 30), complete(60, "1.1", 30, 50)]
        lines += [abandon(20, "1.2", 50), complete(70, "1.3", 5, 200)]
        self.assertEqual([3, 2, 1, 0, 0, 2, 0], self.counts(log(*lines)))
        result = self.measure(log(*lines), arguments=("--interval", "1m"))
        starts = [row["start"] for row in result.rows if row["calls"] != "0"]
        self.assertEqual(["2026-03-02 08:57", "2026-03-02 08:59"], starts)
        self.assertEqual("2", result.rows[-1]["calls"])

    def test_second_end_is_a_faulty_line(self):
        lines = [*handled(0, "1.1", 10, 100), complete(110, "1.1", 10, 100), abandon(115, "1.1", 115)]
        lines.append(abandon(115, "1.1", 50))
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*lines), faulty=3))
        self.assertRegex(self.result.err, r'log:4:\d+: warning: event "COMPLETEAGENT" is of a call that has already')
        self.assertRegex(self.result.err, r"log:5:\d+: ")
        lines = [enter(0, "1.1"), enter(0, "1.1"), abandon(9, "1.1", 9)]
        self.assertEqual([1, 0, 1, 0, 0, 0, 0], self.counts(log(*lines), faulty=1))

    def test_parts_of_a_log_in_any_order(self):
        lines = [text for i in range(30) for text in handled(7 * i, f"1.{i}", i % 9, 31)]
        lines.sort(key=lambda text: float(text.split("|")[0]))
        whole = self.measure(log(*lines)).out
        parts = [log(*lines[:25]), log(*lines[25:60]), log(*lines[60:])]
        self.assertEqual("30", self.measure(log(*lines)).rows[0]["handled"])
        for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
            self.assertEqual(whole, self.fine(self.measure(*(parts[i] for i in order))).out)
        self.assertEqual(whole, self.fine(self.measure("", *parts)).out)

    def test_random_stays_come_out_as_they_went_in(self):
        chance = random.Random(2)
        for _ in range(20):
            lines, answered, lost, waits, talk = [], 0, 0, 0, 0
            for i in range(chance.randrange(1, 80)):
                at, wait, busy = chance.random() * 3600, chance.randrange(90), chance.randrange(300)
                waits += wait
                if chance.random() < 0.3:
                    lines += [enter(at, f"7.{i}"), abandon(at + wait, f"7.{i}", wait)]
                    lost += 1
                else:
                    lines += handled(at, f"7.{i}", wait, busy)
                    answered, talk = answered + 1, talk + busy
            chance.shuffle(lines)
            cut = chance.randrange(len(lines))
            calls = answered + lost
            expected = [calls, answered, lost, 0, 0, answered, 0]
            self.assertEqual(expected, self.counts(log(*lines[:cut]), log(*lines[cut:])))
            self.assertAlmostEqual(waits / calls, float(self.rows[0]["wait_mean_s"]))
            if answered:
                self.assertAlmostEqual(talk / answered, float(self.rows[0]["aht_s"]))

    def test_standard_input(self):
        result = self.run_wfm("measure", "-", "--csv", stdin=log(*handled(0, "1.1", 10, 100)).encode())
        self.assertEqual("1", self.fine(result).rows[0]["handled"])


class Clocks(LogTest):
    def starts(self, text, zone, interval="30m"):
        result = self.fine(self.measure(text, arguments=("--interval", interval), zone=zone))
        return [row["start"] for row in result.rows if row["calls"] != "0"]

    def test_local_time_of_the_zone(self):
        text = log(*handled(0, "1.1", 10, 100))
        self.assertEqual(["2026-03-02 09:00"], self.starts(text, "UTC"))
        self.assertEqual(["2026-03-02 10:00"], self.starts(text, "Europe/Berlin"))
        self.assertEqual(["2026-03-02 14:30"], self.starts(text, "Asia/Kolkata"))
        self.assertEqual(["2026-03-01 23:00"], self.starts(text, "Pacific/Honolulu"))

    def test_days_on_which_the_clock_is_changed(self):
        spring, autumn = 1774744200, 1792888200  # 2026-03-29 00:30 UTC, 2026-10-25 00:30 UTC
        for begin, expected in (
            (spring, ["2026-03-29 01:30", "2026-03-29 03:30", "2026-03-29 04:30"]),
            (autumn, ["2026-10-25 02:30", "2026-10-25 03:30"]),
        ):
            lines = [text for i in range(3) for text in handled(begin - T + 3600 * i, f"1.{i}", 10, 100)]
            self.assertEqual(expected, self.starts(log(*lines), "Europe/Berlin"))
        across = log(*handled(autumn - T + 1700, "1.1", 200, 10))
        result = self.fine(self.measure(across, zone="Europe/Berlin"))
        self.assertEqual(("200", "10"), (result.rows[0]["asa_s"], result.rows[0]["aht_s"]))

    def test_times_from_a_database(self):
        def at(text, call, *rest):
            return line("2026-03-02 " + text, call, "support", *rest)

        lines = (
            at("09:00:01.123456", "1.1", "ENTERQUEUE", "", "089", 1, "", ""),
            at("09:00:11.2", "1.1", "CONNECT", 10, "1.2", 3, "", ""),
            at("09:01:51", "1.1", "COMPLETECALLER", 10, 100, 1, "", ""),
        )
        for zone in ("UTC", "Europe/Berlin"):
            self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*lines), zone=zone))
            self.assertEqual(["2026-03-02 09:00"], self.starts(log(*lines), zone))

    def test_local_times_beside_seconds(self):
        lines = [text for text in handled(0, "1.1", 10, 100)]
        lines[1] = line("2026-03-02 10:00:10.5", "1.1", "support", "CONNECT", 10, "1.2", 3)
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*lines), zone="Europe/Berlin"))
        self.assertEqual(["2026-03-02 10:00"], self.starts(log(*lines), "Europe/Berlin"))

    def test_local_clock_that_is_put_back_within_a_call(self):
        def at(text, *rest):
            return line("2026-10-25 " + text, "1.1", "support", *rest)

        lines = (
            at("02:59:50", "ENTERQUEUE", "", "089", 1),
            at("02:00:05", "CONNECT", 15, "1.2", 3),
            at("02:01:45", "COMPLETECALLER", 15, 100, 1),
        )
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(log(*lines)))
        self.assertEqual(["2026-10-25 02:30"], self.starts(log(*lines), "UTC"))

    def test_years_from_the_others(self):
        lines = [text for i in range(5) for text in handled(i, f"1.{i}", 10, 100)]
        lines.insert(4, line(str(T - 900 * 86400), "1.9", "support", "ENTERQUEUE", "", "", 1))
        lines.insert(6, line("17724420000", "1.8", "support", "ENTERQUEUE", "", "", 1))
        self.assertEqual([5, 5, 0, 0, 0, 5, 0], self.counts(log(*lines), faulty=2))
        self.assertIn('log:5:1: warning: time "1694682000" is years from the others', self.result.err)


    def test_logs_of_many_years_are_whole(self):
        begin, year = 1262304000 - T, 365 * 86400
        for step in (30 * 86400, 2 * year):  # of 12 years; a gap of two
            lines = [text for i, at in enumerate(range(begin, begin + 12 * year, step)) for text in
                     handled(at, f"1.{i}", 10, 100)]
            count = len(lines) // 3
            self.assertEqual([count, count, 0, 0, 0, count, 0], self.counts(log(*lines)))
        far = handled(begin + 20 * year, "2.1", 10, 100)
        self.assertEqual(count, self.counts(log(*lines, *far), faulty=3)[0])


class FaultyLines(LogTest):
    def faulty(self, bad, place, message):
        good = handled(0, "1.1", 10, 100)
        text = "\n".join([good[0], bad, *good[1:]]) + "\n" if isinstance(bad, str) else bad
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text, faulty=1))
        self.assertIn(f"log:{place}: warning: {message}", self.result.err)

    def test_each_kind_is_named_by_its_place(self):
        faults = (
            ("garbage", "2:1", 'line "garbage" has too few fields: time|call|queue|agent|event'),
            (f"{T}|1.2|support|NONE", "2:1", "line "),
            ("x|1.2|support|NONE|ABANDON|1|1|5", "2:1", 'time "x" is no time'),
            ("-5|1.2|support|NONE|ABANDON|1|1|5", "2:1", 'time "-5" is no time'),
            ("99999999999999999999|1.2|support|NONE|ABANDON|1|1|5", "2:1", 'time "99999999999999999999" is no time'),
            ("09:00|1.2|support|NONE|ABANDON|1|1|5", "2:1", 'time "09:00" is no time'),
            (line(5, "1.2", "support", "aban don", 1), "2:29", 'event "aban don" is no name of an event'),
            (line(5, "1.2", "support", "", 1), "2:29", 'event "" is no name of an event'),
            (line(5, "", "support", "ABANDON", 1, 1, 5), "2:12", 'call "" is no call'),
            (line(5, "NONE", "support", "ABANDON", 1, 1, 5), "2:12", 'call "NONE" is no call'),
            (line(5, "1.2", "", "ABANDON", 1, 1, 5), "2:16", 'queue "" is empty'),
            (line(5, "1.2", "support", "ABANDON", 1, 1, -5), "2:41", 'wait "-5" is not a number of seconds'),
            (line(5, "1.2", "support", "ABANDON", 1, 1, "1e3"), "2:41", 'wait "1e3" is not a number'),
            (line(5, "1.2", "support", "CONNECT", "604801", 1, 5), "2:37", 'wait "604801" is not'),
            (line(5, "1.2", "support", "ABANDON", 1, 1, "1772442005"), "2:41", 'wait "1772442005" is not a number of '
             "seconds from 0 to 604800 (a week)"),
            (line(5, "1.2", "support", "COMPLETECALLER", 5, "604800.5", 1), "2:46", 'talk time "604800.5" is not'),
            (line(5, "1.2", "support", "COMPLETEAGENT", 5, "five", 1), "2:45", 'talk time "five" is not'),
            (line(5, "1.2", "support", "ABANDON", 1, 1), "2:29", 'event "ABANDON" has too few data'),
            (line(5, "1.2", "support", "ATTENDEDTRANSFER", "BRIDGE", 3, 5, 1), "2:29", 'event "ATTENDEDTRANSFER" has'),
            (line(5, "1.2", "support", "ABANDON", 1, 1, 5) + "\0", "2:42", 'line "?" begins here with a byte that'),
            (line(5, "1.2", "support", "DID", "x" * 70000), "2:1", 'line "1772442005|'),
        )
        for bad, place, message in faults:
            self.faulty(bad, place, message)

    def test_last_line_that_is_cut_off(self):
        good = log(*handled(0, "1.1", 10, 100))
        for cut in (f"{T}|1.2|supp", f"{T}|1.2|support|NONE|ENTERQ", f"{T + 9}|1.2|support|SIP/1|CONNECT|1"):
            self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(good + cut, faulty=1))
        waits = good + enter(0, "1.2") + "\n"
        for cut in (abandon(25, "1.2", 2), line(25, "1.2", "support", "COMPLETEAGENT", 5, 2)):
            self.assertEqual([2, 1, 0, 0, 0, 1, 1], self.counts(waits + cut, faulty=1))
            self.assertIn("is cut off: the file ends in its line", self.result.err)
        self.assertEqual([2, 1, 1, 0, 0, 1, 0], self.counts(waits + abandon(25, "1.2", 25)))

    def test_no_line_that_tells_of_a_call(self):
        self.refused(f"{T}|NONE|NONE|NONE|QUEUESTART|\n", "log:1:1: no line tells of a call: write lines such as")
        self.refused(
            f"{T}|NONE|NONE|NONE|QUEUESTART|\n{T}|1|q|NONE|ABANDON|1|1|x\n",
            'log:2:33: warning: wait "x"', "log:2:33: no line tells of a call",
        )

    def test_twenty_are_shown_and_all_are_counted(self):
        text = log(*handled(0, "1.1", 10, 100), *["garbage"] * 300)
        self.counts(text, faulty=300)
        self.assertEqual(20, self.result.err.count('"garbage"'))
        self.assertIn("280 more warnings of 300", self.result.err)

    def test_files_of_two_kinds(self):
        result = self.measure(log(*handled(0, "1.1", 10, 100)), "start,wait\n2026-03-02 09:00,5\n")
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertIn("log1:1:1: this is a CSV file of calls, and log is a queue_log", result.err)

    def test_empty_and_missing_files(self):
        self.refused("", "log:1:1: the file is empty")
        result = self.run_wfm("measure", "nowhere")
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn("nowhere: cannot be read", result.err)


class CallsInCsv(LogTest):
    def test_words_and_spans(self):
        text = (
            "note,Queue Name,Result,Queue time,Talk,hold,wrap-up,Arrival time\n"
            "a,sales,Answered,10,100,5,20s,2026-03-02 09:00\n"
            'b,sales,HANDLED,0:30,1:40,,0,02.03.2026 09:01:00\n'
            "c,sales,Caller hangup,0:01:00,,,,2026-03-02T09:02\n"
            "d,sales,timed out,2m,,,,2026-03-02 09:03\n"
            f"e,sales,blocked,,,,,{T + 240}\n"
            f"f,sales,in queue,,,,,{T + 240}.25\n"
            "g,sales,completed,5,,,,2026-03-02 09:05\n"
        )
        self.assertEqual([6, 3, 1, 1, 1, 2, 1], self.counts(text))
        row = self.rows[0]
        self.assertEqual(("sales", "112.5"), (row["queue"], row["aht_s"]))
        self.assertEqual("15", row["asa_s"])
        self.assertEqual("10", row["acw_s"])

    def test_moments(self):
        text = (
            "day;enter_time;pickup;hangup\n"
            "2026-03-02;09:00:00;09:00:10;09:01:50\n"
            "2026-03-02;09:00:00.5;;09:00:30.5\n"
            "2026-03-02;23:59:50;00:00:10;00:00:40\n"
        )
        self.assertEqual([3, 2, 1, 0, 0, 2, 0], self.counts(text))
        row = self.rows[0]
        self.assertEqual(("15", "65"), (row["asa_s"], row["aht_s"]))
        self.assertAlmostEqual(20, float(row["wait_mean_s"]))

    def test_seconds_since_1970_over_the_change_of_the_clock(self):
        begin = 1792890000 - 10  # the clock of Berlin is put back at 01:00 UTC
        text = f"start,answered_at,ended_at\n{begin},{begin + 30},{begin + 90}\n"
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(text, zone="Europe/Berlin"))
        self.assertEqual(("30", "60"), (self.rows[0]["asa_s"], self.rows[0]["aht_s"]))

    def test_times_of_a_day_alone(self):
        text = "time,connected,ended\n23:59:50,00:00:10,00:00:40\n09:00:00,,09:00:05\n"
        self.assertEqual([2, 1, 1, 0, 0, 1, 0], self.counts(text))

    def test_handle_time_as_one_number(self):
        text = "start,wait,handle_time,acw,hold\n2026-03-02 09:00,5,200,30,10\n2026-03-02 09:01,5,,,\n"
        self.assertEqual([2, 1, 1, 0, 0, 1, 0], self.counts(text))
        self.assertEqual(("200", "30"), (self.rows[0]["aht_s"], self.rows[0]["acw_s"]))

    def test_after_call_work_where_none_is_recorded(self):
        text = "start,wait,talk,acw\n2026-03-02 09:00,5,100,\n2026-03-02 09:01,5,100,20\n"
        self.counts(text, arguments=("--acw", "40", "--interval", "24h"))
        self.assertEqual("130", self.rows[0]["aht_s"])

    def test_everything_wrong_is_named_by_its_place(self):
        text = (
            "start,queue,outcome,wait,talk,ended_at\n"
            "2026-03-02 09:00,a,gone,5,5,\n"
            "2026-03-02 09:61,a,answered,5,5,\n"
            "2026-03-02 09:00,a,answered,,5,\n"
            "2026-03-02 09:00,a,answered,-5,5,\n"
            "2026-03-02 09:00,a,answered,1:75,x,\n"
            "2026-03-02 09:00,a,answered,1:75:00,0:01:02:03,\n"
            "2026-03-02 09:00,a,abandoned,,,2026-03-02 08:00\n"
            "2026-03-02 09:00,a,answered\n"
            "09:00,a,answered,5,5,\n"
        )
        self.refused(
            text,
            'log:2:20: outcome "gone" is no outcome: write answered, abandoned',
            'log:3:1: start "2026-03-02 09:61" is not a time',
            'log:4:29: wait "" is empty: how long an answered call waited must be known',
            'log:5:29: wait "-5" is negative',
            'log:6:29: wait "1:75" is not a time span: write seconds such as 210, or 210s, 3.5m, 3:30 or 0:03:30',
            'log:6:34: talk "x" is not a number',
            'log:7:29: wait "1:75:00" is not a time span',
            'log:7:37: talk "0:01:02:03" is not a time span',
            'log:8:32: ended_at "2026-03-02 08:00" is 3600 s before its start',
            "log:9:1: 3 fields, and the header names 6 columns",
            'log:10:1: start "09:00" has no date, and earlier rows have one',
        )

    def test_spans_above_a_week(self):
        head = "start,wait,talk,hold,acw,answered_at,ended_at\n"
        good = "2026-03-02 09:00,604800,604800,604800,168:00:00,,\n"
        week = "is longer than a week: write 604800 s at most"
        self.assertEqual([1, 1, 0, 0, 0, 1, 0], self.counts(head + good))
        for row, message in (
            ("2026-03-02 09:00,604801,9,,,,", f'log:3:18: wait "604801" {week}'),
            ("2026-03-02 09:00,9,1772442000,,,,", f'log:3:20: talk "1772442000" {week}'),
            ("2026-03-02 09:00,9,9,200:00:00,,,", f'log:3:22: hold "200:00:00" {week}'),
            ("2026-03-02 09:00,9,9,,1e9,,", f'log:3:23: acw "1e9" {week}'),
            ("2026-03-02 09:00,,9,,,2026-03-09 09:01,", 'log:3:23: answered_at "2026-03-09 09:01" is more than a week after its'),
        ):
            result = self.refused(head + good + row + "\n", message)
            self.assertEqual(1, result.err.count("log:3"))
        self.refused(
            "start,answered_at,ended_at\n2026-03-02 09:00,2026-03-02 09:01,2026-04-02 09:00\n",
            'log:2:35: ended_at "2026-04-02 09:00" is more than a week after its answer',
        )
        self.refused("start,wait,handle_time\n2026-03-02 09:00,5,1e6\n", f'log:2:20: handle_time "1e6" {week}')
        counts = "start,offered,answered,abandoned,asa,aht\n09:00,5,5,0,604801,9\n09:30,5,5,0,9,604801\n"
        self.refused(counts, f'log:2:13: asa_s "604801" {week}', f'log:3:15: aht_s "604801" {week}')
        sums = "start,offered,answered,abandoned,handle_seconds\n09:00,5000,5000,0,1000000\n09:30,5,5,0,600\n"
        self.assertEqual("200", self.fine(self.measure(sums, arguments=())).rows[0]["aht_s"])

    def test_parts_above_the_handle_time(self):
        text = "start,wait,handle_s,acw\n2026-03-02 09:00,5,20,30\n"
        self.refused(text, 'log:2:20: handle_time "20" is less than hold and acw together')

    def test_headers(self):
        self.refused("start,talk\n2026-03-02 09:00,5\n", "log:1:1: no column wait: name one of the columns wait,")
        self.refused("wait,talk\n5,5\n", "log:1:1: no column start: name one of the columns start, arrival")
        self.refused("start,wait,time_in_queue\n1,1,1\n", 'log:1:12: column "time_in_queue" is the second for wait')
        self.refused("start,wait\n", "log:2:1: no rows")
        self.refused(b"start,wait\n\0", "log:2:1: a zero byte")
        self.refused("date,start,wait\n2026-03-02,2026-03-02 09:00,5\n", "log:2:12: start", "beside the date column")


class CountsInCsv(LogTest):
    def test_counts_with_a_mean_and_with_a_sum(self):
        for column, values in (("aht", ("200", "NaN", "")), ("handle_seconds", ("1600", "0", ""))):
            text = (
                f"date,time,type,offered,handled,abandoned,{column}\n"
                f"2026-03-02,09:00,a,10,8,2,{values[0]}\n"
                f"2026-03-02,09:30,a,1,0,1,{values[1]}\n"
                f"2026-03-02,09:30,b,1,0,1,{values[2]}\n"
            )
            self.assertEqual([12, 8, 4, 0, 0, 8, 0], self.counts(text, arguments=()))
            self.assertEqual(["a", "a", "b", "b"], [row["queue"] for row in self.rows])
            self.assertEqual(("1800", "200"), (self.rows[0]["interval_s"], self.rows[0]["aht_s"]))
            self.assertEqual([12, 8, 4, 0, 0, 8, 0], self.counts(text))

    def test_split_by_t_and_waits(self):
        text = (
            "start,offered,answered,abandoned,answered_within,abandoned_within,asa_s,abandoned_wait_s,agents\n"
            "2026-03-02 09:00,10,8,2,6,1,15,80,4\n2026-03-02 09:30,0,0,0,0,0,,,4\n"
        )
        self.counts(text, arguments=())
        row = self.rows[0]
        self.assertEqual("0.75", row["service_answered"])
        self.assertEqual("0.6", row["service_offered"])
        self.assertEqual(("15", "20"), (row["asa_s"], row["wait_mean_s"]))

    def test_offered_is_the_sum_where_it_is_missing(self):
        text = "start,answered,abandoned,left\n09:00,8,2,1\n09:30,4,0,0\n"
        self.assertEqual([15, 12, 2, 1, 0], self.counts(text, arguments=())[:5])

    def test_calls_that_carry_over_are_no_error(self):
        text = "start,offered,handled,abandoned\n09:00,10,6,0\n09:30,2,5,1\n"
        self.assertEqual([12, 11, 1], self.counts(text, arguments=())[:3])

    def test_what_was_measured_can_be_read_again(self):
        lines = [*handled(0, "1.1", 10, 100), *handled(9, "1.3", 1, 2, "a")]
        text = log(*lines, enter(3000, "1.2"), abandon(3009, "1.2", 9))
        first = self.fine(self.measure(text, arguments=()))
        again = self.fine(self.measure(first.out, arguments=()))
        for name in ("start", "queue", "calls", "answered", "abandoned", "handled", "aht_s", "carried_load_erl"):
            self.assertEqual([row[name] for row in first.rows], [row[name] for row in again.rows])

    def test_interval_that_adds_rows_up(self):
        rows = [f"09:{minute:02},5,5,0,60,1\n" for minute in (0, 15, 30, 45)]
        text = "start,offered,handled,abandoned,aht,agents\n" + "".join(rows)
        result = self.fine(self.measure(text, arguments=("--interval", "1h")))
        self.assertEqual(("20", "20"), (result.rows[0]["calls"], result.rows[0]["handled"]))
        self.assertAlmostEqual(1 / 3, float(result.rows[0]["occupancy"]))

    def test_rows_of_one_start_are_added_up(self):
        text = "start,offered,handled,abandoned\n09:00,10,6,4\n09:30,2,2,0\n09:00,1,1,0\n"
        result = self.measure(text, arguments=())
        self.assertEqual(0, result.code)
        self.assertIn("log:1:1: warning: rows of the same queue and start are added up: 1 of them", result.err)
        self.assertEqual(["11", "2"], [row["calls"] for row in result.rows])

    def test_what_the_file_does_not_say_is_said(self):
        result = self.measure("start,offered,handled\n09:00,10,6\n09:30,2,2\n", arguments=())
        self.assertEqual(("10", "4"), (result.rows[0]["calls"], result.rows[0]["abandoned"]))
        self.assertIn("log:1:1: warning: no column abandoned", result.err)

    def test_wrong_values_and_missing_columns(self):
        self.refused(
            "start,offered,handled,abandoned,aht\n09:00,x,6,,200\n9,1,1,0,-1\n",
            'log:2:7: offered "x" is not a number',
            'log:2:11: abandoned "" is empty',
            'log:3:1: start "9" is not a time',
            'log:3:9: aht_s "-1" is negative',
        )
        self.refused("start,calls,aht\n09:00,1,200\n", "log:1:1: no column answered: name one of", "or abandoned")
        self.refused(
            "start,offered,handled,abandoned\n09:00,1,1,0\n",
            "the length of the interval is unknown: there is one start alone; give --interval 30m",
        )


class Mutations(LogTest):
    """Logs that were damaged by chance: each is measured without its faulty lines, or refused with a place."""

    RUNS, LIMIT = 500, 1 << 30

    def base(self, chance):
        lines = [(0, line(0, "NONE", "NONE", "QUEUESTART", ""))]
        for i in range(chance.randrange(1, 25)):
            at, wait, talk = chance.randrange(3600), chance.randrange(60), chance.randrange(300)
            queue = chance.choice(("support", "sales"))
            texts = chance.choice(
                (
                    handled(at, f"5.{i}", wait, talk, queue),
                    [enter(at, f"5.{i}", queue), abandon(at + wait, f"5.{i}", wait, queue)],
                    [enter(at, f"5.{i}", queue), line(at + wait, f"5.{i}", queue, "EXITWITHKEY", 1, 1, 1, wait)],
                    [enter(at, f"5.{i}", queue), line(at + 1, f"5.{i}", queue, "RINGNOANSWER", 1000)],
                )
            )
            lines += [(float(text.split("|")[0]), text) for text in texts]
        return [text for _, text in sorted(lines)]

    def damage_line(self, chance, text):
        fields = text.split("|")
        at = chance.randrange(len(fields))
        kind = chance.randrange(8)
        if kind == 0:
            del fields[at]
        elif kind == 1:
            fields.insert(at, fields[at])
        elif kind == 2:
            fields[at] = chance.choice(("", "-1", "1e9", "9" * chance.randrange(1, 400), "NaN", "x" * 99, "|", "0x1"))
        elif kind == 3:
            fields[0] = str(T + chance.randrange(-100000, 100000))
        elif kind == 4:
            fields[0] = chance.choice(("0", "2026-03-02 09:00:01", "99999999999", "2026-13-01 00:00:00", str(T * 1000)))
        elif kind == 5:
            chance.shuffle(fields)
        elif kind == 6:
            return text[: chance.randrange(len(text) + 1)]
        else:
            fields[-1] = str(chance.choice((2**31, 2**63, 2**64, 10**30, 0.5)))
        return "|".join(fields)

    def damage(self, chance):
        lines = self.base(chance)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(lines))
            kind = chance.randrange(5)
            if kind <= 1:
                lines[at] = self.damage_line(chance, lines[at])
            elif kind == 2:
                lines.insert(chance.randrange(len(lines)), lines[at])
            elif kind == 3:  # two lines written at once
                other = lines[chance.randrange(len(lines))]
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + other + lines[at][cut:]
            else:
                chance.shuffle(lines)
        data = bytearray(log(*lines).encode())
        for _ in range(chance.choice((0, 0, 1, 5, 50))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        return bytes(data)

    def limit(self):
        resource.setrlimit(resource.RLIMIT_AS, (self.LIMIT, self.LIMIT))

    def run_limited(self, name, limited):
        return subprocess.run(
            [WFM, "measure", name, "--csv", "--interval", "24h"],
            capture_output=True,
            cwd=self.folder,
            env=dict(os.environ, TZ="UTC"),
            timeout=10,
            preexec_fn=self.limit if limited else None,
        )

    def check(self, seed, done):
        messages = done.stderr.decode("utf-8", "replace")
        where = f"seed {seed}: exit {done.returncode}\n{messages}"
        self.assertIn(done.returncode, (0, 65), where)
        named = re.findall(r"(?m)^log:\d+:\d+: ", messages)
        if done.returncode == 65:
            self.assertTrue(named, where)
            return 0
        faulty = re.search(r"(?m)^wfm: (\d+) faulty lines? w", messages)
        count = int(faulty.group(1)) if faulty else 0
        self.assertEqual(min(count, 20), len(named), where)
        return count

    def test_damaged_logs(self):
        self.write(log(*handled(0, "1.1", 10, 100)), "log")
        limited = self.run_limited("log", True).returncode == 0  # a sanitizer reserves more at once
        begin, faulty, refused = time.monotonic(), 0, 0
        for seed in range(self.RUNS):
            self.write(self.damage(random.Random(seed)), "log")
            done = self.run_limited("log", limited)
            faulty += self.check(seed, done)
            refused += done.returncode == 65
        self.assertLess(time.monotonic() - begin, 15 if limited else 120)
        self.assertGreater(faulty, self.RUNS)
        self.assertGreater(refused, 0)
        self.assertLess(refused, self.RUNS / 4)


if __name__ == "__main__":
    unittest.main()
