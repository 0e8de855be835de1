# SPDX-License-Identifier: MIT
"""Models beyond a queue's own in `wfm agents` and `wfm plan`, and the risk of a day in `wfm risk`.

What the options give is compared with the same computed another way: by the queue's own model at other rates, by sums
over a gamma distribution, by formulas of the literature from the figures of simpler models.
"""

import json
import math
import unittest

from support import DAY, KEYS, CommandTest

DEMAND = ("--calls", "250", "--interval", "30m", "--aht", "210", "--sl", "80/20")
PATIENCE = ("--patience", "2m", "--rule", "offered")
LOST = ["abandonment", "abandonment_scheduled"]
ATTEMPTS = ["attempts", "attempts_scheduled"]
CHANCE = ["chance", "chance_scheduled"]


def gamma_below(shape, x):
    """Distribution function of the gamma distribution of a whole shape and scale 1."""
    terms = (math.exp(k * math.log(x) - x - math.lgamma(k + 1)) for k in range(shape))
    return 1 - math.fsum(terms)


def gamma_nodes(shape, mean, count):
    """Midpoints of equal steps over the gamma distribution and their weights, good to some 1e-6."""
    low, high = mean * max(1 - 6 / math.sqrt(shape), 0), mean * (1 + 8 / math.sqrt(shape))
    step = (high - low) / count
    for i in range(count):
        at = low + (i + 0.5) * step
        scaled = at * shape / mean
        yield at, math.exp((shape - 1) * math.log(scaled) - scaled - math.lgamma(shape)) * step * shape / mean


class Beyond(CommandTest):
    def row(self, *arguments, code=0):
        row, = self.fine(self.run_wfm("agents", *DEMAND, *arguments), code=code).rows
        return row

    def close(self, a, b, tolerance=1e-9):
        self.assertTrue(math.isclose(float(a), float(b), rel_tol=tolerance), f"{a} {b}")

    def refused(self, words, *arguments, command="agents"):
        result = self.run_wfm(command, *arguments)
        self.assertEqual((2, ""), (result.code, result.out), arguments)
        for word in words:
            self.assertIn(word, result.err)
        self.assertEqual(1, result.err.count("\n"), result.err)


class Redials(Beyond):
    def test_attempts_are_in_balance(self):
        row = self.row(*PATIENCE, "--redial", "40%", "--reconnect", "10%", "--agents", "30")
        self.assertEqual(KEYS + LOST + ATTEMPTS, list(row))
        for attempts, lost in ((row["attempts"], row["abandonment"]),
                (row["attempts_scheduled"], row["abandonment_scheduled"])):
            lost = float(lost)
            self.close(250, float(attempts) * (1 - 0.4 * lost - 0.1 * (1 - lost)))
        again = self.run_wfm("agents", *DEMAND, *PATIENCE, "--calls", row["attempts"], "--agents", row["agents"]).rows[0]
        for key in ("service_level", "asa_s", "abandonment"):
            name = {"asa_s": "asa_scheduled_s"}.get(key, key + "_scheduled")
            self.close(row[key], again[name])
        self.close(row["load_erl"], float(row["attempts"]) * 210 / 1800)
        fewer = self.row(*PATIENCE, "--redial", "40%", "--reconnect", "10%", "--agents", str(int(row["agents"]) - 1))
        self.assertLess(float(fewer["service_level_scheduled"]), 0.8)
        self.assertEqual("scheduled_misses", fewer["status"])

    def test_answered_callers_alone(self):
        row = self.row("--reconnect", "20%")
        self.close(row["attempts"], 312.5)
        plain = self.run_wfm("agents", *DEMAND, "--calls", "312.5").rows[0]
        self.assertEqual([plain[key] for key in KEYS[3:20]], [row[key] for key in KEYS[3:20]])

    def test_lines(self):
        row = self.row("--lines", "36", "--redial", "50%")
        self.close(250, float(row["attempts"]) * (1 - 0.5 * float(row["blocking"])))

    def test_nobody_calls_again(self):
        row, plain = self.row(*PATIENCE, "--redial", "0%", "--reconnect", "0"), self.row(*PATIENCE)
        self.assertEqual(plain, {key: row[key] for key in plain})
        self.assertEqual("250", row["attempts"])

    def test_no_balance_is_overload(self):
        row = self.row(*PATIENCE, "--redial", "100%", "--max-agents", "20", code=1)
        self.assertEqual(("overloaded+target_missed", "inf"), (row["status"], row["attempts"]))

    def test_totals_are_of_attempts(self):
        answer = json.loads(self.plan(DAY, *PATIENCE, "--redial", "40%", "--json").out)
        total = answer["totals"][-1]
        self.close(total["calls"], sum(row["attempts"] for row in answer["rows"]))
        self.close(total["abandoned_calls"], sum(row["attempts"] * row["abandonment"] for row in answer["rows"]))
        self.assertEqual(0.4, answer["input"]["redial"])
        self.assertIn("calls again (40%)", answer["input"]["model"])


