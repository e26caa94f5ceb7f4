"""Towns on a steep coast: houses stepped above a bay, as at Positano, Dubrovnik or Mykonos."""

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import house
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import mountains
from cavendish_illustrator.scenery.water_surface import water

_PASTELS = ("#f4c27a", "#e88a6a", "#f6e2b8", "#f0a8a0", "#fbf4e8", "#e4a04e", "#c9d8c4")
_STONES = ("#e8dcc4", "#f0e8d8", "#dccdb0")
_STONE_TOWNS = ("dubrovnik", "malta", "split", "хорват", "chorwa", "kotor", "rhodes")


def paint_cliff_town(canvas: Canvas, spec: PictureSpec) -> None:
    """A green slope down to the sea on one side, covered with houses row over row."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    horizon = height * 0.5
    paint_sky(canvas, horizon, clouds=0.4)
    mountains(canvas, horizon + 3, height * 0.1, "#8a9ab4", haze=0.55)
    water(canvas, horizon, height, "#1c86b8", reflection=0.45, ripple=0.9)
    is_left = bool(rng.random() < 0.5)
    reach = canvas.xs if is_left else width - canvas.xs
    line = (
        height * 0.16
        + (reach / width) ** 1.25 * height * 0.86
        + 26 * unit * (canvas.outline(150, 4)[None] - 0.5)
    )
    land = smoothstep(-2, 2, canvas.ys - line)
    grain = canvas.noise((40, 40), 5, 0.6)
    paint = rgb("#6d8a4c") * (0.6 + 0.7 * grain)[..., None] * canvas.light.ambient
    canvas.blend(paint, land)
    _houses(canvas, spec, is_left=is_left)
    canvas.spread_glow(0.8)
    for x, y, tall in ((0.74, 0.66, 0.12), (0.9, 0.58, 0.07)):
        boat = Finish(relight=0.35, shadow=False, reflect=0.3, focus=0.5)
        put(canvas, "sailboat", (width * (x if is_left else 1 - x), height * y), height * tall, boat)
    _terrace(canvas)
    put(
        canvas,
        "hibiscus",
        (width * (0.05 if is_left else 0.95), height * 0.95),
        min(height, width) * 0.13,
        QUIET,
    )
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.965, height * 0.92
    stage.left, stage.right = (width * 0.36, width * 0.94) if is_left else (width * 0.06, width * 0.64)
    stage.hero_height = min(height * 0.4, width * 0.42)


def _houses(canvas: Canvas, spec: PictureSpec, *, is_left: bool) -> None:
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    is_stone = any(name in spec.prompt.lower() for name in _STONE_TOWNS)
    walls = _STONES if is_stone else _PASTELS
    wide = min(height, width) * 0.1
    for row in range(7):
        y = height * (0.32 + 0.095 * row)
        end = width * min(0.86, max(0.06, (y / height - 0.2) / 0.86) ** 0.8)
        x = wide * float(rng.uniform(0.1, 0.5))
        while x < end:
            at = x if is_left else width - x
            wall = clamp(rgb(walls[int(rng.integers(len(walls)))]) * float(rng.uniform(0.94, 1.05)))
            size = wide * (0.7 + 0.09 * row) * float(rng.uniform(0.85, 1.15))
            house(canvas, at, y + float(rng.normal(0, 5)) * unit, size, wall=wall, roof="#b5603f")
            x += size * float(rng.uniform(0.9, 1.15))


def _terrace(canvas: Canvas) -> None:
    """A terracotta terrace in front, from which one looks."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    layer = canvas.layer()
    layer.rect(0, height * 0.88, width, height, "#c98a66")
    layer.rect(0, height * 0.88, width, height * 0.88 + 12 * unit, "#f4ece0")
    for k in range(1, 4):
        y = height * (0.88 + 0.012 * k * k + 0.02)
        layer.rect(0, y, width, y + 2 * unit, "#a86f50")
    canvas.lay(layer)


SETTINGS = (
    SettingTemplate(
        names=("cliff_town",),
        paint=paint_cliff_town,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
