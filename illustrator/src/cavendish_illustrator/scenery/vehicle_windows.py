"""What the land is seen through: the windows of vehicles, the opening of a tent, a cave, an arch, a door."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.scenery.view_frames import paint_arch, paint_cave_mouth, paint_doorway

_QUIET: Final = Finish(relight=0.35, shadow=True, focus=0.8)
_WITH_TABLE: Final = "train_window"
_WITH_FLOOR: Final = "tent_opening"
_FLOOR: Final = ((0.3, 0.16), (0.68, 0.12), (0.46, 0.11), (0.82, 0.1))
"""Where things lie before a tent's opening and how tall they are, in parts of width and height."""
_TRAIN_FOOT: Final = 0.76
"""Where a train's window ends, in parts of the height."""
_DIM: Final = 0.55
_TALLEST, _SHORTEST = 0.34, 0.12
"""How tall the largest thing on the table is, and the least of any, in parts of the height."""


def _box(canvas: Canvas, box: tuple[float, float, float, float], radius: float) -> Field:
    """How far each point is outside of a box with round corners, in pixels; negative inside."""
    left, top, right, bottom = box
    x = np.abs(canvas.xs - (left + right) / 2) - (right - left) / 2 + radius
    y = np.abs(canvas.ys - (top + bottom) / 2) - (bottom - top) / 2 + radius
    outside = np.hypot(np.maximum(x, 0), np.maximum(y, 0))
    return np.asarray(outside + np.minimum(np.maximum(x, y), 0) - radius, np.float32)


def _wall(canvas: Canvas, distance: Field, color: ColorLike, frame: ColorLike, wide: float) -> None:
    """A wall with an opening, a frame of that width around it, and the shadow of its edge."""
    tone = mix(color, "#12141c", _DIM if canvas.light.is_dark else 0.0)
    rim = mix(frame, "#12141c", _DIM if canvas.light.is_dark else 0.0)
    fall = clamp(0.9 + 0.2 * (1 - canvas.ys / canvas.height))[..., None]
    wall = np.asarray(smoothstep(-1, 1, distance - wide), np.float32)
    canvas.blend("#10131a", np.asarray(smoothstep(-wide * 0.9, 0, distance) * 0.35, np.float32))
    canvas.blend(rim, np.asarray(smoothstep(-1, 1, distance), np.float32))
    shade = np.exp(-np.maximum(distance - wide, 0) / (wide * 0.8))[..., None]
    canvas.blend(np.asarray(rgb(tone) * fall * (1 - 0.22 * shade), np.float32), wall)
    canvas.keep_sharp(np.asarray(smoothstep(-1, 1, distance), np.float32) * 0.7)


def _train(canvas: Canvas) -> None:
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    foot = _TRAIN_FOOT
    distance = _box(canvas, (width * 0.08, height * 0.08, width * 0.92, height * foot), side * 0.06)
    _wall(canvas, distance, "#cfc6b6", "#4a4f58", side * 0.022)
    layer = canvas.layer()
    y, bar = height * 0.25, side * 0.012
    layer.rect(width * 0.08, y - bar, width * 0.92, y + bar * 0.4, "#4a4f58")
    top = height * (foot + 0.1)
    layer.polygon(
        [(width * 0.06, top), (width * 0.94, top), (width, height * 0.97), (0, height * 0.97)], "#b98a5a"
    )
    layer.rect(0, height * 0.97, width, height, "#8a6238")
    layer.line((width * 0.06, top), (width * 0.94, top), "#d8ac78", side * 0.006)
    for x, way in ((0.0, 1), (width, -1)):
        points = [
            (x, 0),
            (x + way * width * 0.06, 0),
            (x + way * width * 0.035, height * 0.7),
            (x, height * 0.76),
        ]
        layer.polygon(points, "#8c3f3f")
    canvas.lay(layer)


def _set_out(canvas: Canvas, sill: Sequence[str], foot: float) -> None:
    """Stand the things side by side on the table, in their true proportions as far as they are all seen."""
    tallest = max((real_height(name) for name in sill), default=1.0)
    for number, name in enumerate(sill[:4]):
        share = max(_SHORTEST, _TALLEST * real_height(name) / tallest)
        x = canvas.width * (number + 1) / (len(sill[:4]) + 1)
        put(canvas, name, (x, foot), canvas.height * share, _QUIET)


def _lay_on_floor(canvas: Canvas, sill: Sequence[str]) -> None:
    """Boots in pairs and cups on the floor of the tent, at its opening."""
    for name, (x, tall) in zip(sill, _FLOOR, strict=False):
        for step in (0.0, 0.05) if name in _PAIRED else (0.0,):
            spot = (canvas.width * (x + step), canvas.height * (0.95 + step * 0.3))
            put(canvas, name, spot, canvas.height * tall, _QUIET)


