"""A stone railway bridge across a valley, with the line on top of its arches."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import hills, mountains
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.meadow import tree_kinds

_ARCHES = 4


def paint_viaduct(canvas: Canvas, spec: PictureSpec) -> None:
    """Arches from side to side above a river; what crosses stands on the deck."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    snowy = is_snowy(spec)
    horizon, deck, foot = height * 0.5, height * 0.6, height * 0.95
    paint_sky(canvas, horizon, clouds=0.5)
    mountains(canvas, horizon + 8 * unit, height * 0.3, "#6b7690", haze=0.45, snow=0.75 if snowy else 0.35)
    hills(canvas, horizon + 40 * unit, height * 0.1, "#dfe8f2" if snowy else "#6f9a52", haze=0.25)
    kinds = ("snowy_pine", "snowy") if snowy else tree_kinds(spec)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.07), height * 0.66, (height * 0.1, height * 0.2), kinds, haze=0.15
    )
    water(canvas, height * 0.74, height, "#8fb4c8" if snowy else "#3f7f9a", reflection=0.7, ripple=0.6)
    for x, side in ((0.0, 1), (1.0, -1)):
        tree_row(
            canvas,
            x + side * np.arange(0.0, 0.16, 0.05),
            height * 0.98,
            (height * 0.16, height * 0.26),
            kinds,
        )
    _arches(canvas, deck, foot)
    layer = canvas.layer()
    layer.rect(-5, deck - 6 * unit, width + 5, deck + height * 0.022, "#8f8578")
    layer.rect(-5, deck + height * 0.022, width + 5, deck + height * 0.03, "#5f564c")
    if snowy:
        layer.rect(-5, deck - 9 * unit, width + 5, deck + 3 * unit, "#f4f8fd")
    layer.rect(-5, deck - 10 * unit, width + 5, deck - 6 * unit, "#4a4038")
    canvas.lay(layer)
    canvas.stage.near_y = canvas.stage.far_y = deck - 6 * unit
    canvas.stage.hero_height = min(height * 0.34, width * 0.42)


def _arches(canvas: Canvas, deck: float, foot: float) -> None:
    """A wall of stone with round openings, kept as it was before behind them."""
    width, height = canvas.width, canvas.height
    span = width / _ARCHES
    rows = canvas.rows(deck, foot)
    ys, xs = canvas.ys[rows], canvas.xs
    middle = (np.floor(xs / span) + 0.5) * span
    half, spring = span * 0.38, deck + height * 0.07 + span * 0.38
    round_part = np.hypot(xs - middle, np.minimum(0, ys - spring)) < half
    opening = np.where(ys < spring, round_part, np.abs(xs - middle) < half)
    course = np.floor((ys - deck) / (height * 0.03))
    joint = (np.mod(ys - deck, height * 0.03) < 1.5) | (
        np.mod(xs + np.mod(course, 2) * span * 0.06, span * 0.12) < 1.5
    )
    grain = 0.82 + 0.36 * canvas.noise((40, 26), 4, 0.6, rows)
    tone = np.array([0.66, 0.6, 0.53], np.float32) * canvas.light.ambient
    ring = (np.hypot(xs - middle, np.minimum(0, ys - spring)) < half * 1.1) & (ys < spring)
    stone = tone * (grain * np.where(joint, 0.78, 1.0) * np.where(ring, 1.1, 1.0))[..., None]
    canvas.blend(stone, (~opening).astype(np.float32), rows)


SETTINGS = (SettingTemplate(names=("viaduct",), paint=paint_viaduct),)
