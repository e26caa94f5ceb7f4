"""Makes one picture of the asked size out of the references: framed, cut out, or set into a scene."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.adding import drawn_thing, place_for
from cavendish_illustrator.edit.additions.surfaces_below import lies_flat, surface_backdrop
from cavendish_illustrator.edit.backgrounds.banks_before import lay_bank_before
from cavendish_illustrator.edit.backgrounds.framing import (
    Window,
    closer_window,
    cuts_same_edges,
    disc_window,
    frame,
    frame_alone,
    wider_window,
    window_for,
    with_air_above,
)
from cavendish_illustrator.edit.backgrounds.scene_joining import (
    join_before_figures,
    join_scene,
    lay_in_scene,
    lay_over_plain,
    plain_backdrop,
    studio_backdrop,
)
from cavendish_illustrator.edit.backgrounds.wall_backdrops import wall_backdrop
from cavendish_illustrator.edit.backgrounds.windows_beside import window_beside
from cavendish_illustrator.edit.finding.cutting_out import Cutout, cut_out, on_transparent, with_outline
from cavendish_illustrator.edit.finding.outline_closing import with_closed_outline, without_fringes
from cavendish_illustrator.edit.finding.photograph import Photograph, extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.close_up_hats import (
    find_cut_head,
    framed_in_air,
    has_room,
    height_of_hat,
    window_under_hat,
)
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.finishing import finish_scene
from cavendish_illustrator.scenery.setting_registry import render_setting, setting_names
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    Combine,
    Crop,
    CutOut,
    EditOperation,
    Extend,
    Place,
    ReplaceBackground,
    Sticker,
)

Size = tuple[int, int]
_HAT, _PLAIN_HAT, _LINE = 0.3, 0.13, 0.17
"""Room over a head for a hat, for one that is not tall and for a line of text, in the picture's height."""
_SKETCH: Final = 96
"""Height at which a hat is drawn to be measured."""
_WINDOW, _CLEAR = "window", 0.4
"""How places with a view are called, and how much of the usual blur leaves its weather to be seen."""
_KEPT, _IN_PLACE = 0.1, 0.55
"""How far an object takes on a new place's light if it shall stay as it is, and else."""
_LOWEST_GROUND, _SEEN_WELL = 0.7, 0.3
"""Part of the height where the ground of a scene is, and the height of what need not be brought nearer."""
_HEADROOM: Final = 0.1
"""Cover of the upper edge that still is no head."""
_NEARLY_WHITE: Final = 0.9
_ON_SURFACE: Final = 2.2
"""Darkness of the shade on a table, in that on paper."""
_ON_GROUND: Final = 0.99
_STICKER_ROOM: Final = 0.86
_CUT_OUT_ROOM: Final = 0.92
_STICKER_EDGE: Final = 0.014
"""Width of a sticker's outline, in parts of the picture's short side."""
_STICKER_FRINGE: Final = 0.007
"""Thinner hairs and nicks than about this are cut off a sticker, in the same parts."""


def _framed(
    photograph: Photograph, operations: Sequence[EditOperation], size: Size, seed: int
) -> WorkingPicture:
    window = window_for(photograph, size)
    under_hat = _under_hat(operations, photograph, window)
    if under_hat is not None:
        image, matte = framed_in_air(photograph, under_hat, size, seed)
        return WorkingPicture(image, matte, seed, notes=["made room for a hat"])
    window, notes = _chosen(window, operations, photograph, size)
    if not notes and window.reaches_outside(photograph):
        notes.append("carried the background on to reach the asked ratio")
    image, matte = frame(photograph, window, size, seed)
    return WorkingPicture(image, matte, seed, photograph.has_object, notes=notes)


def _chosen(
    window: Window, operations: Sequence[EditOperation], photograph: Photograph, size: Size
) -> tuple[Window, list[str]]:
    """The window that the operations ask for, and notes on it."""
    notes: list[str] = []
    for operation in operations:
        match operation:
            case Crop(is_round=True) | Sticker():
                window = disc_window(photograph, size)
                notes.append("cropped to a disc")
            case Crop():
                window = closer_window(photograph, size, to_portrait=operation.to_portrait)
                notes.append("cropped closer")
            case Extend():
                window = wider_window(photograph, size, operation.toward)
                notes.append("extended the frame")
            case AddObject() | AddText() if photograph.has_object:
                window = _with_air(window, operation, photograph)
            case _:
                pass
    return window, notes


def _with_air(window: Window, operation: AddObject | AddText, photograph: Photograph) -> Window:
    """The window moved up for a hat or a line of text."""
    if isinstance(operation, AddText):
        is_above = operation.place in (Place.TOP, Place.SKY)
        return with_air_above(window, photograph, _LINE) if is_above else window
    if not _is_hat(operation) or has_room(photograph):
        return window
    room = _PLAIN_HAT if operation.concept == "hat" else _HAT
    return with_air_above(window, photograph, room, completes_head=True)


