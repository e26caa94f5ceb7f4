"""Seamless-looking patterns of the subjects."""

import numpy as np

from cavendish_illustrator.artwork.sprites import dominant_color, lay_over, trim
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, from_hsv, hsv, rgb
from cavendish_illustrator.painting.pixel_ops import rotate
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing

_MOST = 6
_SHARE = 0.74
"""How much of its cell a thing takes."""


def draw_pattern(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Repeat the subjects in a half-drop grid with small dots between."""
    width, height = size
    rng = np.random.default_rng(seed)
    cutouts, names, missing = subject_cutouts(spec, 220, seed, wants_face=False)
    columns = _columns(spec, len(cutouts))
    cell = min(width, height) / columns
    columns, rows = round(width / cell), max(2, round(height / cell / 2) * 2)
    cell, tall = width / columns, height / rows
    asked = spec.ground or next(iter(spec.palette), None)
    hue, _, _ = hsv(rgb(asked) if asked else dominant_color(cutouts[0], (0.2, 0.8)))
    ground = rgb(asked) if asked else from_hsv(hue + 160 + float(rng.uniform(-30, 30)), 0.2, 0.96)
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, ground, np.ones((height, width), np.float32))
    _dots(image, (cell, tall), from_hsv(hue + 20, 0.35, 0.9))
    shown = cutouts[:_MOST]
    variants = [[_turned(c, cell * _SHARE, angle) for angle in (-14, 10)] for c in shown]
    stride = max(1, len(shown) // 2 + len(shown) % 2)
    for row in range(-1, rows + 1):
        for column in range(-1, columns + 1):
            piece = variants[(column % columns + row % rows * stride) % len(shown)][(column + row) % 2]
            x = (column + 0.5 + 0.5 * (row % 2)) * cell
            y = (row + 0.5) * tall
            lay_over(image, piece, round(x - piece.shape[1] / 2), round(y - piece.shape[0] / 2))
    return Drawing(image=_styled(spec, clamp(image[..., :3]), seed), placed=names, missing=missing)


def _styled(spec: PictureSpec, image: Field, seed: int) -> Field:
    """The pattern in the medium that was asked for; flat drawings are flat already."""
    if spec.style in {None, Style.FLAT, Style.PHOTO, Style.PAINTERLY}:
        return image
    return apply_style(spec.style, image, np.full(image.shape[:2], 0.8, np.float32), seed)


def _columns(spec: PictureSpec, count: int) -> int:
    """How many stand in a row: a multiple of the things where that gives each its turn, more of tiny ones."""
    is_tiny = any(one.size in {"tiny", "small"} for one in spec.subjects)
    least = 5 if is_tiny else 4
    return next((n for n in (least, least + 1, least + 2) if n % max(1, min(count, _MOST)) == 0), least)


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
