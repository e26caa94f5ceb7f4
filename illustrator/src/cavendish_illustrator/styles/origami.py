"""Origami: folded paper, each colour in flat facets with sharp creases, over a soft shadow."""

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_FOLDS, _FOLDS_NEAR = 110, 190
_SHIFT = 3


def _corners(flat: Field, near: Field, rng: np.random.Generator) -> Field:
    """Where folds meet: on outlines above all, more of them on what matters."""
    height, width = near.shape
    edges = np.hypot(*gradient(blur(luminance(flat), 1.5 * unit_of(flat))))
    around = np.hypot(*gradient(blur(near, 1.5 * unit_of(flat))))
    chosen = []
    for weight, count in (
        ((edges + 0.01) * (1 - near), _FOLDS),
        ((edges * 1.6 + 0.02) * near + around * 3, _FOLDS_NEAR),
    ):
        total = np.cumsum(weight.ravel(), dtype=np.float64)
        if total[-1] > 0:
            places = np.searchsorted(total, rng.random(count) * total[-1])
            chosen.append(np.stack([places % width, places // width], 1))
    rim = np.linspace(0, 1, 5)
    border = [(x * (width - 1), y) for x in rim for y in (0, height - 1)]
    border += [(x, y * (height - 1)) for y in rim for x in (0, width - 1)]
    return np.concatenate([*chosen, np.array(border)]).astype(np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    height, width = image.shape[:2]
    near = focus_cover(image, focus, 1.0)
    flat = flat_areas(image, near, 10)
    division = cv2.Subdiv2D((0, 0, width, height))
    for x, y in _corners(flat, near, rng).tolist():
        division.insert((min(x, width - 1.0), min(y, height - 1.0)))
    corners = np.asarray(division.getTriangleList(), np.float32).reshape(-1, 3, 2)
    inside = (corners >= 0).all((1, 2)) & (corners[..., 0] < width).all(1) & (corners[..., 1] < height).all(1)
    folds = np.ones((height, width), np.float32)
    for corner in corners[inside]:
        light = float(rng.uniform(0.74, 1.14))
        points = np.round(corner * (1 << _SHIFT)).astype(np.int32)
        cv2.fillConvexPoly(folds, points, light, cv2.LINE_AA, _SHIFT)
    crease = clamp(np.hypot(*gradient(folds)) * 0.5)
    ys = np.linspace(1.05, 0.95, height, dtype=np.float32)[:, None]
    grain = noise((height, width), (3 * unit, 3 * unit), rng, 2) - 0.5
    sheet = flat * (folds * ys * (1 + 0.06 * grain))[..., None]
    sheet = mix(sheet, np.ones(3, np.float32), (crease * 0.1)[..., None])
    cast = blur(np.roll(near, (round(12 * unit), round(9 * unit)), (0, 1)), 9 * unit) * (1 - near)
    outline = clamp(np.hypot(*gradient(blur(near, 0.8 * unit))))
    return clamp(sheet * (1 - 0.42 * cast)[..., None] + (outline * 0.06)[..., None])


STYLE = StylePass(serves=(Style.ORIGAMI,), redraw=redraw, wants_vignette=False)
