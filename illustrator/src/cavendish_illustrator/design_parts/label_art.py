"""The label of goods: a frame, a drawing, the name, a rule and how much is in it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.painting.color import Field, luminance, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, outlined, side_by_side
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_FONTS: Final = ("playfair-display-bold", "lobster", "oswald-bold")
_WIDE: Final = 1.45
"""From this shape on the drawing stands beside the words."""
_FRAMES: Final = 2
_MOST: Final = 3
"""Things side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """What is written: the name large, what it is above it, how much at the foot."""

    name: str
    above: str
    amount: str


def draw_label(
    size: tuple[int, int],
    words: LabelWords,
    cutouts: list[Field],
    colors: tuple[str, str, str],
    seed: int,
    *,
    has_sun: bool = False,
) -> Field:
    """Return the label (h, w, 4) on its paper; `colors` are paper, letters and accent."""
    width, height = size
    paper, ink, accent = colors
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, rgb(paper), np.ones((height, width), np.float32))
    _frame(image, ink if seed % _FRAMES else accent, ink)
    if width > height * _WIDE:
        _draw_wide(image, words, cutouts, (ink, accent), seed, has_sun=has_sun)
    else:
        _draw_tall(image, words, cutouts, (ink, accent), seed, has_sun=has_sun)
    return image


def _frame(image: Field, outer: str, inner: str) -> None:
    height, width = image.shape[:2]
    side = min(width, height)
    layer = VectorLayer(0, 0, width, height)
    for inset, line, color in ((0.045, 0.012, outer), (0.075, 0.004, inner)):
        gap = side * inset
        layer.frame(gap, gap, width - gap, height - gap, color, max(1.0, side * line))
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _draw_tall(
    image: Field, words: LabelWords, cutouts: list[Field], inks: tuple[str, str], seed: int, *, has_sun: bool
) -> None:
    ink, accent = inks
    _write(image, words.above.upper(), (0.5, 0.14), (0.66, 0.05), accent, "nunito-bold")
    middle = 0.37 if words.name else 0.5
    _motif(image, cutouts, (0.5, middle), (0.62, 0.36 if words.name else 0.62), accent, has_sun=has_sun)
    _write(image, words.name, (0.5, 0.69), (0.8, 0.17), ink, _FONTS[seed % len(_FONTS)])
    _rule(image, (0.5, 0.81), 0.5, accent)
    _write(image, words.amount, (0.5, 0.875), (0.4, 0.05), ink, "nunito-bold")


def _draw_wide(
    image: Field, words: LabelWords, cutouts: list[Field], inks: tuple[str, str], seed: int, *, has_sun: bool
) -> None:
    ink, accent = inks
    _motif(image, cutouts, (0.25, 0.5), (0.32, 0.66), accent, has_sun=has_sun)
    _write(image, words.above.upper(), (0.67, 0.22), (0.42, 0.08), accent, "nunito-bold")
    _write(image, words.name, (0.67, 0.47), (0.5, 0.32), ink, _FONTS[seed % len(_FONTS)])
    _rule(image, (0.67, 0.68), 0.36, accent)
    _write(image, words.amount, (0.67, 0.8), (0.3, 0.09), ink, "nunito-bold")


def _motif(
    image: Field,
    cutouts: list[Field],
    at: tuple[float, float],
    room: tuple[float, float],
    accent: str,
    *,
    has_sun: bool,
) -> None:
    height, width = image.shape[:2]
    piece = fit_within(side_by_side(cutouts[:_MOST]), height * room[1], width * room[0])
    x, y = width * at[0], height * at[1]
    if has_sun:
        layer = VectorLayer(0, 0, width, height)
        layer.circle(x, y, min(height * room[1], width * room[0]) * 0.52, "#d8402f")
        cover = layer.pixels.astype(np.float32) / 255
        blend_rgba(image, rgb("#d8402f"), cover[..., 3])
    layer_of = np.zeros((height, width, 4), np.float32)
    lay_over(layer_of, piece, round(x - piece.shape[1] / 2), round(y - piece.shape[0] / 2))
    if has_sun or float(luminance(image[0, 0, :3])) < _DARK:
        blend_rgba(image, mix(accent, "#ffffff", 0.9), outlined(layer_of[..., 3], min(height, width) * 0.012))
    blend_rgba(image, layer_of[..., :3], layer_of[..., 3])


_DARK: Final = 0.35


def _rule(image: Field, at: tuple[float, float], wide: float, color: str) -> None:
    """A thin line with a diamond in its middle."""
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    x, y, half, dot = width * at[0], height * at[1], width * wide / 2, min(width, height) * 0.018
    thick = max(1.0, dot * 0.25)
    layer.line((x - half, y), (x - 2 * dot, y), color, thick)
    layer.line((x + 2 * dot, y), (x + half, y), color, thick)
    layer.polygon([(x - dot, y), (x, y - dot), (x + dot, y), (x, y + dot)], color)
    blend_rgba(image, rgb(color), layer.pixels[..., 3].astype(np.float32) / 255)


def _write(
    image: Field, text: str, at: tuple[float, float], room: tuple[float, float], color: str, font: str
) -> None:
    if not text.strip():
        return
    height, width = image.shape[:2]
    box = TextBox(center=(width * at[0], height * at[1]), width=width * room[0], height=height * room[1])
    blend_rgba(image, rgb(color), text_mask((width, height), text, font, box))
