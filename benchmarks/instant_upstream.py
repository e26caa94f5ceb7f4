"""An upstream that answers every Gemini call at once with one picture, in a process of its own.

`python -m benchmarks.instant_upstream small|usual` prints its address and serves until it is
ended. It is a bare protocol, so that what is measured is Cavendish.
"""

import asyncio
import base64
import json
import sys
from typing import cast

import uvloop
from typing_extensions import override

from benchmarks.upstream_stand_in import kilobyte_png, usual_png


class _Exchange(asyncio.Protocol):
    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._seen = b""
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, gap, body = self._seen.partition(b"\r\n\r\n")
        if not gap or self._transport is None:
            return
        head = head.lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if len(body) < length:
            return
        self._seen = body[length:]
        self._transport.write(self._answer)
        if b"connection: close" in head:
            self._transport.close()


def _answer(picture: bytes) -> bytes:
    part = {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(picture).decode()}}
    body = json.dumps(
        {"candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}]}
    ).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve(picture: bytes) -> None:
    answer = _answer(picture)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Exchange(answer), "127.0.0.1", 0, backlog=8192)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(kilobyte_png() if sys.argv[1] == "small" else usual_png()))
