"""Ties a scarf around somebody's or an animal's neck in a photograph: a band under the chin, one end down."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.edit.faces.face_outline import FaceOutline, outline_face
from cavendish_illustrator.edit.finding.animal_eyes import LIKELY, eyes_before_clothes
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_RED: Final = "#b3202f"
_HALF: Final = 0.6
"""Half the width of the band, in the face's width, as all measures here."""
_UPPER, _LOWER = (0.1, 0.85), (0.54, 1.2)
"""How far both edges of the band hang below the chin in the middle, and how steeply they rise aside."""
_END_AT, _END_WIDE, _END_LONG = 0.2, 0.19, 1.35
_FRINGE: Final = 0.12
_FOLDS: Final = 2.6
_SHADE: Final = 0.42
_CHIN, _MUZZLE, _CHEEK, _NECK = 1.3, 0.8, 0.72, 1.9
"""Of an animal, in the distance of its eyes: how far below them its chin and muzzle end, half the width of
its cheeks, and the width of its neck."""
_NEAR_NECK, _LEANING = 3.3, 0.4
"""The width of the neck of one that fills the picture, and how much it leans with the head."""
_ON_NECK: Final = 0.6
"""Least part of the band that lies on the animal."""
_LOWEST_CHIN: Final = 0.84
"""Where a close-up's chin is at the latest, in the picture's height."""


def tie_scarf(picture: WorkingPicture, face: Face, color: str | None) -> bool:
    """Draw the scarf; False where the face is not seen well enough."""
    outline = outline_face(picture.rgb, face)
    if outline is None:
        return False
    across, down = _from_chin(outline, face, picture.rgb.shape)
    before = 1 - blur(outline.cover("oval", picture.rgb.shape), 0.012 * outline.width)
    _tie(picture, (across, down), outline.width, before, color)
    return True


def tie_scarf_to_animal(picture: WorkingPicture, color: str | None) -> bool:
    """Draw one under the chin of an animal that looks at us; False where its eyes are not seen."""
    eyes = eyes_before_clothes(picture, LIKELY)
    if eyes is None:
        return False
    rows, columns = picture.matte.shape
    aside, lower = eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y
    apart = float(np.hypot(aside, lower))
    x, y = (eyes[0].x + eyes[1].x) / 2, (eyes[0].y + eyes[1].y) / 2
    # Of a close-up the lower edge shows no more than the chin.
    chin = min(_CHIN * apart, _LOWEST_CHIN * rows - y)
    is_near = chin < _CHIN * apart
    if chin < _MUZZLE * apart:
        return False
    ys, xs = np.mgrid[:rows, :columns].astype(np.float32)
    turn = np.float32(np.arctan2(lower, aside) * (_LEANING if is_near else 1.0))
    across = ((xs - x) * np.cos(turn) + (ys - y) * np.sin(turn)) / apart
    down = ((ys - y) * np.cos(turn) - (xs - x) * np.sin(turn)) / apart
    muzzle = np.hypot(across / _CHEEK, (down - 0.3 * chin / apart) / (0.74 * chin / apart))
    neck = _NEAR_NECK if is_near else _NECK
    wide = neck * apart
    place = (across / neck, (down - chin / apart) / neck)
    if not _has_neck_there(picture, place):
        return False
    beast = dilate((picture.matte > 0.5).astype(np.float32), max(1, round(0.03 * wide)))
    before = smoothstep(0.96, 1.04, np.asarray(muzzle, np.float32)) * blur(beast, 0.01 * wide)
    picture.bare = picture.bare or (picture.rgb, picture.matte)
    _tie(picture, place, wide, before, color)
    return True


def _has_neck_there(picture: WorkingPicture, place: tuple[Field, Field]) -> bool:
    """Whether the animal is where the band comes: the neck of one that bows its head is not below it."""
    band, _ = _band(picture, *place)
    return float((band * (picture.matte > 0.5)).sum()) > _ON_NECK * float(band.sum())


