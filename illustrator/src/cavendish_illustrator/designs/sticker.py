"""Stickers: subjects with a white border and a soft shadow."""

import numpy as np

from cavendish_illustrator.artwork.sprites import dominant_color, lay_over
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.sticker_variants import in_variants
from cavendish_illustrator.painting.color import Field, clamp, from_hsv, hsv, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import (
    ROUND,
    SHAPE_WORDS,
    blend_rgba,
    coordinates,
    fit_within,
    outlined,
    side_by_side,
    subject_cutouts,
)
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.tokens import tokenise

_SEVERAL = frozenset(
    {
        "stickers", "sheet", "set", "pack", "naklejki", "naklejek", "zestaw", "arkusz", "aufkleber",
        "sticker", "bogen", "pegatinas", "autocollants", "planche", "adesivi", "adesivos", "наклейки",
        "набір", "samolepky", "nalepky",
    }
) - {"sticker"}  # fmt: skip
_SOLID = 0.5
_MOST_TOGETHER, _MOST_ON_SHEET = 3, 12


def draw_sticker(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Set up to three subjects side by side inside one white border, more of them on a sheet in rows."""
    (width, height), side = size, min(size)
    spec = in_variants(spec) if _is_several(spec) else spec
    cutouts, names, missing = subject_cutouts(spec, side * 0.66, seed, wants_face=False, has_groups=True)
    is_sheet = len(cutouts) > _MOST_TOGETHER or (len(cutouts) > 1 and _is_several(spec))
    shown = cutouts[: _MOST_ON_SHEET if is_sheet else _MOST_TOGETHER]
    box = side * (0.74 if not spec.texts else 0.6)
    layer = np.zeros((height, width, 4), np.float32)
    middle = height * (0.5 if not spec.texts else 0.42)
    if is_sheet:
        _lay_sheet(layer, shown, height * (0.96 if not spec.texts else 0.74))
    if not is_sheet:
        joined = fit_within(side_by_side(shown), box, side * 0.86 if len(shown) > 1 else box)
        lay_over(layer, joined, round((width - joined.shape[1]) / 2), round(middle - joined.shape[0] / 2))
    disc = _disc(layer, size, cutouts[0]) if not is_sheet and _is_round(spec) else None
    border = outlined(layer[..., 3] if disc is None else disc[..., 3], side * 0.026)
    text = None
    if spec.texts:
        place = TextBox(center=(width / 2, height * 0.84), width=side * 0.76, height=side * 0.15)
        text = text_mask(size, " ".join(spec.texts), "lobster", place)
        border = np.maximum(border, outlined(text, side * 0.022))
    image = np.zeros((height, width, 4), np.float32)
    if not spec.is_transparent:
        _paint_ground(image, dominant_color(cutouts[0], (0.2, 0.8)), seed)
    _stick(image, [part for part in (disc, layer) if part is not None], border)
    if text is not None:
        blend_rgba(image, np.ones(3, np.float32), outlined(text, side * 0.016))
        blend_rgba(image, from_hsv((seed * 67) % 360, 0.75, 0.6), text)
    result = clamp(image)
    return Drawing(image=result if spec.is_transparent else result[..., :3], placed=names, missing=missing)


def _stick(image: Field, parts: list[Field], border: Field) -> None:
    """Lay the parts with their white border and its shadow on the ground."""
    side = min(image.shape[:2])
    shadow = blur(np.roll(border, round(side * 0.012), 0), side * 0.014) * 0.35
    blend_rgba(image, np.zeros(3, np.float32), shadow)
    blend_rgba(image, np.ones(3, np.float32), border)
    for part in parts:
        blend_rgba(image, part[..., :3], part[..., 3])


def _is_round(spec: PictureSpec) -> bool:
    return any(token.plain.startswith(SHAPE_WORDS[ROUND]) for token in tokenise(spec.prompt))


def _disc(layer: Field, size: tuple[int, int], cutout: Field) -> Field:
    """A coloured disc behind what a round sticker shows."""
    columns, rows = coordinates(size)
    filled = np.argwhere(layer[..., 3] > _SOLID)
    middle = filled.min(0) / 2 + filled.max(0) / 2
    radius = min(size) * 0.44 if len(filled) else 1.0
    middle_y = float(np.clip(middle[0], radius * 1.08, size[1] - radius * 1.08))
    distance = np.hypot(columns - middle[1], rows - middle_y)
    disc = np.zeros((size[1], size[0], 4), np.float32)
    hue, _, _ = hsv(dominant_color(cutout, (0.2, 0.8)))
    paint = mix(
        from_hsv(hue + 165, 0.42, 0.98), from_hsv(hue + 175, 0.6, 0.82), (distance / radius)[..., None]
    )
    blend_rgba(disc, clamp(paint), smoothstep(radius + 1, radius - 1, distance))
    blend_rgba(disc, "#ffffff", smoothstep(1.6, 0, np.abs(distance - radius * 0.93) - radius * 0.008) * 0.8)
    return disc


def _is_several(spec: PictureSpec) -> bool:
    """Whether stickers are asked for, not one with several things."""
    words = {token.plain for token in tokenise(spec.prompt)}
    return not words.isdisjoint(_SEVERAL)


def _lay_sheet(layer: Field, cutouts: list[Field], height: float) -> None:
    """Lay the cut-outs out in rows of about equal length, each apart from the others."""
    width = layer.shape[1]
    columns = max(2, round((len(cutouts) * width / height) ** 0.5 + 0.2))
    rows = -(-len(cutouts) // columns)
    cell = (width * 0.96 / columns, height / rows)
    for number, cutout in enumerate(cutouts):
        row, column = divmod(number, columns)
        members = min(columns, len(cutouts) - row * columns)
        piece = fit_within(cutout, cell[1] * 0.72, cell[0] * 0.72)
        x = width / 2 + (column - (members - 1) / 2) * cell[0]
        y = layer.shape[0] * 0.02 + (row + 0.5) * cell[1]
        lay_over(layer, piece, round(x - piece.shape[1] / 2), round(y - piece.shape[0] / 2))


def _paint_ground(image: Field, color: Field, seed: int) -> None:
    columns, rows = coordinates((image.shape[1], image.shape[0]))
    hue, _, _ = hsv(color)
    light, deep = from_hsv(hue + 150 + seed % 60, 0.22, 0.98), from_hsv(hue + 150 + seed % 60, 0.36, 0.92)
    reach = np.hypot(columns - image.shape[1] / 2, rows - image.shape[0] / 2) / max(image.shape[:2])
    paint = mix(light, deep, smoothstep(0.1, 0.6, reach)[..., None])
    blend_rgba(image, paint, np.ones(image.shape[:2], np.float32))


DESIGN = Design(kinds=(Kind.STICKER,), draw=draw_sticker)
