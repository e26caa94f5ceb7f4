"""Makes a drawn figure look like one that stood before a camera: hair by hair, with skin, cloth and crumb."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.animals.fur import coat_of, hair_length, lie_of_hair
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_grown

_LEAST_HEIGHT: Final = 70
"""Pixels; on what is smaller no hair is seen."""
_STEPS: Final = tuple(np.linspace(-1, 1, 9))
_GUARD: Final = 0.34
"""How much lighter and darker single hairs are."""
_CRUMB, _PORES = 0.16, 0.05


def as_photographed(rgba: Field, cast: Cast, figure: Figure) -> Field:
    """The figure's pixels with the surface of what it shows; its eyes and mouth stay as they are."""
    height = rgba.shape[0]
    if height < _LEAST_HEIGHT or cast.subject.material is not None:
        return rgba
    long = max(hair_length(one.subject.concept) for one in (cast, *cast.company))
    coat = coat_of(figure, rgba.shape[:2]) if long else None
    if coat is not None:
        return _furred(rgba, coat, long * height)
    rough = _CRUMB if is_food(cast.subject.concept) or is_grown(cast.subject.concept) else _PORES
    return _with_surface(rgba, rough)


def _details(rgba: Field) -> Field:
    """Where small features are, 0..1: eyes, noses and mouths, which no hair covers."""
    scale = rgba.shape[0] / 100
    grey = mix(np.ones(rgba.shape[:2], np.float32) * 0.5, luminance(rgba[..., :3]), rgba[..., 3])
    fine = blur(np.abs(grey - blur(grey, 1.6 * scale)), 0.9 * scale)
    return np.asarray(smoothstep(0.07, 0.15, fine) * smoothstep(0.86, 0.99, blur(rgba[..., 3], scale)))


def _furred(rgba: Field, coat: Field, long: float) -> Field:
    """Hair over the coat: colours run into each other along it, and it frays the outline."""
    pad = round(0.5 * long) + 2
    wide, coat = np.pad(rgba, ((pad, pad), (pad, pad), (0, 0))), np.pad(coat, pad)
    shape, rng = wide.shape[:2], np.random.default_rng([*rgba.shape[:2], 17])
    lie_x, lie_y = lie_of_hair(wide[..., 3], 1.6 * long)
    swirl = (coarse_noise(shape, (2.4 * long, 2.4 * long), rng, 3) - 0.5) * 2.6
    cos, sin = np.cos(swirl), np.sin(swirl)
    lie = (lie_x * cos - lie_y * sin, lie_x * sin + lie_y * cos)
    bare = _details(wide)
    share = smoothstep(0.3, 0.7, blur(coat, 0.15 * long)) * (1 - bare)
    colors = np.concatenate([wide[..., :3] * wide[..., 3:], wide[..., 3:]], -1)
    smeared = _along(colors, lie, 0.55 * long)
    under = _streaks(shape, lie, 0.8 * long, max(0.9, 0.05 * long), rng)
    guard = _streaks(shape, lie, 0.6 * long, 0.55, rng)
    alpha = smoothstep(0.3, 0.62, smeared[..., 3] + 0.2 * guard * smoothstep(0.02, 0.4, smeared[..., 3]))
    color = smeared[..., :3] / np.maximum(smeared[..., 3:], 1e-3)
    tone = luminance(color)
    strength = _GUARD * np.clip(1.25 - tone, 0.45, 1)
    lit = 1 + strength * (0.65 * guard + 0.6 * under)
    hairy = clamp(color * lit[..., None] + (0.05 * np.maximum(guard, 0))[..., None])
    result = np.empty_like(wide)
    result[..., :3] = mix(wide[..., :3], hairy, share[..., None])
    result[..., 3] = mix(wide[..., 3], alpha, np.maximum(share, smoothstep(0.15, 0.5, blur(coat, 0.3 * long))))
    return clamp(result)


def _along(field: Field, lie: tuple[Field, Field], reach: float) -> Field:
    """The mean of a field along the lie of the hair."""
    xs = np.arange(field.shape[1], dtype=np.float32)[None]
    ys = np.arange(field.shape[0], dtype=np.float32)[:, None]
    total = np.zeros_like(field)
    for step in _STEPS:
        total += remap(field, xs + lie[0] * np.float32(step * reach), ys + lie[1] * np.float32(step * reach))
    return total / np.float32(len(_STEPS))


def _streaks(
    shape: tuple[int, int], lie: tuple[Field, Field], reach: float, width: float, rng: np.random.Generator
) -> Field:
    """Hairs so long and wide along the lie, about -1 to 1."""
    grain = blur(rng.standard_normal(shape, dtype=np.float32), width)
    streaks = _along(_along(grain, lie, reach), lie, 0.4 * reach)
    return np.asarray(np.clip(streaks / (1.8 * max(float(streaks.std()), 1e-5)), -1.3, 1.3), np.float32)


def _with_surface(rgba: Field, rough: float) -> Field:
    """The unevenness of what is baked, grown, woven or worn, lit from above."""
    height, shape = rgba.shape[0], rgba.shape[:2]
    rng = np.random.default_rng([*shape, 19])
    fine = noise(shape, (max(2.0, 0.012 * height),) * 2, rng, 2) - 0.5
    coarse = coarse_noise(shape, (0.09 * height, 0.07 * height), rng, 3) - 0.5
    slope = gradient(blur(fine, 0.6))[1]
    bumps = slope / max(3 * float(slope.std()), 1e-5)
    spared = 1 - 0.8 * _details(rgba)
    lit = 1 + rough * (0.55 * np.clip(bumps, -1.5, 1.5) + 1.1 * coarse) * spared
    result = rgba.copy()
    result[..., :3] = clamp(rgba[..., :3] * lit[..., None])
    return result
