/* SPDX-License-Identifier: MIT */
/* The C module wfm.core, for Lua 5.1 to 5.4 and LuaJIT: every function of libwfm, by a description that generate.lua
 * makes of the declarations (declared.h). The library itself is wfm.c, compiled with it.
 *
 * A call has five steps: read the arguments into slots, one for each parameter in C; settle the counts, which tables
 * have told; give the outputs memory; call; push what came out. All memory is Lua's, on its stack while the call lasts,
 * so that an error at any step leaves nothing behind.
 */
#include <lauxlib.h>
#include <lua.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "wfm.h"

#if LUA_VERSION_NUM < 502
#define lua_rawlen lua_objlen
#endif
#if defined(_WIN32)
#define MODULE_API __declspec(dllexport)
#elif defined(__GNUC__)
#define MODULE_API __attribute__((visibility("default")))
#else
#define MODULE_API
#endif

/* shape.lua says what each role is. */
enum role {
    ROLE_NUMBER,
    ROLE_INTEGER,
    ROLE_STRUCT,
    ROLE_STATE,
    ROLE_RESULT,
    ROLE_WANTED,
    ROLE_COLUMN,
    ROLE_MEMORY,
    ROLE_LIST,
    ROLE_OUT,
    ROLE_STATUS,
    ROLE_VALUE,
    ROLE_BOTH,
    ROLE_COUNT,
    ROLE_STRIDE,
    ROLE_MATRIX,
    ROLE_BUFFER
};
enum kind { KIND_NONE, KIND_DOUBLE, KIND_INT32, KIND_INT64, KIND_SIZE };

typedef union slot {
    double number;
    int64_t integer;
    void *pointer;
} slot;

/* A member of a struct; offsets of 0 are those of no member. base is 1 for indices, which count from 1 in Lua. */
typedef struct member {
    const char *name;
    size_t at, stride, stride_2, count, count_2;
    int role, kind, base, fixed;
} member;

typedef struct record {
    const char *name;
    size_t size;
    const member *members;
    size_t length;
} record;

typedef struct parameter {
    const char *name;
    const record *of;
    int role, kind, base, count, needed; /* count: the slot that counts its rows, or -1 */
} parameter;

/* A function, and where the number of rows of its outputs stands: in a slot, or in a member of the struct there. */
typedef struct described {
    const char *name;
    int32_t (*call)(const slot *);
    const parameter *parameters;
    int length, rows_slot;
    size_t rows_member;
    int rows_less;
} described;

typedef struct constant {
    const char *name;
    int value;
} constant;

enum { SLOTS = 24, UNSET = -1 };
#define MOST_ROWS ((int64_t)1 << 40)
#define BUFFER "wfm.buffer"

typedef struct frame {
    lua_State *L;
    const described *function;
    const char *what; /* the argument being read, for messages */
    slot slots[SLOTS];
    bool broadcast[SLOTS]; /* a count that one number for all rows would be content with */
    int arguments[SLOTS];
    int64_t least; /* the shortest column that no count of its own counts */
} frame;

/* The number at the top of the stack as an integer from low to high; the message names what it was to be. */
static int64_t whole(lua_State *L, const char *name, double low, double high)
{
    const double number = lua_tonumber(L, -1);
    if (lua_type(L, -1) != LUA_TNUMBER || number != floor(number) || !(number >= low && number <= high)) {
        luaL_error(L, "%s: a whole number expected, got %s", name,
                   lua_type(L, -1) == LUA_TNUMBER ? lua_tostring(L, -1) : luaL_typename(L, -1));
    }
    return (int64_t)number;
}

static int32_t whole_argument(lua_State *L, int at)
{
    lua_pushvalue(L, at);
    return (int32_t)whole(L, "argument", INT32_MIN, INT32_MAX);
}

/* Without the strings that Lua would take for numbers. */
static double number_argument(lua_State *L, int at)
{
    luaL_checktype(L, at, LUA_TNUMBER);
    return lua_tonumber(L, at);
}

