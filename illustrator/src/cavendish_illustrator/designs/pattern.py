"""Seamless-looking patterns of the subjects."""

import numpy as np

from cavendish_illustrator.color import Field, clamp, from_hsv, hsv, rgb
from cavendish_illustrator.design_registry import Design
from cavendish_illustrator.emblem_parts import blend_rgba, fit_within, subject_cutouts
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.pixel_ops import rotate
from cavendish_illustrator.scene_drawing import Drawing
from cavendish_illustrator.sprites import dominant_color, lay_over, trim
from cavendish_illustrator.vector_layer import VectorLayer


def draw_pattern(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Repeat the subjects in a half-drop grid with small dots between."""
    width, height = size
    rng = np.random.default_rng(seed)
    cutouts, names, missing = subject_cutouts(spec, 220, seed, wants_face=False)
    columns = max(2, round(width / 230)) * 2 // 2
    cell = width / columns
    rows = max(2, round(height / cell / 2) * 2)
    tall = height / rows
    asked = spec.ground or next(iter(spec.palette), None)
    hue, _, _ = hsv(rgb(asked) if asked else dominant_color(cutouts[0], (0.2, 0.8)))
    ground = rgb(asked) if asked else from_hsv(hue + 160 + float(rng.uniform(-30, 30)), 0.2, 0.96)
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, ground, np.ones((height, width), np.float32))
    _dots(image, (cell, tall), from_hsv(hue + 20, 0.35, 0.9))
    variants = [_turned(c, cell * 0.66, angle) for c in cutouts[:6] for angle in (-14, 10)]
    for row in range(-1, rows + 1):
        for column in range(-1, columns + 1):
            piece = variants[((column + row * 2) * 5 + row) % len(variants)]
            x = (column + 0.5 + 0.5 * (row % 2)) * cell
            y = (row + 0.5) * tall
            lay_over(image, piece, round(x - piece.shape[1] / 2), round(y - piece.shape[0] / 2))
    return Drawing(image=clamp(image[..., :3]), placed=names, missing=missing)


def _turned(image: Field, size: float, angle: float) -> Field:
    piece = fit_within(image, size, size)
    premultiplied = np.concatenate([piece[..., :3] * piece[..., 3:], piece[..., 3:]], -1)
    turned = rotate(premultiplied, angle)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return trim(clamp(turned))


def _dots(image: Field, step: tuple[float, float], color: Field) -> None:
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    for row in range(int(image.shape[0] / step[1]) + 2):
        for column in range(int(image.shape[1] / step[0]) + 2):
            layer.circle((column + 0.5 * (row % 2)) * step[0], row * step[1], step[0] * 0.035, color)
    blend_rgba(image, color, layer.pixels[..., 3].astype(np.float32) / 255)


DESIGN = Design(kinds=(Kind.PATTERN,), draw=draw_pattern, draws_text=False)
