#!/usr/bin/env bash
# Make the virtual environment; install Debian's python3-venv first where it is missing and we may.
set -euo pipefail
target=$1
python=${PYTHON:-python3}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
if ! new_enough "$python"; then
  for candidate in python3.13 python3.12 python3.11 python3.14; do
    if command -v "$candidate" >/dev/null && new_enough "$candidate"; then python=$candidate; break; fi
  done
fi
new_enough "$python" || {
  echo "stridewell needs Python 3.11 or newer. Install one (apt install python3.11) and run: make PYTHON=python3.11 demo" >&2
  exit 1
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi; }
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
  echo "Python's venv module is missing; installing Debian's package for it …"
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" >/dev/null; } || {
    echo "Please install it yourself and run the command again: sudo apt install python$version-venv" >&2
    exit 1
  }
fi
"$python" -m venv "$target"
