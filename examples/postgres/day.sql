-- SPDX-License-Identifier: MIT
-- A day of half hours, staffed for 80 % of the calls within 20 s; 30 % of the people are away from the phones.
\set QUIET on
\pset footer off
CREATE EXTENSION IF NOT EXISTS wfm;
CREATE TEMPORARY TABLE day (start time, calls double precision, aht_s double precision);
\copy day FROM 'examples/day.csv' CSV HEADER

CREATE TEMPORARY TABLE staffed AS
SELECT *, wfm_agents(calls => calls, interval_s => 1800, aht_s => aht_s, service_level => 0.8, answer_within_s => 20) AS agents
FROM day;

SELECT start, calls, agents,
       round(wfm_service_level(calls, 1800, aht_s, agents, 20)::numeric, 3) AS service_level,
       round(wfm_asa(calls, 1800, aht_s, agents)::numeric, 1) AS asa_s,
       round(wfm_occupancy(calls, 1800, aht_s, agents)::numeric, 3) AS occupancy,
       wfm_shrinkage_rostered(agents, 0.3, 0) AS rostered
FROM staffed
WHERE start BETWEEN '09:00' AND '11:00'
ORDER BY start;

-- What an agent more or fewer would do at the busiest time.
SELECT start, curve.agents, round(curve.service_level::numeric, 3) AS service_level, round(asa_s::numeric, 1) AS asa_s
FROM (SELECT * FROM staffed ORDER BY agents DESC LIMIT 1) AS busiest,
     wfm_curve(busiest.calls, 1800, busiest.aht_s, 20, busiest.agents - 2, busiest.agents + 2) AS curve;
