-- SPDX-License-Identifier: MIT
-- mock_pbx.lua DIALPLAN: what Asterisk's pbx_lua offers to extensions.lua, as far as the dialplan of the examples wants
-- it, and calls into it with queues in known states.
local dialplan = ...
local wfm = require("wfm")
local state, said

app = setmetatable({}, { __index = function(_, name)
  return function(...) said[#said + 1] = table.concat({ name, ... }, " ") end
end })

-- channel.NAME("arguments"):get() and channel.NAME:set(value), as functions and variables of a channel.
channel = setmetatable({}, { __index = function(_, name)
  local function variable(key)
    return { get = function() return state[key] end, set = function(_, value) state[key] = tostring(value) end }
  end
  return setmetatable(variable(name), { __call = function(_, arguments) return variable(name .. "(" .. arguments .. ")") end })
end })

dofile(dialplan)

local function call(waiting, logged, free)
  state = { ["QUEUE_WAITING_COUNT(support)"] = waiting, ["QUEUE_MEMBER(support,logged)"] = logged,
            ["QUEUE_MEMBER(support,free)"] = free }
  said = {}
  assert(extensions.default.support)("default", "support")
  return table.concat(said, "; ")
end

local function expect(got, expected)
  assert(got == expected, ("expected: %s\ngot: %s"):format(expected, got))
  print(got)
end

local function seconds(position, agents)
  local wait = wfm.intraday_announce({ position = position, agents = agents, aht_s = 240, patience_s = 300, quantile = 0.8 })
  return wait.offered_wait_quantile_s
end

assert(seconds(8, 6) > seconds(7, 6), "who stands further back waits longer")
expect(call("0", "6", "2"), "answer; queue support")
expect(call("7", "6", "0"), ("answer; playback queue-holdtime; saynumber %.0f; playback queue-minutes; queue support")
  :format(math.ceil(seconds(8, 6) / 60)))
expect(state.EXPECTED_WAIT, ("%.0f"):format(seconds(8, 6)))
expect(call("90", "1", "0"), "answer; playback queue-thankyou; voicemail support; hangup")
expect(call("", "", ""), "answer; queue support")
