"""What fog, rain and snow do to a painted place before anybody stands in it."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, remap
from cavendish_illustrator.picture_spec import Weather
from cavendish_illustrator.scenery.strewn_leaves import strew_leaves
from cavendish_illustrator.scenery.windy_air import strike

_DENSEST, _AT_FEET, _OVER_TOPS = 0.68, 0.12, 0.24
"""How much of the view the mist hides at the horizon, at the viewer's feet and up in the sky."""
_SHEEN = 0.42
"""How much a wet street mirrors where it begins."""

_HALF, _LEAST_SKY = 0.5, 0.25

_WET = frozenset({Weather.RAIN, Weather.STORM, Weather.AFTER_RAIN})
_POOLS = ((0.2, 0.9, 0.16), (0.78, 0.955, 0.2), (0.58, 0.86, 0.1))
"""Where puddles lie after the rain and how broad they are, in parts of the picture."""


def weather_the_land(
    canvas: Canvas, weather: Weather | None, *, is_snowy: bool, is_autumnal: bool = False
) -> None:
    """Let fog hide what is far, rain make streets shine, and snow or leaves lie on what was green."""
    if canvas.is_indoors or canvas.is_sheltered or canvas.stage.kind in (StageKind.AIR, StageKind.SURFACE):
        return
    if is_snowy:
        _whiten_greens(canvas)
    elif is_autumnal:
        _bring_autumn(canvas)
    if weather is Weather.STORM and canvas.horizon_y > canvas.height * _LEAST_SKY:
        strike(canvas)
    if weather is Weather.FOG:
        _veil(canvas)
    _wet_the_ground(canvas, weather)


def _wet_the_ground(canvas: Canvas, weather: Weather | None) -> None:
    if weather in _WET and canvas.paved_y:
        _wet(canvas)
    if weather is Weather.AFTER_RAIN and canvas.stage.kind is StageKind.GROUND:
        _puddles(canvas)


def _veil(canvas: Canvas) -> None:
    """Mist is thickest far away: it swallows the feet of hills and leaves their tops."""
    height = canvas.height
    horizon = float(np.clip(canvas.horizon_y, height * 0.3, height * 0.75))
    below = np.clip((canvas.ys - horizon) / (height - horizon), 0, 1)
    above = np.clip((horizon - canvas.ys) / (height * 0.3), 0, 1)
    cover = np.where(
        canvas.ys >= horizon,
        _DENSEST + (_AT_FEET - _DENSEST) * below**0.7,
        _DENSEST + (_OVER_TOPS - _DENSEST) * above,
    )
    drift = canvas.soft_noise((520, 70), 4, 0.5)
    alpha = clamp(cover * (0.72 + 0.56 * drift))
    canvas.blend(canvas.light.haze, np.asarray(alpha, np.float32))
    canvas.focus *= 1 - 0.7 * alpha


def _wet(canvas: Canvas) -> None:
    """Streaks of the fronts and lights lie on the pavement, broken by puddles."""
    rows = canvas.rows(canvas.paved_y, canvas.height)
    count = rows.stop - rows.start
    source = canvas.img[: rows.start][::-1][:count]
    if source.shape[0] < 8 or count < 8:
        return
    ripple = (canvas.soft_noise((70, 9), 3, 0.5, rows) - 0.5) * 46 * canvas.unit
    down = np.arange(count, dtype=np.float32)[:, None]
    mirror = remap(
        blur(source, 3 * canvas.unit),
        canvas.xs + ripple,
        np.clip(down * 1.15 + ripple * 0.4, 0, source.shape[0] - 1),
    )
    puddles = 0.55 + 0.45 * smoothstep(0.42, 0.6, canvas.soft_noise((150, 34), 4, 0.5, rows))
    fade = 1 - 0.6 * down / count
    free = 1 - clamp(canvas.focus[rows] * 2)
    canvas.img[rows] *= 1 - 0.16 * free[..., None]
    canvas.blend(mirror, np.asarray(_SHEEN * fade * puddles * free, np.float32), rows)


def _puddles(canvas: Canvas) -> None:
    """A few puddles on the ground, with the sky in them."""
    height, width = canvas.height, canvas.width
    sky = canvas.img[: max(2, int(height * 0.4))]
    for across, down, wide in _POOLS:
        x, y, reach = width * across, height * down, width * wide
        rows = canvas.rows(y - reach * 0.2, y + reach * 0.2)
        if rows.stop - rows.start < 3:
            continue
        edge = (canvas.soft_noise((70, 18), 3, 0.5, rows) - 0.5) * 0.7
        away = np.hypot((canvas.xs - x) / reach, (canvas.ys[rows] - y) / (reach * 0.16)) + edge
        above = np.linspace(sky.shape[0] - 1, 0, rows.stop - rows.start).astype(int)
        mirror = blur(sky, 6 * canvas.unit)[above] * 0.9
        canvas.blend("#4a3f34", np.asarray(smoothstep(1.12, 0.95, away) * 0.5, np.float32), rows)
        canvas.blend(mirror, np.asarray(smoothstep(1.0, 0.9, away) * 0.88, np.float32), rows)


def _bring_autumn(canvas: Canvas) -> None:
    _turn_greens(canvas)
    if canvas.stage.kind is StageKind.GROUND:
        strew_leaves(canvas)


_GOLDEN = ("#8f3f1c", "#d8742a", "#e9b04a")


def _turn_greens(canvas: Canvas) -> None:
    """What is green anywhere turns red, orange and gold, in patches; its light and shade stay."""
    part = canvas.img
    red, green, blue = part[..., 0], part[..., 1], part[..., 2]
    cover = smoothstep(0.015, 0.07, green - np.maximum(red * 1.02, blue * 1.04))
    if not cover.any():
        return
    place = clamp(canvas.soft_noise((130, 90), 4, 0.5) * 1.5 - 0.25)[..., None]
    dark, middle, light = (rgb(tone) for tone in _GOLDEN)
    hue = np.where(place < _HALF, mix(dark, middle, place * 2), mix(middle, light, place * 2 - 1))
    tone = (0.3 + 1.5 * luminance(part))[..., None]
    canvas.blend(clamp(np.asarray(hue * tone, np.float32)), np.asarray(cover * 0.86, np.float32))


def _whiten_greens(canvas: Canvas) -> None:
    """Grass and hedges below the horizon lie under snow; their light and shade stay."""
    rows = canvas.rows(canvas.horizon_y - canvas.height * 0.02, canvas.height)
    part = canvas.img[rows]
    by_day = part / canvas.light.ambient
    red, green, blue = by_day[..., 0], by_day[..., 1], by_day[..., 2]
    cover = smoothstep(0.01, 0.06, green - np.maximum(red * 0.98, blue * 1.06))
    if not cover.any():
        return
    tone = 0.72 + 0.5 * luminance(by_day)
    white = np.array([0.93, 0.96, 1.0], np.float32) * tone[..., None] * canvas.light.ambient
    canvas.blend(clamp(white), np.asarray(cover * 0.9, np.float32), rows)
