"""Lamp posts and other narrow scenery, set after the figures so that none grows out of a head."""

from collections.abc import Sequence

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.placement import Placed
from cavendish_illustrator.figures.props import put
from cavendish_illustrator.painting.canvas import BUSH, Box, Canvas, Post
from cavendish_illustrator.scenery.foliage import bush

_FARTHEST = 0.3
"""How far one is moved aside, in parts of the picture's width; what finds no room there is left out."""
_AIR = 0.012
_STEPS = 24


def set_posts(canvas: Canvas, figures: Sequence[Placed]) -> None:
    """Set every waiting post where no figure is before it, as near as can be to its place."""
    for post in canvas.posts:
        figure = find_figure(post.name)
        if figure is None:
            continue
        share = 1.0 if post.name == BUSH else figure.aspect / 2
        half = post.height * share + canvas.width * _AIR
        spans = [(p.x - p.width / 2 - half, p.x + p.width / 2 + half) for p in figures if _reaches(p, post)]
        x = _free(post.x, spans, canvas.width)
        if x is None:
            continue
        if post.name == BUSH:
            bush(canvas, x, post.foot_y, post.height)
            continue
        put(canvas, post.name, (x, post.foot_y), post.height)
        if post.is_lit:
            _glow(canvas, x, post.foot_y - post.height * 0.83)


def _reaches(placed: Placed, post: Post) -> bool:
    """Whether the figure is where the post stands or reaches."""
    top = placed.feet_y - placed.height
    return placed.feet_y > post.foot_y - post.height and top < post.foot_y


def _free(x: float, spans: Sequence[tuple[float, float]], width: float) -> float | None:
    for step in range(_STEPS + 1):
        aside = width * _FARTHEST * step / _STEPS
        for candidate in (x + aside, x - aside):
            is_inside = -0.02 * width < candidate < 1.02 * width
            if is_inside and not any(left < candidate < right for left, right in spans):
                return candidate
    return None


def _glow(canvas: Canvas, x: float, y: float) -> None:
    layer = canvas.layer(Box(int(x) - 40, int(y) - 40, 80, 80))
    layer.circle(x, y, 9 * canvas.unit, "#ffe8b0")
    canvas.shine(layer, 1.6)
