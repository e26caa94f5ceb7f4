"""Business cards: the front with emblem and name, the back behind it in the card's colour."""

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import (
    blend_rgba,
    coordinates,
    fit_within,
    flattened,
    on_canvas,
    outlined,
    subject_cutouts,
    with_motifs,
)
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_LOOKS = (
    ("#1f3a4f", "#e8b04a", "#fbf8f1"),
    ("#5a2a3a", "#d98a7a", "#fdf7f2"),
    ("#22463a", "#c9a45a", "#f7f8f2"),
    ("#2c2c34", "#d9b36a", "#ffffff"),
)
_RATIO = 1.75


def _rounded(size: tuple[int, int], box: tuple[float, float, float, float], radius: float) -> Field:
    """Coverage of a rectangle (middle x, middle y, width, height) with round corners."""
    columns, rows = coordinates(size)
    x = np.maximum(np.abs(columns - box[0]) - box[2] / 2 + radius, 0)
    y = np.maximum(np.abs(rows - box[1]) - box[3] / 2 + radius, 0)
    return np.asarray(smoothstep(radius + 0.8, radius - 0.8, np.hypot(x, y)), np.float32)


def _card(image: Field, box: tuple[float, float, float, float], color: Field, side: int) -> None:
    size = (image.shape[1], image.shape[0])
    cover = _rounded(size, box, side * 0.012)
    shadow = blur(np.roll(cover, round(side * 0.016), 0), side * 0.02) * 0.34
    blend_rgba(image, np.zeros(3, np.float32), shadow)
    blend_rgba(image, color, cover)


def _lines(image: Field, at: tuple[float, float], side: float, color: Field) -> None:
    """Bars in the place of telephone and address, which nobody told us."""
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    for k, length in enumerate((0.2, 0.26, 0.16)):
        y = at[1] + side * 0.032 * k
        layer.rect(at[0] - side * length / 2, y, at[0] + side * length / 2, y + side * 0.009, "#ffffff")
    blend_rgba(image, color, layer.pixels[..., 3].astype(np.float32) / 255)


def draw_business_card(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw both sides of a card; the seed or the asked colours choose its look."""
    width, height = size
    side = min(width, round(height * 1.2))
    deep, accent, paper = (rgb(color) for color in _LOOKS[seed % len(_LOOKS)])
    if spec.palette:
        deep = clamp(rgb(spec.palette[0]) * 0.75)
        accent = rgb(spec.palette[-1])
    image = np.zeros((height, width, 4), np.float32)
    _, rows = coordinates(size)
    table = mix(mix(paper, deep, 0.22), mix(paper, deep, 0.36), (rows / height)[..., None])
    blend_rgba(image, np.broadcast_to(table, (height, width, 3)), np.ones((height, width), np.float32))
    wide = side * 0.72
    tall = wide / _RATIO
    cutouts, names, missing = subject_cutouts(
        with_motifs(spec, 1), tall * 0.7, seed, wants_face=True, has_groups=True
    )
    back = (width * 0.56, height * 0.5 - tall * 0.52, wide, tall)
    front = (width * 0.46, height * 0.5 + tall * 0.46, wide, tall)
    _card(image, back, deep, side)
    _emblem(image, cutouts[0], (back[0], back[1] - tall * 0.1), tall * 0.44, accent)
    _card(image, front, paper, side)
    layer = VectorLayer(0, 0, width, height)
    left = front[0] - wide / 2
    layer.rect(left, front[1] - tall / 2, left + wide * 0.035, front[1] + tall / 2, "#ffffff")
    blend_rgba(
        image, accent, layer.pixels[..., 3].astype(np.float32) / 255 * _rounded(size, front, side * 0.012)
    )
    _emblem(image, cutouts[0], (left + wide * 0.24, front[1]), tall * 0.46, deep)
    words = " ".join(spec.lettering)
    right = left + wide * 0.68
    if words:
        box = TextBox(center=(right, front[1] - tall * 0.17), width=wide * 0.5, height=tall * 0.3)
        blend_rgba(image, deep, text_mask(size, words, "playfair-display-bold", box))
    _lines(image, (right, front[1] + tall * 0.13), side, mix(paper, deep, 0.45))
    return Drawing(image=clamp(image[..., :3]), placed=names[:1], missing=missing)


def _emblem(image: Field, cutout: Field, at: tuple[float, float], height: float, ground: Field) -> None:
    """Set the mark on a disc of the card's colour."""
    size = (image.shape[1], image.shape[0])
    columns, rows = coordinates(size)
    disc = smoothstep(height * 0.62 + 1, height * 0.62 - 1, np.hypot(columns - at[0], rows - at[1]))
    blend_rgba(image, ground, np.asarray(disc, np.float32))
    layer = on_canvas(size, flattened(fit_within(cutout, height * 0.78, height * 0.84)), at)
    blend_rgba(image, "#fff8ea", outlined(layer[..., 3], height * 0.022))
    blend_rgba(image, layer[..., :3], layer[..., 3])


DESIGN = Design(kinds=(Kind.BUSINESS_CARD,), draw=draw_business_card)
