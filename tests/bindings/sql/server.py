# SPDX-License-Identifier: MIT
"""A PostgreSQL server of its own: its programs, its data and the extension in one temporary folder, reached through a
socket in it, run by an unprivileged user, and gone afterwards.

The installed server is left as it is: it looks for its files from where its program stands, so that a copy of the program
beside links to everything else finds what `make install DESTDIR=...` puts there.
"""
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

import common


def asked(pg_config, what):
    return subprocess.run([pg_config, "--" + what], check=True, stdout=subprocess.PIPE,
                          universal_newlines=True).stdout.strip()


def unprivileged():
    """The user that the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    for name in "postgres", "nobody":
        try:
            return pwd.getpwnam(name)
        except KeyError:
            pass
    raise SystemExit("no user to run a server as")


def die_with_parent():
    """So that no server is left behind by a test that is killed: Linux stops it then (1 is PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


class Server:
    def __init__(self, pg_config, cmake):
        self.folder = tempfile.mkdtemp(prefix="wfm-pg-")
        self.process = None
        try:
            self.start(pg_config, cmake)
        except BaseException:
            self.stop()
            raise

    def start(self, pg_config, cmake):
        os.chmod(self.folder, 0o755)
        root, self.data = os.path.join(self.folder, "root"), os.path.join(self.folder, "data")
        common.make("postgres", os.path.join(self.folder, "built"), "install", "CMAKE=" + cmake, "DESTDIR=" + root,
                    "PG_CONFIG=" + pg_config)
        for what in "sharedir", "pkglibdir":
            link_rest(asked(pg_config, what), root + asked(pg_config, what))
        self.programs = asked(pg_config, "bindir")
        copies = root + self.programs
        os.makedirs(copies, exist_ok=True)
        for name in "postgres", "initdb":
            shutil.copy(os.path.join(self.programs, name), copies)
        self.user = unprivileged()
        self.own(self.data)
        self.run([os.path.join(copies, "initdb"), "-D", self.data, "-U", "wfm", "-A", "trust", "--no-sync", "-E", "UTF8",
                  "--locale=C"])
        self.process = subprocess.Popen(
            [os.path.join(copies, "postgres"), "-D", self.data, "-k", self.data, "-c", "listen_addresses=", "-c", "fsync=off",
             "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "logging_collector=off"],
            stdout=subprocess.DEVNULL, stderr=open(os.path.join(self.folder, "log"), "w"), preexec_fn=die_with_parent,
            cwd="/", **self.as_user())
        self.wait()

    def own(self, folder):
        os.makedirs(folder, mode=0o700)
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)

    def as_user(self):
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}

    def run(self, command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/", universal_newlines=True,
                              **self.as_user())
        if done.returncode:
            raise SystemExit(done.stdout)

    def psql(self, *arguments, **options):
        return subprocess.run([os.path.join(self.programs, "psql"), "-X", "-h", self.data, "-U", "wfm", "-d", "postgres",
                               *arguments], universal_newlines=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def wait(self):
        for _ in range(300):
            if self.psql("-c", "SELECT 1").returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        with open(os.path.join(self.folder, "log")) as log:
            raise SystemExit("the server does not answer:\n" + log.read())

    def stop(self):
        """Ends it at once; its data goes with it."""
        if self.process:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.folder)


def link_rest(installed, folder):
    """Links whatever there is in one folder and not in the other, down to where both have a folder."""
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(installed):
        here = os.path.join(folder, name)
        if os.path.isdir(here):
            link_rest(os.path.join(installed, name), here)
        elif not os.path.exists(here):
            os.symlink(os.path.join(installed, name), here)
