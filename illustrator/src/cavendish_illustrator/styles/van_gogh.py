"""Van Gogh: long thick strokes that whirl, strong blues and yellows, dark blue contours."""

import numpy as np

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(
    lengths=(62, 46, 34, 24),
    jitter=0.1,
    detail=0.35,
    strength=1.0,
    relief=0.24,
    width=0.17,
    spared=0.6,
    is_swirling=True,
)
_CONTOUR = "#182449"


def _in_his_colors(image: Field, focus: Field | None, seed: int) -> Field:
    """Blue shadows, yellow lights, every hue a little off, and dark contours."""
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    lines = coherent_lines(blur(image, 2.0 * unit), 3.0 * unit, 0.005)
    near = focus_cover(image, focus, 2.0)
    tone = luminance(image)
    strokes = noise(shape, (20 * unit, 20 * unit), rng, 2) - 0.5
    turned = mix(image, "#2647a0", (smoothstep(0.5, 0.08, tone) * 0.5 * (1 - 0.85 * near))[..., None])
    warm = smoothstep(0.02, 0.2, image[..., 0] - image[..., 2])
    light = smoothstep(0.66, 0.92, tone) * (1 - 0.75 * near)
    turned = mix(turned, "#f2c53d", (light * warm * 0.4)[..., None])
    turned = mix(turned, "#6fa3d8", (light * (1 - warm) * 0.7)[..., None])
    field = to_hsv(clamp(turned))
    field[..., 0] = np.mod(field[..., 0] + strokes * 46 * (1 - 0.7 * near), 360)
    field[..., 1] = clamp(field[..., 1] * (1.35 - 0.2 * near) + 0.06 * (1 - near))
    field[..., 2] = clamp(field[..., 2] * (1 + 0.5 * strokes))
    return clamp(mix(to_rgb(field), _CONTOUR, (lines * 0.75)[..., None]))


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    vivid = _in_his_colors(image, focus, seed)
    return paint_strokes(vivid, None if focus is None else focus * 0.6, seed, _WORK)


STYLE = StylePass(serves=(Style.VAN_GOGH,), redraw=redraw)
