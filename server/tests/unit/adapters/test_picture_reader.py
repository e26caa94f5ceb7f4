import io
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.standins.odd_pictures import (
    SECRET,
    corners,
    decoded,
    encode,
    exif,
    png_header_only,
    png_of,
    srgb_profile,
    swapped_profile,
    tagged,
    with_jpeg_segment,
    with_png_chunk,
)

from cavendish.adapters.pictures.decoding import check_pixels, decode, in_plain_colours, is_plain
from cavendish.adapters.pictures.exif_orientation import read_orientation
from cavendish.adapters.pictures.jpeg_segments import MAX_SCANS
from cavendish.adapters.pictures.picture_file import PictureKind
from cavendish.adapters.pictures.picture_reader import read_picture_file
from cavendish.domain.picture_errors import PictureError, PictureProblem

KINDS = ["PNG", "JPEG", "WEBP"]


@pytest.mark.parametrize("kind", KINDS)
def test_format_and_size_are_read_from_the_bytes(kind: str) -> None:
    file = read_picture_file(encode(corners(60, 40), kind))
    assert (file.kind, file.width, file.height, file.orientation) == (PictureKind(kind), 60, 40, 1)
    assert (file.is_animated, file.has_deep_pixels, file.has_credentials) == (False, False, False)
    assert file.kind.media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    ("mode", "choices"),
    [
        ("RGB", {"lossless": True}),
        ("RGBA", {"lossless": True}),
        ("RGBA", {"quality": 80}),
        ("RGB", {"quality": 80}),
    ],
)
def test_every_kind_of_webp_header_is_understood(mode: str, choices: dict[str, object]) -> None:
    image = Image.new(mode, (300, 17), (10, 20, 30, 128)[: len(mode)])
    file = read_picture_file(encode(image, "WEBP", **choices))
    assert (file.width, file.height) == (300, 17)
    assert decode(file).size == (300, 17)


@pytest.mark.parametrize("kind", KINDS)
def test_cleaning_takes_out_every_tag_and_trailing_byte_and_no_pixel(kind: str) -> None:
    content = tagged(kind)
    assert SECRET in content
    file = read_picture_file(content)
    assert SECRET not in file.clean
    assert b"Exif" not in file.clean
    assert decoded(file.clean).tobytes() == decoded(content).tobytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_clean_file_is_given_back_as_it_is(kind: str) -> None:
    content = encode(corners(), kind)
    assert read_picture_file(content).clean is content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_found_and_turns_the_picture_upright(kind: str, orientation: int) -> None:
    file = read_picture_file(tagged(kind, orientation=orientation))
    assert file.orientation == orientation
    upright = in_plain_colours(file, decode(file))
    assert upright.size == ((40, 60) if orientation >= 5 else (60, 40))
    width, height = upright.size
    points = [(5, 5), (width - 5, 5), (5, height - 5), (width - 5, height - 5)]
    seen = "".join(nearest_name(upright.getpixel(point)) for point in points)
    # Where EXIF's orientations put the stored corners, read left to right, top to bottom.
    assert (
        seen
        == {1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb"}[
            orientation
        ]
    )


def nearest_name(pixel: object) -> str:
    names = {"r": (255, 0, 0), "g": (0, 255, 0), "b": (0, 0, 255), "w": (255, 255, 255)}
    assert isinstance(pixel, tuple)
    return min(names, key=lambda name: sum(abs(a - b) for a, b in zip(names[name], pixel, strict=True)))


