"""Poster art for a topic: its drawings large before rays, arches or half-tone dots in two tones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.design_parts.card_front import CardLook, hang_bunting
from cavendish_illustrator.design_parts.color_moods import mood_look
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, hex_code, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, Style, Subject, TimeOfDay
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
_LIT_LOOKS = {
    TimeOfDay.DAWN: ("#e88a63", "#f09c72", "#ffe3a3"),
    TimeOfDay.GOLDEN_HOUR: ("#d9803f", "#e4924f", "#ffe3a3"),
    TimeOfDay.SUNSET: ("#a8415a", "#bb5363", "#ffc46b"),
    TimeOfDay.NIGHT: ("#141f45", "#1c2a58", "#f4e8bd"),
}
"""Hours that the disc stands for, as their sun or moon."""
_CALM = (
    ("#f7ead9", "#f2d3b4"),
    ("#e6f0ea", "#bcdcc9"),
    ("#e8eff7", "#c0d6ec"),
    ("#fae8e6", "#f3c5c0"),
    ("#efeaf6", "#d3c6ea"),
)
"""Ground and disc of a piece that keeps a side free for words."""
_FLAGS = ("#ef6f5c", "#f5b73c", "#4fa7d0", "#7cc08a", "#b57fc8")
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
    is_free = not spec.palette and spec.ground is None
    if (spec.free_side or _is_plain(spec)) and is_free:
        paper, spot = _CALM[seed % len(_CALM)]
        return paper, paper, spot
    told = mood_look(spec, seed)
    if told is not None:
        return told
    if is_free:
        looks = _LIT_LOOKS.get(spec.time_of_day) if spec.time_of_day is not None else None
        return looks or _TOPIC_LOOKS.get(spec.topic) or _LOOKS[seed % len(_LOOKS)]
    colors = [color for color in spec.palette if color != spec.ground]
    ground = rgb(spec.ground) if spec.ground is not None else clamp(rgb(colors.pop(0)) * 0.8)
    disc = rgb(colors[0]) if colors else mix(ground, "#fff4dc", 0.7)
    return ground, clamp(mix(ground, "#ffffff", 0.1)), disc


def _is_plain(spec: PictureSpec) -> bool:
    """Whether few shapes are asked for: then the ground has no pattern and the disc no ring."""
    return spec.style is Style.FLAT


class _Place(NamedTuple):
    """Where the middle and the foot of a thing are from the disc's middle, and how tall, in its radii."""

    x: float
    foot: float
    tall: float


_ALONE: Final = (_Place(0, 0.74, 1.46), _Place(-1.06, 1.02, 0.8), _Place(1.06, 1.02, 0.8))
_LARGE: Final = _Place(0, 0.86, 1.72)
_PAIR: Final = (_Place(-0.58, 0.8, 1.3), _Place(0.58, 0.8, 1.3))
_WITH_AIRY: Final = (_Place(0, 0.82, 1.3), _Place(-1.02, 0.28, 0.8), _Place(1.02, 0.28, 0.8))
_AROUND: Final = (
    *(_Place(0, 0.7, 1.4), _Place(-1.02, 1.04, 0.84), _Place(1.02, 1.04, 0.84)),
    *(_Place(-1.12, 0.0, 0.64), _Place(1.12, 0.0, 0.64)),
)
"""One great thing, two before it at the sides, two more above those; what is airy floats at both sides."""
MOST_SHOWN: Final = 5
_AIRY: Final = frozenset({"balloon", "red-paper-lantern", "lantern", "snowflake", "star", "butterfly", "bat"})
"""What hangs above the others where there are many."""
_HIGH: Final = 3
_SHARP: Final = 0.4
"""How much of the ground styles leave as it is drawn; the things keep all they need."""
_RING: Final = 1.08
_MIDDLE_WIDE: Final = 1.22
"""How wide a thing in the middle may be, in its height's room: a heap of croissants is low."""
"""How far the ring around the disc reaches, in its radii."""
_UNDER_TITLE, _OVER_FOOT, _OVER_EDGE = 0.335, 0.865, 0.945
"""Rows between which the disc is free, in parts of the height."""
_BUNTING: Final = "bunting"


def _placed(things: Sequence[Subject]) -> list[tuple[Subject, _Place]]:
    """Each thing with its place; of four and more, what is airy hangs high."""
    if len(things) == 1:
        return [(things[0], place) for place in _ALONE]
    if len(things) == 2:
        airy = next((one for one in things if one.concept in _AIRY), None)
        if airy is None or all(one.concept in _AIRY for one in things):
            return list(zip(things, _PAIR, strict=True))
        main = next(one for one in things if one is not airy)
        return list(zip((main, airy, airy), _WITH_AIRY, strict=True))
    if len(things) <= _HIGH:
        return list(zip(things, _AROUND, strict=False))
    ordered = [things[0], *sorted(things[1:MOST_SHOWN], key=lambda one: one.concept in _AIRY)]
    return list(zip(ordered, _AROUND, strict=False))


def _is_repeated(thing: Subject) -> bool:
    """Whether it stands small at both sides of itself: several things, flowers and what floats."""
    return thing.count > 1 or thing.concept in _AIRY or is_bloom(thing.concept)


class _Disc(NamedTuple):
    x: float
    y: float
    radius: float


