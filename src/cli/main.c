/* SPDX-License-Identifier: MIT */
/* The command wfm: a client of the public headers, nothing that a linked program cannot do. */
#include "cli/commands.h"
#include "cli/text.h"

#include "wfm/wfm.h"

#include <stdio.h>
#include <string.h>

static int version_command(void)
{
    printf("wfm %s\n", wfm_version_string());
    if (fflush(stdout) == 0) return EXIT_FINE;
    perror("wfm: cannot write the version");
    return EXIT_OUTPUT;
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fputs("wfm: which command? wfm plan day.csv staffs a day; wfm help shows more\n", stderr);
        return EXIT_USAGE;
    }
    const char *name = arguments[1];
    if (strcmp(name, "plan") == 0) return plan_command(count - 2, arguments + 2);
    if (strcmp(name, "agents") == 0) return agents_command(count - 2, arguments + 2);
    if (strcmp(name, "curve") == 0) return curve_command(count - 2, arguments + 2);
    if (strcmp(name, "trunks") == 0) return trunks_command(count - 2, arguments + 2);
    if (strcmp(name, "forecast") == 0) return forecast_command(count - 2, arguments + 2);
    if (strcmp(name, "update") == 0) return update_command(count - 2, arguments + 2);
    if (strcmp(name, "compare") == 0) return compare_command(count - 2, arguments + 2);
    if (strcmp(name, "risk") == 0) return risk_command(count - 2, arguments + 2);
    if (strcmp(name, "measure") == 0) return measure_command(count - 2, arguments + 2);
    if (strcmp(name, "demo") == 0) return demo_command(count - 2, arguments + 2);
    if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0) return version_command();
    if (strcmp(name, "help") == 0) return help_command(count > 2 ? arguments[2] : NULL);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return help_command(NULL);
    return unknown_command(name);
}
