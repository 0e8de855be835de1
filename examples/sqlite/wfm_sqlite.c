/* SPDX-License-Identifier: MIT */
/* libwfm as a loadable extension of SQLite: every function of functions.h, and wfm_curve as a table. */
#include <stdbool.h>
#include <string.h>

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include "functions.h"

#define WHERE_SAFE (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)

#define FUNCTION_ROW(name, kind, least, types, arguments) {#name, kind, least, types, arguments, sql_##name},
static const sql_function functions[] = {SQL_FUNCTIONS(FUNCTION_ROW)};

/* The name of argument `at` in a list that has a comma behind each. */
static char *argument_name(const char *arguments, int at)
{
    for (; at > 0; at--)
        arguments = strchr(arguments, ',') + 1;
    return sqlite3_mprintf("%.*s", (int)strcspn(arguments, ","), arguments);
}

/* The number that a value is, or, where a rule is meant, that a word stands for. */
static bool number_of(sqlite3_value *value, char type, double *number)
{
    const int stored = sqlite3_value_numeric_type(value);
    if (stored == SQLITE_INTEGER || stored == SQLITE_FLOAT) {
        *number = sqlite3_value_double(value);
        return true;
    }
    if (type != 'r' || stored != SQLITE_TEXT) return false;
    const char *word = (const char *)sqlite3_value_text(value);
    if (!word) return false;
    *number = sql_rule(word, (size_t)sqlite3_value_bytes(value));
    return true;
}

