"""Rooms: walls, floors in perspective, windows with a view, and pools of lamp light."""

from dataclasses import dataclass

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import WHITE, ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.scenery.skies import paint_clouds, vertical_gradient


def _soft_ambient(canvas: Canvas) -> Field:
    return np.asarray(mix(canvas.light.ambient, WHITE, 0.25), np.float32)


def paint_wall(canvas: Canvas, floor_y: float, color: ColorLike, pattern: str = "plain") -> None:
    """Cover everything above the floor line with a wall, with a skirting board at its foot."""
    unit = canvas.unit
    rows = canvas.rows(0, floor_y)
    ys = canvas.ys[rows]
    base = 0.94 + 0.12 * canvas.soft_noise((300, 300), 3, 0.5, rows)
    base = base * (
        _marble(canvas, ys, floor_y) if pattern == "marble" else _pattern(canvas, pattern, ys, floor_y)
    )
    shade = 0.82 + 0.22 * np.exp(
        -(((canvas.xs - canvas.width * (0.4 if canvas.light.side < 0 else 0.6)) / (canvas.width * 0.5)) ** 2)
    )
    down = 1.04 - 0.12 * smoothstep(0, floor_y, ys)
    canvas.img[rows] = clamp(rgb(color) * (base * shade * down)[..., None] * _soft_ambient(canvas))
    if pattern == "panels":
        rail = canvas.rows(floor_y * 0.62, floor_y * 0.62 + 9 * unit)
        canvas.img[rail] = clamp(canvas.img[rail] * 0.55 + 0.42 * _soft_ambient(canvas))
    skirting = canvas.rows(floor_y - 16 * unit, floor_y)
    tone = clamp(mix(color, WHITE, 0.55)) if pattern not in ("metal", "stone", "bricks") else rgb(color) * 0.7
    canvas.img[skirting] = tone * _soft_ambient(canvas) * 0.95


def _marble(canvas: Canvas, ys: Field, floor_y: float) -> Field:
    """Factors of slabs with grey veins."""
    unit, xs = canvas.unit, canvas.xs
    veins = np.abs(canvas.noise((260, 90), 5, 0.6, canvas.rows(0, floor_y)) - 0.5)
    slab = (np.mod(xs, 210 * unit) < 2 * unit) | (np.mod(ys, 170 * unit) < 2 * unit)
    return np.asarray((1 - 0.3 * np.exp(-((veins / 0.02) ** 2))) * (1 - 0.1 * slab), np.float32)


def _pattern(canvas: Canvas, pattern: str, ys: Field, floor_y: float) -> Field:
    """Factors around 1 that draw a wall's pattern."""
    unit, xs = canvas.unit, canvas.xs
    still = ys * 0 + xs * 0 + 1
    match pattern:
        case "stripes" | "bold_stripes" | "flowers" | "dots":
            factor = still * _printed(pattern, xs / unit, ys / unit)
        case "tiles":
            joint = (np.mod(xs, 52 * unit) < 2.4 * unit) | (np.mod(ys, 52 * unit) < 2.4 * unit)
            factor = still * (1 - 0.16 * joint)
        case "panels":
            low = ys > floor_y * 0.63
            groove = np.mod(xs, 74 * unit) < 3 * unit
            factor = still * np.where(low, 0.86 - 0.16 * groove, 1.0)
        case "bricks" | "stone":
            tall, wide = (13 * unit, 38 * unit) if pattern == "bricks" else (42 * unit, 96 * unit)
            course = np.floor(ys / tall)
            moved = xs + np.mod(course, 2) * wide / 2
            joint = (np.mod(ys, tall) < 2 * unit) | (np.mod(moved, wide) < 2 * unit)
            cell = np.mod(np.sin(course * 12.9 + np.floor(moved / wide) * 78.2) * 43758.5, 1)
            factor = (0.84 + 0.24 * cell) * (1 - 0.28 * joint)
        case "logs":
            factor = still * (0.62 + 0.5 * np.sin(np.pi * np.mod(ys / (44 * unit), 1)))
        case "metal":
            seam = (np.mod(xs, 150 * unit) < 3 * unit) | (np.mod(ys, 110 * unit) < 3 * unit)
            factor = still * (1 - 0.3 * seam)
        case _:
            factor = still
    return np.asarray(factor, np.float32)


