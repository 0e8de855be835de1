#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu

usage() {
  cat <<'END'
sh cmake/check.sh [--vectors DIR] [--coverage] [--breaks] [--accuracy] [--bench] [--servers] [--php] [--jobs N]

Installs what the tests need (Debian packages) if it is missing, then runs every test in a release build and again
under the address and undefined-behaviour sanitizers, with warnings as errors in gcc and in clang. A short sweep of the
formulas against a reference of 256 bits is among the tests; the instructions of every benchmark are counted and held
against bench/baseline.csv.

    --vectors DIR   a folder of further reference vectors; the tests that want them are skipped without
    --coverage      also: lines and branches of src/ (without the command and the bindings) that the unit tests reach;
                    fails below 100 % of the lines, or 95 % of the branches
                    outside the kernel's templates
    --breaks        also: breaks the library on purpose in the ways that tests/README.md lists, and fails if one of them
                    turns no test red (five minutes)
    --accuracy      also: the sweep at a million points, a million staffing problems with and without patience, and a
                    log of a million calls measured (ten minutes)
    --bench         also: the speed that bench/README.md promises, as ratios beside the rivals (GSL and Boost.Math)
    --php           also: the binding for PHP (installs PHP's command line)
    --servers       also: the PostgreSQL extension on a server that the test makes in a temporary folder (Debian's packages of
                    the server and its headers are large, and the first makes a cluster of its own)
    --jobs N        programs compiled and tests run at a time (as many as processors)
END
}

jobs=$(nproc 2>/dev/null || echo 1)
coverage=
breaks=
accuracy=
bench=
php=
servers=
while [ $# -gt 0 ]; do
  case $1 in
  --vectors)
    WFM_EXTRA_VECTORS=$(cd "${2:?--vectors needs a folder}" && pwd)
    export WFM_EXTRA_VECTORS
    shift 2
    ;;
  --coverage) coverage=yes && shift ;;
  --breaks) breaks=yes && shift ;;
  --accuracy) accuracy=yes && shift ;;
  --bench) bench=yes && shift ;;
  --php) php=yes && shift ;;
  --servers) servers=yes && shift ;;
  --jobs) jobs=${2:?--jobs needs a number} && shift 2 ;;
  --help | -h) usage && exit 0 ;;
  *) usage >&2 && exit 2 ;;
  esac
done

cd "$(dirname "$0")/.."
. cmake/need.sh

need_command gcc gcc
need_command g++ g++
need_header stdio.h libc6-dev
need_command clang clang
need_command tcc tcc
need_command cmake cmake
need_command pkg-config pkg-config
need_command readelf binutils
need_header cmocka.h libcmocka-dev
need_header gsl/gsl_sf.h libgsl-dev
need_header mpfr.h libmpfr-dev
need_command valgrind valgrind
if [ -n "$bench" ]; then need_header boost/math/special_functions/gamma.hpp libboost-math-dev; fi
need_python cffi python3 python3-cffi
build_modules="cffi, setuptools, wheel, pip, venv, ensurepip, os, sysconfig"
with_headers="; assert os.path.exists(sysconfig.get_path('include') + '/Python.h')"
need_python "$build_modules, numpy, pytest, hypothesis, matplotlib, pandas$with_headers" \
  python3 python3-cffi python3-dev python3-hypothesis python3-matplotlib python3-numpy python3-pandas python3-pip \
  python3-pytest python3-setuptools python3-venv python3-wheel
if ! pypy3 -c "import $build_modules$with_headers" >/dev/null 2>&1; then
  missing="$missing pypy3 pypy3-dev pypy3-venv python3-pip python3-setuptools python3-wheel"
fi
need_command luajit luajit2
need_command abidiff abigail-tools
for version in 5.1 5.2 5.3 5.4; do
  need_command "lua$version" "lua$version"
  need_header "lua$version/lua.h" "liblua$version-dev"
