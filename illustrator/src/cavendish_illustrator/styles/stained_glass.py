"""Stained glass: panes of strong colour between lead lines, lit from behind, in an arched window."""

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, quantise_colors, rounded, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PANES = 150
_COLORS = 16
_LEAD, _STONE = "#17141c", "#6f675f"
_MARGIN = 0.055


def _steps(labels: Field) -> Field:
    """Where neighbouring pixels differ."""
    edge = np.zeros(labels.shape[:2], np.float32)
    difference = labels if labels.ndim == 3 else labels[..., None]
    edge[:, 1:] = np.abs(np.diff(difference, axis=1)).max(-1) > 0.02
    edge[1:] = np.maximum(edge[1:], np.abs(np.diff(difference, axis=0)).max(-1) > 0.02)
    return edge


def _panes(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    """Which of the panes each pixel belongs to: the nearest of many points, worked out small."""
    height, width = shape
    across = max(1, round((_PANES * width / height) ** 0.5))
    down = max(1, round(_PANES / across))
    grid = np.stack(np.meshgrid(np.arange(across), np.arange(down)), -1).reshape(-1, 2)
    points = (grid + 0.5 + rng.uniform(-0.36, 0.36, grid.shape)) * (width / across, height / down)
    marks = np.full(shape, 255, np.uint8)
    corners = np.clip(points.astype(int), 0, (width - 1, height - 1))
    marks[corners[:, 1], corners[:, 0]] = 0
    _, labels = cv2.distanceTransformWithLabels(marks, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    return labels.astype(np.float32)


def arched_window(shape: tuple[int, int], unit: float) -> Field:
    """Signed distance into the window with its round arch, pixels; negative is the wall."""
    height, width = shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    margin = _MARGIN * min(shape)
    half = width / 2 - margin
    spring = margin + min(half, height * 0.4)
    rise = spring - margin
    sides = half - np.abs(xs - width / 2)
    down = height - margin - ys
    arch = (1 - np.hypot((xs - width / 2) / half, np.minimum(0, ys - spring) / rise)) * min(half, rise)
    return np.asarray(np.minimum(np.where(ys < spring, arch, sides), down) / max(unit, 0.05), np.float32)


def _glass_and_lead(image: Field, near: Field, rng: np.random.Generator) -> tuple[Field, Field]:
    """Panes in few strong colours, smaller on what matters, and the cover of the lead between them."""
    unit, shape = unit_of(image), image.shape[:2]
    field = to_hsv(clamp(image))
    field[..., 1] = clamp(field[..., 1] * 1.5 + 0.06)
    strong = clamp(to_rgb(field))
    broad = rounded(quantise_colors(flatten(strong, 16 * unit), _COLORS), 8 * unit)
    fine = rounded(quantise_colors(flatten(strong, 6 * unit), _COLORS + 8), 2.4 * unit)
    glass = np.where(near[..., None] > 0.5, fine, broad)
    panes = _panes(shape, rng)
    cells = np.where(near > 0.5, -1.0, panes)
    tones = rng.uniform(0.84, 1.14, int(panes.max()) + 2).astype(np.float32)
    glass = glass * tones[np.maximum(cells, 0).astype(int)][..., None]
    lead = np.maximum(_steps(np.where(near[..., None] > 0.5, 0.0, broad)), _steps(cells))
    lead = dilate(lead, max(1, round(2.6 * unit)))
    inner = dilate(_steps(np.where(near[..., None] > 0.5, fine, 0.0)), max(1, round(1.3 * unit)))
    return glass, clamp(blur(np.maximum(lead, inner * near), 0.8 * unit))


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit, shape = np.random.default_rng(seed), unit_of(image), image.shape[:2]
    near = np.zeros(shape, np.float32) if focus is None else (blur(focus, 2 * unit) > 0.45).astype(np.float32)
    glass, lines = _glass_and_lead(image, near, rng)
    waves = noise(shape, (40 * unit, 90 * unit), rng, 3) - 0.5
    ys = np.linspace(1.16, 0.92, shape[0], dtype=np.float32)[:, None]
    lit = clamp(glass * ((1.12 + 0.3 * waves) * ys)[..., None])
    bright = resize(lit * (1 - lines[..., None]), max(8, shape[1] // 8), max(8, shape[0] // 8))
    glow = resize(blur(bright, 3 * unit + 0.4), shape[1], shape[0], is_smooth=True)
    result = mix(lit, rgb(_LEAD), lines[..., None]) + glow * 0.12
    depth = arched_window(shape, unit)
    stone = rgb(_STONE) * (0.62 + 0.5 * noise(shape, (30 * unit, 30 * unit), rng, 4))[..., None]
    stone = stone * (1 - 0.55 * smoothstep(-26, 0, depth))[..., None]
    result = mix(result, rgb(_LEAD), smoothstep(12, 9, depth)[..., None])
    return clamp(mix(stone, result, smoothstep(-1.0, 1.0, depth)[..., None]))


STYLE = StylePass(serves=(Style.STAINED_GLASS,), redraw=redraw, wants_vignette=False)
