"""Cities: the avenue between towers, the old street, the alley."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas, Post
from cavendish_illustrator.painting.color import ColorLike, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.buildings import skyline, windows_are_lit
from cavendish_illustrator.scenery.foliage import tree
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground
from cavendish_illustrator.scenery.town_houses import families, house_row
from cavendish_illustrator.scenery.washing_lines import washing_line
from cavendish_illustrator.settings.meadow import tree_kinds

_HOUSE = Finish(relight=0.0, shadow=False, rim=False, focus=0.45)


def paint_avenue(canvas: Canvas, spec: PictureSpec) -> None:
    """A broad street running between towers."""
    height, width = canvas.height, canvas.width
    dark = canvas.light.is_dark
    foot = height * 0.8
    paint_sky(canvas, height * 0.75, clouds=0.45)
    skyline(canvas, foot, (height * 0.3, height * 0.66), "#3a3560" if dark else "#8fa3b8", haze=0.5)
    skyline(
        canvas,
        foot,
        (height * 0.18, height * 0.5),
        "#1d1c3a" if dark else "#66788c",
        haze=0.2,
        widths=(60, 140),
    )
    if "tokyo" in spec.settings:
        x = width * float(canvas.rng.uniform(0.36, 0.64))
        put(canvas, "tokyo-tower", (x, foot + 4), height * 0.72, Finish(relight=0.2, shadow=False, focus=0.7))
    ground(
        canvas,
        foot,
        "#e4eaf0" if is_snowy(spec) else "#4a4c52",
        "#c4ccd6" if is_snowy(spec) else "#6a6d74",
        texture=0.2,
        grain=0.03,
    )
    canvas.paved_y = foot
    lane_marks(canvas, foot)
    pavement(canvas, foot)
    is_lit = windows_are_lit(canvas)
    for x in (0.1, 0.9):
        canvas.posts.append(Post("street_lamp", width * x, foot + height * 0.05, height * 0.36, is_lit))
    if not dark:
        for x in (0.02, 0.2, 0.8, 0.98):
            tree(
                canvas,
                (width * x, foot + 12 * canvas.unit),
                height * float(canvas.rng.uniform(0.16, 0.24)),
                "snowy" if is_snowy(spec) else "oak",
            )
    _traffic(canvas, foot)
    gather(canvas, spec, foot + height * 0.05, height * 0.1, (0.05, 0.16, 0.84, 0.94))
    canvas.spread_glow(0.9)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.86


def lane_marks(canvas: Canvas, foot: float) -> None:
    """The dashes down the middle of a road that runs away from us."""
    rows = canvas.rows(foot, canvas.height)
    depth = np.maximum(canvas.ys[rows] - foot, 0)
    inside = np.abs(canvas.xs - canvas.width / 2) < 2 * canvas.unit + depth * 0.03
    dashes = np.mod((depth / (canvas.height - foot) + 0.001) ** 0.5 * 9, 1) < 0.55
    canvas.blend(
        np.array([0.95, 0.9, 0.6], np.float32) * canvas.light.ambient,
        (inside & dashes).astype(np.float32) * 0.7,
        rows,
    )


def pavement(canvas: Canvas, foot: float) -> None:
    """Pale pavements on both sides of such a road."""
    rows = canvas.rows(foot, canvas.height)
    depth = (canvas.ys[rows] - foot) / (canvas.height - foot)
    reach = np.minimum(canvas.xs, canvas.width - canvas.xs) - canvas.width * (0.3 - 0.26 * depth)
    paint = np.array([0.66, 0.65, 0.64], np.float32) * canvas.light.ambient
    canvas.blend(paint, smoothstep(2, -2, reach) * 0.55, rows)


def _traffic(canvas: Canvas, foot: float) -> None:
    cars = ("automobile", "taxi", "bus", "sport-utility-vehicle", "delivery-truck")
    for x in canvas.rng.permutation(np.array([0.27, 0.68, 0.4]))[: int(canvas.rng.integers(1, 3))]:
        name = cars[int(canvas.rng.integers(len(cars)))]
        put(
            canvas, name, (canvas.width * float(x), foot + canvas.height * 0.035), canvas.height * 0.07, QUIET
        )


def facades(canvas: Canvas, foot: float, tall: float, *, gap_at: tuple[float, float] | None = None) -> None:
    """Stand a row of town houses along a street; `gap_at` (parts of the width) stays open."""
    if canvas.region:
        house_row(canvas, canvas.region, lambda _x: foot, tall * 1.08, gap_at=gap_at)
        return
    rng = canvas.rng
    order = rng.permutation(6)
    x, index = -canvas.width * float(rng.uniform(0.0, 0.06)), 0
    while x < canvas.width:
        height = tall * float(rng.uniform(0.86, 1.1))
        width = height * 140 / 320
        middle = x + width / 2
        if gap_at is None or not gap_at[0] < middle / canvas.width < gap_at[1]:
            name = f"townhouse_{order[index % 6]}"
            put(canvas, name, (middle, foot + 3), height, _HOUSE)
            if windows_are_lit(canvas):
                _lit_facade(canvas, (x, foot, width, height))
        x += width * 0.985
        index += 1


def _lit_facade(canvas: Canvas, place: tuple[float, float, float, float]) -> None:
    x, foot, width, height = place
    layer = canvas.layer(Box(int(x), int(foot - height), int(width) + 2, int(height) + 2))
    for row in (84, 140, 196):
        for column in (14, 57, 100):
            if canvas.rng.random() < 0.55:
                left, top = x + (column + 3) / 140 * width, foot - height + (row + 3) / 320 * height
                layer.rect(left, top, left + 20 / 140 * width, top + 30 / 320 * height, "#ffcf70")
    layer.rect(
        x + 14 / 140 * width,
        foot - height * (1 - 262 / 320),
        x + 56 / 140 * width,
        foot - height * (1 - 302 / 320),
        "#ffb850",
    )
    canvas.shine(layer, 0.7)


def cobbles(canvas: Canvas, foot: float, color: ColorLike = "#8f8578") -> None:
    """Pave everything below a line with cobblestones."""
    color = "#e4eaf2" if canvas.is_snowy else color
    ground(canvas, foot, color, color, texture=0.2, grain=0.02)
    canvas.paved_y = foot
    rows = canvas.rows(foot, canvas.height)
    depth = (canvas.ys[rows] - foot) / (canvas.height - foot)
    across = (canvas.xs - canvas.width / 2) / (0.5 + depth)
    into = np.log1p(depth * 4) * 420 * canvas.unit
    row = np.floor(into / (22 * canvas.unit))
    column = np.mod(across + np.mod(row, 2) * 18 * canvas.unit, 36 * canvas.unit)
    joint = (np.mod(into, 22 * canvas.unit) < 3 * canvas.unit) | (column < 3 * canvas.unit)
    canvas.img[rows] *= 1 - (0.08 if canvas.is_snowy else 0.24) * joint[..., None]


_IN_LEAF = frozenset({"deciduous-tree", "cherry-tree", "chestnut-tree", "birch-tree"})
_AVENUE = ((0.2, 0.0, 0.36), (0.5, -0.005, 0.3), (0.8, 0.0, 0.36), (-0.02, 0.12, 0.62), (1.02, 0.12, 0.62))
"""Where trees stand in a town: across, below the foot of the fronts, how tall; in parts of the picture."""


def avenue_trees(canvas: Canvas, spec: PictureSpec, foot: float) -> frozenset[str]:
    """Stand trees that were named before the fronts and at the sides; returns their names."""
    named = _IN_LEAF & {one.concept for one in spec.subjects if one.count > 1}
    if not named:
        return frozenset()
    kinds = tree_kinds(spec)
    for number, (x, low, tall) in enumerate(_AVENUE):
        at = (canvas.width * x, foot + canvas.height * (0.02 + low))
        tree(canvas, at, canvas.height * tall, kinds[number % len(kinds)])
    return named


def paint_old_street(canvas: Canvas, spec: PictureSpec) -> None:
    """Colourful house fronts over cobbles, with lamps, a café table or a stall."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    foot = height * 0.76
    paint_sky(canvas, height * 0.6, clouds=0.5)
    facades(canvas, foot, height * float(rng.uniform(0.5, 0.62)))
    cobbles(canvas, foot)
    canvas.stage.tags |= avenue_trees(canvas, spec, foot)
    for x in (0.07, 0.93):
        lit = windows_are_lit(canvas)
        canvas.posts.append(Post("street_lamp", width * x, foot + height * 0.06, height * 0.34, lit))
    extras = (
        ("market_stall", 0.24),
        ("potted-plant", 0.1),
        ("bench", 0.16),
        ("bicycle", 0.14),
    )
    for k, x in enumerate((0.22, 0.8)):
        name, tall = (
            extras[int(rng.integers(len(extras)))] if k else extras[int(rng.integers(1, len(extras)))]
        )
        canvas.posts.append(Post(name, width * x, foot + height * 0.09, height * tall))
    canvas.spread_glow(0.9)
    gather(canvas, spec, foot + height * 0.03, height * 0.11, (0.16, 0.36, 0.44, 0.63, 0.88))
    gather(canvas, spec, foot + height * 0.08, height * 0.15, (0.32, 0.55, 0.7))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.85
    canvas.stage.hero_height = min(height * 0.46, width * 0.5)