class UncertainLoad(Beyond):
    def test_expected_figures(self):
        """A row for each rate with the same agents, put together by their calls."""
        row = self.row(*PATIENCE, "--load-cv", "10%", "--agents", "30")
        self.assertEqual(KEYS + LOST + CHANCE, list(row))
        nodes = list(gamma_nodes(100, 250, 480))
        text = "start,calls,aht,scheduled\n" + "".join(
            f"2026-03-{1 + i // 48:02} {i % 48 // 2:02}:{i % 2 * 30:02},{calls!r},210,30\n"
            for i, (calls, _) in enumerate(nodes))
        rows = self.plan(text, "--sl", "80/20", *PATIENCE).rows
        calls = [calls * weight for calls, weight in nodes]
        lost = [each * float(at["abandonment_scheduled"]) for each, at in zip(calls, rows)]
        self.close(1, math.fsum(calls) / 250, 1e-6)
        for key, weights in (("service_level_scheduled", calls), ("abandonment_scheduled", calls),
                ("asa_scheduled_s", [each - gone for each, gone in zip(calls, lost)])):
            sums = math.fsum(weight * float(at[key]) for weight, at in zip(weights, rows))
            self.close(sums / math.fsum(weights), row[key], 1e-6)

    def test_without_end(self):
        row = self.row("--load-cv", "10%", "--agents", "34")
        self.assertEqual(["inf", "inf", "inf", ""], [row[key] for key in ("asa_s", "wait_mean_s", "queue_mean",
            "queue_mean_when_busy")])
        self.assertGreater(float(row["agents"]), 34)
        self.assertLess(float(row["service_level_scheduled"]), 0.8)

    def test_chance_of_the_target(self):
        row = self.row("--load-cv", "10%", "--agents", "36")
        most = self.run_wfm("agents", "--find", "calls", "--agents", "36", *DEMAND[2:]).rows[0]["calls"]
        self.close(row["chance_scheduled"], gamma_below(100, float(most) * 100 / 250))

    def test_a_risk_is_a_quantile_of_the_rate(self):
        row = self.row("--load-cv", "10%", "--risk", "5%")
        low, high = 50.0, 200.0
        while high - low > 1e-9:
            middle = (low + high) / 2
            low, high = (middle, high) if gamma_below(100, middle) < 0.95 else (low, middle)
        plain = self.run_wfm("agents", *DEMAND, "--calls", repr(high * 2.5)).rows[0]
        self.assertEqual(plain["agents"], row["agents"])
        self.close(plain["agents_fractional"], row["agents_fractional"])
        self.assertGreaterEqual(float(row["chance"]), 0.95)
        short = self.row("--load-cv", "10%", "--risk", "5%", "--agents", str(int(row["agents"]) - 1))
        self.assertLess(float(short["chance_scheduled"]), 0.95)
        self.assertEqual("scheduled_misses", short["status"])

    def test_a_certain_load(self):
        for given in ((), PATIENCE):
            row, plain = self.row(*given, "--load-cv", "0"), self.row(*given)
            self.assertEqual(plain, {key: row[key] for key in plain})
            self.assertEqual(["", ""], [row[key] for key in CHANCE])

    def test_what_is_infinite_is_refused_as_a_target(self):
        self.refused(("--load-cv", "--asa", "or a risk"), *DEMAND, "--load-cv", "10%", "--asa", "10")
        self.refused(("--load-cv", "--blocking", "patience"), *DEMAND, "--load-cv", "10%", "--blocking", "1%")
        self.assertEqual("ok", self.row(*PATIENCE, "--load-cv", "10%", "--asa", "10")["status"])
        self.assertEqual("ok", self.row("--load-cv", "10%", "--asa", "10", "--risk", "10%")["status"])


