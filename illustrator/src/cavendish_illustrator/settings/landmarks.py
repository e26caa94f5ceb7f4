"""Famous places: a landmark behind a foreground that belongs to it."""

import re
from functools import cache, partial
from typing import Any

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas, Post
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.far_towns import far_town, has_old_town
from cavendish_illustrator.scenery.foliage import bush, grass, petals, tree, tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains, path
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.city import cobbles, facades, lane_marks, pavement
from cavendish_illustrator.settings.meadow import tree_kinds
from cavendish_illustrator.settings.neon_city import house_row, neon_signs, wet_road

_MONUMENT = Finish(relight=0.15, shadow=False, haze=0.08, focus=0.6)
_BESIDE = 0.62
"""So near the middle neon house fronts come, which leave the monument in sight."""
_PAVED = frozenset({"lawn", "square", "street"})
"""Fronts that a neon night turns into a wet street."""
_STREETS = frozenset({"street", "alley", "old_town"})
_FAR = Finish(relight=0.15, shadow=False, haze=0.22, focus=0.4)


@cache
def _places() -> dict[str, dict[str, Any]]:
    return read_table("settings/landmarks.toml")


def landmark_names() -> frozenset[str]:
    """Every name of a place that is known by its buildings."""
    return frozenset(name for place in _places().values() for name in place["names"])


def _houses(canvas: Canvas, foot: float, *, is_gap_open: bool) -> None:
    """A row of houses; along a street one sees between them to what lies behind."""
    facades(
        canvas,
        foot,
        canvas.height * (0.34 if is_gap_open else 0.26),
        gap_at=(0.24, 0.76) if is_gap_open else None,
    )


def _town(canvas: Canvas, foot: float) -> None:
    """Domes and spires over the roofs, or towers of glass where nobody knows an old town of the region."""
    height = canvas.height
    if has_old_town(canvas.region):
        far_town(canvas, foot - height * 0.03, height * 0.34)
        return
    tone = "#2a2f5a" if canvas.light.is_dark else "#8a9ab0"
    skyline(canvas, foot, (height * 0.2, height * 0.46), tone, haze=0.45)
    near = "#1d1f44" if canvas.light.is_dark else "#6f8098"
    skyline(canvas, foot, (height * 0.1, height * 0.3), near, haze=0.2, widths=(50, 120))


_ROWS_OF_TOWERS = {"skyline": (0.12, 0.36, "#8a9ab0", 0.45), "low_city": (0.06, 0.16, "#b0a494", 0.5)}


def _backdrop(canvas: Canvas, kind: str, foot: float) -> None:
    height, unit = canvas.height, canvas.unit
    if kind in _ROWS_OF_TOWERS:
        least, most, tone, haze = _ROWS_OF_TOWERS[kind]
        tone = "#2a2f5a" if canvas.light.is_dark else tone
        skyline(canvas, foot, (height * least, height * most), tone, haze=haze)
    elif kind == "town":
        _town(canvas, foot)
    elif kind in ("houses", "street"):
        _houses(canvas, foot, is_gap_open=kind == "street")
    elif kind == "mountains":
        mountains(canvas, foot, height * 0.24, "#7389a8", haze=0.5, snow=0.35)
    elif kind == "steep":
        mountains(canvas, foot, height * 0.42, "#6f86a4", haze=0.42, snow=0.45)
        mountains(canvas, foot + 4, height * 0.3, "#4f6f62", haze=0.15, snow=0.1)
    elif kind == "green_mountains":
        mountains(canvas, foot, height * 0.26, "#6f8a70", haze=0.4)
        hills(canvas, foot - 4 * unit, height * 0.12, "#8a9a5c", haze=0.2)
    elif kind == "hills":
        hills(canvas, foot - 4 * unit, height * 0.09, "#8fa870", haze=0.35)
    canvas.spread_glow(0.8)


def _lawn_front(canvas: Canvas, spec: PictureSpec, foot: float) -> None:
    height, width, rng = canvas.height, canvas.width, canvas.rng
    snowy = is_snowy(spec)
    ground(canvas, foot, "#eef4fb" if snowy else "#4f8a35", "#dfe8f2" if snowy else "#7fae5a", texture=0.3)
    path(canvas, foot + 4, "#e0cfa8", widths=(0.03, 0.3), bend=0.02)
    kinds = ("snowy",) if snowy else ("cherry", "oak") if spec.season is Season.SPRING else ("oak", "birch")
    for x in (0.04, 0.16, 0.84, 0.96):
        tree(
            canvas,
            (width * x, foot + height * float(rng.uniform(0.02, 0.09))),
            height * float(rng.uniform(0.2, 0.32)),
            kinds[int(rng.integers(len(kinds)))],
        )
    for x in (0.26, 0.74):
        bush(canvas, width * x, foot + height * 0.04, 36 * canvas.unit)
    if not snowy:
        grass(canvas, height * 0.84, "#5a9440", count=1300, flowers=("#ffffff", "#ffd84a", "#ff9ac0"))


