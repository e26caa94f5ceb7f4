"""Character sheets: one figure large, turned round, in other moods, and the colours it is made of."""

from dataclasses import replace
from typing import Final

import numpy as np
from PIL import Image

from cavendish_illustrator.artwork.sprites import dominant_color, trim
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, from_hsv, hsv, mix
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, on_canvas, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_MOODS: Final = ("happy", "grumpy", "sad")
_SWATCHES: Final = 5
_HEAD: Final = 0.5
"""How much of the figure's height a head with its shoulders takes."""
_PLAIN: Final = frozenset({None, Style.FLAT, Style.PHOTO, Style.PAINTERLY, Style.COMIC, Style.ANIME})


def draw_character_sheet(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the first subject with what it wears and holds; a quoted text is its name."""
    width, height = size
    side = min(size)
    cutouts, names, missing = subject_cutouts(spec, side * 0.8, seed, wants_face=False)
    main = cutouts[0]
    hue, _, _ = hsv(dominant_color(main, (0.2, 0.8)))
    paper = from_hsv(hue + 170, 0.12, 0.97)
    image = np.ones((height, width, 4), np.float32)
    image[..., :3] = paper
    _rule(image, mix(paper, "#8a93a8", 0.22))
    _set(image, fit_within(main, height * 0.78, width * 0.46), (width * 0.27, height * 0.5))
    turned = np.ascontiguousarray(main[:, ::-1])
    _set(image, fit_within(turned, height * 0.34, width * 0.22), (width * 0.66, height * 0.7))
    _set(image, fit_within(_shaded(main), height * 0.34, width * 0.22), (width * 0.86, height * 0.7))
    for number, head in enumerate(_heads(spec, side, seed)):
        at = (width * (0.6 + 0.155 * number), height * 0.26)
        _medallion(image, at, width * 0.07, mix(paper, "#ffffff", 0.6))
        _set(image, fit_within(head, width * 0.115, width * 0.115), at)
    _swatches(image, main)
    if spec.texts and "text" not in spec.excluded:
        place = TextBox(center=(width / 2, height * 0.06), width=width * 0.8, height=height * 0.08)
        blend_rgba(image, "#2a2f3a", text_mask(size, spec.texts[0], "oswald-bold", place))
    result = clamp(image[..., :3])
    if spec.style is not None and spec.style not in _PLAIN:
        result = apply_style(spec.style, result, np.full((height, width), 0.8, np.float32), seed)
    return Drawing(image=result, placed=names[:1], missing=missing)


def _heads(spec: PictureSpec, side: int, seed: int) -> list[Field]:
    """The upper part of the figure in other moods."""
    heads = []
    for mood in _MOODS:
        first = replace(spec.subjects[0], mood=mood) if spec.subjects else None
        moody = replace(spec, mood=mood, subjects=(first, *spec.subjects[1:]) if first is not None else ())
        cutout = subject_cutouts(moody, side * 0.5, seed, wants_face=False)[0][0]
        heads.append(trim(np.ascontiguousarray(cutout[: max(4, int(cutout.shape[0] * _HEAD))])))
    return heads


def _shaded(figure: Field) -> Field:
    """The figure's outline as it is seen against the light."""
    dark = figure.copy()
    dark[..., :3] = mix(figure[..., :3], "#3a4256", 0.82)
    return dark


def _set(image: Field, piece: Field, middle: tuple[float, float]) -> None:
    layer = on_canvas((image.shape[1], image.shape[0]), piece, middle)
    blend_rgba(image, layer[..., :3], layer[..., 3])


def _medallion(image: Field, at: tuple[float, float], radius: float, color: Field) -> None:
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    layer.circle(*at, radius, color)
    layer.ring(*at, radius, "#5a6478", max(1.0, radius * 0.05))
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _rule(image: Field, color: Field) -> None:
    """Thin lines at the height of head, middle and feet, as artists draw them for proportions."""
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    for row in (0.11, 0.305, 0.5, 0.695, 0.89):
        layer.line((width * 0.03, height * row), (width * 0.5, height * row), "#ffffff", 1)
    blend_rgba(image, color, layer.pixels[..., 3].astype(np.float32) / 255)


def _swatches(image: Field, figure: Field) -> None:
    """The figure's main colours as a row of round samples."""
    height, width = image.shape[:2]
    seen = figure[figure[..., 3] > 0.9][:, :3]
    if len(seen) < _SWATCHES:
        return
    sample = Image.fromarray((clamp(seen[None]) * 255).astype(np.uint8))
    few = sample.quantize(_SWATCHES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    colors = (
        np.asarray((few.getpalette() or [0] * 3 * _SWATCHES)[: 3 * _SWATCHES], np.float32).reshape(-1, 3)
        / 255
    )
    layer = VectorLayer(0, 0, width, height)
    for number, color in enumerate(colors):
        at = (width * (0.6 + 0.082 * number), height * 0.465)
        layer.circle(*at, width * 0.027, color)
        layer.ring(*at, width * 0.027, "#ffffff", max(1.0, width * 0.004))
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


DESIGN = Design(kinds=(Kind.CHARACTER_SHEET,), draw=draw_character_sheet)
