"""A field of ripe grain: a sea of ears that the wind goes through, a track into it, trees at its far end."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb, smoothstep, vary
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.lands_beyond import raise_lands_beyond
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.terrain import ground
from cavendish_illustrator.scenery.windy_air import lean
from cavendish_illustrator.settings.meadow import paint_base, tree_kinds

_RIPE: Final = ("#8f6a24", "#d9a83c", "#f2d277")
_GREEN: Final = ("#4f7a2c", "#86b04a", "#b8d070")
_POPPIES: Final = ("#d8322c", "#e8503c")
_EARS, _FEWEST = 2600, 700


def paint_grain(canvas: Canvas, spec: PictureSpec) -> None:
    """Stalks from the horizon to our feet, each nearer row taller."""
    height, rng = canvas.height, canvas.rng
    top = paint_base(canvas, spec, lands_wait=True)
    tree_row(canvas, rng.uniform(0, 1, 8), top, (height * 0.07, height * 0.15), tree_kinds(spec), haze=0.2)
    raise_lands_beyond(canvas, top, is_on_ground=True)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.82
    if is_snowy(spec):
        return
    tones = _GREEN if spec.season is Season.SPRING else _RIPE
    ground(canvas, top, tones[1], tones[2], texture=0.2)
    _waves(canvas, top, tones)
    _track(canvas, top, tones)
    _stalks(canvas, top, tones)


def _waves(canvas: Canvas, top: float, tones: tuple[str, ...]) -> None:
    """Light and shade that run over the field."""
    rows = canvas.rows(top, canvas.height)
    depth = (canvas.ys[rows] - top) / (canvas.height - top)
    pattern = canvas.soft_noise((260, 26), 4, 0.5, rows)
    dark, bright = rgb(tones[0]) * canvas.light.ambient, rgb(tones[2]) * canvas.light.ambient
    canvas.blend(dark, smoothstep(0.5, 0.75, pattern) * (0.18 + 0.3 * depth), rows)
    canvas.blend(bright, smoothstep(0.5, 0.25, pattern) * 0.4, rows)


def _track(canvas: Canvas, top: float, tones: tuple[str, ...]) -> None:
    """Two wheel tracks that bend towards the horizon."""
    rows = canvas.rows(top, canvas.height)
    depth = (canvas.ys[rows] - top) / (canvas.height - top)
    start = float(canvas.rng.uniform(0.38, 0.62))
    middle = canvas.width * (start + (0.5 - start) * depth + 0.06 * np.sin(depth * 3.4) * (1 - depth))
    for side in (-1, 1):
        away = np.abs(canvas.xs - middle - side * canvas.width * (0.006 + 0.075 * depth))
        cover = smoothstep(1.0, 0.4, away / (canvas.width * (0.003 + 0.026 * depth)))
        canvas.blend(mix(tones[0], "#8a6f4a", 0.5) * canvas.light.ambient, cover * 0.75, rows)


def _stalks(canvas: Canvas, top: float, tones: tuple[str, ...]) -> None:
    """Ears that catch the light, the nearest with their awns; a poppy here and there."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    layer = canvas.layer()
    bend = 0.25 * canvas.light.side + lean(canvas)
    count = max(_FEWEST, int(_EARS * min(1.0, unit)))
    for share in np.sort(rng.random(count) ** 0.8):
        depth = float(share)
        foot = top + depth * (height * 1.06 - top)
        tall = height * (0.008 + 0.085 * depth**1.2)
        x = float(rng.uniform(-0.02, 1.02)) * width
        reach = np.abs(x / width - 0.5)
        if depth > 0.1 and abs(reach - 0.08 * depth) < 0.02 * depth:
            continue
        tip = (x + tall * bend * float(rng.uniform(0.4, 1.1)), foot - tall)
        tone = vary(tones[int(rng.integers(1, 3))], rng, 0.1) * (0.78 + 0.26 * depth)
        layer.line((x, foot), tip, clamp(vary(tones[0], rng, 0.08) * 1.15), max(1.0, tall * 0.03))
        size = max(1.0, tall * 0.07)
        for k in range(4 if depth > 0.3 else 1):
            at = (tip[0] - (tip[0] - x) * 0.09 * k, tip[1] + tall * 0.09 * k)
            layer.ellipse(at, (size, size * 1.7), clamp(tone))
        if depth > 0.45 and rng.random() < 0.012:
            layer.circle(x, foot - tall * 0.8, tall * 0.12, _POPPIES[int(rng.integers(2))])
    canvas.lay(layer)


SETTINGS = (
    SettingTemplate(
        names=("wheat_field",),
        paint=paint_grain,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
