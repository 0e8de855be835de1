/* SPDX-License-Identifier: MIT */
/* Every declaration of the public headers, made from them by tests/bindings/declarations.py: for cffi, LuaJIT, PHP. */
typedef int32_t wfm_status;
enum wfm_status_code {
    WFM_OK = 0,
    WFM_BAD_QUEUE_STRUCT = -1,
    WFM_BAD_TARGETS_STRUCT = -2,
    WFM_BAD_SHRINKAGE_STRUCT = -3,
    WFM_BAD_AWAY_STRUCT = -4,
    WFM_BAD_PLAN_STRUCT = -5,
    WFM_BAD_OUTPUT = -6,
    WFM_BAD_VERSION = -10,
    WFM_BAD_CALLS = -20,
    WFM_BAD_INTERVAL = -21,
    WFM_BAD_AHT = -22,
    WFM_BAD_ACW = -23,
    WFM_BAD_AGENTS = -24,
    WFM_BAD_PATIENCE = -25,
    WFM_BAD_LINES = -26,
    WFM_BAD_ANSWER_WITHIN = -27,
    WFM_BAD_LOAD = -28,
    WFM_BAD_TIME = -29,
    WFM_BAD_PROBABILITY = -30,
    WFM_BAD_SERVICE_RULE = -31,
    WFM_NO_SERVICE_RULE = -32,
    WFM_BAD_FLAGS = -33,
    WFM_BAD_SHORT_ABANDON = -34,
    WFM_TOO_MANY_LINES = -35,
    WFM_BAD_WAIT_OF = -36,
    WFM_BAD_SERVICE_LEVEL = -40,
    WFM_BAD_ASA = -41,
    WFM_BAD_WAIT_PROBABILITY = -42,
    WFM_BAD_MAX_OCCUPANCY = -43,
    WFM_BAD_MIN_AGENTS = -44,
    WFM_BAD_MAX_AGENTS = -45,
    WFM_NO_TARGET = -46,
    WFM_BAD_ABANDONMENT = -47,
    WFM_MEANINGLESS = -48,
    WFM_BAD_SHRINKAGE = -60,
    WFM_BAD_FACTOR = -61,
    WFM_BAD_ROUNDING = -62,
    WFM_BAD_COMBINATION = -63,
    WFM_BAD_AWAY = -64,
    WFM_BAD_VALUE = -65,
    WFM_BAD_BASE = -66,
    WFM_BAD_COLUMN = -80,
    WFM_BAD_COUNT = -81,
    WFM_BAD_SCHEDULED = -82,
    WFM_BAD_HOURS_PER_FTE = -83,
    WFM_BAD_ROW = -84,
    WFM_NO_PATIENCE_YET = -100,
    WFM_NO_LINES_YET = -101,
    WFM_BAD_BLOCKING = -120,
    WFM_BAD_TRUNK_LOAD = -121,
    WFM_BAD_ORDER = -122,
    WFM_BAD_DEFERRED_VOLUME = -123,
    WFM_BAD_DEFERRED_AHT = -124,
    WFM_BAD_RESPONSE = -125,
    WFM_BAD_FORECAST_STRUCT = -140,
    WFM_BAD_FORECAST_COLUMN = -141,
    WFM_BAD_DATE = -142,
    WFM_BAD_DAY = -143,
    WFM_BAD_SHARE = -144,
    WFM_BAD_BASE_SHARE = -145,
    WFM_BAD_GROWTH = -146,
    WFM_BAD_DAYS = -147,
    WFM_BAD_FORECAST_ROUNDING = -148,
    WFM_BAD_WEEKDAY = -149,
    WFM_BAD_INDEX = -150,
    WFM_BAD_CUSTOMERS = -151,
    WFM_BAD_EVENT = -152,
    WFM_NO_HISTORY = -153,
    WFM_NO_VOLUME = -154,
    WFM_BAD_INTRADAY_STRUCT = -160,
    WFM_BAD_POSITION = -161,
    WFM_BAD_OWN_PATIENCE = -162,
    WFM_BAD_WEIGHT = -163,
    WFM_BAD_WAIT = -164,
    WFM_BAD_MEASURE_STRUCT = -180,
    WFM_BAD_CALL_STRUCT = -181,
    WFM_BAD_WAITS_STRUCT = -182,
    WFM_BAD_CELLS = -183,
    WFM_BAD_BINS = -184,
    WFM_BAD_START = -185,
    WFM_BAD_CALL_EVENT = -186,
    WFM_BAD_ARRIVAL = -187,
    WFM_BAD_HANDLE_TIME = -188,
    WFM_BAD_CALL_COLUMN = -189,
    WFM_BAD_STAFFED = -190,
    WFM_NOT_ALIKE = -191,
    WFM_BAD_COUNTS = -192,
    WFM_BAD_CONFIDENCE = -193,
    WFM_BAD_BATCHES = -194,
    WFM_TOO_FEW = -195,
    WFM_BAD_ESTIMATE = -196,
    WFM_NOT_ASCENDING = -197,
    WFM_BAD_REDIALS_STRUCT = -200,
    WFM_BAD_REDIAL = -201,
    WFM_NO_BALANCE = -202,
    WFM_BAD_LOAD_CV = -203,
    WFM_BAD_CHANCE = -204,
    WFM_BAD_LEVEL = -205,
    WFM_TOO_MANY_STATES = -220,
    WFM_BAD_INTERVALS = -221,
    WFM_BAD_REALISED_TARGET = -222,
    WFM_BAD_REALISED_COLUMN = -224,
    WFM_BAD_REALISED_CALLS = -225,
    WFM_BAD_REALISED_LEVEL = -226,
    WFM_BAD_VARIANCE = -227,
    WFM_BAD_GENERAL_STRUCT = -230,
    WFM_BAD_GENERAL_METHOD = -231,
    WFM_BAD_ARRIVAL_SCV = -232,
    WFM_BAD_SERVICE_SCV = -233,
    WFM_BAD_GENERAL_FLAGS = -234,
    WFM_GENERAL_WITH_PATIENCE = -235,
    WFM_GENERAL_WITH_LINES = -236,
    WFM_POISSON_ALONE = -237,
    WFM_GENERAL_WITH_LAW = -238,
    WFM_BAD_PATIENCE_LAW_STRUCT = -240,
    WFM_BAD_LAW = -241,
    WFM_BAD_LAW_MEAN = -242,
    WFM_BAD_LAW_SHAPE = -243,
    WFM_BAD_BALK = -244,
    WFM_TOO_MANY_WAITING = -245,
    WFM_BAD_DISCIPLINE = -250,
    WFM_BAD_CLASS_COUNT = -251,
    WFM_BAD_PRIORITY_WEIGHT = -252,
    WFM_NOT_PLAIN = -253,
    WFM_NO_CLASS_LEVEL = -254,
    WFM_BAD_FIGURE = -260,
    WFM_NOT_TOGETHER = -270,
    WFM_BAD_SOURCES = -285,
    WFM_BAD_OVERFLOW_MEAN = -290,
    WFM_BAD_OVERFLOW_VARIANCE = -291,
    WFM_SMOOTH_TRAFFIC = -292,
    WFM_BAD_EQUIVALENT_METHOD = -293,
    WFM_NO_EQUIVALENT = -294,
    WFM_BAD_NETWORK_STRUCT = -295,
    WFM_BAD_NETWORK_COLUMN = -296,
    WFM_BAD_CLASSES_STRUCT = -300,
    WFM_BAD_CLASS_LOAD = -301,
    WFM_BAD_LINES_PER_CALL = -302,
    WFM_BAD_RESERVED_LINES = -303,
    WFM_BAD_GROUP_LINES = -304,
    WFM_TOO_MANY_CLASSES = -305,
    WFM_TOO_LITTLE_WORK = -306,
    WFM_BAD_CLASS_TARGET = -307,
    WFM_BAD_TREATMENT = -310,
    WFM_TREATMENT_WITH_LINES = -311,
    WFM_BAD_DESIGN_BLOCKING = -312,
    WFM_BAD_TRAFFIC_STRUCT = -313,
    WFM_BAD_TRAFFIC = -314,
    WFM_BAD_TRAFFIC_SLOTS = -315,
    WFM_NO_BUSY_HOUR = -316,
    WFM_BAD_HOLDING = -317,
    WFM_BAD_OFFERED_STRUCT = -320,
    WFM_BAD_TRUNK_MODEL = -321,
    WFM_BAD_RECALL = -322,
    WFM_BAD_PEAKEDNESS = -323,
    WFM_BAD_METHOD = -330,
    WFM_BAD_MODEL = -331,
    WFM_BAD_KIND = -332,
    WFM_BAD_WEEKS = -333,
    WFM_BAD_SEEN = -350,
    WFM_BAD_SLOPE = -351,
    WFM_BAD_RELATIVE_VARIANCE = -352,
    WFM_BAD_GAIN = -354,
    WFM_BAD_WORK = -360,
    WFM_BAD_PERIOD = -361,
    WFM_BAD_SMOOTHER = -362,
    WFM_SHORT_HISTORY = -363,
    WFM_BAD_SLOTS = -364,
    WFM_NOT_WITHIN = -365,
    WFM_BAD_CLOCK_USE = -366,
    WFM_CAVEAT_OVERLOADED = 1,
    WFM_CAVEAT_TARGET_MISSED = 2,
    WFM_CAVEAT_SCHEDULED_OVERLOADED = 4,
    WFM_CAVEAT_SCHEDULED_MISSES = 8,
    WFM_CAVEAT_LINES_APPROXIMATE = 16,
    WFM_CAVEAT_TWO_SOLUTIONS = 32,
    WFM_CAVEAT_NOT_HELD = 64,
    WFM_CAVEAT_MONTH_UNKNOWN = 256,
    WFM_CAVEAT_WEEKDAY_UNKNOWN = 512,
    WFM_CAVEAT_SLOT_UNKNOWN = 1024,
    WFM_CAVEAT_ALL_ZERO = 2048,
    WFM_CAVEAT_SIMPLER_METHOD = 4096,
    WFM_CAVEAT_EVENT_UNKNOWN = 8192,
    WFM_CAVEAT_GROWTH_UNKNOWN = 16384
};
enum wfm_service_rule {
    WFM_SERVICE_ANSWERED = 1,
    WFM_SERVICE_OFFERED = 2,
    WFM_SERVICE_SL2 = 3,
    WFM_SERVICE_EXCLUDING = 4,
    WFM_SERVICE_VIRTUAL = 5
};
int32_t wfm_failed(wfm_status status);
const char *wfm_status_name(wfm_status status);
const char *wfm_status_text(wfm_status status);
const char *wfm_version_string(void);
int32_t wfm_version_number(void);
wfm_status wfm_abi_check(int32_t major, int32_t minor);
int32_t wfm_struct_size(const char *name);
const char *wfm_struct_name(int32_t index);
int32_t wfm_constant(const char *name);
const char *wfm_constant_name(int32_t index);
enum wfm_forecast_rounding {
    WFM_FORECAST_ROUND_NONE = 0,
    WFM_FORECAST_ROUND_STEPS = 1,
    WFM_FORECAST_ROUND_END = 2
};
typedef struct wfm_forecast_chain {
    uint32_t struct_size;
    uint32_t reserved;
    double last_year;
    double growth;
    double month_share;
    double days;
    double weekday_share;
    double base_share;
    double interval_share;
    int32_t rounding;
    int32_t reserved_2;
} wfm_forecast_chain;
typedef struct wfm_forecast_steps {
    uint32_t struct_size;
    uint32_t reserved;
    double year;
    double month;
    double day_mean;
    double weekday_index;
    double day;
    double interval;
} wfm_forecast_steps;
typedef struct wfm_forecast_history {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const int64_t *day;
    ptrdiff_t day_stride;
    const double *calls;
    ptrdiff_t calls_stride;
    const double *closed;
    ptrdiff_t closed_stride;
    double base_share;
    int32_t zero_is_closed;
    int32_t reserved_2;
    int32_t shrink;
    int32_t reserved_3;
} wfm_forecast_history;
typedef struct wfm_forecast_indices {
    uint32_t struct_size;
    uint32_t reserved;
    double *month_share;
    ptrdiff_t month_share_stride;
    double *month_index;
    ptrdiff_t month_index_stride;
    double *weekday_share;
    ptrdiff_t weekday_share_stride;
    double *weekday_index;
    ptrdiff_t weekday_index_stride;
    double *date_index;
    ptrdiff_t date_index_stride;
    double *week_index;
    ptrdiff_t week_index_stride;
} wfm_forecast_indices;
typedef struct wfm_forecast_coming {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const int64_t *day;
    ptrdiff_t day_stride;
    const double *closed;
    ptrdiff_t closed_stride;
    const double *multiplier;
    ptrdiff_t multiplier_stride;
    double damping;
    double growth_factor;
} wfm_forecast_coming;
typedef struct wfm_forecast_year {
    uint32_t struct_size;
    uint32_t reserved;
    double last_year;
    double year_before;
    double growth_factor;
    double year;
} wfm_forecast_year;
typedef struct wfm_forecast_grid {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t days;
    int64_t slots;
    const double *calls;
    ptrdiff_t calls_day_stride;
    ptrdiff_t calls_slot_stride;
    const int64_t *day;
    ptrdiff_t day_stride;
    int32_t weekday;
    int32_t reserved_2;
    const double *closed;
    ptrdiff_t closed_day_stride;
    ptrdiff_t closed_slot_stride;
    int64_t event_count;
    const int64_t *event_day;
    ptrdiff_t event_day_stride;
    const int32_t *event_kind;
    ptrdiff_t event_kind_stride;
} wfm_forecast_grid;
typedef struct wfm_forecast_judgement {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *customers;
    ptrdiff_t customers_stride;
    const double *calls_per_customer;
    ptrdiff_t calls_per_customer_stride;
    int64_t event_count;
    const int64_t *event_period;
    ptrdiff_t event_period_stride;
    const double *event_calls;
    ptrdiff_t event_calls_stride;
    const double *channel_share;
    ptrdiff_t channel_share_stride;
} wfm_forecast_judgement;
typedef struct wfm_forecast_accuracy {
    uint32_t struct_size;
    uint32_t reserved;
    double mape;
    double wape;
    double bias;
    double rmse;
    double mae;
    int64_t rows;
    int64_t unknown_rows;
    int64_t zero_rows;
} wfm_forecast_accuracy;
void wfm_forecast_chain_init(wfm_forecast_chain *chain, size_t size);
void wfm_forecast_steps_init(wfm_forecast_steps *steps, size_t size);
void wfm_forecast_history_init(wfm_forecast_history *history, size_t size);
void wfm_forecast_indices_init(wfm_forecast_indices *indices, size_t size);
void wfm_forecast_coming_init(wfm_forecast_coming *coming, size_t size);
void wfm_forecast_year_init(wfm_forecast_year *year, size_t size);
void wfm_forecast_grid_init(wfm_forecast_grid *grid, size_t size);
void wfm_forecast_judgement_init(wfm_forecast_judgement *judgement, size_t size);
void wfm_forecast_accuracy_init(wfm_forecast_accuracy *accuracy, size_t size);
double wfm_forecast_index(double share, double base_share);
void wfm_forecast_index_n(const double *share, ptrdiff_t share_stride, const double *base_share,
    ptrdiff_t base_share_stride, double *out, ptrdiff_t out_stride, size_t count);
