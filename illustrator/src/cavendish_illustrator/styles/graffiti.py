"""Graffiti: sprayed with thick outlines and drips on a brick wall."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import contours, flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_CLOUDS = (("#ff3fa0", "#28c8e8"), ("#ffd21f", "#e6324a"), ("#7a3cf0", "#3fe08a"), ("#ff7a1f", "#2f6fe0"))
_BRICK, _JOINT = np.array([0.62, 0.36, 0.29], np.float32), np.array([0.74, 0.70, 0.65], np.float32)
_SEEN = 0.02


def brick_wall(shape: tuple[int, int], unit: float, rng: np.random.Generator) -> tuple[Field, Field]:
    """The bare wall, and how its joints and pores take the paint."""
    height, width = shape
    tall, wide = 46 * unit, 108 * unit
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    row = np.floor(ys / tall)
    along = xs / wide + 0.5 * np.mod(row, 2)
    joint = np.minimum(np.abs(np.mod(along, 1) - 0.5) * -2 + 1, 1) * wide
    across = (0.5 - np.abs(np.mod(ys / tall, 1) - 0.5)) * tall
    is_joint = np.maximum(smoothstep(4 * unit, 2 * unit, across), smoothstep(8 * unit, 4 * unit, joint))
    tones = rng.random((int(row.max()) + 1, int(along.max()) + 2), dtype=np.float32)
    brick = 0.82 + 0.34 * tones[row.astype(int), np.floor(along).astype(int)]
    rough = noise(shape, (6 * unit, 6 * unit), rng, 2)
    wall = mix(_BRICK * brick[..., None], _JOINT, is_joint[..., None]) * (0.86 + 0.28 * rough)[..., None]
    return clamp(wall), np.asarray(1 - 0.28 * is_joint + 0.16 * (rough - 0.5), np.float32)


def _drips(mask: Field, unit: float, rng: np.random.Generator) -> Field:
    """Paint that runs down from the lower edge."""
    height, width = mask.shape
    cover = np.zeros_like(mask)
    columns = np.flatnonzero(mask.any(0))
    for _ in range(9 if len(columns) else 0):
        x = int(rng.choice(columns))
        foot = int(np.flatnonzero(mask[:, x])[-1])
        long, half = int((40 + 90 * rng.random()) * unit), max(1, round(2.4 * unit))
        cover[foot : min(height, foot + long), max(0, x - half) : min(width, x + half)] = 1
    return blur(cover, 0.8 * unit)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape = image.shape[:2]
    near = focus_cover(image, focus, 1.0)
    wall, pores = brick_wall(shape, max(unit, 0.3), rng)
    flat = flat_areas(image, near, 9)
    field = to_hsv(clamp(flat))
    field[..., 1] = clamp(field[..., 1] * 1.4)
    field[..., 2] = clamp(field[..., 2] * 1.08)
    sprayed = to_rgb(field)
    solid = smoothstep(0.4, 0.6, near)
    if float(solid.mean()) < _SEEN:
        lines = contours(flat, near, 1.8)
        painted = mix(sprayed, "#15121a", lines[..., None])
        return clamp(mix(wall, painted * pores[..., None], 0.88))
    first, second = (rgb(color) for color in _CLOUDS[seed % len(_CLOUDS)])
    around = blur(solid, 60 * unit)
    cloud = around * 2.4 + (noise(shape, (50 * unit, 50 * unit), rng, 3) - 0.5) * clamp(around * 8) * 0.6
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None, None]
    mist = smoothstep(0.12, 0.4, cloud)
    painted = mix(wall, mix(first, second, rows), (mist * 0.94)[..., None])
    far = dilate(solid, max(2, round(16 * unit)))
    rim = dilate(solid, max(1, round(8 * unit)))
    painted = mix(painted, "#ffffff", blur(np.maximum(far, _drips(far, unit, rng)), 0.8 * unit)[..., None])
    painted = mix(painted, "#15121a", blur(rim, 0.8 * unit)[..., None])
    inside = mix(sprayed, "#15121a", (contours(flat, near, 1.4) * near)[..., None])
    light = 1 + 0.12 * (luminance(flat) > 0.5)
    painted = mix(painted, clamp(inside * light[..., None]), solid[..., None])
    return clamp(painted * pores[..., None])


STYLE = StylePass(serves=(Style.GRAFFITI,), redraw=redraw)