/* Sets an error "function: argument: ...", of which `text` is the last part or, with an argument, what is wrong with it. */
static void refuse(sqlite3_context *context, const sql_function *function, int at, const char *text)
{
    char *argument = at < 0 ? sqlite3_mprintf("") : argument_name(function->arguments, at);
    char *message = sqlite3_mprintf("%s: %s%s%s", function->name, argument, at < 0 ? "" : ": ", text);
    if (message) {
        sqlite3_result_error(context, message, -1);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(message);
    sqlite3_free(argument);
}

/* Every scalar function: its row is the user data. */
static void apply(sqlite3_context *context, int count, sqlite3_value **values)
{
    const sql_function *function = (const sql_function *)sqlite3_user_data(context);
    double in[SQL_MOST] = {0};
    sql_result out = {0};
    for (int at = 0; at < count; at++) {
        if (sqlite3_value_type(values[at]) == SQLITE_NULL) return; /* the result is NULL already */
    }
    for (int at = 0; at < count; at++) {
        if (number_of(values[at], function->types[at], &in[at])) continue;
        refuse(context, function, at, "not a number");
        return;
    }
    const wfm_status status = function->call(in, &out);
    if (wfm_failed(status)) {
        refuse(context, function, -1, sql_error(status));
    } else if (function->kind == 's') {
        sqlite3_result_text(context, out.text, -1, SQLITE_STATIC);
    } else if (function->kind == 'i') {
        sqlite3_result_int(context, (int)out.number);
    } else {
        sqlite3_result_double(context, out.number);
    }
}

/* wfm_curve: a table whose hidden columns are the arguments of the function. */

enum { CURVE_ARGUMENTS = 8, CURVE_NEEDED = 6 };

#define CURVE_NAMES "calls,interval_s,aht_s,answer_within_s,from_agents,to_agents,patience_s,service_rule,"

static const sql_function curve_function = {"wfm_curve", 'd', CURVE_NEEDED, "dddddddr", CURVE_NAMES, NULL};

typedef struct curve_cursor {
    sqlite3_vtab_cursor base;
    sqlite3_value *given[CURVE_ARGUMENTS]; /* as they were given, for the hidden columns */
    double in[CURVE_ARGUMENTS];
    double row[CURVE_COLUMNS];
    sqlite3_int64 step; /* agents above the first row's */
    bool done;
} curve_cursor;

static int curve_connect(sqlite3 *db, void *data, int count, const char *const *words, sqlite3_vtab **table,
                         char **message)
{
    (void)data, (void)count, (void)words, (void)message;
    const int status = sqlite3_declare_vtab(
        db, "CREATE TABLE x(agents REAL, service_level REAL, asa_s REAL, occupancy REAL, abandonment REAL, "
            "status INTEGER, calls HIDDEN, interval_s HIDDEN, aht_s HIDDEN, answer_within_s HIDDEN, "
            "from_agents HIDDEN, to_agents HIDDEN, patience_s HIDDEN, service_rule HIDDEN)");
    if (status != SQLITE_OK) return status;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    *table = (sqlite3_vtab *)sqlite3_malloc(sizeof(sqlite3_vtab));
    if (!*table) return SQLITE_NOMEM;
    memset(*table, 0, sizeof(sqlite3_vtab));
    return SQLITE_OK;
}

static int curve_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int vtab_error(sqlite3_vtab *table, char *message)
{
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = message;
    return message ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* The arguments are equalities with hidden columns; which of them there are is the plan's number, a bit for each. An order
 * of the joined tables in which one is not known yet is no plan. */
static int curve_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    int constraint[CURVE_ARGUMENTS], position = 0, unknown = 0;
    for (int at = 0; at < CURVE_ARGUMENTS; at++)
        constraint[at] = -1;
    for (int each = 0; each < info->nConstraint; each++) {
        const int at = info->aConstraint[each].iColumn - CURVE_COLUMNS;
        if (at < 0 || info->aConstraint[each].op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
        if (info->aConstraint[each].usable) {
            constraint[at] = each;
        } else {
            unknown |= 1 << at;
        }
    }
    info->idxNum = 0;
    for (int at = 0; at < CURVE_ARGUMENTS; at++) {
        if (constraint[at] < 0 && (unknown & 1 << at)) return SQLITE_CONSTRAINT;
        if (constraint[at] < 0 && at < CURVE_NEEDED) {
            char *name = argument_name(CURVE_NAMES, at);
            const int status = vtab_error(table, sqlite3_mprintf("wfm_curve: %s: not given", name));
            sqlite3_free(name);
            return status;
        }
        if (constraint[at] < 0) continue;
        info->aConstraintUsage[constraint[at]].argvIndex = ++position;
        info->aConstraintUsage[constraint[at]].omit = 1;
        info->idxNum |= 1 << at;
    }
    info->estimatedRows = 20;
    info->estimatedCost = 20.0;
    return SQLITE_OK;
}

static int curve_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    (void)table;
    curve_cursor *curve = (curve_cursor *)sqlite3_malloc(sizeof(curve_cursor));
    if (!curve) return SQLITE_NOMEM;
    memset(curve, 0, sizeof(curve_cursor));
    *cursor = &curve->base;
    return SQLITE_OK;
}

static void forget_given(curve_cursor *curve)
{
    for (int at = 0; at < CURVE_ARGUMENTS; at++) {
        sqlite3_value_free(curve->given[at]);
        curve->given[at] = NULL;
    }
}

static int curve_close(sqlite3_vtab_cursor *cursor)
{
    forget_given((curve_cursor *)cursor);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

/* The row that the cursor is at, or the end. */
static int curve_evaluate(curve_cursor *curve)
{
    const double agents = curve->in[4] + (double)curve->step;
    curve->done = !(agents <= curve->in[5]);
    if (curve->done) return SQLITE_OK;
    const wfm_status status = sql_curve_row(curve->in, agents, curve->row);
    if (!wfm_failed(status)) return SQLITE_OK;
    return vtab_error(curve->base.pVtab, sqlite3_mprintf("wfm_curve: %s", sql_error(status)));
}

static int curve_filter(sqlite3_vtab_cursor *cursor, int plan, const char *text, int count, sqlite3_value **values)
{
    (void)text, (void)count;
    curve_cursor *curve = (curve_cursor *)cursor;
    int position = 0;
    forget_given(curve);
    memset(curve->in, 0, sizeof curve->in);
    curve->step = 0;
    curve->done = true;
    for (int at = 0; at < CURVE_ARGUMENTS; at++) {
        if (!(plan & 1 << at)) continue;
        sqlite3_value *value = values[position++];
        if (sqlite3_value_type(value) == SQLITE_NULL) return SQLITE_OK; /* no rows */
        if (!number_of(value, curve_function.types[at], &curve->in[at])) {
            char *name = argument_name(CURVE_NAMES, at);
            const int status = vtab_error(cursor->pVtab, sqlite3_mprintf("wfm_curve: %s: not a number", name));
            sqlite3_free(name);
            return status;
        }
        curve->given[at] = sqlite3_value_dup(value);
        if (!curve->given[at]) return SQLITE_NOMEM;
    }
    const char *wrong = sql_curve_error(curve->in);
    if (wrong) return vtab_error(cursor->pVtab, sqlite3_mprintf("wfm_curve: %s", wrong));
    return curve_evaluate(curve);
}

static int curve_next(sqlite3_vtab_cursor *cursor)
{
    curve_cursor *curve = (curve_cursor *)cursor;
    curve->step++;
    return curve_evaluate(curve);
}

static int curve_eof(sqlite3_vtab_cursor *cursor)
{
    return ((curve_cursor *)cursor)->done;
}

static int curve_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const curve_cursor *curve = (const curve_cursor *)cursor;
    if (column == CURVE_STATUS) {
        sqlite3_result_int(context, (int)curve->row[column]);
    } else if (column < CURVE_COLUMNS) {
        sqlite3_result_double(context, curve->row[column]);
    } else if (curve->given[column - CURVE_COLUMNS]) {
        sqlite3_result_value(context, curve->given[column - CURVE_COLUMNS]);
    }
    return SQLITE_OK;
}

static int curve_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row)
{
    *row = ((const curve_cursor *)cursor)->step;
    return SQLITE_OK;
}

static const sqlite3_module curve_module = {
    .xConnect = curve_connect, /* and no xCreate: the table is there without CREATE VIRTUAL TABLE */
    .xBestIndex = curve_best_index,
    .xDisconnect = curve_disconnect,
    .xOpen = curve_open,
    .xClose = curve_close,
    .xFilter = curve_filter,
    .xNext = curve_next,
    .xEof = curve_eof,
    .xColumn = curve_column,
    .xRowid = curve_rowid,
};

/* The one name that the file exports; SQLite makes it from the file's. */
#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

EXPORTED int sqlite3_wfm_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

int sqlite3_wfm_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
    (void)message;
    SQLITE_EXTENSION_INIT2(api);
    for (size_t each = 0; each < sizeof functions / sizeof functions[0]; each++) {
        const sql_function *function = &functions[each];
        const int most = (int)strlen(function->types);
        for (int count = function->least; count <= most; count++) {
            const int status = sqlite3_create_function_v2(db, function->name, count, WHERE_SAFE, (void *)function,
                                                          apply, NULL, NULL, NULL);
            if (status != SQLITE_OK) return status;
        }
    }
    return sqlite3_create_module_v2(db, "wfm_curve", &curve_module, NULL, NULL);
}
