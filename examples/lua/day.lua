-- SPDX-License-Identifier: MIT
-- lua day.lua [FILE.csv]: a day of intervals (start,calls,aht) as a staffing plan, 80 % within 20 s, 30 % shrinkage.
local wfm = require("wfm")

local starts, calls, aht = {}, {}, {}
for line in io.lines(arg[1] or "examples/day.csv") do
  local start, offered, handled = line:match("^([^,]+),([%d.]+),([%d.]+)")
  if start then
    starts[#starts + 1], calls[#calls + 1], aht[#aht + 1] = start, tonumber(offered), tonumber(handled)
  end
end

local day = { calls = calls, aht_s = aht, interval_s = 1800, answer_within_s = 20, service_level = 0.8, shrinkage = 0.3 }
local plan, problem = wfm.plan_staff(day)
if not plan then error(problem) end
for row, start in ipairs(starts) do
  print(("%s  %4.0f calls  %3.0f agents  %3.0f rostered  %5.1f %%"):format(
    start, calls[row], plan.agents[row], plan.rostered[row], 100 * plan.service_level[row]))
end
local totals = assert(wfm.plan_totals_of(day, plan, nil, nil, 8))
print(("%.0f calls, %.1f agent hours, %.1f FTE; peak %.0f agents at %s"):format(
  totals.calls, totals.agent_hours, totals.fte, totals.peak_agents, starts[totals.peak_row]))
