"""Lets a beard or a moustache grow on a face in a photograph, in the colour of its brows."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.edit.faces.face_outline import FaceOutline, filled, outline_face
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

MOUSTACHE: Final = "mustache"
_LONG: Final = {"beard-worn": 0.1, MOUSTACHE: 0.03}
"""How far hairs hang below the skin that they grow from, in the face's sides."""
_STRANDS, _FINE_AT, _ALONG = 900, 340.0, 24
"""Strands around a face, its side in pixels from which they are so many, and waves along one."""
_WAVES: Final = 0.1
_SOFT: Final = 0.045
_DENSE: Final = 0.94
_DARK: Final = "#2e2019"
_LIGHTEST: Final = 0.5
"""A brow lighter than this is skin more than hair."""
_LESS_RED: Final = 0.65


def grow_beard(picture: WorkingPicture, face: Face, concept: str, color: str | None) -> bool:
    """Draw the beard; False where the face is not seen well enough."""
    outline = outline_face(picture.rgb, face)
    if outline is None:
        return False
    image, side = picture.rgb, face.side
    skin = _grows_on(outline, image.shape, concept)
    hung = _hung(skin, _LONG[concept] * side, outline)
    lips = outline.cover("outer_lips", image.shape)
    hung = np.asarray(hung * (1 - blur(lips, 0.008 * side)), np.float32)
    strands = _strands(picture, outline, side)
    soft = _SOFT * side * (0.5 if concept == MOUSTACHE else 1.0)
    density = blur(hung, soft)
    cover = smoothstep(0.18, 0.8, density + 0.55 * (strands - 0.5)) * smoothstep(0.02, 0.3, density)
    tone = blur(luminance(image), 0.06 * side)
    lit = np.clip(tone / max(float(np.median(tone[skin > 0.5])), 0.05), 0.6, 1.3)
    # Under the lip and beside the mouth a beard lies in its own shade.
    shade = (0.62 + 0.7 * strands) * lit * (0.72 + 0.28 * smoothstep(0.4, 0.95, 1 - blur(lips, 0.09 * side)))
    hair = clamp(_color(image, outline, color) * shade[..., None])
    picture.rgb = np.asarray(mix(image, hair, (_DENSE * cover)[..., None]), np.float32)
    return True


def _grows_on(outline: FaceOutline, shape: tuple[int, ...], concept: str) -> Field:
    if concept == MOUSTACHE:
        return outline.cover("moustache", shape)
    line = np.concatenate([outline.line("jaw"), outline.line("beard_edge")])
    return np.maximum(filled(line, shape), outline.cover("moustache", shape))


def _hung(skin: Field, reach: float, outline: FaceOutline) -> Field:
    """The cover grown downward, most of all at the chin, which a beard is longest at."""
    ys, xs = np.mgrid[: skin.shape[0], : skin.shape[1]].astype(np.float32)
    away = np.abs(xs - outline.chin[0]) / max(0.5 * outline.width, 1.0)
    low = smoothstep(outline.bridge[1], outline.chin[1], ys)
    # Read from higher up: what lies at the chin's height is drawn out below it.
    down = reach * low * np.clip(1 - away**2, 0, 1)
    grown = skin
    for part in (0.33, 0.66, 1.0):
        moved = cv2.remap(skin, xs, ys - np.float32(part) * down, cv2.INTER_LINEAR)
        grown = np.maximum(grown, moved)
    return np.asarray(grown, np.float32)


def _strands(picture: WorkingPicture, outline: FaceOutline, side: float) -> Field:
    """Hairs that run down and away from the nose in waves, 0..1, no finer than the picture shows."""
    height, width = picture.rgb.shape[:2]
    rng = picture.rng(211)
    count = int(np.clip(_STRANDS * side / _FINE_AT, 60, _STRANDS))
    texture = noise((_ALONG * 8, count), (1.4, 7.0), rng, 2)
    tufts = noise((height, width), (0.07 * side, 0.1 * side), rng, 2) - 0.5
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    x, y = outline.bridge
    across, down = (xs - x) / side, (ys - y) / side
    angle = np.arctan2(across, np.maximum(down + 0.35, 0.05)) + _WAVES * tufts
    columns = (angle / np.pi + 0.5) * (count - 1)
    rows = (np.hypot(across, down) + 0.1 * tufts) * _ALONG * 3.2
    seen = cv2.remap(
        texture,
        np.asarray(columns, np.float32),
        np.asarray(rows, np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    spread = blur(np.asarray(seen - float(seen.mean()), np.float32), 0.003 * side)
    return np.asarray(clamp(0.5 + 0.9 * spread + 0.5 * tufts), np.float32)


def _color(image: Field, outline: FaceOutline, color: str | None) -> Field:
    """As told, else of the darker half of both brows."""
    if color is not None:
        return rgb(color)
    brows = (
        np.maximum(outline.cover("left_brow", image.shape), outline.cover("right_brow", image.shape)) > 0.5
    )
    seen = image[brows]
    if len(seen) < 8:
        return rgb(_DARK)
    tone = luminance(seen[None])[0]
    if float(np.percentile(tone, 10)) > _LIGHTEST:
        return rgb(_DARK)
    dark = np.median(seen[tone <= np.percentile(tone, 25)], 0)
    grey = float(dark.mean())  # skin between the hairs makes them redder than they are
    return np.asarray(clamp(grey + _LESS_RED * (dark - grey)), np.float32)
