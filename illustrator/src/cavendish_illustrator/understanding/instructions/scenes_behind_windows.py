"""Joins what is told of a window and of what is seen through it into one scene."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddWeather,
    EditOperation,
    Look,
    Relight,
    ReplaceBackground,
)

_WINDOW, _NEAR_PANES = "window", "windowsill"
"""How all places with a window are called at first, and the one that shows what is outside."""
_TIMES: Final = frozenset({Look.NIGHT, Look.DAY, Look.SUNSET, Look.GOLDEN_HOUR})


def as_one_scene(operations: Sequence[EditOperation]) -> list[EditOperation]:
    """`On the windowsill, outside it rains`: the rain falls behind the panes, not on the cat."""
    scenes = [one for one in operations if isinstance(one, ReplaceBackground) and one.color is None]
    if not any(map(_has_window, scenes)):
        return list(operations)
    first = next(one for one in scenes if _has_window(one))
    # The panes are near on a windowsill: a room with a window in it would not show the rain.
    spec = replace(first.spec, settings=(_NEAR_PANES,))
    for scene in scenes:
        spec = _with_outside(spec, scene.spec)
    for one in operations:
        if isinstance(one, AddWeather):
            spec = replace(spec, weather=one.weather)
    merged = replace(first, spec=spec)
    return [merged, *(one for one in operations if one not in scenes and not _is_outside(one))]


def _is_outside(operation: EditOperation) -> bool:
    is_time = isinstance(operation, Relight) and operation.look in _TIMES
    return is_time or isinstance(operation, AddWeather)


def _has_window(scene: ReplaceBackground) -> bool:
    return any(name.startswith(_WINDOW) for name in scene.spec.settings[:1])


def _with_outside(spec: PictureSpec, other: PictureSpec) -> PictureSpec:
    return replace(
        spec,
        weather=spec.weather or other.weather,
        time_of_day=spec.time_of_day or other.time_of_day,
        subjects=(),
        relations=(),
    )
