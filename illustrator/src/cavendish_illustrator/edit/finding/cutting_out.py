"""Cut-outs: the main object of a photograph alone, as a transparent piece or a sticker."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.colour_spill import clean_colors
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

_EDGE: Final = 0.012
"""Depth of the band along an edge, in parts of the long side: mattes often end just short of it."""
_TOUCHING: Final = 0.06
"""Share of an edge's length that the object must cover to count as cut by that edge."""
_TOUCHING_CORNER: Final = 0.25
"""The same for the sides, where a shadow or a foot often grazes the lowest corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutout:
    """Straight-alpha RGBA trimmed to the object, and the photograph's edges that have cut the object off."""

    rgba: Field
    left: bool
    right: bool
    top: bool
    bottom: bool
    real_height: float | None = None
    """In metres, where it is known what this shows."""
    face: float | None = None
    """Side of the greatest human face, in parts of the height."""

    @property
    def aspect(self) -> float:
        return float(self.rgba.shape[1] / self.rgba.shape[0])

    @property
    def is_close_up(self) -> bool:
        """Cut at the top or at both sides, so that it cannot stand freely in another scene."""
        return self.top or (self.left and self.right)


def cut_out(photograph: Photograph) -> Cutout:
    """Take the object out of its background, its edge colours cleaned of it."""
    matte = photograph.matte
    rgba = np.concatenate([clean_colors(photograph.rgb, matte), matte[..., None]], -1)
    rows = np.flatnonzero((matte > 0.06).any(1))
    columns = np.flatnonzero((matte > 0.06).any(0))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, photograph.height)
    left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, photograph.width)
    solid = matte > 0.4
    faces = [face.side for face in find_faces(photograph.rgb)] if photograph.has_object else []
    edge = max(2, round(_EDGE * max(matte.shape)))
    return Cutout(
        rgba=np.ascontiguousarray(rgba[top:bottom, left:right], np.float32),
        left=float(solid[:, :edge].any(1).mean()) > _TOUCHING_CORNER,
        right=float(solid[:, -edge:].any(1).mean()) > _TOUCHING_CORNER,
        top=float(solid[:edge].any(0).mean()) > _TOUCHING,
        bottom=float(solid[-edge:].any(0).mean()) > _TOUCHING,
        face=max(faces) / max(1, bottom - top) if faces else None,
    )


def scaled(rgba: Field, width: int, height: int) -> Field:
    """Resample a cut-out without its invisible colours bleeding in."""
    premultiplied = np.concatenate([rgba[..., :3] * rgba[..., 3:], rgba[..., 3:]], -1)
    resized = resize(premultiplied, max(1, width), max(1, height), is_smooth=True)
    alpha = clamp(resized[..., 3:])
    return np.concatenate([clamp(resized[..., :3] / np.maximum(alpha, 1e-3)), alpha], -1)


def on_transparent(cutouts: list[Cutout], size: tuple[int, int], room: float) -> Field:
    """Lay cut-outs side by side on an empty picture of exactly this size, `room` (0..1) of it used."""
    width, height = size
    result = np.zeros((height, width, 4), np.float32)
    total = sum(piece.aspect for piece in cutouts)
    gap = 0.04 * width * (len(cutouts) - 1)
    tall = min(height * room, (width * room - gap) / total)
    x = (width - tall * total - gap) / 2
    for piece in cutouts:
        fitted = scaled(piece.rgba, round(tall * piece.aspect), round(tall))
        rows, columns = fitted.shape[:2]
        left = int(np.clip(round(x), 0, max(0, width - columns)))
        top = (height - rows) // 2
        part = result[top : top + rows, left : left + columns]
        part[:] = fitted[: part.shape[0], : part.shape[1]]
        x += tall * piece.aspect + 0.04 * width
    return result


def with_outline(rgba: Field, thickness: float) -> Field:
    """Put a white sticker edge, `thickness` pixels wide, and a faint shadow under a cut-out."""
    alpha = rgba[..., 3]
    closed = dilate((alpha > 0.5).astype(np.float32), max(2, round(thickness)))
    paper = smoothstep(0.35, 0.65, blur(closed, thickness * 0.3))
    shadow = np.roll(blur(paper, thickness * 0.5), round(thickness * 0.25), 0) * 0.28
    color = mix(np.ones_like(rgba[..., :3]), rgba[..., :3], alpha[..., None])
    total = paper + shadow * (1 - paper)
    color = color * (paper / np.maximum(total, 1e-4))[..., None]
    return clamp(np.concatenate([color, total[..., None]], -1))
