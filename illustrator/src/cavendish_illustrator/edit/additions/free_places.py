"""Where things go that nobody wears: on a saucer, on water, on the ground, in the sky, beside the object."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.additions.beside_places import beside_object, size_beside
from cavendish_illustrator.edit.additions.calm_spots import calm_spot
from cavendish_illustrator.edit.additions.foreground_table import STANDS
from cavendish_illustrator.edit.atmosphere.sky_things import open_air
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.finding.photograph import Extent, extent_of
from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.finding.water_region import find_water
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.setting import Setting
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.color import smoothstep
from cavendish_illustrator.painting.pixel_ops import dilate
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_ON_TABLE: Final = 0.2
"""Height of a thing on a table before somebody, at most."""
_OF_OBJECT: Final = 0.36
"""Greatest part of the main object that a thing on it may hide, in its height and width."""
_ALIGHTING: Final = frozenset(
    {"honeybee", "lady-beetle", "butterfly", "bug", "spider", "snail", "fly", "ant"}
)
_FILLS: Final = 1.9
"""Width of a thing in the radius of the free disc that it lies in."""
_LEAST_LYING, _MOST_LYING = 0.26, 0.4
"""Width of a thing on a plate, in the plate's, and on a table at most in the picture's."""
_SMALL_M: Final = 0.5
"""What is less tall lies where there is room, and does not stand by the object's foot."""
_AFLOAT: Final = 0.42
"""Height of what swims, in the height of the water that is seen, at most."""
_NEAR: Final = 0.94
"""Feet of what stands nearest on the ground, in the picture's height."""
_FAR_OFF: Final = 0.4
"""Height of what is seen from afar, in the picture's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    """What is added, its height as wished and its width in heights."""

    concept: str
    tall: float
    aspect: float


@cache
def flying_things() -> frozenset[str]:
    return frozenset(read_table("edit/additions/flying_things.toml")["concepts"])


_STANDING: Final = frozenset(
    {
        None,
        Place.SURFACE,
        Place.PLATE,
        Place.LEFT,
        Place.RIGHT,
        Place.BOTTOM,
        Place.BOTTOM_LEFT,
        Place.BOTTOM_RIGHT,
    }
)


def stands_there(concept: str, place: Place | None) -> bool:
    """Whether a thing stands or lies on the photograph's own ground."""
    return place in _STANDING and concept not in flying_things()


_MOST_ABREAST: Final = 4
_BESIDE: Final = frozenset({Place.SURFACE, Place.LEFT, Place.RIGHT, Place.BOTTOM_LEFT, Place.BOTTOM_RIGHT})
_ANCHORS: Final = {
    Place.TOP: (0.5, 0.2),
    Place.BOTTOM: (0.5, 0.86),
    Place.MIDDLE: (0.5, 0.5),
    Place.LEFT: (0.17, 0.6),
    Place.RIGHT: (0.83, 0.6),
    Place.TOP_LEFT: (0.17, 0.18),
    Place.TOP_RIGHT: (0.83, 0.18),
    Place.BOTTOM_LEFT: (0.17, 0.84),
    Place.BOTTOM_RIGHT: (0.83, 0.84),
}


def _share_of_height(concept: str, place: Place | None) -> float:
    """Height of a thing in parts of the picture's: larger things larger, but all of them visible."""
    share = float(np.clip(0.3 * real_height(concept) ** 0.32, 0.19, 0.52))
    return min(share, 0.26) if place in (Place.SKY, Place.TOP, Place.TOP_LEFT, Place.TOP_RIGHT) else share


def _is_small(concept: str) -> bool:
    return real_height(concept) < _SMALL_M


def _open_side(extent: Extent, width: int) -> int:
    """-1 where there is more room left of the object, else +1."""
    return -1 if extent.left > width - extent.right else 1


