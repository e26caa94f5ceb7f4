"""Infographic-like sheets: a title, numbered panels with the subjects, bars and a ring."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.design_parts.callout_sheet import draw_callouts
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.step_cards import draw_steps
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, subject_cutouts, with_motifs
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.thing_names import has_steps, topic_entries

_SETS = (
    ("#1f3a5f", "#f4f1ea", ("#ef6f6c", "#f7b733", "#4fb0a5", "#5a7fd0")),
    ("#3a2a4f", "#f6f2fa", ("#e0609a", "#8a6ad8", "#4fb0e0", "#f0a050")),
    ("#1f4a3f", "#f2f6ee", ("#7fb84f", "#e8a030", "#4f9f9a", "#d9603f")),
)

_FEW = 2
"""So many things named say what it is about: `how coffee gets from bean to cup`."""


def _panels(size: tuple[int, int], count: int, top: float) -> list[tuple[float, float, float, float]]:
    """Boxes (left, top, right, bottom) under the title."""
    width, height = size
    columns = count if width > height * 1.15 else (1 if count in {1, 3} else 2)
    rows = -(-count // columns)
    gap = min(size) * 0.03
    wide, tall = (width - gap * (columns + 1)) / columns, (height - top - gap * rows) / rows
    return [
        (
            gap + (k % columns) * (wide + gap),
            top + (k // columns) * (tall + gap),
            gap + (k % columns) * (wide + gap) + wide,
            top + (k // columns) * (tall + gap) + tall,
        )
        for k in range(count)
    ]


def _chart(
    layer: VectorLayer, box: tuple[float, float, float, float], color: str, rng: np.random.Generator
) -> None:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    if rng.random() < 0.5:
        for k in range(5):
            tall = height * (0.05 + 0.04 * k + 0.05 * rng.random())
            x = left + width * (0.2 + 0.13 * k)
            layer.rect(x, bottom - height * 0.06 - tall, x + width * 0.08, bottom - height * 0.06, color)
    else:
        x, y, radius = left + width * 0.5, bottom - height * 0.16, min(width, height) * 0.1
        layer.arc((x, y), (radius, radius), (0, 360), "#d9dde3", radius * 0.4)
        layer.arc(
            (x, y), (radius, radius), (-90, -90 + 360 * float(rng.uniform(0.4, 0.85))), color, radius * 0.4
        )


def _is_about_its_topic(spec: PictureSpec) -> bool:
    """Whether nothing is listed, lettered or shown but what the topic brings: its things are then named."""
    is_plain = len(spec.lettering) <= 1 and not spec.entries and "text" not in spec.excluded
    is_in_steps = has_steps(spec) and len(spec.subjects) <= _FEW
    return is_plain and (is_in_steps or all(subject.concept in spec.motifs for subject in spec.subjects))


def draw_infographic(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Lay out title, numbered panels and small charts; texts after the first label the panels."""
    width, height = size
    if _is_about_its_topic(spec):
        spec = replace(spec, entries=topic_entries(spec))
    if spec.entries:
        return draw_steps(spec, size, seed, _SETS[seed % len(_SETS)])
    rng = np.random.default_rng(seed)
    ink, paper, paints = _SETS[seed % len(_SETS)]
    cutouts, names, missing = subject_cutouts(with_motifs(spec, 4), min(size) * 0.3, seed, wants_face=False)
    if len(cutouts) == 1:
        image = draw_callouts(spec, size, cutouts[0], _SETS[seed % len(_SETS)])
        return Drawing(image=image, placed=names, missing=missing)
    panels = _panels(size, int(np.clip(len(cutouts), 3, 4)), height * (0.24 if spec.lettering else 0.05))
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, rgb(paper), np.ones((height, width), np.float32))
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height * (0.2 if spec.lettering else 0.025), ink)
    for k, box in enumerate(panels):
        layer.rect(*box, "#ffffff")
        layer.rect(box[0], box[1], box[2], box[1] + (box[3] - box[1]) * 0.03, paints[k % 4])
        _chart(layer, box, paints[k % 4], rng)
        radius = min(size) * 0.03
        layer.circle(box[0] + radius * 1.5, box[1] + radius * 1.9, radius, paints[k % 4])
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])
    _fill(image, panels, cutouts)
    _label(image, spec, panels, paper)
    return Drawing(image=clamp(image[..., :3]), placed=names, missing=missing)


def _fill(image: Field, panels: list[tuple[float, float, float, float]], cutouts: list[Field]) -> None:
    for k, (left, top, right, bottom) in enumerate(panels):
        piece = fit_within(cutouts[k % len(cutouts)], (bottom - top) * 0.42, (right - left) * 0.6)
        x, y = (left + right) / 2, top + (bottom - top) * 0.34
        lay_over(image, piece, round(x - piece.shape[1] / 2), round(y - piece.shape[0] / 2))


def _label(
    image: Field, spec: PictureSpec, panels: list[tuple[float, float, float, float]], paper: str
) -> None:
    height, width = image.shape[:2]
    if spec.lettering:
        box = TextBox(center=(width / 2, height * 0.1), width=width * 0.86, height=height * 0.12)
        blend_rgba(image, rgb(paper), text_mask((width, height), spec.lettering[0], "oswald-bold", box))
    for k, (left, top, right, bottom) in enumerate(panels):
        radius = min(height, width) * 0.03
        number = TextBox(
            center=(left + radius * 1.5, top + radius * 1.9), width=radius * 1.2, height=radius * 1.2
        )
        blend_rgba(image, rgb("#ffffff"), text_mask((width, height), str(k + 1), "nunito-bold", number))
        if k + 1 < len(spec.lettering):
            place = TextBox(
                center=((left + right) / 2, top + (bottom - top) * 0.64),
                width=(right - left) * 0.86,
                height=(bottom - top) * 0.12,
            )
            blend_rgba(
                image, rgb("#2a2f3a"), text_mask((width, height), spec.lettering[k + 1], "nunito-bold", place)
            )


DESIGN = Design(kinds=(Kind.INFOGRAPHIC,), draw=draw_infographic)
