# SPDX-License-Identifier: MIT
"""What happened: service level by every rule from calls as they came, and how patient the callers are."""
import wfm

ANSWERED, ABANDONED = wfm.CallEvent.ANSWERED, wfm.CallEvent.ABANDONED
arrival_s = [0, 30, 70, 95, 140, 190, 260, 300, 420, 500, 610, 700]
wait_s = [0, 0, 5, 31, 12, 44, 3, 0, 25, 8, 60, 15]
event = [ANSWERED, ANSWERED, ANSWERED, ABANDONED, ANSWERED, ABANDONED] * 2

measure = wfm.Measure(interval_s=1800, intervals=1, answer_within_s=20)
measure.calls(wfm.Calls(arrival_s=arrival_s, wait_s=wait_s, talk_s=180, hold_s=0, acw_s=20, event=event))
figures = measure.figures_of(0, 1, 0)
print("%d calls, %d hung up, mean wait %.1f s" % (figures.calls, figures.abandoned, figures.wait_mean_s))
for rule in ("answered", "offered", "sl2", "excluding"):
    print("service level, %-9s %5.1f %%" % (rule + ":", 100 * getattr(figures, "service_" + rule)))
print("patience: %.0f s" % figures.patience_s)
