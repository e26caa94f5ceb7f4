"""Cloth with a pattern all over: checks, flowers, stars and hearts, on whatever has the cloth's colour."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import hex_code, hsv, luminance, rgb, shade

_PALE: Final = "#fbf8f0"
_LIGHT: Final = 0.62
_PAINT: Final = re.compile(r'<(?:path|circle|ellipse) [^>]*?(?:fill|stroke)="(?P<paint>[^"]+)"[^>]*/>')


class Weave(NamedTuple):
    """The pattern of a cloth, and the colour that was told of it; without a name it is plain."""

    name: str | None = None
    ink: str | None = None


PLAIN: Final = Weave()


def in_cloth(markup: str, paints: tuple[str, ...], cloth: Weave, size: float = 1.0) -> str:
    """The markup with the cloth's pattern over what has one of these paints, the first the cloth's own."""
    if cloth.name not in weave_names():
        return markup
    return weave(cloth.name, paints[0], cloth.ink, size) + woven(markup, paints)


@cache
def _tiles() -> Mapping[str, tuple[float, str]]:
    rows = read_table("figures/clothing/weaves.toml")
    return {name: (float(row["side"]), str(row["tile"])) for name, row in rows.items()}


def weave_names() -> frozenset[str]:
    """The patterns that cloth may have all over."""
    return frozenset(_tiles())


def weave(name: str, cloth: str, ink: str | None = None, size: float = 1.0) -> str:
    """The definition of a pattern, by which `woven` paints, on cloth of a colour."""
    side, tile = _tiles()[name]
    usual = _PALE if float(luminance(rgb(cloth)[None, None])[0, 0]) < _LIGHT else _darker(cloth, name)
    if name == "checks":
        usual = _darker(cloth, name) if ink is None else ink
    shown = tile.replace("{ink}", ink or usual).replace("{fine}", _PALE)
    return (
        f'<defs><pattern id="weave" patternUnits="userSpaceOnUse" width="{side}" height="{side}" '
        f'patternTransform="scale({size:g})">{shown}</pattern></defs>'
    )


def _darker(cloth: str, name: str) -> str:
    """What is seen on a pale cloth; checks are near black on every strong colour."""
    is_strong = hsv(cloth)[1] > 0.3
    if name == "checks":
        return "#22242c" if is_strong else "#5a6472"
    return hex_code(shade(cloth, 0.55)) if is_strong else "#d8454e"


def woven(markup: str, paints: tuple[str, ...]) -> str:
    """The markup with the pattern over every path that is painted in one of these."""

    def covered(match: re.Match[str]) -> str:
        path = match.group()
        if match["paint"] not in paints:
            return path
        return path + path.replace(f'"{match["paint"]}"', '"url(#weave)"')

    return _PAINT.sub(covered, markup)
