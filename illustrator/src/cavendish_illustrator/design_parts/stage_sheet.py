"""Diagrams of stages: discs with drawings and names in a ring or a chain, arrows from each to the next."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from typing import Any, Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import blend_rgba, entry_cutouts, fit_within
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.text_lines import fitting_face, write_line
from cavendish_illustrator.understanding.design_words.diagrams import in_language

Point = tuple[float, float]
_CHAIN: Final = "chain"
_MOST: Final = 7
_STARS: Final = 70
_LABEL: Final = 1.28
"""How far under a disc's middle its label stands, in radii."""
_HEAD: Final = ((0.0, 0.6), (2.3, 1.0), (-2.3, 1.0))
"""The corners of an arrow's head: how far turned from its way, and how far off its tip."""
_FACE: Final = "nunito-bold"
_BULGE: Final = 1.34
"""How much farther from the centre an arrow of a ring is bent than a straight one."""


class _Look(NamedTuple):
    paper: str
    ink: str
    disc: str
    arrow: str


_BRIGHT: Final = (
    _Look("#f3f7ea", "#26402c", "#ffffff", "#e08a2c"),
    _Look("#eef5fa", "#20405a", "#ffffff", "#d9603f"),
    _Look("#fbf4e6", "#4a3a24", "#ffffff", "#4f9f7a"),
)
_NIGHT: Final = _Look("#10163a", "#f2f4ff", "#1b2452", "#8fa2e0")


class _Stage(NamedTuple):
    name: str
    picture: Field | None


def draw_stages(spec: PictureSpec, row: Mapping[str, Any], size: tuple[int, int], seed: int) -> Drawing:
    """Draw the stages of the row, or those the prompt lists, on plain paper without a title."""
    width, height = size
    is_chain, is_dark = row.get("layout") == _CHAIN, bool(row.get("dark"))
    look = _NIGHT if is_dark else _BRIGHT[seed % len(_BRIGHT)]
    stages, placed, missing = _stages(spec, row, min(size) * 0.4, seed)
    spots, radius = _chain(size, len(stages)) if is_chain else _ring(size, len(stages))
    image = _paper(size, look)
    layer = VectorLayer(0, 0, width, height)
    if is_dark:
        _stars(layer)
    else:
        _arrows(
            layer, spots, radius, look.arrow, None if is_chain else (width / 2, height / 2 - radius * 0.2)
        )
        _discs(layer, spots, radius, look)
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])
    for stage, spot in zip(stages, spots, strict=True):
        if stage.picture is not None:
            _lay(image, fit_within(stage.picture, radius * 1.28, radius * 1.42), spot)
    middle = find_figure(str(row.get("center", "")))
    if middle is not None:
        _lay(image, middle.pixels(min(size) * 0.2), (width / 2, height / 2))
    if spec.style not in {None, Style.FLAT, Style.PHOTO}:
        cloud = np.full((height, width), 0.8, np.float32)
        image[..., :3] = apply_style(spec.style, image[..., :3], cloud, seed)
    if "text" not in spec.excluded:
        _write(image, [stage.name for stage in stages], spots, radius, look.ink)
    return Drawing(image=clamp(image[..., :3]), placed=placed, missing=missing)


def _paper(size: tuple[int, int], look: _Look) -> Field:
    image = np.zeros((size[1], size[0], 4), np.float32)
    blend_rgba(image, rgb(look.paper), np.ones((size[1], size[0]), np.float32))
    return image


def _stars(layer: VectorLayer) -> None:
    for k in range(_STARS):
        x, y = (k * 617.3) % layer.width, (k * 389.7 + k * k * 7.1) % layer.height
        layer.circle(x, y, 1.0 + k % 2, "#c8d2f4")


def _discs(layer: VectorLayer, spots: Sequence[Point], radius: float, look: _Look) -> None:
    for k, (x, y) in enumerate(spots):
        layer.circle(x, y, radius * 1.04, mix(look.arrow, look.paper, 0.55 if k else 0.3))
        layer.circle(x, y, radius, look.disc)


