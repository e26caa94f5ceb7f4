#!/usr/bin/env bash
# Tests the diffusers provider with tiny random pipelines, in an environment of its own: torch takes about 6 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.venv-diffusers
[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --disable-pip-version-check --quiet \
  -e "server[diffusers]" pytest pytest-asyncio pytest-timeout
exec "$venv/bin/python" -m pytest --noconftest -p no:randomly -W default server/tests/diffusers_pipelines/pipeline_tests.py "$@"
