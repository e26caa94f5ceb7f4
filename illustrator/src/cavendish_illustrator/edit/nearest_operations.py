"""What to do when an instruction names no operation we can carry out, or one that changed nothing to see."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.edit.atmosphere.relighting import relight
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, brightest, clamp, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    AddWeather,
    EditOperation,
    Look,
    Relight,
    ReplaceBackground,
    Restyle,
)
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person

_LOOKS = {
    TimeOfDay.DAWN: Look.GOLDEN_HOUR,
    TimeOfDay.DAY: Look.DAY,
    TimeOfDay.GOLDEN_HOUR: Look.GOLDEN_HOUR,
    TimeOfDay.SUNSET: Look.SUNSET,
    TimeOfDay.NIGHT: Look.NIGHT,
    TimeOfDay.SPACE: Look.NIGHT,
    TimeOfDay.NEON: Look.NEON,
}
_LEAST_CHANGE = 0.015
"""Mean difference a person notices without looking twice."""
_LEAST_SPOT = 0.00012
"""Share of the picture that a change must cover: lips or eyes are not more."""
_FEW_WORDS = 4
"""`a red balloon` asks for one; longer sentences without a verb we know may mean what is there already."""
_DEVELOPED = 0.6
"""How much of the development is shown: more would look like an instruction carried out wrongly."""


def nearest_operations(spec: PictureSpec) -> tuple[EditOperation, ...]:
    """Operations read from the words as if they described a picture; maybe none."""
    operations: list[EditOperation] = []
    if spec.settings:
        shown = tuple(one for one in spec.subjects if not is_animate(one.concept))
        scene = spec if len(shown) == len(spec.subjects) else replace(spec, subjects=shown, relations=())
        operations.append(ReplaceBackground(spec=scene))  # who is named is who was photographed
    elif spec.time_of_day in _LOOKS:
        operations.append(Relight(look=_LOOKS[spec.time_of_day]))
    if spec.weather is not None and not spec.settings:
        operations.append(AddWeather(weather=spec.weather))
    if spec.style is not None:
        operations.append(Restyle(style=spec.style))
    operations += [AddText(text=text) for text in spec.texts]
    if not operations and len(spec.prompt.split()) <= _FEW_WORDS:
        operations += [
            AddObject(concept=subject.concept, word=subject.word, count=subject.count, color=subject.color)
            for subject in spec.subjects[:2]
            if not is_person(subject.concept)  # `hazla más joven` is said of whom the photograph shows
        ]
    return tuple(operations)


def _is_seen(a: Field, b: Field) -> bool:
    """Whether two pictures differ a little everywhere, or clearly somewhere."""
    difference = brightest(np.abs(a - b))
    return float(difference.mean()) >= _LEAST_CHANGE or float((difference > 0.1).mean()) >= _LEAST_SPOT


def _lamp_light(picture: WorkingPicture) -> None:
    """Warm light from one corner, shade in the other: shows even on a plain black or white picture."""
    width, height = picture.size
    xs = np.linspace(0, 1, width, dtype=np.float32)[None]
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    distance = np.hypot(xs - 0.2, ys - 0.15)
    lit = 1 - (1 - picture.rgb) * (1 - rgb("#ffd9a0") * (0.3 * smoothstep(0.75, 0.0, distance))[..., None])
    picture.rgb = clamp(lit * (1 - 0.3 * smoothstep(0.35, 1.2, distance))[..., None])


def ensure_change(picture: WorkingPicture, before: Field) -> None:
    """Never hand back an unchanged copy: develop the photograph anew, and say so."""
    if _is_seen(picture.rgb, before):
        return
    untouched = picture.rgb.copy()
    relight(picture, "developed")
    picture.rgb = clamp(untouched + (picture.rgb - untouched) * _DEVELOPED)
    picture.notes.append("the instruction is beyond this editor: enhanced colour and light instead")
    if not _is_seen(picture.rgb, before):
        _lamp_light(picture)
