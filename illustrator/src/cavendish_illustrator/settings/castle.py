"""A castle on its hill."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.finishing import fog
from cavendish_illustrator.scenery.foliage import grass, tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import mountains
from cavendish_illustrator.vocabulary.concept_classes import is_person

_IN_THE_AIR = frozenset({"dragon", "phoenix", "eagle", "hot-air-balloon", "airship"})
_STONES = (("#77706b", "#55333f"), ("#a8977c", "#3f4f7a"), ("#c9c2b4", "#6a3a4a"), ("#8a8f9a", "#3a5a5a"))


def _hill_texture(canvas: Canvas, hill: np.ndarray, color: str) -> None:
    rows = canvas.rows(float(hill.min()) - 4, canvas.height)
    texture = canvas.noise((50, 30), 5, 0.6, rows)
    paint = rgb(color) * (0.45 + 0.9 * texture)[..., None] * canvas.light.ambient
    canvas.blend(paint, smoothstep(-1, 1, canvas.ys[rows] - hill[None]), rows)


def _approach(canvas: Canvas, x: float) -> None:
    """Path from the gate down to the viewer."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    rows = canvas.rows(height * 0.70, height)
    down = canvas.ys[rows] - height * 0.7
    middle = x + np.sin(down / (height * 0.3) * 4) * width * 0.09
    reach = np.abs(canvas.xs - middle) - (6 * unit + down * 0.09)
    texture = canvas.noise((50, 24), 4, 0.6, rows)
    paint = rgb("#a08c6a") * (0.7 + 0.5 * texture)[..., None] * canvas.light.ambient
    canvas.blend(
        paint, smoothstep(3 * unit, -3 * unit, reach) * smoothstep(0, height * 0.02, down) * 0.9, rows
    )


def _is_flown_over(spec: PictureSpec) -> bool:
    """Whether something is in the air and nobody stands below."""
    is_manned = any(is_person(one.concept) for one in spec.subjects)
    return not is_manned and any(
        one.pose == "flying" or (one.concept in _IN_THE_AIR and one.pose is None) for one in spec.subjects
    )


def _lowered(canvas: Canvas, foot: float, size: float) -> tuple[float, float]:
    """Return a lower castle's foot and height, and keep the sky above it free."""
    foot, size = foot + canvas.height * 0.035, size * 0.82
    canvas.stage.is_whole, canvas.stage.sky_room = True, foot - size
    return foot, size


def paint(canvas: Canvas, spec: PictureSpec) -> None:
    """Mountains, mist, a castle on a round hill, pines on both sides."""
    height, width, unit, rng = canvas.height, canvas.width, canvas.unit, canvas.rng
    horizon = height * 0.66
    paint_sky(canvas, horizon, clouds=0.5)
    paint_rays(canvas, 0.12)
    mountains(canvas, horizon, height * float(rng.uniform(0.18, 0.26)), "#4a5570", haze=0.5, snow=0.3)
    mountains(canvas, horizon + 20 * unit, height * 0.10, "#3e4c4c", haze=0.25)
    x = width * float(rng.uniform(0.44, 0.58))
    bump = np.exp(-(((np.arange(width) - x) / (width * 0.36)) ** 2)) * height * 0.13
    hill = (height * 0.80 - bump - canvas.outline(500, 4) * 18 * unit).astype(np.float32)
    fog(canvas, height * 0.68, height * 0.07, 0.5)
    stone, roof = _STONES[int(rng.integers(len(_STONES)))]
    size = min(height * 0.42, width * 0.62) * float(rng.uniform(0.92, 1.06))
    foot, size = _lowered(canvas, height * 0.735, size) if _is_flown_over(spec) else (height * 0.735, size)
    if "wizard_tower" in spec.settings:
        _hill_texture(canvas, hill, "#dfe8f2" if is_snowy(spec) else "#4a6a40")
        put(canvas, "wizard-tower", (x, foot), size * 1.3, Finish(relight=0.3, focus=0.7))
    else:
        castle(canvas, x, foot, size, colors=(stone, roof), ground_line=hill)
        _hill_texture(canvas, hill, "#dfe8f2" if is_snowy(spec) else "#4a6a40")
    _approach(canvas, x)
    canvas.spread_glow()
    kinds = ("snowy_pine",) if is_snowy(spec) else ("pine",)
    tree_row(canvas, np.linspace(-0.02, 0.3, 6), height * 0.88, (height * 0.13, height * 0.25), kinds)
    tree_row(canvas, np.linspace(0.74, 1.02, 6), height * 0.88, (height * 0.13, height * 0.25), kinds)
    if not is_snowy(spec):
        grass(canvas, height * 0.84, "#3f6a35", count=1500, flowers=("#ffffff", "#ffd84a"))
    fog(canvas, height * 0.8, height * 0.05, 0.25)
    _set_stage(canvas)


def _set_stage(canvas: Canvas) -> None:
    height, width, stage = canvas.height, canvas.width, canvas.stage
    stage.near_y, stage.far_y = height * 0.95, height * 0.86
    stage.hero_height = min(height * 0.36, width * 0.45)
    stage.sky_y = height * (0.24 if canvas.is_tall else 0.22)
    stage.tags = frozenset({"castle", "japanese-castle"})


SETTINGS = (
    SettingTemplate(
        names=("castle", "palace", "wizard_tower"),
        paint=paint,
        times=(TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAY, TimeOfDay.SUNSET, TimeOfDay.DAWN),
    ),
)
