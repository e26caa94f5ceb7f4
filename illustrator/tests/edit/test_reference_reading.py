import io

import numpy as np
import pytest
from PIL import Image

from cavendish_illustrator.edit.finding.photograph import take_photographs
from cavendish_illustrator.edit.finding.reference_reading import SMALLEST_SIDE, read_reference
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.instructions.edit_instruction import Restyle

MODES = ["1", "L", "LA", "La", "P", "RGB", "RGBA", "RGBa", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "I;16"]


def encoded(image: Image.Image, form: str, **options) -> Image.Image:
    sink = io.BytesIO()
    image.save(sink, form, **options)
    return Image.open(sink)


def in_mode(mode: str) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((60, 40))
    if mode == "I;16":
        return Image.fromarray(np.asarray(ramp, np.uint16) * 257)
    if mode == "I":
        return Image.fromarray(np.asarray(ramp, np.int32) * 257)
    if mode == "F":
        return Image.fromarray(np.asarray(ramp, np.float32) / 255)
    if mode == "La":
        return ramp.convert("LA").convert("La")
    if mode == "RGBa":
        return ramp.convert("RGBA").convert("RGBa")
    if mode in ("LAB", "HSV"):
        return ramp.convert("RGB").convert(mode)
    return ramp.convert(mode)


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_reads_as_the_same_ramp_from_dark_to_light(mode):
    pixels = read_reference(in_mode(mode), 512).rgb
    assert pixels.shape == (40, 60, 3)
    assert pixels.dtype == np.float32
    rows = pixels.mean((1, 2))
    assert rows[:4].mean() < 0.15
    assert rows[-4:].mean() > 0.85


def test_a_photograph_lying_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    source = Image.new("RGB", (80, 40), "black")
    source.paste("white", (0, 0, 20, 40))
    pixels = read_reference(encoded(source, "JPEG", exif=exif), 512).rgb
    assert pixels.shape[:2] == (80, 40)
    assert pixels[:15].mean() > 0.9
    assert pixels[30:].mean() < 0.1


def test_an_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (50, 50), color) for color in ("red", "blue")]
    pixels = read_reference(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), 512).rgb
    assert pixels[..., 0].min() > 0.9
    assert pixels[..., 2].max() < 0.1


def test_a_picture_with_transparency_brings_its_own_cut_out():
    source = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    source.paste((200, 30, 30, 255), (30, 20, 70, 90))
    read = read_reference(source, 512)
    assert read.own_alpha is not None
    assert read.own_alpha[50, 50] == 1
    assert np.array_equal(read.rgb[0, 0], [1, 1, 1])
    photographs, _ = take_photographs([source], 512)
    assert np.array_equal(photographs[0].matte, read.own_alpha)


@pytest.mark.parametrize("color", [(0, 0, 0, 0), (9, 9, 9, 255)])
def test_an_alpha_that_says_nothing_is_ignored(color):
    assert read_reference(Image.new("RGBA", (60, 60), color), 512).own_alpha is None


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1, 1), (SMALLEST_SIDE, SMALLEST_SIDE)),
        ((10_000, 1), (400, SMALLEST_SIDE)),
        ((800, 600), (400, 300)),
        ((400, 30), (400, 30)),
    ],
)
def test_the_long_side_is_bounded_and_the_short_one_never_too_thin(size, expected):
    pixels = read_reference(Image.new("RGB", size, "green"), 400).rgb
    assert (pixels.shape[1], pixels.shape[0]) == expected


def test_the_callers_picture_is_left_as_it_is():
    source = Image.new("RGBA", (900, 20), (1, 2, 3, 100))
    read_reference(source, 300)
    assert source.size == (900, 20)
    assert source.mode == "RGBA"


def test_a_broken_file_is_named_and_the_others_are_used(edit, photograph):
    sink = io.BytesIO()
    photograph("coffee").save(sink, "JPEG")
    broken = Image.open(io.BytesIO(sink.getvalue()[:3000]))
    edited = edit([broken, "coffee"], Restyle(style=Style.OIL))
    assert edited.image.shape == (256, 320, 3)
    assert "reference 1 cannot be read" in " ".join(edited.notes)


@pytest.mark.parametrize("size", [(1, 1), (10_000, 1), (1, 3000)])
def test_the_oddest_pictures_still_give_a_full_picture(edit, size):
    edited = edit([Image.new("RGB", size, "teal")], Restyle(style=Style.PENCIL))
    assert edited.image.shape == (256, 320, 3)
    assert np.isfinite(edited.image).all()
