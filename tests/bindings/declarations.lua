-- SPDX-License-Identifier: MIT
-- luajit declarations.lua TEXT LIBRARY < LAYOUT
-- Reads the declaration text as it stands, compares sizes, offsets and constants with the C compiler's (lines of
-- "struct size", "struct.member offset size", "CONSTANT value"), and evaluates a formula and a queue.
local ffi = require("ffi")
local file = assert(io.open(arg[1]))
ffi.cdef(file:read("*a"))
file:close()
local wfm = ffi.load(arg[2])

local function seen(name)
  local struct, member = name:match("^([%w_]+)%.([%w_]+)$")
  if struct then return ffi.offsetof(struct, member) end
  if name:match("^WFM_") then return tonumber(wfm[name]) end
  return ffi.sizeof(name)
end

local compared = 0
for line in io.lines() do
  local name, number = line:match("^(%S+) (%S+)")
  assert(seen(name) == tonumber(number), "differs from the C compiler's: " .. line)
  compared = compared + 1
end
assert(compared > 0, "no layout was given")

assert(wfm.wfm_erlang_b(1, 1) == 0.5)
local queue, metrics = ffi.new("wfm_queue"), ffi.new("wfm_queue_metrics")
wfm.wfm_queue_init(queue, ffi.sizeof(queue))
wfm.wfm_queue_metrics_init(metrics, ffi.sizeof(metrics))
queue.calls, queue.interval_s, queue.aht_s, queue.agents, queue.answer_within_s = 250, 1800, 210, 34, 20
assert(wfm.wfm_queue_evaluate(queue, metrics) == 0)
assert(math.floor(100 * metrics.service_level + 0.5) == 82)
print(compared .. " sizes, offsets and constants agree")
