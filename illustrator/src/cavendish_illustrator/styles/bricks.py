"""Toy bricks: plates with a stud on each, in the colours such bricks come in."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, smoothstep
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.painting.stitched_cells import in_cells
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_BRICKS = 70
"""How many lie side by side in a square picture."""
_STUD = 0.62
_COLORS = (
    *("#f4f4f4", "#a0a5a9", "#6c6e68", "#1f2226", "#c91a09", "#720e0f", "#fe8a18", "#f8bb3d"),
    *("#f2cd37", "#e4cd9e", "#958a73", "#582a12", "#aa7d55", "#f6d7b3", "#d09168", "#a5ca18"),
    *("#237841", "#4b9f4a", "#184632", "#9b9a5a", "#a0bcac", "#0055bf", "#9fc3e9", "#5a93db"),
    *("#0a3463", "#36aebf", "#008f9b", "#3f3691", "#cda4de", "#c870a0", "#e4adc8", "#923978"),
)


def redraw(image: Field, _focus: Field | None, _seed: int) -> Field:
    field = to_hsv(clamp(image))
    field[..., 1] = clamp(field[..., 1] * 1.2)
    cells = in_cells(to_rgb(field), _BRICKS, _COLORS)
    across, down = cells.across, cells.down
    soft = 2.4 / cells.side
    slope = (-across - down) / np.maximum(np.hypot(across, down), 0.05) / np.sqrt(2)
    away = np.hypot(across, down)
    rim = smoothstep(_STUD - 0.3, _STUD - 0.06, away) * smoothstep(_STUD + soft, _STUD, away)
    cast = np.hypot(across - 0.16, down - 0.2)
    shadow = smoothstep(_STUD + 0.16, _STUD, cast) * smoothstep(_STUD - soft, _STUD + soft, away)
    edge = smoothstep(1 - 2 * soft, 1.0, np.maximum(np.abs(across), np.abs(down)))
    top = smoothstep(_STUD, _STUD - soft, away)
    light = 1 + 0.05 * top + 0.3 * rim * slope - 0.34 * shadow - 0.3 * edge
    gloss = smoothstep(0.26, 0.08, np.hypot(across + 0.2, down + 0.24)) * 0.13
    return clamp(cells.color * light[..., None] + gloss[..., None])


STYLE = StylePass(serves=(Style.BRICKS,), redraw=redraw, wants_vignette=False)
