"""From a coarse map of the main object to a clean matte and the object's own edge colours."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.finding.wavering_parts import without_strangers
from cavendish_illustrator.painting.color import Field, clamp, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, box_blur, dilate, resize

_GUIDE_SIDE: Final = 640
_CUT_SIDE: Final = 384
"""Long side of the copy on which object and background are told apart by colour."""
_SURELY, _HARDLY = 0.93, 0.1
"""Above and below these the network is believed whatever the colours say."""
_NOISE: Final = 0.042
"""Mean unrest of tones above which a picture is cut on a smaller copy: foliage has 0.037, and noise takes
seconds."""
_NOISY_SIDE: Final = 208
_FEWEST_SURE: Final = 60
_MOST_CHANGE: Final = 2.2
"""A cut that grows or shrinks the object more than this has gone wrong."""
_LEAST_SHARE: Final = 0.004
"""A smaller object is taken for noise of the network."""
_EVENED: Final = 0.014
"""Reach over which an outline is evened, in the picture's long side."""
_MOST_UNEVEN: Final = 0.05
"""Mean depth of what an even outline lacks or adds, in that reach: saucers have 0.03, people 0.07."""
_DENTED, _SLIT = 0.04, 0.006
"""Half the width of dents in an even outline, and of slits and splinters of any, in the long side."""
_FEWEST_OF_ARC: Final = 12
_MOST_OF_FOOT, _MOST_NEW = 1.02, 0.03
"""Area of an ellipse in that of the object whose foot it is, and how much of it the object may lack."""
_HAIR: Final = 0.0008
"""Area of a gap or a splinter, in the picture's, up to which it is a hair's."""
_LEAST_PART: Final = 0.08
"""Separate parts below this share of the greatest one are dropped."""


def guided_filter(guide: Field, mask: Field, radius: int, eps: float = 2e-4) -> Field:
    """Let the mask follow the guide's edges. Source: He, Sun, "Fast Guided Filter", 2015."""
    height, width = guide.shape
    scale = min(1.0, _GUIDE_SIDE / max(height, width))
    small = (max(2, round(width * scale)), max(2, round(height * scale)))
    near, cover = resize(guide, *small), resize(mask, *small)
    side = 2 * max(1, round(radius * scale)) + 1

    def mean(x: Field) -> Field:
        return box_blur(x, side, side)

    mean_guide, mean_cover = mean(near), mean(cover)
    slope = (mean(near * cover) - mean_guide * mean_cover) / (mean(near * near) - mean_guide**2 + eps)
    offset = mean_cover - slope * mean_guide
    return clamp(resize(mean(slope), width, height) * guide + resize(mean(offset), width, height))


def _cut_size(rgb: Field) -> tuple[int, int]:
    height, width = rgb.shape[:2]

    def within(side: int) -> tuple[int, int]:
        return max(8, round(width * side / max(height, width))), max(
            8, round(height * side / max(height, width))
        )

    tone = luminance(resize(rgb, *within(_CUT_SIDE)))
    is_noisy = float(np.abs(tone - blur(tone, 1.0)).mean()) > _NOISE
    return within(_NOISY_SIDE if is_noisy else _CUT_SIDE)


