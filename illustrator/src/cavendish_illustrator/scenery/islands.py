"""A small island in a warm sea: sand, bushes and palms, with shallows around it."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix, rgb, smoothstep
from cavendish_illustrator.scenery.foliage import bush
from cavendish_illustrator.scenery.palms import palm
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.water_surface import water

_SEA, _SHALLOWS, _SAND = "#1f86b4", "#6fe0d4", "#f2dcae"
_PALMS: Final = ((-0.17, 0.3, -0.22), (0.15, 0.27, 0.24), (-0.06, 0.4, -0.1), (0.05, 0.36, 0.16))
"""Where each stands beside the middle, how tall and leaning how far, in parts of the picture."""


def paint_island(canvas: Canvas) -> None:
    """The island in the middle of the sea, seen from a boat."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon, size = height * 0.46, min(height, width)
    paint_sky(canvas, horizon, clouds=0.7)
    paint_rays(canvas, 0.12)
    water(canvas, horizon, height, _SEA, reflection=0.5, ripple=0.8)
    middle, foot = width * float(rng.uniform(0.46, 0.54)), height * 0.68
    _mound(canvas, (middle, foot), (size * 0.4, height * 0.075))
    for across, tall, lean in _PALMS[:2]:
        palm(canvas, (middle + size * across, foot - height * 0.035), size * tall, lean=lean, haze=0.06)
    for across in np.linspace(-0.2, 0.2, 6):
        bush(canvas, middle + size * float(across), foot - height * 0.025, size * 0.05, "jungle")
    for across, tall, lean in _PALMS[2:]:
        palm(canvas, (middle + size * across, foot - height * 0.012), size * tall * 1.15, lean=lean)
    stage = canvas.stage
    stage.near_y, stage.far_y = foot + height * 0.02, foot - height * 0.01
    stage.tags = frozenset({"palm-tree"})
    stage.is_whole = True


def _mound(canvas: Canvas, at: tuple[float, float], reach: tuple[float, float]) -> None:
    """Shallows, a ring of foam, wet sand and the dry hump of the island."""
    (x, y), (wide, tall) = at, reach
    rows = canvas.rows(canvas.horizon_y + 2, canvas.height)
    rough = (canvas.soft_noise((120, 40), 3, 0.5, rows) - 0.5) * 0.22
    away = np.hypot((canvas.xs - x) / wide, (canvas.ys[rows] - y) / tall) + rough
    light = canvas.light.ambient
    canvas.blend(rgb(_SHALLOWS) * light, smoothstep(2.1, 1.05, away) * 0.72, rows)
    canvas.blend(rgb("#ffffff") * light, np.exp(-(((away - 1.06) / 0.05) ** 2)) * 0.85, rows)
    canvas.blend(rgb("#ffffff") * light, np.exp(-(((away - 1.32) / 0.035) ** 2)) * 0.4, rows)
    grain = 0.85 + 0.3 * canvas.noise((60, 20), 4, 0.6, rows)
    dry = smoothstep(1.02, 0.8, away)[..., None]
    sand = mix("#c9a26c", _SAND, dry) * grain[..., None] * light
    canvas.blend(sand, smoothstep(1.03, 0.99, away), rows)
    top = canvas.rows(y - tall * 1.9, y)
    hump = np.hypot((canvas.xs - x) / (wide * 0.8), (canvas.ys[top] - y) / (tall * 1.25))
    side = (canvas.xs - x) / wide * canvas.light.side
    crest = mix("#b99460", _SAND, np.clip(0.7 + 0.4 * side, 0, 1)[..., None])
    canvas.blend(crest * light + 0 * hump[..., None], smoothstep(1.02, 0.97, hump), top)
