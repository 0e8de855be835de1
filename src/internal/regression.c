/* SPDX-License-Identifier: MIT */
/* Calendar regression of the logarithms of day totals.
 *
 *   1. columns: 1; weekdays; sine and cosine of 1, 2 and 3 cycles of the place in the month; the same of the year; for
 *      each kind of event the day, the open day before and the open day after
 *   2. rows z_t - phi z_(t-1) where the day before is known, with the columns alike (Cochrane and Orcutt 1949); where it
 *      is not, the row as it is, with the weight 1 - phi^2
 *   3. weights 0.5^(age / 52 weeks), times Huber's (1964) beyond 2.5 robust standard deviations s of the innovations
 *   4. ridge regression (Hoerl and Kennard 1970): coefficients have the mean 0 and a prior variance, of weekdays
 *      0.3^2; the variances of the place in the month and in the year and of events are set to what the coefficients show,
 *      (b'b + trace of their covariance) / how many (MacKay 1992); of events, whose days may be few, 8 more count with a
 *      variance of 0.03^2, so that of one occurrence near the noise little is believed, and of a large one most
 *   5. phi = lag-1 coefficient of z - X b, held to [0, 0.9]; s; weights; six rounds of 2 to 5
 *   6. u = z - X b is tracked: e = u - l - phi r held to +-3 s; r = phi r + (1 - a) e; l += a e; a and phi of a fixed grid
 *      make the Huber loss of all leads up to two weeks of open days least, over the last 52 weeks: a plan needs the days
 *      of its two weeks, and the next day alone would choose too quick a level
 *   7. forecast of the h-th day ahead: X b + l + phi^h r
 *
 * The matrix of step 4 is positive definite by its prior, so that Cholesky's factors exist. */
#include "internal/calendar.h"
#include "internal/median.h"
#include "internal/models.h"

enum { ROUNDS = 6, AGAIN = 3 /* rounds with what is kept */, YEAR_WEEKS = 52 };

/* What is believed of the variance of events' effects beforehand, and for as many of them; and where the rounds start, so
 * that Huber's weights do not set a large effect aside before it is seen. */
static const double EVENT_PRIOR = 0.0009;
static const double EVENT_TIMES = 8;
static const double EVENT_START = 0.0225;

static const double PI = 3.14159265358979323846;
static const double LN_2 = 0.69314718055994530942;
static const double HUBER = 2.5;
static const double level_gains[] = {0, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25};
static const double memories[] = {0, 0.2, 0.4, 0.6, 0.8};

/* ---- the columns ---- */

/* Higher cycles by the addition theorems. */
static void put_waves(double *wave, double part)
{
    double sine = sin(2 * PI * part), cosine = cos(2 * PI * part);
    wave[0] = sine;
    wave[1] = cosine;
    for (int k = 1; k < 3; k++) {
        wave[2 * k] = wave[2 * k - 2] * cosine + wave[2 * k - 1] * sine;
        wave[2 * k + 1] = wave[2 * k - 1] * cosine - wave[2 * k - 2] * sine;
    }
}

/* Places in the month and the year. */
static void put_places(double *waves, int64_t day)
{
    wfm_i_date date = wfm_i_date_of(day);
    double of_year = (double)(day - wfm_i_day_of((wfm_i_date){date.year, 0, 1})) + 0.5;
    put_waves(waves, (date.date - 0.5) / wfm_i_days_in_month(date.year, date.month));
    put_waves(waves + WFM_I_WAVES, of_year / 365.25);
}

enum { MONTH_TERM = WFM_I_WEEKDAYS, YEAR_TERM = MONTH_TERM + WFM_I_WAVES, EVENT_TERM = YEAR_TERM + WFM_I_WAVES };

/* A day's columns: those that every day has, and which events. */
typedef struct columns {
    double fixed[EVENT_TERM];
    int events;
    int term[WFM_I_TERMS - EVENT_TERM];
    double value[WFM_I_TERMS - EVENT_TERM];
} columns;

