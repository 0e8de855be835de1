-- SPDX-License-Identifier: MIT
-- extensions.lua of Asterisk (pbx_lua): before a caller joins the queue, the wait that 8 of 10 in that place will not
-- exceed. From the state of the queue, so it knows at once when agents log off or the queue grows.
local wfm = require("wfm")

local AHT_S, PATIENCE_S = 240, 300 -- from the last weeks: wfm measure, or wfm.measure_patience
local TOO_LONG_S = 1200

local function expected_wait(queue)
  local waiting = tonumber(channel.QUEUE_WAITING_COUNT(queue):get())
  local logged = tonumber(channel.QUEUE_MEMBER(queue .. ",logged"):get())
  local free = tonumber(channel.QUEUE_MEMBER(queue .. ",free"):get())
  if not waiting or not logged or not free or free > 0 then return 0 end
  local wait, problem = wfm.intraday_announce({
    position = waiting + 1, agents = logged, aht_s = AHT_S, patience_s = PATIENCE_S, quantile = 0.8,
  })
  if not wait then app.verbose(problem) end
  return wait and wait.offered_wait_quantile_s or 0
end

local function support(context, extension)
  app.answer()
  local wait_s = expected_wait("support")
  channel.EXPECTED_WAIT:set(("%.0f"):format(wait_s))
  if wait_s > TOO_LONG_S then
    app.playback("queue-thankyou")
    app.voicemail("support")
    return app.hangup()
  end
  if wait_s > 0 then
    app.playback("queue-holdtime")
    app.saynumber(("%.0f"):format(math.ceil(wait_s / 60)))
    app.playback("queue-minutes")
  end
  app.queue("support")
end

extensions = { default = { support = support } }
