"""One kept-alive HTTP/1.1 connection that costs its caller as little as Python can."""

import asyncio
import json
from typing import cast

from typing_extensions import override


class Connection(asyncio.Protocol):
    """Opened when it is first needed, and again after the other side closed it; one call at a time.

    Callers share the machine's cores with what they measure, and a call by asyncio's streams costs as much
    as the fastest gateway spends on it. It reads what these gateways answer with: bodies of a known length.
    """

    def __init__(self, host: str, port: int, key: str) -> None:
        self._host, self._port, self._key = host, port, key
        self._transport: asyncio.Transport | None = None
        self._answered: asyncio.Future[tuple[bytes, bytes]] | None = None
        self._head, self._body = b"", list[bytes]()
        self._missing = 0

    async def call(self, method: str, path: str, content: object | None = None) -> bytes:
        """The body of a 200. Raises RuntimeError for another status, OSError when the connection ends."""
        loop = asyncio.get_running_loop()
        if self._transport is None:
            await loop.create_connection(lambda: self, self._host, self._port)
        assert self._transport is not None
        body = b"" if content is None else json.dumps(content).encode()
        self._answered, self._head = loop.create_future(), b""
        self._transport.write(
            f"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self._key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head, answer = await self._answered
        if b" 200 " not in head[:16]:
            raise RuntimeError((head[:16] + answer[:400]).decode(errors="replace"))
        return answer

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._missing = 0  # of an answer that broke off on the connection before

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._fail(ConnectionError("closed without a full answer"))

    @override
    def data_received(self, data: bytes) -> None:
        if not self._missing:
            head, gap, data = (self._head + data).partition(b"\r\n\r\n")
            self._head = head
            if not gap:
                return
            _, named, length = head.lower().partition(b"\r\ncontent-length:")
            if not named:
                self._fail(RuntimeError(f"an answer without its length: {head!r}"))
                return
            self._body, self._missing = [], int(length.partition(b"\r\n")[0])
        self._body.append(data)
        self._missing -= len(data)
        if not self._missing and self._answered is not None:
            self._answered.set_result((self._head, b"".join(self._body)))
            self._answered = None

    def _fail(self, error: Exception) -> None:
        if self._answered is not None:
            self._answered.set_exception(error)
            self._answered = None
