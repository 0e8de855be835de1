# SPDX-License-Identifier: MIT
"""Headers, declaration text, exported symbols and the built library agree, as cffi, LuaJIT and PHP see them.

    python3 test_declarations.py --cc CC --shared LIBRARY [--luajit LUAJIT] [--php PHP]
"""
import argparse
import os
import subprocess
import tempfile
import unittest

import cffi

import declarations

GIVEN = None
LAYOUT = """
#include <stdio.h>
#include <wfm/wfm.h>
int main(void) {
%s
    return 0;
}
"""


def layout_of_compiler():
    """{"wfm_queue": (size,), "wfm_queue.calls": (offset, size), "WFM_OK": (value,)} as the C compiler has them."""
    lines = []
    for struct in declarations.declared(declarations.Struct):
        lines.append('printf("%s %%zu\\n", sizeof(%s));' % (struct.name, struct.name))
        for _, member in struct.members:
            lines.append('printf("%s.%s %%zu %%zu\\n", offsetof(%s, %s), sizeof(((%s *)0)->%s));' % (
                struct.name, member, struct.name, member, struct.name, member))
    for enum in declarations.declared(declarations.Enum):
        lines += ['printf("%s %%ld\\n", (long)%s);' % (name, name) for name, _ in enum.constants]
    with tempfile.TemporaryDirectory() as folder:
        source, built = os.path.join(folder, "layout.c"), os.path.join(folder, "layout")
        with open(source, "w") as file:
            file.write(LAYOUT % "\n".join("    " + line for line in lines))
        subprocess.run([GIVEN.cc, "-std=c11", "-DWFM_STATIC", "-I", os.path.join(declarations.ROOT, "include"), source,
                        "-o", built], check=True)
        output = subprocess.run([built], check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout
    return {line.split()[0]: tuple(map(int, line.split()[1:])) for line in output.splitlines()}


class Declarations(unittest.TestCase):
    def setUp(self):
        self.ffi = cffi.FFI()
        self.ffi.cdef(declarations.text())
        self.library = self.ffi.dlopen(GIVEN.shared)

    def test_the_text_is_that_of_the_headers(self):
        for path, made in declarations.written_files(GIVEN.cc).items():
            with open(path) as file:
                self.assertEqual(file.read(), made, "write %s anew: see declarations.py" % path)

    def test_the_functions_are_the_exported_symbols(self):
        with open(os.path.join(declarations.ROOT, "src", "exports.txt")) as file:
            exported = [line.strip() for line in file if not line.startswith("#")]
        functions = declarations.declared(declarations.Function)
        self.assertEqual(sorted(function.name for function in functions), exported)
        for function in functions:
            self.assertTrue(getattr(self.library, function.name))

    def test_layout_and_constants_are_the_compilers(self):
        seen = {}
        for struct in declarations.declared(declarations.Struct):
            kind = self.ffi.typeof(struct.name)
            seen[struct.name] = (self.ffi.sizeof(kind),)
            for name, field in kind.fields:
                seen[struct.name + "." + name] = (field.offset, self.ffi.sizeof(field.type))
        for enum in declarations.declared(declarations.Enum):
            seen.update((name, (getattr(self.library, name),)) for name, _ in enum.constants)
        self.assertEqual(seen, layout_of_compiler())

    def listed(self, function):
        names, index = [], 0
        while self.ffi.string(function(index)):
            names.append(self.ffi.string(function(index)).decode())
            index += 1
        return names

    def test_every_constant_and_struct_is_found_by_name(self):
        constants = dict(pair for enum in declarations.declared(declarations.Enum) for pair in enum.constants)
        self.assertEqual(self.listed(self.library.wfm_constant_name), list(constants))
        self.assertEqual({name: self.library.wfm_constant(name.encode()) for name in constants}, constants)
        structs = [struct.name for struct in declarations.declared(declarations.Struct)]
        self.assertEqual(self.listed(self.library.wfm_struct_name), structs)
        self.assertEqual({name: self.library.wfm_struct_size(name.encode()) for name in structs},
                         {name: self.ffi.sizeof(name) for name in structs})

    def test_every_function_is_listed_with_units(self):
        lines = list(declarations.function_list())
        self.assertEqual([line.split("\t")[0] for line in lines],
                         [function.name for function in declarations.declared(declarations.Function)])
        self.assertIn("wfm_erlang_b\tdouble [1]\tdouble servers [agents]\tdouble load [erl]", lines)

    def test_cffi_evaluates_a_formula_and_a_queue(self):
        self.assertEqual(self.library.wfm_erlang_b(1.0, 1.0), 0.5)
        queue, metrics = self.ffi.new("wfm_queue *"), self.ffi.new("wfm_queue_metrics *")
        self.library.wfm_queue_init(queue, self.ffi.sizeof("wfm_queue"))
        self.library.wfm_queue_metrics_init(metrics, self.ffi.sizeof("wfm_queue_metrics"))
        queue.calls, queue.interval_s, queue.aht_s, queue.agents, queue.answer_within_s = 250, 1800, 210, 34, 20
        self.assertEqual(self.library.wfm_queue_evaluate(queue, metrics), self.library.WFM_OK)
        self.assertEqual(round(100 * metrics.service_level), 82)
        queue.calls = -1
        status = self.library.wfm_queue_evaluate(queue, metrics)
        self.assertEqual(status, self.library.WFM_BAD_CALLS)
        self.assertEqual(self.ffi.string(self.library.wfm_status_name(status)), b"bad_calls")

    def seen_by(self, command, script):
        layout = "".join("%s %s\n" % (name, " ".join(map(str, numbers)))
                         for name, numbers in layout_of_compiler().items())
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), script)
        subprocess.run(command + [script, declarations.TEXT, GIVEN.shared], input=layout, check=True,
                       universal_newlines=True)

    def test_luajit_sees_the_same(self):
        if not GIVEN.luajit:
            self.skipTest("luajit was not found")
        self.seen_by([GIVEN.luajit], "declarations.lua")

    def test_php_sees_the_same(self):
        if not GIVEN.php:
            self.skipTest("a PHP with FFI was not found")
        self.seen_by([GIVEN.php, "-d", "ffi.enable=1"], "declarations.php")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for option in ("--cc", "--shared"):
        parser.add_argument(option, required=True)
    parser.add_argument("--luajit", default="")
    parser.add_argument("--php", default="")
    GIVEN = parser.parse_args()
    unittest.main(argv=["test_declarations.py", "-v"])
