"""What lies behind a place where another was named besides it: peaks, the sea, a town, a castle."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, Protocol

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.cottages import cottage
from cavendish_illustrator.scenery.far_towns import far_town, has_old_town
from cavendish_illustrator.scenery.foliage import tree
from cavendish_illustrator.scenery.terrain import hills, mountains
from cavendish_illustrator.scenery.water_surface import water

_GREEN: Final = "#7f9f68"
_ROOMY: Final = 0.28
"""Where the horizon lies higher, in parts of the picture, there is no room for anything behind it."""
_HAMLET: Final = ((-0.17, 0.0), (-0.1, 0.014), (-0.03, 0.002), (0.07, 0.014), (0.13, 0.0), (0.19, 0.012))
"""Its houses from its middle, in parts of the picture."""


_WATERS: Final = frozenset({"sea", "river"})
_MONUMENT, _OVER_ROOFS = "monument", "over_roofs"
_ABOVE_ROOFS: Final = 0.27
"""How far over its usual foot a castle stands that is seen over roofs, in parts of the picture."""
_HAZY: Final = Finish(relight=0.15, shadow=False, haze=0.22, focus=0.4)


@cache
def _lands() -> dict[str, dict[str, Any]]:
    return read_table("scenery/lands_beyond.toml")


@cache
def _monuments() -> dict[str, tuple[str, float]]:
    """The chief drawing of each landmark and how tall it is, by all its names."""
    found: dict[str, tuple[str, float]] = {}
    for row in read_table("settings/landmarks.toml").values():
        for drawing, _, tall, is_far in row["monuments"]:
            if not is_far:
                found.update(dict.fromkeys(row["names"], (drawing, tall)))
    return found


def lands_beyond(named: Iterable[str], place: str, *, has_water: bool) -> tuple[str, ...]:
    """What is to be seen behind a place, the farthest first; its own water is not behind it."""
    others = tuple(name for name in named if name != place)
    found = [
        land
        for land, row in _lands().items()
        if not frozenset(others).isdisjoint(row["places"])
        and place not in row["shown_in"]
        and not (has_water and land in _WATERS)
    ]
    if place not in _monuments() and place not in _lands()[_MONUMENT]["shown_in"]:
        found += [name for name in others if name in _monuments()][:1]
    is_high = "castle" in found and place in _lands()[_OVER_ROOFS]["shown_in"]
    return (_OVER_ROOFS, *found) if is_high else tuple(found)


def raise_lands_beyond(canvas: Canvas, foot: float, *, is_on_ground: bool = False) -> None:
    """Paint them once, standing on the line where the place's own ground begins or, in front of it, will."""
    waiting, canvas.beyond = canvas.beyond, ()
    if foot < canvas.height * _ROOMY:
        return
    if _OVER_ROOFS in waiting:
        foot -= canvas.height * _ABOVE_ROOFS
    for land in waiting:
        if land in _ON_GROUND:
            _ON_GROUND[land](canvas, foot, is_on_ground=is_on_ground)
        elif land in _BEHIND:
            _BEHIND[land](canvas, foot)
        elif land in _monuments():
            _monument(canvas, foot, land)


def _monument(canvas: Canvas, foot: float, name: str) -> None:
    drawing, tall = _monuments()[name]
    side = min(canvas.height, canvas.width * 1.1)
    put(
        canvas,
        drawing,
        (canvas.width * _aside(canvas), foot + canvas.height * 0.012),
        side * tall * 0.9,
        _HAZY,
    )


def _mountains(canvas: Canvas, foot: float) -> None:
    height = canvas.height
    mountains(canvas, foot, min(height * 0.36, foot * 0.62), "#6b7690", haze=0.42, snow=0.6)
    mountains(canvas, foot + height * 0.01, min(height * 0.2, foot * 0.34), "#566b70", haze=0.28, snow=0.1)


def _water(canvas: Canvas, foot: float, tone: str, top: float) -> None:
    stage = canvas.stage
    before = stage.water_top, stage.water_bottom
    water(canvas, top, foot + canvas.height * 0.03, tone, reflection=0.5, ripple=0.4)
    stage.water_top, stage.water_bottom = before


