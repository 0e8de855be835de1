/* SPDX-License-Identifier: MIT */
/** @file shrinkage.h
 *  From the agents on the phones to the people on the roster: shrinkage, the rostered-staff factor, rounding, FTE and
 *  paid hours.
 *
 *  Rounding is exact as people mean it: a quotient within 8 units in the last place of a whole number is that number.
 *  So 21 agents at 30 % shrinkage are 30, not 31.
 */
#ifndef WFM_SHRINKAGE_H
#define WFM_SHRINKAGE_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How numbers of people become whole. */
enum wfm_rounding {
    WFM_ROUND_UP = 0,      /**< to the next whole number: never short */
    WFM_ROUND_NEAREST = 1, /**< to the nearest, halves up */
    WFM_ROUND_NONE = 2,    /**< not at all */
    WFM_ROUND_CARRY = 3    /**< to the nearest, each row carrying its remainder to the next: the day's sum is kept */
};

/** How the parts of shrinkage combine. */
enum wfm_shrinkage_combination {
    WFM_SHRINKAGE_ADDITIVE = 0,   /**< parts of the same paid time: their sum */
    WFM_SHRINKAGE_COMPOUNDING = 1 /**< each part takes its share of what the others left: 1 - product of (1 - part) */
};

/** The parts of shrinkage, each a fraction of paid time, 0 where there is none. */
typedef struct wfm_shrinkage {
    uint32_t struct_size; /**< sizeof(wfm_shrinkage), set by WFM_SHRINKAGE_INIT or wfm_shrinkage_init */
    uint32_t reserved;    /**< 0 */
    double absence;       /**< [1] sick or otherwise not there */
    double vacation;      /**< [1] */
    double breaks;        /**< [1] */
    double training;      /**< [1] */
    double meetings;      /**< [1] */
    double other;         /**< [1] everything else off the phones */
    int32_t combination;  /**< WFM_SHRINKAGE_ADDITIVE or WFM_SHRINKAGE_COMPOUNDING */
    int32_t reserved_2;   /**< 0 */
} wfm_shrinkage;

/** People of one interval who are rostered and not on the phones. */
typedef struct wfm_agents_away {
    uint32_t struct_size; /**< sizeof(wfm_agents_away), set by WFM_AGENTS_AWAY_INIT or wfm_agents_away_init */
    uint32_t reserved;    /**< 0 */
    double absent;        /**< [agents] sick, on vacation or otherwise not there */
    double on_break;      /**< [agents] */
    double in_training;   /**< [agents] */
    double in_meetings;   /**< [agents] */
    double other;         /**< [agents] */
} wfm_agents_away;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_SHRINKAGE_INIT                                                                                             \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_shrinkage)                                                                 \
    }
#define WFM_AGENTS_AWAY_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_agents_away)                                                               \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param shrinkage  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size       [bytes]   sizeof(wfm_shrinkage) in the caller's declaration
 */
