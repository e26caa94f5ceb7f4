"""Puts cut-outs of photographs into a painted scene or before a colour, lit and shadowed like it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.edit.backgrounds.background_figures import draw_behind
from cavendish_illustrator.edit.backgrounds.cutout_arrangement import Spot, arranged, spot_alone, spot_aside
from cavendish_illustrator.edit.finding.cutting_out import Cutout, scaled
from cavendish_illustrator.edit.finding.outline_closing import with_closed_outline, without_fringes
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.blurring import out_of_focus
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import BLACK, Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize
from cavendish_illustrator.picture_spec import PictureSpec

_PORTRAIT_BLUR, _FREE_BLUR = 9.0, 7.0
"""Radius of a far point of light behind a bust and behind what stands freely, at one megapixel."""
_FADED: Final = 0.86
"""Saturation of a painted scene behind a photograph: no camera sees such pure colours."""
_ABOVE: Final = 0.62
"""Part of the picture's height in which a place has what it is known by."""
_DENSE: Final = 0.45
"""Part of a column that an object covers where nothing behind it is seen any more."""
_LEAST_FREE: Final = 0.12
"""Part of the width that has to be free beside a close-up to show anything."""
_WIDE: Final = 1.3
_NICKS: Final = 0.004
"""Smaller nicks of an outline than about this part of the short side show before a plain colour."""
_ON_EDGE: Final = 0.97
"""Part of the picture's height below which an object is cut by its edge instead of standing."""
_CHOKED: Final = 0.14
_MOST_ENLARGED: Final = 2.2
"""Width of a cut-out in the picture's, at most."""


def harmonised(rgba: Field, canvas: Canvas, strength: float = 1.0) -> Field:
    """Move a cut-out's colours part of the way to the light and the tones of the scene."""
    small = resize(canvas.img, 96, 96)
    surroundings = small.reshape(-1, 3).mean(0)
    tint = surroundings / max(float(surroundings.mean()), 1e-3)
    color = rgba[..., :3]
    alpha = rgba[..., 3]
    ambient = mix(np.ones(3, np.float32), canvas.light.ambient * 1.04, 0.66 * strength)
    color = color * ambient * mix(np.ones(3, np.float32), np.clip(tint, 0.6, 1.5), 0.2 * strength)
    tone = luminance(color)
    mean = float((tone * alpha).sum() / max(float(alpha.sum()), 1e-6))
    wanted = float(
        np.clip(mean + (float(luminance(surroundings[None, None])[0, 0]) - mean) * 0.28 * strength, 0.12, 0.8)
    )
    gain = float(np.clip(wanted / max(mean, 0.05), 0.72, 1.1))
    return np.concatenate([clamp(color * gain), alpha[..., None]], -1)


def _lens_blurred(canvas: Canvas, *, is_near: bool, haze: float = 1.0) -> None:
    """Put the scene out of focus as a portrait lens does; where somebody stands, the ground stays sharper."""
    calm = mix(luminance(canvas.img)[..., None], canvas.img, _FADED)
    soft = out_of_focus(calm, haze * (_FREE_BLUR if is_near else _PORTRAIT_BLUR) * canvas.unit)
    ground = float(np.clip(canvas.stage.near_y, canvas.height * 0.72, canvas.height * 0.95))
    sharper = 0.75 * np.exp(-(((canvas.ys - ground) / (0.1 * canvas.height)) ** 2)) if is_near else 0.0
    amount = (1.0 - sharper) * np.ones((canvas.height, 1), np.float32)
    canvas.img = np.asarray(mix(calm, soft, amount[..., None]), np.float32)


def _striking_column(canvas: Canvas) -> float:
    """Middle of what differs most from the rest of its rows: a tower, a peak, a palm."""
    seen = resize(canvas.img, 96, 64)[: round(64 * _ABOVE)]
    apart = np.abs(seen - np.median(seen, 1, keepdims=True)).max(-1).mean(0)
    smooth = blur(np.repeat(apart[None], 9, 0).astype(np.float32), 5)[4]
    return (float(smooth[8:-8].argmax()) + 8.5) / 96 * canvas.width


