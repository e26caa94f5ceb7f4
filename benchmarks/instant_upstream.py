"""An upstream that answers every Gemini call at once with one picture, in a process of its own.

`python -m benchmarks.instant_upstream small|usual|ok` prints its address and serves until it is
ended; `ok` is no upstream but a receiver of callbacks. It is a bare protocol, so that what is measured is
Cavendish.
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
    return _http(
        json.dumps({"candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}]})
    )


def _http(text: str) -> bytes:
    body = text.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve(answer: bytes) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Exchange(answer), "127.0.0.1", 0, backlog=8192)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    match sys.argv[1]:
        case "small":
            uvloop.run(_serve(_answer(kilobyte_png())))
        case "usual":
            uvloop.run(_serve(_answer(usual_png())))
        case _:
            uvloop.run(_serve(_http('"ok"')))
