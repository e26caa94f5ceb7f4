"""Comic: flat saturated colours, ink contours and halftone in the shadows."""

import numpy as np

from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import fine_detail, flatten, halftone, ink_lines, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = np.zeros(image.shape[:2], np.float32) if focus is None else clamp(blur(focus, 3 * unit) * 1.5)
    calm = mix(flatten(image, 12 * unit), flatten(image, 4 * unit), near[..., None])
    field = to_hsv(clamp(calm * 1.1))
    field[..., 2] = clamp(mix(field[..., 2], np.round(field[..., 2] * 6) / 6, 0.85))
    field[..., 1] = clamp(field[..., 1] * 1.35)
    inked = to_rgb(field)
    dots = halftone(image.shape[:2], 7 * unit, 0.6)
    shadow = smoothstep(0.62, 0.25, luminance(calm))
    inked = inked * (1 - 0.3 * smoothstep(0.25, 0.6, dots) * shadow)[..., None]
    lines = ink_lines(calm, 1.1 * unit, threshold=0.12, sharpness=9.0)
    lines = mix(lines, np.ones_like(lines), 0.8 * fine_detail(image, focus))  # no ink over eyes
    inked = mix(inked, clamp(image), (0.8 * fine_detail(image, focus))[..., None])
    outline_x, outline_y = gradient(blur(near, 1.5 * unit))
    lines = lines * (1 - smoothstep(0.2, 0.6, np.hypot(outline_x, outline_y)) * 0.95)
    return clamp(inked * mix("#14121c", WHITE, lines[..., None]))


STYLE = StylePass(serves=(Style.COMIC,), redraw=redraw, wants_vignette=False)
