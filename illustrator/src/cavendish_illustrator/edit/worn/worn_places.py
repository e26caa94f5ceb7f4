"""Where hats, glasses, scarves and things in the hand go on the main object of a photograph."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.faces.face_outline import outline_face
from cavendish_illustrator.edit.faces.hand_finding import find_hand
from cavendish_illustrator.edit.finding.animal_eyes import LIKELY, SURE, eyes_before_clothes
from cavendish_illustrator.edit.finding.hat_seats import brim_of, hat_seat, is_over_ears
from cavendish_illustrator.edit.finding.head_finding import Head, locate_head, locate_heads
from cavendish_illustrator.edit.finding.object_parts import meant_part
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.close_up_hats import (
    find_cut_head,
    height_of_hat,
    seat_of_hat,
    width_of_hat,
)
from cavendish_illustrator.edit.worn.setting import Setting
from cavendish_illustrator.figures.clothing.wearing import HATS, NECKWEAR
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

UNDER_NOSE: Final = frozenset({"mustache", "beard-worn"})
ONE_EYED: Final = "monocle"
_NARROW_HATS: Final = frozenset({"crown", "tiara", "party-hat", "graduation-cap"})
_LOW_HATS: Final = frozenset({"headphone", "knight-helm", "astronaut-helmet"})
_HAT_LINE: Final = 0.28
"""Height of a hat's lower edge over the eyes, in the face's sides."""
_UPRIGHT: Final = 1.6
"""Height of somebody seen whole, in widths."""
_ON_STRINGS: Final = frozenset({"balloon", "kite"})
_ROOM: Final = 0.93
"""Part of what lies between a hat's lower edge and the picture's upper one that it may fill."""
_FLATTEST, _SMALLEST, _LOWER = 0.68, 0.66, 0.12
"""How much of its height and size a hat keeps to stay whole, and how far it comes down, in its heights."""
_SHOWN: Final = 0.97
"""Part of a hat that is seen on an animal that fills the picture: whole it would be a doll's."""
_NECK_BELOW: Final = 1.5
"""How far a neck lies below the eyes of an animal, in their distance."""
_EYES_BELOW, _CHIN_BELOW = 0.39, 1.15
_COLLAR: Final = 1.5
_MOUTH_BELOW: Final = 0.84
"""How far an animal's mouth begins below its eyes, in their distance."""
_BITE, _WIDEST_BITE = 0.95, 1.25
"""Height and width of what it eats, at most, in the same."""
_LENS: Final = 0.78
"""Width of a monocle in the distance of an animal's eyes."""
_LOWEST_NECK: Final = 0.94
_CLEAR_HEAD: Final = 0.4
_CLOSE_UP: Final = 0.5
"""A head wider than this part of the picture leaves no room above it: it gets a small hat on its forehead."""
_ASIDE: Final = 0.28
"""How far from the outline's middle unsure eyes are believed, in its width."""
_OF_CLOSE_UP: Final = 0.62
_BROW: Final = 0.33
"""Where the lower edge of that hat lies, in parts of the picture's height from its top."""


def _on_forehead(aspect: float, head: Head, size: tuple[int, int]) -> Setting:
    bottom = _BROW * size[1]
    height = min(bottom * 0.94, head.width * 0.7 / aspect)
    return Setting(x=head.middle, bottom=bottom, height=height, has_shadow=False)


def _on_head(concept: str, aspect: float, head: Head) -> Setting:
    concept = HATS.get(concept, concept)
    turn = -head.face.tilt_deg if head.face else 0.0
    if concept in _LOW_HATS:
        width = head.width * 1.18
        bottom = head.top + head.height * 0.98
        return Setting(x=head.middle, bottom=bottom, height=width / aspect, has_shadow=False, turn_deg=turn)
    width = head.width * (0.86 if concept in _NARROW_HATS else 1.34)
    height = min(width / aspect, head.width)
    bottom = head.top + min(head.height * 0.22, head.width * 0.28)
    if head.face is not None and concept not in _NARROW_HATS:
        # Over a cap that is worn already a hat comes down to the brow and hides it.
        brow = (head.face.eyes[0][1] + head.face.eyes[1][1]) / 2 - _HAT_LINE * head.face.side
        bottom = brow - 0.1 * head.face.side
        bottom = max(bottom, brow)
        height = max(height, min((bottom - head.top) * 1.2, 1.3 * width / aspect))
    return Setting(
        x=head.middle,
        bottom=bottom,
        height=height,
        has_shadow=False,
        turn_deg=turn,
    )


