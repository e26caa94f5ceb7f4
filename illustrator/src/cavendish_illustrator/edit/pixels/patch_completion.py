"""Fills a hole with patches of the picture's own surroundings.

Source: Wexler, Shechtman, Irani, "Space-Time Completion of Video", 2007, with the search of Barnes et al.,
"PatchMatch", 2009, made parallel over all pixels.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

Index = npt.NDArray[np.int64]
_REACH: Final = 2
"""A patch is this many pixels wide to each side of its middle."""
_SIDES: Final = (48, 96, 168)
"""Long sides of the levels, coarse to fine."""
_GUIDANCE: Final = 3.2
"""Weight of the smooth guide against the 25 colours of a patch."""
_GUIDE_SIGMA: Final = 0.03
_ROUNDS: Final = 4
_SEARCHES: Final = 2
_OFFSETS: Final = [(dy, dx) for dy in range(-_REACH, _REACH + 1) for dx in range(-_REACH, _REACH + 1)]


@dataclass(slots=True)
class _Level:
    """One size of the picture: what to fill and where from, with the best source found for each target."""

    image: Field
    targets: Index
    """N x 2 rows and columns of the patches that touch the hole."""
    is_source: npt.NDArray[np.bool_]
    sources: Index
    """N x 2: where each target's best patch is."""
    guide: Field
    """Colours that would flow in smoothly: a patch that differs much from them has come from elsewhere."""


def _patches(image: Field, guide: Field) -> Field:
    """Every pixel's patch as a row of numbers, pixels in reading order; the guide's colour ends the row."""
    padded = np.pad(image, ((_REACH, _REACH), (_REACH, _REACH), (0, 0)), mode="edge")
    height, width = image.shape[:2]
    shifted = [
        padded[_REACH + dy : _REACH + dy + height, _REACH + dx : _REACH + dx + width] for dy, dx in _OFFSETS
    ]
    return np.concatenate([*shifted, guide * _GUIDANCE], -1).reshape(height * width, -1)


def _distance(patches: Field, width: int, targets: Index, sources: Index) -> Field:
    apart = patches[targets[:, 0] * width + targets[:, 1]] - patches[sources[:, 0] * width + sources[:, 1]]
    return np.asarray(np.einsum("ij,ij->i", apart, apart), np.float32)


def _try(level: _Level, patches: Field, best: Field, candidates: Index) -> None:
    """Take over the candidates that are legal and better."""
    height, width = level.is_source.shape
    inside = (candidates >= 0).all(1) & (candidates[:, 0] < height) & (candidates[:, 1] < width)
    clipped = np.stack([candidates[:, 0].clip(0, height - 1), candidates[:, 1].clip(0, width - 1)], -1)
    inside &= level.is_source[clipped[:, 0], clipped[:, 1]]
    chosen = np.flatnonzero(inside)
    if not len(chosen):
        return
    found = _distance(patches, width, level.targets[chosen], clipped[chosen])
    better = found < best[chosen]
    level.sources[chosen[better]] = clipped[chosen[better]]
    best[chosen[better]] = found[better]


def _search(level: _Level, rng: np.random.Generator) -> Field:
    """Improve every target's source by its neighbours' sources and by chance; return the distances."""
    patches = _patches(level.image, level.guide)
    height, width = level.is_source.shape
    best = _distance(patches, width, level.targets, level.sources)
    place = np.full((height, width), -1, np.int64)
    place[level.targets[:, 0], level.targets[:, 1]] = np.arange(len(level.targets))
    for _ in range(_SEARCHES):
        for shift in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            neighbour = level.targets - shift
            legal = (neighbour >= 0).all(1) & (neighbour[:, 0] < height) & (neighbour[:, 1] < width)
            index = place[neighbour[:, 0] * legal, neighbour[:, 1] * legal]
            candidates = np.where(
                (legal & (index >= 0))[:, None], level.sources[index] + shift, level.sources
            )
            _try(level, patches, best, candidates)
        radius = max(height, width) / 2
        while radius >= 1:
            wander = rng.integers(-int(radius), int(radius) + 1, level.targets.shape)
            _try(level, patches, best, level.sources + wander)
            radius /= 2.4
    return best


def _vote(level: _Level, hole: Field, best: Field) -> Field:
    """Let all patches over a pixel agree on its colour, good matches counting more."""
    height, width = hole.shape
    scale = float(np.percentile(best, 60)) + 1e-4
    weight = np.exp(-best / scale).astype(np.float32) + 1e-3
    total = np.zeros((height, width, 3), np.float32)
    amount = np.zeros((height, width), np.float32)
    for offset in _OFFSETS:
        to, source = level.targets + offset, level.sources + offset
        ok = (to >= 0).all(1) & (to[:, 0] < height) & (to[:, 1] < width)
        to = to[ok]
        source = np.stack([source[ok][:, 0].clip(0, height - 1), source[ok][:, 1].clip(0, width - 1)], -1)
        total[to[:, 0], to[:, 1]] += level.image[source[:, 0], source[:, 1]] * weight[ok][:, None]
        amount[to[:, 0], to[:, 1]] += weight[ok]
    voted = total / np.maximum(amount, 1e-6)[..., None]
    return np.asarray(
        np.where((hole > 0.5)[..., None] & (amount > 0)[..., None], voted, level.image), np.float32
    )


