"""Logos: a flat mark on a badge, or alone with its name."""

import numpy as np

from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import ColorLike, Field, Rgb, clamp, luminance, rgb, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import (
    SHAPE_WORDS,
    blend_rgba,
    coordinates,
    fit_within,
    flattened,
    ground_color,
    is_in_one_ink,
    on_canvas,
    outlined,
    printed,
    subject_cutouts,
)
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.arc_text import arc_mask
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_CREAM = "#fff8ea"
_LONGEST_ON_RING = 20
_FONTS = {
    "nunito-bold": ("modern", "nowoczes", "minimal", "friendly", "kids", "tech", "clean"),
    "playfair-display-bold": (
        "elegan",
        "luxur",
        "luksus",
        "edel",
        "lusso",
        "lujo",
        "classic",
        "klass",
        "chic",
    ),
    "oswald-bold": ("strong", "sport", "bold", "industri", "gym", "fitness", "construct", "kraftig"),
    "lobster": ("vintage", "retro", "rustic", "rustik", "handmade", "cozy", "gemutlich", "artigian"),
}
"""Fonts with the words for a look that they suit."""
_PAPER = "#f8f6f1"
_SEEN = 0.5
_MOST = 3
"""Things side by side in a mark."""
_LEAST_CONTRAST = 0.2
"""Beginnings of folded words by which a prompt says what its badge is like."""


def _badge_distance(shape: int, x: Field, y: Field) -> Field:
    """Signed distance to a badge of radius 1, negative inside: circle, rounded square, hexagon, shield."""
    if shape == 1:
        return np.asarray((np.abs(x) ** 5 + np.abs(y) ** 5) ** 0.2 - 0.9, np.float32)
    if shape == 2:
        return np.asarray(np.maximum(np.abs(x) * 0.866 + np.abs(y) * 0.5, np.abs(y)) - 0.9, np.float32)
    if shape == 3:
        lower = np.hypot(x, np.maximum(y + 0.1, 0) * 0.82)
        return np.asarray(np.maximum(np.maximum(np.abs(x) - 0.84, -y - 0.88), lower - 0.92), np.float32)
    return np.asarray(np.hypot(x, y) - 1, np.float32)


def _badge(
    image: Field, center: tuple[float, float], radius: float, shape: int, color: Rgb, line: ColorLike
) -> None:
    columns, rows = coordinates((image.shape[1], image.shape[0]))
    distance = _badge_distance(shape, (columns - center[0]) / radius, (rows - center[1]) / radius) * radius
    blend_rgba(image, color, smoothstep(1, -1, distance))
    ring = smoothstep(1.4, 0, np.abs(distance + radius * 0.07) - radius * 0.014)
    blend_rgba(image, line, ring)


def _shape(spec: PictureSpec, seed: int) -> int:
    """The badge that was asked for, else one of the seed."""
    words = [token.plain for token in tokenise(spec.prompt)]
    for shape, stems in SHAPE_WORDS.items():
        if any(word.startswith(stems) for word in words):
            return shape
    return seed % 4 if seed % 3 else 0


def _inks(spec: PictureSpec, cutout: Field, seed: int) -> tuple[Rgb, Rgb | None]:
    """The badge's colour, and the colour the mark is printed in where two were asked for."""
    colors = sorted(
        (rgb(color) for color in spec.palette if color != spec.ground), key=lambda c: float(luminance(c))
    )
    if spec.ink is not None and spec.ground is not None:
        return rgb(spec.ground), rgb(spec.ink)
    if not colors:
        return ground_color(cutout, seed), rgb(_CREAM) if is_in_one_ink(spec) else None
    if len(colors) == 1:
        return colors[0], rgb(_CREAM) if is_in_one_ink(spec) else None
    return colors[0], colors[-1]