static const char *text_argument(lua_State *L, int at)
{
    luaL_checktype(L, at, LUA_TSTRING);
    return lua_tostring(L, at);
}

#include "declared.h"

static size_t size_of(int kind)
{
    return kind == KIND_INT32 ? sizeof(int32_t) : kind == KIND_INT64 ? sizeof(int64_t) : sizeof(double);
}

/* Takes the number at the top of the stack into memory. */
static void take(frame *call, void *to, int kind, int base)
{
    lua_State *L = call->L;
    if (kind == KIND_DOUBLE) {
        if (lua_type(L, -1) != LUA_TNUMBER) {
            luaL_error(L, "%s: %s: a number expected, got %s", call->function->name, call->what, luaL_typename(L, -1));
        }
        const double number = lua_tonumber(L, -1);
        memcpy(to, &number, sizeof number);
    } else if (kind == KIND_INT32) {
        const int32_t number = (int32_t)whole(L, call->what, INT32_MIN + 1.0, INT32_MAX) - base;
        memcpy(to, &number, sizeof number);
    } else {
        const int64_t number = whole(L, call->what, -9007199254740992.0, 9007199254740992.0) - base;
        memcpy(to, &number, sizeof number);
    }
    lua_pop(L, 1);
}

static void push_element(lua_State *L, const void *from, int kind, int base)
{
    if (kind == KIND_DOUBLE) {
        double number;
        memcpy(&number, from, sizeof number);
        lua_pushnumber(L, number);
    } else if (kind == KIND_INT32) {
        int32_t number;
        memcpy(&number, from, sizeof number);
        lua_pushinteger(L, (lua_Integer)number + base);
    } else {
        int64_t number;
        memcpy(&number, from, sizeof number);
        lua_pushinteger(L, (lua_Integer)(number + base));
    }
}

static void *memory(lua_State *L, int64_t rows, size_t size)
{
    if (rows > MOST_ROWS) luaL_error(L, "%f rows are too many", (double)rows);
    const size_t bytes = rows > 0 ? (size_t)rows * size : size;
    return memset(lua_newuserdata(L, bytes), 0, bytes);
}

/* ---- buffers: numbers that stay in C, of a state or for columns that are used often ---- */

static double *buffer_at(lua_State *L, int at, int64_t *length)
{
    void *memory_ = lua_touserdata(L, at);
    if (!memory_ || !lua_getmetatable(L, at)) return NULL;
    luaL_getmetatable(L, BUFFER);
    const bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    *length = (int64_t)(lua_rawlen(L, at) / sizeof(double));
    return same ? memory_ : NULL;
}

static double *new_buffer(lua_State *L, int64_t length)
{
    double *numbers = memory(L, length, sizeof *numbers);
    luaL_getmetatable(L, BUFFER);
    lua_setmetatable(L, -2);
    return numbers;
}

static int buffer_new(lua_State *L)
{
    lua_settop(L, 1);
    new_buffer(L, whole(L, "buffer", 1.0, (double)MOST_ROWS));
    return 1;
}

static double *own_buffer(lua_State *L, int64_t *length)
{
    double *numbers = buffer_at(L, 1, length);
    if (!numbers) luaL_error(L, "a buffer expected, got %s", luaL_typename(L, 1));
    return numbers;
}

static double *buffer_element(lua_State *L)
{
    int64_t length = 0;
    double *numbers = own_buffer(L, &length);
    lua_pushvalue(L, 2);
    return numbers + whole(L, "index of a buffer", 1.0, (double)length) - 1;
}

static int buffer_get(lua_State *L)
{
    lua_pushnumber(L, *buffer_element(L));
    return 1;
}

static int buffer_set(lua_State *L)
{
    *buffer_element(L) = number_argument(L, 3);
    return 0;
}

static int buffer_length(lua_State *L)
{
    int64_t length = 0;
    own_buffer(L, &length);
    lua_pushinteger(L, (lua_Integer)length);
    return 1;
}

/* ---- columns in ---- */

