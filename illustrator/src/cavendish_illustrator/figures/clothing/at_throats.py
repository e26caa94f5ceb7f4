"""What lies about a throat besides scarves: beads, collars with a bell, ties."""

import math
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.painting.color import hex_code, shade

COLLAR: Final = "pet-collar"
NECKLACES: Final = frozenset({"necklace", "prayer-beads"})
TIES: Final = frozenset({"necktie", "tie"})
LEAD: Final = "dog-leash"
AT_THROATS: Final = NECKLACES | TIES | {COLLAR, LEAD}
_PEARL, _STRAP, _SILK, _BRASS = "#f6f1e6", "#c8383c", "#b02a38", "#e8b832"
_WIDE, _SPAN = 0.31, 0.76
"""Half of what hangs about a neck as wide as most, and of a neck that is told, in parts of it."""
_BEADS: Final = 13


def _half(figure: Figure) -> float:
    """Half the width of what goes round the neck."""
    if "nape" in figure.anchors:
        return (figure.anchors["nape"][0] - figure.anchors["neck"][0]) * _SPAN
    return figure.head_width * _WIDE


def at_throat(figure: Figure, name: str, color: str | None) -> Figure:
    """The figure with it; unchanged where it has no neck."""
    if "neck" not in figure.anchors:
        return figure
    if name == LEAD:
        return _with_lead(figure, color or _STRAP)
    if name in TIES:
        drawn = _tie(figure, color or _SILK)
    elif name == COLLAR:
        drawn = _collar(figure, color or _STRAP)
    else:
        drawn = _beads(figure, color or _PEARL)
    return replace(figure, markup=figure.markup + drawn)


def _beads(figure: Figure, color: str) -> str:
    """A string of beads, the middle ones larger."""
    (x, y), half = figure.anchors["neck"], _half(figure)
    edge, drawn = hex_code(shade(color, 0.68)), ""
    for k in range(_BEADS):
        turn = math.pi * (k + 0.5) / _BEADS
        size = half * (0.1 + 0.045 * math.sin(turn))
        left, top = x - math.cos(turn) * half, y + math.sin(turn) * half * 0.72
        drawn += (
            f'<circle cx="{left:.1f}" cy="{top:.1f}" r="{size:.1f}" fill="{color}" stroke="{edge}" '
            f'stroke-width="{size * 0.24:.1f}"/><circle cx="{left - size * 0.3:.1f}" '
            f'cy="{top - size * 0.3:.1f}" r="{size * 0.26:.1f}" fill="#fff"/>'
        )
    return drawn


def _collar(figure: Figure, color: str) -> str:
    """A strap with a round bell."""
    (x, y), half = figure.anchors["neck"], _half(figure)
    dark, brass_edge, low = hex_code(shade(color, 0.68)), hex_code(shade(_BRASS, 0.66)), half * 0.5
    ends = y + half * 0.04
    path = f"M{x - half:.1f} {ends:.1f}Q{x:.1f} {y + low * 1.5:.1f} {x + half:.1f} {ends:.1f}"
    top, size = y + low * 1.12, half * 0.24
    return (
        f'<path d="{path}" stroke="{dark}" stroke-width="{half * 0.3:.1f}" fill="none" '
        f'stroke-linecap="round"/>'
        f'<path d="{path}" stroke="{color}" stroke-width="{half * 0.23:.1f}" fill="none" '
        'stroke-linecap="round"/>'
        f'<circle cx="{x:.1f}" cy="{top:.1f}" r="{size:.1f}" fill="{_BRASS}" stroke="{brass_edge}" '
        f'stroke-width="{size * 0.16:.1f}"/><path d="M{x - size * 0.9:.1f} {top:.1f}'
        f"h{size * 1.8:.1f}M{x:.1f} "
        f'{top + size * 0.25:.1f}v{size * 0.6:.1f}" stroke="{brass_edge}" stroke-width="{size * 0.2:.1f}"/>'
    )


def _with_lead(figure: Figure, color: str) -> Figure:
    """A collar, and a lead that goes from it to the ground at the side, where its loop lies."""
    (x, y), half = figure.anchors["neck"], _half(figure)
    floor, dark, thick = figure.top + figure.height - half * 0.2, hex_code(shade(color, 0.62)), half * 0.13
    right = max(figure.left + figure.width, x + half * 2.2) + half * 0.3
    start, low = (x + half * 0.8, y + half * 0.36), floor - half * 0.1
    line = (
        f"M{start[0]:.1f} {start[1]:.1f}C{right:.1f} {start[1] + half * 0.6:.1f} "
        f"{start[0] + half * 0.4:.1f} {low:.1f} {right:.1f} {low:.1f}"
        f"c{half * 0.9:.1f} {-half * 0.5:.1f} {half * 1.1:.1f} {half * 0.3:.1f} 0 {half * 0.06:.1f}"
    )
    drawn = "".join(
        f'<path d="{line}" stroke="{tone}" stroke-width="{wide:.1f}" fill="none" stroke-linecap="round"/>'
        for tone, wide in ((dark, thick * 1.5), (color, thick))
    )
    width = max(figure.left + figure.width, right + half) - figure.left
    return replace(figure, markup=figure.markup + drawn + _collar(figure, color), width=width)


def _tie(figure: Figure, color: str) -> str:
    """A collar's two points, a knot and a long blade."""
    (x, y), unit = figure.anchors["neck"], figure.head_width
    dark, top = hex_code(shade(color, 0.7)), y + unit * 0.03
    long = min(unit * 0.62, (figure.top + figure.height - top) * 0.62)
    wide = unit * 0.1
    return (
        f'<path d="M{x - wide * 1.9:.1f} {top - wide * 0.5:.1f}L{x:.1f} {top + wide * 0.5:.1f}'
        f"L{x - wide * 1.3:.1f} "
        f"{top + wide * 1.4:.1f}ZM{x + wide * 1.9:.1f} {top - wide * 0.5:.1f}L{x:.1f} {top + wide * 0.5:.1f}"
        f'L{x + wide * 1.3:.1f} {top + wide * 1.4:.1f}Z" fill="#fdfdfb" stroke="#c9c4b8" '
        f'stroke-width="1.200"/>'
        f'<path d="M{x - wide * 0.42:.1f} {top + wide:.1f}H{x + wide * 0.42:.1f}L{x + wide:.1f} '
        f'{top + long - wide:.1f}L{x:.1f} {top + long:.1f}L{x - wide:.1f} {top + long - wide:.1f}Z" '
        f'fill="{color}"/><path d="M{x - wide * 0.62:.1f} {top:.1f}H{x + wide * 0.62:.1f}'
        f"L{x + wide * 0.42:.1f} "
        f'{top + wide * 1.1:.1f}H{x - wide * 0.42:.1f}Z" fill="{dark}"/>'
    )
