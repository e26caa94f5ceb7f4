"""Sets ready-made drawings into a scene."""

from dataclasses import replace

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.painting.canvas import Box, Canvas

QUIET = Finish(relight=0.35, focus=0.55)
"""A piece of scenery: lit, standing, less sharp than a subject."""
FAR = Finish(relight=0.3, shadow=False, haze=0.2, focus=0.35)
FLAT = Finish(relight=0.0, shadow=False, rim=False, focus=0.6)
_MERE_PROPS = frozenset(
    {
        "barn", "chicken", "rooster", "windmill", "cottage", "silo", "bench", "potted-plant", "teapot",
        "books", "candle", "amphora", "mantelpiece-clock",
    }
)  # fmt: skip


def put_figure(
    canvas: Canvas, figure: Figure, at: tuple[float, float], height: float, finish: Finish = QUIET
) -> Box:
    """Set a figure with its feet at `at`, pixels; out of doors in winter it wears a cap of snow."""
    if canvas.is_snowy and not canvas.is_indoors:
        finish = replace(finish, has_snow=True)
    return place_sprite(canvas, Sprite(figure.pixels(height)), at, height, finish)


def put(canvas: Canvas, name: str, at: tuple[float, float], height: float, finish: Finish = QUIET) -> Box:
    """Set a drawing by name, unless the prompt names a mere prop; KeyError where there is none."""
    if name in _MERE_PROPS and name in canvas.asked:
        return Box(round(at[0]), round(at[1]), 0, 0)
    figure = find_figure(name)
    if figure is None:
        raise KeyError(f"No such drawing: {name}")
    return put_figure(canvas, figure, at, height, finish)
