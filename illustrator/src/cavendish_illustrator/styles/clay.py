"""Clay: matt rounded shapes with fingerprints, seen near before a set out of focus, under a soft lamp."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.modelling import modelled
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import fine_detail, flatten, rounded, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_SOLID = 0.5
_SET = 0.45
"""How round the set is beside the figures."""


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape, side = image.shape[:2], 1 if seed % 2 else -1
    near = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 1.2 * unit) * 1.6 - 0.3)
    face = fine_detail(image, focus)
    figure = mix(flatten(image, 5 * unit), image, (face * 0.9)[..., None])
    lump = mix(rounded(flatten(image, 15 * unit), 5 * unit), figure, near[..., None])
    whole = np.ones(shape, np.float32)
    lit = mix(1 + (modelled(lump, whole, side) - 1) * _SET, modelled(figure, near, side), near)
    lit = 1 + (lit - 1) * (1 - 0.8 * face)
    matt = _matt(lump) * (np.clip(0.5 + 0.5 * lit, 0.5, 1.1) * (1 + _prints(shape, rng, unit)))[..., None]
    fallen = blur(np.roll(near, (round(8 * unit), round(-6 * unit * side)), (0, 1)), 7 * unit) * (1 - near)
    matt = matt * (1 - 0.42 * fallen)[..., None]
    if float(near.max()) > _SOLID:
        matt = mix(blur(matt, 1.6 * unit), matt, near[..., None])
    return clamp(matt)


def _matt(image: Field) -> Field:
    """The colours of plasticine: none is very pale, black or glaring."""
    field = to_hsv(clamp(image))
    field[..., 1] = clamp(field[..., 1] * (1.02 - 0.14 * field[..., 1]))
    field[..., 2] = 0.1 + 0.86 * field[..., 2]
    return to_rgb(field)


def _prints(shape: tuple[int, int], rng: np.random.Generator, unit: float) -> Field:
    """Dents of fingers and, in patches, the ridges of their tips, about 0."""
    dents = noise(shape, (30 * unit, 26 * unit), rng, 3)
    down, across = gradient(blur(dents, 2 * unit) * 3)
    patches = smoothstep(0.52, 0.66, noise(shape, (46 * unit, 46 * unit), rng, 2))
    bent = blur(noise(shape, (70 * unit, 70 * unit), rng, 2), 3 * unit) * 16
    ridges = np.sin(bent * 2 * np.pi) * patches
    return np.asarray(np.clip((down + across) * 0.06, -0.07, 0.07) + ridges * 0.022, np.float32)


STYLE = StylePass(serves=(Style.CLAY,), redraw=redraw)
