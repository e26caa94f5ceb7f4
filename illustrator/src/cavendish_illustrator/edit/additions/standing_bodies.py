"""Stands things that are known as bodies in a photograph: seen at its tilt, in its scale, light and focus."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.additions.beside_places import beside_object, is_seen_from_above
from cavendish_illustrator.edit.additions.free_places import free_place
from cavendish_illustrator.edit.additions.modelled_things import photographed
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.cup_contents import ellipse_around, find_drink
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.edit.solids.arranging import extent_seen, filled, side_by_side
from cavendish_illustrator.edit.solids.bodies_in_space import Placed, dyed_body, find_body
from cavendish_illustrator.edit.solids.tracing import Seen, Sight, look_at
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import resize
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place

_CUP_CM: Final = 6.4
"""Width of the drink in a cup."""
_ABOVE_DEG, _LEVEL_DEG = 42.0, 14.0
"""Tilt of a ground that is seen from above, and of one before somebody."""
_ALIGHTED_DEG, _HUNG_DEG = 50.0, 6.0
"""Tilt at which one sees what sits on something, and what hangs, flies or is held."""
_STEEPEST_DEG, _FLATTEST_DEG = 68.0, 12.0
_LEAST, _MOST = 0.2, 0.42
"""Size of what is seen (the root of its area), in the picture's short side."""
_TALLEST: Final = 0.6
_ON_TABLE: Final = 0.36
"""Height of what stands on a table before somebody, in the picture's, at most."""
_FINEST: Final = 220
"""Most pixels of a side that are traced; larger things are enlarged."""
_HIGHER: Final = 0.06
"""What stands so much higher in the picture than the main object's foot, in its height, is behind it."""
_NEAREST_BESIDE: Final = frozenset(
    {None, Place.SURFACE, Place.LEFT, Place.RIGHT, Place.BOTTOM_LEFT, Place.BOTTOM_RIGHT}
)


def stand_bodies(picture: WorkingPicture, operation: AddObject, place: Place | None) -> bool:
    """Draw the thing with what is in it where it stands; False where nobody has described its body."""
    placed = _arranged(picture, operation)
    if placed is None:
        return False
    # The round visor of a helmet is no drink.
    is_portrait = not picture.has_object or bool(find_faces(picture.rgb))
    drink = None if is_portrait else find_drink(picture.rgb, picture.matte)
    tilt = _tilt_of(picture, drink, place)
    wide, tall = extent_seen(placed, tilt)
    setting = _place_of(picture, operation, place, (wide, tall), drink)
    sight = Sight(tilt_deg=tilt, pixels=setting[2], side=side_of_light(picture.rgb))
    _paint(picture, _seen(placed, sight), (setting[0], setting[1]), is_on=place is Place.PLATE)
    return True


_LAID_FLAT: Final = frozenset({Place.ON_OBJECT, Place.AROUND})


def traced_thing(
    operation: AddObject, height: float, picture: WorkingPicture, place: Place | None
) -> Field | None:
    """Pixels of a thing that hangs, flies, is held or has alighted, as one sees it there; or None."""
    placed = _arranged(picture, operation)
    if placed is None:
        return None
    is_flat = placed[0].body.tall < placed[0].body.radius
    tilt = _ALIGHTED_DEG if place in _LAID_FLAT and is_flat else _HUNG_DEG
    _, tall = extent_seen(placed, tilt)
    sight = Sight(tilt_deg=tilt, pixels=height / tall, side=side_of_light(picture.rgb))
    return photographed(_seen(placed, sight).rgba, picture)


def _arranged(picture: WorkingPicture, operation: AddObject) -> list[Placed] | None:
    body = find_body(operation.concept)
    if body is None:
        return None
    body = dyed_body(body, operation.color)
    rng = picture.rng(311)
    content = find_body(operation.contents) if operation.contents else None
    if content is not None and body.holds:
        return filled(body, dyed_body(content, operation.contents_color), operation.contents_count, rng)
    return side_by_side(body, max(1, min(9, operation.count)), rng)


