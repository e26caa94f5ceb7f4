import base64
import io
import random

import pytest
from PIL import Image as PillowImage

from cavendish_client.errors import ReferenceImageError
from cavendish_client.references import (
    MAX_REFERENCE_BYTES,
    picture_media_type,
    picture_of,
    reference_url,
)


def encoded(kind: str, mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    PillowImage.new(mode, (4, 3)).save(file, kind)
    return file.getvalue()


def decoded(url: str) -> bytes:
    return base64.b64decode(url.partition(",")[2], validate=True)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_file_travels_as_it_is(tmp_path, kind) -> None:
    path = tmp_path / "picture"
    path.write_bytes(encoded(kind))
    for reference in (path, str(path), path.read_bytes()):
        url = reference_url(reference)
        assert url.startswith(f"data:image/{kind};base64,")
        assert decoded(url) == path.read_bytes()
        assert picture_of(url) == (path.read_bytes(), f"image/{kind}")


@pytest.mark.parametrize(
    "url", ["https://e.example/a.png", "HTTP://e.example/a", "data:image/png;base64,AA=="]
)
def test_an_address_travels_as_an_address(url) -> None:
    assert reference_url(url) == url


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK", "1"])
def test_a_pillow_image_of_any_mode_becomes_a_png(mode) -> None:
    data = decoded(reference_url(PillowImage.new(mode, (4, 3))))
    assert picture_media_type(data) == "image/png"
    assert PillowImage.open(io.BytesIO(data)).size == (4, 3)


@pytest.mark.parametrize(
    ("mode", "side", "media_type"), [("RGB", 1900, "image/jpeg"), ("RGBA", 1640, "image/webp")]
)
def test_a_pillow_image_too_large_as_png_is_compressed(mode, side, media_type) -> None:
    noise = random.Random(1).randbytes(side * side * len(mode))
    noisy = PillowImage.frombytes(mode, (side, side), noise)
    data = decoded(reference_url(noisy))
    assert picture_media_type(data) == media_type
    assert len(data) <= MAX_REFERENCE_BYTES


@pytest.mark.parametrize(("size", "fits"), [(MAX_REFERENCE_BYTES, True), (MAX_REFERENCE_BYTES + 1, False)])
def test_ten_megabytes_are_the_limit(size, fits) -> None:
    data = encoded("png").ljust(size, b"\0")
    if fits:
        assert decoded(reference_url(data)) == data
    else:
        with pytest.raises(ReferenceImageError, match=r"10\.0 MB"):
            reference_url(data)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"RIFF....WAVE"])
def test_other_formats_are_refused(data) -> None:
    with pytest.raises(ReferenceImageError, match="JPG, PNG or WebP"):
        reference_url(data)


@pytest.mark.parametrize("url", ["data:image/png;base64,é", "data:image/png;base64,A"])
def test_a_data_url_that_cannot_be_decoded_is_refused(url) -> None:
    with pytest.raises(ReferenceImageError, match="not base64"):
        picture_of(url)


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(ReferenceImageError, match=r"nothing\.png: No such file"):
        reference_url(tmp_path / "nothing.png")
