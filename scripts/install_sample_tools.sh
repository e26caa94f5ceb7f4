#!/usr/bin/env bash
# Makes sure that the documentation's samples can be run: node, curl, jq and openssl. Without one, its samples skip.
set -euo pipefail
missing=()
for tool in node curl jq openssl; do
  if ! command -v "$tool" >/dev/null; then missing+=("${tool/#node/nodejs}"); fi
done
if [ ${#missing[@]} = 0 ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} for the documentation's samples" >&2
  export DEBIAN_FRONTEND=noninteractive
  if { apt-get -qq update && apt-get -qq -y --no-install-recommends install "${missing[@]}"; } >/dev/null; then exit 0; fi
fi
echo "${missing[*]} cannot be installed here: some of the documentation's samples will be skipped" >&2