/* Notes that a column has length rows: with its count, else among those that must reach as far as the outputs. */
static void note_length(frame *call, int64_t length, int64_t *count, int fixed)
{
    if (fixed && length != fixed) {
        luaL_error(call->L, "%s: %s: %d numbers expected, got %d", call->function->name, call->what, fixed,
                   (int)length);
    }
    if (count && *count != UNSET && *count != length) {
        luaL_error(call->L, "%s: %s: %d numbers expected as in the columns before, got %d", call->function->name,
                   call->what, (int)*count, (int)length);
    }
    if (count) *count = length;
    if (!count && !fixed && length < call->least) call->least = length;
}

/* The column at the top of the stack, in memory that takes its place there; null for nil. */
static void *column(frame *call, int kind, int base, int64_t *count, bool *broadcast, int fixed, ptrdiff_t *stride)
{
    lua_State *L = call->L;
    const int given = lua_gettop(L);
    int64_t length = 1;
    *stride = 1;
    if (lua_isnil(L, given)) return NULL;
    if (lua_type(L, given) == LUA_TNUMBER && broadcast) {
        void *one = memory(L, 1, sizeof(int64_t));
        lua_insert(L, given);
        take(call, one, kind, base);
        *stride = 0;
        *broadcast = true;
        return one;
    }
    double *buffer = kind == KIND_DOUBLE ? buffer_at(L, given, &length) : NULL;
    if (!buffer && !lua_istable(L, given)) {
        luaL_error(L, "%s: %s: a table of numbers expected, got %s", call->function->name, call->what,
                   luaL_typename(L, given));
    }
    if (!buffer) length = (int64_t)lua_rawlen(L, given);
    note_length(call, length, count, fixed);
    if (buffer) return buffer;
    char *numbers = memory(L, length, size_of(kind));
    for (int64_t row = 0; row < length; row++) {
        lua_rawgeti(L, given, (int)row + 1);
        take(call, numbers + (size_t)row * size_of(kind), kind, base);
    }
    lua_replace(L, given);
    return numbers;
}

/* The table of rows at the top of the stack as one block, row behind row, which takes its place there. */
static void *matrix(frame *call, int64_t *rows, int64_t *columns, ptrdiff_t *stride, ptrdiff_t *stride_2)
{
    lua_State *L = call->L;
    const int given = lua_gettop(L);
    double *numbers = NULL;
    if (lua_isnil(L, given)) return NULL;
    if (!lua_istable(L, given)) luaL_error(L, "%s: %s: a table of rows expected", call->function->name, call->what);
    note_length(call, (int64_t)lua_rawlen(L, given), rows, 0);
    for (int64_t row = 0; row < *rows; row++) {
        lua_rawgeti(L, given, (int)row + 1);
        if (!lua_istable(L, -1)) luaL_error(L, "%s: %s: a table of rows expected", call->function->name, call->what);
        note_length(call, (int64_t)lua_rawlen(L, -1), columns, 0);
        if (!numbers) {
            numbers = memory(L, *rows * *columns, sizeof *numbers);
            lua_insert(L, given + 1);
        }
        for (int64_t at = 0; at < *columns; at++) {
            lua_rawgeti(L, -1, (int)at + 1);
            take(call, numbers + row * *columns + at, KIND_DOUBLE, 0);
        }
        lua_pop(L, 1);
    }
    if (numbers) lua_replace(L, given);
    *stride = (ptrdiff_t)*columns;
    *stride_2 = 1;
    return numbers;
}

/* ---- structs in ---- */

static const member *member_named(const record *of, const char *name)
{
    for (size_t i = 0; i < of->length; i++) {
        if (strcmp(of->members[i].name, name) == 0) return &of->members[i];
    }
    return NULL;
}

/* A name that the struct does not have is a slip of the caller, which must not pass for "not given". */
static void check_names(frame *call, int table, const record *of)
{
    lua_State *L = call->L;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING || !member_named(of, lua_tostring(L, -1))) {
            luaL_error(L, "%s: %s has no member %s", call->function->name, of->name,
                       lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, -1));
        }
    }
}

