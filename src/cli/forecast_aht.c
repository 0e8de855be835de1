/* SPDX-License-Identifier: MIT */
/* The handle times of the intervals to come, from those of the history. */
#include "cli/forecast_model.h"

#include <stdlib.h>

static const double weekly_gain = 0.3; /* so much of the recent level is the last week's */

static void learn(cli_modeller *modeller, model_queue *queue)
{
    const cli_history *history = queue->history;
    wfm_forecast_handled handled = WFM_FORECAST_HANDLED_INIT;
    wfm_forecast_handle handle = WFM_FORECAST_HANDLE_INIT;
    handled.days = history->days;
    handled.slots = queue->slots;
    handled.calls = history->handled + queue->first;
    handled.seconds = history->seconds + queue->first;
    handled.calls_day_stride = handled.seconds_day_stride = (ptrdiff_t)history->slots;
    handled.calls_slot_stride = handled.seconds_slot_stride = 1;
    handled.day = history->day;
    handled.day_stride = 1;
    handled.gain = weekly_gain;
    queue->aht_s = allocate((size_t)queue->slots, sizeof *queue->aht_s);
    if (!wfm_failed(wfm_forecast_handle_learn(&handled, queue->aht_s, 1, &handle))) return;
    csv_warning(&modeller->file, history->position[0],
                "no handle time of this queue is known: its aht_s is empty, and wfm plan needs --aht");
}

void forecast_handle_times(cli_modeller *modeller)
{
    for (int32_t i = 0; i < modeller->count; i++) {
        if (modeller->queue[i].history->handled != NULL) learn(modeller, &modeller->queue[i]);
    }
}