def _on_face(aspect: float, head: Head) -> Setting:
    if head.face is None:
        height = head.width * 0.86 / aspect
        # Where only the brow was told from the body, eyes lie by the head's width below its ears.
        middle = head.top + max(head.height * 0.44, head.width * _EYES_BELOW)
        return Setting(x=head.middle, bottom=middle + height / 2, height=height, has_shadow=False)
    (x0, y0), (x1, y1) = head.face.eyes
    height = max(head.face.eye_distance * 2.15, head.face.side * 0.86) / aspect
    middle = (y0 + y1) / 2 + 0.08 * height
    return Setting(
        x=(x0 + x1) / 2,
        bottom=middle + height / 2,
        height=height,
        has_shadow=False,
        turn_deg=-head.face.tilt_deg,
    )


def _on_animals_eyes(aspect: float, picture: WorkingPicture, head: Head) -> Setting | None:
    """Glasses as wide as both eyes ask for, along the line between them."""
    eyes = eyes_before_clothes(picture)
    if eyes is None and head.width > _CLOSE_UP * picture.size[0]:
        # The outline of what fills the picture tells nothing: unsure eyes are better.
        eyes = eyes_before_clothes(picture, LIKELY)
        middle = head.middle if eyes is None else (eyes[0].x + eyes[1].x) / 2
        eyes = eyes if abs(middle - head.middle) < _ASIDE * head.width else None
    if eyes is None:
        return None
    across, down = eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y
    height = max(float(np.hypot(across, down)) * 1.95, (eyes[0].radius + eyes[1].radius) * 3.6) / aspect
    return Setting(
        x=(eyes[0].x + eyes[1].x) / 2,
        bottom=(eyes[0].y + eyes[1].y) / 2 + 0.56 * height,
        height=height,
        has_shadow=False,
        turn_deg=-float(np.degrees(np.arctan2(down, across))),
    )


def _over_animals_eyes(concept: str, aspect: float, picture: WorkingPicture) -> Setting | None:
    """A hat on the brow between the ears, in a size that a close-up leaves room for."""
    eyes = eyes_before_clothes(picture, LIKELY)
    if eyes is None or HATS.get(concept, concept) in _LOW_HATS:
        return None
    across, down = eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y
    apart = float(np.hypot(across, down))
    width = apart * (1.2 if concept in _NARROW_HATS else 1.6)
    # The brow lies over the middle of the eyes, at right angles to their line.
    short = (eyes[0].y + eyes[1].y) / 2 - 0.54 * apart < width / aspect
    up = (0.34 if short else 0.54) * apart
    x = (eyes[0].x + eyes[1].x) / 2 + up * down / apart
    bottom = (eyes[0].y + eyes[1].y) / 2 - up * across / apart
    if bottom < 0.1 * picture.size[1]:
        return None
    turn = -float(np.degrees(np.arctan2(down, across)))
    setting = Setting(
        x=x, bottom=bottom, height=width / aspect, has_shadow=False, turn_deg=turn, is_in_fur=True
    )
    return _whole(setting, _SHOWN)


def _between_ears(head: Head, matte: Field) -> Head:
    """An animal's head from its brow: what stands higher at the sides are ears."""
    if head.face is not None:
        return head
    first, last = (int(head.middle + side * 0.1 * head.width) for side in (-1, 1))
    solid = matte[:, max(0, first) : max(1, last) + 1] > 0.5
    rows = np.flatnonzero(solid.any(1))
    top = float(rows[0]) if len(rows) else head.top
    return replace(head, top=float(np.clip(top, head.top, head.top + 0.4 * head.height)))