@pytest.mark.parametrize(
    "block", [b"", b"II*\0", b"MM\0*\0\0", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff"]
)
def test_a_damaged_exif_block_means_upright(block: bytes) -> None:
    assert read_orientation(block) == 1
    assert read_orientation(b"Exif\0\0" + block) == 1


def test_an_orientation_out_of_range_means_upright() -> None:
    assert read_orientation(exif(9)) == 1
    assert read_orientation(exif(8)) == 8


@given(st.binary(max_size=64))
def test_no_exif_block_stops_the_reader(block: bytes) -> None:
    assert 1 <= read_orientation(b"II*\0" + block) <= 8


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (encode(corners(), "GIF"), "GIF"),
        (encode(corners(), "BMP"), "BMP"),
        (encode(corners(), "TIFF"), "TIFF"),
        (encode(corners(), "AVIF"), "AVIF"),
        (b"%PDF-1.7", "PDF"),
        (b"  <!doctype html><html>", "web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b'{"error": 1}', "JSON"),
        (b"\0\0\0\x20ftypisom", "video"),
        (b"", "empty file"),
        (b"\x89PNG", "not a picture"),
        (b"\xff\xd8", "not a picture"),
    ],
)
def test_other_formats_are_named_in_the_message(content: bytes, named: str) -> None:
    with pytest.raises(
        PictureError, match=f"unsupported format: .*{named}.*; use JPG, PNG or WebP"
    ) as failure:
        read_picture_file(content)
    assert failure.value.problem is PictureProblem.UNSUPPORTED_FORMAT


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_off_anywhere_is_an_error(kind: str) -> None:
    content = encode(corners(), kind)
    for length in range(12, len(content) - (2 if kind == "WEBP" else 1), 7):
        with pytest.raises(PictureError):
            decode(read_picture_file(content[:length]))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_damaged_bytes_give_a_picture_or_our_error_and_nothing_else(kind: str, data: st.DataObject) -> None:
    content = bytearray(tagged(kind, image=corners(16, 12)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = read_picture_file(bytes(content))
        in_plain_colours(file, decode(file, max_pixels=100_000))
    except PictureError:
        return
    assert file.pixels <= 100_000


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x40\0\0\0WEBP"]), st.binary(max_size=200)
)
def test_any_bytes_behind_a_signature_give_our_error_or_a_file(signature: bytes, rest: bytes) -> None:
    try:
        read_picture_file(signature + rest)
    except PictureError:
        return


def test_the_pixel_limit_is_exact_and_checked_without_decoding() -> None:
    file = read_picture_file(png_header_only(5000, 8000))
    check_pixels(file, 40_000_000)
    with pytest.raises(PictureError, match=r"5000 x 8001 pixels; at most 40,000,000") as failure:
        decode(read_picture_file(png_header_only(5000, 8001)), max_pixels=40_000_000)
    assert failure.value.problem is PictureProblem.TOO_MANY_PIXELS


def test_a_bomb_far_beyond_pillows_own_limit_is_refused_in_the_same_way() -> None:
    with pytest.raises(PictureError) as failure:
        decode(read_picture_file(png_header_only(60_000, 60_000)))
    assert failure.value.problem is PictureProblem.TOO_MANY_PIXELS


def test_a_second_header_that_contradicts_the_first_gains_nothing() -> None:
    small = encode(corners(), "PNG")
    lying = with_png_chunk(small, b"IHDR", b"\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0")
    with pytest.raises(PictureError):
        decode(read_picture_file(lying))
    jpeg = with_jpeg_segment(encode(corners(), "JPEG"), 0xC0, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00")
    with pytest.raises(PictureError):
        decode(read_picture_file(jpeg))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xd8\xff\xd9", "no picture in it"),
        (b"\xff\xd8\xff\xc0\x00\x04\x08\x00\xff\xd9", "header is cut off"),
        (b"\xff\xd8\xff\xc0\x00\x08\x08\x00\x00\x00\x10\x01\xff\xd9", "0 pixels wide or high"),
        (b"\xff\xd8\xff\xe1\xff", "cut off"),
        (b"\xff\xd8\xff\xda\x00\x02abc", "cut off"),
        (png_of((b"IHDR", b"\0\0\0\0\0\0\0\1\x08\0\0\0\0"), (b"IEND", b"")), "0 pixels wide or high"),
        (png_of((b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), (b"IEND", b"")), "no pixels"),
        (png_of((b"tEXt", b"x" * 40)), "no header"),
        (b"RIFF\x04\0\0\0WEBP", "no picture in it"),
        (b"RIFF\xff\0\0\0WEBP", "cut off"),
        (b"RIFF\x0c\0\0\0WEBPVP8 \xff\0\0\0", "cut off"),
        (b"RIFF\x10\0\0\0WEBPVP8L\x04\0\0\0abcd", "header makes no sense"),
    ],
)
def test_a_file_whose_structure_is_wrong_says_what_is(content: bytes, message: str) -> None:
    with pytest.raises(PictureError, match=message) as failure:
        read_picture_file(content)
    assert failure.value.problem is PictureProblem.BROKEN


def test_a_size_that_only_the_decoder_sees_is_checked_as_well() -> None:
    """An extended WebP header may say one size, the picture inside another."""
    file = read_picture_file(encode(corners(60, 40), "PNG"))
    with pytest.raises(PictureError, match="60 x 40 pixels; at most 99"):
        decode(replace(file, width=1, height=1), max_pixels=99)


def jpeg_of(scans: int) -> bytes:
    """A progressive picture whose last scan comes again and again, each a few bytes."""
    out = io.BytesIO()
    Image.new("L", (64, 64), 128).save(out, "JPEG", progressive=True)
    once = out.getvalue()
    last, have = once.rindex(b"\xff\xda"), once.count(b"\xff\xda")
    return once[:last] + once[last:-2] * (scans - have + 1) + once[-2:]


def test_so_many_scans_pass_and_one_more_does_not() -> None:
    assert decode(read_picture_file(jpeg_of(MAX_SCANS))).size == (64, 64)
    with pytest.raises(PictureError, match="more than 50 scans") as failure:
        read_picture_file(jpeg_of(MAX_SCANS + 1))
    assert failure.value.problem is PictureProblem.BROKEN


