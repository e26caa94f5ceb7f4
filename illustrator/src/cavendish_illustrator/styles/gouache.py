"""Gouache: opaque matt areas laid beside each other, with dry edges of the brush."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import remap, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    reach = 9 * unit * (1 - 0.7 * near)
    shift_x, shift_y = ((noise(shape, (16 * unit, 16 * unit), rng, 3) - 0.5) * reach for _ in range(2))
    flat = flat_areas(image, near, 16)
    dry = remap(flat, xs + shift_x, ys + shift_y)
    field = to_hsv(clamp(dry))
    field[..., 1] = clamp(field[..., 1] * 0.92)
    field[..., 2] = clamp(0.07 + field[..., 2] * 0.92)
    matt = to_rgb(field)
    bristle = noise(shape, (60 * unit, 3 * unit), rng, 3) - 0.5
    cloud = noise(shape, (120 * unit, 90 * unit), rng, 3) - 0.5
    matt = matt * (1 + 0.13 * bristle + 0.12 * cloud)[..., None]
    worn = smoothstep(0.2, 0.32, bristle) * 0.16 * (1 - near)
    return clamp(mix(matt, "#fbf4e6", worn[..., None]) * paper(shape, rng, unit, 0.04)[..., None])


STYLE = StylePass(serves=(Style.GOUACHE,), redraw=redraw, wants_vignette=False)