/* The memory of a state: as many rows as it has intervals, made at its first use. Null lets the library refuse it. */
static void take_buffer(frame *call, int table, const member *each, wfm_measure *measure, bool make)
{
    lua_State *L = call->L;
    const bool sane = measure->intervals > 0 && measure->bins >= 0 && measure->intervals < MOST_ROWS / 1024 &&
                      measure->bins < MOST_ROWS / 1024;
    const int64_t width = sane ? WFM_CELLS + 2 * measure->bins : 0;
    int64_t length = 0;
    if (!sane || measure->intervals > MOST_ROWS / width || (lua_isnil(L, -1) && !make)) {
        lua_pop(L, 1);
        return;
    }
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        new_buffer(L, measure->intervals * width);
        lua_pushvalue(L, -1);
        lua_setfield(L, table, each->name);
    }
    double *cells = buffer_at(L, lua_gettop(L), &length);
    if (!cells || length != measure->intervals * width) {
        luaL_error(L, "%s: %s: not the buffer of a measure with these intervals and bins", call->function->name,
                   each->name);
    }
    measure->cells = cells;
    measure->cells_stride = (ptrdiff_t)width;
}

/* A buffer that the library works in, and its size; null for nil. */
static double *work(frame *call, int at, int64_t *length)
{
    lua_State *L = call->L;
    *length = 0;
    if (lua_isnil(L, at)) return NULL;
    double *numbers = buffer_at(L, at, length);
    if (!numbers)
        luaL_error(L, "%s: %s: a buffer expected, got %s", call->function->name, call->what, luaL_typename(L, at));
    return numbers;
}

static int64_t *count_in(char *struct_, size_t at)
{
    return at ? (int64_t *)(void *)(struct_ + at) : NULL;
}

static void take_member(frame *call, int table, const member *each, char *to, bool *broadcast, bool make)
{
    lua_State *L = call->L;
    ptrdiff_t stride = 0, stride_2 = 0;
    void *pointer = NULL;
    call->what = each->name;
    lua_getfield(L, table, each->name);
    if (each->role == ROLE_BUFFER) {
        take_buffer(call, table, each, (wfm_measure *)(void *)to, make);
        return;
    }
    if (each->role == ROLE_COUNT || lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return;
    }
    if (each->role == ROLE_VALUE) {
        take(call, to + each->at, each->kind, each->base);
        return;
    }
    int64_t *count = count_in(to, each->count);
    if (each->role == ROLE_MEMORY) {
        pointer = work(call, lua_gettop(L), count);
        memcpy(to + each->at, &pointer, sizeof(void *));
        return;
    }
    if (each->role == ROLE_MATRIX) {
        pointer = matrix(call, count, count_in(to, each->count_2), &stride, &stride_2);
        memcpy(to + each->stride_2, &stride_2, sizeof stride_2);
    } else {
        pointer = column(call, each->kind, each->base, count, broadcast, each->fixed, &stride);
    }
    memcpy(to + each->at, &pointer, sizeof(void *));
    memcpy(to + each->stride, &stride, sizeof stride);
}

/* The struct that the table at an index describes. A count that the table holds is taken first, and the columns must
 * then be as long. */
static void *take_struct(frame *call, int table, const record *of, bool make)
{
    lua_State *L = call->L;
    const uint32_t size = (uint32_t)of->size;
    bool broadcast = false;
    if (lua_isnil(L, table)) return NULL;
    if (!lua_istable(L, table)) {
        luaL_error(L, "%s: %s expected as a table, got %s", call->function->name, of->name, luaL_typename(L, table));
    }
    check_names(call, table, of);
    char *to = memory(L, 1, of->size);
    memcpy(to, &size, sizeof size);
    for (size_t i = 0; i < of->length; i++) {
        if (of->members[i].role != ROLE_COUNT) continue;
        const int64_t unset = UNSET;
        memcpy(to + of->members[i].at, &unset, sizeof unset);
        call->what = of->members[i].name;
        lua_getfield(L, table, call->what);
        if (lua_isnil(L, -1))
            lua_pop(L, 1);
        else
            take(call, to + of->members[i].at, KIND_INT64, 0);
    }
    for (size_t i = 0; i < of->length; i++)
        take_member(call, table, &of->members[i], to, &broadcast, make);
    for (size_t i = 0; i < of->length; i++) {
        int64_t *count = of->members[i].role == ROLE_COUNT ? count_in(to, of->members[i].at) : NULL;
        if (count && *count == UNSET) *count = broadcast;
    }
    return to;
}

