"""Draws things into a photograph: on a head, in a hand, in the sky, on the ground beside the main object."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite, trim
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.edit.additions.cup_toppings import top_drink
from cavendish_illustrator.edit.additions.foam_drawings import draw_in_foam
from cavendish_illustrator.edit.additions.foreground_table import lay_table
from cavendish_illustrator.edit.additions.free_places import flying_things, free_place, spread, stands_there
from cavendish_illustrator.edit.additions.lifelike_look import as_photographed
from cavendish_illustrator.edit.additions.modelled_things import cast_on_ground, modelled
from cavendish_illustrator.edit.additions.standing_bodies import stand_bodies, traced_thing
from cavendish_illustrator.edit.additions.strewn_around import strewn_around
from cavendish_illustrator.edit.atmosphere.pools_of_light import flame_at, gives_light, light_up
from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.atmosphere.sky_things import draw_far_birds, draw_rainbow, is_far_bird
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.faces.hand_finding import hides_hands
from cavendish_illustrator.edit.finding.cutting_out import scaled
from cavendish_illustrator.edit.finding.photograph import Extent
from cavendish_illustrator.edit.pixels.blurring import out_of_focus
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, canvas_over, side_of_light
from cavendish_illustrator.edit.solids.bodies_in_space import find_body
from cavendish_illustrator.edit.worn.made_for_faces import make_for_faces
from cavendish_illustrator.edit.worn.setting import Setting
from cavendish_illustrator.edit.worn.worn_look import (
    draw_strap,
    draw_string,
    hairs_before,
    in_the_round,
    shade_what_wears,
    without_own_string,
)
from cavendish_illustrator.edit.worn.worn_places import ONE_EYED, UNDER_NOSE, shows_neck, worn_at, worn_by_all
from cavendish_illustrator.figures.bodies.dyeing import dyed_around_band
from cavendish_illustrator.figures.clothing.facewear import EYEWEAR
from cavendish_illustrator.figures.clothing.wearing import HATS, NECKWEAR
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, brightest, clamp, mix
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding.instructions.drawn_in_foam import FOAM
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_in

_RELIGHT_OF_HERO: Final = 0.45
"""What takes the main object's place has to look as solid as it did."""
_RELIGHT_OF_WORN: Final = 0.3
_HIDING: Final = 1.3
"""Size of what hides a small part, in that part's."""
_LARGE: Final = 0.2
"""Of the picture: what stood there hid too much of its surroundings to show them sharp."""
_BEHIND: Final = 12.0
_STANDING_M, _STANDING = 1.0, 0.86
"""Real height from which a thing stands on the floor behind somebody, and its height in the picture's."""
_MOST: Final = 9
_STALK: Final = 0.6
"""Width of what is all stalk when it stands, in its height, at most."""
_ROUND: Final = {"glasses": "round-glasses", "monocle": "clear-monocle"}
_BEFORE_SOMEBODY: Final = frozenset({None, Place.SURFACE, Place.BOTTOM, Place.LEFT, Place.RIGHT})
"""Where small things would hang in the air of a portrait without a table."""
_WORN: Final = frozenset({Place.ON_HEAD, Place.ON_FACE, Place.NECK})
_SKETCH_HEIGHT: Final = 160
"""Enough to measure a thing before it is drawn at its real size."""
_RELIGHT: Final = 0.1
"""Icons have their own shading already; a photograph's light is flatter than a drawing's."""


def _worn_drawing(concept: str, color: str | None) -> Figure | None:
    """A hat or glasses as they are worn, which icons of them are not."""
    name = HATS.get(concept) or _ROUND.get(concept)
    figure = find_figure(name) if name else None
    return dyed_around_band(figure, color) if figure is not None and color else figure


