"""Still lifes: a wooden, marble or clothed table before a quiet wall."""

import numpy as np

from cavendish_illustrator.canvas import Canvas, StageKind
from cavendish_illustrator.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.noise_field import noise
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.pixel_ops import blur, remap
from cavendish_illustrator.props import put
from cavendish_illustrator.setting_registry import SettingTemplate
from cavendish_illustrator.skies import fill_gradient
from cavendish_illustrator.sprites import Finish

_WALLS = (
    ((0.0, "#5c4a3e"), (0.35, "#9b7a58"), (0.55, "#c9a06e"), (1.0, "#8a6544")),
    ((0.0, "#3f5a52"), (0.5, "#7fa08a"), (1.0, "#a8c0a0")),
    ((0.0, "#4a5a78"), (0.5, "#8fa8c4"), (1.0, "#c4d2de")),
    ((0.0, "#7a4a4a"), (0.5, "#c48a78"), (1.0, "#e0b8a0")),
)
_WOODS = (("#5d3418", "#b9783f"), ("#4a2a1a", "#8f5a34"), ("#7a5a34", "#d0a468"))


def _backdrop(canvas: Canvas, edge: float) -> None:
    rng, unit, width = canvas.rng, canvas.unit, canvas.width
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


def _window_and_vase(canvas: Canvas, edge: float) -> None:
    """Things on the far edge of the table, out of focus."""
    rng, width = canvas.rng, canvas.width
    far = Finish(relight=0.4, shadow=False, focus=0.1)
    names = ("potted-plant", "teapot", "books", "candle", "amphora", "mantelpiece-clock")
    picks = rng.permutation(len(names))[:2]
    for pick, x in zip(picks, (rng.uniform(0.08, 0.2), rng.uniform(0.8, 0.92)), strict=True):
        put(
            canvas,
            names[int(pick)],
            (width * float(x), edge + 14 * canvas.unit),
            canvas.height * float(rng.uniform(0.2, 0.3)),
            far,
        )
    rows = canvas.rows(0, edge + 20 * canvas.unit)
    canvas.img[rows] = blur(canvas.img[rows], 5 * canvas.unit)


def _planks(canvas: Canvas, edge: float) -> Field:
    """Wood grain of boards that run toward the viewer."""
    rng, unit = canvas.rng, canvas.unit
    dark, light = _WOODS[int(rng.integers(len(_WOODS)))]
    rows = canvas.rows(edge, canvas.height)
    depth = (canvas.ys[rows] - edge) / (canvas.height - edge)
    across = (canvas.xs - canvas.width / 2) / (0.55 + 0.9 * depth) + canvas.width / 2
    board = canvas.width * 0.16
    index = np.floor(across / board).astype(int)
    tone = rng.random(80)[index % 80].astype(np.float32)
    grain = noise((1400, 700), (16, 700), rng, 5, 0.65)
    map_y = np.clip(depth**0.6 * 900 * unit + tone * 300, 0, 1390)
    fiber = remap(grain, np.mod(across * 0.55 + tone * 400, 690), map_y + across * 0)
    paint = mix(dark, light, clamp(fiber * 1.25 - 0.12)[..., None]) * (0.82 + 0.3 * tone)[..., None]
    gap = np.minimum(np.mod(across, board), board - np.mod(across, board))
    return np.asarray(paint * (1 - 0.65 * np.exp(-((gap / (2.2 * unit)) ** 2)))[..., None], np.float32)


def paint_table(canvas: Canvas, _spec: PictureSpec) -> None:
    """Boards in perspective with the sheen of a window."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    edge = height * float(canvas.rng.uniform(0.48, 0.56))
    canvas.horizon_y = edge
    _backdrop(canvas, edge)
    _window_and_vase(canvas, edge)
    rows = canvas.rows(edge, height)
    depth = (canvas.ys[rows] - rows.start) / (height - rows.start)
    sheen_x = width * (0.25 if canvas.light.side < 0 else 0.75)
    sheen = np.exp(-(((canvas.xs - sheen_x) / (width * 0.35)) ** 2)) * (1 - depth) * 0.32
    paint = _planks(canvas, rows.start) * (0.75 + 0.4 * depth)[..., None] + sheen[..., None] * rgb("#ffe6bf")
    canvas.blend(paint * canvas.light.ambient, smoothstep(0, 8 * unit, canvas.ys[rows] - rows.start), rows)
    canvas.keep_sharp(np.full((rows.stop - rows.start, width), 0.2, np.float32), rows)
    stage = canvas.stage
    stage.kind, stage.near_y, stage.far_y = (
        StageKind.SURFACE,
        edge + (height - edge) * 0.78,
        edge + (height - edge) * 0.34,
    )
    stage.hero_height = min(height * 0.5, width * 0.55)


SETTINGS = (SettingTemplate(names=("table_top",), paint=paint_table, times=(TimeOfDay.DAY,)),)
