"""Puts cut-outs of photographs into a painted scene or before a colour, lit and shadowed as if taken there."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cavendish_illustrator.canvas import Box, Canvas
from cavendish_illustrator.color import BLACK, Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.edit.cutting_out import Cutout, scaled
from cavendish_illustrator.noise_field import noise
from cavendish_illustrator.pixel_ops import blur, resize
from cavendish_illustrator.sprites import Finish, Sprite, place_sprite

_FREE_HEIGHT: Final = 0.64
"""Height of a single object that stands freely, in parts of the picture's."""
_ANCHORED_HEIGHT: Final = 0.84
"""Height of a single object that the photograph's lower edge has cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where one cut-out goes: the middle of its lower edge and its height, in pixels."""

    x: float
    bottom: float
    height: float


def harmonised(rgba: Field, canvas: Canvas, strength: float = 1.0) -> Field:
    """Move a cut-out's colours part of the way to the light and the tones of the scene."""
    small = resize(canvas.img, 96, 96)
    surroundings = small.reshape(-1, 3).mean(0)
    tint = surroundings / max(float(surroundings.mean()), 1e-3)
    color = rgba[..., :3]
    alpha = rgba[..., 3]
    ambient = mix(np.ones(3, np.float32), canvas.light.ambient * 1.04, 0.85 * strength)
    color = color * ambient * mix(np.ones(3, np.float32), np.clip(tint, 0.6, 1.5), 0.2 * strength)
    tone = luminance(color)
    mean = float((tone * alpha).sum() / max(float(alpha.sum()), 1e-6))
    wanted = float(np.clip(mean + (float(luminance(surroundings[None, None])[0, 0]) - mean) * 0.28 * strength, 0.12, 0.8))
    gain = float(np.clip(wanted / max(mean, 0.05), 0.72, 1.1))
    return np.concatenate([clamp(color * gain), alpha[..., None]], -1)


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


def _spot_alone(piece: Cutout, canvas: Canvas, seed: int) -> Spot:
    """Place for a single object; edges the photograph cut lie on the same edges of the picture."""
    width, height = canvas.width, canvas.height
    ground = float(np.clip(canvas.stage.near_y, height * 0.72, height * 0.95))
    tall = height * (_ANCHORED_HEIGHT if piece.bottom else _FREE_HEIGHT)
    if piece.left and piece.right:
        tall = max(tall if piece.top else 0.0, width / piece.aspect)
        tall = max(tall, height) if piece.top and piece.bottom else tall
    elif piece.top:
        tall = height * 1.0 if piece.bottom else ground
    elif not piece.bottom:
        tall = min(tall, canvas.stage.hero_height * 1.35) if canvas.stage.hero_height > 0.3 * height else tall
    if not (piece.left and piece.right):
        tall = min(tall, width * 0.9 / piece.aspect) if not piece.top else tall
    wide = tall * piece.aspect
    bottom = height + 1.0 if piece.bottom else tall if piece.top else ground
    if piece.left and not piece.right:
        x = wide / 2 - 1
    elif piece.right and not piece.left:
        x = width - wide / 2 + 1
    else:
        drift = float(np.random.default_rng((seed & 0xFFFFFFFF, 71)).uniform(-0.07, 0.07))
        x = width * (0.5 + (drift if wide < width * 0.6 else 0.0))
    return Spot(x=x, bottom=bottom, height=tall)


def _lens_blurred(canvas: Canvas) -> None:
    """Put the scene out of focus with distance, as a camera would that looks at the object."""
    soft = blur(canvas.img, 2.6 * canvas.unit)
    ground = float(np.clip(canvas.stage.near_y, canvas.height * 0.72, canvas.height * 0.95))
    amount = 0.9 - 0.55 * np.exp(-(((canvas.ys - ground) / (0.1 * canvas.height)) ** 2))
    canvas.img = np.asarray(mix(canvas.img, soft, amount[..., None]), np.float32)


def _pooled_shadow(canvas: Canvas, box: Box) -> None:
    """Soft dark pool under an object that stands freely: it shows on plain colours as well."""
    rows = canvas.rows(box.bottom - 0.1 * box.height, box.bottom + 0.12 * box.height)
    spot = canvas.spot(
        box.left + box.width / 2, box.bottom - 0.012 * box.height, (box.width * 0.46, box.height * 0.05), rows
    )
    canvas.blend(BLACK, 0.34 * spot, rows)


def _place(canvas: Canvas, piece: Cutout, spot: Spot, *, is_plain: bool) -> None:
    rgba = scaled(piece.rgba, round(spot.height * piece.aspect), round(spot.height))
    strength = 0.25 if is_plain else 1.0
    stands = not piece.bottom and not piece.top
    if stands:
        wide = spot.height * piece.aspect
        _pooled_shadow(
            canvas, Box(round(spot.x - wide / 2), round(spot.bottom - spot.height), round(wide), round(spot.height))
        )
    finish = Finish(
        relight=0.0, tint=0.0, shadow=stands and not is_plain, rim=not is_plain, reflect=0.08 if stands and not is_plain else 0.0
    )
    place_sprite(canvas, Sprite(harmonised(rgba, canvas, strength)), (spot.x, spot.bottom), rgba.shape[0], finish)


def _light_wrap(canvas: Canvas) -> None:
    """Let the scene's light bleed over the objects' edges, which hides the seam."""
    inner = blur(canvas.focus, 3.5 * canvas.unit)
    edge = clamp(canvas.focus - inner) * 1.6
    around = blur(canvas.img, 22 * canvas.unit)
    canvas.img = np.asarray(mix(canvas.img, clamp(around * 1.05), clamp(edge * 0.4)[..., None]), np.float32)


