# SPDX-License-Identifier: MIT
import os
import platform
import re
import sys

from setuptools import setup

HERE = os.path.dirname(os.path.abspath(__file__))
TREE = "."
if not os.path.exists(os.path.join(HERE, "csrc")):  # in the repository: the rest of the tree is made first
    TREE = "build/tree"
    sys.path.insert(0, HERE)
    import prepare
    os.makedirs(os.path.join(HERE, TREE), exist_ok=True)
    prepare.prepare(os.path.join(HERE, TREE))


def version():
    with open(os.path.join(HERE, TREE, "csrc", "wfm.h"), encoding="utf-8") as file:
        text = file.read()
    return ".".join(re.search(r"#define WFM_VERSION_%s (\d+)" % part, text).group(1)
                    for part in ("MAJOR", "MINOR", "PATCH"))


with open(os.path.join(HERE, "README.md"), encoding="utf-8") as file:
    readme = file.read()
cpython = platform.python_implementation() == "CPython"
setup(
    name="wfm",
    version=version(),
    description="The mathematics of contact-center workforce management: Erlang B, C and A, staffing, plans, forecasts",
    long_description=readme,
    long_description_content_type="text/markdown",
    license="MIT",
    license_files=[TREE + "/LICENSE"] if TREE != "." else ["LICENSE"],
    python_requires=">=3.8",
    packages=["wfm"],
    package_dir={"wfm": TREE + "/wfm"},
    package_data={"wfm": ["py.typed", "*.pyi"]},
    cffi_modules=[TREE + "/build_wfm.py:builder"],
    install_requires=["cffi>=1.12; platform_python_implementation != 'PyPy'"],
    extras_require={"arrays": ["numpy>=1.20"], "plot": ["matplotlib"]},
    zip_safe=False,
    # One wheel for every CPython from 3.8 on: the C part keeps to the limited interface.
    options={"bdist_wheel": {"py_limited_api": "cp38"}, "egg_info": {"egg_base": TREE}} if cpython else {},
)
