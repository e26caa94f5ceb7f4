"""Roofs of house fronts, by name: tiles, cornice, mansard, parapet, attic, baroque, gable, upturned."""

from collections.abc import Callable
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer

Place = tuple[float, float, float, float]
"""Left edge and top of the wall, its width and its height."""


def draw_roof(layer: VectorLayer, kind: str, place: Place, color: ColorLike, wall: Field) -> None:
    """Set the roof of that name on a wall; draw it before the wall."""
    _KINDS[kind](layer, place, rgb(color), wall)


def _tiles(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    left, top, width, height = place
    tall, over = height * 0.15, width * 0.035
    layer.polygon(
        [
            (left - over, top + tall * 0.14),
            (left + width + over, top + tall * 0.14),
            (left + width - over, top - tall),
            (left + over, top - tall),
        ],
        color,
    )
    for y in np.linspace(top - tall * 0.8, top, 5):
        layer.line((left, float(y)), (left + width, float(y)), clamp(color * 0.82), 1)
    step = max(4.0, width * 0.06)
    for x in np.arange(left, left + width, step):
        layer.ellipse((float(x) + step / 2, top + tall * 0.1), (step * 0.5, tall * 0.14), clamp(color * 1.1))
    layer.rect(left, top + tall * 0.1, left + width, top + tall * 0.3, clamp(wall * 0.8))


def _cornice(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    left, top, width, height = place
    tall, over = height * 0.06, width * 0.03
    layer.rect(left - over, top - tall, left + width + over, top, color)
    layer.rect(left - over * 1.6, top - tall * 1.5, left + width + over * 1.6, top - tall, clamp(color * 1.2))
    for x in np.linspace(left, left + width, 9)[:-1]:
        layer.rect(float(x) + width * 0.03, top - tall * 0.9, float(x) + width * 0.07, top, clamp(wall * 0.8))


def _mansard(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    left, top, width, height = place
    tall = height * 0.22
    layer.polygon(
        [
            (left, top),
            (left + width, top),
            (left + width * 0.95, top - tall),
            (left + width * 0.05, top - tall),
        ],
        color,
    )
    layer.rect(left + width * 0.04, top - tall * 1.06, left + width * 0.96, top - tall, clamp(color * 1.25))
    for part in (0.2, 0.5, 0.8):
        x, half = left + width * part, width * 0.075
        layer.rect(x - half, top - tall * 0.72, x + half, top - tall * 0.1, mix(wall, "#ffffff", 0.4))
        layer.ellipse((x, top - tall * 0.7), (half, half * 0.8), mix(wall, "#ffffff", 0.4), arc=(180, 360))
        layer.rect(x - half * 0.6, top - tall * 0.66, x + half * 0.6, top - tall * 0.14, "#5f7484")
    for part in (0.06, 0.93):
        x = left + width * part
        layer.rect(x - width * 0.03, top - tall * 1.4, x + width * 0.03, top - tall, "#b8684c")
    layer.rect(
        left - 2, top - height * 0.012, left + width + 2, top + height * 0.012, mix(wall, "#ffffff", 0.5)
    )


def _parapet(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    left, top, width, height = place
    tall = height * 0.05
    layer.rect(left, top - tall, left + width, top, wall)
    layer.rect(left - 1, top - tall * 1.5, left + width + 1, top - tall, mix(wall, color, 0.35))
    for part in (0.04, 0.96):
        x = left + width * part
        layer.rect(x - width * 0.04, top - tall * 2.6, x + width * 0.04, top - tall, wall)


def _attic(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    """A low wall with scrolls that hides the roof, as renaissance towns have."""
    left, top, width, height = place
    tall = height * 0.1
    layer.polygon([(left, top), (left + width, top), (left + width / 2, top - tall * 2.4)], color)
    pale = mix(wall, "#ffffff", 0.35)
    layer.rect(left, top - tall, left + width, top, pale)
    for part in (0.17, 0.5, 0.83):
        x, reach = left + width * part, width * 0.15
        layer.ellipse((x, top - tall), (reach, tall * (1.1 if part == 0.5 else 0.8)), pale, arc=(180, 360))
        layer.circle(x, top - tall, reach * 0.34, clamp(wall * 0.82))
    layer.rect(left - 2, top - tall * 0.16, left + width + 2, top + tall * 0.1, clamp(pale * 1.05))


def _baroque(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    """A steep roof behind a curved gable in the middle."""
    left, top, width, height = place
    tall = height * 0.2
    layer.polygon(
        [
            (left - 2, top),
            (left + width + 2, top),
            (left + width * 0.92, top - tall),
            (left + width * 0.08, top - tall),
        ],
        color,
    )
    for y in np.linspace(top - tall * 0.85, top - tall * 0.1, 5):
        layer.line((left + 2, float(y)), (left + width - 2, float(y)), clamp(color * 0.86), 1)
    t = np.linspace(0, np.pi, 17)
    swell = np.stack(
        [left + width * (0.5 - 0.24 * np.cos(t)), top - tall * (0.15 + 0.95 * np.sin(t) ** 1.6)], 1
    )
    layer.polygon([(left + width * 0.2, top), *map(tuple, swell), (left + width * 0.8, top)], wall)
    layer.ellipse((left + width / 2, top - tall * 0.5), (width * 0.06, tall * 0.2), "#6f8494")
    layer.rect(
        left - 3, top - height * 0.016, left + width + 3, top + height * 0.014, mix(wall, "#ffffff", 0.5)
    )


def _gable(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    left, top, width, _ = place
    tall, over = width * 0.62, width * 0.06
    peak = (left + width / 2, top - tall)
    layer.polygon(
        [(left - over, top + over), (left + width + over, top + over), (peak[0], peak[1] - over)], color
    )
    layer.polygon(
        [(left + over, top + 1), (left + width - over, top + 1), (peak[0], peak[1] + over * 1.4)], wall
    )
    side = width * 0.08
    layer.rect(peak[0] - side, top - tall * 0.44, peak[0] + side, top - tall * 0.14, "#fbf4e4")
    layer.rect(peak[0] - side * 0.7, top - tall * 0.41, peak[0] + side * 0.7, top - tall * 0.17, "#7f98a8")


def _upturned(layer: VectorLayer, place: Place, color: Field, wall: Field) -> None:
    """A roof whose eaves sweep up at both ends."""
    left, top, width, height = place
    over, tall = width * 0.1, height * 0.2
    t = np.linspace(0, 1, 13)
    low = top + tall * 0.24 - tall * 0.5 * np.abs(2 * t - 1) ** 3
    eaves = np.stack([left - over + t * (width + 2 * over), low], 1)
    ridge = [(left + width * 0.86, top - tall), (left + width * 0.14, top - tall)]
    layer.polygon([*map(tuple, eaves), *ridge], color)
    layer.polyline(eaves, clamp(color * 0.7), max(2.0, height * 0.02))
    layer.line(ridge[1], ridge[0], clamp(color * 1.3), max(2.0, height * 0.024))
    for part in np.linspace(0.12, 0.88, 9):
        foot = (left + width * float(part), top + tall * 0.16)
        head = (left + width * (0.14 + 0.72 * float(part)), top - tall)
        layer.line(head, foot, clamp(color * 0.84), 1)
    layer.rect(left, top - 1, left + width, top + height * 0.03, clamp(wall * 0.7))


_KINDS: Final[dict[str, Callable[[VectorLayer, Place, Field, Field], None]]] = {
    "tiles": _tiles,
    "cornice": _cornice,
    "mansard": _mansard,
    "parapet": _parapet,
    "attic": _attic,
    "baroque": _baroque,
    "gable": _gable,
    "upturned": _upturned,
}
