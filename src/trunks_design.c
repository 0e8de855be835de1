/* SPDX-License-Identifier: MIT */
/* Agents and lines together, on one model of both.
 *
 * For a number of agents there is a range of lines in which every target holds: blocking falls with every line, and what is
 * asked of the wait gets worse, as more callers get in (wfm_staffing_lines finds it). More agents make the range longer: so
 * the least number with a line in it is found by steps that double, then by halves, from one that is enough without a
 * limit of lines, or as many as lines alone would need, where nobody waits. */
#include "wfm/trunks.h"

#include "internal/structs.h"
#include "internal/targets.h"
#include "internal/whole.h"

/* What is asked for, and the lines at the agents looked at last. */
typedef struct design {
    wfm_queue queue;
    wfm_targets targets; /* the blocking among them, without limits of agents */
    wfm_staffing_range range;
    wfm_status status; /* of the range */
} design;

/* NaN where so many lines cannot be walked over, as with those that an overloaded queue would need. */
static double blocking_of(const wfm_queue *queue, double lines)
{
    wfm_queue q = *queue;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    if (!(lines > 0)) return 1;
    q.lines = lines;
    q.flags |= WFM_QUEUE_SKIP_MEANS;
    wfm_queue_evaluate(&q, &m);
    return m.blocking;
}

static bool is_enough(double agents, design *d)
{
    d->queue.agents = agents;
    d->range = (wfm_staffing_range)WFM_STAFFING_RANGE_INIT;
    d->status = wfm_staffing_lines(&d->queue, &d->targets, &d->range);
    if (wfm_failed(d->status)) return false;
    if (d->status & WFM_CAVEAT_TARGET_MISSED) return false;
    return blocking_of(&d->queue, d->range.least_whole) <= d->targets.blocking;
}

/* Agents for whom there are as many lines as block little enough without anybody waiting. */
static double agents_for_all_lines(const design *d)
{
    wfm_trunks group = WFM_TRUNKS_INIT;
    const wfm_targets *t = &d->targets;
    bool counted = (d->queue.flags & WFM_QUEUE_COUNT_BLOCKED) && t->service_level > 0 && t->service_level < 1;
    double load = wfm_i_queue_load(&d->queue);
    double on_lines = fmin(load + wfm_i_queue_treated(&d->queue), DBL_MAX);
    wfm_trunks_lines(on_lines, counted ? fmin(t->blocking, 1 - t->service_level) : t->blocking, &group);
    double idle = t->max_occupancy > 0 ? ceil(load / t->max_occupancy) : 0;
    return fmax(group.lines, idle);
}

/* Agents for the targets where lines are not limited; infinite where no number is enough. */
static double agents_without_limit(const design *d)
{
    wfm_targets waits = d->targets;
    wfm_staffing unlimited = WFM_STAFFING_INIT;
    waits.blocking = 0;
    wfm_status status = wfm_staffing_agents(&d->queue, &waits, &unlimited);
    return wfm_failed(status) ? WFM_I_INF : unlimited.agents;
}

/* The least number from a least one on; infinite where there is none, as with a service level of 1 that counts the
 * blocked. Not even after-call work, or a target met at a tie, asks for more than the most looked at. */
static double least_agents(design *d, double least)
{
    double all_lines = agents_for_all_lines(d);
    double high = fmax(fmin(all_lines, agents_without_limit(d)), least);
    double most = 4 * fmax(all_lines, least) + 64;
    double low = least - 1; /* is not enough, or not allowed */
    for (double step = 1; !is_enough(high, d); step *= 2) {
        if (wfm_failed(d->status)) return WFM_I_INF;
        if (!(high < most)) return WFM_I_INF;
        low = high;
        high += step;
    }
    for (double step = 1; high - low > 1; step *= 2) {
        double at = fmax(high - step, floor(low + (high - low) / 2));
        bool enough = is_enough(at, d);
        if (enough) high = at;
        if (!enough) low = at;
    }
    return high;
}

/* Lines for the blocking alone, where the targets are out of reach with the agents allowed. */
static void find_lines_alone(design *d)
{
    wfm_targets blocking = WFM_TARGETS_INIT;
    wfm_targets all = d->targets;
    blocking.blocking = d->targets.blocking;
    d->targets = blocking;
    bool enough = is_enough(d->queue.agents, d);
    d->targets = all;
    if (!enough) d->range.least = d->range.least_whole = WFM_I_INF;
}

static wfm_status describe_lines(const design *d, wfm_trunks *group)
{
    wfm_queue q = d->queue;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    q.lines = d->range.least_whole;
    q.flags |= WFM_QUEUE_SKIP_MEANS;
    wfm_status status = wfm_queue_evaluate(&q, &m);
    group->lines = d->range.least_whole;
    group->lines_fractional = d->range.least;
    group->blocking = m.blocking;
    group->blocking_one_fewer = blocking_of(&q, group->lines - 1);
    group->carried_erl = m.trunk_load_erl;
    group->load_erl = m.trunk_load_erl / (1 - m.blocking);
    group->attempts_erl = group->load_erl;
    return status;
}

