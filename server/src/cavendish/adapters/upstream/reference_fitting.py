"""Makes reference pictures small enough for an upstream's limits."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final, TypeVar

from PIL import Image

from cavendish.adapters.upstream.upstream_failures import ReferencesTooLargeError
from cavendish.domain.generation import ReferenceImage

_SIDES: Final = (2048, 1536, 1024, 768)
_QUALITY: Final = 90
_AFTER_REFUSAL_BYTES: Final = 1024 * 1024

T = TypeVar("T")


async def fit_references(
    references: tuple[ReferenceImage, ...], *, max_bytes: int
) -> tuple[ReferenceImage, ...]:
    """The references, each brought under `max_bytes` where it was above, in a thread."""
    if all(len(reference.content) <= max_bytes for reference in references):
        return references
    return await asyncio.to_thread(lambda: tuple(_fitted(item, max_bytes) for item in references))


async def send_with_references(
    references: tuple[ReferenceImage, ...], send: Callable[[tuple[ReferenceImage, ...]], Awaitable[T]]
) -> T:
    """`send`, and once more with smaller references when the upstream found the request too large."""
    try:
        return await send(references)
    except ReferencesTooLargeError:
        smaller = await fit_references(references, max_bytes=_AFTER_REFUSAL_BYTES)
        if smaller is references:
            raise
        return await send(smaller)


def _fitted(reference: ReferenceImage, max_bytes: int) -> ReferenceImage:
    """WebP keeps transparency at a fraction of a PNG's size; the last and smallest try is taken as it is."""
    if len(reference.content) <= max_bytes:
        return reference
    with Image.open(io.BytesIO(reference.content)) as opened:
        has_alpha = opened.has_transparency_data
        picture = opened.convert("RGBA" if has_alpha else "RGB")
    fitted = reference
    for side in _SIDES:
        picture.thumbnail((side, side))
        out = io.BytesIO()
        kind = "WEBP" if has_alpha else "JPEG"
        picture.save(out, kind, quality=_QUALITY)
        fitted = replace(
            reference,
            content=out.getvalue(),
            media_type=f"image/{kind.lower()}",
            width=picture.width,
            height=picture.height,
        )
        if len(fitted.content) <= max_bytes:
            break
    return fitted