def _tilt_of(picture: WorkingPicture, drink: Field | None, place: Place | None) -> float:
    """Degrees by which the photograph looks down on its ground; a round drink tells it."""
    if drink is not None:
        outlines, _ = cv2.findContours(
            (drink > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
        )
        lying = ellipse_around(max(outlines, key=len))
        if lying is not None:
            _, (wide, tall), _ = lying
            steep = float(np.rad2deg(np.arcsin(min(1.0, min(wide, tall) / max(wide, tall)))))
            return float(np.clip(steep, _FLATTEST_DEG, _STEEPEST_DEG))
    if place is Place.TABLE or find_faces(picture.rgb) or not picture.has_object:
        return _LEVEL_DEG
    return _ABOVE_DEG if is_seen_from_above(picture.rgb, picture.matte) else _LEVEL_DEG


def _place_of(
    picture: WorkingPicture,
    operation: AddObject,
    place: Place | None,
    extent: tuple[float, float],
    drink: Field | None,
) -> tuple[float, float, float]:
    """The middle and the lower end of what is seen, in pixels, and pixels for a centimetre."""
    wide, tall = extent
    if place in _NEAREST_BESIDE:
        setting = beside_object(picture, _height(picture, extent, drink), wide / tall, place)
    else:
        setting = free_place(operation, place, wide / tall, picture)
        if place is Place.TABLE:
            high = min(_height(picture, extent, drink), _ON_TABLE * picture.size[1])
            setting = replace(setting, height=high)
        if operation.count > 1:
            x = float(np.clip(setting.x, 0.5 * setting.height * wide / tall, picture.size[0]))
            return x, setting.bottom, setting.height / tall
    return setting.x, setting.bottom, setting.height / tall


def _height(picture: WorkingPicture, extent: tuple[float, float], drink: Field | None) -> float:
    """Height in pixels: to scale where a cup tells it, so that it is well seen and has room."""
    wide, tall = extent
    short = min(picture.size)
    size = float(np.sqrt(wide * tall))
    if drink is not None:
        columns = np.flatnonzero((drink > 0.5).any(0))
        pixels = size * len(columns) / _CUP_CM
    else:
        pixels = 0.3 * short * (size / 12) ** 0.3
    pixels = float(np.clip(pixels, _LEAST * short, _MOST * short))
    return min(pixels / size * tall, _TALLEST * picture.size[1])


def _seen(placed: Sequence[Placed], sight: Sight) -> Seen:
    """What is seen, traced no finer than needed."""
    wide, tall = extent_seen(placed, sight.tilt_deg)
    finest = min(sight.pixels, _FINEST / max(wide, tall))
    seen = look_at(placed, Sight(tilt_deg=sight.tilt_deg, pixels=finest, side=sight.side))
    larger = sight.pixels / finest
    if larger <= 1:
        return seen
    size = (round(seen.shade.shape[1] * larger), round(seen.shade.shape[0] * larger))
    return Seen(
        rgba=clamp(resize(seen.rgba, *size, is_smooth=True)),
        shade=clamp(resize(seen.shade, *size, is_smooth=True)),
        origin=(seen.origin[0] * larger, seen.origin[1] * larger),
    )


def _paint(picture: WorkingPicture, seen: Seen, at: tuple[float, float], *, is_on: bool) -> None:
    """Lay shade and colours over the photograph, behind what stands nearer."""
    rows = np.flatnonzero((seen.rgba[..., 3] > 0.3).any(1))
    columns = np.flatnonzero((seen.rgba[..., 3] > 0.3).any(0))
    if not len(rows):
        return
    left = round(at[0] - (columns[0] + columns[-1]) / 2)
    top = round(at[1]) - int(rows[-1]) - 1
    rgba = photographed(seen.rgba, picture)
    through = 1 - 0.8 * float(np.mean(seen.rgba[..., 3][seen.rgba[..., 3] > 0.1]) < 0.75)
    width, height = picture.size
    here = np.s_[
        max(0, top) : min(height, top + rgba.shape[0]), max(0, left) : min(width, left + rgba.shape[1])
    ]
    there = np.s_[here[0].start - top : here[0].stop - top, here[1].start - left : here[1].stop - left]
    alpha, shade = rgba[there][..., 3], through * seen.shade[there]
    extent = extent_of(picture.matte)
    if picture.has_object and not is_on and at[1] < extent.bottom - _HIGHER * extent.height:
        alpha, shade = alpha * (1 - picture.matte[here]), shade * (1 - picture.matte[here])
    image = picture.rgb.copy()
    under = image[here] * (1 - shade)[..., None]
    image[here] = under * (1 - alpha)[..., None] + rgba[there][..., :3] * alpha[..., None]
    picture.rgb = clamp(image)
    matte = picture.matte.copy()
    matte[here] = np.maximum(matte[here], alpha)
    picture.matte = matte
    if picture.alpha is not None:
        picture.alpha = np.maximum(picture.alpha, matte)
