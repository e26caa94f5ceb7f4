"""Joins what is told of a window and of what is seen through it into one scene."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.edit_instruction import (
    AddWeather,
    EditOperation,
    Relight,
    ReplaceBackground,
)

_WINDOWS: Final = ("window", "windowsill")


def as_one_scene(operations: Sequence[EditOperation]) -> list[EditOperation]:
    """`On the windowsill, outside it rains`: the rain falls behind the panes, not on the cat."""
    scenes = [one for one in operations if isinstance(one, ReplaceBackground) and one.color is None]
    if not any(map(_has_window, scenes)):
        return list(operations)
    first = next((one for one in scenes if one.spec.settings[0] == "windowsill"), scenes[0])
    spec = first.spec
    for scene in scenes:
        spec = _with_outside(spec, scene.spec)
    for one in operations:
        if isinstance(one, AddWeather):
            spec = replace(spec, weather=one.weather)
    merged = replace(first, spec=spec)
    rest = [one for one in operations if not isinstance(one, AddWeather | Relight) and one not in scenes]
    return [merged, *rest]


def _has_window(scene: ReplaceBackground) -> bool:
    return any(name.startswith(_WINDOWS) for name in scene.spec.settings)


def _with_outside(spec: PictureSpec, other: PictureSpec) -> PictureSpec:
    return replace(
        spec,
        weather=spec.weather or other.weather,
        time_of_day=spec.time_of_day or other.time_of_day,
        subjects=spec.subjects if spec is other else (),
        relations=spec.relations if spec is other else (),
    )
