#!/usr/bin/env bash
# Runs every measurement one after the other and makes benchmarks/RESULTS.md of their figures.
set -euo pipefail
cd "$(dirname "$0")/.."
BENCH_FOLDER=$(mktemp -d /var/tmp/cavendish-bench-XXXXXX) # removed last: deleted files make new ones slow
export BENCH_FOLDER
chmod 755 "$BENCH_FOLDER"
trap 'rm -rf "$BENCH_FOLDER"' EXIT
measure() { echo "== $*" >&2; .venv/bin/python -m "benchmarks.$@"; }

measure suite
measure record end-to-end end_to_end small usual
measure record overhead routing overhead
measure record memory routing memory
measure record failing failing
measure record deliveries deliveries
measure record observability observability
measure growth
measure peers
measure steady --minutes "${1:-10}"
measure results_page