def free_place(operation: AddObject, place: Place | None, aspect: float, picture: WorkingPicture) -> Setting:
    width, height = picture.size
    extent = extent_of(picture.matte)
    tall = min(_share_of_height(operation.concept, place) * height, 0.42 * width / aspect)
    if stands_there(operation.concept, place) and (
        place in _BESIDE or (place is None and _is_small(operation.concept))
    ):
        beside = operation.beside
        count = min(_MOST_ABREAST, max(1, operation.count))
        tall = size_beside(operation.concept, beside, aspect, picture) * count**-0.4
        return beside_object(picture, tall, aspect * count, place)
    setting = _anchored(_Thing(concept=operation.concept, tall=tall, aspect=aspect), place, picture)
    if setting is not None:
        return setting
    if place is Place.ON_OBJECT and picture.has_object:
        return _on_object(extent, operation.concept, tall, aspect)
    return _at_edge_or_beside(operation.concept, place, (tall, aspect), picture)


def _anchored(thing: _Thing, place: Place | None, picture: WorkingPicture) -> Setting | None:
    """On what the photograph shows, if that is named and found."""
    if place is Place.ON_OBJECT and is_animate(thing.concept):
        shoulder = _on_shoulder(thing, picture)
        if shoulder is not None:
            return shoulder
    if (
        place is Place.ON_OBJECT
        and is_animate(thing.concept)
        and thing.concept not in _ALIGHTING | flying_things()
    ):
        place = Place.ON_TOP
    find = _ANCHORED.get(place) if place is not None else None
    return None if find is None else find(thing, picture)


def _at_edge_or_beside(
    concept: str, place: Place | None, form: tuple[float, float], picture: WorkingPicture
) -> Setting:
    """In the asked part of the picture, else beside the object."""
    width, height = picture.size
    tall, aspect = form
    extent = extent_of(picture.matte)
    side = _open_side(extent, width)
    if place is Place.SKY:
        x = width * (0.5 + 0.3 * side)
        return Setting(x=x, bottom=max(tall * 1.08, height * 0.2 + tall / 2), height=tall, has_shadow=False)
    if place is Place.BACKGROUND:
        x = width * (0.5 + 0.28 * side)
        return Setting(x=x, bottom=height * 0.74, height=tall * 0.9, has_shadow=False, is_behind=True)
    if place is Place.TABLE:
        tall = min(tall, _ON_TABLE * height)
        x = width * (0.5 + 0.27 * side)
        return Setting(x=x, bottom=height * STANDS, height=tall)
    if place in _ANCHORS:
        at = _ANCHORS[place]
        bottom = min(at[1] * height + tall / 2, height * 0.98)
        if place in (Place.LEFT, Place.RIGHT) and concept not in flying_things():
            # Nothing hangs in the air: it stands where the object stands, or on the picture's own edge.
            bottom = float(np.clip(extent.bottom, height * 0.8, height * 0.985))
        return Setting(x=at[0] * width, bottom=bottom, height=tall, has_shadow=at[1] > 0.55)
    if (
        picture.has_object
        and extent.height < _FAR_OFF * height
        and find_sky(picture.rgb, picture.body) is not None
    ):
        tall = min(tall, extent.height)  # a snowman is no taller than the house far off
    room = (width - extent.right) if side > 0 else extent.left
    wide = tall * aspect
    shift = min(wide * 0.6, room - wide / 2) if room > wide * 1.05 else room / 2
    x = extent.right + shift if side > 0 else extent.left - shift
    x = float(np.clip(x, wide * 0.52, width - wide * 0.52))
    bottom = float(np.clip(extent.bottom, height * 0.8, height * 0.965))
    return _off_the_face(Setting(x=x, bottom=bottom, height=tall), aspect, picture)


def _lying(x: float, y: float, wide: float, aspect: float, picture: WorkingPicture) -> Setting:
    """A thing around a point, whole inside the picture."""
    width, height = picture.size
    tall = wide / aspect
    x = float(np.clip(x, 0.52 * wide, width - 0.52 * wide))
    return Setting(x=x, bottom=float(np.clip(y + tall / 2, tall * 1.02, height * 0.985)), height=tall)


