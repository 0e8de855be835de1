-- SPDX-License-Identifier: MIT
-- lua agents.lua: agents for a half hour, what they deliver, and what one fewer would.
local wfm = require("wfm")

local queue = { calls = 250, interval_s = 1800, aht_s = 210, answer_within_s = 20 }
local staffing, problem, code = wfm.staffing_agents(queue, { service_level = 0.8 })
if not staffing then error(problem .. " (" .. code .. ")") end
print(("%.0f agents answer %.1f %% within 20 s, one fewer %.1f %%"):format(
  staffing.agents, 100 * staffing.service_level, 100 * staffing.service_level_one_fewer))

-- Overload is an answer with a caveat: the text and the code come behind it.
queue.agents = 29
local metrics, caveat = wfm.queue_evaluate(queue)
print(("29 agents: ASA %s s (%s)"):format(metrics.asa_s, caveat))

-- Array forms: any argument is a table, or one number for all.
for agents, probability in ipairs(wfm.erlang_c_n({ 1, 2, 3, 4 }, 0.9)) do
  print(("%d servers at 0.9 erlangs: a call waits with %.4f"):format(agents, probability))
end