/* The service levels on those lines; what else there is of the agents is found by the search for them alone. */
static wfm_status describe_agents(const design *d, const wfm_targets *limits, wfm_staffing *found)
{
    wfm_queue q = d->queue;
    wfm_targets t = d->targets;
    wfm_staffing alone = WFM_STAFFING_INIT;
    q.lines = d->range.least_whole;
    if (q.lines > DBL_MAX) t.blocking = 0;
    t.min_agents = limits->min_agents;
    t.max_agents = limits->max_agents;
    wfm_status status = wfm_staffing_agents(&q, &t, &alone);
    if (wfm_failed(status)) return status;
    t.min_agents = t.max_agents = q.agents;
    status = wfm_staffing_agents(&q, &t, found);
    found->agents_fractional = fmin(alone.agents_fractional, found->agents);
    found->binding = alone.binding;
    return status;
}

static wfm_status without_calls(const design *d, const wfm_targets *limits, wfm_staffing *found, wfm_trunks *group)
{
    wfm_targets waits = *limits;
    waits.blocking = 0;
    wfm_trunks_lines(0, d->targets.blocking, group);
    return wfm_staffing_agents(&d->queue, &waits, found);
}

/* No number of agents: of lines and agents without end. */
static wfm_status out_of_reach(const design *d, wfm_staffing *found, wfm_trunks *group)
{
    wfm_trunks_lines(wfm_i_queue_load(&d->queue) + wfm_i_queue_treated(&d->queue), 0, group);
    *found = (wfm_staffing)WFM_STAFFING_INIT;
    found->agents = found->agents_fractional = WFM_I_INF;
    found->service_level = found->service_level_one_fewer = found->service_level_one_more = 1;
    found->binding = WFM_BINDING_SERVICE_LEVEL;
    return WFM_CAVEAT_TARGET_MISSED;
}

static wfm_status find_design(design *d, const wfm_targets *limits, wfm_staffing *found, wfm_trunks *group)
{
    double most = limits->max_agents > 0 ? floor(limits->max_agents) : WFM_I_INF;
    if (!(wfm_i_queue_load(&d->queue) > 0)) return without_calls(d, limits, found, group);
    double agents = least_agents(d, ceil(limits->min_agents));
    if (wfm_failed(d->status)) return d->status;
    if (!(fmin(agents, most) <= DBL_MAX)) return out_of_reach(d, found, group);
    bool missed = agents > most;
    d->queue.agents = fmin(agents, most);
    if (missed)
        find_lines_alone(d);
    else
        is_enough(agents, d);
    wfm_status status = describe_lines(d, group);
    wfm_status of_agents = wfm_failed(status) ? status : describe_agents(d, limits, found);
    if (wfm_failed(of_agents)) return of_agents;
    return missed ? status | WFM_CAVEAT_TARGET_MISSED : status;
}

static wfm_status read_question(design *d, wfm_targets *limits, const wfm_queue *queue, const wfm_targets *targets,
                                double blocking)
{
    wfm_status status = wfm_i_queue_read(&d->queue, queue, UNREAD_AGENTS | UNREAD_LINES);
    if (status == WFM_OK) status = wfm_i_targets_read(limits, targets);
    if (status != WFM_OK) return status;
    if (limits->blocking > 0) return WFM_MEANINGLESS;
    if (!(blocking > 0)) return WFM_BAD_DESIGN_BLOCKING;
    if (!(blocking < 1)) return WFM_BAD_DESIGN_BLOCKING;
    d->targets = *limits;
    d->targets.blocking = blocking;
    d->targets.min_agents = d->targets.max_agents = 0;
    d->queue.agents = d->queue.lines = 0;
    return wfm_i_targets_meaning(&d->targets, &d->queue, WFM_I_LINES);
}

wfm_status wfm_trunks_design(const wfm_queue *queue, const wfm_targets *targets, double blocking,
                             wfm_staffing *staffing, wfm_trunks *trunks)
{
    design d = {.status = WFM_OK};
    wfm_targets limits;
    wfm_staffing found = WFM_STAFFING_INIT;
    wfm_trunks group = WFM_TRUNKS_INIT;
    wfm_status status = wfm_i_struct_open(staffing);
    if (wfm_i_struct_open(trunks) != WFM_OK) status = WFM_BAD_OUTPUT;
    if (status == WFM_OK) status = read_question(&d, &limits, queue, targets, blocking);
    if (status != WFM_OK) return status;
    status = find_design(&d, &limits, &found, &group);
    if (wfm_failed(status)) return status;
    wfm_i_struct_write(staffing, &found, sizeof found);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return status;
}
