"""Pictures as sixels, the graphics of DEC terminals that many emulators show.

Source: https://vt100.net/docs/vt3xx-gp/chapter14.html (checked 2026-11-23).
"""

import itertools
from typing import Final

from PIL import Image as PillowImage

_ROWS: Final = 6
_COLOURS: Final = 255
_FIRST: Final = 63
"""A sixel is the character `?` plus its six bits, the topmost lowest."""
_SHORTEST_RUN: Final = 4


def encode_sixel(picture: PillowImage.Image) -> str:
    """The whole escape sequence of an RGB picture."""
    indexed = picture.quantize(_COLOURS)
    palette = (indexed.getpalette("RGB") or [])[: 3 * _COLOURS]
    width, height = indexed.size
    registers = [
        f"#{number};2;" + ";".join(str(part * 100 // 255) for part in palette[at : at + 3])
        for number, at in enumerate(range(0, len(palette), 3))
    ]
    pixels = indexed.tobytes()
    bands = [_band(pixels, width, top, min(_ROWS, height - top)) for top in range(0, height, _ROWS)]
    return f'\x1bPq"1;1;{width};{height}{"".join(registers)}{"-".join(bands)}\x1b\\'


def _band(pixels: bytes, width: int, top: int, rows: int) -> str:
    """Six rows of pixels: one pass for each colour in them."""
    passes: dict[int, bytearray] = {}
    for row in range(rows):
        start = (top + row) * width
        for x, colour in enumerate(pixels[start : start + width]):
            if colour not in passes:
                passes[colour] = bytearray(width)
            passes[colour][x] |= 1 << row
    return "$".join(f"#{colour}{_run_lengths(line)}" for colour, line in passes.items())


def _run_lengths(line: bytearray) -> str:
    text = []
    for bits, run in itertools.groupby(line):
        length = sum(1 for _ in run)
        character = chr(_FIRST + bits)
        text.append(f"!{length}{character}" if length >= _SHORTEST_RUN else character * length)
    return "".join(text)