class Risks(Beyond):
    def test_the_chance_of_the_interval(self):
        row = self.row("--risk", "10%", "--agents", "34")
        self.assertEqual(KEYS + CHANCE, list(row))
        self.assertEqual("", row["agents_fractional"])
        self.assertGreaterEqual(float(row["chance"]), 0.9)
        self.close(row["service_level_scheduled"], self.row("--agents", "34")["service_level_scheduled"], 0)
        short = self.row("--risk", "10%", "--agents", str(int(row["agents"]) - 1))
        self.assertLess(float(short["chance_scheduled"]), 0.9)
        self.assertEqual("scheduled_misses", short["status"])
        text = "start,calls,aht,scheduled\n09:00,250,210,34\n"
        alone, = self.run_wfm("risk", self.write(text), "--sl", "80/20", "--interval", "30m").rows
        self.close(alone["chance"], row["chance_scheduled"], 0)

    def test_less_risk_more_agents(self):
        agents = [int(self.row("--risk", risk)["agents"]) for risk in ("60%", "30%", "10%", "1%")]
        self.assertEqual(sorted(set(agents)), agents)

    def test_a_risk_is_of_a_service_level(self):
        self.refused(("--risk", "--sl 80/20"), *DEMAND[:6], "--risk", "10%", "--asa", "10")
        both = self.row("--risk", "50%", "--max-occupancy", "75%")
        self.assertEqual("occupancy", both["binding"])


class OtherLaws(Beyond):
    def wait(self, *arguments):
        return float(self.row("--agents", "34", *arguments)["asa_scheduled_s"])

    def test_kimura(self):
        exponential, fixed = self.wait(), self.wait("--service-cv", "0")
        self.assertLess(fixed, 0.6 * exponential)
        for cv in (0.5, 1.5, 3):
            c = cv * cv
            expected = (1 + c) / (2 * c / exponential + (1 - c) / fixed)
            self.close(expected, self.wait("--service-cv", str(cv)))

    def test_exponential_is_the_queue_itself(self):
        self.assertEqual(self.row(), self.row("--service-cv", "1"))
        self.assertEqual(self.row(*PATIENCE), self.row(*PATIENCE, "--patience-law", "exponential", "--balk", "0"))
        self.assertEqual(self.row(*PATIENCE), self.row(*PATIENCE, "--service-cv", "1"))
        weibull = self.row(*PATIENCE, "--patience-law", "weibull:1")
        for key, value in self.row(*PATIENCE).items():
            if value and key not in ("status", "binding"):
                self.close(value, weibull[key], 1e-6)

    def test_who_has_to_wait_hangs_up_at_once(self):
        row = self.row(*PATIENCE, "--balk", "100%", "--agents", "30")
        erlang_b = self.run_wfm("trunks", "--load", row["load_erl"], "--lines", "30").rows[0]["blocking"]
        self.close(erlang_b, row["abandonment_scheduled"], 1e-6)
        self.assertLess(float(self.row(*PATIENCE, "--balk", "10%")["agents_fractional"]),
            float(self.row(*PATIENCE)["agents_fractional"]) + 1)

    def test_every_law(self):
        found = set()
        for law in ("deterministic", "lognormal:1.2", "weibull:0.7", "hyperexponential:1.5"):
            row = self.row(*PATIENCE, "--patience-law", law, "--agents", "31", "--lines", "60")
            self.assertEqual(KEYS + LOST + ["blocking", "blocking_scheduled"], list(row))
            self.assertGreaterEqual(float(row["service_level"]), 0.8)
            self.assertLess(float(row["service_level_one_fewer"]), 0.8)
            found.add(row["abandonment_scheduled"])
        self.assertEqual(4, len(found))


