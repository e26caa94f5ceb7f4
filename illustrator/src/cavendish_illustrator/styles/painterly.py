"""The default: a children's-book painter's brush."""

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(lengths=(40, 20, 10, 6), strength=0.85)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    return paint_strokes(image, focus, seed, _WORK)


STYLE = StylePass(serves=(Style.PAINTERLY,), redraw=redraw)
