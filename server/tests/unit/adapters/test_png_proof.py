import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cavendish.adapters.pictures import inflating
from cavendish.adapters.pictures.finishing import finish_picture
from cavendish.adapters.pictures.png_proof import is_proven_png
from cavendish.domain.generation import OutputFormat
from cavendish.domain.picture_errors import PictureError


def png(mode: str = "RGB", size: tuple[int, int] = (40, 30), **choices: object) -> bytes:
    out = io.BytesIO()
    noise = Image.merge("RGBA", [Image.effect_noise(size, 60) for _ in range(4)])
    noise.convert(mode).save(out, "PNG", **choices)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def made_of(rows: bytes, *, width: int = 2, height: int = 2, colour: int = 2, interlacing: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, interlacing)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


PACKED = zlib.compress(b"rows" * 100)


@pytest.fixture(params=["fast", "plain"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra `speed`, and without."""
    if request.param == "plain":
        monkeypatch.setattr(inflating, "_FAST", None)
    else:
        assert inflating._FAST is not None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("packed", "size_bytes"),
    [
        (PACKED, 399),
        (PACKED, 401),
        (PACKED[:-1], 400),
        (PACKED[:-1] + bytes([PACKED[-1] ^ 1]), 400),
        (PACKED[:8] + b"\xff" + PACKED[9:], 400),
        (b"", 400),
        (b"\x78", 400),
    ],
    ids=["a byte more", "a byte less", "cut off", "wrong checksum", "damaged", "nothing", "one byte"],
)
def test_a_stream_that_is_not_just_what_was_asked_inflates_to_nothing(packed: bytes, size_bytes: int) -> None:
    assert inflating.inflate(PACKED, 400) == b"rows" * 100
    assert inflating.inflate(packed, size_bytes) is None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("window_bits", range(9, 16))
def test_a_stream_of_any_window_inflates(window_bits: int) -> None:
    content = bytes(range(256)) * 300
    compressor = zlib.compressobj(wbits=window_bits)
    packed = compressor.compress(content) + compressor.flush()
    assert inflating.inflate(packed, len(content)) == content
    assert inflating.crc32(packed) == zlib.crc32(packed)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_usual_pictures_are_proven(mode: str) -> None:
    assert is_proven_png(png(mode))


@pytest.mark.parametrize("mode", ["1", "P", "LA", "I;16"])
def test_unusual_pictures_are_left_to_the_decoder(mode: str) -> None:
    assert not is_proven_png(_unusual(mode))


def _unusual(mode: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "is_proven"),
    [
        (b"\0" + bytes(6) + b"\4" + bytes(6), True),
        (b"\0" + bytes(6) + b"\5" + bytes(6), False),
        (b"\0" + bytes(6) + b"\4" + bytes(5), False),
        (b"\0" + bytes(6) + b"\4" + bytes(7), False),
        (b"", False),
        (bytes(50_000_000), False),
    ],
    ids=["right", "unknown filter", "a byte short", "a byte long", "nothing", "a bomb"],
)
def test_pixels_must_be_just_the_rows_that_the_header_names(rows: bytes, is_proven: bool) -> None:
    assert is_proven_png(made_of(rows)) is is_proven


def test_interlaced_pictures_are_left_to_the_decoder() -> None:
    assert not is_proven_png(made_of(bytes(14), interlacing=1))


@settings(max_examples=300, deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_what_is_proven_decodes_to_the_same_pixels_however_it_was_damaged(where: float, bit: int) -> None:
    whole = png()
    damaged = bytearray(whole)
    # Behind the signature and before the end mark, whose place the reader has checked before.
    damaged[33 + int(where * (len(whole) - 45))] ^= 1 << bit
    try:
        finished = finish_picture(bytes(damaged), ratio="4:3", output_format=OutputFormat.PNG)
    except PictureError:
        return
    assert Image.open(io.BytesIO(finished.content)).convert("RGB").size == (40, 30)
    if is_proven_png(finished.content):
        pixels = Image.open(io.BytesIO(finished.content)).tobytes()
        assert pixels == Image.open(io.BytesIO(whole)).tobytes()


def test_a_proven_picture_is_delivered_as_it_came_and_a_broken_one_refused() -> None:
    whole = png()
    assert finish_picture(whole, ratio="4:3", output_format=OutputFormat.PNG).content == whole
    cut = whole[:200] + whole[300:]
    with pytest.raises(PictureError):
        finish_picture(cut, ratio="4:3", output_format=OutputFormat.PNG)
