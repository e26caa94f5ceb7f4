"""A rainbow over the land, translucent and fading toward the horizon."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind

RAINBOW: Final = "rainbow"
_BANDS: Final = ("#8a4fd0", "#4a5ae0", "#2f9ae8", "#3fbf5a", "#f7e04a", "#f79a2f", "#e8453c")
_LOOSE: Final = frozenset({RelationKind.OVER, RelationKind.BEHIND, RelationKind.BESIDE, RelationKind.UNDER})
_STRENGTH: Final = 0.72


def wants_rainbow(canvas: Canvas, spec: PictureSpec) -> bool:
    """Whether a rainbow stands in the sky of this place: nobody slides on it, holds it or has it in a jar."""
    if RAINBOW not in canvas.asked or canvas.is_indoors or canvas.stage.kind is StageKind.SURFACE:
        return False
    index = next(i for i, one in enumerate(spec.subjects) if one.concept == RAINBOW)
    ties = [r.kind for r in spec.relations if index in (r.subject, r.target)]
    return all(kind in _LOOSE for kind in ties)


def rainbow(canvas: Canvas) -> None:
    """Span the sky with seven soft bands whose feet melt into the land."""
    width, height = canvas.width, canvas.height
    ground = min(canvas.horizon_y, height * 0.86)
    center_x = width * float(canvas.rng.uniform(0.42, 0.58))
    center_y = ground + height * 0.06
    outer = min(width * 0.46, center_y - height * 0.1)
    thick = outer * 0.24
    rows = canvas.rows(0, ground + height * 0.02)
    distance = np.hypot(canvas.xs - center_x, canvas.ys[rows] - center_y)
    at = np.clip((distance - (outer - thick)) / thick, 0, 1) * (len(_BANDS) - 1)
    tones = np.stack([rgb(tone) for tone in _BANDS])
    color = np.stack([np.interp(at, np.arange(len(_BANDS)), tones[:, i]) for i in range(3)], -1)
    edge = thick * 0.09
    cover: Field = smoothstep(outer - thick - edge, outer - thick + edge, distance) * smoothstep(
        outer + edge, outer - edge, distance
    )
    fade = smoothstep(ground + height * 0.02, ground - height * 0.16, canvas.ys[rows])
    canvas.blend(color.astype(np.float32), cover * fade * np.float32(_STRENGTH), rows)
    canvas.keep_sharp(cover * fade * np.float32(0.5), rows)
    canvas.stage.tags |= {RAINBOW}
