"""Pencil, watercolour and comic as one makes them after a photograph, where every face and edge counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, gradient, resize, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import halftone, ink_lines, paper, rounded, unit_of
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.styles.low_poly import triangulated
from cavendish_illustrator.styles.pixel_art import pixelated

Redraw = Callable[[Field, int], Field]
_PAPER: Final = np.array([0.985, 0.975, 0.95], np.float32)


def smoothed(image: Field, reach: float, contrast: float) -> Field:
    """Even areas with their edges kept. Source: Gastal, Oliveira, "Domain Transform", 2011."""
    pixels = np.ascontiguousarray(np.round(clamp(image) * 255), np.uint8)
    smooth = cv2.edgePreservingFilter(pixels, flags=cv2.RECURS_FILTER, sigma_s=reach, sigma_r=contrast)
    return np.asarray(smooth, np.float32) / 255


def levelled(grey: Field, unit: float) -> Field:
    """Tones spread over the whole range, here more than there: dark cloth shows its folds."""
    cells = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(6, 6))
    pixels = np.ascontiguousarray(np.round(clamp(grey) * 255), np.uint8)
    return blur(np.asarray(cells.apply(pixels), np.float32) / 255, 0.6 * unit)


def _lines(grey: Field, width: float) -> Field:
    """What a pencil draws first: 1 is paper, darker where the tones change."""
    return clamp(grey / np.maximum(blur(grey, width), 0.04)) ** 1.5


def _graphite(shape: tuple[int, int], unit: float, seed: int, angle: float) -> Field:
    """Unevenness of many soft strokes in one direction, around 0."""
    side = int(1.5 * max(shape))
    rng = np.random.default_rng((seed & 0xFFFFFFFF, round(angle)))
    strokes = noise((side, side), (70 * unit, 2.2 * unit), rng, 2) - 0.5
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), angle, 1.0)
    turned = np.asarray(
        cv2.warpAffine(strokes, turn, (side, side), borderMode=cv2.BORDER_REFLECT), np.float32
    )
    top, left = (side - shape[0]) // 2, (side - shape[1]) // 2
    return turned[top : top + shape[0], left : left + shape[1]]


def pencil(image: Field, seed: int) -> Field:
    """Contours first, then tones in soft strokes, the dark ones crossed; the paper stays white around it."""
    unit = unit_of(image)
    shape = image.shape[:2]
    grey = mix(luminance(image), levelled(luminance(image), unit), 0.45)
    lines = _lines(blur(grey, 0.5 * unit), 9 * unit) * _lines(blur(grey, 0.4 * unit), 2.5 * unit) ** 0.7
    dark = smoothstep(0.9, 0.0, smoothed(np.repeat(grey[..., None], 3, -1), 12 * unit, 0.2)[..., 0])
    first, second = _graphite(shape, unit, seed, 42.0), _graphite(shape, unit, seed, 128.0)
    shade = 0.62 * dark * (1 + 1.5 * first) + 0.3 * smoothstep(0.45, 1.0, dark) * (1 + 1.8 * second)
    value = lines * (1 - clamp(shade))
    rng = np.random.default_rng(seed)
    drawn = mix("#26262b", "#f8f6f1", clamp(value)[..., None])
    faded = mix(_PAPER, drawn, _brushed_frame(shape, unit, rng)[..., None])
    return clamp(faded * paper(shape, rng, unit, 0.05)[..., None])


def _brushed_frame(shape: tuple[int, int], unit: float, rng: np.random.Generator) -> Field:
    """1 inside, 0 along the picture's edges, with an uneven border between."""
    margin = 0.03 * min(shape)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, shape[1] - 1 - xs), np.minimum(ys, shape[0] - 1 - ys))
    border = border + (noise(shape, (60 * unit, 60 * unit), rng, 4) - 0.5) * margin * 2
    return smoothstep(margin * 0.5, margin * 1.1, np.asarray(border, np.float32))


