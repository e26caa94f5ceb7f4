"""Where people play and travel: playground, fun fair, stadium, station, airport."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import from_hsv, rgb
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.foliage import grass, tree_row
from cavendish_illustrator.scenery.interiors import paint_floor
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, path
from cavendish_illustrator.settings.meadow import paint_base, tree_kinds

_FAR = Finish(relight=0.3, shadow=False, haze=0.08, focus=0.5)


def paint_playground(canvas: Canvas, spec: PictureSpec) -> None:
    """Swings, a slide, a sand pit and trees."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec, has_far_range=False)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.09), top, (height * 0.18, height * 0.3), tree_kinds(spec), haze=0.08
    )
    flip = bool(rng.random() < 0.5)
    size = min(height, width)
    put(canvas, "swing_set", (width * (0.78 if flip else 0.22), height * 0.8), size * 0.34)
    put(
        canvas,
        "slide",
        (width * (0.22 if flip else 0.8), height * 0.8),
        size * 0.34,
        Finish(relight=0.35, flip=flip, focus=0.55),
    )
    layer = canvas.layer()
    layer.ellipse((width * 0.5, height * 0.86), (width * 0.3, height * 0.06), "#e8cf94")
    canvas.lay(layer)
    put(canvas, "bucket", (width * 0.34, height * 0.87), size * 0.06, QUIET)
    put(canvas, "soccer-ball", (width * 0.68, height * 0.88), size * 0.06, QUIET)
    grass(canvas, height * 0.9, "#5f9440", count=900, flowers=("#ffffff", "#ffd84a"))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.86
    canvas.stage.hero_height = min(height * 0.46, width * 0.5)


_RIDES = frozenset(
    {"ferris-wheel", "ferris", "carousel", "carousel-horse", "roller-coaster", "rollercoaster", "circus-tent"}
)


def paint_fair(canvas: Canvas, spec: PictureSpec) -> None:
    """Ferris wheel, roller coaster, carousel, tents and strings of light."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    foot = height * 0.74
    paint_sky(canvas, height * 0.62, clouds=0.5)
    size = min(height, width)
    flip = bool(rng.random() < 0.5)

    def at(x: float) -> float:
        return width * (1 - x if flip else x)

    put(canvas, "rollercoaster", (at(0.7), foot), size * 0.34, _FAR)
    put(canvas, "ferris", (at(0.24), foot), size * 0.56, _FAR)
    ground(canvas, foot, "#c9b08a", "#b89f7a", texture=0.2)
    put(canvas, "circus-tent", (at(0.52), foot + height * 0.03), size * 0.24)
    put(canvas, "carousel", (at(0.85), foot + height * 0.07), size * 0.3)
    put(canvas, "market_stall", (at(0.08), foot + height * 0.08), size * 0.2)
    lights = canvas.layer()
    for k in range(46):
        x = width * k / 45
        y = height * 0.1 + np.sin(k * 0.7) * height * 0.025
        lights.circle(x, float(y), 5 * unit, from_hsv(k * 47.0, 0.6, 1.0))
    canvas.shine(lights, 1.2 if canvas.light.is_dark else 0.3)
    canvas.spread_glow(0.9)
    gather(canvas, spec, foot + height * 0.06, height * 0.13, (0.2, 0.33, 0.4, 0.62, 0.7))
    gather(canvas, spec, foot + height * 0.11, height * 0.17, (0.28, 0.46, 0.56, 0.78))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.85
    canvas.stage.hero_height = min(height * 0.44, width * 0.5)
    canvas.stage.tags = _RIDES


def paint_stadium(canvas: Canvas, _spec: PictureSpec) -> None:
    """Stands full of people around a striped pitch with a goal."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    paint_sky(canvas, height * 0.3, clouds=0.4)
    foot = height * 0.56
    layer = canvas.layer()
    layer.polygon(
        [
            (-5, height * 0.2),
            (width * 0.3, height * 0.27),
            (width * 0.7, height * 0.27),
            (width + 5, height * 0.2),
            (width + 5, foot),
            (-5, foot),
        ],
        "#4a5668",
    )
    canvas.lay(layer)
    _crowd(canvas)
    _floodlights(canvas)
    rows = canvas.rows(foot, height)
    depth = (canvas.ys[rows] - foot) / (height - foot)
    stripe = np.mod(np.floor(np.log1p(np.maximum(depth, 0) * 4) * 8), 2)
    turf = (
        rgb("#3f8a3a") * (0.9 + 0.16 * stripe + 0.14 * (canvas.noise((10, 6), 2, 0.5, rows) - 0.5))[..., None]
    )
    canvas.img[rows] = turf * canvas.light.ambient
    lines = canvas.layer()
    lines.polyline([(0, height * 0.62), (width, height * 0.62)], "#ffffff", 4 * unit)
    lines.arc((width * 0.5, height * 0.9), (width * 0.3, height * 0.1), (180, 360), "#ffffff", 5 * unit)
    canvas.lay(lines, opacity=0.85)
    put(
        canvas,
        "goal",
        (width * 0.5, height * 0.62),
        height * 0.16,
        Finish(relight=0.0, shadow=False, focus=0.5),
    )
    canvas.spread_glow(0.8)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.78


