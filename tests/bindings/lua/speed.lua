-- SPDX-License-Identifier: MIT
-- Nanoseconds that a call of wfm.erlang_c takes, as speed.c measures it in C.
local wfm = require("wfm")

local function sum_of(calls)
  local sum = 0
  for i = 1, calls do sum = sum + wfm.erlang_c(40, 20 + i % 1000 * 0.01) end
  return sum
end

sum_of(1000)
local calls = 300000
local start = os.clock()
local sum = sum_of(calls)
print(("%.17g %.17g"):format((os.clock() - start) / calls * 1e9, sum))
