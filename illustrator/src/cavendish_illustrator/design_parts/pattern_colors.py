"""The colours of a repeating pattern: its ground, its small shapes, its one ink where it has one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import Field, Rgb, hsv, luminance, mix, rgb
from cavendish_illustrator.painting.contrast import difference, seen_by_all
from cavendish_illustrator.picture_spec import PictureSpec, Season
from cavendish_illustrator.vocabulary.tokens import tokenise

_USUAL_GROUNDS: Final = ("#fbf2e2", "#eef3e8", "#fae8e2", "#e6f0f5", "#fcf4d6", "#efe9f5", "#27404a")
_USUAL_ACCENTS: Final = ("#d98a6a", "#7fa58c", "#e3b857", "#6f90ad")
_ENOUGH: Final = 0.82
"""So much of every outline must be seen on a ground."""
_NEUTRAL: Final = 0.16
_LIGHT: Final = 0.8
_TINTS: Final = (0.0, 0.55, 0.8)
_LEAST_APART: Final = 26.0
_PALEST: Final = 0.86
_SHADES: Final = (0.3, 0.55)
"""How far small shapes lie from a ground whose colour alone was asked for."""


@dataclass(frozen=True, slots=True)
class PatternColors:
    """A ground, colours for the small shapes, and the one ink of the things, None where they keep theirs."""

    ground: Rgb
    accents: tuple[Rgb, ...]
    ink: Rgb | None = None


@cache
def pattern_table() -> dict[str, Any]:
    """The table of variants, small shapes and palettes."""
    return read_table("designs/patterns.toml")


def pattern_colors(spec: PictureSpec, cutouts: Sequence[Field], seed: int) -> PatternColors:
    """The colours that were asked for, else a ground on which every thing is plainly seen."""
    asked = [rgb(color) for color in spec.palette if color != spec.ground]
    if spec.ink is not None and spec.ground is not None:
        return PatternColors(rgb(spec.ground), (rgb(spec.ink),), rgb(spec.ink))
    pair = _two_inks(asked) if spec.ground is None else None
    if pair is not None:
        return PatternColors(pair[0], (pair[1],), pair[1])
    if len(asked) == 1 and not cutouts and spec.ground is None:
        return PatternColors(mix(asked[0], "#ffffff", _PALEST), (asked[0],))
    grounds, accents = _named(spec)
    if spec.ground is not None:
        grounds = [rgb(spec.ground)]
    elif asked:
        grounds = [mix(color, "#ffffff", tint) for tint in _TINTS for color in asked]
    elif grounds is _usual():
        turn = seed % (len(grounds) - 1)
        grounds = [*grounds[turn:-1], *grounds[:turn], grounds[-1]]
    ground = _best(grounds, cutouts)
    contrary = "#ffffff" if _is_dark(ground) else "#000000"
    shades = [mix(ground, contrary, share) for share in _SHADES]
    pool = accents if not (asked or spec.ground) else asked if len(asked) > 1 else [*asked, *shades]
    seen = tuple(color for color in pool if difference(color, ground) > _LEAST_APART)
    return PatternColors(ground, seen or (shades[-1],))


def _is_dark(color: Rgb) -> bool:
    return float(luminance(color)) < 0.7


def _best(grounds: Sequence[Rgb], cutouts: Sequence[Field]) -> Rgb:
    """The first ground on which all is seen, else the one that hides least."""
    shares = [seen_by_all(cutouts, ground) for ground in grounds]
    good = next((k for k, share in enumerate(shares) if share >= _ENOUGH), None)
    return grounds[int(np.argmax(shares)) if good is None else good]


def _two_inks(asked: Sequence[Rgb]) -> tuple[Rgb, Rgb] | None:
    """The ground and the ink of `navy and white`: one strong colour on one that is nearly white."""
    if len(asked) != 2:
        return None
    light, deep = sorted(asked, key=lambda color: -float(luminance(color)))
    is_pale = hsv(light)[1] < _NEUTRAL or float(luminance(light)) > _LIGHT
    return (light, deep) if is_pale and difference(light, deep) > 2 * _LEAST_APART else None


@cache
def _usual() -> list[Rgb]:
    return [rgb(color) for color in _USUAL_GROUNDS]


def _named(spec: PictureSpec) -> tuple[list[Rgb], list[Rgb]]:
    """Grounds and accents of the first palette that the prompt names; autumn's also for the season."""
    for row in _named_rows(spec):
        return [rgb(one) for one in row["grounds"].split()], [rgb(one) for one in row["accents"].split()]
    return _usual(), [rgb(color) for color in _USUAL_ACCENTS]


def _named_rows(spec: PictureSpec) -> Iterator[dict[str, str]]:
    palettes: dict[str, dict[str, str]] = pattern_table()["palettes"]
    if spec.season is Season.AUTUMN:
        yield palettes["autumn"]
    words = [token.plain for token in tokenise(spec.prompt)]
    for row in palettes.values():
        stems = tuple(row["words"].split())
        if any(word.startswith(stems) for word in words):
            yield row
