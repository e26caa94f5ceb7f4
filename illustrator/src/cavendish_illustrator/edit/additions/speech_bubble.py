"""Puts what somebody says into a bubble beside their head."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.finding.head_finding import Head, locate_head
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, mix
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.typesetting.lettering import TextBox, draw_text

_WIDEST, _TALLEST = 0.4, 0.24
"""Of the picture."""
_LETTER: Final = 0.045
"""Width of a letter, in the picture's width."""
_MARGIN: Final = 0.03
_LINE: Final = 0.006
_PAPER, _INK = 1.0, 0.07


def _mouth(head: Head) -> tuple[float, float]:
    if head.face is not None:
        return head.face.mouth
    return head.middle, head.top + 0.72 * head.height


def _ellipse(head: Head, size: tuple[int, int], letters: int) -> tuple[float, float, float, float]:
    """Middle and half axes of a bubble on the roomier side of the head, as high as its upper half."""
    width, height = size
    wide = float(np.clip(_LETTER * width * max(5, letters), 0.22 * width, _WIDEST * width))
    tall = min(_TALLEST * height, 0.62 * wide)
    left, right = head.middle - head.width / 2, width - head.middle - head.width / 2
    side = 1 if right >= left else -1
    x = head.middle + side * (0.62 * head.width + wide / 2)
    x = float(np.clip(x, _MARGIN * width + wide / 2, width * (1 - _MARGIN) - wide / 2))
    y = float(np.clip(head.top + 0.1 * head.height, _MARGIN * height + tall / 2, 0.8 * height))
    return x, y, wide / 2, tall / 2


def _bubble(
    shape: tuple[int, int], oval: tuple[float, float, float, float], tip: tuple[float, float]
) -> Field:
    """Cover of the oval and of its tail toward the mouth, ending half way to it."""
    x, y, across, down = oval
    cover = np.zeros(shape, np.uint8)
    cv2.ellipse(cover, (round(x), round(y)), (round(across), round(down)), 0, 0, 360, 255, -1, cv2.LINE_AA)
    away = np.array([tip[0] - x, tip[1] - y])
    length = float(np.hypot(*away))
    if length > 1:
        along = away / length
        beside = np.array([-along[1], along[0]]) * 0.22 * down
        edge = np.array([x, y]) + along * 0.6 * min(across, down)
        end = np.array([x, y]) + away * 0.78
        tail = np.rint(np.stack([edge + 1.6 * beside, edge - 1.6 * beside, end])).astype(np.int32)
        cv2.fillPoly(cover, [tail], 255, cv2.LINE_AA)
    return np.asarray(cover, np.float32) / 255


def say(picture: WorkingPicture, text: str) -> None:
    """Draw the text in a white bubble with a dark line, its tail toward the mouth of the main object."""
    head = locate_head(picture.rgb, picture.matte)
    oval = _ellipse(head, picture.size, len(text))
    mouth = _mouth(head)
    # The tail ends beside the face, not on it.
    side = 1 if oval[0] > mouth[0] else -1
    tip = (mouth[0] + side * 0.25 * head.width, mouth[1])
    cover = _bubble(picture.matte.shape[:2], oval, tip)
    line = max(1, round(_LINE * min(picture.size)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * line + 1, 2 * line + 1))
    inner = np.asarray(cv2.erode(cover, kernel), np.float32)
    drawn = mix(np.full_like(picture.rgb, _INK), np.full_like(picture.rgb, _PAPER), inner[..., None])
    picture.rgb = np.asarray(mix(picture.rgb, drawn, blur(cover, 0.5)[..., None]), np.float32)
    box = TextBox(center=oval[:2], width=1.5 * oval[2], height=1.2 * oval[3])
    draw_text(picture.rgb, text, box, font_name="nunito-bold", color="#1b1720", halo="#ffffff")
    if picture.alpha is not None:
        picture.alpha = clamp(np.maximum(picture.alpha, cover))
    picture.notes.append(f"said {text!r}")
