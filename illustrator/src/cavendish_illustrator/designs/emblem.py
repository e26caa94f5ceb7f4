"""Logos: a flat mark on a badge, or alone with its name."""

import numpy as np

from cavendish_illustrator.color import Field, Rgb, clamp, rgb, smoothstep
from cavendish_illustrator.design_registry import Design
from cavendish_illustrator.emblem_parts import (
    blend_rgba,
    coordinates,
    fit_within,
    flattened,
    ground_color,
    on_canvas,
    outlined,
    side_by_side,
    subject_cutouts,
)
from cavendish_illustrator.lettering import TextBox, text_mask
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.scene_drawing import Drawing

_CREAM = "#fff8ea"


def _badge_distance(shape: int, x: Field, y: Field) -> Field:
    """Signed distance to a badge of radius 1, negative inside: circle, rounded square, hexagon, shield."""
    if shape == 1:
        return np.asarray((np.abs(x) ** 5 + np.abs(y) ** 5) ** 0.2 - 0.9, np.float32)
    if shape == 2:
        return np.asarray(np.maximum(np.abs(x) * 0.866 + np.abs(y) * 0.5, np.abs(y)) - 0.9, np.float32)
    if shape == 3:
        lower = np.hypot(x, np.maximum(y + 0.1, 0) * 0.82)
        return np.asarray(np.maximum(np.maximum(np.abs(x) - 0.84, -y - 0.88), lower - 0.92), np.float32)
    return np.asarray(np.hypot(x, y) - 1, np.float32)


def _badge(image: Field, center: tuple[float, float], radius: float, shape: int, color: Rgb) -> None:
    columns, rows = coordinates((image.shape[1], image.shape[0]))
    distance = _badge_distance(shape, (columns - center[0]) / radius, (rows - center[1]) / radius) * radius
    blend_rgba(image, color, smoothstep(1, -1, distance))
    ring = smoothstep(1.4, 0, np.abs(distance + radius * 0.07) - radius * 0.014)
    blend_rgba(image, _CREAM, ring)


def draw_logo(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a mark in flat colours; the seed picks the badge, a quoted text becomes the name."""
    width, height = size
    side = min(size)
    image = np.zeros((height, width, 4), np.float32)
    if not spec.is_transparent:
        blend_rgba(image, rgb("#f8f6f1"), np.ones((height, width), np.float32))
    cutouts, names, missing = subject_cutouts(spec, side * 0.62, seed, wants_face=True)
    has_name = bool(spec.lettering)
    center = (width / 2, height * (0.4 if has_name else 0.5))
    radius = side * (0.33 if has_name else 0.44)
    ground = rgb(spec.palette[0]) if spec.palette else ground_color(cutouts[0], seed)
    _badge(image, center, radius, seed % 4 if seed % 3 else 0, ground)
    mark = flattened(fit_within(side_by_side(cutouts[:2]), radius * 1.34, radius * 1.4))
    layer = on_canvas(size, mark, center)
    blend_rgba(image, _CREAM, outlined(layer[..., 3], side * 0.014))
    blend_rgba(image, layer[..., :3], layer[..., 3])
    columns, _ = coordinates(size)
    blend_rgba(image, np.zeros(3, np.float32), layer[..., 3] * smoothstep(-2, 2, columns - center[0]) * 0.07)
    if has_name:
        box = TextBox(center=(width / 2, height * 0.86), width=width * 0.82, height=height * 0.15)
        blend_rgba(image, ground, text_mask(size, " ".join(spec.lettering), "nunito-bold", box))
    result = clamp(image)
    return Drawing(
        image=result if spec.is_transparent else result[..., :3], placed=names[:2], missing=missing
    )


DESIGN = Design(kinds=(Kind.LOGO,), draw=draw_logo)
