# SPDX-License-Identifier: MIT
"""Three pictures: service against agents, how long callers wait, and the day's plan. They go into a folder."""
import sys

import matplotlib

matplotlib.use("Agg")
import wfm  # noqa: E402
import wfm.plot  # noqa: E402

folder = sys.argv[1] if len(sys.argv) > 1 else "."
queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
day = [74, 91, 108, 98, 97, 110, 140, 160, 150, 120, 90, 60]
plan = wfm.plan(calls=day, interval_s=1800, aht_s=230, service_level=0.8, answer_within_s=20, shrinkage=0.3)
pictures = {
    "service_level.svg": wfm.plot.service_level(queue, targets=wfm.Targets(service_level=0.8)),
    "waits.svg": wfm.plot.waits(queue),
    "day.svg": wfm.plot.day(plan, scheduled=[13, 16, 18, 17, 17, 20, 24, 24, 22, 19, 15, 11]),
}
for name, axes in pictures.items():
    axes.figure.savefig(folder + "/" + name)
    print(name)