def _under_nose(concept: str, aspect: float, head: Head) -> Setting:
    """A moustache above the mouth, a beard from there to under the chin; without a face, a guess."""
    width = (1.0 if concept == "mustache" else 1.5) * (
        head.face.eye_distance if head.face else head.width / 2
    )
    x, y = head.face.mouth if head.face else (head.middle, head.top + 0.7 * head.height)
    height = width / aspect
    bottom = y + 0.02 * height if concept == "mustache" else y + 0.8 * height
    turn = -head.face.tilt_deg if head.face else 0.0
    return Setting(x=x, bottom=bottom, height=height, has_shadow=False, turn_deg=turn)


def _on_string(height: float, aspect: float, hand: tuple[float, float], picture: WorkingPicture) -> Setting:
    """Over the hand, beside the head and as high as it."""
    head = locate_head(picture.rgb, picture.matte)
    columns, rows = picture.size
    height = min(max(height, 0.3 * rows), 0.42 * rows)
    wide = height * aspect
    side = -1 if hand[0] < head.middle else 1
    x = head.middle + side * (0.56 * head.width + 0.5 * wide)
    x = float(np.clip(x, 0.52 * wide, columns - 0.52 * wide))
    bottom = float(np.clip(head.top + 0.75 * height, height * 1.03, rows * 0.8))
    return Setting(x=x, bottom=bottom, height=height, has_shadow=False, held_at=hand)


def _in_hand(concept: str, aspect: float, picture: WorkingPicture) -> Setting:
    """At a hand that is seen, else where the outline says that an arm ends."""
    extent = extent_of(meant_part(picture, "person", None))
    height = min(extent.height * 0.3, extent.width * 0.42 / aspect)
    hand = find_hand(picture)
    before_mouth = None if hand else _before_mouth(aspect, picture)
    if before_mouth is not None:
        return before_mouth
    if hand is None:
        is_upright = extent.height > _UPRIGHT * extent.width
        # The hands of a bust are below the picture: what they hold comes up over its lower edge.
        x = extent.left + extent.width * (0.08 if is_upright else 0.16)
        y = extent.top + extent.height * 0.54 if is_upright else picture.size[1] - 2.0
        hand = (x, y) if is_upright or concept not in _ON_STRINGS else (0.02 * picture.size[0], y)
    if concept in _ON_STRINGS:
        return _on_string(height, aspect, hand, picture)
    bottom = hand[1] + 0.3 * height
    return Setting(x=hand[0], bottom=min(bottom, picture.size[1] - 2.0), height=height, has_shadow=False)


def _before_mouth(aspect: float, picture: WorkingPicture) -> Setting | None:
    """Under the nose of an animal that looks at us, where it bites into things or holds them to its mouth."""
    eyes = None
    if not find_faces(picture.rgb):
        eyes = eyes_before_clothes(picture, LIKELY)
    if eyes is None:
        return None
    across, down = eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y
    apart = float(np.hypot(across, down))
    x = (eyes[0].x + eyes[1].x) / 2 - _MOUTH_BELOW * down
    top = (eyes[0].y + eyes[1].y) / 2 + _MOUTH_BELOW * across
    height = min(_BITE * apart, _WIDEST_BITE * apart / aspect)
    room = picture.size[1] - 2.0 - top
    height = max(min(height, room), 0.5 * height)
    return Setting(x=x, bottom=min(top + height, picture.size[1] - 2.0), height=height, has_shadow=False)


