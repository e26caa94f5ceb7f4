"""The nearest we come to a photograph: fine strokes, a shallow depth of field and bloom."""

import numpy as np

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(lengths=(26, 13, 7), strength=0.45, relief=0.02, jitter=0.02)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit = unit_of(image)
    painted = paint_strokes(image, focus, seed, _WORK)
    if focus is not None and float(focus.max()) > 0.5:
        height = image.shape[0]
        sharp_rows = np.flatnonzero((focus > 0.7).any(1))
        foot = float(sharp_rows[-1]) if len(sharp_rows) else height * 0.9
        rows = np.arange(height, dtype=np.float32)[:, None]
        depth = smoothstep(foot * 0.98, foot * 0.45, rows)
        away = depth * (1 - clamp(blur(focus, 3 * unit) * 1.4))
        painted = mix(painted, blur(painted, 4.5 * unit), away[..., None])
    bloom = blur(clamp(painted - 0.72) * 2.2, 18 * unit)
    lit = 1 - (1 - clamp(painted)) * (1 - clamp(bloom * 0.35))
    grain = np.random.default_rng(seed).standard_normal(image.shape[:2], dtype=np.float32) * 0.012
    return clamp((lit - 0.5) * 1.05 + 0.5 + grain[..., None])


STYLE = StylePass(serves=(Style.PHOTO,), redraw=redraw)
