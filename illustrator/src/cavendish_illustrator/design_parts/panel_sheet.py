"""Lays several drawings out as the panels of one picture."""

from collections.abc import Callable, Sequence

import numpy as np

from cavendish_illustrator.painting.color import Field, rgb
from cavendish_illustrator.painting.pixel_ops import resize
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.staging.text_zones import texts_by_place
from cavendish_illustrator.typesetting.lettering import TextBox, draw_text

DrawOne = Callable[[PictureSpec, tuple[int, int], int], Drawing]

_SMALLEST = 64
_GUTTER = 0.016
_TITLE, _FOOT = 0.13, 0.09
"""How much of the height a line of text over and under the panels takes."""
_WIDE, _TALL = 1.15, 0.8
_ROWS = {
    2: ((2,), (2,), (1, 1)),
    3: ((3,), (1, 2), (1, 1, 1)),
    4: ((4,), (2, 2), (2, 2)),
    5: ((3, 2), (2, 3), (1, 2, 2)),
    6: ((3, 3), (3, 3), (2, 2, 2)),
    7: ((4, 3), (3, 4), (2, 3, 2)),
    8: ((4, 4), (3, 3, 2), (2, 2, 2, 2)),
    9: ((5, 4), (3, 3, 3), (3, 3, 3)),
}
"""How many panels each row has, on a wide, a square and a tall picture."""
_VERY_WIDE = 2.0


def _rows(count: int, aspect: float) -> tuple[int, ...]:
    wide, square, tall = _ROWS[count]
    if count == 4 and aspect < _VERY_WIDE:
        return square
    return wide if aspect > _WIDE else tall if aspect < _TALL else square


def panel_boxes(count: int, width: int, height: int, gutter: int) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of each panel in reading order; they fill the sheet but for the gutters."""
    boxes = []
    rows = _rows(count, width / max(1, height))
    for row, members in enumerate(rows):
        top, bottom = (
            gutter + round((height - gutter) * share / len(rows)) - (gutter if share > row else 0)
            for share in (row, row + 1)
        )
        for column in range(members):
            left, right = (
                gutter + round((width - gutter) * share / members) - (gutter if share > column else 0)
                for share in (column, column + 1)
            )
            boxes.append((left, top, right, bottom))
    return boxes


def _drawn(
    panel: PictureSpec, box: tuple[int, int, int, int], seed: int, draw_one: DrawOne
) -> tuple[Field, Drawing]:
    """A panel's drawing at exactly the size of its box."""
    size = (max(1, box[2] - box[0]), max(1, box[3] - box[1]))
    drawing = draw_one(panel, (max(_SMALLEST, size[0]), max(_SMALLEST, size[1])), seed)
    image = drawing.image[..., :3]
    if image.shape[:2] != (size[1], size[0]):
        image = resize(np.ascontiguousarray(image), *size, is_smooth=True)
    return image, drawing


def draw_panels(spec: PictureSpec, size: tuple[int, int], seed: int, draw_one: DrawOne) -> Drawing:
    """Draw every panel with the same seed, so that they share subject, view and light, on one sheet."""
    width, height = size
    is_comic = spec.style is Style.COMIC
    paper, ink = rgb("#fbf8f1"), rgb("#1d1b22")
    image = np.broadcast_to(paper, (height, width, 3)).astype(np.float32).copy()
    texts = {} if "text" in spec.excluded else texts_by_place(spec)
    top = round(height * _TITLE) if texts.get("top") else 0
    foot = round(height * _FOOT) if [*texts.get("middle", ()), *texts.get("bottom", ())] else 0
    gutter = max(2, round(min(size) * _GUTTER))
    sheet = Drawing(image=image)
    boxes = panel_boxes(len(spec.panels), width, height - top - foot, gutter)
    for panel, (left, upper, right, lower) in zip(spec.panels, boxes, strict=True):
        box = (left, upper + top, right, lower + top)
        pixels, drawing = _drawn(panel, box, seed, draw_one)
        line = max(1, gutter // 4) if is_comic else 0
        image[box[1] - line : box[3] + line, box[0] - line : box[2] + line] = ink
        image[box[1] : box[3], box[0] : box[2]] = pixels
        sheet.placed += drawing.placed
        sheet.missing += drawing.missing
        sheet.time_of_day = sheet.time_of_day or drawing.time_of_day
    _write(image, texts, (top, foot))
    return sheet


def _write(image: Field, texts: dict[str, list[str]], bands: tuple[int, int]) -> None:
    """Write the texts over and under the panels."""
    height, width = image.shape[:2]
    lines: Sequence[tuple[list[str], float, int]] = (
        (texts.get("top", []), bands[0] / 2, bands[0]),
        ([*texts.get("middle", []), *texts.get("bottom", [])], height - bands[1] / 2, bands[1]),
    )
    for words, middle, band in lines:
        if words:
            box = TextBox(center=(width / 2, middle), width=width * 0.9, height=band * 0.62)
            draw_text(image, " · ".join(words), box, color="#2a2433", halo=None)
