"""Gives a thing in a photograph another colour and keeps its shading, highlights and texture."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, to_hsv

_BINS: Final = 36
_HUE_REACH: Final = 18.0
"""Degrees around the thing's main hue that count as its colour, at most."""
_LEAST_REACH: Final = 9.0
_CLOSE: Final = 10.0
"""Degrees within which its spread is measured: what lies farther off may be another thing's."""
PULL: Final = 0.62
_PULL_OF_GREY: Final = 0.9
"""Plain colours keep more of the thing's own lightness; black and white have to arrive there."""
_PULL_OF_DARKER, _MUCH_DARKER = 0.86, 25.0
_GREY: Final = 12
"""Chroma below which a colour is black, white or grey."""
_OTHER_HUE: Final = 5.0
"""Degrees from the main hue at which a piece by itself is something else."""
_LEAST_PIECE: Final = 0.0005
"""Of the picture: smaller ones are not looked at."""
_SMALL_PIECE: Final = 0.2
"""Of the greatest piece."""
_LEAST_STRENGTH: Final = 0.6
_DEEPER, _DEEPEST = 1.6, 2.6
"""How much deeper folds become at most, and on a black cloth that turns grey, where nothing else shows."""
_DARK: Final = 24.0
_PALER: Final = 0.74
"""Saturation, in the thing's own, below which a piece by itself is only its gleam on something else."""
_HOLE: Final = 0.008
"""Holes in a dark cloth narrower than twice this are its noise, in the picture's short side."""
_COARSE_GRAIN: Final = 0.009
"""As `_GRAIN`, of a cloth so dark that little else is seen of it."""
_LEAST_FOLDED, _MOST_RAISED = 2.6, 3.0
"""Least spread of a dark cloth's lightness once it is lit, and how much its folds are raised for that."""
_GRAIN, _FOLD = 0.0022, 0.03
"""Size of a film's grain and of a cloth's folds, in the picture's short side."""
LEAST_COLOURED: Final = 0.14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paint:
    """The thing's own lacquer: where it is, and its middle lightness (0..100) and chroma in CIE Lab."""

    cover: Field
    lightness: float
    chroma: float


def to_lab(image: Field) -> Field:
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(image, np.float32), cv2.COLOR_RGB2LAB), np.float32)


def from_lab(lab: Field) -> Field:
    converted = cv2.cvtColor(np.ascontiguousarray(lab, np.float32), cv2.COLOR_LAB2RGB)
    return clamp(np.asarray(converted, np.float32))


def _main_hue(hue: Field, weight: Field) -> tuple[float, float]:
    """Commonest hue in degrees, and the share of the weight around it."""
    counts = np.histogram(hue, _BINS, (0, 360), weights=weight)[0]
    smooth = counts + 0.6 * (np.roll(counts, 1) + np.roll(counts, -1))
    best = float(smooth.argmax() * 360 / _BINS + 180 / _BINS)
    apart = np.minimum(np.abs(hue - best), 360 - np.abs(hue - best))
    near = apart < 1.5 * _HUE_REACH
    # The bins are coarse: move to the middle of what lies around the best one.
    offset = (hue - best + 180) % 360 - 180
    total = float((weight * near).sum())
    best += float((offset * weight * near).sum()) / max(total, 1e-6)
    return best % 360, total / max(float(weight.sum()), 1e-6)


def _reach(apart: Field, weight: Field) -> float:
    """How many degrees from its main hue a thing's own colour goes: few for a glaze, more for a cloth."""
    close = weight * (apart < _CLOSE)
    spread = float(np.sqrt((close * apart**2).sum() / max(float(close.sum()), 1e-6)))
    return float(np.clip(2.5 * spread + 3, _LEAST_REACH, _HUE_REACH))


