# SPDX-License-Identifier: MIT
"""Runs the command whose path stands in WFM_CLI; shared by the tests of the command."""

import csv
import io
import os
import subprocess
import tempfile
import unittest

WFM = os.path.abspath(os.environ.get("WFM_CLI", "wfm"))

KEYS = (
    "calls interval_s aht_s load_erl agents agents_fractional rostered service_level asa_s wait_probability "
    "wait_mean_s mean_wait_of_waiting_s queue_mean queue_mean_when_busy occupancy trunk_load_erl status binding "
    "service_level_one_fewer service_level_one_more scheduled gap service_level_scheduled asa_scheduled_s"
).split()

DAY = "start,calls,aht\n09:00,120,210\n09:30,180,210\n10:00,230,210\n10:30,250,210\n11:00,240,210\n"


class Result:
    """Exit code, standard output and messages of one run."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self):
        return list(csv.DictReader(io.StringIO(self.out)))


class CommandTest(unittest.TestCase):
    """A folder of its own for each test, and the command run in it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, text, name="day.csv"):
        data = text if isinstance(text, bytes) else text.encode()
        with open(self.path(name), "wb") as file:
            file.write(data)
        return name

    def run_wfm(self, *arguments, stdin=b"", environment=None):
        variables = dict(os.environ, **(environment or {}))
        done = subprocess.run(
            [WFM, *arguments], input=stdin, capture_output=True, cwd=self.folder, env=variables, timeout=120
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def plan(self, text, *arguments, **more):
        return self.run_wfm("plan", self.write(text), *arguments, **more)

    def fine(self, result, code=0):
        self.assertEqual((code, ""), (result.code, result.err))
        return result