/* ---- outputs ---- */

/* Memory for the columns of a struct that are wanted: those whose names are in the table at an index, or all. */
static void *wanted_struct(frame *call, int table, const record *of, int64_t rows)
{
    lua_State *L = call->L;
    const uint32_t size = (uint32_t)of->size;
    char *to = memory(L, 1, of->size);
    memcpy(to, &size, sizeof size);
    bool all = lua_isnil(L, table);
    if (!all && !lua_istable(L, table)) luaL_error(L, "%s: the names of wanted columns expected", call->function->name);
    const size_t names = all ? of->length : lua_rawlen(L, table);
    for (size_t i = 0; i < names; i++) {
        const member *each = &of->members[i];
        if (!all) {
            lua_rawgeti(L, table, (int)i + 1);
            const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, -1);
            each = member_named(of, name);
            if (!each || each->role != ROLE_COLUMN || each->count) {
                luaL_error(L, "%s: %s has no column %s", call->function->name, of->name, name);
            }
            lua_pop(L, 1);
        }
        if (each->role != ROLE_COLUMN || each->count) continue;
        void *numbers = memory(L, each->fixed ? each->fixed : rows, size_of(each->kind));
        const ptrdiff_t stride = 1;
        memcpy(to + each->at, &numbers, sizeof(void *));
        memcpy(to + each->stride, &stride, sizeof stride);
    }
    return to;
}

static void push_column(lua_State *L, const char *from, int64_t rows, int kind, int base)
{
    lua_createtable(L, rows > 0 ? (int)rows : 0, 0);
    for (int64_t row = 0; row < rows; row++) {
        push_element(L, from + (size_t)row * size_of(kind), kind, base);
        lua_rawseti(L, -2, (int)row + 1);
    }
}

/* The values of a struct, and the columns that it has memory for, as fields of the table at the top of the stack. */
static void give_members(lua_State *L, const char *from, const record *of, int64_t rows)
{
    for (size_t i = 0; i < of->length; i++) {
        const member *each = &of->members[i];
        if (each->role == ROLE_VALUE) {
            push_element(L, from + each->at, each->kind, each->base);
            lua_setfield(L, -2, each->name);
        } else if (each->role == ROLE_COLUMN) {
            const char *numbers;
            memcpy(&numbers, from + each->at, sizeof(void *));
            if (!numbers) continue;
            push_column(L, numbers, each->fixed ? each->fixed : rows, each->kind, each->base);
            lua_setfield(L, -2, each->name);
        }
    }
}

/* ---- a call ---- */

static void read_argument(frame *call, int i)
{
    const parameter *each = &call->function->parameters[i];
    lua_State *L = call->L;
    slot *to = &call->slots[i];
    const int at = call->arguments[i];
    int64_t *count = each->count < 0 ? NULL : &call->slots[each->count].integer;
    bool stray = false;
    bool *broadcast = each->count < 0 ? &stray : &call->broadcast[each->count];
    ptrdiff_t stride = 0;
    call->what = each->name;
    switch (each->role) {
    case ROLE_NUMBER:
        lua_pushvalue(L, at);
        take(call, &to->number, KIND_DOUBLE, 0);
        break;
    case ROLE_INTEGER:
        lua_pushvalue(L, at);
        if (each->kind == KIND_INT32)
            to->integer = whole(L, each->name, INT32_MIN, INT32_MAX) - each->base;
        else
            take(call, &to->integer, KIND_INT64, each->base);
        break;
    case ROLE_STRUCT:
    case ROLE_STATE: to->pointer = take_struct(call, at, each->of, each->role == ROLE_STATE); break;
    case ROLE_COLUMN:
        lua_pushvalue(L, at);
        if (each->needed && lua_isnil(L, at))
            luaL_error(L, "%s: %s: numbers expected", call->function->name, each->name);
        to->pointer = column(call, each->kind, each->base, count, broadcast, 0, &stride);
        call->slots[i + 1].integer = stride;
        break;
    case ROLE_MEMORY: to->pointer = work(call, at, &call->slots[i + 1].integer); break;
    case ROLE_LIST:
        lua_pushvalue(L, at);
        to->pointer = column(call, each->kind, each->base, count, NULL, 0, &stride);
        break;
    default: break;
    }
}

