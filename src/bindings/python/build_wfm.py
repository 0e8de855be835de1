# SPDX-License-Identifier: MIT
"""The C part of the package, for cffi in API mode: the whole library compiled in, no other file needed."""
import os
import sys

import cffi

HERE = os.path.dirname(os.path.abspath(__file__))
# The folder that holds wfm.c, relative to where the build runs: absolute paths would end in the wheel's records.
SOURCES = os.path.relpath(os.environ.get("WFM_PYTHON_SOURCES", os.path.join(HERE, "csrc")))

builder = cffi.FFI()
with open(os.path.join(SOURCES, "wfm_decl.h"), encoding="utf-8") as file:
    builder.cdef(file.read())
unix = sys.platform != "win32"
builder.set_source(
    "wfm._wfm", '#include "wfm.h"\n',
    sources=[os.path.join(SOURCES, "wfm.c")], include_dirs=[SOURCES],
    extra_compile_args=["-std=c11", "-O2", "-g0", "-ffp-contract=off"] if unix else ["/std:c11", "/fp:precise"],
    # A libwfm that the process has loaded already must not take the place of this one.
    extra_link_args=["-Wl,-Bsymbolic"] if sys.platform.startswith("linux") else [])

if __name__ == "__main__":
    builder.compile(verbose=True)
