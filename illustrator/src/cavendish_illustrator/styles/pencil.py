"""Pencil: thin grey contours and fine strokes, lighter behind the figures."""

from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.dry_media import Stick, draw_dry
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_GRAPHITE = Stick(
    ink="#35353d",
    stroke=30.0,
    width=1.3,
    tooth=2.2,
    rub=4.0,
    dark=0.5,
    figure_dark=0.3,
    line=(1.1, 3.2),
    press=13.0,
)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    return draw_dry(image, focus, seed, _GRAPHITE)


STYLE = StylePass(serves=(Style.PENCIL,), redraw=redraw, wants_vignette=False)
