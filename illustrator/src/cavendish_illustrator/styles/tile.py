"""Painted tiles: cobalt blue in a few washes and lines on white glaze, in a grid with grout."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_GLAZE, _LIGHT, _MIDDLE, _DEEP = "#f4f5f1", "#a9c1e4", "#3f6cb8", "#142f78"
_SOLID, _FEWEST = 0.5, 60
_TILES = 4
"""How many lie along the shorter side."""


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    height, width = shape
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 12)
    tone = luminance(flat)
    low, high = (float(v) for v in np.percentile(tone, (3, 92)))
    tone = clamp((tone - low) / max(high - low, 0.2))
    seen = luminance(flat)[near > _SOLID]
    if seen.size > _FEWEST:
        low, high = (float(v) for v in np.percentile(seen, (4, 90)))
        own = 0.16 + 0.84 * clamp((luminance(flat) - low) / max(high - low, 0.12))
        tone = np.where(near > _SOLID, own, clamp(tone + 0.22))
    wash = noise(shape, (50 * unit, 34 * unit), rng, 4) - 0.5
    tone = clamp(tone + wash * 0.2)
    color = mix(_DEEP, _MIDDLE, smoothstep(0.04, 0.34, tone)[..., None])
    color = mix(color, _LIGHT, smoothstep(0.36, 0.62, tone)[..., None])
    color = mix(color, _GLAZE, smoothstep(0.7, 0.88, tone)[..., None])
    lines = coherent_lines(mix(blur(image, 1.2 * unit), flat, 0.5), 2.2 * unit, 0.005)
    color = mix(color, _DEEP, (lines * (0.45 + 0.5 * near))[..., None])
    side = min(height, width) / _TILES
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    tall, wide = (max(1, round(length / side)) for length in (height, width))
    down, across = np.mod(ys * tall / height, 1), np.mod(xs * wide / width, 1)
    edge = np.minimum(np.minimum(down, 1 - down), np.minimum(across, 1 - across)) * side
    shade = (
        1
        - 0.12 * smoothstep(9 * unit, 0.0, edge)
        + 0.05 * smoothstep(14 * unit, 5 * unit, edge) * (down < 0.5)
    )
    gloss = smoothstep(0.55, 0.8, noise(shape, (220 * unit, 160 * unit), rng, 2)) * 0.05
    glazed = clamp(color * shade[..., None] + gloss[..., None])
    return clamp(mix("#b9b2a2", glazed, smoothstep(1.0 * unit, 2.6 * unit, edge)[..., None]))


STYLE = StylePass(serves=(Style.TILE,), redraw=redraw, wants_vignette=False)
