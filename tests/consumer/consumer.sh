#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the library, moves the prefix, and builds and runs a C and a C++ program against it in every way that a
# consumer may choose.
#     sh consumer.sh CMAKE SOURCE_DIR BUILD_DIR CC CXX PKG_CONFIG
set -eu
cmake=$1 source=$2 build=$3 CC=$4 CXX=$5 pkg_config=$6
export CC CXX
here=$source/tests/consumer
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/moved

"$cmake" --install "$build" --prefix "$scratch/first" >"$scratch/log"
mv "$scratch/first" "$prefix"

if grep -rli 'gsl\|cmocka' "$prefix/include" "$prefix"/lib*/; then
  echo "the files above name a library of the tests" && exit 1
fi
if grep -rl "$scratch\|$source\|$build" "$prefix"; then
  echo "the files above name a folder of the build" && exit 1
fi

# by_cmake NAME [OPTION...]: configures, builds and runs the programs of tests/consumer/CMakeLists.txt.
by_cmake() {
  name=$1
  shift
  {
    "$cmake" -S "$here" -B "$scratch/$name" "$@" && "$cmake" --build "$scratch/$name"
  } >"$scratch/log" 2>&1 || { cat "$scratch/log" && exit 1; }
  "$scratch/$name/c_program" && "$scratch/$name/cxx_program"
  echo "ok: $name"
}
by_cmake find_package_shared -DCMAKE_PREFIX_PATH="$prefix" -DKIND=shared
by_cmake find_package_static -DCMAKE_PREFIX_PATH="$prefix" -DKIND=static
by_cmake find_package_default -DCMAKE_PREFIX_PATH="$prefix"
by_cmake add_subdirectory -DSUBPROJECT="$source"
by_cmake add_subdirectory_static -DSUBPROJECT="$source" -DWFM_BUILD_SHARED=OFF

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name wfm.pc)")
export PKG_CONFIG_PATH
lib=$("$pkg_config" --variable=libdir wfm)

# by_pkg_config NAME FLAGS: the words of FLAGS are options of pkg-config and, if --static is one, of the compiler.
by_pkg_config() {
  name=$1 option=${2-} link=
  if [ "$option" = --static ]; then link=-static; fi
  flags=$("$pkg_config" $option --cflags --libs wfm)
  # shellcheck disable=SC2086
  "$CC" -std=c11 $link "$here/program.c" -o "$scratch/$name.c_program" $flags
  # shellcheck disable=SC2086
  "$CXX" -std=c++11 $link -x c++ "$here/program.cpp" -x none -o "$scratch/$name.cxx_program" $flags
  LD_LIBRARY_PATH=$lib "$scratch/$name.c_program"
  LD_LIBRARY_PATH=$lib "$scratch/$name.cxx_program"
  echo "ok: $name"
}
by_pkg_config pkg_config_shared
by_pkg_config pkg_config_static --static

"$prefix/bin/wfm" version >"$scratch/log"
echo "ok: the command runs from the moved prefix"