def _is_hat(operation: EditOperation) -> bool:
    return isinstance(operation, AddObject) and place_for(operation) is Place.ON_HEAD


def _under_hat(operations: Sequence[EditOperation], photograph: Photograph, window: Window) -> Window | None:
    """A window with room for a hat over a head that the photograph cuts; None where that is whole."""
    hats = [one for one in operations if isinstance(one, AddObject) and _is_hat(one)]
    if not hats or not photograph.has_object or any(isinstance(one, Crop | Extend) for one in operations):
        return None
    sketch = drawn_thing(hats[0].concept, hats[0].color, _SKETCH, 0)
    cut = None if sketch is None else find_cut_head(photograph.rgb, photograph.matte)
    if sketch is None or cut is None or cut.row > window.top + 1:
        return None
    height = height_of_hat(cut, sketch.shape[1] / sketch.shape[0])
    return None if height is None else window_under_hat(photograph, window, height)


def _left_in_place(photographs: Sequence[Photograph], size: Size) -> Field | None:
    """An object that the photograph has cut, where it was; None where it is whole or has no such place."""
    photograph = photographs[0]
    piece = cut_out(photograph)
    if len(photographs) > 1 or not (piece.left or piece.right or piece.top or piece.bottom):
        return None
    window = window_for(photograph, size)
    return frame_alone(photograph, window, size) if cuts_same_edges(photograph, window) else None


def _in_its_place(photographs: Sequence[Photograph], size: Size) -> Field | None:
    """The object of one photograph where and as large as it was, whole or cut by the picture's edges."""
    photograph = photographs[0]
    window = window_for(photograph, size)
    if len(photographs) > 1 or not photograph.has_object or not cuts_same_edges(photograph, window):
        return None
    return frame_alone(photograph, window, size)


def _transparent(
    photographs: Sequence[Photograph], size: Size, seed: int, *, is_sticker: bool
) -> WorkingPicture:
    rgba = None if is_sticker else _left_in_place(photographs, size)
    if rgba is None:
        pieces = [with_closed_outline(cut_out(photograph)) for photograph in photographs]
        rgba = on_transparent(pieces, size, _STICKER_ROOM if is_sticker else _CUT_OUT_ROOM)
    if is_sticker:
        rgba = without_fringes(rgba, _STICKER_FRINGE * min(size))
    matte = rgba[..., 3].copy()
    if is_sticker:
        rgba = with_outline(rgba, _STICKER_EDGE * min(size))
    note = "cut out the main object" + (" as a sticker" if is_sticker else "")
    if not all(photograph.has_object for photograph in photographs):
        note += " (no clear object found: took the middle)"
    return WorkingPicture(
        np.ascontiguousarray(rgba[..., :3]),
        matte,
        seed,
        alpha=np.ascontiguousarray(rgba[..., 3]),
        notes=[note],
    )


def _backdrop(
    photographs: Sequence[Photograph],
    operation: ReplaceBackground | Combine,
    told: PictureSpec,
    size: Size,
    seed: int,
) -> tuple[Canvas, str, bool]:
    """Painted canvas, its name, and whether it is one plain colour."""
    spec = operation.spec
    if isinstance(operation, ReplaceBackground) and operation.is_surface:
        return _surface_below(photographs, operation, told, size, seed)
    if isinstance(operation, ReplaceBackground) and operation.wall is not None:
        canvas = Canvas(size, TimeOfDay.DAY, seed)
        canvas.img = wall_backdrop(operation.wall, size, seed, canvas.unit)
        return canvas, f"a wall of {operation.wall}", True
    color = operation.color if isinstance(operation, ReplaceBackground) else None
    known = [name for name in spec.settings if name in setting_names()]
    if color is None and spec.palette and known[:1] == ["plain"]:
        color = spec.palette[0]
    if color is not None:
        canvas = Canvas(size, TimeOfDay.DAY, seed)
        plain_backdrop(canvas, "#ffffff" if min(rgb(color)) > _NEARLY_WHITE else color)
        return canvas, f"plain {color}", True
    if not known and isinstance(operation, Combine):
        canvas = Canvas(size, TimeOfDay.DAY, seed)
        studio_backdrop(canvas, [photograph.rgb for photograph in photographs])
        return canvas, "a studio", False
    empty = replace(spec, subjects=(), relations=())
    if known and known[0].startswith(_WINDOW) and len(photographs) == 1:
        return window_beside(photographs[0], empty, size, seed), known[0], False
    return render_setting(empty, size, seed), (known or ["a fitting place"])[0], False


