"""An upstream that fails at random: the Gemini API and fal's queue, one picture a call, calls counted."""

import asyncio
import base64
import hashlib
import io
import itertools
import random
from collections import Counter
from typing import Any, Self

from aiohttp import web
from PIL import Image

SIDE_PX = 64


def colour_of(prompt: str) -> tuple[int, int, int]:
    """What a prompt's picture is filled with, so that a picture given to the wrong task shows."""
    red, green, blue = hashlib.sha256(prompt.encode()).digest()[:3]
    return red, green, blue


class UnreliableUpstream:
    """`storm` makes every call fail. Prompts are tokens of their tasks."""

    def __init__(self, chance: random.Random, host: str) -> None:
        self._chance = chance
        self._host = host
        self._numbers = itertools.count()
        self._jobs: dict[str, tuple[str, int]] = {}
        self._runner: web.AppRunner | None = None
        self.submits: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.storm = False
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/{version}/models/{model}", self._gemini)
        app.router.add_get("/fal-ai/{app}/requests/{id}/status", self._status)
        app.router.add_get("/fal-ai/{app}/requests/{id}", self._result)
        app.router.add_post("/fal-ai/{app}", self._submit)
        app.router.add_get("/pictures/{id}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, 0, backlog=4096).start()
        self.url = f"http://{self._host}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _fault(self, request: web.Request) -> web.Response | None:
        """Now and then an answer that is none."""
        dice = self._chance.random() * (0.05 if self.storm else 1.0)
        if dice < 0.01:
            self.failures["hung, then reset"] += 1
            await asyncio.sleep(3)
            _abort(request)
        elif dice < 0.02:
            self.failures["reset"] += 1
            _abort(request)
        elif dice < 0.04:
            self.failures["500"] += 1
            return web.json_response({"error": {"message": "internal"}}, status=500)
        elif dice < 0.05:
            self.failures["garbage"] += 1
            return web.Response(text="<html>", content_type="text/html")
        return None

    async def _gemini(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        prompt = body["contents"][0]["parts"][-1]["text"]
        self.submits[prompt] += 1
        number = self.submits[prompt]
        await asyncio.sleep(self._chance.uniform(0.1, 2.0))
        if (fault := await self._fault(request)) is not None:
            return fault
        part = {"inlineData": {"mimeType": "image/png", "data": _encoded(prompt, number)}}
        return web.json_response(
            {"candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}]}
        )

    async def _submit(self, request: web.Request) -> web.Response:
        prompt = (await request.json())["prompt"]
        self.submits[prompt] += 1
        if (fault := await self._fault(request)) is not None:
            return fault
        job = f"job-{next(self._numbers)}"
        self._jobs[job] = prompt, self.submits[prompt]
        return web.json_response({"request_id": job, "status": "IN_QUEUE"})

    async def _status(self, request: web.Request) -> web.Response:
        if (fault := await self._fault(request)) is not None:
            return fault
        if self._chance.random() < 0.5:
            return web.json_response({"status": "IN_PROGRESS"}, status=202)
        return web.json_response({"status": "COMPLETED"})

    async def _result(self, request: web.Request) -> web.Response:
        return web.json_response({"images": [{"url": f"{self.url}/pictures/{request.match_info['id']}"}]})

    async def _download(self, request: web.Request) -> web.Response:
        return web.Response(body=_png(*self._jobs[request.match_info["id"]]), content_type="image/png")


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _png(prompt: str, number: int) -> bytes:
    """Its colour is the prompt's, and a stripe aside of the middle tells the calls for one prompt apart."""
    out = io.BytesIO()
    picture = Image.new("RGB", (SIDE_PX, SIDE_PX), colour_of(prompt))
    picture.paste((number * 70 % 256,) * 3, (16, 0, 20, SIDE_PX))
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _encoded(prompt: str, number: int) -> str:
    return base64.b64encode(_png(prompt, number)).decode()
