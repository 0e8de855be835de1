/* SPDX-License-Identifier: MIT */
/** @file erlang.h
 *  The formulas of Erlang B (calls that find no free server are lost), Erlang C (they wait, and nobody hangs up) and
 *  Erlang A (they wait, and hang up after an exponential patience), for real numbers of servers.
 *
 *  Times are in mean handle times, loads in erlangs. Every formula is total: NaN for a NaN, for a negative argument and
 *  for a probability outside [0,1]; at an edge of the domain the limit. Erlang B is continued to real servers by
 *  Jagerman's integral B(n,a) = 1/F(n,a), F(n,a) = int_0^inf exp(-x) (1 + x/a)^n dx, and Erlang C through it.
 *
 *  An accuracy in ulp holds for loads 1e-6..1e7, servers 0..1e7, given or found, and results above 1e-300: no larger error
 *  was found in a million random points, half a million of Erlang A (tests/accuracy), in units in the last place of the
 *  exact value. Outside that range every formula still returns, with the error growing as its exponents do. A condition
 *  says how much an answer changes, relatively, with one of the numbers given. Costs are in evaluations of a formula: see
 *  bench/README.md.
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

/** Probability that a call waits where callers hang up (Erlang A, M/M/n+M).
 *
 *      P(W > 0) = A / (A + F - 1),   F = 1/B(n,a), A = A(n patience, a patience), Palm's function
 *      A(x,y) = 1 + y/(x+1) + y^2/((x+1)(x+2)) + ...
 *
 *  Edges: Erlang B for patience 0, Erlang C for patience inf; 1 for n = 0; for a = 0, n > 0 it is 0, for n inf 0, for a
 *  inf 1; both infinite: NaN.
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_waiting(double servers, double load, double patience);

/** Probability that a call is answered at once, with its own digits where nearly every call waits.
 *
 *      P(W = 0) = (F - 1) / (A + F - 1)
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4 ulp x max(1, abs(ln) of it / 100)
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_waiting_compl(double servers, double load, double patience);

/** Share of the calls that hang up in Erlang A.
 *
 *      P(Ab) = G / (a/n (A + F - 1)),   G = 1 + (a/n - 1) A, formed without cancelling
 *
 *  Edges: Erlang B for patience 0; for patience inf max(0, 1 - n/a), what the agents cannot carry; 1 for n = 0.
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  8 ulp
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_abandonment(double servers, double load, double patience);

/** Share of the calls that are answered in Erlang A, 1 - P(Ab), with its own digits where nearly every caller hangs up.
 *
 *      1 - P(Ab) = (a/n (F - 1) + A - 1) / (a/n (A + F - 1))
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  6 ulp
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_answered(double servers, double load, double patience);

/** Mean wait of all calls of Erlang A, until they are answered or hang up, in handle times.
 *
 *      E[W] = patience P(Ab)
 *
 *  Edges: 0 for patience 0; the ASA of Erlang C, inf for a >= n, for patience inf.
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @return    [handle times]  >= 0; NaN outside the domain
 *  @accuracy  8 ulp
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_wait_mean(double servers, double load, double patience);

/** Mean number of calls waiting in Erlang A.
 *
 *      Lq = a E[W]
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @return    [calls]  >= 0; NaN outside the domain
 *  @accuracy  8 ulp
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_queue_mean(double servers, double load, double patience);

/** Probability that a call waits longer than t in Erlang A, however its wait ends.
 *
 *      P(W > t) = exp(-t/patience) P(V > t), V the offered wait
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  9 ulp x (1 + abs(ln P))
 *  @cost      constant, about four times C
 *  @source    Palm 1957; Garnett, Mandelbaum and Reiman 2002, M&SOM 4, 208-227
 */
WFM_API double wfm_erlang_a_wait_tail(double servers, double load, double patience, double t);

/** Probability that a caller of infinite patience would wait longer than t in Erlang A: the tail of the offered wait V.
 *
 *      P(V > t) = g A(x, y_t) / (A + F - 1),   y_t = y exp(-t/patience), x = n patience, y = a patience
 *      ln g = y - y_t - n t, formed from n - a
 *
 *  Edges: B exp(-n t) for patience 0; the tail of Erlang C for patience inf.
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  9 ulp x (1 + abs(ln P))
 *  @cost      constant, about four times C
 *  @source    Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402
 */
WFM_API double wfm_erlang_a_offered_wait_tail(double servers, double load, double patience, double t);

