"""Decides where each of one or several cut-outs goes in a scene."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.finding.cutting_out import Cutout
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import smoothstep
from cavendish_illustrator.painting.noise_field import noise

_FREE_HEIGHT: Final = 0.66
"""Height of a single object that stands freely, in parts of the picture's."""
_ASIDE_WIDTH: Final = 0.6
"""Of the picture's width, at most for an object that shares it with drawn figures."""
_LIFELIKE: Final = 0.5
_LEAST_SIZE: Final = 0.3
_OVERLAP: Final = 1.01
"""What is cut at both ends reaches a little over the picture's edges, so that no seam shows."""
_ALIKE: Final = 0.6
"""How far the sizes of several faces go toward each other's."""
_SHOULDER_TO_SHOULDER: Final = 1.32
"""Width of each of several busts in its share of the picture: shoulders overlap."""
_LOWERED: Final = 1.05
"""Height of an object that only the upper edge has cut, so that the lower edge cuts it too."""
_ANCHORED_HEIGHT: Final = 0.84
"""Height of a single object that the photograph's lower edge has cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where one cut-out goes: the middle of its lower edge and its height, in pixels."""

    x: float
    bottom: float
    height: float


def with_soft_edges(piece: Cutout, *, left: bool, right: bool, top: bool, seed: int) -> Cutout:
    """Let the edges that a photograph has cut run out softly where they cannot meet the picture's edge."""
    rgba = piece.rgba.copy()
    height, width = rgba.shape[:2]
    rng = np.random.default_rng(seed)
    wobble = (noise((height, width), (max(4, width / 6), max(4, height / 6)), rng, 3, 0.5) - 0.5) * 0.12
    xs = np.linspace(0, 1, width, dtype=np.float32)[None] + wobble
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None] + wobble
    if left:
        rgba[..., 3] *= smoothstep(0.0, 0.16, xs)
    if right:
        rgba[..., 3] *= smoothstep(1.0, 0.84, xs)
    if top:
        rgba[..., 3] *= smoothstep(0.0, 0.2, ys)
    return replace(piece, rgba=rgba)


def spot_aside(piece: Cutout, canvas: Canvas, seed: int) -> Spot:
    """Place for a single object that leaves room for figures at one side, where its cut edges let it."""
    spot = spot_alone(piece, canvas, seed)
    if piece.left or piece.right or piece.top:
        return spot
    tall = min(spot.height, canvas.width * _ASIDE_WIDTH / piece.aspect)
    half = tall * piece.aspect / 2
    x = max(canvas.width * 0.34, half + 0.02 * canvas.width)
    return Spot(x=x if seed % 2 else canvas.width - x, bottom=spot.bottom, height=tall)


def spot_alone(piece: Cutout, canvas: Canvas, seed: int) -> Spot:
    """Place for a single object; edges the photograph cut lie on the same edges of the picture."""
    width, height = canvas.width, canvas.height
    ground = float(np.clip(canvas.stage.near_y, height * 0.72, height * 0.95))
    over = height * _OVERLAP + 4
    tall = height * (_ANCHORED_HEIGHT if piece.bottom else _FREE_HEIGHT)
    if piece.left and piece.right:
        tall = max(tall if piece.top else 0.0, width / piece.aspect)
        tall = max(tall, over) if piece.top and piece.bottom else tall
    elif piece.top:
        tall = over * (1.0 if piece.bottom else _LOWERED)
    if not (piece.left and piece.right):
        tall = min(tall, width * 0.9 / piece.aspect) if not piece.top else tall
    wide = tall * piece.aspect
    # What hung down from the photograph's upper edge would hover: the lower edge carries it instead.
    bottom = height + 1.0 if piece.bottom else tall - 3 if piece.top else ground
    if piece.left and not piece.right:
        x = wide / 2 - 1
    elif piece.right and not piece.left:
        x = width - wide / 2 + 1
    else:
        drift = float(np.random.default_rng((seed & 0xFFFFFFFF, 71)).uniform(-0.07, 0.07))
        x = width * (0.5 + (drift if wide < width * 0.6 else 0.0))
    return Spot(x=x, bottom=bottom, height=tall)


def arranged(canvas: Canvas, pieces: list[Cutout], seed: int) -> list[tuple[Cutout, Spot]]:
    """Places for several, back to front: close-ups, what the lower edge has cut, what stands freely."""
    close = [piece for piece in pieces if piece.is_close_up]
    busts = [piece for piece in pieces if piece.bottom and not piece.is_close_up]
    free = [piece for piece in pieces if not piece.bottom and not piece.is_close_up]
    weights = (len(close) * 1.15, len(busts) * 1.25, float(sum(np.sqrt(piece.aspect) for piece in free)))
    shares = np.concatenate([[0.0], np.cumsum(weights)]) / max(sum(weights), 1e-6)
    if (
        canvas.is_tall and close + busts
    ):  # a tall picture has its room in front of the big ones, not beside them
        shares = np.array([0.0, len(close) / max(1, len(close) + len(busts)), 1.0, 1.0])
    placed = _close_up_spots(canvas, close, (0.0, float(shares[1])), seed)
    placed += _bust_spots(canvas, busts, (float(shares[1]), float(shares[2])))
    # In a tall picture they stand before the big ones, at one side: in the middle they would hide a face.
    first = float(shares[2]) if not canvas.is_tall else 0.5 if close + busts else 0.0
    placed += _free_spots(canvas, free, (first, 1.0), pieces)
    return placed


