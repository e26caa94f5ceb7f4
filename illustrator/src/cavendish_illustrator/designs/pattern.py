"""Repeating patterns: the things and their variants in a half-drop rhythm, small shapes between them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.geometric_pattern import draw_geometry, named_geometry
from cavendish_illustrator.design_parts.pattern_colors import PatternColors, pattern_colors, pattern_table
from cavendish_illustrator.design_parts.pattern_companions import companion, companion_kinds
from cavendish_illustrator.painting.color import Field, clamp, luminance
from cavendish_illustrator.painting.contrast import seen_share
from cavendish_illustrator.painting.pixel_ops import rotate
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Season, Style
from cavendish_illustrator.staging.emblem_parts import (
    blend_rgba,
    fit_within,
    outlined,
    printed,
    subject_cutouts,
)
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_grown

_MOST = 6
_FEW = 2
"""So many things, or fewer, are shown in variants."""
_SHARE = 0.8
"""How much of its cell a thing takes."""
_COMPANION_SHARE = 0.3
_LEAN, _SLIGHT_LEAN = 20.0, 6.0
_LEAST_SEEN = 0.6
_MID_GREY = 0.5
_SHAPES = {"waves": frozenset({"wave-sign"}), "arches": frozenset({"rainbow"})}
"""Signs that are no things where plain shapes of that name are asked for."""
_OF_COLORS = frozenset(
    {Style.FLAT, Style.PHOTO, Style.PAINTERLY, Style.PASTEL, Style.VINTAGE_PRINT, Style.MID_CENTURY}
)
"""Styles that a pattern has by its palette: pastel is no chalk there, retro no worn print."""


def draw_pattern(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Repeat the subjects seamlessly; where plain shapes are named, or nothing that can be drawn, those."""
    geometry = named_geometry(spec)
    spec = _with_variants(spec)
    cutouts, names, missing = subject_cutouts(spec, 220, seed, wants_face=False)
    if not names or set(names) <= _SHAPES.get(geometry, frozenset()):
        colors = pattern_colors(spec, (), seed)
        image = draw_geometry(geometry or "triangles", size, colors, seed)
        return Drawing(image=_styled(spec, image, seed), placed=[], missing=missing)
    shown = cutouts[:_MOST]
    colors = pattern_colors(spec, shown, seed)
    pieces = [_seen_on(piece, colors) for piece in shown]
    image = np.zeros((size[1], size[0], 4), np.float32)
    blend_rgba(image, colors.ground, np.ones((size[1], size[0]), np.float32))
    _lay_out(image, spec, pieces, colors, names[0])
    return Drawing(image=_styled(spec, clamp(image[..., :3]), seed), placed=names, missing=missing)


def _with_variants(spec: PictureSpec) -> PictureSpec:
    """Each of a few things with its kin, a leaf in autumn as a maple's."""
    table = pattern_table()
    if len(spec.subjects) > _FEW or spec.relations:
        return spec
    leaves = table["autumn"] if spec.season is Season.AUTUMN else {}
    subjects = []
    for one in spec.subjects:
        concept = leaves.get(one.concept, one.concept)
        kin = table["variants"].get(concept, concept).split()
        kin = kin if one.color is None and one.pose is None and one.pattern is None else [concept]
        subjects += [replace(one, concept=name) for name in kin[: 3 if len(spec.subjects) == 1 else 2]]
    known = {one.concept for one in subjects}
    return spec if len(known) < len(subjects) else replace(spec, subjects=tuple(subjects))


def _seen_on(piece: Field, colors: PatternColors) -> Field:
    """The thing in the pattern's one ink, or with an outline where the ground would hide it."""
    if colors.ink is not None:
        return printed(piece, colors.ground, colors.ink)
    if seen_share(piece, colors.ground) >= _LEAST_SEEN:
        return piece
    margin = max(3, round(piece.shape[0] * 0.025))
    padded = np.pad(piece, ((margin, margin), (margin, margin), (0, 0)))
    framed = np.zeros_like(padded)
    line = "#ffffff" if float(luminance(colors.ground)) < _MID_GREY else "#3a3f47"
    blend_rgba(framed, line, outlined(padded[..., 3], margin * 0.7))
    blend_rgba(framed, padded[..., :3], padded[..., 3])
    return framed


