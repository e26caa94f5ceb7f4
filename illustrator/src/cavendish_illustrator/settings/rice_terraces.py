"""Terraces of rice or tea: steps that follow the hill, some green, some water, huts and people between."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.cottages import cottage
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import mountains

_GREENS: Final = ("#7fb83f", "#6aa838", "#98c850", "#5f9a34")
_STEPS: Final = 15
_FLOODED: Final = 3
"""Every such step is under water."""
_LAND: Final = "southeast"


def paint_rice_terraces(canvas: Canvas, spec: PictureSpec) -> None:
    """Mist and mountains, then one step below the other down to our feet."""
    height, width = canvas.height, canvas.width
    horizon = height * 0.4
    canvas.region = canvas.region or _LAND
    paint_sky(canvas, horizon, clouds=0.5)
    mountains(canvas, horizon + height * 0.04, height * 0.22, "#6f8a94", haze=0.55)
    mountains(canvas, horizon + height * 0.07, height * 0.14, "#5f8a68", haze=0.35)
    _steps(canvas, horizon)
    side = min(width, height * 1.3)
    for x, y, wide in ((0.2, 0.56, 0.11), (0.76, 0.63, 0.14)):
        cottage(canvas, canvas.region, (width * x, height * y), side * wide)
    for x, y, tall in ((0.09, 0.6, 0.22), (0.9, 0.68, 0.3), (0.3, 0.54, 0.15)):
        put(
            canvas,
            "palm-tree",
            (width * x, height * y),
            height * tall,
            Finish(relight=0.3, shadow=False, focus=0.4),
        )
    gather(canvas, spec, height * 0.66, height * 0.09, (0.42, 0.5))
    gather(canvas, spec, height * 0.8, height * 0.13, (0.28, 0.62))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84
    canvas.stage.hero_height = min(height * 0.44, width * 0.5)


def _steps(canvas: Canvas, horizon: float) -> None:
    """Lay one step below the other, each over the one before, with an earth rim."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    sky = canvas.img[: int(horizon)].mean((0, 1)) / np.maximum(canvas.light.ambient, 0.2)
    first = float(rng.uniform(0, 6))
    xs = np.linspace(-4, width + 4, 60)
    for step in range(_STEPS):
        share = (step / _STEPS) ** 1.35
        middle = horizon + height * 0.03 + (height * 0.62) * share
        swell = height * (0.035 + 0.02 * share)
        turn = xs / width * (4.2 - 1.4 * share) + first + 0.42 * step
        ys = middle + swell * np.sin(turn) + swell * 0.4 * np.sin(turn * 2.3 + step)
        layer = canvas.layer()
        is_water = step % _FLOODED == 1
        tone = mix(clamp(sky), "#cfe4e4", 0.3) if is_water else rgb(_GREENS[step % 4])
        tone = tone if not canvas.is_snowy else rgb("#e8eff5")
        outline = [
            *zip(xs.tolist(), ys.tolist(), strict=True),
            (width + 4.0, height + 4.0),
            (-4.0, height + 4.0),
        ]
        layer.polygon(outline, tone)
        rim = max(2.0, height * (0.006 + 0.012 * share))
        layer.polyline(np.stack([xs, ys], 1), "#4f6f2a", rim)
        layer.polyline(np.stack([xs, ys - rim * 0.5], 1), "#a8d060", max(1.0, rim * 0.4))
        canvas.lay(layer, haze=0.3 * (1 - share))


_LIGHTS: Final = (TimeOfDay.DAY, TimeOfDay.DAWN, TimeOfDay.GOLDEN_HOUR)
SETTINGS = (SettingTemplate(names=("rice_terraces",), paint=paint_rice_terraces, times=_LIGHTS),)
