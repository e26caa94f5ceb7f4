#!/usr/bin/env bash
# Builds docs/ as a site, both languages; a broken link or anchor ends it. Its tools are installed on the first run.
set -euo pipefail
cd "$(dirname "$0")/.."
mark=.venv/.installed-docs
if ! [ "$mark" -nt requirements/docs.txt ]; then
  .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r requirements/docs.txt
  touch "$mark"
fi
NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict --quiet --clean
echo "The documentation: file://$PWD/site/index.html (Polish: file://$PWD/site/pl/index.html)"
