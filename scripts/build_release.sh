#!/usr/bin/env bash
# Builds the three wheels twice, refuses if they differ, and writes checksums and a bill of materials into dist/.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=.venv-tools/bin
# One commit gives one set of bytes, whenever and wherever it is built.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1700000000)}
export SOURCE_DATE_EPOCH
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
rm -rf dist
for package in server client illustrator; do
  for folder in dist "$again"; do
    "$tools/python" -m build --quiet --no-isolation --wheel --outdir "$folder" "$package" >/dev/null
  done
done
for wheel in dist/*.whl; do
  cmp "$wheel" "$again/$(basename "$wheel")" || { echo "not reproducible: $wheel" >&2; exit 1; }
done
"$tools/cyclonedx-py" requirements requirements/run.txt --pyproject server/pyproject.toml \
  --output-reproducible --output-format JSON --output-file dist/cavendish.cdx.json
(cd dist && sha256sum -- * >SHA256SUMS)
cat dist/SHA256SUMS
