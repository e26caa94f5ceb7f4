"""Which pixels of a photograph a word such as "sky", "dress" or "car" means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.faces.face_parts import irises_cover, lips_cover
from cavendish_illustrator.edit.faces.hair_finding import find_hair
from cavendish_illustrator.edit.faces.necktie_finding import find_tie
from cavendish_illustrator.edit.faces.skin_tones import paler_than_cloth, skin_cover
from cavendish_illustrator.edit.finding.animal_eyes import find_animal_eyes, iris_cover
from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.finding.head_finding import Head, locate_head
from cavendish_illustrator.edit.finding.object_parts import meant_part
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, to_hsv
from cavendish_illustrator.understanding.instructions.picture_parts import DRINK, part_named

_LEAST_HAIR: Final = 0.05
"""Of a face's square: less is a bald head's."""
_STRAND: Final = 0.07
"""Half the width of a dark strand, in the face's sides."""
_FEWEST_HAIRS: Final = 20
_NO_SKIN: Final = 9.0
_HAIR_ALIKE: Final = 17.0
"""Distance in CIE Lab, lightness counting half, up to which it is the same hair."""
_LEAST_GREEN: Final = 0.02
"""Of the picture: less is no grass."""
_MOST_SKIN: Final = 0.45
"""Of what is worn by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Cover 0..1 of what was meant. `is_exact` is False where something near it had to do."""

    cover: Field
    part: str
    is_exact: bool = True


def _rows_of_object(matte: Field, first: float, last: float) -> Field:
    """Return 1 between two heights of the object, in parts of its height from its top."""
    extent = extent_of(matte)
    ys = (np.arange(matte.shape[0], dtype=np.float32)[:, None] - extent.top) / max(1, extent.height)
    return smoothstep(first - 0.03, first + 0.03, ys) * smoothstep(last + 0.05, last - 0.05, ys)


def _hair(picture: WorkingPicture) -> Field:
    head = locate_head(picture.rgb, picture.matte)
    if head.face is None:
        return _rim_of_head(picture)
    found = find_hair(picture.rgb, picture.matte, head.face)
    if found is not None and float(found.sum()) > _LEAST_HAIR * head.face.side**2:
        return found
    return _hair_around(picture, head, head.face)


def _hair_around(picture: WorkingPicture, head: Head, face: Face) -> Field:
    """All around a face that is more like the hair above its brow than like its cheeks."""
    height, width = picture.matte.shape
    ys, xs = np.ogrid[:height, :width]
    eyes, side = (face.eyes[0][1] + face.eyes[1][1]) / 2, face.side
    lab = blur(to_lab(picture.rgb), 0.008 * side)
    skin = np.median(_block(lab, (face.x, face.y + 0.05 * side), (0.26 * side, 0.12 * side)), 0)
    above = (head.top + eyes - 0.42 * side) / 2
    reach = (0.34 * side, max(2.0, (eyes - 0.42 * side - head.top) / 2))
    crown = _block(lab, (face.x, above), reach)
    crown = crown[_apart(crown, skin) > _NO_SKIN]
    if len(crown) < _FEWEST_HAIRS:
        return _rim_of_head(picture)
    # Hair gleams above and lies in its own shade below: three tones of it count.
    tones = np.percentile(crown, (15, 50, 85), 0)
    tones[0, 0] *= 0.75
    hair = np.minimum.reduce([_apart(lab, tone) for tone in tones])
    nearer = smoothstep(-3, 5, _apart(lab, skin) - hair) * smoothstep(_HAIR_ALIKE, 0.7 * _HAIR_ALIKE, hair)
    inside = smoothstep(1.05, 0.9, np.abs(xs - face.x) / side) * smoothstep(1.7, 1.3, (ys - face.y) / side)
    oval = smoothstep(0.86, 1.02, np.hypot((xs - face.x) / (0.46 * side), (ys - face.y) / (0.66 * side)))
    brow = smoothstep(eyes - 0.14 * side, eyes - 0.24 * side, ys * np.ones_like(xs))
    likely = smoothstep(0.3, 0.65, blur(np.asarray(nearer, np.float32), 0.02 * side))
    cover = np.asarray(picture.matte * inside * np.maximum(oval, brow) * likely, np.float32)
    cover = np.asarray(cover * _hanging_together(cover, int(above)), np.float32)
    # Strands in deep shade are hair as well where hair lies all around them.
    strand = max(1, round(_STRAND * side))
    closed = 1 - dilate(1 - dilate(cover, strand), strand)
    bare = smoothstep(_NO_SKIN, 0.4 * _NO_SKIN, _apart(lab, skin))
    return np.asarray(np.maximum(cover, blur(closed, 1.0) * picture.matte * (1 - bare)), np.float32)


def _hanging_together(cover: Field, row: int) -> Field:
    """1 over the pieces that reach up to this row: what lies alone on a collar is no hair."""
    _, labels = cv2.connectedComponents((cover > 0.3).astype(np.uint8))
    kept = np.unique(labels[: max(1, row + 1)])
    pieces = np.isin(labels, kept[kept > 0]).astype(np.float32)
    return blur(dilate(pieces, 2), 1.0)


