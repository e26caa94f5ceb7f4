"""Charcoal: broad soft darks rubbed along one direction, black contours, and the paper's tooth in all."""

from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.dry_media import Stick, draw_dry
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_CHARCOAL = Stick(
    ink="#1d1b1c",
    stroke=34.0,
    width=1.5,
    tooth=3.2,
    rub=3.0,
    dark=0.62,
    figure_dark=0.3,
    line=(1.6, 5.0),
    press=9.0,
)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    return draw_dry(image, focus, seed, _CHARCOAL)


STYLE = StylePass(serves=(Style.CHARCOAL,), redraw=redraw, wants_vignette=False)