def _stages(
    spec: PictureSpec, row: Mapping[str, Any], height: float, seed: int
) -> tuple[list[_Stage], list[str], list[str]]:
    if spec.entries:
        pictures, names, missing = entry_cutouts(spec, height, seed)
        links = [_Stage(entry.label, pictures.get(entry.label)) for entry in spec.entries[:_MOST]]
        return links, names, missing
    stages: list[_Stage] = []
    for one in row["stages"]:
        figure = find_figure(str(one["art"]))
        picture = None if figure is None else trim(figure.pixels(height))
        stages.append(_Stage(in_language(spec.language, str(one["name"])), picture))
    return stages, [spec.topic], []


def _ring(size: tuple[int, int], count: int) -> tuple[list[Point], float]:
    """Places clockwise from the top, on a circle that a wide picture stretches."""
    width, height = size
    radius = min(width, height) * min(0.128, 0.66 / count)
    tall = height / 2 - radius * 1.75
    wide = min(width / 2 - radius * 1.6, tall * 1.5)
    turns = [2 * pi * k / count - pi / 2 for k in range(count)]
    lift = radius * 0.2
    return [(width / 2 + cos(t) * wide, height / 2 - lift + sin(t) * tall) for t in turns], radius


def _chain(size: tuple[int, int], count: int) -> tuple[list[Point], float]:
    """Places from left to right, in one row or, where the picture is not wide, to and fro."""
    width, height = size
    is_row = width > height * 1.6 or count <= 2
    radius = min(width / (count * (2.7 if is_row else 2.15) + 0.4), height * 0.17)
    swing = 0.0 if is_row else min(height * 0.2, radius * 1.8)
    step = (width - radius * 2.6) / max(1, count - 1)
    return [
        (radius * 1.3 + step * k, height / 2 - radius * 0.2 + (swing if k % 2 else -swing))
        for k in range(count)
    ], radius


def _arrows(
    layer: VectorLayer, spots: Sequence[Point], radius: float, color: str, center: Point | None
) -> None:
    """From each disc to the next; around a centre the last one leads back to the first."""
    for start, end in pairwise([*spots, spots[0]] if center else spots):
        _arrow(layer, start, end, radius, color, center)


def _arrow(
    layer: VectorLayer, start: Point, end: Point, radius: float, color: str, center: Point | None
) -> None:
    """A line from one disc to the next with its head; around a centre it is bent outwards."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    if center is not None:
        middle = (
            center[0] + (middle[0] - center[0]) * _BULGE,
            center[1] + (middle[1] - center[1]) * _BULGE,
        )
    steps = np.linspace(0, 1, 60)[:, None]
    control = np.array(middle) * 2 - (np.array(start) + np.array(end)) / 2
    path = (1 - steps) ** 2 * start + 2 * steps * (1 - steps) * control + steps**2 * np.array(end)
    keep = [p for p in path if _is_clear(p, start, radius) and _is_clear(p, end, radius)]
    if len(keep) < 4:
        return
    tip, before = keep[-1], keep[-4]
    turn, head = atan2(*(tip - before)[::-1]), radius * 0.3
    layer.polyline(np.array(keep[:-3]), color, max(2.0, radius * 0.11))
    corners = [
        (tip[0] + cos(turn + a) * r * head, tip[1] + sin(turn + a) * r * head)
        for a, r in ((0.0, 0.6), (2.3, 1.0), (-2.3, 1.0))
    ]
    layer.polygon(corners, color)


def _is_clear(point: Field, disc: Point, radius: float) -> bool:
    """Whether a point of an arrow is beside a disc and the name under it."""
    x, y = point[0] - disc[0], point[1] - disc[1]
    return hypot(x, y) > radius * 1.2 and hypot(x * 0.6, y - radius * _LABEL) > radius * 0.5


def _lay(image: Field, piece: Field, at: Point) -> None:
    lay_over(image, piece, round(at[0] - piece.shape[1] / 2), round(at[1] - piece.shape[0] / 2))


def _write(image: Field, names: Sequence[str], spots: Sequence[Point], radius: float, ink: str) -> None:
    """The names under their discs, all in one size."""
    width = image.shape[1]
    face = fitting_face(names, _FACE, radius * 2.5, radius * 0.36)
    for name, (x, y) in zip(names, spots, strict=True):
        half = face.width(name) / 2 + 2
        write_line(
            image, name, (float(np.clip(x, half, width - half)), y + radius * _LABEL), face, ink, "middle"
        )
