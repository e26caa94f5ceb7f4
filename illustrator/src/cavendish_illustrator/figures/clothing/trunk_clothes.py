"""Clothes on bodies with a trunk but no joints: robots, snowmen, teddy bears, ghosts."""

import math
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.painting.color import hex_code, shade

LONG: Final = frozenset({"robe", "royal", "gown", "dress", "coat", "slicker", "skirt", "flamenco"})
_OPEN: Final = frozenset({"suit", "coat", "armour"})
_FLARE, _BELOW = 0.16, 0.3
"""How much wider and longer than the trunk what falls over the legs is, in parts of its width and height."""
_POINTS: Final = 14


def has_trunk(figure: Figure) -> bool:
    """Whether it is known where the figure's trunk is."""
    return "trunk_start" in figure.anchors


def on_trunk(figure: Figure, cut: str, color: str) -> str:
    """Markup of a piece of clothing over the trunk."""
    (left, top), (right, bottom) = figure.anchors["trunk_start"], figure.anchors["trunk_end"]
    wide, tall = right - left, bottom - top
    middle, floor = (left + right) / 2, figure.top + figure.height
    dark, light = hex_code(shade(color, 0.72)), hex_code(shade(color, 1.14))
    flare = wide * _FLARE if cut in LONG else wide * 0.03
    hem = min(bottom + tall * _BELOW, floor - tall * 0.06) if cut in LONG else bottom
    line = max(1.2, wide * 0.02)
    body = (
        f"M{left + wide * 0.14:.1f} {top:.1f}H{right - wide * 0.14:.1f}Q{right + wide * 0.03:.1f} {top:.1f} "
        f"{right + wide * 0.03:.1f} {top + tall * 0.24:.1f}L{right + flare:.1f} {hem - tall * 0.06:.1f}"
        f"Q{middle:.1f} {hem + tall * 0.1:.1f} {left - flare:.1f} {hem - tall * 0.06:.1f}"
        f"L{left - wide * 0.03:.1f} {top + tall * 0.24:.1f}Q{left - wide * 0.03:.1f} {top:.1f} "
        f"{left + wide * 0.14:.1f} {top:.1f}Z"
    )
    sleeves = "".join(
        f'<ellipse cx="{x:.1f}" cy="{top + tall * 0.2:.1f}" rx="{wide * 0.13:.1f}" ry="{tall * 0.17:.1f}" '
        f'fill="{light}" stroke="{dark}" stroke-width="{line:.1f}"/>'
        for x in (left, right)
    )
    if cut == "tutu":
        return _bodice(left, top, wide, tall, color) + tulle((middle, top + tall * 0.66), wide * 0.78, color)
    neckline = (
        f'<path d="M{middle - wide * 0.2:.1f} {top:.1f}Q{middle:.1f} {top + tall * 0.2:.1f} '
        f'{middle + wide * 0.2:.1f} {top:.1f}" stroke="{light}" stroke-width="{line * 2.4:.1f}" fill="none"/>'
    )
    front = _front(middle, top, hem, wide, dark) if cut in _OPEN else ""
    front = _zigzags(left, top, wide, tall) if cut == "sweater" else front
    front = _studs(middle, top, hem, wide, dark) if cut == "slicker" else front
    cloth = f'<path d="{body}" fill="{color}" stroke="{dark}" stroke-width="{line:.1f}"/>'
    return sleeves + cloth + neckline + front


def _front(middle: float, top: float, hem: float, wide: float, dark: str) -> str:
    """A shirt between lapels and a row of buttons."""
    low = top + (hem - top) * 0.34
    buttons = "".join(
        f'<circle cx="{middle:.1f}" cy="{low + (hem - low) * share:.1f}" r="{wide * 0.026:.1f}" '
        f'fill="{dark}"/>'
        for share in (0.2, 0.44, 0.68)
    )
    return (
        f'<path d="M{middle - wide * 0.15:.1f} {top:.1f}L{middle:.1f} {low:.1f}L{middle + wide * 0.15:.1f} '
        f'{top:.1f}Z" fill="#fdfdfb" stroke="{dark}" stroke-width="{wide * 0.02:.1f}"/>{buttons}'
    )


