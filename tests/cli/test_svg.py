# SPDX-License-Identifier: MIT
"""`--svg`: well-formed pictures, the same every time, beside an output that they leave alone.

`WFM_CLI=build/wfm python3 tests/cli/test_svg.py --write` draws the files of golden/ and examples/plan.svg anew: look at
them before they are kept.
"""

import os
import sys
import unittest
import xml.etree.ElementTree as ElementTree

from support import DAY, CommandTest

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, os.pardir, os.pardir, "examples")
SVG = "{http://www.w3.org/2000/svg}"

SCHEDULED = "queue,date,start,calls,aht,scheduled,max_agents\n" + "".join(
    f"Support & Sales <DE>,2026-03-02,{start},{calls},210,{scheduled},{most}\n"
    for start, calls, scheduled, most in (
        ("08:00", 40, 9, ""), ("08:30", 120, 20, ""), ("09:00", 180, 20, ""), ("09:30", 230, 34, 31),
        ("10:00", 250, 34, 28), ("10:30", 180, 26, ""), ("11:30", 90, "", ""), ("12:00", 0, 3, "")))
DAYS = "start,calls,aht\n" + "".join(
    f"2026-03-{day:02} {start},{calls * (12 - day)},210\n"
    for day in range(2, 11) for start, calls in (("09:00", 12), ("09:15", 25), ("09:30", 23), ("09:45", 9)))
QUEUES = "queue,start,calls,aht,sl\n" + "".join(
    f"{queue},2026-03-0{day} {start},{calls},210,{target}\n"
    for queue, calls, target in (("Service", 120, "80/20"), ("Sales", 7, "90/10"))
    for day in (2, 3) for start in ("09:00", "09:30", "10:00"))
PATIENCE = ("--patience", "2m", "--rule", "offered")
DEMAND = ("--calls", "250", "--interval", "30m", "--aht", "210", "--sl", "80/20")

# One for each kind of picture: its name, the file that is read if there is one, the arguments, the exit code.
GOLDEN = (
    ("plan_scheduled", SCHEDULED, ("plan", "in.csv"), 1),
    ("plan_days", DAYS, ("plan", "in.csv", "--shrinkage", "30%"), 0),
    ("plan_queues", QUEUES, ("plan", "in.csv"), 0),
    ("curve", None, ("curve", *DEMAND, "--max-occupancy", "85%"), 0),
    ("risk", SCHEDULED, ("risk", "in.csv"), 0),
    ("risk_days", QUEUES, ("risk", "in.csv"), 0),
    ("curve_lost_calls", None, ("curve", *DEMAND, *PATIENCE, "--max-abandonment", "5%", "--lines", "40"), 0),
)


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


