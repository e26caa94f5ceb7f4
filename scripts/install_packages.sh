#!/usr/bin/env bash
# Installs pinned, hashed requirements (run or dev) and the three packages in place; says what it does.
set -euo pipefail
cd "$(dirname "$0")/.."
set_name=$1
log=.venv/install-$set_name.log
pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet)

step() { printf '  %-44s' "$1" >&2; local begun=$SECONDS; shift
  if "$@" >>"$log" 2>&1; then printf ' %3ss\n' $((SECONDS - begun)) >&2
  else printf ' failed\n' >&2; tail -20 "$log" >&2; echo "The whole log: $log" >&2; exit 1; fi; }

: >"$log"
echo "Setting up .venv ($set_name)" >&2
# The lists are complete. Without --no-deps, pip looks beyond them for names with extras and refuses
# what it finds there as unpinned, from the day a newer release of such a name comes out.
step "libraries, checked against their hashes" "${pip[@]}" install --no-deps --require-hashes -r "requirements/$set_name.txt"
step "cavendish server, client and illustrator" "${pip[@]}" install --no-deps --no-build-isolation -e server -e client -e illustrator
touch ".venv/.installed-$set_name"
