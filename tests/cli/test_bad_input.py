# SPDX-License-Identifier: MIT
"""Bad files and bad command lines: the place, what would be right, the exit code, and nothing written."""

import os
import unittest

from support import DAY, CommandTest


class BadFiles(CommandTest):
    def refused(self, text, *messages, arguments=()):
        result = self.plan(text, *arguments)
        self.assertEqual(65, result.code, result.err)
        self.assertEqual("", result.out)
        for message in messages:
            self.assertIn(message, result.err)
        return result

    def test_missing_column_names_its_synonyms(self):
        self.refused("start,aht\n09:00,3\n", "day.csv:1:1: no column calls", "volume, contacts, offered")
        self.refused("calls,aht\n5,3\n", "day.csv:1:1: no column start", "time, from, begin")
        self.refused("start,calls\n09:00,3\n", "day.csv:1:1: no column aht_s", "or give --aht")

    def test_doubled_column(self):
        self.refused("start,calls,volume,aht\n09:00,1,1,1\n", 'day.csv:1:13: column "volume" is the second for calls')
        self.refused("start,calls,aht,x,X\n09:00,1,1,1,1\n", 'day.csv:1:19: column "X" is the second for x')

    def test_column_without_a_name(self):
        self.refused("start,calls,,aht\n09:00,1,,1\n", "day.csv:1:13: column 3 has no name")

    def test_text_for_numbers(self):
        self.refused(
            "start,calls,aht\n09:00,abc,210\n09:30,0x10,1 000\n10:00,,nan\n",
            'day.csv:2:7: calls "abc" is not a number: write digits',
            'day.csv:3:7: calls "0x10" is not a number',
            'day.csv:3:12: aht_s "1 000" is not a number',
            'day.csv:4:7: calls "" is empty',
            'day.csv:4:8: aht_s "nan" is not a number',
        )

    def test_negative_and_infinite(self):
        self.refused(
            "start,calls,aht\n09:00,-3,inf\n09:30,1e999,-inf\n",
            'day.csv:2:7: calls "-3" is negative: write 0 or more',
            'day.csv:2:10: aht_s "inf" is infinite: write a finite number',
            'day.csv:3:7: calls "1e999" is too large',
            'day.csv:3:13: aht_s "-inf" is infinite',
        )

    def test_column_counts_characters(self):
        self.refused("start,note,calls,aht\n09:00,äöü,x,1\n", 'day.csv:2:11: calls "x"')

    def test_lone_quotes(self):
        self.refused('start,calls,aht\n09:00,"12,210\n', "day.csv:2:7: a lone quote", "never closed")
        self.refused('start,calls,aht\n09:00,1"2,210\n', "day.csv:2:8: a lone quote inside a field")
        self.refused('start,calls,aht\n09:00,"1"2,210\n', "day.csv:2:10: text behind a closing quote")

    def test_lone_carriage_return(self):
        self.refused("start,calls,aht\r09:00,5,210\r", "day.csv:1:16: a carriage return without a line feed")

    def test_empty_file_and_header_alone(self):
        self.refused("", "day.csv:1:1: the file is empty: write a header such as start,calls,aht")
        self.refused("\n\r\n\n", "day.csv:1:1: the file is empty")
        self.refused("\ufeff", "day.csv:1:1: the file is empty")
        self.refused("start,calls,aht\n", "day.csv:2:1: no rows")
        self.refused("start,calls,aht", "no rows")

    def test_zero_bytes(self):
        self.refused(b"start,calls,aht\n09:00,\0,210\n", "day.csv:2:7: a zero byte")
        self.refused("start,calls,aht\n09:00,1,2\n".encode("utf-16"), "a zero byte", "UTF-8")

    def test_too_few_and_too_many_fields(self):
        self.refused(
            "start,calls,aht\n09:00,5\n09:30,5,210,3\n",
            "day.csv:2:7: too few fields: 2, and the header names 3 columns",
            "day.csv:3:13: too many fields",
        )

    def test_decimal_comma_only_beside_other_separators(self):
        self.refused('start,calls,aht\n09:00,"5,5",210\n', 'day.csv:2:7: calls "5,5" has a decimal comma')
        self.refused("start;calls;aht\n09:00;5,5;210\n09:30;6;1.210\n", "day.csv:3:9:", "decimal mark .",
            "line 2 has ,")

    def test_starts(self):
        self.refused("start,calls,aht\n9am,5,2\n25:00,5,2\n", 'day.csv:2:1: start "9am" is not a time: write 09:00',
            "day.csv:3:1:")
        self.refused("start,calls,aht\n2026-02-30 09:00,5,2\n", "day.csv:2:1: start")
        self.refused("date,start,calls,aht\nMonday,09:00,5,2\n",
            'day.csv:2:1: date "Monday" is not a date: write 2026-03-02')
        self.refused("start,calls,aht\n09:00,5,2\n2026-03-02 09:30,5,2\n", "day.csv:3:1:", "unlike the first row")
        self.refused("date,start,calls,aht\n2026-03-02,2026-03-03 09:00,5,2\n", "day.csv:2:12:", "another day")

    def test_doubled_start(self):
        self.refused(
            "start,calls,aht\n09:00,5,210\n09:30,5,210\n09:00,5,210\n",
            "day.csv:4:1: start 09:00 is there twice, first in line 2",
        )

    def test_overlap(self):
        self.refused(
            "start,calls,aht\n09:00,5,210\n09:30,5,210\n10:00,5,210\n10:15,5,210\n",
            "day.csv:5:1: start 10:15 overlaps the interval of line 4, 10:00 and 1800 s long",
        )
        self.refused(DAY, "overlaps", arguments=("--interval", "1h"))

    def test_interval_unknown(self):
        self.refused("start,calls,aht\n09:00,5,210\n", "the length of the interval is unknown", "--interval 30m")
        self.refused("start,calls,aht\n08:00,5,210\n10:00,5,210\n", "more than an hour apart; give --interval 2h if")

    def test_rows_of_days(self):
        """A forecast of days is told their length, not one that would be 48 times the load."""
        days = "start,calls,aht\n2026-03-06 00:00,500,240\n2026-03-09 00:00,400,240\n"
        for text in (days, days[:41], days.replace("00:00", "08:30")):
            result = self.plan(text)
            self.assertEqual((65, ""), (result.code, result.out))
            self.assertIn("day.csv:2:1: the length of the interval is unknown: rows are a day apart; give --interval "
                          "24h", result.err)
            self.assertNotIn("30m", result.err)
        self.assertEqual(65, self.plan(days.replace("00:00", "08:30", 1)).code)
        self.assertIn("30m", self.plan(days.replace("00:00", "08:30", 1)).err)
        self.assertIn("30m", self.plan(days[:41].replace("00:00", "08:30")).err)
        self.assertEqual(0, self.plan(days, "--interval", "24h").code)

    def test_values_that_do_not_fit_together(self):
        self.refused("start,calls,aht\n09:00,5,0\n09:30,1,\n", "day.csv:2:9: aht_s is 0", "day.csv:3:9: aht_s is empty")
        self.refused("start,calls,aht,acw\n09:00,5,20,30\n09:30,5,20,20\n", "day.csv:2:12: acw_s is longer than aht_s")
        self.refused(
            "start,calls,aht,min_agents,max_agents\n09:00,5,20,3,2\n09:30,5,20,,\n",
            "day.csv:2:14: no whole number lies from min_agents to max_agents",
        )
        self.refused("start,calls,aht\n09:00,1e308,1e300\n09:30,2,3\n",
            "day.csv:2:7: calls x aht_s / interval_s is too large")

    def test_shares_in_columns(self):
        text = "start,calls,aht,shrinkage,max_occupancy\n09:00,5,20,{},{}\n09:30,5,20,0,0.9\n"
        self.refused(text.format("30", "0.8"), 'day.csv:2:12: shrinkage "30" is above 1: write 30% or 0.3')
        self.refused(text.format("100%", "0.8"), "100% or more")
        self.refused(text.format("0.3", "0"), 'day.csv:2:16: max_occupancy "0" allows nothing')

    def test_rows_without_any_target(self):
        self.refused("start,calls,aht,sl\n09:00,5,20,80/20\n09:30,5,20,\n", "day.csv:3:1: no target in this row")

    def test_twenty_messages_then_a_count(self):
        result = self.refused("start,calls,aht\n" + "09:00,x,1\n" * 50, "day.csv: 30 more errors of 50")
        self.assertEqual(21, result.err.count("\n"))

    def test_control_characters_do_not_reach_the_terminal(self):
        self.assertNotIn("\033", self.refused("start,calls,aht\n09:00,\033[31m,1\n", "?[31m").err)

    def test_standard_input_has_a_name(self):
        result = self.run_wfm("plan", "-", stdin=b"start,calls,aht\n09:00,x,1\n")
        self.assertEqual((65, ""), (result.code, result.out))
        self.assertIn("<stdin>:2:7:", result.err)

    def test_gap_is_a_warning(self):
        result = self.plan("start,calls,aht\n09:00,5,210\n09:30,5,210\n11:00,7,210\n11:30,5,210\n")
        self.assertEqual(0, result.code)
        self.assertIn("day.csv:4:1: warning: a gap: no row between 09:30 in line 3, 1800 s long, and 11:00", result.err)
        self.assertEqual(4, len(result.rows))

    def test_limits_without_a_whole_number_between(self):
        text = "start,calls,aht,min_agents,max_agents\n09:00,10,200,5.2,5.5\n09:30,11,200,,\n"
        self.refused(text, "day.csv:2:18: no whole number lies from min_agents to max_agents")

    def test_an_interval_is_not_guessed_from_starts_far_apart(self):
        message = "day.csv:2:1: the length of the interval is unknown: starts are more than an hour apart"
        self.refused("start,calls,aht\n08:00,100,240\n17:00,120,240\n", message)
        self.refused("start,calls,aht\n00:00,100,240\n23:30,120,240\n", message)

    def test_a_column_named_as_a_result(self):
        result = self.plan("start,calls,aht,agents\n09:00,5,210,3\n09:30,5,210,3\n")
        self.assertIn('day.csv:1:17: warning: column "agents" has the name of a result', result.err)
        result = self.plan("start,calls,aht,blocking\n09:00,5,210,1%\n09:30,5,210,1%\n")
        self.assertIn('warning: column "blocking" has the name of a result', result.err)
        self.assertIn('"max_blocking"', result.err)
        self.assertNotIn("trunks", result.rows[0])


