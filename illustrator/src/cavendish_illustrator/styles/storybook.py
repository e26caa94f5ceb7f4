"""A picture book's page: light washes under soft brown pencil lines, fading into the paper."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import fine_detail, flatten, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER = np.array([0.992, 0.98, 0.95], np.float32)
_PENCIL = "#4a3328"


def faded_border(shape: tuple[int, int], unit: float, rng: np.random.Generator) -> Field:
    """1 inside, running out softly into the paper along the edges, as a wash does."""
    height, width = shape
    margin = 0.06 * min(shape)
    ys, xs = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, width - 1 - xs), np.minimum(ys, height - 1 - ys))
    border = border + (coarse_noise(shape, (150 * unit, 150 * unit), rng, 3) - 0.5) * margin
    return smoothstep(margin * 0.1, margin * 1.5, np.asarray(border, np.float32))


def washed(image: Field, density: Field) -> Field:
    """Light and clear colours, denser where the pigment ran together."""
    field = to_hsv(clamp(image))
    field[..., 1] = clamp(field[..., 1] * 1.12)
    field[..., 2] = clamp(0.2 + field[..., 2] * 0.82)
    return np.asarray(np.power(clamp(to_rgb(field)) + 1e-3, density[..., None]), np.float32)


def pencilled(page: Field, lines: Field, rng: np.random.Generator, unit: float) -> Field:
    """Soft pencil lines of uneven pressure over it."""
    grain = noise(lines.shape, (2.4 * unit, 2.4 * unit), rng, 2)
    press = noise(lines.shape, (70 * unit, 70 * unit), rng, 2)
    strength = clamp(lines * (0.62 + 0.7 * press)) * smoothstep(0.05, 0.4, grain)
    return mix(page, _PENCIL, strength[..., None] * 0.9)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 2.0)
    calm = flatten(image, 9 * unit)
    kept = np.maximum(fine_detail(image, focus) * 0.9, near * 0.35)
    calm = mix(calm, image, kept[..., None])
    pools = coarse_noise(shape, (160 * unit, 160 * unit), rng, 4) - 0.5
    page = washed(calm, 1 + 0.45 * pools)
    page = mix(page, WHITE, (0.5 * smoothstep(0.86, 0.98, luminance(page)))[..., None])
    lines = coherent_lines(blur(image, 0.6 * unit), 1.9 * unit, 0.0025)
    page = pencilled(page, lines * (0.7 + 0.3 * near), rng, unit)
    page = mix(_PAPER, page * _PAPER, faded_border(shape, unit, rng)[..., None])
    return clamp(page * paper(shape, rng, unit, 0.045)[..., None])


STYLE = StylePass(serves=(Style.STORYBOOK,), redraw=redraw, wants_vignette=False)
