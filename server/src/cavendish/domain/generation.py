"""What is asked for: one picture, in words, perhaps from reference pictures."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cavendish.domain.routing import Strategy


class Mode(StrEnum):
    TEXT_TO_IMAGE = "text-to-image"
    IMAGE_TO_IMAGE = "image-to-image"


class OutputFormat(StrEnum):
    PNG = "png"
    JPEG = "jpeg"

    @property
    def media_type(self) -> str:
        return f"image/{self.value}"

    @property
    def extension(self) -> str:
        return "jpg" if self is OutputFormat.JPEG else "png"


AUTO_RATIO = "auto"
"""The aspect ratio is chosen for the caller: the first reference's nearest, or what the words suggest."""


UPLOAD_SCHEME = "cavendish-upload:"
"""Marks a reference whose bytes lie in our own storage, under the key that follows."""


class GenerationRequest(NamedTuple):
    """The part of a task that a provider needs; everything in it was checked at submission."""

    mode: Mode
    prompt: str
    aspect_ratio: str = "1:1"
    """A ratio of the model, such as `16:9`, or `auto`."""
    output_format: OutputFormat = OutputFormat.PNG
    image_urls: tuple[str, ...] = ()
    """Addresses of reference pictures: `https://…`, or `cavendish-upload:…` for bytes that we store."""
    resolution: str | None = None
    """`1K`, `2K` or `4K`, for models that offer a choice."""

    @property
    def is_self_contained(self) -> bool:
        """It can be made as it stands: nothing is to be fetched for it, and its ratio is decided."""
        return not self.image_urls and self.aspect_ratio != AUTO_RATIO


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceImage:
    """A reference picture that was fetched, checked and cleaned of metadata."""

    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOptions:
    """What the caller said beside the picture itself."""

    strategy: Strategy
    source: str | None = None
    callback_url: str | None = None
    """Where the ended task is to be reported; None for `request_type=async`."""
