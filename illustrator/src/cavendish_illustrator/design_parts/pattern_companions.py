"""The small shapes between the things of a repeating pattern: sprigs, dots, hearts, bubbles, snow."""

from collections.abc import Callable
from typing import Final

import numpy as np

from cavendish_illustrator.design_parts.pattern_colors import pattern_table
from cavendish_illustrator.painting.color import Field, Rgb, clamp
from cavendish_illustrator.painting.vector_layer import Point, VectorLayer
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_grown

_OVERSAMPLING: Final = 3


def companion_kinds(concept: str) -> tuple[str, ...]:
    """The two small shapes that suit a pattern whose first thing this is."""
    table = pattern_table()
    named = next((kind for kind, row in table["members"].items() if concept in row.split()), None)
    kind = named or ("animals" if is_animal(concept) else "plants" if is_grown(concept) else "things")
    return tuple(table["companions"][kind].split())


def companion(kind: str, side: int, color: Rgb, turn: float) -> Field:
    """A small shape as a cut-out of that side, turned by so many degrees where that suits it."""
    large = max(8, side * _OVERSAMPLING)
    layer = VectorLayer(0, 0, large, large)
    _PAINTERS[kind](layer, large, color, np.radians(turn))
    pixels = layer.pixels.astype(np.float32) / 255
    small = pixels.reshape(large // _OVERSAMPLING, _OVERSAMPLING, large // _OVERSAMPLING, _OVERSAMPLING, 4)
    result = np.asarray(small.mean((1, 3)), np.float32)
    result[..., :3] /= np.maximum(result[..., 3:], 1e-4)
    return clamp(result)


def _at(side: float, turn: float, x: float, y: float) -> Point:
    """A point of the shape, from -1 to 1 each way, on the turned square."""
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    return side / 2 * (1 + 0.9 * (x * cos - y * sin)), side / 2 * (1 + 0.9 * (x * sin + y * cos))


def _sprig(layer: VectorLayer, side: int, color: Rgb, turn: float) -> None:
    """A stalk with two pairs of pointed leaves and one at its end."""
    layer.line(_at(side, turn, 0, 1.0), _at(side, turn, 0, -0.5), color, side * 0.035)
    for y, reach in ((0.5, 0.62), (0.0, 0.52)):
        for hand in (-1, 1):
            blade = _blade((0, y), (hand * reach, y - 0.42))
            layer.polygon([_at(side, turn, *point) for point in blade], color)
    layer.polygon([_at(side, turn, *point) for point in _blade((0, -0.4), (0, -1.0))], color)


def _blade(foot: Point, tip: Point) -> list[Point]:
    """The outline of a leaf from its foot to its tip."""
    along = np.linspace(0, 1, 9)
    dx, dy = tip[0] - foot[0], tip[1] - foot[1]
    belly = 0.24 * np.sin(np.pi * along**0.8)
    one = [(foot[0] + dx * t - dy * w, foot[1] + dy * t + dx * w) for t, w in zip(along, belly, strict=True)]
    other = [
        (foot[0] + dx * t + dy * w, foot[1] + dy * t - dx * w) for t, w in zip(along, belly, strict=True)
    ]
    return [*one, *reversed(other)]


def _dots(layer: VectorLayer, side: int, color: Rgb, turn: float) -> None:
    for k in range(3):
        angle = turn + k * 2 * np.pi / 3
        layer.circle(*_at(side, 0, 0.42 * np.cos(angle), 0.42 * np.sin(angle)), side * 0.085, color)


def _heart(layer: VectorLayer, side: int, color: Rgb, turn: float) -> None:
    t = np.linspace(0, 2 * np.pi, 48)
    x = 0.04 * 16 * np.sin(t) ** 3
    y = -0.04 * (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    lean = 0.3 * np.sin(turn)
    layer.polygon([_at(side, lean, float(a), float(b)) for a, b in zip(x, y, strict=True)], color)


def _twinkle(layer: VectorLayer, side: int, color: Rgb, _: float) -> None:
    """A star with four points."""
    points = []
    for k in range(8):
        reach, angle = (0.85 if k % 2 == 0 else 0.2), k * np.pi / 4
        points.append(_at(side, 0, reach * float(np.cos(angle)), reach * float(np.sin(angle))))
    layer.polygon(points, color)


def _flake(layer: VectorLayer, side: int, color: Rgb, _: float) -> None:
    for k in range(3):
        x, y = 0.75 * float(np.cos(k * np.pi / 3)), 0.75 * float(np.sin(k * np.pi / 3))
        layer.line(_at(side, 0, -x, -y), _at(side, 0, x, y), color, side * 0.07)
        for hand in (-1, 1):
            layer.circle(*_at(side, 0, hand * x, hand * y), side * 0.07, color)


def _bubbles(layer: VectorLayer, side: int, color: Rgb, _: float) -> None:
    for x, y, radius in ((-0.25, 0.3, 0.2), (0.35, -0.1, 0.13), (-0.1, -0.5, 0.08)):
        layer.ring(*_at(side, 0, x, y), side * radius, color, side * 0.05)


def _wave(layer: VectorLayer, side: int, color: Rgb, _: float) -> None:
    for low in (-0.2, 0.25):
        xs = np.linspace(-0.85, 0.85, 40)
        layer.polyline(
            [_at(side, 0, float(x), low + 0.14 * float(np.sin(x * 7.4))) for x in xs], color, side * 0.07
        )


def _sprinkles(layer: VectorLayer, side: int, color: Rgb, turn: float) -> None:
    for k, (x, y) in enumerate(((-0.45, -0.3), (0.4, -0.35), (0.0, 0.45))):
        angle = turn + k * 1.1
        dx, dy = 0.2 * float(np.cos(angle)), 0.2 * float(np.sin(angle))
        layer.line(_at(side, 0, x - dx, y - dy), _at(side, 0, x + dx, y + dy), color, side * 0.1)


def _cross(layer: VectorLayer, side: int, color: Rgb, _: float) -> None:
    for x, y in ((0.5, 0.0), (0.0, 0.5)):
        layer.line(_at(side, 0, -x, -y), _at(side, 0, x, y), color, side * 0.1)


_PAINTERS: Final[dict[str, Callable[[VectorLayer, int, Rgb, float], None]]] = {
    "sprig": _sprig,
    "dots": _dots,
    "heart": _heart,
    "twinkle": _twinkle,
    "flake": _flake,
    "bubbles": _bubbles,
    "wave": _wave,
    "sprinkles": _sprinkles,
    "cross": _cross,
}