static void columns_of(const wfm_i_regression *of, int64_t day, double events, const double *waves, columns *x)
{
    int32_t weekday = wfm_i_weekday_of(day);
    x->events = 0;
    for (int k = 0; k < MONTH_TERM; k++)
        x->fixed[k] =
            k == 0 || k == weekday ? 1 : 0; /* column 0 is that of all days, the others differences to Monday's */
    for (int k = 0; k < WFM_I_WAVES; k++) {
        x->fixed[MONTH_TERM + k] = of->with_month ? waves[k] : 0;
        x->fixed[YEAR_TERM + k] = of->with_year ? waves[WFM_I_WAVES + k] : 0;
    }
    uint64_t bits = (uint64_t)events;
    for (int term = EVENT_TERM; bits != 0; term++, bits >>= 1) {
        if ((bits & 1) == 0) continue;
        x->term[x->events] = term;
        x->value[x->events++] = 1;
    }
}

static double dot(const columns *x, const double *coefficient)
{
    double sum = 0;
    for (int k = 0; k < EVENT_TERM; k++)
        sum += x->fixed[k] * coefficient[k];
    for (int k = 0; k < x->events; k++)
        sum += x->value[k] * coefficient[x->term[k]];
    return sum;
}

static void columns_at(const wfm_i_fitted *f, int64_t i, columns *x)
{
    columns_of(&f->of, (int64_t)f->days->day[i], f->days->events[i], f->waves + i * 2 * WFM_I_WAVES, x);
}

/* Where an event's column is, made if it is not there yet. */
static int event_at(columns *x, int term)
{
    for (int k = 0; k < x->events; k++)
        if (x->term[k] == term) return k;
    x->term[x->events] = term;
    x->value[x->events] = 0;
    return x->events++;
}

/* Takes factor times another day's columns away. */
static void less(columns *x, const columns *other, double factor)
{
    for (int k = 0; k < EVENT_TERM; k++)
        x->fixed[k] -= factor * other->fixed[k];
    for (int k = 0; k < other->events; k++) {
        int at = event_at(x, other->term[k]);
        x->value[at] -= factor * other->value[k];
    }
}

/* ---- the solution ---- */

static double prior_of(const wfm_i_regression *of, int term)
{
    if (term == 0) return 1e6;
    if (term < MONTH_TERM) return 0.09;
    if (term < YEAR_TERM) return of->month;
    return term < EVENT_TERM ? of->year : of->event;
}

static void add_to(double *restrict line, const double *restrict x, double scaled, int count)
{
    for (int k = 0; k < count; k++)
        line[k] += scaled * x[k];
}

/* Adds a day to the normal equations, in the lower triangle. */
static void add_row(wfm_i_fitted *f, const columns *x, double z, double weight)
{
    for (int j = 0; j < EVENT_TERM; j++) {
        double scaled = weight * x->fixed[j];
        if (scaled == 0) continue;
        f->right[j] += scaled * z;
        add_to(f->matrix + j * WFM_I_TERMS, x->fixed, scaled, j + 1);
    }
    for (int j = 0; j < x->events; j++) {
        double scaled = weight * x->value[j];
        f->right[x->term[j]] += scaled * z;
        add_to(f->matrix + x->term[j] * WFM_I_TERMS, x->fixed, scaled, EVENT_TERM);
        for (int k = 0; k < x->events; k++)
            if (x->term[k] <= x->term[j]) f->matrix[x->term[j] * WFM_I_TERMS + x->term[k]] += scaled * x->value[k];
    }
}

static bool is_known(const wfm_i_fitted *f, int64_t i)
{
    if (i < 0) return false;
    return !isnan(f->days->z[i]);
}

