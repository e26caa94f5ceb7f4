"""Dry media on toothed paper: tones rubbed on in strokes along one direction, and contours."""

from dataclasses import dataclass

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flatten, paper, unit_of

_CROSSED = 0.3
"""How dark a tone is before strokes across the first ones are laid over it."""

_TURNED = 0.06
"""How much darker than around it a part of a figure is that turns away from the light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """What is drawn with. Lengths are in units of a picture 1024 wide; shares are of full black."""

    ink: str
    stroke: float
    """Length of a stroke."""
    width: float
    tooth: float
    """Size of the paper's grain."""
    rub: float
    """How far tones are smeared behind the figures."""
    dark: float
    """How dark the darkest ground is."""
    figure_dark: float
    """How much darker the darkest of a figure is."""
    line: tuple[float, float]
    """Radii between which a contour is found: its thickness and softness."""
    press: float
    """How firmly contours are drawn."""


def _strokes(
    shape: tuple[int, int], rng: np.random.Generator, unit: float, stick: Stick, slope: float
) -> Field:
    """Noise drawn out along one direction, 0..1; `slope` is how far a stroke falls by its length."""
    length = max(5, round(stick.stroke * unit)) | 1
    kernel = np.zeros((length, length), np.float32)
    thick = max(1, round(stick.width * unit))
    middle, reach = length // 2, length // 2
    drop = round(reach * slope)
    cv2.line(kernel, (0, middle - drop), (length - 1, middle + drop), 1.0, thick, cv2.LINE_AA)
    grain = blur(rng.random(shape, dtype=np.float32), 0.7 * unit)
    streaks = cv2.filter2D(grain, -1, kernel / kernel.sum())
    spread = max(float(streaks.std()), 1e-4)
    return np.asarray(clamp(0.5 + (streaks - float(streaks.mean())) / (4 * spread)), np.float32)


def _soft_tone(image: Field, detail: Field, unit: float, stick: Stick) -> tuple[Field, Field]:
    """Grey from the picture's own black on: unclipped for contours, and to white, smeared behind figures."""
    grey = luminance(mix(flatten(image, 9 * unit), image, detail[..., None]))
    low, high = np.percentile(grey[::8, ::8], (3, 92))
    whole = np.asarray((grey - float(low)) / max(float(high - low), 0.15), np.float32)
    tone, kept = clamp(whole), (0.25 + 0.6 * detail)[..., None]
    return whole, mix(blur(tone, stick.rub * unit)[..., None], tone[..., None], kept)[..., 0]


def draw_dry(image: Field, focus: Field | None, seed: int, stick: Stick) -> Field:
    """Draw the picture anew with a stick on cream paper; figures are darker and sharper than the ground."""
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape = image.shape[:2]
    detail = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 4 * unit) * 1.4)
    whole, soft = _soft_tone(image, detail, unit, stick)
    local = (whole - blur(whole, 14 * unit)) * detail
    turned = np.minimum(whole - blur(whole, 40 * unit) - _TURNED, 0) * smoothstep(0.5, 1.0, detail)
    soft = clamp(soft + detail * (0.2 * (1 - soft)) + 0.8 * local)  # a dark face keeps its features
    soft = clamp(soft + 0.7 * np.maximum(turned, -0.5))  # and a white coat its shaded side
    dark = (1 - soft) ** 1.25 * (stick.dark + stick.figure_dark * detail)
    hatched = dark * (0.42 + 1.16 * _strokes(shape, rng, unit, stick, -0.9))
    crossed = (dark - _CROSSED) * 1.4 * (0.2 + 1.3 * _strokes(shape, rng, unit, stick, 0.7))
    held = np.maximum(hatched, crossed)
    tooth = noise(shape, (stick.tooth * unit, stick.tooth * unit), rng, 2)
    laid = smoothstep(0.1, 0.8, held + (tooth - 0.5) * 0.2 * (1 - held * 0.6)) * smoothstep(0.02, 0.16, held)
    near, far = (blur(whole, radius * unit) for radius in stick.line)
    line = clamp((far - near) * stick.press) * (0.26 + 0.8 * detail) * (0.7 + 0.6 * tooth)
    cover = clamp(np.maximum(laid, smoothstep(0.1, 0.75, line) * 0.96))
    drawn = mix("#f3efe6", stick.ink, (cover * 0.95)[..., None])
    return clamp(drawn * paper(shape, rng, unit, 0.05)[..., None])
