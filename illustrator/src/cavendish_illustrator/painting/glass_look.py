"""Turns a drawing into glass: clear in the middle, dark and bright along its edges, with streaks of light."""

import numpy as np

from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_CLEAR, _DEEP = "#eafaff", "#3f8fae"
_BODY, _EDGE, _LINE = 0.42, 0.5, 0.55
"""How much one sees of the glass itself: in its middle, and more along its edge and its lines."""


def as_glass(rgba: Field, color: str | None = None) -> Field:
    """The drawing's shape and inner lines in clear glass, tinted where a colour was asked for."""
    alpha = rgba[..., 3]
    height = max(8, alpha.shape[0])
    solid = rgba[..., :3] * alpha[..., None] + (1 - alpha[..., None])
    grey = luminance(solid)
    inside = clamp(blur(alpha, height * 0.022) * 2 - 1)
    rim = clamp(1 - inside) * alpha
    lines = clamp(np.abs(grey - blur(grey, height * 0.012)) * 5.0) * alpha
    deep, clear = (rgb(color) * 0.7, mix(rgb(color), WHITE, 0.55)) if color else (rgb(_DEEP), rgb(_CLEAR))
    ys, xs = np.mgrid[0 : alpha.shape[0], 0 : alpha.shape[1]].astype(np.float32)
    bend = (xs * 0.8 + ys) / height
    streaks = smoothstep(0.82, 1.0, np.sin(bend * 9.0)) * inside * 0.75
    shade = clamp(0.25 + 0.6 * grey + 0.25 * np.sin(bend * 4.0 + 1.0))
    body = mix(deep, clear, shade[..., None])
    body = mix(body, deep, (clamp(rim * 0.8 + lines * 0.7))[..., None])
    step = max(1, round(height * 0.012))
    lit = clamp(alpha - np.roll(alpha, (step, step), (0, 1)))
    body = mix(body, WHITE, clamp(blur(lit, height * 0.004) * 1.3 + streaks)[..., None])
    cover = clamp(_BODY + _EDGE * rim + _LINE * lines + 0.5 * streaks) * alpha
    return np.concatenate([clamp(body), cover[..., None]], -1).astype(np.float32)
