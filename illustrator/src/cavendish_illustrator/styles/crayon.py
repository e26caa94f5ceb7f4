"""Crayon: wax rubbed over rough paper in slanting strokes, stronger along the contours."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, rotate, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, ink_lines, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER = "#fbf8ef"
_SLANT = 38.0


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    height, width = image.shape[:2]
    near = np.zeros((height, width), np.float32) if focus is None else clamp(blur(focus, 2 * unit) * 1.4)
    calm = mix(flatten(flatten(image, 16 * unit), 12 * unit), flatten(image, 5 * unit), near[..., None])
    field = to_hsv(clamp(calm))
    field[..., 1] = clamp(field[..., 1] * 1.3 + 0.03)
    field[..., 2] = clamp(field[..., 2] * 1.06 + 0.03)
    wax = to_rgb(field)
    strokes = _strokes((height, width), unit, rng)
    tooth = noise((height, width), (2.6 * unit, 2.6 * unit), rng, 2)
    pressure = 0.5 + 0.34 * near + 0.3 * (1 - luminance(wax))
    cover = smoothstep(0.08, 0.42, pressure + (strokes - 0.5) * 0.75 - tooth * 0.72)
    drawn = mix(_PAPER, wax * (0.94 + 0.12 * strokes)[..., None], cover[..., None])
    lines = (1 - ink_lines(calm, 1.8 * unit, threshold=0.14, sharpness=8.0)) * smoothstep(0.62, 0.4, tooth)
    return clamp(mix(drawn, wax * 0.42, (clamp(lines) * 0.8)[..., None]))


def _strokes(shape: tuple[int, int], unit: float, rng: np.random.Generator) -> Field:
    """Noise drawn out along one slanting direction, in 0..1."""
    reach = int(np.hypot(*shape)) + 8
    long = noise((reach, reach), (5.5 * unit, 90 * unit), rng, 2)
    turned = rotate(long, _SLANT)
    top, left = (turned.shape[0] - shape[0]) // 2, (turned.shape[1] - shape[1]) // 2
    return np.ascontiguousarray(turned[top : top + shape[0], left : left + shape[1]])


STYLE = StylePass(serves=(Style.CRAYON,), redraw=redraw, wants_vignette=False)
