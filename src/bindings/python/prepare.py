# SPDX-License-Identifier: MIT
"""Writes a complete source tree of the Python package into a folder: the package, what is made of the headers, the C
sources as two files. From it the wheel is built without the rest of the repository.

    python3 prepare.py FOLDER [CMAKE]
"""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
FILES = ("build_wfm.py", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md")


def prepare(folder, cmake="cmake"):
    sources, package = os.path.join(folder, "csrc"), os.path.join(folder, "wfm")
    for made in (sources, package):
        shutil.rmtree(made, ignore_errors=True)
    os.makedirs(sources)
    shutil.copytree(os.path.join(HERE, "wfm"), package, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    for name in FILES:
        shutil.copy(os.path.join(HERE, name), folder)
    shutil.copy(os.path.join(ROOT, "LICENSE"), folder)
    shutil.copy(os.path.join(ROOT, "src", "bindings", "wfm_decl.h"), sources)
    subprocess.run([cmake, "-D", "OUT=" + os.path.abspath(sources), "-P",
                    os.path.join(ROOT, "cmake", "amalgamate.cmake")], check=True)
    sys.path.insert(0, HERE)
    import generate
    generate.write(package)


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    prepare(*sys.argv[1:3])
