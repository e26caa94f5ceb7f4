"""A hat for an animal so near that the upper edge cuts its head: it sits on the cut and hides it."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.backgrounds.framing import Window, distance_outside, sampled
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.animal_eyes import LIKELY, find_animal_eyes
from cavendish_illustrator.edit.finding.photograph import Photograph, extent_of
from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_NEAR: Final = 1.35
"""How far above the eyes a cut goes through the head, in their distance."""
_WIDE: Final = 1.7
"""Least length of a cut through a head, in the same."""
_OF_CUT: Final = 1.12
"""Width of a brim, in the cut's length: it reaches over both ears, so that nobody sees where they end."""
_TALLEST, _FLATTEST = 0.36, 0.52
"""Height of a hat in its width, and how flat it may become for that."""
_DIP: Final = 0.2
"""How far a hat comes down over the cut, in its height."""
_SHOWN: Final = 1.02
"""Room above the cut, in what stands there of a hat."""
_LOWER: Final = 0.22
"""How much of that room the picture loses at its lower edge instead of growing."""
_DISSOLVED: Final = 0.07
"""Softness of the photograph's edge behind the animal, in the picture's short side."""
_TURNED: Final = 0.2
"""Part of the head's tilt that a hat takes on."""
_TOUCH: Final = 0.02
_LEAST_WIDE: Final = 0.8
"""Width of a hat in its height, below which none as wide as a head fits into a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutHead:
    """Where an edge cuts a head: its row, the first and last column, and how the head is tilted."""

    row: float
    first: float
    last: float
    tilt_deg: float
    """Clockwise."""

    @property
    def length(self) -> float:
        return self.last - self.first


def find_cut_head(image: Field, matte: Field) -> CutHead | None:
    """The cut through the head of an animal that looks at us, or None where its head is whole."""
    rows = np.flatnonzero((matte > 0.5).any(1))
    if not len(rows) or find_faces(image):
        return None
    eyes = find_animal_eyes(image, matte) or find_animal_eyes(image, matte, LIKELY)
    if eyes is None:
        return None
    across, down = eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y
    apart, row = float(np.hypot(across, down)), int(rows[0])
    x, y = (eyes[0].x + eyes[1].x) / 2, (eyes[0].y + eyes[1].y) / 2
    first, last = _run(matte[min(row + 2, matte.shape[0] - 1)] > 0.5, x)
    if y - row > _NEAR * apart or last - first < _WIDE * apart:
        return None
    tilt = float(np.degrees(np.arctan2(down, across)))
    return CutHead(row=float(row), first=float(first), last=float(last), tilt_deg=tilt)


def _run(solid: np.ndarray, x: float) -> tuple[int, int]:
    """The stretch of a row around a column."""
    middle = int(np.clip(x, 0, len(solid) - 1))
    left, right = np.flatnonzero(~solid[:middle]), np.flatnonzero(~solid[middle:])
    return int(left[-1]) + 1 if len(left) else 0, middle + int(right[0]) if len(right) else len(solid)


def height_of_hat(cut: CutHead, aspect: float) -> float | None:
    """Of a hat as wide as the cut; None of one too narrow for that."""
    return (
        None
        if aspect < _LEAST_WIDE
        else min(1 / aspect, max(_TALLEST, _FLATTEST / aspect)) * width_of_hat(cut)
    )


def width_of_hat(cut: CutHead) -> float:
    """As wide as a head has to be covered."""
    return _OF_CUT * cut.length


def seat_of_hat(cut: CutHead, height: float) -> tuple[float, float, float]:
    """Middle and row of its brim's lower edge, and its tilt, counter-clockwise."""
    return (cut.first + cut.last) / 2, cut.row + _DIP * height, -_TURNED * cut.tilt_deg


def window_under_hat(photograph: Photograph, window: Window, height: float) -> Window:
    """The window grown until a hat of this height fits over the cut, toward the side that shows no animal."""
    room = _SHOWN * (1 - _DIP) * height
    lower = _LOWER * room if extent_of(photograph.matte).bottom >= (1 - _TOUCH) * photograph.height else 0.0
    grown = 1 + (room - lower) / window.height
    extent = extent_of(photograph.matte)
    wider = (grown - 1) * window.width
    at_left = extent.left <= _TOUCH * photograph.width
    at_right = extent.right >= (1 - _TOUCH) * photograph.width
    share = 0.5 if at_left == at_right else (0.0 if at_left else 1.0)
    return Window(
        left=window.left - share * wider,
        top=window.top - room,
        width=grown * window.width,
        height=grown * window.height,
    )


def framed_in_air(
    photograph: Photograph, window: Window, size: tuple[int, int], seed: int
) -> tuple[Field, Field]:
    """Pixels and matte of a window with nothing but the background's own haze around the photograph."""
    image = sampled(photograph.rgb, window, size, cv2.BORDER_REFLECT_101)
    matte = sampled(photograph.matte, window, size, cv2.BORDER_CONSTANT)
    distance = distance_outside(photograph, window, size)
    inside = (distance <= 0).astype(np.float32)
    side = min(size)
    wide = dilate((matte > 0.2).astype(np.float32), max(2, round(0.03 * side)))
    haze = blur(fill_smoothly(image, inside * (1 - wide)), 0.035 * side)
    haze = add_grain(haze, 0.006, np.random.default_rng((seed & 0xFFFFFFFF, 167)))
    mirrored = sampled(photograph.matte, window, size, cv2.BORDER_REFLECT_101)
    # Beyond the edge surroundings go on as they are; the animal ends where the hat will be.
    far = smoothstep(0.0, 0.12, distance)
    beast = smoothstep(0.25, 0.6, blur(mirrored, 0.01 * side))
    around = smoothstep(0.0, 0.5, blur(dilate(mirrored, max(2, round(0.03 * side))), 0.05 * side))
    bare = 1 - mix(beast, around, far)
    image_beyond = mix(image, blur(image, 0.06 * side), far[..., None])
    outside = mix(haze, image_beyond, (bare * smoothstep(0.0, 0.1, distance))[..., None])
    # What is behind the animal dissolves toward the edge that it would end at.
    near_edge = blur((distance > 0).astype(np.float32), _DISSOLVED * side)
    behind = 1 - smoothstep(0.0, 0.5, blur(matte, 0.01 * side))
    edge = smoothstep(0.004, 0.0, distance) * (1 - behind * smoothstep(0.12, 0.5, near_edge))
    shown = mix(outside, image, edge[..., None])
    return clamp(shown), np.asarray(matte * inside, np.float32)


def has_room(photograph: Photograph) -> bool:
    """Whether a hat fits over the brow of an animal that is seen with all of its head."""
    if find_faces(photograph.rgb):
        return False
    eyes = find_animal_eyes(photograph.rgb, photograph.matte, LIKELY)
    if eyes is None:
        return False
    apart = float(np.hypot(eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y))
    return (eyes[0].y + eyes[1].y) / 2 > _NEAR * apart
