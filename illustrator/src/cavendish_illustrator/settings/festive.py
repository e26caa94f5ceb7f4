"""Days that look like no other: Halloween, New Year, weddings, Valentine's, Christmas; and candy land."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import from_hsv, rgb
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import house, skyline
from cavendish_illustrator.scenery.finishing import fog
from cavendish_illustrator.scenery.fireworks import fireworks
from cavendish_illustrator.scenery.foliage import bush, grass, petals, tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import fill_gradient, paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains, path
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.meadow import paint_base, tree_kinds

_FAR = Finish(relight=0.2, shadow=False, haze=0.1, focus=0.5)


def paint_halloween(canvas: Canvas, _spec: PictureSpec) -> None:
    """A haunted house on a hill, bare trees, tombs, pumpkins with light in them, bats."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.6
    paint_sky(canvas, horizon, clouds=0.6)
    canvas.img += canvas.spot(width * 0.5, horizon, (width * 0.6, height * 0.24))[..., None] * rgb("#5a2a5a")
    side = min(height, width)
    flip = bool(rng.random() < 0.5)
    hills(canvas, horizon + height * 0.05, height * 0.1, "#3a3550", haze=0.2)
    put(canvas, "haunted_house", (width * (0.3 if flip else 0.7), horizon + height * 0.06), side * 0.44, _FAR)
    ground(canvas, height * 0.66, "#3a3f2f", "#5a5a4a", texture=0.4)
    path(canvas, height * 0.66, "#7a6a58", center=0.44 if flip else 0.56, widths=(0.03, 0.26))
    for x, tall in ((0.06, 0.52), (0.94, 0.46)):
        put(canvas, "bare_tree_spooky", (width * x, height * 0.82), side * tall)
    for x, y in ((0.16, 0.8), (0.27, 0.76), (0.84, 0.79)):
        put(canvas, "tombstone", (width * x, height * y), side * 0.13)
    for x, y, tall in ((0.1, 0.93, 0.12), (0.9, 0.94, 0.14), (0.78, 0.89, 0.09)):
        put(canvas, "jack-o-lantern", (width * x, height * y), side * tall, QUIET)
    for _ in range(5):
        spot = (width * float(rng.uniform(0.1, 0.9)), height * float(rng.uniform(0.1, 0.36)))
        put(canvas, "bat", spot, side * float(rng.uniform(0.03, 0.06)), Finish(relight=0.0, shadow=False))
    fog(canvas, height * 0.8, height * 0.08, 0.4)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.85


def paint_cemetery(canvas: Canvas, spec: PictureSpec) -> None:
    """Rows of stones under old trees in mist."""
    height, width = canvas.height, canvas.width
    top = paint_base(canvas, spec)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.14), top, (height * 0.2, height * 0.34), tree_kinds(spec), haze=0.1
    )
    for row, y in enumerate((0.68, 0.76, 0.86)):
        for x in np.concatenate([np.arange(0.05, 0.34, 0.13), np.arange(0.68, 0.98, 0.13)]):
            put(
                canvas,
                "tombstone",
                (width * (x + 0.03 * (row % 2)), height * y),
                height * (0.08 + 0.035 * row),
                QUIET,
            )
    grass(canvas, height * 0.72, "#5f7f45", count=2400)
    fog(canvas, height * 0.7, height * 0.1, 0.45)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84


def paint_fireworks(canvas: Canvas, _spec: PictureSpec) -> None:
    """Fireworks above a city and its mirror in the water."""
    height = canvas.height
    foot = height * 0.68
    paint_sky(canvas, foot, clouds=0.15, has_disc=False)
    skyline(canvas, foot, (height * 0.08, height * 0.26), "#1a1c3a", haze=0.15)
    fireworks(canvas)
    water(canvas, foot, height * 0.88, "#0c1c3c", reflection=0.85, ripple=0.9)
    ground(canvas, height * 0.86, "#3a3a4a", "#4a4a5c", texture=0.2)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.96, height * 0.9


