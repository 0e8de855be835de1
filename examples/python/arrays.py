# SPDX-License-Identifier: MIT
"""Every formula takes arrays: NumPy's broadcasting, nothing copied, other threads run meanwhile. Times are in AHT."""
import numpy

import wfm

agents = numpy.arange(30, 43)
load = 250 * 210 / 1800
level = wfm.erlang_c_service_level(agents, load, 20 / 210)
for row in zip(agents, 100 * wfm.erlang_c(agents, load), 210 * wfm.erlang_c_asa(agents, load), 100 * level):
    print("%d agents: %5.1f %% wait, mean wait %6.1f s, %5.1f %% within 20 s" % row)

# Loads down, targets across: lines for every pair.
loads = numpy.array([5.0, 10.0, 20.0])[:, None]
print(numpy.ceil(wfm.erlang_b_servers_for_blocking(loads, [0.01, 0.02, 0.05])))

out = numpy.empty(1_000_000)
wfm.erlang_b(30.0, numpy.linspace(1, 40, out.size), out=out)
print("blocking of 30 lines at 40 erlangs: %.4f" % out[-1])