def _guide(image: Field, hole: Field) -> Field:
    """Low frequencies of the picture, flowing smoothly through the hole."""
    known = 1 - (dilate((hole > 0.5).astype(np.float32), 1) > 0.5).astype(np.float32)
    return blur(fill_smoothly(image, known), _GUIDE_SIGMA * max(hole.shape))


def _open_level(
    image: Field,
    masks: tuple[Field, Field],
    start: Field | None,
    offsets: Field | None,
    rng: np.random.Generator,
) -> _Level | None:
    """Prepare a level; `masks` are hole and avoided parts. None where no whole patch is left to copy."""
    hole, avoid = masks
    height, width = hole.shape
    touched = dilate((hole > 0.5).astype(np.float32), _REACH) > 0.5
    is_source = ~touched & (dilate((avoid > 0.3).astype(np.float32), _REACH) < 0.5)
    is_source[:_REACH] = is_source[-_REACH:] = False
    is_source[:, :_REACH] = is_source[:, -_REACH:] = False
    legal = np.argwhere(is_source)
    targets = np.argwhere(touched)
    if len(legal) < 40 or not len(targets):
        return None
    sources = legal[rng.integers(0, len(legal), len(targets))]
    begun = (
        fill_smoothly(image, 1 - (hole > 0.5).astype(np.float32))
        if start is None
        else np.where((hole > 0.5)[..., None], start, image)
    )
    level = _Level(np.asarray(begun, np.float32), targets, is_source, sources, _guide(image, hole))
    if offsets is not None:
        moved = targets + np.rint(offsets[targets[:, 0], targets[:, 1]]).astype(np.int64)
        ok = (moved >= 0).all(1) & (moved[:, 0] < height) & (moved[:, 1] < width)
        ok[ok] &= is_source[moved[ok][:, 0], moved[ok][:, 1]]
        level.sources[ok] = moved[ok]
    return level


def _offset_field(level: _Level) -> Field:
    field = np.zeros((*level.is_source.shape, 2), np.float32)
    field[level.targets[:, 0], level.targets[:, 1]] = level.sources - level.targets
    return field


def _nearest_resize(field: Field, width: int, height: int) -> Field:
    rows = (np.arange(height) * field.shape[0] // height).clip(0, field.shape[0] - 1)
    columns = (np.arange(width) * field.shape[1] // width).clip(0, field.shape[1] - 1)
    return np.asarray(field[rows][:, columns], np.float32)


def _with_detail(image: Field, filled: Field, offsets: Field) -> Field:
    """Enlarge the filled level and copy the fine structure from where its patches came."""
    height, width = image.shape[:2]
    scale = np.array([height / filled.shape[0], width / filled.shape[1]], np.float32)
    moved = _nearest_resize(offsets, width, height) * scale
    rows = (np.arange(height)[:, None] + moved[..., 0]).astype(np.int64).clip(0, height - 1)
    columns = (np.arange(width)[None] + moved[..., 1]).astype(np.int64).clip(0, width - 1)
    sigma = 0.75 * float(scale.mean())
    detail = (image - blur(image, sigma))[rows, columns]
    return clamp(resize(filled, width, height, is_smooth=True) + detail)


def complete(image: Field, hole: Field, seed: int, avoid: Field | None = None) -> Field:
    """Fill what the hole covers (0..1) with what the rest of the picture looks like.

    What `avoid` covers is neither filled nor copied.
    """
    height, width = hole.shape
    rng = np.random.default_rng(seed)
    filled: Field | None = None
    offsets: Field | None = None
    for side in _SIDES:
        scale = side / max(height, width)
        small = (max(12, round(width * scale)), max(12, round(height * scale)))
        hole_here = resize(hole, *small)
        start = None if filled is None else resize(filled, *small)
        if offsets is not None:
            grown = np.array([small[1] / offsets.shape[0], small[0] / offsets.shape[1]], np.float32)
            offsets = _nearest_resize(offsets, *small) * grown
        avoid_here = hole_here * 0 if avoid is None else resize(avoid, *small)
        level = _open_level(resize(image, *small), (hole_here, avoid_here), start, offsets, rng)
        if level is None:
            continue
        for _ in range(_ROUNDS):
            level.image = _vote(level, hole_here, _search(level, rng))
        filled, offsets = level.image, _offset_field(level)
    if filled is None or offsets is None:
        return fill_smoothly(image, 1 - hole)
    soft = smoothstep(0.15, 0.75, hole)
    return np.asarray(mix(image, _with_detail(image, filled, offsets), soft[..., None]), np.float32)