wfm_status wfm_forecast_day_number(int32_t year, int32_t month, int32_t date, int64_t *day);
wfm_status wfm_forecast_year_to_interval(const wfm_forecast_chain *chain, wfm_forecast_steps *steps);
wfm_status wfm_forecast_learn_days(const wfm_forecast_history *history, const wfm_forecast_indices *indices);
wfm_status wfm_forecast_learn_intervals(const wfm_forecast_grid *grid, double *share, ptrdiff_t share_stride,
    double *index, ptrdiff_t index_stride);
wfm_status wfm_forecast_level(const wfm_forecast_history *history, const wfm_forecast_indices *indices, double *level);
wfm_status wfm_forecast_days(double level, const wfm_forecast_indices *indices, int64_t count, const int64_t *day,
    ptrdiff_t day_stride, double *calls, ptrdiff_t calls_stride);
wfm_status wfm_forecast_year_to_days(const wfm_forecast_history *history, const wfm_forecast_indices *indices,
    const wfm_forecast_coming *coming, double *calls, ptrdiff_t calls_stride, wfm_forecast_year *year);
wfm_status wfm_forecast_spread(double total, int64_t count, const double *weight, ptrdiff_t weight_stride,
    double *calls, ptrdiff_t calls_stride);
wfm_status wfm_forecast_rest(int64_t count, const double *share, ptrdiff_t share_stride, const double *seen,
    ptrdiff_t seen_stride, double *forecast, ptrdiff_t forecast_stride, double *total);
wfm_status wfm_forecast_judged(const wfm_forecast_judgement *judgement, double *calls, ptrdiff_t calls_stride);
wfm_status wfm_forecast_adjust(int64_t count, const double *base, ptrdiff_t base_stride, int64_t first, double factor,
    double added, const double *shape, int64_t shape_count, double *adjustment, ptrdiff_t adjustment_stride);
wfm_status wfm_forecast_accuracy_of(int64_t count, const double *forecast, ptrdiff_t forecast_stride,
    const double *actual, ptrdiff_t actual_stride, wfm_forecast_accuracy *accuracy);
wfm_status wfm_forecast_round(int64_t count, const double *value, ptrdiff_t value_stride, double *rounded,
    ptrdiff_t rounded_stride);
enum wfm_forecast_day_code {
    WFM_FORECAST_DAY_KEPT = 0,
    WFM_FORECAST_DAY_UNKNOWN = 1,
    WFM_FORECAST_DAY_CLOSED = 2,
    WFM_FORECAST_DAY_ZERO = 3,
    WFM_FORECAST_DAY_OUTLIER = 4,
    WFM_FORECAST_DAY_UNJUDGED = 5,
    WFM_FORECAST_DAY_LEVEL = 7
};
enum wfm_forecast_slot_code {
    WFM_FORECAST_SLOT_KEPT = 0,
    WFM_FORECAST_SLOT_UNKNOWN = 1,
    WFM_FORECAST_SLOT_OUTAGE = 2
};
int64_t wfm_forecast_clean_work(int64_t count);
wfm_status wfm_forecast_clean(const wfm_forecast_history *history, const double *event, ptrdiff_t event_stride,
    double *work, int64_t work_count, int32_t *code, ptrdiff_t code_stride, double *off, ptrdiff_t off_stride);
wfm_status wfm_forecast_outages(const wfm_forecast_grid *grid, int32_t *code, ptrdiff_t code_day_stride,
    ptrdiff_t code_slot_stride, int64_t *outages);
enum wfm_forecast_trend {
    WFM_FORECAST_TREND_NONE = 0,
    WFM_FORECAST_TREND_LINEAR = 1,
    WFM_FORECAST_TREND_DAMPED = 2
};
enum wfm_forecast_season {
    WFM_FORECAST_SEASON_NONE = 0,
    WFM_FORECAST_SEASON_ADDITIVE = 1,
    WFM_FORECAST_SEASON_MULTIPLICATIVE = 2
};
enum wfm_forecast_scale {
    WFM_FORECAST_SCALE_PLAIN = 0,
    WFM_FORECAST_SCALE_LOG = 1
};
typedef struct wfm_forecast_series {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *calls;
    ptrdiff_t calls_stride;
    int64_t period;
    double *work;
    int64_t work_count;
    int32_t trend;
    int32_t season;
    int32_t scale;
    int32_t reserved_2;
} wfm_forecast_series;
typedef struct wfm_forecast_smoother {
    uint32_t struct_size;
    uint32_t reserved;
    int32_t trend;
    int32_t season;
    int32_t scale;
    int32_t reserved_2;
    int64_t period;
    double level_gain;
    double slope_gain;
    double season_gain;
    double damping;
    double level;
    double slope;
    double mean_square;
    double aicc;
    int64_t rows;
} wfm_forecast_smoother;
void wfm_forecast_series_init(wfm_forecast_series *series, size_t size);
void wfm_forecast_smoother_init(wfm_forecast_smoother *smoother, size_t size);
int64_t wfm_forecast_smooth_work(int64_t period);
wfm_status wfm_forecast_smooth_fit(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
    wfm_forecast_smoother *smoother);
wfm_status wfm_forecast_smooth_choose(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
    wfm_forecast_smoother *smoother);
wfm_status wfm_forecast_smooth(const wfm_forecast_series *series, const wfm_forecast_smoother *smoother,
    const double *season, ptrdiff_t season_stride, double *fitted, ptrdiff_t fitted_stride, int64_t horizon,
    double *forecast, ptrdiff_t forecast_stride);
enum wfm_forecast_middle {
    WFM_FORECAST_MIDDLE_MEDIAN = 0,
    WFM_FORECAST_MIDDLE_MEAN = 1
};
int64_t wfm_forecast_ratio_work(int64_t count);
wfm_status wfm_forecast_moving_ratio(const wfm_forecast_series *series, int32_t middle, double *index,
    ptrdiff_t index_stride);
