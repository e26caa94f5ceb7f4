"""The wall of an old house beside a pavement: what a door, a bicycle or a lamp alone is seen before."""

from cavendish_illustrator.buildings import brick
from cavendish_illustrator.canvas import Box, Canvas
from cavendish_illustrator.foliage import bush
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.setting_registry import SettingTemplate
from cavendish_illustrator.settings.city import cobbles
from cavendish_illustrator.skies import paint_sky

_BRICKS = ("#a5563f", "#b8876a", "#8a7a6f", "#c9a878")


def paint_house_wall(canvas: Canvas, _spec: PictureSpec) -> None:
    """Brick from edge to edge, a stone base, cobbles in front, a bush at each side."""
    height, width = canvas.height, canvas.width
    foot = height * 0.84
    paint_sky(canvas, foot, clouds=0.0, has_disc=False)
    brick(canvas, Box(0, 0, width, int(foot) + 1), _BRICKS[int(canvas.rng.integers(len(_BRICKS)))])
    layer = canvas.layer()
    layer.rect(0, foot - height * 0.05, width, foot, "#8f877c")
    layer.rect(0, foot - height * 0.055, width, foot - height * 0.045, "#a8a094")
    canvas.lay(layer)
    cobbles(canvas, foot)
    for x in (0.06, 0.95):
        bush(canvas, width * x, foot + height * 0.02, float(canvas.rng.uniform(54, 84)) * canvas.unit)
    canvas.sun = None
    stage = canvas.stage
    stage.near_y, stage.far_y = foot + height * 0.02, foot + height * 0.005
    stage.hero_height = min(height * 0.7, width * 0.8)


SETTINGS = (
    SettingTemplate(
        names=("house_wall",), paint=paint_house_wall, times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
    ),
)
