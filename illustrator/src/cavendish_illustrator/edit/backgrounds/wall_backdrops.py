"""Walls of brick, planks or stone as a backdrop for a photographed person or thing."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

_COURSES: Final = 15
"""Courses of bricks in the picture's height."""
_BRICK: Final = 2.6
"""Length of a brick in its height."""
_JOINT: Final = 0.1
_PLANKS: Final = 6
_FALL_OFF: Final = 0.34
"""How much darker the corners are than where the light falls."""


def _lit(wall: Field) -> Field:
    height, width = wall.shape[:2]
    ys, xs = np.ogrid[:height, :width]
    away = np.hypot((xs / width - 0.42) / 0.9, (ys / height - 0.36) / 0.95)
    return clamp(wall * (1.06 - _FALL_OFF * smoothstep(0.1, 0.95, np.asarray(away, np.float32)))[..., None])


def _brick(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    height, width = shape
    tall = height / _COURSES
    long = tall * _BRICK
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    uneven = (noise(shape, (0.8 * tall, 0.8 * tall), rng, 3) - 0.5) * 0.1 * tall
    row = np.floor((ys + uneven) / tall)
    along = (xs + uneven) / long + 0.5 * (row % 2)
    column = np.floor(along)
    inside = np.minimum(
        np.minimum(along - column, 1 - (along - column)) * _BRICK,
        np.minimum((ys + uneven) / tall - row, 1 - ((ys + uneven) / tall - row)),
    )
    tones = rng.random((_COURSES + 3, int(width / long) + 4)).astype(np.float32)
    tone = tones[(row + 1).astype(int) % tones.shape[0], (column + 1).astype(int) % tones.shape[1]]
    color = mix(rgb("#7c3527"), rgb("#b4624a"), tone[..., None])
    color = mix(color, rgb("#5d2c26"), (0.7 * (tone > 0.86))[..., None])
    grain = noise(shape, (0.25 * tall, 0.18 * tall), rng, 4)
    color = color * (0.78 + 0.44 * grain)[..., None]
    joint = smoothstep(_JOINT * 0.7, _JOINT * 1.3, np.asarray(inside, np.float32))
    shade = 1 - 0.35 * smoothstep(0.26, _JOINT, np.asarray(inside, np.float32))
    mortar = rgb("#b5aa9d") * (0.75 + 0.4 * grain)[..., None]
    return clamp(mix(mortar, color * shade[..., None], joint[..., None]))


def _wood(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    height, width = shape
    wide = width / _PLANKS
    xs = np.arange(width, dtype=np.float32)[None] * np.ones((height, 1), np.float32)
    plank = np.floor(xs / wide)
    shift = rng.random(_PLANKS + 2).astype(np.float32)
    tone = shift[plank.astype(int) % len(shift)]
    warp = noise(shape, (0.6 * wide, 0.5 * height), rng, 3) + 0.6 * tone
    rings = 0.5 + 0.5 * np.sin(2 * np.pi * (7 * warp + xs / wide * 2.2))
    fine = noise(shape, (0.012 * width, 0.4 * height), rng, 3)
    value = 0.25 + 0.3 * tone + 0.22 * rings + 0.28 * fine
    gap = np.minimum(xs / wide - plank, 1 - (xs / wide - plank))
    color = mix(rgb("#4a2f1b"), rgb("#b98a5a"), clamp(value)[..., None])
    return clamp(color * (0.3 + 0.7 * smoothstep(0.004, 0.02, np.asarray(gap, np.float32)))[..., None])


def _stone(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    side = min(shape)
    cloud = noise(shape, (0.5 * side, 0.42 * side), rng, 5)
    other = noise(shape, (0.3 * side, 0.4 * side), rng, 4)
    veins = smoothstep(0.03, 0.0, np.abs(cloud - 0.5)) * smoothstep(0.35, 0.6, other)
    color = mix(rgb("#d9d6d1"), rgb("#f4f2ee"), cloud[..., None])
    return clamp(mix(color, rgb("#8d8a88"), (0.65 * blur(np.asarray(veins, np.float32), 0.8))[..., None]))


_WALLS: Final[Mapping[str, Callable[[tuple[int, int], np.random.Generator], Field]]] = {
    "brick": _brick,
    "wood": _wood,
    "stone": _stone,
}


def wall_backdrop(kind: str, size: tuple[int, int], seed: int, unit: float) -> Field:
    """The wall, a little out of focus, brightest behind a head."""
    rng = np.random.default_rng((seed & 0xFFFFFFFF, 137))
    return _lit(blur(np.asarray(_WALLS[kind]((size[1], size[0]), rng), np.float32), 1.6 * unit))