def _wobbled(image: Field, unit: float, rng: np.random.Generator) -> Field:
    """Shift the picture a little to and fro, as a brush misses its outlines."""
    shape = image.shape[:2]
    ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    reach = (46 * unit, 46 * unit)
    across, down = (coarse_noise(shape, reach, rng, 3) - 0.5 for _ in range(2))
    moved = (xs + 9 * unit * across, ys + 9 * unit * down)
    return np.asarray(
        cv2.remap(image, *moved, interpolation=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def _flattened(image: Field, unit: float) -> Field:
    """Even areas, found on a smaller copy: what a broad brush leaves of a photograph."""
    height, width = image.shape[:2]
    small = resize(image, max(8, width // 2), max(8, height // 2))
    for reach, contrast in ((22, 0.36), (16, 0.3), (12, 0.26)):
        small = smoothed(small, reach * unit, contrast)
    return clamp(resize(small, width, height, is_smooth=True))


def in_layers(tone: Field, count: int, softness: float) -> Field:
    """Tones in a few steps with edges of the given softness, 0..1 of a step."""
    steps = tone * count
    whole = np.floor(steps)
    return np.asarray((whole + smoothstep(0.5 - softness / 2, 0.5 + softness / 2, steps - whole)) / count)


def watercolour(image: Field, seed: int) -> Field:
    """Light washes laid over each other, each with a dark rim of pigment, on white paper."""
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape = image.shape[:2]
    wash = _wobbled(_flattened(image, unit), unit, rng)
    tone = luminance(wash)
    layers = blur(in_layers(tone, 6, 0.3), 0.8 * unit)
    field = to_hsv(clamp(wash * (mix(tone, layers, 0.7) / np.maximum(tone, 0.02))[..., None]))
    field[..., 1] = clamp(field[..., 1] * 1.12)
    field[..., 2] = 1 - (1 - field[..., 2]) * 0.7
    rims = clamp(9 * np.abs(layers - blur(layers, 2.2 * unit)))
    pools = coarse_noise(shape, (150 * unit, 150 * unit), rng, 4, 0.55) - 0.5
    density = 1 + 0.9 * pools + 0.55 * rims
    painted = np.power(clamp(to_rgb(field)) + 1e-3, np.clip(density, 0.45, 1.9)[..., None])
    grey = blur(luminance(image), 0.8 * unit)
    drawn = (0.52 + 0.48 * _lines(grey, 3 * unit)) * (0.8 + 0.2 * _lines(grey, 10 * unit))
    bare = smoothstep(0.78, 0.95, luminance(painted))[..., None]
    painted = mix(clamp(painted * drawn[..., None]), WHITE, 0.8 * bare)
    cover = _wet_frame(shape, unit, rng)
    rim = 1 - 0.25 * smoothstep(0.25, 0.6, cover) * smoothstep(1.0, 0.75, cover)
    return clamp(
        mix(_PAPER, painted * rim[..., None] * _PAPER, cover[..., None])
        * paper(shape, rng, unit, 0.035)[..., None]
    )


def _wet_frame(shape: tuple[int, int], unit: float, rng: np.random.Generator) -> Field:
    """1 inside, 0 along the picture's edges, where the water ran in long curves."""
    margin = 0.045 * min(shape)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, shape[1] - 1 - xs), np.minimum(ys, shape[0] - 1 - ys))
    border = border + (coarse_noise(shape, (190 * unit, 190 * unit), rng, 3) - 0.5) * margin * 2.2
    return smoothstep(margin * 0.35, margin * 1.35, np.asarray(border, np.float32))


_INK: Final = "#15131c"
_BLACKER: Final = 0.45
"""How much darker than lit-up grey a black cloth is inked."""


def comic(image: Field, _seed: int) -> Field:
    """Flat colours in few steps of light, solid blacks, bold contours and printed dots, in a panel."""
    unit = unit_of(image)
    calm = image
    # Less than a brush leaves out: eyes, teeth, stripes and folds are what a comic is drawn of.
    for reach, contrast in ((18, 0.34), (14, 0.26)):
        calm = smoothed(calm, reach * unit, contrast)
    calm = rounded(calm, 2.2 * unit)
    tone = luminance(calm)
    dark = smoothstep(0.22, 0.1, blur(tone, 6 * unit))
    evened = clamp(mix(0.65 * tone + 0.35 * levelled(tone, unit), blur(tone, 4 * unit), dark))
    layers = blur(in_layers(blur(evened, 2.5 * unit), 4, 0.12), 0.7 * unit)
    inked = _printed(calm, evened, layers, 8 * unit)
    ink = _contours(calm, evened, unit) * smoothstep(0.05, 0.1, evened)
    return _in_panel(mix(_INK, inked, clamp(ink)[..., None]), unit)


def comic_of_face(image: Field, _seed: int) -> Field:
    """The same with fewer tones and the ink on what is darker than around it: lids, irises, glasses, lips."""
    unit = unit_of(image)
    calm = smoothed(smoothed(image, 12 * unit, 0.22), 6 * unit, 0.16)
    tone = luminance(calm)
    layers = blur(in_layers(blur(tone, 3 * unit), 4, 0.2), 0.8 * unit)
    inked = _printed(calm, tone, layers, 12 * unit)
    grey = blur(luminance(smoothed(image, 5 * unit, 0.2)), 0.8 * unit)
    ink = smoothstep(0.84, 0.66, grey / np.maximum(blur(grey, 14 * unit), 0.06))
    return mix(inked, _INK, clamp(ink)[..., None])


def _printed(calm: Field, tone: Field, layers: Field, period: float) -> Field:
    """Flat areas in the steps of light that `layers` tells, with printed dots in the shade."""
    unit = unit_of(calm)
    field = to_hsv(clamp(calm))
    is_skin = smoothstep(42, 30, np.abs(field[..., 0] - 18)) * smoothstep(0.75, 0.6, field[..., 1])
    # The colour of a black cloth is the film's noise: lit up it would be a dappled purple.
    own = luminance(calm)
    is_black = smoothstep(0.17, 0.07, blur(np.ptp(calm, -1), 6 * unit)) * smoothstep(0.35, 0.2, own)
    lit = (0.34 + 0.72 * layers) * (1 - _BLACKER * is_black)
    field[..., 1] = clamp(field[..., 1] * (1.45 - 0.35 * is_skin) * (1 - 0.7 * is_black))
    field[..., 2] = clamp(lit * (0.72 + 0.28 * field[..., 2] / np.maximum(own, 0.06)))
    dots = smoothstep(0.46, 0.54, halftone(calm.shape[:2], period, 0.6))
    # Dots that end in the middle of an even sky are a fault of printing: they need a form to lie on.
    formed = smoothstep(0.004, 0.014, _activity(tone, unit))
    shade = smoothstep(0.62, 0.5, layers) * smoothstep(0.08, 0.2, layers) * formed
    return np.asarray(to_rgb(field) * (1 - 0.3 * dots * shade)[..., None], np.float32)


def _contours(calm: Field, tone: Field, unit: float) -> Field:
    """Bold lines where areas meet and fine ones inside them: 1 is paper and 0 is ink."""
    edges = np.zeros(tone.shape, np.float32)
    for channel in range(3):
        along_x, along_y = gradient(blur(np.ascontiguousarray(calm[..., channel]), 1.6 * unit))
        edges = np.maximum(edges, np.hypot(along_x, along_y) * unit)
    bold = smoothstep(0.02, 0.045, edges)
    grey = np.repeat(tone[..., None], 3, -1)
    fine = 1 - ink_lines(grey, 1.5 * unit, threshold=0.18, sharpness=9.0)
    # Where lines would run into each other, as on a spotted hide, only the strongest are left.
    crowd = smoothstep(0.3, 0.5, blur(bold, 9 * unit))
    bold = mix(bold, smoothstep(0.09, 0.16, edges), crowd)
    ink = np.maximum(bold, fine * (1 - 0.7 * crowd))
    return np.asarray(1 - ink * without_specks(ink, unit), np.float32)


_LEAST_STROKE: Final = 52.0
"""Shortest stroke that an inker would draw, in units."""


def without_specks(ink: Field, unit: float) -> Field:
    """1 on strokes and 0 on what is too short for one: grain of wood and film is no drawing."""
    marks = np.ascontiguousarray(ink > 0.3, np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    long = np.hypot(boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]) > _LEAST_STROKE * unit
    long[0] = False
    return dilate(np.asarray(long[labels], np.float32), 1)


def _in_panel(image: Field, unit: float) -> Field:
    height, width = image.shape[:2]
    ys, xs = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, width - 1 - xs), np.minimum(ys, height - 1 - ys))
    gutter, line = 0.02 * min(height, width), 5 * unit
    framed = mix(np.asarray(_PAPER), "#15131c", smoothstep(gutter - 1, gutter, border)[..., None])
    return np.asarray(
        mix(framed, image, smoothstep(gutter + line - 1, gutter + line, border)[..., None]), np.float32
    )