def _block(lab: Field, middle: tuple[float, float], reach: tuple[float, float]) -> Field:
    """The colours of a box of the picture, one a row."""
    rows, columns = lab.shape[:2]
    top, left = (int(np.clip(middle[i] - reach[i], 0, (columns, rows)[i] - 1)) for i in (1, 0))
    bottom, right = (int(np.clip(middle[i] + reach[i] + 1, 1, (columns, rows)[i])) for i in (1, 0))
    return lab[top : max(bottom, top + 1), left : max(right, left + 1)].reshape(-1, 3)


def _apart(lab: Field, color: Field) -> Field:
    """Distance in CIE Lab, lightness counting half."""
    return np.asarray(
        np.hypot(0.5 * (lab[..., 0] - color[0]), np.hypot(lab[..., 1] - color[1], lab[..., 2] - color[2]))
    )


def _rim_of_head(picture: WorkingPicture) -> Field:
    """The upper rim of a head: what is object, not skin, and no lower than where the face ends."""
    upper = picture.matte * _rows_of_object(picture.matte, -1, 0.3)
    face = upper * skin_cover(picture.rgb)
    if float(face.sum()) < 0.06 * float(upper.sum()):
        return upper * _rows_of_object(picture.matte, -1, 0.16)
    rows, columns = np.nonzero(face > 0.5)
    if len(rows) < 30:
        return upper
    middle, spread = np.median(columns), max(8.0, float(columns.std()) * 3.2)
    xs = np.arange(picture.matte.shape[1], dtype=np.float32)[None]
    beside = smoothstep(spread * 1.15, spread * 0.9, np.abs(xs - middle))
    bottom = float(np.percentile(rows, 72))
    ys = np.arange(picture.matte.shape[0], dtype=np.float32)[:, None]
    above = smoothstep(bottom * 1.03, bottom * 0.97, ys)
    return (
        upper * beside * above * (1 - smoothstep(0.3, 0.8, blur(skin_cover(picture.rgb), 2 * picture.unit)))
    )


def _head(picture: WorkingPicture) -> Field:
    """Soft cover of the head and all above it."""
    head = locate_head(picture.rgb, picture.matte)
    height, width = picture.matte.shape
    xs = (np.arange(width, dtype=np.float32)[None] - head.middle) / max(1.0, head.width * 0.62)
    # Beside the jaw shoulders and collars begin above the chin.
    ys = np.arange(height, dtype=np.float32)[:, None] + head.height * 0.28 * smoothstep(
        0.68, 0.82, np.abs(xs)
    )
    above = smoothstep(head.bottom + head.height * 0.04, head.bottom - head.height * 0.04, ys)
    chin = smoothstep(head.bottom + head.height * 0.5, head.bottom + head.height * 0.3, ys) * skin_cover(
        picture.rgb
    )
    return np.maximum(above, chin) * smoothstep(1.25, 0.95, np.abs(xs))


def _headwear(picture: WorkingPicture) -> Field:
    """What is worn over the brow: of the upper part of the head all that is not skin."""
    head = locate_head(picture.rgb, picture.matte)
    height, width = picture.matte.shape
    face = head.face
    eyes = (face.eyes[0][1] + face.eyes[1][1]) / 2 if face else head.top + 0.5 * head.height
    brow = eyes - (0.3 * face.side if face else 0.14 * head.height)
    xs = np.abs(np.arange(width, dtype=np.float32)[None] - head.middle) / max(1.0, head.width)
    # A brim hangs lower at the temples than over the nose.
    edge = brow + 0.12 * head.width * smoothstep(0.3, 0.6, xs)
    above = smoothstep(0.03 * head.height, -0.03 * head.height, np.arange(height)[:, None] - edge)
    cover = picture.matte * above * smoothstep(0.95, 0.8, xs) * (1 - 0.9 * skin_cover(picture.rgb))
    return np.asarray(cover, np.float32)


def _animal_irises(picture: WorkingPicture) -> Field | None:
    eyes = find_animal_eyes(picture.rgb, picture.matte) if picture.has_object else None
    if eyes is None:
        return None
    lab = to_lab(picture.rgb)
    return np.maximum(iris_cover(lab, eyes[0]), iris_cover(lab, eyes[1]))


def _eyes(picture: WorkingPicture, head: Head) -> Field | None:
    return _animal_irises(picture) if head.face is None else irises_cover(picture.rgb, head.face)


def _lips(picture: WorkingPicture, head: Head) -> Field | None:
    return None if head.face is None else lips_cover(picture.rgb, head.face)


def _face_part(picture: WorkingPicture, part: str) -> Region:
    head = locate_head(picture.rgb, picture.matte)
    cover = _FACE_PARTS[part](picture, head)
    return Region(cover=picture.matte * 0 if cover is None else cover, part=part, is_exact=cover is not None)


def _background_like_sky(picture: WorkingPicture) -> Field:
    up = np.linspace(1, 0, picture.matte.shape[0], dtype=np.float32)[:, None]
    return smoothstep(0.5, 0.8, up) * smoothstep(0.4, 0.6, luminance(picture.rgb)) * (1 - picture.matte)