def _surface_below(
    photographs: Sequence[Photograph],
    operation: ReplaceBackground,
    told: PictureSpec,
    size: Size,
    seed: int,
) -> tuple[Canvas, str, bool]:
    is_flat = lies_flat(photographs[0], told)
    in_place = _in_its_place(photographs, size)
    extent = None if in_place is None else extent_of(in_place[..., 3])
    place = None if extent is None else (float(extent.top), float(extent.bottom))
    canvas = surface_backdrop(photographs[0], operation.spec, size, seed, place, is_flat=is_flat)
    return canvas, f"a top of {operation.spec.surface}", is_flat


def _in_scene(
    photographs: Sequence[Photograph],
    operation: ReplaceBackground | Combine,
    told: PictureSpec,
    size: Size,
    seed: int,
) -> WorkingPicture:
    """`told` is the whole instruction read as a picture: it may name what the references show."""
    canvas, place, is_plain = _backdrop(photographs, operation, told, size, seed)
    canvas.focus[:] = 0
    pieces = [cut_out(photograph) for photograph in photographs]
    missing: list[str] = []
    haze = _CLEAR if place.startswith(_WINDOW) else 1.0
    in_place = _in_its_place(photographs, size)
    if in_place is not None and is_plain:
        is_laid = isinstance(operation, ReplaceBackground) and operation.is_surface
        has_hair, shade = pieces[0].face is not None, _ON_SURFACE if is_laid else 1.0
        lay_over_plain(canvas, in_place, has_hair=has_hair, shade=shade)
    elif operation.spec.subjects and len(pieces) == 1 and not is_plain:
        missing = join_before_figures(canvas, pieces[0], operation.spec, seed)
    elif in_place is not None and _fits_ground(in_place, is_cut_above=pieces[0].top):
        is_kept = isinstance(operation, ReplaceBackground) and operation.is_kept
        scene = canvas.img.copy()
        lay_in_scene(canvas, in_place, pieces[0], strength=_KEPT if is_kept else _IN_PLACE, haze=haze)
        if _hangs(pieces[0], in_place) and not _is_on_table(operation):
            lay_bank_before(canvas, scene, in_place[..., 3])
    else:
        named = [subject.concept for subject in told.subjects]
        heights = [real_height(one) for one in named] if len(named) == len(pieces) > 1 else None
        join_scene(canvas, pieces, seed, heights, is_plain=is_plain, haze=haze)
    if not is_plain:
        finish_scene(canvas, replace(operation.spec, palette=()))
    count = len(photographs)
    note = f"set {'the main object' if count == 1 else f'{count} objects'} before {place}"
    notes = [note.replace("_", " "), *(f"no drawing of {word!r}: left out" for word in missing)]
    return WorkingPicture(clamp(canvas.img), clamp(canvas.focus), seed, notes=notes)


def _hangs(piece: Cutout, rgba: Field) -> bool:
    """Whether an edge holds an object that no ground carries: its lower part was hidden in the photograph."""
    is_held = piece.left or piece.right or piece.top
    return is_held and not piece.bottom and extent_of(rgba[..., 3]).bottom < _ON_GROUND * rgba.shape[0]


def _is_on_table(operation: ReplaceBackground | Combine) -> bool:
    return isinstance(operation, ReplaceBackground) and operation.is_surface


def _fits_ground(rgba: Field, *, is_cut_above: bool) -> bool:
    """Whether an object may stay where it was: large enough, its head whole, its foot on a scene's ground."""
    if not is_cut_above and float(rgba[0, :, 3].max()) > _HEADROOM:
        return False
    extent = extent_of(rgba[..., 3])
    height = rgba.shape[0]
    return extent.bottom > _LOWEST_GROUND * height and bool(extent.height > _SEEN_WELL * height)


def lay_out(
    photographs: Sequence[Photograph],
    operations: Sequence[EditOperation],
    spec: PictureSpec,
    size: Size,
    seed: int,
) -> WorkingPicture:
    """Lay the references out as the last layout operation says; several always come together."""
    scene: ReplaceBackground | Combine | None = None
    is_cut_out = is_sticker = False
    for operation in operations:
        match operation:
            case ReplaceBackground() | Combine():
                scene = operation
            case CutOut():
                is_cut_out = True
            case Sticker(is_round=False):
                is_cut_out = is_sticker = True
            case _:
                pass
    if is_cut_out:
        return _transparent(photographs, size, seed, is_sticker=is_sticker)
    if scene is None and len(photographs) > 1:
        scene = Combine(spec=spec)
    if scene is not None:
        return _in_scene(photographs, scene, spec, size, seed)
    return _framed(photographs[0], operations, size, seed)
