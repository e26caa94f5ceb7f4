"""Moves figures off the edge of the sun or moon: what touches it by chance looks as if it held it."""

from collections.abc import Sequence

import numpy as np

from cavendish_illustrator.artwork.sprites import trim
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field

Disc = tuple[float, float, float]
_AIR = 1.2
"""How far from its middle one keeps, in radii."""
_CLEAR, _HIDDEN = 0.02, 0.85
"""Less of the disc covered is nothing; more of it covered hides it."""
_STEP, _STEPS = 0.025, 12
_EDGE = 0.03
_GRID = 24


def keep_off_disc(canvas: Canvas, figures: Sequence[Placed]) -> None:
    """Shift what stands as one, and each that flies for itself, until nothing covers a part of the disc."""
    if canvas.disc is None or canvas.wants_great_moon or canvas.stage.kind is StageKind.AIR:
        return
    standing = [one for one in figures if not one.is_airborne]
    for group in (standing, *([one] for one in figures if one.is_airborne)):
        _move_aside(canvas, group, canvas.disc)


def _move_aside(canvas: Canvas, group: Sequence[Placed], disc: Disc) -> None:
    masks = [(one, _mask(one)) for one in group if _is_near(canvas, one, disc)]
    if not any(_CLEAR < _covered(disc, one, mask, 0.0) < _HIDDEN for one, mask in masks):
        return
    left = min(one.x - one.width / 2 for one in group)
    right = max(one.x + one.width / 2 for one in group)
    for step in range(1, _STEPS + 1):
        for aside in (step * _STEP * canvas.width, -step * _STEP * canvas.width):
            is_inside = left + aside > canvas.width * _EDGE and right + aside < canvas.width * (1 - _EDGE)
            if is_inside and all(_covered(disc, one, mask, aside) < _CLEAR for one, mask in masks):
                for one in group:
                    one.x += aside
                return


def _is_near(canvas: Canvas, one: Placed, disc: Disc) -> bool:
    """Whether it could touch the disc from where it is or from as far as it may move."""
    x, y, radius = disc
    reach = one.width / 2 + radius * _AIR + _STEP * _STEPS * canvas.width
    return abs(one.x - x) < reach and one.feet_y - one.height < y + radius * _AIR and one.feet_y > y - radius


def _mask(one: Placed) -> Field:
    alpha = trim(one.figure.pixels(96))[..., 3]
    return alpha[:, ::-1] if one.finish.flip else alpha


def _covered(disc: Disc, one: Placed, mask: Field, aside: float) -> float:
    """How much of the disc, with some air around it, the figure covers when moved aside so far."""
    x, y, radius = disc
    side = np.linspace(-1, 1, _GRID)
    across, down = np.meshgrid(side, side)
    inside = np.hypot(across, down) <= 1
    columns = (x + across * radius * _AIR - (one.x + aside - one.width / 2)) / one.width * mask.shape[1]
    rows = (y + down * radius * _AIR - (one.feet_y - one.height)) / one.height * mask.shape[0]
    is_hit = (columns >= 0) & (columns < mask.shape[1]) & (rows >= 0) & (rows < mask.shape[0]) & inside
    hits = mask[rows[is_hit].astype(int), columns[is_hit].astype(int)] > 0.5
    return float(hits.sum() / inside.sum())