def _garment(picture: WorkingPicture) -> Field:
    # A matte ends just short of a dark cloth's edge, where a rim of the old colour would stay.
    if not find_faces(picture.rgb):
        picture = replace(picture, matte=meant_part(picture, "person", None))
    wide = dilate(picture.matte, max(1, round(2 * picture.unit)))
    worn = np.asarray(blur(wide, picture.unit) * (1 - _head(picture)), np.float32)
    ys, xs = np.ogrid[: worn.shape[0], : worn.shape[1]]
    for face in find_faces(picture.rgb):
        distance = np.hypot((xs - face.x) / (0.6 * face.side), (ys - face.y) / (0.72 * face.side))
        worn = np.asarray(worn * smoothstep(0.9, 1.1, distance), np.float32)
        worn = np.maximum(worn, _beside_the_neck(picture, worn, wide, face))
    skin = worn * skin_cover(picture.rgb) * paler_than_cloth(picture.rgb, worn)
    # More skin than hands and a neck is cloth of a skin's colour.
    is_bare = float(skin.sum()) < _MOST_SKIN * float(worn.sum())
    return np.asarray(worn * (1 - 0.95 * blur(skin, picture.unit)) if is_bare else worn, np.float32)


def _beside_the_neck(picture: WorkingPicture, worn: Field, wide: Field, face: Face) -> Field:
    """Collars and shoulders at both sides of a jaw, told by the cloth's colour from hair and skin."""
    rows, columns = worn.shape
    ys, xs = np.ogrid[:rows, :columns]
    across, down = np.abs(xs - face.x) / face.side, (ys - face.y) / face.side
    cloth = (worn > 0.6) & (across < 1.6) & (down < 2.2)
    if not cloth.any():
        return np.zeros_like(worn)
    lab = to_lab(picture.rgb)
    color = np.median(lab[cloth], 0)
    crown = _block(lab, (face.x, face.y - 0.8 * face.side), (0.2 * face.side, 0.08 * face.side))
    if float(_apart(np.median(crown, 0)[None], color)[0]) < _NO_SKIN:
        return np.zeros_like(worn)  # hair as dark as the coat hangs there, too
    alike = smoothstep(_HAIR_ALIKE, 0.6 * _HAIR_ALIKE, _apart(lab, color))
    side = smoothstep(0.3, 0.4, across) * smoothstep(1.3, 1.1, across)
    height = smoothstep(0.3, 0.42, down) * smoothstep(1.3, 1.1, down)
    return np.asarray(blur(wide * alike * side * height, picture.unit), np.float32)


def _around_object(picture: WorkingPicture) -> Field:
    return np.asarray(1 - picture.matte, np.float32)


def _greenery(picture: WorkingPicture) -> Field:
    """Leaves and grass, dry ones too, and neither sky nor what the picture is about."""
    hsv = to_hsv(picture.rgb)
    hue, saturation = hsv[..., 0], hsv[..., 1]
    grown = smoothstep(36, 46, hue) * smoothstep(175, 160, hue) * smoothstep(0.08, 0.2, saturation)
    sky = find_sky(picture.rgb, picture.body)
    open_air = 1.0 if sky is None else 1 - sky
    return np.asarray(blur(np.asarray(grown, np.float32), picture.unit) * (1 - picture.matte) * open_air)


def _tie(picture: WorkingPicture, head: Head) -> Field | None:
    lab = to_lab(picture.rgb)
    return None if head.face is None else find_tie(picture.rgb, lab, picture.matte, head.face)


_FACE_PARTS: Final[Mapping[str, Callable[[WorkingPicture, Head], Field | None]]] = {
    "eyes": _eyes,
    "mouth": _lips,
    "tie": _tie,
}
_COVERS: Final[Mapping[str, Callable[[WorkingPicture], Field]]] = {
    "background": _around_object,
    "hair": _hair,
    "headwear": _headwear,
    "garment": _garment,
}


def find_region(picture: WorkingPicture, words: str | None, concept: str | None = None) -> Region:
    """Pixels meant by the prompt's words or their concept; None means the main object."""
    part = part_named(words, concept)
    if part in _COVERS:
        return Region(cover=_COVERS[part](picture), part=part)
    if part == "sky":
        sky = find_sky(picture.rgb, picture.body)
        cover = _background_like_sky(picture) if sky is None else sky
        return Region(cover=cover, part=part, is_exact=sky is not None)
    if part == "greenery":
        cover = _greenery(picture)
        return Region(cover=cover, part=part, is_exact=float(cover.mean()) > _LEAST_GREEN)
    if part in _FACE_PARTS:
        return _face_part(picture, part)
    if part == DRINK:
        drink = find_drink(picture.rgb, picture.matte) if picture.has_object else None
        return Region(
            cover=picture.matte * 0 if drink is None else drink, part=part, is_exact=drink is not None
        )
    return Region(cover=picture.matte, part="object", is_exact=picture.has_object)
