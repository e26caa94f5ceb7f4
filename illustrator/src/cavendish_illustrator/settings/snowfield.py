"""Snow as far as one can see; the Arctic with ice floes."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, mix
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains
from cavendish_illustrator.scenery.water_surface import water


def paint_snowfield(canvas: Canvas, _spec: PictureSpec) -> None:
    """Pines on a white plain under far white mountains."""
    height, rng = canvas.height, canvas.rng
    horizon = height * float(rng.uniform(0.52, 0.6))
    paint_sky(canvas, horizon, clouds=0.5)
    mountains(canvas, horizon, height * float(rng.uniform(0.1, 0.2)), "#8fa0b8", haze=0.6, snow=0.7)
    hills(canvas, horizon + 10 * canvas.unit, height * 0.06, "#c3d2e2", haze=0.1, texture=0.1)
    count = int(rng.integers(7, 12))
    tree_row(
        canvas,
        np.linspace(0.02, 0.98, count),
        horizon + 30 * canvas.unit,
        (height * 0.14, height * 0.27),
        ("pine", "snowy_pine"),
    )
    ground(canvas, horizon + 26 * canvas.unit, "#f1f6fc", "#cfdcea", texture=0.12, grain=0.015)
    canvas.is_soft = True
    _drifts(canvas, horizon)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.91, height * 0.76


def _drifts(canvas: Canvas, horizon: float) -> None:
    """Blue hollows between drifts."""
    for at in (0.3, 0.5, 0.75):
        y = horizon + (canvas.height - horizon) * at
        line = y + (canvas.outline(420, 3)[None] - 0.5) * 50 * canvas.unit
        rows = canvas.rows(float(line.min()) - 4, float(line.max()) + 60 * canvas.unit)
        depth = canvas.ys[rows] - line
        shade = np.exp(-np.maximum(depth, 0) / (22 * canvas.unit)) * (depth > 0) * 0.3
        canvas.blend(mix("#9db8d6", canvas.light.haze, 0.3) * canvas.light.ambient, clamp(shade), rows)


def paint_arctic(canvas: Canvas, spec: PictureSpec) -> None:
    """Icebergs on dark water, an ice shelf in front."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.46
    paint_sky(canvas, horizon, clouds=0.4)
    mountains(canvas, horizon + 6, height * 0.16, "#a9c4da", haze=0.3, snow=0.9)
    water(canvas, horizon, height * 0.8, "#2a6a8f", reflection=0.55, ripple=0.7)
    layer = canvas.layer()
    for _ in range(9):
        x, y = width * float(rng.uniform(0, 1)), height * float(rng.uniform(0.52, 0.68))
        w, h = width * float(rng.uniform(0.04, 0.12)), height * float(rng.uniform(0.015, 0.08))
        layer.polygon(
            [
                (x - w, y),
                (x - w * 0.5, y - h),
                (x + w * 0.1, y - h * 1.3),
                (x + w * 0.7, y - h * 0.7),
                (x + w, y),
            ],
            "#dff0fa",
        )
        layer.polygon([(x + w * 0.1, y - h * 1.3), (x + w * 0.7, y - h * 0.7), (x + w, y), (x, y)], "#a9cfe6")
    canvas.lay(layer)
    if "iceberg" in spec.settings:
        _berg(canvas)
        return
    ground(canvas, height * 0.74, "#f4f9fe", "#d6e6f2", texture=0.12, grain=0.012)
    canvas.is_soft = True
    _drifts(canvas, height * 0.7)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.92, height * 0.8


def _berg(canvas: Canvas) -> None:
    """One great iceberg in the water, flat enough on top to stand on."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    water(canvas, height * 0.66, height, "#1f5a80", reflection=0.4, ripple=1.0)
    x, top = width * float(rng.uniform(0.46, 0.54)), height * 0.74
    half = width * 0.4
    layer = canvas.layer()
    shelf = [(x - half, top + height * 0.02), (x - half * 0.5, top - height * 0.012), (x + half, top)]
    layer.polygon([*shelf, (x + half * 0.86, height * 0.9), (x - half * 0.9, height * 0.91)], "#b4d6ea")
    layer.polygon(
        [(x - half * 0.2, top), (x + half, top), (x + half * 0.86, height * 0.9), (x, height * 0.93)],
        "#8dbcd8",
    )
    peak = [
        (x + half * 0.42, top),
        (x + half * 0.62, height * 0.5),
        (x + half * 0.8, height * 0.62),
        (x + half, top),
    ]
    layer.polygon(peak, "#dceefa")
    layer.polygon([peak[1], peak[2], peak[3], (x + half * 0.7, top)], "#a9cfe6")
    layer.polygon(
        [
            (x - half, top + height * 0.02),
            (x - half * 0.5, top - height * 0.012),
            (x + half, top),
            (x + half * 0.7, height * 0.8),
            (x - half * 0.6, height * 0.8),
        ],
        "#f2f9ff",
    )
    canvas.lay(layer)
    stage = canvas.stage
    stage.near_y, stage.far_y, stage.left, stage.right = (
        height * 0.79,
        height * 0.76,
        x - half * 0.6,
        x + half * 0.3,
    )
    stage.hero_height = min(height * 0.44, width * 0.44)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DAWN, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("snowfield",), paint=paint_snowfield, times=_LIGHTS),
    SettingTemplate(names=("arctic", "iceberg"), paint=paint_arctic, times=_LIGHTS),
)
