/* SPDX-License-Identifier: MIT */
/* Palm's function and what follows from it for callers who hang up (Erlang A), one number at a time, behind loss_kernel.h.
 *
 *     A(x,y) = 1 + y/(x+1) + y^2/((x+1)(x+2)) + ... = x int_0^inf exp(y (1 - e^-w) - x w) dw              (Palm 1957)
 *
 * In handle times, with patience p: x = n p, y = a p, D = A + F(n,a) - 1, and at a time t with u = t/p, a_t = a e^-u,
 * y_t = y e^-u, g = exp(y - y_t - n t) (Garnett, Mandelbaum and Reiman 2002; Zeltyn and Mandelbaum 2005):
 *
 *     P(W > 0) = A/D          P(Ab) = G n/(a D), G = 1 + (a/n - 1) A       P(served) = (F - 1 + (A - 1) n/a)/D
 *     P(V > t) = g A_t/D      P(served, W > t) = g (A_t - 1) n/(a D)
 *
 * Method. A is the lower twin of U = F(x,y) - 1: A + U = W = Gamma(x+1) e^y y^-x. Of the two, the one that is not a
 * difference is computed, with m = a/n - 1 and n phi from n and a themselves: x phi = p n phi.
 *
 *   near      x > 20, abs(m) < 0.4: Temme's expansion with the signs of loss_kernel.h exchanged, R = sqrt(pi x/2),
 *                 A = Gamma* (R erfcx(z) - S) below the servers, U = Gamma* (R erfcx(z) + S) from them on,
 *                 G = (1 - Gamma*) + Gamma* ((m/eta) (1 - sqrt(pi) z erfcx(z)) - m (S - c_0))   below:
 *             here c_0 = 1/m - 1/eta has been multiplied out, as G is O(1/x) and its terms are not.
 *   few       x <= 20, below the servers or y <= 4: the series of A, and with the same terms
 *                 G n/a = sum_j y^j/((x+1)...(x+j)) (j+1)/(x+j+1),
 *             which is G's series with (a/n - 1) multiplied out.
 *   light     x > 20, m <= -0.4: A = x/(x - y + K), G = K/(x - y + K), K = y/(x-y+1 + 2y/(x-y+2 + ...)) (Jones and
 *             Thron 1980, the T-fraction of 1F1(1;x+1;y); its numerators and denominators are positive).
 *   heavy     elsewhere U by loss_of(x, y).
 *
 * From there on everything is in units of D below the servers, and of W from them on, where A = W - U is as large as
 * e^(x phi): with w = 1/W, D = W (1 + (F - 1 - U) w). As g = W/W_t, P(V > t) = (1 - U_t w_t)/(D w), and what is answered
 * within t is (F - 1) - U + g U_t and the like: sums that lose nothing where they are small.
 *
 * a_t - n decides all of it at t, so that e^-u is taken in two parts, to 2^-65. */

static pair minus(pair x, pair y)
{
    return plus(x, (pair){-y.hi, -y.lo});
}

static double both_parts(pair x)
{
    return x.hi + x.lo;
}

