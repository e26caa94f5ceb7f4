"""Chalkboards: white and coloured chalk on slate in a wooden frame, with small drawings and flourishes."""

from typing import Final

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, on_canvas, subject_cutouts
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_SLATE: Final = "#2b3133"
_CHALKS: Final = ("#fdfbf2", "#ffe39a", "#f7b7c0", "#a9dcf0")
_MOST: Final = 3
_FRAME: Final = 0.05
_LONG_TEXT: Final = 26


def draw_chalkboard(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the board, the words large, what is named as chalk drawings under them, swirls around."""
    width, height = size
    side, rng = min(size), np.random.default_rng(seed)
    image = _board(size, rng)
    cutouts, names, missing = (
        subject_cutouts(spec, side * 0.3, seed, wants_face=False) if spec.subjects else ([], [], [])
    )
    shown = cutouts[:_MOST] if names else []
    grain = clamp(0.55 + 0.75 * coarse_noise((height, width), (side * 0.006, side * 0.006), rng, 2, 0.6))
    _write(image, spec, grain, has_drawings=bool(shown))
    for number, cutout in enumerate(shown):
        piece = fit_within(cutout, height * 0.26, width * 0.74 / len(shown))
        x = width * (0.5 + (number - (len(shown) - 1) / 2) * 0.27)
        _chalk_drawing(image, on_canvas(size, piece, (x, height * 0.74)), grain)
    _flourishes(image, grain, is_low=not shown)
    return Drawing(image=clamp(image[..., :3]), placed=names[:_MOST], missing=missing)


def _board(size: tuple[int, int], rng: np.random.Generator) -> Field:
    """Slate with wiped chalk in a frame of light wood."""
    width, height = size
    side = min(size)
    cloud = coarse_noise((height, width), (side * 0.4, side * 0.16), rng, 4, 0.55)
    image = np.ones((height, width, 4), np.float32)
    image[..., :3] = mix(_SLATE, "#6d7678", (clamp(cloud * 1.3 - 0.35) * 0.4)[..., None])
    wood = 0.8 + 0.3 * coarse_noise((height, width), (side * 0.5, side * 0.014), rng, 3, 0.6)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    inset = np.minimum(np.minimum(xs, width - 1 - xs), np.minimum(ys, height - 1 - ys)) / side
    frame = (inset < _FRAME).astype(np.float32)
    blend_rgba(image, rgb("#b98450") * wood[..., None], frame)
    bevel = np.exp(-(((inset - _FRAME) / 0.006) ** 2))
    image[..., :3] *= (1 - 0.55 * bevel)[..., None]
    return image


def _write(image: Field, spec: PictureSpec, grain: Field, *, has_drawings: bool) -> None:
    """The first text large, the others under it, in another chalk."""
    height, width = image.shape[:2]
    first, rest = spec.texts[0], " ".join(spec.texts[1:])
    is_long = len(first) > _LONG_TEXT
    middle = 0.36 if has_drawings else 0.48
    rows = [(first, middle, 0.34 if is_long else 0.27, "lobster", 0)]
    if rest:
        rows = [(first, middle - 0.08, 0.24, "lobster", 0), (rest, middle + 0.14, 0.1, "nunito-bold", 1)]
    for text, row, tall, font, chalk in rows:
        box = TextBox(center=(width / 2, height * row), width=width * 0.74, height=height * tall)
        blend_rgba(image, _CHALKS[chalk], text_mask((width, height), text, font, box) * grain)


def _chalk_drawing(image: Field, layer: Field, grain: Field) -> None:
    """Chalk lines, the lighter fields rubbed in."""
    side = min(image.shape[:2])
    tone = clamp(luminance(layer[..., :3]) - 0.15) * layer[..., 3] * 0.34
    blend_rgba(image, mix(layer[..., :3], "#ffffff", 0.35), tone * grain)
    blend_rgba(image, _CHALKS[0], ink_lines(layer, side * 0.004) * grain)


def _flourishes(image: Field, grain: Field, *, is_low: bool) -> None:
    """Swirls in the corners, and a rule with a knot under the words."""
    height, width = image.shape[:2]
    side = min(height, width)
    layer = VectorLayer(0, 0, width, height)
    turns = np.linspace(0, 3.3 * np.pi, 70)
    for x, y, across, down in ((0.1, 0.1, 1, 1), (0.9, 0.1, -1, 1), (0.1, 0.9, 1, -1), (0.9, 0.9, -1, -1)):
        reach = side * 0.052 * (1 - turns / (3.6 * np.pi))
        spiral = np.stack(
            [width * x + across * reach * np.cos(turns), height * y + down * reach * np.sin(turns)], 1
        )
        layer.polyline(spiral, "#ffffff", side * 0.006)
        start = spiral[0]
        sweep = np.linspace(0, 1, 30)[:, None]
        tail = (
            start
            + sweep * np.array([across * side * 0.17, 0])
            + np.sin(sweep * np.pi) * np.array([0, -down * side * 0.03])
        )
        layer.polyline(tail, "#ffffff", side * 0.005)
        layer.circle(float(tail[-1, 0]), float(tail[-1, 1]), side * 0.008, "#ffffff")
    blend_rgba(image, _CHALKS[1], layer.pixels[..., 3].astype(np.float32) / 255 * grain)
    rule = VectorLayer(0, 0, width, height)
    y = height * (0.72 if is_low else 0.575)
    for turn in (-1, 1):
        rule.line(
            (width / 2 + turn * side * 0.035, y), (width / 2 + turn * side * 0.24, y), "#ffffff", side * 0.005
        )
    rule.ring(width / 2, y, side * 0.014, "#ffffff", side * 0.005)
    blend_rgba(image, _CHALKS[2], rule.pixels[..., 3].astype(np.float32) / 255 * grain)


DESIGN = Design(kinds=(Kind.CHALKBOARD,), draw=draw_chalkboard)
