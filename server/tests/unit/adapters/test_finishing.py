import pytest
from PIL import Image, ImageChops
from tests.standins.odd_pictures import (
    SECRET,
    corners,
    decoded,
    encode,
    png_header_only,
    png_of,
    subject_on_gradient,
    swapped_profile,
    tagged,
    with_jpeg_segment,
    with_png_chunk,
)

from cavendish.adapters.pictures.encoding import encode_jpeg
from cavendish.adapters.pictures.finishing import FinishedPicture, crop_to_ratio, finish_picture
from cavendish.domain.aspect_ratio import SEED_RATIOS, AspectRatio
from cavendish.domain.generation import OutputFormat
from cavendish.domain.picture_errors import PictureError, PictureProblem

PNG, JPEG = OutputFormat.PNG, OutputFormat.JPEG
KIND = {PNG: "PNG", JPEG: "JPEG"}


def finish(content: bytes, ratio: str = "1:1", output_format: OutputFormat = PNG) -> FinishedPicture:
    return finish_picture(content, ratio=ratio, output_format=output_format)


@pytest.mark.parametrize("output_format", [PNG, JPEG])
def test_bytes_that_are_right_already_are_not_touched(output_format: OutputFormat) -> None:
    content = encode(corners(64, 64), KIND[output_format])
    finished = finish(content, output_format=output_format)
    assert finished.content == content
    assert (finished.width, finished.height) == (64, 64)
    assert finished.media_type == f"image/{output_format.value}"
    assert finished.extension == output_format.extension


@pytest.mark.parametrize("output_format", [PNG, JPEG])
def test_metadata_goes_without_touching_the_pixels(output_format: OutputFormat) -> None:
    content = tagged(KIND[output_format], image=corners(64, 64))
    finished = finish(content, output_format=output_format)
    assert SECRET not in finished.content
    assert len(finished.content) < len(content)
    assert decoded(finished.content).tobytes() == decoded(content).tobytes()


def test_content_credentials_keep_the_bytes_as_they_are() -> None:
    signed_png = with_png_chunk(tagged("PNG", image=corners(64, 64)), b"caBX", b"c2pa manifest")
    signed_jpeg = with_jpeg_segment(encode(corners(64, 64), "JPEG"), 0xEB, b"JP\0\1jumb c2pa manifest")
    assert finish(signed_png).content == signed_png
    assert finish(signed_jpeg, output_format=JPEG).content == signed_jpeg
    assert b"caBX" not in finish(signed_png, ratio="16:9").content


