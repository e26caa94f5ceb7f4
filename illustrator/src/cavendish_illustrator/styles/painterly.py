"""The default: a children's-book painter's brush."""

from cavendish_illustrator.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.color import Field
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.style_registry import StylePass

_WORK = Brushwork(lengths=(40, 20, 10, 6), strength=0.85)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    return paint_strokes(image, focus, seed, _WORK)


STYLE = StylePass(serves=(Style.PAINTERLY,), redraw=redraw)
