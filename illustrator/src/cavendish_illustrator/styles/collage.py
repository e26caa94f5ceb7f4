"""Paper collage: torn pieces of plain, printed and striped paper with white edges, glued on each other."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, gradient, remap
from cavendish_illustrator.painting.style_parts import (
    flatten,
    focus_cover,
    paper,
    quantise_colors,
    rounded,
    unit_of,
)
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_COLORS = 8


def _prints(xs: Field, ys: Field, unit: float, rng: np.random.Generator) -> list[Field]:
    """What is printed on the papers, 0 to 1: lines of type, stripes, dots, squares, nothing."""
    line = np.abs(np.mod(ys / (13 * unit), 1) - 0.5)
    words = noise(xs.shape, (11 * unit, 13 * unit), rng, 2) > 0.44
    letters = np.mod(xs / (3.1 * unit) + np.floor(ys / (13 * unit)) * 0.37, 1) > 0.34
    type_ = smoothstep(0.26, 0.16, line) * words * letters
    stripes = smoothstep(0.2, 0.26, np.abs(np.mod((xs + ys) / (26 * unit), 1) - 0.5))
    dots = smoothstep(
        0.26, 0.2, np.hypot(np.mod(xs / (24 * unit), 1) - 0.5, np.mod(ys / (24 * unit), 1) - 0.5)
    )
    squares = np.maximum(
        smoothstep(0.45, 0.48, np.abs(np.mod(xs / (22 * unit), 1) - 0.5)),
        smoothstep(0.45, 0.48, np.abs(np.mod(ys / (22 * unit), 1) - 0.5)),
    )
    none = np.zeros_like(xs)
    return [
        np.asarray(one, np.float32) for one in (type_ * 0.5, none, stripes * 0.16, dots * 0.22, squares * 0.2)
    ]


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = (focus_cover(image, focus, 1.5) > 0.5).astype(np.float32)
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    torn = [(noise(shape, (9 * unit, 9 * unit), rng, 3) - 0.5) * 12 * unit for _ in range(2)]
    broad = rounded(quantise_colors(flatten(flatten(image, 18 * unit), 14 * unit), _COLORS), 8 * unit)
    broad = remap(broad, xs + torn[0], ys + torn[1])
    fine = rounded(quantise_colors(flatten(image, 4 * unit), 20), 1.5 * unit)
    pieces = mix(broad, fine, near[..., None])
    number = np.round(luminance(broad) * 23 + broad[..., 0] * 11).astype(int)
    prints = _prints(xs, ys, unit, rng)
    printed = np.choose(number % len(prints), prints)
    printed = printed * (1 - near)
    result = mix(pieces, "#2b2622", printed[..., None])
    level = luminance(broad) * (1 - near) + near * 1.4
    edge = smoothstep(0.04, 0.16, np.hypot(*gradient(blur(level, 0.9 * unit))))
    rim = dilate(edge, max(1, round(1.6 * unit)))
    tear = smoothstep(0.3, 0.6, rim * (0.6 + 0.6 * noise(shape, (5 * unit, 5 * unit), rng, 2))) * (1 - near)
    offset = max(2, round(6 * unit))
    shadow = blur(clamp((np.roll(level, (offset, offset), (0, 1)) - level) * 3), 4 * unit)
    result = mix(result, "#fbf8f0", (tear * 0.9)[..., None]) * (1 - 0.42 * shadow)[..., None]
    white = clamp(dilate(near, max(2, round(5 * unit))) - near)
    result = mix(result, "#fdfbf6", (blur(white, 0.7) * 0.95)[..., None])
    return clamp(result * paper(shape, rng, unit, 0.06)[..., None])


STYLE = StylePass(serves=(Style.COLLAGE,), redraw=redraw, wants_vignette=False)
