"""Wide flat ground: mud that the tide has left, and the white crust of a salt lake."""

from functools import partial
from typing import NamedTuple

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, mountains, rocks
from cavendish_illustrator.scenery.water_surface import water


class _Look(NamedTuple):
    near: str
    far: str
    sea: str
    """What lies at the horizon, empty where the ground goes on to it."""
    pools: float
    """How much of the ground is covered by still water."""


_LOOKS = {
    "mudflat": _Look("#6f5f50", "#9a8c7c", "#7f98a8", 0.4),
    "salt_flat": _Look("#f4f6f8", "#e4ecf2", "", 0.12),
}


def paint_flat(canvas: Canvas, _spec: PictureSpec, *, key: str) -> None:
    """A low horizon, ripples or cracks toward the viewer and pools that mirror the sky."""
    look, height, rng = _LOOKS[key], canvas.height, canvas.rng
    horizon = height * float(rng.uniform(0.46, 0.52))
    paint_sky(canvas, horizon, clouds=0.8 if look.sea else 0.4)
    if look.sea:
        water(canvas, horizon, horizon + height * 0.05, look.sea, reflection=0.6, ripple=0.4)
    else:
        mountains(canvas, horizon + 2, height * 0.09, "#8a8fb0", haze=0.5)
    top = horizon + (height * 0.045 if look.sea else 0.0)
    sky = canvas.img[: int(horizon)][::-1].copy()
    ground(canvas, top, look.near, look.far, texture=0.2 if look.sea else 0.1)
    _pools(canvas, look, top, sky)
    if look.sea:
        _ripples(canvas, look, top)
        rocks(canvas, 7, (0.02, 0.72, 0.98, 0.96), (6, 20), "#4f463e")
    else:
        _cracks(canvas, top)
    stage = canvas.stage
    stage.water_top = stage.water_bottom = 0.0
    stage.near_y, stage.far_y = height * 0.93, height * 0.8


def _pools(canvas: Canvas, look: _Look, top: float, sky: np.ndarray) -> None:
    """Shallow water between the banks, bright as the sky above."""
    rows = canvas.rows(top, canvas.height)
    depth = smoothstep(top, canvas.height, canvas.ys[rows])
    shape = canvas.soft_noise((240, 40), 4, 0.5, rows) * 0.7 + canvas.soft_noise((60, 12), 3, 0.5, rows) * 0.3
    threshold = np.quantile(shape, 1 - look.pools)
    cover = smoothstep(threshold, threshold + 0.04, shape) * (1 - 0.35 * depth)
    count = rows.stop - rows.start
    index = np.clip((np.arange(count) * sky.shape[0]) // max(count, 1), 0, sky.shape[0] - 1)
    canvas.blend(mix(sky[index], rgb("#c4d4e0"), 0.25), cover * 0.85, rows)


def _ripples(canvas: Canvas, look: _Look, top: float) -> None:
    """Dark waves that the water has left in the mud."""
    rows = canvas.rows(top, canvas.height)
    depth = np.maximum(canvas.ys[rows] - top, 0.0) / max(canvas.height - top, 1.0)
    bend = canvas.soft_noise((200, 60), 3, 0.5, rows) * 7
    lines = np.sin(depth**0.5 * 95 + bend)
    canvas.blend(rgb(look.near) * 0.6, smoothstep(0.82, 1.0, lines) * 0.3 * (0.3 + depth), rows)


def _cracks(canvas: Canvas, top: float) -> None:
    """Low ridges of salt in rows of uneven six-sided plates, flatter toward the horizon."""
    layer, height, width, rng = canvas.layer(), canvas.height, canvas.width, canvas.rng
    y, step = top + 6.0, 5.0
    while y < height + step:
        wide = step * 3.4
        shift = float(rng.uniform(0, wide))
        for x in np.arange(-wide + shift, width + wide, wide):
            corner = (float(x) + wide / 2, y + step * 0.5)
            layer.polyline([(float(x), y), corner, (float(x) + wide, y)], "#c9d6e2", max(1.0, step * 0.06))
            layer.line(corner, (corner[0], corner[1] + step * 0.6), "#c9d6e2", max(1.0, step * 0.06))
        y += step * 1.1
        step *= 1.22
    canvas.lay(layer, opacity=0.8)


_LIGHTS = {
    "mudflat": (TimeOfDay.OVERCAST, TimeOfDay.DAWN, TimeOfDay.DAY),
    "salt_flat": (TimeOfDay.DAY, TimeOfDay.SUNSET, TimeOfDay.DAWN),
}
SETTINGS = tuple(
    SettingTemplate(names=(key,), paint=partial(paint_flat, key=key), times=_LIGHTS[key]) for key in _LOOKS
)
