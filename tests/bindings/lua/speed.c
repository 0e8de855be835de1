/* SPDX-License-Identifier: MIT */
/* Nanoseconds of processor time that a call of wfm_erlang_c takes in C, as speed.lua measures it in LuaJIT: the same loads, the same sum. */
#include <stdio.h>
#include <time.h>
#include <wfm/wfm.h>

int main(void)
{
    const int calls = 300000;
    const clock_t start = clock();
    double sum = 0;
    for (int i = 1; i <= calls; i++)
        sum += wfm_erlang_c(40, 20 + i % 1000 * 0.01);
    printf("%.17g %.17g\n", (double)(clock() - start) / CLOCKS_PER_SEC / calls * 1e9, sum);
    return 0;
}
