/* SPDX-License-Identifier: MIT */
/* libwfm as an extension of PostgreSQL: every function of functions.h, and wfm_curve as a set of rows. */
#include <postgres.h>

#include <fmgr.h>
#include <funcapi.h>
#include <utils/builtins.h>

#include "functions.h"

PG_MODULE_MAGIC;

/* An argument that is not given is its type's default, which stands in the SQL script. PostgreSQL has checked types and
 * NULLs, as the functions are strict. */
static double argument(FunctionCallInfo fcinfo, int at, char type)
{
    double value;
    if (type == 'i') return (double)PG_GETARG_INT32(at);
    if (type == 'r') {
        text *word = PG_GETARG_TEXT_PP(at);
        value = sql_rule(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word));
        PG_FREE_IF_COPY(word, at);
        return value;
    }
    return PG_GETARG_FLOAT8(at);
}

static void refuse(const char *name, const char *text)
{
    ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s: %s", name, text)));
}

static Datum apply(FunctionCallInfo fcinfo, const sql_function *function)
{
    double in[SQL_MOST] = {0};
    sql_result out = {0};
    wfm_status status;
    for (int at = 0; function->types[at]; at++)
        in[at] = argument(fcinfo, at, function->types[at]);
    status = function->call(in, &out);
    if (wfm_failed(status)) refuse(function->name, sql_error(status));
    if (function->kind == 's') PG_RETURN_TEXT_P(cstring_to_text(out.text));
    if (function->kind == 'i') PG_RETURN_INT32((int32)out.number);
    PG_RETURN_FLOAT8(out.number);
}

#define FUNCTION_ENTRY(name, kind, least, types, arguments)                                                            \
    PG_FUNCTION_INFO_V1(pg_##name);                                                                                    \
    Datum pg_##name(PG_FUNCTION_ARGS)                                                                                  \
    {                                                                                                                  \
        static const sql_function row = {#name, kind, least, types, arguments, sql_##name};                            \
        return apply(fcinfo, &row);                                                                                    \
    }
SQL_FUNCTIONS(FUNCTION_ENTRY)

/* What wfm_curve keeps from row to row. */
typedef struct curve {
    double in[SQL_MOST];
    TupleDesc columns;
} curve;

/* Checks the arguments once, into memory that lives as long as the rows. */
static curve *curve_begin(FunctionCallInfo fcinfo, MemoryContext context)
{
    static const char types[] = "dddddddr";
    MemoryContext before = MemoryContextSwitchTo(context);
    curve *begun = palloc0(sizeof(curve));
    const char *wrong;
    for (int at = 0; types[at]; at++)
        begun->in[at] = argument(fcinfo, at, types[at]);
    wrong = sql_curve_error(begun->in);
    if (wrong) refuse("wfm_curve", wrong);
    if (get_call_result_type(fcinfo, NULL, &begun->columns) != TYPEFUNC_COMPOSITE)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("wfm_curve: it returns rows")));
    begun->columns = BlessTupleDesc(begun->columns);
    MemoryContextSwitchTo(before);
    return begun;
}

PG_FUNCTION_INFO_V1(pg_wfm_curve);
Datum pg_wfm_curve(PG_FUNCTION_ARGS)
{
    FuncCallContext *call;
    const curve *begun;
    double agents, row[CURVE_COLUMNS];
    wfm_status status;
    Datum values[CURVE_COLUMNS];
    bool nulls[CURVE_COLUMNS] = {false};
    if (SRF_IS_FIRSTCALL()) {
        call = SRF_FIRSTCALL_INIT();
        call->user_fctx = curve_begin(fcinfo, call->multi_call_memory_ctx);
    }
    call = SRF_PERCALL_SETUP();
    begun = call->user_fctx;
    agents = begun->in[4] + (double)call->call_cntr;
    if (!(agents <= begun->in[5])) SRF_RETURN_DONE(call);
    status = sql_curve_row(begun->in, agents, row);
    if (wfm_failed(status)) refuse("wfm_curve", sql_error(status));
    for (int at = 0; at < CURVE_STATUS; at++)
        values[at] = Float8GetDatum(row[at]);
    values[CURVE_STATUS] = Int32GetDatum(status);
    SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(begun->columns, values, nulls)));
}