wfm_status wfm_forecast_theta_fit(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
    wfm_forecast_smoother *smoother);
typedef struct wfm_forecast_double {
    uint32_t struct_size;
    uint32_t reserved;
    double level_gain;
    double day_gain;
    double week_gain;
    double damping;
    double mean_square;
    int64_t intervals;
} wfm_forecast_double;
void wfm_forecast_double_init(wfm_forecast_double *gains, size_t size);
int64_t wfm_forecast_double_work(int64_t slots);
wfm_status wfm_forecast_double_fit(const wfm_forecast_grid *grid, double *work, int64_t work_count,
    wfm_forecast_double *gains);
wfm_status wfm_forecast_double_days(const wfm_forecast_grid *grid, const wfm_forecast_double *gains, double *work,
    int64_t work_count, int64_t count, const int64_t *day, ptrdiff_t day_stride, double *calls,
    ptrdiff_t calls_day_stride, ptrdiff_t calls_slot_stride);
typedef struct wfm_forecast_import {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *start_s;
    ptrdiff_t start_s_stride;
    const double *offset_s;
    ptrdiff_t offset_s_stride;
    const double *calls;
    ptrdiff_t calls_stride;
    double interval_s;
    double from_s;
    double until_s;
    int64_t first_day;
    int64_t days;
    int64_t slots;
} wfm_forecast_import;
typedef struct wfm_forecast_clock {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const int64_t *day;
    ptrdiff_t day_stride;
    const double *start_s;
    ptrdiff_t start_s_stride;
    const double *skip_s;
    ptrdiff_t skip_s_stride;
} wfm_forecast_clock;
enum wfm_forecast_clock_use {
    WFM_FORECAST_CLOCK_LEARN = 0,
    WFM_FORECAST_CLOCK_OUTPUT = 1
};
void wfm_forecast_import_init(wfm_forecast_import *records, size_t size);
void wfm_forecast_clock_init(wfm_forecast_clock *clock, size_t size);
wfm_status wfm_forecast_import_calls(const wfm_forecast_import *records, double *matrix, ptrdiff_t matrix_day_stride,
    ptrdiff_t matrix_slot_stride);
wfm_status wfm_forecast_import_intervals(const wfm_forecast_import *records, double *covered, double *matrix,
    ptrdiff_t matrix_day_stride, ptrdiff_t matrix_slot_stride);
wfm_status wfm_forecast_coarsen(const wfm_forecast_grid *grid, int64_t parts, double *coarser,
    ptrdiff_t coarser_day_stride, ptrdiff_t coarser_slot_stride);
wfm_status wfm_forecast_clock_apply(const wfm_forecast_clock *clock, int32_t use, int64_t days, int64_t slots,
    const int64_t *day, ptrdiff_t day_stride, double *matrix, ptrdiff_t matrix_day_stride,
    ptrdiff_t matrix_slot_stride);
enum wfm_forecast_method {
    WFM_FORECAST_METHOD_DEFAULT = 0,
    WFM_FORECAST_METHOD_SPLIT = 1,
    WFM_FORECAST_METHOD_CALENDAR = 2,
    WFM_FORECAST_METHOD_MEAN_4 = 3,
    WFM_FORECAST_METHOD_MEAN_8 = 4,
    WFM_FORECAST_METHOD_MEDIAN_8 = 5,
    WFM_FORECAST_METHOD_LAST_WEEK = 6,
    WFM_FORECAST_METHOD_INDEX_CHAIN = 7,
    WFM_FORECAST_METHOD_DAY_MEAN_8 = 8,
    WFM_FORECAST_METHOD_SIMPLE = 9,
    WFM_FORECAST_METHOD_HOLT = 10,
    WFM_FORECAST_METHOD_WINTERS_ADD = 11,
    WFM_FORECAST_METHOD_WINTERS_MULT = 12,
    WFM_FORECAST_METHOD_THETA = 13,
    WFM_FORECAST_METHOD_CHOICE = 14,
    WFM_FORECAST_METHOD_DOUBLE = 15,
    WFM_FORECAST_METHODS = 16
};
enum wfm_forecast_without {
    WFM_FORECAST_WITHOUT_MONTH = 1,
    WFM_FORECAST_WITHOUT_YEAR = 2
};
enum wfm_forecast_model_limit {
    WFM_FORECAST_KINDS = 15,
    WFM_FORECAST_DAY_OLD = 6
};
typedef struct wfm_forecast_model {
    uint32_t struct_size;
    uint32_t reserved;
    int32_t method;
    int32_t with_month;
    int32_t with_year;
    int32_t reserved_2;
    double split_level;
    double split_weekday;
    double split_memory;
    double error_memory;
    double scale;
    double month_variance;
    double year_variance;
    double event_variance;
    double level_gain;
    double level_memory;
    int64_t days;
    double smooth_level;
    double smooth_slope;
    double smooth_week;
    double smooth_day;
    double smooth_damping;
    int32_t smooth_trend;
    int32_t smooth_season;
} wfm_forecast_model;
void wfm_forecast_model_init(wfm_forecast_model *model, size_t size);
int64_t wfm_forecast_work(int64_t slots);
wfm_status wfm_forecast_fit(const wfm_forecast_grid *grid, int32_t method, int32_t flags, double *work,
    int64_t work_count, int32_t *code, ptrdiff_t code_stride, wfm_forecast_model *model);
wfm_status wfm_forecast_predict(const wfm_forecast_grid *grid, const wfm_forecast_model *model, double *work,
    int64_t work_count, int64_t count, const int64_t *day, ptrdiff_t day_stride, double *calls,
    ptrdiff_t calls_day_stride, ptrdiff_t calls_slot_stride);
wfm_status wfm_forecast_effects(const wfm_forecast_grid *grid, const wfm_forecast_model *model, double *work,
    int64_t work_count, double *effect, ptrdiff_t effect_stride, int64_t *days, ptrdiff_t days_stride);
enum wfm_forecast_band {
    WFM_FORECAST_BAND_DAY = 0,
    WFM_FORECAST_BAND_WEEK_1 = 1,
    WFM_FORECAST_BAND_WEEK_2 = 2,
    WFM_FORECAST_BANDS = 3
};
typedef struct wfm_forecast_scores {
    uint32_t struct_size;
    uint32_t reserved;
    double *wape;
    ptrdiff_t wape_stride;
    double *mape;
    ptrdiff_t mape_stride;
    double *mase;
    ptrdiff_t mase_stride;
    double *rmse;
    ptrdiff_t rmse_stride;
    double *bias;
    ptrdiff_t bias_stride;
    double *day_wape;
    ptrdiff_t day_wape_stride;
    double *poisson_floor;
    ptrdiff_t poisson_floor_stride;
    int64_t *intervals;
    ptrdiff_t intervals_stride;
    int64_t *skipped;
    ptrdiff_t skipped_stride;
} wfm_forecast_scores;
void wfm_forecast_scores_init(wfm_forecast_scores *scores, size_t size);
int64_t wfm_forecast_backtest_work(int64_t slots);
wfm_status wfm_forecast_backtest(const wfm_forecast_grid *grid, int64_t weeks, int32_t methods, int32_t flags,
    double *work, int64_t work_count, const wfm_forecast_scores *scores, int32_t *recommended);
typedef struct wfm_forecast_past {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t days;
    int64_t slots;
    const double *forecast;
    ptrdiff_t forecast_day_stride;
    ptrdiff_t forecast_slot_stride;
    const double *actual;
    ptrdiff_t actual_day_stride;
    ptrdiff_t actual_slot_stride;
} wfm_forecast_past;
typedef struct wfm_forecast_belief {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t seen;
    int64_t recent;
    double slope_seen;
    double slope_recent;
    double scale;
    double r2;
    int64_t days;
} wfm_forecast_belief;
typedef struct wfm_forecast_revision {
    uint32_t struct_size;
    uint32_t reserved;
    double seen_forecast;
    double seen_actual;
    double deviation_seen;
    double deviation_recent;
    double factor;
    double rest_forecast;
    double rest;
    double total;
} wfm_forecast_revision;
void wfm_forecast_past_init(wfm_forecast_past *past, size_t size);
void wfm_forecast_belief_init(wfm_forecast_belief *belief, size_t size);
void wfm_forecast_revision_init(wfm_forecast_revision *revision, size_t size);
double wfm_forecast_weight(double expected, double day_variance, double shape_variance);
void wfm_forecast_weight_n(const double *expected, ptrdiff_t expected_stride, const double *day_variance,
    ptrdiff_t day_variance_stride, const double *shape_variance, ptrdiff_t shape_variance_stride, double *out,
    ptrdiff_t out_stride, size_t count);
wfm_status wfm_forecast_update_learn(const wfm_forecast_past *past, int64_t seen, int64_t recent,
    wfm_forecast_belief *belief);
wfm_status wfm_forecast_update(const wfm_forecast_belief *belief, int64_t slots, const double *forecast,
    ptrdiff_t forecast_stride, const double *actual, ptrdiff_t actual_stride, double *updated, ptrdiff_t updated_stride,
    wfm_forecast_revision *revision);
typedef struct wfm_forecast_variance {
    uint32_t struct_size;
    uint32_t reserved;
    double day;
    double slot;
    double load_cv;
    int64_t days;
} wfm_forecast_variance;
void wfm_forecast_variance_init(wfm_forecast_variance *variance, size_t size);
wfm_status wfm_forecast_variance_learn(const wfm_forecast_past *past, wfm_forecast_variance *variance);
double wfm_forecast_quantile(double mean, double variance, double probability);
void wfm_forecast_quantile_n(const double *mean, ptrdiff_t mean_stride, const double *variance,
    ptrdiff_t variance_stride, const double *probability, ptrdiff_t probability_stride, double *out,
    ptrdiff_t out_stride, size_t count);
wfm_status wfm_forecast_quantiles(const wfm_forecast_variance *variance, double probability, int64_t slots,
    const double *forecast, ptrdiff_t forecast_stride, double *calls, ptrdiff_t calls_stride, double *total);
typedef struct wfm_forecast_handled {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t days;
    int64_t slots;
    const double *calls;
    ptrdiff_t calls_day_stride;
    ptrdiff_t calls_slot_stride;
    const double *seconds;
    ptrdiff_t seconds_day_stride;
    ptrdiff_t seconds_slot_stride;
    const int64_t *day;
    ptrdiff_t day_stride;
    double call_variance;
    double gain;
} wfm_forecast_handled;
typedef struct wfm_forecast_handle {
    uint32_t struct_size;
    uint32_t reserved;
    double aht_s;
    double level_s;
    double call_variance;
    double slot_variance;
    double calls;
} wfm_forecast_handle;
void wfm_forecast_handled_init(wfm_forecast_handled *handled, size_t size);
void wfm_forecast_handle_init(wfm_forecast_handle *handle, size_t size);
wfm_status wfm_forecast_handle_learn(const wfm_forecast_handled *handled, double *aht_s, ptrdiff_t aht_s_stride,
    wfm_forecast_handle *handle);