def _printed(pattern: str, xs: Field, ys: Field) -> Field:
    """Factors of a wallpaper, in units."""
    match pattern:
        case "stripes":
            factor = 1 - 0.09 * (np.mod(xs, 58) < 29)
        case "bold_stripes":
            factor = 0.92 + 0.16 * (np.mod(xs, 66) < 33)
        case "dots":
            px, py = np.mod(xs, 64) - 32, np.mod(ys, 64) - 32
            factor = 1 + 0.12 * smoothstep(9, 7, np.hypot(px, py))
        case _:
            factor = _blossoms(xs, ys)
    return np.asarray(factor, np.float32)


def _blossoms(xs: Field, ys: Field) -> Field:
    """Factors of small flowers in rows, each row half a step further."""
    step = 58.0
    row = np.floor(ys / step)
    px = np.mod(xs + np.mod(row, 2) * step / 2, step) - step / 2
    py = np.mod(ys, step) - step / 2
    away, turn = np.hypot(px, py), np.arctan2(py, px)
    petals = smoothstep(1.5, -1.5, away - (10 + 4.5 * np.cos(5 * turn)))
    heart = smoothstep(1.0, -1.0, away - 4)
    return np.asarray(1 - 0.2 * petals + 0.3 * heart, np.float32)


def paint_floor(canvas: Canvas, floor_y: float, color: ColorLike, kind: str = "planks") -> None:
    """Cover everything below the floor line, in perspective toward its middle."""
    unit, width = canvas.unit, canvas.width
    rows = canvas.rows(floor_y, canvas.height)
    depth = (canvas.ys[rows] - rows.start) / max(1, canvas.height - rows.start)
    across = (canvas.xs - width / 2) / (0.6 + 0.9 * depth)
    into = np.log1p(depth * 3.2) * 330 * unit
    grain = canvas.noise((150, 8) if kind == "planks" else (60, 30), 4, 0.6, rows)
    tone = 0.86 + 0.28 * grain
    if kind == "planks":
        step = 34 * unit
        board = np.floor(into / step)
        tone = tone * (0.9 + 0.2 * np.mod(np.sin(board * 7.13) * 43758.5, 1))
        tone = tone * (1 - 0.35 * np.exp(-((np.mod(into, step) / (2.6 * unit)) ** 2)))
    elif kind == "herringbone":
        tone = tone * _herringbone(across / unit, into / unit)
    elif kind in ("tiles", "checker", "stone"):
        step = 74 * unit
        column, row = np.floor(across / step), np.floor(into / step)
        joint = (np.mod(across, step) < 3 * unit) | (np.mod(into, step) < 3 * unit)
        contrast = 0.5 if kind == "checker" else 0.07
        tone = tone * (1 - contrast * np.mod(column + row, 2)) * (1 - 0.22 * joint)
    elif kind == "carpet":
        tone = 0.94 + 0.12 * canvas.noise((4, 4), 2, 0.5, rows)
    sheen = np.exp(
        -(((canvas.xs - width * (0.35 if canvas.light.side < 0 else 0.65)) / (width * 0.34)) ** 2)
    ) * (1 - depth)
    paint = rgb(color) * (tone * (0.78 + 0.3 * depth))[..., None] * _soft_ambient(canvas)
    gloss = 0.05 if kind == "carpet" else 0.16
    canvas.img[rows] = clamp(paint + (sheen * gloss)[..., None] * canvas.light.key)
    edge = canvas.rows(floor_y, floor_y + 26 * unit)
    canvas.img[edge] *= 1 - 0.3 * np.exp(-(canvas.ys[edge] - floor_y) / (10 * unit))[..., None]


def _herringbone(across: Field, into: Field) -> Field:
    """Factors of boards that meet at right angles, in units of the floor's own plane."""
    strip, board = 96.0, 26.0
    column = np.floor(across / strip)
    slope = np.mod(across, strip) - strip / 2
    along = into + np.where(np.mod(column, 2) == 0, slope, -slope)
    number = np.floor(along / board)
    shade = 0.86 + 0.24 * np.mod(np.sin(number * 7.13 + column * 3.7) * 43758.5, 1)
    joint = np.exp(-((np.mod(along, board) / 2.4) ** 2)) + (np.mod(across, strip) < 2.6)
    return np.asarray(shade * (1 - 0.35 * np.clip(joint, 0, 1)), np.float32)