/** Share of the answered calls that are answered within t in Erlang A.
 *
 *      P(served, W <= t) / P(served);  for n = 0 the limit
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4e-16 absolute; 32 ulp where it is below 1/2 and load x exp(-t/patience) above the servers
 *  @cost      constant, about four times C
 *  @source    Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402
 */
WFM_API double wfm_erlang_a_service_level_answered(double servers, double load, double patience, double t);

/** Share of all calls that are answered within t in Erlang A.
 *
 *      P(served, W <= t) = 1 - P(Ab) - g (A(x,y_t) - 1) / (a/n (A + F - 1))
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4e-16 absolute; 32 ulp where it is below 1/2 and load x exp(-t/patience) above the servers
 *  @cost      constant, about four times C
 *  @source    Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402
 */
WFM_API double wfm_erlang_a_service_level_offered(double servers, double load, double patience, double t);

/** Share of all calls that are answered or have hung up within t in Erlang A.
 *
 *      P(W <= t) = 1 - exp(-t/patience) P(V > t)
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4e-16 absolute; 32 ulp where it is below 1/2 and load x exp(-t/patience) above the servers
 *  @cost      constant, about four times C
 *  @source    Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402
 */
WFM_API double wfm_erlang_a_service_level_sl2(double servers, double load, double patience, double t);

/** Share of the calls answered within t in Erlang A, those left out that hang up within t.
 *
 *      P(served, W <= t) / (1 - P(Ab, W <= t));  for n = 0 the limit
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4e-16 absolute; 32 ulp where it is below 1/2 and load x exp(-t/patience) above the servers
 *  @cost      constant, about four times C
 *  @source    Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402
 */
WFM_API double wfm_erlang_a_service_level_excluding_abandoned(double servers, double load, double patience, double t);

/** Probability that a caller of infinite patience would be answered within t in Erlang A.
 *
 *      P(V <= t)
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param patience  [handle times]  mean, >= 0; 0 and inf are the limits
 *  @param t         [handle times]  >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4e-16 absolute; 32 ulp where it is below 1/2 and load x exp(-t/patience) above the servers
 *  @cost      constant, about four times C
 *  @source    Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402
 */
WFM_API double wfm_erlang_a_service_level_virtual(double servers, double load, double patience, double t);

/** Patience at which a share of the calls hangs up in Erlang A: the patience that an abandonment seen implies.
 *
 *      the patience with P(Ab) = abandonment, which falls from B(n,a) at 0 to max(0, 1 - n/a) at inf
 *
 *  0 for an abandonment of B(n,a) and above, inf for one that even endless patience exceeds or only reaches in the limit.
 *
 *  @param servers   [agents]        real, >= 0
 *  @param load      [erl]           >= 0
 *  @param abandonment [1]             in [0,1]
 *  @return    [handle times]  >= 0; NaN outside the domain
 *  @accuracy  16 ulp x max(1, condition in the numbers given)
 *  @cost      some ten evaluations of P(Ab)
 *  @source    monotone in the patience: Whitt 2006, Oper. Res. 54, 247-260
 */
WFM_API double wfm_erlang_a_patience_for_abandonment(double servers, double load, double abandonment);

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

/** Array form of wfm_erlang_a_waiting(). */
WFM_API void wfm_erlang_a_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                    double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_waiting_compl(). */
WFM_API void wfm_erlang_a_waiting_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                          ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                          double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_abandonment(). */
WFM_API void wfm_erlang_a_abandonment_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                        ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                        double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_answered(). */
WFM_API void wfm_erlang_a_answered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                     ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                     double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_wait_mean(). */
WFM_API void wfm_erlang_a_wait_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                      ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                      double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_queue_mean(). */
WFM_API void wfm_erlang_a_queue_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                       ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                       double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_wait_tail(). */
WFM_API void wfm_erlang_a_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                      ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                      const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                      size_t count);

/** Array form of wfm_erlang_a_offered_wait_tail(). */
WFM_API void wfm_erlang_a_offered_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                              ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                              const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                              size_t count);

/** Array form of wfm_erlang_a_service_level_answered(). */
WFM_API void wfm_erlang_a_service_level_answered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                                   ptrdiff_t load_stride, const double *patience,
                                                   ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
                                                   double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_service_level_offered(). */
WFM_API void wfm_erlang_a_service_level_offered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                                  ptrdiff_t load_stride, const double *patience,
                                                  ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
                                                  double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_service_level_sl2(). */
WFM_API void wfm_erlang_a_service_level_sl2_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                              ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                              const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                              size_t count);