def paint_wedding(canvas: Canvas, spec: PictureSpec) -> None:
    """A flowered arch on a lawn, white chairs, petals in the air."""
    height, width = canvas.height, canvas.width
    top = paint_base(canvas, spec, has_far_range=False)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.09), top, (height * 0.18, height * 0.32), tree_kinds(spec), haze=0.08
    )
    path(canvas, top + height * 0.03, "#f7eee0", widths=(0.1, 0.3), bend=0.0)
    side = min(height, width)
    put(canvas, "wedding_arch", (width * 0.5, height * 0.82), side * 0.56)
    for y, tall in ((0.78, 0.1), (0.86, 0.13)):
        for x in (0.08, 0.18, 0.82, 0.92):
            put(canvas, "chair", (width * x, height * y), side * tall, QUIET)
    for x in (0.27, 0.73):
        put(canvas, "bouquet", (width * x, height * 0.88), side * 0.11, QUIET)
    petals(canvas, ("#ffffff", "#ffd9e6", "#f7b6cc"), 120)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.87


def paint_valentine(canvas: Canvas, _spec: PictureSpec) -> None:
    """Pink sky, hearts floating, roses below."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    fill_gradient(canvas, ((0.0, "#ff9ab5"), (0.55, "#ffd0d8"), (1.0, "#ffe9e0")))
    hills(canvas, height * 0.78, height * 0.08, "#e07a94", haze=0.2)
    for _ in range(16):
        spot = (width * float(rng.random()), height * float(rng.uniform(0.1, 0.7)))
        put(
            canvas,
            "red-heart",
            spot,
            min(height, width) * float(rng.uniform(0.03, 0.1)),
            Finish(relight=0.5, shadow=False, haze=0.1, focus=0.4, rotate_deg=float(rng.normal(0, 14))),
        )
    ground(canvas, height * 0.8, "#b8506a", "#d9708a", texture=0.25)
    for x in np.concatenate([np.arange(0.03, 0.3, 0.07), np.arange(0.72, 0.99, 0.07)]):
        put(canvas, "rose", (width * float(x), height * float(rng.uniform(0.9, 0.98))), height * 0.14, QUIET)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.84


def paint_candy_land(canvas: Canvas, spec: PictureSpec) -> None:
    """Pink hills, lollipop trees, candy canes, a gingerbread house."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    fill_gradient(canvas, ((0.0, "#8fd4ff"), (0.5, "#ffd6ec"), (1.0, "#fff0d8")))
    canvas.horizon_y = height * 0.55
    mountains(canvas, height * 0.58, height * 0.24, "#d9a0d0", haze=0.35, snow=0.8)
    for at, color in ((0.62, "#f7a8cc"), (0.72, "#b8e6b0"), (0.84, "#ffc48a")):
        hills(canvas, height * at, height * 0.09, color, texture=0.08)
    side = min(height, width)
    aside = float(rng.choice([-0.22, 0.22] if spec.subjects else [-0.06, 0.06]))
    for x, name, tall in (
        (0.08, "lollipop_tree", 0.42),
        (0.93, "lollipop_tree", 0.36),
        (0.2, "candy_cane", 0.24),
        (0.82, "candy_cane", 0.28),
        (0.5, "lollipop_tree", 0.2),
    ):
        put(canvas, name, (width * x, height * (0.86 if tall > 0.22 else 0.7)), side * tall)
    tall = 0.34 if spec.subjects else 0.52
    put(
        canvas,
        "gingerbread-house",
        (width * (0.5 + aside), height * (0.76 if spec.subjects else 0.84)),
        side * tall,
    )
    for x, name in ((0.14, "candy"), (0.88, "doughnut"), (0.3, "cupcake"), (0.7, "candy")):
        put(canvas, name, (width * x, height * 0.93), side * 0.09, QUIET)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.86


