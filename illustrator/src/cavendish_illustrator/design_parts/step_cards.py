"""An infographic of named steps: numbered cards in reading order, each with its drawing and label."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, entry_cutouts, fit_within
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.typesetting.text_lines import LineFace, fitting_face, write_line

Look = tuple[str, str, Sequence[str]]
Box = tuple[float, float, float, float]
_MOST = 9
_IN_ORDER = (
    "step", "stage", "cycle", "process", "phase", "how ", "arrow", "timeline", "krok", "etap", "cykl",
    "jak ", "schritt", "ablauf", "wie man", "ciclo", "paso", "fase", "cómo", "étape", "comment", "passo",
    "tappa", "stap", "come ", "крок", "етап", "цикл", "як ", "strzał", "flèche", "flecha", "frecc", "pfeil",
    "стрілк", "fáz",
)  # fmt: skip
"""Parts of words that make a list an order of things, which arrows show."""
_INK = "#2a2f3a"
_LONG_LABEL = 22
"""Letters from which on a label is broken into two lines."""


def draw_steps(spec: PictureSpec, size: tuple[int, int], seed: int, look: Look) -> Drawing:
    """Draw the steps under the title; a step without a drawing shows its number large."""
    width, height = size
    ink, paper, paints = look
    entries = spec.entries[:_MOST]
    pictures, names, missing = entry_cutouts(spec, min(size) * 0.3, seed)
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, rgb(paper), np.ones((height, width), np.float32))
    title = spec.lettering[0] if spec.lettering else ""
    top = height * (0.2 if title else 0.03)
    boxes = _boxes((width, height), len(entries), top)
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height * (0.165 if title else 0.012), ink)
    if any(stem in spec.prompt.lower() for stem in _IN_ORDER):
        _arrows(layer, boxes, mix(ink, paper, 0.45))
    for k, box in enumerate(boxes):
        _card(layer, box, paints[k % len(paints)], paper, has_picture=entries[k].label in pictures)
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])
    if title:
        place = TextBox(center=(width / 2, height * 0.083), width=width * 0.88, height=height * 0.095)
        blend_rgba(image, rgb(paper), text_mask(size, title, "oswald-bold", place))
    wide, tall = boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]
    face = _label_face([entry.label for entry in entries], wide, tall)
    for k, (entry, box) in enumerate(zip(entries, boxes, strict=True)):
        _fill(image, box, pictures.get(entry.label), str(k + 1))
        _label(image, entry.label, box, face)
    return Drawing(image=clamp(image[..., :3]), placed=names, missing=missing)


def _boxes(size: tuple[int, int], count: int, top: float) -> list[Box]:
    """The cards in rows; the last row stands in the middle where it is shorter."""
    width, height = size
    shape = width / (height - top)
    columns = min(
        range(1, count + 1), key=lambda n: abs(_card_shape(shape, n, count) - 1.0) + 0.3 * (-count % n)
    )
    rows = -(-count // columns)
    gap = min(size) * 0.055
    wide, tall = (width - gap * (columns + 1)) / columns, (height - top - gap * rows) / rows
    boxes = []
    for k in range(count):
        in_row = min(columns, count - k // columns * columns)
        start = (width - in_row * wide - (in_row - 1) * gap) / 2
        left, upper = start + k % columns * (wide + gap), top + k // columns * (tall + gap)
        boxes.append((left, upper, left + wide, upper + tall))
    return boxes


def _card_shape(shape: float, columns: int, count: int) -> float:
    return shape / columns * -(-count // columns)


def _card(layer: VectorLayer, box: Box, color: str, paper: str, *, has_picture: bool) -> None:
    left, top, right, bottom = box
    radius = min(right - left, bottom - top) * 0.1
    layer.rect(left, top, right, bottom, "#ffffff")
    layer.rect(left, top, right, top + (bottom - top) * 0.035, color)
    center = ((left + right) / 2, top + (bottom - top) * 0.42)
    layer.circle(
        *center, min(right - left, bottom - top) * 0.3, mix(color, paper, 0.78 if has_picture else 0.0)
    )
    if has_picture:
        layer.circle(left + radius * 1.5, top + radius * 1.8, radius, color)


def _arrows(layer: VectorLayer, boxes: Sequence[Box], color: Field) -> None:
    """A small arrow from each card to the next one in its row."""
    for (_, top, right, bottom), after in pairwise(boxes):
        gap = after[0] - right
        if gap <= 0:
            continue
        y, x = (top + bottom) / 2, right + gap * 0.24
        layer.polygon([(x, y - gap * 0.3), (x + gap * 0.52, y), (x, y + gap * 0.3)], color)


def _fill(image: Field, box: Box, picture: Field | None, number: str) -> None:
    left, top, right, bottom = box
    side = min(right - left, bottom - top)
    center = ((left + right) / 2, top + (bottom - top) * 0.42)
    if picture is None:
        write_line(
            image, number, center, LineFace(font="nunito-bold", pixels=int(side * 0.34)), "#ffffff", "middle"
        )
        return
    piece = fit_within(picture, side * 0.46, side * 0.5)
    lay_over(image, piece, round(center[0] - piece.shape[1] / 2), round(center[1] - piece.shape[0] / 2))
    at = (left + side * 0.15, top + side * 0.18)
    write_line(image, number, at, LineFace(font="nunito-bold", pixels=int(side * 0.12)), "#ffffff", "middle")


def _label_face(labels: Sequence[str], wide: float, tall: float) -> LineFace:
    lines = [line for label in labels for line in _broken(label)]
    return fitting_face(lines, "nunito-bold", wide * 0.9, min(tall * 0.12, wide * 0.13))


def _broken(label: str) -> list[str]:
    """One line, or two of about equal length."""
    words = label.split()
    if len(label) < _LONG_LABEL or len(words) < 2:
        return [label]
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(label) / 2))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _label(image: Field, label: str, box: Box, face: LineFace) -> None:
    left, top, right, bottom = box
    lines = _broken(label)
    middle = top + (bottom - top) * 0.85 - (len(lines) - 1) * face.pixels * 0.55
    for k, line in enumerate(lines):
        write_line(image, line, ((left + right) / 2, middle + k * face.pixels * 1.1), face, _INK, "middle")
