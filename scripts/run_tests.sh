#!/usr/bin/env bash
# Runs every test; a path narrows it. The tests that start whole servers come last. Those marked `alone` run one at a
# time, for they measure limits to the minute and kill processes.
# The whole run shuffles them by a seed that stays, so that what passed once is judged the same elsewhere;
# TEST_SEED=last or a number of yours tries other orders, as every narrowed run does.
# COVERAGE=1 (`make coverage`) measures branch coverage of all but those `alone`, which takes twice the time, and
# fails below what our style asks for.
set -euo pipefail
cd "$(dirname "$0")/.."
pytest=(.venv/bin/python -m pytest)

if [ $# -gt 0 ]; then
  exec "${pytest[@]}" "$@"
fi
scripts/install_browser.sh
scripts/install_test_tools.sh
status=0
pytest+=(--randomly-seed="${TEST_SEED:-20261129}")
parallel=(-n "${TEST_PROCESSES:-2}" --dist loadfile)
if [ -n "${COVERAGE:-}" ]; then
  .venv/bin/coverage erase
  parallel+=(--cov --cov-append --cov-report=)
fi
whole_servers=(server/tests/e2e server/tests/browser client/tests/e2e) # conftest.py lets no such test lie elsewhere
"${pytest[@]}" -m "not e2e" "${parallel[@]}" || status=$?
"${pytest[@]}" -m alone "${whole_servers[@]}" || status=$?
"${pytest[@]}" -m "e2e and not alone" "${whole_servers[@]}" "${parallel[@]}" --no-loadscope-reorder || status=$?
if [ -n "${COVERAGE:-}" ]; then
  .venv/bin/coverage report --fail-under=95 || status=$?
  .venv/bin/coverage report --include="*/cavendish/domain/*" --fail-under=100 || status=$?
fi
exit $status
