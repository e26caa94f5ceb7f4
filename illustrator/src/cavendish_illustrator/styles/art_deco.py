"""Art deco: navy, gold, teal and cream, rays behind what matters, and a stepped golden frame."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.style_parts import contours, flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Style

_INKS = ("#14233f", "#1f6470", "#d3a546", "#f4e7c4", "#8c3b2e")
_GOLD, _NAVY = "#d3a546", "#14233f"
_RAYS = 28


def stepped_frame(size: tuple[int, int]) -> Field:
    """Coverage of two golden lines that step inwards at the corners, with fans in them."""
    width, height = size
    side = min(size)
    layer = VectorLayer(0, 0, width, height)
    for inset, step, thick in ((0.022, 0.06, 0.009), (0.042, 0.05, 0.004)):
        a, s = side * inset, side * step
        right, foot = width - a, height - a
        layer.polyline(
            [
                *((a + s, a), (right - s, a), (right - s, a + s), (right, a + s), (right, foot - s)),
                *((right - s, foot - s), (right - s, foot), (a + s, foot), (a + s, foot - s), (a, foot - s)),
                *((a, a + s), (a + s, a + s), (a + s, a)),
            ],
            "#ffffff",
            side * thick,
        )
    return layer.pixels[..., 3].astype(np.float32) / 255


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    height, width = image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 10)
    printed = mix(flat, in_few_colors(flat, _INKS), (0.92 - 0.62 * near)[..., None])
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    seen = near > 0.5
    middle = (float(xs[seen].mean()), float(ys[seen].mean())) if seen.any() else (width / 2, height * 0.62)
    turn = np.arctan2(ys - middle[1], xs - middle[0]) / np.pi
    wave = np.abs(np.mod(turn * _RAYS / 2, 1) - 0.5) * 2
    ray = smoothstep(0.46, 0.54, wave)
    is_sky = smoothstep(0.52, 0.7, luminance(flat)) * (1 - near)
    far = np.hypot(xs - middle[0], ys - middle[1]) / max(width, height)
    sky = mix(mix(_GOLD, "#f4e7c4", ray[..., None]), _NAVY, (smoothstep(0.1, 0.75, far) * 0.85)[..., None])
    printed = mix(printed, sky, is_sky[..., None] * 0.92)
    printed = mix(printed, _NAVY, contours(flat, near, 1.2)[..., None] * (0.35 + 0.5 * near)[..., None])
    margin = 0.055 * min(height, width)
    edge = np.minimum(np.minimum(xs, width - 1 - xs), np.minimum(ys, height - 1 - ys))
    printed = mix(printed, _NAVY, smoothstep(margin + unit, margin - unit, edge)[..., None])
    return clamp(mix(printed, _GOLD, stepped_frame((width, height))[..., None]))


STYLE = StylePass(serves=(Style.ART_DECO,), redraw=redraw, wants_vignette=False)
