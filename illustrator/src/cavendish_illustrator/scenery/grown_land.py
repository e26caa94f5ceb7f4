"""Places as a camera sees them: no clean edge outdoors, leaves in what is green, wear in what is bare."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, brightest, clamp, luminance, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap

_BAND = 256
"""Rows worked on at a time; so many more on each side are read."""
_MARGIN = 24
_LEAF, _LEAF_REACH = (5.0, 4.0), 11.0
_PATCH = (60.0, 34.0)
_INDOORS = 0.3
"""How much of the wear of the open air things in rooms have."""


def let_land_grow(canvas: Canvas, *, is_autumnal: bool = False) -> None:
    """Give the painted place the unevenness of a real one; the sky and still water stay as they are."""
    shape, unit = (canvas.height, canvas.width), canvas.unit
    rng = np.random.default_rng([canvas.seed, 31])
    leaves = noise(shape, (_LEAF[0] * unit, _LEAF[1] * unit), rng, 3) - 0.5
    patches = noise(shape, (_PATCH[0] * unit, _PATCH[1] * unit), rng, 4) - 0.5
    wear = _INDOORS if canvas.is_indoors else 1.0
    below = smoothstep(canvas.horizon_y - 2, canvas.horizon_y + 0.02 * canvas.height, canvas.ys)
    source = canvas.img.copy()
    for top in range(0, canvas.height, _BAND):
        rows = slice(max(0, top - _MARGIN), min(canvas.height, top + _BAND + _MARGIN))
        keep = slice(top - rows.start, min(canvas.height, top + _BAND) - rows.start)
        green = _green(source[rows], is_autumnal=is_autumnal and not canvas.is_indoors)
        grown = _grown(source[rows], (leaves[rows], patches[rows]), green, below[rows], unit, wear)
        canvas.img[top : top + _BAND] = grown[keep]


def _green(image: Field, *, is_autumnal: bool) -> Field:
    """Where leaves are, 0..1: in autumn in all of its colours."""
    red, green, blue = (image[..., channel] for channel in range(3))
    fullness = (brightest(image) - image.min(-1)) / np.maximum(brightest(image), 0.1)
    is_leafy = smoothstep(0.3, 0.55, fullness) * smoothstep(-0.02, 0.1, green - blue)
    is_leafy = is_leafy * smoothstep(-0.04, 0.03, green - 0.97 * red)
    if is_autumnal:
        is_leafy = np.maximum(is_leafy, smoothstep(0.55, 0.75, fullness) * smoothstep(0.1, 0.3, red - blue))
    return np.asarray(is_leafy, np.float32)


def _grown(
    image: Field, noises: tuple[Field, Field], is_leafy: Field, below: Field, unit: float, wear: float
) -> Field:
    leaves, patches = noises
    red, green, blue = (image[..., channel] for channel in range(3))
    is_solid = smoothstep(0.06, -0.06, blue - np.maximum(red, 0.9 * green))
    along = gradient(luminance(image))
    is_rough = smoothstep(0.03, 0.09, blur(np.hypot(*along), 5 * unit))
    bare = is_solid * below * smoothstep(0.99, 0.82, luminance(image))
    rough = is_rough * (0.4 + 0.6 * is_solid) * (1 - bare)
    xs, ys = np.meshgrid(
        np.arange(image.shape[1], dtype=np.float32), np.arange(image.shape[0], dtype=np.float32)
    )
    reach = _LEAF_REACH * unit * wear * is_leafy
    moved = remap(image, xs + reach * leaves, ys + reach * leaves)
    depth = (0.16 * bare + 0.05 * rough + 0.75 * is_leafy) * leaves
    depth = depth + (0.14 * bare + 0.08 * rough + 0.2 * is_leafy) * patches
    return np.asarray(clamp(moved * (1 + wear * depth)[..., None]), np.float32)
