"""Known vulnerabilities and licences of what a running Cavendish installs: `make audit` (in .venv-tools).

A library with a vulnerability, or under a licence that is not permissive, fails. Where the vulnerability
service cannot be reached, only the licences are judged and the last line says so; `--strict`, which releases
use, fails then.
"""

import json
import re
import subprocess
import sys
from collections import Counter
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
_READ_BY_HAND = {
    "pyreqwest": "Apache-2.0, says the LICENSE in its wheel",
    "resvg-py": "MIT, says the LICENSE in its wheel",
}
"""Packages that declare no licence, with what their repository's LICENSE says."""


class NotJudgedError(Exception):
    """No word on vulnerabilities: the message says why."""


def find_vulnerabilities() -> list[str]:
    """One line a vulnerability; raises NotJudgedError when the service has nothing to say."""
    command = [BIN / "pip-audit", "-r", PINNED, "--require-hashes", "--disable-pip", "--format", "json"]
    done = subprocess.run(
        [*command, "--timeout", "10", "--progress-spinner", "off"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.startswith("{"):
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotJudgedError(f"pip-audit did not reach its service: {reason[:200]}")
    packages = json.loads(done.stdout)["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    if len(skipped) == len(packages):
        raise NotJudgedError(f"the service that was reached knows none of the {len(packages)} packages")
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
    is_strict = sys.argv[1:] == ["--strict"]
    findings, not_judged = [], None
    try:
        findings = find_vulnerabilities()
    except NotJudgedError as error:
        not_judged = str(error)
    licences = find_licences()
    findings += [why for name, licence in sorted(licences.items()) if (why := judge_licence(name, licence))]
    counts = Counter(licences.values())
    listed = ", ".join(f"{licence} {count}" for licence, count in counts.most_common())
    print(f"  licences of {len(licences)} packages: {listed}")
    print("".join(f"wrong: {finding}\n" for finding in findings), end="")
    if not_judged:
        print(f"{'wrong' if is_strict else 'NOT JUDGED'}: known vulnerabilities, for {not_judged}")
    sys.exit(bool(findings) or bool(is_strict and not_judged))


if __name__ == "__main__":
    main()
