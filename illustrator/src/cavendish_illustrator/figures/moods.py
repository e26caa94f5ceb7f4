"""Brows and tears: faces that are angry or sad, for drawings that all smile."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.svg_figure import Figure

_INK: Final = "#231a18"
_TEAR: Final = "#6ec3f0"


def with_mood(figure: Figure, mood: str | None) -> Figure:
    """The figure with slanting brows where it is grumpy or sad; unchanged where it has no eyes to show it."""
    if mood not in ("grumpy", "sad") or "eyes" not in figure.anchors or not figure.head_width:
        return figure
    x, y = figure.anchors["eyes"]
    unit = figure.head_width
    inner, outer = (-0.1, -0.19) if mood == "grumpy" else (-0.2, -0.12)
    brows = "".join(
        f"M{x + side * unit * 0.08:.1f} {y + unit * inner:.1f}"
        f"L{x + side * unit * 0.3:.1f} {y + unit * outer:.1f}"
        for side in (-1, 1)
    )
    drawn = (
        f'<path d="{brows}" stroke="{_INK}" stroke-width="{unit * 0.05:.1f}" fill="none" '
        f'stroke-linecap="round"/>'
    )
    if mood == "sad":
        left, top, size = x + unit * 0.2, y + unit * 0.06, unit * 0.07
        drawn += (
            f'<path d="M{left:.1f} {top:.1f}q{size:.1f} {size * 1.6:.1f} 0 {size * 2.2:.1f}'
            f'q{-size:.1f} {-size * 0.6:.1f} 0 {-size * 2.2:.1f}z" fill="{_TEAR}"/>'
        )
    return replace(figure, markup=figure.markup + drawn)
