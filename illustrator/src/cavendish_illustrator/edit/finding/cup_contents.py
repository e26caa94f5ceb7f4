"""Finds what is in a cup: an even, elliptical surface inside the main object that its rim surrounds."""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

Mask = npt.NDArray[np.bool_]
_SIDE: Final = 288
_STEP: Final = 9
"""Distance of the points that are tried, in pixels of the copy."""
_ALIKE: Final = 18.0
"""Distance in CIE Lab up to which it is the same surface."""
_LEAST, _MOST = 0.02, 0.4
"""Area of a surface, in the main object's."""
_FLATTEST: Final = 0.2
_STEEPEST: Final = 0.55
"""Sine of the slope of a surface's long axis, at most."""
_ELLIPTIC: Final = 0.84
"""Least share of the joint area of a surface and its ellipse that both have."""
_RIM: Final = 14.0
"""Least distance in CIE Lab between a surface and what is around it."""
_FEWEST_OF_OUTLINE, _FEWEST_OF_ELLIPSE = 20, 5
"""Points that an outline has at least, and its hull: four are a rectangle's."""


def find_drink(image: Field, matte: Field) -> Field | None:
    """Soft cover of the drink in the main object, or None where no such surface is seen."""
    height, width = matte.shape
    scale = min(1.0, _SIDE / max(height, width))
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    lab = blur(to_lab(resize(image, *small)), 1.2)
    thing = resize(matte, *small) > 0.5
    best = max(_surfaces(lab, thing), key=lambda item: item[0], default=None)
    if best is None:
        return None
    cover = resize(best[1].astype(np.float32), width, height, is_smooth=True)
    return np.asarray(smoothstep(0.35, 0.65, blur(cover, 0.4 / scale)), np.float32)


def _surfaces(lab: Field, thing: Mask) -> Iterator[tuple[float, Mask]]:
    """Likely surfaces with how likely each is."""
    inner = dilate((~thing).astype(np.float32), 2) < 0.5
    tried = np.zeros(thing.shape, np.bool_)
    area = max(1, int(thing.sum()))
    rows, columns = np.nonzero(inner[::_STEP, ::_STEP])
    for row, column in zip(rows * _STEP, columns * _STEP, strict=True):
        if tried[row, column]:
            continue
        apart = np.sqrt((((lab - lab[row, column]) * np.array([0.6, 1, 1], np.float32)) ** 2).sum(-1))
        surface = _around((apart < _ALIKE) & inner, (int(row), int(column)))
        tried |= surface & (apart < 0.5 * _ALIKE)
        if _LEAST * area < surface.sum() < _MOST * area:
            score = _score(lab, surface, thing)
            if score > 0:
                yield score, surface


def _around(alike: Mask, start: tuple[int, int]) -> Mask:
    """All that hangs together with a point, gleams and bubbles in it included."""
    _, labels = cv2.connectedComponents(alike.astype(np.uint8))
    found = labels == labels[start] if labels[start] else np.zeros(alike.shape, np.bool_)
    outlines, _ = cv2.findContours(found.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros(alike.shape, np.uint8)
    cv2.drawContours(filled, outlines, -1, 1, cv2.FILLED)
    return filled > 0


def ellipse_around(outline: "cv2.typing.MatLike") -> "cv2.typing.RotatedRect | None":
    """The ellipse that fits an outline's hull: its middle, axes and turn; None where it has corners."""
    if len(outline) < _FEWEST_OF_OUTLINE:
        return None
    hull = cv2.convexHull(outline)
    return cv2.fitEllipse(hull) if len(hull) >= _FEWEST_OF_ELLIPSE else None


def _score(lab: Field, surface: Mask, thing: Mask) -> float:
    """How much a surface is a lying ellipse with a rim of another colour; 0 for what is none."""
    outlines, _ = cv2.findContours(surface.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    lying = ellipse_around(max(outlines, key=len))
    if lying is None:
        return 0.0
    (x, y), (wide, tall), turn = lying
    long, short = max(wide, tall), min(wide, tall)
    slope = abs(np.sin(np.deg2rad(turn if wide >= tall else turn + 90)))
    if short < _FLATTEST * long or (short < 0.85 * long and slope > _STEEPEST):
        return 0.0
    ellipse = np.zeros(surface.shape, np.uint8)
    cv2.ellipse(ellipse, ((x, y), (wide, tall), turn), 1, cv2.FILLED)
    both, either = (ellipse > 0) & surface, (ellipse > 0) | surface
    likeness = float(both.sum()) / max(1, int(either.sum()))
    rim = (dilate(surface.astype(np.float32), 5) > 0.5) & ~(dilate(surface.astype(np.float32), 2) > 0.5)
    if likeness < _ELLIPTIC or not rim.any() or not thing[rim].mean() > 0.98:
        return 0.0
    apart = float(np.abs(np.median(lab[rim], 0) - np.median(lab[surface], 0)).sum())
    return likeness * float(apart * np.sqrt(np.sqrt(surface.sum()))) if apart > _RIM else 0.0
