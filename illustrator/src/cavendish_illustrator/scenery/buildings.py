"""Built things painted procedurally: skylines, houses, castles, brick walls and bridges."""

import math

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb, smoothstep, vary
from cavendish_illustrator.painting.vector_layer import Point, VectorLayer
from cavendish_illustrator.picture_spec import TimeOfDay

_LIT_TIMES = frozenset({TimeOfDay.NIGHT, TimeOfDay.NEON, TimeOfDay.SUNSET, TimeOfDay.STORM})
_WINDOWS = ("#ffd98a", "#ffe9b8", "#bfe0ff")
_NEON = ("#ff2896", "#28e6ff", "#ffbe28", "#9646ff")


def windows_are_lit(canvas: Canvas) -> bool:
    return canvas.light.time in _LIT_TIMES


def skyline(
    canvas: Canvas,
    base_y: float,
    heights: tuple[float, float],
    color: ColorLike,
    *,
    haze: float = 0.2,
    widths: tuple[float, float] = (40, 110),
) -> None:
    """Raise a row of towers with windows, lit when it is dark; heights in pixels, widths in units."""
    rng, unit = canvas.rng, canvas.unit
    top = int(base_y - heights[1] * 1.3)
    box = Box(0, top, canvas.width, int(base_y) - top + 1)
    walls, lights = canvas.layer(box), canvas.layer(box)
    share = {TimeOfDay.NIGHT: 0.42, TimeOfDay.NEON: 0.36, TimeOfDay.SUNSET: 0.2}.get(canvas.light.time, 0.0)
    x = -20.0
    while x < canvas.width + 10:
        width = float(rng.uniform(*widths)) * unit
        height = heights[0] + (heights[1] - heights[0]) * rng.random() ** 1.4
        _tower(walls, (x, base_y, width, height), vary(color, rng, 0.12), rng)
        if share:
            _lit_windows(canvas, lights, (x, base_y, width, height), share * (1 - haze * 0.5))
        else:
            _day_windows(canvas, walls, (x, base_y, width, height), color)
        if canvas.light.time is TimeOfDay.NEON and rng.random() < 0.6:
            _neon_sign(canvas, lights, (x, base_y, width, height))
        x += width * rng.uniform(0.8, 1.2)
    canvas.lay(walls, haze=haze, is_lit=not canvas.light.is_dark)
    canvas.lay(lights, haze=haze * 0.6, is_lit=False)
    if canvas.light.is_dark:
        rows, columns = canvas.clip(box)
        glow = lights.pixels[: rows.stop - rows.start, :, :3].astype(np.float32) / 255 * (1 - haze)
        if rows.start == top:
            canvas.add_glow(glow, rows, columns)


def _tower(
    layer: VectorLayer, place: tuple[float, float, float, float], color: Field, rng: np.random.Generator
) -> None:
    x, base_y, width, height = place
    y = base_y - height
    layer.rect(x, y, x + width, base_y, color)
    layer.rect(x + width * 0.72, y, x + width, base_y, clamp(color * 0.86))
    roof = rng.random()
    if roof < 0.35:
        layer.line((x + width / 2, y), (x + width / 2, y - height * 0.15), color, max(1.0, width * 0.04))
    elif roof < 0.6:
        layer.rect(x + width * 0.25, y - height * 0.06, x + width * 0.75, y, color)
    elif roof < 0.72:
        layer.polygon([(x, y), (x + width / 2, y - width * 0.6), (x + width, y)], color)
    elif roof < 0.8:
        layer.ellipse((x + width / 2, y), (width / 2, width * 0.35), color, arc=(180, 360))


def _window_grid(canvas: Canvas, place: tuple[float, float, float, float]) -> list[Point]:
    x, base_y, width, height = place
    step_x, step_y = 12 * canvas.unit, 17 * canvas.unit
    columns = np.arange(x + step_x / 2, x + width - step_x * 0.8, step_x)
    rows = np.arange(base_y - height + step_y / 2, base_y - step_y / 2, step_y)
    return [(float(c), float(r)) for r in rows for c in columns]


def _lit_windows(
    canvas: Canvas, layer: VectorLayer, place: tuple[float, float, float, float], share: float
) -> None:
    rng, unit = canvas.rng, canvas.unit
    tones = [rgb(c) for c in _WINDOWS]
    for left, top in _window_grid(canvas, place):
        if rng.random() < share:
            tone = clamp(tones[int(rng.integers(3))] * float(rng.uniform(0.6, 1.1)))
            layer.rect(left, top, left + max(2, 5 * unit), top + max(3, 8 * unit), tone)