def _lay_out(
    image: Field, spec: PictureSpec, pieces: Sequence[Field], colors: PatternColors, first: str
) -> None:
    """Lay things and small shapes out so that opposite edges fit together."""
    height, width = image.shape[:2]
    columns = _columns(spec, len(pieces))
    cell = min(width, height) / columns
    columns, rows = round(width / cell), max(2, round(height / cell / 2) * 2)
    cell, tall = width / columns, height / rows
    is_free = is_grown(first) or is_food(first)
    lean = _LEAN if is_free else _SLIGHT_LEAN
    variants = [_turnings(piece, min(cell, tall) * _SHARE, lean) for piece in pieces]
    stride = max(1, len(pieces) // 2 + len(pieces) % 2)
    kinds = companion_kinds(first)
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5 + 0.5 * (row % 2)) * cell, (row + 0.5) * tall
            turnings = variants[(column + row * stride) % len(pieces)]
            _wrap(image, turnings[(column * 3 + row * 5 + column * row) % len(turnings)], (x, y))
            for k, (dx, dy) in enumerate(((0.5, 1 / 3), (0.0, 2 / 3))):
                accent = colors.accents[(column + 2 * row + k) % len(colors.accents)]
                turn = (column * 67 + row * 131 + k * 45) % 360 - 180
                side = round(min(cell, tall) * _COMPANION_SHARE * (1.0 if k == 0 else 0.7))
                shape = companion(kinds[k], side, accent, turn * (1.0 if is_free or k else 0.2))
                _wrap(image, shape, (x + dx * cell, y + dy * tall))


def _turnings(piece: Field, size: float, lean: float) -> list[Field]:
    """The thing leaning either way, and its mirror image."""
    mirrored = np.ascontiguousarray(piece[:, ::-1])
    return [_turned(one, size, angle) for one, angle in ((piece, -lean), (mirrored, lean), (piece, lean / 3))]


def _wrap(image: Field, piece: Field, at: tuple[float, float]) -> None:
    """Lay a piece with its middle at a point; what crosses an edge comes in at the other."""
    height, width = image.shape[:2]
    left, top = round(at[0] - piece.shape[1] / 2) % width, round(at[1] - piece.shape[0] / 2) % height
    for x in (left, left - width):
        for y in (top, top - height):
            if x + piece.shape[1] > 0 and y + piece.shape[0] > 0:
                lay_over(image, piece, x, y)


def _styled(spec: PictureSpec, image: Field, seed: int) -> Field:
    """The pattern in the medium that was asked for, edges still fitting; its colours are chosen already."""
    if (
        spec.style is None
        or spec.style in _OF_COLORS
        or (spec.style is Style.LOW_POLY and named_geometry(spec))
    ):
        return image
    margin = min(image.shape[:2]) // 8
    wider = np.pad(image, ((margin, margin), (margin, margin), (0, 0)), mode="wrap")
    styled = apply_style(spec.style, wider, np.full(wider.shape[:2], 0.8, np.float32), seed)
    return np.ascontiguousarray(styled[margin:-margin, margin:-margin])


def _columns(spec: PictureSpec, count: int) -> int:
    """How many stand in a row: a multiple of the things where that gives each its turn, more of tiny ones."""
    is_tiny = any(one.size in {"tiny", "small"} for one in spec.subjects)
    least = 5 if is_tiny else 4
    return next((n for n in (least, least + 1, least + 2) if n % max(1, min(count, _MOST)) == 0), least)


def _turned(image: Field, size: float, angle: float) -> Field:
    piece = fit_within(image, size, size)
    premultiplied = np.concatenate([piece[..., :3] * piece[..., 3:], piece[..., 3:]], -1)
    turned = rotate(premultiplied, angle)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return trim(clamp(turned))


DESIGN = Design(kinds=(Kind.PATTERN,), draw=draw_pattern, draws_text=False)
