"""`python -m benchmarks.results_page`: makes `RESULTS.md` and its charts of the recorded figures."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.bar_chart import Bar, bar_chart
from benchmarks.record import RESULTS

PAGE: Final = RESULTS.parent / "RESULTS.md"
Figures = dict[str, Any]

_HEAD = """# Results

Written by `python -m benchmarks.results_page` of the figures that each benchmark records in `results/`; do
not edit. Ratios are taken within one run: an absolute figure says something about the machine, too. Below
each measurement stands where and when it was taken; `load before` is what the machine did besides, `Python
loop` the time of one fixed loop: the shorter, the faster the machine was just then.
"""

_SECTIONS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def main() -> None:
    parts = [_HEAD, *_sections()]
    PAGE.write_text("\n".join(parts))
    print(f"{PAGE}: {len(parts) - 1} of {len(_SECTIONS)} measurements are on record")


def _sections() -> Iterator[str]:
    for name, section in _SECTIONS.items():
        path = RESULTS / f"{name}.json"
        if not path.exists():
            continue
        content = json.loads(path.read_text())
        taken = ", ".join(f"{key} {value}" for key, value in content["taken"].items())
        head = f"## {section['title']}\n\n{section['words']}"
        if "printed" in content:
            shown = f"```\n{content['printed']}\n```\n"
        else:
            charts = "".join(_charts(name, section.get("charts", []), content["figures"]))
            shown = f"{_table(content['figures'])}\n{charts}"
        yield f"{head}\n\n{shown}\n<sub>{taken}</sub>\n"


def _table(figures: Figures) -> str:
    """Rows of one shape become a table, single figures a list."""
    rows = {name: row for name, row in figures.items() if isinstance(row, dict) and row}
    alone = [f"- {name}: {_said(value)}" for name, value in figures.items() if name not in rows]
    lines = []
    if rows:
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        lines += [_line("", columns), _line("---", ["---:" for _ in columns])]
        lines += [
            _line(name, [_said(row.get(column, "–")) for column in columns]) for name, row in rows.items()
        ]
        lines.append("")
    return "\n".join(lines + alone + ([""] if alone else []))


def _line(first: str, cells: list[str]) -> str:
    return f"| {' | '.join([first, *cells])} |"


def _said(value: object) -> str:
    if isinstance(value, list):
        return " → ".join(_said(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(one)}" for key, one in value.items()) or "none"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _charts(
    name: str, charts: list[dict[str, str]], figures: Mapping[str, Mapping[str, float]]
) -> Iterator[str]:
    for number, chart in enumerate(charts):
        column, title = chart["column"], chart["title"]
        bars = [Bar(who, row[column], is_ours=who.startswith("Cavendish"))
                for who, row in figures.items() if column in row]  # fmt: skip
        file = f"{name}-{number + 1}.svg"
        (RESULTS / file).write_text(bar_chart(title, bars))
        yield f"\n![{title}](results/{file})\n"


if __name__ == "__main__":
    main()
