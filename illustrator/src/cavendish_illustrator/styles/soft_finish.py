"""The nearest we come to a photograph: round bodies, soft light, little depth of field, film and grain."""

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.modelling import modelled
from cavendish_illustrator.painting.pixel_ops import blur, resize, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import fine_detail, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_SOLID = 0.5
_KEPT, _TAMED = 0.97, 0.13
"""How much of a pale and, less, of a full colour film keeps: drawings are more colourful than the world."""
_NEAR_BLUR, _FAR_BLUR = 5.5, 15.0
_GRAIN = 0.013
_PART, _SOFTNESS = 0.18, 7.0
"""How strongly each part of a body is a cushion of its own, and how far its edges are from sharp."""


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape, side = image.shape[:2], 1 if seed % 2 else -1
    near = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 1.2 * unit) * 1.6 - 0.3)
    shot = _on_film(clamp(image))
    has_figures = float(near.max()) > _SOLID
    if has_figures:
        fine = fine_detail(image, focus)
        most = 1.16 - 0.2 * luminance(shot)  # what is pale keeps its form
        round_ = 1 + (modelled(shot, near, side, part=_PART, softness=_SOFTNESS) - 1) * (1 - 0.75 * fine)
        shot = (
            shot * mix(np.ones(shape, np.float32), np.clip(0.55 + 0.5 * round_, 0.5, most), near)[..., None]
        )
    if has_figures:
        shot = _in_focus(shot, near, unit)
    shot = _through_lens(blur(shot, 0.45 * unit), unit, side)
    tone = luminance(shot)[..., None]
    shot = clamp(0.012 + 0.98 * (shot + 0.34 * (shot - 0.46) * (1 - np.abs(2 * shot - 1))))
    shot = shot * (1 + (tone - 0.5) * np.array([0.03, 0.0, -0.035], np.float32))
    grain = blur(rng.standard_normal(shape, dtype=np.float32), 0.4) * _GRAIN
    return clamp(shot + grain[..., None] * (1 - 0.5 * tone))


def _on_film(image: Field) -> Field:
    """The picture in colours that things have: the fuller, the more they are tamed."""
    field = to_hsv(image)
    field[..., 1] *= _KEPT - _TAMED * field[..., 1]
    return to_rgb(field)


def _in_focus(image: Field, near: Field, unit: float) -> Field:
    """What lies behind or well before the figures out of focus, their shadow at their feet."""
    height, width = near.shape
    rows = np.flatnonzero((near > _SOLID).any(1))
    foot, ys = float(rows[-1]), np.arange(height, dtype=np.float32)[:, None]
    behind = smoothstep(foot, foot * 0.6, ys)
    before = smoothstep(foot + 0.02 * height, foot + 0.22 * height, ys) * 0.8
    depth = np.broadcast_to(np.maximum(behind, before), (height, width))[..., None]
    around = 1.001 - clamp(blur(near, 2 * unit) * 1.6)[..., None]
    soft, softer = (_defocused(image, around, radius * unit) for radius in (_NEAR_BLUR, _FAR_BLUR))
    ground = mix(mix(image, soft, smoothstep(0, 0.45, depth)), softer, smoothstep(0.45, 1, depth))
    fallen = blur(np.roll(near, round(9 * unit), 0), 10 * unit) * (1 - near)
    return mix(ground * (1 - 0.35 * fallen)[..., None], image, near[..., None])


def _defocused(image: Field, around: Field, radius: float) -> Field:
    """The ground through an open lens, lights as discs, and nothing of the figures smeared into it."""
    spread = _disc(around[..., 0], radius)[..., None]
    return np.asarray(np.cbrt(_disc(image**3 * around, radius) / np.maximum(spread, 1e-3)), np.float32)


def _disc(field: Field, radius: float) -> Field:
    """The mean over a disc, on a reduced copy where that is wide."""
    height, width = field.shape[:2]
    factor = max(1, int(radius / 4))
    small = resize(field, max(2, width // factor), max(2, height // factor))
    reach = 2 * max(1, round(radius / factor)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)).astype(np.float32)
    opened = np.asarray(cv2.filter2D(small, -1, disc / disc.sum()), np.float32)
    return resize(opened, width, height)


def _through_lens(image: Field, unit: float, side: int) -> Field:
    """Brighter towards the light, darker in the corners, and a glow around what is very bright."""
    height, width = image.shape[:2]
    xs = np.linspace(-1, 1, width, dtype=np.float32)[None]
    ys = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    away = np.hypot(xs * width, ys * height) / np.hypot(width, height)
    fall = (1 - 0.07 * (xs * side + ys)) * (1 - 0.26 * smoothstep(0.45, 1.05, away))
    fall = mix(fall, np.ones_like(fall), smoothstep(0.93, 0.985, image.min(-1)))  # white paper stays white
    lit = clamp(image * fall[..., None])
    bloom = blur(clamp(lit - 0.7) * 2.0, 20 * unit)
    return 1 - (1 - lit) * (1 - clamp(bloom * 0.3))


STYLE = StylePass(serves=(Style.PHOTO,), redraw=redraw, wants_vignette=False)
