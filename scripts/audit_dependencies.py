"""Known vulnerabilities and licences of what a running Cavendish installs: `make audit` (in .venv-tools).

A library with a vulnerability, or under a licence that is not permissive, fails. Where the vulnerability
service cannot be reached, that is said, and only the licences are judged.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PINNED = ROOT / "requirements" / "run.txt"
INSTALLED = ROOT / ".venv" / "bin" / "python"

_PERMISSIVE = re.compile(
    r"(?i)\b(mit|mit-0|mit-cmu|apache|apache-2\.0|bsd|0bsd|isc|psf|python software foundation|zlib|unlicense"
    r"|cc0|cc0-1\.0|blueoak|hpnd|postgresql)\b"
)
_RESTRICTIVE = re.compile(r"(?i)\b(a?gpl|lgpl|sspl|busl|eupl|general public|proprietary|commercial)")
_WEAK = {"pathspec": "MPL-2.0: a library of hatchling, which only builds the packages"}
"""File-level copyleft that we use unchanged, each with its reason."""
_READ_BY_HAND = {"resvg-py": "MIT, says the LICENSE in its wheel"}
"""Packages that declare no licence, with what their repository's LICENSE says."""


def find_vulnerabilities() -> list[str]:
    """One line a vulnerability; prints what could not be judged."""
    command = [BIN / "pip-audit", "-r", PINNED, "--require-hashes", "--disable-pip", "--format", "json"]
    done = subprocess.run(
        [*command, "--timeout", "10", "--progress-spinner", "off"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.startswith("{"):
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        print(f"  vulnerabilities: NOT judged, pip-audit did not reach its service: {reason[:200]}")
        return []
    packages = json.loads(done.stdout)["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    if len(skipped) == len(packages):
        print(f"  vulnerabilities: NOT judged, the service knows none of the {len(packages)} packages here")
        return []
    judged = len(packages) - len(skipped)
    print(f"  vulnerabilities: {judged} packages judged, {len(skipped)} unknown to the service {skipped}")
    return [
        f"{one['name']} {one['version']}: {found['id']}, mended in {found['fix_versions'] or 'no release'}"
        for one in packages
        for found in one.get("vulns", [])
    ]


def find_licences() -> dict[str, str]:
    """The declared licence of every pinned package that is installed here."""
    done = subprocess.run(
        [BIN / "pip-licenses", "--python", INSTALLED, "--from", "mixed", "--format", "json", "--with-system"],
        capture_output=True,
        text=True,
        check=True,
    )
    pinned = {_normal(name) for name in re.findall(r"(?m)^([\w.-]+)==", PINNED.read_text())}
    return {
        name: one["License"].splitlines()[0]
        for one in json.loads(done.stdout)
        if (name := _normal(one["Name"])) in pinned
    }


def judge_licence(name: str, licence: str) -> str | None:
    """Why a package may not be used, or None. A choice ("MIT OR GPL") is good if one side is."""
    if name in _WEAK or name in _READ_BY_HAND:
        return None
    for choice in re.split(r"(?i)\s+or\s+", licence):
        if _PERMISSIVE.search(choice) and not _RESTRICTIVE.search(choice):
            return None
    return f"{name}: {licence} is not known as permissive"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Print the report; the exit code is 1 when a person has to look."""
    findings = find_vulnerabilities()
    licences = find_licences()
    findings += [why for name, licence in sorted(licences.items()) if (why := judge_licence(name, licence))]
    counts: dict[str, int] = {}
    for licence in licences.values():
        counts[licence] = counts.get(licence, 0) + 1
    listed = ", ".join(
        f"{licence} {count}" for licence, count in sorted(counts.items(), key=lambda kv: -kv[1])
    )
    print(f"  licences of {len(licences)} packages: {listed}")
    print("".join(f"wrong: {finding}\n" for finding in findings), end="")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
