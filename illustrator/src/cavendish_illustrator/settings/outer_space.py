"""Space: stars, nebulae, planets of many kinds."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import mix, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_planet, paint_sky

_PLANETS = (
    ("#1c5bb0", "#3f9a4a"),
    ("#d9a066", "#a8603f"),
    ("#7fb0d0", "#c4dce8"),
    ("#b06ad0", "#6a3f9a"),
    ("#e0784a", "#f4c890"),
)


def _galaxy(canvas: Canvas) -> None:
    """Lay a tilted spiral of light behind everything."""
    height, width = canvas.height, canvas.width
    x, y = width * float(canvas.rng.uniform(0.35, 0.65)), height * float(canvas.rng.uniform(0.35, 0.6))
    dx, dy = (canvas.xs - x) / (width * 0.34), (canvas.ys - y) / (height * 0.2)
    dx, dy = dx * 0.9 + dy * 0.42, dy * 0.9 - dx * 0.42
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    arms = 0.5 + 0.5 * np.cos(2 * angle - 5.5 * np.log(radius + 0.08))
    dust = canvas.soft_noise((60, 60), 4)
    light = np.exp(-radius * 2.0) * (0.35 + arms * dust * 1.5) + np.exp(-((radius * 5) ** 2)) * 1.2
    color = mix("#fff0c8", "#7f9aff", smoothstep(0.05, 0.7, radius)[..., None])
    canvas.img += color * np.clip(light, 0, 1.3)[..., None]


def paint(canvas: Canvas, spec: PictureSpec) -> None:
    """Stars and nebulae, one great planet at the edge and a small one far off."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    paint_sky(canvas, height)
    if "galaxy" in spec.settings or rng.random() < 0.25:
        _galaxy(canvas)
    side = min(width, height)
    order = rng.permutation(len(_PLANETS))
    left = bool(rng.random() < 0.5)
    x = width * float(rng.uniform(0.12, 0.28))
    center = (x if left else width - x, height * float(rng.uniform(0.76, 0.9)))
    paint_planet(
        canvas,
        center,
        side * float(rng.uniform(0.2, 0.32)),
        _PLANETS[int(order[0])],
        has_rings=int(order[0]) in (1, 4),
    )
    far = (width - x * float(rng.uniform(0.6, 1.1)) if left else x, height * float(rng.uniform(0.14, 0.28)))
    paint_planet(canvas, far, side * float(rng.uniform(0.04, 0.08)), _PLANETS[int(order[1])])
    canvas.stage.kind = StageKind.AIR


SETTINGS = (SettingTemplate(names=("space", "galaxy"), paint=paint, forced_time=TimeOfDay.SPACE),)