def drawn_thing(concept: str, color: str | None, height: float, variant: int) -> Field | None:
    """Pixels of a thing trimmed to what shows, or None when there is no drawing of it."""
    subject = Subject(concept=concept, word=concept, color=color)
    cast = Cast(subject=subject, variant=variant)
    figure = _worn_drawing(concept, color) or build_figure(cast)
    return None if figure is None else trim(cast_pixels(cast, figure, max(24.0, height)))


def place_for(operation: AddObject) -> Place | None:
    """The asked place, or where such a thing belongs by itself: a hat on a cat is on its head."""
    concept = operation.concept
    is_put_on = operation.place is Place.ON_OBJECT and (concept in HATS or concept in EYEWEAR)
    if operation.place is not None and not is_put_on:
        return operation.place
    if concept in HATS:
        return Place.ON_HEAD
    if concept in EYEWEAR or concept in UNDER_NOSE or concept in (ONE_EYED, "eyepatch"):
        return Place.ON_FACE
    if concept in NECKWEAR:
        return Place.NECK
    return Place.SKY if concept in flying_things() else None


def _settings(
    operation: AddObject, place: Place | None, aspect: float, picture: WorkingPicture
) -> list[Setting]:
    count = min(_MOST, max(1, operation.count))
    if place is Place.AROUND:
        return strewn_around(operation, aspect, picture)
    if place in (Place.ON_HEAD, Place.ON_FACE, Place.NECK) and count > 1:
        return worn_by_all(place, operation.concept, aspect, picture)[:count]
    if place in (Place.ON_HEAD, Place.ON_FACE, Place.NECK, Place.HAND):
        return [worn_at(place, operation.concept, aspect, picture)]
    return spread(free_place(operation, place, aspect, picture), count, aspect, picture)


def _draw_one(
    canvas: Canvas, rgba: Field, setting: Setting, *, flip: bool = False, relight: float = _RELIGHT
) -> None:
    if setting.stretch != 1:
        rgba = scaled(rgba, round(rgba.shape[1] * setting.stretch), rgba.shape[0])
    finish = Finish(
        relight=relight,
        tint=1.0,
        shadow=setting.has_shadow,
        rim=False,
        haze=0.12 if setting.is_behind else 0.0,
        flip=flip,
        rotate_deg=setting.turn_deg,
        is_painted=False,
    )
    place_sprite(canvas, Sprite(rgba), (setting.x, setting.bottom), setting.height, finish)


def _draw_on_string(canvas: Canvas, rgba: Field, setting: Setting, hand: tuple[float, float]) -> None:
    """Draw what flies on a string from its knot to the hand, without a string of its own."""
    seen, knot = without_own_string(rgba)
    wide = setting.height * rgba.shape[1] / rgba.shape[0]
    top = (setting.x + (knot[0] - 0.5) * wide, setting.bottom - (1 - knot[1]) * setting.height)
    draw_string(canvas, top, hand)
    _draw_one(canvas, seen, setting)


def _pixels(
    picture: WorkingPicture, operation: AddObject, height: float, place: Place | None
) -> Field | None:
    """The thing at the height it is drawn at: as a body if it is known as one, else as it is drawn."""
    traced = traced_thing(replace(operation, count=1), height, picture, place)
    if traced is not None:
        seen = trim(traced)
        if not (place is Place.AROUND and seen.shape[1] < _STALK * seen.shape[0]):
            return seen  # flowers that lie around show their faces
    return drawn_thing(operation.concept, operation.color, height, picture.seed % 7)


def _with_grain(picture: WorkingPicture, canvas: Canvas, before: Field) -> None:
    """Give what was drawn a photograph's grain."""
    changed = clamp(brightest(np.abs(canvas.img - before)) * 40)
    grainy = add_grain(canvas.img, 0.01, picture.rng(89))
    canvas.img = np.asarray(mix(canvas.img, grainy, changed[..., None]), np.float32)


