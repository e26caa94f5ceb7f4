"""What takes both hands of a figure without joints: an instrument, a box, drumsticks, brush and palette."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.figures.animals.animals import coat_colors

FRETTED: Final = frozenset({"guitar", "electric-guitar", "banjo"})
"""Instruments with a neck, which one hand holds while the other plays."""
DRUMMING, PAINTING = "drumming", "painting"
_FRET_TURN: Final = 16.0
_STRUM, _FRET = (0.36, 0.66), (0.74, 0.3)
"""Where on an instrument that leans to the upper right the hands are, in shares of its box."""
_WOOD, _METAL, _PAINT = "#2f6fd0", "#d5dae0", "#d9483b"
_ARMS: Final = re.compile(r'<g id="arms">.*?</g>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Torso:
    """Where a figure that faces us has its shoulders and chest, and what its arms look like."""

    shoulders: tuple[Point, Point]
    chest: Point
    sleeve: str
    edge: str
    hand: str
    line: str
    thick: float
    bend: float
    """How far an elbow stands out."""


_STIFF: Final[Mapping[str, Torso]] = {
    "robot": Torso(
        shoulders=((50, 138), (150, 138)),
        chest=(100, 180),
        sleeve="#9aa8b6",
        edge="#8593a2",
        hand="#6d7c8c",
        line="#55636f",
        thick=17,
        bend=34,
    ),
    "t-rex": Torso(
        shoulders=((90, 164), (190, 164)),
        chest=(140, 206),
        sleeve="#84bb42",
        edge="#5f8f2c",
        hand="#84bb42",
        line="#4f7a24",
        thick=20,
        bend=20,
    ),
    "astronaut": Torso(
        shoulders=((58, 136), (142, 136)),
        chest=(100, 182),
        sleeve="#eef1f6",
        edge="#c3cad6",
        hand="#d97a35",
        line="#a9561c",
        thick=25,
        bend=30,
    ),
}
"""Figures in one piece, whose drawing has its arms in a group of that name."""


def torso_of(name: str, face: str | None, figure: Figure, sleeve: str | None) -> Torso | None:
    """The torso of a sitting animal of that face, a robot, an astronaut or a T-rex; None for all others."""
    if name in _STIFF:
        return _STIFF[name]
    if "glove" in figure.anchors:
        return _gloved(figure)
    if face is None or "torso" not in figure.anchors:
        return None
    coat, _, dark, line = coat_colors(face).values()
    return Torso(
        shoulders=((96, 186), (160, 186)),
        chest=(128, 222),
        sleeve=sleeve or coat,
        edge=dark,
        hand=coat,
        line=line,
        thick=27,
        bend=26,
    )


def _gloved(figure: Figure) -> Torso:
    """The thin arms of a thing that came alive."""
    left, right = figure.anchors["left_glove"], figure.anchors["glove"]
    return Torso(
        shoulders=(left, right),
        chest=((left[0] + right[0]) / 2, left[1] + 34),
        sleeve="#2b2320",
        edge="#2b2320",
        hand="#ffffff",
        line="#8a8078",
        thick=9,
        bend=20,
    )


def without_arms(figure: Figure) -> Figure:
    """The figure without the arms that its drawing has."""
    return replace(figure, markup=_ARMS.sub("", figure.markup))


def arm(torso: Torso, side: int, hand: Point) -> str:
    """Markup of the left (0) or right (1) arm with its hand at a point."""
    shoulder = torso.shoulders[side]
    out = (-1, 1)[side] * torso.bend
    bend = (shoulder[0] + hand[0]) / 2 + out, (shoulder[1] + hand[1]) / 2 + torso.bend * 0.5
    path = f"M{shoulder[0]:.1f} {shoulder[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {hand[0]:.1f} {hand[1]:.1f}"
    return "".join(
        f'<path d="{path}" stroke="{color}" stroke-width="{width:g}" stroke-linecap="round" fill="none"/>'
        for color, width in ((torso.edge, torso.thick + 5), (torso.sleeve, torso.thick))
    )


def hand(torso: Torso, at: Point) -> str:
    """Markup of a hand or paw around a point."""
    x, y, r = *at, max(12.0, torso.thick * 0.52 + 1.5)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{torso.hand}" stroke="{torso.edge}" '
        f'stroke-width="2.500"/><path d="M{x - r * 0.4:.1f} {y - r * 0.3:.1f}h{r * 0.8:.1f}'
        f'M{x - r * 0.4:.1f} {y + r * 0.28:.1f}h{r * 0.8:.1f}" stroke="{torso.line}" stroke-width="2.400" '
        'stroke-linecap="round"/>'
    )


def playing(figure: Figure, torso: Torso, instrument: Figure, size: float) -> Figure:
    """One hand at the neck of a guitar, the other at its strings; `size` is its height."""
    wide = size * instrument.aspect
    left, top = torso.chest[0] - wide * 0.42, torso.chest[1] - size * 0.6
    strum, fret = (_turned((left, top, wide, size), share) for share in (_STRUM, _FRET))
    shown = nest(instrument, left, top, size, turn=_FRET_TURN)
    before = arm(torso, 1, fret) + shown + hand(torso, fret) + arm(torso, 0, strum) + hand(torso, strum)
    return grown(without_arms(figure), before, (left - 2, top - 4, wide * 1.14, size * 1.06))


def _turned(box: tuple[float, float, float, float], share: Point) -> Point:
    """A point of a box that is turned about its middle."""
    left, top, wide, tall = box
    x, y = (share[0] - 0.5) * wide, (share[1] - 0.5) * tall
    turn = math.radians(_FRET_TURN)
    return (
        left + wide / 2 + x * math.cos(turn) - y * math.sin(turn),
        top + tall / 2 + x * math.sin(turn) + y * math.cos(turn),
    )


def hugging(figure: Figure, torso: Torso, thing: Figure, size: float) -> Figure:
    """Hold something before the chest with a hand at either side."""
    wide = size * thing.aspect
    left, top = torso.chest[0] - wide / 2, torso.chest[1] - size * 0.5
    low = top + size * 0.62
    hands = (left + 3, low), (left + wide - 3, low)
    arms = arm(torso, 0, hands[0]) + arm(torso, 1, hands[1])
    before = arms + nest(thing, left, top, size) + hand(torso, hands[0]) + hand(torso, hands[1])
    return grown(without_arms(figure), before, (left - 16, top - 2, wide + 32, size))


def drumming(figure: Figure, torso: Torso) -> Figure:
    """Both hands raised with drumsticks in them, one higher than the other."""
    (lx, ly), (rx, ry) = torso.shoulders
    hands = (lx - 50, ly - 30), (rx + 50, ry - 56)
    sticks = _stick(hands[0], 74.0, 76.0) + _stick(hands[1], -62.0, 76.0)
    arms = arm(torso, 0, hands[0]) + arm(torso, 1, hands[1])
    before = arms + sticks + hand(torso, hands[0]) + hand(torso, hands[1])
    return grown(without_arms(figure), before, (hands[0][0] - 30, hands[1][1] - 84, rx - lx + 200, 120))


def _stick(at: Point, turn: float, length: float) -> str:
    """A drumstick from the hand on; `turn` in degrees, 0 to the right, 90 downwards."""
    x, y = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    end = at[0] + x * length, at[1] + y * length
    start = at[0] - x * length * 0.3, at[1] - y * length * 0.3
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" stroke="#7a4a20" '
        f'stroke-width="9" stroke-linecap="round"/><path d="M{start[0]:.1f} {start[1]:.1f}'
        f'L{end[0]:.1f} {end[1]:.1f}" stroke="#e2b06a" stroke-width="6" stroke-linecap="round"/>'
        f'<circle cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="6.500" fill="#e2b06a" stroke="#7a4a20" '
        'stroke-width="1.500"/>'
    )


def brush(at: Point, turn: float, length: float) -> str:
    """Markup of a paintbrush held at a point; `turn` in degrees says where its hair points."""
    wide = length * 0.1
    tuft = f"M{length * 0.4:.1f} {-wide * 0.7:.1f}Q{length * 0.62:.1f} {-wide * 1.2:.1f} {length * 0.8:.1f} 0"
    return (
        f'<g transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({turn:g})">'
        f'<path d="M{-length * 0.5:.1f} 0H{length * 0.3:.1f}" stroke="{_WOOD}" stroke-width="{wide:.1f}" '
        f'stroke-linecap="round"/><path d="M{length * 0.22:.1f} 0H{length * 0.42:.1f}" stroke="{_METAL}" '
        f'stroke-width="{wide * 1.4:.1f}"/>'
        f'<path d="{tuft}Q{length * 0.62:.1f} {wide * 1.2:.1f} {length * 0.4:.1f} {wide * 0.7:.1f}Z" '
        f'fill="{_PAINT}"/></g>'
    )


def painting(figure: Figure, torso: Torso) -> Figure:
    """A palette in one hand, in the other a brush that points at the easel to the right."""
    (lx, ly), (rx, ry) = torso.shoulders
    hands = (lx - 22, ly + 40), (rx + 42, ry - 6)
    palette = find_figure("artist-palette")
    board = nest(palette, hands[0][0] - 46, hands[0][1] - 32, 62) if palette is not None else ""
    arms = arm(torso, 0, hands[0]) + arm(torso, 1, hands[1])
    before = arms + board + brush(hands[1], -44, 96) + hand(torso, hands[0]) + hand(torso, hands[1])
    return grown(without_arms(figure), before, (hands[0][0] - 48, hands[1][1] - 70, rx - lx + 190, 120))


def with_brush(figure: Figure) -> Figure:
    """A brush in the hand of one who has a palette already, towards the side they look to."""
    if "hand" not in figure.anchors:
        return figure
    (x, y), unit = figure.anchors["hand"], (figure.body_height or figure.height) / 300
    is_left = "eyes" in figure.anchors and x < figure.left + figure.width * 0.4
    held = brush((x, y), 224 if is_left else -44, 96 * unit)
    shown = grown(figure, held, (x - 66 * unit, y - 66 * unit, 132 * unit, 104 * unit))
    return replace(shown, body_height=figure.body_height)


def grown(figure: Figure, before: str, box: tuple[float, float, float, float]) -> Figure:
    """The figure with markup before it, in a box about the same middle that holds both."""
    middle, top = figure.left + figure.width / 2, min(figure.top, box[1])
    half = max(figure.width / 2, middle - box[0], box[0] + box[2] - middle)
    bottom = max(figure.top + figure.height, box[1] + box[3])
    return replace(
        figure,
        markup=figure.markup + before,
        left=middle - half,
        top=top,
        width=2 * half,
        height=bottom - top,
        body_height=figure.body_height or figure.height,
    )
