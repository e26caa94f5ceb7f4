"""Open water: calm or stormy."""

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import mountains
from cavendish_illustrator.scenery.water_surface import water, wave

_LOW_SUN = frozenset({TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET, TimeOfDay.DAWN})
"""When the sea takes the colours of the sky."""


def wave_colors(canvas: Canvas) -> tuple[str, str]:
    """Return deep water and crest under this light."""
    if canvas.light.time in (TimeOfDay.STORM, TimeOfDay.OVERCAST, TimeOfDay.NIGHT):
        return "#123a52", "#5f98a8"
    if canvas.light.time in _LOW_SUN:
        return "#5f6f8a", "#f2c79a"
    return "#1f6f9a", "#6fb8c8"


def paint_sea(canvas: Canvas, spec: PictureSpec) -> None:
    """Sky, a far coast, and waves that grow toward the viewer; subjects float on the middle ones."""
    height, rng = canvas.height, canvas.rng
    is_rough = canvas.light.time is TimeOfDay.STORM or spec.weather is Weather.STORM
    is_low = canvas.light.time in _LOW_SUN
    horizon = height * float(rng.uniform(0.42, 0.52))
    paint_sky(canvas, horizon, clouds=0.95 if is_rough else 0.5)
    if not is_rough:
        paint_rays(canvas, 0.12)
    mountains(canvas, horizon + 2, height * float(rng.uniform(0.04, 0.09)), "#5f7488", haze=0.6)
    water(
        canvas,
        horizon,
        height,
        "#2a4a5a" if is_rough else "#4f6a86" if is_low else "#1d6f96",
        reflection=0.7 if is_low else 0.5,
        ripple=1.5 if is_rough else 1.0,
    )
    power = 1.0 if is_rough else 0.35
    for at in (0.08, 0.18, 0.32):
        wave(
            canvas,
            horizon + (height - horizon) * at,
            (10 + 34 * at) * power,
            0.5 + 1.4 * at,
            wave_colors(canvas),
        )
    stage = canvas.stage
    stage.kind, stage.near_y, stage.far_y = StageKind.WATER, height * 0.76, height * 0.66
    stage.hero_height = min(height * 0.56, canvas.width * 0.5)


SETTINGS = (
    SettingTemplate(
        names=("sea",), paint=paint_sea, times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
    ),
    SettingTemplate(names=("storm_sea",), paint=paint_sea, forced_time=TimeOfDay.STORM),
)
