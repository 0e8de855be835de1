# SPDX-License-Identifier: MIT
"""What the tests of the Python package share: reference vectors, the declarations, formulas by their argument lists."""
import csv
import os
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
VECTORS = os.path.join(ROOT, "tests", "vectors")
sys.path.insert(0, os.path.join(ROOT, "tests", "bindings"))
import declarations  # noqa: E402

FUNCTIONS = {each.name: each for each in declarations.declared(declarations.Function)}
STRUCTS = {each.name: each for each in declarations.declared(declarations.Struct)}
CONSTANTS = {name: value for enum in declarations.declared(declarations.Enum) for name, value in enum.constants}
STATUSES = {name: value for name, value in CONSTANTS.items()
            if name in dict(next(each for each in declarations.declared(declarations.Enum)
                                 if each.name == "wfm_status_code").constants)}
FORMULAS = {name[len("wfm_"):]: [each for _, each in function.parameters] for name, function in FUNCTIONS.items()
            if function.result == "double" and name + "_n" in FUNCTIONS}


def rows(name):
    with open(os.path.join(VECTORS, name + ".csv"), newline="", encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def number(text):
    return float(text) if text else float("nan")


def others_run_during(work):
    """Whether another thread gets to run while work does. Only work that lets go of the interpreter allows it here, where
    no thread is made to: how fast the machine is, or how busy, does not matter."""
    turns, ended, usual = [0], threading.Event(), sys.getswitchinterval()

    def take_turns():
        while not ended.is_set():
            turns[0] += 1
            time.sleep(0)
    other = threading.Thread(target=take_turns)
    sys.setswitchinterval(1000)
    try:
        other.start()
        for _ in range(200):
            before = turns[0]
            work()
            if turns[0] > before:
                return True
        return False
    finally:
        ended.set()
        other.join()
        sys.setswitchinterval(usual)