static void add_rows(wfm_i_fitted *f)
{
    const wfm_i_days *d = f->days;
    double inverse = 1 / (f->of.scale * f->of.scale);
    for (int64_t i = 0; i < f->terms * WFM_I_TERMS; i++)
        f->matrix[i] = 0;
    for (int term = 0; term < f->terms; term++) {
        f->right[term] = 0;
        f->matrix[term * WFM_I_TERMS + term] = 1 / prior_of(&f->of, term);
    }
    for (int64_t i = 0; i < d->count; i++) {
        columns row, before;
        if (!is_known(f, i)) continue;
        columns_at(f, i, &row);
        if (!is_known(f, i - 1)) {
            add_row(f, &row, d->z[i], f->weight[i] * inverse * (1 - f->of.memory * f->of.memory));
            continue;
        }
        columns_at(f, i - 1, &before);
        less(&row, &before, f->of.memory);
        add_row(f, &row, d->z[i] - f->of.memory * d->z[i - 1], f->weight[i] * inverse);
    }
}

/* Cholesky's factor in the lower triangle of the matrix. */
static void factor(double *matrix, int terms)
{
    for (int j = 0; j < terms; j++) {
        double *row = matrix + j * WFM_I_TERMS;
        for (int k = 0; k <= j; k++) {
            const double *other = matrix + k * WFM_I_TERMS;
            double sum = row[k];
            for (int i = 0; i < k; i++)
                sum -= row[i] * other[i];
            row[k] = k < j ? sum / other[k] : sqrt(fmax(sum, DBL_MIN));
        }
    }
}

/* Coefficients, and their variances: the squares of the columns of the factor's inverse. */
static void solve(wfm_i_fitted *f)
{
    const double *m = f->matrix;
    double column[WFM_I_TERMS];
    for (int j = 0; j < f->terms; j++) {
        double sum = f->right[j];
        for (int k = 0; k < j; k++)
            sum -= m[j * WFM_I_TERMS + k] * f->coefficient[k];
        f->coefficient[j] = sum / m[j * WFM_I_TERMS + j];
    }
    for (int j = f->terms - 1; j >= 0; j--) {
        double sum = f->coefficient[j];
        for (int k = j + 1; k < f->terms; k++)
            sum -= m[k * WFM_I_TERMS + j] * f->coefficient[k];
        f->coefficient[j] = sum / m[j * WFM_I_TERMS + j];
    }
    for (int of = 0; of < f->terms; of++) {
        f->variance[of] = 0;
        for (int j = of; j < f->terms; j++) {
            double sum = j == of ? 1 : 0;
            for (int k = of; k < j; k++)
                sum -= m[j * WFM_I_TERMS + k] * column[k];
            column[j] = sum / m[j * WFM_I_TERMS + j];
            f->variance[of] += column[j] * column[j];
        }
    }
}

/* ---- the rounds ---- */

/* The effect of a set of events. */
static double effect_of(const wfm_i_fitted *f, double events)
{
    double effect = 0;
    uint64_t bits = (uint64_t)events;
    for (int k = 0; bits != 0; k++, bits >>= 1)
        if (bits & 1) effect += f->coefficient[EVENT_TERM + k];
    return effect;
}

static void put_effects(const wfm_i_fitted *f)
{
    for (int64_t i = 0; i < f->days->count; i++)
        f->days->effect[i] = effect_of(f, f->days->events[i]);
}

double wfm_i_effect_of(const wfm_i_fitted *f, int column, int64_t *days)
{
    *days = 0;
    for (int64_t i = 0; i < f->days->count; i++)
        *days += is_known(f, i) && ((uint64_t)f->days->events[i] >> column & 1) != 0;
    return f->coefficient[EVENT_TERM + column];
}

double wfm_i_effect_at(const wfm_i_fitted *f, int64_t day)
{
    return effect_of(f, wfm_i_events_of(f->days, day));
}

static void take_residuals(wfm_i_fitted *f)
{
    for (int64_t i = 0; i < f->days->count; i++) {
        columns row;
        f->u[i] = WFM_I_NAN;
        if (!is_known(f, i)) continue;
        columns_at(f, i, &row);
        f->u[i] = f->days->z[i] - dot(&row, f->coefficient);
    }
}

