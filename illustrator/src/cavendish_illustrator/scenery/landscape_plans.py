"""What each drawn landscape is made of, the farthest first: mountains, lakes, villages, coasts, cities."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec, Season, Weather
from cavendish_illustrator.scenery import land_shapes as draw
from cavendish_illustrator.scenery.land_shapes import Shape

_HIGH: Final = frozenset({"mountains", "snowy_mountains", "alps", "forest", "valley"})
_POOLS: Final = frozenset({"lake", "pond"})


@cache
def landscape_rows() -> dict[str, dict[str, str]]:
    """The tones by their light, and the places of each drawing."""
    return read_table("scenery/graphic_landscape.toml")


@dataclass(slots=True)
class Plan:
    """What is drawn, the farthest first."""

    rng: np.random.Generator
    aspect: float
    horizon: float = 0.6
    shapes: list[Shape] = field(default_factory=list)

    def at(self, share: float) -> float:
        return share * self.aspect


def _peaks(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    plan.shapes += draw.mountains(rng, aspect, 0.72, 0.3, 0.05, has_snow=False)
    plan.shapes += draw.mountains(rng, aspect, 0.78, float(rng.uniform(0.36, 0.46)), 0.3, has_snow=True)
    plan.shapes.append(draw.hill(rng, aspect, 0.76, 0.06, 0.62))
    _row_of_conifers(plan, 0.83, 0.12, 0.8)
    plan.shapes.append(draw.hill(rng, aspect, 0.86, 0.05, 0.95))


def _row_of_conifers(plan: Plan, foot: float, tall: float, depth: float) -> None:
    rng = plan.rng
    for side in (0.0, 1.0):
        for k in range(6):
            x = plan.at(side + (0.05 + 0.055 * k) * (1 if side == 0.0 else -1))
            height = tall * (1.25 - 0.14 * k) * float(rng.uniform(0.85, 1.1))
            plan.shapes += draw.conifer(x, foot + float(rng.uniform(0.0, 0.03)), height, depth)


def _water(plan: Plan, top: float) -> Shape:
    right = plan.aspect + 0.1
    return Shape(np.array([(-0.1, top), (right, top), (right, 1.1), (-0.1, 1.1)]), "water")


def _lake(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    plan.shapes += draw.mountains(rng, aspect, 0.6, 0.36, 0.3, has_snow=True)
    plan.shapes.append(draw.hill(rng, aspect, 0.57, 0.03, 0.6))
    plan.shapes.append(_water(plan, 0.61))
    _waves(plan, 0.64, 0.86, 9)
    _row_of_conifers(plan, 0.9, 0.24, 0.85)
    plan.shapes.append(draw.hill(rng, aspect, 0.94, 0.04, 0.97))


def _waves(plan: Plan, top: float, bottom: float, count: int) -> None:
    for k in range(count):
        y = top + (bottom - top) * (k + 0.5) / count
        x, wide = plan.at(float(plan.rng.uniform(0.08, 0.8))), 0.05 + 0.07 * (k + 1) / count
        plan.shapes.append(draw.wave_line(x, y, wide))


def _hills(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    for k, depth in enumerate((0.12, 0.34, 0.56)):
        plan.shapes.append(draw.hill(rng, aspect, 0.54 + 0.085 * k, 0.09, depth))
        for _ in range(2):
            at = plan.at(float(rng.uniform(0.08, 0.92)))
            plan.shapes += draw.round_tree(at, 0.6 + 0.085 * k, 0.06 + 0.02 * k, min(1.0, depth + 0.3))
    plan.shapes.append(draw.hill(rng, aspect, 0.8, 0.07, 0.78))
    middle = plan.at(float(rng.uniform(0.35, 0.65)))
    way = [(-0.1, 1.06), (0.14, 0.95), (-0.02, 0.87), (0.05, 0.8)]
    plan.shapes.append(draw.road([(middle + x, y) for x, y in way], (0.16, 0.02)))
    plan.shapes += draw.house(middle + 0.1, 0.815, 0.11)
    plan.shapes += draw.round_tree(middle - 0.12, 0.83, 0.17, 1.0)
    plan.shapes += draw.round_tree(plan.at(0.1), 0.97, 0.26, 0.98)


def _village(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    plan.shapes.append(draw.hill(rng, aspect, 0.46, 0.12, 0.1))
    plan.shapes.append(draw.hill(rng, aspect, 0.54, 0.09, 0.3))
    for k in range(5):
        plan.shapes += draw.round_tree(plan.at(0.1 + 0.2 * k), 0.585, 0.075, 0.55)
    rows = ((0.66, 0.085, 6), (0.755, 0.105, 5), (0.865, 0.13, 4))
    for number, (foot, wide, count) in enumerate(rows):
        plan.shapes.append(draw.hill(rng, aspect, foot - 0.045, 0.03, 0.45 + 0.16 * number))
        for k in range(count):
            x = plan.at((k + 0.5 + 0.25 * (number % 2 or -1)) / count) + float(rng.uniform(-0.02, 0.02))
            if number == 0 and k == count // 2:
                plan.shapes += draw.church(x, foot, wide * 1.6)
            else:
                plan.shapes += draw.house(x, foot + float(rng.uniform(0, 0.02)), wide, turn=k)
            plan.shapes += draw.round_tree(x + wide * 0.95, foot + 0.012, wide * 0.9, 0.8)
    plan.shapes.append(draw.hill(rng, aspect, 0.92, 0.03, 0.95))
    plan.shapes.append(
        draw.road([(plan.at(0.4), 1.06), (plan.at(0.5), 0.97), (plan.at(0.47), 0.9)], (0.15, 0.07))
    )


def _forest(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    for k, depth in enumerate((0.1, 0.35, 0.62)):
        foot, tall = 0.66 + 0.09 * k, 0.24 + 0.08 * k
        count = max(4, round(aspect * (9 - 2 * k)))
        plan.shapes.append(draw.hill(rng, aspect, foot - 0.02, 0.04, depth))
        for number in range(count):
            x = plan.at((number + float(rng.uniform(0.2, 0.8))) / count)
            height, low = tall * float(rng.uniform(0.8, 1.15)), foot + float(rng.uniform(0, 0.02))
            plan.shapes += draw.conifer(x, low, height, min(1.0, depth + 0.12))
    plan.shapes.append(draw.hill(rng, aspect, 0.86, 0.04, 0.85))
    for x, tall in ((0.08, 0.62), (0.94, 0.7)):
        plan.shapes += draw.conifer(plan.at(x), 0.97, tall, 0.98)


def _sea(plan: Plan) -> None:
    plan.horizon = 0.58
    plan.shapes.append(_water(plan, 0.58))
    _waves(plan, 0.62, 0.97, 12)
    first = float(plan.rng.uniform(0.42, 0.6))
    for share, foot, wide in ((first + 0.28, 0.62, 0.09), (first - 0.26, 0.64, 0.12), (first, 0.7, 0.2)):
        plan.shapes += draw.boat(plan.at(share), foot, wide)
    _gulls(plan)


def _gulls(plan: Plan) -> None:
    for _ in range(4):
        x, y = plan.at(float(plan.rng.uniform(0.12, 0.88))), float(plan.rng.uniform(0.14, 0.42))
        plan.shapes.append(draw.gull(x, y, float(plan.rng.uniform(0.04, 0.07))))


def _beach(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    plan.horizon = 0.56
    plan.shapes.append(_water(plan, 0.56))
    plan.shapes += draw.boat(plan.at(0.62), 0.63, 0.11)
    _waves(plan, 0.6, 0.76, 7)
    sand = draw.hill(rng, aspect, 0.82, 0.07, 0.0)
    plan.shapes.append(Shape(sand.points, "road"))
    plan.shapes += draw.palm(plan.at(0.2), 0.95, 0.62)
    plan.shapes += draw.palm(plan.at(0.08), 0.92, 0.46)
    _gulls(plan)


def _lighthouse(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    plan.horizon = 0.62
    plan.shapes.append(_water(plan, 0.62))
    plan.shapes += draw.boat(plan.at(0.22), 0.69, 0.11)
    _waves(plan, 0.66, 0.95, 9)
    xs = np.array([1.02, 0.5, 0.47, 0.5, 0.42, 0.44, 0.36, 0.4]) * aspect
    ys = np.array([0.7, 0.705, 0.73, 0.8, 0.84, 0.9, 0.96, 1.1])
    plan.shapes.append(Shape(np.concatenate([np.stack([xs, ys], 1), [[aspect * 1.1, 1.1]]]), 0.8))
    plan.shapes += draw.house(plan.at(0.86), 0.71, 0.12)
    plan.shapes += draw.lighthouse(plan.at(0.64), 0.715, float(rng.uniform(0.44, 0.5)))
    _gulls(plan)


def _desert(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    for k, depth in enumerate((0.08, 0.28, 0.48, 0.7)):
        plan.shapes.append(draw.hill(rng, aspect, 0.58 + 0.09 * k, 0.11, depth))
    plan.shapes += draw.cactus(plan.at(0.24), 0.9, 0.34)
    plan.shapes += draw.cactus(plan.at(0.8), 0.78, 0.17)
    plan.shapes.append(draw.hill(rng, aspect, 0.92, 0.05, 0.92))


def _city(plan: Plan) -> None:
    rng, aspect = plan.rng, plan.aspect
    for depth, low, high, foot in ((0.12, 0.25, 0.5, 0.9), (0.45, 0.2, 0.42, 0.94), (0.8, 0.12, 0.28, 0.98)):
        x = -0.02
        while x < aspect:
            wide = float(rng.uniform(0.08, 0.15))
            plan.shapes += draw.block(x, foot, wide, float(rng.uniform(low, high)), depth)
            x += wide + (0.012 if depth > 0.3 else 0.0)
    plan.shapes.append(Shape(_water(plan, 0.95).points, 1.0))


_PLANS: Final[dict[str, Callable[[Plan], None]]] = {
    "peaks": _peaks,
    "lake": _lake,
    "hills": _hills,
    "village": _village,
    "forest": _forest,
    "sea": _sea,
    "beach": _beach,
    "lighthouse": _lighthouse,
    "desert": _desert,
    "city": _city,
}


def plan_name(spec: PictureSpec) -> str:
    """The name of the drawing for the place; empty where there is none."""
    is_snowy = spec.weather is Weather.SNOW or spec.season is Season.WINTER
    name = spec.settings[0] if spec.settings else "snowfield" if is_snowy else ""
    if name in _HIGH and not _POOLS.isdisjoint(spec.settings):
        return "lake"
    return next((key for key, names in landscape_rows()["places"].items() if name in names.split()), "")


def find_plan(spec: PictureSpec) -> Callable[[Plan], None] | None:
    """How the place is drawn, None where it has no shapes of its own."""
    return _PLANS.get(plan_name(spec))
