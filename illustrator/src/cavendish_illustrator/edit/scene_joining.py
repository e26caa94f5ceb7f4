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
    gain = float(np.clip(wanted / max(mean, 0.05), 0.72, 1.3))
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
    """Places for several objects, back to front: close-ups behind, then cut busts, then what stands freely."""
    width, height = canvas.width, canvas.height
    close = [piece for piece in pieces if piece.is_close_up]
    busts = [piece for piece in pieces if piece.bottom and not piece.is_close_up]
    free = [piece for piece in pieces if not piece.bottom and not piece.is_close_up]
    placed: list[tuple[Cutout, Spot]] = []
    for index, piece in enumerate(close):
        placed.append(_close_up_spot(canvas, piece, (index, len(close)), seed, is_alone=not busts))
    placed += _bust_spots(canvas, busts, has_free=bool(free), behind=len(close))
    placed += _free_spots(canvas, free, before=len(close) + len(busts))
    # Cut-outs wider than the picture would hide everything behind them.
    return [(piece, replace(spot, height=min(spot.height, height * 1.3, width * 1.6 / piece.aspect))) for piece, spot in placed]


def _close_up_spot(
    canvas: Canvas, piece: Cutout, place: tuple[int, int], seed: int, *, is_alone: bool
) -> tuple[Cutout, Spot]:
    """A close-up fills its share of the picture from the lower edge up, its cut sides at the outer edges."""
    width, height = canvas.width, canvas.height
    index, count = place
    share = width / count * (1.12 if count > 1 or not is_alone else 1.0)
    tall = height * 1.002 if piece.top else height * 0.86
    if count == 1 and is_alone:
        tall = max(tall, width / piece.aspect) if piece.left and piece.right else tall
        at_left = piece.left or not piece.right
        wide = tall * piece.aspect
        x = width / 2 if piece.left and piece.right else wide / 2 if at_left else width - wide / 2
        return piece, Spot(x=x, bottom=height + 1.0, height=tall)
    tall = min(tall, share / piece.aspect) if not piece.top else tall
    middle = (index + 0.5) * width / count if count > 1 else width * (0.3 if not piece.right else 0.7)
    soft = with_soft_edges(
        piece,
        left=piece.left and index > 0,
        right=piece.right and index < count - 1,
        top=piece.top and tall < height,
        seed=seed + index,
    )
    return soft, Spot(x=middle, bottom=height + 1.0, height=tall)


def _bust_spots(
    canvas: Canvas, busts: list[Cutout], *, has_free: bool, behind: int
) -> list[tuple[Cutout, Spot]]:
    width, height = canvas.width, canvas.height
    count = len(busts)
    spots = []
    ordered = sorted(busts, key=lambda piece: (piece.right, not piece.left))
    for index, piece in enumerate(ordered):
        tall = height * {1: 0.76, 2: 0.7, 3: 0.6}.get(count, 0.52) * (0.94 if behind else 1.0)
        room = width * (1.15 / count if count > 1 else 0.62 if has_free else 0.8)
        tall = min(tall, room / piece.aspect)
        wide = tall * piece.aspect
        x = width * ((index + 0.5) / count if count > 1 else 0.36 if has_free else 0.5)
        x = wide / 2 - 1 if piece.left else width - wide / 2 + 1 if piece.right else x
        spots.append((piece, Spot(x=x, bottom=height + 1.0, height=tall)))
    return spots


def _free_spots(canvas: Canvas, free: list[Cutout], before: int) -> list[tuple[Cutout, Spot]]:
    """Objects on the ground in a shallow arc, the outer ones a little behind."""
    width, height = canvas.width, canvas.height
    count = len(free)
    ground = float(np.clip(canvas.stage.near_y, height * 0.76, height * 0.95))
    first, last = (0.52, 1.0) if before and count == 1 else (0.34, 0.99) if before else (0.02, 0.98)
    total = sum(np.sqrt(piece.aspect) for piece in free)
    spots: list[tuple[Cutout, Spot]] = []
    x = first * width
    for index, piece in enumerate(free):
        room = (last - first) * width * float(np.sqrt(piece.aspect)) / total
        middle = x + room / 2
        x += room
        depth = abs((index + 0.5) / count - 0.5) * 2 if count > 1 else 0.0
        tall = min(height * {1: 0.5, 2: 0.52, 3: 0.46}.get(count, 0.42), room * 1.12 / piece.aspect)
        tall *= 0.8 if before else 1.0
        lift = depth * 0.05 * height
        spots.append((piece, Spot(x=middle, bottom=min(ground + 0.02 * height, height * 0.97) - lift, height=tall * (1 - 0.12 * depth))))
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