enum wfm_rounding {
    WFM_ROUND_UP = 0,
    WFM_ROUND_NEAREST = 1,
    WFM_ROUND_NONE = 2,
    WFM_ROUND_CARRY = 3
};
enum wfm_shrinkage_combination {
    WFM_SHRINKAGE_ADDITIVE = 0,
    WFM_SHRINKAGE_COMPOUNDING = 1
};
typedef struct wfm_shrinkage {
    uint32_t struct_size;
    uint32_t reserved;
    double absence;
    double vacation;
    double breaks;
    double training;
    double meetings;
    double other;
    int32_t combination;
    int32_t reserved_2;
} wfm_shrinkage;
typedef struct wfm_agents_away {
    uint32_t struct_size;
    uint32_t reserved;
    double absent;
    double on_break;
    double in_training;
    double in_meetings;
    double other;
} wfm_agents_away;
void wfm_shrinkage_init(wfm_shrinkage *shrinkage, size_t size);
void wfm_agents_away_init(wfm_agents_away *away, size_t size);
wfm_status wfm_shrinkage_total(const wfm_shrinkage *parts, double *total);
wfm_status wfm_shrinkage_rostered(double agents, double shrinkage, int32_t rounding, double *rostered);
wfm_status wfm_shrinkage_factor(double base, const wfm_agents_away *away, double *needed, double *factor);
wfm_status wfm_shrinkage_rostered_by_factor(double agents, double factor, int32_t rounding, double *rostered);
wfm_status wfm_shrinkage_round(size_t count, const double *value, ptrdiff_t value_stride, int32_t rounding,
    double *rounded, ptrdiff_t rounded_stride, wfm_status *status);
double wfm_shrinkage_paid_hours(double rostered, double interval_s);
double wfm_shrinkage_fte(double paid_hours, double hours_per_fte);
void wfm_shrinkage_paid_hours_n(const double *rostered, ptrdiff_t rostered_stride, const double *interval_s,
    ptrdiff_t interval_s_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_shrinkage_fte_n(const double *paid_hours, ptrdiff_t paid_hours_stride, const double *hours_per_fte,
    ptrdiff_t hours_per_fte_stride, double *out, ptrdiff_t out_stride, size_t count);
typedef struct wfm_queue {
    uint32_t struct_size;
    uint32_t reserved;
    double calls;
    double interval_s;
    double aht_s;
    double acw_s;
    double agents;
    double answer_within_s;
    double patience_s;
    double lines;
    double short_abandon_s;
    int32_t service_rule;
    int32_t flags;
    double treatment_s;
} wfm_queue;
enum wfm_queue_flag {
    WFM_QUEUE_COUNT_BLOCKED = 1,
    WFM_QUEUE_STRICTLY_WITHIN = 2,
    WFM_QUEUE_SKIP_MEANS = 4
};
enum wfm_wait_of {
    WFM_WAIT_OF_ALL = 1,
    WFM_WAIT_OF_ANSWERED = 2,
    WFM_WAIT_OF_ABANDONING = 3,
    WFM_WAIT_OF_PATIENT = 4
};
typedef struct wfm_queue_metrics {
    uint32_t struct_size;
    uint32_t reserved;
    double load_erl;
    double occupancy;
    double wait_probability;
    double asa_s;
    double wait_mean_s;
    double mean_wait_of_waiting_s;
    double queue_mean;
    double queue_mean_when_busy;
    double service_level;
    double trunk_load_erl;
    double abandonment;
    double abandonment_of_waiting;
    double wait_mean_abandoning_s;
    double blocking;
} wfm_queue_metrics;
typedef struct wfm_queue_waits {
    uint32_t struct_size;
    uint32_t reserved;
    double answered_within;
    double answered_beyond;
    double abandoned_within;
    double abandoned_beyond;
    double wait_beyond;
    double offered_beyond;
    double offered_within;
} wfm_queue_waits;
void wfm_queue_init(wfm_queue *queue, size_t size);
void wfm_queue_metrics_init(wfm_queue_metrics *metrics, size_t size);
void wfm_queue_waits_init(wfm_queue_waits *waits, size_t size);
wfm_status wfm_queue_evaluate(const wfm_queue *queue, wfm_queue_metrics *metrics);
wfm_status wfm_queue_wait_tail(const wfm_queue *queue, double t_s, double *probability);
wfm_status wfm_queue_waits_at(const wfm_queue *queue, double t_s, wfm_queue_waits *waits);
wfm_status wfm_queue_wait_quantile(const wfm_queue *queue, double p, double *t_s);
wfm_status wfm_queue_quantile_of(const wfm_queue *queue, int32_t wait_of, double p, double *t_s);
wfm_status wfm_queue_still_waiting(const wfm_queue *queue, size_t count, const double *t_s, ptrdiff_t t_stride,
    double *waiting, ptrdiff_t waiting_stride, wfm_status *status);
enum wfm_priority_discipline {
    WFM_PRIORITY_NONPREEMPTIVE = 1,
    WFM_PRIORITY_PREEMPTIVE = 2,
    WFM_PRIORITY_ACCUMULATING = 3
};
enum wfm_priority_limit {
    WFM_PRIORITY_CLASSES = 64
};
typedef struct wfm_priority_columns {
    uint32_t struct_size;
    uint32_t reserved;
    double *load_erl;
    ptrdiff_t load_erl_stride;
    double *wait_mean_s;
    ptrdiff_t wait_mean_s_stride;
    double *asa_s;
    ptrdiff_t asa_s_stride;
    double *wait_probability;
    ptrdiff_t wait_probability_stride;
    double *mean_wait_of_waiting_s;
    ptrdiff_t mean_wait_of_waiting_s_stride;
    double *service_level;
    ptrdiff_t service_level_stride;
    double *sojourn_mean_s;
    ptrdiff_t sojourn_mean_s_stride;
    double *queue_mean;
    ptrdiff_t queue_mean_stride;
} wfm_priority_columns;
void wfm_priority_columns_init(wfm_priority_columns *columns, size_t size);
wfm_status wfm_queue_priorities(const wfm_queue *queue, int32_t discipline, size_t count, const double *calls,
    ptrdiff_t calls_stride, const double *weight, ptrdiff_t weight_stride, const wfm_priority_columns *columns,
    wfm_status *status);
wfm_status wfm_queue_priority_wait_tail(const wfm_queue *queue, size_t count, const double *calls,
    ptrdiff_t calls_stride, size_t row, double t_s, double *probability);
wfm_status wfm_queue_priority_wait_quantile(const wfm_queue *queue, size_t count, const double *calls,
    ptrdiff_t calls_stride, size_t row, double p, double *t_s);
typedef struct wfm_redials {
    uint32_t struct_size;
    uint32_t reserved;
    double after_blocked;
    double after_abandoned;
    double after_served;
} wfm_redials;
typedef struct wfm_redial_load {
    uint32_t struct_size;
    uint32_t reserved;
    double fresh_calls;
    double calls;
    double inflation;
    double attempts_per_caller;
    double lost;
    double never_served;
} wfm_redial_load;
void wfm_redials_init(wfm_redials *redials, size_t size);
void wfm_redial_load_init(wfm_redial_load *load, size_t size);
wfm_status wfm_queue_redial(const wfm_queue *queue, const wfm_redials *redials, wfm_redial_load *load,
    wfm_queue_metrics *metrics);
wfm_status wfm_queue_fresh(const wfm_queue *queue, const wfm_redials *redials, wfm_redial_load *load);
typedef struct wfm_uncertain {
    uint32_t struct_size;
    uint32_t reserved;
    double service_level_by_calls;
    double service_level_by_periods;
    double abandonment_by_calls;
    double abandonment_by_periods;
    double asa_by_calls_s;
    double asa_by_periods_s;
    double wait_mean_by_calls_s;
    double wait_mean_by_periods_s;
    double wait_probability_by_calls;
    double wait_probability_by_periods;
    double occupancy_by_calls;
    double occupancy_by_periods;
    double blocking_by_calls;
    double blocking_by_periods;
    double chance_of_target;
    double critical_calls;
    double chance_of_overload;
} wfm_uncertain;
void wfm_uncertain_init(wfm_uncertain *result, size_t size);
wfm_status wfm_queue_uncertain(const wfm_queue *queue, double load_cv, double target, wfm_uncertain *result);
wfm_status wfm_queue_uncertain_levels(const wfm_queue *queue, double load_cv, size_t count, const double *level,
    ptrdiff_t level_stride, double *probability, ptrdiff_t probability_stride, wfm_status *status);
double wfm_mdn_waiting(double servers, double load);
void wfm_mdn_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
double wfm_mdn_wait_mean(double servers, double load);
void wfm_mdn_wait_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
double wfm_mdn_wait_tail(double servers, double load, double t);
void wfm_mdn_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count);
enum wfm_general_method {
    WFM_GENERAL_ALLEN_CUNNEEN = 1,
    WFM_GENERAL_KIMURA = 2,
    WFM_GENERAL_BJORKLUND_ELLDIN = 3,
    WFM_GENERAL_COSMETATOS = 4,
    WFM_GENERAL_WHITT = 5
};
enum wfm_general_flag {
    WFM_GENERAL_FIXED_ARRIVALS = 1,
    WFM_GENERAL_FIXED_SERVICE = 2
};
typedef struct wfm_general {
    uint32_t struct_size;
    uint32_t reserved;
    double arrival_scv;
    double service_scv;
    int32_t method;
    int32_t flags;
} wfm_general;
enum wfm_patience_law_kind {
    WFM_LAW_EXPONENTIAL = 1,
    WFM_LAW_DETERMINISTIC = 2,
    WFM_LAW_LOGNORMAL = 3,
    WFM_LAW_WEIBULL = 4,
    WFM_LAW_HYPEREXPONENTIAL = 5
};
typedef struct wfm_patience_law {
    uint32_t struct_size;
    uint32_t reserved;
    double mean_s;
    double shape;
    double balk;
    int32_t law;
    int32_t reserved_2;
} wfm_patience_law;
void wfm_general_init(wfm_general *general, size_t size);
void wfm_patience_law_init(wfm_patience_law *law, size_t size);
wfm_status wfm_queue_general(const wfm_queue *queue, const wfm_general *general, wfm_queue_metrics *metrics);
wfm_status wfm_queue_patience_law(const wfm_queue *queue, const wfm_patience_law *law, wfm_queue_metrics *metrics);
enum wfm_figure {
    WFM_FIGURE_LOAD = 1,
    WFM_FIGURE_OCCUPANCY = 2,
    WFM_FIGURE_WAIT_PROBABILITY = 3,
    WFM_FIGURE_ASA = 4,
    WFM_FIGURE_WAIT_MEAN = 5,
    WFM_FIGURE_MEAN_WAIT_OF_WAITING = 6,
    WFM_FIGURE_QUEUE_MEAN = 7,
    WFM_FIGURE_QUEUE_MEAN_WHEN_BUSY = 8,
    WFM_FIGURE_SERVICE_LEVEL = 9,
    WFM_FIGURE_TRUNK_LOAD = 10,
    WFM_FIGURE_ABANDONMENT = 11,
    WFM_FIGURE_ABANDONMENT_OF_WAITING = 12,
    WFM_FIGURE_WAIT_MEAN_ABANDONING = 13,
    WFM_FIGURE_BLOCKING = 14
};
enum wfm_queue_input {
    WFM_INPUT_CALLS = 1,
    WFM_INPUT_INTERVAL = 2,
    WFM_INPUT_AHT = 3,
    WFM_INPUT_ACW = 4,
    WFM_INPUT_AGENTS = 5,
    WFM_INPUT_ANSWER_WITHIN = 6,
    WFM_INPUT_PATIENCE = 7,
    WFM_INPUT_LINES = 8,
    WFM_INPUT_SHORT_ABANDON = 9
};
typedef struct wfm_sensitivity {
    uint32_t struct_size;
    uint32_t reserved;
    double value;
    double by_calls;
    double by_interval_s;
    double by_aht_s;
    double by_acw_s;
    double by_agents;
    double by_answer_within_s;
    double by_patience_s;
    double by_lines;
    double by_short_abandon_s;
    double elasticity_calls;
    double elasticity_interval;
    double elasticity_aht;
    double elasticity_acw;
    double elasticity_agents;
    double elasticity_answer_within;
    double elasticity_patience;
    double elasticity_lines;
    double elasticity_short_abandon;
    int32_t most;
    int32_t kinked;
} wfm_sensitivity;
void wfm_sensitivity_init(wfm_sensitivity *sensitivity, size_t size);
wfm_status wfm_queue_sensitivity(const wfm_queue *queue, int32_t of, wfm_sensitivity *sensitivity);
typedef struct wfm_realised {
    uint32_t struct_size;
    uint32_t reserved;
    double level;
    double mean;
    double variance;
    double standard_deviation;
    double chance;
    double calls;
} wfm_realised;
void wfm_realised_init(wfm_realised *realised, size_t size);
wfm_status wfm_queue_realised(const wfm_queue *queue, double intervals, double target, wfm_realised *realised);
wfm_status wfm_queue_realised_day(size_t count, const double *calls, ptrdiff_t calls_stride, const double *level,
    ptrdiff_t level_stride, const double *variance, ptrdiff_t variance_stride, double target, wfm_realised *realised);
