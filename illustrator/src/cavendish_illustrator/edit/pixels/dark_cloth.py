"""Gives nearly black cloth a lighter colour: of its folds the photograph has kept nothing but noise."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.recolouring import from_lab, to_lab
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, direct_blur

_BLACK: Final = 14.0
"""Lightness (0..100) up to which what is seen of folds is noise."""
_LIGHTER: Final = 18.0
"""How much lighter a colour is that needs light of its own."""
_RIM: Final = 0.012
"""How far the cloth may go on beyond its cover, in the picture's short side."""
_ARM: Final = 0.3
"""Depth of a body seen from the front, in the same: shade comes within it from the outline."""
_SWALLOWED: Final = 0.06
"""Badges narrower than twice this cast no shade of their own on the body."""
_LIGHT: Final = (0.33, -0.38, 0.86)
"""Where the light comes from: the right, above, before."""
_RELIEF: Final = 30.0
"""How much lightness there is between lit and shaded sides of a white body."""
_CAST: Final = 16.0
"""Shade of what lies on the cloth."""
_CREASE: Final = 5.0
_GRAIN: Final = 0.5
_REACHED: Final = 0.93
"""How far the lightness goes to the new colour's."""
_PIECE: Final = 0.01
"""Of the greatest piece: smaller ones lie somewhere in the background."""


def lit_cloth(image: Field, cover: Field, color: str) -> tuple[Field, Field] | None:
    """The picture with this cloth in a lighter colour, and where it is; None where it is not that dark."""
    lab = to_lab(image)
    inside = cover > 0.5
    if not inside.any():
        return None
    middle = float(np.median(lab[..., 0][inside]))
    wanted = to_lab(rgb(color)[None, None])[0, 0]
    if middle > _BLACK or wanted[0] - middle < _LIGHTER:
        return None
    cloth = _cloth(lab[..., 0], cover, middle)
    if not (cloth > 0.5).any():
        return None
    base = middle + (float(wanted[0]) - middle) * _REACHED
    lightness = np.clip(base + base / 90 * _shade(lab[..., 0], cloth), 2, 97)
    strength = np.clip(1 - 0.008 * np.abs(lightness - wanted[0]), 0.55, 1) * smoothstep(101, 90, lightness)
    new = from_lab(np.stack([lightness, wanted[1] * strength, wanted[2] * strength], -1))
    black = np.asarray(np.median(image[cloth > 0.9], 0), np.float32)
    rim = _rim(lab[..., 0], cloth, middle)[..., None]
    # What is half cloth and half background at the rim is lightened by as much as is cloth of it.
    changed = mix(clamp(image + rim * (new - black)), new, cloth[..., None])
    return np.asarray(changed, np.float32), cloth


def _cloth(lightness: Field, cover: Field, middle: float) -> Field:
    """All that is as dark as the cloth and hangs together with it, without noise."""
    side = min(cover.shape)
    reach = dilate((cover > 0.3).astype(np.float32), max(1, round(_RIM * side)))
    calm = blur(lightness, 0.0022 * side)
    dark = smoothstep(middle + 26, middle + 10, calm) * reach
    closed = 1 - dilate(1 - dilate((dark > 0.5).astype(np.float32), 2), 2)
    dark = np.maximum(dark, blur(closed, 0.7) * smoothstep(middle + 34, middle + 20, calm))
    count, labels, stats, _ = cv2.connectedComponentsWithStats((dark > 0.4).astype(np.uint8))
    least = _PIECE * max((int(area) for area in stats[1:, cv2.CC_STAT_AREA]), default=0)
    kept = np.zeros(count, np.float32)
    for number in range(1, count):
        of_it = float((cover[labels == number] > 0.8).mean())
        kept[number] = of_it > 0.3 and stats[number, cv2.CC_STAT_AREA] > least
    return np.asarray(dark * blur(kept[labels], 0.8), np.float32)


def _rim(lightness: Field, cloth: Field, middle: float) -> Field:
    """How much of each pixel just outside is cloth, by how much darker it is than what lies beyond."""
    beyond = dilate(lightness, 3)
    near = dilate((cloth > 0.5).astype(np.float32), 2)
    share = np.clip((beyond - lightness) / np.maximum(beyond - middle, 12), 0, 1)
    return np.asarray(near * share * smoothstep(18, 30, beyond), np.float32)


def _shade(lightness: Field, cloth: Field) -> Field:
    """Light on a body of this outline, with the shade of what lies on it and its deepest creases."""
    side = min(cloth.shape)
    swallowed = max(1, round(_SWALLOWED * side))
    body = 1 - dilate(1 - dilate((cloth > 0.4).astype(np.float32), swallowed), swallowed)
    relief = _relief(body, side)
    on_it = body * (1 - (cloth > 0.5))
    step = max(1, round(0.006 * side))
    cast = blur(np.roll(np.asarray(on_it, np.float32), (step, -step), (0, 1)), 0.7 * step) * (1 - on_it)
    wide = blur(lightness * cloth, 0.02 * side) / np.maximum(blur(cloth, 0.02 * side), 1e-2)
    band = blur(lightness, 0.004 * side) - wide
    noise = float(np.median(np.abs(band[cloth > 0.9]))) * 1.48
    crease = np.clip(band + 1.6 * noise, -2, 0) * (cloth > 0.95)
    grain = np.clip(lightness - blur(lightness, 0.0022 * side), -2, 2)
    calm = _CREASE * blur(np.asarray(crease, np.float32), 0.003 * side)
    return np.asarray(_RELIEF * relief - _CAST * cast + calm + _GRAIN * grain, np.float32)


def _relief(body: Field, side: int) -> Field:
    """How much more or less light falls on each part of a body than on its middle."""
    below = cv2.copyMakeBorder((body > 0.5).astype(np.uint8), 0, side // 3, 0, 0, cv2.BORDER_REPLICATE)
    inward = cv2.distanceTransform(below, cv2.DIST_L2, 5)[: body.shape[0]] / (_ARM * side)
    height = np.sqrt(np.clip(1 - (1 - np.clip(inward, 0, 1)) ** 2, 0, 1)).astype(np.float32) * _ARM * side
    down, across = np.gradient(direct_blur(height, 0.03 * side))
    light = np.array(_LIGHT) / np.linalg.norm(_LIGHT)
    seen = (light[2] - across * light[0] - down * light[1]) / np.sqrt(1 + across**2 + down**2)
    return np.asarray(seen - np.median(seen[body > 0.5]), np.float32)
