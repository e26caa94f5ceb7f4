"""Villages: houses on both sides of a lane, built and surrounded as their region is."""

import re
from dataclasses import replace
from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.cottages import cottage
from cavendish_illustrator.scenery.foliage import grass, tree
from cavendish_illustrator.scenery.land_water import lay_water
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.plumes import plume, wants_smoke
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains, path
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.meadow import tree_kinds

_FLOWERS: Final = ("#ffffff", "#ffd84a", "#ff9ac0")
_RANGES: Final = frozenset({"mountains", "snowy_mountains", "alps", "highlands", "valley"})
_MOUNTAINOUS: Final = re.compile(
    r"\b(mountain\w*|alpin\w*|alps|gór(y|ach|ami|sk\w+)|berg(e|en|dorf\w*|dorp\w*)|alpen\w*|montañas?|montagnes?|"
    r"montanhas?|montagna|mont[ie]|alpin[oi]|горах|гор[аи]|гірськ\w*|hor(ách|ami|y|sk\w+))\b",
    re.IGNORECASE,
)
_SHORES: Final = frozenset({"sea", "beach", "harbour", "island"})
_ARID: Final = frozenset({"desert", "oasis"})
_DRY: Final = frozenset({"desert", "mexican", "african", "whitewashed", "indian", "mediterranean"})
_BY_WATER: Final = ("sea", "fjord", "paddies")
_NO_LAWN: Final = frozenset({"dunes", "savanna"})
_SNOW: Final = "#e6edf5"
_FAR_HOUSES: Final = (0.07, 0.17, 0.27, 0.37, 0.47, 0.58, 0.68, 0.78, 0.88, 0.97)
_MIDDLE_HOUSES: Final = (0.08, 0.24, 0.36, 0.64, 0.76, 0.92)
_NEAR_HOUSES: Final = ((0.09, 0.76, 0.27), (0.91, 0.77, 0.28), (0.27, 0.69, 0.19), (0.74, 0.69, 0.19))
"""Across, foot and width of the near ones, in parts of the picture."""
_FOLK_THINGS: Final = frozenset({"mushroom", "mushroom-house", "gingerbread-house", "gingerbread-man"})
_IN_SNOW: Final = {"pine": "snowy_pine", "willow-tree": "bare"}
_SMOKING, _NEARLY_CLEAR = 0.4, 0.15
"""So many chimneys smoke in winter, of houses with so little haze before them."""
_SEASONAL: Final = frozenset({"oak", "birch", "cherry"})


@cache
def _lands() -> dict[str, dict[str, Any]]:
    return read_table("settings/villages.toml")


