"""Gives somebody plain new cloth: badges, zips and creases go, folds stay, and wool is knitted."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.recolouring import from_lab, to_lab
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate

KNITTED: Final = frozenset({"sweater", "cardigan", "turtleneck", "jumper", "pullover", "knitwear"})
_SWALLOWED: Final = 0.05
"""Half the width of badges and straps that go, in the picture's short side."""
_HOLE: Final = 0.08
"""Greatest hole in the cloth that goes, in the cloth's area."""
_SEAM: Final = 0.012
"""The same of lines that are taken for skin."""
_SOFT: Final = 0.009
"""Reach over which folds are evened, in the picture's short side."""
_FOLDS: Final = 0.85
_STITCH: Final = 0.0125
"""Width of a stitch, in the picture's short side."""
_KNIT, _WEAVE = 5.5, 1.2
"""How much lighter and darker stitches and threads are."""


def cloth_cover(worn: Field, painted: Field) -> Field:
    """The cloth with what lies on it: the garment's own colour, closed over badges and straps."""
    side = min(painted.shape)
    closed = _closed((painted > 0.4).astype(np.float32), max(1, round(_SWALLOWED * side)))
    whole = _closed((worn > 0.3).astype(np.float32), max(1, round(_SEAM * side)))
    solid = ((closed > 0.5) & (whole > 0.5)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - solid)
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] < _HOLE * max(1, int(solid.sum())):
            solid[labels == number] = 1
    return blur(solid.astype(np.float32), 1.0)


def _closed(solid: Field, reach: int) -> Field:
    return np.asarray(1 - dilate(1 - dilate(solid, reach), reach), np.float32)


def stitches(shape: tuple[int, int], side: float) -> Field:
    """Rows of stitches that stand like ears of corn."""
    ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    across = xs / side
    slope = np.abs(across % 1 - 0.5)
    rib = np.cos(2 * np.pi * across)
    return np.asarray(0.6 * np.cos(2 * np.pi * (ys / (0.72 * side) + 1.3 * slope)) - 0.4 * rib, np.float32)


def clothed(image: Field, cover: Field, color: str, garment: str, seed: int) -> Field:
    """The picture with what the cover shows in new cloth of this colour."""
    solid = cover > 0.5
    if not solid.any():
        return image
    side = min(cover.shape)
    shade, middle = cloth_folds(to_lab(image), cover)
    wanted = to_lab(rgb(color)[None, None])[0, 0]
    rng = np.random.default_rng((seed & 0xFFFFFFFF, 151))
    is_knitted = garment in KNITTED
    texture = _KNIT * stitches(cover.shape, max(3.0, _STITCH * side)) if is_knitted else 0.0
    texture = texture + _WEAVE * 2 * (noise(cover.shape, (2.0, 2.0), rng, 2) - 0.5)
    base = max(float(wanted[0]), 14.0)
    lightness = np.clip(base + shade * np.clip(base / max(middle, 12.0), 0.55, 1.15) + texture, 0, 100)
    strength = np.clip(lightness / base, 0.35, 1.15)
    cloth = from_lab(np.stack([lightness, wanted[1] * strength, wanted[2] * strength], -1))
    return np.asarray(mix(image, cloth, cover[..., None]), np.float32)


def cloth_folds(lab: Field, cover: Field) -> tuple[Field, float]:
    """How much lighter or darker than its middle lightness a cloth is in its folds, and that middle."""
    solid = cover > 0.5
    side = min(cover.shape)
    # Badges are lighter or darker than the cloth: only what is near its middle tone tells of folds.
    middle = float(np.median(lab[..., 0][solid]))
    near = cover * np.exp(-(((lab[..., 0] - middle) / 26) ** 2))
    known = np.maximum(blur(near, _SOFT * side), 1e-3)
    folds = blur(lab[..., 0] * near, _SOFT * side) / known - middle
    wide = np.maximum(blur(near, 4 * _SOFT * side), 1e-3)
    calm = blur(lab[..., 0] * near, 4 * _SOFT * side) / wide - middle
    sure = clamp(known * 2.2)
    return np.asarray(_FOLDS * (calm + (folds - calm) * sure), np.float32), middle
