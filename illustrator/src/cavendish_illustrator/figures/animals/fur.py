"""The coats of animals: hairs or feathers that catch the light and fray the outline."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap, resize

_STEPS = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
_GLOSS = 0.17
"""How much lighter or darker a hair is."""
_LEAST_HEIGHT = 48
"""Pixels; on smaller animals hairs would be noise."""
_MASK_HEIGHT = 200
"""Pixels at which it is found what of a figure is coat: the filter takes its time."""
_COAT = '<g class="coat">'
_MARKED = '<g class="coat" filter="url(#coat-mark)">'
_MARK = (
    '<filter id="coat-mark" x="-.1" y="-.1" width="1.2" height="1.2"><feFlood flood-color="#ff00ff"/>'
    '<feComposite in2="SourceAlpha" operator="in"/></filter>'
)


@cache
def _lengths() -> Mapping[str, float]:
    return {
        name: float(row["long"])
        for row in read_table("figures/animals/fur.toml").values()
        for name in row["of"]
    }


def hair_length(concept: str) -> float:
    """How long hairs are in parts of the animal's height; 0 for what has a smooth outside."""
    return _lengths().get(concept, 0.0)


def lie_of_hair(alpha: Field, reach: float) -> tuple[Field, Field]:
    """Which way hairs lie: down the body, and outward near its outline."""
    slope_x, slope_y = gradient(blur(alpha, reach))
    steep = np.maximum(np.hypot(slope_x, slope_y), 1e-5)
    near = smoothstep(0.2, 1.0, steep * reach * 2.2)
    x, y = mix(np.zeros_like(alpha), -slope_x / steep, near), mix(np.ones_like(alpha), -slope_y / steep, near)
    y = y + 0.55  # gravity
    length = np.maximum(np.hypot(x, y), 1e-4)
    return np.asarray(x / length, np.float32), np.asarray(y / length, np.float32)


def _hairs(shape: tuple[int, int], lie: tuple[Field, Field], long: float, rng: np.random.Generator) -> Field:
    """Streaks along the lie, about -1 to 1."""
    grain = blur(rng.random(shape, dtype=np.float32), max(0.5, long * 0.08))
    xs, ys = np.arange(shape[1], dtype=np.float32)[None], np.arange(shape[0], dtype=np.float32)[:, None]
    streaks = np.zeros(shape, np.float32)
    for step in _STEPS:
        streaks += remap(grain, xs + lie[0] * (step * long), ys + lie[1] * (step * long))
    streaks -= float(streaks.mean())
    return np.asarray(np.clip(streaks / (2.2 * max(float(streaks.std()), 1e-4)), -1, 1), np.float32)


def coated(figure: Figure, concept: str) -> Figure:
    """The figure, its markup named as a coat where the animal has one; what is put on later is not."""
    if not hair_length(concept):
        return figure
    return replace(figure, markup=f"{_COAT}{figure.markup}</g>")


def coat_of(figure: Figure, shape: tuple[int, int]) -> Field | None:
    """Where a coat is seen on a figure of this shape, 0..1; None where there is none."""
    if _COAT not in figure.markup:
        return None
    marked = replace(figure, markup=_MARK + figure.markup.replace(_COAT, _MARKED))
    pixels = marked.pixels(min(_MASK_HEIGHT, shape[0]))
    coat = clamp(1 - 2.5 * np.abs(pixels[..., :3] - rgb("#ff00ff")).max(-1)) * pixels[..., 3]
    return clamp(resize(coat, shape[1], shape[0], is_smooth=True))


def with_coat(rgba: Field, figure: Figure, height: float, long: float) -> Field:
    """Return a figure's pixels, drawn at a height, with hairs `long` parts of that on the coats in it.

    What is worn or held, whiskers, and figures too small to show hairs stay as they are.
    """
    coat = coat_of(figure, rgba.shape[:2]) if long and height >= _LEAST_HEIGHT else None
    if coat is None:
        return rgba
    pad = round(height * long * 0.5) + 1
    wide, coat = np.pad(rgba, ((pad, pad), (pad, pad), (0, 0))), np.pad(coat, pad)
    color, alpha = wide[..., :3], wide[..., 3]
    rng = np.random.default_rng([*rgba.shape[:2], 11])
    hair = max(2.0, long * height * 0.5)
    hairs = _hairs(alpha.shape, lie_of_hair(alpha, long * height), hair, rng)
    tufts = coarse_noise(alpha.shape, (hair * 1.6, hair * 2.4), rng, 2) - 0.5
    frayed = smoothstep(0.36, 0.64, blur(alpha, hair * 0.34) + hairs * 0.17 + tufts * 0.12)
    is_bulky = smoothstep(0.3, 0.46, blur(coat, hair * 0.8))
    covered = clamp(mix(alpha, frayed, is_bulky))
    lit = 1 + (_GLOSS * hairs + 0.16 * tufts) * np.maximum(coat, is_bulky * (1 - alpha))
    result = np.empty_like(wide)
    # Not joined afterwards: copies of a large animal are what most of a picture's memory would go to.
    np.clip(_drawn_out(color, alpha, hair * 0.3) * lit[..., None], 0, 1, out=result[..., :3])
    result[..., 3] = covered
    return result


def _drawn_out(color: Field, alpha: Field, reach: float) -> Field:
    """The colour continued past the outline, for the hairs that stand out there."""
    bled = blur(color * alpha[..., None], reach) / np.maximum(blur(alpha, reach), 0.02)[..., None]
    return mix(bled, color, smoothstep(0.6, 1.0, alpha)[..., None])
