"""Decodes pictures: limits first, one frame, upright, 8-bit sRGB. Slow: call it in a thread."""

import io
import struct
import zlib
from typing import Final

from PIL import Image, ImageCms

from cavendish.adapters.pictures.picture_file import PictureFile, broken
from cavendish.domain.picture_errors import PictureError, PictureProblem

DEFAULT_MAX_PIXELS: Final = 40_000_000
_ORIENTATIONS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's three decoders raise on damaged files, warnings turned into errors included.
_DECODER_ERRORS: Final = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError, MemoryError, Warning,
    AssertionError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
_DIRECT_MODES: Final = frozenset({"RGB", "RGBA", "L"})


def check_pixels(file: PictureFile, max_pixels: int) -> None:
    """PictureError if the file says it has more pixels; nothing is decoded."""
    if file.pixels > max_pixels:
        raise _too_many_pixels(file.width, file.height, max_pixels)


def decode(file: PictureFile, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Image.Image:
    """The pixels of a file, its first frame, as stored; PictureError if it is too big or damaged.

    Pillow sees only the file without metadata, and its own idea of the size is checked before it decodes.
    """
    check_pixels(file, max_pixels)
    try:
        picture = Image.open(io.BytesIO(file.clean), formats=[file.kind.value])
        if picture.width * picture.height <= max_pixels:
            picture.load()
            return picture
    except _DECODER_ERRORS as error:
        raise broken(file.kind, "it cannot be decoded") from error
    raise _too_many_pixels(picture.width, picture.height, max_pixels)


def is_plain(file: PictureFile, picture: Image.Image) -> bool:
    """Whether the cleaned file shows the same as `in_plain_colours` and needs no re-encoding."""
    is_upright_still = file.orientation == 1 and not file.is_animated
    has_plain_pixels = picture.mode in _DIRECT_MODES and not file.has_deep_pixels
    return is_upright_still and has_plain_pixels and not _needs_colour_conversion(file.icc_profile, picture)


def is_srgb(profile: bytes | None) -> bool:
    """Whether a colour profile, or none, means the colours of the web."""
    return profile is None or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def in_plain_colours(file: PictureFile, picture: Image.Image) -> Image.Image:
    """The picture upright and in 8-bit sRGB, RGBA if it has transparency; PictureError if damaged."""
    try:
        return _converted(file, picture)
    except _DECODER_ERRORS as error:
        raise broken(file.kind, "its colours cannot be read") from error


def _converted(file: PictureFile, picture: Image.Image) -> Image.Image:
    if file.orientation in _ORIENTATIONS:
        picture = picture.transpose(_ORIENTATIONS[file.orientation])
    picture = _in_eight_bits(picture)
    if _needs_colour_conversion(file.icc_profile, picture):
        picture = _into_srgb(picture, file.icc_profile or b"")
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


def _too_many_pixels(width: int, height: int, max_pixels: int) -> PictureError:
    return PictureError(
        PictureProblem.TOO_MANY_PIXELS,
        f"the picture has {width} x {height} pixels; at most {max_pixels:,} pixels are allowed",
    )


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Scales 16-bit greys down; a plain `convert` would clip them all to white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _needs_colour_conversion(profile: bytes | None, picture: Image.Image) -> bool:
    return picture.mode in ("RGB", "RGBA", "CMYK") and not is_srgb(profile)


def _into_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture as the profile means it; a profile that does not fit the picture is left aside."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha is not None else picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if converted is None:
        return picture
    converted.info.pop("icc_profile", None)
    if alpha is not None:
        converted.putalpha(alpha)
    return converted
