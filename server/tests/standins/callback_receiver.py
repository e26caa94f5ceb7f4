"""A receiver of callbacks: a real HTTP server that answers by script and keeps what it got."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Received:
    """One POST as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def webhook_id(self) -> str:
        return self.headers["webhook-id"]


@dataclass(slots=True)
class CallbackReceiver:
    """Each POST gets the next answer of its path's script, the last one for ever; no script means 200."""

    url: str
    received: list[Received] = field(default_factory=list)
    scripts: dict[str, list[Answer]] = field(default_factory=dict)

    def on(self, path: str, *answers: Answer) -> str:
        """Set a path's script and return its address."""
        self.scripts[path] = list(answers)
        return self.url + path

    def at(self, path: str) -> list[Received]:
        return [each for each in self.received if each.path == path]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append(Received(request.path, headers, await request.read()))
        script = self.scripts.get(request.path)
        if not script:
            return web.Response(text="ok")
        answer = script.pop(0) if len(script) > 1 else script[0]
        return await answer(request)


def status(code: int, text: str = "", **headers: str) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=code, text=text, headers=headers)

    return answer


def body(content: bytes) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=content)

    return answer


def hang(until: asyncio.Event | None = None) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        await (until or asyncio.Event()).wait()
        return web.Response()

    return answer


def reset() -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    return answer


def ok_then_drip() -> Answer:
    """The status at once, the body never."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await asyncio.Event().wait()
        return response

    return answer


@asynccontextmanager
async def callback_receiver() -> AsyncIterator[CallbackReceiver]:
    """A receiver on a free port of 127.0.0.1."""
    receiver = CallbackReceiver(url="")
    app = web.Application()
    app.router.add_post("/{path:.*}", receiver._handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield receiver
    finally:
        await runner.cleanup()
