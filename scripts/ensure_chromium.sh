#!/usr/bin/env bash
# The browser tests drive Debian's Chromium; install it where it is missing and we may.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null && exit 0; done
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi; }
echo "Chromium is missing; installing Debian's package …"
{ as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || {
  echo "The browser tests need Chromium. Please install it and run the command again: sudo apt install chromium" >&2
  exit 1
}
