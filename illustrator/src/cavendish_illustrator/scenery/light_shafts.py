"""Shafts of sunlight or moonlight that fall slantwise into a picture, where the prompt names them."""

from functools import cache
from typing import Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.vocabulary.tokens import fold

_SUN, _MOON = "#ffe9b4", "#b8d0ff"
_SHAFTS, _SLANT, _STRENGTH = 5, 0.62, 0.5
_DARK: Final = frozenset({TimeOfDay.NIGHT, TimeOfDay.SPACE, TimeOfDay.NEON})
_MOTES = 70


@cache
def _words() -> tuple[str, ...]:
    return tuple(read_table("scenery/light_shafts.toml")["words"])


def wants_shafts(spec: PictureSpec) -> bool:
    """Whether the prompt names rays or beams of light."""
    text = f" {fold(spec.prompt)}"
    return any(f" {word}" in text for word in _words())


def let_light_in(canvas: Canvas, spec: PictureSpec) -> None:
    """Lay a few shafts of light from the side of the light over the picture, with motes of dust in them."""
    if not wants_shafts(spec):
        return
    rng, width, height = np.random.default_rng([canvas.seed, 0x5B]), canvas.width, canvas.height
    side = -1.0 if canvas.light.side < 0 else 1.0
    across = (canvas.xs / width if side < 0 else 1 - canvas.xs / width) - canvas.ys / height * _SLANT
    shafts = np.zeros((height, width), np.float32)
    for k in range(_SHAFTS):
        middle = -0.42 + 0.24 * k + float(rng.uniform(-0.05, 0.05))
        half = float(rng.uniform(0.025, 0.06))
        spread = half * (0.7 + 0.9 * canvas.ys / height)
        shafts += np.exp(-(((across - middle) / spread) ** 4)) * float(rng.uniform(0.55, 1.0))
    fade = 1.0 - 0.62 * (canvas.ys / height) ** 1.4
    power = np.minimum(shafts, 1.0) * fade * _STRENGTH
    color = rgb(_MOON if canvas.light.time in _DARK else _SUN)
    canvas.img[:] = 1 - (1 - clamp(canvas.img)) * (1 - power[..., None] * color)
    _dust(canvas, rng, power)


def _dust(canvas: Canvas, rng: np.random.Generator, power: np.ndarray) -> None:
    layer: VectorLayer = canvas.layer()
    for _ in range(_MOTES):
        x, y = rng.random() * canvas.width, rng.random() * canvas.height
        if power[min(int(y), canvas.height - 1), min(int(x), canvas.width - 1)] > _STRENGTH * 0.3:
            layer.circle(x, y, float(rng.uniform(1.0, 2.6)) * canvas.unit, "#fff6dc")
    canvas.blend("#fff6dc", layer.pixels[..., 3].astype(np.float32) / 255 * 0.7)
