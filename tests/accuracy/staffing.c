/* SPDX-License-Identifier: MIT */
#include "accuracy.h"

#include <math.h>
#include <stdio.h>

#include "support/check.h"
#include "wfm/erlang.h"
#include "wfm/staffing.h"

static const double CLEAR_MARGIN = 1e-9; /* of the service level; the sweep shows it to be right to 1e-12 */

enum { SAMPLE = 64 }; /* of so many problems one is always decided in MPFR */

/* A problem as it is given to the reference: no load or time is rounded to a double unless the library is given it. */
typedef struct problem {
    mpfr_t load;
    mpfr_t t;
    double target;
    bool always; /* decide in MPFR even where the margin is clear */
    reference r;
} problem;

typedef struct answers {
    long wrong;
    long decided; /* in MPFR */
} answers;

static bool meets_exactly(problem *p, double agents)
{
    mpfr_t servers, allowed;
    mpfr_init2(servers, DBL_MANT_DIG);
    mpfr_init2(allowed, REFERENCE_BITS);
    mpfr_set_d(servers, agents, MPFR_RNDN);
    mpfr_set_ui(allowed, 1, MPFR_RNDN);
    mpfr_sub_d(allowed, allowed, p->target, MPFR_RNDN);
    reference_set(&p->r, servers, p->load, p->t, allowed); /* the share of the quantile is of no interest */
    bool meets = p->r.waits && mpfr_lessequal_p(p->r.value[WAIT_TAIL], allowed);
    mpfr_clears(servers, allowed, (mpfr_ptr)NULL);
    return meets;
}

static bool meets(problem *p, double agents, answers *seen)
{
    double load = mpfr_get_d(p->load, MPFR_RNDN);
    double t = mpfr_get_d(p->t, MPFR_RNDN);
    double margin = wfm_erlang_c_service_level(agents, load, t) - p->target;
    if (!p->always && fabs(margin) > CLEAR_MARGIN) return margin > 0;
    seen->decided++;
    return meets_exactly(p, agents);
}

static void decide(problem *p, double agents, const char *what, answers *seen)
{
    if (meets(p, agents, seen) && !meets(p, agents - 1, seen)) return;
    seen->wrong++;
    printf("wrong: %s %.17g for load %.17g, t %.17g, target %.17g\n", what, agents, mpfr_get_d(p->load, MPFR_RNDN),
           mpfr_get_d(p->t, MPFR_RNDN), p->target);
}

/* The agents of a queue, whose load and time in handle times are quotients. */
static void solve_queue(problem *p, uint64_t *state, answers *seen)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing found = WFM_STAFFING_INIT;
    queue.aht_s = random_between(state, 60, 900);
    queue.answer_within_s = random_between(state, 5, 60);
    queue.interval_s = 1800;
    queue.calls = random_log_between(state, 1e-2, 1e7) * queue.interval_s / queue.aht_s;
    targets.service_level = random_between(state, 0.5, 0.99);
    if (random_word(state) % 2 == 0) { /* as people say them: round figures */
        queue.aht_s = round(queue.aht_s);
        queue.calls = ceil(queue.calls);
        queue.answer_within_s = 5 * round(queue.answer_within_s / 5);
        targets.service_level = round(targets.service_level * 100) / 100;
    }
    p->target = targets.service_level;
    mpfr_set_d(p->load, queue.calls, MPFR_RNDN);
    mpfr_mul_d(p->load, p->load, queue.aht_s, MPFR_RNDN);
    mpfr_div_d(p->load, p->load, queue.interval_s, MPFR_RNDN);
    mpfr_set_d(p->t, queue.answer_within_s, MPFR_RNDN);
    mpfr_div_d(p->t, p->t, queue.aht_s, MPFR_RNDN);
    wfm_status status = wfm_staffing_agents(&queue, &targets, &found);
    decide(p, status == WFM_OK ? found.agents : QUIET_NAN, "wfm_staffing_agents", seen);
}

/* The formula, at the doubles nearest to the queue's load and time. */
static void solve_formula(problem *p, answers *seen)
{
    double load = mpfr_get_d(p->load, MPFR_RNDN);
    double t = mpfr_get_d(p->t, MPFR_RNDN);
    mpfr_set_d(p->load, load, MPFR_RNDN);
    mpfr_set_d(p->t, t, MPFR_RNDN);
    double agents = wfm_erlang_c_servers_for_service_level(load, t, p->target);
    decide(p, ceil(agents), "wfm_erlang_c_servers_for_service_level", seen);
}

bool run_staffing(long problems, uint64_t seed)
{
    answers seen = {0, 0};
    problem p;
    mpfr_inits2(REFERENCE_BITS, p.load, p.t, (mpfr_ptr)NULL);
    reference_init(&p.r);
    uint64_t state = seed;
    for (long i = 0; i < problems; i++) {
        p.always = i % SAMPLE == 0;
        solve_queue(&p, &state, &seen);
        solve_formula(&p, &seen);
    }
    reference_clear(&p.r);
    mpfr_clears(p.load, p.t, (mpfr_ptr)NULL);
    printf("staffing: %ld problems solved twice, %ld decisions in 256 bits, %ld wrong\n\n", problems, seen.decided,
           seen.wrong);
    return seen.wrong == 0;
}
