"""A scene as it looks from far below: what stands upright leans together above, the ground is near."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.canvas import Canvas

_ABOVE, _BELOW = 1.16, 0.62
"""How much of the width is seen at the upper and at the lower edge."""
_TOP, _FOOT = -0.03, 0.93
"""Which rows of the picture are seen at its edges, in parts of the height."""
_AROUND: Final = (0.36, 0.64)
"""Between which parts of the width the uprights may meet."""


def look_up(canvas: Canvas) -> None:
    """Let the picture's uprights meet above it and its foot come near, as a camera on the ground has them."""
    height, width = canvas.height, canvas.width
    weights = canvas.focus.sum(0) ** 2
    middle = float((weights * np.arange(width)).sum() / max(float(weights.sum()), 1e-6))
    middle = float(np.clip(middle, width * _AROUND[0], width * _AROUND[1]))
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    spread = _ABOVE + (_BELOW - _ABOVE) * rows
    x = np.asarray(middle + (np.arange(width, dtype=np.float32)[None] - width / 2) * spread, np.float32)
    y = np.repeat((_TOP + (_FOOT - _TOP) * rows) * height, width, axis=1).astype(np.float32)
    for name in ("img", "focus"):
        seen = cv2.remap(
            np.ascontiguousarray(getattr(canvas, name)),
            x,
            y,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        )
        setattr(canvas, name, np.asarray(seen, np.float32))
