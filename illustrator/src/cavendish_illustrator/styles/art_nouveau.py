"""Art nouveau: muted flat colours in flowing brown contours, a halo and a curved golden frame."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Style

_INK, _GOLD, _CREAM, _SAGE = "#3b2415", "#b98d3e", "#f1e3c2", "#8f9a6a"


def _whiplash(
    side: float, corner: tuple[float, float], turn: tuple[int, int]
) -> list[list[tuple[float, float]]]:
    """Two curved stems that grow out of a corner."""
    stems = []
    for reach, bend in ((0.3, 0.085), (0.2, 0.05)):
        along = np.linspace(0, 1, 28)
        out = along * reach * side
        rise = np.sin(along * np.pi * 1.25) * bend * side + 0.045 * side
        stems.append(
            [
                (corner[0] + turn[0] * x, corner[1] + turn[1] * y)
                for x, y in zip(out + 0.05 * side, rise, strict=True)
            ]
        )
        stems.append(
            [
                (corner[0] + turn[0] * y, corner[1] + turn[1] * x)
                for x, y in zip(out + 0.05 * side, rise, strict=True)
            ]
        )
    return stems


def _frame(size: tuple[int, int]) -> tuple[Field, Field]:
    """Coverage of the border outside the arch, and of the golden lines on it."""
    width, height = size
    side = min(size)
    margin, radius = 0.045 * side, 0.2 * side
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    across = np.maximum(np.abs(xs - width / 2) - (width / 2 - margin - radius), 0)
    down = np.maximum(np.abs(ys - height / 2) - (height / 2 - margin - radius), 0)
    inside = radius - np.hypot(across, down)
    layer = VectorLayer(0, 0, width, height)
    for x, y, turn in ((0, 0, (1, 1)), (width, 0, (-1, 1)), (0, height, (1, -1)), (width, height, (-1, -1))):
        for stem in _whiplash(side * 0.62, (x, y), turn):
            layer.polyline(stem, "#ffffff", side * 0.006)
            layer.circle(*stem[-1], side * 0.011, "#ffffff")
    gold = layer.pixels[..., 3].astype(np.float32) / 255 * smoothstep(0.5, -0.5, inside)
    for at, thick in ((0.0, 0.006), (-0.016, 0.0025)):
        gold = np.maximum(gold, smoothstep(thick * side, thick * side * 0.6, np.abs(inside - at * side)))
    return smoothstep(0.5, -0.5, inside), gold


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    height, width = image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 12)
    field = to_hsv(clamp(flat))
    field[..., 1] = clamp(field[..., 1] * (0.62 + 0.14 * near))
    field[..., 2] = clamp(0.16 + 0.8 * field[..., 2])
    muted = to_rgb(field) * np.array([1.03, 0.98, 0.84], np.float32)
    seen = near > 0.5
    if seen.mean() > 0.003:
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
        top = float(np.percentile(ys[seen], 2))
        tall = float(np.percentile(ys[seen], 98)) - top
        radius = min(0.33 * min(height, width), max(0.16 * min(height, width), 0.42 * tall))
        away = np.hypot(xs - float(xs[seen].mean()), ys - (top + min(0.3 * tall, radius * 0.6)))
        ring = smoothstep(radius * 0.06, radius * 0.045, np.abs(away - radius))
        beads = np.hypot(xs - float(xs[seen].mean()), ys - (top + min(0.3 * tall, radius * 0.6)))
        disc = smoothstep(radius + unit, radius - unit, beads)
        muted = mix(muted, _CREAM, (disc * (1 - near) * 0.6)[..., None])
        muted = mix(muted, _GOLD, (ring * (1 - near) * 0.9)[..., None])
    lines = coherent_lines(mix(blur(image, 1.2 * unit), flat, 0.4), 2.3 * unit, 0.005)
    around = smoothstep(0.12, 0.4, np.hypot(*gradient(blur(near, 1.8 * unit))))
    ink = clamp(np.maximum(lines * (0.5 + 0.5 * near), around))
    print_ = mix(muted, _INK, ink[..., None])
    border, gold = _frame((width, height))
    print_ = mix(print_, mix(_CREAM, _SAGE, 0.45), border[..., None])
    print_ = mix(print_, _GOLD, gold[..., None])
    edge = smoothstep(0.02, 0.2, np.abs(luminance(print_) - luminance(blur(print_, 1.0))))
    return clamp(print_ * (1 - 0.1 * edge)[..., None] * paper((height, width), rng, unit, 0.04)[..., None])


STYLE = StylePass(serves=(Style.ART_NOUVEAU,), redraw=redraw, wants_vignette=False)