def _sea(canvas: Canvas, foot: float) -> None:
    _water(canvas, foot, "#2f78a8", foot - canvas.height * 0.09)


def _river(canvas: Canvas, foot: float) -> None:
    height = canvas.height
    hills(canvas, foot - height * 0.055, height * 0.07, _GREEN, haze=0.5)
    _water(canvas, foot, "#4f8fb4", foot - height * 0.06)


def _skyline(canvas: Canvas, foot: float) -> None:
    height = canvas.height
    if has_old_town(canvas.region):
        far_town(canvas, foot - height * 0.02, min(height * 0.2, foot * 0.4))
        return
    tone = "#2a2f52" if canvas.light.is_dark else "#8494ac"
    tallest = min(height * 0.42, foot * 0.72)
    skyline(canvas, foot + height * 0.02, (tallest * 0.3, tallest), tone, haze=0.42)
    canvas.spread_glow(0.8)


def _aside(canvas: Canvas) -> float:
    """A place beside the middle, in parts of the width."""
    return 0.5 + float(canvas.rng.choice((-1, 1))) * float(canvas.rng.uniform(0.18, 0.26))


def _rise(canvas: Canvas, foot: float, tall: float, *, is_on_ground: bool) -> Field:
    """The line they stand on, a row a column: a hill of their own where the ground is not painted yet."""
    if is_on_ground:
        return np.full(canvas.width, foot, np.float32)
    return hills(canvas, foot, canvas.height * tall, _GREEN, haze=0.34)


def _village(canvas: Canvas, foot: float, *, is_on_ground: bool) -> None:
    height, width = canvas.height, canvas.width
    side = min(height, width)
    top = _rise(canvas, foot + height * 0.01, 0.05, is_on_ground=is_on_ground)
    middle = _aside(canvas)
    steeple = float(top[int(width * middle)]) + height * 0.008
    put(canvas, "church_drawn", (width * (middle + 0.02), steeple), side * 0.13, _HAZY)
    for across, down in sorted(_HAMLET, key=lambda one: one[1]):
        x = width * middle + side * across
        y = float(top[int(min(max(x, 0), width - 1))]) + height * (0.02 + down)
        tree(canvas, (x + side * 0.035, y), side * 0.06, "oak", haze=0.25)
        cottage(canvas, canvas.region, (x, y), side * 0.082, haze=0.16)
    canvas.spread_glow(0.8)


def _castle(canvas: Canvas, foot: float, *, is_on_ground: bool) -> None:
    height, width = canvas.height, canvas.width
    x = width * _aside(canvas)
    tall = min(height * 0.28, foot * 0.5)
    top = _rise(canvas, foot, 0.1, is_on_ground=is_on_ground)
    ground = float(top[int(min(max(x, 0), width - 1))])
    castle(canvas, x, ground + tall * 0.12, tall, colors=("#a09a94", "#7a5a64"))


def _farmstead(canvas: Canvas, foot: float, *, is_on_ground: bool) -> None:
    """A farmhouse with its barn and its trees."""
    height, width = canvas.height, canvas.width
    side, x = min(height, width), width * _aside(canvas)
    y = float(_rise(canvas, foot, 0.04, is_on_ground=is_on_ground)[int(x)]) + height * 0.012
    tree(canvas, (x - side * 0.17, y), side * 0.2, "oak", haze=0.12)
    cottage(canvas, canvas.region, (x + side * 0.13, y), side * 0.12, haze=0.1)
    cottage(canvas, canvas.region, (x, y + height * 0.008), side * 0.19, haze=0.06)
    tree(canvas, (x + side * 0.22, y), side * 0.15, "oak", haze=0.12)
    canvas.spread_glow(0.8)


class _Builder(Protocol):
    def __call__(self, canvas: Canvas, foot: float, *, is_on_ground: bool) -> None: ...


_BEHIND: Final[dict[str, Callable[[Canvas, float], None]]] = {
    "mountains": _mountains,
    "sea": _sea,
    "river": _river,
    "skyline": _skyline,
}
_ON_GROUND: Final[dict[str, _Builder]] = {
    "village": _village,
    "castle": _castle,
    "farmstead": _farmstead,
}
