/* SPDX-License-Identifier: MIT */
/* A year of 200 queues in intervals of 15 minutes: how many agents for 80 % within 20 s, in each of 7 million.
 *
 *     cc -std=c11 -O2 year.c $(pkg-config --cflags --libs wfm) -lm -o year
 *     ./year            all of it
 *     ./year 100000     the first 100,000 intervals
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <wfm/wfm.h>

enum { QUEUES = 200, DAY = 96, YEAR = 365 * DAY };

/* Calls in an interval of a queue: open from 8 to 20, busiest before noon and on Mondays, each queue of its own size. */
static double calls_at(int queue, int interval)
{
    static const double weekday[] = {1.47, 1.19, 1.15, 1.15, 1.05, 0.66, 0.33};
    double hour = interval % DAY / 4.0, mean = 2 * pow(1.03, queue);
    if (hour < 8 || hour >= 20) return 0;
    return mean * weekday[interval / DAY % 7] * (1 + 0.5 * sin((hour - 8) / 12 * 3.14159265358979 * 1.5));
}

/* One year of one queue: the columns that differ from row to row have stride 1, the others one value for all. */
static wfm_status size_queue(const double *calls, double *agents, double *service, int rows)
{
    const double interval_s = 900, aht_s = 240, answer_within_s = 20, service_level = 0.8;
    wfm_plan_input input = WFM_PLAN_INPUT_INIT;
    wfm_plan_output output = WFM_PLAN_OUTPUT_INIT;
    input.count = rows;
    input.calls = calls, input.calls_stride = 1;
    input.interval_s = &interval_s;
    input.aht_s = &aht_s;
    input.answer_within_s = &answer_within_s;
    input.service_level = &service_level;
    output.agents = agents, output.agents_stride = 1;
    output.service_level = service, output.service_level_stride = 1;
    return wfm_plan_staff(&input, &output);
}

int main(int count, char **argument)
{
    static double calls[YEAR], agents[YEAR], service[YEAR];
    long wanted = count > 1 ? atol(argument[1]) : (long)QUEUES * YEAR, done = 0;
    double hours = 0, offered = 0, within = 0, seconds = 0;
    long open = 0;
    for (int queue = 0; queue < QUEUES && done < wanted; queue++) {
        int rows = wanted - done < YEAR ? (int)(wanted - done) : YEAR;
        for (int i = 0; i < rows; i++)
            calls[i] = calls_at(queue, i);
        clock_t start = clock();
        wfm_status status = size_queue(calls, agents, service, rows);
        seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
        if (wfm_failed(status)) return fprintf(stderr, "queue %d: %s\n", queue, wfm_status_text(status)), 1;
        for (int i = 0; i < rows; i++) {
            open += calls[i] > 0;
            hours += agents[i] * 0.25;
            offered += calls[i];
            within += calls[i] * service[i];
        }
        done += rows;
    }
    printf("%ld intervals, %ld of them open: %.0f calls, %.0f agent hours, %.1f %% answered within 20 s\n", done, open,
           offered, hours, 100 * within / offered);
    printf("%.2f s, %.2f million open intervals a second\n", seconds, (double)open / fmax(seconds, 1e-6) / 1e6);
    return 0;
}
