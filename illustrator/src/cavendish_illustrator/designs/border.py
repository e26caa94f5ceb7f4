"""Borders: things laid along the edge of a sheet whose middle stays free for words."""

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import dominant_color, trim
from cavendish_illustrator.design_parts.card_front import set_piece
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.floral_frame import blooms_of, is_floral, lay_corners, lay_garland
from cavendish_illustrator.painting.color import Field, Rgb, clamp, from_hsv, hsv, luminance, mix, rgb, shade
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import rotate
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_BAND: Final = 0.2
"""How deep the edge is in parts of the shorter side."""
_PIECE: Final = 0.165
_PAPER: Final = "#fbf8f1"
_LAID: Final = frozenset({"monstera", "palm-tree", "evergreen-tree", "leaf-fluttering-in-wind"})
_DARK: Final = 0.4
_LEAN: Final = 9.0
"""How far a thing leans to a side, in degrees."""


class _Look(NamedTuple):
    band: Rgb
    paper: Rgb
    accent: Rgb


def draw_border(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Lay the subjects along the edge, flowers and leaves as garlands; quoted texts stand in the middle."""
    width, height = size
    side = min(size)
    flowers = [index for index, one in enumerate(spec.subjects) if _is_woven(one.concept)]
    things = [index for index in range(len(spec.subjects)) if index not in flowers]
    pieces, names, missing = (
        subject_cutouts(spec.with_subjects(things), side * 0.3, seed, wants_face=False)
        if things
        else ([], [], [])
    )
    look = _look(spec, pieces, seed)
    image = np.ones((height, width, 4), np.float32)
    _paint_sheet(image, look, seed, has_band=not flowers)
    if flowers:
        _lay_flowers(image, spec)
    if pieces:
        _lay_around(image, pieces, look, seed, is_on_leaves=bool(flowers))
    _write(image, spec, look)
    shown = [*names, *(spec.subjects[index].concept for index in flowers)]
    return Drawing(image=clamp(image[..., :3]), placed=shown, missing=missing)


def _is_woven(concept: str) -> bool:
    """Whether it is bound into garlands; a great leaf is laid by itself."""
    return is_floral(concept) and concept not in _LAID


def _look(spec: PictureSpec, pieces: list[Field], seed: int) -> _Look:
    """The colour that was asked for, else a pale one that sets the first thing off."""
    named = spec.ground or next(iter(spec.palette), None)
    if named is not None:
        band = rgb(named)
    elif pieces:
        hue, _, _ = hsv(dominant_color(pieces[0], (0.2, 0.8)))
        band = from_hsv(hue + (150, 190, 215)[seed % 3], 0.2, 0.94)
    else:
        band = rgb(_PAPER)
    is_dark = float(luminance(band)) < _DARK
    paper = rgb(spec.ground) if spec.ground is not None else mix(band, "#fffdf8", 0.86)
    return _Look(band, paper, mix(band, "#ffffff", 0.55) if is_dark else shade(band, 0.72))


def _paint_sheet(image: Field, look: _Look, seed: int, *, has_band: bool) -> None:
    """A sheet with a free field inside a line; a band of the ground's colour lies around it."""
    height, width = image.shape[:2]
    side = min(height, width)
    rng = np.random.default_rng(seed)
    grain = coarse_noise((height, width), (width * 0.3, width * 0.3), rng, 4, 0.55)
    ground = look.band if has_band else look.paper
    image[..., :3] = ground * (0.985 + 0.03 * grain)[..., None]
    gap = side * (0.105 if has_band else 0.05)
    layer = VectorLayer(0, 0, width, height)
    if has_band:
        _rounded(layer, gap, side * 0.05, look.paper)
    layer.frame(gap * 1.1, gap * 1.1, width - gap * 1.1, height - gap * 1.1, look.accent, side * 0.004)
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _rounded(layer: VectorLayer, gap: float, radius: float, color: Rgb) -> None:
    width, height = layer.width, layer.height
    layer.rect(gap + radius, gap, width - gap - radius, height - gap, color)
    layer.rect(gap, gap + radius, width - gap, height - gap - radius, color)
    for x in (gap + radius, width - gap - radius):
        for y in (gap + radius, height - gap - radius):
            layer.circle(x, y, radius, color)


def _lay_flowers(image: Field, spec: PictureSpec) -> None:
    """Full corners, joined by garlands along the edges."""
    height, width = image.shape[:2]
    side = min(height, width)
    blooms = blooms_of(spec, "#4d5848")
    lay_garland(image, blooms, side * 0.12)
    lay_corners(image, blooms, side * 0.36, ((False, False), (True, True), (True, False), (False, True)))


def _lay_around(image: Field, pieces: list[Field], look: _Look, seed: int, *, is_on_leaves: bool) -> None:
    """Set the things one after the other along the edge, each leaning a little, dots between them."""
    height, width = image.shape[:2]
    side = min(height, width)
    rng = np.random.default_rng([seed, 0xB0])
    middles = _places(
        (width, height), side * _BAND / 2 + side * 0.012, side * (0.34 if is_on_leaves else 0.2)
    )
    if not is_on_leaves:
        _dots(image, middles, look)
    for number, (x, y) in enumerate(middles):
        piece = fit_within(pieces[number % len(pieces)], side * _PIECE, side * _PIECE)
        turned = _turned(piece, float(rng.uniform(-_LEAN, _LEAN)))
        set_piece(image, turned, (x, y + turned.shape[0] / 2), side * 0.006)


def _places(size: tuple[int, int], inset: float, step: float) -> list[tuple[float, float]]:
    """Points along a box inside the picture, one in each corner and about a step apart."""
    width, height = size
    right, bottom = width - inset, height - inset
    corners = ((inset, inset), (right, inset), (right, bottom), (inset, bottom), (inset, inset))
    points: list[tuple[float, float]] = []
    for (x, y), (to_x, to_y) in pairwise(corners):
        count = max(1, round(np.hypot(to_x - x, to_y - y) / step))
        points += [(x + (to_x - x) * k / count, y + (to_y - y) * k / count) for k in range(count)]
    return points


def _dots(image: Field, middles: list[tuple[float, float]], look: _Look) -> None:
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    for (x, y), (to_x, to_y) in zip(middles, [*middles[1:], middles[0]], strict=True):
        for share, radius in ((0.5, 0.008), (0.42, 0.0045), (0.58, 0.0045)):
            at = x + (to_x - x) * share, y + (to_y - y) * share
            layer.circle(*at, min(height, width) * radius, look.accent)
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _turned(piece: Field, angle: float) -> Field:
    flat = np.concatenate([piece[..., :3] * piece[..., 3:], piece[..., 3:]], -1)
    turned = rotate(flat, angle)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return trim(clamp(turned))


def _write(image: Field, spec: PictureSpec, look: _Look) -> None:
    if not spec.lettering:
        return
    height, width = image.shape[:2]
    ink = shade(look.band, 0.35) if float(luminance(look.paper)) > _DARK else rgb("#fff8ea")
    box = TextBox(center=(width / 2, height / 2), width=width * 0.52, height=height * 0.36)
    blend_rgba(image, ink, text_mask((width, height), " ".join(spec.lettering), "lobster", box))


DESIGN = Design(kinds=(Kind.BORDER,), draw=draw_border)
