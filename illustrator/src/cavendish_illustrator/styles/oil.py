"""Oil: broad loaded strokes with thick relief."""

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import Field, average, clamp
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(lengths=(58, 30, 16, 9), jitter=0.05, detail=0.8, strength=0.97, relief=0.11, width=0.4)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    painted = paint_strokes(image, None if focus is None else focus * 0.7, seed, _WORK)
    grey = average(painted)[..., None]
    return clamp((grey + (painted - grey) * 1.12 - 0.5) * 1.05 + 0.5)


STYLE = StylePass(serves=(Style.OIL,), redraw=redraw)
