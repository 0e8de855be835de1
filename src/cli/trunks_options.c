/* SPDX-License-Identifier: MIT */
#include "cli/trunks_options.h"

#include "wfm/trunks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ITEMS = 1000000 };

static const double MOST_LOAD = 1e30; /* of a class, by the library; of a group, for sums that stay finite */
static const double MOST_WHOLE = 1e15;

const char *const trunk_model_words[TRUNK_MODELS] = {"erlang-b", "retry", "engset", "molina", "hayward"};
const char *const trunk_order_words[TRUNK_ORDERS] = {"queue-first", "block-first", "together"};

void trunk_options_begin(trunk_options *trunks)
{
    *trunks = (trunk_options){.model = -1, .order = -1};
    trunks->recall = trunks->sources = trunks->peakedness = NO_NUMBER;
}

void trunk_options_free(trunk_options *trunks)
{
    cli_list *const lists[] = {&trunks->load, &trunks->lines, &trunks->blocking, &trunks->group, &trunks->class};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        free(lists[i]->value);
        *lists[i] = (cli_list){0};
    }
}

static bool refuse(const char *name, span value, const char *problem)
{
    fprintf(stderr, "wfm: %s \"%s\" %s\n", name, shown_of(value).text, problem);
    return false;
}

static void add(cli_list *list, double value)
{
    if (list->count == list->room) {
        int64_t room = (int64_t)list->room;
        list->value = enlarge(list->value, &room, sizeof *list->value);
        list->room = (size_t)room;
    }
    list->value[list->count++] = value;
}

static bool read_part(cli_quantity quantity, const char *name, span part, double *number)
{
    cli_reading reading;
    if (!number_read(quantity, part, false, &reading)) return refuse(name, part, reading.problem);
    *number = reading.value;
    return true;
}

/* 0.3 is meant where a sum of tenths has come to 0.30000000000000004. */
static double as_written(double value)
{
    char text[NUMBER_SIZE];
    snprintf(text, sizeof text, "%.12g", value);
    return strtod(text, NULL);
}

/* "10..50" or "10..50/5" behind its first number: every fifth from 10 on, up to 50. */
static bool add_range(cli_list *list, cli_quantity quantity, const char *name, span item, size_t dots)
{
    const char *slash = memchr(item.data, '/', item.size);
    size_t end = slash != NULL ? (size_t)(slash - item.data) : item.size;
    double from, to, step = 1;
    if (end <= dots + 2) return refuse(name, item, "is no range: write it as 10..50 or 10..50/5");
    if (!read_part(quantity, name, (span){item.data, dots}, &from)) return false;
    if (!read_part(quantity, name, (span){item.data + dots + 2, end - dots - 2}, &to)) return false;
    bool stepped = slash != NULL;
    if (stepped && !read_part(QUANTITY_CAP, name, (span){slash + 1, item.size - end - 1}, &step)) return false;
    if (from > to) return refuse(name, item, "ends before it begins: exchange the two");
    double steps = (to - from) / step;
    bool moves = from == to || from + step > from;
    if (!(steps < MOST_ITEMS) || !moves) return refuse(name, item, "has more than a million steps: widen the step");
    for (double k = 0; k <= steps + 1e-9; k++)
        add(list, as_written(from + k * step));
    return true;
}

static size_t dots_in(span item)
{
    for (size_t i = 0; i + 1 < item.size; i++) {
        if (memcmp(item.data + i, "..", 2) == 0) return i;
    }
    return item.size;
}

bool trunk_read_list(cli_list *list, cli_quantity quantity, const char *name, const char *value)
{
    list->count = 0;
    list->text = value;
    for (const char *at = value;; at++) {
        span item = {at, strcspn(at, ",")};
        size_t dots = quantity == QUANTITY_SHARE ? item.size : dots_in(item);
        double number;
        if (dots < item.size) {
            if (!add_range(list, quantity, name, item, dots)) return false;
        } else {
            if (!read_part(quantity, name, item, &number)) return false;
            add(list, number);
        }
        at += item.size;
        if (*at == '\0') break;
    }
    return list->count <= MOST_ITEMS || refuse(name, span_of(value), "has more than a million numbers");
}

/* Numbers with slashes between; parts that are left out at the end are 0. */
static bool read_parts(const char *name, const char *value, const cli_quantity *quantities, size_t least, size_t most,
                       double *parts)
{
    size_t count = 0;
    for (const char *at = value;; at++) {
        span part = {at, strcspn(at, "/")};
        if (count == most) return refuse(name, span_of(value), "has too many parts");
        if (!read_part(quantities[count], name, part, &parts[count])) return false;
        count++;
        at += part.size;
        if (*at == '\0') break;
    }
    for (size_t i = count; i < most; i++)
        parts[i] = 0;
    return count >= least;
}

