"""Warm light around candles and lamps, and sunlight that falls through a window."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_FLAME: Final = "#ffcf86"
_BY_DAY: Final = 0.55
"""How far a flame's light is seen by day, in that of the night."""
_DIMMED: Final = 0.82
"""Brightness of a picture in which a flame was lit: else nobody would see that it burns."""
_HALO: Final = 0.05
"""Radius of the glare around a flame, in the picture's long side."""
_SLANT, _PANES = 0.42, 0.32
"""How far window light leans over in its height, and the width of a pane in the picture's."""


@cache
def _heights() -> Mapping[str, float]:
    heights: dict[str, float] = read_table("edit/atmosphere/lights.toml")["heights"]
    return heights


def gives_light(concept: str) -> bool:
    """Whether a thing burns or shines."""
    return concept in _heights()


def flame_at(concept: str, x: float, bottom: float, height: float) -> tuple[float, float]:
    """Where the flame of a thing is that stands there."""
    return x, bottom - _heights()[concept] * height


def _around(picture: WorkingPicture, lamps: list[tuple[float, float]], reach: float) -> Field:
    """How much light of the lamps falls on each pixel; 1 beside one of them."""
    width, height = picture.size
    xs, ys = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    radius = reach * max(width, height)
    dark = np.ones((height, width), np.float32)
    for x, y in lamps:
        away = np.hypot(xs - x, (ys - y) * 1.08) / radius
        dark *= 1 - 0.97 * np.exp(-1.6 * away**1.5)
    return np.asarray(1 - dark, np.float32)


def _glare(picture: WorkingPicture, image: Field, strength: float) -> Field:
    """Brightness around each flame that lies over all behind it."""
    side = max(picture.size)
    shine = np.zeros(image.shape[:2], np.float32)
    for reach, share in ((_HALO, 0.75), (4 * _HALO, 0.22)):
        width, height = picture.size
        xs, ys = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
        for x, y in picture.lamps:
            shine += share * np.exp(-((np.hypot(xs - x, ys - y) / (reach * side)) ** 2))
    light = rgb(_FLAME) * (clamp(shine) * strength)[..., None]
    return np.asarray(1 - (1 - clamp(image)) * (1 - clamp(light)), np.float32)


def lit_by_lamps(picture: WorkingPicture, image: Field, row: Mapping[str, Any], *, has_sky: bool) -> Field:
    """The darkened image with what the lamps light up; without any, one stands beside the main object."""
    if "pool" not in row or (row.get("pool_is_indoors") and has_sky and not picture.lamps):
        return image
    lamps = picture.lamps or [_beside(picture)]
    light = _around(picture, lamps, float(row["pool_reach"]))[..., None]
    lit = image + picture.rgb * rgb(row["pool"]) * light * float(row["pool_strength"])
    return _glare(picture, lit, 0.9) if picture.lamps else np.asarray(lit, np.float32)


def _beside(picture: WorkingPicture) -> tuple[float, float]:
    """Where a lamp would stand that nobody sees: over the main object, toward the brighter side."""
    width, height = picture.size
    extent = extent_of(picture.matte)
    middle = (extent.left + extent.right) / 2 if picture.has_object else width / 2
    x = middle + side_of_light(picture.rgb) * 0.18 * width
    top = extent.top if picture.has_object else 0.3 * height
    return float(np.clip(x, 0.1 * width, 0.9 * width)), top + 0.3 * (extent.bottom - top)


def light_up(picture: WorkingPicture, flame: tuple[float, float]) -> None:
    """Let a flame that was just added shine on what is around it."""
    picture.lamps.append(flame)
    light = _around(picture, [flame], 0.42)[..., None]
    lit = picture.rgb * (_DIMMED + _BY_DAY * rgb(_FLAME) * light)
    picture.rgb = clamp(_glare(picture, np.asarray(lit, np.float32), 0.35))


def lit_through_window(picture: WorkingPicture, image: Field, row: Mapping[str, Any]) -> Field:
    """Slanting panes of sunlight over the darkened image, from its bright side."""
    if "panes" not in row:
        return image
    width, height = picture.size
    side = side_of_light(picture.rgb)
    xs = np.linspace(0, 1, width, dtype=np.float32)[None] * (width / height)
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    across = (xs if side < 0 else width / height - xs) - _SLANT * ys - 0.06
    pane = _PANES * width / height
    within = across / pane
    bars = smoothstep(0.0, 0.03, within) * smoothstep(2.0, 1.97, within)
    bars = bars * (1 - smoothstep(0.045, 0.02, np.abs(within - 1)))
    rows = (ys + 0.25 * across) / 0.5
    bars = bars * (1 - smoothstep(0.05, 0.025, np.abs(rows - np.round(rows))))
    light = blur(np.asarray(bars, np.float32), 0.012 * height)
    sun = rgb(row["panes"]) * float(row["panes_strength"])
    return np.asarray(clamp(mix(image, image + picture.rgb * sun, light[..., None])), np.float32)