def cut_by_color(rgb: Field, coarse: Field) -> Field:
    """Let the colours decide where the network wavers: fur it half sees, walls it half takes along.

    Source: Rother, Kolmogorov, Blake, "GrabCut", 2004.
    """
    small = _cut_size(rgb)
    cover = resize(coarse, *small)
    labels = np.where(cover > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[cover > _SURELY], labels[cover < _HARDLY] = cv2.GC_FGD, cv2.GC_BGD
    if min(int((labels == sure).sum()) for sure in (cv2.GC_FGD, cv2.GC_BGD)) < _FEWEST_SURE:
        return coarse
    pixels = np.ascontiguousarray(np.round(clamp(resize(rgb, *small)) * 255), np.uint8)
    cv2.setRNGSeed(7)  # its clusters start at random; the same picture must give the same cut
    models = (np.zeros((1, 65)), np.zeros((1, 65)))
    cv2.grabCut(pixels, labels, (0, 0, 1, 1), *models, 2, cv2.GC_INIT_WITH_MASK)
    found = ((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)).astype(np.float32)
    found = without_strangers(resize(rgb, *small), found, cover)
    growth = float(found.mean()) / max(float((cover > 0.5).mean()), 1e-6)
    return blur(found, 1.2) if 1 / _MOST_CHANGE < growth < _MOST_CHANGE else coarse


def _without_crumbs(matte: Field) -> Field:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((matte > 0.4).astype(np.uint8))
    if count <= 2:
        return matte
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = np.flatnonzero(areas > _LEAST_PART * areas.max()) + 1
    return matte * clamp(blur(np.isin(labels, kept).astype(np.float32), 2))


def _with_even_outline(matte: Field) -> Field:
    """Even the outline of a cup or a bottle, whose edge is smooth but for what the finder nibbled off it.

    Fur, leaves and people differ much more from their evened outline and keep their own.
    """
    solid = (matte > 0.5).astype(np.float32)
    edge = float(np.abs(np.diff(solid, axis=0)).sum() + np.abs(np.diff(solid, axis=1)).sum())
    sigma = _EVENED * max(matte.shape)
    apart = np.abs((blur(solid, sigma) > 0.5) - solid).sum()
    if edge <= 0 or float(apart) > _MOST_UNEVEN * edge * sigma:
        return matte
    soft = min(0.3, 0.6 / sigma)
    closed = _closed(matte, max(1, round(_DENTED * max(matte.shape))))
    even = smoothstep(0.5 - soft, 0.5 + soft, blur(closed, sigma))
    return np.maximum(even, _round_foot(even))


def _round_foot(matte: Field) -> Field:
    """Cover of the ellipse that the lower half of an outline runs along: a saucer's; else nothing."""
    solid = (matte > 0.5).astype(np.uint8)
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(max(outlines, key=len)) if outlines else np.zeros((0, 1, 2), np.int32)
    empty = np.zeros_like(matte)
    rows = hull[:, 0, 1]
    if len(hull) < _FEWEST_OF_ARC or rows.max() >= matte.shape[0] - 2:
        return empty
    arc = hull[rows > (float(rows.min()) + float(rows.max())) / 2]
    if len(arc) < _FEWEST_OF_ARC:
        return empty
    (x, y), (wide, tall), turn = cv2.fitEllipse(arc)
    ellipse = cv2.ellipse(np.zeros_like(solid), ((x, y), (wide, tall), turn), 1, cv2.FILLED).astype(
        np.float32
    )
    new = float((ellipse * (1 - solid)).sum())
    is_inside = float(ellipse.sum()) < float(solid.sum()) * _MOST_OF_FOOT and new < _MOST_NEW * float(
        ellipse.sum()
    )
    return blur(ellipse, 1.0) if is_inside else empty


def _closed(matte: Field, reach: int) -> Field:
    padded = np.pad(matte, reach, mode="edge")
    return np.ascontiguousarray((1 - dilate(1 - dilate(padded, reach), reach))[reach:-reach, reach:-reach])


def without_slits(matte: Field) -> Field:
    """Close the slits that blades of grass before an animal cut into it, and drop splinters beside it.

    Gaps between hairs and hairs themselves are smaller, and stay.
    """
    reach = max(1, round(_SLIT * max(matte.shape)))
    closed = np.maximum(matte, _closed(matte, reach) * _large(_closed(matte, reach) - matte))
    padded = np.pad(closed, reach, mode="edge")
    opened = dilate(1 - dilate(1 - padded, reach), reach)[reach:-reach, reach:-reach]
    return np.asarray(closed * (1 - _large(closed - opened)), np.float32)


def _large(difference: Field) -> Field:
    """1 over the pieces of a difference that are more than a hair."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((difference > 0.4).astype(np.uint8))
    kept = stats[:, cv2.CC_STAT_AREA] > _HAIR * difference.size
    kept[0] = False
    return dilate(kept[labels].astype(np.float32), 1)


def _centre_spot(height: int, width: int) -> Field:
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    return smoothstep(0.85, 0.55, np.hypot(xs, ys))


def refine_matte(rgb: Field, coarse: Field) -> tuple[Field, bool]:
    """Matte of the object in the photograph's own size, and whether there was an object at all.

    Without one the matte is a soft spot in the middle.
    """
    height, width = rgb.shape[:2]
    enlarged = clamp(resize(cut_by_color(rgb, coarse), width, height, is_smooth=True))
    radius = max(2, int(0.006 * max(height, width)))
    matte = smoothstep(0.22, 0.8, guided_filter(luminance(rgb), enlarged, radius))
    matte = _with_even_outline(without_slits(_without_crumbs(matte)))
    if float((matte > 0.5).mean()) < _LEAST_SHARE:
        return _centre_spot(height, width), False
    return matte, True


def own_colors(rgb: Field, alpha: Field) -> Field:
    """Colours of the object alone, with the old background taken out of its half-covered edge.

    Source: Forte, "Approximate Fast Foreground Colour Estimation", ICIP 2021.
    """
    longest = max(alpha.shape)
    color = background = rgb
    cover = alpha[..., None]
    for sigma in (0.03 * longest, 0.004 * longest):
        inside = blur(color * cover, sigma) / np.maximum(blur(alpha, sigma), 1e-3)[..., None]
        outside = blur(background * (1 - cover), sigma) / np.maximum(blur(1 - alpha, sigma), 1e-3)[..., None]
        background = clamp(outside)
        color = clamp(inside + cover * (rgb - cover * inside - (1 - cover) * outside))
    return color
