/* SPDX-License-Identifier: MIT */
/* The least that a C program does with the library: a formula and a struct. */
#include <wfm/wfm.h>

int main(void)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = 210;
    queue.agents = 34;
    queue.answer_within_s = 20;
    if (wfm_queue_evaluate(&queue, &metrics) != WFM_OK) return 1;
    if (metrics.service_level < 0.8) return 1;
    return wfm_erlang_b(1.0, 1.0) == 0.5 ? 0 : 1;
}
