"""Operations on the laid-out picture, in the order in which they can build on each other."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.adding import (
    add_object,
    place_for,
    put_behind,
    put_instead,
    put_over,
)
from cavendish_illustrator.edit.additions.lettering_over import write_over
from cavendish_illustrator.edit.atmosphere.airy_things import add_airy_thing, darken_for, is_airy
from cavendish_illustrator.edit.atmosphere.relighting import add_grain, relight
from cavendish_illustrator.edit.atmosphere.sky_things import open_air
from cavendish_illustrator.edit.atmosphere.weathering import add_weather
from cavendish_illustrator.edit.behind_somebody import take_from_behind
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.faces.finer_faces import face_cover, with_finer_faces
from cavendish_illustrator.edit.faces.smiling import smile
from cavendish_illustrator.edit.finding.metal_parts import CUTLERY, find_metal_part, metal_cover
from cavendish_illustrator.edit.finding.object_parts import meant_part, people_in
from cavendish_illustrator.edit.finding.one_of_people import share_of_person
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.finding.spared_colors import spared_cover
from cavendish_illustrator.edit.looks.drawn_photographs import draw_photograph, is_drawn
from cavendish_illustrator.edit.looks.photo_styles import (
    style_after_photograph,
    style_of_face,
    style_of_whole_photograph,
)
from cavendish_illustrator.edit.looks.picture_frames import put_into_frame
from cavendish_illustrator.edit.looks.round_pictures import cut_round
from cavendish_illustrator.edit.pixels.blurring import blur_background
from cavendish_illustrator.edit.pixels.cast_shadows import cast_shadow
from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly, hung_further
from cavendish_illustrator.edit.pixels.patch_completion import complete
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.glasses_removal import GLASSES, take_glasses_off
from cavendish_illustrator.painting.color import Field, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    AddObject,
    AddText,
    AddWeather,
    BlurBackground,
    Crop,
    EditOperation,
    Frame,
    Place,
    Relight,
    RemoveObject,
    ReplaceObject,
    Restyle,
    Smile,
    Sticker,
)
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in, is_person

_ORDER: Final = (
    RemoveObject,
    ReplaceObject,
    BlurBackground,
    Smile,
    AddObject,
    Relight,
    AddWeather,
    Restyle,
)
_PUT_ON_FIRST: Final[Mapping[Place | None, int]] = {Place.NECK: 0, Place.ON_FACE: 1}
_RIM: Final = 0.014
"""Width of what is taken away around an object, in parts of the picture's short side."""
_MOST_PATCHED: Final = 0.66
"""A hole over more of the picture than this leaves too little to copy from."""
_BUST, _BUST_WIDTH = 0.3, 0.6
"""A larger hole that takes more of the lower edge was somebody's head and shoulders."""
_MOST_TAKEN: Final = 0.66
"""A picture of which more than this is taken away is none: the object stays."""
_BRIGHT, _MOST_LIT = 0.44, 0.66
"""Mean tone up to which a photograph is lit up before it is painted, and the least exponent of its tones."""
_FACE_FOCUS: Final = 0.75
_FOCUS: Final = 0.35
"""How much of the object's detail a style keeps: more would leave a photograph on a painting."""


def _take_away(
    picture: WorkingPicture,
    word: str,
    concept: str | None = None,
    place: Place | None = None,
    *,
    is_all: bool = True,
    makes_room: bool = False,
) -> None:
    if not makes_room and _is_told_apart(picture, word, concept, place):
        return
    if _is_left(picture, word, concept):
        return
    chosen = meant_part(picture, concept, place, is_all=is_all)
    if concept is not None and is_person(concept) and not makes_room:
        chosen = _people_of(picture, chosen, place)
        if not chosen.any():
            picture.notes.append(f"cannot tell {word!r} from what stands with them: left it")
            return
    elif concept is not None and not is_animate(concept) and _shows_somebody(picture, chosen):
        is_gone = take_from_behind(picture, concept, place) is not None
        picture.notes.append(
            f"took {word} away" if is_gone else f"found somebody instead of {word!r}: left them"
        )
        return
    # The matte's own edge still shows the object, and its shadow lies close by: take a rim along.
    chosen = np.maximum(chosen, cast_shadow(picture.rgb, chosen, picture.matte))
    rim = dilate(chosen, max(2, round(_RIM * min(picture.size))))
    hole = smoothstep(0.1, 0.5, blur(rim, 2 * picture.unit))
    if float(hole.mean()) > _MOST_TAKEN and not makes_room:
        picture.notes.append(f"{word!r} fills too much of the picture to be taken away: left it")
        return
    picture.rgb = _filled(picture, hole)
    picture.matte = np.asarray(picture.matte * (1 - rim), np.float32)
    picture.has_object = bool((picture.matte > 0.5).any())
    which = "the main object" if not picture.has_object else "one of several objects"
    picture.notes.append(f"took {which} away ({word})")


