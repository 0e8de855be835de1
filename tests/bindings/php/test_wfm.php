<?php
// SPDX-License-Identifier: MIT
// php test_wfm.php ROOT: PHP's FFI reads the declaration text as it stands, and sees the numbers of the vectors.
[$root, $checks] = [$argv[1], 0];
require $root . '/examples/php/Wfm.php';

function check(bool $good, string $what): void
{
    global $checks;
    $checks++;
    if (!$good) {
        fwrite(STDERR, $what . "\n");
        exit(1);
    }
}

function close(float $got, string $expected, float $tolerance, string $what): void
{
    $expected = ['inf' => INF, '-inf' => -INF, 'nan' => NAN][$expected] ?? (float) $expected;
    $good = is_nan($expected) ? is_nan($got) : $got === $expected || abs($got - $expected) <= $tolerance * abs($expected);
    check($good, sprintf('%s: %.17g expected, got %.17g', $what, $expected, $got));
}

function vectors(string $name): Generator
{
    global $root;
    $names = null;
    foreach (file("$root/tests/vectors/$name.csv", FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
        if ($line[0] === '#') {
            continue;
        }
        if ($names) {
            yield array_combine($names, explode(',', $line));
        }
        $names ??= explode(',', $line);
    }
}

preg_match_all('/^#define WFM_VERSION_(?:MAJOR|MINOR) (\d+)$/m', file_get_contents("$root/include/wfm/base.h"), $version);
check(array_map('intval', $version[1]) === Wfm::VERSION, 'the version of the declarations');
$wfm = new Wfm();
foreach (vectors('erlang_b') as $row) {
    close($wfm->erlang_b((float) $row['servers'], (float) $row['load']), $row['b'], 1e-15, 'b ' . implode(' ', $row));
}
foreach (vectors('erlang_c') as $row) {
    close($wfm->erlang_c((float) $row['servers'], (float) $row['load']), $row['c'], 1e-15, 'c ' . implode(' ', $row));
}
check($checks > 2000, 'vectors are missing');

$members = ['calls' => 250, 'interval_s' => 1800, 'aht_s' => 210, 'agents' => 34, 'answer_within_s' => 20];
[$metrics, $caveat] = $wfm->call('queue_evaluate', $wfm->struct('queue', $members), 'queue_metrics');
close($metrics->service_level, '0.81507987285618', 1e-13, 'service level');
check($caveat === null, 'a caveat where there is none');
[$metrics, $caveat] = $wfm->call('queue_evaluate', $wfm->struct('queue', ['agents' => 20] + $members), 'queue_metrics');
check($metrics->asa_s === INF && str_contains($caveat, 'grows without end'), 'overload');
try {
    $wfm->call('queue_evaluate', $wfm->struct('queue', ['calls' => -1] + $members), 'queue_metrics');
    check(false, 'no exception');
} catch (DomainException $error) {
    check($error->getCode() === $wfm->constant('BAD_CALLS'), 'the code of the error');
}
[$tail, $caveat] = $wfm->call('queue_wait_tail', $wfm->struct('queue', $members), 20.0, 'double');
check($tail > 0 && $tail < 1, 'a number that is written');

foreach ([
    'erlang_c, argument 2: double is wanted, not string' => fn () => $wfm->erlang_c(34, 'abc'),
    'erlang_c, argument 1: double is wanted, not null' => fn () => $wfm->erlang_c(null, 29),
    'erlang_c, argument 2: double is wanted, not array' => fn () => $wfm->erlang_c(34, [1]),
    'status_text, argument 1: int32_t is wanted, not float' => fn () => $wfm->status_text(1.5),
    'calls: double is wanted, not string' => fn () => $wfm->struct('queue', ['calls' => 'abc']),
    'row 1: double is wanted, not null' => fn () => $wfm->column([1, null]),
    'queue_wait_tail, argument 2: double is wanted, not bool' =>
        fn () => $wfm->call('queue_wait_tail', $wfm->struct('queue', $members), true, 'double'),
] as $message => $work) {
    try {
        $work();
        check(false, "no error: $message");
    } catch (TypeError $error) {
        check($error->getMessage() === $message, "$message expected, got {$error->getMessage()}");
    }
}
check($wfm->erlang_b(3, 1) === $wfm->erlang_b(3.0, 1.0), 'whole numbers');

$out = $wfm->column([0, 0, 0]);
$wfm->erlang_b_n($wfm->column([1, 2, 3]), 1, $wfm->column([1]), 0, $out, 1, 3);
check($out[2] === $wfm->erlang_b(3.0, 1.0), 'an array form');
echo "$checks checks\n";
