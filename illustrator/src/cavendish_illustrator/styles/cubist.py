"""Cubism: the picture in slanted planes, each seen from a little elsewhere and shaded along one edge."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import remap, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_CUTS = 11
_SHIFT, _TURN = 64.0, 0.2
"""How far a plane is moved at most, in parts of 1024 pixels, and turned, in radians."""


def _planes(shape: tuple[int, int], rng: np.random.Generator) -> tuple[Field, Field]:
    """A number for each plane between the cuts, and how near the next cut is in pixels."""
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    number = np.zeros(shape, np.int64)
    near = np.full(shape, 1e6, np.float32)
    for cut in range(_CUTS):
        angle = (cut + float(rng.random())) * np.pi / _CUTS
        x, y = (float(rng.uniform(0.12, 0.88)) * side for side in (shape[1], shape[0]))
        away = (xs - x) * np.float32(np.cos(angle)) + (ys - y) * np.float32(np.sin(angle))
        number = number * 2 + (away > 0)
        near = np.minimum(near, np.abs(away))
    _, labels = np.unique(number, return_inverse=True)
    return labels.reshape(shape).astype(np.int64), near


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 8.0)
    labels, edge = _planes(shape, rng)
    count = int(labels.max()) + 1
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    mean_x, mean_y = (
        (
            np.bincount(labels.ravel(), v.ravel(), count)
            / np.maximum(np.bincount(labels.ravel(), minlength=count), 1)
        ).astype(np.float32)[labels]
        for v in (xs, ys)
    )
    calm = 1 - 0.55 * near
    move_x, move_y, turn = (
        rng.uniform(-1, 1, count).astype(np.float32)[labels] * reach
        for reach in (_SHIFT * unit, _SHIFT * unit, _TURN)
    )
    beside, below, turn = xs - mean_x, ys - mean_y, turn * calm
    seen = remap(
        flatten(image, 9 * unit),
        mean_x + beside * np.cos(turn) - below * np.sin(turn) + move_x * calm,
        mean_y + beside * np.sin(turn) + below * np.cos(turn) + move_y * calm,
    )
    field = to_hsv(clamp(seen))
    field[..., 1] = clamp(field[..., 1] * (0.55 + 0.35 * near))
    muted = mix(to_rgb(field), "#b58a56", 0.24 - 0.1 * near[..., None])
    slant = rng.uniform(0, 2 * np.pi, count).astype(np.float32)[labels]
    along = (beside * np.cos(slant) + below * np.sin(slant)) / (110 * unit)
    tilt = rng.uniform(0.74, 1.16, count).astype(np.float32)[labels]
    shaded = muted * (tilt * (1 + 0.36 * np.tanh(along) * (1 - 0.35 * near)))[..., None]
    bristle = noise(shape, (7 * unit, 40 * unit), rng, 2) - 0.5
    shaded = clamp(shaded * (1 + 0.16 * bristle)[..., None])
    dark = smoothstep(2.6 * unit, 1.0 * unit, edge) * (0.5 - 0.25 * near)
    tone = clamp((luminance(shaded) - 0.45) * 0.18)
    return clamp(mix(shaded + tone[..., None], "#241a14", dark[..., None]))


STYLE = StylePass(serves=(Style.CUBIST,), redraw=redraw)