typedef struct wfm_targets {
    uint32_t struct_size;
    uint32_t reserved;
    double service_level;
    double asa_s;
    double wait_probability;
    double max_occupancy;
    double min_agents;
    double max_agents;
    double abandonment;
    double blocking;
} wfm_targets;
enum wfm_binding {
    WFM_BINDING_NONE = 0,
    WFM_BINDING_SERVICE_LEVEL = 1,
    WFM_BINDING_ASA = 2,
    WFM_BINDING_WAIT_PROBABILITY = 3,
    WFM_BINDING_OCCUPANCY = 4,
    WFM_BINDING_MIN_AGENTS = 5,
    WFM_BINDING_MAX_AGENTS = 6,
    WFM_BINDING_ABANDONMENT = 7,
    WFM_BINDING_BLOCKING = 8
};
typedef struct wfm_staffing {
    uint32_t struct_size;
    uint32_t reserved;
    double agents;
    double agents_fractional;
    double service_level;
    double service_level_one_fewer;
    double service_level_one_more;
    int32_t binding;
    int32_t reserved_2;
} wfm_staffing;
typedef struct wfm_staffing_range {
    uint32_t struct_size;
    uint32_t reserved;
    double least;
    double most;
    double least_whole;
    double most_whole;
    int32_t binding_least;
    int32_t binding_most;
} wfm_staffing_range;
void wfm_targets_init(wfm_targets *targets, size_t size);
void wfm_staffing_init(wfm_staffing *staffing, size_t size);
void wfm_staffing_range_init(wfm_staffing_range *range, size_t size);
wfm_status wfm_staffing_agents(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing *staffing);
wfm_status wfm_staffing_intervals(const wfm_queue *queue, const wfm_targets *targets, size_t count, const double *calls,
    ptrdiff_t calls_stride, const double *aht_s, ptrdiff_t aht_s_stride, double *agents, ptrdiff_t agents_stride,
    wfm_status *status);
wfm_status wfm_staffing_calls(const wfm_queue *queue, const wfm_targets *targets, double *calls, int32_t *binding);
wfm_status wfm_staffing_aht(const wfm_queue *queue, const wfm_targets *targets, double *aht_s, int32_t *binding);
wfm_status wfm_staffing_answer_within(const wfm_queue *queue, const wfm_targets *targets, double *answer_within_s);
wfm_status wfm_staffing_lines(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing_range *range);
wfm_status wfm_staffing_patience(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing_range *range);
wfm_status wfm_staffing_implied_patience(const wfm_queue *queue, double abandonment, double *patience_s);
typedef struct wfm_priority_targets {
    uint32_t struct_size;
    uint32_t reserved;
    const double *service_level;
    ptrdiff_t service_level_stride;
    const double *answer_within_s;
    ptrdiff_t answer_within_s_stride;
    const double *asa_s;
    ptrdiff_t asa_s_stride;
} wfm_priority_targets;
void wfm_priority_targets_init(wfm_priority_targets *targets, size_t size);
wfm_status wfm_staffing_agents_priority(const wfm_queue *queue, int32_t discipline, size_t count, const double *calls,
    ptrdiff_t calls_stride, const double *weight, ptrdiff_t weight_stride, const wfm_priority_targets *targets,
    double *agents, int32_t *row);
wfm_status wfm_staffing_agents_redial(const wfm_queue *queue, const wfm_redials *redials, const wfm_targets *targets,
    wfm_staffing *staffing);
wfm_status wfm_staffing_agents_uncertain(const wfm_queue *queue, double load_cv, const wfm_targets *targets,
    double chance, wfm_staffing *staffing);
wfm_status wfm_staffing_agents_general(const wfm_queue *queue, const wfm_general *general, const wfm_patience_law *law,
    const wfm_targets *targets, wfm_staffing *staffing);
wfm_status wfm_staffing_agents_realised(const wfm_queue *queue, const wfm_targets *targets, double intervals,
    double chance, wfm_staffing *staffing);
typedef struct wfm_trunks {
    uint32_t struct_size;
    uint32_t reserved;
    double load_erl;
    double lines;
    double lines_fractional;
    double blocking;
    double blocking_one_fewer;
    double carried_erl;
    double attempts_erl;
} wfm_trunks;
enum wfm_order {
    WFM_ORDER_QUEUE_FIRST = 0,
    WFM_ORDER_BLOCK_FIRST = 1
};
void wfm_trunks_init(wfm_trunks *trunks, size_t size);
wfm_status wfm_trunks_lines(double load_erl, double blocking, wfm_trunks *trunks);
wfm_status wfm_trunks_load(double lines, double blocking, wfm_trunks *trunks);
wfm_status wfm_trunks_blocking(double load_erl, double lines, wfm_trunks *trunks);
enum wfm_trunk_model {
    WFM_TRUNKS_ERLANG_B = 0,
    WFM_TRUNKS_RETRY = 1,
    WFM_TRUNKS_ENGSET = 2,
    WFM_TRUNKS_MOLINA = 3,
    WFM_TRUNKS_HAYWARD = 4
};
typedef struct wfm_offered {
    uint32_t struct_size;
    uint32_t reserved;
    double load_erl;
    double recall;
    double sources;
    double peakedness;
    int32_t model;
    int32_t reserved_2;
} wfm_offered;
void wfm_offered_init(wfm_offered *offered, size_t size);
wfm_status wfm_offered_lines(const wfm_offered *offered, double blocking, wfm_trunks *trunks);
wfm_status wfm_offered_load(const wfm_offered *offered, double lines, double blocking, wfm_trunks *trunks);
wfm_status wfm_offered_blocking(const wfm_offered *offered, double lines, wfm_trunks *trunks);
wfm_status wfm_trunks_for_queue(const wfm_queue *queue, double blocking, int32_t order, wfm_trunks *trunks);
wfm_status wfm_trunks_for_targets(const wfm_queue *queue, const wfm_targets *targets, double blocking, int32_t order,
    wfm_staffing *staffing, wfm_trunks *trunks);
wfm_status wfm_trunks_design(const wfm_queue *queue, const wfm_targets *targets, double blocking,
    wfm_staffing *staffing, wfm_trunks *trunks);
