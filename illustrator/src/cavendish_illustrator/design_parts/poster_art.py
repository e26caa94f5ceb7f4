"""Poster art for a topic: its drawings large before rays, arches or half-tone dots in two tones."""

from collections.abc import Callable, Mapping

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.cast_colors import recolor
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, clamp, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.staging.scene_drawing import Drawing

_LOOKS = (
    ("#12355b", "#1d4a78", "#f6b93b"),
    ("#7a1f3d", "#932c4c", "#f4d8a8"),
    ("#0f5257", "#17696d", "#f2785c"),
    ("#3a2266", "#4b2f80", "#f9c74f"),
    ("#264027", "#345434", "#f3e9d2"),
    ("#b3412e", "#c4523b", "#ffe3b0"),
)
_TOPIC_LOOKS = {"summer": ("#1f93b8", "#37a9cc", "#ffe9a8")}
"""Topics with colours of their own."""
_LIFTED = Finish(relight=0.3, tint=0.0, shadow=False, rim=False)


def _rays(canvas: Canvas, center: tuple[float, float], color: ColorLike) -> None:
    angle = np.arctan2(canvas.ys - center[1], canvas.xs - center[0]) / (2 * np.pi)
    wave = np.abs(np.mod(angle * 18, 1) - 0.5)
    canvas.blend(color, np.asarray(smoothstep(0.24, 0.26, wave), np.float32))


def _arches(canvas: Canvas, center: tuple[float, float], color: ColorLike) -> None:
    distance = np.hypot(canvas.xs - center[0], canvas.ys - center[1]) / (95 * canvas.unit)
    wave = np.abs(np.mod(distance, 1) - 0.5)
    canvas.blend(color, np.asarray(smoothstep(0.24, 0.27, wave), np.float32))


def _dots(canvas: Canvas, center: tuple[float, float], color: ColorLike) -> None:
    step = 34 * canvas.unit
    row = np.floor(canvas.ys / step)
    x = np.mod(canvas.xs + np.mod(row, 2) * step / 2, step) - step / 2
    y = np.mod(canvas.ys, step) - step / 2
    reach = np.abs(canvas.ys - center[1]) / canvas.height
    radius = step * (0.12 + 0.42 * reach)
    canvas.blend(color, np.asarray(smoothstep(radius + 1, radius - 1, np.hypot(x, y)), np.float32))


_GROUNDS: tuple[Callable[[Canvas, tuple[float, float], ColorLike], None], ...] = (_rays, _arches, _dots)


def _colors(spec: PictureSpec, seed: int) -> tuple[ColorLike, ColorLike, ColorLike]:
    if not spec.palette and spec.topic in _TOPIC_LOOKS:
        return _TOPIC_LOOKS[spec.topic]
    if not spec.palette and spec.ground is None:
        return _LOOKS[seed % len(_LOOKS)]
    colors = [color for color in spec.palette if color != spec.ground]
    ground = rgb(spec.ground) if spec.ground is not None else clamp(rgb(colors.pop(0)) * 0.8)
    disc = rgb(colors[0]) if colors else mix(ground, "#fff4dc", 0.7)
    return ground, clamp(mix(ground, "#ffffff", 0.1)), disc


def _set(
    canvas: Canvas, name: str, at: tuple[float, float], box: tuple[float, float], color: str | None
) -> None:
    figure = find_figure(name)
    if figure is None:
        return
    height = min(box[1], box[0] / figure.aspect)
    pixels = figure.pixels(height)
    place_sprite(canvas, Sprite(recolor(pixels, color) if color else pixels), at, height, _LIFTED)


def paint_motifs(
    spec: PictureSpec, size: tuple[int, int], seed: int, colors: Mapping[str, str]
) -> tuple[Canvas, Drawing]:
    """Paint the first motif great on a disc and up to two more before it; the top stays free for a title."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    width, height, side = canvas.width, canvas.height, min(size)
    ground, second, disc = _colors(spec, seed)
    canvas.img[:] = rgb(ground)
    center = (width / 2, height * (0.62 if spec.lettering else 0.52))
    _GROUNDS[seed // len(_LOOKS) % 3 if seed >= len(_LOOKS) else seed % 3](canvas, center, second)
    radius = side * (0.31 if spec.lettering else 0.36)
    distance = np.hypot(canvas.xs - center[0], canvas.ys - center[1])
    canvas.blend(disc, np.asarray(smoothstep(radius + 1.5, radius - 1.5, distance), np.float32))
    ring = smoothstep(1.5, 0, np.abs(distance - radius * 1.07) - side * 0.004)
    canvas.blend(disc, np.asarray(ring, np.float32))
    shown = list(spec.motifs[:3])
    main = side * 0.46
    _set(canvas, shown[0], (center[0], center[1] + main * 0.46), (main, main * 0.94), colors.get(shown[0]))
    for name, x in zip(shown[1:] or shown * 2, (-1, 1), strict=False):
        place = (center[0] + x * radius * 1.06, min(height * 0.93, center[1] + radius * 1.02))
        _set(canvas, name, place, (side * 0.26, side * 0.25), colors.get(name))
    canvas.keep_sharp(np.ones((height, width), np.float32) * 0.7)
    return canvas, Drawing(image=clamp(canvas.img), placed=shown, time_of_day=canvas.light.time.value)
