"""A receiver of callbacks that fails, hangs and resets at random, and asks at once for the state."""

import asyncio
import base64
import hashlib
import hmac
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

_MOST_FAULTS = 3
"""A delivery, beside what else befalls it: it is retried more often than that."""
ReadState = Callable[[str], Awaitable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One callback as it came; `readable` is the state that the API told at that moment."""

    task_id: str
    webhook_id: str
    timestamp: str
    signatures: str
    body: bytes
    state: str
    readable: str

    def is_signed_by(self, secrets: list[bytes]) -> bool:
        """Standard Webhooks, without the age: a fault may be a clock that jumps."""
        signed = f"{self.webhook_id}.{self.timestamp}.".encode() + self.body
        right = {
            "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
            for secret in secrets
        }
        return not right.isdisjoint(self.signatures.split())


class UnreliableReceiver:
    """`read_state` asks the API; set it before the first callback. `storm` fails every call."""

    def __init__(self, chance: random.Random, host: str) -> None:
        self._chance = chance
        self._host = host
        self._runner: web.AppRunner | None = None
        self._faults: Counter[str] = Counter()
        self.posts: list[Post] = []
        self.acknowledged: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.read_state: ReadState | None = None
        self.storm = False
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/callback", self._receive)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, 0, backlog=4096).start()
        self.url = f"http://{self._host}:{self._runner.addresses[0][1]}/callback"
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        data: dict[str, Any] = json.loads(body)["data"]
        assert self.read_state is not None
        readable = await self.read_state(data["taskId"])
        self.posts.append(_post(data, body, request.headers, readable))
        webhook_id = request.headers["webhook-id"]
        if self.storm or (self._faults[webhook_id] < _MOST_FAULTS and self._chance.random() < 0.25):
            self._faults[webhook_id] += 1
            return await self._fail(request)
        self.acknowledged[data["taskId"]] += 1
        return web.Response(text="ok")

    async def _fail(self, request: web.Request) -> web.Response:
        kind = self._chance.choice(("500", "404", "reset", "hung, then reset"))
        self.failures[kind] += 1
        if kind.isdigit():
            return web.Response(status=int(kind))
        if kind.startswith("hung"):
            await asyncio.sleep(4)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


def _post(data: Mapping[str, Any], body: bytes, headers: Mapping[str, str], readable: str) -> Post:
    return Post(
        task_id=data["taskId"],
        webhook_id=headers["webhook-id"],
        timestamp=headers["webhook-timestamp"],
        signatures=headers["webhook-signature"],
        body=body,
        state=data["state"],
        readable=readable,
    )
