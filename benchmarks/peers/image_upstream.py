"""An upstream that speaks OpenAI's Images API as bare as can be, and counts its calls.

`python -m benchmarks.peers.image_upstream` prints its port and serves until it is ended. The first part of a
path says how it behaves: `/small/…` answers 1 KB at once, `/usual/…` 1.3 MB at once, `/slow-small/…` and
`/slow-usual/…` the same after 5 s, `/dead/…` a 500. `GET /counts` tells the calls of each, `GET /forget`
sets them to nothing.
"""

import asyncio
import base64
import json
from collections import Counter
from typing import cast

import uvloop
from typing_extensions import override

from benchmarks.upstream_stand_in import kilobyte_png, usual_png

SLOW_S = 5.0


class _Behaviours:
    def __init__(self) -> None:
        small, usual = _success(kilobyte_png()), _success(usual_png())
        failed = _answer("500 Internal Server Error", {"error": {"message": "down", "type": "server_error"}})
        self.of = {
            "small": (small, 0.0),
            "usual": (usual, 0.0),
            "slow-small": (small, SLOW_S),
            "slow-usual": (usual, SLOW_S),
            "dead": (failed, 0.0),
        }
        self.calls: Counter[str] = Counter()

    def answer_to(self, path: str) -> tuple[bytes, float]:
        name = path.split("/", 2)[1]
        if name == "counts":
            return _answer("200 OK", dict(self.calls)), 0.0
        if name == "forget":
            self.calls.clear()
            return _answer("200 OK", {}), 0.0
        if name not in self.of:
            return _answer("404 Not Found", {"error": {"message": f"no behaviour {name}"}}), 0.0
        self.calls[name] += 1
        return self.of[name]


class _Exchange(asyncio.Protocol):
    def __init__(self, behaviours: _Behaviours) -> None:
        self._behaviours = behaviours
        self._seen = b""
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, gap, body = self._seen.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if not gap or len(body) < length:
            return
        self._seen = body[length:]
        path = head.split(b" ", 2)[1].decode()
        answer, delay_s = self._behaviours.answer_to(path)
        if delay_s:
            asyncio.get_running_loop().call_later(delay_s, self._send, answer)
        else:
            self._send(answer)

    def _send(self, answer: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(answer)


def _success(picture: bytes) -> bytes:
    usage = {"input_tokens": 10, "output_tokens": 100, "total_tokens": 110}
    return _answer(
        "200 OK",
        {"created": 1, "data": [{"b64_json": base64.b64encode(picture).decode()}], "usage": usage},
    )


def _answer(status: str, content: object) -> bytes:
    body = json.dumps(content).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve() -> None:
    behaviours = _Behaviours()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Exchange(behaviours), "127.0.0.1", 0, backlog=8192)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve())
