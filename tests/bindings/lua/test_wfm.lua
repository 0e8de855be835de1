-- SPDX-License-Identifier: MIT
--   lua test_wfm.lua DOOR VECTORS
-- The tests of the binding, the same through every door. Prints each number that they see, to the last bit, so that
-- the doors can be compared; whatever differs from Lua to Lua stays out of it.
local door, vectors = arg[1], arg[2]
local wfm = require(door == "core" and "wfm.core" or "wfm")
assert(wfm.door == door, "another door opened: " .. wfm.door)

local checks = 0

local function check(good, ...)
  checks = checks + 1
  if not good then error(string.format(...), 2) end
  return good
end

local function close(got, expected, tolerance, ...)
  local text = string.format(...)
  if expected ~= expected then return check(got ~= got, "%s: not a number expected, got %.17g", text, got) end
  local near = got == expected or math.abs(got - expected) <= tolerance * math.abs(expected)
  check(near, "%s: %.17g expected, got %.17g", text, expected, got)
end

local function shown(value)
  if type(value) == "number" then return value ~= value and "nan" or string.format("%.17g", value) end
  if type(value) ~= "table" then return type(value) == "userdata" and "buffer" or type(value) == "cdata" and "buffer" or tostring(value) end
  local keys, texts = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys)
  for at, key in ipairs(keys) do texts[at] = (type(key) == "string" and key .. "=" or "") .. shown(value[key]) end
  return "{" .. table.concat(texts, " ") .. "}"
end

local function show(name, ...)
  local texts = {}
  for at = 1, select("#", ...) do texts[at] = shown((select(at, ...))) end
  io.write(name, ": ", table.concat(texts, ", "), "\n")
  return ...
end

local QUEUE = { calls = 250, interval_s = 1800, aht_s = 210, agents = 34, answer_within_s = 20 }

local function with(changes)
  local queue = {}
  for key, value in pairs(QUEUE) do queue[key] = value end
  for key, value in pairs(changes) do queue[key] = value end
  return queue
end

local SPECIAL = { inf = math.huge, ["-inf"] = -math.huge, nan = 0 / 0 }