def _close_up_spots(
    canvas: Canvas, pieces: list[Cutout], span: tuple[float, float], seed: int
) -> list[tuple[Cutout, Spot]]:
    """Close-ups fill their share of the picture from the lower edge up; cut sides run out softly."""
    width, height = canvas.width, canvas.height
    spots = []
    slot = (span[1] - span[0]) * width / max(1, len(pieces))
    for index, piece in enumerate(pieces):
        left, right = span[0] * width + index * slot, span[0] * width + (index + 1) * slot
        tall = max(height * _OVERLAP + 4, slot / piece.aspect) if piece.top else slot * 1.1 / piece.aspect
        tall = min(tall, height * 1.25)
        wide = tall * piece.aspect
        is_first, is_last = left < 1, right > width - 1
        x = (left + right) / 2
        if is_first and not is_last and piece.left:
            x = min(x, wide / 2 - 1)
        elif is_last and not is_first and piece.right:
            x = max(x, width - wide / 2 + 1)
        soft = with_soft_edges(
            piece,
            left=piece.left and x - wide / 2 > 1,
            right=piece.right and x + wide / 2 < width - 1,
            top=piece.top and tall < height,
            seed=seed + index,
        )
        spots.append((soft, Spot(x=x, bottom=height + 1.0, height=tall)))
    return spots


def _as_near(pieces: list[Cutout], heights: list[float], most: float) -> list[float]:
    """Heights that bring the faces of people side by side nearer to one size; together at most so wide."""
    faces = [piece.face for piece in pieces if piece.face is not None]
    if len(faces) < max(2, len(pieces)):
        return heights
    sides = [face * tall for face, tall in zip(faces, heights, strict=True)]
    usual = float(np.exp(np.mean(np.log(sides))))
    nearer = [tall * (usual / side) ** _ALIKE for tall, side in zip(heights, sides, strict=True)]
    wide = sum(tall * piece.aspect for tall, piece in zip(nearer, pieces, strict=True))
    return [tall * min(1.0, most / wide) for tall in nearer]


def _bust_spots(canvas: Canvas, busts: list[Cutout], span: tuple[float, float]) -> list[tuple[Cutout, Spot]]:
    """What the lower edge has cut stands at the lower edge again, side by side."""
    width, height = canvas.width, canvas.height
    spots = []
    room = (span[1] - span[0]) * width
    slot = room / max(1, len(busts))
    # Before a close-up a bust may overlap it, as shoulders in a group do: else it would look like a doll.
    most = slot * (1.5 if span[0] > 0 else _SHOULDER_TO_SHOULDER if len(busts) > 1 else 1.12)
    heights = [min(height * 0.84, most / piece.aspect) for piece in busts]
    heights = _as_near(busts, heights, most * len(busts))
    ordered = sorted(zip(busts, heights, strict=True), key=lambda one: (one[0].right, not one[0].left))
    total = sum(piece.aspect * tall for piece, tall in ordered)
    begun = 0.0
    for index, (piece, tall) in enumerate(ordered):
        wide = tall * piece.aspect
        middle = span[0] * width + (begun + wide / 2) / max(total, 1.0) * room
        begun += wide
        x = float(np.clip(middle, wide / 2, max(wide / 2, width - wide / 2)))
        meets_left, meets_right = piece.left and index == 0 and span[0] == 0, piece.right and span[1] == 1
        x = wide / 2 - 1 if meets_left else width - wide / 2 + 1 if meets_right else x
        soft = with_soft_edges(
            piece,
            left=piece.left and not meets_left,
            right=piece.right and not meets_right,
            top=False,
            seed=index,
        )
        spots.append((soft, Spot(x=x, bottom=height + 1.0, height=tall)))
    return spots


def _relative_sizes(pieces: list[Cutout], everything: list[Cutout]) -> list[float]:
    """How tall each is against the tallest: nearly as in life, but a cup beside a horse is still seen."""
    known = [piece.real_height for piece in pieces]
    tallest = max((one.real_height for one in everything if one.real_height is not None), default=1.0)
    return [
        1.0 if one is None else float(np.clip((one / tallest) ** _LIFELIKE, _LEAST_SIZE, 1.0))
        for one in known
    ]


def _free_spots(
    canvas: Canvas, free: list[Cutout], span: tuple[float, float], everything: list[Cutout]
) -> list[tuple[Cutout, Spot]]:
    """Objects on the ground in a shallow arc, the outer ones a little behind."""
    width, height = canvas.width, canvas.height
    count = len(free)
    has_others = len(everything) > count
    ground = min(
        float(np.clip(canvas.stage.near_y, height * 0.76, height * 0.95)) + 0.02 * height, height * 0.97
    )
    total = sum(float(np.sqrt(piece.aspect)) for piece in free)
    spots: list[tuple[Cutout, Spot]] = []
    x = (span[0] + 0.01) * width
    sizes = _relative_sizes(free, everything)
    for index, piece in enumerate(free):
        room = (span[1] - span[0] - 0.02) * width * float(np.sqrt(piece.aspect)) / total
        depth = abs((index + 0.5) / count - 0.5) * 2 if count > 1 else 0.0
        tall = min(
            height * ((0.28 if canvas.is_tall else 0.4) if has_others else 0.54), room * 1.06 / piece.aspect
        ) * (1 - 0.12 * depth)
        tall *= sizes[index]
        spot = Spot(x=x + room / 2, bottom=ground - depth * 0.05 * height, height=tall)
        spots.append((piece, spot))
        x += room
    return sorted(spots, key=lambda entry: entry[1].bottom)
