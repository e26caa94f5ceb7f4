"""A wooden jetty that runs out into a lake or the sea, with room to stand, sit and fish on it."""

import itertools

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import hills, mountains
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.meadow import tree_kinds

_INLAND = frozenset(
    {"lake", "river", "pond", "mountain_lake", "forest", "alps", "snowy_mountains", "mountains"}
)
_PLANK, _POST = "#a98660", "#6b4f37"
_FAR, _NEAR = (0.3, 0.7), (-0.02, 1.02)
"""Where the jetty's edges lie far off and at the viewer's feet, in parts of the width."""
_PLANKS = 13


def paint_jetty(canvas: Canvas, spec: PictureSpec) -> None:
    """Planks between posts, water on both sides, and the other shore or the open sea behind."""
    height = canvas.height
    horizon = height * 0.5
    paint_sky(canvas, horizon, clouds=0.5)
    if _INLAND.isdisjoint(spec.settings):
        water(canvas, horizon, height, "#2f86b4", reflection=0.5, ripple=1.0)
    else:
        mountains(canvas, horizon + 4, height * 0.2, "#6b7b94", haze=0.5, snow=0.3)
        hills(canvas, horizon + 6, height * 0.07, "#e6edf4" if is_snowy(spec) else "#5f8a4c", haze=0.3)
        places = np.arange(0.0, 1.02, 0.08)
        tree_row(canvas, places, horizon + 4, (height * 0.06, height * 0.11), tree_kinds(spec), haze=0.3)
        water(canvas, horizon, height, "#4a8aa8", reflection=0.85, ripple=0.6)
    _deck(canvas, height * 0.68, is_white=is_snowy(spec))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.84
    canvas.stage.left, canvas.stage.right = canvas.width * 0.16, canvas.width * 0.84
    canvas.stage.hero_height = min(height * 0.46, canvas.width * 0.5)


def _deck(canvas: Canvas, end: float, *, is_white: bool) -> None:
    """The planks, nearer ones broader, and a pair of posts at every third."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    layer = canvas.layer(Box(0, int(end - height * 0.12), width, height - int(end - height * 0.12)))

    def edges(y: float) -> tuple[float, float]:
        share = (y - end) / (height - end)
        left, right = (width * (far + (near - far) * share) for far, near in zip(_FAR, _NEAR, strict=True))
        return left, right

    rows = [end + (height * 1.02 - end) * (k / _PLANKS) ** 1.35 for k in range(_PLANKS + 1)]
    foot = height * 0.022
    for number, (y, below) in enumerate(itertools.pairwise(rows)):
        (left, right), (low_left, low_right) = edges(y), edges(below)
        tone = clamp(rgb("#eef3f8" if is_white else _PLANK) * float(rng.uniform(0.86, 1.08)))
        layer.polygon([(left, y), (right, y), (low_right, below), (low_left, below)], tone)
        layer.line((low_left, below), (low_right, below), "#5f4932", max(1.0, 2.4 * canvas.unit))
        if number == 0:
            layer.polygon([(left, y), (right, y), (right, y + foot * 0.4), (left, y + foot * 0.4)], _POST)
    for number in (0, 5, 9):
        y = rows[number]
        size = height * (0.018 + 0.0016 * number)
        for x in edges(y):
            layer.rect(x - size / 2, y - size * 3.4, x + size / 2, y + size * 1.2, _POST)
            layer.ellipse((x, y - size * 3.4), (size / 2, size * 0.2), "#927252")
    canvas.lay(layer)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN, TimeOfDay.SUNSET)
SETTINGS = (SettingTemplate(names=("pier",), paint=paint_jetty, times=_LIGHTS),)