static void read_arguments(frame *call)
{
    const described *function = call->function;
    for (int i = 0; i < function->length; i++) {
        if (function->parameters[i].role == ROLE_COUNT) call->slots[i].integer = UNSET;
    }
    for (int i = 0; i < function->length; i++)
        read_argument(call, i);
    for (int i = 0; i < function->length; i++) {
        slot *count = &call->slots[i];
        if (function->parameters[i].role != ROLE_COUNT || count->integer != UNSET) continue;
        count->integer = call->broadcast[i];
    }
}

static int64_t rows_of(const frame *call)
{
    const described *function = call->function;
    if (function->rows_slot < 0) return 0;
    if (!function->rows_member) return call->slots[function->rows_slot].integer - function->rows_less;
    const char *input = call->slots[function->rows_slot].pointer;
    return input ? *(const int64_t *)(const void *)(input + function->rows_member) : 0;
}

static void make_outputs(frame *call, int64_t rows)
{
    for (int i = 0; i < call->function->length; i++) {
        const parameter *each = &call->function->parameters[i];
        lua_State *L = call->L;
        slot *to = &call->slots[i];
        if (each->role == ROLE_RESULT) {
            const uint32_t size = (uint32_t)each->of->size;
            to->pointer = memory(L, 1, each->of->size);
            memcpy(to->pointer, &size, sizeof size);
        } else if (each->role == ROLE_WANTED) {
            to->pointer = wanted_struct(call, call->arguments[i], each->of, rows);
        } else if (each->role == ROLE_OUT || each->role == ROLE_STATUS) {
            to->pointer = memory(L, rows, size_of(each->kind));
            if (each->role == ROLE_OUT) call->slots[i + 1].integer = 1;
        } else if (each->role == ROLE_VALUE || each->role == ROLE_BOTH) {
            to->pointer = memory(L, 1, sizeof(double));
        }
        if (each->role == ROLE_BOTH) {
            lua_pushvalue(L, call->arguments[i]);
            if (lua_isnil(L, -1)) lua_pushnumber(L, (lua_Number)NAN);
            call->what = each->name;
            take(call, to->pointer, each->kind, each->base);
        }
    }
}

/* Pushes every output, and says how many. */
static int give_outputs(frame *call, int64_t rows)
{
    int given = 0;
    for (int i = 0; i < call->function->length; i++) {
        const parameter *each = &call->function->parameters[i];
        lua_State *L = call->L;
        const slot *from = &call->slots[i];
        given++;
        if (each->role == ROLE_RESULT || each->role == ROLE_WANTED) {
            lua_createtable(L, 0, (int)each->of->length);
            give_members(L, from->pointer, each->of, rows);
        } else if (each->role == ROLE_OUT || each->role == ROLE_STATUS) {
            push_column(L, from->pointer, rows, each->kind, each->base);
        } else if (each->role == ROLE_VALUE || each->role == ROLE_BOTH) {
            push_element(L, from->pointer, each->kind, each->base);
        } else if (each->role == ROLE_STATE && from->pointer) {
            lua_pushvalue(L, call->arguments[i]);
            give_members(L, from->pointer, each->of, 0);
        } else {
            given--;
        }
    }
    return given;
}

