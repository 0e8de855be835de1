/* SPDX-License-Identifier: MIT */
#include "rivals.h"

#include <boost/math/special_functions/gamma.hpp>

/* In plain double, the fast branch: by default Boost.Math computes in long double. */
using plain_double = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/* The Poisson probability of n over that of n at most, both continued to real n. */
double rival_boost(double servers, double load)
{
    return boost::math::gamma_p_derivative(servers + 1, load, plain_double()) /
           boost::math::gamma_q(servers + 1, load, plain_double());
}
