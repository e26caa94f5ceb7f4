import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.standins.odd_pictures import (
    SECRET,
    corners,
    decoded,
    encode,
    padded_png,
    png_header_only,
    subject_on_gradient,
    tagged,
)

from cavendish.adapters.references.data_url import MAX_REFERENCE_BYTES, decode_data_url, is_data_url
from cavendish.adapters.references.reference_cleaning import ImageFacts, check_image_bytes, clean_reference
from cavendish.domain.errors import FailCode
from cavendish.domain.reference_errors import ReferenceImageError


def as_data_url(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


@given(st.binary(min_size=1, max_size=100))
def test_a_data_url_gives_back_its_bytes(content: bytes) -> None:
    assert decode_data_url(as_data_url(content)) == content


@pytest.mark.parametrize(
    "header", ["DATA:IMAGE/JPEG;BASE64,", "data:image/svg+xml;base64,", "data:image/png;a=b;base64,"]
)
def test_the_header_of_a_data_url_may_be_written_in_any_case(header: str) -> None:
    assert is_data_url(header)
    assert decode_data_url(header + "AAAA") == b"\0\0\0"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("data:", "must start with"),
        ("data:image/png;base64", "must start with"),
        ("data:image/png,AAAA", "must start with"),
        ("data:text/html;base64,AAAA", "must start with"),
        ("data:;base64,AAAA", "must start with"),
        ("data:image/png;" + "x=y;" * 99 + "base64,AAAA", "must start with"),
        ("data:image/png;base64,", "is empty"),
        ("data:image/png;base64,AAA", "not valid base64"),
        ("data:image/png;base64,AAAA AAAA", "not valid base64"),
        ("data:image/png;base64,AAAA\n", "not valid base64"),
        ("data:image/png;base64,AA-_", "not valid base64"),
        ("data:image/png;base64,AA==AAAA", "not valid base64"),
        ("data:image/png;base64,AAAA%3D", "not valid base64"),
        ("data:image/png;base64,żółw", "not valid base64"),
        ("data:image/png;base64,\ud800AAA", "not valid base64"),
    ],
)
def test_a_malformed_data_url_is_an_invalid_image_url(url: str, message: str) -> None:
    with pytest.raises(ReferenceImageError, match=message) as failure:
        decode_data_url(url)
    assert failure.value.fail_code is FailCode.INVALID_IMAGE_URL


@pytest.mark.parametrize("limit", [10, 11, 12])
def test_the_size_of_a_data_url_is_exact(limit: int) -> None:
    assert len(decode_data_url(as_data_url(b"x" * limit), max_bytes=limit)) == limit
    with pytest.raises(ReferenceImageError, match="larger than") as failure:
        decode_data_url(as_data_url(b"x" * (limit + 1)), max_bytes=limit)
    assert failure.value.fail_code is FailCode.IMAGE_TOO_LARGE


def test_ten_megabytes_pass_and_one_byte_more_does_not() -> None:
    assert MAX_REFERENCE_BYTES == 10 * 1024 * 1024
    exact = padded_png(MAX_REFERENCE_BYTES)
    assert len(exact) == MAX_REFERENCE_BYTES
    assert check_image_bytes(exact).size_bytes == MAX_REFERENCE_BYTES
    assert decode_data_url(as_data_url(exact)) == exact
    assert clean_reference(exact).width == 60
    for too_big in (check_image_bytes, clean_reference):
        with pytest.raises(ReferenceImageError, match="larger than 10 MB") as failure:
            too_big(padded_png(MAX_REFERENCE_BYTES + 1))
        assert failure.value.fail_code is FailCode.IMAGE_TOO_LARGE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_facts_are_those_of_the_upright_picture(kind: str) -> None:
    content = tagged(kind, orientation=6)
    facts = check_image_bytes(content)
    assert facts == ImageFacts(
        media_type=f"image/{kind.lower()}", width=40, height=60, size_bytes=len(content)
    )