def _field_front(canvas: Canvas, foot: float) -> None:
    """Rows of vines or grain between cypresses, running toward the hills."""
    height, width = canvas.height, canvas.width
    ground(canvas, foot, "#a8a04c", "#c9b868", texture=0.3)
    rows = canvas.rows(foot, height)
    depth = (canvas.ys[rows] - foot) / (height - foot)
    across = (canvas.xs - width * 0.5) / (0.15 + depth) / (46 * canvas.unit)
    canvas.img[rows] *= 1 - 0.16 * (np.mod(across, 1) < 0.5)[..., None]
    path(canvas, foot + 4, "#e6d4a4", widths=(0.02, 0.24), bend=0.1)
    grass(canvas, height * 0.86, "#8a9a44", count=900, flowers=("#d8323c", "#ffd84a"))


def _water_front(canvas: Canvas, foot: float) -> None:
    height, width = canvas.height, canvas.width
    water(canvas, foot, height * 0.88, "#3f7f9f", reflection=0.75, ripple=0.7)
    layer = canvas.layer()
    top, side = ("#f1f5fa", "#d4dde8") if canvas.is_snowy else ("#b8aa94", "#9a8d78")
    layer.rect(0, height * 0.86, width, height * 0.885, top)
    layer.rect(0, height * 0.885, width, height, side)
    canvas.lay(layer)


def _neon_front(canvas: Canvas, foot: float) -> None:
    """House fronts with bright signs left and right, and a wet street that mirrors them."""
    layer, lit = canvas.layer(), canvas.layer()
    for side in (-1, 1):
        house_row(canvas, layer, lit, side, reach=_BESIDE)
    neon_signs(canvas, layer, lit)
    canvas.lay(layer)
    canvas.shine(lit, 1.3)
    canvas.spread_glow(1.0)
    wet_road(canvas, foot)
    canvas.keep_sharp((lit.pixels[..., 3] > 0).astype(np.float32) * 0.6)


def _front(canvas: Canvas, spec: PictureSpec, kind: str, foot: float) -> None:
    if kind == "lawn":
        _lawn_front(canvas, spec, foot)
    elif kind == "water":
        _water_front(canvas, foot)
    elif kind == "square":
        cobbles(canvas, foot, "#b8ab98")
    elif kind == "sand":
        ground(canvas, foot, "#d9a860", "#e8c488", texture=0.25)
    elif kind == "field":
        _field_front(canvas, foot)
    elif kind == "street":
        ground(canvas, foot, "#4a4c52", "#6a6d74", texture=0.2, grain=0.03)
        pavement(canvas, foot)
        lane_marks(canvas, foot)
        canvas.paved_y = foot
    else:
        hills(canvas, foot + 20 * canvas.unit, canvas.height * 0.08, "#6f9a52", haze=0.1)
        tree_row(
            canvas,
            np.arange(0.0, 1.02, 0.09),
            foot + 26 * canvas.unit,
            (canvas.height * 0.1, canvas.height * 0.18),
            tree_kinds(spec) if is_snowy(spec) else ("pine", "oak"),
        )
        ground(canvas, foot + canvas.height * 0.1, "#4f8a35", "#6f9a4c")
        grass(canvas, canvas.height * 0.82, "#5a9440", count=1500, flowers=("#ffffff", "#ffd84a"))


CHERRY = re.compile(
    r"\b(cherry (blossom|tree)s?|sakura|kirsch(bl|bäum)\w*|wiśni\w*|cerezos?|cerisiers?|cilieg[io]|"
    r"cerejeiras?|kersenb\w*|сакур\w*|вишн\w*|třeš[nň]\w*)",
    re.IGNORECASE,
)
_BLOSSOMS = frozenset({"cherry-blossom", "blossom", "deciduous-tree"})