class Words(Beyond):
    def test_the_model_is_named(self):
        for arguments, words in (
            ((*PATIENCE, "--redial", "40%"), "who hangs up or is turned away calls again (40%)"),
            (("--reconnect", "0.1"), "who has been answered calls again (10%)"),
            (("--load-cv", "10%"), "uncertain load, expected figures by calls (10%), mean waits infinite as nobody"),
            (("--load-cv", "10%", "--risk", "5%"), "chance to meet the service level (95%)"),
            (("--risk", "5%"), "chance to meet the service level (95%), approximate: beta distribution"),
            (("--service-cv", "1.5"), "coefficient of variation of 1.5, approximate: Kimura 1994"),
            ((*PATIENCE, "--patience-law", "lognormal:1.2"), "lognormal:1.2 patience, approximate: Whitt 2005"),
            ((*PATIENCE, "--balk", "3%"), "who has to wait hangs up at once (3%), approximate: Whitt 2005"),
        ):
            model = json.loads(self.run_wfm("agents", *DEMAND, *arguments, "--json").out)["input"]["model"]
            self.assertIn(words, model)
            table = self.plan(DAY, "--sl", "80/20", *arguments, "--table")
            self.assertIn("model: ", table.out)
            self.assertIn(words, table.out)
        self.assertNotIn("model", json.loads(self.run_wfm("agents", *DEMAND, "--json").out)["input"])
        self.assertNotIn("model", self.plan(DAY, "--table").out)

    def test_json(self):
        given = (*PATIENCE, "--patience-law", "weibull:0.7", "--balk", "2%")
        told = json.loads(self.run_wfm("agents", *DEMAND, *given, "--json").out)["input"]
        self.assertEqual(["weibull", 0.7, 0.02], [told[key] for key in ("patience_law", "patience_shape", "balk")])
        told = json.loads(self.run_wfm("agents", *DEMAND, "--load-cv", "0.1", "--risk", "0.05", "--json").out)["input"]
        self.assertEqual([0.1, 0.05], [told[key] for key in ("load_cv", "risk")])

    def test_help(self):
        for command in ("agents", "plan"):
            out = self.fine(self.run_wfm("help", command)).out
            for option in ("--redial", "--reconnect", "--load-cv", "--risk", "--service-cv", "--patience-law", "--balk"):
                self.assertIn(option + " ", out)
        self.assertIn("approximate: Whitt 2005", self.run_wfm("help", "agents").out)
        self.assertIn("independent", self.fine(self.run_wfm("risk", "--help")).out)


