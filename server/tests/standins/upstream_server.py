"""What every stand-in upstream is made of: a real HTTP server on loopback, with a script and a memory."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from aiohttp import web
from tests.standins.sample_pictures import picture

KEY = "test-key-0123456789abcdef"
"""The only key that a stand-in accepts."""


class Scenario(StrEnum):
    """What the upstream does with the next request for a picture, in its own protocol."""

    REFUSED = "content refusal"
    BAD_REFERENCE = "bad reference"
    THROTTLED = "throttled"
    SERVER_ERROR = "5xx"
    OVERLOADED = "503"
    SILENT = "time-out"
    CUT_OFF = "cut off"
    HTML = "garbage: HTML"
    NOT_JSON = "garbage: not JSON"
    NO_PICTURE = "garbage: no picture"
    BROKEN_PICTURE = "garbage: half a picture"
    HUGE = "garbage: 41 MB"
    LINK_GONE = "link 404"
    LINK_PRIVATE = "link to a private address"
    VANISHED = "job vanished"
    NO_MONEY = "no money"
    MODEL_GONE = "model gone"
    NEVER_DONE = "never done"


@dataclass
class Seen:
    """One request, as it came in; a multipart body is left to its handler."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]


def canned(
    status: int,
    body: object = None,
    *,
    text: str | None = None,
    content_type: str = "text/html",
    headers: dict[str, str] | None = None,
) -> Reply:
    """A fixed answer: JSON, or `text` of another type."""

    async def reply(request: web.Request) -> web.StreamResponse:
        if text is not None:
            return web.Response(status=status, text=text, content_type=content_type, headers=headers)
        return web.json_response(body, status=status, headers=headers)

    return reply


def html_page(status: int = 502) -> Reply:
    return canned(status, text="<html><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>")


async def silence(request: web.Request) -> web.StreamResponse:
    """Take the request and say nothing until the caller hangs up."""
    await asyncio.sleep(60)
    return web.Response(status=504)


async def cut_off(request: web.Request) -> web.StreamResponse:
    """Begin an answer and drop the connection in the middle."""
    response = web.StreamResponse(headers={"Content-Length": "100000", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"candidates": [')
    assert request.transport is not None
    request.transport.abort()
    return response


async def endless(request: web.Request) -> web.StreamResponse:
    """More than 40 MB of well-formed beginnings, chunked, so that no header warns."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.enable_chunked_encoding()
    await response.prepare(request)
    await response.write(b'{"data": "')
    for _ in range(41):
        await response.write(b"A" * 1024 * 1024)
    await response.write(b'"}')
    return response


COMMON_REPLIES: dict[Scenario, Reply] = {
    Scenario.SILENT: silence,
    Scenario.CUT_OFF: cut_off,
    Scenario.HTML: html_page(),
    Scenario.NOT_JSON: canned(200, text='{"almost": ', content_type="application/json"),
    Scenario.HUGE: endless,
}


@dataclass
class StandIn(ABC):
    """An upstream on loopback: `async with Stand() as upstream: upstream.url`.

    `play` says what happens to the next submit; without a script everything succeeds. `seen` holds every
    request, `submits` counts those that would have been paid.
    """

    seen: list[Seen] = field(default_factory=list)
    submits: int = 0
    script: deque[Scenario | Reply] = field(default_factory=deque)
    picture: bytes = b""
    max_references: int = 14
    _runner: web.AppRunner | None = None
    port: int = 0

    @abstractmethod
    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Register the upstream's endpoints."""

    def replies(self) -> dict[Scenario, Reply]:
        """How this upstream acts each scenario that its protocol has a form for."""
        return dict(COMMON_REPLIES)

    def scenarios(self) -> frozenset[Scenario]:
        return frozenset(self.replies())

    @property
    def url(self) -> str:
        """The root that the provider's base URL variable is set to."""
        return f"http://127.0.0.1:{self.port}"

    def play(self, *acts: Scenario | Reply) -> None:
        """Script the next submits, one act each."""
        self.script.extend(acts)

    def next_act(self) -> Scenario | Reply | None:
        """Count a submit and take its act from the script."""
        self.submits += 1
        return self.script.popleft() if self.script else None

    async def act(self, act: Scenario | Reply, request: web.Request) -> web.StreamResponse:
        """Answer as the script says."""
        return await (self.replies()[act] if isinstance(act, Scenario) else act)(request)

    def link(self, name: str) -> str:
        """A result link of our own: `picture`, `half`, `page`, `gone` (404) or `private` (a redirect)."""
        return f"{self.url}/links/{name}"

    async def _serve_link(self, request: web.Request) -> web.StreamResponse:
        match request.match_info["name"]:
            case "picture":
                return web.Response(body=self.picture or picture(), content_type="image/png")
            case "half":
                return web.Response(body=half(picture()), content_type="image/png")
            case "page":
                return web.Response(text="<html>sign in</html>", content_type="text/html")
            case "private":
                return web.Response(status=302, headers={"Location": "http://10.0.0.1/latest/meta-data"})
            case _:
                return web.Response(status=404)

    def last_json(self, path_part: str) -> Any:
        """The body of the latest POST whose path holds `path_part`."""
        return next(
            seen.json() for seen in reversed(self.seen) if path_part in seen.path and seen.method == "POST"
        )

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._remember], client_max_size=64 * 1024 * 1024)
        self.add_routes(app.router)
        app.router.add_get("/links/{name}", self._serve_link)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *exc: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @web.middleware
    async def _remember(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self.seen.append(
            Seen(
                method=request.method,
                path=request.path,
                query=dict(request.query),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=b"" if request.content_type.startswith("multipart/") else await request.read(),
            )
        )
        return await handler(request)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]