WFM_API void wfm_shrinkage_init(wfm_shrinkage *shrinkage, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param away  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size  [bytes]   sizeof(wfm_agents_away) in the caller's declaration
 */
WFM_API void wfm_agents_away_init(wfm_agents_away *away, size_t size);

/** The shrinkage that named parts make together.
 *
 *      additive: sum of the parts;  compounding: 1 - product of (1 - part)
 *
 *  @param parts  [struct]  each part in [0,1), together below 1
 *  @param total  [1]       written
 *  @return    [status]  WFM_BAD_SHRINKAGE_STRUCT, WFM_BAD_SHRINKAGE, WFM_BAD_COMBINATION or WFM_BAD_OUTPUT
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997, Call Center Management on Fast Forward, ch. on rostered staff factor
 */
WFM_API wfm_status wfm_shrinkage_total(const wfm_shrinkage *parts, double *total);

/** People to roster so that a number of agents is on the phones.
 *
 *      rostered = agents / (1 - shrinkage), rounded;  inf beyond the doubles
 *
 *  @param agents     [agents]    on the phones, finite, >= 0
 *  @param shrinkage  [1]         in [0,1)
 *  @param rounding   [rounding]  WFM_ROUND_; WFM_ROUND_CARRY of one number is WFM_ROUND_NEAREST
 *  @param rostered   [agents]    written
 *  @return    [status]  WFM_BAD_AGENTS, WFM_BAD_SHRINKAGE, WFM_BAD_ROUNDING or WFM_BAD_OUTPUT
 *  @accuracy  whole numbers exact for every whole per cent
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997
 */
WFM_API wfm_status wfm_shrinkage_rostered(double agents, double shrinkage, int32_t rounding, double *rostered);

/** People needed in one interval and the rostered-staff factor, from the agents on the phones and those away.
 *
 *      needed = base + away, factor = needed / base
 *
 *  @param base    [agents]  on the phones and on deferred work, finite, > 0
 *  @param away    [struct]  people who are rostered and elsewhere
 *  @param needed  [agents]  written
 *  @param factor  [1]       written
 *  @return    [status]  WFM_BAD_BASE, WFM_BAD_AWAY_STRUCT, WFM_BAD_AWAY or WFM_BAD_OUTPUT
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997
 */
WFM_API wfm_status wfm_shrinkage_factor(double base, const wfm_agents_away *away, double *needed, double *factor);

/** People to roster by a rostered-staff factor.
 *
 *      rostered = agents x factor, rounded;  inf beyond the doubles
 *
 *  @param agents    [agents]    on the phones, finite, >= 0
 *  @param factor    [1]         finite, >= 1
 *  @param rounding  [rounding]  WFM_ROUND_; WFM_ROUND_CARRY of one number is WFM_ROUND_NEAREST
 *  @param rostered  [agents]    written
 *  @return    [status]  WFM_BAD_AGENTS, WFM_BAD_FACTOR, WFM_BAD_ROUNDING or WFM_BAD_OUTPUT
 *  @accuracy  a product within 8 ulp of a whole number is that number
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997
 */
WFM_API wfm_status wfm_shrinkage_rostered_by_factor(double agents, double factor, int32_t rounding, double *rostered);

/** A column of numbers of people made whole by one rounding rule.
 *
 *  WFM_ROUND_CARRY: each result is value + carry to the nearest, halves up, and the carry is what was left over; any
 *  sum of leading results is within half a person of the sum of the values. A bad value gives NaN and WFM_BAD_VALUE in
 *  its row and leaves the carry alone; the others are computed and the call returns the first error.
 *
 *  @param count           [rows]      how many
 *  @param value           [agents]    finite, >= 0
 *  @param value_stride    [elements]  from one value to the next
 *  @param rounding        [rounding]  WFM_ROUND_
 *  @param rounded         [agents]    written; may be value if the strides are equal
 *  @param rounded_stride  [elements]  from one result to the next
 *  @param status          [status]    written for each row, stride 1; null if not wanted
 *  @return    [status]  WFM_BAD_VALUE, WFM_BAD_ROUNDING or WFM_BAD_OUTPUT
 *  @accuracy  a value within 8 ulp of a whole number is that number
 *  @cost      constant for each row
 *  @source    definition; 8 ulp cover the three roundings of base / (1 - per cent / 100)
 */
WFM_API wfm_status wfm_shrinkage_round(size_t count, const double *value, ptrdiff_t value_stride, int32_t rounding,
                                       double *rounded, ptrdiff_t rounded_stride, wfm_status *status);

/** Hours paid for people who are rostered through an interval.
 *
 *      rostered x interval_s / 3600
 *
 *  @param rostered    [agents]  >= 0
 *  @param interval_s  [s]       >= 0
 *  @return    [h]  NaN outside the domain
 *  @accuracy  1 ulp
 *  @cost      constant
 *  @source    definition
 */
WFM_API double wfm_shrinkage_paid_hours(double rostered, double interval_s);

/** Full-time equivalents of a number of paid hours.
 *
 *      paid_hours / hours_per_fte
 *
 *  @param paid_hours     [h]  >= 0
 *  @param hours_per_fte  [h]  hours that one full-time person is paid for in the same period, > 0
 *  @return    [FTE]  NaN outside the domain
 *  @accuracy  half an ulp
 *  @cost      constant
 *  @source    definition
 */
WFM_API double wfm_shrinkage_fte(double paid_hours, double hours_per_fte);

/** Array form of wfm_shrinkage_paid_hours(), by the rules of erlang.h's array forms. */
WFM_API void wfm_shrinkage_paid_hours_n(const double *rostered, ptrdiff_t rostered_stride, const double *interval_s,
                                        ptrdiff_t interval_s_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_shrinkage_fte(), by the rules of erlang.h's array forms. */
WFM_API void wfm_shrinkage_fte_n(const double *paid_hours, ptrdiff_t paid_hours_stride, const double *hours_per_fte,
                                 ptrdiff_t hours_per_fte_stride, double *out, ptrdiff_t out_stride, size_t count);

#ifdef __cplusplus
}
#endif

#endif
