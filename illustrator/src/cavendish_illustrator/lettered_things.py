"""Texts that belong on a thing of the picture: what a sign says stands on the sign."""

from typing import Final

from cavendish_illustrator.canvas import Canvas
from cavendish_illustrator.lettering import TextBox, draw_text, text_mask
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.placement import Placed

LETTERED: Final = {"sign-board": (0.5, 0.288, 0.78, 0.36)}
"""Where on a thing its text is: the middle across and down, width and height, in parts of the thing's own."""
_INK: Final = "#3a2a1c"
_FONT: Final = "nunito-bold"


def has_lettered_thing(spec: PictureSpec) -> bool:
    """Whether the texts stand on something in the picture and need no line of their own."""
    shown = any(subject.concept in LETTERED for subject in spec.subjects)
    return bool(spec.texts) and shown and spec.kind is Kind.SCENE and not any(spec.text_places)


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
    draw_text(canvas.img, text, box, font_name=_FONT, color=_INK, halo=None)
    canvas.keep_sharp(text_mask((canvas.width, canvas.height), text, _FONT, box))