_OIL: Final = Brushwork(
    lengths=(64, 34, 18, 10, 6), jitter=0.04, detail=0.9, strength=1.0, relief=0.12, spared=0.5
)


_OIL_OF_FACE: Final = replace(_OIL, lengths=(40, 24, 14, 8, 5), jitter=0.018, relief=0.03, spared=0.75)
"""Thick paint in strokes as fine as a face needs would look like cracks in its skin."""


def oil(image: Field, seed: int) -> Field:
    """Opaque strokes along the forms in raised paint: broad in even areas, finest on edges."""
    return _in_oil(image, seed, _OIL)


def oil_of_face(image: Field, seed: int) -> Field:
    """The same in thin smooth paint, which keeps the features."""
    return _in_oil(image, seed, _OIL_OF_FACE)


def _in_oil(image: Field, seed: int, work: Brushwork) -> Field:
    unit = unit_of(image)
    calm = smoothed(smoothed(image, 14 * unit, 0.3), 10 * unit, 0.25)
    field = to_hsv(clamp(calm))
    field[..., 1] = clamp(field[..., 1] * 1.18)
    calm = clamp(to_rgb(field))
    calm = clamp(calm + 0.35 * (calm - blur(calm, 5 * unit)))
    return paint_strokes(calm, _told_finely(image, unit), seed, work)