def _is_told_apart(picture: WorkingPicture, word: str, concept: str | None, place: Place | None) -> bool:
    """Take away what is no object of its own, or stands behind one; False of anything else."""
    if concept in GLASSES and take_glasses_off(picture):
        picture.notes.append(f"took {word} off")
    elif place is Place.BACKGROUND:
        _take_from_background(picture, word, concept)
    elif concept in CUTLERY and picture.has_object:
        _take_metal_away(picture, word)
    else:
        return False
    return True


def _take_from_background(picture: WorkingPicture, word: str, concept: str | None) -> None:
    if picture.has_object and take_from_behind(picture, concept, None) is not None:
        picture.notes.append(f"took {word} away")
        return
    blur_background(picture)
    picture.notes.append(f"cannot tell {word!r} from the background: blurred that")


def _is_left(picture: WorkingPicture, word: str, concept: str | None) -> bool:
    """Whether it cannot be taken away, which the notes say."""
    if concept is not None and is_in(concept, "wearable"):
        picture.notes.append(f"cannot take off what is worn ({word}): left it")
    elif concept == SCENERY:
        picture.notes.append(f"cannot tell {word!r} from the rest of the picture: left it")
    elif not picture.has_object:
        picture.notes.append(f"found no single object to take away for {word!r}")
    else:
        return False
    return True


def _take_metal_away(picture: WorkingPicture, word: str) -> None:
    """A spoon alone, and not the cup that it lies beside."""
    box = find_metal_part(picture)
    if box is None:
        picture.notes.append(f"found no {word!r} to take away")
        return
    rows, columns = np.ogrid[: picture.matte.shape[0], : picture.matte.shape[1]]
    across = (columns - (box.left + box.right) / 2) / (0.82 * box.width)
    down = (rows - (box.top + box.bottom) / 2) / (0.76 * box.height)
    away = np.asarray(np.hypot(across, down), np.float32)
    hole, around = smoothstep(1.1, 0.85, away), smoothstep(1.5, 1.3, away)
    # Neither what the object lies on nor more of the metal is anything to fill the hole with.
    metal = metal_cover(picture)
    avoid = np.maximum(1 - picture.matte, metal * (1 - np.maximum(hole, around)))
    picture.rgb = complete(picture.rgb, np.maximum(hole, metal * around), picture.seed, avoid)
    picture.notes.append(f"took {word} away")


def _people_of(picture: WorkingPicture, chosen: Field, place: Place | None) -> Field:
    """The people that are meant: the one at a side, or those of the main object."""
    share = share_of_person(picture, place, None)
    if share is not None and not isinstance(share, float) and place is not None:
        return np.asarray(picture.matte * share, np.float32)
    return people_in(picture, chosen)


def _shows_somebody(picture: WorkingPicture, cover: Field) -> bool:
    """Whether a part of the picture is a person, whatever else stands behind."""
    rows, columns = cover.shape
    return any(
        0 <= face.x < columns and 0 <= face.y < rows and cover[int(face.y), int(face.x)] > 0.5
        for face in find_faces(picture.rgb)
    )


def _filled(picture: WorkingPicture, hole: Field) -> Field:
    """Patches of the surroundings; where little is left, their colours out of focus."""
    share = float(hole.mean())
    if share < _MOST_PATCHED:
        filled = complete(picture.rgb, hole, picture.seed)
        is_bust = share > _BUST and float((hole[-1] > 0.5).mean()) > _BUST_WIDTH
        return hung_further(filled, hole) if is_bust else filled
    side = max(picture.size)
    wide = dilate(hole, max(2, round(0.01 * min(picture.size))))
    soft = blur(fill_smoothly(picture.rgb, 1 - wide), 0.02 * side)
    near = smoothstep(0.0, 0.6, blur(wide, 0.025 * side))
    grainy = add_grain(soft, 0.012, picture.rng(103))
    return np.asarray(mix(picture.rgb, grainy, np.maximum(near, hole)[..., None]), np.float32)


def _exchange(picture: WorkingPicture, operation: ReplaceObject) -> None:
    concept = operation.old_concept
    if concept is not None and not is_animate(concept) and _shows_somebody(picture, picture.matte):
        place = take_from_behind(picture, concept, None)
        if place is None:
            picture.notes.append(f"found somebody instead of {operation.old_word!r}: left them")
        else:
            put_behind(picture, operation.concept, operation.word, place)
        return
    metal = find_metal_part(picture) if concept in CUTLERY else None
    if metal is not None:
        put_over(picture, operation.concept, operation.word, metal)
        return
    box = extent_of(picture.matte)
    _take_away(picture, operation.old_word, makes_room=True)
    put_instead(picture, operation.concept, operation.word, box)


def _over_white(picture: WorkingPicture) -> Field:
    if picture.alpha is None:
        return picture.rgb
    return np.asarray(mix(np.ones_like(picture.rgb), picture.rgb, picture.alpha[..., None]), np.float32)


