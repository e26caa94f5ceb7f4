"""A painter's pass: curved opaque strokes, coarse to fine, along the picture's own flow, in raised paint."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.painting.color import Field, brightest, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap
from cavendish_illustrator.painting.style_parts import fine_detail

_SHIFT = 3
_TIP = 0.9
"""Width of a stroke near its ends, in parts of its greatest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brushwork:
    """How a painter works. Stroke lengths are in units, coarse first."""

    lengths: tuple[float, ...] = (44, 22, 11, 6)
    jitter: float = 0.035
    detail: float = 0.55
    """How much finer the strokes get on what must stay sharp."""
    strength: float = 0.88
    relief: float = 0.05
    width: float = 0.42
    """Stroke width by stroke length."""
    spared: float = 0.8
    """How much of a figure's small features shows through the paint."""
    is_swirling: bool = False
    """Whether strokes in calm areas go round in whirls."""


def flow_angles(image: Field, rng: np.random.Generator, unit: float) -> tuple[Field, Field]:
    """Direction (radians) strokes follow at each pixel, and how strong an edge is there (0..1)."""
    along_x, along_y = gradient(blur(luminance(image), 1.5 * unit))
    xx, yy, xy = (blur(v, 6 * unit) for v in (along_x * along_x, along_y * along_y, along_x * along_y))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + math.pi / 2
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy**2)
    calm = coarse_noise(angle.shape, (300 * unit, 300 * unit), rng, 2) * math.pi * 1.2 - 0.2
    edges = clamp(blur(np.hypot(along_x, along_y), 1.5 * unit) * 9)
    return np.where(coherence < 2e-4, calm, angle).astype(np.float32), edges


_WHIRLS, _STRONG_EDGE = 9, 4e-3


def swirling(angles: Field, image: Field, rng: np.random.Generator, unit: float) -> Field:
    """The directions with whirls in them wherever no strong edge leads the brush."""
    height, width = angles.shape
    ys, xs = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    twice_x, twice_y = np.zeros_like(angles), np.zeros_like(angles)
    for _ in range(_WHIRLS):
        x, y = float(rng.random()) * width, float(rng.random()) * height
        turn = 2 * (np.arctan2(ys - y, xs - x) + math.pi / 2)
        weight = 1 / ((xs - x) ** 2 + (ys - y) ** 2 + (60 * unit) ** 2)
        twice_x += weight * np.cos(turn)
        twice_y += weight * np.sin(turn)
    length = np.maximum(np.hypot(twice_x, twice_y), 1e-9)
    along_x, along_y = gradient(blur(luminance(image), 2.5 * unit))
    led = smoothstep(0.2, 1.0, blur(along_x**2 + along_y**2, 5 * unit) / _STRONG_EDGE)
    mixed_x = mix(twice_x / length, np.cos(2 * angles), led)
    mixed_y = mix(twice_y / length, np.sin(2 * angles), led)
    return np.asarray(0.5 * np.arctan2(mixed_y, mixed_x), np.float32)


