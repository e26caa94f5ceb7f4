"""Mosaic: small stones in grey mortar, finer on what matters."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_MORTAR = np.array([0.86, 0.83, 0.77], np.float32)
_COARSE, _FINE = 24.0, 13.0
"""How wide the stones are, in parts of 1024 pixels."""
_JITTER = 0.3
_BAND = 96
"""Rows that are looked at together: all at once would take a hundred megabytes."""
_AROUND = tuple((dx, dy) for dy in (-1, 0, 1) for dx in (-1, 0, 1))


def _stones(image: Field, side: float, rng: np.random.Generator) -> Field:
    """Every pixel in the colour of the stone whose middle is nearest, with mortar between the stones."""
    height, width = image.shape[:2]
    columns, rows = int(width / side) + 3, int(height / side) + 3
    moved = (rng.random((rows, columns, 2), dtype=np.float32) - 0.5) * (2 * _JITTER)
    tones = 1 + (rng.random((rows, columns), dtype=np.float32) - 0.5) * 0.16
    label = np.empty((height, width), np.int32)
    best, second = np.empty((height, width), np.float32), np.empty((height, width), np.float32)
    for top in range(0, height, _BAND):
        band = slice(top, min(height, top + _BAND))
        label[band], best[band], second[band] = _nearest(band, width, side, moved)
    flat = label.ravel()
    counts = np.maximum(np.bincount(flat, minlength=rows * columns), 1)
    colors = np.stack(
        [np.bincount(flat, image[..., k].ravel(), rows * columns) / counts for k in range(3)], -1
    )
    stone = np.asarray((colors * tones.ravel()[:, None])[label], np.float32)
    gap = smoothstep(0.05, 0.13, second - best)
    lit = 1 + 0.1 * smoothstep(0.3, 0.12, second - best) * np.sign(best - 0.3)
    return clamp(mix(np.broadcast_to(_MORTAR, stone.shape), stone * lit[..., None], gap[..., None]))


def _nearest(rows: slice, width: int, side: float, moved: Field) -> tuple[Field, Field, Field]:
    """Of each pixel in these rows, the number of the nearest stone, how far it is, and how far the next."""
    ys, xs = np.mgrid[rows, 0:width].astype(np.float32) / np.float32(side)
    column, row = xs.astype(np.int32), ys.astype(np.int32)
    best, second = np.full(xs.shape, 9.0, np.float32), np.full(xs.shape, 9.0, np.float32)
    label = np.zeros(xs.shape, np.int32)
    for dx, dy in _AROUND:
        x, y = column + dx + 1, row + dy + 1
        shift = moved[y, x]
        away = np.maximum(
            np.abs(xs - column - dx - 0.5 - shift[..., 0]), np.abs(ys - row - dy - 0.5 - shift[..., 1])
        )
        is_nearer = away < best
        second = np.where(is_nearer, best, np.minimum(second, away))
        best = np.where(is_nearer, away, best)
        label = np.where(is_nearer, y * moved.shape[1] + x, label)
    return label, best, second


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    field = to_hsv(clamp(image))
    field[..., 1] = clamp(field[..., 1] * 1.25)
    vivid = to_rgb(field)
    coarse = _stones(vivid, max(5.0, _COARSE * unit), rng)
    if focus is None or float(focus.max()) < 0.5:
        return coarse
    near = (focus_cover(image, focus, 1.0) > 0.55).astype(np.float32)
    return mix(coarse, _stones(vivid, max(3.5, _FINE * unit), rng), near[..., None])


STYLE = StylePass(serves=(Style.MOSAIC,), redraw=redraw, wants_vignette=False)
