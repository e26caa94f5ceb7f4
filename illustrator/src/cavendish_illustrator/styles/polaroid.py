"""An instant photograph: faded warm colours in a white frame, broad at the foot, on a table top."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, resize
from cavendish_illustrator.painting.style_parts import unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_CARD = np.array([0.965, 0.955, 0.93], np.float32)
_RIM, _FOOT, _ROUND = 0.045, 0.13, 0.055
"""White beside the photograph and under it, and table around the card, in parts of the shorter side."""


def _faded(image: Field, unit: float, rng: np.random.Generator) -> Field:
    tone = luminance(image)[..., None]
    soft = blur(image, 0.9 * unit)
    faded = mix(tone, soft, 0.8) * np.array([1.03, 0.97, 0.84], np.float32)
    faded = 0.085 + faded * 0.86 + rgb("#2a1f3c") * 0.12 * (1 - tone)
    ys, xs = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
    away = np.hypot(xs / image.shape[1] - 0.5, ys / image.shape[0] - 0.5)
    grain = rng.standard_normal(image.shape[:2], dtype=np.float32) * 0.014
    return clamp(faded * (1 - 0.3 * smoothstep(0.36, 0.78, away))[..., None] + grain[..., None])


def redraw(image: Field, _focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    height, width = image.shape[:2]
    side = min(height, width)
    ground, rim, foot = (round(part * side) for part in (_ROUND, _RIM, _FOOT))
    table = rgb("#8a6a4c") * (0.86 + 0.28 * noise((height, width), (300 * unit, 5 * unit), rng, 3))[..., None]
    card = np.zeros((height, width), np.float32)
    card[ground : height - ground, ground : width - ground] = 1
    cast = blur(np.roll(card, (round(7 * unit), round(5 * unit)), (0, 1)), 9 * unit)
    sheet = mix(table * (1 - 0.6 * cast * (1 - card))[..., None], _CARD, card[..., None])
    top, left = ground + rim, ground + rim
    wide, tall = width - 2 * left, height - top - ground - foot
    scale = max(wide / width, tall / height)
    fitted = resize(image, max(wide, round(width * scale)), max(tall, round(height * scale)))
    cut_x, cut_y = (fitted.shape[1] - wide) // 2, (fitted.shape[0] - tall) // 3
    shown = _faded(np.ascontiguousarray(fitted[cut_y : cut_y + tall, cut_x : cut_x + wide]), unit, rng)
    sheet = np.asarray(sheet, np.float32)
    sheet[top : top + tall, left : left + wide] = shown
    return clamp(sheet)


STYLE = StylePass(serves=(Style.POLAROID,), redraw=redraw)
