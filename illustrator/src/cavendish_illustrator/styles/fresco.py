"""Fresco: matt earth colours in old plaster, with fine cracks and bare patches near the edge."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flatten, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PLASTER, _SINOPIA = np.array([0.86, 0.8, 0.69], np.float32), "#6b3420"
_CRACK_LEVELS = (0.42,)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 2.0)
    calm = mix(flatten(image, 9 * unit), flatten(image, 4 * unit), near[..., None])
    grey = luminance(calm)[..., None]
    earthy = mix(grey, calm, 0.66) * np.array([1.04, 0.97, 0.82], np.float32)
    matt = 0.16 + 0.72 * clamp(earthy)
    lines = coherent_lines(blur(image, 1.4 * unit), 2.2 * unit, 0.005)
    matt = mix(matt, _SINOPIA, (lines * 0.5)[..., None])
    cloud = noise(shape, (150 * unit, 150 * unit), rng, 4) - 0.5
    grain = noise(shape, (5 * unit, 5 * unit), rng, 2) - 0.5
    worn = smoothstep(0.54, 0.7, noise(shape, (60 * unit, 60 * unit), rng, 4)) * 0.4 * (1 - 0.7 * near)
    plaster = _PLASTER * (1 + 0.12 * cloud + 0.14 * grain)[..., None]
    wall = mix(matt * (1 + 0.2 * cloud + 0.2 * grain)[..., None], plaster, worn[..., None])
    field = noise(shape, (170 * unit, 170 * unit), rng, 5)
    for level in _CRACK_LEVELS:
        vein = smoothstep(0.0055, 0.0015, np.abs(field - level))
        wall = wall * (1 - 0.5 * vein)[..., None]
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, shape[1] - 1 - xs), np.minimum(ys, shape[0] - 1 - ys)) / min(shape)
    lost = smoothstep(0.03, 0.012, border + (noise(shape, (120 * unit, 120 * unit), rng, 4) - 0.5) * 0.1)
    rim = smoothstep(0.1, 0.5, lost) * smoothstep(1.0, 0.6, lost)
    bare = plaster * 0.93
    return clamp(mix(wall, bare, lost[..., None]) * (1 - 0.3 * rim)[..., None])


STYLE = StylePass(serves=(Style.FRESCO,), redraw=redraw)
