"""Jars, bottles, tins, pouches, boxes, cartons and bars with a label on them, in soft studio light."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import ColorLike, Field, Rgb, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, remap, resize
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.staging.emblem_parts import blend_rgba

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A pack: its width by its height, where its label is (left, top, right, bottom), and how it is drawn."""

    aspect: float
    label: Box
    draw: Callable[[Field, Rgb, Rgb], None]
    is_round: bool = False

    def label_size(self, height: int) -> tuple[int, int]:
        """The label's pixels on a pack of this height."""
        left, top, right, bottom = self.label
        return max(24, round((right - left) * height * self.aspect)), max(24, round((bottom - top) * height))


def draw_pack(form: Form, label: Field, color: ColorLike, accent: ColorLike, height: int) -> Field:
    """Return the pack (h, w, 4) about `height` tall with its label."""
    width = round(height * form.aspect)
    image = np.zeros((height, width, 4), np.float32)
    form.draw(image, rgb(color), rgb(accent))
    left, top, right, bottom = form.label
    wide, tall = round((right - left) * width), round((bottom - top) * height)
    piece = resize(label, wide, tall, is_smooth=True)
    if form.is_round:
        across = np.linspace(-1, 1, wide, dtype=np.float32)
        bent = (np.arcsin(across * 0.92) / np.arcsin(0.92) + 1) / 2 * (wide - 1)
        sag = np.sqrt(np.maximum(0, 1 - (across * 0.92) ** 2)) * tall * 0.02
        rows = np.arange(tall, dtype=np.float32)[:, None] - sag[None] + tall * 0.01
        piece = remap(piece, np.repeat(bent[None], tall, 0), rows)
    layer = np.zeros_like(image)
    x, y = round(left * width), round(top * height)
    layer[y : y + piece.shape[0], x : x + piece.shape[1]] = piece[: height - y, : width - x]
    solid = image[..., 3].copy()
    blend_rgba(image, clamp(layer[..., :3]), clamp(layer[..., 3]) * (solid > 0.5))
    if form.is_round:
        image[..., :3] *= _round_light(width)[None, :, None]
    else:
        image[..., :3] *= np.linspace(1.04, 0.94, height, dtype=np.float32)[:, None, None]
    image[..., :3] = clamp(image[..., :3])
    return image


def _round_light(width: int) -> Field:
    """Darker at both sides, with a soft light left of the middle."""
    x = np.linspace(-1, 1, width, dtype=np.float32)
    light = 0.62 + 0.42 * np.sqrt(np.maximum(0, 1 - x**2)) + 0.13 * np.exp(-(((x + 0.48) / 0.13) ** 2))
    return np.asarray(light, np.float32)


def _shape(
    image: Field, points: Sequence[tuple[float, float]], color: ColorLike, rounding: float = 0.0
) -> None:
    """Fill a polygon given in parts of the pack's width and height; `rounding` softens its corners."""
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    layer.polygon([(x * width, y * height) for x, y in points], "#ffffff")
    cover = layer.pixels[..., 3].astype(np.float32) / 255
    if rounding:
        radius = rounding * min(width, height)
        edge = 0.45 / max(radius, 1.0)
        cover = np.asarray(smoothstep(0.5 - edge, 0.5 + edge, blur(cover, radius)), np.float32)
    blend_rgba(image, rgb(color), cover)


def _rect(image: Field, box: Box, color: ColorLike, rounding: float = 0.0) -> None:
    left, top, right, bottom = box
    _shape(image, [(left, top), (right, top), (right, bottom), (left, bottom)], color, rounding)


def _jar(image: Field, color: Rgb, accent: Rgb) -> None:
    _rect(image, (0.16, 0.12, 0.84, 0.26), mix(color, "#ffffff", 0.35), 0.02)
    _rect(image, (0.05, 0.2, 0.95, 0.965), mix(color, "#ffffff", 0.3), 0.07)
    _rect(image, (0.08, 0.25, 0.92, 0.945), color, 0.06)
    _rect(image, (0.11, 0.02, 0.89, 0.15), accent, 0.02)
    _rect(image, (0.11, 0.115, 0.89, 0.15), mix(accent, "#000000", 0.25))


def _tin(image: Field, color: Rgb, accent: Rgb) -> None:
    _rect(image, (0.04, 0.14, 0.96, 0.965), color, 0.03)
    _rect(image, (0.02, 0.03, 0.98, 0.19), accent, 0.02)
    _rect(image, (0.02, 0.16, 0.98, 0.19), mix(accent, "#000000", 0.3))