def _day_windows(
    canvas: Canvas, layer: VectorLayer, place: tuple[float, float, float, float], color: ColorLike
) -> None:
    unit = canvas.unit
    glass = mix(color, "#d5e6f5", 0.35)
    for left, top in _window_grid(canvas, place):
        layer.rect(left, top, left + max(2, 6 * unit), top + max(3, 9 * unit), glass)


def _neon_sign(canvas: Canvas, layer: VectorLayer, place: tuple[float, float, float, float]) -> None:
    rng, unit = canvas.rng, canvas.unit
    x, base_y, width, height = place
    color = _NEON[int(rng.integers(4))]
    left, top = x + width * rng.uniform(0.15, 0.65), base_y - height * rng.uniform(0.6, 0.9)
    right, bottom = left + width * 0.2 + 2, top + height * rng.uniform(0.15, 0.4)
    layer.frame(left, top, right, bottom, color, max(1.0, 2.5 * unit))
    for y in np.arange(top + 6, bottom - 6, max(4.0, 14 * unit)):
        layer.line((left + 4, y), (right - 4, y), color, max(1.0, 2 * unit))


def house(canvas: Canvas, x: float, base_y: float, width: float, *, wall: ColorLike, roof: ColorLike) -> None:
    """Set a small gabled house with a door, two windows and a chimney."""
    height = width * 0.75
    box = Box(int(x - width * 0.7), int(base_y - height * 2), int(width * 1.4) + 2, int(height * 2) + 3)
    layer, wood = canvas.layer(box), "#54341f"
    layer.polygon(
        [
            (x + width * 0.2, base_y - height * 1.2),
            (x + width * 0.32, base_y - height * 1.1),
            (x + width * 0.32, base_y - height * 1.78),
            (x + width * 0.2, base_y - height * 1.78),
        ],
        "#6e463a",
    )
    layer.polygon(
        [
            (x - width / 2, base_y),
            (x + width / 2, base_y),
            (x + width / 2, base_y - height),
            (x, base_y - height * 1.7),
            (x - width / 2, base_y - height),
        ],
        wall,
    )
    layer.polygon(
        [
            (x + width * 0.2, base_y),
            (x + width / 2, base_y),
            (x + width / 2, base_y - height),
            (x + width * 0.2, base_y - height * 1.42),
        ],
        shade_of(wall, 0.88),
    )
    layer.polygon(
        [
            (x - width * 0.62, base_y - height * 0.9),
            (x, base_y - height * 1.88),
            (x + width * 0.62, base_y - height * 0.9),
            (x + width * 0.52, base_y - height * 0.82),
            (x, base_y - height * 1.56),
            (x - width * 0.52, base_y - height * 0.82),
        ],
        roof,
    )
    layer.rect(x - width * 0.09, base_y - height * 0.48, x + width * 0.09, base_y, wood)
    canvas.lay(layer)
    _house_panes(canvas, box, (x, base_y), width)


def _house_panes(canvas: Canvas, box: Box, foot: tuple[float, float], width: float) -> None:
    (x, base_y), height, lit = foot, width * 0.75, windows_are_lit(canvas)
    panes = canvas.layer(box)
    for offset in (-0.34, 0.2):
        left, top = x + width * offset, base_y - height * 0.76
        panes.rect(left, top, left + width * 0.15, top + height * 0.3, "#ffcd6e" if lit else "#a9cbe2")
    panes.circle(x, base_y - height * 1.2, width * 0.07, "#ffcd6e" if lit else "#a9cbe2")
    if lit:
        canvas.shine(panes, 0.9)
    else:
        canvas.lay(panes)


def shade_of(color: ColorLike, factor: float) -> Field:
    return clamp(rgb(color) * factor)


def brick(canvas: Canvas, box: Box, color: ColorLike) -> None:
    """Cover a box with brickwork."""
    rows, columns = canvas.clip(box)
    unit = canvas.unit
    ys, xs = canvas.ys[rows] - box.top, canvas.xs[:, columns] - box.left
    tall, wide = 12 * unit, 34 * unit
    course = np.floor(ys / tall)
    joint = (np.mod(ys, tall) < 1.7 * unit) | (np.mod(xs + np.mod(course, 2) * wide / 2, wide) < 1.7 * unit)
    cell = np.mod(
        np.sin(course * 12.9 + np.floor((xs + np.mod(course, 2) * wide / 2) / wide) * 78.2) * 43758.5, 1
    )
    texture = canvas.noise((60, 30), 5, 0.6, rows)[:, columns]
    paint = rgb(color) * ((0.62 + 0.5 * texture + 0.22 * cell) * (1 - 0.35 * joint))[..., None]
    canvas.img[rows, columns] = clamp(paint * mix(canvas.light.ambient, np.ones(3, np.float32), 0.35))