def _frame_with_blossom(canvas: Canvas) -> None:
    """Cherry trees in bloom left and right before the sight, and petals in the air."""
    height, width = canvas.height, canvas.width
    for x, foot, tall in ((0.12, 0.8, 0.3), (0.9, 0.82, 0.36), (0.0, 0.93, 0.7), (1.0, 0.95, 0.62)):
        tree(canvas, (width * x, height * foot), height * tall, "cherry")
    petals(canvas, count=70)


def paint_monuments(canvas: Canvas, spec: PictureSpec, foot: float) -> None:
    """Set the monuments of the landmark the prompt names, far off behind something else."""
    for place in _places().values():
        if set(place["names"]) & set(spec.settings):
            side = min(canvas.height, canvas.width * 1.1)
            for name, x, tall, _ in place["monuments"]:
                put(canvas, name, (canvas.width * x, foot), side * tall * 0.9, _FAR)
            return


def _props(canvas: Canvas, spec: PictureSpec, place: dict[str, Any], *, mirrored: bool) -> None:
    """What stands in the foreground, unless the prompt names it; lamps wait for the figures."""
    height, width = canvas.height, canvas.width
    side = min(height, width * 1.1)
    named = {subject.concept for subject in spec.subjects}
    for name, x, y, tall in place.get("props", []):
        spot = (width * (1 - x if mirrored else x), height * y)
        if name == "street_lamp":
            canvas.posts.append(Post(name, *spot, side * tall))
        elif name not in named:
            put(canvas, name, spot, side * tall, QUIET)


def paint_sight(canvas: Canvas, spec: PictureSpec, foot: tuple[float, float], room: float) -> None:
    """Set the chief monument of the town the prompt names at the end of a street so wide."""
    _backdrop(canvas, "low_city", foot[1])
    for place in _places().values():
        near = [one for one in place["monuments"] if not one[3]]
        if near and set(place["names"]) & set(spec.settings):
            name, _, tall, _ = near[-1]
            figure = find_figure(name)
            aspect = figure.aspect if figure is not None else 1.0
            side = min(canvas.height, canvas.width * 1.1)
            put(canvas, name, foot, min(side * tall * 1.1, room * 0.95 / aspect), _FAR)
            return


def _monuments(canvas: Canvas, place: dict[str, Any], foot: float, *, mirrored: bool, is_neon: bool) -> None:
    side = min(canvas.height, canvas.width * 1.1)
    for name, x, tall, is_far in place["monuments"]:
        across = 0.5 if is_neon else 1 - x if mirrored else x
        spot = (canvas.width * across, foot + canvas.height * 0.015)
        put(canvas, name, spot, side * tall, _FAR if is_far else _MONUMENT)


def paint_landmark(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """Sky, what lies behind, the monument beside the middle, and its foreground."""
    place = _places()[key]
    canvas.region = place.get("houses", canvas.region)
    if "street" in place and not _STREETS.isdisjoint(spec.settings):
        place = {**place, "behind": "street", "front": "street", "props": place["street"]}
    height, width, rng = canvas.height, canvas.width, canvas.rng
    foot = height * (0.64 if place["front"] != "water" else 0.6)
    paint_sky(canvas, foot, clouds=0.5)
    paint_rays(canvas, 0.12)
    _backdrop(canvas, place["behind"], foot)
    mirrored = bool(rng.random() < 0.5)
    is_neon = canvas.light.time is TimeOfDay.NEON and place["front"] in _PAVED
    _monuments(canvas, place, foot, mirrored=mirrored, is_neon=is_neon)
    if is_neon:
        _neon_front(canvas, foot)
    else:
        _front(canvas, spec, place["front"], foot)
        _props(canvas, spec, place, mirrored=mirrored)
    if CHERRY.search(spec.prompt) and not is_neon:
        _frame_with_blossom(canvas)
        canvas.stage.tags = _BLOSSOMS
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.955, height * 0.86
    stage.hero_height = min(height * 0.4, width * 0.46)
    stage.tags |= frozenset(place.get("shows", []))
    if place["monuments"] and canvas.width > canvas.height * 0.9:
        is_left = (place["monuments"][-1][1] < 0.5) != mirrored  # leave the monument in sight
        stage.left, stage.right = (width * 0.5, width * 0.95) if is_left else (width * 0.05, width * 0.5)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET, TimeOfDay.DAWN)
SETTINGS = tuple(
    SettingTemplate(names=tuple(place["names"]), paint=partial(paint_landmark, key=key), times=_LIGHTS)
    for key, place in _places().items()
)