def _on_plate(thing: _Thing, picture: WorkingPicture) -> Setting | None:
    """On the bare part of a saucer or a plate: even, below its cup, and no drink."""
    if not picture.has_object:
        return None
    extent = extent_of(picture.matte)
    drink = find_drink(picture.rgb, picture.matte)
    allowed = np.ones_like(picture.matte)
    if drink is not None:
        allowed = 1 - dilate(drink, max(2, round(0.06 * min(picture.size))))
    height, width = picture.matte.shape
    ys, xs = np.ogrid[:height, :width]
    across = np.abs(xs - (extent.left + extent.right) / 2) / max(1, extent.width)
    down = (ys - extent.top) / max(1, extent.height)
    liking = smoothstep(0.52, 0.3, across) * smoothstep(0.35, 0.6, down) * smoothstep(1.08, 0.98, down)
    spot = calm_spot(picture.rgb, allowed, np.asarray(liking, np.float32))
    if spot is None or spot.radius < 2:
        return None
    wide = float(np.clip(_FILLS * spot.radius, _LEAST_LYING * extent.width, _MOST_LYING * extent.width))
    return _lying(spot.x, spot.y, wide, thing.aspect, picture)


def _on_water(thing: _Thing, picture: WorkingPicture) -> Setting | None:
    """On the widest open water, as small as its distance asks."""
    air = open_air(picture)
    water = picture.water if picture.water is not None else find_water(picture.rgb, picture.matte, air)
    if water is None:
        return None
    rows = np.flatnonzero(water.mean(1) > 0.02)
    deep = float(rows[-1] - rows[0])
    ys = (np.arange(water.shape[0], dtype=np.float32)[:, None] - rows[0]) / max(1.0, deep)
    liking = np.asarray((0.3 + 0.7 * smoothstep(0.1, 0.6, ys)) * np.ones_like(water), np.float32)
    spot = calm_spot(picture.rgb, water, liking)
    if spot is None:
        return None
    tall = min(
        thing.tall,
        _AFLOAT * deep * (0.5 + min(1.0, 0.4 * real_height(thing.concept))),
        2.2 * spot.radius / thing.aspect,
    )
    x = float(np.clip(spot.x, 0.55 * tall * thing.aspect, picture.size[0] - 0.55 * tall * thing.aspect))
    return Setting(x=x, bottom=spot.y + 0.3 * spot.radius, height=tall, has_shadow=False)


def _on_ground(thing: _Thing, picture: WorkingPicture) -> Setting | None:
    """Before all that stands there, on the open ground."""
    height, width = picture.matte.shape
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    free = (1 - dilate(picture.body, max(2, round(0.03 * min(picture.size))))) * (1 - open_air(picture))
    liking = np.asarray(np.exp(-(((ys - 0.82) / 0.16) ** 2)) * np.ones_like(free), np.float32)
    spot = calm_spot(np.zeros_like(picture.rgb), free, liking)
    if spot is None or spot.radius < 0.04 * height:
        return None
    tall = min(thing.tall, 3.2 * spot.radius, 0.42 * height)
    half = 0.55 * tall * thing.aspect
    x = float(np.clip(spot.x, half, max(half, width - half)))
    return Setting(x=x, bottom=float(min(spot.y + 0.4 * tall, _NEAR * height)), height=tall)


def _on_top(thing: _Thing, picture: WorkingPicture) -> Setting | None:
    """Where the main object is highest, or on its ridge where that is level."""
    if not picture.has_object:
        return None
    extent = extent_of(picture.matte)
    tall = min(thing.tall, 0.3 * extent.height, 0.5 * extent.width / thing.aspect)
    solid = picture.matte > 0.5
    tops = np.where(solid.any(0), solid.argmax(0), picture.size[1])
    reach = max(1, round(0.2 * tall * thing.aspect))
    level = np.asarray(cv2.erode(-tops[None].astype(np.float32), np.ones((1, 2 * reach + 1)))[0])
    column = int(level.argmax())
    bottom = float(tops[column]) + 0.04 * tall
    if bottom < 1.05 * tall:
        return None
    return Setting(x=float(column), bottom=bottom, height=tall, has_shadow=False)