def _hat_of(concept: str, aspect: float, head: Head, picture: WorkingPicture) -> Setting:
    on_cut = _over_cut(concept, aspect, picture) if head.face is None else None
    if on_cut is not None:
        return on_cut
    by_eyes = _over_animals_eyes(concept, aspect, picture) if head.face is None else None
    if by_eyes is not None:
        return by_eyes
    if head.face is None and head.width > _CLOSE_UP * picture.size[0]:
        return _on_forehead(aspect, head, picture.size)
    seated = None if head.face is None else _over_forehead(concept, aspect, head, picture)
    return _whole(seated or _on_head(concept, aspect, _between_ears(head, picture.matte)))


def _over_forehead(concept: str, aspect: float, head: Head, picture: WorkingPicture) -> Setting | None:
    """A hat on somebody whose forehead and ears are seen; None for a helmet, which goes over the face."""
    name = HATS.get(concept, concept)
    covers_face = name in _LOW_HATS and not is_over_ears(name)
    outline = None if head.face is None or covers_face else outline_face(picture.rgb, head.face)
    if outline is None or head.face is None:
        return None
    seat = hat_seat(concept if concept == "hat" else name, head, outline, picture.matte)
    height = seat.height or seat.width / aspect
    return Setting(
        x=seat.x,
        bottom=seat.bottom,
        height=height,
        has_shadow=False,
        turn_deg=-head.face.tilt_deg,
        stretch=1.0 if is_over_ears(name) else seat.width / (height * aspect),
    )


def _over_cut(concept: str, aspect: float, picture: WorkingPicture) -> Setting | None:
    """A hat over the cut through a head, where the picture has been given room above it."""
    cut = find_cut_head(picture.rgb, picture.matte)
    height = None if cut is None else height_of_hat(cut, aspect)
    if cut is None or height is None or cut.row < 0.5 * height:
        return None
    x, bottom, turn = seat_of_hat(cut, height)
    brim = brim_of(HATS.get(concept, concept))
    width = width_of_hat(cut) / brim.width
    return Setting(
        x=x - brim.aside * width,
        bottom=bottom,
        height=height,
        has_shadow=False,
        turn_deg=turn,
        stretch=width / (height * aspect),
        is_in_fur=True,
    )


def _whole(setting: Setting, shown: float = 1.0) -> Setting:
    """A hat of which so much is in the picture: flatter where room is short, then smaller, then lower."""
    room = _ROOM * setting.bottom / shown
    flatter = float(np.clip(room / setting.height, _FLATTEST, 1.0))
    height = setting.height * flatter
    smaller = float(np.clip(room / height, _SMALLEST, 1.0))
    height *= smaller
    bottom = max(setting.bottom, min(shown * height / _ROOM, setting.bottom + _LOWER * height))
    return replace(setting, height=height, bottom=bottom, stretch=setting.stretch / flatter)


def worn_by_all(place: Place, concept: str, aspect: float, picture: WorkingPicture) -> list[Setting]:
    """The same for every person of a group."""
    heads = locate_heads(picture.rgb, picture.matte)
    return [worn_at(place, concept, aspect, picture, head) for head in heads]


def worn_at(
    place: Place, concept: str, aspect: float, picture: WorkingPicture, head: Head | None = None
) -> Setting:
    """The setting of a thing on a head, a face, a neck or in the hand; the main object's if none is given."""
    if place is Place.HAND:
        return _in_hand(concept, aspect, picture)
    head = head or locate_head(*(picture.bare or (picture.rgb, picture.matte)))
    if place is Place.ON_HEAD:
        return _hat_of(concept, aspect, head, picture)
    if place is Place.ON_FACE:
        return _before_face(concept, aspect, head, picture)
    on_neck = _on_neck if concept in NECKWEAR else _hung_from_neck
    return on_neck(aspect, head, picture)


def _before_face(concept: str, aspect: float, head: Head, picture: WorkingPicture) -> Setting:
    if concept in UNDER_NOSE:
        return _under_nose(concept, aspect, head)
    if concept == ONE_EYED and head.face is not None:
        return _before_one_eye(aspect, head.face)
    if concept == ONE_EYED and (before_eye := _before_animals_eye(aspect, picture)) is not None:
        return before_eye
    by_eyes = _on_animals_eyes(aspect, picture, head) if head.face is None else None
    return by_eyes or _smaller_on_close_up(_on_face(aspect, head), head, picture)


