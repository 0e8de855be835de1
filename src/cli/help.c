/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

typedef struct cli_topic {
    const char *name, *summary, *examples, *more;
    int command; /* whose options are listed, 0 without any */
} cli_topic;

static const cli_topic topics[] = {
    {"plan", "a CSV of intervals becomes a staffing plan",
     "  wfm plan day.csv                                  a day, 80 % answered within 20 s\n"
     "  wfm plan day.csv --sl 90/15 --shrinkage 30%       another target, and people to roster\n"
     "  wfm plan day.csv --aht 210 --max-occupancy 85%    handle time for all rows, two targets to meet\n"
     "  wfm plan day.csv --json | jq .totals              figures for another program\n"
     "  wfm plan - <day.csv >plan.csv                     in a pipe: every figure as CSV\n"
     "  wfm plan day.csv --patience 2m --rule offered     callers hang up; --max-abandonment 5% limits how many\n"
     "  wfm plan week.csv --svg week.svg                  also a picture for a mail, a panel a day\n",
     "The file names its columns in the first line, in any order:\n"
     "  start    09:00, or 2026-03-02 09:00; also time, interval, from, begin (a column date or day may hold the "
     "date)\n"
     "  calls    also volume, contacts, offered, arrivals\n"
     "  aht      seconds; also aht_s, handle_time; or --aht for all rows\n"
     "  queue, scheduled, acw, interval_s, min_agents, max_agents, shrinkage: optional\n"
     "  patience (seconds until a caller hangs up), short_abandon, lines (of talking and waiting callers): optional\n"
     "  max_blocking: optional; with lines a target, without them the lines for it are the result trunks\n"
     "  redial, reconnect (shares that call again), load_cv (of an uncertain rate), risk, service_cv: optional; the "
     "models of\n"
     "  `wfm help agents`, in each row one at most; with attempts, or the chance of the service level, as results\n"
     "  deferred_volume, deferred_aht, response: optional; e-mail and the like, to be done within the response time\n"
     "  sl (80/20), target_asa_s, max_wait, max_occupancy, max_abandonment: optional targets of each row\n"
     "  rule, count_blocked (yes), patience_law, balk, rounding: optional; as the options, and the same in all rows\n"
     "Other columns are carried through to CSV and JSON. Results of an earlier plan are computed anew. An option wins\n"
     "over a column. Without a target in options and columns it is 80/20.\n"
     "The separator is a comma, a semicolon or a tab; without commas between them numbers may have a decimal comma.\n"
     "Without --interval and interval_s an interval is as long as the commonest step between two starts.\n"
     "Several queues: a table for each and one for all together; CSV and the rows of JSON hold the queues alone.\n"
     "CSV starts with date, start, queue and the carried columns; then what options gave, as the columns above, so "
     "that\n"
     "update, compare and plan need them no more; then the figures, abandonment where there is a patience and "
     "blocking\n"
     "where there are lines. inf is infinite, empty is absent.\n"
     "--risk without --load-cv and --patience takes some milliseconds a row: minutes for a year of half hours.\n",
     COMMAND_PLAN},
    {"agents", "agents for one interval, or what given agents can hold",
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --plain        the number alone\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --agents 33               what 33 agents deliver\n"
     "  wfm agents --find calls --agents 33 --interval 30m --aht 210 --sl 80/20   most calls for 33 agents\n"
     "  wfm agents --find aht --agents 33 --calls 250 --interval 30m --sl 80/20   longest handle time\n"
     "  wfm agents --find answer-within --agents 33 --calls 250 --interval 30m --aht 210 --sl 80/20\n"
     "callers who call again, an uncertain forecast, a risk, times that are not exponential:\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --patience 2m --rule offered --redial 40%\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --load-cv 10%\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --load-cv 10% --risk 5%\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --risk 10%\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --service-cv 1.5\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --patience 2m --rule offered --patience-law "
     "lognormal:1.2\n"
     "callers who hang up, and limited lines:\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --patience 2m --rule offered --max-abandonment 4%\n"
     "  wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20 --lines 45 --blocking 1%\n"
     "  wfm agents --find lines --agents 34 --calls 250 --interval 30m --aht 210 --sl 80/20 --blocking 1%\n"
     "  wfm agents --find patience --agents 33 --calls 250 --interval 30m --aht 210 --abandonment-seen 3%\n",
     "Models beyond a queue's own, one at a time:\n"
     "  --redial, --reconnect       calls are first attempts, and every figure is of all attempts\n"
     "  --load-cv                   the rate of calls is gamma distributed: figures expected by calls; without "
     "patience\n"
     "                              and lines mean waits are infinite, as the load may be beyond the agents\n"
     "  --load-cv with --risk       the rate is such that the targets are met with a chance of 1 - risk\n"
     "  --risk                      the interval itself meets --sl with that chance; approximate: Roubos, Koole and\n"
     "                              Stolletz 2012\n"
     "  --service-cv                without patience and lines; approximate: Kimura 1994\n"
     "  --patience-law, --balk      approximate: Whitt 2005\n"
     "Without a target it is 80/20. Of lines and patience --find gives from where to where all targets are met, with\n"
     "--plain as two numbers.\n",
     COMMAND_AGENTS},
    {"curve", "one interval with each number of agents around the answer",
     "  wfm curve --calls 250 --interval 30m --aht 210 --acw 30 --sl 80/20\n"
     "  wfm curve --calls 250 --interval 30m --aht 210 --waiting 5,10,20,60    callers still waiting\n"
     "  wfm curve --calls 250 --interval 30m --aht 210 --from 30 --to 50 --csv\n"
     "  wfm curve --calls 250 --interval 30m --aht 210 --sl 80/20 --patience 2m --rule offered\n",
     "Without a target it is 80/20. The column answer is 1 where the agents are the answer.\n", COMMAND_CURVE},
    {"risk", "the service level that a day will come to, and the chance of its target",
     "  wfm risk day.csv --sl 80/20                       the agents of the column scheduled\n"
     "  wfm risk day.csv --agents 34                      as many in every interval\n"
     "  wfm demo | wfm risk - --sl 80/20                  without scheduled: those that wfm plan finds now\n"
     "  wfm demo | wfm risk - --sl 80/20 --risk 10%       the same, each interval within its risk\n"
     "  wfm risk day.csv --totals --csv                   the days alone\n"
     "  wfm risk day.csv --svg risk.svg                   also a picture\n",
     "A plan says what is to be expected of very many such days. On one day chance has it: more calls than expected, "
     "or\n"
     "long ones together. For each interval and for the day: the service level expected, its standard deviation, and\n"
     "the chance to end at the target or above; of the day also the levels below which 5, 25, 50, 75 and 95 % of such\n"
     "days end. Approximate: a beta distribution (Roubos, Koole and Stolletz 2012).\n"
     "The file is that of wfm plan. Agents are those of --agents or the column scheduled; where neither has any, "
     "those\n"
     "that wfm plan would find for the row with the same options, whatever a column agents says.\n"
     "What varies is chance alone: calls come at random at the rate of the forecast, and the intervals of a day are "
     "taken\n"
     "as independent. That the forecast itself may be wrong is not in it (wfm plan --load-cv). Every row needs a "
     "service\n"
     "level; where those of a day differ, its target is their mean by calls.\n",
     COMMAND_RISK},
    {"trunks", "lines: for a load by several models, for groups, classes, and behind a queue",
     "  wfm trunks --load 26.8 --blocking 1%              the lines that block 1 % of the calls at most\n"
     "  wfm trunks --load 26.8 --lines 36                 the share that 36 lines block\n"
     "  wfm trunks --lines 36 --blocking 1%               the load that 36 lines take\n"
     "  wfm trunks --lines 1..40 --blocking 0.1%,1%,5%    a table of loads\n"
     "  wfm trunks --load 26.8 --blocking 1% --retry 60%  three in five of the blocked try again\n"
     "  wfm trunks --load 75 --blocking 1% --sources 250  calls of 250 telephones\n"
     "  wfm trunks --load 26.8 --blocking 1% --model molina\n"
     "  wfm trunks --load 3.18 --blocking 1% --peakedness 2.61\n"
     "  wfm trunks --overflow 20/20 --overflow 12/10 --blocking 1%    the last of several groups\n"
     "  wfm trunks --class 20/1/5 --class 2/6 --blocking 1%           calls of one line and of six\n"
     "  wfm trunks --calls 250 --interval 30m --aht 210 --acw 30 --sl 80/20 --blocking 1%   agents and lines\n",
     "Two of load, lines and blocking give the third; of lists a table. The load is that of treatment, queue and "
     "talk, without\n"
     "after-call work: trunk_load_erl of wfm plan, agents and curve; wfm plan --blocking 1% does both.\n"
     "--overflow ERL/LINES: each group's overflow goes to the last one, whose --lines or --blocking is given; --load "
     "is\n"
     "load that comes to it at once. By equivalent random theory (Wilkinson 1956).\n"
     "--class ERL/N/FREE: calls in progress, lines that each holds, lines that it leaves free to the others (0 "
     "without\n"
     "it). Kaufman and Roberts 1981; with lines left free an approximation. --blocking for all, or one for each "
     "class.\n"
     "--order, of lines behind a queue: queue-first sizes agents for all calls and lines for their load; block-first\n"
     "agents for the calls that get a line; together both on the one model in which lines limit the queue.\n",
     COMMAND_TRUNKS},
    {"forecast", "the days to come from a history; from last year's calls to an interval",
     "  wfm forecast history.csv --days 14 | wfm plan - --aht 240 --sl 80/20      two weeks, staffed\n"
     "  wfm forecast history.csv --interval 30m --events events.csv    holidays and the like, past and to come\n"
     "  wfm forecast history.csv --interval-share 90%     low and high: nine in ten come between them\n"
     "  wfm forecast history.csv --interval-share 90% | wfm plan - --aht 240 --risk 10%    safe nine times in ten\n"
     "  wfm forecast history.csv --backtest               what each model would have been worth\n"
     "  wfm forecast history.csv --svg forecast.svg       also a picture\n"
     "  wfm forecast chain year.csv --round steps         year, month, day, interval: each step\n"
     "  wfm forecast learn history.csv --indices          shares and indices of months, weekdays, dates, intervals\n"
     "  wfm forecast learn history.csv --days 31          a forecast by them\n"
     "  wfm forecast learn history.csv --year --totals    next year by months; without --totals by days\n",
     "A history is a CSV with the columns date, calls, and for intervals start; or start with the date in it. What is\n"
     "missing or empty is unknown, not 0. Give calls offered, with the abandoned ones. A column queue tells queues "
     "apart,\n"
     "else rows of one start are added up. The forecast begins the day after the last in the file and has the rows "
     "start,\n"
     "calls: intervals where the history has them (plan days with --interval 24h); closed days have none. 156 weeks "
     "are\n"
     "looked at. Days far from their weekday (not by the averages), and hours without a call by more than chance, are "
     "set\n"
     "aside and told on standard error. Intervals whose length changes need an --interval that all lengths fit into.\n"
     "A column aht of the history (seconds; 0 or empty unknown) becomes a column aht_s: of each interval, by its "
     "calls, at\n"
     "the recent level. --load-cv beside --interval-share adds how uncertain the rate of calls is: wfm plan counts "
     "with\n"
     "it, with --risk for the chance wanted.\n"
     "--clock clock.csv names the days of 23 and 25 hours. In the history the hour that is there twice, in one row or "
     "two,\n"
     "counts once, and that which is skipped is unknown; to come the one has both hours' calls and the other none.\n"
     "--round end writes whole calls by largest remainders: those of a day add up to its sum.\n"
     "events.csv has the columns date and kind, a word such as holiday, past and to come; up to 15 kinds. Of each kind "
     "the\n"
     "effect is learnt, of its days and of the open days before and after. A multiplier stands instead of what was "
     "learnt:\n"
     "the day is what it would be without the event, times it; 0 is closed; calls are added, or taken away below 0. "
     "With\n"
     "days or a shape (50/30/20, a weight for each day) it lasts: the multiplier is that of the day of most weight, "
     "and\n"
     "calls are those of all days, past ones too. The rows then also have base, without what was judged, and "
     "adjustment; --json "
     "names\n"
     "each event's. A kind without a known day is told. --effects shows what was learnt.\n"
     "--backtest forecasts the last weeks again, each day by what was known then. The ratio is to the best of the "
     "four\n"
     "averages mean-4, mean-8, median-8 and index-chain; floor is what chance alone would leave; mape leaves out the\n"
     "skipped intervals, those without calls; mase is over the mean change from a week before. With --model that "
     "model\n"
     "and the default have rows.\n"
     "chain reads lines key,value: last_year, month_share, days (of the month), weekday_share, interval_share; growth\n"
     "(0 without it) and base_share (1/7 without it) are optional.\n"
     "learn adds up queues; a day of 0 calls was closed. Months are learnt from whole years, weekdays and intervals "
     "from\n"
     "the last 8 weeks, the level from the last 2.\n"
     "--year is the last 12 months x (these / the 12 before) to the power of --damping, over its months, weekdays and "
     "days of\n"
     "the month. Unknown days count as their month's others. What is learnt of months and dates is drawn to 1 by how "
     "little\n"
     "it rests on. All adds up as it is written. Closed days to come and campaigns are --events with a multiplier.\n",
     COMMAND_FORECAST | COMMAND_FORECAST_CHAIN | COMMAND_FORECAST_LEARN},
    {"update", "a day in progress: the calls of its rest, and their agents, by what came so far",
     "  wfm update plan.csv --actual today.csv            calls alone; with --aht or a column aht also agents\n"
     "  wfm update plan.csv --actual today.csv --past past.csv --sl 80/20\n"
     "  wfm update plan.csv --actual today.csv --now 11:00        what came after it is not over yet\n",
     "The plan is a forecast or a plan, the file of actuals has the columns start, calls (queue). The day is the last "
     "one\n"
     "of these; its intervals up to the last known one count as over, so leave out the one that is running, or give "
     "--now.\n"
     "Not all of a deviation goes on. How much does is learnt from past days: past.csv has the columns start, "
     "forecast\n"
     "(calls_planned in what wfm compare writes), calls, some 60 to 90 days. Without it the part is v / (v + "
     "1/expected), v the square of --day-variation, so that "
     "few\n"
     "calls are believed little. The rest of the day is the forecast times one factor. JSON and tables tell what is\n"
     "believed. Of the intervals to come agents are solved anew by the targets and all else in the columns of the "
     "plan,\n"
     "which wfm plan writes; an option wins. Without a target it is 80/20, and that is told. gap is of a column "
     "scheduled,\n"
     "else of the agents of the plan (agents_planned). CSV can be read as a plan again. Actuals start with\n"
     "intervals of the plan, or are equal parts of them.\n",
     COMMAND_UPDATE},
    {"compare", "a plan and what happened: calls, handle times, agents short and over",
     "  wfm compare plan.csv actual.csv --sl 80/20        an interval a row, and the summary\n"
     "  wfm compare plan.csv actual.csv --totals          the summary alone\n"
     "  wfm measure queue_log >actual.csv                 actuals out of a log\n",
     "The plan is that of `wfm plan`, or its result. Agents planned are those of a column scheduled, else agents, else "
     "those\n"
     "that the plan needs. The file of actuals has the columns start, calls, and aht where it is known (queue); finer\n"
     "intervals are added up. agents_needed are those that the calls and handle times that came need by the targets "
     "and all\n"
     "else in the columns of the plan, which wfm plan writes; an option wins, and without a target 80/20 is assumed "
     "and "
     "told.\n"
     "service_level is what the agents planned are expected to deliver with them. Errors are "
     "planned\n"
     "less came. Summary: WAPE (sum of errors over sum of what came), bias, MAPE, RMSE of calls and of workload; "
     "intervals\n"
     "short and over, and by how many agent hours. What is not known is left out. A shortage is no failure: exit code "
     "0.\n",
     COMMAND_COMPARE},
    {"measure", "what happened: service levels, waits, handle times, patience",
     "  wfm measure queue_log                             Asterisk's log; also several files, or - for standard input\n"
     "  wfm measure calls.csv --sl 80/20 --rule offered   a CSV of calls, compared with a target\n"
     "  wfm measure queue_log --agents 12 --svg day.svg   occupancy and prediction; a picture of waits and patience\n"
     "  wfm measure queue_log --totals                    the summary alone, each figure with its range\n"
     "  wfm measure queue_log --split 2026-03-09          has it become better since?\n"
     "  wfm measure queue_log | wfm plan - --sl 80/20     the agents that these calls would have needed\n"
     "  wfm measure queue_log* | wfm forecast learn -     the next days\n",
     "A file is a queue_log, a CSV with a row for each call, or one with counts for each interval; files of one kind\n"
     "may be several. What it cannot tell is no column.\n"
     "Seconds since 1970 become times of the local clock; the hour that is repeated in autumn falls together.\n"
     "A call counts in the interval of its arrival with all that follows; --by state counts each event where it\n"
     "happens. On each day with calls there is a row for every interval from the earliest to the latest time of day\n"
     "that has any; those without calls are true zeros.\n"
     "aht_s of a row without handled calls, or with calls handled in no time, is that of its queue, so that rows\n"
     "can be planned; acw_s likewise. handle_median_s and handle_ninety_s are what half of the handle times, and nine\n"
     "in ten, do not exceed. A figure of no calls is empty. patience_seen_s is inf where nobody hung up.\n"
     "--agents, or a column agents beside counts, adds occupancy, patience_implied_s and predicted_..: what the model\n"
     "expects of the row's calls, handle time and agents at the queue's patience.\n"
     "Ranges: service levels, ASA and AHT by batches of calls in their order, as neighbours wait alike; shares that\n"
     "hang up by Wilson. A target that is missed is no failure: the exit code is 0.\n",
     COMMAND_MEASURE},
    {"demo", "a day of half hours to try wfm plan on", "  wfm demo | wfm plan - --sl 80/20 --shrinkage 30%\n",
     "A Monday in January of a center with 720,000 calls a year and 12 % growth, by wfm forecast's chain.\n",
     COMMAND_DEMO},
    {"version", "the version of the library", "  wfm version\n", "", 0},
    {"help", "this overview, or a command's examples and options", "  wfm help plan\n", "", 0},
};

