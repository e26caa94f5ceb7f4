"""Northern lights over any night."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import rgb

_CURTAINS = ((0.66, 0.30, "#3df0a0"), (0.46, 0.24, "#39d0c8"), (0.30, 0.18, "#9a6cf0"))
"""Lower edge and reach of each, in shares of the sky, and its colour."""


def aurora(canvas: Canvas) -> None:
    """Hang three wavering curtains of light in the sky, the lowest the greenest."""
    canvas.wants_aurora = False
    sky = max(8.0, canvas.horizon_y)
    rows = canvas.rows(0, sky)
    ys = canvas.ys[rows]
    fade = np.clip((sky - ys) / (sky * 0.18), 0, 1)
    for base, reach, color in _CURTAINS:
        wave = (canvas.outline(330, 3)[None] - 0.5) * sky * 0.42
        edge = sky * base + wave
        streaks = 0.55 + 0.75 * canvas.outline(26, 4)[None]
        above = (edge - ys) / (sky * reach)
        light = np.where(above > 0, np.exp(-above * 1.6), np.exp(above * 16)) * streaks * fade
        canvas.img[rows] += rgb(color) * (light * 0.55)[..., None].astype(np.float32)
    canvas.roll_off()
