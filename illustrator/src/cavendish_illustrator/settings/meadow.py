"""Open green places: meadow, park, garden, hills and fields of flowers."""

import re

import numpy as np

from cavendish_illustrator.figures.hands.props import FAR, QUIET, put
from cavendish_illustrator.painting.canvas import BUSH, Box, Canvas, Post
from cavendish_illustrator.painting.color import ColorLike, mix, vary
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass, tree, tree_row
from cavendish_illustrator.scenery.land_water import lay_water
from cavendish_illustrator.scenery.lands_beyond import raise_lands_beyond
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_autumnal, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains, path

_MEADOW_FLOWERS = ("#ffffff", "#ffd84a", "#ff9ac0", "#b58cf0")


def tree_kinds(spec: PictureSpec) -> tuple[str, ...]:
    """Return the broad-leaved trees of the season."""
    if is_snowy(spec):
        return ("snowy", "bare", "snowy_pine")
    if is_autumnal(spec):
        return ("autumn", "maple", "autumn")
    if spec.season is Season.SPRING:
        return ("cherry", "birch", "oak")
    return ("oak", "birch", "oak")


_RANGES = frozenset({"mountains", "snowy_mountains", "alps", "highlands", "valley"})
"""Named beside a field or a road, they stand behind it."""


def paint_base(
    canvas: Canvas, spec: PictureSpec, *, has_far_range: bool = True, lands_wait: bool = False
) -> float:
    """Paint sky, far land and a lawn (or snow); returns the row where the lawn begins.

    Lands that wait are raised by the caller, before the trees of its own.
    """
    height, rng = canvas.height, canvas.rng
    horizon = height * float(rng.uniform(0.5, 0.6))
    paint_sky(canvas, horizon, clouds=0.6, foot_of_lands=0.0)
    if not _RANGES.isdisjoint(spec.settings):
        mountains(canvas, horizon, height * float(rng.uniform(0.3, 0.38)), "#6b7690", haze=0.45, snow=0.6)
        mountains(canvas, horizon + 6 * canvas.unit, height * 0.17, "#566b70", haze=0.3, snow=0.15)
    elif has_far_range:
        mountains(
            canvas,
            horizon,
            height * float(rng.uniform(0.08, 0.16)),
            "#7f93b0",
            haze=0.6,
            snow=0.4 * is_snowy(spec),
        )
    if is_snowy(spec):
        hills(canvas, horizon + 10 * canvas.unit, height * 0.06, "#c3d2e2", haze=0.1, texture=0.1)
        ground(canvas, horizon + 22 * canvas.unit, "#eef4fb", "#cfdcea", texture=0.1, grain=0.015)
        canvas.is_soft = True
    else:
        tone = "#9a8a4a" if is_autumnal(spec) else "#6f9a52"
        hills(canvas, horizon + 8 * canvas.unit, height * float(rng.uniform(0.05, 0.1)), tone, haze=0.25)
        near, far = ("#8a7a35", "#b8a050") if is_autumnal(spec) else ("#4f8a35", "#86b25a")
        ground(canvas, horizon + 18 * canvas.unit, near, far, texture=0.4)
    if not lands_wait:
        raise_lands_beyond(canvas, horizon + 22 * canvas.unit, is_on_ground=True)
    return horizon + 20 * canvas.unit


def _framing_tree(canvas: Canvas, spec: PictureSpec) -> None:
    rng = canvas.rng
    x = float(rng.choice([-0.01, 0.06, 0.94, 1.01]))
    kinds = tree_kinds(spec)
    kind = kinds[int(rng.integers(len(kinds)))]
    tree(
        canvas, (canvas.width * x, canvas.height * 0.82), canvas.height * float(rng.uniform(0.5, 0.68)), kind
    )