@pytest.mark.parametrize("ratio", [*SEED_RATIOS, AspectRatio.BANNER, AspectRatio.LONG_COLUMN, "auto"])
@pytest.mark.parametrize("source", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("output_format", [PNG, JPEG])
def test_any_source_is_delivered_in_any_ratio_and_format(
    ratio: str, source: str, output_format: OutputFormat
) -> None:
    finished = finish(encode(subject_on_gradient(128, (70, 60), 20), source), ratio, output_format)
    result = decoded(finished.content)
    assert result.size == (finished.width, finished.height)
    assert finished.content.startswith(b"\x89PNG" if output_format is PNG else b"\xff\xd8\xff")
    if ratio == "auto":
        assert result.size == (128, 128)
    else:
        assert AspectRatio(ratio).fits(*result.size) or min(result.size) < 50


@pytest.mark.parametrize("ratio", SEED_RATIOS)
def test_a_cropped_picture_is_within_two_percent_of_the_ratio(ratio: AspectRatio) -> None:
    for size in ((1000, 1000), (1024, 1536), (1537, 1023), (301, 299)):
        width, height = crop_to_ratio(Image.new("RGB", size), ratio).size
        asked_width, asked_height = ratio.parts
        assert abs(width / height * asked_height / asked_width - 1) <= 0.02
        assert width == size[0] or height == size[1]


def test_a_ratio_within_two_percent_keeps_the_providers_pixels() -> None:
    content = encode(corners(1020, 1000), "PNG")
    assert finish(content).content == content
    assert finish(encode(corners(1021, 1000), "PNG")).width == 1000


@pytest.mark.parametrize("ratio", list(AspectRatio))
def test_the_upstreams_own_pixel_table_is_never_cropped(ratio: AspectRatio) -> None:
    content = encode(Image.new("RGB", ratio.pixels, "navy"), "PNG")
    assert finish(content, ratio).content == content


def test_conversion_keeps_the_colours() -> None:
    for source in ("PNG", "WEBP", "JPEG"):
        choices = {"lossless": True} if source == "WEBP" else {}
        picture = subject_on_gradient(96, (48, 48), 25)
        for output_format in (PNG, JPEG):
            content = encode(picture, source, **choices)
            difference = ImageChops.difference(
                decoded(finish(content, "1:1", output_format).content), picture
            )
            assert max(high for _, high in difference.getextrema()) < 100
            assert sum(sum(band) for band in difference.resize((1, 1)).getextrema()) < 48


def test_png_keeps_transparency_and_jpeg_gets_white() -> None:
    clear = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    for source in ("PNG", "WEBP"):
        content = encode(clear, source, lossless=True) if source == "WEBP" else encode(clear, source)
        assert decoded(finish(content).content).getchannel("A").getextrema() == (0, 0)
        assert decoded(finish(content, "16:9").content).mode == "RGBA"
        assert decoded(finish(content, "1:1", JPEG).content).getpixel((9, 9)) == (255, 255, 255)
    half = encode(Image.new("RGBA", (64, 64), (0, 0, 0, 128)), "PNG")
    assert abs(decoded(finish(half, "1:1", JPEG).content).getpixel((9, 9))[0] - 127) <= 2


def test_a_turned_picture_is_judged_and_delivered_upright() -> None:
    turned = tagged("JPEG", orientation=6, image=corners(160, 90))
    finished = finish(turned, "9:16", JPEG)
    assert (finished.width, finished.height) == (90, 160)
    red, green, blue = decoded(finished.content).getpixel((10, 10))
    assert blue > 200 > 60 > max(red, green)


def test_a_colour_profile_is_applied_before_it_is_lost() -> None:
    content = encode(Image.new("RGB", (32, 32), (250, 10, 10)), "PNG", icc_profile=swapped_profile())
    finished = finish(content)
    red, green, _ = decoded(finished.content).getpixel((3, 3))
    assert green > 200 > 60 > red
    assert b"iCCP" not in finished.content


@pytest.mark.parametrize("at", [180, 300, 512, 700, 840])
@pytest.mark.parametrize("radius", [90, 150, 180])
@pytest.mark.parametrize("ratio", [AspectRatio.WIDE, AspectRatio.TALL, AspectRatio.ULTRA_WIDE])
def test_cropping_keeps_the_whole_subject(at: int, radius: int, ratio: AspectRatio) -> None:
    is_wide = ratio.parts[0] > ratio.parts[1]
    picture = subject_on_gradient(1024, (512, at) if is_wide else (at, 512), radius)
    cropped = crop_to_ratio(picture, ratio)
    assert count_of_subject(cropped) == count_of_subject(picture)


def count_of_subject(picture: Image.Image) -> int:
    counted = picture.getcolors(maxcolors=picture.width * picture.height)
    colours = {colour: count for count, colour in counted}
    return colours[210, 90, 40] + colours[20, 20, 20]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1), (3, 7), (64, 64)])
def test_an_empty_or_tiny_picture_is_cropped_around_its_middle(mode: str, size: tuple[int, int]) -> None:
    for ratio in AspectRatio:
        cropped = crop_to_ratio(Image.new(mode, size), ratio)
        assert cropped.width >= 1
        assert cropped.height >= 1


def test_a_plain_picture_loses_as_much_on_both_sides() -> None:
    picture = Image.new("RGB", (1000, 1000))
    picture.putpixel((500, 20), (1, 1, 1))
    assert crop_to_ratio(picture, AspectRatio.TALL).getpixel((281, 20)) in {(0, 0, 0), (1, 1, 1)}


@pytest.mark.parametrize(
    "garbage", [b"", b"<html>502 Bad Gateway</html>", b'{"url": "x"}', b"\x89PNG\r\n\x1a\n" + b"\0" * 99]
)
def test_garbage_from_a_provider_is_a_picture_error(garbage: bytes) -> None:
    with pytest.raises(PictureError):
        finish(garbage)


def test_a_right_looking_file_with_damaged_pixels_is_never_passed_on() -> None:
    content = bytearray(encode(subject_on_gradient(64, (32, 32), 10), "PNG"))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(PictureError, match="cannot be decoded"):
        finish(bytes(content))
    with pytest.raises(PictureError):
        finish(encode(corners(64, 64), "JPEG")[:-40], output_format=JPEG)


def test_a_bomb_from_a_provider_is_refused() -> None:
    with pytest.raises(PictureError) as failure:
        finish(png_header_only(30_000, 30_000))
    assert failure.value.problem is PictureProblem.TOO_MANY_PIXELS


def test_a_palette_picture_without_a_palette_is_broken() -> None:
    header = b"\0\0\0\1\0\0\0\1\x08\x03\0\0\0"
    content = png_of((b"IHDR", header), (b"IDAT", b"x\x9cc`\0\0\0\2\0\1"), (b"IEND", b""))
    with pytest.raises(PictureError):
        finish(content)


def test_a_side_that_jpeg_cannot_hold_is_a_picture_error() -> None:
    with pytest.raises(PictureError, match="does not fit into a JPEG"):
        encode_jpeg(Image.new("RGB", (65_501, 1)))
    assert encode_jpeg(Image.new("RGB", (65_500, 1)))
