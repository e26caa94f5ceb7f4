"""Use case: show a gallery of finished pictures without sending each in full."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

_KEPT: Final = 400
"""At 10 to 40 KB each."""
_AT_ONCE: Final = 2


class MakeThumbnails:
    """Keeps the last few hundred in memory. `shrink` runs in a thread and may raise StorageError."""

    def __init__(self, *, shrink: Callable[[bytes], bytes]) -> None:
        self._shrink = shrink
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, name: str, read: Callable[[], Awaitable[bytes]]) -> bytes:
        """The small form of the picture of this name; `read` gives its bytes, when they are needed."""
        if name not in self._known:
            async with self._turn:
                if name not in self._known:
                    self._known[name] = await asyncio.to_thread(self._shrink, await read())
        self._known.move_to_end(name)
        small = self._known[name]
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return small