static double age_weight(const wfm_i_days *d, int64_t i)
{
    return wfm_i_exp(-LN_2 / (7 * YEAR_WEEKS) * ((double)d->last - d->day[i]));
}

static double innovation(const wfm_i_fitted *f, int64_t i)
{
    return is_known(f, i - 1) ? f->u[i] - f->of.memory * f->u[i - 1] : f->u[i];
}

static double lag_coefficient(const wfm_i_fitted *f)
{
    double product = 0, square = 0;
    for (int64_t i = 1; i < f->days->count; i++) {
        if (!is_known(f, i)) continue;
        if (!is_known(f, i - 1)) continue;
        product += f->weight[i] * f->u[i] * f->u[i - 1];
        square += f->weight[i] * f->u[i - 1] * f->u[i - 1];
    }
    return square > 0 ? fmax(0, fmin(0.9, product / square)) : 0;
}

static double innovation_scale(wfm_i_fitted *f)
{
    int64_t known = 0;
    for (int64_t i = 0; i < f->days->count; i++)
        if (is_known(f, i)) f->spare[known++] = fabs(innovation(f, i));
    return fmax(WFM_I_NORMAL * wfm_i_median(f->spare, known), 1e-4);
}

static void set_weights(wfm_i_fitted *f)
{
    double corner = HUBER * f->of.scale;
    for (int64_t i = 0; i < f->days->count; i++) {
        double size = is_known(f, i) ? fabs(innovation(f, i)) : 0;
        f->weight[i] = age_weight(f->days, i) * (size > corner ? corner / size : 1);
    }
}

/* What the coefficients of a block show of their prior variance; those that no day has are no evidence, and what was
 * believed before counts as so many coefficients. */
static double shown(const wfm_i_fitted *f, int from, int to, double prior, double believed, double times)
{
    double sum = times * believed, count = times;
    for (int term = from; term < to; term++) {
        if (f->variance[term] >= prior * (1 - 1e-9)) continue;
        sum += f->coefficient[term] * f->coefficient[term] + f->variance[term];
        count += 1;
    }
    return count > 0 ? fmax(sum / count, 1e-8) : prior;
}

static void round_of(wfm_i_fitted *f)
{
    add_rows(f);
    factor(f->matrix, f->terms);
    solve(f);
    take_residuals(f);
}

void wfm_i_regression_open(wfm_i_fitted *f, const wfm_i_days *d, double *work)
{
    *f = (wfm_i_fitted){.days = d, .waves = work};
    f->u = work + 2 * WFM_I_WAVES * WFM_I_SPAN;
    f->weight = f->u + WFM_I_SPAN;
    f->spare = f->weight + WFM_I_SPAN;
    f->coefficient = f->spare + WFM_I_SPAN;
    f->variance = f->coefficient + WFM_I_TERMS;
    f->right = f->variance + WFM_I_TERMS;
    f->matrix = f->right + WFM_I_TERMS;
    f->terms = EVENT_TERM;
    for (int term = 0; term < WFM_I_TERMS; term++) {
        f->coefficient[term] = 0;
        f->variance[term] = WFM_I_INF; /* of a column that is not there */
    }
    for (int64_t i = 0; i < d->count; i++) {
        put_places(f->waves + i * 2 * WFM_I_WAVES, (int64_t)d->day[i]);
        f->weight[i] = age_weight(d, i);
        if (d->events[i] > 0) f->terms = WFM_I_TERMS;
    }
}

/* ---- tracking ---- */

typedef struct track {
    double level;
    double last;
} track;

static void follow(track *t, double u, double gain, double memory, double most)
{
    double error = isnan(u) ? 0 : wfm_i_hold(u - t->level - memory * t->last, most);
    t->last = memory * t->last + (1 - gain) * error;
    t->level += gain * error;
}