def paint_village(canvas: Canvas, spec: PictureSpec) -> None:
    """Far, middle and near houses with trees between, a lane, its people, and what stands beside it."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    spec = replace(spec, region="desert") if _ARID & frozenset(spec.settings) else spec
    land = _lands().get(spec.region, _lands()["usual"])
    is_white = is_snowy(spec)
    horizon = height * 0.5
    paint_sky(canvas, horizon, clouds=0.45)
    far = _far_land(spec, land["far"])
    _paint_far(canvas, far, horizon, is_white=is_white)
    near, back = land["ground"]
    ground(
        canvas,
        horizon + height * 0.05,
        _SNOW if is_white else near,
        _SNOW if is_white else back,
        texture=0.22,
    )
    side = min(width, height * 1.35)
    for x in _FAR_HOUSES:
        _house_or_tree(canvas, spec, land, (x, 0.57, side * 0.085 / width), 0.3)
    _landmark(canvas, land, horizon)
    path(canvas, horizon + height * 0.08, "#d4bc90", widths=(0.02, 0.42), bend=0.05)
    for x in _MIDDLE_HOUSES:
        _house_or_tree(canvas, spec, land, (x, 0.635, side * 0.13 / width), 0.1)
    is_ashore = far in _BY_WATER
    has_water = not is_ashore and lay_water(canvas, spec, "village", (height * 0.835, height * 0.97))
    for x, foot, wide in sorted(_NEAR_HOUSES, key=lambda one: one[1]):
        _build(canvas, spec, (width * (x + float(rng.normal(0, 0.01))), height * foot), side * wide)
    canvas.spread_glow(1.0)
    if not has_water:
        _beside_lane(canvas, spec, land, far)
    gather(canvas, spec, height * 0.66, height * 0.075, (0.48, 0.53))
    gather(canvas, spec, height * 0.76, height * 0.12, (0.42, 0.57))
    _set_stage(canvas, spec, land)


def _set_stage(canvas: Canvas, spec: PictureSpec, land: dict[str, Any]) -> None:
    height, stage = canvas.height, canvas.stage
    stage.near_y, stage.far_y = height * 0.955, height * 0.87
    stage.hero_height = min(height * 0.42, canvas.width * 0.5)
    shown = (
        {"windmill", "church", "pagoda", "mosque"} & {land["landmark"][0].split("_")[0]}
        if land["landmark"]
        else set()
    )
    stage.tags = frozenset(shown) | (_FOLK_THINGS if folk_house(spec) else frozenset())
    if any(one.concept in ("house", "houses") and one.count > 1 and not one.color for one in spec.subjects):
        stage.tags |= {"house", "houses"}


def _far_land(spec: PictureSpec, usual: str) -> str:
    """What lies behind: what was named besides the village, else what lies there in that region."""
    named = frozenset(spec.settings)
    if named & _RANGES or _MOUNTAINOUS.search(spec.prompt):
        return "mountains"
    if "fjord" in named:
        return "fjord"
    if named & _SHORES:
        return "sea"
    return "hills" if "hills" in named else usual


def _paint_far(canvas: Canvas, far: str, horizon: float, *, is_white: bool) -> None:
    height, unit = canvas.height, canvas.unit
    green = _SNOW if is_white else "#6f9a58"
    if far in ("mountains", "fjord"):
        snow = 0.6 if is_white or far == "fjord" else 0.4
        mountains(canvas, horizon + 10 * unit, height * 0.34, "#6b7690", haze=0.45, snow=snow)
        mountains(
            canvas, horizon + 20 * unit, height * 0.17, "#56706a", haze=0.28, snow=0.4 if is_white else 0.05
        )
    if far == "dunes":
        mountains(canvas, horizon + 6, height * 0.08, "#c8a070", haze=0.4)
        hills(canvas, horizon + 10, height * 0.09, "#e0bc80", haze=0.2, texture=0.1)
    elif far == "savanna":
        hills(canvas, horizon + 8, height * 0.05, "#c8a864", haze=0.35)
    elif far in ("flat", "paddies", "sea"):
        hills(canvas, horizon + 6, height * 0.025, green, haze=0.4)
    else:
        hills(canvas, horizon + 10, height * 0.1, green, haze=0.38, texture=0.14 if is_white else 0.25)
        hills(canvas, horizon + 22, height * 0.06, green, haze=0.2, texture=0.14 if is_white else 0.25)
    if far in _BY_WATER:
        tone = "#7fa86a" if far == "paddies" else "#2f78a8"
        water(canvas, horizon, horizon + height * 0.075, tone, reflection=0.45, ripple=0.5)
        canvas.stage.water_top = canvas.stage.water_bottom = 0.0
    if far == "sea":
        finish = Finish(relight=0.2, shadow=False, haze=0.15, focus=0.5)
        for x, tall in ((0.3, 0.06), (0.66, 0.045)):
            put(canvas, "sailboat", (canvas.width * x, horizon + height * 0.03), height * tall, finish)


def _house_or_tree(
    canvas: Canvas, spec: PictureSpec, land: dict[str, Any], place: tuple[float, float, float], haze: float
) -> None:
    """A house, or in one of four places a tree; and a tree beside every third house."""
    x, foot, wide = place
    rng, width, height = canvas.rng, canvas.width, canvas.height
    at = width * (x + float(rng.normal(0, 0.012)))
    y = height * (foot + float(rng.uniform(-0.012, 0.012)))
    if rng.random() < 0.25:
        _plant(canvas, spec, land, (at, y), width * wide * 1.5, haze)
        return
    if rng.random() < 0.4:
        _plant(canvas, spec, land, (at + width * wide * 0.6, y - 2), width * wide * 1.35, haze)
    _build(canvas, spec, (at, y), width * wide * float(rng.uniform(0.85, 1.12)), haze)


@cache
def _folk_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _lands()["folk"].items())


def folk_house(spec: PictureSpec) -> str | None:
    """The drawing of the houses of a village that is of mushrooms or of gingerbread."""
    return next((name for name, words in _folk_words() if words.search(spec.prompt)), None)


def _build(
    canvas: Canvas, spec: PictureSpec, at: tuple[float, float], wide: float, haze: float = 0.0
) -> None:
    """One house as the village has them; its chimney smokes where that was said, and in winter."""
    folk = folk_house(spec)
    if folk is not None:
        finish = Finish(relight=0.3, shadow=haze == 0.0, haze=haze, focus=0.6)
        put(canvas, folk, at, wide * float(canvas.rng.uniform(1.0, 1.3)), finish)
        return
    cottage(canvas, spec.region, at, wide, haze=haze)
    is_near = haze <= _NEARLY_CLEAR
    if is_near and (wants_smoke(spec.prompt) or (is_snowy(spec) and canvas.rng.random() < _SMOKING)):
        roof = (at[0] + wide * 0.18 * (1 if canvas.rng.random() < 0.5 else -1), at[1] - wide * 0.76)
        plume(canvas, roof, wide * 1.7, strength=0.8)


def _plant(
    canvas: Canvas, spec: PictureSpec, land: dict[str, Any], at: tuple[float, float], tall: float, haze: float
) -> None:
    """A tree of that region, in the colours of the season."""
    kinds = land["trees"]
    name = kinds[int(canvas.rng.integers(len(kinds)))]
    if name in _SEASONAL:
        seasonal = tree_kinds(spec)
        name = name if seasonal[0] == "oak" else seasonal[int(canvas.rng.integers(len(seasonal)))]
    elif is_snowy(spec) and name in _IN_SNOW:
        name = _IN_SNOW[name]
    if find_figure(name) is not None and name not in ("pine", "cherry", "bare", "birch", "maple", "oak"):
        put(canvas, name, at, tall, Finish(relight=0.3, shadow=False, haze=haze, focus=0.4))
    else:
        tree(canvas, at, tall, name, haze=haze)


def _landmark(canvas: Canvas, land: dict[str, Any], horizon: float) -> None:
    if not land["landmark"]:
        return
    name, tall = land["landmark"]
    x = canvas.width * float(canvas.rng.choice((0.36, 0.62)))
    finish = Finish(relight=0.3, shadow=False, haze=0.12, focus=0.55)
    put(canvas, name, (x, horizon + canvas.height * 0.1), canvas.height * tall, finish)


def _beside_lane(canvas: Canvas, spec: PictureSpec, land: dict[str, Any], far: str) -> None:
    """Flowers and tools of the region, and grass in front where grass grows."""
    height, width, side = canvas.height, canvas.width, min(canvas.height, canvas.width)
    if not is_snowy(spec) and far not in _NO_LAWN and spec.region not in _DRY:
        keep = canvas.img.copy()
        grass(canvas, height * 0.8, "#5f9440", count=1800, flowers=_FLOWERS)
        depth = np.clip((canvas.ys / height - 0.56) / 0.44, 0, 1)
        is_lane = np.abs(canvas.xs - width * 0.5) < width * (0.01 + 0.2 * depth**1.3)
        canvas.img[is_lane] = keep[is_lane]
    blooms = {"tulip", "hydrangea", "sunflower", "foxglove", "lavender-sprig", "hibiscus"}
    for name, x, foot, tall in land["besides"]:
        if name in canvas.asked or (is_snowy(spec) and name in blooms) or find_figure(name) is None:
            continue
        put(canvas, name, (width * x, height * foot), side * tall, QUIET)


_LIGHTS: Final = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN, TimeOfDay.SUNSET)
SETTINGS = (SettingTemplate(names=("village", "suburb"), paint=paint_village, times=_LIGHTS),)