def _disc(spec: PictureSpec, size: tuple[int, int], up: str) -> _Disc:
    """Where the things stand: under the title, or away from the side that is kept free.

    `up` is `top` or `bottom` where they were asked for in a corner.
    """
    width, height = size
    side, small = min(size), 0.255
    match spec.free_side:
        case "left" | "right" as free:
            radius = min(width * small, height * 0.36)
            x, y = (0.715 if free == "left" else 0.285), {"top": 0.32, "bottom": 0.68}.get(up, 0.53)
            return _Disc(width * x, height * y, radius)
        case "top":
            return _Disc(width / 2, height * 0.69, side * small)
        case "bottom":
            return _Disc(width / 2, height * 0.31, side * small)
        case _:
            return _free_disc(spec, size)


def _free_disc(spec: PictureSpec, size: tuple[int, int]) -> _Disc:
    """The largest disc with its ring between the title and the lines at the foot."""
    width, height = size
    if not spec.lettering:
        return _Disc(width / 2, height * 0.52, min(size) * 0.36)
    has_foot = len(spec.lettering) > 1 or bool(spec.lines)
    top, foot = height * _UNDER_TITLE, height * (_OVER_FOOT if has_foot else _OVER_EDGE)
    radius = min(min(size) * 0.385, (foot - top) / 2 / _RING)
    return _Disc(width / 2, max((top + foot) / 2, height * 0.6), radius)


def _paint_ground(
    canvas: Canvas, spec: PictureSpec, disc: _Disc, colors: tuple[ColorLike, ColorLike, ColorLike]
) -> None:
    """The disc in its ring before a pattern; the disc alone where calm is asked for."""
    x, y, radius = disc
    ground, second, shine = colors
    canvas.img[:] = rgb(ground)
    is_busy = not spec.free_side and not _is_plain(spec)
    if is_busy:
        seed = canvas.seed
        at = seed // len(_LOOKS) if seed >= len(_LOOKS) else seed
        _GROUNDS[at % len(_GROUNDS)](canvas, (x, y), second)
    distance = np.hypot(canvas.xs - x, canvas.ys - y)
    canvas.blend(shine, np.asarray(smoothstep(radius + 1.5, radius - 1.5, distance), np.float32))
    if is_busy:
        line = min(canvas.width, canvas.height) * 0.004
        ring = smoothstep(1.5, 0, np.abs(distance - radius * (_RING - 0.01)) - line)
        canvas.blend(shine, np.asarray(ring, np.float32))


def paint_motifs(
    spec: PictureSpec, size: tuple[int, int], seed: int, named: Mapping[str, Subject]
) -> tuple[Canvas, Drawing]:
    """Paint the first motif great on a disc and up to four more around it; the top stays free for a title.

    `named` has the things of the prompt by their concept, with their colours, counts and states. Where a
    side is kept free, the ground is calm and all things stand away from it; bunting hangs along the top.
    """
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    width, height = size
    colors = _colors(spec, seed)
    spots = {one.spot.up for one in named.values() if one.spot is not None}
    x, y, radius = disc = _disc(spec, size, next(iter(spots)) if len(spots) == 1 else "")
    _paint_ground(canvas, spec, disc, colors)
    names = [name for name in spec.motifs if name != _BUNTING]
    things = [named.get(name) or Subject(concept=name, word=name) for name in names[:MOST_SHOWN]]
    shown = _hung(canvas, spec, colors[0])
    places = _placed(things) if things else []
    if len(things) == 1 and (spec.free_side or not _is_repeated(things[0])):
        places = [(things[0], _LARGE)]
    for thing, place in sorted(places, key=lambda item: item[1].foot):
        cutout = cutout_of(spec, thing, radius * place.tall, seed, has_groups=True)
        if cutout is None:
            continue
        is_middle = place.x == 0
        tall = radius * place.tall
        piece = fit_within(cutout, tall, tall * (_MIDDLE_WIDE if is_middle else 1.06))
        low = y + piece.shape[0] / 2 + radius * 0.1 if is_middle else height
        foot = min(height * 0.935, y + radius * place.foot, low)
        _stand(canvas, piece, (x + radius * place.x, foot))
        shown += [thing.concept] * thing.count
    canvas.keep_sharp(np.full((height, width), _SHARP, np.float32))
    return canvas, Drawing(image=clamp(canvas.img), placed=shown, time_of_day=canvas.light.time.value)


def _hung(canvas: Canvas, spec: PictureSpec, ground: ColorLike) -> list[str]:
    """Hang the bunting that is named along the upper edge."""
    if _BUNTING not in spec.motifs:
        return []
    sheet = np.ones((canvas.height, canvas.width, 4), np.float32)
    sheet[..., :3] = canvas.img
    paper = hex_code(rgb(ground))
    hang_bunting(sheet, CardLook(paper, paper, paper, paper, "#fff4dc", tuple(spec.palette) or _FLAGS))
    canvas.img[:] = sheet[..., :3]
    return [_BUNTING]


def _stand(canvas: Canvas, piece: Field, at: tuple[float, float]) -> None:
    """Set a cut-out with its foot's middle at a point, all of it inside the frame."""
    edge = canvas.width * 0.045 + piece.shape[1] / 2
    x = float(np.clip(at[0], min(edge, canvas.width / 2), max(canvas.width - edge, canvas.width / 2)))
    place_sprite(canvas, Sprite(piece), (x, at[1]), piece.shape[0], _LIFTED)