def _view(canvas: Canvas, height: int, width: int) -> Field:
    """Small landscape seen through a pane."""
    stops = canvas.light.sky
    view = np.repeat(vertical_gradient(height, stops), width, 1)
    xs = np.linspace(0, 1, width, dtype=np.float32)
    phase = float(canvas.rng.uniform(0, 6))
    for level, (base, color) in enumerate(((0.72, "#8fb08a"), (0.82, "#5f9a4f"), (0.92, "#47803f"))):
        line = (base - 0.05 * np.sin(xs * (5 + 3 * level) + phase + level)) * height
        land = np.arange(height)[:, None] > line[None]
        view[land] = rgb(color) * canvas.light.ambient
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLook:
    """What a window looks like: its shape is `round`, `arched` or square, its curtains may have a pattern."""

    frame: ColorLike = "#f5f0e6"
    curtain: ColorLike | None = None
    pattern: str = ""
    shape: str = ""


def paint_window(canvas: Canvas, box: Box, look: WindowLook, *, view: Field | None = None) -> None:
    """Open a window onto a landscape, or a view of the box's size, with a sill and maybe curtains."""
    unit, frame = canvas.unit, look.frame
    rows, columns = canvas.clip(box)
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    wall = canvas.img[rows, columns].copy() if look.shape else None
    seen = _view(canvas, box.height, box.width) if view is None else view
    canvas.img[rows, columns] = seen[: rows.stop - rows.start, : columns.stop - columns.start]
    if view is None and canvas.light.time in (TimeOfDay.DAY, TimeOfDay.OVERCAST):
        _cloud_over(canvas, box)
    pad = int(30 * unit) + 60
    layer = canvas.layer(Box(box.left - pad, box.top - pad, box.width + 2 * pad, box.height + 2 * pad))
    middle_x, middle_y = box.left + box.width / 2, box.top + box.height / 2
    outline = _outline(box, look.shape)
    if wall is not None:
        _close_corners(canvas, box, wall, outline)
    layer.polyline([*outline, outline[0]], frame, 12 * unit)
    top, left, right = min(y for _, y in outline), min(x for x, _ in outline), max(x for x, _ in outline)
    layer.line((middle_x, top), (middle_x, max(y for _, y in outline)), frame, 6 * unit)
    layer.line((left, middle_y), (right, middle_y), frame, 6 * unit)
    if look.shape != "round":
        layer.rect(box.left - 18 * unit, box.bottom, box.right + 18 * unit, box.bottom + 14 * unit, frame)
    if look.curtain is not None and look.shape != "round":
        _curtains(layer, canvas, box, look)
    canvas.lay(layer)
    if not canvas.light.is_dark:
        _light_shaft(canvas, box)


def _cloud_over(canvas: Canvas, box: Box) -> None:
    """Clouds in the upper part of what a window shows."""
    rows, columns = canvas.clip(box)
    keep = canvas.img.copy()
    paint_clouds(canvas, box.bottom, 0.6)
    clouded = canvas.img[rows, columns].copy()
    canvas.img = keep
    upper = slice(rows.start, rows.start + int((rows.stop - rows.start) * 0.6))
    canvas.img[upper, columns] = clouded[: upper.stop - upper.start]


_ARC_STEPS = 28


def _outline(box: Box, shape: str) -> list[tuple[float, float]]:
    """Points around a window of this shape in its box."""
    x, y = box.left + box.width / 2, box.top + box.height / 2
    match shape:
        case "round":
            radius = min(box.width, box.height) / 2
            turns = np.linspace(0, 2 * np.pi, 2 * _ARC_STEPS)
            return [(x + radius * float(np.cos(t)), y + radius * float(np.sin(t))) for t in turns]
        case "arched":
            half = box.width / 2
            turns = np.linspace(np.pi, 2 * np.pi, _ARC_STEPS)
            arch = [(x + half * float(np.cos(t)), box.top + half * (1 + float(np.sin(t)))) for t in turns]
            return [(box.left, box.bottom), *arch, (box.right, box.bottom)]
        case _:
            return [
                (box.left, box.top),
                (box.right, box.top),
                (box.right, box.bottom),
                (box.left, box.bottom),
            ]