_FEW_CELLS, _FEW_CORNERS = 84, 1300
"""A photograph in as many as a drawing has would still look like one."""


def pixel_art(image: Field, _seed: int) -> Field:
    return pixelated(image, _FEW_CELLS)


def low_poly(image: Field, seed: int) -> Field:
    return triangulated(image, None, seed, _FEW_CORNERS)


def _told_finely(image: Field, unit: float) -> Field:
    """Where a painter changes to the fine brush, 0..1: on small features."""
    grey = luminance(image)
    fine = blur(np.abs(grey - blur(grey, 4 * unit)), 5 * unit)
    return smoothstep(0.02, 0.07, fine)


def _activity(tone: Field, unit: float) -> Field:
    """How much the tones change around each pixel."""
    return blur(np.abs(tone - blur(tone, 6 * unit)), 14 * unit)


_STYLES: Final[Mapping[Style, Redraw]] = {
    Style.PENCIL: pencil,
    Style.CHARCOAL: pencil,
    Style.WATERCOLOUR: watercolour,
    Style.OIL: oil,
    Style.PAINTERLY: oil,
    Style.COMIC: comic,
    Style.ANIME: comic,
}
_OF_FACES: Final[Mapping[Style, Redraw]] = {
    Style.OIL: oil_of_face,
    Style.PAINTERLY: oil_of_face,
    Style.COMIC: comic_of_face,
    Style.ANIME: comic_of_face,
}
"""Where a face is done in another way than all around it."""
_WHOLE: Final[Mapping[Style, Redraw]] = {Style.PIXEL_ART: pixel_art, Style.LOW_POLY: low_poly}
"""Ways that no face is done anew in: its cells would not fit the others."""


def style_after_photograph(style: Style) -> Redraw | None:
    """The way to redraw a photograph in a style, where there is one of its own."""
    return _STYLES.get(style)


def style_of_face(style: Style) -> Redraw | None:
    """The way to redraw a face alone in a style that has its own for photographs."""
    return _OF_FACES.get(style, _STYLES.get(style))


def style_of_whole_photograph(style: Style) -> Redraw | None:
    """The way to redraw a photograph where its faces are no finer than the rest."""
    return _WHOLE.get(style)
