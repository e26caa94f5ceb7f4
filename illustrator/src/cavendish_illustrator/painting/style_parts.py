"""What several styles share: flattening, paper grain, line drawing, halftone."""

import cv2
import numpy as np
from PIL import Image

from cavendish_illustrator.painting.color import Field, clamp, luminance, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, box_blur, gradient, resize


def unit_of(image: Field) -> float:
    return float(np.sqrt(image.shape[0] * image.shape[1]) / 1024)


def kuwahara(image: Field, radius: int) -> Field:
    """Flatten areas and keep their edges: each pixel takes the calmest of four neighbouring boxes."""
    side, reach = radius + 1, radius // 2 + radius % 2
    mean = box_blur(image, side, side)
    grey = luminance(image)
    mean_grey = box_blur(grey, side, side)
    spread = box_blur(grey * grey, side, side) - mean_grey * mean_grey
    padded = np.pad(mean, ((reach, reach), (reach, reach), (0, 0)), mode="edge")
    padded_spread = np.pad(spread, reach, mode="edge")
    height, width = grey.shape
    best, best_spread = mean.copy(), np.full(grey.shape, np.inf, np.float32)
    for dy in (0, 2 * reach):
        for dx in (0, 2 * reach):
            candidate = padded_spread[dy : dy + height, dx : dx + width]
            calmer = candidate < best_spread
            np.copyto(best, padded[dy : dy + height, dx : dx + width], where=calmer[..., None])
            np.copyto(best_spread, candidate, where=calmer)
    return best


def flatten(image: Field, radius: float) -> Field:
    """Kuwahara on a half-size copy: the same look for a quarter of the work."""
    height, width = image.shape[:2]
    small = resize(image, max(8, width // 2), max(8, height // 2))
    return clamp(resize(kuwahara(small, max(2, round(radius / 2))), width, height, is_smooth=True))


def paper(shape: tuple[int, int], rng: np.random.Generator, unit: float, amount: float = 0.06) -> Field:
    """Factors around 1 that look like paper."""
    fine = rng.random(shape, dtype=np.float32)
    fine = blur(fine, 0.8 * unit) - 0.5
    coarse = noise(shape, (14 * unit, 14 * unit), rng, 3) - 0.5
    return 1 + fine * amount * 2.2 + coarse * amount


def ink_lines(image: Field, width: float, threshold: float = 0.52, sharpness: float = 14.0) -> Field:
    """Ink coverage turned round: 1 is paper and 0 is ink, by extended difference of Gaussians."""
    grey = luminance(image)
    near, far = blur(grey, width), blur(grey, width * 1.7)
    response = near * 19 - far * 18
    lines = np.where(response > threshold, 1.0, 1.0 + np.tanh(sharpness * (response - threshold)))
    return clamp(lines)


def fine_detail(image: Field, focus: Field | None) -> Field:
    """Where what must stay sharp has small features, such as eyes and a mouth, 0..1: brushes spare them."""
    if focus is None:
        return np.zeros(image.shape[:2], np.float32)
    unit, grey = unit_of(image), luminance(image)
    fine = blur(np.abs(grey - blur(grey, 5 * unit)), 3.5 * unit)
    inside = clamp(blur(focus, 5 * unit) * 2.4 - 1.3)  # outlines are left to the brush
    return np.asarray(smoothstep(0.035, 0.11, fine) * inside, np.float32)


def halftone(shape: tuple[int, int], period: float, angle: float) -> Field:
    """A dot screen in 0..1, 1 in the middle of dots."""
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    scale = np.float32(np.pi / period)
    return np.asarray(
        (np.sin((xs * cos + ys * sin) * scale) * np.sin((ys * cos - xs * sin) * scale)) ** 2, np.float32
    )


def quantise_colors(image: Field, colors: int) -> Field:
    """Reduce the picture to a few colours chosen from it."""
    small = resize(image, max(8, image.shape[1] // 4), max(8, image.shape[0] // 4)).reshape(-1, 3)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1e-3)
    cv2.setRNGSeed(7)
    _, _, centers = cv2.kmeans(small, colors, np.empty(0, np.int32), criteria, 1, cv2.KMEANS_PP_CENTERS)
    palette = Image.new("P", (1, 1))
    entries = (np.clip(np.asarray(centers), 0, 1) * 255).astype(np.uint8)
    palette.putpalette(np.resize(entries, (256, 3)).tobytes())
    picture = Image.fromarray((clamp(image) * 255).astype(np.uint8))
    few = picture.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
    return np.asarray(few, np.float32) / 255


def rounded(image: Field, radius: float) -> Field:
    """Round off the outlines of flat areas by medians."""
    side = 2 * max(1, round(radius)) + 1
    pixels = (clamp(image) * 255).astype(np.uint8)
    for _ in range(2):
        pixels = np.asarray(cv2.medianBlur(pixels, side), np.uint8)
    return pixels.astype(np.float32) / 255


def focus_cover(image: Field, focus: Field | None, reach: float) -> Field:
    """Where what matters is, 0..1, with an edge `reach` units soft; nowhere without a focus."""
    if focus is None:
        return np.zeros(image.shape[:2], np.float32)
    return clamp(blur(focus, reach * unit_of(image)) * 1.4)


def flat_areas(image: Field, near: Field, colors: int = 14) -> Field:
    """The picture in flat areas with round outlines; what matters keeps its details."""
    unit = unit_of(image)
    far = rounded(quantise_colors(flatten(flatten(image, 14 * unit), 12 * unit), colors), 5 * unit)
    detail = quantise_colors(flatten(image, 3 * unit), 24)
    detail += (clamp(image) - detail) * (0.85 * fine_detail(image, near))[..., None]  # eyes stay eyes
    return np.asarray(far + (detail - far) * near[..., None], np.float32)


def _steps(image: Field, sigma: float) -> Field:
    """How steep the softened colours are, greatest over the channels."""
    strongest = np.zeros(image.shape[:2], np.float32)
    for channel in range(3):
        along = gradient(blur(np.ascontiguousarray(image[..., channel]), sigma))
        strongest = np.maximum(strongest, np.hypot(*along))
    return strongest


def contours(image: Field, near: Field, width: float) -> Field:
    """Coverage of outlines: around what matters and where its flat areas meet, fainter elsewhere.

    Around small features, such as eyes and a mouth, they are thin, for else they would cover them.
    """
    unit, fine = unit_of(image), fine_detail(image, near)
    strongest = _steps(image, 0.8 * width * unit)
    if float(fine.max()) > 0:
        strongest += (0.6 * _steps(image, 0.25 * width * unit) - strongest) * fine
    around = np.hypot(*gradient(blur(near, width * unit)))
    inner = smoothstep(0.1, 0.26, strongest) * (0.55 + 0.45 * near)
    return clamp(np.maximum(inner, smoothstep(0.12, 0.4, around)))
