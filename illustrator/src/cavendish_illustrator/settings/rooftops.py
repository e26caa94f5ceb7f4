"""Roofs over a town: rows of tiled roofs with chimneys, dormers and aerials, the nearest at our feet."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline, windows_are_lit
from cavendish_illustrator.scenery.far_towns import far_town, has_old_town, roof_tones
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.settings.landmarks import paint_monuments

_ROOFS: Final = ("#a8523c", "#8f4a3c", "#b86a48", "#6a6f78", "#9a5f4a", "#7a4a40")
_WALLS: Final = ("#e4d4b4", "#d8b890", "#c8a890", "#e8dcc8")
_ROWS: Final = ((0.56, 0.1, 9), (0.64, 0.14, 7), (0.74, 0.19, 5))
"""Where each row of roofs has its eaves, how wide one is in parts of the picture, and how many there are."""
_SNOW: Final = "#eff4fa"
_FOOT_OF_LANDS: Final = 0.47
"""Where the roofs far off end and what lies behind them begins, in parts of the picture."""
_SEEN_OVER_ROOFS: Final = frozenset({"paris", "london"})
"""Towns whose chief monument rises high over their roofs."""


def paint_rooftops(canvas: Canvas, spec: PictureSpec) -> None:
    """The towers far off, three rows of roofs, and the ridge on which one can stand."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    paint_sky(canvas, height * 0.6, clouds=0.5, foot_of_lands=height * _FOOT_OF_LANDS)
    if has_old_town(canvas.region):
        far_town(canvas, height * 0.5, height * 0.26)
        if not _SEEN_OVER_ROOFS.isdisjoint(spec.settings):
            paint_monuments(canvas, spec, height * 0.52)
    else:
        tone = "#2a2f52" if canvas.light.is_dark else "#8a93a8"
        skyline(canvas, height * 0.58, (height * 0.06, height * 0.24), tone, haze=0.4)
    for number, (eaves, wide, count) in enumerate(_ROWS):
        layer, lights = canvas.layer(), canvas.layer()
        for k in range(count + 1):
            x = width * ((k + 0.5 * (number % 2)) / count + float(rng.normal(0, 0.012)))
            foot = height * (eaves + float(rng.uniform(-0.02, 0.03)))
            _house_top(canvas, (layer, lights), (x, foot, width * wide * float(rng.uniform(0.85, 1.15))))
        canvas.lay(layer, haze=0.26 - 0.1 * number)
        if windows_are_lit(canvas):
            canvas.shine(lights, 0.8)
    canvas.spread_glow(0.9)
    ridge = height * 0.8
    _own_roof(canvas, ridge)
    stage = canvas.stage
    stage.near_y, stage.far_y = ridge + height * 0.03, ridge + height * 0.012
    stage.left, stage.right = width * 0.12, width * 0.7
    stage.hero_height = min(height * 0.44, width * 0.46)