def test_the_pixel_limit_holds_on_both_sides() -> None:
    assert check_image_bytes(png_header_only(100, 100), max_pixels=10_000).width == 100
    for check in (check_image_bytes, clean_reference):
        with pytest.raises(ReferenceImageError, match="at most 10,000 pixels") as failure:
            check(png_header_only(100, 101), max_pixels=10_000)
        assert failure.value.fail_code is FailCode.IMAGE_TOO_LARGE
    assert clean_reference(encode(corners(100, 100), "PNG"), max_pixels=10_000).height == 100


def test_forty_megapixels_is_the_limit_unless_told_otherwise() -> None:
    assert check_image_bytes(png_header_only(8000, 5000)).width == 8000
    with pytest.raises(ReferenceImageError):
        check_image_bytes(png_header_only(8001, 5000))


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (encode(corners(), "GIF"), FailCode.UNSUPPORTED_FORMAT, "unsupported format: GIF"),
        (b"<html>not found</html>", FailCode.UNSUPPORTED_FORMAT, "unsupported format: a web page"),
        (encode(corners(), "PNG")[:60], FailCode.INVALID_IMAGE_URL, "failed to download a usable picture"),
        (png_header_only(50, 50), FailCode.INVALID_IMAGE_URL, "failed to download a usable picture"),
    ],
)
def test_what_is_no_sound_picture_gets_its_code_and_the_words_clients_look_for(
    content: bytes, code: FailCode, message: str
) -> None:
    with pytest.raises(ReferenceImageError, match=message) as failure:
        clean_reference(content)
    assert failure.value.fail_code is code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_plain_reference_loses_its_metadata_and_nothing_else(kind: str) -> None:
    content = tagged(kind)
    reference = clean_reference(content)
    assert (reference.media_type, reference.width, reference.height) == (f"image/{kind.lower()}", 60, 40)
    assert SECRET not in reference.content
    assert decoded(reference.content).tobytes() == decoded(content).tobytes()


@pytest.mark.parametrize(("kind", "becomes"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "jpeg")])
def test_a_turned_reference_goes_upstream_upright(kind: str, becomes: str) -> None:
    reference = clean_reference(tagged(kind, orientation=8))
    assert (reference.media_type, reference.width, reference.height) == (f"image/{becomes}", 40, 60)
    result = decoded(reference.content)
    assert result.size == (40, 60)
    assert SECRET not in reference.content
    assert not result.getexif()


def test_odd_colour_models_go_upstream_as_plain_rgb() -> None:
    cmyk = clean_reference(encode(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"))
    deep = clean_reference(encode(Image.new("I;16", (8, 8), 32896), "PNG"))
    palette = clean_reference(encode(Image.new("RGB", (8, 8), "teal").convert("P"), "PNG"))
    assert [decoded(reference.content).mode for reference in (cmyk, deep, palette)] == ["RGB"] * 3
    assert decoded(cmyk.content).getpixel((1, 1))[0] > 240
    assert decoded(deep.content).getpixel((1, 1)) == (128, 128, 128)


def test_a_transparent_webp_that_must_change_becomes_png() -> None:
    clear = Image.new("RGBA", (20, 10), (255, 0, 0, 100))
    exif = Image.Exif()
    exif[0x0112] = 3
    reference = clean_reference(encode(clear, "WEBP", lossless=True, exif=exif.tobytes()))
    assert reference.media_type == "image/png"
    assert decoded(reference.content).getpixel((0, 0)) == (255, 0, 0, 100)


def test_an_opaque_png_that_would_outgrow_the_limit_becomes_jpeg() -> None:
    noise = Image.effect_noise((300, 300), 25).convert("RGB")
    picture = Image.blend(subject_on_gradient(300, (150, 150), 70), noise, 0.2)
    content = encode(picture.convert("P", palette=Image.Palette.ADAPTIVE), "PNG")
    assert clean_reference(content).media_type == "image/png"
    small = clean_reference(content, max_bytes=len(content))
    assert small.media_type == "image/jpeg"
    assert len(small.content) <= len(content)
