"""Logos: a flat mark on a badge, or alone with its name."""

from collections.abc import Sequence

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.curled_mark import with_head_alone
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.mark_colors import CREAM, MarkColors, is_in_lines, mark_colors
from cavendish_illustrator.design_parts.mark_fitting import laid_in_circle
from cavendish_illustrator.painting.color import ColorLike, Field, Rgb, clamp, luminance, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import (
    ROUND,
    SHAPE_WORDS,
    blend_rgba,
    coordinates,
    fit_within,
    flattened,
    outlined,
    printed,
    subject_cutouts,
)
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.staging.stencils import stencilled
from cavendish_illustrator.typesetting.arc_text import arc_mask
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.monograms import find_monogram, initials
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

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
_SEEN = 0.5
_MOST = 3
"""Things side by side in a mark."""
_MARK_SIDE = 360
"""Pixels that a mark is composed on; it is scaled into its badge afterwards."""
_SHARES = (0.82, 0.78, 0.77, 0.68)
"""How far a mark reaches in its badge, by the badge's shape."""
_SHAPES = (0, 0, 2, 0, 3)
"""Badges by the seed: most are round; a rounded square is an app's sign."""
_SEAL_SHARE = 0.57
_BARE_SHARE = 0.98
_LIFTS = {3: 0.1}
"""How far above a badge's middle the mark is: a shield narrows downwards."""
_PALE = 0.8
_LINE = 0.0042
_SERIF = 1
_ENCLOSING = frozenset({"laurel-wreath", "wreath-holly", "flower-crown", "ring", "crown-laurel"})


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
    return _SHAPES[seed % len(_SHAPES)]


def draw_logo(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a mark in flat colours; the seed picks the badge, a quoted text becomes the name."""
    (width, height), side = size, min(size)
    spec = with_head_alone(spec)
    cutouts, names, missing = subject_cutouts(spec, side * 0.62, seed, wants_face=True, has_groups=True)
    letters = find_monogram(spec.prompt, spec.texts)
    name = "" if letters and _is_all(letters, spec) else " ".join(spec.lettering)
    letters = letters or ("" if names else initials(name))
    colors = mark_colors(spec, cutouts[0], seed)
    image = _sheet(size, None if spec.is_transparent else colors.paper)
    shape = ROUND if colors.badge is None else _shape(spec, seed)
    is_seal = shape == ROUND and colors.badge is not None and 0 < len(name) <= _LONGEST_ON_RING
    is_seal = is_seal and seed % 2 == 0
    center = (width / 2, height * (0.39 if name and not is_seal else 0.5))
    radius = side * (0.46 if is_seal else 0.32 if name else 0.44)
    if colors.badge is not None:
        _badge(image, center, radius, shape, colors.badge, colors.line)
    shown = cutouts[:_MOST] if names or not letters else []  # a mark is of something, if only of a star
    mark = _lettered_mark(spec, letters, shown, colors) if letters else _mark(spec, names, shown, colors)
    middle = (center[0], center[1] - radius * _LIFTS.get(shape, 0.0))
    share = _BARE_SHARE if colors.badge is None else _SEAL_SHARE if is_seal else _SHARES[shape]
    layer = laid_in_circle(size, mark, middle, radius * share)
    if is_in_lines(spec) and not letters:
        _draw_lines(image, layer, colors)
    else:
        _lay_mark(image, layer, colors, is_own=colors.ink is None and not letters)
    if is_seal:
        _write_around(image, name, spec.lines[0] if spec.lines else "", (center, radius), colors.line)
    elif name:
        _write_below(image, name, spec, colors.name, seed)
    result = clamp(image)
    return Drawing(image=result if spec.is_transparent else result[..., :3], placed=names, missing=missing)


def _is_all(letters: str, spec: PictureSpec) -> bool:
    """Whether the letters are all that is to be written."""
    written = "".join(letter for letter in " ".join(spec.lettering) if letter.isalnum())
    return written in {"", letters} or not spec.texts


def _mark(spec: PictureSpec, names: Sequence[str], shown: Sequence[Field], colors: MarkColors) -> Field:
    """The things composed into one, printed where the mark has one ink."""
    ground = colors.paper if colors.badge is None else colors.badge
    if colors.ink is not None and not is_in_lines(spec):
        is_solid = colors.badge is None or spec.is_palette_strict
        shown = [(stencilled if is_solid else printed)(one, ground, colors.ink) for one in shown]
    return composed_mark(spec, names, shown, _MARK_SIDE)


def _lettered_mark(spec: PictureSpec, letters: str, shown: Sequence[Field], colors: MarkColors) -> Field:
    """The letters of a monogram, inside what encloses them or over a small thing."""
    ink = colors.line if colors.ink is None else colors.ink
    side = _MARK_SIDE
    mark = np.zeros((side, side, 4), np.float32)
    concept = spec.subjects[0].concept if spec.subjects else ""
    is_framed = bool(shown) and concept in _ENCLOSING
    ground = colors.paper if colors.badge is None else colors.badge
    if shown:
        thing = printed(shown[0], ground, ink)
        tall, low = (side, side / 2) if is_framed else (side * 0.34, side * 0.83)
        thing = fit_within(thing, tall, side if is_framed else side * 0.6)
        lay_over(mark, thing, round((side - thing.shape[1]) / 2), round(low - thing.shape[0] / 2))
    share, row = (0.42, 0.5) if is_framed else (0.56, 0.36) if shown else (0.8, 0.5)
    box = TextBox(center=(side / 2, side * row), width=side * share * 1.15, height=side * share)
    blend_rgba(mark, ink, text_mask((side, side), letters, _font(spec, _SERIF), box))
    return trim(mark)


def _lay_mark(image: Field, layer: Field, colors: MarkColors, *, is_own: bool) -> None:
    """Lay the mark down: one in its own colours flat, cut out with an edge and half in shade."""
    if not is_own:
        blend_rgba(image, layer[..., :3], layer[..., 3])
        return
    side = min(image.shape[:2])
    ground = colors.paper if colors.badge is None else colors.badge
    edge = CREAM if float(luminance(ground)) < _PALE else "#ffffff"
    layer = flattened(layer)
    blend_rgba(image, edge, outlined(layer[..., 3], side * 0.012))
    blend_rgba(image, layer[..., :3], layer[..., 3])
    columns, _ = coordinates((image.shape[1], image.shape[0]))
    shade = layer[..., 3] * smoothstep(-2, 2, columns - image.shape[1] / 2) * 0.07
    blend_rgba(image, np.zeros(3, np.float32), shade)


def _draw_lines(image: Field, layer: Field, colors: MarkColors) -> None:
    blend_rgba(image, colors.line, ink_lines(layer, min(image.shape[:2]) * _LINE))


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
    row = height * 0.935
    small = TextBox(center=(width / 2, row), width=width * 0.5, height=height * 0.032)
    mask = text_mask((width, height), trade.upper(), "nunito-bold", small)
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
