"""App icons: a subject on a rounded tile with a gradient."""

import numpy as np

from cavendish_illustrator.color import clamp, from_hsv, hsv, mix, rgb, smoothstep
from cavendish_illustrator.design_registry import Design
from cavendish_illustrator.emblem_parts import blend_rgba, coordinates, fit_within, on_canvas, subject_cutouts
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.pixel_ops import blur
from cavendish_illustrator.scene_drawing import Drawing
from cavendish_illustrator.sprites import dominant_color


def draw_icon(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a glossy tile with the first subject in its middle."""
    width, height = size
    side = min(size)
    columns, rows = coordinates(size)
    image = np.zeros((height, width, 4), np.float32)
    if not spec.is_transparent:
        blend_rgba(image, rgb("#eef1f5"), np.ones((height, width), np.float32))
    cutouts, names, missing = subject_cutouts(spec, side * 0.5, seed, wants_face=True)
    hue, _, _ = hsv(rgb(spec.palette[0]) if spec.palette else dominant_color(cutouts[0], (0.2, 0.8)))
    turn = 0 if spec.palette else (180, 150, 210, 120)[seed % 4]
    top, foot = from_hsv(hue + turn, 0.5, 0.95), from_hsv(hue + turn + 25, 0.75, 0.6)
    x, y = (columns - width / 2) / (side * 0.42), (rows - height / 2) / (side * 0.42)
    distance = ((np.abs(x) ** 5 + np.abs(y) ** 5) ** 0.2 - 1) * side * 0.42
    tile = smoothstep(1, -1, distance)
    blend_rgba(image, np.zeros(3, np.float32), blur(np.roll(tile, round(side * 0.015), 0), side * 0.02) * 0.3)
    paint = mix(top, foot, np.clip(y[..., None] * 0.5 + 0.5, 0, 1) + x[..., None] * 0)
    gloss = np.exp(-(((y + 1.0) / 0.7) ** 2))[..., None] * 0.14
    blend_rgba(image, clamp(paint + gloss), tile)
    mark = fit_within(cutouts[0], side * 0.54, side * 0.58)
    layer = on_canvas(size, mark, (width / 2, height / 2))
    shadow = blur(np.roll(layer[..., 3], round(side * 0.02), 0), side * 0.018) * 0.35 * tile
    blend_rgba(image, np.zeros(3, np.float32), shadow)
    blend_rgba(image, layer[..., :3], layer[..., 3])
    result = clamp(image)
    return Drawing(
        image=result if spec.is_transparent else result[..., :3], placed=names[:1], missing=missing
    )


DESIGN = Design(kinds=(Kind.ICON,), draw=draw_icon, draws_text=False)