def join_scene(canvas: Canvas, pieces: list[Cutout], seed: int, *, is_plain: bool = False) -> None:
    """Set the cut-outs into the canvas, the greatest behind; `is_plain` for a single-coloured ground."""
    if not is_plain:
        _lens_blurred(canvas)
    if len(pieces) == 1:
        _place(canvas, pieces[0], _spot_alone(pieces[0], canvas, seed), is_plain=is_plain)
    else:
        for piece, spot in _arranged(canvas, pieces, seed):
            _place(canvas, piece, spot, is_plain=is_plain)
    if not is_plain:
        _light_wrap(canvas)


def _arranged(canvas: Canvas, pieces: list[Cutout], seed: int) -> list[tuple[Cutout, Spot]]:
    """Places for several objects, back to front: close-ups, what the lower edge has cut, what stands freely."""
    close = [piece for piece in pieces if piece.is_close_up]
    busts = [piece for piece in pieces if piece.bottom and not piece.is_close_up]
    free = [piece for piece in pieces if not piece.bottom and not piece.is_close_up]
    weights = (len(close) * 1.15, len(busts) * 1.25, float(sum(np.sqrt(piece.aspect) for piece in free)))
    shares = np.concatenate([[0.0], np.cumsum(weights)]) / max(sum(weights), 1e-6)
    if canvas.is_tall and close + busts:  # a tall picture has its room in front of the big ones, not beside them
        shares = np.array([0.0, len(close) / max(1, len(close) + len(busts)), 1.0, 1.0])
    placed = _close_up_spots(canvas, close, (0.0, float(shares[1])), seed)
    placed += _bust_spots(canvas, busts, (float(shares[1]), float(shares[2])))
    first = 0.0 if canvas.is_tall else float(shares[2])
    placed += _free_spots(canvas, free, (first, 1.0), has_others=bool(close + busts))
    return placed


def _close_up_spots(
    canvas: Canvas, pieces: list[Cutout], span: tuple[float, float], seed: int
) -> list[tuple[Cutout, Spot]]:
    """Close-ups fill their share of the picture from the lower edge up; cut sides inside it run out softly."""
    width, height = canvas.width, canvas.height
    spots = []
    slot = (span[1] - span[0]) * width / max(1, len(pieces))
    for index, piece in enumerate(pieces):
        left, right = span[0] * width + index * slot, span[0] * width + (index + 1) * slot
        tall = max(height * 1.002, slot / piece.aspect) if piece.top else slot * 1.1 / piece.aspect
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


def _bust_spots(
    canvas: Canvas, busts: list[Cutout], span: tuple[float, float]
) -> list[tuple[Cutout, Spot]]:
    """What the lower edge has cut stands at the lower edge again, side by side."""
    width, height = canvas.width, canvas.height
    spots = []
    slot = (span[1] - span[0]) * width / max(1, len(busts))
    for index, piece in enumerate(sorted(busts, key=lambda one: (one.right, not one.left))):
        tall = min(height * 0.8, slot * 1.12 / piece.aspect)
        wide = tall * piece.aspect
        x = float(np.clip(span[0] * width + (index + 0.5) * slot, wide / 2, max(wide / 2, width - wide / 2)))
        meets_left, meets_right = piece.left and index == 0 and span[0] == 0, piece.right and span[1] == 1
        x = wide / 2 - 1 if meets_left else width - wide / 2 + 1 if meets_right else x
        soft = with_soft_edges(
            piece, left=piece.left and not meets_left, right=piece.right and not meets_right, top=False, seed=index
        )
        spots.append((soft, Spot(x=x, bottom=height + 1.0, height=tall)))
    return spots


def _free_spots(
    canvas: Canvas, free: list[Cutout], span: tuple[float, float], *, has_others: bool
) -> list[tuple[Cutout, Spot]]:
    """Objects on the ground in a shallow arc, the outer ones a little behind."""
    width, height = canvas.width, canvas.height
    count = len(free)
    ground = min(float(np.clip(canvas.stage.near_y, height * 0.76, height * 0.95)) + 0.02 * height, height * 0.97)
    total = sum(float(np.sqrt(piece.aspect)) for piece in free)
    spots: list[tuple[Cutout, Spot]] = []
    x = (span[0] + 0.01) * width
    for index, piece in enumerate(free):
        room = (span[1] - span[0] - 0.02) * width * float(np.sqrt(piece.aspect)) / total
        depth = abs((index + 0.5) / count - 0.5) * 2 if count > 1 else 0.0
        tall = min(height * (0.4 if has_others else 0.54), room * 1.06 / piece.aspect) * (1 - 0.12 * depth)
        spot = Spot(x=x + room / 2, bottom=ground - depth * 0.05 * height, height=tall)
        spots.append((piece, spot))
        x += room
    return sorted(spots, key=lambda entry: entry[1].bottom)


def plain_backdrop(canvas: Canvas, color: str) -> None:
    """Fill the canvas with one colour."""
    canvas.img[:] = rgb(color)


def studio_backdrop(canvas: Canvas, images: list[Field]) -> None:
    """Sweep of photographer's paper in a quiet colour taken from the references."""
    mean = np.mean([image.reshape(-1, 3).mean(0) for image in images], 0)
    base = clamp(mix(rgb(mean), rgb("#e9e6e0"), 0.5))
    height = canvas.height
    distance = np.hypot(canvas.xs / canvas.width - 0.5, (canvas.ys / height - 0.4) * 0.9)
    canvas.img[:] = clamp(base * (1.12 - 0.5 * distance)[..., None])
    floor = smoothstep(0.66, 0.8, canvas.ys / height) * (0.16 - 0.2 * (canvas.ys / height - 0.66))
    canvas.img = clamp(canvas.img * (1 - floor)[..., None])
    canvas.stage.near_y = height * 0.9
