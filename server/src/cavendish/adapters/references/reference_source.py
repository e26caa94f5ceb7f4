"""Reference pictures from wherever a request has them: the network, our storage, the request itself."""

import asyncio
from collections.abc import Awaitable, Callable

from cavendish.adapters.references.data_url import decode_data_url
from cavendish.adapters.references.reference_cleaning import clean_reference
from cavendish.adapters.references.reference_fetcher import ReferenceFetcher
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import UPLOAD_SCHEME, GenerationRequest, ReferenceImage
from cavendish.domain.reference_errors import ReferenceImageError
from cavendish.ports.asset_store import AssetStore


def read_data_url(url: str) -> ReferenceImage:
    """The picture in a `data:` URL. Raises TaskFailedError."""
    return clean_reference(decode_data_url(url))


def open_references(
    references: ReferenceFetcher, store: AssetStore
) -> Callable[[GenerationRequest], Awaitable[tuple[ReferenceImage, ...]]]:
    """What fetches all pictures of a request at once. Raises TaskFailedError for the first that is no use."""

    async def fetch(url: str, index: int) -> ReferenceImage:
        if not url.startswith(UPLOAD_SCHEME):
            return await references.fetch(url, index=index)
        stored = await store.open(url.removeprefix(UPLOAD_SCHEME))
        if stored is None:
            raise ReferenceImageError(
                FailCode.INVALID_IMAGE_URL, "failed to download: the stored picture has expired", index=index
            )
        return await references.clean(b"".join([chunk async for chunk in stored.chunks]))

    async def fetch_all(request: GenerationRequest) -> tuple[ReferenceImage, ...]:
        return tuple(
            await asyncio.gather(*(fetch(url, index) for index, url in enumerate(request.image_urls)))
        )

    return fetch_all
