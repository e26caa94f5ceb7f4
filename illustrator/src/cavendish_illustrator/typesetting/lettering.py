"""Text: measured, wrapped inside its box, and drawn in a font that has the letters."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.painting.color import WHITE, ColorLike, Field, luminance, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_WIDEST_COVER = "noto-sans-bold"
_LINE_GAP = 0.16
_CAPTIONS = {"top": (0.115, 0.15), "middle": (0.5, 0.2), "bottom": (0.885, 0.15)}
"""Where the middle of a caption is and how tall it may be, in parts of the height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """Where text goes: its middle and its greatest extent, in pixels."""

    center: tuple[float, float]
    width: float
    height: float


def font_for(text: str, preferred: str) -> str:
    """Name of the preferred font if it has every letter of the text, else of the one that has the most."""
    for name in (preferred, "nunito-bold", _WIDEST_COVER):
        if asset_pack.font_covers(name, text):
            return name
    return _WIDEST_COVER


def _line_breaks(words: list[str], count: int) -> list[str]:
    """Spread words over a number of lines of about equal length."""
    total = sum(len(word) + 1 for word in words)
    lines: list[str] = []
    current, used = "", 0
    for index, word in enumerate(words):
        left_lines, left_words = count - len(lines), len(words) - index
        target = (total - used) / left_lines
        if current and (len(current) + len(word) / 2 > target or left_words < left_lines) and left_lines > 1:
            lines.append(current)
            used += len(current) + 1
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]


def _split_long(words: list[str], longest: int = 22) -> list[str]:
    return [word[i : i + longest] for word in words for i in range(0, len(word), longest)]


def _measure(lines: list[str], name: str, size: int) -> tuple[float, float]:
    face = asset_pack.font(name, size)
    widest = max(face.getlength(line) for line in lines)
    return widest, size * (len(lines) + (len(lines) - 1) * _LINE_GAP)


def _best_layout(text: str, name: str, box: TextBox) -> tuple[list[str], int]:
    """Lines and font size that fill the box best: the break that allows the greatest letters."""
    words = _split_long(text.split()) or [" "]
    best: tuple[list[str], int] = ([" ".join(words)], 1)
    for count in range(1, min(len(words), 12) + 1):
        lines = _line_breaks(words, count)
        width, height = _measure(lines, name, 100)
        size = int(100 * min(box.width / max(width, 1), box.height / height))
        if size > best[1]:
            best = (lines, size)
    return best[0], max(6, best[1])


def text_mask(size: tuple[int, int], text: str, font_name: str, box: TextBox) -> Field:
    """Coverage (h, w) of the text, centred in its box and never wider or taller than it."""
    name = font_for(text, font_name)
    lines, pixels = _best_layout(text, name, box)
    face = asset_pack.font(name, pixels)
    image = Image.new("L", size, 0)
    pen = ImageDraw.Draw(image)
    step = pixels * (1 + _LINE_GAP)
    top = box.center[1] - (len(lines) - 1) * step / 2
    for index, line in enumerate(lines):
        pen.text((box.center[0], top + index * step), line, font=face, fill=255, anchor="mm")
    return np.asarray(image, np.float32) / 255


def draw_text(
    image: Field,
    text: str,
    box: TextBox,
    *,
    font_name: str = "nunito-bold",
    color: ColorLike = WHITE,
    halo: ColorLike | None = "#000000",
) -> None:
    """Write on the picture in place, with a soft halo so that it reads on any ground."""
    height, width = image.shape[:2]
    mask = text_mask((width, height), text, font_name, box)
    if halo is not None:
        unit = (height * width) ** 0.5 / 1024
        shadow = blur(dilate(mask, max(1, round(2 * unit))), 4 * unit)[..., None] * 0.6
        image[..., :3] = mix(image[..., :3], rgb(halo), shadow)
    image[..., :3] = mix(image[..., :3], rgb(color), mask[..., None])


def draw_caption(image: Field, texts: tuple[str, ...], *, place: str = "bottom") -> Field:
    """Write the texts on a copy of the picture, wrapped inside its margins, at its top, middle or bottom."""
    result = image.copy()
    text = " ".join(texts).strip()
    if not text:
        return result
    height, width = image.shape[:2]
    share, tall = _CAPTIONS[place]
    middle = share * height
    band = luminance(image[int(max(0, middle - height * 0.1)) : int(middle + height * 0.1)])
    is_light = float(band.mean()) > 0.62
    box = TextBox(center=(width / 2, middle), width=width * 0.86, height=height * tall)
    colors: tuple[str, str] = ("#2a1f33", "#ffffff") if is_light else ("#fff8e6", "#0a0814")
    draw_text(result, text, box, color=colors[0], halo=colors[1])
    return result
