"""Shows a thing of a photograph in another material: a statue of marble, a cup of gold."""

from functools import cache
from typing import Any, Final

import cv2
import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

_PLAIN: Final = 0.05
"""Within this part of the picture's short side the thing's own colour is taken for one."""
_LEAST_SPREAD: Final = 0.025
_FORM, _OWN = 0.19, 0.3
"""How much of its tones a thing's form makes, and how much its own light and dark."""
_VEIN: Final = 0.07
"""How much darker a vein of marble is."""
_RING: Final = 0.22
_EDGE: Final = 1.2
"""Pixels over which the material ends."""


@cache
def _materials() -> dict[str, dict[str, Any]]:
    return read_table("edit/looks/materials.toml")


def _own_tone(image: Field, cover: Field, smooth: float) -> Field:
    """The thing's light and shade, 0..1: black cloth and a pale face become one stone."""
    tone = luminance(image)
    side = min(tone.shape)
    reach = max(1.0, smooth * side)
    across = max(3, int(2 * reach) | 1)
    calm = np.asarray(
        cv2.bilateralFilter(np.ascontiguousarray(tone, np.float32), across, 0.1, reach), np.float32
    )

    def around(x: Field, sigma: float) -> Field:
        weight = np.maximum(blur(cover, sigma * side), 1e-2)
        return np.asarray(blur(x * cover, sigma * side) / weight, np.float32)

    own = around(calm, _PLAIN)
    form = calm - own
    spread = np.sqrt(np.maximum(around(form * form, 1.6 * _PLAIN), 0)) + _LEAST_SPREAD
    inside = cover > 0.5
    lean = clamp(0.5 + _OWN * (own - float(np.median(own[inside]))))
    return clamp(lean + _FORM * form / spread)


def _through_it(kind: str, shape: tuple[int, int], seed: int) -> Field:
    """What runs through the material, as a factor of its tones."""
    height = shape[0]
    side = min(shape)
    rng = np.random.default_rng((seed & 0xFFFFFFFF, 131))
    if kind == "rings":
        warp = noise(shape, (0.1 * side, 0.5 * side), rng, 3)
        ys = np.arange(height, dtype=np.float32)[:, None] / side
        waves = 0.5 + 0.5 * np.sin(2 * np.pi * (9 * ys + 5 * warp))
        fine = noise(shape, (0.004 * side, 0.12 * side), rng, 2)
        return np.asarray(1 - _RING * (0.6 * waves + 0.4 * fine), np.float32)
    cloud = noise(shape, (0.22 * side, 0.3 * side), rng, 4)
    vein = smoothstep(0.022, 0.0, np.abs(cloud - 0.5)) * noise(shape, (0.3 * side, 0.3 * side), rng, 2)
    return np.asarray((1 - _VEIN * 1.6 * vein) * (1 - 0.08 * (cloud - 0.5)), np.float32)


def remake(image: Field, cover: Field, material: str, seed: int) -> Field:
    """The picture with what the cover shows made of the material: its form and light stay, its colours go."""
    looks = _materials().get(material, _materials()["stone"])
    if not (cover > 0.5).any():
        return image
    tone = _own_tone(image, cover, looks["smooth"])
    tone = clamp(0.5 + (tone - 0.5) * looks["contrast"])
    gleam = looks.get("gleam", 0.0)
    if gleam:  # a polished thing mirrors bright and dark in turns
        tone = clamp(tone + gleam * 0.35 * np.sin(3 * np.pi * tone) * tone * (1 - tone) * 2)
    if "grain" in looks:
        tone = clamp(tone * _through_it(looks["grain"], cover.shape[:2], seed))
    ramp = np.stack([rgb(color) for color in looks["tones"]])
    at = np.linspace(0, 1, len(ramp))
    made = np.stack([np.interp(tone, at, ramp[:, channel]) for channel in range(3)], -1).astype(np.float32)
    soft = clamp(blur(cover, _EDGE))
    return np.asarray(mix(image, made, soft[..., None]), np.float32)
