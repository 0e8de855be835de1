/* SPDX-License-Identifier: MIT */
#include "wfm/base.h"

/* Words and texts stand in the rows themselves, not behind pointers: pointers would need relocation at load time, and
 * so a writable page. */
typedef struct status_row {
    wfm_status number;
    char word[32];
    char text[104];
} status_row;

static const status_row rows[] = {
#define STATUS_ROW(constant, number, word, text) {number, word, text},
    WFM_STATUS_LIST(STATUS_ROW)
#undef STATUS_ROW
};

static const status_row unknown_error = {-1, "unknown", "an error that this version of the library does not know"};
static const status_row unknown_caveat = {1, "unknown", "a caveat that this version of the library does not know"};

static const status_row *find(wfm_status status)
{
    /* of several caveats, the lowest bit */
    wfm_status wanted = status > 0 ? status & -status : status;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].number == wanted) return &rows[i];
    return status < 0 ? &unknown_error : &unknown_caveat;
}

int32_t wfm_failed(wfm_status status)
{
    return status < 0;
}

const char *wfm_status_name(wfm_status status)
{
    return find(status)->word;
}

const char *wfm_status_text(wfm_status status)
{
    return find(status)->text;
}

#define TEXT_OF(number) #number
#define VERSION_OF(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

const char *wfm_version_string(void)
{
    return VERSION_OF(WFM_VERSION_MAJOR, WFM_VERSION_MINOR, WFM_VERSION_PATCH);
}

int32_t wfm_version_number(void)
{
    return WFM_VERSION_MAJOR * 1000000 + WFM_VERSION_MINOR * 1000 + WFM_VERSION_PATCH;
}