done
need_command luarocks luarocks
need_command make make
if [ -n "$php" ]; then need_command php php8.2-cli; fi
need_command sqlite3 sqlite3
need_header sqlite3ext.h libsqlite3-dev
if [ -n "$servers" ]; then
  [ -x /usr/lib/postgresql/15/bin/initdb ] || missing="$missing postgresql-15"
  need_header postgresql/15/server/postgres.h postgresql-server-dev-15
fi
if [ -n "$coverage" ]; then need_command gcovr gcovr; fi
install_missing

log=build/check.log
passed=0
mkdir -p build

# step FOLDER TEXT [OPTION...]: a build whose warnings are errors; its log is shown if it fails.
step() {
  folder=$1
  echo "== $2"
  shift 2
  build "$folder" -DWFM_WERROR=ON "$@" >"$log" 2>&1 || {
    cat "$log"
    exit 1
  }
  sed -n 's/^-- wfm: //p' "$log"
}

# The sanitizers read /proc (even their options), which a bare root may lack.
if [ ! -e /proc/self/maps ]; then
  echo "There is no /proc here, which the sanitizers need: mounting it until the tests end."
  as_root mount -t proc proc /proc || {
    echo "Could not: please mount it (mount -t proc proc /proc)." >&2
    exit 1
  }
  trap 'as_root umount /proc' EXIT
fi

run_tests() {
  ctest --test-dir "$1" --output-on-failure --parallel "$jobs" ${2+-L "$2"} >"$log" 2>&1 || {
    cat "$log"
    exit 1
  }
  grep -e 'Test *#' -e 'tests passed' "$log"
  passed=$((passed + $(sed -n 's/.*tests passed.* out of //p' "$log")))
}

step build/check-release "release build, gcc" -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release -DWFM_BUILD_BENCH=ON \
  -DWFM_TEST_SERVERS="${servers:+ON}"
run_tests build/check-release
python3 -B bench/count.py build/check-release/bench/wfm_bench

step build/check-sanitize "address and undefined-behaviour sanitizers, gcc" -DCMAKE_C_COMPILER=gcc \
  -DCMAKE_BUILD_TYPE=RelWithDebInfo -DWFM_SANITIZE=address,undefined
run_tests build/check-sanitize

step build/check-clang "release build, clang: warnings only" -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Release

if [ -n "$coverage" ]; then
  step build/check-coverage "coverage" -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Debug -DWFM_COVERAGE=ON \
    -DWFM_BUILD_CLI=OFF
  find build/check-coverage -name '*.gcda' -exec rm -f {} +
  run_tests build/check-coverage unit
  # lanes.h is left out: gcovr 5 ends where a file has a function of one name in several places, for different builds
  of_library="--root . --filter src/ --exclude src/cli/ --exclude src/bindings/ --exclude src/internal/lanes.h
    --object-directory build/check-coverage"
  # shellcheck disable=SC2086
  gcovr $of_library --branches build/check-coverage
  # shellcheck disable=SC2086
  gcovr $of_library --print-summary --fail-under-line 100 build/check-coverage
  # shellcheck disable=SC2086
  gcovr $of_library --exclude src/internal/loss_kernel.h --exclude src/internal/palm_kernel.h --fail-under-branch 95 build/check-coverage >/dev/null
fi

if [ -n "$accuracy" ]; then
  echo "== accuracy at a million points"
  build/check-release/tests/wfm_accuracy --points 1000000 --staffing 1000000
  WFM_TEST_PROBLEMS=1000000 build/check-release/tests/test_search
  WFM_TEST_PROBLEMS=1000000 ctest --test-dir build/check-release --output-on-failure -R cli_test_measure_truth
fi

if [ -n "$bench" ]; then
  echo "== speed beside the rivals"
  build/check-release/bench/bench_bars
fi

if [ -n "$breaks" ]; then
  echo "== deliberate breaks"
  CC=gcc python3 tests/breaks/breaks.py
fi

echo "== all builds: 100% tests passed, 0 tests failed out of $passed"