/** Array form of wfm_erlang_a_service_level_excluding_abandoned(). */
WFM_API void wfm_erlang_a_service_level_excluding_abandoned_n(const double *servers, ptrdiff_t servers_stride,
                                                              const double *load, ptrdiff_t load_stride,
                                                              const double *patience, ptrdiff_t patience_stride,
                                                              const double *t, ptrdiff_t t_stride, double *out,
                                                              ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_service_level_virtual(). */
WFM_API void wfm_erlang_a_service_level_virtual_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                                  ptrdiff_t load_stride, const double *patience,
                                                  ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
                                                  double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_a_patience_for_abandonment(). */
WFM_API void wfm_erlang_a_patience_for_abandonment_n(const double *servers, ptrdiff_t servers_stride,
                                                     const double *load, ptrdiff_t load_stride,
                                                     const double *abandonment, ptrdiff_t abandonment_stride,
                                                     double *out, ptrdiff_t out_stride, size_t count);

/** Time congestion when calls come from a finite number of sources (Engset): the share of the time in which every
 *  server is busy.
 *
 *  A source is idle until it calls, is busy while it is served, and is idle at once where its call finds no free
 *  server. Here and below E(n,N,beta) is the call congestion, wfm_engset_call(): what a call sees is what the other
 *  sources do.
 *
 *      E(n,N+1,beta);  for whole n and N: C(N,n) beta^n / (sum_{k=0..n} C(N,k) beta^k)
 *
 *  The sources' traffic is given in one of two ways, which agree only where nothing is blocked. The intensity beta is
 *  the rate at which one idle source calls, times the mean handle time: it is what the sources do. The load is what all
 *  of them would carry if each blocked call were served and took its time, calls offered x handle time: it is what is
 *  measured and forecast, and the convention of the trade's calculators. What takes or finds it has load in its name;
 *  of_load marks what takes it where its twin takes the intensity.
 *
 *  Edges: 1 for n = 0; 0 for n infinite, for beta = 0 and from n = N + 1 on; 1 for N or beta infinite. Two arguments
 *  infinite: NaN, here and below.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  2e-14 (1 + abs(ln E)), a bound; 5e-15 (1 + abs(ln E)) is the largest error seen
 *  @cost      constant: 0.3 us, 3 us from thousands of servers on, 5 us at most
 *  @source    Engset 1918, Die Wahrscheinlichkeitsrechnung zur Bestimmung der Waehlerzahl in automatischen
 *             Fernsprechaemtern, ETZ 39, 304-306; Iversen 2015, Teletraffic Engineering and Network Planning (DTU), ch. 5
 */
WFM_API double wfm_engset_time(double servers, double sources, double intensity);

/** Call congestion: the share of the calls that find no free server (Engset).
 *
 *      E(n,N,beta) = 1/(1 + (n/beta) int_0^1 s^(N-n-1) (1 + (1-s)/beta)^(n-1) ds)
 *      for whole n and N: C(N-1,n) beta^n / (sum_{k=0..n} C(N-1,k) beta^k)
 *
 *  It tends to Erlang B of N beta erlangs as the sources grow. Edges: 1 for n = 0; 0 for n infinite, for beta = 0 and
 *  from n = N on; 1 for N or beta infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  2e-14 (1 + abs(ln E)), a bound for sources of 1 and more, and of 1 - E in the others here;
 *             5e-15 (1 + abs(ln E)) is the largest error seen
 *  @cost      constant: 0.3 us, 3 us from thousands of servers on, 5 us at most
 *  @source    as wfm_engset_time; the integral: DLMF 15.6.1
 */
WFM_API double wfm_engset_call(double servers, double sources, double intensity);

/** Traffic congestion: the share of the traffic that is lost by there not being a server for every source (Engset).
 *
 *      (A - Y)/A = E/(1 + beta (1 - E)),  A = N beta/(1 + beta), Y = wfm_engset_carried()
 *
 *  Edges: as wfm_engset_call, but 1 - n/N for beta infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  as wfm_engset_call
 *  @cost      that of wfm_engset_call
 *  @source    Iversen 2015, Teletraffic Engineering and Network Planning (DTU), ch. 5
 */
WFM_API double wfm_engset_traffic(double servers, double sources, double intensity);

/** Traffic carried: how many servers are busy in the mean (Engset).
 *
 *      Y = N beta (1 - E)/(1 + beta (1 - E))
 *
 *  Edges: 0 for n = 0, beta = 0 and N = 0; N beta/(1 + beta) from n = N on; n for N infinite, min(n, N) for beta
 *  infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @return    [erl]  [0,n]; NaN outside the domain
 *  @accuracy  as 1 - E in wfm_engset_call
 *  @cost      that of wfm_engset_call
 *  @source    Iversen 2015, Teletraffic Engineering and Network Planning (DTU), ch. 5
 */
WFM_API double wfm_engset_carried(double servers, double sources, double intensity);

/** The intended load of sources of an intensity: calls, those that are blocked included, times handle time (Engset).
 *
 *      L = N beta/(1 + beta (1 - E)) = Y/(1 - E)
 *
 *  Edges: 0 for N = 0 and beta = 0; for beta infinite N from n = N on, else infinite; infinite for N infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @return    [erl]  [0,inf]; NaN outside the domain
 *  @accuracy  as 1 - E in wfm_engset_call
 *  @cost      that of wfm_engset_call
 *  @source    Azimzadeh and Carpenter 2016, Fast Engset computation, Oper. Res. Letters 44, 313-318
 */
WFM_API double wfm_engset_load(double servers, double sources, double intensity);

/** Servers with a given call congestion (Engset).
 *
 *      the real n with E(n,N,beta) = p
 *
 *  Edges: 0 for p = 1, beta = 0 and N = 0; N for p = 0 and for beta infinite; infinite for N infinite.
 *
 *  @param sources    [sources]       real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @param blocking   [1]             call congestion, in [0,1]
 *  @return    [agents]  [0,N]; NaN outside the domain
 *  @accuracy  1e-13 times the condition with regard to the smaller of p and 1 - p
 *  @cost      7 of wfm_engset_call for people, 60 at most as far as seen
 *  @source    as wfm_engset_call
 */
WFM_API double wfm_engset_servers_for_call(double sources, double intensity, double blocking);

/** The largest intensity with which no more than a given share of the calls is blocked (Engset).
 *
 *      the beta with E(n,N,beta) = p
 *
 *  Edges: infinite for p = 1 and from n = N on, where nothing is ever blocked; else 0 for n = 0, for p = 0 and for N
 *  infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param blocking   [1]             call congestion, in [0,1]
 *  @return    [1]  [0,inf]; NaN outside the domain
 *  @accuracy  1e-13 times the condition with regard to the smaller of p and 1 - p
 *  @cost      7 of wfm_engset_call for people, 130 at most as far as seen
 *  @source    as wfm_engset_call
 */
WFM_API double wfm_engset_intensity_for_call(double servers, double sources, double blocking);

/** How many sources servers have room for with a given call congestion (Engset).
 *
 *      the real N >= n with E(n,N,beta) = p
 *
 *  Edges: infinite for p = 1; else 0 for n = 0; infinite for n infinite and for beta = 0; n for p = 0 and for beta
 *  infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param intensity  [1]             rate of one idle source's calls times the mean handle time, >= 0
 *  @param blocking   [1]             call congestion, in [0,1]
 *  @return    [sources]  [n,inf]; NaN outside the domain
 *  @accuracy  as wfm_engset_intensity_for_call
 *  @cost      8 of wfm_engset_call for people, 40 at most as far as seen
 *  @source    as wfm_engset_call
 */
WFM_API double wfm_engset_sources_for_call(double servers, double intensity, double blocking);

/** The intensity that makes an intended load (Engset): the inverse of wfm_engset_load.
 *
 *      the beta with beta/(1 + beta (1 - E(n,N,beta))) = L/N
 *
 *  Edges: 0 for L = 0 and N infinite; L/N for n = 0; L/(N - L) from n = N on, infinite where L is not below N; infinite
 *  for L infinite.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param load       [erl]           intended load of all sources, >= 0
 *  @return    [1]  [0,inf]; NaN outside the domain
 *  @accuracy  1e-13 times the condition with regard to L, which is at most 1 + beta
 *  @cost      6 of wfm_engset_call for people, 30 at most as far as seen
 *  @source    Azimzadeh and Carpenter 2016, Fast Engset computation, Oper. Res. Letters 44, 313-318
 */
WFM_API double wfm_engset_intensity_for_load(double servers, double sources, double load);

/** Call congestion of an intended load (Engset), as the trade's calculators give it.
 *
 *      P = E(n,N,beta), beta = (L/N)/(1 - (L/N) (1 - P))
 *
 *  Edges: Erlang B for N infinite; 1 for n = 0; from n = N on the limit max(0, 1 - N/L): sources that are never idle
 *  carry one erlang each.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param load       [erl]           intended load of all sources, >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  1e-13 times the condition with regard to L
 *  @cost      that of wfm_engset_intensity_for_load
 *  @source    Azimzadeh and Carpenter 2016, Fast Engset computation, Oper. Res. Letters 44, 313-318
 */
WFM_API double wfm_engset_call_of_load(double servers, double sources, double load);

/** Servers with a given call congestion of an intended load (Engset).
 *
 *      wfm_engset_servers_for_call() of the intensity (L/N)/(1 - (L/N) (1 - p))
 *
 *  Edges: as wfm_erlang_b_servers_for_blocking for N infinite; infinite where p < 1 - N/L, which no servers reach; else
 *  N for p = 0; 0 for p = 1 and L = 0.
 *
 *  @param sources    [sources]       real, >= 0
 *  @param load       [erl]           intended load of all sources, >= 0
 *  @param blocking   [1]             call congestion, in [0,1]
 *  @return    [agents]  [0,N] or inf; NaN outside the domain
 *  @accuracy  1e-13 times the conditions with regard to L and to the smaller of p and 1 - p
 *  @cost      that of wfm_engset_servers_for_call
 *  @source    Azimzadeh and Carpenter 2016, Fast Engset computation, Oper. Res. Letters 44, 313-318
 */
WFM_API double wfm_engset_servers_of_load_for_call(double sources, double load, double blocking);

/** The largest intended load of which no more than a given share is blocked (Engset).
 *
 *      wfm_engset_load() of wfm_engset_intensity_for_call(): N/(1/beta + 1 - p)
 *
 *  Edges: as wfm_erlang_b_load_for_blocking for N infinite; infinite for p = 1; else N/(1 - p) from n = N on; 0 for n =
 *  0 and p = 0.
 *
 *  @param servers    [agents]        real, >= 0
 *  @param sources    [sources]       real, >= 0
 *  @param blocking   [1]             call congestion, in [0,1]
 *  @return    [erl]  [0,inf]; NaN outside the domain
 *  @accuracy  as wfm_engset_intensity_for_call
 *  @cost      that of wfm_engset_intensity_for_call
 *  @source    Azimzadeh and Carpenter 2016, Fast Engset computation, Oper. Res. Letters 44, 313-318
 */
WFM_API double wfm_engset_load_for_call(double servers, double sources, double blocking);

/** Array form of wfm_engset_time(). */
WFM_API void wfm_engset_time_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                               ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride,
                               double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_call(). */
WFM_API void wfm_engset_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                               ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride,
                               double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_traffic(). */
WFM_API void wfm_engset_traffic_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                  ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride,
                                  double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_carried(). */
WFM_API void wfm_engset_carried_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                  ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride,
                                  double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_load(). */
WFM_API void wfm_engset_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                               ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride,
                               double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_servers_for_call(). */
WFM_API void wfm_engset_servers_for_call_n(const double *sources, ptrdiff_t sources_stride, const double *intensity,
                                           ptrdiff_t intensity_stride, const double *blocking,
                                           ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_intensity_for_call(). */
WFM_API void wfm_engset_intensity_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                             ptrdiff_t sources_stride, const double *blocking,
                                             ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                             size_t count);

/** Array form of wfm_engset_sources_for_call(). */
WFM_API void wfm_engset_sources_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *intensity,
                                           ptrdiff_t intensity_stride, const double *blocking,
                                           ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_intensity_for_load(). */
WFM_API void wfm_engset_intensity_for_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                             ptrdiff_t sources_stride, const double *load, ptrdiff_t load_stride,
                                             double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_call_of_load(). */
WFM_API void wfm_engset_call_of_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                       ptrdiff_t sources_stride, const double *load, ptrdiff_t load_stride, double *out,
                                       ptrdiff_t out_stride, size_t count);

/** Array form of wfm_engset_servers_of_load_for_call(). */
WFM_API void wfm_engset_servers_of_load_for_call_n(const double *sources, ptrdiff_t sources_stride, const double *load,
                                                   ptrdiff_t load_stride, const double *blocking,
                                                   ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                                   size_t count);

/** Array form of wfm_engset_load_for_call(). */
WFM_API void wfm_engset_load_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                        ptrdiff_t sources_stride, const double *blocking, ptrdiff_t blocking_stride,
                                        double *out, ptrdiff_t out_stride, size_t count);

#ifdef __cplusplus
}
#endif

#endif