_PAIRED: Final = frozenset({"boot", "hiking-boot", "womans-boot", "sneaker", "running-shoe", "rain-boots"})


def _plane(canvas: Canvas) -> None:
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    wing = canvas.layer()
    root, tip = height * 0.86, height * 0.62
    wing.polygon(
        [(width * 0.28, root), (width * 0.5, root), (width * 0.93, tip), (width * 0.86, tip)], "#d9dee4"
    )
    wing.polygon(
        [(width * 0.28, root), (width * 0.86, tip), (width * 0.84, tip + 6), (width * 0.3, root + 14)],
        "#9aa4b0",
    )
    wing.polygon([(width * 0.86, tip), (width * 0.93, tip), (width * 0.95, tip - side * 0.07)], "#3a6ea8")
    canvas.lay(wing)
    x = min(width * 0.32, height * 0.3)
    box = (width / 2 - x, height * 0.1, width / 2 + x, height * 0.9)
    _wall(canvas, _box(canvas, box, x * 0.94), "#e4e2dd", "#b9bbbf", side * 0.05)


def _ship(canvas: Canvas) -> None:
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    distance = np.asarray(np.hypot(canvas.xs - width / 2, canvas.ys - height / 2) - side * 0.36, np.float32)
    _wall(canvas, distance, "#53606e", "#b08a4a", side * 0.055)
    layer = canvas.layer()
    for k in range(12):
        turn = 2 * np.pi * k / 12
        at = width / 2 + np.cos(turn) * side * 0.388, height / 2 + np.sin(turn) * side * 0.388
        layer.circle(*at, side * 0.013, "#7a5c2c")
        layer.circle(at[0] - side * 0.003, at[1] - side * 0.003, side * 0.008, "#dcb870")
    canvas.lay(layer)


def _car(canvas: Canvas) -> None:
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    distance = _box(canvas, (width * 0.05, height * 0.09, width * 0.95, height * 0.78), side * 0.09)
    _wall(canvas, distance, "#3a3d44", "#191b20", side * 0.02)
    layer = canvas.layer()
    layer.rect(0, height * 0.86, width, height * 0.875, "#23262c")
    layer.ellipse((width * 0.8, height * 0.2), (side * 0.13, side * 0.055), "#22252b")
    layer.ellipse((width * 0.8, height * 0.2), (side * 0.112, side * 0.04), "#9fb4c6")
    layer.line((width * 0.8, height * 0.145), (width * 0.8, height * 0.1), "#22252b", side * 0.016)
    canvas.lay(layer)


def _tent(canvas: Canvas) -> None:
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    layer = canvas.layer()
    cloth, dark, floor = "#d9813a", "#a8582a", "#6f7a5c"
    peak = (width * 0.5, height * 0.06)
    layer.polygon(
        [
            (0, 0),
            (width, 0),
            (width, height),
            (width * 0.86, height * 0.86),
            peak,
            (width * 0.14, height * 0.86),
            (0, height),
        ],
        cloth,
    )
    layer.polygon(
        [(0, height), (width * 0.14, height * 0.86), (width * 0.86, height * 0.86), (width, height)], floor
    )
    for way, edge in ((1, 0.14), (-1, 0.86)):
        roll = [peak, (width * edge, height * 0.86), (width * (edge + way * 0.05), height * 0.84)]
        layer.polygon([*roll, (peak[0] + way * side * 0.012, peak[1])], dark)
        start = 0 if way > 0 else width
        layer.line(peak, (start, height * 0.12), dark, side * 0.006)
        layer.line((width * edge, height * 0.86), (start, height * 0.62), dark, side * 0.005)
    canvas.lay(layer)
    canvas.keep_sharp(layer.pixels[..., 3].astype(np.float32) / 255 * 0.7)


_WINDOWS: Final[Mapping[str, Callable[[Canvas], None]]] = {
    "train_window": _train,
    "plane_window": _plane,
    "ship_window": _ship,
    "car_window": _car,
    "tent_opening": _tent,
    "cave_mouth": paint_cave_mouth,
    "stone_arch": paint_arch,
    "doorway": paint_doorway,
}


def paint_vehicle_window(canvas: Canvas, name: str, sill: Sequence[str]) -> None:
    """Set the window of that name before the finished land, and what lies on a train's table."""
    _WINDOWS[name](canvas)
    if name == _WITH_TABLE:
        _set_out(canvas, sill, canvas.height * (_TRAIN_FOOT + 0.185))
    elif name == _WITH_FLOOR:
        _lay_on_floor(canvas, sill)


def vehicle_window(settings: Sequence[str]) -> str:
    """The window that the land is seen through, empty where there is none."""
    return next((name for name in settings if name in _WINDOWS), "")
