#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests, which skip (or fail under CI=true) without one.
set -euo pipefail
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests" >&2
  export DEBIAN_FRONTEND=noninteractive
  if { apt-get -qq update && apt-get -qq -y --no-install-recommends install chromium; } >/dev/null; then exit 0; fi
fi
echo "No Chromium, and it cannot be installed here: the browser tests will be skipped" >&2
