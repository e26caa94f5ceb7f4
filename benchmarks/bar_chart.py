"""Bars with their figures beside them, as an SVG that reads on light and on dark pages."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_WIDTH, _LABEL_WIDTH, _ROW, _HEAD = 720, 190, 34, 44
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}"
    ".ours{fill:#e3b505}.peer{fill:#8c959f}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.peer{fill:#6e7681}}"
)


class Bar(NamedTuple):
    """One figure and whose it is."""

    name: str
    value: float
    is_ours: bool


def bar_chart(title: str, bars: Sequence[Bar]) -> str:
    """An SVG whose longest bar is the largest value; all start at zero."""
    height = _HEAD + _ROW * len(bars) + 6
    longest = max((bar.value for bar in bars), default=1) or 1
    room = _WIDTH - _LABEL_WIDTH - 90
    rows = []
    for number, bar in enumerate(bars):
        top = _HEAD + number * _ROW
        length = max(2.0, bar.value / longest * room)
        kind = "ours" if bar.is_ours else "peer"
        rows.append(
            f'<text x="{_LABEL_WIDTH - 12}" y="{top + 17}" text-anchor="end">{escape(bar.name)}</text>'
            f'<rect class="{kind}" x="{_LABEL_WIDTH}" y="{top}" width="{length:.1f}" height="24" rx="3"/>'
            f'<text x="{_LABEL_WIDTH + length + 8:.1f}" y="{top + 17}">{bar.value:,g}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{_STYLE}</style>'
        f'<text class="title" x="0" y="20">{escape(title)}</text>{"".join(rows)}</svg>\n'
    )