-- The rows of a file of vectors, as tables by the names of its columns.
local function rows_of(name)
  local rows, names = {}, nil
  for line in io.lines(vectors .. "/" .. name .. ".csv") do
    if not line:match("^#") and line:match("%S") then
      local cells = {}
      for cell in (line .. ","):gmatch("([^,\r]*),") do cells[#cells + 1] = cell end
      if names then
        local row = {}
        for at, cell in ipairs(cells) do
          row[names[at]] = SPECIAL[cell] or tonumber(cell) or cell:match("e%-%d%d%d%d+$") and 0 or cell
        end
        rows[#rows + 1] = row
      else
        names = cells
      end
    end
  end
  return check(#rows > 50 and rows, "no rows in %s", name)
end

local tests = {}

function tests.formulas_against_vectors()
  for _, row in ipairs(rows_of("erlang_b")) do
    close(wfm.erlang_b(row.servers, row.load), row.b, 1e-15, "b(%g, %g)", row.servers, row.load)
    close(wfm.erlang_b_ln(row.servers, row.load), row.ln, 1e-15, "b_ln(%g, %g)", row.servers, row.load)
  end
  for _, row in ipairs(rows_of("erlang_c")) do
    close(wfm.erlang_c(row.servers, row.load), row.c, 1e-15, "c(%g, %g)", row.servers, row.load)
    close(wfm.erlang_c_compl(row.servers, row.load), row.compl, 1e-15, "c_compl(%g, %g)", row.servers, row.load)
  end
  for _, row in ipairs(rows_of("erlang_a")) do
    close(wfm.erlang_a_waiting(row.servers, row.load, row.patience), row.waiting, 1e-12, "a_waiting(%g, %g, %g)",
          row.servers, row.load, row.patience)
  end
end

function tests.announced_waits_against_vectors()
  for at, row in ipairs(rows_of("intraday")) do
    local wait = wfm.intraday_announce({ position = row.position, agents = row.agents, aht_s = row.aht_s,
      patience_s = row.patience_s, own_patience_s = row.own_patience_s, quantile = row.quantile, within_s = row.within_s })
    check(wait, "row %d is refused", at)
    close(wait.offered_wait_mean_s, row.offered_wait_mean_s, 1e-14, "row %d", at)
    close(wait.abandonment, row.abandonment, 1e-14, "row %d", at)
  end
end

-- "wfm.name(a [erl], queue {wfm_queue})" -> {"1", "{wfm_queue}"}: something to give for each argument.
local function given_for(usage, number, struct)
  local given = {}
  for name, unit in usage:match("wfm%.[%w_]+(%b())$"):gmatch("([%w_]+) ([%[{][^%]}]+)") do
    given[#given + 1] = name ~= "wanted" and (unit:sub(1, 1) == "{" and struct() or number(unit:sub(2))) or nil
  end
  return given
end

local unpack = unpack or table.unpack
local NUMBERS = { agents = 20.5, erl = 17.25, s = 210, calls = 250, h = 8, text = "wfm_queue" }

local function names_of(pattern)
  local names = {}
  for name, usage in pairs(wfm.usage) do
    if usage:match(pattern) then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

function tests.every_formula_and_its_array_form()
  local formulas, arrays = 0, 0
  for _, name in ipairs(names_of("= wfm%.")) do
    local usage = wfm.usage[name]
    if usage:match("^%[[^%]]+%] = ") and not usage:match("%[status%]") and not name:match("^version") then
      formulas = formulas + 1
      local given = given_for(usage, function(unit) return NUMBERS[unit] or 0.3 end)
      if not wfm[name .. "_n"] then
        for at = 1, #given do -- counts, and what else has no array form
          if type(given[at]) == "number" then given[at] = math.ceil(given[at]) end
        end
      end
      local alone = show(name, wfm[name](unpack(given)))
      if wfm[name .. "_n"] then
        arrays = arrays + 1
        local columns = {}
        for at, number in ipairs(given) do columns[at] = { number, number, number } end
        columns[1] = given[1]
        if #given == 1 then columns[1] = { given[1], given[1], given[1] } end
        local all = wfm[name .. "_n"](unpack(columns))
        check(#all == 3 and shown(all[1]) == shown(alone) and shown(all[3]) == shown(alone), "%s_n differs from %s", name, name)
      end
    end
  end
  check(formulas > 40 and arrays > 40, "only %d formulas and %d array forms", formulas, arrays)
end

function tests.names_are_texts()
  for _, each in ipairs({ "OK", "SERVICE_ANSWERED" }) do
    check(wfm.constant("WFM_" .. each) == wfm[each], "WFM_%s: %s", each, wfm[each])
  end
  check(wfm.constant("WFM_") == -2147483648 and wfm.struct_size("") == 0, "a name of none has a value")
  check(wfm.struct_size("wfm_queue") > 0 and wfm.struct_size(wfm.struct_name(0)) > 0, "no size")
  for _, other in ipairs({ 1, {}, false }) do
    local ok, text = pcall(wfm.struct_size, other)
    check(not ok and text:match("string expected"), "%s was taken as a text: %s", type(other), text)
  end
  check(not pcall(wfm.constant), "no text was taken as one")
end

-- Nothing is known of these functions but their parameters: they must answer or refuse, alike through every door.
function tests.every_function_refuses_alike()
  local seen = 0
  for _, name in ipairs(names_of("= wfm%.")) do
    for number, make in ipairs({ function() return 1 end, function() return { 1, 1 } end }) do
      local given = given_for(wfm.usage[name], make, function() return {} end)
      local results = { pcall(wfm[name], unpack(given)) }
      local refused = results[1] == false and tostring(results[2]):match("expected") and "refused"
      if wfm.usage[name]:match("{wfm_") then show(name .. " " .. number, results[1], refused or unpack(results, 2, 4)) end
      seen = seen + 1
    end
  end
  check(seen > 200, "only %d functions", seen)
end

function tests.a_queue()
  local metrics, text, code = show("queue", wfm.queue_evaluate(QUEUE))
  check(text == nil and code == nil, "a caveat where there is none")
  close(metrics.service_level, 0.81507987285618, 1e-13, "service level")
  metrics, text, code = show("overloaded", wfm.queue_evaluate(with({ agents = 20 })))
  check(metrics.asa_s == math.huge and code == wfm.CAVEAT_OVERLOADED, "overload")
  check(text == wfm.status_text(code) and not wfm.failed(code), "the text of the caveat")
end

function tests.errors_name_what_is_wrong()
  local metrics, text, code = wfm.queue_evaluate(with({ calls = -1 }))
  check(metrics == nil and code == wfm.BAD_CALLS and text == wfm.status_text(code), "a bad input")
  check(wfm.failed(code) and wfm.status_name(code) == "bad_calls", "the name of the code")
  local none = select(3, wfm.queue_evaluate(nil))
  check(none == wfm.BAD_QUEUE_STRUCT, "no queue")
  local function refused(pattern, ...)
    local good, message = pcall(...)
    check(not good and tostring(message):match(pattern), "%s expected, got %s", pattern, tostring(message))
  end
  refused("has no member call$", wfm.queue_evaluate, with({ call = 1 }))
  refused("calls: a number expected, got string", wfm.queue_evaluate, with({ calls = "250" }))
  refused("service_rule: a whole number expected", wfm.queue_evaluate, with({ service_rule = 1.5 }))
  refused("at most 1 arguments", wfm.queue_evaluate, QUEUE, 1)
  refused("expected as a table", wfm.queue_evaluate, 1)
  refused("2 numbers expected as in the columns before, got 3", wfm.erlang_b_n, { 1, 2 }, { 1, 2, 3 })
  refused("load: numbers expected", wfm.erlang_b_n, { 1, 2 })
  refused("%a", wfm.erlang_b, 1)
  for _, other in ipairs({ "29", true, {}, print }) do
    refused("number expected", wfm.erlang_c, 34, other)
    refused("number expected", function() wfm.buffer(1)[1] = other end)
    refused("number expected", wfm.status_text, other)
  end
  refused("whole number expected", wfm.status_text, 1.5)
  refused("whole number expected", wfm.status_text, 2 ^ 40)
  for _, name in ipairs({ "__index", "__newindex", "__len" }) do
    local meta = getmetatable(wfm.buffer(1))
    if type(meta) == "table" then refused("a buffer expected", meta[name], io.stdout, 1, 1) end
  end
  refused("12 numbers expected, got 2", wfm.forecast_days, 100, { month_index = { 1, 1 } }, { 1 })
  refused("a column has 1 numbers where 2 are needed", wfm.staffing_agents_priority, QUEUE, wfm.PRIORITY_NONPREEMPTIVE,
          { 100, 100 }, nil, { asa_s = { 1 } })
  refused("no column agent$", wfm.plan_staff, { calls = { 1 } }, { "agent" })
end

function tests.columns()
  local agents, status, text, code = show("intervals", wfm.staffing_intervals(
    { interval_s = 1800, answer_within_s = 20 }, { service_level = 0.8 }, { 250, 200, 10 }, 210))
  check(agents[1] == 34 and agents[3] == 3 and status[1] == 0 and code == nil and text == nil, "agents of intervals")
  local bad = { wfm.staffing_intervals({ interval_s = 1800, answer_within_s = 20 }, { service_level = 0.8 },
                                       { 250, -1, 10 }, 210) }
  check(bad[1] == nil and bad[3] == wfm.BAD_CALLS, "the first error")
  check(bad[4][1] == 34 and bad[4][2] ~= bad[4][2] and bad[5][2] == wfm.BAD_CALLS, "the good rows beside a bad one")
  check(#wfm.erlang_b_n({}, 1) == 0 and #wfm.erlang_b_n(1, 1) == 1, "none and one")
  local buffer = wfm.buffer(3)
  for at = 1, 3 do buffer[at] = at end
  check(#buffer == 3 and buffer[3] == 3 and not pcall(function() return buffer[4] end), "a buffer")
  check(wfm.erlang_b_n(buffer, 1)[2] == wfm.erlang_b(2, 1), "a buffer as a column")
end

function tests.a_plan()
  local day = { calls = { 250, 200, 300 }, aht_s = 210, interval_s = 1800, answer_within_s = 20, service_level = 0.8,
                shrinkage = 0.3, scheduled = { 34, 0 / 0, 30 } }
  local plan = show("plan", wfm.plan_staff(day))
  check(plan.agents[1] == 34 and plan.rostered[1] == 49 and plan.gap[3] < 0, "agents and roster")
  check(plan.gap[2] ~= plan.gap[2] and plan.chance[1] ~= plan.chance[1], "NaN is a number, not a nil")
  local totals = show("totals", wfm.plan_totals_of(day, plan, nil, nil, 37.5))
  check(totals.peak_row == 3 and totals.intervals == 3, "rows count from 1")
  totals = show("some", wfm.plan_totals_of(day, plan, { 1, 2 }, { 7, 7, 8 }, 0))
  check(totals.peak_row == 1 and totals.intervals == 2, "some rows")
  local some = wfm.plan_staff(day, { "agents" })
  check(some.agents[2] == plan.agents[2] and some.asa_s == nil, "the columns that are wanted")
  check(wfm.plan_staff({ calls = 250, aht_s = 210, interval_s = 1800, asa_s = 10, count = 2 }).agents[2] > 0, "a count")
end

function tests.memory_lasts_as_long_as_it_is_wanted()
  local day = { calls = {}, aht_s = 210, interval_s = 1800, answer_within_s = 20, service_level = 0.8 }
  for row = 1, 6 do day.calls[row] = row end
  local first = shown(wfm.plan_staff(day))
  local pause = collectgarbage("setpause", 1)
  for _ = 1, 100 do check(shown(wfm.plan_staff(day)) == first, "another plan") end
  collectgarbage("setpause", pause)
end

function tests.classes()
  local queue = { interval_s = 1800, aht_s = 210, agents = 34, answer_within_s = 20 }
  local waits, status = show("classes", wfm.queue_priorities(queue, wfm.PRIORITY_NONPREEMPTIVE, { 100, 150 }))
  check(waits.wait_mean_s[1] < waits.wait_mean_s[2] and status[2] == 0, "the first class waits less")
  local tail = wfm.queue_priority_wait_tail(queue, { 100, 150 }, 1, 20)
  close(1 - tail, waits.service_level[1], 1e-12, "class 1 is the first")
  check(select(3, wfm.queue_priority_wait_tail(queue, { 100, 150 }, 0, 20)) == wfm.BAD_ROW, "there is no class 0")
  local _, class = show("agents of classes", wfm.staffing_agents_priority(queue, wfm.PRIORITY_NONPREEMPTIVE,
    { 100, 150 }, nil, { asa_s = { 100, 10 } }))
  check(class == 2, "the class that needs most")
end

function tests.forecasts()
  check(wfm.forecast_day_number(1970, 1, 2) == 1, "a day")
  local share, index = show("grid", wfm.forecast_learn_intervals({ calls = { { 1, 2, 3 }, { 3, 2, 1 } } }))
  check(#share == 3 and #index == 3, "slots")
  close(share[1], 1 / 3, 1e-15, "share")
  local history = { day = {}, calls = {} }
  for at = 1, 730 do history.day[at], history.calls[at] = 19723 + at, 100 + at % 7 end
  local indices = show("indices", wfm.forecast_learn_days(history))
  check(#indices.month_share == 12 and #indices.weekday_index == 7, "months and weekdays")
  check(#indices.date_index == 31 and #indices.week_index == 5, "dates and weeks of the month")
  local coming, ahead = { day = {}, damping = 1 }, 0
  for at = 1, 365 do coming.day[at] = 20453 + at end
  local calls_ahead, year = show("year", wfm.forecast_year_to_days(history, indices, coming))
  check(#calls_ahead == 365, "the days of a year")
  for _, each in ipairs(calls_ahead) do ahead = ahead + each end
  close(ahead, year.last_year * year.growth_factor, 1e-12 * ahead, "and their sum")
  show("days", wfm.forecast_days(100, indices, { 20454, 20455 }))
  show("level", wfm.forecast_level(history, { month_index = indices.month_index }))
  show("judged", wfm.forecast_judged({ customers = { 5000, 5000 }, calls_per_customer = 1.5, event_calls = { 650 }, event_period = { 0 } }))
  local calls, total = show("rest", wfm.forecast_rest({ 0.25, 0.25, 0.5 }, { 10, 20, 0 / 0 }))
  check(total == 60 and calls[3] == 30, "the rest")
end

function tests.a_measure()
  local measure = assert(wfm.measure_start({ interval_s = 1800, intervals = 4, answer_within_s = 20 }))
  for at = 1, 10 do
    local call = { arrival_s = 100 * at, event = wfm.CALL_ARRIVED }
    assert(wfm.measure_event(measure, call))
    call.event, call.wait_s = wfm.CALL_ANSWERED, 4 * at
    check(wfm.measure_event(measure, call) == measure, "a state is what it was given as")
  end
  local figures = show("figures", wfm.measure_figures_of(measure, 0, 4, 0))
  check(figures.calls == 10 and figures.service_answered == 0.5, "what was measured")
  local other = assert(wfm.measure_start({ interval_s = 1800, intervals = 4, answer_within_s = 20 }))
  local _, status = assert(wfm.measure_calls(other, { arrival_s = { 1, 20000 }, wait_s = { 30, 10 }, event = 2 }))
  check(#status == 2 and other.oldest == 8, "intervals move on")
  show("patience", wfm.measure_patience({ wait_s = { 1, 2, 3, 4 }, ended = { 0, 1, 0, 1 }, cut = { 1, 0, 1, 0 } }, 0.5, 0.95))
  local hazard = show("hazard", wfm.measure_hazard({ wait_s = { 1, 2, 3, 4 }, ended = { 0, 1, 0, 1 }, cut = { 1, 0, 1, 0 } },
                                                   { 0, 2, 5 }, 0.95))
  check(#hazard.hazard_per_s == 2, "stretches are one fewer than edges")
  check(not pcall(wfm.measure_event, { interval_s = 1800, intervals = 5, answer_within_s = 20, cells = measure.cells }, {}),
        "memory that is too small")
end

function tests.averages()
  local average = wfm.intraday_average({ 10, 20 }, 0.25)
  check(average == 12.5 and wfm.intraday_average({ 20 }, 0.25, average) == 14.375, "the average goes on")
end

local names = {}
for name in pairs(tests) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  local good, message = pcall(tests[name])
  if not good then
    io.stderr:write(name, ": ", tostring(message), "\n")
    os.exit(1)
  end
end
io.stderr:write(#names, " tests, ", checks, " checks\n")
