# SPDX-License-Identifier: MIT
"""Every public function's comment has its slots, in their order, and speaks of the parameters that the function has."""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DECLARATION = re.compile(r"(/\*\*(?:(?!\*/).)*\*/)?\s*^WFM_API\s+([^;(]*?)(\w+)\(([^;]*)\);", re.S | re.M)
SLOT = re.compile(r"@(\w+)((?:(?!\n\s*@).)*)", re.S)


def parameters_of(text):
    return [] if text.strip() == "void" else [re.search(r"(\w+)\s*$", each).group(1) for each in text.split(",")]


def bare(comment):
    return "\n".join(re.sub(r"^\s*(/\*\*|\*/|\*)? ?", "", line) for line in comment[:-2].splitlines()).strip()


def array_problems(name, comment, parameters, formulas):
    """An array form: one line of comment, and a stride behind each argument of the formula."""
    formula = name[:-2]
    if comment.split(",")[0].rstrip(".") != "Array form of %s()" % formula:
        yield "its comment should begin: Array form of %s()" % formula
    expected = [part for each in formulas.get(formula, []) + ["out"] for part in (each, each + "_stride")] + ["count"]
    if parameters != expected:
        yield "its parameters should be: " + ", ".join(expected)


def slots_expected(header, name, result, parameters):
    yield from (("param", each) for each in parameters)
    if result != "void":
        yield "return", None
    if header != "base.h" and not name.endswith("_init"):
        yield from (("accuracy", None), ("cost", None), ("source", None))


def comment_problems(comment, expected):
    sentence = comment.split("\n\n")[0].split("@")[0].strip()
    if not re.match(r"[A-Z].*[.:]", sentence, re.S):
        yield "its comment does not begin with a sentence"
    found = []
    for slot, text in SLOT.findall(comment):
        words = text.split()
        found.append((slot, words[0] if slot == "param" and words else None))
        unit = r"\s*\w+\s+\[[^\]]+\]" if slot == "param" else r"\s*\[[^\]]+\]" if slot == "return" else r"\s*\S"
        if not re.match(unit, text):
            yield "@%s%s: empty, or without its [unit]" % (slot, text.rstrip())
    if found != expected:
        yield "its slots are %s and should be %s" % tuple(
            " ".join("@" + slot + (" " + name if name else "") for slot, name in slots) for slots in (found, expected))


def header_problems(path):
    with open(path) as file:
        text = file.read()
    header, formulas, count = os.path.basename(path), {}, 0
    for comment, result, name, arguments in DECLARATION.findall(text):
        parameters, result = parameters_of(arguments), result.strip()
        comment, count = bare(comment) if comment else "", count + 1
        if name.endswith("_n"):
            problems = array_problems(name, comment, parameters, formulas)
        else:
            formulas[name] = parameters
            problems = comment_problems(comment, list(slots_expected(header, name, result, parameters)))
        yield from ("%s: %s: %s" % (header, name, problem) for problem in problems)
    if count != len(re.findall(r"^WFM_API ", text, re.M)):
        yield "%s: a declaration that this test cannot read" % header


def main():
    paths = sorted(glob.glob(os.path.join(ROOT, "include", "wfm", "*.h")))
    problems = [problem for path in paths for problem in header_problems(path)]
    sys.exit("\n".join(problems) or (0 if paths else "no headers"))


main()
