"""Dots, stripes and checks on a thing in a photograph, in its own light and shade."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.recolouring import from_lab, to_lab
from cavendish_illustrator.painting.color import Field, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_REPEATS: Final = 8.5
"""How often a pattern comes again across a thing."""
_DOT, _STRIPE = 0.29, 0.5
"""Radius of a dot and width of a stripe, in the distance of two."""
_FORESHORTENED: Final = 0.82
"""Height of a dot in its width: few things are seen straight from the front."""
_LIGHT: Final = 62.0
"""Lightness above which a pattern nobody gave a colour is dark."""
_SHADE: Final = 0.72
_DOUBTED: Final = 0.45
"""Cover below which it may be a reflection of the thing on something else."""
_GLEAM: Final = 93.0


def _dots(xs: Field, ys: Field, distance: float) -> Field:
    tall = distance * _FORESHORTENED * 0.87
    row = np.floor(ys / tall)
    across = (xs / distance + 0.5 * (row % 2)) % 1 - 0.5
    down = (ys / tall - row - 0.5) * tall / (distance * _FORESHORTENED)
    edge = 1.2 / distance
    return np.asarray(smoothstep(_DOT + edge, _DOT - edge, np.hypot(across, down)), np.float32)


def _stripes(xs: Field, ys: Field, distance: float) -> Field:
    across = np.abs((xs + 0 * ys) / distance % 1 - 0.5)
    edge = 1.2 / distance
    return np.asarray(smoothstep(_STRIPE / 2 + edge, _STRIPE / 2 - edge, across), np.float32)


def _checks(xs: Field, ys: Field, distance: float) -> Field:
    return np.asarray(0.5 * _stripes(xs, ys, distance) + 0.5 * _stripes(ys, xs, distance), np.float32)


_PATTERNS: Final[Mapping[str, Callable[[Field, Field, float], Field]]] = {
    "dots": _dots,
    "stripes": _stripes,
    "checks": _checks,
}


def with_pattern(image: Field, cover: Field, kind: str, color: str | None) -> Field:
    """The picture with the pattern laid over what the cover shows; its gleams stay on top."""
    solid = cover > 0.5
    if not solid.any():
        return image
    extent = extent_of(cover)
    distance = max(6.0, float(np.sqrt(extent.width * extent.height)) / _REPEATS)
    ys, xs = np.mgrid[: cover.shape[0], : cover.shape[1]].astype(np.float32)
    where = _PATTERNS[kind](xs - extent.left, ys - extent.top, distance)
    lab = to_lab(image)
    middle = float(np.median(lab[..., 0][solid]))
    wanted = to_lab(rgb(color or ("#2c3550" if middle > _LIGHT else "#f6f3ec"))[None, None])[0, 0]
    shade = _SHADE * (lab[..., 0] - middle)
    lightness = np.clip(wanted[0] + shade, 0, 100)
    strength = np.clip(1 + shade / 90, 0.4, 1.1)
    painted = from_lab(np.stack([lightness, wanted[1] * strength, wanted[2] * strength], -1))
    gleam = smoothstep(_GLEAM - 4, _GLEAM, lab[..., 0]) if middle < _LIGHT else np.zeros_like(middle)
    sure = smoothstep(_DOUBTED, 1 - 0.5 * _DOUBTED, cover)
    amount = blur(np.asarray(where * sure * (1 - gleam), np.float32), 0.6)
    return np.asarray(mix(image, painted, amount[..., None]), np.float32)
