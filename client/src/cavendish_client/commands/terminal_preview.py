"""Shows a picture in the terminal, by the best way it has."""

import base64
import io
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, assert_never

from PIL import Image as PillowImage
from rich.color import Color
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from cavendish_client.commands.sixel import encode_sixel

_MAX_COLUMNS: Final = 60
_PIXELS_PER_COLUMN: Final = 10
"""A usual cell is about 10 pixels wide and 20 high."""
_KITTY_CHUNK: Final = 4096
_KITTY_PROGRAMS: Final = ("ghostty", "WezTerm")
_ITERM_PROGRAMS: Final = ("iTerm.app", "mintty", "vscode")
_SIXEL_TERMS: Final = ("foot", "mlterm", "contour", "sixel")
_BACKDROP: Final = (255, 255, 255)


class Preview(StrEnum):
    AUTO = "auto"
    KITTY = "kitty"
    ITERM = "iterm"
    SIXEL = "sixel"
    BLOCKS = "blocks"
    NONE = "none"


def choose_preview(asked: Preview, environ: Mapping[str, str], *, is_terminal: bool) -> Preview:
    """How to show pictures here: `auto` is nothing where nobody looks, and blocks under tmux and screen."""
    if asked is not Preview.AUTO:
        return asked
    term = environ.get("TERM", "")
    if not is_terminal or term == "dumb":
        return Preview.NONE
    if environ.get("TMUX") or term.startswith(("tmux", "screen")):
        return Preview.BLOCKS
    program = environ.get("TERM_PROGRAM", "")
    if environ.get("KITTY_WINDOW_ID") or "kitty" in term or program in _KITTY_PROGRAMS:
        return Preview.KITTY
    if program in _ITERM_PROGRAMS or environ.get("LC_TERMINAL") == "iTerm2":
        return Preview.ITERM
    return Preview.SIXEL if any(name in term for name in _SIXEL_TERMS) else Preview.BLOCKS


def show_picture(picture: PillowImage.Image, preview: Preview, console: Console) -> None:
    """Print the picture at the cursor."""
    columns = max(1, min(_MAX_COLUMNS, console.width))
    match preview:
        case Preview.KITTY:
            _write(console, kitty_sequence(_png(picture, columns), columns=columns))
        case Preview.ITERM:
            _write(console, iterm_sequence(_png(picture, columns), columns=columns))
        case Preview.SIXEL:
            _write(console, encode_sixel(_scaled(picture, columns * _PIXELS_PER_COLUMN)))
        case Preview.BLOCKS:
            console.print(half_blocks(picture, columns=columns), end="")
        case Preview.AUTO | Preview.NONE:
            return
        case _:
            assert_never(preview)


def kitty_sequence(png: bytes, *, columns: int) -> str:
    """Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/ (checked 2026-11-23)."""
    data = base64.b64encode(png).decode()
    chunks = [data[start : start + _KITTY_CHUNK] for start in range(0, len(data), _KITTY_CHUNK)]
    parts = []
    for number, chunk in enumerate(chunks):
        first = f"a=T,f=100,q=2,c={columns}," if number == 0 else ""
        parts.append(f"\x1b_G{first}m={int(number < len(chunks) - 1)};{chunk}\x1b\\")
    return "".join(parts)


def iterm_sequence(png: bytes, *, columns: int) -> str:
    """Source: https://iterm2.com/documentation-images.html (checked 2026-11-23)."""
    data = base64.b64encode(png).decode()
    return f"\x1b]1337;File=inline=1;size={len(png)};width={columns};preserveAspectRatio=1:{data}\x07"


def half_blocks(picture: PillowImage.Image, *, columns: int) -> Segments:
    """Two pixels a cell: an upper half block in one colour on the other; poorer terminals get fewer."""
    small = _scaled(picture, columns)
    width, height = small.size
    pixels = small.tobytes()

    def pixel(x: int, y: int) -> Color:
        start = 3 * (y * width + x)
        red, green, blue = pixels[start : start + 3] if y < height else _BACKDROP
        return Color.from_rgb(red, green, blue)

    segments: list[Segment] = []
    for y in range(0, height, 2):
        segments.extend(Segment("▀", Style(color=pixel(x, y), bgcolor=pixel(x, y + 1))) for x in range(width))
        segments.append(Segment.line())
    return Segments(segments)


def _scaled(picture: PillowImage.Image, width: int) -> PillowImage.Image:
    """Opaque RGB, at most `width` wide; transparency shows the backdrop."""
    width = min(width, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    rgba = picture.convert("RGBA").resize((width, height), PillowImage.Resampling.LANCZOS)
    backdrop = PillowImage.new("RGBA", rgba.size, _BACKDROP)
    return PillowImage.alpha_composite(backdrop, rgba).convert("RGB")


def _png(picture: PillowImage.Image, columns: int) -> bytes:
    file = io.BytesIO()
    _scaled(picture, 2 * columns * _PIXELS_PER_COLUMN).save(file, "PNG")
    return file.getvalue()


def _write(console: Console, sequence: str) -> None:
    console.file.write(f"{sequence}\n")
    console.file.flush()
