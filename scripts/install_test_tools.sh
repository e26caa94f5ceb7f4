#!/usr/bin/env bash
# Makes sure of the programs that tests run: the documentation's samples need node, curl, jq and openssl, the alert
# rules promtool. Without one, its tests skip, which CI=true does not allow.
set -euo pipefail
missing=()
for tool in node:nodejs curl:curl jq:jq openssl:openssl promtool:prometheus; do
  if ! command -v "${tool%:*}" >/dev/null; then missing+=("${tool#*:}"); fi
done
if [ ${#missing[@]} = 0 ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} for the tests" >&2
  export DEBIAN_FRONTEND=noninteractive
  # A package must not start a service of its own here.
  guard=/usr/sbin/policy-rc.d
  if [ ! -e $guard ]; then
    printf '#!/bin/sh\nexit 101\n' >$guard && chmod +x $guard
    trap 'rm -f $guard' EXIT
  fi
  if { apt-get -qq update && apt-get -qq -y --no-install-recommends install "${missing[@]}"; } >/dev/null; then exit 0; fi
fi
echo "${missing[*]} cannot be installed here: some tests will be skipped" >&2
