<?php
// SPDX-License-Identifier: MIT
// php agents.php [CALLS AHT]: agents for a half hour, 80 % answered within 20 s, and what they deliver. Where powers over
// factorials end, at some 140 erlangs, this goes on: php agents.php 6000 300
require __DIR__ . '/Wfm.php';

foreach (array_slice($argv, 1) as $argument) {
    is_numeric($argument) || exit("$argument: write a number, as in php agents.php 250 210\n");
}
$wfm = new Wfm();
$queue = $wfm->struct('queue', [
    'calls' => (float) ($argv[1] ?? 250), 'interval_s' => 1800, 'aht_s' => (float) ($argv[2] ?? 210),
    'answer_within_s' => 20,
]);
$targets = $wfm->struct('targets', ['service_level' => 0.8]);
[$staffing] = $wfm->call('staffing_agents', $queue, $targets, 'staffing');
$queue->agents = $staffing->agents;
[$metrics, $caveat] = $wfm->call('queue_evaluate', $queue, 'queue_metrics');
printf("%.1f erlangs: %d agents, %.1f %% within 20 s, ASA %.1f s, occupancy %.1f %%%s\n", $metrics->load_erl,
    $staffing->agents, 100 * $metrics->service_level, $metrics->asa_s, 100 * $metrics->occupancy, $caveat ?? '');
