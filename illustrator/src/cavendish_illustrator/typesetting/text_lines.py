"""Single lines of text in one size, left, middle or right of a point, as lists and tables need them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.painting.color import ColorLike, Field, mix, rgb
from cavendish_illustrator.typesetting.lettering import font_for

_ANCHORS = {"left": "lm", "middle": "mm", "right": "rm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFace:
    """A font in a size, in pixels."""

    font: str
    pixels: int

    def width(self, text: str) -> float:
        return asset_pack.font(font_for(text, self.font), self.pixels).getlength(text)


def fitting_face(texts: Sequence[str], font: str, width: float, pixels: float) -> LineFace:
    """The font in the size asked for, or as much smaller as the longest of the texts needs to fit."""
    widest = max((LineFace(font=font, pixels=100).width(text) for text in texts), default=1.0)
    return LineFace(font=font, pixels=max(6, int(min(pixels, 100 * width / max(widest, 1.0)))))


def write_line(
    image: Field, text: str, at: tuple[float, float], face: LineFace, color: ColorLike, anchor: str = "left"
) -> None:
    """Write one line in place; `at` is its left end, middle or right end at half its height."""
    height, width = image.shape[:2]
    top = max(0, int(at[1] - face.pixels))
    bottom = min(height, int(at[1] + face.pixels) + 1)
    if bottom <= top:
        return
    mask = Image.new("L", (width, bottom - top), 0)
    name = font_for(text, face.font)
    pen = ImageDraw.Draw(mask)
    pen.text(
        (at[0], at[1] - top), text, font=asset_pack.font(name, face.pixels), fill=255, anchor=_ANCHORS[anchor]
    )
    cover = np.asarray(mask, np.float32)[..., None] / 255
    image[top:bottom, :, :3] = mix(image[top:bottom, :, :3], rgb(color), cover)