def _restyle(picture: WorkingPicture, style: Style) -> None:
    if style is Style.PHOTO:
        picture.notes.append("kept it a photograph")
        return
    own, whole = style_after_photograph(style), style_of_whole_photograph(style)
    shown = _well_lit(_over_white(picture))
    if own is not None:
        of_face = style_of_face(style) or own
        is_inked = style in (Style.COMIC, Style.ANIME)
        painted = own(shown, picture.seed)
        picture.rgb = with_finer_faces(picture, shown, painted, of_face, keeps_outline=is_inked)
    elif whole is not None:
        picture.rgb = whole(shown, picture.seed)
    elif is_drawn(style):
        picture.rgb = draw_photograph(picture, shown, style)
    else:
        focus = _detail(picture) if picture.has_object else None
        picture.rgb = apply_style(style, shown, focus, picture.seed)
    picture.notes.append(f"repainted as {style.value.replace('_', ' ')}")


def _well_lit(image: Field) -> Field:
    """A dark photograph as bright as a painter would have wished it: painted dark it is mud."""
    mean = float(luminance(image).mean())
    if mean >= _BRIGHT or mean <= 0:
        return image
    return np.asarray(image ** max(_MOST_LIT, float(np.log(_BRIGHT) / np.log(mean))), np.float32)


def _detail(picture: WorkingPicture) -> Field:
    """Where a style keeps detail: some on the object, nearly all on its faces, which are nothing without."""
    return np.asarray(np.maximum(picture.matte * _FOCUS, _FACE_FOCUS * face_cover(picture)), np.float32)


def _change(picture: WorkingPicture, operation: EditOperation) -> None:
    match operation:
        case RemoveObject():
            _take_away(picture, operation.word, operation.concept, operation.place, is_all=operation.is_all)
        case ReplaceObject():
            _exchange(picture, operation)
        case BlurBackground():
            blur_background(picture)
        case AddObject():
            add_object(picture, operation)
        case Relight() | AddWeather():
            _change_light(picture, operation)
        case Smile():
            told = "drew the corners of the mouth up" if smile(picture) else "found no face that could smile"
            picture.notes.append(told)
        case Restyle():
            _restyle(picture, operation.style)
        case _:  # the layout's and the photographs' own operations are done by now, texts come last
            pass


def _change_light(picture: WorkingPicture, operation: Relight | AddWeather) -> None:
    if isinstance(operation, Relight):
        before = picture.rgb
        relight(picture, operation.look.value)
        if operation.keeps_object and picture.has_object:
            picture.rgb = np.asarray(mix(picture.rgb, before, picture.matte[..., None]), np.float32)
        if operation.spared is not None:
            _spare(picture, before, operation.spared, operation.spared_concept)
        picture.notes.append(f"light: {operation.look.value.replace('_', ' ')}")
    else:
        add_weather(picture, operation.weather)
        picture.notes.append(f"weather: {operation.weather.value}")


def _spare(picture: WorkingPicture, before: Field, words: str, concept: str | None) -> None:
    """Give one thing its colours back."""
    changed = picture.rgb
    picture.rgb = before
    cover = spared_cover(picture, words, concept)
    picture.rgb = changed if cover is None else np.asarray(mix(changed, before, cover[..., None]), np.float32)
    picture.notes.append(f"could not find {words!r}" if cover is None else f"kept the colours of {words}")


def _place_of(operation: EditOperation) -> Place | None:
    return place_for(operation) if isinstance(operation, AddObject) else None


def change_picture(picture: WorkingPicture, operations: Sequence[EditOperation]) -> None:
    """Carry out all operations on the picture; of several styles the last one counts."""
    styles = [operation for operation in operations if isinstance(operation, Restyle)]
    earlier = [operation for operation in operations if not isinstance(operation, Restyle)]
    # A neck is found by the eyes, which glasses would hide, and those are put on before a hat moves the head.
    earlier.sort(key=lambda one: _PUT_ON_FIRST.get(_place_of(one), len(_PUT_ON_FIRST)))
    airy = [one for one in earlier if isinstance(one, AddObject) and is_airy(one.concept)]
    if airy:
        open_air(picture)  # before the light changes: at night no sky can be told from a wall
    for kind in _ORDER:
        if kind is Restyle:
            darken_for(picture, airy)
            for thing in airy:
                add_airy_thing(picture, thing)
        for operation in earlier + styles[-1:]:
            if isinstance(operation, kind) and operation not in airy:
                _change(picture, operation)
    _finish(picture, operations)


def _finish(picture: WorkingPicture, operations: Sequence[EditOperation]) -> None:
    """The outline, then what is written, then the frame around it all."""
    if any(isinstance(one, Crop | Sticker) and one.is_round for one in operations):
        cut_round(picture, has_ring=any(isinstance(one, Sticker) for one in operations))
    texts = [operation for operation in operations if isinstance(operation, AddText)]
    for number, operation in enumerate(texts):
        write_over(picture, operation, number)
    for frame in [operation for operation in operations if isinstance(operation, Frame)][-1:]:
        put_into_frame(picture, frame)
