/* SPDX-License-Identifier: MIT */
/* Agents for classes with priorities: the real number at which the hardest target holds, made whole and then decided by
 * the comparisons that define the targets. */
#include "internal/columns.h"
#include "internal/priority.h"
#include "internal/solve.h"
#include "internal/structs.h"
#include "internal/whole.h"
#include "wfm/staffing.h"

void wfm_priority_targets_init(wfm_priority_targets *targets, size_t size)
{
    wfm_i_struct_init(targets, size);
}

/* What one class asks for; 0 where it asks for nothing. */
typedef struct goal {
    double service_level;
    double answer_within_s;
    double asa_s;
} goal;

/* The classes and their goals; the agents of the queue are what is looked for. */
typedef struct problem {
    wfm_i_classes classes;
    int32_t discipline;
    const double *weight;
    ptrdiff_t weight_stride;
    double least; /* load of the last class with a goal and those before it: so many agents do not meet it */
    goal goals[WFM_PRIORITY_CLASSES];
} problem;

static double given_at(const double *column, ptrdiff_t stride, int row, double without)
{
    return column == NULL ? without : wfm_i_at(column, stride, row);
}

static wfm_status check_goal(const goal *of, bool weighted)
{
    if (!wfm_i_is_fraction(of->service_level)) return WFM_BAD_SERVICE_LEVEL;
    if (!wfm_i_finite_from_zero(of->answer_within_s)) return WFM_BAD_ANSWER_WITHIN;
    if (!wfm_i_finite_from_zero(of->asa_s)) return WFM_BAD_ASA;
    bool unknown = weighted && of->service_level > 0;
    return unknown ? WFM_NO_CLASS_LEVEL : WFM_OK;
}

/* A class without calls has nobody to ask for anything. */
static wfm_status read_goals(problem *p, const wfm_priority_targets *t)
{
    const wfm_i_classes *g = &p->classes;
    bool weighted = p->discipline == WFM_PRIORITY_ACCUMULATING;
    bool any = false;
    p->least = 0;
    for (int k = 0; k < g->count; k++) {
        goal *of = &p->goals[k];
        of->service_level = given_at(t->service_level, t->service_level_stride, k, 0);
        of->answer_within_s = given_at(t->answer_within_s, t->answer_within_s_stride, k, g->queue.answer_within_s);
        of->asa_s = given_at(t->asa_s, t->asa_s_stride, k, 0);
        wfm_status status = check_goal(of, weighted);
        if (status != WFM_OK) return status;
        bool asked = of->service_level > 0 || of->asa_s > 0;
        any = any || asked;
        if (!(g->load[k] > 0)) *of = (goal){0, 0, 0};
        if (asked && g->load[k] > 0) p->least = g->before[weighted ? g->count : k + 1];
    }
    return any ? WFM_OK : WFM_NO_TARGET;
}

static wfm_status read_problem(problem *p, const wfm_queue *queue, size_t count, const double *calls, ptrdiff_t stride,
                               const wfm_priority_targets *targets)
{
    wfm_priority_targets t;
    double wait[WFM_PRIORITY_CLASSES];
    wfm_status status = wfm_i_classes_read(&p->classes, queue, UNREAD_AGENTS, count, calls, stride);
    if (status == WFM_OK) status = wfm_i_check_discipline(p->discipline);
    bool weighted = status == WFM_OK && p->discipline == WFM_PRIORITY_ACCUMULATING;
    p->classes.queue.agents = 0;
    if (weighted) status = wfm_i_classes_weigh(&p->classes, p->weight, p->weight_stride, wait);
    if (status == WFM_OK) status = wfm_i_struct_read(&t, sizeof t, targets, WFM_BAD_TARGETS_STRUCT);
    return status == WFM_OK ? read_goals(p, &t) : status;
}

/* By how much a class misses its goals: the logarithm of a ratio, of the smaller of a share and its complement, above 0
 * where it is missed. */
static double excess_of(const problem *p, const wfm_i_classes *g, int k, double wait_of_waiting)
{
    const goal *of = &p->goals[k];
    double worst = -WFM_I_INF;
    if (of->service_level > 0) {
        wfm_i_level level = wfm_i_class_level(g, p->discipline, k, of->answer_within_s);
        double missing = 1 - of->service_level;
        if (of->service_level < 0.5)
            worst = -wfm_i_ln_ratio(level.within, of->service_level);
        else
            worst = missing > 0 ? wfm_i_ln_ratio(level.beyond, missing) : WFM_I_INF;
    }
    if (!(of->asa_s > 0)) return worst;
    double asa_s = wfm_i_class_asa_s(g, p->discipline, k, wait_of_waiting);
    return fmax(worst, asa_s <= DBL_MAX ? wfm_i_ln_ratio(asa_s, of->asa_s) : WFM_I_INF);
}

/* The largest of all classes, and the class. */
static double excess_at(const problem *p, double agents, int32_t *row)
{
    wfm_i_classes g = p->classes;
    double wait[WFM_PRIORITY_CLASSES] = {0};
    double worst = -WFM_I_INF;
    g.queue.agents = agents;
    if (p->discipline == WFM_PRIORITY_ACCUMULATING) wfm_i_classes_weigh(&g, p->weight, p->weight_stride, wait);
    for (int k = 0; k < g.count; k++) {
        double of_class = excess_of(p, &g, k, wait[k]);
        if (!(of_class > worst)) continue;
        worst = of_class;
        *row = k;
    }
    return worst;
}

static double shortfall(double spare, const void *about)
{
    const problem *p = about;
    int32_t row;
    return -excess_at(p, p->least + spare, &row);
}

static bool is_enough(double agents, const void *about)
{
    const problem *p = about;
    int32_t row;
    if (agents <= p->least) return false;
    return excess_at(p, agents, &row) <= 0;
}

wfm_status wfm_staffing_agents_priority(const wfm_queue *queue, int32_t discipline, size_t count, const double *calls,
                                        ptrdiff_t calls_stride, const double *weight, ptrdiff_t weight_stride,
                                        const wfm_priority_targets *targets, double *agents, int32_t *row)
{
    problem p = {.discipline = discipline, .weight = weight, .weight_stride = weight_stride};
    int32_t hardest = -1;
    if (row != NULL) *row = -1;
    if (agents == NULL) return WFM_BAD_OUTPUT;
    *agents = WFM_I_NAN;
    wfm_status status = read_problem(&p, queue, count, calls, calls_stride, targets);
    if (status != WFM_OK) return status;
    *agents = 0;
    if (!(p.least > 0)) return WFM_OK;
    double spare = wfm_i_solve(shortfall, &p, (wfm_i_guess){sqrt(p.least), 0, 0}, DBL_MAX, p.least);
    bool never = !(spare < DBL_MAX);
    if (never) status = WFM_CAVEAT_TARGET_MISSED;
    excess_at(&p, p.least + spare, &hardest);
    *agents = never ? WFM_I_INF : wfm_i_least_whole(is_enough, &p, p.least + spare);
    if (row != NULL) *row = hardest;
    return status;
}