class Pictures(CommandTest):
    def draw(self, text, *arguments, code=0):
        if text is not None:
            self.write(text, "in.csv")
        result = self.run_wfm(*arguments, "--svg", "picture.svg")
        self.assertEqual(code, result.code, result.err)
        return bytes_of(self.path("picture.svg"))

    def texts(self, picture):
        return [element.text for element in ElementTree.fromstring(picture).iter(SVG + "text")]

    def example(self):
        text = bytes_of(os.path.join(EXAMPLES, "scheduled.csv"))
        return self.draw(text, "plan", "in.csv", "--sl", "80/20")

    def test_golden_files(self):
        for name, text, arguments, code in GOLDEN:
            with self.subTest(name):
                self.assertEqual(bytes_of(os.path.join(HERE, "golden", name + ".svg")),
                    self.draw(text, *arguments, code=code))

    def test_the_example_of_the_readme(self):
        self.assertEqual(bytes_of(os.path.join(EXAMPLES, "plan.svg")), self.example())

    def test_a_picture_stands_alone(self):
        for _, text, arguments, code in GOLDEN:
            picture = self.draw(text, *arguments, code=code)
            root = ElementTree.fromstring(picture)
            width, height = root.get("width"), root.get("height")
            self.assertEqual(("960", f"0 0 {width} {height}"), (width, root.get("viewBox")))
            self.assertIn("sans-serif", root.get("font-family"))
            for word in (b"<script", b"href", b"@import", b"nan", b"inf\""):
                self.assertNotIn(word, picture)

    def test_drawn_alike_in_every_locale(self):
        self.write(SCHEDULED, "in.csv")
        pictures = set()
        for locale in ("C", "C.UTF-8", "de_DE.UTF-8"):
            self.run_wfm("plan", "in.csv", "--svg", "picture.svg", environment={"LC_ALL": locale})
            pictures.add(bytes_of(self.path("picture.svg")))
        self.assertEqual(1, len(pictures))

    def test_a_panel_for_each_day_of_each_queue(self):
        texts = self.texts(self.draw(QUEUES, "plan", "in.csv"))
        self.assertEqual(4, texts.count("calls per 30 min"))
        for head in ("Service", "Mon 2026-03-02, peak 18", "Sales", "Tue 2026-03-03, peak 3"):
            self.assertIn(head, texts)

    def test_what_is_drawn_is_in_the_legend(self):
        for text, arguments, words in (
            (DAY, (), {"required", "calls", "target"}),
            (DAY, ("--shrinkage", "30%"), {"required", "to roster", "calls", "target"}),
            (SCHEDULED, (), {"required", "scheduled", "shortage", "surplus", "calls", "target", "misses a target",
                "overloaded"}),
        ):
            known = {"required", "scheduled", "to roster", "shortage", "surplus", "calls", "target", "misses a target",
                "overloaded"}
            code = 1 if "overloaded" in words else 0
            self.assertEqual(words, known & set(self.texts(self.draw(text, "plan", "in.csv", *arguments, code=code))))

    def test_labels_are_escaped(self):
        name = b'<a>&\x01\xe9\x80\xef\xbf\xbf\xc3\xbc]]>'
        text = b"queue;start;calls;aht\n" + b"".join(b"%s;09:%d;5;210\n" % (name, minute) for minute in (10, 40))
        title = self.texts(self.draw(text, "plan", "in.csv", "--json"))[0]
        self.assertEqual('Agents on the phones, <a>&?\u00e9??\u00fc]]>', title)

    def test_a_long_label_is_cut(self):
        text = "queue,start,calls,aht\n" + "".join(
            f"{letter * 55},09:{minute},5,210\n" for letter in "WM" for minute in (10, 40))
        self.assertTrue(any(text.endswith("\u2026") for text in self.texts(self.draw(text, "plan", "in.csv"))))

    def test_a_target_that_nothing_reaches(self):
        self.draw(DAY, "plan", "in.csv", "--sl", "100/20", code=1)
        texts = self.texts(self.draw(None, "curve", *DEMAND, "--sl", "100/20", code=1))
        self.assertEqual("No number of agents for 100% in 20 s", texts[0])

    def test_lost_calls(self):
        texts = self.texts(self.draw(None, "curve", *DEMAND, *PATIENCE))
        self.assertIn("Service level: answered within 20 s, by the rule offered", texts)
        self.assertIn("Calls that hang up", texts)
        self.assertNotIn("Calls turned away", texts)
        self.assertIn("Calls turned away", self.texts(self.draw(None, "curve", *DEMAND, "--lines", "40")))
        lines = self.texts(self.draw(DAY, "plan", "in.csv", *PATIENCE, "--lines", "50"))
        self.assertRegex(lines[1], r"^staffed for 80% in 20 s \(offered\) \(the default\), service level ")
        self.assertRegex(lines[2], r"^1020 calls, \d\.\d% hang up, \d\.\d% turned away, ")

    def test_edges(self):
        for rows in ("00:00,0,0", "23:59:59,1e9,1e9", "12:00,1e-9,1"):
            text = "start,calls,aht,scheduled\n" + rows + ",0\n"
            self.draw(text, "plan", "in.csv", "--interval", "10m")
        self.draw(None, "curve", "--calls", "1e9", "--interval", "30m", "--aht", "210", "--from", "1", "--to", "900000")
        self.draw(None, "curve", *DEMAND, "--from", "34", "--to", "34")
        for agents in ("0", "34", "900"):
            self.draw(None, "curve", *DEMAND, *PATIENCE, "--lines", "40", "--from", agents, "--to", agents)
        self.draw(None, "curve", *DEMAND, *PATIENCE, "--calls", "0")


