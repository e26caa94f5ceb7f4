"""A still of a film: shallow focus, warm lights before teal shadows, black bars above and below."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.styles.soft_finish import redraw as photographed

_BAR = 0.055
"""Height of a bar in the picture's: the heads of those who stand in it stay seen."""


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit = unit_of(image)
    height, width = image.shape[:2]
    shot = photographed(image, focus, seed)
    tone = luminance(shot)
    shot = clamp(shot * 0.92)
    shot = mix(
        shot,
        clamp(tone[..., None] * np.array([0.3, 0.78, 0.95], np.float32)),
        (smoothstep(0.62, 0.08, tone) * 0.5)[..., None],
    )
    shot = mix(
        shot,
        clamp(tone[..., None] * np.array([1.16, 0.98, 0.72], np.float32)),
        (smoothstep(0.45, 0.95, tone) * 0.34)[..., None],
    )
    glow = blur(clamp(shot - 0.66) * 1.8, 26 * unit)
    shot = 1 - (1 - clamp((shot - 0.5) * 1.14 + 0.48)) * (1 - clamp(glow * 0.35))
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    corner = smoothstep(0.36, 0.8, np.hypot(xs / width - 0.5, ys / height - 0.5))
    shot = shot * (1 - 0.5 * corner)[..., None]
    bar = np.minimum(ys, height - 1 - ys) < _BAR * height
    return clamp(np.where(bar[..., None], np.float32(0.015), shot))


STYLE = StylePass(serves=(Style.CINEMATIC,), redraw=redraw)
