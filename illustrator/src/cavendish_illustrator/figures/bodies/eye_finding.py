"""Finds the eyes in a drawing of an animal, so that lids, brows and tears go where they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.painting.color import Field, hex_code, luminance
from cavendish_illustrator.painting.pixel_ops import blur

_HEIGHT: Final = 260.0
"""Of the copy that is searched, in pixels."""
_DARK, _DIM, _LIT, _SOLID = 0.24, 0.36, 0.5, 0.8
_GLOW: Final = 8.0
_LEAST, _MOST = 0.05, 0.3
"""How wide and tall an eye is, in widths of the head."""
_ROUND, _FULL = 0.42, 0.52
"""How wide an eye is at least in its height, and how much of its box it fills."""
_NEAR: Final = 0.6
"""How far from where the head is known to have its eyes they may be, in widths of the head."""
_UNSURE: Final = 0.55
"""What a drawing whose head's place nobody told has for a head, in parts of its width."""
_ALIKE, _LEVEL, _APART = 0.62, 0.3, (1.2, 12.0)
"""How alike in size the two of a pair are, how level in their distance, and that distance in their widths."""
_RINGS: Final = (1.35, 1.6, 1.9, 2.2, 2.5, 2.8)
_RING_WIDTH, _WHITE, _OTHER = 0.4, 0.78, 0.16
_BRIGHT, _VIVID, _UNLIKE = 0.55, 0.5, 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """Middle and radii of the dark of an eye in the units of its drawing."""

    x: float
    y: float
    wide: float
    tall: float
    ball: float
    """How much larger the eye is with its white; 1 where no white is seen."""
    around: str
    """`#rrggbb` of the skin around it."""


Mask = npt.NDArray[np.bool_]
_Spot = tuple[float, float, float, float]
"""Middle and radii, in pixels."""


@lru_cache(maxsize=64)
def _searched(
    markup: str, box: tuple[float, float, float, float], head: tuple[float, ...]
) -> tuple[Eye, ...]:
    left, top, width, height = box
    figure = Figure(markup=markup, left=left, top=top, width=width, height=height)
    pixels = figure.pixels(_HEIGHT)
    scale = pixels.shape[0] / height
    x, y, wide = ((head[0] - left) * scale, (head[1] - top) * scale, head[2] * scale)
    near = wide * head[3]
    chosen: Sequence[_Spot] = ()
    for is_meant in (_is_dark, _is_dim, _is_lit):
        spots = [s for s in _spots(pixels, wide, is_meant) if _is_near(s, (x, y), near)]
        chosen = chosen or (_of_pairs if is_meant is _is_lit else _best)(spots, (x, y), wide)
    found = []
    for spot in chosen:
        ball, around = _surroundings(pixels, spot)
        eye_x, eye_y = left + spot[0] / scale, top + spot[1] / scale
        size = spot[2] / scale, spot[3] / scale
        found.append(Eye(x=eye_x, y=eye_y, wide=size[0], tall=size[1], ball=ball, around=around))
    return tuple(found)


def find_eyes(figure: Figure) -> tuple[Eye, ...]:
    """The eyes of an animal from left to right, two or the one that is seen; none where none is sure."""
    told = figure.anchors.get("eyes")
    middle = figure.left + figure.width / 2, figure.top + figure.height * 0.35
    place = told or middle
    wide = figure.head_width if told and figure.head_width else figure.width * _UNSURE
    reach = _NEAR if told else 1.4
    box = (figure.left, figure.top, figure.width, figure.height)
    return _searched(figure.markup, box, (*place, wide, reach))


def _is_dark(tone: Field) -> Mask:
    return tone < _DARK


def _is_dim(tone: Field) -> Mask:
    return tone < _DIM


def _is_lit(tone: Field) -> Mask:
    """Whether it shines out of a dark face, as a robot's eyes do."""
    return (tone > _LIT) & (blur(tone, _GLOW) < _LIT)