_NEAR_WALLS = ("#c98f5f", "#b5765a", "#d2a878", "#a8806a")
"""Plaster of alleys where no region's colours are known."""
_ALLEY_WINDOWS = ((0.24, 0.28), (0.62, 0.33), (0.24, 0.49), (0.62, 0.5))
"""How far along its wall and how high each lies."""


def _side_walls(canvas: Canvas, foot: float) -> None:
    """The fronts left and right of an alley: plaster, shutters, flowers under the windows, a door."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    family = families().get(canvas.region)
    walls, shutters = (family.walls, family.shutters) if family else (_NEAR_WALLS, ("#4f6a4f", "#3f5f7a"))
    layer, lights = canvas.layer(), canvas.layer()
    order = rng.permutation(len(walls))
    for side, (x0, x1) in enumerate(((-0.02, 0.26), (1.02, 0.74))):
        wall = rgb(walls[order[side]]) * (0.62 if side == (canvas.light.side < 0) else 0.78)
        layer.polygon(
            [(width * x0, -5), (width * x1, height * 0.2), (width * x1, foot + 4), (width * x0, height)], wall
        )
        layer.polygon(
            [
                (width * x0, height * 0.9),
                (width * x1, foot - 8),
                (width * x1, foot + 4),
                (width * x0, height),
            ],
            wall * 0.72,
        )
        shutter = rgb(shutters[int(rng.integers(len(shutters)))]) * 0.85
        for along, high in _ALLEY_WINDOWS:
            x, near = width * (x0 + (x1 - x0) * along), 1.25 - 0.6 * along
            half, tall = width * 0.024 * near, height * 0.1 * near
            y = height * high
            layer.rect(x - half * 1.9, y, x + half * 1.9, y + tall, shutter)
            layer.rect(x - half, y, x + half, y + tall, "#9fb8c4")
            layer.line((x, y), (x, y + tall), "#e8dcc4", max(1.0, half * 0.16))
            if windows_are_lit(canvas) and rng.random() < 0.7:
                lights.rect(x - half, y, x + half, y + tall, "#ffcf70")
            layer.rect(x - half * 1.3, y + tall, x + half * 1.3, y + tall * 1.08, wall * 0.6)
            for k in range(4) if not canvas.is_snowy else ():
                bloom = ("#e0405a", "#f7b733", "#ff9ac0")[int(rng.integers(3))]
                layer.circle(x + half * (k / 1.5 - 1), y + tall * 1.02, half * 0.3, bloom)
        x, door = width * (x0 + (x1 - x0) * 0.62), height * 0.15
        low = foot + (height - foot) * 0.36
        layer.rect(x - width * 0.028, low - door, x + width * 0.028, low, shutter * 0.7)
        layer.ellipse((x, low - door), (width * 0.028, height * 0.03), shutter * 0.7, arc=(180, 360))
    canvas.lay(layer)
    canvas.shine(lights, 0.7)


def paint_alley(canvas: Canvas, spec: PictureSpec) -> None:
    """A narrow lane between tall fronts toward a bright end."""
    height, width = canvas.height, canvas.width
    foot = height * 0.72
    paint_sky(canvas, height * 0.6, clouds=0.3)
    facades(canvas, foot, height * 0.46)
    cobbles(canvas, foot)
    _side_walls(canvas, foot)
    is_lit = windows_are_lit(canvas)
    canvas.posts.append(Post("street_lamp", width * 0.3, foot + height * 0.08, height * 0.34, is_lit))
    for y, low in ((0.2, 0.26), (0.36, 0.34)):
        ends = ((width * 0.19, height * y), (width * 0.81, height * low))
        washing_line(canvas, *ends, height * 0.1)
    for x, y in ((0.2, 0.87), (0.26, 0.81), (0.78, 0.84)):
        put(canvas, "geranium-pot", (width * x, height * y), height * 0.1, QUIET)
    gather(canvas, spec, foot + height * 0.04, height * 0.12, (0.46, 0.6))
    canvas.spread_glow(0.8)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84
    if spec.weather is Weather.RAIN:
        canvas.img[int(foot) :] *= 0.9


_MIXED = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET, TimeOfDay.NIGHT)
_LIGHT = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("city", "skyline", "hong_kong", "tokyo"), paint=paint_avenue, times=_MIXED),
    SettingTemplate(
        names=("street", "old_town", "town_square", "lisbon"),
        paint=paint_old_street,
        times=_LIGHT,
    ),
    SettingTemplate(names=("alley",), paint=paint_alley, times=_MIXED),
)