def _house_top(
    canvas: Canvas, layers: tuple[VectorLayer, VectorLayer], place: tuple[float, float, float]
) -> None:
    """A strip of wall, the roof above it, and what stands out of it."""
    x, foot, wide = place
    layer, lights = layers
    rng = canvas.rng
    tones = roof_tones(canvas.region) if has_old_town(canvas.region) else _ROOFS
    roof = rgb(tones[int(rng.integers(len(tones)))])
    shown = rgb(_SNOW) if canvas.is_snowy else roof
    rise, half = wide * float(rng.uniform(0.34, 0.5)), wide * 0.55
    layer.rect(x - half * 0.94, foot, x + half * 0.94, canvas.height, rgb(_WALLS[int(rng.integers(4))]))
    for at in (-0.55, 0.0, 0.55):
        box = (
            x + half * at - wide * 0.06,
            foot + wide * 0.1,
            x + half * at + wide * 0.06,
            foot + wide * 0.27,
        )
        layer.rect(*box, "#6f8aa0")
        if rng.random() < 0.6:
            lights.rect(*box, "#ffd078")
    for at in (-0.36, 0.3):
        if rng.random() < 0.7:
            stack = x + half * at
            layer.rect(
                stack - wide * 0.05, foot - rise * 1.25, stack + wide * 0.05, foot - rise * 0.3, "#8a4f40"
            )
            layer.rect(
                stack - wide * 0.065, foot - rise * 1.3, stack + wide * 0.065, foot - rise * 1.2, "#5f3a30"
            )
    corners = [
        (x - half, foot),
        (x + half, foot),
        (x + half * 0.8, foot - rise),
        (x - half * 0.8, foot - rise),
    ]
    layer.polygon(corners, shown)
    for share in np.linspace(0.12, 0.9, 6):
        reach = half * (1 - 0.2 * float(share))
        y = foot - rise * float(share)
        layer.line((x - reach, y), (x + reach, y), clamp(shown * 0.86), 1)
    if rng.random() < 0.6:
        _dormer(
            canvas, layers, (x + half * float(rng.uniform(-0.4, 0.4)), foot - rise * 0.2, wide * 0.15), roof
        )
    if rng.random() < 0.35:
        _aerial(layer, x + half * 0.5, foot - rise, wide * 0.22)


def _dormer(
    canvas: Canvas,
    layers: tuple[VectorLayer, VectorLayer],
    place: tuple[float, float, float],
    roof: Field,
) -> None:
    x, foot, size = place
    layer, lights = layers
    layer.rect(x - size * 0.5, foot - size, x + size * 0.5, foot, "#efe4d0")
    box = (x - size * 0.3, foot - size * 0.85, x + size * 0.3, foot - size * 0.15)
    layer.rect(*box, "#5f7f98")
    lights.rect(*box, "#ffd078")
    top = _SNOW if canvas.is_snowy else clamp(roof * 0.85)
    layer.polygon(
        [(x - size * 0.65, foot - size), (x + size * 0.65, foot - size), (x, foot - size * 1.5)], top
    )


def _aerial(layer: VectorLayer, x: float, foot: float, tall: float) -> None:
    layer.line((x, foot), (x, foot - tall), "#3a3f48", max(1.0, tall * 0.05))
    for share, reach in ((0.75, 0.3), (0.88, 0.22), (1.0, 0.16)):
        y = foot - tall * share
        layer.line((x - tall * reach, y), (x + tall * reach, y), "#3a3f48", max(1.0, tall * 0.035))


def _own_roof(canvas: Canvas, ridge: float) -> None:
    """The roof we are on, its tiles growing towards us, with its chimney."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    layer = canvas.layer()
    own = roof_tones(canvas.region)[0] if has_old_town(canvas.region) else "#9a4a38"
    roof = rgb(_SNOW if canvas.is_snowy else own)
    x = 0.83
    layer.rect(
        width * (x - 0.045), ridge - height * 0.16, width * (x + 0.045), ridge + height * 0.05, "#8a5244"
    )
    layer.rect(
        width * (x - 0.055), ridge - height * 0.18, width * (x + 0.055), ridge - height * 0.15, "#5f3a30"
    )
    layer.rect(0, ridge, width, height, roof)
    y, step = ridge, height * 0.02
    while y < height:
        wide = step * 2.1
        for tile in np.arange(-wide, width + wide, wide):
            tone = clamp(roof * float(rng.uniform(0.86, 1.08)))
            layer.ellipse((float(tile), y), (wide * 0.52, step * 1.2), tone, arc=(0, 180))
            layer.arc((float(tile), y), (wide * 0.5, step * 1.15), (0, 180), clamp(roof * 0.7), 1)
        y += step
        step *= 1.16
    layer.rect(0, ridge - height * 0.008, width, ridge + height * 0.014, mix(roof, "#2a1a14", 0.3))
    canvas.lay(layer)


_LIGHTS: Final = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET, TimeOfDay.NIGHT)
SETTINGS = (SettingTemplate(names=("rooftop",), paint=paint_rooftops, times=_LIGHTS),)
