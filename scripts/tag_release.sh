#!/usr/bin/env bash
# Tags a release: scripts/tag_release.sh 0.2.0. Checks first that everything says the same version.
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1:?usage: scripts/tag_release.sh VERSION}
refuse() { echo "Not tagged: $*" >&2; exit 1; }
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || refuse "$version is no version such as 1.2.3"
[ -z "$(git status --porcelain)" ] || refuse "there are uncommitted changes"
! git rev-parse -q --verify "refs/tags/v$version" >/dev/null || refuse "v$version exists"
for file in server/pyproject.toml client/pyproject.toml illustrator/pyproject.toml; do
  grep -qx "version = \"$version\"" "$file" || refuse "$file has another version"
done
grep -qx "appVersion: \"$version\"" deploy/helm/cavendish/Chart.yaml || refuse "the Helm chart has another appVersion"
grep -q "^## $version" CHANGELOG.md || refuse "CHANGELOG.md has no section \"## $version\""
git tag -a "v$version" -m "Cavendish $version"
echo "Tagged v$version. Push it: git push origin v$version"
