"""Diagrams: one drawing that explains something, with its labels and what they point at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from cavendish_illustrator.artwork.sprites import rasterise
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.stage_sheet import draw_stages
from cavendish_illustrator.designs.infographic import draw_infographic
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.scenery.solar_system import PLANETS, SIDE, face, solar_system
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.typesetting.text_lines import LineFace, fitting_face, write_line
from cavendish_illustrator.understanding.design_words.diagrams import diagram_rows, in_language

_SOLAR: Final = "solar_system"
_TITLE: Final = 0.13
_INK: Final = "#22304a"
_LETTERS: Final = 0.036
"""The height of a label's letters in parts of the drawing's side."""
_DARK: Final = 0.35
Label = tuple[str, tuple[float, float], tuple[float, float] | None]


def draw_diagram(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the diagram of the spec's topic with labels in the prompt's language, its title above.

    A topic without a diagram becomes an infographic of what was named; one of stages shows them in order.
    """
    row = diagram_rows().get(spec.topic)
    if row is None:
        return draw_infographic(replace(spec, kind=Kind.INFOGRAPHIC), size, seed)
    width, height = size
    is_lettered = "text" not in spec.excluded
    title = _title(spec, row)
    top = round(height * _TITLE) if title else 0
    if "stages" in row:
        sheet = draw_stages(spec, row, (width, height - top), seed)
        if title:
            bar = _title_bar(title, (width, top), sheet.image)
            sheet.image = clamp(np.concatenate([bar, sheet.image]))
        return sheet
    side = min(width, height - top)
    art = rasterise(_figure(spec, row).document(), float(side))
    if spec.style not in {None, Style.FLAT, Style.PHOTO}:
        art[..., :3] = apply_style(spec.style, art[..., :3], art[..., 3] * 0.8, seed)
    image = _spread(art[..., :3], (width, height - top))
    offset = ((width - side) / 2, (height - top - side) / 2)
    if is_lettered:
        _write_labels(image, _labels(spec, row), offset, side, str(row.get("ink", _INK)))
    if title:
        image = np.concatenate([_title_bar(title, (width, top), image), image])
    return Drawing(image=clamp(image), placed=[spec.topic], missing=[])


def _title(spec: PictureSpec, row: Mapping[str, Any]) -> str:
    """The quoted words; else that of a poster or a worksheet is the diagram's own name."""
    if "text" in spec.excluded or (spec.kind is Kind.DIAGRAM and not (spec.texts or spec.title)):
        return spec.texts[0] if spec.texts else ""
    return spec.texts[0] if spec.texts else in_language(spec.language, str(row["name"]))


def _figure(spec: PictureSpec, row: Mapping[str, Any]) -> Figure:
    is_smiling = spec.mood in {"happy", "cute"} or any(one.mood == "happy" for one in spec.subjects)
    if spec.topic == _SOLAR:
        return solar_system(is_smiling=is_smiling)
    figure = find_figure(str(row["art"]))
    if figure is None:
        raise LookupError(f"No drawing for the diagram: {spec.topic}")
    faces = [tuple(map(float, spot.split())) for spot in row.get("faces", ())] if is_smiling else []
    marks = "".join(face(x * SIDE, y * SIDE, reach * SIDE) for x, y, reach in faces)
    return Figure(markup=figure.markup + marks, width=SIDE, height=SIDE)


def _labels(spec: PictureSpec, row: Mapping[str, Any]) -> list[Label]:
    """Each label with its middle and what it points at, in parts of the side."""
    found: list[Label] = []
    for number, one in enumerate(row["labels"]):
        text = in_language(spec.language, str(one["name"]))
        if spec.topic == _SOLAR:
            planet = PLANETS[number]
            below = planet.y + planet.radius + 34 if planet.y > SIDE / 2 else planet.y - planet.radius - 34
            found.append((text, (planet.x / SIDE, below / SIDE), None))
        else:
            to = _point(str(one["to"])) if "to" in one else None
            found.append((text, _point(str(one["at"])), to))
    return found


def _point(words: str) -> tuple[float, float]:
    x, y = words.split()
    return float(x), float(y)


def _spread(art: Field, size: tuple[int, int]) -> Field:
    """The drawing in the middle of a picture, its edges drawn out to the picture's."""
    width, height = size
    wide, tall = width - art.shape[1], height - art.shape[0]
    return np.pad(
        art, ((tall // 2, tall - tall // 2), (wide // 2, wide - wide // 2), (0, 0)), mode="edge"
    ).astype(np.float32)


def _write_labels(
    image: Field, labels: list[Label], offset: tuple[float, float], side: float, ink: str
) -> None:
    height, width = image.shape[:2]
    is_on_dark = float(luminance(rgb(ink))) > 1 - _DARK
    layer = VectorLayer(0, 0, width, height)
    texts = [text for text, _, _ in labels]
    lettered = fitting_face(texts, "nunito-bold", side * (0.27 if labels[0][2] else 0.22), side * _LETTERS)
    boxes = []
    for text, (x, y), to in labels:
        half = lettered.width(text) / 2 + side * 0.014
        middle = float(np.clip(offset[0] + x * side, half, width - half)), offset[1] + y * side
        if to is not None:
            tip = offset[0] + to[0] * side, offset[1] + to[1] * side
            edge = middle[0] + (
                half if tip[0] > middle[0] + half else -half if tip[0] < middle[0] - half else 0
            )
            layer.line((edge, middle[1]), tip, ink, max(1.0, side * 0.004))
            layer.circle(*tip, side * 0.009, ink)
        boxes.append((text, middle, half))
    for _, (x, y), half in boxes if not is_on_dark else []:
        tall = lettered.pixels * 0.86
        layer.rect(x - half, y - tall, x + half, y + tall, "#ffffff")
    cover = layer.pixels.astype(np.float32) / 255
    image[:] = image * (1 - cover[..., 3:] * 0.9) + cover[..., :3] * 0.9
    for text, middle, _ in boxes:
        write_line(image, text, middle, LineFace(font="nunito-bold", pixels=lettered.pixels), ink, "middle")


def _title_bar(title: str, size: tuple[int, int], image: Field) -> Field:
    width, height = size
    bar = np.ones((height, width, 3), np.float32) * mix(image[0, width // 2], "#16233d", 0.86)
    box = TextBox(center=(width / 2, height / 2), width=width * 0.88, height=height * 0.58)
    mask = text_mask((width, height), title, "oswald-bold", box)[..., None]
    return np.asarray(bar * (1 - mask) + rgb("#fff8ea") * mask, np.float32)


DESIGN = Design(kinds=(Kind.DIAGRAM,), draw=draw_diagram)
