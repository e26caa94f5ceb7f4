"""Pours a drawing into the foam of a drink, as it is done on a cappuccino."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.cup_toppings import Surface, surface_of, whitest
from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize

_MILK: Final = "#fff0d6"
_FOAM: Final = "#dd9e5c"
_CREMA: Final = "#8f4a1c"
_WIDE, _TALL = 1.15, 1.3
"""The drawing's greatest width and height, in half the width and half the depth of the drink."""
_BRIGHT: Final = 80.0
"""Percentile of a drawing's tones that is pure foam."""
_LEVEL: Final = 0.955
"""How far the foam reaches to the rim."""


def draw_in_foam(picture: WorkingPicture, sketch: Field | None) -> bool:
    """Fill the cup with foam and pour a trimmed drawing's bright parts into it; False where none is seen."""
    drink = find_drink(picture.rgb, picture.matte) if picture.has_object else None
    if drink is None:
        return False
    surface = surface_of(drink)
    ys, xs = np.ogrid[: drink.shape[0], : drink.shape[1]]
    away = np.hypot((xs - surface.x) / surface.across, (ys - surface.y) / surface.deep)
    away = np.asarray(away, np.float32)
    soft = 1.5 / surface.deep
    level = smoothstep(_LEVEL + soft, _LEVEL - soft, away) * drink
    light = np.float32(whitest(picture))
    bubbles = blur(picture.rng(151).normal(0, 1, drink.shape).astype(np.float32), 0.9 * picture.unit)
    crema = clamp(smoothstep(0.62, 0.98, away) + 0.35 * bubbles)
    foam = mix(rgb(_FOAM), rgb(_CREMA), crema[..., None]) * light
    if sketch is not None:
        milk = _laid(_poured(sketch), surface, drink.shape)
        # Milk pushes the crema aside: it is darker all around.
        pushed = clamp(blur(milk, 0.09 * surface.across) * 1.5) * 0.55
        foam = mix(foam, rgb(_CREMA) * light, pushed[..., None])
        foam = mix(foam, rgb(_MILK) * light * (0.985 + 0.03 * bubbles)[..., None], milk[..., None])
    shaded = foam * (1 - 0.16 * smoothstep(0.2, -1.0, (ys - surface.y) / surface.deep))[..., None]
    picture.rgb = np.asarray(clamp(mix(picture.rgb, shaded, level[..., None])), np.float32)
    return True


def _laid(poured: Field, surface: Surface, shape: tuple[int, ...]) -> Field:
    """The drawing in the middle of the drink, foreshortened as that is."""
    scale = min(_WIDE * surface.across / poured.shape[1], _TALL * surface.across / poured.shape[0])
    flat = surface.deep / surface.across
    width, height = max(4, round(poured.shape[1] * scale)), max(4, round(poured.shape[0] * scale * flat))
    top, left = max(0, round(surface.y - height / 2)), max(0, round(surface.x - width / 2))
    cover = np.zeros(shape, np.float32)
    seen = resize(poured, width, height, is_smooth=True)
    rows, columns = cover[top : top + height, left : left + width].shape
    cover[top : top + height, left : left + width] = seen[:rows, :columns]
    return smoothstep(0.3, 0.7, blur(cover, 0.02 * surface.across))


def _poured(sketch: Field) -> Field:
    """Where milk goes, 0..1: all that is drawn, but for its dark lines."""
    alpha, tones = sketch[..., 3], luminance(sketch[..., :3])
    brightest = float(np.percentile(tones[alpha > 0.5], _BRIGHT)) if (alpha > 0.5).any() else 1.0
    return np.asarray(alpha * smoothstep(0.3, 0.75, tones / max(0.05, brightest)), np.float32)
