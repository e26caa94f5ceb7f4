import base64
import io
import re

import pytest
from PIL import Image as PillowImage
from rich.console import Console

from cavendish_client.commands.sixel import encode_sixel
from cavendish_client.commands.terminal_preview import (
    Preview,
    choose_preview,
    iterm_sequence,
    kitty_sequence,
    show_picture,
)


def two_colours(width: int = 40, height: int = 20) -> PillowImage.Image:
    picture = PillowImage.new("RGB", (width, height), (255, 0, 0))
    picture.paste((0, 0, 255), (0, height // 2, width, height))
    return picture


def decode_sixel(sequence: str) -> PillowImage.Image:
    """A decoder of its own, straight from the manual."""
    header = re.match(r'\x1bPq"1;1;(\d+);(\d+)', sequence)
    picture = PillowImage.new("RGB", (int(header[1]), int(header[2])))
    colours: dict[int, tuple[int, ...]] = {}
    x = top = 0
    colour = (0, 0, 0)
    tokens = r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$-])"
    for token in re.finditer(tokens, sequence[header.end() : -2]):
        if token[1]:
            colours[int(token[1])] = tuple(round(int(token[at]) * 2.55) for at in (2, 3, 4))
        elif token[5]:
            colour = colours[int(token[5])]
        elif token[9]:
            x, top = 0, top + (6 if token[9] == "-" else 0)
        else:
            bits = ord(token[7] or token[8]) - 63
            run = int(token[6] or 1)
            for column in range(x, x + run):
                for row in range(6):
                    if bits >> row & 1:
                        picture.putpixel((column, top + row), colour)
            x += run
    return picture


@pytest.mark.parametrize(
    ("environ", "preview"),
    [
        ({"TERM": "xterm-256color"}, Preview.BLOCKS),
        ({"TERM": "xterm-kitty"}, Preview.KITTY),
        ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm"}, Preview.KITTY),
        ({"TERM": "xterm", "TERM_PROGRAM": "iTerm.app"}, Preview.ITERM),
        ({"TERM": "foot"}, Preview.SIXEL),
        ({"TERM": "screen", "KITTY_WINDOW_ID": "1"}, Preview.BLOCKS),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, Preview.BLOCKS),
        ({"TERM": "dumb"}, Preview.NONE),
    ],
)
def test_the_best_way_that_the_terminal_has_is_chosen(environ, preview) -> None:
    assert choose_preview(Preview.AUTO, environ, is_terminal=True) is preview
    assert choose_preview(Preview.AUTO, environ, is_terminal=False) is Preview.NONE


def test_what_is_asked_for_is_shown_anywhere() -> None:
    assert choose_preview(Preview.SIXEL, {}, is_terminal=False) is Preview.SIXEL


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (40, 20), (13, 25)])
def test_sixels_show_the_picture(size) -> None:
    picture = two_colours(*size)
    shown = decode_sixel(encode_sixel(picture))
    assert shown.size == size
    assert shown.tobytes() == picture.tobytes()


@pytest.mark.parametrize("preview", [Preview.KITTY, Preview.ITERM, Preview.SIXEL, Preview.BLOCKS])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_every_way_shows_every_kind_of_picture(preview, mode) -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=30)
    show_picture(two_colours().convert(mode), preview, console)
    assert "\x1b" in out.getvalue()


def test_half_blocks_carry_two_rows_each() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=20)
    show_picture(two_colours(20, 4), Preview.BLOCKS, console)
    lines = out.getvalue().splitlines()
    assert [line.count("▀") for line in lines] == [20, 20]
    assert "38;2;255;0;0;48;2;255;0;0" in lines[0]
    assert "38;2;0;0;255;48;2;0;0;255" in lines[1]


def test_kitty_gets_the_png_in_chunks() -> None:
    png = bytes(range(256)) * 40
    sequence = kitty_sequence(png, columns=30)
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", sequence)
    assert base64.b64decode("".join(data for _, data in chunks)) == png
    assert all(len(data) <= 4096 for _, data in chunks)
    assert [keys[-1] for keys, _ in chunks] == ["1"] * (len(chunks) - 1) + ["0"]


def test_iterm_gets_the_png_whole() -> None:
    sequence = iterm_sequence(b"png", columns=30)
    assert sequence == "\x1b]1337;File=inline=1;size=3;width=30;preserveAspectRatio=1:cG5n\x07"