enum { TOPICS = sizeof topics / sizeof *topics };

static int finish(void)
{
    if (fflush(stdout) == 0) return EXIT_FINE;
    fputs("wfm: the help cannot be written\n", stderr);
    return EXIT_OUTPUT;
}

static int overview(void)
{
    fputs("wfm: staffing of a contact center\n\n", stdout);
    for (size_t i = 0; i < 3; i++)
        printf("%s\n%s\n", topics[i].summary, topics[i].examples);
    fputs("commands\n", stdout);
    for (size_t i = 0; i < TOPICS; i++)
        printf("  %-10s%s\n", topics[i].name, topics[i].summary);
    fputs("\n`wfm help COMMAND` and `wfm COMMAND --help` list a command's options.\n\n"
          "A bare time is in seconds; 30m, 1h and 90s are understood. A share is 85% or 0.85.\n"
          "On a terminal: a table, in colour unless NO_COLOR is set. In a pipe: CSV.\n\n"
          "exit codes\n"
          "  0   fine\n"
          "  1   a target cannot be met somewhere, or the agents allowed are overloaded; the output is complete\n"
          "  2   a mistake in the command line, or a file that cannot be read\n"
          "  65  bad data: FILE:LINE:COLUMN and what would be right; nothing is written\n"
          "  71  not enough memory\n"
          "  74  the output cannot be written (a closed pipe ends the command without a word)\n",
          stdout);
    return finish();
}

int help_command(const char *name)
{
    if (name == NULL) return overview();
    for (size_t i = 0; i < TOPICS; i++) {
        if (strcmp(name, topics[i].name) != 0) continue;
        printf("wfm %s: %s\n\n%s\n%s", name, topics[i].summary, topics[i].examples, topics[i].more);
        if (topics[i].command == 0) return finish();
        fputs("\noptions\n", stdout);
        options_describe((cli_command)topics[i].command);
        return finish();
    }
    return unknown_command(name);
}

int unknown_command(const char *name)
{
    const char *known[TOPICS];
    for (size_t i = 0; i < TOPICS; i++)
        known[i] = topics[i].name;
    fprintf(stderr, "wfm: unknown command %s", shown_of(span_of(name)).text);
    const char *nearest = nearest_word(span_of(name), known, TOPICS);
    if (nearest != NULL) fprintf(stderr, "; did you mean %s?", nearest);
    fputs(" (wfm help lists them)\n", stderr);
    return EXIT_USAGE;
}
