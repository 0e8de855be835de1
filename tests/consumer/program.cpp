/* SPDX-License-Identifier: MIT */
/* The same in C++, which has no designated initializers before C++20: the init functions. */
#include <wfm/wfm.h>

int main()
{
    wfm_queue queue;
    wfm_queue_metrics metrics;
    wfm_queue_init(&queue, sizeof queue);
    wfm_queue_metrics_init(&metrics, sizeof metrics);
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = 210;
    queue.agents = 34;
    queue.answer_within_s = 20;
    if (wfm_queue_evaluate(&queue, &metrics) != WFM_OK) return 1;
    if (metrics.service_level < 0.8) return 1;
    return wfm_erlang_b(1.0, 1.0) == 0.5 ? 0 : 1;
}