def _smaller_on_close_up(setting: Setting, head: Head, picture: WorkingPicture) -> Setting:
    """What fills the picture is a body as well as a head, which alone is smaller."""
    if head.face is not None or head.width <= _CLOSE_UP * picture.size[0]:
        return setting
    less = (1 - _OF_CLOSE_UP) * setting.height
    return replace(setting, height=setting.height - less, bottom=setting.bottom - less / 2)


def _before_animals_eye(aspect: float, picture: WorkingPicture) -> Setting | None:
    """A monocle before the eye that is nearer to us."""
    eyes = None if find_faces(picture.rgb) else eyes_before_clothes(picture, LIKELY)
    if eyes is None:
        return None
    eye = max(eyes, key=lambda one: one.radius)
    width = _LENS * float(np.hypot(eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y))
    height = width / aspect
    return Setting(x=eye.x, bottom=eye.y + height - width / 2, height=height, has_shadow=False)


def _before_one_eye(aspect: float, face: Face) -> Setting:
    """A monocle, its ring in the upper part of the drawing, its cord below."""
    x, y = face.eyes[1]
    width = 0.62 * face.eye_distance
    return Setting(x=x, bottom=y + width / aspect - width / 2, height=width / aspect, has_shadow=False)


def _hung_from_neck(aspect: float, head: Head, picture: WorkingPicture) -> Setting:
    """On a strap that comes from both sides of a neck and meets over the thing."""
    neck = None if head.face else _animals_neck(picture, LIKELY)
    x, y, wide = head.middle, head.bottom + 0.1 * head.height, 0.62 * head.width
    if neck is not None:
        x, y, wide = neck[0], neck[1] - 0.6 * neck[2], 1.2 * neck[2]
    height = min(0.78 * wide / aspect, 0.85 * wide)
    top = y + 0.35 * wide
    bottom = min(top + height, picture.size[1] + 0.2 * height)
    return Setting(
        x=x, bottom=bottom, height=height, has_shadow=False, strap=((x - wide / 2, y), (x + wide / 2, y))
    )


def _on_neck(aspect: float, head: Head, picture: WorkingPicture) -> Setting:
    height = head.width * 0.8 / aspect
    chin = head.bottom if head.face else max(head.bottom, head.top + _CHIN_BELOW * head.width)
    bottom = chin + height * (1.0 if head.face else 0.8)
    neck = None if head.face else _animals_neck(picture)
    if neck is not None:
        x, y, apart = neck
        height = _COLLAR * apart / aspect
        return Setting(x=x, bottom=y + height / 2, height=height, has_shadow=False)
    return Setting(x=head.middle, bottom=bottom, height=height, has_shadow=False)


def _animals_neck(picture: WorkingPicture, least: float = SURE) -> tuple[float, float, float] | None:
    """Where its chin ends and the distance of its eyes."""
    eyes = eyes_before_clothes(picture, least)
    if eyes is None:
        return None
    across, down = eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y
    x, y = (eyes[0].x + eyes[1].x) / 2, (eyes[0].y + eyes[1].y) / 2
    return x - _NECK_BELOW * down, y + _NECK_BELOW * across, float(np.hypot(across, down))


def shows_neck(picture: WorkingPicture, concept: str) -> bool:
    """Whether this can be tied around a neck: a close-up of a muzzle has none.

    What only hangs from one needs to know it less exactly.
    """
    head = locate_head(picture.rgb, picture.matte)
    neck = None if head.face else _animals_neck(picture, SURE if concept in NECKWEAR else LIKELY)
    if neck is not None:
        return neck[1] < _LOWEST_NECK * picture.size[1]
    # Without eyes to go by only a head that stands clear of a body tells where its neck is.
    return head.face is not None or head.width < _CLEAR_HEAD * picture.size[0]
