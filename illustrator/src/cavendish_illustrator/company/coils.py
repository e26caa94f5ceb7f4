"""A long animal wound around something upright, and one with tentacles that clasps it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.company.pairs import Build, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.painting.color import hex_code, shade
from cavendish_illustrator.picture_spec import Subject

_TURNS: Final = 2.5
_STEPS: Final = 64
_DRAGON, _SNAKE = "dragon", "snake"
_COLORS: Final = {
    _DRAGON: ("#2f9e4f", "#f2d27a"),
    _SNAKE: ("#7fae3a", "#e9e6a4"),
    "octopus": ("#e2503f", "#f6b7a4"),
}
_TALL, _LOW, _HIGH = 340.0, 26.0, 0.8
"""How tall what it is around is shown, how far above its foot the tail is, and how far up the neck."""
_MANY_ARMED: Final = frozenset({"octopus", "squid"})
_OF_THING: Final = 0.5
"""How tall an animal with tentacles is, in parts of what it clasps."""
_LEAST_HALF, _MOST_HALF = 26.0, 150.0


class _Coil(NamedTuple):
    """A helix around an upright axis at 0."""

    half: float
    top: float
    foot: float
    thick: float

    def at(self, share: float) -> Point:
        """A point of it, from the tail (0) to the neck (1)."""
        angle = share * _TURNS * 2 * math.pi + math.pi * 0.5
        y = self.foot + (self.top - self.foot) * share
        return self.half * math.cos(angle), y + self.thick * 0.7 * math.sin(angle)

    def is_before(self, share: float) -> bool:
        return math.sin(share * _TURNS * 2 * math.pi + math.pi * 0.5) > 0

    def width(self, share: float) -> float:
        """Thin at the tail, thickest after a third, a little thinner at the neck."""
        return self.thick * min(1.0, 0.16 + share * 2.6) * (1.0 - 0.24 * share)


def coiled(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """The animal around the thing, its head above on the left."""
    lead = casts[0]
    kind = find_alias(lead.subject.concept)
    drawing = find_figure(find_alias(thing.concept)) if thing is not None else _around(casts, build)
    if drawing is None:
        return None
    scale = _TALL / drawing.height
    wide = drawing.width * scale
    half = min(_MOST_HALF, max(_LEAST_HALF, wide / 2 * _girth(thing)))
    coil = _Coil(half + 12, STANDING - _TALL * _HIGH, STANDING - _LOW, min(46.0, 20 + half * 0.2))
    body, belly = _colors_of(lead, kind)
    if kind in _MANY_ARMED:
        return _clasped(lead, drawing, wide, build)
    shown = nest(drawing, -wide / 2, STANDING - _TALL, _TALL)
    behind = _body(coil, body, belly, wanted=lambda share: not coil.is_before(share))
    before = _body(coil, body, belly, wanted=coil.is_before)
    head = _head(kind, coil, body, belly)
    wings = _wings(coil, body) if kind == _DRAGON else ""
    reach = max(wide / 2, half + 40) + (90 if wings else 50)
    box = (-reach, STANDING - _TALL - 60, reach, STANDING + 8)
    pieces: list[Piece] = [wings, behind, shown, before, head]
    return staged(pieces, STANDING, boxes=[box])


def _clasped(lead: Cast, drawing: Figure, wide: float, build: Build) -> Figure | None:
    """An animal with tentacles before the thing, two of them up and around it on either side."""
    actor = standing_actor(lead, lead, build)
    if actor is None:
        return None
    tall = _TALL * _OF_THING
    actor = replace(actor, scale=tall / actor.figure.height, y=STANDING + 10)
    body, tip = _colors_of(lead, "octopus")
    arms = "".join(_tentacle(side, wide, high, body, tip) for side in (-1, 1) for high in (0.52, 0.84))
    shown = nest(drawing, -wide / 2, STANDING - _TALL, _TALL)
    reach = max(wide / 2 + 30, tall * actor.figure.aspect / 2)
    pieces: list[Piece] = [shown, arms, actor]
    return staged(pieces, STANDING, boxes=[(-reach, STANDING - _TALL, reach, STANDING + 12)])


def _tentacle(side: int, wide: float, high: float, body: str, tip: str) -> str:
    """An arm from the animal's side out around the thing's edge and in again over it."""
    low, y = STANDING - 70, STANDING - _TALL * high
    out = side * min(wide / 2 + 16, 170.0)
    path = (
        f"M{side * 30} {low:.1f}C{out * 1.16:.1f} {low + 24:.1f} {out * 1.22:.1f} {y + 34:.1f} "
        f"{out * 0.62:.1f} {y + 8:.1f}Q{out * 0.1:.1f} {y - 12:.1f} {-out * 0.1:.1f} {y + 12:.1f}"
    )
    edge = hex_code(shade(body, 0.62))
    return "".join(
        f'<path d="{path}" stroke="{color}" stroke-width="{width}" fill="none" stroke-linecap="round"{dash}/>'
        for color, width, dash in ((edge, 29, ""), (body, 23, ""), (tip, 6, ' stroke-dasharray="1 15"'))
    )


def _girth(thing: Subject | None) -> float:
    """How much of a drawing's width is its trunk."""
    name = thing.concept if thing is not None else ""
    return 0.2 if name.endswith("tree") or name == "perch-tree" else 0.62


