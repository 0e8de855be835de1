<?php
/* SPDX-License-Identifier: MIT */
/* php declarations.php TEXT LIBRARY < LAYOUT
 * Reads the declaration text as it stands, compares sizes and constants with the C compiler's (lines of "struct size",
 * "struct.member offset size", "CONSTANT value"), and evaluates a formula and a queue. */
$wfm = FFI::cdef(file_get_contents($argv[1]), $argv[2]);

function check($true, $what)
{
    if (!$true) {
        fwrite(STDERR, "differs: $what\n");
        exit(1);
    }
}

$compared = 0;
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    $number = (int)$words[1];
    if (str_contains($words[0], '.')) {
        [$struct, $member] = explode('.', $words[0]);
        check($wfm->type($struct)->getStructFieldOffset($member) === $number, $line);
    } elseif (str_starts_with($words[0], 'WFM_')) {
        check($wfm->{$words[0]} === $number, $line);
        check($wfm->wfm_constant($words[0]) === $number, $line);
    } else {
        check(FFI::sizeof($wfm->type($words[0])) === $number, $line);
        check($wfm->wfm_struct_size($words[0]) === $number, $line);
    }
    $compared++;
}
check($compared > 0, 'no layout was given');

check($wfm->wfm_erlang_b(1, 1) === 0.5, 'B(1,1)');
$queue = $wfm->new('wfm_queue');
$metrics = $wfm->new('wfm_queue_metrics');
$wfm->wfm_queue_init(FFI::addr($queue), FFI::sizeof($queue));
$wfm->wfm_queue_metrics_init(FFI::addr($metrics), FFI::sizeof($metrics));
[$queue->calls, $queue->interval_s, $queue->aht_s, $queue->agents, $queue->answer_within_s] = [250, 1800, 210, 34, 20];
check($wfm->wfm_queue_evaluate(FFI::addr($queue), FFI::addr($metrics)) === 0, 'the status of a queue');
check(round(100 * $metrics->service_level) === 82.0, 'the service level of a queue');
print "$compared sizes, offsets and constants agree\n";
