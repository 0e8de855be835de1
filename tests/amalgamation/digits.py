# SPDX-License-Identifier: MIT
"""A C program that prints every bit of every formula over a sample, of its array form, and of a staffing.

Made of the declaration text, so that a formula that is added is in it.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bindings"))
import declarations  # noqa: E402

SAMPLES = {"servers": "0, 1, 2.5, 34, 150.75, 1e4, 3e6", "load": "0, 0.3, 9.9, 29.2, 140, 1e4, 2.9e6"}
OTHERS = "0, 0.01, 0.2, 0.8, 3"
PROGRAM = """#include WFM_HEADER
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(sample) (sizeof (sample) / sizeof (sample)[0])
static const double servers_sample[] = {%s}, load_sample[] = {%s}, other_sample[] = {%s};
enum { ARGUMENTS = 8, ROOM = 16384 };
static double column[ARGUMENTS][ROOM], out[ROOM];

/* Every number of a formula, and that the array form has the same. */
static void show(const char *name, size_t count, size_t arguments, const double *scalar)
{
    for (size_t i = 0; i < count; i++) {
        printf("%%s", name);
        for (size_t k = 0; k < arguments; k++) printf(" %%g", column[k][i]);
        printf(" = %%a\\n", scalar[i]);
        if (memcmp(&scalar[i], &out[i], sizeof out[i]) != 0 && scalar[i] == scalar[i]) printf("array: %%a\\n", out[i]);
    }
}
%s
static void staffing(void)
{
    static const double calls[] = {0.5, 40, 250, 9000}, patience_s[] = {0, 60, 180}, lines[] = {0, 60};
    for (size_t i = 0; i < COUNT(calls) * COUNT(patience_s) * COUNT(lines); i++) {
        wfm_queue queue;
        wfm_targets targets;
        wfm_staffing found;
        wfm_queue_metrics metrics;
        double numbers[64];
        wfm_queue_init(&queue, sizeof queue);
        wfm_targets_init(&targets, sizeof targets);
        wfm_staffing_init(&found, sizeof found);
        wfm_queue_metrics_init(&metrics, sizeof metrics);
        queue.calls = calls[i %% COUNT(calls)];
        queue.patience_s = patience_s[i / COUNT(calls) %% COUNT(patience_s)];
        queue.lines = lines[i / COUNT(calls) / COUNT(patience_s)];
        queue.interval_s = 1800;
        queue.aht_s = 210;
        queue.answer_within_s = 20;
        queue.service_rule = WFM_SERVICE_OFFERED;
        targets.service_level = 0.8;
        printf("staffing %%g %%g %%g", queue.calls, queue.patience_s, queue.lines);
        printf(" = %%ld", (long)wfm_staffing_agents(&queue, &targets, &found));
        printf(" %%a\\n", found.agents);
        queue.agents = found.agents;
        printf("queue %%ld =", (long)wfm_queue_evaluate(&queue, &metrics));
        memcpy(numbers, (const char *)&metrics + 8, sizeof metrics - 8);
        for (size_t k = 0; k < sizeof metrics / 8 - 1; k++) printf(" %%a", fabs(numbers[k]));
        printf("\\n");
    }
}

int main(void)
{
%s
    staffing();
    return 0;
}
"""


def formulas():
    return [function for function in declarations.declared(declarations.Function)
            if function.result == "double" and {kind for kind, _ in function.parameters} == {"double"}]


def sample_of(name):
    return (name if name in SAMPLES else "other") + "_sample"


def body(function, arrays):
    names = [name for _, name in function.parameters]
    lines = ["", "static void show_%s(void)" % function.name, "{", "    static double scalar[ROOM];",
             "    size_t count = 0;"]
    for k, name in enumerate(names):
        lines.append("    for (size_t i%d = 0; i%d < COUNT(%s); i%d++)" % (k, k, sample_of(name), k))
    lines.append("    {")
    for k, name in enumerate(names):
        lines.append("        column[%d][count] = %s[i%d];" % (k, sample_of(name), k))
    values = ", ".join("%s[i%d]" % (sample_of(name), k) for k, name in enumerate(names))
    lines += ["        scalar[count++] = %s(%s);" % (function.name, values), "    }"]
    if function.name + "_n" in arrays:
        lines.append("    %s_n(%s, out, 1, count);" % (
            function.name, ", ".join("column[%d], 1" % k for k in range(len(names)))))
    else:
        lines.append("    memcpy(out, scalar, sizeof out);")
    return lines + ['    show("%s", count, %d, scalar);' % (function.name, len(names)), "}"]


def program():
    arrays = {function.name for function in declarations.declared(declarations.Function)}
    functions = "\n".join("\n".join(body(function, arrays)) for function in formulas())
    calls = "\n".join("    show_%s();" % function.name for function in formulas())
    return PROGRAM % (SAMPLES["servers"], SAMPLES["load"], OTHERS, functions, calls)
