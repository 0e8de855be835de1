<?php
// SPDX-License-Identifier: MIT
/**
 * libwfm through PHP's FFI, from the declaration text as it stands. The library is the one that WFM_LIBRARY names, else
 * libwfm.so.0.1 as the system finds it.
 *
 *     $wfm = new Wfm();
 *     $wfm->erlang_c(34, 29.17);                                        // a formula: numbers in, a number out
 *     $queue = $wfm->struct('queue', ['calls' => 250, ...]);            // a struct with its members set
 *     [$metrics, $caveat] = $wfm->call('queue_evaluate', $queue, 'queue_metrics');
 */
final class Wfm
{
    /** Major and minor of the library whose declarations are read. */
    public const VERSION = [0, 1];

    private FFI $ffi;

    public function __construct(?string $library = null, ?string $declarations = null)
    {
        $text = file_get_contents($declarations ?? dirname(__DIR__, 2) . '/src/bindings/wfm_decl.h');
        $this->ffi = FFI::cdef($text, $library ?? (getenv('WFM_LIBRARY') ?: 'libwfm.so.' . implode('.', self::VERSION)));
        $status = $this->ffi->wfm_abi_check(...self::VERSION);
        if ($status < 0) {
            throw new DomainException($this->ffi->wfm_status_text($status), $status);
        }
    }

    public function __call(string $function, array $arguments): mixed
    {
        $type = FFI::typeof($this->ffi->{'wfm_' . $function})->getPointerType();
        foreach (array_slice($arguments, 0, $type->getFuncParameterCount()) as $at => $argument) {
            $this->check($type->getFuncParameterType($at), $argument, $function . ', argument ' . ($at + 1));
        }
        return $this->ffi->{'wfm_' . $function}(...$arguments);
    }

    /** PHP's FFI would make a number of anything: of 'abc' and null it makes 0. */
    private function check(FFI\CType $type, mixed $value, string $where): void
    {
        $kind = $type->getKind();
        $is_number = $kind === FFI\CType::TYPE_DOUBLE ? is_float($value) || is_int($value) : is_int($value);
        if ($is_number || in_array($kind, [FFI\CType::TYPE_POINTER, FFI\CType::TYPE_ARRAY], true)) {
            return;
        }
        throw new TypeError("$where: {$type->getName()} is wanted, not " . get_debug_type($value));
    }

    /** 'BAD_CALLS' => -20, and so on. */
    public function constant(string $name): int
    {
        return $this->ffi->{'WFM_' . $name};
    }

    public function struct(string $type, array $members = []): FFI\CData
    {
        $struct = $this->ffi->new('wfm_' . $type);
        $this->ffi->{'wfm_' . $type . '_init'}(FFI::addr($struct), FFI::sizeof($struct));
        foreach ($members as $name => $value) {
            $this->check(FFI::typeof($struct)->getStructFieldType($name), $value, $name);
            $struct->$name = $value;
        }
        return $struct;
    }

    /** Numbers as a C array, for the array forms and the columns of structs. */
    public function column(array $numbers, string $type = 'double'): FFI\CData
    {
        $column = $this->ffi->new($type . '[' . max(1, count($numbers)) . ']');
        foreach (array_values($numbers) as $row => $number) {
            $this->check(FFI::typeof($column)->getArrayElementType(), $number, "row $row");
            $column[$row] = $number;
        }
        return $column;
    }

    /**
     * Calls a function that returns a status, with structs and numbers in their order; a string is the type of a struct,
     * or of a number ('double', 'int32_t'), that it writes. Gives what was written, and behind it the text of a caveat
     * or null. An error is an exception with the status as its code.
     */
    public function call(string $function, mixed ...$arguments): array
    {
        $written = [];
        foreach ($arguments as &$argument) {
            if (is_string($argument)) {
                $number = in_array($argument, ['double', 'int32_t', 'int64_t'], true);
                $written[] = $argument = $number ? $this->ffi->new($argument) : $this->struct($argument);
            }
            if ($argument instanceof FFI\CData && FFI::typeof($argument)->getKind() !== FFI\CType::TYPE_ARRAY) {
                $argument = FFI::addr($argument);
            }
        }
        unset($argument);
        $status = $this->__call($function, $arguments);
        if ($status < 0) {
            throw new DomainException($this->ffi->wfm_status_text($status), $status);
        }
        $value = fn ($one) => FFI::typeof($one)->getKind() === FFI\CType::TYPE_STRUCT ? $one : $one->cdata;
        $written = array_map($value, $written);
        return [...$written, $status > 0 ? $this->ffi->wfm_status_text($status) : null];
    }
}