def paint_christmas_village(canvas: Canvas, _spec: PictureSpec) -> None:
    """A snowy night: lit houses, a decorated tree, pines."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    horizon = height * 0.58
    paint_sky(canvas, horizon, clouds=0.3)
    mountains(canvas, horizon + 10 * unit, height * 0.24, "#6b7690", haze=0.45, snow=0.7)
    hills(canvas, horizon + 24 * unit, height * 0.06, "#c8d6e6", haze=0.15, texture=0.1)
    tree_row(
        canvas,
        np.arange(0.0, 1.02, 0.08),
        horizon + 24 * unit,
        (height * 0.12, height * 0.24),
        ("snowy_pine", "pine"),
    )
    for x in (0.14, 0.36, 0.62, 0.86):
        spot = width * (x + float(rng.normal(0, 0.02)))
        house(
            canvas,
            spot,
            horizon + height * float(rng.uniform(0.09, 0.13)),
            min(width, height) * float(rng.uniform(0.15, 0.2)),
            wall=("#c49668", "#aa604a", "#deceb0")[int(rng.integers(3))],
            roof="#ecf1f8",
        )
    canvas.spread_glow(1.0)
    ground(canvas, horizon + height * 0.1, "#eef4fb", "#cfdcea", texture=0.12, grain=0.015)
    side = 0.16 if rng.random() < 0.5 else 0.84
    put(canvas, "christmas_tree", (width * side, height * 0.9), min(height, width) * 0.5)
    for k, tall in enumerate((0.1, 0.08)):
        put(canvas, "wrapped-gift", (width * (side + (0.09 - 0.17 * k)), height * 0.93), height * tall, QUIET)
    lights = canvas.layer()
    for k in range(24):
        lights.circle(
            width * (side + float(rng.normal(0, 0.035))),
            height * float(rng.uniform(0.52, 0.84)),
            3.4 * unit,
            from_hsv(k * 77.0, 0.6, 1.0),
        )
    canvas.shine(lights, 1.0)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84


def paint_bamboo(canvas: Canvas, _spec: PictureSpec) -> None:
    """Rows of bamboo in green light with a path between."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    fill_gradient(canvas, ((0.0, "#9fd08a"), (0.5, "#e4f4c4"), (1.0, "#8fb86a")))
    canvas.horizon_y = height * 0.72
    for row, tone in enumerate(("#a9cf8f", "#86b56f", "#5f9a52", "#3f7a3c")):
        layer = canvas.layer()
        foot = height * (0.74 + 0.05 * row)
        for x in np.linspace(-0.02, 1.02, (30, 22, 15, 9)[row]):
            if row > 1 and 0.36 < x < 0.64:
                continue
            px, half = width * (x + float(rng.normal(0, 0.012))), (3 + 3.4 * row) * unit
            color = rgb(tone) * float(rng.uniform(0.88, 1.12))
            layer.rect(px - half, -5, px + half, foot, np.clip(color, 0, 1))
            layer.rect(px + half * 0.2, -5, px + half * 0.7, foot, np.clip(color * 1.22, 0, 1))
            for y in np.arange(float(rng.uniform(0, 60)) * unit, foot, 84 * unit):
                layer.rect(
                    px - half * 1.25,
                    float(y),
                    px + half * 1.25,
                    float(y) + 3 * unit,
                    np.clip(color * 0.72, 0, 1),
                )
        count = 240
        points = np.stack([rng.uniform(0, width, count), rng.uniform(-10, height * 0.42, count)], 1)
        layer.leaves(
            points, np.full(count, (6 + 2 * row) * unit), np.tile(rgb(tone) * 0.95, (count, 1)), 0.26
        )
        canvas.lay(layer)
        fog(canvas, foot, height * 0.08, 0.25)
    ground(canvas, height * 0.84, "#5f7a3f", "#8fa860", texture=0.4)
    path(canvas, height * 0.74, "#d9c496", widths=(0.05, 0.34))
    for x in (0.06, 0.94):
        bush(canvas, width * x, height * 0.96, 60 * unit, "jungle")
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.85


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN)
SETTINGS = (
    SettingTemplate(names=("halloween", "haunted_house"), paint=paint_halloween, forced_time=TimeOfDay.NIGHT),
    SettingTemplate(
        names=("cemetery",), paint=paint_cemetery, times=(TimeOfDay.OVERCAST, TimeOfDay.DAWN, TimeOfDay.NIGHT)
    ),
    SettingTemplate(names=("new_year", "fireworks"), paint=paint_fireworks, forced_time=TimeOfDay.NIGHT),
    SettingTemplate(names=("wedding",), paint=paint_wedding, times=_LIGHTS),
    SettingTemplate(names=("valentine",), paint=paint_valentine, times=(TimeOfDay.DAY,)),
    SettingTemplate(names=("candy_land",), paint=paint_candy_land, times=(TimeOfDay.DAY,)),
    SettingTemplate(
        names=("christmas_village",),
        paint=paint_christmas_village,
        forced_time=TimeOfDay.NIGHT,
    ),
    SettingTemplate(names=("bamboo_forest",), paint=paint_bamboo, times=_LIGHTS),
)
