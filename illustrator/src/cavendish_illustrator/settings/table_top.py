"""Still lifes: a wooden, marble or clothed table before a quiet wall."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import hex_code, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import fill_gradient
from cavendish_illustrator.scenery.table_boards import lay_boards

_WALLS = (
    ((0.0, "#5c4a3e"), (0.35, "#9b7a58"), (0.55, "#c9a06e"), (1.0, "#8a6544")),
    ((0.0, "#3f5a52"), (0.5, "#7fa08a"), (1.0, "#a8c0a0")),
    ((0.0, "#4a5a78"), (0.5, "#8fa8c4"), (1.0, "#c4d2de")),
    ((0.0, "#7a4a4a"), (0.5, "#c48a78"), (1.0, "#e0b8a0")),
)


def _backdrop(canvas: Canvas, edge: float, ground: str | None) -> None:
    rng, unit, width = canvas.rng, canvas.unit, canvas.width
    if ground is not None:
        dark, light = hex_code(mix(ground, "#000000", 0.12)), hex_code(mix(ground, "#ffffff", 0.08))
        fill_gradient(canvas, ((0.0, dark), (1.0, light)))
        return
    if canvas.light.is_dark:
        fill_gradient(canvas, ((0.0, "#141a2c"), (1.0, "#3a3344")))
    else:
        fill_gradient(canvas, _WALLS[int(rng.integers(len(_WALLS)))])
    window_x = width * (0.2 if canvas.light.side < 0 else 0.8)
    rows = canvas.rows(0, edge + 20)
    canvas.img[rows] += canvas.spot(window_x, edge * 0.35, (width * 0.24, edge * 0.42), rows)[
        ..., None
    ] * rgb("#8c8066")
    for _ in range(24):
        x, y, radius = rng.random() * width, rng.random() * edge, float(rng.uniform(12, 52)) * unit
        band = canvas.rows(y - radius, y + radius)
        disc = smoothstep(radius, radius * 0.86, np.hypot(canvas.xs - x, canvas.ys[band] - y)) * float(
            rng.uniform(0.04, 0.1)
        )
        canvas.img[band] += disc[..., None] * rgb("#ffd38a")


def paint_table(canvas: Canvas, spec: PictureSpec) -> None:
    """Boards in perspective with the sheen of a window."""
    height = canvas.height
    edge = height * float(canvas.rng.uniform(0.48, 0.56))
    canvas.horizon_y = edge
    _backdrop(canvas, edge, spec.ground)
    lay_boards(canvas, edge, spec)


SETTINGS = (SettingTemplate(names=("table_top",), paint=paint_table, times=(TimeOfDay.DAY,)),)
