"""Writes over a photograph, at a place and in a colour that reads."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.speech_bubble import say
from cavendish_illustrator.edit.finding.head_finding import Head, locate_head
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import clamp, luminance, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur, dilate
from cavendish_illustrator.typesetting.lettering import TextBox, draw_text, text_mask
from cavendish_illustrator.understanding.instructions.edit_instruction import AddText, Place

_FONT: Final = "nunito-bold"
_BOXES: Final = {
    Place.TOP: (0.5, 0.13),
    Place.SKY: (0.5, 0.13),
    Place.MIDDLE: (0.5, 0.5),
    Place.BOTTOM: (0.5, 0.87),
    Place.LEFT: (0.27, 0.5),
    Place.RIGHT: (0.73, 0.5),
    Place.TOP_LEFT: (0.27, 0.12),
    Place.TOP_RIGHT: (0.73, 0.12),
    Place.BOTTOM_LEFT: (0.27, 0.88),
    Place.BOTTOM_RIGHT: (0.73, 0.88),
}
_EDGE_LINE, _LINE = 0.05, 0.065
"""Middle and height of a single line close to the upper edge, in the picture's height."""
_INSET: Final = 0.035
"""Distance of a corner's letters from the picture's side, in its width."""
_LETTERS: Final = 0.62
"""Width of a letter, in the height of its line."""
_HEAD_SHARE: Final = 0.4
_HEAD_WEIGHT: Final = 40.0
_CALM, _RESTLESS = 0.02, 0.06
"""Mean unrest of tones on which letters read by themselves, and on which they need a ground of their own."""
_RESTLESS_WITHIN: Final = 30.0
_SHADE: Final = 0.6
_EARLIER_GAP: Final = 0.2
_SMALLER: Final = 0.35
"""What smaller letters cost against hiding a part of the object."""


def _calmer_place(picture: WorkingPicture) -> Place:
    """Upper or lower edge, whichever hides less of the main object."""
    height = picture.size[1]
    band = int(height * 0.24)
    weight = picture.matte.copy()
    if picture.has_object:  # a body may be written over, a face may not
        extent = extent_of(picture.matte)
        weight[: extent.top + int(extent.height * _HEAD_SHARE)] *= _HEAD_WEIGHT
    above, below = float(weight[:band].mean()), float(weight[-band:].mean())
    return Place.TOP if above <= below else Place.BOTTOM


def _cost(picture: WorkingPicture, box: TextBox, head: Head | None) -> float:
    """How much of the main object a box hides; a face counts most."""
    top, bottom = round(box.center[1] - box.height / 2), round(box.center[1] + box.height / 2)
    left, right = round(box.center[0] - box.width / 2), round(box.center[0] + box.width / 2)
    part = picture.matte[max(0, top) : bottom, max(0, left) : right]
    cost = float(part.mean()) if part.size else 0.0
    if head is not None:
        wide = max(0.0, min(right, head.middle + head.width / 2) - max(left, head.middle - head.width / 2))
        high = max(0.0, min(bottom, head.bottom) - max(top, head.top))
        cost += _HEAD_WEIGHT * wide * high / max(1.0, head.width * head.height)
    return cost


def _boxes(picture: WorkingPicture, place: Place, text: str) -> list[TextBox]:
    """The asked place and, for a whole upper or lower edge, its halves: smaller letters beside a head."""
    width, height = picture.size
    x, y = _BOXES.get(place, (0.5, 0.87))
    wide = 0.44 if x != 0.5 else 0.86
    if x != 0.5 and y != 0.5:
        # Letters of a corner stand in it: the box is as wide as they need.
        wide = min(wide, 0.16 * height / width * _LETTERS * max(3, len(text)))
        x = _INSET + wide / 2 if x < 0.5 else 1 - _INSET - wide / 2
    boxes = [TextBox(center=(width * x, height * y), width=width * wide, height=height * 0.16)]
    if x == 0.5 and y != 0.5:
        if y < 0.5:  # a line close over a head; below, a breast may be written over
            boxes.append(
                TextBox(center=(width / 2, height * _EDGE_LINE), width=width * wide, height=height * _LINE)
            )
        boxes += [
            TextBox(
                center=(width * (0.04 + half / 2 + side * (0.92 - half)), height * (y + 0.04 * (y < 0.5))),
                width=width * half,
                height=height * 0.2,
            )
            for half in (0.46, 0.36)
            for side in (0, 1)
        ]
    return boxes


def _box(picture: WorkingPicture, place: Place, text: str, texts_before: int) -> TextBox:
    """The box that hides the least, larger ones preferred; further texts go below or above the first."""
    head = locate_head(picture.rgb, picture.matte) if picture.has_object else None
    boxes = _boxes(picture, place, text)
    if picture.alpha is not None:  # beside a cut-out there is nothing to write on
        boxes = boxes[:1]
    best = min(boxes, key=lambda box: _cost(picture, box, head) + _SMALLER * (boxes[0].width / box.width - 1))
    height = picture.size[1]
    y = best.center[1] / height
    y += _EARLIER_GAP * texts_before * (1 if y < 0.6 else -1)
    return replace(best, center=(best.center[0], height * float(np.clip(y, 0.1, 0.9))))


def _calm_ground(picture: WorkingPicture, text: str, box: TextBox, halo: str) -> None:
    """Lay a soft shade under letters that would stand on something restless."""
    top, left = (
        round(max(0.0, middle - side / 2))
        for middle, side in zip(box.center[::-1], (box.height, box.width), strict=True)
    )
    ground = luminance(
        picture.rgb[top : top + max(1, round(box.height)), left : left + max(1, round(box.width))]
    )
    unrest = float(np.abs(ground - blur(ground, _RESTLESS_WITHIN * picture.unit)).mean())
    amount = _SHADE * float(np.clip((unrest - _CALM) / (_RESTLESS - _CALM), 0, 1))
    if amount <= 0.02 or picture.alpha is not None:
        return
    mask = text_mask(picture.size, text, _FONT, box)
    wide = dilate(mask, max(1, round(0.22 * box.height)))
    soft = blur(wide, 0.14 * box.height)[..., None]
    picture.rgb = np.asarray(mix(picture.rgb, rgb(halo), amount * soft), np.float32)


def write_over(picture: WorkingPicture, operation: AddText, texts_before: int) -> None:
    """Write the text verbatim; `texts_before` keeps several texts from lying on each other."""
    if not operation.text.strip():
        return
    if operation.is_spoken and picture.has_object:
        say(picture, operation.text)
        return
    place = operation.place if operation.place in _BOXES else _calmer_place(picture)
    box = _box(picture, place, operation.text, texts_before)
    top, bottom = int(box.center[1] - box.height / 2), int(box.center[1] + box.height / 2)
    ground = luminance(picture.rgb[max(0, top) : max(1, bottom)])
    color = operation.color or ("#ffffff" if float(ground.mean()) < 0.66 else "#241c2b")
    halo = "#0a0814" if float(rgb(color).mean()) > 0.45 else "#fffaf0"
    _calm_ground(picture, operation.text, box, halo)
    draw_text(picture.rgb, operation.text, box, font_name=_FONT, color=color, halo=halo)
    if picture.alpha is not None:
        mask = text_mask(picture.size, operation.text, _FONT, box)
        around = blur(dilate(mask, max(1, round(2 * picture.unit))), 4 * picture.unit) * 0.6
        picture.alpha = clamp(np.maximum(picture.alpha, np.maximum(mask, around)))
    picture.notes.append(f"wrote {operation.text!r}")
