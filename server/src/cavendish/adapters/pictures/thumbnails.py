"""Small pictures for galleries. Slow: call it in a thread."""

import io
from typing import Final

from PIL import Image

from cavendish.adapters.pictures.decoding import decode, in_plain_colours
from cavendish.adapters.pictures.picture_reader import read_picture_file

THUMBNAIL_SIDE_PX: Final = 448
"""The shorter side: a gallery's square of 224 CSS pixels on a screen of double density."""
_QUALITY: Final = 78


def shrink(content: bytes) -> bytes:
    """A WebP of the picture, its shorter side at most 448 pixels; PictureError if it cannot be decoded."""
    file = read_picture_file(content)
    picture = in_plain_colours(file, decode(file))
    factor = min(1.0, THUMBNAIL_SIDE_PX / min(picture.size))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=_QUALITY, method=3)
    return buffer.getvalue()