class BesideTheOutput(CommandTest):
    def test_the_output_is_left_alone(self):
        self.write(SCHEDULED)
        for form in ("--csv", "--json", "--table", "--wide", "--markdown"):
            with_picture = self.run_wfm("plan", "day.csv", form, "--svg", "day.svg")
            alone = self.run_wfm("plan", "day.csv", form)
            self.assertEqual((alone.code, alone.out, alone.err), (with_picture.code, with_picture.out,
                with_picture.err))
        self.assertEqual(self.run_wfm("curve", *DEMAND).out, self.run_wfm("curve", *DEMAND, "--svg", "a.svg").out)

    def test_a_picture_on_standard_output(self):
        self.write(DAY)
        result = self.fine(self.run_wfm("plan", "day.csv", "--output", "plan.csv", "--svg", "-"))
        self.assertEqual(SVG + "svg", ElementTree.fromstring(result.out).tag)
        piped = self.run_wfm("plan", "-", "--output", "plan.csv", "--svg", "-", stdin=DAY.encode())
        self.assertEqual(result.out, self.fine(piped).out)
        self.assertEqual(["day.csv", "plan.csv"], sorted(os.listdir(self.folder)))

    def test_places_that_are_taken(self):
        self.write(DAY)
        for arguments in (("--svg", "-"), ("--svg", "x", "--output", "x"), ("--svg", "day.csv")):
            result = self.run_wfm("plan", "day.csv", *arguments)
            self.assertEqual((2, ""), (result.code, result.out))
            self.assertIn("wfm: --svg", result.err)
        self.assertEqual(2, self.run_wfm("agents", *DEMAND, "--svg", "x").code)
        self.assertEqual(["day.csv"], os.listdir(self.folder))

    def test_places_that_cannot_be_written(self):
        self.write(DAY)
        for path in ("none/picture.svg", "."):
            for arguments in (("plan", "day.csv"), ("curve", *DEMAND)):
                result = self.run_wfm(*arguments, "--svg", path)
                self.assertEqual((74, ""), (result.code, result.out))
                self.assertIn("cannot be written", result.err)
        self.assertEqual(74, self.run_wfm("plan", "day.csv", "--output", "plan.csv", "--svg", "none/x").code)
        self.assertEqual(["day.csv"], os.listdir(self.folder))

    def test_nothing_is_half_written(self):
        self.write("start,calls,aht\n09:00,x,1\n")
        self.assertEqual(65, self.run_wfm("plan", "day.csv", "--svg", "day.svg").code)
        self.write(DAY)
        if os.path.exists("/dev/full"):
            self.assertEqual(74, self.run_wfm("plan", "day.csv", "--output", "/dev/full", "--svg", "day.svg").code)
            self.assertEqual(74, self.run_wfm("plan", "day.csv", "--svg", "/dev/full").code)
        self.assertEqual(["day.csv"], os.listdir(self.folder))

    def test_too_many_days(self):
        rows = "".join(f"2026-{month:02}-{day:02} {start},5,210\n"
            for month in (1, 2) for day in range(1, 29) for start in ("09:00", "09:30"))
        self.write("start,calls,aht\n" + rows)
        result = self.run_wfm("plan", "day.csv", "--svg", "day.svg")
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn("at most 35: here are 56", result.err)
        self.assertEqual(["day.csv"], os.listdir(self.folder))


def write_anew():
    test = Pictures()
    test.setUp()
    pictures = {os.path.join(HERE, "golden", name + ".svg"): test.draw(text, *arguments, code=code)
                for name, text, arguments, code in GOLDEN}
    pictures[os.path.join(EXAMPLES, "plan.svg")] = test.example()
    for path, picture in pictures.items():
        with open(path, "wb") as file:
            file.write(picture)
    test.doCleanups()


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write_anew()
    else:
        unittest.main()
