"""Brings a caller's reference pictures in: over the guarded network, or out of the address itself."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from cavendish.adapters.outbound.guarded_http import GuardedHttp
from cavendish.adapters.pictures.decoding import DEFAULT_MAX_PIXELS
from cavendish.adapters.references.data_url import (
    MAX_REFERENCE_BYTES,
    decode_data_url,
    is_data_url,
    too_large,
)
from cavendish.adapters.references.reference_cleaning import clean_reference
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.outbound_errors import OutboundError, OutboundReason
from cavendish.domain.reference_errors import ReferenceImageError

T = TypeVar("T")
_ACCEPT: Final = "image/png, image/jpeg, image/webp"
_DECODING_THREADS: Final = 2
"""A picture at the pixel limit takes 160 MB while it is decoded: few at a time, however many tasks run."""


class ReferenceFetcher:
    """Fetches, checks and cleans reference pictures. Every failure is a ReferenceImageError.

    The guarded session belongs to the caller; `close` releases only the decoding threads.
    """

    def __init__(
        self, http: GuardedHttp, *, max_bytes: int = MAX_REFERENCE_BYTES, max_pixels: int = DEFAULT_MAX_PIXELS
    ) -> None:
        self._http = http
        self._max_bytes = max_bytes
        self._max_pixels = max_pixels
        self._threads = ThreadPoolExecutor(_DECODING_THREADS, thread_name_prefix="references")

    def close(self) -> None:
        """Give the threads back; a picture being decoded is finished first."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def fetch_all(self, urls: Sequence[str]) -> list[ReferenceImage]:
        """All pictures in the order of their addresses, fetched side by side; the first bad one raises."""
        outcomes = await asyncio.gather(
            *(self.fetch(url, index=index) for index, url in enumerate(urls)), return_exceptions=True
        )
        pictures = list[ReferenceImage]()
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
            pictures.append(outcome)
        return pictures

    async def fetch(self, url: str, *, index: int | None = None) -> ReferenceImage:
        """One picture, ready to go upstream; `index` is its place in the request, for the message."""
        try:
            content = await self._bytes_of(url)
            return await self.clean(content)
        except ReferenceImageError as error:
            if index is None:
                raise
            raise error.at(index) from error

    async def clean(self, content: bytes) -> ReferenceImage:
        """The same checks for bytes that are here already, such as an upload."""
        return await self._in_thread(
            partial(clean_reference, content, max_bytes=self._max_bytes, max_pixels=self._max_pixels)
        )

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _bytes_of(self, url: str) -> bytes:
        if is_data_url(url):
            return await self._in_thread(partial(decode_data_url, url, max_bytes=self._max_bytes))
        try:
            download = await self._http.download(url, max_bytes=self._max_bytes, accept=_ACCEPT)
        except OutboundError as error:
            if error.reason is OutboundReason.TOO_LARGE:
                raise too_large(self._max_bytes) from error
            raise ReferenceImageError(FailCode.INVALID_IMAGE_URL, f"failed to download: {error}") from error
        return download.content
