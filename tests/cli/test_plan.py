# SPDX-License-Identifier: MIT
"""`wfm plan`: what is read, what is computed, and every form of output."""

import csv
import io
import json
import math
import os
import signal
import subprocess
import time
import unittest

from support import DAY, KEYS, WFM, CommandTest


class Reading(CommandTest):
    def agents(self, text, *arguments):
        return [row["agents"] for row in self.fine(self.plan(text, *arguments)).rows]

    def test_a_collapsed_day_has_no_asa(self):
        result = self.plan("start,calls,aht\n09:00,10,200\n09:30,10,200\n", "--max-agents", "1", "--table")
        self.assertEqual(1, result.code)
        self.assertIn("no ASA (2 overloaded)", result.out)

    def test_the_day(self):
        self.assertEqual(["18", "26", "32", "34", "33"], self.agents(DAY))

    def test_columns_in_any_order_by_synonyms(self):
        self.assertEqual(["18", "26"], self.agents("Handle Time,VOLUME,Begin\n210,120,09:00\n210,180,09:30\n"))
        self.assertEqual(["18", "26"], self.agents("offered,interval\n120,09:00\n180,09:30\n", "--aht", "3.5m"))

    def test_crlf_bom_semicolons_tabs(self):
        for separator in ",;\t":
            text = "\ufeff" + DAY.replace(",", separator).replace("\n", "\r\n")
            self.assertEqual(["18", "26", "32", "34", "33"], self.agents(text))

    def test_last_line_without_an_end_and_empty_lines(self):
        self.assertEqual(5, len(self.agents(DAY.replace("\n", "\n\n").rstrip())))

    def test_decimal_commas(self):
        rows = self.fine(self.plan("start;calls;aht;min_agents\n09:00;120,5;210,25;1,5\n09:30;180;210;\n")).rows
        self.assertEqual(["120.5", "210.25", "1.5"], [rows[0][key] for key in ("calls", "aht_s", "min_agents")])

    def test_quotes_and_carried_columns(self):
        text = 'start,calls,aht,"a note"\n09:00,120,210,"one, ""two""\nthree"\n"09:30",1,2,é\n'
        rows = list(csv.reader(io.StringIO(text)))
        result = self.fine(self.plan(text))
        self.assertEqual([row[3] for row in rows[1:]], [row["a note"] for row in result.rows])
        self.assertEqual(["start", "a note"] + KEYS, list(result.rows[0]))
        objects = json.loads(self.fine(self.plan(text, "--json")).out)["rows"]
        self.assertEqual([row[3] for row in rows[1:]], [row["a note"] for row in objects])

    def test_latin_1_still_makes_json(self):
        result = self.plan(b"start,calls,aht,note\n09:00,1,2,caf\xe9\n09:30,1,2,\x01\\\n", "--json")
        self.assertEqual(["caf\u00e9", "\x01\\"], [row["note"] for row in json.loads(result.out)["rows"]])

    def test_starts_with_dates(self):
        for text in (
            "start,calls,aht\n2026-03-02 09:00,1,2\n2026-03-02T09:30:00,1,2\n",
            "date,time,calls,aht\n2026-03-02,09:00,1,2\n2026-03-02,9:30 am,1,2\n",
            "day;time;calls;aht\n02.03.2026;09:00;1;2\n2.3.2026;09:30;1;2\n",
        ):
            result = json.loads(self.fine(self.plan(text, "--json")).out)
            self.assertEqual("2026-03-02 09:00", result["totals"][-1]["peak_start"])
            self.assertEqual(1800, result["rows"][0]["interval_s"])

    def test_unsorted_rows_are_sorted_by_queue_and_time(self):
        text = "queue,start,calls,aht,n\nb,10:00,1,2,1\na,09:30,1,2,2\nb,09:30,1,2,3\na,09:00,1,2,4\nb,09:00,1,2,5\n"
        self.assertEqual(["5", "3", "1", "4", "2"], [row["n"] for row in self.fine(self.plan(text)).rows])

    def test_interval_from_option_column_and_step(self):
        text = "start,calls,aht,interval_s\n09:00,1,2,900\n09:30,1,2,1h\n"
        self.assertEqual(["900", "3600"], [row["interval_s"] for row in self.plan(text).rows])
        self.assertEqual(["600", "600"], [row["interval_s"] for row in self.plan(text, "--interval", "10m").rows])
        text = "start,calls,aht\n09:00,1,2\n09:15,1,2\n09:30,1,2\n10:00,1,2\n"
        self.assertEqual(["900"] * 4, [row["interval_s"] for row in self.plan(text).rows])

    def test_an_option_wins_over_a_column(self):
        self.assertEqual("99", self.plan(DAY, "--aht", "99").rows[0]["aht_s"])

    def test_targets_of_each_row(self):
        text = "start,calls,aht,sl,target_asa_s\n09:00,250,210,80/20,\n09:30,250,210,,5\n10:00,250,210,95%/20s,\n"
        rows = self.fine(self.plan(text)).rows
        self.assertEqual([("34", "service_level"), ("36", "asa"), ("38", "service_level")],
                         [(row["agents"], row["binding"]) for row in rows])
        self.assertEqual(["80/20", "", "95%/20s"], [row["sl"] for row in rows])

    def test_service_level_spellings(self):
        for spelling in ("90/15", "90%/15s", "0.9/15", "0.9/0.25m", "90 / 15"):
            self.assertEqual(self.agents(DAY, "--sl", "90/15"), self.agents(DAY, "--sl=" + spelling))

    def test_several_targets(self):
        rows = self.plan(DAY, "--sl", "80/20", "--max-occupancy", "75%").rows
        self.assertEqual({"occupancy"}, {row["binding"] for row in rows})
        self.assertTrue(all(float(row["occupancy"]) <= 0.75 for row in rows))

    def test_no_calls(self):
        rows = self.fine(self.plan("start,calls,aht\n09:00,0,0\n09:30,0,\n", "--acw", "30")).rows
        self.assertEqual([("0", "1", "none")] * 2, [(r["agents"], r["service_level"], r["binding"]) for r in rows])

    def test_shrinkage_and_rounding(self):
        text = "start,calls,aht,min_agents\n" + "".join(f"09:{m:02d},1,2,21\n" for m in range(4))
        self.assertEqual(["30"] * 4, [row["rostered"] for row in self.plan(text, "--shrinkage", "30%").rows])
        text = text.replace(",21\n", ",1\n")
        carried = [float(row["rostered"]) for row in self.plan(text, "--shrinkage", "0.2", "--rounding", "carry").rows]
        self.assertEqual(5, sum(carried))
        rows = self.plan(text, "--shrinkage=20%", "--rounding=none").rows
        self.assertEqual(["1.25"] * 4, [row["rostered"] for row in rows])