def _can(image: Field, color: Rgb, accent: Rgb) -> None:
    right = [(0.84, 0.02), (0.965, 0.1), (0.965, 0.9), (0.85, 0.975)]
    _shape(image, [*right, *((1 - x, y) for x, y in reversed(right))], color, 0.03)
    _rect(image, (0.13, 0.0, 0.87, 0.035), "#c9ced4", 0.015)
    _rect(image, (0.035, 0.1, 0.965, 0.13), accent)
    _rect(image, (0.035, 0.87, 0.965, 0.9), accent)


def _bottle(image: Field, color: Rgb, accent: Rgb) -> None:
    shoulder = [(0.36, 0.06), (0.64, 0.06), (0.64, 0.27), (0.72, 0.34), (0.91, 0.42), (0.95, 0.48)]
    left = [(1 - x, y) for x, y in reversed(shoulder)]
    _shape(image, [*shoulder, (0.95, 0.97), (0.05, 0.97), *left], color, 0.04)
    _rect(image, (0.33, 0.01, 0.67, 0.15), accent, 0.02)


def _pouch(image: Field, color: Rgb, accent: Rgb) -> None:
    right = [(0.925, 0.03), (0.915, 0.12), (0.945, 0.3), (0.96, 0.6), (0.95, 0.965)]
    _shape(image, [*right, *((1 - x, y) for x, y in reversed(right))], color, 0.025)
    _rect(image, (0.085, 0.03, 0.915, 0.085), accent)
    for seam in (0.1, 0.112):
        _rect(image, (0.09, seam, 0.91, seam + 0.004), mix(color, "#000000", 0.25))
    height, width = image.shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    fold = 1 - 0.16 * np.abs(x) ** 3 + 0.1 * np.exp(-(((x + 0.5 - 0.1 * y) / 0.16) ** 2))
    image[..., :3] *= fold[..., None]


def _box(image: Field, color: Rgb, accent: Rgb) -> None:
    _shape(image, [(0.8, 0.04), (1.0, 0.0), (1.0, 0.93), (0.8, 1.0)], mix(color, "#000000", 0.32))
    _shape(image, [(0.8, 0.12), (1.0, 0.075), (1.0, 0.1), (0.8, 0.148)], mix(accent, "#000000", 0.25))
    _rect(image, (0.0, 0.04, 0.8, 1.0), color)
    _rect(image, (0.0, 0.12, 0.8, 0.147), accent)


def _carton(image: Field, color: Rgb, accent: Rgb) -> None:
    _rect(image, (0.05, 0.0, 0.7, 0.055), mix(color, "#ffffff", 0.25))
    _shape(image, [(0.05, 0.05), (0.7, 0.05), (0.76, 0.2), (0.0, 0.2)], mix(color, "#ffffff", 0.12))
    _shape(image, [(0.7, 0.05), (1.0, 0.17), (0.76, 0.2)], mix(color, "#000000", 0.42))
    _shape(image, [(0.76, 0.2), (1.0, 0.17), (1.0, 0.95), (0.76, 1.0)], mix(color, "#000000", 0.3))
    _rect(image, (0.0, 0.2, 0.76, 1.0), color)
    _rect(image, (0.0, 0.2, 0.76, 0.225), accent)


def _bar(image: Field, color: Rgb, accent: Rgb) -> None:
    teeth = 9
    left = [(0.0 if k % 2 else 0.02, k / teeth) for k in range(teeth + 1)]
    right = [(1 - x, y) for x, y in reversed(left)]
    _shape(image, [*left, *right], color)
    for x in (0.05, 0.94):
        _rect(image, (x, 0.0, x + 0.01, 1.0), mix(color, "#000000", 0.3))
    _rect(image, (0.07, 0.0, 0.085, 1.0), accent)
    _rect(image, (0.915, 0.0, 0.93, 1.0), accent)


FORMS: Final = {
    "jar": Form(aspect=0.82, label=(0.075, 0.36, 0.925, 0.86), draw=_jar, is_round=True),
    "tin": Form(aspect=0.86, label=(0.04, 0.27, 0.96, 0.9), draw=_tin, is_round=True),
    "can": Form(aspect=0.56, label=(0.035, 0.16, 0.965, 0.84), draw=_can, is_round=True),
    "bottle": Form(aspect=0.36, label=(0.05, 0.53, 0.95, 0.9), draw=_bottle, is_round=True),
    "pouch": Form(aspect=0.72, label=(0.16, 0.22, 0.84, 0.88), draw=_pouch),
    "box": Form(aspect=0.82, label=(0.07, 0.2, 0.73, 0.93), draw=_box),
    "carton": Form(aspect=0.62, label=(0.05, 0.28, 0.71, 0.94), draw=_carton),
    "bar": Form(aspect=2.1, label=(0.13, 0.1, 0.87, 0.9), draw=_bar),
}