bool trunk_read_group(cli_list *list, const char *name, const char *value)
{
    static const cli_quantity quantities[GROUP_PARTS] = {QUANTITY_COUNT, QUANTITY_COUNT};
    double parts[GROUP_PARTS];
    if (strchr(value, '/') == NULL)
        return refuse(name, span_of(value), "has no lines: write a group's load and its lines, such as 20/15");
    if (strchr(value, ',') != NULL)
        return refuse(name, span_of(value), "has a comma: repeat --overflow for each group; decimals have a point");
    if (!read_parts(name, value, quantities, GROUP_PARTS, GROUP_PARTS, parts)) return false;
    if (parts[0] > MOST_LOAD) return refuse(name, span_of(value), "has a load above 1e30 erlangs: write a smaller one");
    for (int i = 0; i < GROUP_PARTS; i++)
        add(list, parts[i]);
    return true;
}

bool trunk_read_class(cli_list *list, const char *name, const char *value)
{
    static const cli_quantity quantities[CLASS_PARTS] = {QUANTITY_COUNT, QUANTITY_CAP, QUANTITY_COUNT};
    double parts[CLASS_PARTS];
    if (strchr(value, '/') == NULL)
        return refuse(name, span_of(value), "has no lines a call: write a class's load and those, such as 8/2");
    if (strchr(value, ',') != NULL)
        return refuse(name, span_of(value), "has a comma: repeat --class for each class; decimals have a point");
    if (!read_parts(name, value, quantities, 2, CLASS_PARTS, parts)) return false;
    if (parts[0] > MOST_LOAD) return refuse(name, span_of(value), "has a load above 1e30 erlangs: write a smaller one");
    if (fmax(parts[1], parts[2]) > MOST_WHOLE)
        return refuse(name, span_of(value), "has more than 1e15 lines: write fewer, such as 8/2");
    bool whole = parts[1] == floor(parts[1]) && parts[2] == floor(parts[2]);
    if (!whole) return refuse(name, span_of(value), "has parts of lines: write whole numbers behind the load");
    if (list->count == (size_t)WFM_CLASSES_MOST * CLASS_PARTS)
        return refuse(name, span_of(value), "is one more than 256 classes: put those of as many lines a call together");
    for (int i = 0; i < CLASS_PARTS; i++)
        add(list, parts[i]);
    return true;
}

bool trunk_read_peakedness(double *peakedness, const char *name, const char *value)
{
    if (strchr(value, ',') != NULL) return refuse(name, span_of(value), ONE_NUMBER);
    return read_part(QUANTITY_CAP, name, span_of(value), peakedness);
}

/* Groups and classes have a model of their own. Names what was typed, which need not be a model. */
static bool is_without_model(const trunk_options *trunks)
{
    const char *of = trunks->group.count > 0 ? "--overflow" : trunks->class.count > 0 ? "--class" : NULL;
    const char *other = trunks->model != -1 ? "--model " : NULL;
    if (!isnan(trunks->peakedness)) other = "--peakedness";
    if (!isnan(trunks->sources)) other = "--sources";
    if (!isnan(trunks->recall)) other = "--retry";
    if (of == NULL || other == NULL) return true;
    bool by_name = strcmp(other, "--model ") == 0;
    fprintf(stderr, "wfm: %s has a model of its own: leave %s%s out\n", of, other,
            by_name ? trunk_model_words[trunks->model] : "");
    return false;
}

/* What a model is told by, and which model that means. */
static bool implies(trunk_options *trunks, double given, int model, const char *option)
{
    if (isnan(given)) {
        if (trunks->model != model) return true;
        fprintf(stderr, "wfm: --model %s needs %s\n", trunk_model_words[model], option);
        return false;
    }
    if (trunks->model == -1) trunks->model = model;
    if (trunks->model == model) return true;
    fprintf(stderr, "wfm: %s is of the model %s: no one model has it and %s\n", option, trunk_model_words[model],
            trunk_model_words[trunks->model]);
    return false;
}

bool trunk_options_fit(trunk_options *trunks)
{
    bool several = trunks->group.count > 0 && trunks->class.count > 0;
    if (several) {
        fputs("wfm: --overflow and --class are two models: leave one out\n", stderr);
        return false;
    }
    if (!is_without_model(trunks)) return false;
    if (!implies(trunks, trunks->recall, WFM_TRUNKS_RETRY, "--retry SHARE")) return false;
    if (!implies(trunks, trunks->sources, WFM_TRUNKS_ENGSET, "--sources N")) return false;
    if (!implies(trunks, trunks->peakedness, WFM_TRUNKS_HAYWARD, "--peakedness Z")) return false;
    if (trunks->model == -1) trunks->model = WFM_TRUNKS_ERLANG_B;
    return true;
}
