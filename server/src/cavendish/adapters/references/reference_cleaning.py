"""Checks a caller's picture and takes out of it what no provider should learn."""

from dataclasses import dataclass
from typing import Final

from PIL import Image

from cavendish.adapters.pictures.decoding import (
    DEFAULT_MAX_PIXELS,
    check_pixels,
    decode,
    in_plain_colours,
    is_plain,
)
from cavendish.adapters.pictures.encoding import encode_jpeg, encode_png
from cavendish.adapters.pictures.picture_file import PictureFile, PictureKind
from cavendish.adapters.pictures.picture_reader import read_picture_file
from cavendish.adapters.references.data_url import MAX_REFERENCE_BYTES, too_large
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.picture_errors import PictureError, PictureProblem
from cavendish.domain.reference_errors import ReferenceImageError

_FAIL_CODES: Final = {
    PictureProblem.UNSUPPORTED_FORMAT: FailCode.UNSUPPORTED_FORMAT,
    PictureProblem.BROKEN: FailCode.INVALID_IMAGE_URL,
    PictureProblem.TOO_MANY_PIXELS: FailCode.IMAGE_TOO_LARGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """What a picture's file says of itself; the pixels were not looked at."""

    media_type: str
    width: int
    height: int
    size_bytes: int


def check_image_bytes(
    content: bytes, *, max_bytes: int = MAX_REFERENCE_BYTES, max_pixels: int = DEFAULT_MAX_PIXELS
) -> ImageFacts:
    """Size, format and pixels as the file's structure says them; ReferenceImageError if not acceptable.

    Quick enough for submission. A picture that passes may still prove damaged when the worker decodes it.
    """
    file = _read(content, max_bytes, max_pixels)
    is_turned = file.orientation >= 5
    return ImageFacts(
        media_type=file.kind.media_type,
        width=file.height if is_turned else file.width,
        height=file.width if is_turned else file.height,
        size_bytes=len(content),
    )


def clean_reference(
    content: bytes, *, max_bytes: int = MAX_REFERENCE_BYTES, max_pixels: int = DEFAULT_MAX_PIXELS
) -> ReferenceImage:
    """The picture verified by decoding, upright, one frame, 8-bit sRGB, without metadata. Slow: use a thread.

    The pixels are re-encoded only where something other than metadata has to change; opaque ones as JPEG
    unless they came as PNG, and as JPEG too where a PNG would outgrow `max_bytes`.
    """
    file = _read(content, max_bytes, max_pixels)
    try:
        picture = decode(file, max_pixels=max_pixels)
        if is_plain(file, picture):
            kind, cleaned = file.kind, file.clean
        else:
            picture = in_plain_colours(file, picture)
            kind, cleaned = _re_encode(file, picture, max_bytes)
    except PictureError as error:
        raise _as_reference_error(error) from error
    return ReferenceImage(
        content=cleaned, media_type=kind.media_type, width=picture.width, height=picture.height
    )


def _re_encode(file: PictureFile, picture: Image.Image, max_bytes: int) -> tuple[PictureKind, bytes]:
    if file.kind is PictureKind.PNG or picture.mode == "RGBA":
        content = encode_png(picture)
        if len(content) <= max_bytes or picture.mode == "RGBA":
            return PictureKind.PNG, content
    return PictureKind.JPEG, encode_jpeg(picture)


def _read(content: bytes, max_bytes: int, max_pixels: int) -> PictureFile:
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    try:
        file = read_picture_file(content)
        check_pixels(file, max_pixels)
    except PictureError as error:
        raise _as_reference_error(error) from error
    return file


def _as_reference_error(error: PictureError) -> ReferenceImageError:
    problem = str(error)
    if error.problem is PictureProblem.BROKEN:
        problem = f"failed to download a usable picture: {error}"
    return ReferenceImageError(_FAIL_CODES[error.problem], problem)