def _drawn_into_sky(picture: WorkingPicture, operation: AddObject) -> bool:
    """Paint what a photograph's sky shows as a part of itself and not as a thing before it."""
    place = place_for(operation)
    if operation.concept == "rainbow":
        draw_rainbow(picture)
    elif is_far_bird(operation.concept) and place is Place.SKY:
        draw_far_birds(picture, min(_MOST, max(1, operation.count)), operation.color)
    else:
        return False
    return True


def _place_here(picture: WorkingPicture, operation: AddObject) -> Place | None:
    """Where it goes; what nobody's hand is seen for stands on a table before them, if it can stand."""
    place = place_for(operation)
    stands = is_food(operation.concept) or is_in(operation.concept, "small_container")
    if place is Place.HAND and stands and operation.count == 1 and hides_hands(picture):
        lay_table(picture)
        return Place.TABLE
    if place in _BEFORE_SOMEBODY and find_body(operation.concept) is not None and hides_hands(picture):
        lay_table(picture)
        return Place.TABLE
    return place


def _missing_for(picture: WorkingPicture, concept: str, place: Place | None) -> str | None:
    """What the photograph would have to show for this to be worn."""
    if concept in UNDER_NOSE and not find_faces(picture.rgb):
        return "face"
    return "neck" if place is Place.NECK and not shows_neck(picture, concept) else None


def add_object(picture: WorkingPicture, operation: AddObject) -> None:
    """Draw the thing into the picture in the photograph's light; an unknown thing is left to the notes."""
    if _drawn_into_sky(picture, operation):
        picture.notes.append(f"added {operation.word} (sky)")
        return
    if _laid_on_drink(picture, operation):
        picture.notes.append(f"added {operation.word} (drink)")
        return
    place = _place_here(picture, operation)
    if _stands_as_body(picture, operation, place):
        picture.notes.append(f"added {operation.word}" + (f" ({place.value})" if place else ""))
        return
    rgba = _pixels(picture, operation, _SKETCH_HEIGHT, place)
    if rgba is None:
        picture.notes.append(f"no drawing of {operation.word!r}: left out")
        return
    if make_for_faces(picture, operation, place):
        picture.notes.append(f"added {operation.word}" + (f" ({place.value})" if place else ""))
        return
    missing = _missing_for(picture, operation.concept, place)
    if missing:
        picture.notes.append(f"found no {missing} for {operation.word!r}: left out")
        return
    _draw_there(picture, operation, rgba, place)
    picture.notes.append(f"added {operation.word}" + (f" ({place.value})" if place else ""))


def _laid_on_drink(picture: WorkingPicture, operation: AddObject) -> bool:
    """Foam with a drawing in it, or a topping; False where no drink is seen or it is nothing for one."""
    if operation.place is not Place.DRINK:
        return top_drink(picture, operation.concept)
    is_bare = operation.concept == FOAM
    sketch = None if is_bare else drawn_thing(operation.concept, None, _SKETCH_HEIGHT, 0)
    return (is_bare or sketch is not None) and draw_in_foam(picture, sketch)


def _stands_as_body(picture: WorkingPicture, operation: AddObject, place: Place | None) -> bool:
    """Whether it is drawn as a body on the photograph's ground."""
    stands = stands_there(operation.concept, place) or place in (Place.TABLE, Place.GROUND)
    if not stands or operation.concept in HATS or gives_light(operation.concept):
        return False
    return stand_bodies(picture, operation, place)


def _draw_there(picture: WorkingPicture, operation: AddObject, sketch: Field, place: Place | None) -> None:
    """Draw it where it goes, on its ground if it stands there, and let it shine if it burns."""
    settings = _settings(operation, place, sketch.shape[1] / sketch.shape[0], picture)
    tallest = max(setting.height for setting in settings)
    sharp = _pixels(picture, operation, tallest, place)
    rgba = sketch if sharp is None else sharp
    if stands_there(operation.concept, place) or place is Place.AROUND:
        _stand(picture, rgba, operation.concept, settings)
    else:
        is_lit = find_body(operation.concept) is not None and place not in _WORN
        _draw_all(picture, rgba, settings, place, is_lit=is_lit)
    if gives_light(operation.concept):
        for one in settings:
            light_up(picture, flame_at(operation.concept, one.x, one.bottom, one.height))