def test_too_many_chunks_or_segments_are_an_error_and_not_a_long_wait() -> None:
    empty = encode(corners(), "PNG")
    many_chunks = empty[:33] + png_of(*[(b"tEXt", b"")] * 50_001)[8:] + empty[33:]
    jpeg = encode(corners(), "JPEG")
    many_segments = jpeg[:2] + b"\xff\x01" * 5001 + jpeg[2:]
    webp = encode(corners(), "WEBP")
    chunks = b"JUNK\0\0\0\0" * 20_001
    many_parts = webp[:4] + (len(webp) - 8 + len(chunks)).to_bytes(4, "little") + webp[8:] + chunks
    for content in (many_chunks, many_segments, many_parts):
        with pytest.raises(PictureError, match="too many"):
            read_picture_file(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_colour_profile_is_applied_and_taken_out(kind: str) -> None:
    choices: dict[str, object] = {"icc_profile": swapped_profile()}
    choices |= {"lossless": True} if kind == "WEBP" else {}
    file = read_picture_file(encode(Image.new("RGB", (32, 32), (250, 10, 10)), kind, **choices))
    assert file.icc_profile == swapped_profile()
    stored = decode(file)
    assert not is_plain(file, stored)
    red, green, _ = in_plain_colours(file, stored).getpixel((9, 9))
    assert green > 200 > 60 > red
    assert b"ICC_PROFILE" not in file.clean
    assert b"iCCP" not in file.clean


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_srgb_profile_changes_nothing_and_costs_no_re_encoding(kind: str) -> None:
    file = read_picture_file(encode(corners(), kind, icc_profile=srgb_profile()))
    assert is_plain(file, decode(file))
    assert srgb_profile() not in file.clean


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 200])
def test_a_profile_that_makes_no_sense_is_left_aside(profile: bytes) -> None:
    file = read_picture_file(encode(corners(), "JPEG", icc_profile=profile))
    assert nearest_name(in_plain_colours(file, decode(file)).getpixel((5, 5))) == "r"


def test_a_profile_that_unpacks_into_too_much_is_left_aside() -> None:
    bomb = b"name\0\0" + zlib.compress(b"\0" * 5_000_000)
    file = read_picture_file(with_png_chunk(encode(corners(), "PNG"), b"iCCP", bomb))
    assert file.icc_profile is None
    broken = read_picture_file(with_png_chunk(encode(corners(), "PNG"), b"iCCP", b"name\0\0junk"))
    assert broken.icc_profile is None


def test_transparency_survives_a_colour_profile() -> None:
    image = Image.new("RGBA", (8, 8), (250, 10, 10, 77))
    file = read_picture_file(encode(image, "PNG", icc_profile=swapped_profile()))
    converted = in_plain_colours(file, decode(file))
    assert converted.mode == "RGBA"
    assert converted.getpixel((3, 3))[3] == 77


def animation(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue", "lime")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_shows_its_first_frame(kind: str) -> None:
    file = read_picture_file(animation(kind))
    assert file.is_animated
    still = in_plain_colours(file, decode(file))
    assert still.size == (20, 10)
    assert nearest_name(still.getpixel((5, 5))) == "r"


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (Image.new("CMYK", (4, 4), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("I;16", (4, 4), 65535), "PNG", (255, 255, 255)),
        (Image.new("I;16", (4, 4), 32896), "PNG", (128, 128, 128)),
        (Image.new("1", (4, 4), 1), "PNG", (255, 255, 255)),
        (Image.new("L", (4, 4), 99), "PNG", (99, 99, 99)),
        (Image.new("LA", (4, 4), (99, 50)), "PNG", (99, 99, 99, 50)),
        (Image.new("RGB", (4, 4), (9, 99, 199)).convert("P"), "PNG", None),
    ],
)
def test_every_colour_model_becomes_plain_rgb(
    image: Image.Image, kind: str, expected: tuple[int, ...] | None
) -> None:
    file = read_picture_file(encode(image, kind))
    plain = in_plain_colours(file, decode(file))
    assert plain.mode in ("RGB", "RGBA")
    if expected is not None:
        assert all(abs(a - b) <= 2 for a, b in zip(plain.getpixel((1, 1)), expected, strict=True))


def test_palette_transparency_is_kept() -> None:
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([255, 0, 0, 0, 255, 0])
    file = read_picture_file(encode(palette, "PNG", transparency=0))
    assert in_plain_colours(file, decode(file)).getpixel((0, 0)) == (255, 0, 0, 0)


def test_deep_pixels_and_credentials_are_noticed() -> None:
    assert read_picture_file(encode(Image.new("I;16", (4, 4), 1), "PNG")).has_deep_pixels
    assert read_picture_file(with_png_chunk(encode(corners(), "PNG"), b"caBX", b"c2pa")).has_credentials
    jumbf = with_jpeg_segment(encode(corners(), "JPEG"), 0xEB, b"JP\0\1\0\0\0\1jumb c2pa")
    assert read_picture_file(jumbf).has_credentials
    assert b"c2pa" not in read_picture_file(jumbf).clean
