"""Carries out an edit instruction on photographs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PIL import Image

from cavendish_illustrator.edit.finding.photograph import FindObjects, take_photographs
from cavendish_illustrator.edit.finding.salient_object import find_main_objects
from cavendish_illustrator.edit.nearest_operations import ensure_change, nearest_operations
from cavendish_illustrator.edit.photograph_changes import change_photographs
from cavendish_illustrator.edit.picture_changes import change_picture
from cavendish_illustrator.edit.picture_layout import lay_out
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.dressing_up import with_costumes
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.scenery.finishing import finish_scene
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    AddWeather,
    Combine,
    Crop,
    CutOut,
    EditInstruction,
    EditOperation,
    Extend,
    Recolour,
    Relight,
    ReplaceBackground,
    Sticker,
)

MOST_REFERENCES: Final = 14
_LONGEST_SIDE: Final = 2048
"""References are read at no more than this, whatever the output: cut-outs need no more."""
_LONGEST_OF_SEVERAL: Final = 0.72
"""Of the output's long side, when several references share the picture."""


@dataclass(frozen=True, slots=True)
class EditedPicture:
    """`image` is float32, H x W x 3, or x 4 with straight alpha where a cut-out was asked for."""

    image: Field
    notes: tuple[str, ...]
    focus: Field
    """How much each pixel belongs to a main object, 0..1."""


def _reading_side(size: tuple[int, int], count: int) -> int:
    longest = max(size) * (_LONGEST_OF_SEVERAL if count > 1 else 1.0)
    return int(np.clip(longest, 512, _LONGEST_SIDE))


def _without_doubles(operations: Sequence[EditOperation]) -> tuple[EditOperation, ...]:
    """Drop light and weather that a new scene brings already."""
    scenes = [
        operation.spec for operation in operations if isinstance(operation, ReplaceBackground | Combine)
    ]
    if not scenes:
        return tuple(operations)
    times = {spec.time_of_day.value for spec in scenes if spec.time_of_day is not None}
    weathers = {spec.weather for spec in scenes if spec.weather is not None}
    return tuple(
        operation
        for operation in operations
        if not (isinstance(operation, Relight) and operation.look.value in times)
        and not (isinstance(operation, AddWeather) and operation.weather in weathers)
    )


def _with_readable_text(operations: Sequence[EditOperation]) -> tuple[EditOperation, ...]:
    """Write in a colour of our own choice where the asked one is the colour a thing is given."""
    given = {operation.color for operation in operations if isinstance(operation, Recolour | AddObject)}
    return tuple(
        replace(operation, color=None)
        if isinstance(operation, AddText) and operation.color in given
        else operation
        for operation in operations
    )


def _without_references(instruction: EditInstruction, size: tuple[int, int], seed: int) -> WorkingPicture:
    canvas = render_setting(instruction.spec, size, seed)
    finish_scene(canvas, instruction.spec)
    return WorkingPicture(clamp(canvas.img), clamp(canvas.focus), seed, has_object=False)


def _keeps_pixels(operations: Sequence[EditOperation], count: int) -> bool:
    """Whether the result could be a mere copy of the reference."""
    layouts = ReplaceBackground | Combine | CutOut | Sticker | Extend
    return count == 1 and not any(
        isinstance(operation, layouts) or (isinstance(operation, Crop) and operation.is_round)
        for operation in operations
    )


def _is_idle_joining(operation: EditOperation) -> bool:
    return isinstance(operation, Combine) and not operation.spec.settings


def _result(picture: WorkingPicture, notes: Sequence[str]) -> EditedPicture:
    image = clamp(picture.rgb)
    if picture.alpha is not None:
        image = np.concatenate([image, clamp(picture.alpha)[..., None]], -1)
    return EditedPicture(np.ascontiguousarray(image), tuple(notes), clamp(picture.matte))


def edit_photographs(
    instruction: EditInstruction,
    references: Sequence[Image.Image],
    size: tuple[int, int],
    seed: int,
    find_objects: FindObjects = find_main_objects,
) -> EditedPicture:
    """Edit the references as told and return a picture of exactly `size`, never a mere copy.

    The same arguments give the same pixels. What could not be done is replaced by the nearest thing that
    can, and the notes say so. References that cannot be decoded are left out.
    """
    operations = instruction.operations or nearest_operations(instruction.spec)
    operations, left = with_costumes(_with_readable_text(_without_doubles(operations)))
    taken = list(references[:MOST_REFERENCES])
    photographs, notes = take_photographs(taken, _reading_side(size, len(taken)), find_objects)
    notes += left
    if len(references) > len(taken):
        notes.append(f"used the first {len(taken)} references only")
    if not photographs:
        picture = _without_references(instruction, size, seed)
        notes.append("no readable reference: painted the words instead")
        change_picture(picture, operations)
        return _result(picture, [*notes, *picture.notes])
    if len(photographs) == 1:  # `the two men` of one photograph are together already
        operations = tuple(one for one in operations if not _is_idle_joining(one))
    original = replace(photographs[0])
    notes += change_photographs(photographs, operations, seed)
    picture = lay_out(photographs, operations, instruction.spec, size, seed)
    change_picture(picture, operations)
    if _keeps_pixels(operations, len(photographs)):
        ensure_change(picture, lay_out([original], (), instruction.spec, size, seed).rgb)
    return _result(picture, [*notes, *picture.notes])