def _studs(middle: float, top: float, hem: float, wide: float, dark: str) -> str:
    """A row of press studs under a wide hood."""
    studs = "".join(
        f'<circle cx="{middle:.1f}" cy="{top + (hem - top) * share:.1f}" r="{wide * 0.03:.1f}" '
        f'fill="{dark}"/>'
        for share in (0.36, 0.54, 0.72)
    )
    low = top + (hem - top) * 0.24
    return studs + (
        f'<path d="M{middle - wide * 0.32:.1f} {top:.1f}Q{middle:.1f} {low * 2 - top:.1f} '
        f'{middle + wide * 0.32:.1f} {top:.1f}" fill="none" stroke="{dark}" '
        f'stroke-width="{wide * 0.03:.1f}"/>'
    )


def _zigzags(left: float, top: float, wide: float, tall: float) -> str:
    """Two knitted rows."""
    step = wide * 0.9 / 10
    rows = "".join(
        f"M{left + wide * 0.05:.1f} {top + tall * share:.1f}"
        + "".join(f"l{step:.1f} {step if k % 2 else -step:.1f}" for k in range(10))
        for share in (0.5, 0.76)
    )
    return f'<path d="{rows}" stroke="#fff" stroke-width="{step * 0.5:.1f}" opacity=".85" fill="none"/>'


def _bodice(left: float, top: float, wide: float, tall: float, color: str) -> str:
    dark = hex_code(shade(color, 0.8))
    return (
        f'<path d="M{left + wide * 0.12:.1f} {top + tall * 0.1:.1f}'
        f"Q{left + wide / 2:.1f} {top + tall * 0.3:.1f} {left + wide * 0.88:.1f} {top + tall * 0.1:.1f}"
        f"L{left + wide * 0.94:.1f} {top + tall * 0.72:.1f}"
        f'H{left + wide * 0.06:.1f}Z" fill="{dark}"/>'
    )


def tulle(at: tuple[float, float], half: float, color: str) -> str:
    """A stiff skirt in three layers that stands out about a waist at this point, its edge in points."""
    x, y = at
    drawn = ""
    for low, tall, tone in ((0.36, 0.42, 0.82), (0.2, 0.38, 0.92), (0.04, 0.32, 1.06)):
        points = "".join(
            f"Q{x + half * 1.1 * math.cos(math.pi * (k + 0.5) / _POINTS):.1f} "
            f"{y + half * (low + 1.18 * tall * math.sin(math.pi * (k + 0.5) / _POINTS)):.1f} "
            f"{x + half * math.cos(math.pi * (k + 1) / _POINTS):.1f} "
            f"{y + half * (low + tall * math.sin(math.pi * (k + 1) / _POINTS)):.1f}"
            for k in range(_POINTS)
        )
        fill, line = hex_code(shade(color, tone)), hex_code(shade(color, tone * 0.8))
        drawn += (
            f'<path d="M{x + half:.1f} {y + half * low:.1f}{points}Q{x - half * 0.5:.1f} '
            f"{y - half * 0.1:.1f} {x:.1f} {y - half * 0.1:.1f}Q{x + half * 0.5:.1f} {y - half * 0.1:.1f} "
            f'{x + half:.1f} {y + half * low:.1f}Z" fill="{fill}" stroke="{line}" '
            f'stroke-width="{half * 0.012:.1f}"/>'
        )
    return drawn


def dressed_trunk(figure: Figure, markup: str) -> Figure:
    """The figure with these clothes on, in a box that holds their hem."""
    (left, _), (right, _) = figure.anchors["trunk_start"], figure.anchors["trunk_end"]
    out = (right - left) * 0.32
    new_left, new_right = min(figure.left, left - out), max(figure.left + figure.width, right + out)
    return replace(figure, markup=figure.markup + markup, left=new_left, width=new_right - new_left)
