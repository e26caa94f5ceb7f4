#!/usr/bin/env bash
# Installs the pinned tools that look at deployments, dependencies and releases, into .venv-tools.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x .venv-tools/bin/python ] || "${PYTHON:-python3}" -m venv .venv-tools
.venv-tools/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/tools.txt
touch .venv-tools/.installed
