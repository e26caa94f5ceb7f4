#!/usr/bin/env bash
# Runs every test with branch coverage: all of them in CI (CI=true forbids skipping), a path when one is named.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest "${@:-}" 