def _stand(picture: WorkingPicture, rgba: Field, concept: str, settings: Sequence[Setting]) -> None:
    """Draw the thing on the ground of the photograph, as if it had been there."""
    for number, one in enumerate(sorted(settings, key=lambda setting: setting.bottom)):
        size = (round(one.height * rgba.shape[1] / rgba.shape[0]), round(one.height))
        seen = scaled(rgba[:, ::-1] if number % 2 else rgba, max(4, size[0]), max(4, size[1]))
        seen = modelled(seen, concept, picture)
        margin = (seen.shape[0] - size[1]) / 2
        at = (one.x, one.bottom + margin)
        picture.rgb = cast_on_ground(picture.rgb, seen, at, side_of_light(picture.rgb))
        canvas = canvas_over(picture)
        canvas.light = replace(canvas.light, ambient=np.ones(3, np.float32))
        flat = replace(one, bottom=at[1], height=float(seen.shape[0]))
        _draw_one(canvas, seen, replace(flat, has_shadow=False), relight=0.0)
        _take_over(picture, canvas)


def _draw_all(
    picture: WorkingPicture,
    rgba: Field,
    settings: Sequence[Setting],
    place: Place | None,
    *,
    is_lit: bool = False,
) -> None:
    """Draw the thing at all its places, as worn, hung or standing there; `is_lit`: in its light already."""
    canvas = canvas_over(picture)
    if is_lit:
        canvas.light = replace(canvas.light, ambient=np.ones(3, np.float32))
        settings = [replace(one, has_shadow=False) for one in settings]
    before = picture.rgb.copy()
    faces_left = settings[0].x > picture.size[0] / 2 and place is None
    is_worn = place in _WORN
    seen = in_the_round(rgba, picture) if is_worn else rgba
    relight = _RELIGHT_OF_WORN if is_worn else 0.0 if is_lit else _RELIGHT
    for one in settings:
        if one.held_at is not None:
            _draw_on_string(canvas, rgba, one, one.held_at)
            continue
        if one.strap is not None:
            draw_strap(canvas, one.strap, (one.x, one.bottom - one.height))
        _draw_one(canvas, seen, one, flip=faces_left, relight=relight)
    if is_worn:
        hairs_before(canvas, before, picture, [one for one in settings if one.is_in_fur])
        shade_what_wears(canvas, before, picture.matte, max(one.height for one in settings))
    _with_grain(picture, canvas, before)
    if settings[0].is_behind:
        canvas.img = np.asarray(mix(canvas.img, before, picture.matte[..., None]), np.float32)
    _take_over(picture, canvas)


def _take_over(picture: WorkingPicture, canvas: Canvas) -> None:
    """Make the canvas the picture; on a cut-out the drawn thing becomes visible as well."""
    picture.rgb = clamp(canvas.img)
    grown = np.maximum(picture.matte, canvas.focus)
    if picture.alpha is not None:
        picture.alpha = np.maximum(picture.alpha, clamp(grown))
    picture.matte = grown


