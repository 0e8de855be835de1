# SPDX-License-Identifier: MIT
"""README.md's examples do what it shows: they are taken out of it, built against the installed library, and run.

    python3 readme.py CMAKE SOURCE_DIR BUILD_DIR CC CXX PKG_CONFIG

A block of C is a whole program and the block of CMake after it builds it. A block "console" has lines "$ command", run
in the project's folder by a shell that finds the command wfm and the program, each followed by what it prints. Commands
that take a scratch of the machine (sh cmake/..., cmake ...) are shown in blocks "sh", which this test leaves alone.
"""
import os
import re
import subprocess
import sys
import tempfile


def blocks(text, language):
    return re.findall(r"^```%s\n(.*?)^```" % language, text, re.S | re.M)


def run(command, **more):
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, **more)
    return ran.returncode, ran.stdout


def must(command, **more):
    code, output = run(command, **more)
    if code != 0:
        sys.exit("%s\n%s" % (" ".join(command), output))


def examples(block):
    """(command, output) of each "$ command" in a console block."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def main():
    cmake, source, build = sys.argv[1:4]
    environment = dict(os.environ, CC=sys.argv[4])
    with open(os.path.join(source, "README.md"), encoding="utf-8") as file:
        text = file.read()
    programs, projects, consoles = (blocks(text, language) for language in ("c", "cmake", "console"))
    if not programs or not projects or not consoles:
        sys.exit("README.md lacks an example: C, CMake or console")
    with tempfile.TemporaryDirectory() as scratch:
        prefix, folder, built = (os.path.join(scratch, name) for name in ("prefix", "program", "built"))
        must([cmake, "--install", build, "--prefix", prefix])
        os.mkdir(folder)
        for name, content in (("agents.c", programs[0]), ("CMakeLists.txt", projects[0])):
            with open(os.path.join(folder, name), "w") as file:
                file.write(content)
        must([cmake, "-S", folder, "-B", built, "-DCMAKE_PREFIX_PATH=" + prefix], env=environment)
        must([cmake, "--build", built])
        environment["PATH"] = os.pathsep.join([os.path.join(prefix, "bin"), built, environment["PATH"]])
        count, problems = 0, []
        for command, expected in (each for block in consoles for each in examples(block)):
            code, output = run(["sh", "-c", command], cwd=source, env=environment)
            count += 1
            if code != 0 or output != expected:
                problems.append("$ %s\nshown:\n%s\nprinted (exit code %d):\n%s" % (command, expected, code, output))
    print("%d commands run" % count)
    sys.exit("\n".join(problems) or 0)


main()
