"""Lamp posts and other narrow scenery, set after the figures so that none grows out of a head."""

from collections.abc import Sequence

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import BUSH, PASSER_BY, Box, Canvas, Post
from cavendish_illustrator.scenery.foliage import bush
from cavendish_illustrator.scenery.passers_by import draw_passer_by

_FARTHEST = 0.3
"""How far one is moved aside, in parts of the picture's width; what finds no room there is left out."""
_ASIDE = 0.05
"""The same for somebody who walks there, so that nobody walks into another."""
_AIR = 0.012
_STEPS = 24
_SHARES = {BUSH: 1.0, PASSER_BY: 0.14}


def set_posts(canvas: Canvas, figures: Sequence[Placed]) -> None:
    """Set every waiting post where no figure is before it, as near as can be to its place."""
    for number, post in enumerate(sorted(canvas.posts, key=lambda one: one.foot_y)):
        share = _half_width(post.name)
        if share is None:
            continue
        half = post.height * share + canvas.width * _AIR
        spans = [(p.x - p.width / 2 - half, p.x + p.width / 2 + half) for p in figures if _reaches(p, post)]
        farthest = canvas.width * (_ASIDE if post.name == PASSER_BY else _FARTHEST)
        x = _free(post.x, spans, (farthest, canvas.width))
        if x is not None:
            _set(canvas, post, x, number)


def _half_width(name: str) -> float | None:
    """Half the width of a post in parts of its height; None where there is no such drawing."""
    if name in _SHARES:
        return _SHARES[name]
    figure = find_figure(name)
    return None if figure is None else figure.aspect / 2


def _set(canvas: Canvas, post: Post, x: float, number: int) -> None:
    if post.name == BUSH:
        bush(canvas, x, post.foot_y, post.height)
    elif post.name == PASSER_BY:
        draw_passer_by(canvas, (x, post.foot_y), post.height, number)
    else:
        put(canvas, post.name, (x, post.foot_y), post.height)
        if post.is_lit:
            _glow(canvas, x, post.foot_y - post.height * 0.83)


def _reaches(placed: Placed, post: Post) -> bool:
    """Whether the figure is where the post stands or reaches."""
    top = placed.feet_y - placed.height
    return placed.feet_y > post.foot_y - post.height and top < post.foot_y


def _free(x: float, spans: Sequence[tuple[float, float]], reach: tuple[float, float]) -> float | None:
    farthest, width = reach
    for step in range(_STEPS + 1):
        aside = farthest * step / _STEPS
        for candidate in (x + aside, x - aside):
            is_inside = -0.02 * width < candidate < 1.02 * width
            if is_inside and not any(left < candidate < right for left, right in spans):
                return candidate
    return None


def _glow(canvas: Canvas, x: float, y: float) -> None:
    layer = canvas.layer(Box(int(x) - 40, int(y) - 40, 80, 80))
    layer.circle(x, y, 9 * canvas.unit, "#ffe8b0")
    canvas.shine(layer, 1.6)
