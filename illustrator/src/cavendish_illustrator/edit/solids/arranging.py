"""Sets bodies together: cookies on a plate, a heap in a bowl, flowers in a vase, several side by side."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.edit.solids.bodies_in_space import Body, Placed, turning
from cavendish_illustrator.painting.color import Field

_GOLDEN_DEG: Final = 137.5
_IN_VASE, _ON_PLATE = 5, 3
"""So many where no number is told."""
_MOST: Final = 14
_HEAPED: Final = 0.36
"""Radius of what is heaped in a bowl, at most, in the bowl's."""
_LEANING_DEG: Final = 27


def side_by_side(body: Body, count: int, rng: np.random.Generator) -> list[Placed]:
    """So many of a kind in a loose group on the ground."""
    return [
        _put(body, (x, 0.0, z), 1.0, turn_deg=float(rng.uniform(-26, 26)) + 18, salt=number)
        for number, (x, z) in enumerate(_grouped(count, 1.06 * body.radius))
    ]


def filled(vessel: Body, content: Body, count: int, rng: np.random.Generator) -> list[Placed]:
    """A vessel with so many things in or on it, 0 for as many as look natural."""
    placed = [_put(vessel, (0.0, 0.0, 0.0), 1.0, salt=97)]
    arrange = {"flat": _on_plate, "heap": _heaped, "stems": _in_vase}[vessel.holds]
    return placed + arrange(vessel, content, min(count, _MOST), rng)


def _put(body: Body, at: Sequence[float], scale: float, *, turn_deg: float = 0, salt: int = 0) -> Placed:
    return Placed(body, np.asarray(at, np.float32), turning((0, turn_deg, 0)), scale, 31 * salt + 5)


def _grouped(count: int, radius: float) -> list[tuple[float, float]]:
    """Middles of so many discs that touch each other, the group's middle at the origin."""
    if count == 1:
        return [(0.0, 0.0)]
    if count == 2:
        return [(-radius, 0.12 * radius), (radius, -0.12 * radius)]
    if count <= 5:
        away = radius / np.sin(np.pi / count)
        turns = [2 * np.pi * number / count + 0.5 for number in range(count)]
        return [(float(away * np.cos(turn)), float(away * np.sin(turn))) for turn in turns]
    rings = [(0.0, 0.0)]
    for number in range(count - 1):
        ring, place = number // 6, number % 6
        away, turn = 2.02 * radius * (ring + 1), np.pi / 3 * place + 0.3 * ring
        rings.append((float(away * np.cos(turn)), float(away * np.sin(turn))))
    return rings


def _on_plate(vessel: Body, content: Body, count: int, rng: np.random.Generator) -> list[Placed]:
    count = count or (_ON_PLATE if content.radius < 0.62 * vessel.room else 1)
    spots = _grouped(count, content.radius)
    wide = max(float(np.hypot(x, z)) for x, z in spots) + content.radius
    scale = min(1.0, 1.12 * vessel.room / wide)
    return [
        _put(
            content,
            (scale * x, vessel.level, scale * z),
            scale,
            turn_deg=float(rng.uniform(-40, 40)),
            salt=number,
        )
        for number, (x, z) in enumerate(spots)
    ]


def _heaped(vessel: Body, content: Body, count: int, rng: np.random.Generator) -> list[Placed]:
    """Layers of things lying every way, the topmost in the middle."""
    ball = max(content.radius, content.tall / 2)
    scale = min(1.0, _HEAPED * vessel.room / ball) if count != 1 else min(1.0, 0.9 * vessel.room / ball)
    size = ball * scale
    layers = _layers(vessel.room, size)
    placed = []
    for number, (x, y, z) in enumerate(layers[: count or len(layers)]):
        way = turning([float(value) for value in rng.uniform(-60, 60, 3)])
        middle = np.array([x, vessel.level + y, z], np.float32)
        at = middle - way[:, 1] * content.tall / 2 * scale
        placed.append(Placed(content, np.asarray(at, np.float32), way, scale, number))
    return placed


def _layers(room: float, size: float) -> list[tuple[float, float, float]]:
    """Middles of balls in a bowl, those that are seen first."""
    found = [(0.0, 0.9 * size, 0.0)]
    for height, away in ((0.62 * size, 0.46 * room), (0.1 * size, room - 0.8 * size)):
        around = max(3, int(2 * np.pi * away / (1.9 * size)))
        turns = [2 * np.pi * (number + height) / around for number in range(around)]
        found += [(float(away * np.cos(turn)), height, float(away * np.sin(turn))) for turn in turns]
    return sorted(found[:_MOST], key=lambda one: -one[1])


def _in_vase(vessel: Body, content: Body, count: int, rng: np.random.Generator) -> list[Placed]:
    """Stems that lean out of the mouth every way; what has no stem is seen just over it."""
    count = count or _IN_VASE
    placed = []
    for number in range(count):
        around = np.deg2rad(_GOLDEN_DEG * number + 30)
        lean = (
            _LEANING_DEG * (0.3 + 0.75 * np.sqrt(number / max(1, count - 1))) * float(rng.uniform(0.8, 1.1))
        )
        lean = 0.0 if count == 1 else float(lean)
        way = turning((lean * float(np.sin(around)), 0, -lean * float(np.cos(around))))
        turn = turning((0, float(rng.uniform(0, 360)), 0))
        foot = np.array([0, vessel.level, 0], np.float32) - way[:, 1] * 0.4 * content.tall
        foot += way[:, 1] * float(rng.uniform(-0.08, 0.08)) * content.tall
        placed.append(
            Placed(content, np.asarray(foot, np.float32), np.asarray(way @ turn, np.float32), 1.0, number)
        )
    return placed


def extent_seen(placed: Sequence[Placed], tilt_deg: float) -> tuple[float, float]:
    """Width and height of what is seen of bodies, in centimetres."""
    sides, levels = [], []
    tilt = np.deg2rad(tilt_deg)
    for one in placed:
        axis: Field = one.turned[:, 1] * one.body.tall * one.scale
        reach = one.body.radius * one.scale
        for end in (one.at, one.at + axis):
            sides += [float(end[0]) - reach, float(end[0]) + reach]
            level = float(end[1] * np.cos(tilt) + end[2] * np.sin(tilt))
            levels += [level - reach * np.sin(tilt), level + reach * np.sin(tilt)]
    return max(sides) - min(sides), max(levels) - min(levels)
