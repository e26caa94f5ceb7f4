"""Turns what a provider returned into what the caller asked for. Slow: call it in a thread."""

from dataclasses import dataclass
from typing import Final

from PIL import Image

from cavendish.adapters.pictures.decoding import (
    DEFAULT_MAX_PIXELS,
    check_pixels,
    decode,
    in_plain_colours,
    is_plain,
    is_srgb,
)
from cavendish.adapters.pictures.encoding import encode_jpeg, encode_png
from cavendish.adapters.pictures.picture_file import PictureFile, PictureKind
from cavendish.adapters.pictures.picture_reader import read_picture_file
from cavendish.adapters.pictures.png_proof import is_proven_png
from cavendish.adapters.pictures.saliency import best_offset
from cavendish.domain.aspect_ratio import AspectRatio
from cavendish.domain.generation import AUTO_RATIO, OutputFormat

_KIND_OF_FORMAT: Final = {OutputFormat.PNG: PictureKind.PNG, OutputFormat.JPEG: PictureKind.JPEG}


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPicture:
    """A picture ready to be stored and delivered."""

    content: bytes
    media_type: str
    width: int
    height: int
    extension: str


def finish_picture(
    content: bytes, *, ratio: str, output_format: OutputFormat, max_pixels: int = DEFAULT_MAX_PIXELS
) -> FinishedPicture:
    """A provider's picture in the asked ratio and format; PictureError if the bytes are not a sound picture.

    Pixels are kept where the ratio is right (always, for `auto`), and the bytes too where the format is right
    as well: then only metadata goes, unless content credentials are among it, which any change would break.
    Otherwise the picture is cropped to the ratio around its subject. PNG keeps transparency, JPEG gets white.
    """
    file = read_picture_file(content)
    check_pixels(file, max_pixels)
    asked = None if ratio == AUTO_RATIO else AspectRatio(ratio)
    kept = content if file.has_credentials else file.clean
    if _is_right_at_sight(file, asked, output_format):
        return _finished(kept, (file.width, file.height), output_format)
    picture = decode(file, max_pixels=max_pixels)
    if _is_right_already(file, picture, asked, output_format):
        return _finished(kept, picture.size, output_format)
    picture = in_plain_colours(file, picture)
    if asked is not None and not asked.fits(*picture.size):
        picture = crop_to_ratio(picture, asked)
    encode = encode_jpeg if output_format is OutputFormat.JPEG else encode_png
    return _finished(encode(picture), picture.size, output_format)


def crop_to_ratio(picture: Image.Image, ratio: AspectRatio) -> Image.Image:
    """The largest part of a picture that has the ratio, placed to hold the subject."""
    asked_width, asked_height = ratio.parts
    width, height = picture.size
    if width * asked_height > height * asked_width:
        kept = max(1, round(height * asked_width / asked_height))
        left = best_offset(picture, kept=kept, horizontally=True)
        return picture.crop((left, 0, left + kept, height))
    kept = max(1, round(width * asked_height / asked_width))
    top = best_offset(picture, kept=kept, horizontally=False)
    return picture.crop((0, top, width, top + kept))


def _is_right_at_sight(file: PictureFile, asked: AspectRatio | None, output_format: OutputFormat) -> bool:
    """The usual answer to the usual request: a plain PNG that is known to decode, without decoding it."""
    is_plain_file = file.orientation == 1 and not file.is_animated and is_srgb(file.icc_profile)
    is_wanted = file.kind is PictureKind.PNG and _has_right_form(file, asked, output_format)
    return is_wanted and is_plain_file and is_proven_png(file.clean)


def _is_right_already(
    file: PictureFile, picture: Image.Image, asked: AspectRatio | None, output_format: OutputFormat
) -> bool:
    return _has_right_form(file, asked, output_format) and is_plain(file, picture)


def _has_right_form(file: PictureFile, asked: AspectRatio | None, output_format: OutputFormat) -> bool:
    has_right_shape = asked is None or asked.fits(file.width, file.height)
    return file.kind is _KIND_OF_FORMAT[output_format] and has_right_shape


def _finished(content: bytes, size: tuple[int, int], output_format: OutputFormat) -> FinishedPicture:
    return FinishedPicture(
        content=content,
        media_type=output_format.media_type,
        width=size[0],
        height=size[1],
        extension=output_format.extension,
    )