def _tie(
    picture: WorkingPicture, place: tuple[Field, Field], wide: float, before: Field, color: str | None
) -> None:
    """Draw it where each pixel is so far aside of and below a chin, but for what is before it."""
    across, down = place
    band, band_shade = _band(picture, across, down)
    end, end_shade = _end(across, down, side_of_light(picture.rgb))
    band = np.asarray(band * before, np.float32)
    knit = noise(band.shape, (0.018 * wide, 0.018 * wide), picture.rng(223), 2)
    cover = clamp(np.maximum(band, end))
    shade = mix(end_shade, band_shade, band) * (0.9 + 0.2 * knit) * _light(picture, cover)
    cloth = clamp(rgb(color or _RED) * shade[..., None])
    fallen = blur(np.roll(cover, max(1, round(0.03 * wide)), 0), 0.035 * wide) * (1 - cover)
    below = picture.rgb * (1 - _SHADE * fallen * smoothstep(-0.05, 0.1, down))[..., None]
    picture.rgb = np.asarray(mix(below, cloth, blur(cover, 0.6)[..., None]), np.float32)
    picture.matte = np.maximum(picture.matte, cover)
    if picture.alpha is not None:
        picture.alpha = np.maximum(picture.alpha, cover)


def _from_chin(outline: FaceOutline, face: Face, shape: tuple[int, ...]) -> tuple[Field, Field]:
    """How far each pixel is aside of and below the chin; a neck leans less than its head."""
    ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    turn = np.deg2rad(0.5 * face.tilt_deg)
    x, y = xs - np.float32(face.x), ys - np.float32(outline.chin[1])
    across, down = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    return np.asarray(across / outline.width, np.float32), np.asarray(down / outline.width, np.float32)


def _band(picture: WorkingPicture, across: Field, down: Field) -> tuple[Field, Field]:
    """Its cover and how light its folds are."""
    upper, lower = (low - rise * across**2 for low, rise in (_UPPER, _LOWER))
    soft = 0.012
    cover = smoothstep(upper - soft, upper + soft, down) * smoothstep(lower + soft, lower - soft, down)
    # Behind the neck it is out of sight: its ends are round.
    aside = np.hypot(across / _HALF, 0.5 * (down - (upper + lower) / 2) / np.maximum(lower - upper, 0.1))
    cover = cover * smoothstep(1.03, 0.97, aside)
    sway = noise(cover.shape, (0.25 * cover.shape[1], 0.12 * cover.shape[0]), picture.rng(227), 2) - 0.5
    through = (down - upper) / np.maximum(lower - upper, 0.05)
    folds = 0.5 + 0.5 * np.cos(2 * np.pi * (_FOLDS * through + 0.8 * sway + 0.4 * across))
    round_ = smoothstep(-0.1, 0.25, through) * smoothstep(1.12, 0.75, through)
    shade = (
        (0.62 + 0.3 * folds) * (0.55 + 0.45 * round_) * (1 - 0.3 * smoothstep(0.35, _HALF, np.abs(across)))
    )
    return np.asarray(cover, np.float32), np.asarray(shade, np.float32)


def _end(across: Field, down: Field, side: int) -> tuple[Field, Field]:
    """The end that hangs over the breast, with its fringe."""
    middle = side * (_END_AT + 0.05 * down)
    half = _END_WIDE * (0.85 + 0.18 * down)
    along = (across - middle) / half
    fringe = _END_LONG - _FRINGE * (0.5 + 0.5 * np.sign(np.sin(along * 26)))
    cover = smoothstep(1.02, 0.95, np.abs(along)) * smoothstep(fringe + 0.01, fringe - 0.01, down)
    cover = cover * smoothstep(0.28, 0.32, down)
    stripe = 0.86 + 0.14 * np.cos(along * 4.4 + 1.2 * down)
    under = 0.55 + 0.45 * smoothstep(0.38, 0.62, down)
    shade = stripe * under * (1 - 0.28 * smoothstep(0.55, 1.0, np.abs(along)))
    return np.asarray(cover, np.float32), np.asarray(shade, np.float32)


def _light(picture: WorkingPicture, cover: Field) -> float:
    """How light the photograph is around: nothing is brighter than its light."""
    near = blur(cover, 0.03 * min(cover.shape)) * picture.matte
    tone = float((luminance(picture.rgb) * near).sum() / max(float(near.sum()), 1e-6))
    return float(np.clip(0.85 + 0.6 * tone, 0.85, 1.2))
