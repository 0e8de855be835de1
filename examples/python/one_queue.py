# SPDX-License-Identifier: MIT
"""One half hour: how good is the service, how many agents are needed, and what if callers hang up?"""
import wfm

queue = wfm.Queue(calls=250, interval_s=1800, aht_s=210, agents=34, answer_within_s=20)
now = queue.evaluate()
print("34 agents: %.1f %% within 20 s, mean wait %.1f s, occupancy %.1f %%"
      % (100 * now.service_level, now.asa_s, 100 * now.occupancy))

targets = wfm.Targets(service_level=0.8, max_occupancy=0.85)
answer = queue.staffing_agents(targets)
print("needed for 80/20 at 85 %% occupancy: %g agents; %s decided" % (answer.agents, answer.binding.name.lower()))

impatient = queue.replace(patience_s=120, service_rule="offered")
print("with a patience of 2 min: %g agents" % impatient.staffing_agents(wfm.Targets(service_level=0.8)).agents)

for share in (0.5, 0.8, 0.95):
    print("%g %% of the calls wait at most %.1f s" % (100 * share, queue.wait_quantile(share)))

try:
    queue.replace(aht_s=-1).evaluate()
except wfm.BadArgument as error:
    print("%s is wrong: %s" % (error.argument, error))
