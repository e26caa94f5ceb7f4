"""Use case: show a gallery of finished pictures without sending each in full."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import Final

_KEPT: Final = 400
"""At most 40 KB each."""
_AT_ONCE: Final = 2


class ThumbnailSide(IntEnum):
    """The shorter side in pixels, for a screen of double density."""

    LIST = 96
    """A row of a table: 40 CSS pixels, about 2 KB."""
    GALLERY = 448
    """A tile of 224 CSS pixels, 10 to 40 KB."""


class MakeThumbnails:
    """Keeps the last few hundred in memory. `shrink` runs in a thread and may raise StorageError."""

    def __init__(self, *, shrink: Callable[[bytes, int], bytes]) -> None:
        self._shrink = shrink
        self._known: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def once(self, content: bytes, side_px: int) -> bytes:
        """The small form of a picture, its shorter side `side_px`, for one reader: it is not kept."""
        async with self._turn:
            return await asyncio.to_thread(self._shrink, content, side_px)

    async def __call__(self, name: str, side: ThumbnailSide, read: Callable[[], Awaitable[bytes]]) -> bytes:
        """The small form of the picture of this name; `read` gives its bytes, when they are needed."""
        key = (name, side)
        if key not in self._known:
            async with self._turn:
                if key not in self._known:
                    self._known[key] = await asyncio.to_thread(self._shrink, await read(), side)
        self._known.move_to_end(key)
        small = self._known[key]
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return small