def put_instead(picture: WorkingPicture, concept: str, word: str, box: Extent) -> None:
    """Draw a thing where the main object stood, before surroundings that are out of focus."""
    height = picture.size[1]
    rgba = as_photographed(concept, min(1.02 * box.height, 0.94 * height), picture)
    is_lifelike = rgba is not None
    if rgba is None:
        rgba = drawn_thing(concept, None, float(box.height), picture.seed % 7)
    if rgba is None:
        picture.notes.append(f"no drawing of {word!r}: only the old object was taken away")
        return
    rgba = trim(rgba)
    if not is_lifelike:
        rgba = in_the_round(rgba, picture)
    if box.width * box.height > _LARGE * picture.size[0] * height:
        picture.rgb = out_of_focus(picture.rgb, _BEHIND * picture.unit)
    canvas = canvas_over(picture)
    canvas.focus = np.zeros_like(canvas.focus)
    # What stood there gave the surroundings their colour: a thing of another colour keeps its own.
    canvas.light = replace(canvas.light, ambient=mix(np.ones(3, np.float32), canvas.light.ambient, 0.3))
    before = picture.rgb.copy()
    setting = _instead_of(box, rgba.shape[1] / rgba.shape[0], picture.size)
    _draw_one(canvas, rgba, setting, relight=0.0 if is_lifelike else _RELIGHT_OF_HERO)
    _with_grain(picture, canvas, before)
    picture.rgb, picture.matte = clamp(canvas.img), canvas.focus
    picture.notes.append(f"put {word} in its place")


def put_behind(picture: WorkingPicture, concept: str, word: str, box: Extent) -> None:
    """Draw a thing behind the main object, as tall as what stood there and whole beside it."""
    sketch = drawn_thing(concept, None, _SKETCH_HEIGHT, picture.seed % 7)
    if sketch is None:
        picture.notes.append(f"no drawing of {word!r}: only the old thing was taken away")
        return
    aspect = sketch.shape[1] / sketch.shape[0]
    tall = min(1.02 * box.height, 1.15 * box.width / aspect)
    bottom = (box.top + box.bottom + tall) / 2
    if aspect < 1 and real_height(concept) >= _STANDING_M:
        # What stands on the floor is partly hidden, and cut by the picture's edge as such things are.
        tall, bottom = max(tall, _STANDING * picture.size[1]), picture.size[1] + 1.0
    seen = drawn_thing(concept, None, tall, picture.seed % 7)
    where = Setting(
        x=(box.left + box.right) / 2, bottom=bottom, height=tall, is_behind=True, has_shadow=False
    )
    _draw_all(picture, sketch if seen is None else in_the_round(seen, picture), [where], Place.BACKGROUND)
    picture.notes.append(f"put {word} in its place")


def put_over(picture: WorkingPicture, concept: str, word: str, box: Extent) -> None:
    """Draw a small thing so that it hides a part of the main object, all else left as it is."""
    rgba = drawn_thing(concept, None, _SKETCH_HEIGHT, picture.seed % 7)
    if rgba is None:
        picture.notes.append(f"no drawing of {word!r}: left the old one")
        return
    aspect = rgba.shape[1] / rgba.shape[0]
    tall = _HIDING * max(box.height, box.width / aspect)
    x, bottom = (box.left + box.right) / 2, (box.top + box.bottom + tall) / 2
    setting = Setting(x=x, bottom=min(bottom, picture.size[1] - 1.0), height=tall)
    seen = drawn_thing(concept, None, tall, picture.seed % 7)
    _draw_all(picture, in_the_round(rgba if seen is None else seen, picture), [setting], Place.ON_OBJECT)
    picture.notes.append(f"put {word} over it")


def _instead_of(box: Extent, aspect: float, size: tuple[int, int]) -> Setting:
    """As large as what stood there, whole, and on its ground; what hung from above stands on the edge."""
    width, height = size
    tall = min(box.height * 1.02, box.width * 1.35 / aspect, height * 0.94, width * 0.94 / aspect)
    is_large = box.height > 0.6 * height
    tall = max(tall, height * (0.84 if is_large and aspect < 1 else 0.2))
    bottom = height + 1.0 if is_large and box.top <= 0.02 * height else min(float(box.bottom), height * 0.985)
    half = tall * aspect / 2
    x = float(np.clip((box.left + box.right) / 2, half, max(half, width - half)))
    return Setting(x=x, bottom=max(bottom, tall), height=tall)
