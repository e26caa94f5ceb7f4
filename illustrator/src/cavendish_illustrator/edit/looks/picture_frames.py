"""Puts the finished picture into a frame: a moulding lit from above, perhaps with a mount, or a film."""

from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, resize
from cavendish_illustrator.understanding.instructions.edit_instruction import Frame, FrameKind

_WIDE, _MOUNT = 0.095, 0.085
"""Width of a moulding and of a mount, in the picture's short side."""
_THIN: Final = 0.05
"""Width of a plain lacquered moulding."""
_CARD: Final = "#f3efe6"
_BEVEL: Final = 0.007
_STEPS: Final = (
    (0.0, 0.0),
    (0.1, 0.9),
    (0.26, 1.0),
    (0.36, 0.55),
    (0.62, 0.3),
    (0.78, 0.5),
    (0.9, 0.34),
    (1.0, 0.0),
)
"""Height of the profile from its outer to its inner edge: a rail, a hollow, a bead."""
_FILM, _HOLES = 0.13, 9
"""Height of a film's edge in the picture's short side, and perforations along it."""


@cache
def _finishes() -> dict[str, dict[str, Any]]:
    return read_table("edit/looks/frames.toml")


def put_into_frame(picture: WorkingPicture, frame: Frame) -> None:
    """Show the picture within the frame, the frame's outer edge being the picture's own."""
    if picture.alpha is not None:
        picture.notes.append("a cut-out has no edge to frame: left the frame out")
        return
    if frame.kind is FrameKind.FILM:
        picture.rgb = _on_film(picture)
        picture.notes.append("put it on a film")
        return
    side = min(picture.size)
    is_plain = frame.finish is None
    wide = round((_THIN if is_plain else _WIDE) * side)
    card = round(_MOUNT * side) if frame.has_mount else 0
    width, height = picture.size
    opening = (height - 2 * (wide + card), width - 2 * (wide + card))
    inner, matte = _cropped(picture.rgb, *opening), _cropped(picture.matte, *opening)
    if card:
        inner = _on_card(inner, card, side)
    picture.rgb = _around(inner, _moulding(picture, frame, wide), wide)
    picture.matte = np.pad(matte, wide + card)
    picture.notes.append("framed it")


def _on_card(image: Field, margin: int, side: int) -> Field:
    """The picture in a window of card, whose bevelled edge catches the light."""
    bevel = max(2, round(_BEVEL * side))
    sheet = np.ones((image.shape[0] + 2 * margin, image.shape[1] + 2 * margin, 3), np.float32) * rgb(_CARD)
    height, width = sheet.shape[:2]
    inside = (margin, margin, height - margin, width - margin)
    for ring in range(bevel):
        top, left, bottom, right = (
            inside[0] - ring,
            inside[1] - ring,
            inside[2] + ring - 1,
            inside[3] + ring - 1,
        )
        sheet[top, left : right + 1] = sheet[top : bottom + 1, left] = rgb("#c9c3b6")
        sheet[bottom, left : right + 1] = sheet[top : bottom + 1, right] = rgb("#fffdf8")
    sheet[margin : height - margin, margin : width - margin] = image
    return sheet


def _edges(height: int, width: int) -> tuple[Field, Field, Field]:
    """Distance of each pixel from the nearest edge, which edge (top, left, bottom, right), place along it."""
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    distances = np.stack([ys, xs, height - 1 - ys, width - 1 - xs])
    nearest = distances.argmin(0)
    along = np.where(nearest % 2 == 0, xs - width / 2, ys - height / 2)
    return distances.min(0), nearest.astype(np.float32), along.astype(np.float32)


def _moulding(picture: WorkingPicture, frame: Frame, wide: int) -> Field:
    width, height = picture.size
    away, edge, along = _edges(height, width)
    part = clamp(away / wide)
    looks = _finishes()[frame.finish.value] if frame.finish is not None else {"gloss": 0.5}
    at, heights = zip(*_STEPS, strict=True)
    profile = np.asarray(np.interp(part, at, heights), np.float32)
    rise = blur(profile, 0.03 * wide) + looks.get("carved", 0.0) * _carving(part, along, wide)
    # Light falls from the upper left: what rises toward it is bright on that side and dark on the other.
    slope_y, slope_x = np.gradient(rise.astype(np.float32))
    lit = 0.5 + 0.5 * np.tanh((slope_y + 0.75 * slope_x) * 0.16 * wide)
    facing = np.array([0.06, 0.0, -0.07, -0.04], np.float32)[edge.astype(int)]
    tone = clamp(mix(np.full_like(part, 0.5), lit, looks["gloss"]) + facing + 0.12 * (profile - 0.5))
    tone = clamp(tone + _grain(picture, edge, wide, looks))
    ramp = np.stack([rgb(color) for color in _tones(frame, looks)])
    steps = np.linspace(0, 1, len(ramp))
    made = np.stack([np.interp(tone, steps, ramp[:, channel]) for channel in range(3)], -1)
    mitre = smoothstep(1.6, 0.4, _from_corner(height, width)) * (part < 1)
    return np.asarray(clamp(made * (1 - 0.5 * mitre)[..., None]), np.float32)