def _aside(canvas: Canvas, piece: Cutout, spot: Spot) -> None:
    """Move the scene's middle out from behind a close-up to the side it leaves free.

    What moves in from beyond the edge is the scene's mirror image, all of it hidden.
    """
    width, wide = canvas.width, spot.height * piece.aspect
    dense = np.flatnonzero(piece.rgba[..., 3].mean(0) > _DENSE) / piece.rgba.shape[1]
    first, last = (
        (float(spot.x + (end - 0.5) * wide) for end in (dense[0], dense[-1])) if len(dense) else (0, 0)
    )
    left, right = max(0.0, first), max(0.0, width - last)
    if not piece.is_close_up or max(left, right) < _LEAST_FREE * width:
        return
    goal = left / 2 if left > right else width - right / 2
    shift = round(goal - _striking_column(canvas))
    hidden = round(width - left if left > right else width - right)
    shift = int(np.clip(shift, -hidden, hidden))
    filled = np.pad(canvas.img, ((0, 0), (abs(shift), abs(shift)), (0, 0)), mode="reflect")
    start = abs(shift) - shift
    canvas.img = np.ascontiguousarray(filled[:, start : start + width])


def _pooled_shadow(canvas: Canvas, box: Box) -> None:
    """Soft dark pool under an object that stands freely: it shows on plain colours as well."""
    rows = canvas.rows(box.bottom - 0.1 * box.height, box.bottom + 0.12 * box.height)
    spot = canvas.spot(
        box.left + box.width / 2, box.bottom - 0.012 * box.height, (box.width * 0.46, box.height * 0.05), rows
    )
    canvas.blend(BLACK, 0.34 * spot, rows)


def _dropped_shadow(canvas: Canvas, rgba: Field, spot: Spot, depth: float = 1.0) -> None:
    """The object's own shape, soft and a little lower: on a plain ground that fits any view of it."""
    tall, wide = rgba.shape[:2]
    shape = np.zeros((canvas.height, canvas.width), np.float32)
    top, left = round(spot.bottom - tall + 0.022 * tall), round(spot.x - wide / 2)
    rows = slice(max(0, top), min(canvas.height, top + tall))
    columns = slice(max(0, left), min(canvas.width, left + wide))
    shape[rows, columns] = rgba[
        rows.start - top : rows.stop - top, columns.start - left : columns.stop - left, 3
    ]
    near, far = blur(shape, 0.012 * tall), blur(shape, 0.045 * tall)
    canvas.blend(BLACK, clamp(depth * (0.16 * near + 0.2 * far)))


def _place(canvas: Canvas, piece: Cutout, spot: Spot, *, is_plain: bool) -> None:
    # A piece like a thread would be enlarged beyond all measure to be as high as its place.
    most = _MOST_ENLARGED * canvas.width / piece.aspect
    spot = replace(spot, height=min(spot.height, most))
    rgba = scaled(piece.rgba, round(spot.height * piece.aspect), round(spot.height))
    if is_plain and piece.face is None:  # people have hair
        rgba = without_fringes(rgba, _NICKS * min(canvas.width, canvas.height))
    strength = 0.25 if is_plain else 1.0
    stands = not piece.bottom and not piece.top
    if stands and is_plain:
        _dropped_shadow(canvas, rgba, spot)
    elif stands:
        wide = spot.height * piece.aspect
        _pooled_shadow(
            canvas,
            Box(round(spot.x - wide / 2), round(spot.bottom - spot.height), round(wide), round(spot.height)),
        )
    finish = Finish(
        relight=0.0,
        tint=0.0,
        shadow=stands and not is_plain,
        rim=not is_plain,
        reflect=0.08 if stands and not is_plain else 0.0,
        is_painted=False,
    )
    place_sprite(
        canvas, Sprite(harmonised(rgba, canvas, strength)), (spot.x, spot.bottom), rgba.shape[0], finish
    )


def lay_over_plain(canvas: Canvas, rgba: Field, *, has_hair: bool = False, shade: float = 1.0) -> None:
    """Lay an object that fills the canvas's own frame over its plain colour, with a soft shadow.

    `shade` is how dark that is, in the usual.
    """
    if not has_hair:
        rgba = without_fringes(rgba, _NICKS * min(canvas.width, canvas.height))
    _dropped_shadow(canvas, rgba, Spot(x=canvas.width / 2, bottom=canvas.height, height=canvas.height), shade)
    seen = harmonised(rgba, canvas, 0.25)
    canvas.img = np.asarray(mix(canvas.img, seen[..., :3], seen[..., 3:]), np.float32)
    canvas.focus = np.maximum(canvas.focus, seen[..., 3])


