# SPDX-License-Identifier: MIT
"""The Python package as its users get it: a wheel built offline, installed into a fresh environment, tested there.

    python3 run.py wheel|test|speed|bare|pypy --work FOLDER --shared LIBRARY [--cmake CMAKE] [--pypy PYPY]

wheel builds the source tree, the wheel, and an environment with the system's NumPy, pytest and Hypothesis; test runs
the tests in it, speed those of speed; bare makes an environment of nothing but the wheel and cffi's run-time part;
pypy builds for PyPy.
"""
import argparse
import glob
import os
import shutil
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))


def run(*command, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    print("$", " ".join(command), flush=True)
    subprocess.run(command, check=True, env=dict(kept, PIP_DISABLE_PIP_VERSION_CHECK="1", **environment))


def environment_of(python, folder, *options):
    """A fresh environment; without a pip of its own, as the system's can install into it."""
    shutil.rmtree(folder, ignore_errors=True)
    run(python, "-m", "venv", "--without-pip", *options, folder)
    return os.path.join(folder, "bin", "python")


def built(python, work, name):
    """The wheel that an interpreter makes of the source tree."""
    wheels = os.path.join(work, name)
    shutil.rmtree(wheels, ignore_errors=True)
    run(python, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir",
        wheels, os.path.join(work, "tree"))
    (wheel,) = glob.glob(os.path.join(wheels, "*.whl"))
    return wheel


def install(python, wheel):
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel)


def make_wheel(given):
    shutil.rmtree(given.work, ignore_errors=True)
    os.makedirs(given.work)
    run(sys.executable, "-B", os.path.join(ROOT, "src", "bindings", "python", "prepare.py"),
        os.path.join(given.work, "tree"), given.cmake)
    wheel = built(sys.executable, given.work, "wheels")
    assert "-cp38-abi3-" in os.path.basename(wheel), wheel
    size = os.path.getsize(wheel)
    assert size < 2_000_000, size
    print("%s, %d kB" % (os.path.basename(wheel), size // 1000))
    install(environment_of(sys.executable, os.path.join(given.work, "full"), "--system-site-packages"), wheel)


def tests(given, *which):
    python = os.path.join(given.work, "full", "bin", "python")
    run(python, "-B", "-m", "pytest", "-q", "-rs", "-W", "error::pytest.PytestUnhandledThreadExceptionWarning", "-p",
        "no:cacheprovider", "--rootdir", HERE, *which, WFM_SHARED=given.shared, MPLCONFIGDIR=given.work,
        HYPOTHESIS_STORAGE_DIRECTORY=os.path.join(given.work, "hypothesis"))


def test(given):
    tests(given, HERE, "--ignore", os.path.join(HERE, "test_speed.py"))


def speed(given):
    tests(given, "-s", os.path.join(HERE, "test_speed.py"))


def bare(given):
    python = environment_of(sys.executable, os.path.join(given.work, "bare"))
    (wheel,) = glob.glob(os.path.join(given.work, "wheels", "*.whl"))
    install(python, wheel)
    import _cffi_backend
    (site,) = glob.glob(os.path.join(given.work, "bare", "lib", "python*", "site-packages"))
    shutil.copy(_cffi_backend.__file__, site)
    run(python, "-B", os.path.join(HERE, "bare.py"), WFM_SHARED=given.shared)


def pypy(given):
    # A tree of its own: both interpreters may build at the same time.
    work = os.path.join(given.work, "pypy")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(os.path.join(given.work, "tree"), os.path.join(work, "tree"),
                    ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    # Not through pip, which takes a minute in PyPy: its wheels are laid out as any other's.
    subprocess.run([given.pypy, "setup.py", "--quiet", "bdist_wheel", "--dist-dir", "wheels"], check=True,
                   cwd=os.path.join(work, "tree"))
    (wheel,) = glob.glob(os.path.join(work, "tree", "wheels", "*pypy*.whl"))
    python = environment_of(given.pypy, os.path.join(work, "environment"))
    (site,) = glob.glob(os.path.join(work, "environment", "lib", "pypy*", "site-packages"))
    with zipfile.ZipFile(wheel) as file:
        file.extractall(site)
    run(python, "-B", os.path.join(HERE, "bare.py"), WFM_SHARED=given.shared)


STEPS = {"wheel": make_wheel, "test": test, "speed": speed, "bare": bare, "pypy": pypy}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("--work", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("--pypy", default="pypy3")
    arguments = parser.parse_args()
    STEPS[arguments.step](arguments)
