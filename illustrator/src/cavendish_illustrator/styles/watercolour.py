"""Watercolour: wobbling washes, dark pigment edges, blooms and deckled paper."""

import numpy as np

from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import fine_detail, flatten, kuwahara, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_STEADY = 0.6
"""How much less the outlines of figures waver than those of the land."""
_PAPER = np.array([0.985, 0.975, 0.95], np.float32)


def _washes(image: Field, focus: Field | None, rng: np.random.Generator, unit: float) -> Field:
    """Bleed the picture's outlines and lift its tones toward the paper; faces keep their features."""
    shape = image.shape[:2]
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    near = np.zeros(shape, np.float32) if focus is None else blur(focus, 8 * unit)
    reach = 14 * unit * (1 - _STEADY * near)
    shift_x, shift_y = ((noise(shape, (55 * unit, 55 * unit), rng, 4) - 0.5) * reach for _ in range(2))
    moved = remap(image, xs + shift_x, ys + shift_y)
    bled = kuwahara(flatten(moved, 9 * unit), max(2, round(4 * unit)))
    bled = mix(bled, moved, (fine_detail(image, focus) * 0.85)[..., None])
    field = to_hsv(clamp(bled))
    field[..., 1] = clamp(field[..., 1] * 1.12)
    field[..., 2] = clamp(field[..., 2] * 0.82 + 0.2)
    return to_rgb(field)


def _pigment(image: Field, rng: np.random.Generator, unit: float) -> Field:
    """Vary the paint's density: pools, granulation and dark edges."""
    shape = image.shape[:2]
    along_x, along_y = gradient(luminance(image))
    edges = blur(clamp(np.hypot(along_x, along_y) * 1.1), 0.9 * unit)
    pools = coarse_noise(shape, (150 * unit, 150 * unit), rng, 5, 0.6) - 0.5
    grains = noise(shape, (5 * unit, 5 * unit), rng, 2) - 0.5
    density = 1 + 0.55 * pools + 0.28 * grains + 0.75 * edges
    return np.asarray(np.power(clamp(image) + 1e-3, density[..., None]), np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    height, width = image.shape[:2]
    painted = _pigment(_washes(image, focus, rng, unit), rng, unit)
    bloom = smoothstep(0.62, 0.7, coarse_noise((height, width), (260 * unit, 260 * unit), rng, 5))
    rim_x, rim_y = gradient(blur(bloom, 2 * unit))
    painted = clamp(mix(painted, WHITE, (bloom * 0.14)[..., None]) - np.hypot(rim_x, rim_y)[..., None] * 0.05)
    margin = 0.035 * min(height, width)
    ys, xs = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, width - 1 - xs), np.minimum(ys, height - 1 - ys))
    border = border + (noise((height, width), (70 * unit, 70 * unit), rng, 4) - 0.5) * margin * 2.2
    cover = smoothstep(margin * 0.45, margin * 0.7, border)
    pooled = np.exp(-(((border - margin * 0.75) / (margin * 0.12)) ** 2)) * 0.22
    painted = painted * (1 - pooled)[..., None] * mix(WHITE, _PAPER, 0.8)
    return clamp(mix(_PAPER, painted, cover[..., None]) * paper((height, width), rng, unit, 0.035)[..., None])


STYLE = StylePass(serves=(Style.WATERCOLOUR,), redraw=redraw, wants_vignette=False)