def stone_bridge(
    canvas: Canvas, span: tuple[float, float], y: float, rise: float, color: ColorLike = "#a39a8c"
) -> None:
    """Span a stone bridge of three arches, with a parapet, between two columns (px); `y` is at the water."""
    unit, (left, right) = canvas.unit, span
    wide, layer = right - left, canvas.layer()
    xs = np.linspace(left, right, 80)
    deck = y - rise * (0.72 + 0.28 * np.sin((xs - left) / wide * math.pi))
    below: list[tuple[float, float]] = []
    for middle, half in ((0.83, 0.12), (0.5, 0.16), (0.17, 0.12)):
        turns = np.linspace(0, math.pi, 18)
        tall = rise * (0.62 if half > 0.14 else 0.46)
        below += [
            (left + wide * (middle + half * math.cos(t)), y - tall * math.sin(t)) for t in map(float, turns)
        ]
    foot = [(right, y + 8 * unit), *below, (left, y + 8 * unit)]
    top = [(float(a), float(b) - 34 * unit) for a, b in zip(xs, deck, strict=True)]
    layer.polygon([*top, *foot], rgb(color) * 0.92)
    for row in range(1, 9):
        level = deck - 34 * unit + row * rise * 0.105
        for k in range(0, 78, 4):
            at = k + 2 * (row % 2)
            layer.line((xs[at], level[at]), (xs[at], level[at] + rise * 0.09), rgb(color) * 0.76, 2 * unit)
    rail = [(float(a), float(b) - 2 * unit) for a, b in zip(xs, deck, strict=True)]
    layer.polyline(rail, rgb(color) * 0.68, 4 * unit)
    layer.polyline(top, clamp(rgb(color) * 1.14), 9 * unit)
    for start in range(0, len(below), 18):
        layer.polyline(below[start : start + 18], clamp(rgb(color) * 1.1), 9 * unit)
    canvas.lay(layer)


def arched_bridge(
    canvas: Canvas, span: tuple[float, float], y: float, rise: float, color: ColorLike = "#c8372d"
) -> None:
    """Span a curved wooden footbridge with railings between two columns (px)."""
    unit, (left, right) = canvas.unit, span
    xs = np.linspace(left, right, 60)
    deck = y - rise * np.sin((xs - left) / (right - left) * math.pi)
    box = Box(int(left) - 20, int(y - rise - 80 * unit), int(right - left) + 40, int(rise + 130 * unit))
    layer, paint = canvas.layer(box), rgb(color)

    def strip(upper: Field, lower: Field, tone: Field) -> None:
        outline = np.concatenate([np.stack([xs, upper], 1), np.stack([xs[::-1], lower[::-1]], 1)])
        layer.polygon(outline, clamp(tone))

    for k in range(0, 60, 5):
        layer.line((xs[k], deck[k]), (xs[k], deck[k] - 44 * unit), paint * 0.62, 5 * unit)
    strip(deck - 44 * unit, deck - 39 * unit, paint * 0.66)
    strip(deck - 8 * unit, deck + 14 * unit, mix(color, "#8b5a3a", 0.5) * 0.9)
    for k in (12, 30, 47):
        layer.line((xs[k], deck[k] + 8 * unit), (xs[k], y + 26 * unit), paint * 0.5, 12 * unit)
    strip(deck + 11 * unit, deck + 26 * unit, paint * 0.75)
    front = deck + 18 * unit
    for k in range(0, 60, 5):
        layer.line((xs[k], front[k] - 2 * unit), (xs[k], front[k] - 54 * unit), paint * 1.02, 7 * unit)
        layer.circle(xs[k], front[k] - 58 * unit, 5 * unit, "#d2aa50")
    for offset in (-50, -26):
        strip(front + offset * unit, front + (offset + 6) * unit, paint * 1.06)
    canvas.lay(layer)
    canvas.keep_sharp(
        smoothstep(0, 1, layer.pixels[..., 3].astype(np.float32) / 255)[: canvas.height - box.top] * 0.5,
        *canvas.clip(box),
    ) if box.left >= 0 and box.right <= canvas.width and box.top >= 0 else None
