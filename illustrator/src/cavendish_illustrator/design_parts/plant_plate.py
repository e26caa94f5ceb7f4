"""Plates of old books about plants: a plant on cream paper, parts of it large, its name below."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.figures.drawings.drawing_names import drawing_of
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.thing_names import name_of

_INK: Final = "#5a4430"
_PARTS: Final = ((0.0, 0.42, 0.2), (0.5, 0.92, 0.8))
"""From which to which part of the plant's height a detail is cut out, and where it stands across."""


def as_plate(canvas: Canvas, figures: Field, placed: list[Placed], spec: PictureSpec) -> Field:
    """Draw the plant with roots under it, two parts of it enlarged, a frame and the name."""
    height, width = canvas.height, canvas.width
    side = min(height, width)
    rng = np.random.default_rng(canvas.seed)
    image = np.ones((height, width, 4), np.float32)
    cloud = coarse_noise((height, width), (side * 0.3, side * 0.3), rng, 4, 0.55)
    image[..., :3] = mix("#f3e7cc", "#e2cfa4", (clamp(cloud * 1.4 - 0.4) * 0.6)[..., None])
    if placed:
        _roots(image, placed[0], rng)
    plant = np.roll(figures, -round(height * 0.05), 0)
    _lay(image, plant, side)
    cut = trim(figures)
    for first, last, x in _PARTS if len(placed) == 1 else ():
        part = trim(np.ascontiguousarray(cut[int(cut.shape[0] * first) : int(cut.shape[0] * last)]))
        piece = fit_within(part, side * 0.17, side * 0.16)
        layer = np.zeros_like(figures)
        lay_over(
            layer, piece, round(width * x - piece.shape[1] / 2), round(height * 0.68 - piece.shape[0] / 2)
        )
        _lay(image, layer, side)
    washed = apply_style(
        Style.WATERCOLOUR, image[..., :3], np.full((height, width), 0.8, np.float32), canvas.seed
    )
    image[..., :3] = mix(image[..., :3], washed, 0.55)
    _frame(image, side)
    name = name_of(drawing_of(spec.subjects[0]), spec.language)
    if name and "text" not in spec.excluded and not spec.texts:
        box = TextBox(center=(width / 2, height * 0.91), width=width * 0.5, height=height * 0.055)
        blend_rgba(image, _INK, text_mask((width, height), name, "lobster", box) * 0.9)
    return image[..., :3]


def _lay(image: Field, layer: Field, side: float) -> None:
    blend_rgba(image, mix(layer[..., :3], rgb("#e9d9b4"), 0.12), layer[..., 3])
    blend_rgba(image, _INK, ink_lines(layer, side * 0.0018) * 0.55)


def _roots(image: Field, plant: Placed, rng: np.random.Generator) -> None:
    """Fine roots that spread under the stem."""
    height, width = image.shape[:2]
    side = min(height, width)
    x, y = plant.x, plant.feet_y - height * 0.05
    layer = VectorLayer(0, 0, width, height)
    steps = np.linspace(0, 1, 18)[:, None]
    for k in range(9):
        turn = np.pi * (0.14 + 0.09 * k)
        reach = side * float(rng.uniform(0.06, 0.11))
        tip = np.array([np.cos(turn) * reach * 1.3, abs(np.sin(turn)) * reach])
        wave = np.sin(steps * 9 + k) * side * 0.005
        line = np.array([x, y - side * 0.012]) + steps * tip + np.concatenate([wave, 0 * wave], 1)
        layer.polyline(line, "#a8845a", side * (0.007 if k % 2 else 0.004))
    blend_rgba(image, "#a8845a", layer.pixels[..., 3].astype(np.float32) / 255)


def _frame(image: Field, side: float) -> None:
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    for gap, line in ((0.035, 0.004), (0.048, 0.002)):
        inset = side * gap
        layer.frame(inset, inset, width - inset, height - inset, _INK, max(1.0, side * line))
    blend_rgba(image, _INK, layer.pixels[..., 3].astype(np.float32) / 255 * 0.8)