def _around(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Somebody whom it is around."""
    other = standing_actor(casts[1], casts[1], build) if len(casts) > 1 else None
    return other.figure if isinstance(other, Actor) else None


def _colors_of(lead: Cast, kind: str) -> tuple[str, str]:
    body, belly = _COLORS.get(kind, _COLORS[_SNAKE])
    return lead.subject.color or body, belly


def _body(coil: _Coil, body: str, belly: str, *, wanted: Callable[[float], bool]) -> str:
    """Those parts of the body that are before what it is around, or those behind it."""
    edge = hex_code(shade(body, 0.6))
    shares = [k / _STEPS for k in range(_STEPS + 1)]
    parts = [(a, b) for a, b in pairwise(shares) if wanted((a + b) / 2)]
    lines = []
    for color, grown, lifted in ((edge, 7.0, 0.0), (body, 0.0, 0.0), (belly, -0.62, 0.26)):
        for a, b in parts:
            width = coil.width((a + b) / 2)
            (x1, y1), (x2, y2) = coil.at(a), coil.at(b)
            thick = width + grown if grown >= 0 else width * (1 + grown)
            down = width * lifted
            lines.append(
                f'<path d="M{x1:.1f} {y1 + down:.1f}L{x2:.1f} {y2 + down:.1f}" stroke="{color}" '
                f'stroke-width="{thick:.1f}" stroke-linecap="round"/>'
            )
    return "".join(lines)


def _head(kind: str, coil: _Coil, body: str, belly: str) -> str:
    x, y = coil.at(1.0)
    up = (x - 52, y - 70)
    edge, thick = hex_code(shade(body, 0.6)), coil.width(1.0)
    neck = "".join(
        f'<path d="M{x:.1f} {y:.1f}Q{x - 62:.1f} {y + 6:.1f} {up[0]:.1f} {up[1]:.1f}" stroke="{color}" '
        f'stroke-width="{width:.1f}" stroke-linecap="round" fill="none"/>'
        for color, width in ((edge, thick + 7), (body, thick))
    )
    face = find_figure("dragon-face") if kind == _DRAGON else None
    if face is not None:
        tall = 104.0
        return neck + nest(face, up[0] - tall * face.aspect / 2, up[1] - tall * 0.66, tall)
    hx, hy = up
    return neck + (
        f'<path d="M{hx - 42:.1f} {hy + 6:.1f}l-24 10m0 0l-10-2m10 2l-6 9" stroke="#d8343c" '
        'stroke-width="4" fill="none" stroke-linecap="round"/>'
        f'<path d="M{hx + 26:.1f} {hy - 18:.1f}Q{hx - 4:.1f} {hy - 36:.1f} {hx - 36:.1f} {hy - 14:.1f}'
        f"Q{hx - 56:.1f} {hy + 6:.1f} {hx - 34:.1f} {hy + 16:.1f}Q{hx:.1f} {hy + 28:.1f} "
        f'{hx + 28:.1f} {hy + 12:.1f}Z" fill="{body}" stroke="{edge}" stroke-width="3.500"/>'
        f'<circle cx="{hx - 16:.1f}" cy="{hy - 8:.1f}" r="7" fill="{belly}"/>'
        f'<ellipse cx="{hx - 17:.1f}" cy="{hy - 8:.1f}" rx="2.600" ry="6" fill="#1d1a16"/>'
        f'<path d="M{hx - 48:.1f} {hy + 8:.1f}q22 8 44 2" stroke="{edge}" stroke-width="2.600" fill="none"/>'
    )


def _wings(coil: _Coil, body: str) -> str:
    y = coil.top + 46
    dark, skin = hex_code(shade(body, 0.66)), hex_code(shade(body, 0.84))
    wing = (
        f'<path d="M0 {y:.1f}Q70 {y - 120:.1f} 176 {y - 128:.1f}Q150 {y - 84:.1f} 172 {y - 40:.1f}'
        f'Q132 {y - 50:.1f} 118 {y - 4:.1f}Q80 {y - 26:.1f} 62 {y + 26:.1f}Q30 {y - 4:.1f} 0 {y:.1f}Z" '
        f'fill="{skin}" stroke="{dark}" stroke-width="6" stroke-linejoin="round"/>'
        f'<path d="M20 {y - 16:.1f}L172 {y - 40:.1f}M20 {y - 10:.1f}L118 {y - 4:.1f}" stroke="{dark}" '
        'stroke-width="4" fill="none"/>'
    )
    x = coil.half * 0.5
    return (
        f'<g transform="translate({x:.1f} 0)">{wing}</g>'
        f'<g transform="translate({-x:.1f} 0) scale(-1 1)">{wing}</g>'
    )
