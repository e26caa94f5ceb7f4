"""Brows and tears for drawings that all smile, and whole faces for things that have a mood."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure

_INK: Final = "#231a18"
_FACES: Final = {
    "happy": 0.08,
    "cute": 0.07,
    "grumpy": -0.06,
    "sad": -0.06,
    "surprised": -0.04,
    "tired": -0.03,
}
"""Moods a thing shows, and how its mouth bends, in parts of its size."""
_TEAR: Final = "#6ec3f0"


_BROWS: Final = {
    "grumpy": (-0.1, -0.19),
    "sad": (-0.2, -0.12),
    "surprised": (-0.24, -0.2),
    "tired": (-0.16, -0.1),
}
"""How far above the eyes the inner and the outer ends of the brows are, in widths of the head."""


def _tear(x: float, y: float, unit: float) -> str:
    return _drop(x + unit * 0.2, y + unit * 0.06, unit * 0.07)


def _sweat(x: float, y: float, unit: float) -> str:
    """A drop at the temple, and a mouth that stands open."""
    mouth = f'<ellipse cx="{x:.1f}" cy="{y + unit * 0.36:.1f}" rx="{unit * 0.06:.1f}" ry="{unit * 0.075:.1f}"'
    return _drop(x + unit * 0.42, y - unit * 0.2, unit * 0.09) + f'{mouth} fill="{_INK}"/>'


def _drop(left: float, top: float, size: float) -> str:
    return (
        f'<path d="M{left:.1f} {top:.1f}q{size:.1f} {size * 1.6:.1f} 0 {size * 2.2:.1f}'
        f'q{-size:.1f} {-size * 0.6:.1f} 0 {-size * 2.2:.1f}z" fill="{_TEAR}"/>'
    )


def _snore(x: float, y: float, unit: float) -> str:
    """Shadows under the eyes, and letters as in a comic over the head."""
    bags = "".join(
        f'<path d="M{x + side * unit * 0.11:.1f} {y + unit * 0.1:.1f}q{side * unit * 0.1:.1f} '
        f'{unit * 0.05:.1f} {side * unit * 0.19:.1f} 0" stroke="#5a4a5e" stroke-width="{unit * 0.03:.1f}" '
        'fill="none" stroke-linecap="round" opacity=".7"/>'
        for side in (-1, 1)
    )
    letters = "".join(
        f'<path d="M{x + unit * across:.1f} {y - unit * up:.1f}h{unit * size:.1f}l{-unit * size:.1f} '
        f'{unit * size:.1f}h{unit * size:.1f}" stroke="#ffffff" stroke-width="{unit * 0.045:.1f}" '
        'fill="none" stroke-linejoin="round" stroke-linecap="round"/>'
        for across, up, size in ((0.42, 0.42, 0.09), (0.54, 0.6, 0.13))
    )
    return bags + letters


_DROPS: Final = {"sad": _tear, "surprised": _sweat, "tired": _snore}


def with_mood(figure: Figure, mood: str | None) -> Figure:
    """The figure with brows, a tear, sweat or shadows that show a mood; unchanged where it has no eyes."""
    if mood not in _BROWS or "eyes" not in figure.anchors or not figure.head_width:
        return figure
    x, y = figure.anchors["eyes"]
    unit = figure.head_width
    inner, outer = _BROWS[mood]
    brows = "".join(
        f"M{x + side * unit * 0.08:.1f} {y + unit * inner:.1f}"
        f"L{x + side * unit * 0.3:.1f} {y + unit * outer:.1f}"
        for side in (-1, 1)
    )
    drawn = (
        f'<path d="{brows}" stroke="{_INK}" stroke-width="{unit * 0.05:.1f}" fill="none" '
        f'stroke-linecap="round"/>'
    )
    drawn += _DROPS[mood](x, y, unit) if mood in _DROPS else ""
    return replace(figure, markup=figure.markup + drawn)


def thing_with_face(figure: Figure, mood: str | None, *, has_eyewear: bool) -> Figure:
    """A thing with eyes, cheeks and a mouth where it is happy, cute, grumpy or sad: a sticker's avocado."""
    if mood not in _FACES or "eyes" not in figure.anchors:
        return figure
    x, y = figure.anchors["eyes"]
    unit = min(figure.width, figure.height) * 0.9
    ink = f'stroke="{_INK}" stroke-width="{unit * 0.026:.1f}" fill="none" stroke-linecap="round"'
    bend = unit * _FACES[mood]
    low = y + unit * (0.1 if mood in ("happy", "cute") else 0.15)
    mouth = (
        f'<path d="M{x - unit * 0.06:.1f} {low:.1f}q{unit * 0.06:.1f} {bend:.1f} {unit * 0.12:.1f} 0" {ink}/>'
    )
    eyes = "".join(
        f'<ellipse cx="{x + side * unit * 0.14:.1f}" cy="{y:.1f}" rx="{unit * 0.038:.1f}" '
        f'ry="{unit * 0.05:.1f}" fill="{_INK}"/>'
        f'<circle cx="{x + side * unit * 0.14 + unit * 0.013:.1f}" cy="{y - unit * 0.02:.1f}" '
        f'r="{unit * 0.014:.1f}" fill="#ffffff"/>'
        f'<ellipse cx="{x + side * unit * 0.21:.1f}" cy="{y + unit * 0.08:.1f}" rx="{unit * 0.042:.1f}" '
        f'ry="{unit * 0.025:.1f}" fill="#f2727c" opacity=".75"/>'
        for side in (-1, 1)
    )
    drawn = mouth if has_eyewear else mouth + eyes
    faced = replace(figure, markup=figure.markup + drawn, head_width=unit * 0.62)
    return faced if has_eyewear else replace(with_mood(faced, mood), head_width=figure.head_width)