def _grid(shape: tuple[int, int], step: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    ys, xs = np.meshgrid(np.arange(0, shape[0], step), np.arange(0, shape[1], step), indexing="ij")
    points = np.stack([ys, xs], -1).reshape(-1, 2) + rng.integers(-step // 2, step // 2 + 1, (ys.size, 2))
    return np.asarray(np.clip(points, 0, (shape[0] - 1, shape[1] - 1)), np.int64)


def _draw(
    pad: npt.NDArray[np.uint8],
    points: npt.NDArray[np.int64],
    angles: Field,
    colors: Field,
    size: tuple[float, float],
) -> None:
    """Draw one stroke a point; the fourth channel of the pad takes a height a stroke."""
    length, width = size
    first = angles[points[:, 0], points[:, 1]]
    step = np.stack([np.cos(first), np.sin(first)], -1) * (length / 2)
    middle = points[:, ::-1].astype(np.float32)
    ends = []
    for sign in (-1, 1):
        half = np.clip(middle + step * (sign * 0.5), 0, (pad.shape[1] - 1, pad.shape[0] - 1)).astype(int)
        turned = angles[half[:, 1], half[:, 0]]
        turned = np.where(np.cos(turned - first) < 0, turned + math.pi, turned)
        turned = first + np.clip(np.arctan2(np.sin(turned - first), np.cos(turned - first)), -0.6, 0.6)
        ends.append(
            middle
            + step * (sign * 0.5)
            + np.stack([np.cos(turned), np.sin(turned)], -1) * (sign * length / 4)
        )
    outlines = _outlines(ends[0], middle, ends[1], max(1.0, width) / 2)
    shapes = np.round(outlines * (1 << _SHIFT)).astype(np.int32)
    paints = np.round(colors * 255).astype(int).tolist()
    for shape, paint in zip(shapes, paints, strict=True):
        cv2.fillPoly(pad, [shape], paint, cv2.LINE_AA, _SHIFT)


def _outlines(begin: Field, middle: Field, end: Field, radius: float) -> Field:
    """Around each stroke, with blunt tips: filling these takes half the time of thick lines."""
    bend = _across(end - begin, radius)
    ring = []
    for tip, sign in ((begin, 1), (end, -1)):
        across = _across(middle - tip, radius)
        along = across[:, ::-1] * np.array([-1, 1], np.float32)
        ring += [tip - _TIP * across, tip - 0.45 * across - along]
        ring += [tip + 0.45 * across - along, tip + _TIP * across, middle + sign * bend]
    return np.stack(ring, 1)


def _across(along: Field, length: float) -> Field:
    """At right angles, so long."""
    turned = along[:, ::-1] * np.array([1, -1], np.float32)
    return turned * (length / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-3))[:, None]


def _bristles(angles: Field, rng: np.random.Generator, unit: float) -> Field:
    """Fine streaks along the flow, about 0 on average."""
    height, width = angles.shape
    grain = rng.random((height, width), dtype=np.float32)
    dx, dy = np.cos(angles), np.sin(angles)
    xs, ys = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    total = grain.copy()
    for reach in (-5.0, -2.5, 2.5, 5.0):
        total += remap(grain, xs + dx * (reach * unit), ys + dy * (reach * unit))
    return total / 5 - 0.5


def paint_strokes(image: Field, focus: Field | None, seed: int, work: Brushwork) -> Field:
    """Repaint the picture with brush strokes; `focus` (0..1) marks what keeps its detail."""
    rng = np.random.default_rng(seed)
    height, width = image.shape[:2]
    unit = math.sqrt(width * height) / 1024
    angles, edges = flow_angles(image, rng, unit)
    if work.is_swirling:
        angles = swirling(angles, image, rng, unit)
    important = edges if focus is None else np.maximum(edges, blur(focus, 3 * unit) * work.detail)
    pad = np.zeros((height, width, 4), np.uint8)
    pad[..., :3] = clamp(blur(image, work.lengths[0] * unit * 0.35)) * 255
    for level, size in enumerate(work.lengths):
        length = max(3.0, size * unit)
        reference = blur(image, length * 0.13)
        points = _grid((height, width), max(2, int(length * 0.42)), rng)
        if level:
            points = _worth_painting(points, reference, pad, important, level, rng)
        points = points[rng.permutation(len(points))[:24_000]]
        colors = np.ones((len(points), 4), np.float32)
        colors[:, :3] = reference[points[:, 0], points[:, 1]]
        colors[:, :3] *= 1 + rng.normal(0, work.jitter, (len(points), 1))
        colors[:, :3] += rng.normal(0, work.jitter * 0.35, (len(points), 3))
        colors[:, 3] = rng.random(len(points))
        _draw(pad, points, angles, clamp(colors), (length, length * work.width))
    return _finish(image, focus, pad, _bristles(angles, rng, unit), work)


def _worth_painting(
    points: npt.NDArray[np.int64],
    reference: Field,
    pad: npt.NDArray[np.uint8],
    important: Field,
    level: int,
    rng: np.random.Generator,
) -> npt.NDArray[np.int64]:
    """Keep the points where a finer stroke would still change something that matters."""
    ys, xs = points[:, 0], points[:, 1]
    painted = pad[ys, xs, :3].astype(np.float32) / 255
    difference = brightest(np.abs(reference[ys, xs] - painted))
    weight = important[ys, xs]
    matters = (weight > 0.08 + 0.09 * level) | (rng.random(len(points)) < 0.12 / level)
    kept = (difference > 0.05 * (1.25 - weight)) & matters
    return np.asarray(points[kept], np.int64)


def _finish(
    image: Field, focus: Field | None, pad: npt.NDArray[np.uint8], bristles: Field, work: Brushwork
) -> Field:
    unit = math.sqrt(image.shape[0] * image.shape[1]) / 1024
    painted: Field = pad[..., :3].astype(np.float32) / 255
    raised = blur(pad[..., 3].astype(np.float32) / 255 + bristles * 0.9, 0.7 * unit)
    slope_x, slope_y = gradient(raised)
    light = np.clip((slope_x + slope_y) * 0.5, -0.8, 0.8) * work.relief
    painted = clamp(painted * (1 + light)[..., None] + light[..., None] * 0.15)
    result = mix(image, painted, work.strength)
    if focus is not None:
        kept = blur(focus, 2 * unit)[..., None] * ((1 - work.strength * 0.55) * 0.75 * work.spared)
        result = mix(result, image, kept * smoothstep(0.0, 0.5, focus)[..., None])
        result = mix(result, image, (work.spared * fine_detail(image, focus))[..., None])
    return clamp(result)
