"""Runs the provider conformance tests and writes what passed into docs/providers-table.md."""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Final, Protocol, cast

import pytest

ROOT: Final = Path(__file__).parents[1]
TARGET: Final = ROOT / "docs" / "providers-table.md"
TESTS: Final = ROOT / "server" / "tests" / "integration" / "providers" / "test_provider_conformance.py"
COLUMNS: Final = (
    "text", "one reference", "most references", "content refusal", "bad reference", "throttled", "5xx",
    "time-out", "garbage", "bad link", "operator's fault", "cancel", "resume after kill",
)  # fmt: skip
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

    def table(self) -> str:
        lines = ["| provider | " + " | ".join(COLUMNS) + " |", "| --- " * (len(COLUMNS) + 1) + "|"]
        for provider, references in sorted(self.references.items()):
            cells = [self._cell(provider, column, references) for column in COLUMNS]
            lines.append(f"| {provider} | " + " | ".join(cells) + " |")
        return "\n".join(lines) + "\n"

    def _cell(self, provider: str, column: str, references: int) -> str:
        if count := self.failed[provider, column]:
            return f"**{count} failed**"
        count = self.passed[provider, column]
        if not count:
            return "–"
        detail = f" ({references} pictures)" if column == "most references" else ""
        return f"pass {count}{detail}"


def main() -> int:
    results = Results()
    code = pytest.main(["-q", "-p", "no:randomly", str(TESTS)], plugins=[results])
    TARGET.write_text(PREFACE + results.table(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
