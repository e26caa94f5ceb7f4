"""A city in ruins: broken towers with empty windows, rubble and weeds on a cracked street."""

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import Point, VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground

_WALLS = ("#8d8478", "#7a7770", "#98897a", "#6f6a66")
_HOLE, _RUBBLE = "#2f2c2b", ("#8a8177", "#756e66", "#a0968a", "#665f58")
_BROKEN = (0.0, 0.34, 0.12, 0.5, 0.22, 0.62, 0.4)
"""How much of a tower's top is missing from edge to edge, in turn."""
_EMPTY, _BREACH = 0.86, 0.3
"""How many windows still are holes in a wall, and how many towers have a breach."""


def paint_ruined_city(canvas: Canvas, spec: PictureSpec) -> None:
    """Two rows of broken towers along a street full of rubble."""
    height, width = canvas.height, canvas.width
    foot = height * 0.72
    paint_sky(canvas, height * 0.7, clouds=1.0)
    _row(canvas, foot - height * 0.03, (0.3, 0.52), haze=0.5)
    _row(canvas, foot, (0.2, 0.46), haze=0.12, gap=(0.38, 0.66))
    snowy = is_snowy(spec)
    ground(canvas, foot, "#dfe5ec" if snowy else "#77706a", "#c8d0da" if snowy else "#5f5954", texture=0.35)
    _cracks(canvas, foot)
    for y, count, size in ((foot + height * 0.01, 26, 0.03), (foot + height * 0.06, 12, 0.036)):
        _rubble(canvas, y, count, height * size)
    if not snowy:
        grass(canvas, foot + height * 0.03, "#6f8048", count=160)
    for x, y in ((0.07, 0.93), (0.95, 0.9)):
        _heap(canvas, width * x, height * y, height * 0.05)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.86
    canvas.stage.hero_height = min(height * 0.42, width * 0.45)


def _row(
    canvas: Canvas,
    foot: float,
    tall: tuple[float, float],
    *,
    haze: float,
    gap: tuple[float, float] | None = None,
) -> None:
    rng, width = canvas.rng, canvas.width
    top = int(foot - canvas.height * tall[1] * 1.2)
    layer = canvas.layer(Box(0, top, width, int(foot) - top + 2))
    x = -width * 0.04
    while x < width:
        wide = width * float(rng.uniform(0.1, 0.17))
        high = canvas.height * float(rng.uniform(*tall))
        middle = (x + wide / 2) / width
        if gap is not None and gap[0] < middle < gap[1]:
            high *= 0.34
        _tower(canvas, layer, (x, foot, wide, high))
        x += wide * float(rng.uniform(0.92, 1.16))
    canvas.lay(layer, haze=haze)


def _tower(canvas: Canvas, layer: VectorLayer, place: tuple[float, float, float, float]) -> None:
    """A tower whose top is torn off, with dark holes for windows."""
    x, foot, wide, high = place
    rng = canvas.rng
    wall = rgb(_WALLS[int(rng.integers(len(_WALLS)))]) * float(rng.uniform(0.85, 1.1))
    turn = int(rng.integers(len(_BROKEN)))
    edge = [_BROKEN[(turn + k) % len(_BROKEN)] * 0.5 for k in range(len(_BROKEN))]
    steps = np.linspace(x, x + wide, len(edge))
    tops = [foot - high * (1 - gone) for gone in edge]
    outline: list[Point] = [(x, foot), *((float(a), float(b)) for a, b in zip(steps, tops, strict=True))]
    layer.polygon([*outline, (x + wide, foot)], clamp(wall))
    _holes(canvas, layer, place, (steps, np.asarray(tops)))
    if rng.random() < _BREACH:
        y = foot - high * 0.4
        layer.polygon(
            [
                (x + wide * a, y + high * b)
                for a, b in ((0.5, -0.1), (0.8, -0.06), (0.9, 0.12), (0.6, 0.2), (0.4, 0.06))
            ],
            clamp(wall * 0.45),
        )
    for k in (2, 4):
        layer.line(
            (steps[k], tops[k]), (steps[k] + wide * 0.04, tops[k] - high * 0.06), _HOLE, 1.6 * canvas.unit
        )


def _holes(
    canvas: Canvas,
    layer: VectorLayer,
    place: tuple[float, float, float, float],
    top: tuple[Field, Field],
) -> None:
    x, foot, wide, high = place
    columns = max(2, round(wide / (26 * canvas.unit)))
    step_x, step_y = wide / columns, 30 * canvas.unit
    for row in range(int(high / step_y)):
        y = foot - step_y * (row + 0.9)
        for column in range(columns):
            left = x + step_x * (column + 0.28)
            roof = float(np.interp(left + step_x * 0.2, top[0], top[1]))
            if y > roof + step_y * 0.3 and canvas.rng.random() < _EMPTY:
                layer.rect(left, y, left + step_x * 0.46, y + step_y * 0.56, _HOLE)


def _cracks(canvas: Canvas, foot: float) -> None:
    layer, rng, width = canvas.layer(), canvas.rng, canvas.width
    for _ in range(5):
        x, y = width * float(rng.uniform(0.1, 0.9)), foot + canvas.height * float(rng.uniform(0.06, 0.2))
        for _ in range(5):
            further = (
                x + width * float(rng.normal(0, 0.05)),
                y + canvas.height * float(rng.uniform(0, 0.02)),
            )
            layer.line((x, y), further, "#3d3936", 2 * canvas.unit)
            x, y = further
    canvas.lay(layer)


def _rubble(canvas: Canvas, y: float, count: int, size: float) -> None:
    for _ in range(count):
        x = canvas.width * float(canvas.rng.random())
        _block(
            canvas,
            x,
            y + size * float(canvas.rng.uniform(0, 1.2)),
            size * float(canvas.rng.uniform(0.4, 1.1)),
        )


def _heap(canvas: Canvas, x: float, y: float, size: float) -> None:
    for across, up, share in (
        (-1.2, 0, 1.0),
        (1.1, 0.05, 0.9),
        (0, -0.1, 1.3),
        (-0.5, -0.7, 0.8),
        (0.5, -0.6, 0.7),
    ):
        _block(canvas, x + size * across, y + size * up, size * share)


def _block(canvas: Canvas, x: float, y: float, size: float) -> None:
    """One lump of masonry, lighter on top."""
    rng = canvas.rng
    tone = rgb(_RUBBLE[int(rng.integers(len(_RUBBLE)))])
    layer = canvas.layer(
        Box(int(x - size * 1.3), int(y - size * 1.3), int(size * 2.6) + 2, int(size * 1.8) + 2)
    )
    lean = float(rng.uniform(-0.3, 0.3))
    upper = [
        (x - size * (0.8 + lean), y - size * 0.5),
        (x - size * lean, y - size),
        (x + size * 0.85, y - size * 0.55),
    ]
    layer.polygon([*upper, (x + size, y), (x - size, y)], clamp(tone * 0.82))
    layer.polygon([*upper, (x + size * 0.05, y - size * 0.3)], clamp(mix(tone, "#ffffff", 0.12)))
    canvas.lay(layer)


SETTINGS = (
    SettingTemplate(
        names=("ruined_city",),
        paint=paint_ruined_city,
        times=(TimeOfDay.OVERCAST, TimeOfDay.GOLDEN_HOUR, TimeOfDay.OVERCAST),
    ),
)
