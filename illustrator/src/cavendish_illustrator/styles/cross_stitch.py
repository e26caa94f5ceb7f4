"""Cross-stitch: every colour in small crosses of thread, on white cloth whose holes are seen."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.painting.stitched_cells import in_cells
from cavendish_illustrator.painting.style_parts import contours, flat_areas, focus_cover
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_STITCHES, _COLORS = 92, 30
_CLOTH = np.array([0.955, 0.94, 0.9], np.float32)
_THREAD = 0.4
"""Half a thread's width in the cell's own measure."""


def _thread(beside: Field, along: Field) -> tuple[Field, Field]:
    """Coverage and light of one diagonal thread, by the distance from its middle line."""
    cover = smoothstep(_THREAD + 0.1, _THREAD - 0.06, np.abs(beside))
    round_ = np.sqrt(np.maximum(1 - (beside / (_THREAD + 0.1)) ** 2, 0))
    twist = 0.06 * np.sin((along * 2.6 + beside * 4) * np.pi)
    return cover, 0.66 + 0.4 * round_ + twist


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 16)
    lined = flat * (1 - 0.75 * contours(flat, near, 2.0) * near)[..., None]
    field = to_hsv(clamp(lined))
    field[..., 1] = clamp(field[..., 1] * 1.25)
    cells = in_cells(to_rgb(field), _STITCHES, _COLORS)
    beside = (cells.across - cells.down) / np.float32(np.sqrt(2))
    along = (cells.across + cells.down) / np.float32(np.sqrt(2))
    under, low = _thread(along, beside)
    over, high = _thread(beside, along)
    fuzz = noise(image.shape[:2], (2.0, 2.0), np.random.default_rng(seed), 2) - 0.5
    light = mix(low[..., None] * 0.9, high[..., None], over[..., None])[..., 0] + 0.12 * fuzz
    hole = smoothstep(0.42, 0.12, np.hypot(1 - np.abs(cells.across), 1 - np.abs(cells.down)))
    weave = 0.97 + 0.03 * np.sin(cells.across * 3 * np.pi) * np.sin(cells.down * 3 * np.pi)
    cloth = _CLOTH * (weave * (1 - 0.55 * hole) + 0.05 * fuzz)[..., None]
    bare = smoothstep(0.9, 0.94, luminance(cells.color)) * (near < 0.5)
    cover = np.maximum(under, over) * (1 - bare)
    return clamp(mix(cloth, cells.color * light[..., None], cover[..., None]))


STYLE = StylePass(serves=(Style.CROSS_STITCH,), redraw=redraw, wants_vignette=False)
