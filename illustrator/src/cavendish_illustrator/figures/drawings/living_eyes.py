"""Eyes that shine: a drawn animal's two black dots become iris, pupil and a catch light."""

from typing import Final, NamedTuple

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, luminance, mix, rgb, smoothstep

_DARK: Final = 0.2
_SMALLEST, _LARGEST = 0.012, 0.14
"""Widths of an eye, in parts of the figure's height."""
_ROUND, _FULL = 1.7, 0.62
_EDGE: Final = 1.6
"""Pixels of a dot that its edge is soft."""
_LEVEL: Final = 0.6
"""How much higher one of a pair may lie, in widths."""
_IRIS_STEP, _WIDEST, _RING = 0.12, 1.7, 0.05
"""Of another colour than the face, and within so many heights of a pupil, is the iris."""
_IRIS, _IRIS_EDGE, _PUPIL = "#8a5a22", "#3a2210", "#0a0806"


class Eye(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    iris: float = 0.0
    """Pixels from its middle to where its white or iris ends; 0 where it has none."""

    @property
    def size(self) -> float:
        return max(self.width, self.height)


def find_eyes(rgba: Field) -> list[Eye]:
    """The pair of dots that is highest on the figure; nothing where there is no pair."""
    pair = _pair(_dots(rgba), rgba.shape[1])
    return [eye._replace(iris=_iris(rgba, eye)) for eye in pair]


def around_eyes(shape: tuple[int, int], eyes: list[Eye]) -> Field:
    """Where the eyes are with their whites or irises, 0..1."""
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    found = np.zeros(shape, np.float32)
    for eye in eyes:
        size = max(eye.iris, 0.55 * eye.size)
        found = np.maximum(found, smoothstep(1.1, 1.0, np.hypot(xs - eye.x, ys - eye.y) / size))
    return found


def paint_eyes(rgba: Field, eyes: list[Eye]) -> None:
    """Paint what are dots alone as eyes; a pupil has its own already."""
    for eye in eyes:
        if not eye.iris:
            _paint(rgba, eye)


def _iris(rgba: Field, eye: Eye) -> float:
    """How far the white or the iris around a pupil reaches; 0 where the face begins at once."""
    reach = int(_WIDEST * eye.size) + 2
    top, left = max(0, int(eye.y) - reach), max(0, int(eye.x) - reach)
    part = rgba[top : int(eye.y) + reach, left : int(eye.x) + reach, :3]
    ys, xs = np.mgrid[0 : part.shape[0], 0 : part.shape[1]].astype(np.float32)
    away = np.hypot(xs + left - eye.x, ys + top - eye.y) / eye.size
    face = np.median(part[(away > _WIDEST - 0.15) & (away < _WIDEST)], 0)
    rings = np.arange(0.5 + _EDGE / eye.size, _WIDEST - 0.2, _RING)
    tones = [np.median(part[(away >= ring) & (away < ring + _RING)], 0) for ring in rings]
    others = [
        float(ring)
        for ring, tone in zip(rings, tones, strict=True)
        if np.abs(tone - face).max() > _IRIS_STEP and float(luminance(tone)) > _DARK
    ]
    return (max(others) + 1.5 * _RING) * eye.size if others else 0.0


def _dots(rgba: Field) -> list[Eye]:
    """Dark round spots of the size of an eye, the highest first."""
    height = rgba.shape[0]
    dark = ((luminance(rgba[..., :3]) < _DARK) & (rgba[..., 3] > 0.9)).astype(np.uint8)
    count, _, facts, middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
    found: list[Eye] = []
    for index in range(1, count):
        _, _, wide, tall, area = (int(value) for value in facts[index])
        is_sized = _SMALLEST * height < wide < _LARGEST * height
        if is_sized and 1 / _ROUND < wide / tall < _ROUND and area > _FULL * wide * tall:
            found.append(Eye(float(middles[index][0]), float(middles[index][1]), wide, tall))
    return sorted(found, key=lambda eye: eye.y)


def _pair(dots: list[Eye], width: int) -> list[Eye]:
    """The first two that are alike and level; both look out of one head."""
    for at, one in enumerate(dots):
        for other in dots[at + 1 :]:
            is_level = abs(one.y - other.y) < _LEVEL * one.width
            is_alike = 0.7 < one.width / other.width < 1.4
            if is_level and is_alike and one.width < abs(one.x - other.x) < min(9 * one.width, 0.7 * width):
                return [one, other]
    return []


def _paint(rgba: Field, eye: Eye) -> None:
    """Lids and a shaded socket around, a brown iris, a pupil, and the sky's light in it."""
    reach = 1.7 * max(eye.width, eye.height) / 2
    top, left = max(0, int(eye.y - reach)), max(0, int(eye.x - reach))
    part = rgba[top : int(eye.y + reach) + 2, left : int(eye.x + reach) + 2, :3]
    ys = (np.arange(part.shape[0], dtype=np.float32)[:, None] + top - eye.y) / (eye.height / 2)
    xs = (np.arange(part.shape[1], dtype=np.float32)[None] + left - eye.x) / (eye.width / 2)
    away, soft = np.hypot(xs, ys), 2.4 / max(eye.width, 3.0)
    part *= (1 - 0.45 * smoothstep(1.6, 0.95, away))[..., None]
    glow = np.clip(0.45 + 0.7 * ys + 0.25 * np.abs(xs), 0, 1)
    iris = mix(rgb(_IRIS_EDGE), rgb(_IRIS), glow[..., None])
    ball = mix(iris, rgb(_PUPIL), smoothstep(0.5 + soft, 0.5 - soft, away)[..., None])
    ball = ball * (1 - 0.75 * smoothstep(0.74, 0.98, away))[..., None]
    ball = ball * (1 - 0.6 * smoothstep(-0.15, -0.8, ys))[..., None]
    glint = smoothstep(0.24 + soft, 0.24 - soft, np.hypot(xs + 0.3, ys + 0.36))
    wet = 0.25 * smoothstep(0.3, 0.1, np.abs(away - 0.72)) * smoothstep(0.2, 0.8, ys)
    ball = ball + (0.95 * glint)[..., None] + wet[..., None] * rgb("#cfe0ee")
    part[:] = mix(part, np.clip(ball, 0, 1), smoothstep(1 + soft, 1 - soft, away)[..., None])
