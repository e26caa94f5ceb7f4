"""Runs the provider conformance tests and writes what passed into docs/providers-table*.md."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol, cast

import pytest

ROOT: Final = Path(__file__).parents[1]
TARGETS: Final = (ROOT / "docs" / "providers-table.md", ROOT / "docs" / "providers-table.pl.md")
TESTS: Final = ROOT / "server" / "tests" / "integration" / "providers" / "test_provider_conformance.py"
COLUMNS: Final = (
    "text", "one reference", "most references", "content refusal", "bad reference", "throttled", "5xx",
    "time-out", "garbage", "bad link", "operator's fault", "cancel", "resume after kill",
)  # fmt: skip
POLISH: Final = {
    "provider": "dostawca", "text": "tekst", "one reference": "jeden obraz ref.",
    "most references": "najwięcej obrazów ref.", "content refusal": "odmowa treści",
    "bad reference": "zły obraz ref.", "throttled": "ograniczanie", "time-out": "przekroczony czas",
    "garbage": "bezsensowna odpowiedź", "bad link": "zły link", "operator's fault": "wina operatora",
    "cancel": "anulowanie", "resume after kill": "wznowienie po zabiciu",
    "pass": "✓", "failed": "niezaliczone", "pictures": "obrazy",
}  # fmt: skip
"""Words of the table that are not the same in Polish."""
POLISH_PREFACE: Final = """\
# Dostawcy wobec swoich serwerów zastępczych

Zapisuje to `scripts/providers_table.py` po uruchomieniu `server/tests/integration/providers/`; nie edytuj.
Komórka podaje liczbę zaliczonych testów; kreska oznacza, że protokół dostawcy nie ma takiej rzeczy.
Dostawca diffusers nie ma zewnętrznej usługi: sprawdza go `make test-diffusers`.

"""
PREFACE: Final = """\
# Providers against their stand-in upstreams

Written by `scripts/providers_table.py`, which runs `server/tests/integration/providers/`; do not edit.
A cell counts the tests that passed; a dash stands where the upstream's protocol has no such thing.
The diffusers provider has no upstream: `make test-diffusers` tests it.

"""


class ProviderCase(Protocol):
    """What the tests are run over, as much of it as is read here."""

    name: str
    most_references: int


class Results:
    """A pytest plugin that counts outcomes by provider and column."""

    def __init__(self) -> None:
        self._cell_of: dict[str, tuple[str, str]] = {}
        self.passed: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.failed: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.references: dict[str, int] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        for item in items:
            mark = item.get_closest_marker("column")
            case = cast("ProviderCase", item.callspec.params["case"])
            self.references[case.name] = case.most_references
            if mark is not None:
                self._cell_of[item.nodeid] = (case.name, mark.args[0])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        cell = self._cell_of.get(report.nodeid)
        if cell is None:
            return
        if report.failed:
            self.failed[cell] += 1
        elif report.when == "call" and report.passed:
            self.passed[cell] += 1

    def table(self, words: Mapping[str, str]) -> str:
        """The table in the language that `words` turns English into."""
        heads = [words.get(column, column) for column in ("provider", *COLUMNS)]
        lines = ["| " + " | ".join(heads) + " |", "| --- " * len(heads) + "|"]
        for provider, references in sorted(self.references.items()):
            cells = [self._cell(provider, column, references, words) for column in COLUMNS]
            lines.append(f"| {provider} | " + " | ".join(cells) + " |")
        return "\n".join(lines) + "\n"

    def _cell(self, provider: str, column: str, references: int, words: Mapping[str, str]) -> str:
        if count := self.failed[provider, column]:
            return f"**{count} {words.get('failed', 'failed')}**"
        count = self.passed[provider, column]
        if not count:
            return "–"
        pictures = words.get("pictures", "pictures")
        detail = f" ({pictures}: {references})" if column == "most references" else ""
        return f"{words.get('pass', 'pass')} {count}{detail}"


def main() -> int:
    results = Results()
    code = pytest.main(["-q", "-p", "no:randomly", str(TESTS)], plugins=[results])
    for target, preface, words in zip(TARGETS, (PREFACE, POLISH_PREFACE), ({}, POLISH), strict=True):
        target.write_text(preface + results.table(words), encoding="utf-8")
        print(f"wrote {target.relative_to(ROOT)}")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
