# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Sourced by demo.sh and check.sh: notes what is missing, then installs that and nothing else.
#     need_command COMMAND PACKAGE...     need_header HEADER PACKAGE...
#     need_python MODULES PACKAGE...     install_missing
missing=

need_command() {
  command=$1
  shift
  command -v "$command" >/dev/null 2>&1 || missing="$missing $*"
}

need_header() {
  header=$1
  shift
  for folder in /usr/include /usr/include/* /usr/local/include; do
    if [ -e "$folder/$header" ]; then return 0; fi
  done
  missing="$missing $*"
}

# need_python MODULES PACKAGE...: a Python that has them all; another may stand before the system's on the PATH.
need_python() {
  modules=$1
  shift
  for python in python3 /usr/bin/python3; do
    if "$python" -c "import $modules" >/dev/null 2>&1; then return 0; fi
  done
  missing="$missing $*"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null
}

# Removes nothing to make room: then it is for a person to decide.
install_missing() {
  if [ -z "$missing" ]; then return 0; fi
  echo "Installing:$missing"
  # shellcheck disable=SC2086
  if apt_get update; apt_get install -y --no-install-recommends --no-remove $missing; then return 0; fi
  echo "Could not install what is missing. Please install these packages (their names are Debian's):" >&2
  echo "   $missing" >&2
  exit 1
}

# Configures and builds: build FOLDER [OPTION...]; jobs is set by the caller.
build() {
  folder=$1
  shift
  if [ ! -e "$folder/CMakeCache.txt" ] && ! command -v make >/dev/null 2>&1; then
    set -- -G Ninja "$@"
  fi
  cmake -S . -B "$folder" "$@" && cmake --build "$folder" --parallel "$jobs"
}