def _on_shoulder(thing: _Thing, picture: WorkingPicture) -> Setting | None:
    """On the shoulder of whoever is seen, at the side with more room, and never over their face."""
    faces = find_faces(picture.rgb)
    if not faces or not picture.has_object:
        return None
    face = max(faces, key=lambda one: one.side)
    height, width = picture.matte.shape
    side = _open_side(extent_of(picture.matte), width)
    tall = min(thing.tall, 1.0 * face.side)
    half = thing.aspect * tall / 2
    x = float(np.clip(face.x + side * 0.85 * face.side, half, width - half))
    start = int(np.clip(face.y + 0.3 * face.side, 0, height - 1))
    solid = picture.matte[start:, int(np.clip(x, 0, width - 1))] > 0.5
    if not solid.any():
        return None
    top = start + int(solid.argmax())
    return Setting(x=x, bottom=min(top + 0.1 * tall, height - 1.0), height=tall, has_shadow=False)


def _behind(thing: _Thing, picture: WorkingPicture) -> Setting | None:
    """In the widest gap beside and over the object, which hides the rest."""
    if not picture.has_object:
        return None
    height, width = picture.matte.shape
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    free = 1 - picture.matte
    free[0] = free[:, 0] = free[:, -1] = 0
    liking = smoothstep(0.75, 0.5, ys) if thing.concept in flying_things() else smoothstep(0.2, 0.45, ys)
    spot = calm_spot(np.zeros_like(picture.rgb), free, np.asarray(liking * np.ones_like(free), np.float32))
    if spot is None or spot.radius < 0.06 * height:
        return None
    tall = min(thing.tall, 2.2 * spot.radius)
    half = 0.52 * tall * thing.aspect
    x = float(np.clip(spot.x, half, max(half, width - half)))
    bottom = float(np.clip(spot.y + 0.5 * tall, 1.05 * tall, 0.98 * height))
    return Setting(x=x, bottom=bottom, height=tall, has_shadow=False, is_behind=True)


_ANCHORED: Final[Mapping[Place, Callable[[_Thing, WorkingPicture], Setting | None]]] = {
    Place.PLATE: _on_plate,
    Place.WATER: _on_water,
    Place.GROUND: _on_ground,
    Place.ON_TOP: _on_top,
    Place.BACKGROUND: _behind,
}


def _on_object(extent: Extent, concept: str, tall: float, aspect: float) -> Setting:
    """On the main object, above its middle where something light alights, else on its near edge."""
    tall = min(tall, _OF_OBJECT * extent.height, _OF_OBJECT * extent.width / aspect)
    is_light = concept in flying_things() or concept in _ALIGHTING
    x = extent.left + extent.width * (0.56 if is_light else 0.33)
    bottom = extent.top + extent.height * (0.42 if is_light else 0.93)
    return Setting(x=x, bottom=bottom, height=tall, has_shadow=not is_light)


def _off_the_face(setting: Setting, aspect: float, picture: WorkingPicture) -> Setting:
    """Make a thing so small that it stays beside or below every face."""
    half = setting.height * aspect / 2
    for face in find_faces(picture.rgb):
        over = face.x + 0.7 * face.side > setting.x - half and face.x - 0.7 * face.side < setting.x + half
        room = setting.bottom - (face.y + 0.6 * face.side)
        if over and setting.bottom - setting.height < face.y + 0.6 * face.side:
            return replace(setting, height=max(0.12 * picture.size[1], min(setting.height, room)))
    return setting


def spread(setting: Setting, count: int, aspect: float, picture: WorkingPicture) -> list[Setting]:
    """Places for several of a kind around the first one's, far ones first."""
    if count <= 1:
        return [setting]
    rng = picture.rng(83)
    width, height = picture.size
    tall = setting.height * max(0.45, 1.05 - 0.12 * count)
    wide = tall * aspect
    settings = []
    first, last = (0.08, 0.92) if count > 3 or not setting.has_shadow else (0.0, 0.0)
    for index in range(count):
        if last:
            x = width * (first + (last - first) * (index + 0.5) / count)
        else:
            x = setting.x + (index - (count - 1) / 2) * wide * 1.06
        lift = float(rng.uniform(-0.05, 0.05 if setting.has_shadow else 0.14)) * height
        size = tall * float(rng.uniform(0.86, 1.1))
        bottom = float(np.clip(setting.bottom + lift, size, height * 0.98))
        x = float(np.clip(x, wide * 0.52, max(wide * 0.52, width - wide * 0.52)))
        settings.append(replace(setting, x=x, bottom=bottom, height=size))
    return sorted(settings, key=lambda one: one.bottom)
