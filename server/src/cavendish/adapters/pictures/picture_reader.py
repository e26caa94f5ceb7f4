"""Tells a picture's format by its bytes, never by what somebody says it is."""

from typing import Final

from cavendish.adapters.pictures.jpeg_segments import JPEG_SIGNATURE, read_jpeg
from cavendish.adapters.pictures.picture_file import PictureFile
from cavendish.adapters.pictures.png_chunks import PNG_SIGNATURE, read_png
from cavendish.adapters.pictures.webp_chunks import is_webp, read_webp
from cavendish.domain.picture_errors import PictureError, PictureProblem

_OTHER_FORMATS: Final = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"<", "a web page or other text, not a picture"),
    (b"{", "JSON, not a picture"),
)
_ISO_MEDIA_BRANDS: Final = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"heic": "HEIC",
    b"heix": "HEIC",
    b"mif1": "HEIC",
}


def read_picture_file(content: bytes) -> PictureFile:
    """Describe a JPG, PNG or WebP file without decoding it; PictureError if it is none or broken."""
    if content.startswith(PNG_SIGNATURE):
        return read_png(content)
    if content.startswith(JPEG_SIGNATURE):
        return read_jpeg(content)
    if is_webp(content):
        return read_webp(content)
    raise PictureError(
        PictureProblem.UNSUPPORTED_FORMAT,
        f"unsupported format: {_name_format(content)}; use JPG, PNG or WebP",
    )


def _name_format(content: bytes) -> str:
    if not content:
        return "an empty file"
    if content[4:8] == b"ftyp":
        return _ISO_MEDIA_BRANDS.get(content[8:12], "a video or other media file")
    start = content[:512].lstrip()
    return next((name for signature, name in _OTHER_FORMATS if start.startswith(signature)), "not a picture")
