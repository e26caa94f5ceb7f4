"""Makes a drawn thing look photographed: its form, crumb or gleam, the photograph's colours and focus."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.atmosphere.pools_of_light import gives_light
from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, direct_blur, gradient, resize
from cavendish_illustrator.vocabulary.concept_classes import is_food

_SATURATION: Final = 0.9
"""Of a drawing's colours: no camera sees such pure ones."""
_CRUMB, _PORES = 0.2, 0.07
"""Unevenness of what is baked or grown, and of all else."""
_DEEPEST: Final = 0.32
"""How much darker the side is that the light does not reach."""
_OUTLINE: Final = 0.006
"""Softness of the areas of a drawing, in its size: a photograph has no even ones."""
_CONTACT, _CAST = 0.62, 0.42
"""Darkness of the shade right under a thing and of the shadow that it throws."""
_SOFT_STEPS: Final = (0.3, 0.5, 0.75, 1.1)


def modelled(rgba: Field, concept: str, picture: WorkingPicture) -> Field:
    """The drawing with light and shade, a surface, and the colours and sharpness of the photograph."""
    pad = max(2, round(0.03 * max(rgba.shape[:2])))
    wide = np.pad(rgba, ((pad, pad), (pad, pad), (0, 0)))
    alpha = wide[..., 3]
    size = float(max(rgba.shape[:2]))
    color = _without_outlines(wide, size)
    form, gleam = _form(alpha, size, side_of_light(picture.rgb))
    if gives_light(concept):
        form, gleam = 0.75 + 0.25 * form, 0 * gleam
    surface = _surface(alpha.shape, concept, size, picture)
    color = color * (form * surface)[..., None]
    color = 1 - (1 - clamp(color)) * (1 - gleam[..., None] * (0.1 if is_food(concept) else 0.2))
    return photographed(np.concatenate([clamp(color), alpha[..., None]], -1), picture)


def photographed(rgba: Field, picture: WorkingPicture) -> Field:
    """What has form and light already, in the photograph's colours, focus and grain."""
    alpha = rgba[..., 3]
    color = _in_its_light(rgba[..., :3], alpha, picture)
    soft = blur(np.concatenate([color * alpha[..., None], alpha[..., None]], -1), _softness(picture))
    seen = clamp(soft[..., :3] / np.maximum(soft[..., 3:], 1e-3))
    seen = add_grain(seen, _grain_of(picture), picture.rng(223))
    return np.asarray(np.concatenate([seen, clamp(soft[..., 3:])], -1), np.float32)


def _without_outlines(rgba: Field, size: float) -> Field:
    """The drawing's colours running into each other, as light does over a form."""
    alpha = rgba[..., 3:]
    weight = blur(alpha[..., 0], _OUTLINE * size)[..., None]
    color = blur(rgba[..., :3] * alpha, _OUTLINE * size) / np.maximum(weight, 1e-3)
    grey = luminance(clamp(color))[..., None]
    return clamp(mix(grey, color, _SATURATION))


def _form(alpha: Field, size: float, side: int) -> tuple[Field, Field]:
    """Shade 0..1.1 and gleam 0..1 of a body that bulges out of its outline, light from above at one side."""
    height, width = alpha.shape
    scale = min(1.0, 200 / max(height, width))
    small = resize(alpha, max(4, round(width * scale)), max(4, round(height * scale)))
    reach = scale * size
    bulge = np.zeros_like(small)
    for share in (0.02, 0.05, 0.12):
        bulge += direct_blur(small, share * reach) * share * reach * 2.2
    # Wide blurs are steps in which slopes would show.
    slope_x, slope_y = (direct_blur(slope, 0.025 * reach) for slope in gradient(bulge))
    flat = 1 / np.sqrt(1 + slope_x**2 + slope_y**2)
    facing = (-0.5 * side * slope_x + 0.62 * slope_y + 0.62) * flat
    shade = 1 - _DEEPEST + (_DEEPEST + 0.2) * smoothstep(0.05, 0.95, facing)
    gleam = smoothstep(0.86, 1.02, facing)
    down = np.linspace(0, 1, small.shape[0], dtype=np.float32)[:, None]
    shade = shade * (1 - 0.16 * smoothstep(0.6, 1.0, down))
    both = resize(np.stack([shade, gleam], -1).astype(np.float32), width, height, is_smooth=True)
    return np.ascontiguousarray(both[..., 0]), np.ascontiguousarray(both[..., 1])