class BadPlaces(CommandTest):
    def test_directory_missing_and_unreadable(self):
        for path in (self.folder, "none.csv"):
            result = self.run_wfm("plan", path)
            self.assertEqual((2, ""), (result.code, result.out))
            self.assertIn(path + ": cannot be read", result.err)

    def test_unreadable(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        self.write(DAY)
        os.chmod(self.path("day.csv"), 0)
        self.assertEqual(2, self.run_wfm("plan", "day.csv").code)


class BadCommandLines(CommandTest):
    def usage(self, message, *arguments):
        result = self.run_wfm(*arguments)
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn(message, result.err)

    def test_commands(self):
        self.usage("which command?")
        self.usage("unknown command pln; did you mean plan?", "pln")
        self.usage("unknown command xyzzy (wfm help", "xyzzy")
        self.usage("did you mean curve?", "help", "curv")

    def test_options(self):
        self.usage("unknown option --shrinkag; did you mean --shrinkage?", "plan", "x.csv", "--shrinkag", "30%")
        self.usage("--sl needs a value", "plan", "x.csv", "--sl")
        self.usage("stands alone", "plan", "x.csv", "--csv=1")
        self.usage("one form of output", "plan", "x.csv", "--csv", "--json")
        self.usage("two files", "plan", "a.csv", "b.csv")
        self.usage("which file?", "plan")
        self.usage("is not an option", "agents", "250")

    def test_values(self):
        for arguments, message in (
            (("--shrinkage", "100%"), "100% or more"),
            (("--shrinkage", "30"), "write 30% or 0.3"),
            (("--max-occupancy", "0"), "allows nothing"),
            (("--max-occupancy", "85"), "write 85% or 0.85"),
            (("--max-agents", "0"), "allows nobody"),
            (("--aht", "0"), "no length of time"),
            (("--aht", "-5"), "is negative"),
            (("--asa", "0"), "no length of time"),
            (("--interval", "30x"), "is not a number"),
            (("--interval", "00:30"), "is not a time span"),
            (("--sl", "80"), "write 80/20"),
            (("--sl", "120/20"), "above 100%"),
            (("--sl", "0/20"), "is no target"),
            (("--rounding", "down"), "write up, nearest, none or carry"),
            (("--min-agents", "5", "--max-agents", "4"), "exchange or widen them"),
            (("--min-agents", "5.2", "--max-agents", "5.5"), "no whole number"),
            (("--acw", "50", "--aht", "40"), "--acw is longer than --aht"),
        ):
            with self.subTest(arguments=arguments):
                self.usage(message, "plan", self.write(DAY), *arguments)

    def test_something_is_missing(self):
        demand = ("--calls", "250", "--interval", "30m", "--aht", "210")
        self.usage("--sl is missing", "agents", "--find", "answer-within", "--agents", "33", "--max-occupancy", "85%", *demand)
        self.usage("a time is there twice", "curve", *demand, "--waiting", "5,5")
        self.usage("beyond 2^53", "curve", "--calls", "1e16", "--interval", "1", "--aht", "1")
        self.usage("--interval is missing", "agents", "--calls", "250", "--aht", "210")
        self.usage("--agents is missing", "agents", "--find", "calls", "--interval", "30m", "--aht", "210")
        self.usage("--calls is missing", "curve", "--aht", "210", "--interval", "30m")
        self.usage("--from is above --to", "curve", "--calls", "9", "--aht", "9", "--interval", "1h", "--from", "9",
            "--to", "8")


if __name__ == "__main__":
    unittest.main()
