"""Printed signs: a board with its words and arrow, a ban in a red ring, a warning triangle, who is lost."""

from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, hex_code, luminance, rgb, shade
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.staging.emblem_parts import (
    blend_rgba,
    cutout_of,
    fit_within,
    on_canvas,
    side_by_side,
)
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.notices import ARROW, PET, notice_of

_BLACK, _WHITE, _RED, _YELLOW = "#1f2328", "#ffffff", "#c8102e", "#f9c80e"
_GROUNDS: Final = ("#f7d046", "#ffffff", "#1f5fb0")
_LIGHT: Final = 0.5
_FAR: Final = 0.28
"""So different in brightness are letters from their ground at least."""
_MOST_SHOWN: Final = 3
_INSET: Final = 0.045
_WEIGHTS: Final = {"heading": 2.6, "shown": 4.6, "arrow": 2.6, "line": 1.0}
"""The heights of a board's parts beside each other."""
_ALONE: Final = 0.5
"""A heading with nothing below it is not taller than this."""


class _Part(NamedTuple):
    name: str
    text: str = ""


def draw_notice(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the board to the edges of the picture, its words as asked for or as everybody knows them."""
    notice = notice_of(spec)
    shape = notice.shape if notice is not None else "board"
    arrow = next((one for one in spec.subjects if one.concept == ARROW), None)
    ground = spec.ground or _ground(shape, notice.ground if notice is not None else None, seed)
    if spec.ground is None and arrow is not None and arrow.color and _are_alike(arrow.color, ground):
        ground = _WHITE
    ink = _ink(spec.ink, ground)
    image = np.ones((size[1], size[0], 4), np.float32)
    image[..., :3] = rgb(ground)
    things = [one for one in spec.subjects if one.concept != ARROW][:_MOST_SHOWN]
    pieces = [(one, cutout_of(spec, one, min(size) * 0.6, seed, has_groups=True)) for one in things]
    drawn = [(one, piece) for one, piece in pieces if piece is not None]
    _edge(image, _RED if shape == PET else ink)
    parts = [_Part("heading", spec.title), *(_Part("line", line) for line in spec.lines)]
    if drawn or shape in {"ban", "warning"}:
        parts.insert(0 if shape in {"ban", "warning"} else 1, _Part("shown"))
    if arrow is not None:
        parts.insert(2 if drawn and shape == "board" else 1, _Part("arrow"))
    for part, box in _stacked([one for one in parts if one.text or one.name in {"shown", "arrow"}], size):
        if part.name == "arrow" and arrow is not None:
            _arrow(image, box, arrow, ground)
        elif part.name == "shown":
            _show(image, box, [piece for _, piece in drawn], shape)
        else:
            is_cry = part.name == "heading" and shape == PET
            _write(image, part.text, box, _RED if is_cry else ink, is_heading=part.name == "heading")
    names = [one.concept for one, _ in drawn for _ in range(one.count)]
    missing = [one.word for one, piece in pieces if piece is None]
    return Drawing(
        image=clamp(image[..., :3]),
        placed=["sign-board", *names, *([ARROW] if arrow else [])],
        missing=missing,
    )


def _ground(shape: str, own: str | None, seed: int) -> str:
    if shape in {"ban", PET}:
        return _WHITE
    if shape == "warning":
        return _YELLOW
    return own or _GROUNDS[seed % len(_GROUNDS)]


def _are_alike(first: str, second: str) -> bool:
    """Whether one would hardly be seen on the other."""
    return float(np.abs(rgb(first) - rgb(second)).max()) < _FAR


def _ink(wanted: str | None, ground: str) -> str:
    """The letters' colour that was asked for where it can be read, else black or white."""
    light = float(luminance(rgb(ground)))
    if wanted is not None and abs(float(luminance(rgb(wanted))) - light) > _FAR / 2:
        return wanted
    return _BLACK if light > _LIGHT else _WHITE


def _lay(image: Field, layer: VectorLayer) -> None:
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _edge(image: Field, color: ColorLike) -> None:
    height, width = image.shape[:2]
    side = min(width, height)
    gap = side * _INSET
    layer = VectorLayer(0, 0, width, height)
    layer.frame(gap, gap, width - gap, height - gap, color, max(2.0, side * 0.012))
    _lay(image, layer)


Box = tuple[float, float, float, float]


def _stacked(parts: list[_Part], size: tuple[int, int]) -> list[tuple[_Part, Box]]:
    """Each part with its box, one under the other between the margins."""
    width, height = size
    left, right = width * 0.11, width * 0.89
    top, room = height * 0.1, height * 0.8
    total = sum(_WEIGHTS[part.name] for part in parts)
    share = room / total
    if len(parts) == 1:
        share = min(share, height * _ALONE / _WEIGHTS[parts[0].name])
    y = top + (room - share * total) / 2
    placed = []
    for part in parts:
        tall = share * _WEIGHTS[part.name]
        placed.append((part, (left, y + tall * 0.06, right, y + tall * 0.94)))
        y += tall
    return placed


def _write(image: Field, text: str, box: Box, color: str, *, is_heading: bool) -> None:
    left, top, right, foot = box
    height, width = image.shape[:2]
    place = TextBox(center=((left + right) / 2, (top + foot) / 2), width=right - left, height=foot - top)
    words = text.upper() if is_heading else text
    font = "bebas-neue" if is_heading else "nunito-bold"
    blend_rgba(image, rgb(color), text_mask((width, height), words, font, place))


def _arrow(image: Field, box: Box, arrow: Subject, ground: str) -> None:
    """A broad arrow in its colour, with a dark or light line around it where it would not stand out."""
    left, top, right, foot = box
    middle, tall = ((left + right) / 2, (top + foot) / 2), foot - top
    is_upright = arrow.pose in {"up", "down"}
    long, broad = (tall, tall * 0.8) if is_upright else (min(right - left, tall * 3.0), tall)
    color = arrow.color or (_RED if float(luminance(rgb(ground))) > _LIGHT else _WHITE)
    shape = np.array(
        [(-0.5, -0.2), (0.1, -0.2), (0.1, -0.5), (0.5, 0.0), (0.1, 0.5), (0.1, 0.2), (-0.5, 0.2)]
    )
    points = shape * (long, broad)
    if arrow.pose == "left":
        points = points * (-1, 1)
    elif is_upright:
        points = points[:, ::-1] * (1, -1 if arrow.pose == "up" else 1)
    points = points + middle
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    layer.polygon(points, color)
    line = _ink(None, ground) if _are_alike(color, ground) else hex_code(shade(color, 0.5))
    layer.polyline([*points, points[0]], line, max(1.0, tall * 0.025))
    _lay(image, layer)


def _show(image: Field, box: Box, pieces: list[Field], shape: str) -> None:
    """The things side by side, in a ring with a bar, a triangle or a frame as the notice has it."""
    left, top, right, foot = box
    size = image.shape[1], image.shape[0]
    middle, tall = ((left + right) / 2, (top + foot) / 2), foot - top
    joined = side_by_side(pieces) if pieces else None
    layer = VectorLayer(0, 0, *size)
    room = tall, right - left
    if shape == "warning":
        half = min(tall * 0.58, (right - left) / 2)
        corners = [(middle[0], top), (middle[0] + half, foot), (middle[0] - half, foot)]
        layer.polygon(corners, _WHITE)
        layer.polyline([*corners, corners[0]], _BLACK, tall * 0.055)
        room, middle = (tall * 0.5, half * 0.8), (middle[0], top + tall * 0.66)
    elif shape == "ban":
        layer.circle(*middle, tall * 0.46, _WHITE)
        room = tall * 0.58, tall * 0.6
    elif shape == PET:
        half = min((right - left) / 2, tall * 0.85)
        layer.rect(middle[0] - half, top, middle[0] + half, foot, "#dfe7ec")
        room = tall * 0.96, half * 1.9
    _lay(image, layer)
    if joined is not None:
        piece = fit_within(joined, *room)
        cover = on_canvas(size, piece, middle)
        blend_rgba(image, cover[..., :3], cover[..., 3])
    elif shape == "warning":
        mark = TextBox(center=middle, width=tall * 0.4, height=tall * 0.6)
        blend_rgba(image, rgb(_BLACK), text_mask(size, "!", "nunito-bold", mark))
    if shape == "ban":
        _bar(image, middle, tall, has_thing=joined is not None)


def _bar(image: Field, middle: tuple[float, float], tall: float, *, has_thing: bool) -> None:
    """The red ring with its bar over what is forbidden; a full red disc with a white beam for no entry."""
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    x, y = middle
    if not has_thing:
        layer.circle(x, y, tall * 0.48, _RED)
        layer.rect(x - tall * 0.32, y - tall * 0.075, x + tall * 0.32, y + tall * 0.075, _WHITE)
    else:
        reach = tall * 0.43 * 0.7071
        layer.ring(x, y, tall * 0.43, _RED, tall * 0.09)
        layer.line((x - reach, y - reach), (x + reach, y + reach), _RED, tall * 0.08)
    _lay(image, layer)


DESIGN = Design(kinds=(Kind.NOTICE,), draw=draw_notice)
