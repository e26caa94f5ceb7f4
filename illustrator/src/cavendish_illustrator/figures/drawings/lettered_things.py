"""Texts that belong on a thing of the picture: what a sign says stands on the sign."""

from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.typesetting.lettering import TextBox, draw_text, text_mask

LETTERED: Final = {
    "sign-board": (0.5, 0.288, 0.78, 0.36),
    "hanging-sign": (0.556, 0.6, 0.7, 0.4),
    "pavement-sign": (0.5, 0.46, 0.58, 0.56),
    "paper-bag": (0.5, 0.58, 0.62, 0.3),
    "tote-bag": (0.5, 0.68, 0.66, 0.28),
}
"""Where on a thing its text is: the middle across and down, width and height, in parts of the thing's own."""
_INK: Final = "#3a2a1c"
_CHALK: Final = "#f4f2ea"
_CHALKED: Final = frozenset({"pavement-sign"})
_SHOP: Final = "storefront"
"""A shop has its words on its own front."""
_FONT: Final = "nunito-bold"


def has_board(spec: PictureSpec) -> bool:
    """Whether something in the picture is there to be written on."""
    return any(subject.concept in LETTERED for subject in spec.subjects)


def has_lettered_thing(spec: PictureSpec) -> bool:
    """Whether the texts stand on something in the picture and need no line of their own."""
    return (
        bool(spec.texts)
        and (has_board(spec) or spec.settings[:1] == (_SHOP,))
        and spec.kind is Kind.SCENE
        and not any(spec.text_places)
    )


def write_on_things(canvas: Canvas, spec: PictureSpec, figures: list[Placed]) -> None:
    """Write the texts on the first thing that can carry them."""
    carrier = next((one for one in figures if one.cast.subject.concept in LETTERED), None)
    if carrier is None or not has_lettered_thing(spec) or "text" in spec.excluded:
        return
    across, down, wide, tall = LETTERED[carrier.cast.subject.concept]
    box = TextBox(
        center=(
            carrier.x + (across - 0.5) * carrier.width,
            carrier.feet_y - carrier.height * (1 - down),
        ),
        width=carrier.width * wide,
        height=carrier.height * tall,
    )
    text = " ".join(spec.texts)
    ink = _CHALK if carrier.cast.subject.concept in _CHALKED else _INK
    draw_text(canvas.img, text, box, font_name=_FONT, color=ink, halo=None)
    canvas.keep_sharp(text_mask((canvas.width, canvas.height), text, _FONT, box))