class Mistakes(Beyond):
    def test_what_no_one_model_has(self):
        first = {"--redial": "40%", "--reconnect": "10%"}
        others = {"--load-cv": "10%", "--risk": "5%", "--service-cv": "1.5", "--balk": "5%",
                  "--patience-law": "lognormal:1"}
        pairs = [((a, first[a]), (b, others[b])) for a in first for b in others]
        pairs += [(("--load-cv", "10%"), (b, others[b])) for b in ("--service-cv", "--balk", "--patience-law")]
        pairs += [(("--service-cv", "0"), (b, others[b])) for b in ("--balk", "--patience-law")]
        self.write(DAY)
        for one, other in pairs:
            self.refused((one[0], other[0], "leave one out"), *DEMAND, *PATIENCE, *one, *other)
            self.refused((one[0], other[0], "leave one out"), "day.csv", *PATIENCE, *one, *other, command="plan")
        for lost, name in ((PATIENCE, "--patience"), (("--lines", "50"), "--lines")):
            self.refused(("--service-cv", name, "leave"), *DEMAND, *lost, "--service-cv", "2")
        self.refused(("--find calls", "--load-cv"), *DEMAND, "--find", "calls", "--agents", "30", "--load-cv", "1%")
        for option, value in (*first.items(), *others.items()):
            self.refused((option, "wfm agents, plan, update and compare"), *DEMAND, option, value, command="curve")

    def test_what_needs_another_option(self):
        self.refused(("--redial", "--patience", "--lines"), *DEMAND, "--redial", "40%")
        self.refused(("--patience-law", "--patience TIME"), *DEMAND, "--patience-law", "lognormal:1.2")
        self.refused(("--balk", "--patience TIME"), *DEMAND, "--balk", "5%")

    def test_bad_values(self):
        for option, value, word in (
            ("--redial", "40", "40%"), ("--redial", "101%", "above 100%"), ("--redial", "-1", "negative"),
            ("--reconnect", "100%", "below 1"), ("--load-cv", "10", "10%"), ("--load-cv", "x", "not a number"),
            ("--risk", "0", "above 0"), ("--risk", "100%", "below 1"), ("--service-cv", "-1", "negative"),
            ("--service-cv", "1001", "more than 1000"), ("--balk", "2", "above 1"),
            ("--patience-law", "normal", "lognormal:1.2"), ("--patience-law", "lognormal", "needs its"),
            ("--patience-law", "lognormal:0", "0.1 to 20"), ("--patience-law", "weibull:99", "0.2 to 10"),
            ("--patience-law", "hyperexponential:0.9", "1 to 20"), ("--patience-law", "deterministic:1", "alone"),
            ("--patience-law", "weibull:x", "not a number"),
        ):
            self.refused((f'{option} "{value}"', word), *DEMAND, *PATIENCE, option, value)