def draw_logo(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a mark in flat colours; the seed picks the badge, a quoted text becomes the name."""
    (width, height), side = size, min(size)
    paper = rgb(spec.ground or _PAPER)
    image = _sheet(size, None if spec.is_transparent else paper)
    cutouts, names, missing = subject_cutouts(spec, side * 0.62, seed, wants_face=True, has_groups=True)
    name = " ".join(spec.lettering)
    shape = _shape(spec, seed)
    is_seal = shape == 0 and 0 < len(name) <= _LONGEST_ON_RING and seed % 2 == 0
    center = (width / 2, height * (0.39 if name and not is_seal else 0.5))
    radius = side * (0.46 if is_seal else 0.32 if name else 0.44)
    ground, ink = _inks(spec, cutouts[0], seed)
    line = rgb(_CREAM) if ink is None else ink
    _badge(image, center, radius, shape, ground, line)
    share = 0.86 if is_seal else 1.34
    shown = cutouts[:_MOST] if ink is None else [printed(one, ground, ink) for one in cutouts[:_MOST]]
    mark = composed_mark(spec, names, shown, round(side * 0.62))
    mark = fit_within(mark, radius * share, radius * (share + 0.06))
    layer = on_canvas(size, flattened(mark) if ink is None else mark, center)
    if ink is None:
        blend_rgba(image, _CREAM, outlined(layer[..., 3], side * 0.014))
    blend_rgba(image, layer[..., :3], layer[..., 3])
    columns, _ = coordinates(size)
    blend_rgba(image, np.zeros(3, np.float32), layer[..., 3] * smoothstep(-2, 2, columns - center[0]) * 0.07)
    if is_seal:
        _write_around(image, name, spec.lines[0] if spec.lines else "", (center, radius), line)
    elif name:
        is_lost = abs(float(luminance(ground) - luminance(paper))) < _LEAST_CONTRAST
        _write_below(image, name, spec, line if is_lost else ground, seed)
    result = clamp(image)
    return Drawing(image=result if spec.is_transparent else result[..., :3], placed=names, missing=missing)


def _sheet(size: tuple[int, int], paper: Rgb | None) -> Field:
    """An empty picture, or paper of that colour."""
    image = np.zeros((size[1], size[0], 4), np.float32)
    if paper is not None:
        blend_rgba(image, paper, np.ones((size[1], size[0]), np.float32))
    return image


def _write_around(
    image: Field, name: str, trade: str, ring: tuple[tuple[float, float], float], color: Rgb
) -> None:
    """Write the name over the mark and the trade, or two stars, under it along the badge's edge."""
    center, radius = ring
    size = (image.shape[1], image.shape[0])
    inner = smoothstep(1.4, 0, np.abs(_distance(image, center) - radius * 0.62) - radius * 0.008)
    blend_rgba(image, color, inner)
    along = radius * 0.77
    tall = radius * min(0.2, 3.2 / max(len(name), 1))
    blend_rgba(image, color, arc_mask(size, name.upper(), "oswald-bold", center, (along, tall)))
    if trade:
        small = radius * min(0.115, 2.6 / len(trade))
        below = arc_mask(size, trade.upper(), "oswald-bold", center, (along, small), is_below=True)
        blend_rgba(image, color, below)
    layer = VectorLayer(0, 0, *size)
    for turn in (-1.0, 1.0) if trade else (-0.3, 0.0, 0.3):
        angle = np.pi / 2 - turn * (np.pi / 2 - 0.05 if trade else 1.0)
        at = center[0] + along * np.cos(angle), center[1] + along * np.sin(angle)
        layer.circle(*at, radius * 0.026, "#ffffff")
    blend_rgba(image, color, layer.pixels[..., 3].astype(np.float32) / 255)


def _distance(image: Field, center: tuple[float, float]) -> Field:
    columns, rows = coordinates((image.shape[1], image.shape[0]))
    return np.asarray(np.hypot(columns - center[0], rows - center[1]), np.float32)


def _write_below(image: Field, name: str, spec: PictureSpec, color: Rgb, seed: int) -> None:
    """Write the name large, and the trade small between two lines."""
    height, width = image.shape[:2]
    trade = spec.lines[0] if spec.lines else ""
    place = 0.82 if trade else 0.855
    box = TextBox(center=(width / 2, height * place), width=width * 0.82, height=height * 0.14)
    blend_rgba(image, color, text_mask((width, height), name, _font(spec, seed), box))
    if not trade:
        return
    spaced = " ".join(trade.upper())
    row = height * 0.935
    small = TextBox(center=(width / 2, row), width=width * 0.5, height=height * 0.032)
    mask = text_mask((width, height), spaced.replace("   ", "     "), "nunito-bold", small)
    blend_rgba(image, color, mask)
    filled = np.flatnonzero((mask > _SEEN).any(0))
    layer, gap = VectorLayer(0, 0, width, height), width * 0.03
    for inner, turn in ((filled[0] - gap, -1), (filled[-1] + gap, 1)) if filled.size else ():
        layer.line((inner, row), (inner + turn * width * 0.09, row), "#ffffff", max(1.0, height * 0.003))
    blend_rgba(image, color, layer.pixels[..., 3].astype(np.float32) / 255)


def _font(spec: PictureSpec, seed: int) -> str:
    """Letters that suit the words for the look, else some of the seed."""
    words = fold(spec.prompt)
    named = (font for font, stems in _FONTS.items() if any(stem in words for stem in stems))
    return next(named, tuple(_FONTS)[seed % len(_FONTS)])


DESIGN = Design(kinds=(Kind.LOGO,), draw=draw_logo)
