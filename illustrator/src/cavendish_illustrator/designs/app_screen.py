"""Screens of apps: a telephone, or a browser's window, with a heading, cards of what is named, and a bar."""

import re
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, Rgb, clamp, from_hsv, hsv, luminance, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, subject_cutouts, with_motifs
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.tokens import fold

_HUES: Final = ("#3f6fe0", "#2f9f8f", "#7a5ae0", "#e0704a", "#d9507a")
_DARK_WORDS: Final = (
    "dark mode",
    "dark theme",
    "ciemny motyw",
    "dunkelmodus",
    "dark ui",
    "modo oscuro",
    "mode sombre",
)
_WIDE_WORDS: Final = (
    "website", "web page", "webpage", "landing", "desktop", "dashboard", "homepage", "strona", "webseite",
    "pagina web", "site web", "sito", "сайт", "browser", "startseite",
)  # fmt: skip
_NUMBERED: Final = re.compile(r"[-+]?\d{1,3}(?:[.,]\d+)?\s?(?:°\s?[CF]?|%|\$|€|zł|kcal|km|bpm|£)")
_MOST: Final = 6


class _Paint(NamedTuple):
    main: Rgb
    paper: Rgb
    card: Rgb
    ink: Rgb


def draw_app_screen(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a screen: the first thing large under the heading, the others in cards below."""
    width, height = size
    words = fold(spec.prompt)
    paint = _paint(spec, words, seed)
    image = np.zeros((height, width, 4), np.float32)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    blend_rgba(
        image,
        mix(mix(paint.main, "#ffffff", 0.72), mix(paint.main, "#ffffff", 0.4), y) + 0 * image[..., :3],
        np.ones((height, width), np.float32),
    )
    cutouts, names, missing = subject_cutouts(with_motifs(spec, 3), min(size) * 0.3, seed, wants_face=False)
    box = _window(image, paint, is_wide=any(stem in words for stem in _WIDE_WORDS))
    _heading(image, spec, box, paint)
    _hero(image, cutouts[0], box, paint, _NUMBERED.search(spec.prompt))
    _cards(image, cutouts[1:_MOST] or cutouts, box, paint)
    _bar(image, box, paint)
    return Drawing(image=clamp(image[..., :3]), placed=names[:_MOST], missing=missing)


def _paint(spec: PictureSpec, words: str, seed: int) -> _Paint:
    colors = [color for color in spec.palette if color != spec.ground] or [_HUES[seed % len(_HUES)]]
    main = rgb(colors[0])
    if float(luminance(main)) > 0.8 or float(luminance(main)) < 0.08:
        main = rgb(colors[1] if len(colors) > 1 else _HUES[seed % len(_HUES)])
    is_dark = any(word in words for word in _DARK_WORDS) or (
        spec.ground is not None and float(luminance(rgb(spec.ground))) < 0.3
    )
    if is_dark:
        return _Paint(main, rgb("#16181f"), rgb("#252936"), rgb("#f2f4f8"))
    hue, saturation, _ = hsv(main)
    return _Paint(main, rgb("#f6f8fb"), rgb("#ffffff"), from_hsv(hue, min(0.6, saturation), 0.24))


Box = tuple[float, float, float, float]


def _rounded(image: Field, box: Box, radius: float, color: Rgb | Field, *, shadow: float = 0.0) -> None:
    """A rectangle with round corners, over a soft shadow."""
    height, width = image.shape[:2]
    x, y = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    left, top, right, bottom = box
    away_x = np.maximum(np.abs(x - (left + right) / 2) - (right - left) / 2 + radius, 0)
    away_y = np.maximum(np.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius, 0)
    cover = np.clip(radius - np.hypot(away_x, away_y) + 0.5, 0, 1).astype(np.float32)
    if shadow:
        spread = min(width, height) * 0.018
        blend_rgba(
            image, np.zeros(3, np.float32), blur(np.roll(cover, round(spread * 0.7), 0), spread) * shadow
        )
    blend_rgba(image, color, cover)


def _window(image: Field, paint: _Paint, *, is_wide: bool) -> Box:
    """Draw the telephone or the browser and return where its screen is."""
    height, width = image.shape[:2]
    if is_wide:
        box = (width * 0.05, height * 0.08, width * 0.95, height * 0.93)
        radius = min(width, height) * 0.022
        _rounded(image, box, radius, paint.card, shadow=0.3)
        layer = VectorLayer(0, 0, width, height)
        for k, color in enumerate(("#ee6a5f", "#f5bd4f", "#61c454")):
            layer.circle(box[0] + radius * (1.6 + 1.5 * k), box[1] + radius * 1.35, radius * 0.5, color)
        _over(image, layer)
        screen = (box[0], box[1] + radius * 2.7, box[2], box[3])
        _rounded(image, screen, radius * 0.6, paint.paper)
        return screen
    tall = height * 0.94
    wide = min(width * 0.82, tall * 0.52)
    box = ((width - wide) / 2, (height - tall) / 2, (width + wide) / 2, (height + tall) / 2)
    radius = wide * 0.12
    _rounded(image, box, radius, rgb("#15171c"), shadow=0.4)
    edge = wide * 0.032
    screen = (box[0] + edge, box[1] + edge, box[2] - edge, box[3] - edge)
    _rounded(image, screen, radius - edge * 0.6, paint.paper)
    notch = wide * 0.15
    top = screen[1] + edge * 0.9
    _rounded(image, (width / 2 - notch, top, width / 2 + notch, top + edge * 1.6), edge * 0.8, rgb("#15171c"))
    return (screen[0], screen[1] + edge * 2.6, screen[2], screen[3])


def _over(image: Field, layer: VectorLayer) -> None:
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _heading(image: Field, spec: PictureSpec, box: Box, paint: _Paint) -> None:
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    words = " ".join(spec.lettering)
    if words:
        place = TextBox(center=((left + right) / 2, top + tall * 0.07), width=wide * 0.72, height=tall * 0.06)
        blend_rgba(image, paint.ink, text_mask((image.shape[1], image.shape[0]), words, "nunito-bold", place))
        return
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    layer.rect(left + wide * 0.08, top + tall * 0.055, left + wide * 0.46, top + tall * 0.085, paint.ink)
    layer.circle(right - wide * 0.12, top + tall * 0.07, wide * 0.035, paint.main)
    _over(image, layer)


def _hero(image: Field, cutout: Field, box: Box, paint: _Paint, value: re.Match[str] | None) -> None:
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    panel = (left + wide * 0.06, top + tall * 0.13, right - wide * 0.06, top + tall * 0.47)
    y = np.clip(
        (np.arange(image.shape[0], dtype=np.float32)[:, None, None] - panel[1]) / (panel[3] - panel[1]), 0, 1
    )
    shade = mix(mix(paint.main, "#ffffff", 0.28), paint.main * 0.88, y) + np.zeros(
        (1, image.shape[1], 1), np.float32
    )
    _rounded(image, panel, wide * 0.05, clamp(shade), shadow=0.16)
    high, broad = panel[3] - panel[1], panel[2] - panel[0]
    piece = fit_within(cutout, high * 0.72, broad * (0.42 if value else 0.6))
    x = panel[0] + broad * (0.3 if value else 0.5)
    lay_over(
        image, piece, round(x - piece.shape[1] / 2), round((panel[1] + panel[3]) / 2 - piece.shape[0] / 2)
    )
    if value:
        place = TextBox(
            center=(panel[0] + broad * 0.73, (panel[1] + panel[3]) / 2), width=broad * 0.42, height=high * 0.3
        )
        mask = text_mask((image.shape[1], image.shape[0]), value.group().strip(), "nunito-bold", place)
        blend_rgba(image, rgb("#ffffff"), mask)


def _cards(image: Field, cutouts: list[Field], box: Box, paint: _Paint) -> None:
    """Cards in rows of two or three, each with a drawing and bars for words nobody told us."""
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    count = max(2, len(cutouts))
    columns = 2 if count in {2, 4} else 3
    rows = -(-count // columns)
    gap = wide * 0.04
    broad = (wide * 0.88 - gap * (columns - 1)) / columns
    high = (tall * 0.37 - gap * (rows - 1)) / rows
    for k in range(count):
        x = left + wide * 0.06 + k % columns * (broad + gap)
        y = top + tall * 0.51 + k // columns * (high + gap)
        _rounded(image, (x, y, x + broad, y + high), wide * 0.03, paint.card, shadow=0.1)
        piece = fit_within(cutouts[k % len(cutouts)], high * 0.5, broad * 0.6)
        lay_over(
            image,
            piece,
            round(x + broad / 2 - piece.shape[1] / 2),
            round(y + high * 0.38 - piece.shape[0] / 2),
        )
        layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
        bar = mix(paint.ink, paint.card, 0.55)
        layer.rect(x + broad * 0.22, y + high * 0.76, x + broad * 0.78, y + high * 0.8, bar)
        layer.rect(x + broad * 0.32, y + high * 0.86, x + broad * 0.68, y + high * 0.89, bar)
        _over(image, layer)


def _bar(image: Field, box: Box, paint: _Paint) -> None:
    left, _, right, bottom = box
    wide = right - left
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    y = bottom - wide * 0.085 if wide < (bottom - box[1]) else bottom - (bottom - box[1]) * 0.06
    reach = min(wide * 0.03, (bottom - box[1]) * 0.022)
    for k in range(4):
        color = paint.main if k == 0 else mix(paint.ink, paint.paper, 0.6)
        layer.circle(left + wide * (0.17 + 0.22 * k), y, reach, color)
    _over(image, layer)


DESIGN = Design(kinds=(Kind.APP_SCREEN,), draw=draw_app_screen)
