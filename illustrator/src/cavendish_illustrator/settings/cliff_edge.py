"""The top of a sea cliff: turf to the edge, the rock face dropping to the surf, further headlands behind."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import WHITE, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.water_surface import water, wave
from cavendish_illustrator.settings.sea import wave_colors

_HORIZON, _TURF = 0.46, 0.62
"""Of the sea, and of the top of the cliff, in parts of the height."""
_EDGE, _DEEP = 0.76, 0.1
"""Where the turf ends, in parts of the width, and how deep it is, in parts of the height."""
_SNOW = "#eef3f9"


def paint_cliff_edge(canvas: Canvas, _spec: PictureSpec) -> None:
    """Seen from the side: turf on top, and the rock that falls to the sea below and beside it."""
    height, width = canvas.height, canvas.width
    horizon = height * _HORIZON
    is_rough = canvas.light.time is TimeOfDay.STORM
    paint_sky(canvas, horizon, clouds=0.9 if is_rough else 0.55)
    paint_rays(canvas, 0.12)
    water(canvas, horizon, height, "#2a4a5a" if is_rough else "#1d6f96", reflection=0.5, ripple=1.2)
    for at in (0.2, 0.5, 0.8):
        wave(canvas, horizon + (height - horizon) * at, 10 + 22 * at, 0.5 + at, wave_colors(canvas))
    side = 1 if canvas.rng.random() < 0.5 else -1
    for near, tall, haze in ((0.86, 0.13, 0.5), (0.74, 0.2, 0.25)):
        _headland(canvas, side, near, tall, haze)
    _top(canvas, side)
    if not canvas.is_snowy:
        _blades(canvas, side)
    stage = canvas.stage
    stage.near_y, stage.far_y = height * (_TURF + _DEEP * 0.8), height * (_TURF + _DEEP * 0.45)
    left, right = width * 0.06, width * (_EDGE - 0.04)
    stage.left, stage.right = (left, right) if side > 0 else (width - right, width - left)
    stage.hero_height = min(height * 0.46, width * 0.44)
    canvas.is_soft = True


def _across(canvas: Canvas, side: int) -> Field:
    """How far each column lies from the landward side, in parts of the width."""
    part = canvas.xs / canvas.width
    return np.asarray(part if side > 0 else 1 - part, np.float32)


def _rock(canvas: Canvas, rows: slice, tone: str) -> Field:
    """Layered stone, darker in its cracks."""
    strata = np.sin(
        (canvas.ys[rows] + canvas.noise((260, 26), 3, 0.5, rows) * 60 * canvas.unit) / (8 * canvas.unit)
    )
    cracks = canvas.noise((14, 120), 5, 0.62, rows)
    shade = 0.62 + 0.1 * strata + 0.62 * (cracks - 0.3)
    return np.asarray(rgb(tone) * shade[..., None] * canvas.light.ambient, np.float32)


def _headland(canvas: Canvas, side: int, near: float, tall: float, haze: float) -> None:
    """A further cliff of the same coast that runs out into the sea."""
    height, foot = canvas.height, canvas.height * (_HORIZON + 0.07 + 0.12 * (1 - near))
    rows = canvas.rows(canvas.height * (_HORIZON - tall - 0.04), foot + 2)
    across = _across(canvas, side)
    rough = (canvas.outline(70, 5)[None] - 0.5) * 26 * canvas.unit
    top = foot - height * tall * (0.55 + 0.45 * smoothstep(near, near - 0.5, across)) + rough
    inside = smoothstep(-1.5, 1.5, canvas.ys[rows] - top)
    edge = (
        near
        + 0.05 * (canvas.ys[rows] - foot) / (height * tall)
        + (canvas.noise((30, 60), 4, 0.6, rows) - 0.5) * 0.03
    )
    inside = inside * smoothstep(0.006, -0.006, across - edge)
    paint = mix(_rock(canvas, rows, "#7d7268"), canvas.light.haze, haze)
    canvas.blend(paint, inside, rows)
    turf = inside * smoothstep(16 * canvas.unit, 6 * canvas.unit, canvas.ys[rows] - top)
    green = mix(rgb(_SNOW if canvas.is_snowy else "#6f9a50") * canvas.light.ambient, canvas.light.haze, haze)
    canvas.blend(green, turf, rows)
    foam = inside * smoothstep(foot - 9 * canvas.unit, foot, canvas.ys[rows])
    canvas.blend(WHITE * 0.9 * canvas.light.ambient, foam * 0.7, rows)


def _top(canvas: Canvas, side: int) -> None:
    """The rock face down to the surf, turf hanging over it."""
    height, unit = canvas.height, canvas.unit
    rows = canvas.rows(height * (_TURF - 0.03), height)
    across = _across(canvas, side)
    depth = clamp((canvas.ys[rows] / height - _TURF) / (1 - _TURF))
    line = height * _TURF + (canvas.outline(220, 4)[None] - 0.5) * 20 * unit
    rough = (canvas.noise((34, 60), 5, 0.65, rows) - 0.5) * 0.07 * smoothstep(0.0, 0.2, depth)
    edge = _EDGE + 0.12 * depth + rough
    face = smoothstep(-1.5, 1.5, canvas.ys[rows] - line) * smoothstep(0.005, -0.005, across - edge)
    canvas.blend(_rock(canvas, rows, "#8f8070"), face, rows)
    shadow = face * smoothstep(_EDGE - 0.16, _EDGE + 0.1, across)
    canvas.img[rows] *= 1 - 0.3 * shadow[..., None]
    grain = canvas.noise((40, 40), 5, 0.6, rows)
    fringe = (canvas.noise((26, 80), 5, 0.7, rows) - 0.4) * 60 * unit
    turf = face * smoothstep(3 * unit, -3 * unit, canvas.ys[rows] - line - height * _DEEP - fringe)
    near, far = (_SNOW, "#dfe8f2") if canvas.is_snowy else ("#4f8238", "#86ad5e")
    band = clamp((canvas.ys[rows] - line) / (height * _DEEP))
    tone = mix(rgb(far), rgb(near), band[..., None]) * (0.74 + 0.5 * grain)[..., None]
    canvas.blend(tone * canvas.light.ambient, turf, rows)
    _surf(canvas, side)


def _surf(canvas: Canvas, side: int) -> None:
    """Waves at the foot of the cliff and spray flung up where it meets them."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    wave(canvas, height * 0.95, 34, 1.2, wave_colors(canvas))
    layer = canvas.layer()
    for _ in range(170):
        share = float(rng.random())
        x = (0.05 + 0.83 * share) * width
        y = height * 0.955 - abs(float(rng.normal(0, 0.02))) * height
        layer.circle(x if side > 0 else width - x, y, float(rng.uniform(1.5, 6)) * canvas.unit, "#eef4f6")
    canvas.lay(layer, opacity=0.75)


def _blades(canvas: Canvas, side: int) -> None:
    """Tufts along the turf."""
    layer, rng = canvas.layer(), canvas.rng
    base = rgb("#6f9a48")
    for _ in range(620):
        x = canvas.width * (_EDGE - 0.01) * float(rng.random())
        x = x if side > 0 else canvas.width - x
        y = canvas.height * (_TURF + _DEEP * float(rng.uniform(0.25, 1.0)))
        tall = canvas.height * 0.016 * float(rng.uniform(0.6, 1.4))
        tip = (x + float(rng.normal(0, 0.4)) * tall, y - tall)
        layer.line((x, y), tip, clamp(base * float(rng.uniform(0.7, 1.25))), 2 * canvas.unit)
    canvas.lay(layer)


SETTINGS = (
    SettingTemplate(
        names=("cliff",),
        paint=paint_cliff_edge,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