def paint_meadow(canvas: Canvas, spec: PictureSpec) -> None:
    """Flowers underfoot, a line of trees behind, one great tree at a side."""
    height, rng = canvas.height, canvas.rng
    top = paint_base(canvas, spec)
    tree_row(
        canvas,
        np.arange(0.02, 1.02, 0.1) + rng.normal(0, 0.02),
        top,
        (height * 0.13, height * 0.26),
        tree_kinds(spec),
    )
    paint_rays(canvas, 0.1)
    _framing_tree(canvas, spec)
    if not is_snowy(spec):
        grass(canvas, height * 0.66, "#4f8f38", count=4200, flowers=_MEADOW_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.76


def paint_park(canvas: Canvas, spec: PictureSpec) -> None:
    """Lawn with a winding path, a bench and lamp, trees on both sides."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec, has_far_range=False)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.085), top, (height * 0.16, height * 0.3), tree_kinds(spec), haze=0.1
    )
    path(canvas, top + 4, "#d9c9a3", center=float(rng.uniform(0.4, 0.6)), widths=(0.03, 0.34))
    mirror = bool(rng.random() < 0.5)
    side = 0.16 if mirror else 0.84
    put(canvas, "bench", (width * side, height * 0.74), height * 0.12)
    lamp_x = width * (side + (0.13 if mirror else -0.13))
    canvas.posts.append(Post("street_lamp", lamp_x, height * 0.73, height * 0.34))
    _framing_tree(canvas, spec)
    if not is_snowy(spec):
        for x in rng.uniform(0, 1, 5):
            half = float(rng.uniform(20, 46)) * canvas.unit
            canvas.posts.append(Post(BUSH, width * float(x), top + height * 0.05, half))
        grass(canvas, height * 0.8, "#4f8f38", count=1500, flowers=_MEADOW_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.78


_LEAVES = ("#3f7a35", "#5a9a45", "#2f6a33", "#74ab52")
_BED_WIDE = 0.34


def _plant_bed(canvas: Canvas, flowers: tuple[str, ...], corner: tuple[float, float]) -> None:
    """One row of a bed: earth, leaves, and flowers of uneven height that rise out of them."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    left, y = corner
    tall = height * (0.045 + 0.12 * (y - 0.6))
    feet = height * (y + 0.02)
    count = 110
    xs = width * (left + _BED_WIDE * rng.random(count))
    ys = feet + tall * rng.normal(-0.12, 0.16, count)
    layer = canvas.layer(Box(0, int(feet - tall), width, int(tall * 1.6) + 2))
    colors = np.stack([vary(_LEAVES[k % len(_LEAVES)], rng, 0.1) for k in range(count)])
    layer.leaves(np.stack([xs, ys], 1), tall * rng.uniform(0.1, 0.22, count), colors, 0.45)
    canvas.lay(layer)
    for x in np.arange(left + 0.02, left + _BED_WIDE, 0.062):
        name = flowers[int(rng.integers(len(flowers)))]
        at = (width * float(x + rng.normal(0, 0.012)), feet - tall * float(rng.uniform(0.0, 0.3)))
        put(canvas, name, at, tall * float(rng.uniform(0.85, 1.25)), QUIET)


_BEDS = ("rose", "tulip", "sunflower", "hibiscus", "blossom", "hyacinth")


def paint_garden(canvas: Canvas, spec: PictureSpec) -> None:
    """Flower beds along a path, a white fence and blossoming bushes."""
    height = canvas.height
    top = paint_base(canvas, spec, has_far_range=False)
    tree_row(canvas, np.arange(0.0, 1.02, 0.12), top, (height * 0.18, height * 0.32), tree_kinds(spec))
    fence(canvas, top + height * 0.05, height * 0.075)
    path(canvas, top + height * 0.06, "#e0cda6", center=0.5, widths=(0.05, 0.3))
    beds = ("rose",) if "rose_garden" in spec.settings else _BEDS
    for y in () if is_snowy(spec) else np.linspace(0.68, 0.9, 4):
        for left in (-0.02, 0.68):
            _plant_bed(canvas, beds, (left, float(y)))
    if not is_snowy(spec):
        grass(canvas, height * 0.84, "#4f8f38", count=1600, flowers=_MEADOW_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.76


def fence(canvas: Canvas, base_y: float, height: float, color: ColorLike = "#f7f4ec") -> None:
    """Run a picket fence across the picture."""
    layer = canvas.layer(Box(0, int(base_y - height * 1.2), canvas.width, int(height * 1.3) + 2))
    step = height * 0.36
    for offset in (0.35, 0.72):
        layer.rect(
            0,
            base_y - height * offset,
            canvas.width,
            base_y - height * (offset - 0.1),
            mix(color, "#8a8a80", 0.2),
        )
    for x in np.arange(0, canvas.width + step, step):
        w = step * 0.3
        layer.polygon(
            [
                (x - w, base_y),
                (x - w, base_y - height * 0.9),
                (x, base_y - height),
                (x + w, base_y - height * 0.9),
                (x + w, base_y),
            ],
            color,
        )
    canvas.lay(layer)


_BEFORE_WATER = 3
"""So many bands of hills lie beyond the water."""


_RIDGE = 0.74
"""Where silhouettes have their horizon, in parts of the height: they are seen before the sky."""


def paint_hills(canvas: Canvas, spec: PictureSpec) -> None:
    """Rolling hills in bands of green with lone trees."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * (_RIDGE if spec.framing == "silhouette" else float(rng.uniform(0.42, 0.52)))
    paint_sky(canvas, horizon, clouds=0.7)
    autumn = is_autumnal(spec)
    tones = (
        ("#c3d2e2",)
        if is_snowy(spec)
        else (("#b08a45", "#c9a24f", "#8f7a3a") if autumn else ("#7fa85a", "#96b85c", "#5f9a48"))
    )
    for k in range(6):
        base = horizon + (height - horizon) * (0.1 + 0.17 * k)
        if k == _BEFORE_WATER:
            lay_water(canvas, spec, "hills", (base - height * 0.12, base + height * 0.06))
        top = hills(
            canvas, base, height * 0.1, vary(tones[k % len(tones)], rng, 0.06), haze=max(0.0, 0.4 - 0.1 * k)
        )
        for _ in range(3):
            column = int(rng.uniform(0.03, 0.97) * width)
            kinds = tree_kinds(spec)
            kind = kinds[int(rng.integers(len(kinds)))]
            tree(
                canvas,
                (float(column), float(top[column]) + 6),
                height * (0.05 + 0.03 * k),
                kind,
                haze=max(0.0, 0.25 - 0.06 * k),
            )
    if not is_snowy(spec):
        grass(canvas, height * 0.86, "#6f9a3f", count=1600, flowers=_MEADOW_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.84


_FIELDS = {
    "sunflower_field": ("sunflower", ("#f0c020", "#e0a818")),
    "lavender_field": ("lavender-sprig", ("#8a6ac8", "#a88ae0", "#7050b0")),
    "flower_field": ("tulip", ("#e04a5a", "#f7b733", "#ff9ac0", "#c04a9a")),
    "heath": ("lavender-sprig", ("#a0568f", "#b870a8", "#8a4a86", "#6f7a4a")),
}


_FLOWERS_BY_WORD = (
    (
        r"popp(y|ies)|\bmak(i|ów|ami|ach|u|iem|y)?\b|mohn|amapol|coquelicot|papaver|papoul|klapro|маків|\bмаки",
        "poppy",
        ("#d8322c", "#c0241f", "#e8503c"),
    ),
    (
        r"dais(y|ies)|stokrot|gänseblüm|margarit|pâquerette|margherit|madelief|ромаш|sedmikr|c(h)?amomil|kamill",
        "daisy",
        ("#ffffff", "#f8f4e4", "#ffe9a0"),
    ),
    (
        r"dandelion|mlecz|dmuchaw|löwenzahn|diente de león|pissenlit|dente di leone|кульбаб|pampeliš",
        "dandelion",
        ("#f6d23c", "#f0c020", "#ffffff"),
    ),
)
"""Flowers that a field may be of, by their words in all languages."""


def _plant_rows(layer: VectorLayer, canvas: Canvas, top: float, tones: tuple[str, ...]) -> None:
    """Lay closed rows of a crop that meet at the horizon, under its single leaves."""
    middle, width, height = canvas.width / 2, canvas.width, canvas.height
    for lane in range(-16, 17):
        far, near, half = lane * 0.02 * width, lane * 0.13 * width, 0.042 * width
        corners = [(-0.006 * width, far), (0.006 * width, far), (half, near), (-half, near)]
        rows = (top, top, height, height)
        layer.polygon(
            [(middle + x + across, y) for (x, across), y in zip(corners, rows, strict=True)],
            vary(tones[lane % len(tones)], canvas.rng, 0.08) * 0.82,
        )


def paint_field(canvas: Canvas, spec: PictureSpec) -> None:
    """Rows of one crop running to the horizon, single plants in front."""
    name = next((n for n in spec.settings if n in _FIELDS), "flower_field")
    icon, tones = _FIELDS[name]
    if name == "flower_field":
        named = ((i, t) for words, i, t in _FLOWERS_BY_WORD if re.search(words, spec.prompt, re.IGNORECASE))
        icon, tones = next(named, (icon, tones))
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec, lands_wait=True)
    tree_row(canvas, rng.uniform(0, 1, 6), top, (height * 0.08, height * 0.15), tree_kinds(spec), haze=0.2)
    raise_lands_beyond(canvas, top, is_on_ground=True)
    layer = canvas.layer(Box(0, int(top), canvas.width, int(canvas.height - top)))
    if name != "heath":
        _plant_rows(layer, canvas, top, tones)
    count = 2600
    depth = np.sort(rng.random(count) ** 0.7)
    ys = top + depth * (height - top) * 1.02
    lane = np.round(rng.uniform(-14, 14, count))
    xs = width * (0.5 + lane * (0.02 + 0.11 * depth)) + rng.normal(0, 6 * canvas.unit, count)
    colors = np.stack([vary(tones[int(k) % len(tones)], rng, 0.12) for k in lane])
    layer.leaves(np.stack([xs, ys], 1), (1.5 + 7 * depth) * canvas.unit, colors, 0.8)
    canvas.lay(layer)
    for y, tall in ((0.68, 0.045), (0.74, 0.065)):
        for x in np.linspace(0.02, 0.98, 13):
            at = (width * float(x + rng.normal(0, 0.014)), height * (y + float(rng.normal(0, 0.008))))
            put(canvas, icon, at, height * tall, FAR)
    for y in (0.84, 0.9, 0.97):
        for x in (-0.02, 0.07, 0.17, 0.27, 0.73, 0.83, 0.92, 1.01):
            finish = FAR if y < 0.85 else QUIET
            put(
                canvas,
                icon,
                (width * (x + rng.normal(0, 0.012)), height * (y + 0.02)),
                height * (0.1 + 0.1 * (y - 0.8) / 0.17),
                finish,
            )
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.8


BRIGHT = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN)
SETTINGS = (
    SettingTemplate(names=("meadow", "easter"), paint=paint_meadow, times=BRIGHT),
    SettingTemplate(names=("park", "zoo"), paint=paint_park, times=BRIGHT),
    SettingTemplate(names=("garden", "rose_garden"), paint=paint_garden, times=BRIGHT),
    SettingTemplate(names=("hills",), paint=paint_hills, times=BRIGHT),
    SettingTemplate(
        names=tuple(_FIELDS),
        paint=paint_field,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
