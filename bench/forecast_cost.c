/* SPDX-License-Identifier: MIT */
/* What forecasts cost, for forecast_cost.py to count: a model of 3 years of quarter-hours around the clock and its
 * forecast of 14 days; what 90 past days teach, and the update of a day by it. The default, no events. */
#include "wfm/forecast.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DAYS = 1096, SLOTS = 96, AHEAD = 14, PAST = 90, SEEN = 40, HOUR = 4, FIRST = 19000 };

static double calls[DAYS][SLOTS], forecast[AHEAD][SLOTS], updated[SLOTS];
static int64_t day[DAYS + AHEAD];

/* Poisson's spread around a level with a year, a week and a day. */
static void make_history(void)
{
    uint64_t word = 1;
    for (int i = 0; i < DAYS + AHEAD; i++)
        day[i] = FIRST + i;
    for (int i = 0; i < DAYS; i++) {
        double level = (1 + 0.1 * sin(i / 58.0)) * (1 + 0.1 * (i % 7));
        for (int s = 0; s < SLOTS; s++) {
            double mean = level * (12 + 10 * sin(s * 3.14 / SLOTS)), noise = -1.5;
            for (int k = 0; k < 3; k++) {
                word = word * 6364136223846793005u + 1442695040888963407u;
                noise += (double)(word >> 11) * 0x1p-53;
            }
            calls[i][s] = floor(fmax(0, mean + 2 * noise * sqrt(mean)) + 0.5);
        }
    }
}

static wfm_status fit_and_predict(double *work, int64_t count)
{
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    grid.days = DAYS;
    grid.slots = SLOTS;
    grid.calls = calls[0];
    grid.calls_day_stride = SLOTS;
    grid.calls_slot_stride = 1;
    grid.day = day;
    grid.day_stride = 1;
    wfm_status status = wfm_forecast_fit(&grid, WFM_FORECAST_METHOD_DEFAULT, 0, work, count, NULL, 0, &model);
    if (status != WFM_OK) return status;
    return wfm_forecast_predict(&grid, &model, work, count, AHEAD, day + DAYS, 1, forecast[0], SLOTS, 1);
}

static wfm_status learn_and_update(double *work, int64_t count)
{
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision revision = WFM_FORECAST_REVISION_INIT;
    (void)work;
    (void)count;
    past.days = PAST;
    past.slots = SLOTS;
    past.forecast = calls[DAYS - PAST - 7]; /* last week's day */
    past.actual = calls[DAYS - PAST];
    past.forecast_day_stride = past.actual_day_stride = SLOTS;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    wfm_status status = wfm_forecast_update_learn(&past, SEEN, HOUR, &belief);
    if (status != WFM_OK) return status;
    return wfm_forecast_update(&belief, SLOTS, calls[DAYS - 8], 1, calls[DAYS - 1], 1, updated, 1, &revision);
}

int main(void)
{
    wfm_status (*volatile measured[])(double *, int64_t) = {fit_and_predict, learn_and_update};
    int64_t count = wfm_forecast_work(SLOTS);
    double *work = malloc((size_t)count * sizeof *work);
    if (work == NULL) return 1;
    make_history();
    for (int i = 0; i < 2; i++) {
        wfm_status status = measured[i](work, count);
        if (status != WFM_OK) printf("%s\n", wfm_status_text(status));
        if (status != WFM_OK) return 1;
    }
    free(work);
    return 0;
}
