#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what a build needs (Debian: compiler, CMake, make) if it is missing, builds the command, and forecasts and staffs
# a day.
set -eu
cd "$(dirname "$0")/.."
. cmake/need.sh
jobs=$(nproc 2>/dev/null || echo 1)

need_command cc gcc
need_header stdio.h libc6-dev
need_command cmake cmake
command -v ninja >/dev/null 2>&1 || need_command make make
install_missing

mkdir -p build
build build/demo -DCMAKE_BUILD_TYPE=Release -DWFM_BUILD_TESTS=OFF >build/demo.log 2>&1 || {
  cat build/demo.log
  exit 1
}

echo "\$ wfm demo | wfm plan - --sl 80/20 --shrinkage 30% --svg build/demo/plan.svg"
echo
build/demo/wfm demo | build/demo/wfm plan - --sl 80/20 --shrinkage 30% --table --svg build/demo/plan.svg
cat <<'END'

Next:
    build/demo/plan.svg                                   the same as a picture: open it in a browser
    build/demo/wfm help                                   what the command can do, by examples
    build/demo/wfm plan YOUR.csv --sl 80/20               the same for your day: columns start, calls, aht
    sudo cmake --install build/demo                       installs the library and the command
    sh cmake/check.sh                                     runs every test
END