class Plans(Beyond):
    TEXT = ("start,calls,aht,patience,redial,reconnect,load_cv,risk,service_cv\n"
            "09:00,250,210,120,40%,5%,,,\n09:30,250,210,120,,,10%,,\n10:00,250,210,120,,,0.1,5%,\n"
            "10:30,250,210,,,,,0.1,\n11:00,250,210,,,,,,1.5\n11:30,250,210,,,,,,0\n12:00,250,210,120,0,0,0,,1\n"
            "12:30,0,,,,,,,\n")

    def test_each_row_by_its_own_model(self):
        rows = self.fine(self.plan(self.TEXT, "--rule", "offered")).rows
        for row, arguments in zip(rows, (
            (*PATIENCE, "--redial", "40%", "--reconnect", "5%"), (*PATIENCE, "--load-cv", "10%"),
            (*PATIENCE, "--load-cv", "10%", "--risk", "5%"), ("--risk", "10%"), ("--service-cv", "1.5"),
            ("--service-cv", "0"), PATIENCE)):
            alone = self.row(*arguments)
            for key in KEYS[3:]:
                self.assertEqual(alone[key], row[key], (arguments, key))
            for key in ("chance", "attempts"):
                if key in alone:
                    self.assertEqual(alone[key], row[key])

    def test_the_answer_is_a_valid_input(self):
        first = self.fine(self.plan(self.TEXT, "--rule", "offered")).out
        self.assertEqual(first, self.fine(self.plan(first, "--rule", "offered")).out)

    def test_a_row_that_joins_what_no_model_has(self):
        for cells, words in (
            ("120,0.4,,0.1,,", ("2:24: redial and load_cv are of two models",)),
            ("120,,,,,2", ("2:23: service_cv and patience_s: no model has both",)),
            (",0.4,,,,", ("2:16: redial needs a patience or lines",)),
            (",,,,,0", ()),
        ):
            result = self.plan(f"{self.TEXT.splitlines()[0]}\n09:00,250,210,{cells}\n", "--rule", "offered",
                "--interval", "30m")
            if words:
                self.assertEqual((65, ""), (result.code, result.out))
            else:
                self.fine(result)
            for word in words:
                self.assertIn("day.csv:" + word, result.err)
        result = self.plan(self.TEXT, "--rule", "offered", "--balk", "2%")
        self.assertIn("redial and --balk are of two models", result.err)
        result = self.plan(DAY, "--redial", "10%")
        self.assertEqual(1, result.err.count("--redial needs"))

    def test_without_the_columns_all_is_as_it_was(self):
        plain = self.fine(self.plan(DAY)).rows
        head, *rest = DAY.splitlines()
        text = "\n".join([head + ",redial,load_cv,service_cv"] + [row + ",0,0," for row in rest]) + "\n"
        rows = self.fine(self.plan(text, "--lines", "10000000")).rows
        lines = self.fine(self.plan(DAY, "--lines", "10000000")).rows
        self.assertEqual(lines, [{key: row[key] for key in lines[0]} for row in rows])
        self.assertEqual(KEYS, list(plain[0])[1:])


    def test_closed_intervals(self):
        for text, arguments in (("start,calls,aht,patience,redial\n09:00,250,210,120,40%\n09:30,0,0,,40%\n", ()),
                ("start,calls,aht,patience\n09:00,250,210,120\n09:30,0,0,\n", ("--balk", "3%")),
                ("start,calls,aht,patience\n09:00,250,210,120\n09:30,0,0,\n", ("--redial", "3%"))):
            rows = self.fine(self.plan(text, "--rule", "offered", *arguments)).rows
            self.assertEqual("0", rows[1]["agents"])

    def test_the_model_is_that_of_some_row(self):
        text = "start,calls,aht,redial,load_cv,service_cv,patience\n09:00,250,210,,,,120\n09:30,250,210,0,0,1,120\n"
        self.assertNotIn("model:", self.fine(self.plan(text, "--rule", "offered", "--table")).out)


