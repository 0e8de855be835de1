# SPDX-License-Identifier: MIT
"""Every file that can carry a comment names its licence, and none names a folder of somebody's machine."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOP = {"include", "src", "tests", "bench", "examples", "CMakeLists.txt", "cmake", "README.md", "LICENSE"}
NO_COMMENTS = (".csv", ".json", ".png", ".svg", "queue_log")
HOME = re.compile(r"(?<![\w.)}])/(?:home|root|work|Users|mnt)/\w")


def ours(name):
    return name != ".git" and name != "__pycache__" and not name.startswith("build")


def files():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if ours(name)]
        yield from (os.path.join(folder, name) for name in names if name != ".git")


def problems_of(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    head = "\n".join(text.splitlines()[:5])
    if not path.endswith(NO_COMMENTS) and "SPDX-License-Identifier: MIT" not in head:
        yield "no SPDX line among the first five"
    for number, line in enumerate(text.splitlines(), 1):
        if HOME.search(line):
            yield "line %d: a path of one machine" % number


def main():
    problems = ["%s: %s" % (os.path.relpath(path, ROOT), problem) for path in files() for problem in problems_of(path)]
    problems += ["%s: not one of the folders and files of the top level" % name for name in os.listdir(ROOT)
                 if ours(name) and name not in TOP and not name.startswith(".")]
    sys.exit("\n".join(problems) or 0)


main()
