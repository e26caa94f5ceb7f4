"""Cloth with a pattern all over: checks, flowers, stars and hearts, on whatever is painted in the cloth's colour."""

import re
from collections.abc import Mapping
from typing import Final

from cavendish_illustrator.painting.color import hex_code, hsv, luminance, rgb, shade

_PALE: Final = "#fbf8f0"
_LIGHT: Final = 0.62
_PAINT: Final = re.compile(r'<path [^>]*?(?:fill|stroke)="(?P<paint>[^"]+)"[^>]*/>')
_TILES: Final[Mapping[str, tuple[float, str]]] = {
    "checks": (
        22.0,
        '<path d="M0 0h9v22h-9z" fill="{ink}" opacity=".62"/><path d="M0 0h22v9h-22z" fill="{ink}" '
        'opacity=".62"/><path d="M15.500 0v22M0 15.500h22" stroke="{fine}" stroke-width="1.600" opacity=".75"/>',
    ),
    "flowers": (
        26.0,
        "".join(
            f'<g transform="translate({x} {y})"><path d="M0-5.500C2.500-5.500 2.500-1 0 0C-2.500-1-2.500-5.500 0-5.500Z'
            "M5.200-1.700C6 .7 2 2 0 0C.2-2.600 4.400-4.100 5.200-1.700ZM3.200 4.500C1.200 5.900-1.300 2.500 0 0C2.600.5 5.200 3.100 3.200 4.500Z"
            "M-3.200 4.500C-5.200 3.100-2.600.5 0 0C1.300 2.500-1.200 5.900-3.200 4.500ZM-5.200-1.700C-4.400-4.100-.2-2.600 0 0"
            'C-2 2-6 .7-5.200-1.700Z" fill="{ink}"/><circle r="1.900" fill="#f4c62e"/></g>'
            for x, y in ((7, 7), (20, 20))
        ),
    ),
    "stars": (
        24.0,
        "".join(
            f'<path transform="translate({x} {y})" d="M0-5.500L1.600-1.700 5.200-1.700 2.400.8 3.400 4.600 0 2.400-3.400 4.600-2.400.8-5.200-1.700'
            '-1.600-1.700Z" fill="{ink}"/>'
            for x, y in ((7, 7), (19, 19))
        ),
    ),
    "hearts": (
        22.0,
        "".join(
            f'<path transform="translate({x} {y})" d="M0 4.500C-6 0-5-4.500-2.400-4.500C-1-4.500 0-3.400 0-2.400'
            'C0-3.400 1-4.500 2.400-4.500C5-4.500 6 0 0 4.500Z" fill="{ink}"/>'
            for x, y in ((6, 6), (17, 17))
        ),
    ),
    "stripes": (15.0, '<path d="M0 0h15v6.500h-15z" fill="{ink}" opacity=".92"/>'),
    "dots": (
        15.0,
        '<circle cx="4" cy="4" r="2.900" fill="{ink}"/><circle cx="11.500" cy="11.500" r="2.900" fill="{ink}"/>',
    ),
}
"""The side of a tile and what is on it."""


def weave_names() -> frozenset[str]:
    """The patterns that cloth may have all over."""
    return frozenset(_TILES)


def weave(name: str, cloth: str, ink: str | None = None, size: float = 1.0) -> str:
    """The definition of a pattern, by which `woven` paints, on cloth of a colour."""
    side, tile = _TILES[name]
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
