/* SPDX-License-Identifier: MIT */
/** @file erlang.h
 *  The formulas of Erlang B (calls that find no free server are lost) and Erlang C (they wait, and nobody hangs up),
 *  for real numbers of servers.
 *
 *  Times are in mean handle times, loads in erlangs. Every formula is total: NaN for a NaN, for a negative argument and
 *  for a probability outside [0,1]; at an edge of the domain the limit. Erlang B is continued to real servers by
 *  Jagerman's integral B(n,a) = 1/F(n,a), F(n,a) = int_0^inf exp(-x) (1 + x/a)^n dx, and Erlang C through it.
 *
 *  An accuracy in ulp holds for loads 1e-6..1e7, servers 0..1e7, given or found, and results above 1e-300: no larger error
 *  was found in a million random points (tests/accuracy), in units in the last place of the exact value. Outside that
 *  range every formula still returns, with the error growing as its exponents do. A condition says how much an answer
 *  changes, relatively, with one of the numbers given. Costs are in evaluations of a formula: see bench/README.md.
 */
#ifndef WFM_ERLANG_H
#define WFM_ERLANG_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Probability that a call is blocked when lost calls are cleared (Erlang B).
 *
 *      B(n,a) = 1/F(n,a);  for whole n: (a^n/n!) / (sum_{k=0..n} a^k/k!)
 *
 *  Edges: B(0,a) = 1, B(n,0) = 0 for n > 0, B(inf,a) = 0, B(n,inf) = 1; both infinite: NaN.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  3 ulp
 *  @cost      constant
 *  @source    Jagerman 1974, Some properties of the Erlang loss function, BSTJ 53, 525-551
 */
WFM_API double wfm_erlang_b(double servers, double load);

/** Probability that a call is carried, 1 - B(n,a), with its own digits where B is near 1.
 *
 *      1 - B = (F - 1)/F, F - 1 formed as a sum of positive terms
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  3 ulp
 *  @cost      constant
 *  @source    Jagers and van Doorn 1986, On the continued Erlang loss function, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_b_compl(double servers, double load);

/** Natural logarithm of Erlang B, finite where B itself is too small for a double.
 *
 *      ln B(n,a) = -ln F(n,a);  -inf where B is 0
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  <= 0; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Jagerman 1974, Some properties of the Erlang loss function, BSTJ 53, 525-551
 */
WFM_API double wfm_erlang_b_ln(double servers, double load);

