"""Poster art for a topic: its drawings large before rays, arches or half-tone dots in two tones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, Subject, TimeOfDay
from cavendish_illustrator.staging.emblem_parts import cutout_of, fit_within
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


class _Place(NamedTuple):
    """Where the middle and the foot of a thing are from the disc's middle, and how tall, in its radii."""

    x: float
    foot: float
    tall: float


_ALONE: Final = (_Place(0, 0.74, 1.46), _Place(-1.06, 1.02, 0.8), _Place(1.06, 1.02, 0.8))
_PAIR: Final = (_Place(-0.46, 0.74, 1.3), _Place(0.58, 0.94, 0.98))
_AROUND: Final = (
    *(_Place(0, 0.7, 1.4), _Place(-1.02, 1.04, 0.84), _Place(1.02, 1.04, 0.84)),
    *(_Place(-1.12, 0.0, 0.64), _Place(1.12, 0.0, 0.64)),
)
"""One great thing, two before it at the sides, two more above those."""
MOST_SHOWN: Final = 5
_AIRY: Final = frozenset({"balloon", "red-paper-lantern", "lantern", "snowflake", "star", "butterfly", "bat"})
"""What hangs above the others where there are many."""
_HIGH: Final = 3


def _placed(things: Sequence[Subject]) -> list[tuple[Subject, _Place]]:
    """Each thing with its place; of four and more, what is airy hangs high."""
    if len(things) == 1:
        return [(things[0], place) for place in _ALONE]
    if len(things) == 2:
        return list(zip(things, _PAIR, strict=True))
    if len(things) <= _HIGH:
        return list(zip(things, _AROUND, strict=False))
    ordered = [things[0], *sorted(things[1:MOST_SHOWN], key=lambda one: one.concept in _AIRY)]
    return list(zip(ordered, _AROUND, strict=False))


def paint_motifs(
    spec: PictureSpec, size: tuple[int, int], seed: int, named: Mapping[str, Subject]
) -> tuple[Canvas, Drawing]:
    """Paint the first motif great on a disc and up to four more around it; the top stays free for a title.

    `named` has the things of the prompt by their concept, with their colours, counts and states.
    """
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
    things = [named.get(name) or Subject(concept=name, word=name) for name in spec.motifs[:MOST_SHOWN]]
    shown = []
    for thing, place in sorted(_placed(things), key=lambda item: item[1].foot):
        cutout = cutout_of(spec, thing, radius * place.tall, seed, has_groups=True)
        if cutout is None:
            continue
        foot = min(height * 0.935, center[1] + radius * place.foot)
        _stand(canvas, cutout, (center[0] + radius * place.x, foot), radius * place.tall)
        shown += [thing.concept] * thing.count
    canvas.keep_sharp(np.ones((height, width), np.float32) * 0.7)
    return canvas, Drawing(image=clamp(canvas.img), placed=shown, time_of_day=canvas.light.time.value)


def _stand(canvas: Canvas, cutout: Field, at: tuple[float, float], tall: float) -> None:
    """Set a cut-out within its room, all of it inside the frame."""
    piece = fit_within(cutout, tall, tall * 1.06)
    edge = canvas.width * 0.045 + piece.shape[1] / 2
    x = float(np.clip(at[0], min(edge, canvas.width / 2), max(canvas.width - edge, canvas.width / 2)))
    place_sprite(canvas, Sprite(piece), (x, at[1]), piece.shape[0], _LIFTED)