/* What was computed row by row is worth having even if a row is bad. */
static bool has_rows(const described *function)
{
    for (int i = 0; i < function->length; i++) {
        const int role = function->parameters[i].role;
        if (role == ROLE_OUT || role == ROLE_STATUS || role == ROLE_WANTED) return true;
    }
    return false;
}

static int give(frame *call, wfm_status status, int64_t rows)
{
    lua_State *L = call->L;
    if (wfm_failed(status)) {
        lua_pushnil(L);
        lua_pushstring(L, wfm_status_text(status));
        lua_pushinteger(L, status);
        return 3 + (has_rows(call->function) ? give_outputs(call, rows) : 0);
    }
    int given = give_outputs(call, rows);
    if (given == 0) lua_pushboolean(L, ++given);
    if (status == WFM_OK) return given;
    lua_pushstring(L, wfm_status_text(status));
    lua_pushinteger(L, status);
    return given + 2;
}

static bool is_argument(int role)
{
    return role <= ROLE_LIST ? role != ROLE_RESULT : role == ROLE_BOTH;
}

static int call_described(lua_State *L)
{
    frame call = {.L = L, .function = lua_touserdata(L, lua_upvalueindex(1)), .least = INT64_MAX};
    int arguments = 0;
    for (int i = 0; i < call.function->length; i++) {
        if (is_argument(call.function->parameters[i].role)) call.arguments[i] = ++arguments;
    }
    if (lua_gettop(L) > arguments) return luaL_error(L, "%s: at most %d arguments", call.function->name, arguments);
    lua_settop(L, arguments);
    luaL_checkstack(L, 200, "too many columns");
    read_arguments(&call);
    const int64_t rows = rows_of(&call);
    if (call.least < rows) {
        return luaL_error(L, "%s: a column has %d numbers where %d are needed", call.function->name, (int)call.least,
                          (int)rows);
    }
    make_outputs(&call, rows);
    return give(&call, call.function->call(call.slots), rows);
}

/* ---- the module ---- */

static const luaL_Reg buffer_methods[] = {
    {"__index", buffer_get}, {"__newindex", buffer_set}, {"__len", buffer_length}, {0, 0}};

static void set_functions(lua_State *L, const luaL_Reg *functions)
{
    for (; functions->name; functions++) {
        lua_pushcfunction(L, functions->func);
        lua_setfield(L, -2, functions->name);
    }
}

MODULE_API int luaopen_wfm_core(lua_State *L);
MODULE_API int luaopen_wfm_core(lua_State *L)
{
    if (luaL_newmetatable(L, BUFFER)) set_functions(L, buffer_methods);
    lua_pop(L, 1);
    lua_newtable(L);
    set_functions(L, direct_functions);
    for (const described *each = described_functions; each->name; each++) {
        lua_pushlightuserdata(L, (void *)(uintptr_t)each);
        lua_pushcclosure(L, call_described, 1);
        lua_setfield(L, -2, each->name);
    }
    for (const constant *each = constants; each->name; each++) {
        lua_pushinteger(L, each->value);
        lua_setfield(L, -2, each->name);
    }
    lua_newtable(L);
    for (size_t i = 0; usages[i][0]; i++) {
        lua_pushstring(L, usages[i][1]);
        lua_setfield(L, -2, usages[i][0]);
    }
    lua_setfield(L, -2, "usage");
    lua_newtable(L);
    for (size_t i = 0; unbound[i][0]; i++) {
        lua_pushstring(L, unbound[i][1]);
        lua_setfield(L, -2, unbound[i][0]);
    }
    lua_setfield(L, -2, "unbound");
    lua_pushcfunction(L, buffer_new);
    lua_setfield(L, -2, "buffer");
    lua_pushliteral(L, "core");
    lua_setfield(L, -2, "door");
    return 1;
}

/* So that the module alone, named wfm.so, is enough where only a path for C modules is set. */
MODULE_API int luaopen_wfm(lua_State *L);
MODULE_API int luaopen_wfm(lua_State *L)
{
    return luaopen_wfm_core(L);
}