def _coloured_paint(image: Field, cover: Field, least: float) -> Field | None:
    """Where the region shows its main hue, or None when it has no colour to speak of."""
    hsv, lab = to_hsv(image), to_lab(image)
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    # Saturation alone would call the noise of a dark grey cloth coloured.
    seen = smoothstep(7, 16, np.hypot(lab[..., 1], lab[..., 2]))
    coloured = seen * smoothstep(0.16, 0.34, saturation) * smoothstep(0.08, 0.2, value) * cover
    if float(coloured.sum()) < least * float(cover.sum()):
        return None
    main, _ = _main_hue(hue, coloured * saturation)
    apart = np.minimum(np.abs(hue - main), 360 - np.abs(hue - main))
    near = np.exp(-((apart / _reach(apart, coloured * saturation)) ** 4))
    typical = (
        float(np.median(saturation[(near * coloured) > 0.5])) if ((near * coloured) > 0.5).any() else 0.5
    )
    # Skin and wood share the hue of red and orange things but are paler.
    low = min(0.38, typical * 0.52)
    vivid = smoothstep(low * 0.6, low * 1.25, saturation) * smoothstep(0.03, 0.12, value)
    paint = np.asarray(near * vivid * cover, np.float32)
    return _without_strange_pieces(paint, (hue - main + 180) % 360 - 180, saturation / max(typical, 1e-3))


