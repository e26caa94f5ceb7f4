"""Pencil, watercolour and comic as one makes them after a photograph, where every face and edge counts."""

from collections.abc import Callable, Mapping
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.color import WHITE, Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.noise_field import coarse_noise, noise
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.style_parts import halftone, ink_lines, paper, unit_of

Redraw = Callable[[Field, int], Field]
_PAPER: Final = np.array([0.985, 0.975, 0.95], np.float32)


def _smoothed(image: Field, reach: float, contrast: float) -> Field:
    """Even areas with their edges kept. Source: Gastal, Oliveira, "Domain Transform", 2011."""
    pixels = np.ascontiguousarray(np.round(clamp(image) * 255), np.uint8)
    smooth = cv2.edgePreservingFilter(pixels, flags=cv2.RECURS_FILTER, sigma_s=reach, sigma_r=contrast)
    return np.asarray(smooth, np.float32) / 255


def _levelled(grey: Field, unit: float) -> Field:
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
    grey = mix(luminance(image), _levelled(luminance(image), unit), 0.45)
    lines = _lines(blur(grey, 0.5 * unit), 9 * unit) * _lines(blur(grey, 0.4 * unit), 2.5 * unit) ** 0.7
    dark = smoothstep(0.9, 0.0, _smoothed(np.repeat(grey[..., None], 3, -1), 12 * unit, 0.2)[..., 0])
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


def watercolour(image: Field, seed: int) -> Field:
    """Light washes over a faint drawing, with pools and dark rims of pigment."""
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape = image.shape[:2]
    wash = _smoothed(_smoothed(image, 30 * unit, 0.42), 14 * unit, 0.3)
    field = to_hsv(wash)
    field[..., 1] = clamp(field[..., 1] * 1.15)
    field[..., 2] = 1 - (1 - field[..., 2]) * 0.84
    wash = to_rgb(field)
    along_x, along_y = gradient(luminance(wash))
    rims = blur(clamp(np.hypot(along_x, along_y) * 1.6), 0.8 * unit)
    pools = coarse_noise(shape, (130 * unit, 130 * unit), rng, 5, 0.6) - 0.5
    grains = noise(shape, (4 * unit, 4 * unit), rng, 2) - 0.5
    density = 1 + 0.6 * pools + 0.4 * grains + 0.9 * rims
    painted = np.power(clamp(wash) + 1e-3, density[..., None])
    drawn = 0.45 + 0.55 * _lines(blur(luminance(image), 0.7 * unit), 4 * unit)
    painted = clamp(painted * drawn[..., None] * mix(WHITE, _PAPER, 0.8))
    cover = _brushed_frame(shape, unit, rng)
    return clamp(mix(_PAPER, painted, cover[..., None]) * paper(shape, rng, unit, 0.04)[..., None])


def comic(image: Field, _seed: int) -> Field:
    """Clear colours in few steps of light, inked contours, dots in the shade."""
    unit = unit_of(image)
    calm = _smoothed(_smoothed(image, 24 * unit, 0.3), 12 * unit, 0.25)
    field = to_hsv(clamp(1.06 * calm + 0.03))
    steps = field[..., 2] * 7
    field[..., 2] = clamp((np.floor(steps) + smoothstep(0.35, 0.65, steps - np.floor(steps))) / 7)
    field[..., 1] = clamp(field[..., 1] * 1.3)
    inked = to_rgb(field)
    shade = smoothstep(0.5, 0.15, luminance(calm))
    dots = smoothstep(0.3, 0.6, halftone(image.shape[:2], 6 * unit, 0.6))
    inked = inked * (1 - 0.22 * dots * shade)[..., None]
    grey = np.repeat(_levelled(luminance(calm), unit)[..., None], 3, -1)
    lines = ink_lines(grey, 1.0 * unit, threshold=0.16, sharpness=8.0)
    fine = smoothstep(0.55, 0.85, _lines(blur(luminance(calm), 0.8 * unit), 5 * unit))
    return clamp(inked * mix("#15131c", WHITE, (lines * fine)[..., None]))


_STYLES: Final[Mapping[Style, Redraw]] = {
    Style.PENCIL: pencil,
    Style.WATERCOLOUR: watercolour,
    Style.COMIC: comic,
}


def style_after_photograph(style: Style) -> Redraw | None:
    """The way to redraw a photograph in a style, where there is one of its own."""
    return _STYLES.get(style)