static double loss_of(const wfm_i_fitted *f, double gain, double memory, double corner)
{
    double loss = 0, most = 3 * f->of.scale;
    int64_t leads = 2 * f->days->weekly, from = f->days->count - YEAR_WEEKS * f->days->weekly;
    track t = {0, 0};
    for (int64_t i = 0; i < f->days->count; i++) {
        double fading = t.last;
        for (int64_t ahead = 0; ahead < leads && i + ahead < f->days->count && i >= from; ahead++) {
            fading *= memory;
            double u = f->u[i + ahead];
            if (!isnan(u)) loss += wfm_i_huber(u - t.level - fading, corner);
        }
        follow(&t, f->u[i], gain, memory, most);
    }
    return loss;
}

static void fit_tracking(wfm_i_fitted *f)
{
    double least = WFM_I_INF;
    int64_t known = 0;
    for (int64_t i = 0; i < f->days->count; i++)
        if (is_known(f, i)) f->spare[known++] = fabs(f->u[i]);
    double corner = 2 * WFM_I_NORMAL * wfm_i_median(f->spare, known);
    for (size_t a = 0; a < sizeof level_gains / sizeof level_gains[0]; a++) {
        for (size_t m = 0; m < sizeof memories / sizeof memories[0]; m++) {
            double loss = loss_of(f, level_gains[a], memories[m], corner);
            if (loss >= least) continue;
            least = loss;
            f->of.level_gain = level_gains[a];
            f->of.level_memory = memories[m];
        }
    }
}

/* 13 weeks, 78 weeks */
static const int64_t MONTH_DAYS = 91, YEAR_DAYS = 546; /* of a history that knows of months, of years */

void wfm_i_regression_fit(wfm_i_fitted *f, int32_t flags)
{
    int64_t span = f->days->last - (int64_t)f->days->day[0];
    f->of = (wfm_i_regression){.scale = 0.1, .month = 0.0016, .year = 0.01, .event = EVENT_START};
    f->of.with_month = span >= MONTH_DAYS && (flags & WFM_FORECAST_WITHOUT_MONTH) == 0;
    f->of.with_year = span >= YEAR_DAYS && (flags & WFM_FORECAST_WITHOUT_YEAR) == 0;
    for (int round = 0; round < ROUNDS; round++) {
        round_of(f);
        f->of.month = shown(f, MONTH_TERM, YEAR_TERM, f->of.month, 0, 0);
        f->of.year = shown(f, YEAR_TERM, EVENT_TERM, f->of.year, 0, 0);
        f->of.event = shown(f, EVENT_TERM, WFM_I_TERMS, f->of.event, EVENT_PRIOR, EVENT_TIMES);
        f->of.memory = lag_coefficient(f);
        f->of.scale = innovation_scale(f);
        set_weights(f);
    }
    fit_tracking(f);
    put_effects(f);
}

void wfm_i_regression_refit(wfm_i_fitted *f, const wfm_i_regression *kept)
{
    f->of = *kept;
    for (int round = 0; round < AGAIN; round++) {
        round_of(f);
        set_weights(f);
    }
    put_effects(f);
}

double wfm_i_regression_at(const wfm_i_fitted *f, int64_t day)
{
    const wfm_i_days *d = f->days;
    int64_t before = wfm_i_days_before(d, day);
    track t = {0, 0};
    double waves[2 * WFM_I_WAVES];
    columns row;
    for (int64_t i = 0; i < before; i++)
        follow(&t, f->u[i], f->of.level_gain, f->of.level_memory, 3 * f->of.scale);
    put_places(waves, day);
    columns_of(&f->of, day, wfm_i_events_of(d, day), waves, &row);
    double ahead = (double)wfm_i_days_ahead(d, before, day);
    return dot(&row, f->coefficient) + t.level + t.last * wfm_i_power(f->of.level_memory, ahead);
}