def _crowd(canvas: Canvas) -> None:
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    crowd = canvas.layer()
    count = int(3400 * unit)
    xs = rng.random(count)
    rise = 0.2 + 0.07 * (1 - np.abs(xs * 2 - 1))
    ys = rise + (0.54 - rise) * rng.random(count)
    hues = np.array([rgb(c) for c in ("#d9483b", "#f4f1ea", "#3f6fb0", "#f0b03a", "#e8c4a0", "#2f3a4f")])
    crowd.leaves(
        np.stack([xs * width, ys * height], 1),
        np.full(count, 3.6 * unit),
        hues[rng.integers(6, size=count)],
        1.0,
    )
    canvas.lay(crowd)


def _floodlights(canvas: Canvas) -> None:
    layer, lamps = canvas.layer(), canvas.layer()
    width, height, unit = canvas.width, canvas.height, canvas.unit
    for x in (0.06, 0.94):
        layer.line((width * x, height * 0.5), (width * x, height * 0.08), "#7a8594", 8 * unit)
        layer.rect(width * x - 44 * unit, height * 0.04, width * x + 44 * unit, height * 0.11, "#5a6472")
        for k in range(8):
            lamps.circle(
                width * x + (k % 4 - 1.5) * 20 * unit, height * (0.06 + 0.03 * (k // 4)), 7 * unit, "#fff6d8"
            )
    canvas.lay(layer)
    canvas.shine(lamps, 1.5 if canvas.light.is_dark else 0.5)


_STEAM = frozenset({"locomotive"})
_GHOSTLY = "ghost-train"
_TRAINS = _STEAM | {
    _GHOSTLY,
    "train",
    "train_side",
    "high-speed-train",
    "bullet-train",
    "railway-car",
    "tram",
}


def _station_clock(spec: PictureSpec) -> frozenset[str]:
    """The platform has its clock, unless another is meant."""
    is_usual = all(
        one.state is None and one.count == 1 for one in spec.subjects if one.concept == "wall-clock"
    )
    return frozenset({"wall-clock"} if is_usual else ())


def paint_station(canvas: Canvas, spec: PictureSpec) -> None:
    """A platform under an iron roof with the clock and a train, the one that was named."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    horizon = height * 0.6
    paint_sky(canvas, horizon, clouds=0.4)
    skyline(canvas, horizon, (height * 0.08, height * 0.2), "#8a97a8", haze=0.5)
    roof = canvas.layer()
    roof.polygon(
        [
            (-5, -5),
            (width + 5, -5),
            (width + 5, height * 0.1),
            (width * 0.5, height * 0.2),
            (-5, height * 0.1),
        ],
        "#4f5a66",
    )
    for k in range(13):
        roof.line(
            (width * k / 12, -5), (width * (0.5 + (k / 12 - 0.5) * 0.9), height * 0.17), "#38424d", 4 * unit
        )
    for x in (0.16, 0.84):
        roof.line((width * x, height * 0.1), (width * x, height * 0.76), "#3f4a56", 14 * unit)
    tall = min(height * 0.3, width * 0.24)
    is_ghostly = _GHOSTLY in canvas.asked
    is_steam = is_ghostly or not _STEAM.isdisjoint(canvas.asked)
    put(
        canvas,
        _GHOSTLY if is_ghostly else "locomotive" if is_steam else "train_side",
        (width * (0.46 if canvas.rng.random() < 0.5 else 0.56), height * 0.74),
        tall * (0.92 if is_steam else 1.0),
        Finish(relight=0.2, shadow=False, focus=0.6),
    )
    canvas.stage.tags = _TRAINS | _station_clock(spec)
    paint_floor(canvas, height * 0.74, "#b0a898", "tiles")
    canvas.lay(roof)
    edge = canvas.layer(Box(0, int(height * 0.74), width, int(30 * unit)))
    edge.rect(0, height * 0.745, width, height * 0.76, "#f0c84a")
    canvas.lay(edge)
    put(canvas, "station_clock", (width * 0.91, height * 0.84), height * 0.44)
    gather(canvas, spec, height * 0.83, height * 0.2, (0.36, 0.47, 0.6, 0.68, 0.8))
    put(canvas, "bench", (width * 0.16, height * 0.86), height * 0.13)
    put(canvas, "luggage", (width * 0.27, height * 0.87), height * 0.1)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.86


def paint_airport(canvas: Canvas, _spec: PictureSpec) -> None:
    """Airliners on the apron, one taking off behind the tower."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.58
    paint_sky(canvas, horizon, clouds=0.7)
    skyline(canvas, horizon, (height * 0.03, height * 0.08), "#9aa6b4", haze=0.4)
    put(canvas, "needle_tower", (width * 0.14, horizon + height * 0.02), height * 0.34, _FAR)
    ground(canvas, horizon, "#8a8f96", "#a4a9ae", texture=0.15)
    path(canvas, horizon + 4, "#6a6f78", widths=(0.03, 0.5), bend=0.0)
    put(
        canvas,
        "airplane-departure",
        (width * float(rng.uniform(0.6, 0.85)), height * 0.26),
        height * 0.12,
        _FAR,
    )
    put(canvas, "airplane", (width * 0.84, height * 0.74), min(height, width) * 0.2)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.8


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("playground",), paint=paint_playground, times=_LIGHTS),
    SettingTemplate(names=("amusement_park",), paint=paint_fair, times=(*_LIGHTS, TimeOfDay.NIGHT)),
    SettingTemplate(
        names=("football_stadium", "stadium"),
        paint=paint_stadium,
        times=(TimeOfDay.DAY, TimeOfDay.NIGHT, TimeOfDay.GOLDEN_HOUR),
    ),
    SettingTemplate(names=("train_station",), paint=paint_station, times=_LIGHTS),
    SettingTemplate(names=("airport",), paint=paint_airport, times=_LIGHTS),
)
