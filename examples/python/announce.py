# SPDX-License-Identifier: MIT
"""What to tell a caller who joins the queue: how long, how sure, and how likely it is to wait it out."""
import wfm

for position in (1, 5, 10):
    wait = wfm.IntradayCaller(position=position, agents=20, aht_s=240, patience_s=180, quantile=0.9,
                              within_s=120).announce()
    print("place %2d: about %3.0f s, nine in ten below %3.0f s, %2.0f %% answered within 2 min" % (
        position, wait.offered_wait_mean_s, wait.offered_wait_quantile_s, 100 * wait.answered_within))
