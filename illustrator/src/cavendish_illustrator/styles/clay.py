"""Clay: rounded matt shapes under a soft studio light."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape = image.shape[:2]
    near = np.zeros(shape, np.float32) if focus is None else clamp(focus * 1.4)
    calm = mix(flatten(image, 16 * unit), flatten(image, 5 * unit), blur(near, 3 * unit)[..., None])
    field = to_hsv(clamp(calm))
    field[..., 1] = clamp(field[..., 1] * 1.08)
    field[..., 2] = clamp(0.1 + field[..., 2] * 0.92)
    matt = to_rgb(field)
    relief = luminance(calm) * 0.5 + blur(near, 10 * unit) * 1.6 + blur(near, 3 * unit) * 0.5
    relief = blur(relief, 2.2 * unit) + noise(shape, (26 * unit, 26 * unit), rng, 3) * 0.05
    slope_x, slope_y = gradient(relief)
    lit = np.clip((slope_x + slope_y) * 1.5, -0.6, 0.6)
    gloss = smoothstep(0.18, 0.5, lit) * 0.18
    prints = (noise(shape, (7 * unit, 3 * unit), rng, 2) - 0.5) * 0.05
    return clamp(matt * (1 + lit * 0.55 + prints)[..., None] + gloss[..., None])


STYLE = StylePass(serves=(Style.CLAY,), redraw=redraw)