/* e^x = 2^k (1 + t) to 2^-65: the series of exponential() with its first terms in two parts. */
static power exponential_long(pair x)
{
    double k = (x.hi * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52;
    double rest = nmadd(k, ln_2[0], x.hi);
    pair r = sum(rest, nmadd(k, ln_2[1], x.lo));
    pair third_of_r = pair_product(r, pair_of(third));
    pair fifth_of_r = pair_product(r, pair_of(fifth));
    double sixth_of_r = r.hi * (1.0 / 6);
    pair s = sum_ordered(1, sixth_of_r * POLYNOMIAL(exp_late, r.hi));
    s = pair_sum((pair){1, 0}, pair_product(fifth_of_r, s));
    s = pair_sum((pair){1, 0}, pair_product(pair_scaled(r, 0.25), s));
    s = pair_sum((pair){1, 0}, pair_product(third_of_r, s));
    s = pair_sum((pair){1, 0}, pair_product(pair_scaled(r, 0.5), s));
    return (power){k, pair_product(r, s)};
}

/* What is left of a load after a time. */
typedef struct elapsed {
    pair load;   /* a e^-u */
    pair decay;  /* e^-u */
    double bend; /* u - 1 + e^-u */
    pair u;
} elapsed;

/* u - 1 + e^-u for u <= 1, by its series: the difference would lose digits. */
static double bend_of(double u)
{
    return u * u * 0.5 * POLYNOMIAL(bend_rest, u);
}

enum { MOST_ELAPSED = 700 };

static elapsed elapse(double load, double patience, double t)
{
    pair u = pair_quotient((pair){t, 0}, (pair){patience, 0});
    bool over = !(u.hi < MOST_ELAPSED); /* the load that is left is nothing beside any server */
    if (over) return (elapsed){{0, 0}, {0, 0}, t / patience - 1, {t / patience, 0}};
    power e = exponential_long((pair){-u.hi, -u.lo});
    double scale = power_of_2(e.k);
    pair one = sum_ordered(1, e.t.hi);
    pair decay = {one.hi * scale, (one.lo + e.t.lo) * scale};
    pair less_1 = sum(u.hi, -1);
    pair sum_of_both = sum(less_1.hi, decay.hi);
    double bend = sum_of_both.hi + (sum_of_both.lo + (less_1.lo + (decay.lo + u.lo)));
    if (u.hi < 0x1p-7) bend = bend_of(u.hi);
    return (elapsed){pair_scaled(decay, load), decay, bend, u};
}

/* A or U at one load, and what of the rest is asked for. */
typedef struct palm {
    bool below;    /* A is given, else U */
    pair value;    /* A or U */
    pair less_1;   /* A - 1; not set for U */
    double gain;   /* G n/a; not set for U */
    pair inverse;  /* 1/W without its exponential */
    pair exponent; /* ln W without that */
    bool near;     /* and this for n and a, for the loss of them */
    near_exponent of_servers;
} palm;

typedef enum palm_wanted { VALUE, WITH_GAIN, WITH_WHOLE } palm_wanted;

/* x = n p in two parts, y = a p, and the difference a - n that decides. */
typedef struct place {
    double servers;
    double patience;
    pair load;
    pair apart; /* load - servers */
    pair x;
    pair y;
} place;

static place place_of(double servers, pair load, double patience)
{
    pair apart = sum(load.hi, -servers);
    pair d = sum_ordered(apart.hi, apart.lo + load.lo);
    return (place){servers, patience, load, d, product(servers, patience), pair_scaled(load, patience)};
}

/* S - c_0, and c_0, by the table for x and eta. */
typedef struct temme_parts {
    double first;
    double rest;
} temme_parts;

#define TEMME_PARTS(from)                                                                                              \
    (temme_parts)                                                                                                      \
    {                                                                                                                  \
        polynomial(temme_##from, temme_##from##_row[1], eta),                                                          \
            inverse *temme_rows(temme_##from, temme_##from##_row + 1, (int)sizeof temme_##from##_row - 2, inverse,     \
                                eta)                                                                                   \
    }

/* The tables for many servers end 12 sqrt(x) from x. */
static temme_parts temme_parts_of(double x, double inverse, double eta)
{
    double spread = eta * eta * x;
    if (x < 200) return TEMME_PARTS(20);
    if (x < 2000 || spread > 144) return TEMME_PARTS(200);
    return x < 50000 ? TEMME_PARTS(2000) : TEMME_PARTS(50000);
}

/* G n/a below the servers; left is what sqrt(pi) z erfcx(z) leaves of 1, m = a/n - 1. */
static double near_gain(const place *at, double left, double eta, double gamma_less_1, double temme_rest)
{
    double m = at->apart.hi / at->servers;
    double tilt = at->apart.hi < 0 ? m / eta : 1;
    double inner = tilt * left - m * temme_rest;
    return (madd(inner, gamma_less_1, inner) - gamma_less_1) * at->servers / at->load.hi;
}

static double erfcx_leaves(double z, pair of_1)
{
    if (z < 1) return (1 - of_1.hi) - of_1.lo;
    return POLYNOMIAL(erfcx_left, (z - 4) / (z + 4)) / madd(2 * z, z, 1);
}

/* 1/(2 R Gamma*), R = sqrt(pi x/2). */
static pair inverse_of_mantissa(pair r, double gamma_less_1)
{
    return pair_quotient((pair){0.5, 0}, times_gamma(r, gamma_less_1));
}

static palm palm_near(const place *at, palm_wanted wanted)
{
    pair total = sum(at->servers, at->load.hi);
    total.lo += at->load.lo;
    near_exponent e = exponent_by(at->servers, at->apart, total);
    pair exponent = pair_scaled(e.exact, at->patience);
    double z = root(larger(exponent.hi, 0));
    double z_lo = (remainder_of(exponent.hi, z, z) + exponent.lo) * (0.5 / larger(z, 0x1p-500));
    double inverse = 1 / at->x.hi;
    pair half = half_root(at->x.hi, inverse);
    half.lo += at->x.lo * half.hi * inverse * 0.5;
    bool below = at->apart.hi < 0;
    double eta = root(2 * larger(e.about, 0) / at->servers);
    if (below) eta = -eta;
    double gamma_less_1 = inverse * POLYNOMIAL(stirling, inverse);
    temme_parts s = temme_parts_of(at->x.hi, inverse, eta);
    pair f = scaled_erfc(z, z_lo);
    pair r = pair_product(half, pair_of(sqrt_pi));
    pair x = pair_product(r, f);
    pair value = sum(x.hi, below ? -(s.first + s.rest) : s.first + s.rest);
    value.lo += x.lo;
    palm found = {
        .below = below, .value = times_gamma(value, gamma_less_1), .exponent = exponent, .near = true, .of_servers = e};
    if (wanted == WITH_WHOLE || !below) found.inverse = inverse_of_mantissa(r, gamma_less_1);
    if (!below) return found;
    found.less_1 = sum(found.value.hi, -1);
    found.less_1.lo += found.value.lo;
    if (wanted != WITH_GAIN) return found;
    pair of_1 = pair_product(pair_scaled(f, z), pair_of(sqrt_pi));
    found.gain = near_gain(at, erfcx_leaves(z, of_1), eta, gamma_less_1, s.rest);
    return found;
}

/* n phi in two parts, from n and any a, and from what the second part of a adds: (a - n)/a of it. */
static pair exponent_of_load(const place *at)
{
    double n = at->servers;
    double a = at->load.hi;
    double of_second = at->load.lo * ((a - n) / a);
    bool near = n / a < 1.6 && a / n < 1.4;
    if (near) {
        pair e = exponent_near(n, a).exact;
        return sum(e.hi, e.lo + of_second);
    }
    if (a < n) {
        pair e = exponent_light(n, a);
        return sum(e.hi, e.lo + of_second);
    }
    pair log = natural_log(pair_quotient((pair){a, 0}, (pair){n, 0}));
    pair less = pair_scaled(log, n);
    pair spare = sum(a, -n);
    pair e = sum(spare.hi, -less.hi);
    return sum(e.hi, e.lo + ((spare.lo - less.lo) + of_second));
}

/* 1/W and its exponent: W = Gamma(x+1) e^y y^-x, for x < 1 as it stands. */
static void set_whole(palm *found, const place *at)
{
    double x = at->x.hi;
    if (x >= 1) {
        double inverse = 1 / x;
        pair r = pair_product(half_root(x, inverse), pair_of(sqrt_pi));
        found->inverse = inverse_of_mantissa(r, gamma_excess(x, inverse));
        found->exponent = pair_scaled(exponent_of_load(at), at->patience);
        return;
    }
    double of_gamma = ln_gamma_first[0] + (x - 0.5) * POLYNOMIAL(ln_gamma_rest, x - 0.5);
    pair log = natural_log(at->y);
    pair less = pair_product(at->x, (pair){log.hi, log.lo - of_gamma});
    pair e = sum(at->y.hi, -less.hi);
    found->inverse = (pair){1, 0};
    found->exponent = sum(e.hi, e.lo + (at->y.lo - less.lo));
}

/* Whether A is summed by its series: palm_short takes as many terms as leave out less than 2^-56 of it. */
static bool is_short(const place *at)
{
    if (at->x.hi > 20) return false;
    return at->apart.hi < 0 || at->y.hi <= 4;
}

enum { GAIN_EXACT_TERMS = 4 };

/* sum_j y^j/((x+1)...(x+j)) (j+1)/(x+j+1), each term from the one behind it; the first few in two parts, as in lower_part. */
static double short_gain(double x, double y, double terms)
{
    double numerator = 0;
    double denominator = 1;
    for (double j = terms; j >= GAIN_EXACT_TERMS; j--) {
        numerator = madd(y, numerator, (j + 1) * denominator);
        denominator *= x + (j + 1);
    }
    pair above = {numerator, 0};
    pair below = {denominator, 0};
    for (double j = GAIN_EXACT_TERMS - 1; j >= 0; j--) {
        above = plus(pair_scaled(above, y), pair_scaled(below, j + 1));
        below = pair_product(below, sum(x, j + 1));
    }
    return both_parts(pair_quotient(above, below));
}

/* G n/a = n/a + (1 - n/a) A, of positive terms from the servers on. */
static double gain_above(const place *at, pair value)
{
    pair over_load = plus(pair_product(at->apart, value), (pair){at->servers, 0});
    return both_parts(pair_quotient(over_load, at->load));
}

/* What the second parts of x and y add to A, by dA/dy = A - (x/y)(A - 1) where both go with y. */
static palm palm_short(const place *at, palm_wanted wanted)
{
    double x = at->x.hi;
    double y = at->y.hi;
    double terms = floor(at->apart.hi < 0 ? 16 + 9 * root(y) : 20 + 4 * y);
    if (y < 0x1p-6) terms = 9;
    pair z = lower_part(x, y, terms, true);
    double slope = 1 + z.hi - (y > 0 ? x * (z.hi / y) : 0);
    z.lo += (at->y.lo - at->x.lo / x * y) * slope;
    pair value = sum(1, z.hi);
    value.lo += z.lo;
    palm found = {.below = true, .value = value, .less_1 = z};
    if (wanted == WITH_GAIN) found.gain = at->apart.hi < 0 ? short_gain(x, y, terms) : gain_above(at, value);
    if (wanted == WITH_WHOLE) set_whole(&found, at);
    return found;
}

static palm palm_light(const place *at, palm_wanted wanted)
{
    double y = at->y.hi;
    pair spare = pair_scaled((pair){-at->apart.hi, -at->apart.lo}, at->patience);
    double unit = power_of_2(-smaller(exponent_of(spare.hi + 1), 1000));
    double terms = floor(smaller(7 + 35 * (at->load.hi / at->servers), 6 + 200 / root(at->x.hi)));
    double after = 0x1p-900; /* T_k = (x - y + k) T_(k+1) + (k+1) y T_(k+2), in a unit that does not overflow */
    double following = (spare.hi + terms) * unit * after;
    for (double k = terms - 1; k >= 2; k--) {
        double step = (spare.hi + k) * unit * following + (k + 1) * unit * (y * unit) * after;
        after = following;
        following = step;
    }
    double of_second = 2 * (y * unit) * after / following; /* K = y/(x - y + 1 + 2y T_3/T_2) */
    pair below_first = sum(spare.hi, 1);
    below_first = plus(below_first, (pair){of_second, spare.lo});
    pair k = pair_quotient(at->y, below_first);
    pair whole = plus(spare, k);
    palm found = {.below = true, .value = pair_quotient(at->x, whole)};
    found.less_1 = pair_quotient(minus(at->y, k), whole);
    found.gain = both_parts(pair_quotient(pair_scaled(k, at->servers), pair_scaled(whole, at->load.hi)));
    if (wanted == WITH_WHOLE) set_whole(&found, at);
    return found;
}

/* Whether U is to be had: it is far from the servers on, and of few ones in any case, as F - 1 is. */
static bool has_upper(const place *at)
{
    if (at->apart.hi >= 0) return true;
    return at->x.hi < 1 && at->y.hi > 0x1p-900;
}

/* U and what the second parts of x and y add, by dF/dy = F (1 - x/y) - 1 where both go with y. */
static pair upper_of(const place *at)
{
    double x = at->x.hi;
    double y = at->y.hi;
    pair u = loss_of(x, y).x;
    u.lo += (at->y.lo - at->x.lo / x * y) * (u.hi - (x / y) * (1 + u.hi));
    return u;
}

static palm palm_heavy(const place *at)
{
    palm found = {.below = false, .value = upper_of(at)};
    set_whole(&found, at);
    return found;
}

/* U comes with W in any case. */
static palm palm_of(const place *at, palm_wanted wanted)
{
    if (is_short(at)) return palm_short(at, wanted);
    bool near = at->x.hi > 20 && fabs(at->apart.hi) < 0.4 * at->servers;
    if (near) return palm_near(at, wanted);
    return at->apart.hi < 0 ? palm_light(at, wanted) : palm_heavy(at);
}

/* n int_0^t g dv and n int_0^t e^(-v/p) g dv, which are what is answered within t after a wait, times D: for a short time,
 * in which they would be differences of much larger numbers. There ln g = (a - n) v - y (w - 1 + e^-w), w = v/p < 1/2,
 * changes by less than 1 and 1/4: eight points of Gauss and Legendre err by less than 1e-17 of the sums. */
typedef struct soon {
    double offered;
    double answered;
} soon;

static soon soon_of(const place *start, double t)
{
    soon s = {0, 0};
    for (int i = 0; i < 2 * SHORT_HALF; i++) {
        int node = i % SHORT_HALF;
        double v = t * 0.5 * (1 + (i < SHORT_HALF ? short_node[node] : -short_node[node]));
        double w = v / start->patience;
        double g = exp(start->apart.hi * v - start->y.hi * bend_of(w));
        s.offered += short_weight[node] * g;
        s.answered += short_weight[node] * g * exp(-w);
    }
    double scale = start->servers * t * 0.5;
    return (soon){s.offered * scale, s.answered * scale};
}

static bool is_soon(const place *start, const elapsed *e, double t)
{
    if (!(e->u.hi < 0.5)) return false;
    if (!(fabs(start->apart.hi) * t < 1)) return false;
    return start->y.hi * e->bend < 0.25;
}

/* What is within t is at first what is not beyond it; where that is the smaller it is formed by itself, and taken from
 * there. */
static bool is_small(const wfm_i_patient *found)
{
    return found->offered_within < 0.5 || found->answered_within < 0.5 * found->answered;
}

static void take_small(wfm_i_patient *found, const wfm_i_patient *finer)
{
    if (found->answered_within < 0.5 * found->answered) found->answered_within = finer->answered_within;
    if (found->offered_within < 0.5) found->offered_within = finer->offered_within;
}

/* Below the servers: everything over D = A + F - 1; where F - 1 = x e^e is too large for a double, that is all of D. */
typedef struct from_below {
    pair share;    /* 1/D without its exponential */
    pair exponent; /* ln D without that */
    pair excess;   /* F - 1, where it has no exponential */
    palm first;    /* A at once */
} from_below;

static wfm_i_patient below_at_once(const from_below *of, double n, double a)
{
    const palm *p = &of->first;
    bool far = of->exponent.hi > 0;
    wfm_i_patient found = {0};
    found.waiting = decayed(pair_product(p->value, of->share), of->exponent);
    found.abandonment = decayed(pair_scaled(of->share, p->gain), of->exponent);
    found.at_once = far ? 1 : both_parts(pair_product(of->excess, of->share));
    pair served = plus(of->excess, pair_scaled(p->less_1, n / a));
    found.answered = far ? 1 : both_parts(pair_product(served, of->share));
    return found;
}

/* -ln g: of two positive terms below the servers, else, where y <= 4, as it stands. */
static pair fall_of(const place *start, const elapsed *e, double t)
{
    pair spare = {-start->apart.hi, -start->apart.lo};
    if (spare.hi > 0) return plus(pair_scaled(spare, t), (pair){start->y.hi * e->bend, 0});
    pair gone = pair_product(start->y, minus((pair){1, 0}, e->decay));
    return minus(product(start->servers, t), gone);
}

/* What is answered within t, over D: (F - 1) + (A - g A_t) and (F - 1) + ((A - 1) - g (A_t - 1)) n/a; as long as the load is
 * not below the servers by A - g A_t = g U_t - U, as W = g W_t. */
static void below_within(const from_below *of, const place *start, const place *at, const palm *p, pair g,
                         wfm_i_patient *found)
{
    bool tiny = found->offered_within < 0.05 || found->answered_within < 0.05 * found->answered;
    bool above = tiny && start->apart.hi >= 0 && has_upper(at);
    pair one = {1, 0};
    pair first = above ? upper_of(start) : of->first.value;
    pair later = pair_product(g, above ? upper_of(at) : p->value);
    pair offered = above ? minus(later, first) : minus(first, later);
    pair answered = plus(offered, minus(g, one));
    if (!above) answered = minus(of->first.less_1, pair_product(g, p->less_1));
    answered = pair_scaled(answered, start->servers / start->load.hi);
    found->offered_within = both_parts(pair_product(plus(of->excess, offered), of->share));
    found->answered_within = both_parts(pair_product(plus(of->excess, answered), of->share));
}

static void below_soon(const from_below *of, const place *start, double t, wfm_i_patient *found)
{
    soon s = soon_of(start, t);
    found->offered_within = (both_parts(of->excess) + s.offered) * of->share.hi;
    found->answered_within = (both_parts(of->excess) + s.answered) * of->share.hi;
}

static void below_beyond(const from_below *of, const place *start, const elapsed *e, double t, wfm_i_patient *found)
{
    place at = place_of(start->servers, e->load, start->patience);
    palm p = palm_of(&at, VALUE);
    pair fall = fall_of(start, e, t);
    bool plain = fabs(fall.hi) < 690; /* it rises by no more than y <= 4 */
    pair g = {0, 0};
    if (plain) g = exponential_pair((pair){-fall.hi, -fall.lo});
    pair scaled = plain ? pair_product(g, of->share) : of->share;
    pair left = plain ? of->exponent : plus(of->exponent, fall);
    bool gone = !(left.hi < 1400);
    if (gone) left = (pair){DBL_MAX, 0};
    found->offered_beyond = decayed(pair_product(scaled, p.value), left);
    found->answered_beyond =
        decayed(pair_product(scaled, pair_scaled(p.less_1, start->servers / start->load.hi)), left);
    found->offered_within = 1 - found->offered_beyond;
    found->answered_within = found->answered - found->answered_beyond;
    if (of->exponent.hi > 0) return;
    if (!is_small(found)) return;
    wfm_i_patient finer = *found;
    if (is_soon(start, e, t))
        below_soon(of, start, t, &finer);
    else
        below_within(of, start, &at, &p, g, &finer);
    take_small(found, &finer);
}

/* From the servers on: everything over W. */
typedef struct from_above {
    palm first;   /* U and W at once */
    pair inverse; /* w = 1/W */
    pair share;   /* 1/(D w) */
    pair excess;  /* F - 1 */
    pair upper;   /* U */
} from_above;

static pair inverse_of(const palm *p)
{
    bool plain = p->exponent.hi < 690;
    if (!plain) return (pair){decayed(p->inverse, p->exponent), 0};
    return pair_product(p->inverse, exponential_pair((pair){-p->exponent.hi, -p->exponent.lo}));
}

static double shared(const from_above *of, pair x)
{
    return both_parts(pair_product(x, of->share));
}

static wfm_i_patient above_at_once(const from_above *of, double n, double a)
{
    wfm_i_patient found = {0};
    double share = n / a;
    double spared = (a - n) / a;
    pair kept = minus((pair){1, 0}, pair_product(of->upper, of->inverse)); /* A w */
    pair excess = pair_product(of->excess, of->inverse);
    pair served = plus(excess, pair_scaled(minus(kept, of->inverse), share));
    found.waiting = shared(of, kept);
    found.at_once = shared(of, excess);
    found.abandonment = (share * of->inverse.hi + spared * both_parts(kept)) * of->share.hi;
    found.answered = shared(of, served);
    return found;
}

/* What is answered within t: of differences of numbers over D where that is not a short time, else by soon_of. */
static void above_within(const from_above *of, const place *start, pair upper, pair later, wfm_i_patient *found)
{
    double share = start->servers / start->load.hi;
    pair difference = minus(of->excess, of->upper);
    pair reached = pair_product(upper, later); /* U_t w_t */
    /* ((F - 1) - U) w + U_t w_t, and ((F - 1) a/n - U - 1) w + (U_t + 1) w_t of a n/a */
    pair offered = plus(pair_product(difference, of->inverse), reached);
    pair lost = plus((pair){1, 0}, of->upper);
    difference = minus(of->excess, pair_scaled(lost, share));
    pair answered = plus(pair_product(difference, of->inverse), pair_scaled(plus(reached, later), share));
    found->offered_within = shared(of, offered);
    found->answered_within = shared(of, answered);
}

static void above_soon(const from_above *of, const place *start, double t, wfm_i_patient *found)
{
    soon s = soon_of(start, t);
    double scale = of->inverse.hi * of->share.hi;
    found->offered_within = (both_parts(of->excess) + s.offered) * scale;
    found->answered_within = (both_parts(of->excess) + s.answered) * scale;
}

static void above_beyond(const from_above *of, const place *start, const elapsed *e, double t, wfm_i_patient *found)
{
    double share = start->servers / start->load.hi;
    bool nothing = !(e->load.hi > 0); /* then A_t is 1, and g = exp(y - n t) */
    found->offered_within = 1;
    found->answered_within = found->answered;
    if (nothing) {
        pair fall = minus(product(start->servers, t), start->y);
        pair z = plus(fall, of->first.exponent);
        double left = both_parts(pair_product(minus(of->excess, of->upper), of->inverse));
        found->offered_beyond = decayed(of->first.inverse, z) * of->share.hi;
        found->offered_within -= found->offered_beyond;
        bool few = start->x.hi < 1; /* and W is its exponential alone */
        if (few) found->offered_within = (left + grown(z)) * of->share.hi;
        return;
    }
    place at = place_of(start->servers, e->load, start->patience);
    palm p = palm_of(&at, WITH_WHOLE);
    pair later = inverse_of(&p);
    pair one = {1, 0};
    pair kept = p.below ? pair_product(p.value, later) : minus(one, pair_product(p.value, later)); /* A_t w_t */
    pair less = p.below ? pair_product(p.less_1, later) : minus(kept, later);
    found->offered_beyond = shared(of, kept);
    found->answered_beyond = shared(of, pair_scaled(less, share));
    found->offered_within -= found->offered_beyond;
    found->answered_within -= found->answered_beyond;
    if (!is_small(found)) return;
    wfm_i_patient finer = *found;
    if (is_soon(start, e, t))
        above_soon(of, start, t, &finer);
    else if (has_upper(&at))
        above_within(of, start, p.below ? upper_of(&at) : p.value, later, &finer);
    take_small(found, &finer);
}

static double fraction_of(double x)
{
    return larger(smaller(x, 1), 0);
}

wfm_i_patient WFM_I_VARIANT(wfm_i_loss_patient)(double n, double a, double patience, double t)
{
    place start = place_of(n, (pair){a, 0}, patience);
    palm p = palm_of(&start, WITH_GAIN);
    loss f = p.near && is_uniform(n, a) ? uniform_by(n, p.below, p.of_servers) : loss_of(n, a);
    elapsed e = {{0, 0}, {0, 0}, 0, {0, 0}};
    bool timed = t >= 0;
    if (timed) e = elapse(a, patience, t);
    wfm_i_patient found;
    if (p.below) {
        pair whole = f.exponent.hi > 0 ? f.x : plus(p.value, f.x);
        from_below of = {pair_quotient((pair){1, 0}, whole), f.exponent, f.x, p};
        found = below_at_once(&of, n, a);
        if (timed) below_beyond(&of, &start, &e, t, &found);
    } else {
        from_above of = {p, inverse_of(&p), {0, 0}, f.x, p.value};
        pair whole = plus((pair){1, 0}, pair_product(minus(f.x, p.value), of.inverse));
        of.share = pair_quotient((pair){1, 0}, whole);
        found = above_at_once(&of, n, a);
        if (timed) above_beyond(&of, &start, &e, t, &found);
    }
    found.decay = e.decay.hi;
    found.offered_beyond = fraction_of(found.offered_beyond);
    found.offered_within = fraction_of(found.offered_within);
    found.answered_beyond = fraction_of(found.answered_beyond);
    found.answered_within = fraction_of(found.answered_within);
    return found;
}
