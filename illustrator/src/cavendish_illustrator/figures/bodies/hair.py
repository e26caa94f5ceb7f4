"""Hair of drawn heads: curls, plaits, bobs and cloths about the head, behind and before the face."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import hex_code, shade

_RIBBON = "#d8434e"
_TULLE = "#f4f2ee"
_TAIL = 20.0
"""Plaits at least so wide end in a ribbon; those below are locks."""


class Hair(NamedTuple):
    """Markup behind the body and before the face, in the box of a head."""

    back: str
    front: str


@cache
def _styles() -> Mapping[str, Mapping[str, Any]]:
    return read_table("figures/bodies/hair_styles.toml")


def hair_styles() -> frozenset[str]:
    return frozenset(_styles())


def is_cloth(style: str) -> bool:
    """Whether it is a cloth that hides the hair, and has a colour of its own."""
    return bool(_styles()[style].get("is_cloth"))


@cache
def _usual(kind: str) -> tuple[str, ...]:
    return tuple(name for name, row in _styles().items() if kind in row.get("kinds", ())) or ("bald",)


def usual_style(kind: str, number: int) -> str:
    """One of the styles that heads of this kind have by chance."""
    styles = _usual(kind)
    return styles[number % len(styles)]


def style_on(kind: str, wanted: str) -> str:
    """The style as this kind of head has it: a man's curls are short."""
    return str(_styles()[wanted].get("on", {}).get(kind, wanted))


def draw_hair(style: str, color: str) -> Hair:
    """Draw a style of the table in this colour (`#rrggbb`)."""
    row = _styles()[style]
    dark, light = hex_code(shade(color, 0.74)), hex_code(shade(color, 1.22))
    back = _path(row.get("back", ""), dark, rule="nonzero") + _circles(row.get("lumps", ()), dark, color)
    front = _path(row.get("front", ""), color) + _circles(row.get("curls", ()), color, light)
    front += _gloss(row, light)
    if "strips" in row:
        front += (
            f'<clipPath id="wrap"><path d="{row["front"]}"/></clipPath><path d="{row["strips"]}" '
            f'clip-path="url(#wrap)" stroke="{dark}" stroke-width="5" fill="none"/>'
        )
    back = _path(row.get("veil", ""), _TULLE) + back
    front += "".join(_flower(*flower) for flower in row.get("flowers", ()))
    front += "".join(_plait(plait, color, dark) for plait in row.get("plaits", ()))
    front += "".join(_ribbon(x, y) for x, y in row.get("ribbons", ()))
    return Hair(back, front)


def _path(path: str, color: str, *, rule: str = "evenodd") -> str:
    return f'<path d="{path}" fill="{color}" fill-rule="{rule}"/>' if path else ""


def _circles(lumps: tuple[tuple[float, float, float], ...], color: str, light: str) -> str:
    """Curls: round locks, each with a lighter bow where the light falls."""
    return "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{color}"/>'
        f'<path d="M{x - r * 0.55:.1f} {y:.1f}a{r * 0.55:.1f} {r * 0.55:.1f} 0 0 1 '
        f'{r * 0.9:.1f}-{r * 0.4:.1f}" '
        f'stroke="{light}" stroke-width="3.500" fill="none" stroke-linecap="round" opacity=".6"/>'
        for x, y, r in lumps
    )


def _gloss(row: Mapping[str, Any], light: str) -> str:
    if not row.get("front") or row.get("kinds") == ["baby"] or "strips" in row or row.get("is_cloth"):
        return ""
    return (
        f'<clipPath id="lock"><path d="{row["front"]}"/></clipPath><path d="M36 60Q56 26 98 26" '
        f'clip-path="url(#lock)" stroke="{light}" stroke-width="9" fill="none" stroke-linecap="round" '
        'opacity=".7"/>'
    )


def _plait(plait: tuple[float, float, float, float, float], color: str, dark: str) -> str:
    """Links that lie over each other, thinner towards the ribbon, and a tuft below it."""
    x, y, end_x, end_y, width = plait
    count = max(3, round(math.dist((x, y), (end_x, end_y)) / (width * 0.52)))
    drawn = ""
    for k in range(count):
        share = k / (count - 1)
        cx, cy = x + (end_x - x) * share, y + (end_y - y) * share
        half = width / 2 * (1 - 0.3 * share)
        drawn += (
            f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{half:.1f}" ry="{half * 0.86:.1f}" fill="{color}"/>'
            f'<path d="M{cx - half * 0.8:.1f} {cy - half * 0.4:.1f}Q{cx:.1f} {cy + half * 0.9:.1f} '
            f'{cx + half * 0.8:.1f} {cy - half * 0.4:.1f}" stroke="{dark}" stroke-width="3" fill="none"/>'
        )
    if width < _TAIL:
        return drawn
    tuft = f"M{end_x - 8:.1f} {end_y:.1f}h16l3 24q-11 10-22 0z"
    return f'<path d="{tuft}" fill="{color}"/>{drawn}{_ribbon(end_x, end_y)}'


def _flower(x: float, y: float, size: float) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{size:g}" fill="#fdf6f2" stroke="#e8b8c0" stroke-width="2.500"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{size * 0.36:g}" fill="#f2c45a"/>'
    )


def _ribbon(x: float, y: float) -> str:
    return (
        f'<path d="M{x:g} {y:g}l-15-9q-5 9 0 18zM{x:g} {y:g}l15-9q5 9 0 18z" fill="{_RIBBON}"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="#b02c38"/>'
    )
