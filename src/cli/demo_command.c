/* SPDX-License-Identifier: MIT */
/* `wfm demo`: a day that could be, from the year of a call-center operations course by its chain. */
#include "cli/commands.h"
#include "cli/listing.h"
#include "cli/when.h"

#include <stdlib.h>

/* A bank of the size of the course: thousandths of the day's calls in each half hour from 00:00, 55 of them from 10:00
 * as there; quiet nights, a morning's peak, a dip at noon. */
enum { SLOTS = 48, SLOT_S = 1800 };
static const double share_of_1000[SLOTS] = {
    2,  1,  1,  1,  1,  1,  1,  1,  1,  2,  3,  4,  6,  9,  15, 21, 30, 38, 45, 51, 55, 54, 51, 46,
    41, 37, 37, 40, 43, 43, 41, 38, 36, 33, 30, 26, 22, 18, 15, 13, 11, 9,  8,  6,  5,  4,  2,  2,
};

/* Seconds a call takes: a little longer at night, when one agent does everything, and late in the day. */
static const double aht_of_hour[24] = {240, 240, 245, 245, 245, 240, 230, 220, 212, 210, 208, 210,
                                       212, 214, 212, 210, 210, 212, 216, 220, 225, 230, 235, 240};

static double monday_in_january(void)
{
    wfm_forecast_chain chain = WFM_FORECAST_CHAIN_INIT;
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    chain.last_year = 720000;
    chain.growth = 0.12;
    chain.month_share = 0.071;
    chain.days = 31;
    chain.weekday_share = 0.210;
    chain.base_share = 0.143;
    chain.rounding = WFM_FORECAST_ROUND_STEPS;
    wfm_forecast_year_to_interval(&chain, &steps);
    return steps.day;
}

static int write_demo(const cli_options *options)
{
    double calls[SLOTS];
    cli_listing listing = {
        .schema = "wfm-demo-1", .heads = {"start", "calls", "aht"}, .words = 1, .numbers = 2, .digits = {1, 1}};
    wfm_forecast_spread(monday_in_january(), SLOTS, share_of_1000, 1, calls, 1);
    wfm_forecast_round(SLOTS, calls, 1, calls, 1);
    for (int64_t slot = 0; slot < SLOTS; slot++) {
        listing_row *row = listing_add(&listing);
        when_write_time(slot * SLOT_S, row->word[0]);
        row->number[0] = calls[slot];
        row->number[1] = aht_of_hour[slot / 2];
    }
    int code = listing_write(&listing, options);
    listing_free(&listing);
    return code;
}

int demo_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (options_read(&options, COMMAND_DEMO, count, arguments)) {
        code = options.help ? help_command("demo") : write_demo(&options);
    }
    options_free(&options);
    return code;
}
