"""Bauhaus: circles, bars and quarters in primary colours, with what matters in flat colour before them."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Style

_CREAM = "#f3ead6"
_INKS = ("#d8362a", "#1f4e9c", "#f0b323", "#1c1b1a", "#f3ead6")
_SEEN = 0.02


def _shapes(size: tuple[int, int], seed: int) -> Field:
    """A page of few great shapes."""
    width, height = size
    side = min(size)
    red, blue, yellow, black, _ = _INKS
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height, _CREAM)
    a, b, c = ((red, yellow, blue), (blue, red, yellow), (yellow, blue, red))[seed % 3]
    flip = bool(seed % 2)

    def at(x: float) -> float:
        return width * (1 - x if flip else x)

    layer.circle(at(0.62), height * 0.42, side * 0.34, a)
    layer.rect(min(at(0.0), at(0.22)), 0, max(at(0.0), at(0.22)), height, c)
    layer.ellipse((at(0.22), height), (side * 0.4, side * 0.4), b, arc=(180, 360))
    layer.rect(0, height * 0.86, width, height, black)
    for k in range(5):
        y = height * (0.08 + 0.035 * k)
        layer.line((at(0.72), y), (at(0.95), y), black, side * 0.012)
    layer.line((at(0.04), height * 0.1), (at(0.42), height * 0.74), black, side * 0.01)
    layer.circle(at(0.86), height * 0.7, side * 0.07, c)
    layer.ring(at(0.86), height * 0.7, side * 0.1, black, side * 0.01)
    return np.asarray(layer.pixels[..., :3].astype(np.float32) / 255, np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, shape = unit_of(image), image.shape[:2]
    near = focus_cover(image, focus, 1.0)
    flat = flat_areas(image, near, 8)
    if float((near > 0.5).mean()) < _SEEN:
        printed = in_few_colors(flat, _INKS)
    else:
        printed = mix(_shapes((shape[1], shape[0]), seed), flat, smoothstep(0.45, 0.6, near)[..., None])
    return clamp(printed * paper(shape, np.random.default_rng(seed), unit, 0.04)[..., None])


STYLE = StylePass(serves=(Style.BAUHAUS,), redraw=redraw, wants_vignette=False)