/** Derivative of ln B(n,a) with respect to the load.
 *
 *      d ln B/da = n/a - 1 + B;  for a well above n the tail of the continued fraction of B, where nothing cancels
 *
 *  Edges: 0 for n = 0 and for a infinite, else +inf for a = 0 or n infinite.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1/erl]  [0,inf]; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Jagers and van Doorn 1986, On the continued Erlang loss function, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_b_ln_dload(double servers, double load);

/** Derivative of ln B(n,a) with respect to the servers.
 *
 *      d ln B/dn = -(dF/dn)/F,  dF/dn = int_0^inf exp(-x) (1 + x/a)^n ln(1 + x/a) dx
 *
 *  Edges: -inf for a = 0 and for n infinite, 0 for a infinite.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1/agent]  <= 0; NaN outside the domain
 *  @accuracy  6 ulp
 *  @cost      constant (a quadrature, some 40 times B)
 *  @source    Jagers and van Doorn 1986, On the continued Erlang loss function, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_b_ln_dservers(double servers, double load);

/** Servers at which Erlang B equals a given blocking.
 *
 *      the real n with B(n,load) = blocking
 *
 *  Edges: 0 for blocking 1 and for load 0, else inf for blocking 0 or an infinite load.
 *
 *  @param load      [erl]           >= 0
 *  @param blocking  [1]             in [0,1]
 *  @return    [agents]  real, >= 0; any larger number blocks less; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the load and in the blocking)
 *  @cost      three or four evaluations of B, a dozen at most where B is near 1 or n below 1
 *  @source    Jagers and van Doorn 1986, On the continued Erlang loss function, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_b_servers_for_blocking(double load, double blocking);

/** Load at which Erlang B equals a given blocking.
 *
 *      the real a with B(servers,a) = blocking
 *
 *  Edges: inf for blocking 1, else 0 for blocking 0 or servers 0.
 *
 *  @param servers   [agents]        real, >= 0
 *  @param blocking  [1]             in [0,1]
 *  @return    [erl]  >= 0; any smaller load is blocked less; NaN outside the domain
 *  @accuracy  8 ulp x max(1, 1/(n - a (1-B))), its condition in the blocking where that is small
 *  @cost      three or four evaluations of B, a dozen at most where B is near 1 or n below 1
 *  @source    Jagers and van Doorn 1986, On the continued Erlang loss function, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_b_load_for_blocking(double servers, double blocking);

/** Probability that a call waits when nobody hangs up (Erlang C).
 *
 *      C(n,a) = n / (a + (n - a) F),   F = 1/B(n,a), n - a formed from the inputs
 *
 *  The limit 1 is returned for a >= n, where no steady state exists. Edges: C(n,0) = 0 for n > 0, C(inf,a) = 0;
 *  both infinite: NaN.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  2 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c(double servers, double load);

/** Probability that a call is answered at once, 1 - C(n,a), with its own digits where C is near 1.
 *
 *      1 - C = (n - a)(F - 1) / (a + (n - a) F)
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  3 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_compl(double servers, double load);

/** Natural logarithm of Erlang C, finite where C itself is too small for a double.
 *
 *      ln C = ln(n/(n - a)) - ln(F + a/(n - a));  near C = 1 by log1p of the complement
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  <= 0; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_ln(double servers, double load);

/** Derivative of ln C(n,a) with respect to the load.
 *
 *      d ln C/da = (F - 1 + (n - a) + (n - a)^2 F/a) / (a + (n - a) F)
 *
 *  Edges: 0 for a >= n, where C stays 1, else +inf for a = 0 or n infinite.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1/erl]  >= 0; NaN outside the domain
 *  @accuracy  3 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_ln_dload(double servers, double load);

/** Derivative of ln C(n,a) with respect to the servers.
 *
 *      d ln C/dn = -(a (F - 1) + n (n - a) dF/dn) / (n (a + (n - a) F))
 *
 *  Edges: 0 for a >= n, where C stays 1, else -inf for a = 0 or n infinite.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1/agent]  <= 0; NaN outside the domain
 *  @accuracy  6 ulp
 *  @cost      constant (a quadrature, some 40 times C)
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_ln_dservers(double servers, double load);

/** Mean wait of all calls (average speed of answer) of Erlang C, in handle times.
 *
 *      ASA = C(n,a) / (n - a);  inf for a >= n
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [handle times]  >= 0; NaN outside the domain
 *  @accuracy  3 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_asa(double servers, double load);

/** Probability of waiting longer than t in Erlang C.
 *
 *      P(W > t) = C(n,a) exp(-(n - a) t);  1 for a >= n
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @param t        [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  2 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_wait_tail(double servers, double load, double t);

/** Probability of an answer within t in Erlang C (the service level).
 *
 *      P(W <= t) = (1 - C) - C expm1(-(n - a) t), where it is below 1/2;  0 for a >= n
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @param t        [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_service_level(double servers, double load, double t);

/** The wait that a share p of the calls does not exceed in Erlang C.
 *
 *      t = max(0, ln(C/(1 - p)) / (n - a));  0 for p = 0, inf for p = 1 or for p > 0 and a >= n
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @param p        [1]             in [0,1]
 *  @return    [handle times]  >= 0; NaN outside the domain
 *  @accuracy  5 ulp x (1 + abs(ln C)/abs(ln C - ln(1 - p)))
 *  @cost      constant
 *  @source    Erlang 1917; Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6
 */
WFM_API double wfm_erlang_c_wait_quantile(double servers, double load, double p);

/** Servers at which Erlang C equals a given probability of waiting.
 *
 *      the real n > load with C(n,load) = p;  0 for load 0, else the load for p = 1, inf for p = 0
 *
 *  @param load  [erl]           >= 0
 *  @param p     [1]             in [0,1]
 *  @return    [agents]  >= load; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      up to four evaluations of C, ten below an erlang
 *  @source    Halfin and Whitt 1981, Oper. Res. 29, 567-588, for the start; Jagers and van Doorn 1991 for monotony
 */
WFM_API double wfm_erlang_c_servers_for_waiting(double load, double p);

/** Servers at which the mean wait of Erlang C equals a given one.
 *
 *      the real n > load with C(n,load) / (n - load) = asa;  0 for load 0, else the load for asa infinite, inf for asa
 *      0
 *
 *  @param load  [erl]           >= 0
 *  @param asa   [handle times]  >= 0
 *  @return    [agents]  >= load; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      up to five evaluations of C
 *  @source    Halfin and Whitt 1981, Oper. Res. 29, 567-588, for the start; Jagers and van Doorn 1991 for monotony
 */
WFM_API double wfm_erlang_c_servers_for_asa(double load, double asa);

/** Servers at which the service level of Erlang C equals a target.
 *
 *      the real n > load with P(W > t) = 1 - target;  0 for load 0, else the load for target 0, inf for target 1
 *
 *  @param load    [erl]           >= 0
 *  @param t       [handle times]  >= 0
 *  @param target  [1]             in [0,1]
 *  @return    [agents]  >= load; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      up to four evaluations of C, ten below an erlang
 *  @source    Halfin and Whitt 1981, Oper. Res. 29, 567-588, for the start; Jagers and van Doorn 1991 for monotony
 */
WFM_API double wfm_erlang_c_servers_for_service_level(double load, double t, double target);