double wfm_ccs_for_erlangs(double load_erl);
double wfm_erlangs_for_ccs(double ccs);
double wfm_trunks_load_for_calls(double calls, double holding_s, double interval_s);
double wfm_trunks_holding_for_load(double load_erl, double calls, double interval_s);
void wfm_ccs_for_erlangs_n(const double *load_erl, ptrdiff_t load_erl_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlangs_for_ccs_n(const double *ccs, ptrdiff_t ccs_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_trunks_load_for_calls_n(const double *calls, ptrdiff_t calls_stride, const double *holding_s,
    ptrdiff_t holding_s_stride, const double *interval_s, ptrdiff_t interval_s_stride, double *out,
    ptrdiff_t out_stride, size_t count);
void wfm_trunks_holding_for_load_n(const double *load_erl, ptrdiff_t load_erl_stride, const double *calls,
    ptrdiff_t calls_stride, const double *interval_s, ptrdiff_t interval_s_stride, double *out, ptrdiff_t out_stride,
    size_t count);
typedef struct wfm_traffic {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t days;
    int64_t slots;
    const double *load_erl;
    ptrdiff_t day_stride;
    ptrdiff_t slot_stride;
    int64_t length;
    int64_t step;
} wfm_traffic;
typedef struct wfm_busy_hour {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t first_slot;
    int64_t days;
    double load_erl;
    double highest_erl;
    int64_t peak_days;
    double peak_load_erl;
    double consistency;
    double normal_load_erl;
    double high_load_erl;
} wfm_busy_hour;
void wfm_traffic_init(wfm_traffic *traffic, size_t size);
void wfm_busy_hour_init(wfm_busy_hour *busy, size_t size);
wfm_status wfm_trunks_busy_hour(const wfm_traffic *traffic, double *day_erl, ptrdiff_t day_stride, wfm_busy_hour *busy);
enum wfm_variation_level {
    WFM_VARIATION_UNKNOWN = 0,
    WFM_VARIATION_NONE = 1,
    WFM_VARIATION_LOW = 2,
    WFM_VARIATION_MEDIUM = 3,
    WFM_VARIATION_HIGH = 4
};
typedef struct wfm_variation {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t days;
    double mean_erl;
    double variance;
    double of_measurement;
    double source_variance;
    double exponent;
    int32_t level;
    int32_t reserved_2;
} wfm_variation;
void wfm_variation_init(wfm_variation *variation, size_t size);
wfm_status wfm_trunks_variation(size_t count, const double *load_erl, ptrdiff_t stride, double holding_s, double hour_s,
    wfm_variation *variation);
enum wfm_classes_limit {
    WFM_CLASSES_MOST = 256,
    WFM_CLASS_LINES_MOST = 16777216
};
typedef struct wfm_classes {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *load_erl;
    ptrdiff_t load_stride;
    const double *lines_per_call;
    ptrdiff_t lines_per_call_stride;
    const double *reserved_lines;
    ptrdiff_t reserved_lines_stride;
    const double *target;
    ptrdiff_t target_stride;
} wfm_classes;
typedef struct wfm_class_columns {
    uint32_t struct_size;
    uint32_t reserved;
    double *blocking;
    ptrdiff_t blocking_stride;
    double *carried_erl;
    ptrdiff_t carried_stride;
    int64_t state_count;
    double *state;
    ptrdiff_t state_stride;
} wfm_class_columns;
typedef struct wfm_class_group {
    uint32_t struct_size;
    uint32_t reserved;
    double lines;
    double factor;
    double offered_lines;
    double carried_lines;
    double lost;
    double utilisation;
} wfm_class_group;
void wfm_classes_init(wfm_classes *classes, size_t size);
void wfm_class_columns_init(wfm_class_columns *columns, size_t size);
void wfm_class_group_init(wfm_class_group *group, size_t size);
wfm_status wfm_classes_work(const wfm_classes *classes, double lines, int64_t *work_count);
wfm_status wfm_classes_blocking(const wfm_classes *classes, double lines, double *work, int64_t work_count,
    const wfm_class_columns *columns, wfm_class_group *group);
wfm_status wfm_classes_lines(const wfm_classes *classes, double lines_most, double *work, int64_t work_count,
    const wfm_class_columns *columns, wfm_class_group *group);
wfm_status wfm_classes_factor(const wfm_classes *classes, double lines, double *work, int64_t work_count,
    const wfm_class_columns *columns, wfm_class_group *group);
double wfm_overflow_mean(double servers, double load);
double wfm_overflow_variance(double servers, double load);
double wfm_overflow_peakedness(double servers, double load);
double wfm_overflow_split_peakedness(double peakedness, double share);
double wfm_hayward(double servers, double load, double peakedness);
double wfm_hayward_servers_for_blocking(double load, double peakedness, double blocking);
double wfm_hayward_load_for_blocking(double servers, double peakedness, double blocking);
void wfm_overflow_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_overflow_variance_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_overflow_peakedness_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_overflow_split_peakedness_n(const double *peakedness, ptrdiff_t peakedness_stride, const double *share,
    ptrdiff_t share_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_hayward_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    const double *peakedness, ptrdiff_t peakedness_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_hayward_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *peakedness,
    ptrdiff_t peakedness_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_hayward_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *peakedness,
    ptrdiff_t peakedness_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
enum wfm_equivalent_method {
    WFM_EQUIVALENT_EXACT = 0,
    WFM_EQUIVALENT_RAPP = 1,
    WFM_EQUIVALENT_HAYWARD = 2
};
typedef struct wfm_equivalent {
    uint32_t struct_size;
    uint32_t reserved;
    double load_erl;
    double lines;
    double mean_erl;
    double variance;
    double peakedness;
} wfm_equivalent;
void wfm_equivalent_init(wfm_equivalent *equivalent, size_t size);
wfm_status wfm_overflow_equivalent(double mean_erl, double variance, int32_t method, wfm_equivalent *equivalent);
typedef struct wfm_overflow_group {
    uint32_t struct_size;
    uint32_t reserved;
    double mean_erl;
    double variance;
    double peakedness;
    double lines;
    double lines_fractional;
    double blocking;
    double blocking_one_fewer;
    double lost_erl;
    double carried_erl;
    double equivalent_load_erl;
    double equivalent_lines;
    double offered_erl;
    double loss;
    double lost_variance;
} wfm_overflow_group;
void wfm_overflow_group_init(wfm_overflow_group *group, size_t size);
wfm_status wfm_overflow_lost(double mean_erl, double variance, double lines, int32_t method, wfm_overflow_group *group);
wfm_status wfm_overflow_lines(double mean_erl, double variance, double blocking, int32_t method,
    wfm_overflow_group *group);
typedef struct wfm_overflow_network {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t groups;
    const double *load_erl;
    ptrdiff_t load_stride;
    const double *group_lines;
    ptrdiff_t lines_stride;
    double lines;
    double blocking;
    int32_t method;
    int32_t reserved_2;
} wfm_overflow_network;
void wfm_overflow_network_init(wfm_overflow_network *network, size_t size);
typedef struct wfm_overflow_streams {
    uint32_t struct_size;
    uint32_t reserved;
    double *mean_erl;
    ptrdiff_t mean_stride;
    double *variance;
    ptrdiff_t variance_stride;
    double *lost_erl;
    ptrdiff_t lost_stride;
    double *blocking;
    ptrdiff_t blocking_stride;
    double *loss;
    ptrdiff_t loss_stride;
} wfm_overflow_streams;
void wfm_overflow_streams_init(wfm_overflow_streams *streams, size_t size);
wfm_status wfm_overflow_final(const wfm_overflow_network *network, const wfm_overflow_streams *streams,
    wfm_overflow_group *group);
double wfm_erlang_b_carried(double servers, double load);
double wfm_erlang_b_improvement(double servers, double load);
double wfm_erlang_b_line_carried(double line, double load);
double wfm_erlang_b_servers_for_improvement(double load, double improvement);
void wfm_erlang_b_carried_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_improvement_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_line_carried_n(const double *line, ptrdiff_t line_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_servers_for_improvement_n(const double *load, ptrdiff_t load_stride, const double *improvement,
    ptrdiff_t improvement_stride, double *out, ptrdiff_t out_stride, size_t count);
double wfm_erlang_b_retry(double servers, double load, double recall);
double wfm_erlang_b_retry_load(double servers, double load, double recall);
double wfm_erlang_b_retry_servers_for_blocking(double load, double blocking, double recall);
double wfm_erlang_b_retry_load_for_blocking(double servers, double blocking, double recall);
void wfm_erlang_b_retry_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    const double *recall, ptrdiff_t recall_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_retry_load_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *recall, ptrdiff_t recall_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlang_b_retry_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
    ptrdiff_t blocking_stride, const double *recall, ptrdiff_t recall_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlang_b_retry_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
    ptrdiff_t blocking_stride, const double *recall, ptrdiff_t recall_stride, double *out, ptrdiff_t out_stride,
    size_t count);
double wfm_molina(double servers, double load);
double wfm_molina_servers_for_blocking(double load, double blocking);
double wfm_molina_load_for_blocking(double servers, double blocking);
void wfm_molina_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_molina_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
    ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_molina_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
    ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);
double wfm_workload_aht(double talk_s, double hold_s, double acw_s);
double wfm_workload_voice_agents(double calls, double interval_s, double aht_s, double occupancy, double availability);
double wfm_workload_deferred_agents(double volume, double aht_s, double response_s);
double wfm_workload_agents(double voice_agents, double deferred_agents);
void wfm_workload_aht_n(const double *talk_s, ptrdiff_t talk_s_stride, const double *hold_s, ptrdiff_t hold_s_stride,
    const double *acw_s, ptrdiff_t acw_s_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_workload_voice_agents_n(const double *calls, ptrdiff_t calls_stride, const double *interval_s,
    ptrdiff_t interval_s_stride, const double *aht_s, ptrdiff_t aht_s_stride, const double *occupancy,
    ptrdiff_t occupancy_stride, const double *availability, ptrdiff_t availability_stride, double *out,
    ptrdiff_t out_stride, size_t count);
void wfm_workload_deferred_agents_n(const double *volume, ptrdiff_t volume_stride, const double *aht_s,
    ptrdiff_t aht_s_stride, const double *response_s, ptrdiff_t response_s_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_workload_agents_n(const double *voice_agents, ptrdiff_t voice_agents_stride, const double *deferred_agents,
    ptrdiff_t deferred_agents_stride, double *out, ptrdiff_t out_stride, size_t count);
typedef struct wfm_plan_input {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *calls;
    ptrdiff_t calls_stride;
    const double *interval_s;
    ptrdiff_t interval_s_stride;
    const double *aht_s;
    ptrdiff_t aht_s_stride;
    const double *acw_s;
    ptrdiff_t acw_s_stride;
    const double *answer_within_s;
    ptrdiff_t answer_within_s_stride;
    const double *service_level;
    ptrdiff_t service_level_stride;
    const double *asa_s;
    ptrdiff_t asa_s_stride;
    const double *wait_probability;
    ptrdiff_t wait_probability_stride;
    const double *max_occupancy;
    ptrdiff_t max_occupancy_stride;
    const double *min_agents;
    ptrdiff_t min_agents_stride;
    const double *max_agents;
    ptrdiff_t max_agents_stride;
    const double *shrinkage;
    ptrdiff_t shrinkage_stride;
    const double *scheduled;
    ptrdiff_t scheduled_stride;
    int32_t rounding;
    int32_t reserved_2;
    const double *blocking;
    ptrdiff_t blocking_stride;
    const double *deferred_volume;
    ptrdiff_t deferred_volume_stride;
    const double *deferred_aht_s;
    ptrdiff_t deferred_aht_s_stride;
    const double *response_s;
    ptrdiff_t response_s_stride;
    const double *patience_s;
    ptrdiff_t patience_s_stride;
    const double *lines;
    ptrdiff_t lines_stride;
    const double *abandonment;
    ptrdiff_t abandonment_stride;
    const double *short_abandon_s;
    ptrdiff_t short_abandon_s_stride;
    int32_t service_rule;
    int32_t flags;
    const double *redial;
    ptrdiff_t redial_stride;
    const double *reconnect;
    ptrdiff_t reconnect_stride;
    const double *load_cv;
    ptrdiff_t load_cv_stride;
    const double *risk;
    ptrdiff_t risk_stride;
    const double *service_cv;
    ptrdiff_t service_cv_stride;
    int32_t patience_law;
    int32_t reserved_3;
    double patience_shape;
    double balk;
    const double *treatment_s;
    ptrdiff_t treatment_s_stride;
} wfm_plan_input;
typedef struct wfm_plan_output {
    uint32_t struct_size;
    uint32_t reserved;
    double *load_erl;
    ptrdiff_t load_erl_stride;
    double *agents;
    ptrdiff_t agents_stride;
    double *agents_fractional;
    ptrdiff_t agents_fractional_stride;
    double *rostered;
    ptrdiff_t rostered_stride;
    double *service_level;
    ptrdiff_t service_level_stride;
    double *asa_s;
    ptrdiff_t asa_s_stride;
    double *wait_probability;
    ptrdiff_t wait_probability_stride;
    double *wait_mean_s;
    ptrdiff_t wait_mean_s_stride;
    double *mean_wait_of_waiting_s;
    ptrdiff_t mean_wait_of_waiting_s_stride;
    double *queue_mean;
    ptrdiff_t queue_mean_stride;
    double *queue_mean_when_busy;
    ptrdiff_t queue_mean_when_busy_stride;
    double *occupancy;
    ptrdiff_t occupancy_stride;
    double *trunk_load_erl;
    ptrdiff_t trunk_load_erl_stride;
    double *service_level_one_fewer;
    ptrdiff_t service_level_one_fewer_stride;
    double *service_level_one_more;
    ptrdiff_t service_level_one_more_stride;
    double *gap;
    ptrdiff_t gap_stride;
    double *service_level_scheduled;
    ptrdiff_t service_level_scheduled_stride;
    double *asa_scheduled_s;
    ptrdiff_t asa_scheduled_s_stride;
    double *occupancy_scheduled;
    ptrdiff_t occupancy_scheduled_stride;
    int32_t *binding;
    ptrdiff_t binding_stride;
    wfm_status *status;
    ptrdiff_t status_stride;
    double *trunks;
    ptrdiff_t trunks_stride;
    double *deferred_agents;
    ptrdiff_t deferred_agents_stride;
    double *abandonment;
    ptrdiff_t abandonment_stride;
    double *blocking;
    ptrdiff_t blocking_stride;
    double *abandonment_scheduled;
    ptrdiff_t abandonment_scheduled_stride;
    double *blocking_scheduled;
    ptrdiff_t blocking_scheduled_stride;
    double *attempts;
    ptrdiff_t attempts_stride;
    double *attempts_scheduled;
    ptrdiff_t attempts_scheduled_stride;
    double *chance;
    ptrdiff_t chance_stride;
    double *chance_scheduled;
    ptrdiff_t chance_scheduled_stride;
} wfm_plan_output;
typedef struct wfm_plan_totals {
    uint32_t struct_size;
    uint32_t reserved;
    double calls;
    double aht_s;
    double agent_hours;
    double rostered_hours;
    double fte;
    double service_level;
    double asa_s;
    double occupancy;
    double peak_agents;
    double peak_rostered;
    int64_t peak_row;
    int64_t intervals;
    int64_t overloaded_intervals;
    int64_t missed_intervals;
    int64_t over_occupancy_intervals;
    int64_t scheduled_intervals;
    double scheduled_hours;
    double gap_hours;
    double short_hours;
    double service_level_scheduled;
    double asa_scheduled_s;
    int64_t short_intervals;
    int64_t overloaded_scheduled_intervals;
    double peak_trunks;
    double deferred_hours;
    double abandonment;
    double blocking;
    double abandoned_calls;
    double blocked_calls;
    double abandonment_scheduled;
    double blocking_scheduled;
} wfm_plan_totals;
void wfm_plan_input_init(wfm_plan_input *input, size_t size);
void wfm_plan_output_init(wfm_plan_output *output, size_t size);
void wfm_plan_totals_init(wfm_plan_totals *totals, size_t size);
wfm_status wfm_plan_staff(const wfm_plan_input *input, const wfm_plan_output *output);
wfm_status wfm_plan_totals_of(const wfm_plan_input *input, const wfm_plan_output *output, const int64_t *rows,
    int64_t rows_count, const int64_t *period, double hours_per_fte, wfm_plan_totals *totals);
wfm_status wfm_plan_update(const wfm_plan_input *input, const wfm_forecast_belief *belief, const double *actual,
    ptrdiff_t actual_stride, double *calls, ptrdiff_t calls_stride, wfm_forecast_revision *revision,
    const wfm_plan_output *output);
typedef struct wfm_intraday_caller {
    uint32_t struct_size;
    uint32_t reserved;
    double position;
    double agents;
    double aht_s;
    double patience_s;
    double own_patience_s;
    double quantile;
    double within_s;
} wfm_intraday_caller;
typedef struct wfm_intraday_wait {
    uint32_t struct_size;
    uint32_t reserved;
    double offered_wait_mean_s;
    double offered_wait_quantile_s;
    double within;
    double beyond;
    double answered;
    double abandonment;
    double answered_within;
    double answered_wait_mean_s;
    double wait_mean_s;
} wfm_intraday_wait;
typedef struct wfm_intraday_columns {
    uint32_t struct_size;
    uint32_t reserved;
    double *offered_wait_mean_s;
    ptrdiff_t offered_wait_mean_s_stride;
    double *offered_wait_quantile_s;
    ptrdiff_t offered_wait_quantile_s_stride;
    double *within;
    ptrdiff_t within_stride;
    double *beyond;
    ptrdiff_t beyond_stride;
    double *answered;
    ptrdiff_t answered_stride;
    double *abandonment;
    ptrdiff_t abandonment_stride;
    double *answered_within;
    ptrdiff_t answered_within_stride;
    double *answered_wait_mean_s;
    ptrdiff_t answered_wait_mean_s_stride;
    double *wait_mean_s;
    ptrdiff_t wait_mean_s_stride;
} wfm_intraday_columns;
void wfm_intraday_caller_init(wfm_intraday_caller *caller, size_t size);
void wfm_intraday_wait_init(wfm_intraday_wait *wait, size_t size);
void wfm_intraday_columns_init(wfm_intraday_columns *columns, size_t size);
wfm_status wfm_intraday_announce(const wfm_intraday_caller *caller, wfm_intraday_wait *wait);
wfm_status wfm_intraday_announce_queue(const wfm_intraday_caller *caller, size_t count, const double *position,
    ptrdiff_t position_stride, const wfm_intraday_columns *columns, wfm_status *status);
wfm_status wfm_intraday_last_wait(size_t count, const double *wait_s, ptrdiff_t wait_stride, double *last_s);
wfm_status wfm_intraday_average(size_t count, const double *wait_s, ptrdiff_t wait_stride, double weight,
    double *average_s);
enum wfm_call_event {
    WFM_CALL_ARRIVED = 1,
    WFM_CALL_ANSWERED = 2,
    WFM_CALL_ABANDONED = 3,
    WFM_CALL_LEFT = 4,
    WFM_CALL_BLOCKED = 5,
    WFM_CALL_HANDLED = 6
};
enum wfm_measure_flag {
    WFM_MEASURE_COUNT_BLOCKED = 1,
    WFM_MEASURE_STRICTLY_WITHIN = 2,
    WFM_MEASURE_IGNORE_LEFT = 8,
    WFM_MEASURE_BY_STATE = 16
};
enum wfm_measure_cell {
    WFM_CELL_ARRIVED = 0,
    WFM_CELL_ANSWERED_WITHIN = 1,
    WFM_CELL_ANSWERED_BEYOND = 2,
    WFM_CELL_ABANDONED_WITHIN = 3,
    WFM_CELL_ABANDONED_BEYOND = 4,
    WFM_CELL_ABANDONED_SHORT = 5,
    WFM_CELL_LEFT_WITHIN = 6,
    WFM_CELL_LEFT_BEYOND = 7,
    WFM_CELL_BLOCKED = 8,
    WFM_CELL_WAIT_ANSWERED = 9,
    WFM_CELL_WAIT_ABANDONED = 10,
    WFM_CELL_WAIT_LEFT = 11,
    WFM_CELL_HANDLED = 12,
    WFM_CELL_TALK = 13,
    WFM_CELL_HOLD = 14,
    WFM_CELL_ACW = 15,
    WFM_CELL_HANDLE_SQUARES = 16,
    WFM_CELL_WAITING = 17,
    WFM_CELL_BUSY = 18,
    WFM_CELLS = 19
};
typedef struct wfm_call {
    uint32_t struct_size;
    uint32_t reserved;
    double arrival_s;
    double wait_s;
    double talk_s;
    double hold_s;
    double acw_s;
    int32_t event;
    int32_t reserved_2;
} wfm_call;
typedef struct wfm_calls {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *arrival_s;
    ptrdiff_t arrival_s_stride;
    const double *wait_s;
    ptrdiff_t wait_s_stride;
    const double *talk_s;
    ptrdiff_t talk_s_stride;
    const double *hold_s;
    ptrdiff_t hold_s_stride;
    const double *acw_s;
    ptrdiff_t acw_s_stride;
    const int32_t *event;
    ptrdiff_t event_stride;
} wfm_calls;
typedef struct wfm_measure {
    uint32_t struct_size;
    uint32_t reserved;
    double start_s;
    double interval_s;
    double answer_within_s;
    double short_abandon_s;
    double bin_s;
    int64_t bins;
    int64_t intervals;
    int64_t oldest;
    double *cells;
    ptrdiff_t cells_stride;
    int32_t flags;
    int32_t reserved_2;
} wfm_measure;
typedef struct wfm_measure_counts {
    uint32_t struct_size;
    uint32_t reserved;
    double answered_within;
    double answered_beyond;
    double abandoned_within;
    double abandoned_beyond;
    double blocked;
} wfm_measure_counts;
typedef struct wfm_measure_figures {
    uint32_t struct_size;
    uint32_t reserved;
    double calls;
    double answered;
    double abandoned;
    double abandoned_short;
    double left;
    double blocked;
    double waiting;
    double handled;
    double service_answered;
    double service_offered;
    double service_sl2;
    double service_excluding;
    double service_virtual;
    double abandonment;
    double blocking;
    double asa_s;
    double wait_mean_s;
    double wait_mean_abandoning_s;
    double queue_mean;
    double aht_s;
    double talk_s;
    double hold_s;
    double acw_s;
    double handle_standard_deviation;
    double carried_load_erl;
    double occupancy;
    double patience_s;
} wfm_measure_figures;
typedef struct wfm_estimate {
    uint32_t struct_size;
    uint32_t reserved;
    double value;
    double low;
    double high;
    double standard_error;
    double degrees;
    double p_value;
    double count;
} wfm_estimate;
typedef struct wfm_waits {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t count;
    const double *wait_s;
    ptrdiff_t wait_stride;
    const double *ended;
    ptrdiff_t ended_stride;
    const double *cut;
    ptrdiff_t cut_stride;
} wfm_waits;
typedef struct wfm_survival {
    uint32_t struct_size;
    uint32_t reserved;
    double *survival;
    ptrdiff_t survival_stride;
    double *standard_error;
    ptrdiff_t standard_error_stride;
    double *low;
    ptrdiff_t low_stride;
    double *high;
    ptrdiff_t high_stride;
    double *hazard_summed;
    ptrdiff_t hazard_summed_stride;
} wfm_survival;
typedef struct wfm_hazard {
    uint32_t struct_size;
    uint32_t reserved;
    double *hazard_per_s;
    ptrdiff_t hazard_stride;
    double *low_per_s;
    ptrdiff_t low_stride;
    double *high_per_s;
    ptrdiff_t high_stride;
    double *exposure_s;
    ptrdiff_t exposure_stride;
} wfm_hazard;
typedef struct wfm_patience {
    uint32_t struct_size;
    uint32_t reserved;
    double mean_s;
    double low_s;
    double high_s;
    double abandoned;
    double exposure_s;
    double at_once;
    double at_once_low;
    double at_once_high;
    double trend;
    double trend_p_value;
    double distance;
    double distance_p_value;
} wfm_patience;
typedef struct wfm_spread {
    uint32_t struct_size;
    uint32_t reserved;
    double mean_s;
    double within_s;
    double between_s;
    double noise_s;
    double p_value;
    double intervals;
} wfm_spread;
void wfm_call_init(wfm_call *call, size_t size);
void wfm_calls_init(wfm_calls *calls, size_t size);
void wfm_measure_init(wfm_measure *measure, size_t size);
void wfm_measure_counts_init(wfm_measure_counts *counts, size_t size);
void wfm_measure_figures_init(wfm_measure_figures *figures, size_t size);
void wfm_estimate_init(wfm_estimate *estimate, size_t size);
void wfm_waits_init(wfm_waits *waits, size_t size);
void wfm_survival_init(wfm_survival *survival, size_t size);
void wfm_hazard_init(wfm_hazard *hazard, size_t size);
void wfm_patience_init(wfm_patience *patience, size_t size);
void wfm_spread_init(wfm_spread *spread, size_t size);
wfm_status wfm_measure_service_level(const wfm_measure_counts *counts, int32_t service_rule, double *service_level);
wfm_status wfm_measure_start(wfm_measure *measure);
wfm_status wfm_measure_event(wfm_measure *measure, const wfm_call *call);
wfm_status wfm_measure_calls(wfm_measure *measure, const wfm_calls *calls, wfm_status *status);
wfm_status wfm_measure_merge(wfm_measure *measure, const wfm_measure *other);
wfm_status wfm_measure_figures_of(const wfm_measure *measure, int64_t first, int64_t count, double staffed_s,
    wfm_measure_figures *figures);
wfm_status wfm_measure_handle_spread(const wfm_measure *measure, int64_t first, int64_t count, wfm_spread *spread);
wfm_status wfm_measure_share(double successes, double trials, double confidence, wfm_estimate *share);
wfm_status wfm_measure_service_level_sure(const wfm_calls *calls, int32_t service_rule, double answer_within_s,
    double short_abandon_s, int32_t flags, int64_t batches, double confidence, wfm_estimate *level);
wfm_status wfm_measure_mean_sure(int64_t count, const double *values, ptrdiff_t stride, int64_t batches,
    double confidence, wfm_estimate *mean);
wfm_status wfm_measure_share_sure(int64_t count, const double *had, ptrdiff_t stride, int64_t batches,
    double confidence, wfm_estimate *share);
wfm_status wfm_measure_difference(const wfm_estimate *before, const wfm_estimate *after, double confidence,
    wfm_estimate *difference);
wfm_status wfm_measure_quantile(int64_t count, const double *values, ptrdiff_t stride, double p, double *value);
wfm_status wfm_measure_patience(const wfm_waits *waits, double at_once_s, double confidence, wfm_patience *patience);
wfm_status wfm_measure_survival(const wfm_waits *waits, double confidence, const wfm_survival *survival);
wfm_status wfm_measure_hazard(const wfm_waits *waits, int64_t edges, const double *edge_s, double confidence,
    const wfm_hazard *hazard);
double wfm_erlang_b(double servers, double load);
double wfm_erlang_b_compl(double servers, double load);
double wfm_erlang_b_ln(double servers, double load);
double wfm_erlang_b_ln_dload(double servers, double load);
double wfm_erlang_b_ln_dservers(double servers, double load);
double wfm_erlang_b_servers_for_blocking(double load, double blocking);
double wfm_erlang_b_load_for_blocking(double servers, double blocking);
double wfm_erlang_c(double servers, double load);
double wfm_erlang_c_compl(double servers, double load);
double wfm_erlang_c_ln(double servers, double load);
double wfm_erlang_c_ln_dload(double servers, double load);
double wfm_erlang_c_ln_dservers(double servers, double load);
double wfm_erlang_c_asa(double servers, double load);
double wfm_erlang_c_wait_tail(double servers, double load, double t);
double wfm_erlang_c_service_level(double servers, double load, double t);
double wfm_erlang_c_wait_quantile(double servers, double load, double p);
double wfm_erlang_c_servers_for_waiting(double load, double p);
double wfm_erlang_c_servers_for_asa(double load, double asa);
double wfm_erlang_c_servers_for_service_level(double load, double t, double target);
double wfm_erlang_c_load_for_waiting(double servers, double p);
double wfm_erlang_c_load_for_asa(double servers, double asa);
double wfm_erlang_c_load_for_service_level(double servers, double t, double target);
double wfm_erlang_a_waiting(double servers, double load, double patience);
double wfm_erlang_a_waiting_compl(double servers, double load, double patience);
double wfm_erlang_a_abandonment(double servers, double load, double patience);
double wfm_erlang_a_answered(double servers, double load, double patience);
double wfm_erlang_a_wait_mean(double servers, double load, double patience);
double wfm_erlang_a_queue_mean(double servers, double load, double patience);
double wfm_erlang_a_wait_tail(double servers, double load, double patience, double t);
double wfm_erlang_a_offered_wait_tail(double servers, double load, double patience, double t);
double wfm_erlang_a_service_level_answered(double servers, double load, double patience, double t);
double wfm_erlang_a_service_level_offered(double servers, double load, double patience, double t);
double wfm_erlang_a_service_level_sl2(double servers, double load, double patience, double t);
double wfm_erlang_a_service_level_excluding_abandoned(double servers, double load, double patience, double t);
double wfm_erlang_a_service_level_virtual(double servers, double load, double patience, double t);
double wfm_erlang_a_patience_for_abandonment(double servers, double load, double abandonment);
void wfm_erlang_b_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_ln_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_ln_dload_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_ln_dservers_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
    ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_b_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
    ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_ln_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_ln_dload_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_ln_dservers_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_asa_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_service_level_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_wait_quantile_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *p, ptrdiff_t p_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_servers_for_waiting_n(const double *load, ptrdiff_t load_stride, const double *p, ptrdiff_t p_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_servers_for_asa_n(const double *load, ptrdiff_t load_stride, const double *asa, ptrdiff_t asa_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_servers_for_service_level_n(const double *load, ptrdiff_t load_stride, const double *t,
    ptrdiff_t t_stride, const double *target, ptrdiff_t target_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_load_for_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *p,
    ptrdiff_t p_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_load_for_asa_n(const double *servers, ptrdiff_t servers_stride, const double *asa,
    ptrdiff_t asa_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_c_load_for_service_level_n(const double *servers, ptrdiff_t servers_stride, const double *t,
    ptrdiff_t t_stride, const double *target, ptrdiff_t target_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_waiting_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlang_a_abandonment_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlang_a_answered_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
    const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_wait_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlang_a_queue_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_erlang_a_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_offered_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_service_level_answered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_service_level_offered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_service_level_sl2_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_service_level_excluding_abandoned_n(const double *servers, ptrdiff_t servers_stride,
    const double *load, ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t,
    ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_service_level_virtual_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
    double *out, ptrdiff_t out_stride, size_t count);
void wfm_erlang_a_patience_for_abandonment_n(const double *servers, ptrdiff_t servers_stride, const double *load,
    ptrdiff_t load_stride, const double *abandonment, ptrdiff_t abandonment_stride, double *out, ptrdiff_t out_stride,
    size_t count);
double wfm_engset_time(double servers, double sources, double intensity);
double wfm_engset_call(double servers, double sources, double intensity);
double wfm_engset_traffic(double servers, double sources, double intensity);
double wfm_engset_carried(double servers, double sources, double intensity);
double wfm_engset_load(double servers, double sources, double intensity);
double wfm_engset_servers_for_call(double sources, double intensity, double blocking);
double wfm_engset_intensity_for_call(double servers, double sources, double blocking);
double wfm_engset_sources_for_call(double servers, double intensity, double blocking);
double wfm_engset_intensity_for_load(double servers, double sources, double load);
double wfm_engset_call_of_load(double servers, double sources, double load);
double wfm_engset_servers_of_load_for_call(double sources, double load, double blocking);
double wfm_engset_load_for_call(double servers, double sources, double blocking);
void wfm_engset_time_n(const double *servers, ptrdiff_t servers_stride, const double *sources, ptrdiff_t sources_stride,
    const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_engset_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources, ptrdiff_t sources_stride,
    const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_engset_traffic_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
    ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_carried_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
    ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources, ptrdiff_t sources_stride,
    const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride, size_t count);
void wfm_engset_servers_for_call_n(const double *sources, ptrdiff_t sources_stride, const double *intensity,
    ptrdiff_t intensity_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_intensity_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
    ptrdiff_t sources_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_sources_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *intensity,
    ptrdiff_t intensity_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_intensity_for_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
    ptrdiff_t sources_stride, const double *load, ptrdiff_t load_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_call_of_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
    ptrdiff_t sources_stride, const double *load, ptrdiff_t load_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_servers_of_load_for_call_n(const double *sources, ptrdiff_t sources_stride, const double *load,
    ptrdiff_t load_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
void wfm_engset_load_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
    ptrdiff_t sources_stride, const double *blocking, ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
    size_t count);
