"""What a place is seen from: the mouth of a cave, an arch of stone, an open door."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import profile

_SHARP = 0.7
_NIGHT = "#12141c"


def _toned(canvas: Canvas, color: ColorLike, share: float = 0.5) -> Field:
    """A colour of the wall around, which lies in the shade by night."""
    return mix(color, _NIGHT, share if canvas.light.is_dark else 0.0)


def paint_cave_mouth(canvas: Canvas) -> None:
    """Dark rock all around; its edge catches the light from outside."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    x, y = (canvas.xs - width * 0.5) / (width * 0.42), (canvas.ys - height * 0.52) / (height * 0.42)
    turn = np.arctan2(y, x)
    ragged = profile(720, 150, canvas.rng, 5) - 0.5
    at = ((turn + np.pi) / (2 * np.pi) * 719).astype(int)
    seam = smoothstep(np.pi * 0.82, np.pi, np.abs(turn))
    edge = np.asarray(ragged[at] * (1 - seam) + ragged[0] * seam, np.float32)
    reach = np.asarray(np.hypot(x, y) - 1 + edge * 0.42, np.float32)
    wall = smoothstep(-0.012, 0.012, reach)
    grain = canvas.noise((70, 90), 5, 0.6)
    lit = np.exp(-np.maximum(reach, 0) / 0.13)
    tone = rgb("#4a4038") * (0.22 + 0.34 * grain + 0.75 * lit * (0.5 + grain))[..., None]
    canvas.blend(np.asarray(tone * canvas.light.ambient, np.float32), np.asarray(wall, np.float32))
    floor = smoothstep(height * 0.86, height * 0.93, canvas.ys + (grain - 0.5) * 60 * unit) * wall
    canvas.blend(np.asarray(rgb("#6a5c4c") * (0.4 + 0.6 * grain)[..., None], np.float32), floor * 0.5)
    canvas.keep_sharp(np.asarray(wall, np.float32) * 0.4)


def paint_arch(canvas: Canvas) -> None:
    """A wall of blocks with a round arch, its stones set in a ring."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    half = min(width * 0.36, height * 0.42)
    spring, middle = height * 0.46, width * 0.5
    below = np.abs(canvas.xs - middle) - half
    above = np.hypot(canvas.xs - middle, (canvas.ys - spring)) - half
    distance = np.asarray(np.where(canvas.ys > spring, below, above), np.float32)
    wall = np.asarray(smoothstep(-1, 1, distance), np.float32)
    grain = canvas.noise((24, 20), 4, 0.55)
    stone = _toned(canvas, "#b8a78c")
    row = np.floor(canvas.ys / (58 * unit))
    column = np.mod(canvas.xs + np.mod(row, 2) * 60 * unit, 120 * unit)
    joint = (np.mod(canvas.ys, 58 * unit) < 3 * unit) | (column < 3 * unit)
    shade = 0.8 + 0.36 * grain - 0.22 * joint
    canvas.blend(np.asarray(stone * shade[..., None] * canvas.light.ambient, np.float32), wall)
    ring = smoothstep(-1, 1, distance) * smoothstep(46 * unit + 1, 46 * unit - 1, distance)
    turn = np.arctan2(np.minimum(canvas.ys - spring, 0), canvas.xs - middle)
    wedge = np.mod(np.where(canvas.ys > spring, canvas.ys / (64 * unit), turn / (np.pi / 17)), 1) < 0.05
    rim = np.asarray((0.95 + 0.2 * grain - 0.3 * wedge)[..., None] * mix(stone, "#f2e6cc", 0.3), np.float32)
    canvas.blend(np.asarray(rim * canvas.light.ambient, np.float32), np.asarray(ring, np.float32))
    inner = smoothstep(-30 * unit, 0, distance) * (1 - wall)
    canvas.blend("#1c1814", np.asarray(inner * 0.28, np.float32))
    canvas.keep_sharp(wall * _SHARP)


def paint_doorway(canvas: Canvas) -> None:
    """The wall of a room with a door that stands open, its light on the floor."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    left, right, top, foot = width * 0.25, width * 0.75, height * 0.05, height * 0.9
    wall = canvas.layer()
    tone = _toned(canvas, ("#c9b08a", "#a9b8ac", "#b9a6b4", "#9fb2c2")[canvas.seed % 4])
    wood = _toned(canvas, ("#8a5a38", "#3f6a5a", "#7a4a3f", "#4f6a8a")[canvas.seed // 4 % 4])
    boards = _toned(canvas, "#8a6242")
    wall.rect(0, 0, left, height, tone)
    wall.rect(right, 0, width, height, tone)
    wall.rect(0, 0, width, top, tone)
    wall.rect(0, foot, width, height, boards)
    light = [(left, foot), (right, foot), (right + width * 0.07, height), (left - width * 0.07, height)]
    wall.polygon(light, mix(boards, "#fff0c8", 0.1 if canvas.light.is_dark else 0.45))
    for y in (foot + (height - foot) * 0.35, foot + (height - foot) * 0.7):
        wall.line((0, y), (width, y), clamp(boards * 0.75), 2 * unit)
    leaf = [(left, top), (left - width * 0.15, top - height * 0.04)]
    leaf += [(left - width * 0.15, foot + height * 0.07), (left, foot)]
    wall.polygon(leaf, wood)
    for low, high in ((0.12, 0.42), (0.52, 0.88)):
        panel = [
            (left - width * across, top + (foot - top) * share)
            for across, share in ((0.03, low), (0.12, low - 0.02), (0.12, high + 0.03), (0.03, high))
        ]
        wall.polyline([*panel, panel[0]], clamp(rgb(wood) * 0.7), 4 * unit)
    wall.circle(left - width * 0.135, height * 0.5, 9 * unit, "#d8b860")
    for x0, y0, x1, y1 in (
        (left - 14 * unit, top - 14 * unit, left + 10 * unit, foot),
        (right - 10 * unit, top - 14 * unit, right + 14 * unit, foot),
        (left - 14 * unit, top - 14 * unit, right + 14 * unit, top + 10 * unit),
    ):
        wall.rect(x0, y0, x1, y1, _toned(canvas, "#f0e8d8"))
    wall.rect(left - 14 * unit, foot - 5 * unit, right + 14 * unit, foot + 9 * unit, clamp(boards * 0.7))
    canvas.lay(wall, is_lit=not canvas.light.is_dark)
    canvas.keep_sharp(wall.pixels[..., 3].astype(np.float32) / 255 * _SHARP)
    quiet = Finish(relight=0.35, focus=0.8)
    put(canvas, "potted-plant", (width * 0.89, foot + height * 0.04), height * 0.26, quiet)