class Answers(CommandTest):
    def test_unreachable_rows_end_with_1_and_are_written(self):
        for arguments in (("--max-agents", "20"), ("--sl", "100/20")):
            result = self.fine(self.plan(DAY, *arguments), code=1)
            self.assertEqual(5, len(result.rows))
            self.assertIn("target_missed", result.rows[3]["status"])
        result = self.plan(DAY, "--max-agents", "20")
        found = [result.rows[3][key] for key in ("status", "asa_s", "service_level")]
        self.assertEqual(["overloaded+target_missed", "inf", "0"], found)
        self.assertIsNone(json.loads(self.plan(DAY, "--max-agents", "20", "--json").out)["rows"][3]["asa_s"])

    def test_scheduled(self):
        text = "start,calls,aht,have\n09:00,250,210,33\n09:30,250,210,35\n10:00,250,210,\n"
        rows = self.fine(self.plan(text)).rows
        self.assertEqual(["-1", "1", ""], [row["gap"] for row in rows])
        self.assertEqual("scheduled_misses", rows[0]["status"])
        self.assertEqual(rows[0]["service_level_one_fewer"], rows[0]["service_level_scheduled"])

    def test_json_equals_csv(self):
        text = "date,start,queue,calls,aht,have\n2026-03-02,09:00,é,250,210.1,33\n2026-03-02,09:30,é,1e9,210,35\n"
        rows = self.plan(text, "--max-agents", "50").rows
        answer = json.loads(self.plan(text, "--max-agents", "50", "--json").out)
        self.assertEqual("wfm-plan-1", answer["schema"])
        for key, value in {"command": "plan", "file": "day.csv", "max_agents": 50}.items():
            self.assertEqual(value, answer["input"][key])
        self.assertEqual(["date", "start", "queue"] + KEYS, list(answer["rows"][0]))
        for row, other in zip(rows, answer["rows"]):
            for key in KEYS:
                if isinstance(other[key], str):
                    self.assertEqual(row[key], other[key])
                elif other[key] is None:
                    self.assertIn(row[key], ("", "inf"))
                else:
                    self.assertEqual(float(row[key]), other[key])

    def test_numbers_are_the_shortest_that_read_back(self):
        for row in self.plan(DAY).rows:
            for key in KEYS:
                if key in ("status", "binding") or row[key] in ("", "inf"):
                    continue
                value = float(row[key])
                digits = len(repr(value).split("e")[0].replace(".", "").replace("-", "").strip("0"))
                given = len(row[key].split("e")[0].replace(".", "").replace("-", "").strip("0"))
                self.assertLessEqual(given, max(digits, 15))

    def test_a_plan_is_read_again(self):
        text = (
            "date,time,queue,volume,aht,have,shrinkage,max_agents,sl,note\n"
            "02.03.2026,09:00,a,250,210,33,30%,40,80/20,x\n"
            "02.03.2026,09:30,a,250,210,,0,,90/20,\n"
        )
        once = self.fine(self.plan(text))
        again = self.plan(once.out)
        self.assertEqual((once.code, once.out, ""), (again.code, again.out, again.err))

    def test_a_plan_holds_what_it_was_made_by(self):
        """Read again without the options it is the same file; each option is a column, once, and no other is."""
        text = "start,calls,aht,sl,lines\n09:00,250,210,80/20,40\n09:30,0,210,,45\n10:00,250,210,80/20,50\n"
        deferred = "start,calls,aht,deferred_volume\n09:00,50,210,20\n09:30,60,210,30\n"
        patient = ("--patience", "1.5m", "--rule", "offered")
        for rows, given, names in (
            (DAY, ("--sl", "90.5/0.3m"), "sl"),
            (DAY, ("--sl", "0.7%/10"), "sl"),
            (DAY, ("--asa", "20", "--acw", "30", "--shrinkage", "0.333", "--rounding", "carry"),
             "acw_s target_asa_s shrinkage rounding"),
            (DAY, ("--max-wait", "20%", "--max-occupancy", "85%", "--min-agents", "20", "--max-agents", "90.5"),
             "max_wait max_occupancy min_agents max_agents"),
            (DAY, (*patient, "--short-abandon", "3", "--treatment", "12", "--max-abandonment", "3%", "--count-blocked"),
             "patience_s max_abandonment short_abandon_s treatment_s rule count_blocked"),
            (DAY, (*patient, "--redial", "30%", "--reconnect", "0"), "patience_s redial reconnect rule"),
            (DAY, (*patient, "--patience-law", "weibull:0.7", "--balk", "2%"), "patience_s rule patience_law balk"),
            (DAY, ("--load-cv", "12%", "--risk", "10%", "--sl", "80/20"), "sl load_cv risk"),
            (DAY, ("--service-cv", "0", "--blocking", "0.1%", "--rounding", "up"), "max_blocking service_cv rounding"),
            (deferred, ("--deferred-aht", "5m", "--response", "4h"), "deferred_aht_s response_s"),
            (text, ("--sl", "90/10", "--lines", "60"), "sl lines"),
            (DAY, ("--aht", "200", "--interval", "30m", "--fte-hours", "7"), ""),
        ):
            once = self.plan(rows, *given)
            again = self.plan(once.out)
            self.assertEqual((once.code, once.out, once.err), (again.code, again.out, again.err), given)
            head, carried = list(once.rows[0]), ("start", "deferred_volume")
            self.assertEqual(names.split(), [name for name in head[:head.index("calls")] if name not in carried], given)
            self.assertEqual(len(head), len(set(head)))
        rows = self.plan(text, "--sl", "90/10", "--lines", "60")
        self.assertEqual([("90/10", "60")] * 3, [(row["sl"], row["lines"]) for row in rows.rows])
        answer = json.loads(self.plan(text, "--sl", "90/10", "--lines", "60", "--json").out)
        self.assertEqual([("90/10", 60)] * 3, [(row["sl"], row["lines"]) for row in answer["rows"]])

    def test_only_csv_holds_what_options_say(self):
        given = ("--sl", "90/10", "--patience", "60", "--rule", "sl2")
        answer = json.loads(self.plan(DAY, *given, "--json").out)
        self.assertEqual(["start"] + KEYS, list(answer["rows"][0])[:1 + len(KEYS)])
        told = tuple(answer["input"][key] for key in ("service_level", "patience_s", "service_rule"))
        self.assertEqual((0.9, 60, "sl2"), told)
        head = self.plan(DAY, *given, "--wide").out.splitlines()[0].split()
        self.assertEqual(["start"] + KEYS, head[:1 + len(KEYS)])

    def test_an_empty_schedule_is_none(self):
        """A plan has the column in any case; read again it is shown no more than before."""
        self.write(self.fine(self.plan(DAY, "--sl", "80/20")).out, "plan.csv")
        for form in ("--table", "--markdown"):
            self.assertEqual(self.plan(DAY, "--sl", "80/20", form).out, self.run_wfm("plan", "plan.csv", form).out)
        self.plan(DAY, "--sl", "80/20", "--svg", "day.svg")
        self.run_wfm("plan", "plan.csv", "--svg", "plan.svg")
        pictures = []
        for name in ("day.svg", "plan.svg"):
            with open(self.path(name), encoding="utf-8") as file:
                pictures.append(file.read())
        self.assertEqual(*pictures)

    def test_words_about_targets_of_columns(self):
        """What is the same in all rows is said, of a plan read again as of its options."""
        def said(text, *given):
            return self.fine(self.plan(text, *given, "--table")).out.splitlines()[-1].split("meets ")[1]

        once = ("--sl", "90/10", "--max-occupancy", "85%", "--patience", "60", "--rule", "sl2")
        self.assertEqual("90% in 10 s (sl2) and occupancy 85%", said(DAY, *once))
        self.assertEqual(said(DAY, *once), said(self.plan(DAY, *once).out))
        rows = "start,calls,aht,sl,max_wait\n09:00,250,210,80/20,{}\n09:30,250,210,{},\n"
        self.assertEqual("80% in 20 s", said(rows.format("", "80/20")))
        self.assertEqual("80% in 20 s and those of its row", said(rows.format("20%", "80/20")))
        for other in ("80/30", "90/20"):
            self.assertEqual("its targets", said(rows.format("20%", other)))
        self.assertEqual("80% in 20 s and occupancy 90% and those of its row",
                         said(rows.format("20%", "80/20"), "--max-occupancy", "90%"))

    def test_settings_of_the_plan_as_columns(self):
        text = "start,calls,aht,patience,rule,rounding,count_blocked,shrinkage\n" \
               "09:00,250,210,60,,nearest,1,30%\n09:30,250,210,60,sl2,,,30%\n"
        found = self.fine(self.plan(text, "--json"))
        self.assertEqual(("sl2", "nearest", True), tuple(
            json.loads(found.out)["input"][key] for key in ("service_rule", "rounding", "count_blocked")))
        rows = self.fine(self.plan(text)).rows
        self.assertEqual([("sl2", "nearest", "yes")] * 2,
                         [(row["rule"], row["rounding"], row["count_blocked"]) for row in rows])
        self.assertNotEqual(rows[0]["agents"], self.fine(self.plan(text, "--rule", "offered")).rows[0]["agents"])
        self.assertEqual("up", self.fine(self.plan(text, "--rounding", "up")).rows[0]["rounding"])
        decimal = text.replace(",", ";").replace("count_blocked", "balk").replace(";1;30%", ";0,1;30%")
        self.assertEqual("0.1", self.fine(self.plan(decimal)).rows[1]["balk"])
        semicolons = "start;calls;aht;sl\n09:00;250;210;80,5/20\n09:30;250;210;80,5/20\n"
        once = self.fine(self.plan(semicolons))
        self.assertEqual(once.out, self.fine(self.plan(once.out)).out)
        for column, word, message in (
            ("sl2", "other", 'day.csv:3:18: rule "other" is unknown: write answered, offered, sl2,'),
            ("nearest", "down", 'day.csv:2:19: rounding "down" is unknown: write up, nearest, none or carry'),
            (",1,", ",maybe,", 'day.csv:2:27: count_blocked "maybe" is unknown: write no, yes, 0 or 1'),
            ("60,,", "60,offered,", 'day.csv:3:18: rule "sl2" is not that of line 2, "offered": it holds for the whole'),
        ):
            result = self.plan(text.replace(column, word))
            self.assertEqual((65, ""), (result.code, result.out))
            self.assertIn(message, result.err)
        law = text.replace("rounding", "patience_law").replace("nearest", "weibull")
        self.assertIn('patience_law "weibull" needs its shape: write it behind a colon', self.plan(law).err)
        self.assertEqual(2, self.plan(text.replace("sl2", "")).code)

    def test_the_locale_changes_nothing(self):
        comma = {"LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
        self.assertEqual(self.plan(DAY).out, self.plan(DAY, environment=comma).out)

    def test_totals(self):
        text = "date,start,queue,calls,aht\n"
        for day in ("2026-03-02", "2026-03-03"):
            for queue, calls in (("sales", 250), ("help", 100)):
                text += "".join(f"{day},{start},{queue},{calls},210\n" for start in ("09:00", "09:30"))
        answer = json.loads(self.fine(self.plan(text, "--json")).out)
        self.assertEqual(["day", "day", "queue"] * 2 + ["all"], [total["of"] for total in answer["totals"]])
        day, queue, whole = answer["totals"][0], answer["totals"][2], answer["totals"][-1]
        rows = answer["rows"]
        self.assertEqual(("sales", "2026-03-02", 500), (day["queue"], day["date"], day["calls"]))
        self.assertEqual(1000, queue["calls"])
        self.assertEqual(1400, whole["calls"])
        self.assertEqual(rows[0]["agents"] + rows[-1]["agents"], whole["peak_agents"])
        self.assertTrue(math.isclose(sum(row["rostered"] for row in rows) / 2 / 16, whole["fte"]))
        self.assertEqual(8, len(rows))

    def test_table_of_several_queues_ends_with_the_whole(self):
        text = "start,queue,calls,aht\n09:00,a,250,210\n09:00,b,250,210\n09:30,a,9,9\n"
        out = self.fine(self.plan(text, "--table")).out
        whole = out[out.index("\nall\n"):]
        self.assertRegex(whole, r"09:00 +500 +210.0 +68 +68")
        self.assertIn("peak 09:00: 68 agents on the phones", out.splitlines()[-1])

    def test_markdown_and_wide(self):
        lines = self.fine(self.plan(DAY, "--markdown")).out.splitlines()
        self.assertTrue(lines[0].startswith("| start |"))
        self.assertRegex(lines[1], r"^\| -+ +\|-+:")
        self.assertEqual({lines[0].count("|")}, {line.count("|") for line in lines[:7]})
        head = self.fine(self.plan(DAY, "--wide")).out.splitlines()[0].split()
        self.assertEqual(["start"] + KEYS, head)

    def test_verdict(self):
        def last(*arguments):
            return self.plan(DAY, "--table", *arguments).out.splitlines()[-1]

        for arguments, agents, rostered, verdict in (
            (("--shrinkage", "30%"), "10:30: 34", 49, "every interval meets 80% in 20 s (the default)"),
            (("--sl", "90/20"), "10:30: 36", 36, "every interval meets 90% in 20 s"),
            (("--max-agents", "31"), "10:00: 31", 31, "3 intervals cannot meet 80% in 20 s (the default)"),
        ):
            self.assertEqual(f"peak {agents} agents on the phones, {rostered} to roster; {verdict}", last(*arguments))


class Places(CommandTest):
    def test_standard_input(self):
        self.assertEqual(self.plan(DAY).out, self.run_wfm("plan", "-", stdin=DAY.encode()).out)

    def test_output_file(self):
        out = self.plan(DAY).out
        self.write("old", "plan.csv")
        os.chmod(self.path("plan.csv"), 0o640)
        self.assertEqual("", self.fine(self.plan(DAY, "-o", "plan.csv")).out)
        with open(self.path("plan.csv"), encoding="utf-8") as file:
            self.assertEqual(out, file.read())
        self.assertEqual(0o640, os.stat(self.path("plan.csv")).st_mode & 0o777)
        self.assertEqual(["day.csv", "plan.csv"], sorted(os.listdir(self.folder)))

    def test_output_over_the_input(self):
        out = self.plan(DAY).out
        self.fine(self.run_wfm("plan", "day.csv", "--output", "day.csv"))
        with open(self.path("day.csv"), encoding="utf-8") as file:
            self.assertEqual(out, file.read())

    def test_output_stays_as_it_was_on_an_error(self):
        self.write("old", "plan.csv")
        self.assertEqual(65, self.plan(DAY + "x,1,1\n", "-o", "plan.csv").code)
        with open(self.path("plan.csv"), encoding="utf-8") as file:
            self.assertEqual("old", file.read())
        self.assertEqual(74, self.plan(DAY, "-o", "none/plan.csv").code)
        self.assertEqual(74, self.plan(DAY, "-o", ".").code)
        self.assertEqual(["day.csv", "plan.csv"], sorted(os.listdir(self.folder)))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk(self):
        self.write(DAY)
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(
                [WFM, "plan", "day.csv"], stdout=full, stderr=subprocess.PIPE, cwd=self.folder, check=False
            )
        self.assertEqual(74, done.returncode)
        self.assertIn(b"the output cannot be written: No space left", done.stderr)
        self.assertEqual(74, self.run_wfm("plan", "day.csv", "-o", "/dev/full").code)
        self.assertTrue(os.path.exists("/dev/full"))

    def test_closed_pipe(self):
        rows = "".join(f"{h:02d}:{m:02d}:{s:02d},5,60\n" for h in range(4) for m in range(60) for s in range(60))
        self.write("start,calls,aht\n" + rows)
        pipe = subprocess.PIPE
        done = subprocess.Popen([WFM, "plan", "day.csv"], stdout=pipe, stderr=pipe, cwd=self.folder)
        done.stdout.readline()
        done.stdout.close()
        message = done.stderr.read()
        done.stderr.close()
        self.assertIn(done.wait(), (-signal.SIGPIPE, 74))
        self.assertEqual(b"", message)

    def test_many_rows(self):
        text = ["date,start,queue,calls,aht,note\n"]
        starts = [f"{h:02d}:{m}" for h in range(24) for m in ("00", "30")]
        for day in range(1, 29):
            for month in range(1, 11):
                for queue in range(15):
                    for i, start in enumerate(starts):
                        calls = (i * 7 + queue) % 90
                        text.append(f"2026-{month:02d}-{day:02d},{start},q{queue},{calls},200,n\n")
        began = time.monotonic()
        result = self.fine(self.plan("".join(text)))
        self.assertEqual(len(text), result.out.count("\n"))
        self.assertLess(time.monotonic() - began, 60)


if __name__ == "__main__":
    unittest.main()
