#!/usr/bin/env bash
# Runs every measurement one after the other and makes benchmarks/RESULTS.md of their figures.
set -euo pipefail
cd "$(dirname "$0")/.."
measure() { echo "== $*" >&2; .venv/bin/python -m "benchmarks.$@"; }

measure suite
measure end_to_end small usual
measure growth
measure peers
measure routing overhead
measure observability
measure steady --minutes "${1:-10}"
measure results_page
