-- SPDX-License-Identifier: MIT
-- A day of half hours, staffed for 80 % of the calls within 20 s; 30 % of the people are away from the phones.
.import --csv examples/day.csv day
.mode markdown

CREATE TABLE staffed AS
SELECT start, calls, aht AS aht_s, wfm_agents(calls, 1800, aht, 0.8, 20) AS agents
FROM day;

SELECT start, calls, agents,
       round(wfm_service_level(calls, 1800, aht_s, agents, 20), 3) AS service_level,
       round(wfm_asa(calls, 1800, aht_s, agents), 1) AS asa_s,
       round(wfm_occupancy(calls, 1800, aht_s, agents), 3) AS occupancy,
       wfm_shrinkage_rostered(agents, 0.3, 0) AS rostered
FROM staffed
WHERE start BETWEEN '09:00' AND '11:00';

-- What an agent more or fewer would do at the busiest time.
SELECT start, curve.agents, round(curve.service_level, 3) AS service_level, round(asa_s, 1) AS asa_s
FROM (SELECT * FROM staffed ORDER BY agents DESC LIMIT 1) AS busiest,
     wfm_curve(busiest.calls, 1800, busiest.aht_s, 20, busiest.agents - 2, busiest.agents + 2) AS curve;