def _without_strange_pieces(paint: Field, offset: Field, strength: Field) -> Field:
    """Drop small pieces of a slightly different hue, a drink in a red cup, and paler ones, its gleam."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((paint > 0.35).astype(np.uint8))
    dropped = np.zeros(paint.shape, np.float32)
    least, most = (
        _LEAST_PIECE * paint.size,
        _SMALL_PIECE * max((int(area) for area in stats[1:, 4]), default=0),
    )
    for number in range(1, count):
        if not least < stats[number, cv2.CC_STAT_AREA] < most:
            continue
        piece = labels == number
        away, pale = (float(np.average(one[piece], weights=paint[piece])) for one in (offset, strength))
        if abs(away) > _OTHER_HUE or pale < _PALER:
            dropped[piece] = 1
    return np.asarray(paint * (1 - blur(dropped, 1.0)), np.float32) if dropped.any() else paint


def _grey_paint(lab: Field, cover: Field) -> Field:
    """Where a white, grey or black thing shows its main lightness."""
    inside = cover > 0.5
    middle = float(np.median(lab[..., 0][inside])) if inside.any() else 50.0
    own_light = lab[..., 0]
    if middle < _DARK:  # film's noise is as strong as a dark cloth
        lab = blur(lab, _COARSE_GRAIN * min(cover.shape))
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    typical = float(np.median(chroma[inside])) if inside.any() else 0.0
    most = float(np.clip(typical + 14, 18, 34))  # hands and faces beside grey cloth are hardly more coloured
    found = cover * smoothstep(most, 0.6 * most, chroma) * smoothstep(62, 40, np.abs(lab[..., 0] - middle))
    if middle >= _DARK:
        return found
    near = max(1, round(_HOLE * min(cover.shape)))
    closed = 1 - dilate(1 - dilate(found, near), near)
    return np.asarray(np.maximum(found, closed) * smoothstep(40, 26, own_light), np.float32)


def _paint_of(image: Field, lab: Field, cover: Field, least: float, *, everything: bool) -> _Paint:
    found = None if everything else _coloured_paint(image, cover, least)
    if found is None:
        found = cover if everything else _grey_paint(lab, cover)
    if float(found.sum()) < 0.06 * float(cover.sum()):
        found = cover
    solid = found > 0.5
    if not solid.any():
        return _Paint(cover=found, lightness=50.0, chroma=0.0)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    return _Paint(
        cover=found, lightness=float(np.median(lab[..., 0][solid])), chroma=float(np.median(chroma[solid]))
    )


def recolour(
    image: Field,
    cover: Field,
    color: str,
    *,
    everything: bool = False,
    pull: float = PULL,
    least: float = LEAST_COLOURED,
) -> tuple[Field, Field]:
    """Paint what the cover shows; return the picture and where its colour changed.

    Inside the cover only the thing's own main colour is exchanged, unless `everything` is asked for. `pull`
    says how far its lightness goes to the new colour's, 0..1; a smaller share of coloured pixels than `least`
    makes a thing white, grey or black.
    """
    lab = to_lab(image)
    paint = _paint_of(image, lab, cover, least, everything=everything)
    wanted = to_lab(rgb(color)[None, None])[0, 0]
    if float(np.hypot(wanted[1], wanted[2])) < _GREY:
        pull = _PULL_OF_GREY
    elif not everything and paint.lightness - float(wanted[0]) > _MUCH_DARKER:
        pull = max(pull, _PULL_OF_DARKER)  # a white horse that turns brown only half is pink
    new = _painted(lab, paint, wanted, pull, everything=everything)
    soft = clamp(blur(paint.cover, 0.8))
    return np.asarray(mix(image, from_lab(new), soft[..., None]), np.float32), soft


def _with_folds(lightness: Field, cover: Field, amount: float) -> Field:
    """Let the folds of a dark cloth show and its grain not, as where more light falls on it."""
    side = min(lightness.shape)
    inside = cover > 0.8
    middle = float(np.median(lightness[inside])) if inside.any() else 50.0
    is_dark = middle < _DARK
    # Light things on a dark cloth would make it gleam around them.
    weight = cover * smoothstep(middle + 16, middle + 8, lightness) if is_dark else cover

    def mean(sigma: float) -> Field:
        return np.asarray(blur(lightness * weight, sigma) / np.maximum(blur(weight, sigma), 1e-2), np.float32)

    calm = mean((_COARSE_GRAIN if is_dark else _GRAIN) * side)
    folds = calm - mean((2.5 if is_dark else 1.0) * _FOLD * side)
    spread = float(folds[inside].std()) if is_dark else _LEAST_FOLDED
    # What is nearly black shows next to nothing of its folds: raise what there is.
    folds = folds * float(np.clip(_LEAST_FOLDED * amount / max(spread, 0.1), 1, _MOST_RAISED))
    return np.asarray(lightness + amount * cover * (0.95 * (calm - lightness) + 0.9 * folds), np.float32)


def _painted(lab: Field, paint: _Paint, wanted: Field, pull: float, *, everything: bool) -> Field:
    is_grey = float(np.hypot(wanted[1], wanted[2])) < _GREY
    middle = paint.lightness + (wanted[0] - paint.lightness) * pull
    # Folds of a dark cloth become deeper where it becomes lighter, as its light grows by a factor.
    most = _DEEPEST if is_grey and paint.lightness < _DARK else _DEEPER
    least = 0.85 if is_grey else 1.0
    contrast = float(np.clip(middle / max(paint.lightness, 1), least, most))
    if everything:  # hair and leaves have light and dark of their own, which must not grow
        contrast = min(contrast, 0.72 if middle > paint.lightness else 0.85)
    own_light = (
        lab[..., 0] if contrast <= 1 else _with_folds(lab[..., 0], paint.cover, min(1.0, 2 * (contrast - 1)))
    )
    lightness = np.clip(middle + (own_light - paint.lightness) * contrast, 0, 100)
    own = np.hypot(lab[..., 1], lab[..., 2])
    if paint.chroma > 14:
        strength = np.clip(own / paint.chroma, _LEAST_STRENGTH if everything else 0.0, 1.25)
    else:
        # A grey thing has no chroma to copy: only highlights and deep shade stay neutral.
        strength = 0.85 * smoothstep(101, 88, lab[..., 0]) * smoothstep(-4, 26, lightness)
    # A colour far from its own lightness shows less of itself: no cloth in shade glows.
    strength = strength * np.clip(1 - 0.008 * np.abs(lightness - wanted[0]), 0.55, 1)
    return np.stack([lightness, wanted[1] * strength, wanted[2] * strength], -1)
