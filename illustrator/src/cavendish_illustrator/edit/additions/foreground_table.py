"""A table top before somebody whose hands a photograph does not show: what they are given stands on it."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

TOP: Final = 0.875
"""Row of its far edge, in the picture's height."""
STANDS: Final = 0.945
"""Where things stand on it."""
_FAR, _NEAR = "#5d3b22", "#8a5c36"
_SHADE: Final = 0.3
"""How much darker the person is just over the edge."""


def lay_table(picture: WorkingPicture) -> None:
    """Lay the near edge of a wooden table along the lower edge of the picture."""
    width, height = picture.size
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    rng = picture.rng(173)
    grain = noise((height, width), (0.35 * width, 0.006 * height + 1), rng, 4)
    rings = noise((height, width), (0.5 * width, 0.03 * height + 1), rng, 3)
    down = smoothstep(TOP, 1.0, rows)
    wood = mix(rgb(_FAR), rgb(_NEAR), (down * np.ones((1, width), np.float32))[..., None])
    wood = wood * (0.8 + 0.26 * grain + 0.18 * rings)[..., None]
    edge = smoothstep(TOP + 0.012, TOP + 0.004, rows) * np.ones((1, width), np.float32)
    wood = mix(wood, rgb("#b98a5c"), (0.5 * edge)[..., None])
    soft = blur(np.asarray(wood, np.float32), 1.0 * picture.unit)
    cover = smoothstep(TOP - 0.002, TOP + 0.002, rows) * np.ones((1, width), np.float32)
    shade = smoothstep(TOP - 0.05, TOP, rows) * np.ones((1, width), np.float32) * (1 - cover)
    shown = picture.rgb * (1 - _SHADE * shade)[..., None]
    laid: Field = np.asarray(mix(shown, add_grain(soft, 0.008, rng), cover[..., None]), np.float32)
    picture.rgb = laid