/** Load at which Erlang C equals a given probability of waiting.
 *
 *      the real a < servers with C(servers,a) = p;  0 for p = 0, the servers for p = 1
 *
 *  @param servers  [agents]        real, >= 0
 *  @param p        [1]             in [0,1]
 *  @return    [erl]  in [0, servers]; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      a dozen evaluations of C
 *  @source    monotone in the load: Jagers and van Doorn 1986, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_c_load_for_waiting(double servers, double p);

/** Load at which the mean wait of Erlang C equals a given one.
 *
 *      the real a < servers with C(servers,a) / (servers - a) = asa;  0 for asa 0, the servers for asa infinite
 *
 *  @param servers  [agents]        real, >= 0
 *  @param asa      [handle times]  >= 0
 *  @return    [erl]  in [0, servers]; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      a dozen evaluations of C
 *  @source    monotone in the load: Jagers and van Doorn 1986, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_c_load_for_asa(double servers, double asa);

/** Load at which the service level of Erlang C equals a target.
 *
 *      the real a < servers with P(W > t) = 1 - target;  0 for target 1, the servers for target 0
 *
 *  @param servers  [agents]        real, >= 0
 *  @param t        [handle times]  >= 0
 *  @param target   [1]             in [0,1]
 *  @return    [erl]  in [0, servers]; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      a dozen evaluations of C
 *  @source    monotone in the load: Jagers and van Doorn 1986, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_c_load_for_service_level(double servers, double t, double target);

/* Array forms, in the order of the formulas above. Element i of an argument is argument[i * argument_stride]: strides
 * count elements, 0 uses the first element for all, negative ones walk backwards from the pointer. out may be one of
 * the inputs if the strides are equal. Each element is what the formula returns, to the bit; count 0 touches nothing.
 * B and C, their complements and logarithms, the ASA, the wait's tail and the service level are computed several at a
 * time where the processor can (AVX2, AVX-512), at a fifth of the cost; the others one by one. */

/** Array form of wfm_erlang_b(). */
WFM_API void wfm_erlang_b_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                            double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_compl(). */
WFM_API void wfm_erlang_b_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                  ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_ln(). */
WFM_API void wfm_erlang_b_ln_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                               ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_ln_dload(). */
WFM_API void wfm_erlang_b_ln_dload_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                     ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_ln_dservers(). */
WFM_API void wfm_erlang_b_ln_dservers_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                        ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_servers_for_blocking(). */
WFM_API void wfm_erlang_b_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
                                                 ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                                 size_t count);

/** Array form of wfm_erlang_b_load_for_blocking(). */
WFM_API void wfm_erlang_b_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
                                              ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                              size_t count);

/** Array form of wfm_erlang_c(). */
WFM_API void wfm_erlang_c_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                            double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_compl(). */
WFM_API void wfm_erlang_c_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                  ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_ln(). */
WFM_API void wfm_erlang_c_ln_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                               ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_ln_dload(). */
WFM_API void wfm_erlang_c_ln_dload_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                     ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_ln_dservers(). */
WFM_API void wfm_erlang_c_ln_dservers_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                        ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_asa(). */
WFM_API void wfm_erlang_c_asa_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_wait_tail(). */
WFM_API void wfm_erlang_c_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                      ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out,
                                      ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_service_level(). */
WFM_API void wfm_erlang_c_service_level_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                          ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out,
                                          ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_wait_quantile(). */
WFM_API void wfm_erlang_c_wait_quantile_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                          ptrdiff_t load_stride, const double *p, ptrdiff_t p_stride, double *out,
                                          ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_servers_for_waiting(). */
WFM_API void wfm_erlang_c_servers_for_waiting_n(const double *load, ptrdiff_t load_stride, const double *p,
                                                ptrdiff_t p_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_servers_for_asa(). */
WFM_API void wfm_erlang_c_servers_for_asa_n(const double *load, ptrdiff_t load_stride, const double *asa,
                                            ptrdiff_t asa_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_servers_for_service_level(). */
WFM_API void wfm_erlang_c_servers_for_service_level_n(const double *load, ptrdiff_t load_stride, const double *t,
                                                      ptrdiff_t t_stride, const double *target, ptrdiff_t target_stride,
                                                      double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_load_for_waiting(). */
WFM_API void wfm_erlang_c_load_for_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *p,
                                             ptrdiff_t p_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_load_for_asa(). */
WFM_API void wfm_erlang_c_load_for_asa_n(const double *servers, ptrdiff_t servers_stride, const double *asa,
                                         ptrdiff_t asa_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_c_load_for_service_level(). */
WFM_API void wfm_erlang_c_load_for_service_level_n(const double *servers, ptrdiff_t servers_stride, const double *t,
                                                   ptrdiff_t t_stride, const double *target, ptrdiff_t target_stride,
                                                   double *out, ptrdiff_t out_stride, size_t count);

#ifdef __cplusplus
}
#endif

#endif
