"""Finishing and shrinking as the services call them: in threads, with errors of ours."""

import asyncio

from cavendish.adapters.pictures.finishing import finish_picture
from cavendish.adapters.pictures.thumbnails import shrink
from cavendish.domain.errors import FailureKind, ProviderError, StorageError
from cavendish.domain.generation import GenerationRequest
from cavendish.domain.picture_errors import PictureError
from cavendish.ports.live_route import FinishedPicture
from cavendish.ports.provider import GeneratedImage


def shrink_stored(content: bytes, side_px: int) -> bytes:
    """A small copy of a stored picture (`shrink`). Raises StorageError; call it in a thread."""
    try:
        return shrink(content, side_px)
    except PictureError as error:
        raise StorageError(f"a stored picture cannot be read: {error}") from error


async def finish(image: GeneratedImage, request: GenerationRequest, provider: str) -> FinishedPicture:
    """A provider's bytes in the asked ratio and format. Raises ProviderError for what is no picture."""
    try:
        done = await asyncio.to_thread(
            finish_picture, image.content, ratio=request.aspect_ratio, output_format=request.output_format
        )
    except PictureError as error:
        raise ProviderError(
            provider, FailureKind.TRANSIENT, f"answered without a picture: {error}"
        ) from error
    return FinishedPicture(
        content=done.content, media_type=done.media_type, width=done.width, height=done.height
    )
