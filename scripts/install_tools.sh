#!/usr/bin/env bash
# Installs a pinned set of programs (audit or tools) that look at deployments, dependencies and releases, into .venv-tools.
set -euo pipefail
cd "$(dirname "$0")/.."
set_name=$1
[ -x .venv-tools/bin/python ] || "${PYTHON:-python3}" -m venv .venv-tools
.venv-tools/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r "requirements/$set_name.txt"
touch ".venv-tools/.installed-$set_name"
