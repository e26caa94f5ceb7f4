"""Wear of an old print: scratches, dust and creases."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur

_LONG, _SHORT, _SPECKS, _HAIRS = 9, 34, 150, 7
"""How many long and short scratches, specks and hairs of dust."""
_SCRATCH: Final = "#f6efe2"


def _line(layer: Field, points: Field, strength: float, thick: int) -> None:
    fixed = [np.round(points * 16).astype(np.int32)]
    cv2.polylines(
        layer, fixed, isClosed=False, color=strength, thickness=thick, lineType=cv2.LINE_AA, shift=4
    )


def _scratches(picture: WorkingPicture, rng: np.random.Generator) -> Field:
    """Long ones as a film has them, from above to below, and short ones in any direction."""
    width, height = picture.size
    layer = np.zeros((height, width), np.float32)
    for _ in range(_LONG):
        x, top = float(rng.uniform(0.02, 0.98)) * width, float(rng.uniform(-0.2, 0.5)) * height
        ys = np.linspace(top, top + float(rng.uniform(0.3, 1.1)) * height, 24)
        xs = x + np.cumsum(rng.normal(0, 0.0016 * width, 24)) + (ys - top) * float(rng.normal(0, 0.02))
        _line(layer, np.stack([xs, ys], -1), float(rng.uniform(0.4, 0.9)), max(1, round(picture.unit)))
    for _ in range(_SHORT):
        start = rng.random(2) * (width, height)
        turn, long = float(rng.uniform(0, 2 * np.pi)), float(rng.uniform(0.01, 0.09)) * min(width, height)
        bend = float(rng.normal(0, 0.25))
        steps = np.linspace(0, 1, 8)
        xs = start[0] + long * steps * np.cos(turn + bend * steps)
        ys = start[1] + long * steps * np.sin(turn + bend * steps)
        _line(layer, np.stack([xs, ys], -1), float(rng.uniform(0.35, 0.9)), max(1, round(picture.unit)))
    return blur(layer, 0.45 * picture.unit)


def _dust(picture: WorkingPicture, rng: np.random.Generator) -> Field:
    width, height = picture.size
    layer = np.zeros((height, width), np.float32)
    for _ in range(_SPECKS):
        spot = (round(float(rng.random()) * width), round(float(rng.random()) * height))
        radius = max(1, round(float(rng.exponential(1.1)) * picture.unit))
        cv2.circle(layer, spot, radius, float(rng.uniform(0.4, 0.95)), -1, cv2.LINE_AA)
    for _ in range(_HAIRS):
        start = rng.random(2) * (width, height)
        turns = float(rng.uniform(0, 6.28)) + np.cumsum(rng.normal(0, 0.35, 12))
        step = 0.006 * min(width, height)
        points = start + np.cumsum(np.stack([np.cos(turns), np.sin(turns)], -1) * step, 0)
        _line(layer, points, 0.7, max(1, round(picture.unit)))
    return blur(layer, 0.5 * picture.unit)


def _crease(picture: WorkingPicture, rng: np.random.Generator) -> tuple[Field, Field]:
    """A fold across one corner: a light line where the paper broke, and shade beside it."""
    width, height = picture.size
    corner = (int(rng.integers(0, 2)), int(rng.integers(0, 2)))
    near = float(rng.uniform(0.16, 0.3))
    ends = np.array([[corner[0], abs(corner[1] - near)], [abs(corner[0] - near), corner[1]]]) * (
        width,
        height,
    )
    steps = np.linspace(0, 1, 16)[:, None]
    points = ends[0] + (ends[1] - ends[0]) * steps + rng.normal(0, 0.002 * width, (16, 2))
    light = np.zeros((height, width), np.float32)
    _line(light, points, 0.8, max(1, round(1.4 * picture.unit)))
    return blur(light, 0.6 * picture.unit), blur(light, 6 * picture.unit)


def wear(picture: WorkingPicture, strength: float) -> None:
    """Scratch the picture as an old print is, more in some places than in others."""
    rng = picture.rng(157)
    width, height = picture.size
    patchy = coarse_noise((height, width), (0.3 * width, 0.3 * height), picture.rng(163), 3, 0.5)
    scratches = _scratches(picture, rng) * (0.45 + 0.9 * patchy)
    light, shade = _crease(picture, rng)
    marks = clamp(np.maximum(scratches, _dust(picture, rng)) + light) * strength
    image = picture.rgb * (1 - 0.5 * clamp(shade * 2) * strength)[..., None]
    picture.rgb = np.asarray(clamp(mix(image, rgb(_SCRATCH), marks[..., None])), np.float32)
