#!/bin/sh
# SPDX-License-Identifier: MIT
# rock.sh ROCK SCRATCH VECTORS VERSION...: luarocks builds and installs the rock for each Lua, offline and into a tree of
# its own, and what it installed passes the test. Not optimised, which compiles in a quarter of the time.
set -eu
rock=$1 scratch=$2 vectors=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$scratch"
mkdir -p "$scratch/home"
cp -R "$rock" "$scratch/rock"
cd "$scratch/rock"
export HOME="$scratch/home"
unset LUA_PATH LUA_CPATH LUA_INIT
for version in "$@"; do
  tree=$scratch/$version
  luarocks --lua-version "$version" make --tree "$tree" --deps-mode none CFLAGS="-O0 -fPIC" >"$scratch/log" 2>&1 || {
    cat "$scratch/log" >&2
    exit 1
  }
  LUA_PATH="$tree/share/lua/$version/?.lua" LUA_CPATH="$tree/lib/lua/$version/?.so" \
    "lua$version" "$here/test_wfm.lua" core "$vectors" >"$scratch/$version.txt"
  cmp "$scratch/$version.txt" "$scratch/$1.txt"
  rm -rf "$tree"
done
