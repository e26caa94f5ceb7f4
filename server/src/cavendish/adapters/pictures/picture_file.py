"""What the bytes of a picture file say before a single pixel is decoded."""

from dataclasses import dataclass
from enum import StrEnum

from cavendish.domain.picture_errors import PictureError, PictureProblem


class PictureKind(StrEnum):
    """The three file formats that we take and give. The value is Pillow's name."""

    PNG = "PNG"
    JPEG = "JPEG"
    WEBP = "WEBP"

    @property
    def media_type(self) -> str:
        return f"image/{self.value.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A file as its own structure describes it; whether the pixels are sound, only decoding tells."""

    kind: PictureKind
    width: int
    height: int
    """As stored: turned by `orientation`, the two may swap."""
    orientation: int = 1
    """EXIF's 1 to 8; 1 is upright."""
    icc_profile: bytes | None = None
    is_animated: bool = False
    has_deep_pixels: bool = False
    """More than 8 bits a channel."""
    has_credentials: bool = False
    """Carries signed content credentials (C2PA), which any change to the bytes breaks."""
    clean: bytes
    """The same picture without EXIF, XMP, comments, previews, colour profile and bytes past its end."""

    @property
    def pixels(self) -> int:
        return self.width * self.height


def broken(kind: PictureKind, what: str) -> PictureError:
    """The error for a file that starts like one of ours and then is not."""
    return PictureError(PictureProblem.BROKEN, f"the {kind.value} file is broken: {what}")
