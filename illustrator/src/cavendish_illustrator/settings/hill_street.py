"""A steep street between houses that climb with it, tram rails or stairs in its middle."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, Post
from cavendish_illustrator.painting.color import rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import hills
from cavendish_illustrator.scenery.town_houses import single_house
from cavendish_illustrator.settings.city import cobbles

_CREST, _MOUTH = 0.3, 0.99
"""Where the street ends above and where it begins, in parts of the height."""
_NARROW, _WIDE = 0.06, 0.6
"""Half its width there, in parts of the width."""
_ROWS: Final = 6
_RAILED: Final = frozenset({"tram", "cable-car"})
_STEPPED: Final = frozenset({"stairs-steps", "sky-stairs"})
_DEFAULT: Final = "mediterranean"


def _half(canvas: Canvas, y: float) -> float:
    """How far the street reaches to either side of its middle at a height of the picture."""
    depth = max(0.0, (y / canvas.height - _CREST) / (_MOUTH - _CREST))
    return float(canvas.width * (_NARROW + (_WIDE - _NARROW) * depth**1.25))


def paint_hill_street(canvas: Canvas, spec: PictureSpec) -> None:
    """The street runs up to its crest under the sky; each house stands a step higher than the one before."""
    height, width = canvas.height, canvas.width
    crest = height * _CREST
    paint_sky(canvas, crest + height * 0.1, clouds=0.5)
    hills(canvas, crest + height * 0.04, height * 0.08, "#8fa480", haze=0.45)
    _bank(canvas, crest)
    for row in range(_ROWS):
        for side in (-1, 1):
            _house(canvas, row, side)
    _street(canvas, crest)
    if _STEPPED & canvas.asked:
        _stairs(canvas, crest)
    elif _RAILED & canvas.asked:
        _rails(canvas, crest)
    lit = windows_are_lit(canvas)
    for x, y, tall in ((0.14, 0.9, 0.34), (0.77, 0.72, 0.22)):
        canvas.posts.append(Post("street_lamp", width * x, height * y, height * tall, lit))
    canvas.spread_glow(0.9)
    gather(canvas, spec, height * 0.56, height * 0.07, (0.47, 0.52))
    gather(canvas, spec, height * 0.7, height * 0.13, (0.4, 0.58))
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.94, height * 0.8
    stage.left, stage.right = width * 0.2, width * 0.8
    stage.hero_height = min(height * 0.42, width * 0.44)


def _bank(canvas: Canvas, crest: float) -> None:
    """The ground that the houses stand on, behind them."""
    rows = canvas.rows(crest, canvas.height)
    across = np.abs(canvas.xs - canvas.width / 2) / canvas.width
    cover = smoothstep(-2, 2, canvas.ys[rows] - crest - canvas.height * 0.02 * (1 - across))
    canvas.blend(rgb("#b4a894") * canvas.light.ambient, cover, rows)


def _house(canvas: Canvas, row: int, side: int) -> None:
    """One house from the farthest, row 0, to the nearest."""
    share = row / (_ROWS - 1)
    foot = canvas.height * (_CREST + 0.03 + 0.5 * share**1.25)
    tall = canvas.height * (0.19 + 0.36 * share)
    width = canvas.width * (0.1 + 0.17 * share)
    inner = canvas.width / 2 + side * (_half(canvas, foot) * 0.97 + canvas.width * 0.005)
    left = inner if side > 0 else inner - width
    single_house(canvas, canvas.region or _DEFAULT, (left, foot, width, tall), haze=0.28 * (1 - share))


def _street(canvas: Canvas, crest: float) -> None:
    """Cobbles between the feet of the houses."""
    kept = canvas.img.copy()
    cobbles(canvas, crest, "#9a8f80")
    rows = canvas.rows(crest, canvas.height)
    reach = np.array([_half(canvas, float(y)) for y in canvas.ys[rows][:, 0]], np.float32)[:, None]
    outside = smoothstep(-2, 2, np.abs(canvas.xs - canvas.width / 2) - reach)
    kerb = np.exp(-(((np.abs(canvas.xs - canvas.width / 2) - reach * 0.92) / (6 * canvas.unit)) ** 2))
    canvas.img[rows] *= 1 - 0.25 * kerb[..., None]
    canvas.img[rows] += (kept[rows] - canvas.img[rows]) * outside[..., None]


def _stairs(canvas: Canvas, crest: float) -> None:
    layer, y, step = canvas.layer(), crest + 4.0, canvas.height * 0.008
    while y < canvas.height * 0.86:
        half = _half(canvas, y) * 0.5
        left, right = canvas.width / 2 - half, canvas.width / 2 + half
        layer.rect(left, y, right, y + step * 0.62, "#cfc6b4")
        layer.rect(left, y + step * 0.62, right, y + step, "#6f675c")
        y += step
        step *= 1.09
    canvas.lay(layer)


def _rails(canvas: Canvas, crest: float) -> None:
    layer = canvas.layer()
    ys = np.linspace(crest + 2, canvas.height, 24)
    for side in (-1, 1):
        points = [(canvas.width / 2 + side * _half(canvas, float(y)) * 0.24, float(y)) for y in ys]
        layer.polyline(points, "#4f4f55", 5 * canvas.unit)
        layer.polyline(points, "#c8ccd2", 2 * canvas.unit)
    canvas.lay(layer)


SETTINGS = (
    SettingTemplate(
        names=("hill_street",),
        paint=paint_hill_street,
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