class Days(Beyond):
    def day(self, text, *arguments, code=0):
        answer = json.loads(self.fine(self.run_wfm("risk", self.write(text), *arguments, "--json"), code=code).out)
        return answer["days"], answer["rows"]

    def test_a_day_from_its_intervals(self):
        text = "start,calls,aht,scheduled\n09:00,250,210,34\n09:30,180,210,26\n10:00,60,210,9\n"
        (day,), rows = self.day(text, "--sl", "80/20")
        calls = sum(row["calls"] for row in rows)
        mean = sum(row["calls"] * row["service_level"] for row in rows) / calls
        variance = sum((row["calls"] * row["standard_deviation"]) ** 2 + row["calls"] * (row["service_level"] - mean) ** 2
            for row in rows) / calls ** 2
        self.close(day["mean"], mean)
        self.close(day["standard_deviation"], math.sqrt(variance))
        size = mean * (1 - mean) / variance - 1
        a, b = mean * size, (1 - mean) * size
        steps = 20000
        logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

        def below(x):
            """Simpson's rule over the density."""
            h = x / steps
            f = [math.exp(logs + (a - 1) * math.log(i * h) + (b - 1) * math.log1p(-i * h)) for i in range(1, steps + 1)]
            return h / 3 * (4 * math.fsum(f[0::2]) + 2 * math.fsum(f[1:-1:2]) + f[-1])

        self.close(day["chance"], 1 - below(0.8), 1e-6)
        for share in (5, 25, 50, 75, 95):
            self.close(share / 100, below(day[f"quantile_{share:02}"]), 1e-6)
        for row in rows:
            plain = self.run_wfm("agents", *DEMAND, "--calls", str(row["calls"]), "--agents", str(row["agents"])).rows[0]
            self.close(plain["service_level_scheduled"], row["service_level"], 1e-12)

    def test_whose_agents(self):
        self.assertEqual([34] * 5, [row["agents"] for row in self.day(DAY, "--agents", "34")[1]])
        planned = [int(row["agents"]) for row in self.plan(DAY, "--sl", "80/20").rows]
        self.assertEqual(planned, [row["agents"] for row in self.day(DAY)[1]])
        text = "start,calls,aht,scheduled\n09:00,250,210,36\n09:30,250,210,\n10:00,250,210,0\n"
        self.assertEqual([36, 34, 0], [row["agents"] for row in self.day(text)[1]])
        self.assertEqual([30, 30, 30], [row["agents"] for row in self.day(text, "--agents", "30")[1]])
        safer = [row["agents"] for row in self.day(DAY, "--risk", "10%")[1]]
        self.assertTrue(all(more > less for more, less in zip(safer, planned)))
        self.assertGreater(self.day(DAY, "--risk", "10%")[0][0]["chance"], self.day(DAY)[0][0]["chance"])

    def test_edges(self):
        (day,), _ = self.day("start,calls,aht\n09:00,0,\n09:30,0,\n")
        self.assertEqual([1, 0, 1, 1], [day[key] for key in ("mean", "standard_deviation", "chance", "quantile_05")])
        (day,), _ = self.day("start,calls,aht\n09:00,900,210\n09:30,900,210\n", "--agents", "10")
        self.assertEqual([0, 0, 0], [day[key] for key in ("mean", "standard_deviation", "chance")])
        (day,), rows = self.day(DAY, "--sl", "100/20", code=1)
        self.assertEqual([1, None], [day["chance"], rows[0]["agents"]])

    def test_next_to_overload(self):
        text = "start,calls,aht,scheduled\n09:00,257,210,30\n09:30,100,210,20\n"
        result = self.run_wfm("risk", self.write(text), "--sl", "80/20", "--csv")
        self.assertEqual(0, result.code)
        self.assertIn("day.csv:2:1: warning: so near to overload", result.err)
        level = float(result.rows[0]["service_level"])
        self.close(float(result.rows[0]["standard_deviation"]), (level * (1 - level)) ** 0.5)
        self.assertEqual("", result.rows[0]["chance"])
        plan = self.fine(self.plan(text, "--sl", "80/20", "--risk", "10%")).rows
        self.assertEqual(("", "ok"), (plan[0]["chance_scheduled"], plan[1]["status"]))
        one = self.fine(self.run_wfm("agents", "--calls", "257", *DEMAND[2:], "--sl", "80/20", "--risk", "10%",
            "--max-agents", "30", "--csv"), code=1).rows[0]
        self.assertEqual("30", one["agents"])

    def test_a_day_of_one_interval(self):
        (day,), (row,) = self.day("start,calls,aht,scheduled\n09:00,100,200,15\n", "--sl", "80/20", "--interval", "30m")
        self.assertEqual([day[key] for key in ("mean", "standard_deviation", "chance")],
            [row[key] for key in ("mean", "standard_deviation", "chance")])

    def test_agents_of_a_plan_are_found_anew(self):
        plan = self.fine(self.plan(DAY, "--load-cv", "10%", *PATIENCE)).out
        result = self.run_wfm("risk", self.write(plan.replace("load_cv", "cv")), *PATIENCE, "--csv")
        self.assertEqual(0, result.code, result.err)
        self.assertIn('column "agents" is found anew', result.err)

    def test_overload_is_told(self):
        text = "start,calls,aht,scheduled\n09:00,300,210,20\n09:30,100,210,20\n"
        table = self.fine(self.run_wfm("risk", self.write(text), "--table")).out
        self.assertIn("note: the load reaches the agents", table)

    def test_lost_calls(self):
        (day,), rows = self.day(DAY, *PATIENCE, "--lines", "50", "--agents", "30")
        one = self.run_wfm("agents", *DEMAND, *PATIENCE, "--lines", "50", "--agents", "30").rows[0]
        self.close(one["service_level_scheduled"], rows[3]["service_level"], 1e-12)

    def test_forms(self):
        text = "queue,start,calls,aht,sl\n" + "".join(
            f'"A ""b""",2026-03-0{day} 09:{minute},40,210,{target}/20\n' for day in (2, 3)
            for minute, target in (("00", 80), ("30", 70)))
        rows = self.fine(self.run_wfm("risk", self.write(text))).rows
        self.assertEqual("date start queue calls agents target service_level mean standard_deviation chance".split(),
            list(rows[0]))
        self.assertEqual(("2026-03-02", "09:00", 'A "b"'), tuple(rows[0].values())[:3])
        days = self.fine(self.run_wfm("risk", "day.csv", "--totals")).rows
        self.assertEqual(2, len(days))
        self.assertEqual("date queue calls target mean standard_deviation chance quantile_05 quantile_25 quantile_50 "
            "quantile_75 quantile_95".split(), list(days[0]))
        self.assertEqual("0.75", days[0]["target"])
        told, _ = self.day(text)
        self.assertEqual('A "b"', told[0]["queue"])
        table = self.fine(self.run_wfm("risk", "day.csv", "--table")).out
        self.assertRegex(table, r'A "b", Mon 2026-03-02\n\n *start +calls')
        self.assertIn("to end the day at 75.0% or above", table)
        self.assertIn("|", self.fine(self.run_wfm("risk", "day.csv", "--markdown", "--totals")).out)

    def test_refused(self):
        for text, arguments, code, word in (
            (DAY, ("--asa", "10"), 65, "no service level in this row"),
            (DAY, PATIENCE[:2], 2, "--rule"),
            ("start,calls,aht,load_cv\n09:00,5,210,10%\n", ("--interval", "30m"), 65, "load_cv: wfm risk knows queues"),
            ("start,calls,aht,patience,rule,balk\n09:00,5,210,60,sl2,10%\n", ("--interval", "30m"), 65,
             "day.csv:1:31: balk: wfm risk knows queues"),
            ("start,calls,aht,patience,rule,patience_law\n09:00,5,210,60,sl2,weibull:2\n", ("--interval", "30m"), 65,
             "day.csv:1:31: patience_law: wfm risk knows queues"),
            ("start,calls,aht,patience,rule,balk,redial\n09:00,5,210,60,sl2,10%,10%\n", ("--interval", "30m"), 65,
             "redial and balk are of two models"),
            ("start,calls,aht,patience,rule,balk\n09:00,5,210,,sl2,10%\n", ("--interval", "30m"), 65,
             "balk needs --patience TIME"),
            ("start,calls,aht,service_cv\n09:00,5,210,2\n", ("--interval", "30m"), 65, "exponential handle times"),
            (DAY, ("--load-cv", "10%"), 2, "wfm agents, plan, update and compare"),
            (DAY, ("--plain",), 2, "unknown option"),
        ):
            result = self.run_wfm("risk", self.write(text), *arguments)
            self.assertEqual((code, ""), (result.code, result.out))
            self.assertIn(word, result.err)
        self.assertEqual(2, self.run_wfm("risk").code)
        fine = "start,calls,aht,load_cv,redial,service_cv\n09:00,50,210,0,,1\n09:30,50,210,,0,\n"
        self.fine(self.run_wfm("risk", self.write(fine)))

    def test_too_many_days(self):
        rows = "".join(f"2026-03-{day:02} {start},5,210\n" for day in range(1, 32) for start in ("09:00", "09:30"))
        text = "queue,start,calls,aht\n" + "".join("a," + row + "b," + row for row in rows.splitlines(True))
        result = self.run_wfm("risk", self.write(text), "--svg", "x.svg")
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn("at most 35: here are 62", result.err)


if __name__ == "__main__":
    unittest.main()
