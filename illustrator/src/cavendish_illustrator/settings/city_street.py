"""A street of a famous town: its houses, and what the town is known by at the end of the street."""

from cavendish_illustrator.painting.canvas import Canvas, Post
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.settings.city import cobbles, facades
from cavendish_illustrator.settings.landmarks import paint_sight

_GAP = {0: (0.3, 0.62), 1: (0.4, 0.72)}
"""Where the street opens, by the seed."""


def paint_city_street(canvas: Canvas, spec: PictureSpec) -> None:
    """Two rows of fronts, cobbles and lamps; between the rows the town's sight in the distance."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    foot = height * 0.76
    paint_sky(canvas, height * 0.62, clouds=0.5)
    gap = _GAP[int(rng.integers(2))]
    paint_sight(
        canvas, spec, (width * (gap[0] + gap[1]) / 2, foot - height * 0.02), (gap[1] - gap[0]) * width
    )
    facades(canvas, foot, height * float(rng.uniform(0.5, 0.58)), gap_at=gap)
    cobbles(canvas, foot)
    lit = windows_are_lit(canvas)
    for x in (0.08, 0.92):
        canvas.posts.append(Post("street_lamp", width * x, foot + height * 0.06, height * 0.34, lit))
    canvas.spread_glow(0.9)
    gather(canvas, spec, foot + height * 0.03, height * 0.11, (0.2, 0.36, 0.5, 0.66, 0.84))
    gather(canvas, spec, foot + height * 0.08, height * 0.15, (0.28, 0.58, 0.76))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.85
    canvas.stage.hero_height = min(height * 0.46, width * 0.5)


SETTINGS = (
    SettingTemplate(
        names=("city_street",),
        paint=paint_city_street,
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