def _surface(shape: tuple[int, ...], concept: str, size: float, picture: WorkingPicture) -> Field:
    """Unevenness around 1: crumb on what is eaten, faint pores on all else."""
    rng = picture.rng(227)
    rows, columns = shape[0], shape[1]
    fine = blur(rng.normal(0, 1, (rows, columns)).astype(np.float32), max(0.6, 0.006 * size))
    fine = 0.3 * fine / max(float(fine.std()), 1e-6)
    coarse = noise((rows, columns), (0.06 * size, 0.05 * size), rng, 3) - 0.5
    depth = _CRUMB if is_food(concept) else _PORES
    return np.asarray(1 + depth * (0.7 * fine + coarse), np.float32)


def _in_its_light(color: Field, alpha: Field, picture: WorkingPicture) -> Field:
    """The colours between the photograph's darkest and brightest, tinted as its greys are."""
    tone = luminance(picture.rgb)
    dark, light = (float(value) for value in np.percentile(tone, (2, 97)))
    light = max(light, 0.35)
    bright = picture.rgb[tone >= np.percentile(tone, 85)]
    tint = bright.mean(0) / max(float(bright.mean()), 1e-3)
    tint = 1 + 0.25 * (np.clip(tint, 0.6, 1.4) - 1)
    own = float((luminance(color) * alpha).sum() / max(float(alpha.sum()), 1e-6))
    wanted = own + 0.3 * (float(tone.mean()) - own)
    gain = float(np.clip(wanted / max(own, 0.05), 0.96, 1.12))
    placed = 0.3 * dark + color * gain * (max(light, 0.8) - 0.3 * dark)
    return clamp(placed * np.asarray(tint, np.float32))


def _sharpness(image: Field) -> float:
    """Share of the finest tones in fine ones, where there are any."""
    tone = luminance(image)
    finest, fine = tone - blur(tone, 0.9), blur(tone, 0.9) - blur(tone, 3.0)
    strong = np.abs(fine) >= np.percentile(np.abs(fine), 90)
    return float(np.abs(finest[strong]).mean() / max(float(np.abs(fine[strong]).mean()), 1e-4))


def _softness(picture: WorkingPicture) -> float:
    """Blur in pixels that makes a sharp edge as soft as the photograph's."""
    wanted = _sharpness(picture.rgb)
    edge = np.zeros((48, 48, 3), np.float32)
    edge[10:38, 12:36] = 1
    return min(_SOFT_STEPS, key=lambda step: abs(_sharpness(blur(edge, step)) - wanted))


def _grain_of(picture: WorkingPicture) -> float:
    """Strength of the photograph's grain, measured where it is calmest."""
    tone = luminance(picture.rgb)
    rough = blur(np.abs(tone - blur(tone, 1.0)), 4.0)
    return float(np.clip(1.1 * np.percentile(rough, 25), 0.004, 0.03))


def cast_on_ground(image: Field, rgba: Field, at: tuple[float, float], side: int) -> Field:
    """The image with the shade of what will stand there: close under it, and thrown away from the light."""
    height, width = image.shape[:2]
    rows, columns = rgba.shape[:2]
    left, top = round(at[0] - columns / 2), round(at[1] - rows)
    shape = np.zeros((height, width), np.float32)
    part = np.s_[max(0, top) : min(height, top + rows), max(0, left) : min(width, left + columns)]
    shape[part] = rgba[
        part[0].start - top : part[0].stop - top, part[1].start - left : part[1].stop - left, 3
    ]
    size = max(rows, columns)
    under = np.roll(shape, (max(1, round(0.03 * size)), round(-side * 0.01 * size)), (0, 1))
    low = smoothstep(at[1] - 0.4 * rows, at[1], np.arange(height, dtype=np.float32)[:, None])
    contact = blur(dilate(under, max(1, round(0.01 * size))), 0.022 * size) * low
    thrown = blur(_thrown(rgba[..., 3], (height, width), at, side), 0.035 * size)
    dark = 1 - (1 - _CONTACT * contact) * (1 - _CAST * clamp(thrown))
    return np.asarray(image * (1 - dark)[..., None], np.float32)


def _thrown(alpha: Field, size: tuple[int, int], at: tuple[float, float], side: int) -> Field:
    """The outline laid on the ground: flattened upwards and leaning away from the light."""
    rows, columns = alpha.shape
    flat = max(3, round(0.42 * rows))
    small = resize(alpha, columns, flat)
    result = np.zeros(size, np.float32)
    for row in range(flat):
        y = round(at[1] - (flat - row) * 0.9 + 0.03 * rows)
        away = (flat - row) / flat
        left = round(at[0] - columns / 2 - side * away * 0.55 * rows)
        first, last = max(0, left), min(size[1], left + columns)
        if 0 <= y < size[0] and first < last:
            result[y, first:last] = np.maximum(
                result[y, first:last], small[row, first - left : last - left] * (1 - 0.55 * away)
            )
    return result
