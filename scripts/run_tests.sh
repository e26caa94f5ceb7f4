#!/usr/bin/env bash
# Runs every test with branch coverage; a path narrows it. The tests that start whole servers come last. Those
# marked `alone` run one at a time and without coverage, for they measure limits to the minute and kill processes.
# The whole run shuffles them by a seed that stays, so that what passed once is judged the same elsewhere;
# TEST_SEED=last or a number of yours tries other orders, as every narrowed run does.
set -euo pipefail
cd "$(dirname "$0")/.."
pytest=(.venv/bin/python -m pytest)

if [ $# -gt 0 ]; then
  exec "${pytest[@]}" "$@"
fi
scripts/install_browser.sh
scripts/install_test_tools.sh
.venv/bin/coverage erase
status=0
pytest+=(--randomly-seed="${TEST_SEED:-20261129}")
parallel=(-n "${TEST_PROCESSES:-2}" --dist loadfile --cov)
whole_servers=(server/tests/e2e server/tests/browser client/tests/e2e) # conftest.py lets no such test lie elsewhere
"${pytest[@]}" -m "not e2e" "${parallel[@]}" --cov-report= || status=$?
"${pytest[@]}" -m alone "${whole_servers[@]}" || status=$?
"${pytest[@]}" -m "e2e and not alone" "${whole_servers[@]}" "${parallel[@]}" --no-loadscope-reorder \
  --cov-append --cov-report=term:skip-covered || status=$?
exit $status