def _from_corner(height: int, width: int) -> Field:
    """Distance from the lines at which the four pieces of a moulding meet, in pixels."""
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    down, across = np.minimum(ys, height - 1 - ys), np.minimum(xs, width - 1 - xs)
    return np.asarray(np.abs(down - across), np.float32)


def _carving(part: Field, along: Field, wide: int) -> Field:
    """Leaves in the hollow and pearls on the inner bead."""
    leaf = (
        np.abs(np.sin(np.pi * along / (0.8 * wide)))
        * smoothstep(0.3, 0.42, part)
        * smoothstep(0.74, 0.6, part)
    )
    vein = 0.5 + 0.5 * np.cos(2 * np.pi * along / (0.2 * wide) + 9 * part)
    pearl = (
        np.abs(np.sin(np.pi * along / (0.22 * wide)))
        * smoothstep(0.76, 0.82, part)
        * smoothstep(0.96, 0.88, part)
    )
    return np.asarray(0.45 * leaf * (0.6 + 0.4 * vein) + 0.35 * pearl, np.float32)


def _grain(picture: WorkingPicture, edge: Field, wide: int, looks: dict[str, Any]) -> Field:
    """Wood runs along each side; gold and lacquer are only a little uneven."""
    width, height = picture.size
    rng = picture.rng(211)
    strength = looks.get("grain", 0.0)
    if not strength:
        return np.asarray((noise((height, width), (0.2 * wide, 0.2 * wide), rng, 3) - 0.5) * 0.1, np.float32)
    level = noise((height, width), (5.0 * wide, 0.05 * wide), rng, 4)
    upright = noise((height, width), (0.05 * wide, 5.0 * wide), rng, 4)
    return np.asarray((np.where(edge % 2 == 0, level, upright) - 0.5) * strength, np.float32)


def _tones(frame: Frame, looks: dict[str, Any]) -> list[Any]:
    """From shade to gleam; an asked colour tells the middle one, unless a metal is meant by it."""
    if frame.finish is not None and (frame.color is None or frame.finish.value != "wood"):
        return list(looks["tones"])
    base = rgb(frame.color or "#1d1c1e")
    own = mix(base, rgb("#6b4525"), 0.25) if frame.finish is not None else base
    return [
        own * 0.3,
        own * 0.66,
        own,
        mix(own, np.ones(3, np.float32), 0.16),
        mix(own, np.ones(3, np.float32), 0.5),
    ]


def _around(inner: Field, moulding: Field, wide: int) -> Field:
    """The moulding with the picture in it, on whose edges it throws its shadow."""
    height, width = moulding.shape[:2]
    ys, xs = np.ogrid[: inner.shape[0], : inner.shape[1]]
    shade = np.maximum(
        smoothstep(0.32 * wide, 0.0, ys + 0.0 * xs), 0.8 * smoothstep(0.26 * wide, 0.0, xs + 0.0 * ys)
    )
    result = moulding.copy()
    lit = inner * (1 - 0.55 * np.asarray(shade, np.float32))[..., None]
    result[wide : height - wide, wide : width - wide] = lit
    return clamp(result)


def _on_film(picture: WorkingPicture) -> Field:
    """One frame of a film: the picture between two perforated edges, its neighbours at the sides."""
    width, height = picture.size
    side = min(width, height)
    edge, gap = round(_FILM * side), max(2, round(0.02 * side))
    beside = round(0.045 * width)
    own = _cropped(picture.rgb, height - 2 * edge, width - 2 * (beside + gap))
    film = np.ones((height, width, 3), np.float32) * rgb("#15120f")
    film[edge : height - edge, beside + gap : width - beside - gap] = own
    film[edge : height - edge, :beside] = 0.75 * own[:, -beside:]
    film[edge : height - edge, width - beside :] = 0.75 * own[:, :beside]
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    pitch = width / _HOLES
    across = np.abs((xs / pitch) % 1 - 0.5) * pitch
    down = np.minimum(np.abs(ys - edge / 2), np.abs(ys - (height - 1 - edge / 2)))
    rounded = 0.1 * edge
    far = np.hypot(
        np.maximum(across - (0.24 * pitch - rounded), 0), np.maximum(down - (0.24 * edge - rounded), 0)
    )
    hole = smoothstep(rounded + 0.8, rounded - 0.8, np.asarray(far, np.float32))
    return clamp(mix(film, rgb("#f2efe8"), hole[..., None]))


def _cropped(image: Field, tall: int, wide: int) -> Field:
    """The picture as large as an opening, cut evenly where its shape is another."""
    height, width = image.shape[:2]
    scale = max(wide / width, tall / height)
    scaled = resize(image, max(wide, round(width * scale)), max(tall, round(height * scale)), is_smooth=True)
    left, top = (scaled.shape[1] - wide) // 2, (scaled.shape[0] - tall) // 2
    return np.ascontiguousarray(scaled[top : top + tall, left : left + wide])