def _spots(pixels: Field, head: float, is_meant: Callable[[Field], Mask]) -> Iterator[_Spot]:
    found = is_meant(luminance(pixels)) & (pixels[..., 3] > _SOLID)
    count, _, stats, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8), connectivity=4)
    for number in range(1, count):
        _, _, wide, tall, area = (int(value) for value in stats[number])
        is_sized = max(wide, tall) >= max(3.0, head * _LEAST) and max(wide, tall) <= head * _MOST
        is_round = _ROUND <= wide / tall <= 1 / _ROUND and area >= _FULL * wide * tall
        if is_sized and is_round:
            left, top = int(stats[number][0]), int(stats[number][1])
            yield left + wide / 2, top + tall / 2, wide / 2, tall / 2


def _is_near(spot: _Spot, place: tuple[float, float], reach: float) -> bool:
    return float(np.hypot(spot[0] - place[0], spot[1] - place[1])) <= reach


def _best(spots: Sequence[_Spot], place: tuple[float, float], head: float) -> Sequence[_Spot]:
    """The pair that lies best about the place, or the spot nearest to it."""
    pair = _of_pairs(spots, place, head)
    if pair:
        return pair
    return (
        [min(spots, key=lambda spot: float(np.hypot(spot[0] - place[0], spot[1] - place[1])))]
        if spots
        else []
    )


def _of_pairs(spots: Sequence[_Spot], place: tuple[float, float], head: float) -> Sequence[_Spot]:
    pairs = [pair for pair in combinations(sorted(spots), 2) if _is_pair(*pair)]
    return min(pairs, key=lambda pair: _off(pair, place, head)) if pairs else ()


def _is_pair(left: _Spot, right: _Spot) -> bool:
    size = left[3] + right[3]
    apart = right[0] - left[0]
    is_alike = min(left[3], right[3]) >= _ALIKE * max(left[3], right[3])
    is_level = abs(left[1] - right[1]) <= _LEVEL * apart
    return is_alike and is_level and _APART[0] * size / 2 <= apart <= _APART[1] * size / 2


def _off(pair: Sequence[_Spot], place: tuple[float, float], head: float) -> float:
    """How far a pair is from where it should be; the larger spots are eyes and the smaller nostrils."""
    middle = (pair[0][0] + pair[1][0]) / 2, (pair[0][1] + pair[1][1]) / 2
    distance = float(np.hypot(middle[0] - place[0], middle[1] - place[1])) / max(head, 1.0)
    return distance - (pair[0][3] + pair[1][3]) / max(head, 1.0)


def _surroundings(pixels: Field, spot: _Spot) -> tuple[float, str]:
    """How much larger than its dark an eye is with its white, and the colour of what is around it."""
    rings = [(size, _color_at(pixels, spot, size)) for size in _RINGS]
    seen = [(size, color) for size, color in rings if color is not None]
    if not seen:
        return 1.0, "#888888"
    white = seen[0][1]
    if float(white.min()) > _WHITE or _is_iris(white, seen[-1][1]):
        for size, color in seen[1:]:
            if float(np.abs(color - white).max()) > _OTHER:
                beyond = _color_at(pixels, spot, size + _RING_WIDTH)
                return size, hex_code(color if beyond is None else beyond)
    return 1.0, hex_code(white)


def _is_iris(color: Field, far: Field) -> bool:
    """Whether the eye is green, yellow or blue around its dark, and the face is not."""
    most, least = float(color.max()), float(color.min())
    is_vivid = most > _BRIGHT and most - least > _VIVID * most
    return is_vivid and float(np.abs(color - far).max()) > _UNLIKE


def _color_at(pixels: Field, spot: _Spot, size: float) -> Field | None:
    """What is seen most in a ring around the eye, `size` times as large as its dark."""
    x, y, wide, tall = spot
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    away = np.hypot((columns - x) / max(wide, 1.0), (rows - y) / max(tall, 1.0))
    ring = (away > size) & (away < size + _RING_WIDTH) & (pixels[..., 3] > _SOLID)
    return np.median(pixels[ring][:, :3], axis=0) if ring.any() else None
