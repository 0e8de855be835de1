# SPDX-License-Identifier: MIT
"""What a person sees: table, chart, colour and verdict on a terminal of a known width."""

import datetime
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

from support import DAY, WFM, CommandTest


class Terminal(CommandTest):
    def show(self, *arguments, width=80, **environment):
        try:
            primary, secondary = pty.openpty()
        except OSError as error:
            self.skipTest("no terminal to be had here: %s" % error)
        fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        variables = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", **environment}
        variables.update({name: os.environ[name] for name in os.environ if name.endswith("SAN_OPTIONS")})
        done = subprocess.Popen(
            [WFM, *arguments], stdin=secondary, stdout=secondary, stderr=secondary, cwd=self.folder, env=variables
        )
        os.close(secondary)
        text = b""
        while True:
            try:
                part = os.read(primary, 65536)
            except OSError:
                part = b""
            if not part:
                break
            text += part
        os.close(primary)
        self.assertIn(done.wait(), (0, 1))
        return text.decode().replace("\r\n", "\n")

    def test_table_chart_and_verdict(self):
        self.write(DAY)
        lines = self.show("plan", "day.csv", NO_COLOR="1").splitlines()
        self.assertEqual(["start", "calls", "AHT", "s"], lines[0].split()[:4])
        self.assertTrue(any("\u2588" in line for line in lines))
        self.assertTrue(lines[-1].startswith("peak 10:30: 34 agents on the phones"))

    def test_ascii_where_the_locale_is_not_utf8(self):
        self.write(DAY)
        text = self.show("plan", "day.csv", NO_COLOR="1", LC_ALL="C")
        self.assertTrue(text.isascii())
        self.assertIn("####", text)
        self.assertTrue(self.show("plan", "day.csv", LC_ALL="", LC_CTYPE="POSIX", LANG="C.UTF-8").isascii())
        self.assertFalse(self.show("plan", "day.csv", LC_ALL="", LANG="de_DE.utf8").isascii())

    def test_colour(self):
        self.write(DAY)
        self.assertIn("\033[", self.show("plan", "day.csv"))
        self.assertIn("\033[31m", self.show("plan", "day.csv", "--max-agents", "30"))
        self.assertNotIn("\033", self.show("plan", "day.csv", NO_COLOR="1"))
        self.assertNotIn("\033", self.show("plan", "day.csv", TERM="dumb"))
        self.assertNotIn("\033", self.plan(DAY, "--table").out)

    def test_width(self):
        rows = "".join(f"2026-03-02 {h:02d}:{m:02d},{120 + h},210,30\n" for h in range(7, 24) for m in range(0, 60, 5))
        self.write("start,calls,aht,have\n" + rows)
        for width in (80, 120):
            lines = self.show("plan", "day.csv", width=width, NO_COLOR="1").splitlines()
            self.assertLessEqual(max(len(line) for line in lines[:-1]), width)
        self.assertNotIn("waiting", self.show("plan", "day.csv", width=80).splitlines()[2])
        self.assertIn("waiting", self.show("plan", "day.csv", width=160).splitlines()[2])

    def test_csv_on_a_terminal_has_the_verdict_beside_it(self):
        self.write(DAY)
        lines = self.show("plan", "day.csv", "--csv", NO_COLOR="1").splitlines()
        self.assertEqual(7, len(lines))
        self.assertIn("peak 10:30", [line for line in lines if not re.match(r"start|\d", line)][0])

    def test_several_days_and_queues(self):
        text = "date,start,queue,calls,aht\n"
        for day in ("2026-03-02", "2026-03-03"):
            for queue in ("help", "sales"):
                text += "".join(f"{day},{start},{queue},250,210\n" for start in ("09:00", "09:30"))
        self.write(text)
        shown = self.show("plan", "day.csv", NO_COLOR="1")
        for heading in ("help  Mon 2026-03-02", "sales  Tue 2026-03-03", "all  Mon 2026-03-02", "sales, 2 days",
            "all, 2 days"):
            self.assertIn(heading + "\n", shown)
        self.assertIn("peak Mon 2026-03-02 09:00: 68 agents", shown.splitlines()[-1])

    def test_agents_in_words(self):
        shown = self.show("agents", "--calls", "250", "--interval", "30m", "--aht", "210", "--agents", "33",
            NO_COLOR="1")
        for piece in ("250 calls in 30 min, AHT 210 s, 80% in 20 s (the default target)", "34 agents on the phones",
                      "one fewer 73.0%, one more 87.5%", "with 33 agents: service level 73.0%"):
            self.assertIn(piece, shown)
        shown = self.show("agents", "--find", "calls", "--agents", "34", "--interval", "30m", "--aht", "210",
            NO_COLOR="1")
        self.assertRegex(shown, r"34 agents hold at most 25\d\.\d calls in 30 min with 80% in 20 s")

    def test_lost_calls_in_words(self):
        demand = ("--calls", "48", "--interval", "1m", "--aht", "60")
        patience = ("--patience", "2m", "--rule", "offered")
        shown = self.show("agents", *demand, *patience, "--lines", "60", "--agents", "50", "--acw", "5",
            "--max-abandonment", "10%", "--blocking", "3%", NO_COLOR="1")
        for piece in ("AHT 60 s, patience 120 s, 60 lines,",
                      "at most 10% hanging up and at most 3% turned away", "% hang up\n", "  calls turned away   ",
                      " hang up, ", " turned away, gap ", "note: after-call work holds no line"):
            self.assertIn(piece, shown)
        self.assertIn("  lines to have       68\n", self.show("agents", *demand, "--blocking", "1%", NO_COLOR="1"))

    def test_findings_in_words(self):
        given = ("agents", "--calls", "48", "--interval", "1m", "--aht", "60", "--find")
        for arguments, piece in (
            (("lines", "--agents", "50", "--blocking", "1%", "--sl", "80/20"),
             "50 agents hold 48 calls in 1 min, AHT 60 s, with 80% in 20 s and at most 1% turned away: "),
            (("lines", "--agents", "50", "--blocking", "1%"), "at most 1% turned away: at least 81 lines"),
            (("lines", "--agents", "50", "--asa", "2"), "with ASA 2 s: at most 58 lines"),
            (("lines", "--agents", "80", "--asa", "20"), ": any number of lines"),
            (("lines", "--agents", "50", "--asa", "1", "--blocking", "0.1%"), ": no number of lines\nnote: "),
            (("patience", "--agents", "50", "--max-abandonment", "3%"), ": a patience of at least "),
            (("patience", "--agents", "50", "--asa", "2"), "with ASA 2 s: a patience of at most "),
            (("patience", "--agents", "50", "--asa", "5", "--max-abandonment", "4%"), " s\n"),
            (("patience", "--agents", "50", "--abandonment-seen", "3%"),
             "50 agents, 48 calls in 1 min, AHT 60 s, 3.0% hung up: mean patience "),
            (("patience", "--agents", "50", "--abandonment-seen", "90%"), "note: so many cannot hang up"),
        ):
            with self.subTest(arguments=arguments):
                self.assertIn(piece, self.show(*given, *arguments, NO_COLOR="1"))

    def test_a_long_backtest_tells_its_progress(self):
        """One queue of two years of weeks: told at a terminal after a second; not into a pipe."""
        first = datetime.date(2023, 1, 2)
        self.write("start,calls\n" + "".join(
            f"{first + datetime.timedelta(day)} {hour:02d}:00,{(day * 7919 + hour * 104729) % 97 + 20}\n"
            for day in range(1090) for hour in range(24)))
        try:
            primary, secondary = pty.openpty()
        except OSError as error:
            self.skipTest("no terminal to be had here: %s" % error)
        running = subprocess.Popen([WFM, "forecast", "day.csv", "--backtest", "--weeks", "104"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=secondary, cwd=self.folder)
        os.close(secondary)
        text = ""
        try:
            while text.count("\n") < 2:
                text += os.read(primary, 65536).decode()
        finally:
            running.kill()
            running.wait()
            os.close(primary)
        self.assertEqual(["wfm: queue 1 of 1 is played again, 1 s so far", "wfm: queue 1 of 1 is played again, 2 s so far"],
            text.splitlines()[:2])
        self.fine(self.run_wfm("forecast", "day.csv", "--backtest", "--weeks", "12"))

    def test_curve(self):
        lines = self.show("curve", "--calls", "250", "--interval", "30m", "--aht", "210", width=100,
            NO_COLOR="1").splitlines()
        self.assertEqual(["34"], [line.split()[0] for line in lines if line.endswith("<- answer")])
        self.assertIn("34 agents for 80% in 20 s", lines[-1])


if __name__ == "__main__":
    unittest.main()