def lay_in_scene(canvas: Canvas, rgba: Field, piece: Cutout, *, strength: float, haze: float = 1.0) -> None:
    """Lay an object that fills the canvas's own frame into its scene: where and as large as it was.

    `strength` is how far its colours go toward the scene's light.
    """
    extent = extent_of(rgba[..., 3])
    stands = extent.bottom < _ON_EDGE * canvas.height
    spot = Spot(
        x=(extent.left + extent.right) / 2, bottom=float(extent.bottom), height=float(max(1, extent.height))
    )
    _lens_blurred(canvas, is_near=stands, haze=haze)
    _aside(canvas, piece, spot)
    if stands:
        _pooled_shadow(canvas, Box(extent.left, extent.top, extent.width, extent.height))
    seen = harmonised(rgba, canvas, strength)
    # The outermost hairs are as much the old background's as the object's.
    alpha = smoothstep(_CHOKED, 0.97, seen[..., 3])
    canvas.img = np.asarray(mix(canvas.img, seen[..., :3], alpha[..., None]), np.float32)
    canvas.focus = np.maximum(canvas.focus, alpha)
    _light_wrap(canvas, 0.25)


def _light_wrap(canvas: Canvas, strength: float = 0.4) -> None:
    """Let the scene's light bleed over the objects' edges, which hides the seam."""
    inner = blur(canvas.focus, 3.5 * canvas.unit)
    edge = clamp(canvas.focus - inner) * 1.6
    around = blur(canvas.img, 22 * canvas.unit)
    wrapped = clamp(edge * strength)[..., None]
    canvas.img = np.asarray(mix(canvas.img, clamp(around * 1.05), wrapped), np.float32)


def _as_group(pieces: list[Cutout], canvas: Canvas) -> list[Cutout]:
    """Close-ups rounded off where the photograph cut them, so that none fills the picture before the others.

    One alone beside things that stand freely keeps its cut edges, on a wide picture's own edge.
    """
    close = [piece for piece in pieces if piece.is_close_up]
    has_busts = any(piece.bottom and not piece.is_close_up for piece in pieces)
    if len(close) == 1 and not has_busts and canvas.width > _WIDE * canvas.height:
        return pieces
    return [
        replace(with_closed_outline(piece), left=False, right=False, top=False)
        if piece.is_close_up
        else piece
        for piece in pieces
    ]


def join_before_figures(canvas: Canvas, piece: Cutout, spec: PictureSpec, seed: int) -> list[str]:
    """Set one cut-out into the canvas before the spec's figures; return what has no drawing."""
    _lens_blurred(canvas, is_near=False)
    spot = spot_aside(piece, canvas, seed)
    half = spot.height * piece.aspect / 2
    _aside(canvas, piece, spot)
    missing = draw_behind(canvas, spec, seed, (spot.x - half, spot.x + half))
    _place(canvas, piece, spot, is_plain=False)
    _light_wrap(canvas)
    return missing


def join_scene(
    canvas: Canvas,
    pieces: list[Cutout],
    seed: int,
    heights: Sequence[float] | None = None,
    *,
    is_plain: bool = False,
    haze: float = 1.0,
) -> None:
    """Set the cut-outs into the canvas, the greatest behind; `is_plain` for a single-coloured ground.

    `haze` is how much the scene is out of focus, in the usual blur. `heights` are the real ones in metres,
    where the words say what each reference shows.
    """
    if heights is not None:
        pieces = [replace(piece, real_height=one) for piece, one in zip(pieces, heights, strict=True)]
    if not is_plain:
        _lens_blurred(canvas, is_near=not any(piece.bottom for piece in pieces), haze=haze)
    if len(pieces) == 1:
        spot = spot_alone(pieces[0], canvas, seed)
        _aside(canvas, pieces[0], spot)
        _place(canvas, pieces[0], spot, is_plain=is_plain)
    else:
        for piece, spot in arranged(canvas, _as_group(pieces, canvas), seed):
            _place(canvas, piece, spot, is_plain=is_plain)
    if not is_plain:
        _light_wrap(canvas)


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