def _close_corners(canvas: Canvas, box: Box, wall: Field, outline: list[tuple[float, float]]) -> None:
    """Put the wall back where the window's shape leaves it."""
    rows, columns = canvas.clip(box)
    layer = canvas.layer(box)
    layer.polygon(outline, WHITE)
    inside = layer.pixels[..., 3:].astype(np.float32) / 255
    inside = inside[: wall.shape[0], : wall.shape[1]]
    canvas.img[rows, columns] = canvas.img[rows, columns] * inside + wall * (1 - inside)


_PRINTED = frozenset({"dots", "flowers", "stars", "hearts"})


def _curtains(layer: VectorLayer, canvas: Canvas, box: Box, look: WindowLook) -> None:
    unit, foot = canvas.unit, box.bottom + 30 * canvas.unit
    color = look.curtain or WHITE
    layer.rect(
        box.left - 40 * unit, box.top - 22 * unit, box.right + 40 * unit, box.top - 14 * unit, "#6b4428"
    )
    for side in (-1, 1):
        outer = box.left - 30 * unit if side < 0 else box.right + 30 * unit
        for fold in range(5):
            near, far = outer - side * fold * 13 * unit, outer - side * (fold + 1) * 13 * unit
            tone = clamp(rgb(color) * (0.82 + 0.09 * (fold % 3)))
            if look.pattern in ("stripes", "checks") and fold % 2:
                tone = clamp(mix(color, WHITE, 0.82))
            layer.polygon(
                [
                    (near, box.top - 16 * unit),
                    (far, box.top - 16 * unit),
                    (far + side * 8 * unit, foot),
                    (near, foot),
                ],
                tone,
            )

        if look.pattern in _PRINTED or look.pattern == "checks":
            _print(layer, unit, (outer, outer - side * 65 * unit), (box.top, foot), look)


def _print(
    layer: VectorLayer, unit: float, across: tuple[float, float], down: tuple[float, float], look: WindowLook
) -> None:
    """Bars across a checked curtain, dots on any other that has a pattern."""
    left, right = min(across), max(across)
    for number, y in enumerate(np.arange(down[0] + 8 * unit, down[1] - 8 * unit, 26 * unit)):
        if look.pattern == "checks":
            layer.rect(
                left + 4 * unit,
                y,
                right - 4 * unit,
                y + 8 * unit,
                clamp(mix(look.curtain or WHITE, WHITE, 0.6)),
            )
            continue
        for x in np.arange(left + (10 + 9 * (number % 2)) * unit, right - 8 * unit, 20 * unit):
            layer.ellipse(
                (float(x), float(y)), (5 * unit, 5 * unit), clamp(mix(look.curtain or WHITE, WHITE, 0.8))
            )


def _light_shaft(canvas: Canvas, box: Box) -> None:
    """Lay the window's patch of light on the floor."""
    side = -1 if box.left + box.width / 2 > canvas.width / 2 else 1
    foot = canvas.height * 0.99
    layer = canvas.layer()
    top_y = canvas.horizon_y + (canvas.height - canvas.horizon_y) * 0.2
    shift = side * box.width * 0.9
    layer.polygon(
        [
            (box.left + shift * 0.4, top_y),
            (box.right + shift * 0.4, top_y),
            (box.right + shift, foot),
            (box.left + shift * 0.9, foot),
        ],
        "#ffffff",
    )
    canvas.img += (layer.pixels[..., 0].astype(np.float32) * (0.1 / 255))[..., None] * canvas.light.key


def lamp_light(canvas: Canvas, x: float, y: float, radius: float, color: ColorLike = "#ffd890") -> None:
    """Add the warm pool of a lamp; stronger when it is dark."""
    strength = 0.42 if canvas.light.is_dark else 0.12
    canvas.img += (canvas.spot(x, y, (radius, radius)) * strength)[..., None] * rgb(color)
