"""Takes spectacles off a face: their frames are found as lines around the eyes and healed with skin."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, luminance, mix
from cavendish_illustrator.painting.pixel_ops import blur, dilate

GLASSES: Final = frozenset({"glasses", "round-glasses"})
Mask = npt.NDArray[np.bool_]
_ACROSS, _DOWN = 1.8, 0.9
"""Half the width and height of what is looked at, in the distance of the eyes, as all measures here."""
_LINE: Final = 0.17
"""Thickness of a frame, at most."""
_LONG, _GLOSS = 0.16, 0.05
"""Least length of a piece of a dark frame, and of a reflection on it."""
_FAINTEST, _SUREST = 0.06, 0.1
_CORE: Final = 0.55
"""How dark a piece of frame is somewhere, in the darkest of all."""
_MARGIN: Final = 0.03
_LEAST: Final = 0.04
"""Share of the zone around the eyes that a frame covers, at least."""


def take_glasses_off(picture: WorkingPicture) -> bool:
    """Heal every face of its spectacles; whether any were found."""
    found = False
    for face in find_faces(picture.rgb):
        found |= _heal(picture, face)
    return found


def _heal(picture: WorkingPicture, face: Face) -> bool:
    apart = face.eye_distance
    x, y = ((face.eyes[0][axis] + face.eyes[1][axis]) / 2 for axis in (0, 1))
    height, width = picture.matte.shape
    left, right = max(0, int(x - _ACROSS * apart)), min(width, int(x + _ACROSS * apart))
    top, bottom = max(0, int(y - _DOWN * apart)), min(height, int(y + _DOWN * apart))
    if right - left < 8 or bottom - top < 8:
        return False
    seen = picture.rgb[top:bottom, left:right]
    rows, columns = np.ogrid[top:bottom, left:right]
    turn = np.deg2rad(face.tilt_deg)
    u = ((columns - x) * np.cos(turn) + (rows - y) * np.sin(turn)) / apart
    v = ((rows - y) * np.cos(turn) - (columns - x) * np.sin(turn)) / apart
    frame = _frame_cover(seen, np.asarray(u, np.float32), np.asarray(v, np.float32), apart)
    if frame is None:
        return False
    pixels = (seen * 255).round().astype(np.uint8)
    healed = cv2.inpaint(pixels, (frame > 0.5).astype(np.uint8), max(2.0, 0.06 * apart), cv2.INPAINT_TELEA)
    skin = blur(np.asarray(healed, np.float32) / 255, 0.02 * apart)
    skin = add_grain(skin, 0.012, picture.rng(173))
    soft = np.maximum(frame, blur(frame, 0.015 * apart))
    picture.rgb[top:bottom, left:right] = mix(seen, skin, soft[..., None])
    return True


def _frame_cover(seen: Field, u: Field, v: Field, apart: float) -> Field | None:
    """Cover of frames, their bridge and the beginning of their temples, but for the eyes themselves.

    `u` and `v` are across and down the face from between the eyes.
    """
    across = np.abs(u)
    aside = across - 0.5
    eye = np.hypot(aside / 0.25, np.where(v < 0, v / 0.115, v / 0.17)) < 1
    lens = (np.abs(aside) < 0.62) & (v > -0.24 - 0.07 * (across > 0.7)) & (v < 0.5)
    bridge = (across < 0.3) & (v > -0.25) & (v < 0.24)
    temple = (across > 0.95) & (across < 1.5) & (v > -0.26) & (v < 0.12)
    zone = (lens | bridge | temple) & ~eye
    tone = blur(luminance(seen), 0.006 * apart)
    dark = cv2.morphologyEx(tone, cv2.MORPH_CLOSE, _disc(_LINE * apart)) - tone
    light = tone - cv2.morphologyEx(tone, cv2.MORPH_OPEN, _disc(0.5 * _LINE * apart))
    ink = float(np.percentile(dark[(lens | bridge) & ~eye], 97))
    if ink < _SUREST:
        return None
    likely = float(np.clip(0.25 * ink, _FAINTEST, _SUREST))
    kept = _pieces((dark > likely) & zone, dark > _CORE * ink, _LONG * apart)
    kept |= _pieces((light > 0.12) & zone & (across > 0.25), light > 0.2, _GLOSS * apart)
    below = lens & (v > 0.15) & ~eye
    kept |= _pieces((light > 0.04) & below, light > 0.06, 1.5 * _LONG * apart)
    if float(kept.sum()) < _LEAST * float(zone.sum()):
        return None
    wide = dilate(kept.astype(np.float32), max(1, round(_MARGIN * apart)))
    return np.asarray(wide * ~eye, np.float32)


def _disc(across: float) -> npt.NDArray[np.uint8]:
    side = max(3, int(across) | 1)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def _pieces(mask: Mask, core: Mask, least: float) -> Mask:
    """The pieces of a mask that are long enough and reach into its core."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    sure = set(np.unique(labels[core & mask]).tolist()) - {0}
    long = [
        number
        for number in sure
        if max(stats[number, cv2.CC_STAT_WIDTH], stats[number, cv2.CC_STAT_HEIGHT]) > least
    ]
    return np.isin(labels, long)
