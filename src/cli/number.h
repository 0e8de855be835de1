/* SPDX-License-Identifier: MIT */
/* Numbers as people write them, read and written the same in every locale. */
#ifndef WFM_CLI_NUMBER_H
#define WFM_CLI_NUMBER_H

#include "cli/text.h"

#include <math.h>

/* A value that is not given; NAN itself is a float. */
#define NO_NUMBER ((double)NAN)

/* What a number stands for decides how it may be written and which values are allowed. */
typedef enum cli_quantity {
    QUANTITY_COUNT,     /* calls, agents: finite, >= 0 */
    QUANTITY_CAP,       /* most agents: finite, > 0 */
    QUANTITY_LINES,     /* the same, and no more than the library walks through */
    QUANTITY_TIME,      /* 20, 20s, 0.5m, 1h: seconds, >= 0 */
    QUANTITY_LENGTH,    /* the same, > 0 */
    QUANTITY_PATIENCE,  /* the same: without one nobody hangs up */
    QUANTITY_SHARE,     /* 85% or 0.85: > 0, at most 1 */
    QUANTITY_SEEN,      /* the same, also 0 */
    QUANTITY_SHRINKAGE, /* 30% or 0.3: >= 0, below 1 */
    QUANTITY_RECONNECT, /* the same */
    QUANTITY_RISK,      /* the same, > 0 */
    QUANTITY_VARIATION, /* a coefficient of variation: 0 to 1,000 */
    QUANTITY_SERVICE    /* 80/20: a share within a time; two values */
} cli_quantity;

/* One reading: the values, or what is wrong and what would be right, to be put after the name and the text. */
typedef struct cli_reading {
    double value;
    double answer_within_s; /* of QUANTITY_SERVICE */
    char mark;              /* the decimal mark that was read, 0 without one */
    char problem[160];
} cli_reading;

/* Whether text is such a quantity. A decimal comma is allowed only where commas separate nothing. */
bool number_read(cli_quantity quantity, span text, bool comma_allowed, cli_reading *reading);

/* The shortest of 15, 16 or 17 digits that reads back to the same double; "inf", and nothing for NaN. */
enum { NUMBER_SIZE = 32 };
size_t number_write(double value, char text[NUMBER_SIZE]);

/* A span as it may be given: "30m", "24h", "90s". */
void length_write(double seconds, char text[NUMBER_SIZE]);

/* A share within a time as "80/20", which reads back to the same two doubles. */
enum { SERVICE_SIZE = 2 * NUMBER_SIZE };
void service_write(double share, double within_s, char text[SERVICE_SIZE]);

/* Which of two doubles is less, as qsort asks: -1, 0 or 1. They may stand first in larger items. */
int number_compare(const void *left, const void *right);

/* What is wrong with a comma in an option, which has no columns. */
#define ONE_NUMBER "has a comma: write one number, its decimals behind a point"

#endif
