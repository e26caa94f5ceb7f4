"""An upstream for benchmarks: speaks the Gemini API and fal's queue, counts, and notes when it was called."""

import asyncio
import base64
import io
import itertools
import random
import time
from collections import Counter
from typing import Any, Self

from aiohttp import web
from PIL import Image


class UpstreamStandIn:
    """Answers after `answer_s`. Prompts are tokens of their tasks: `called_at` and `submits` go by them.

    A share of the submits of jobs is answered with a 500, by chance from a fixed seed.
    """

    def __init__(self, *, answer_s: float, picture: bytes, failing_share: float = 0.0) -> None:
        self._answer_s = answer_s
        self.answer_with(picture)
        self._runner: web.AppRunner | None = None
        self._numbers = itertools.count()
        self._jobs: dict[str, float] = {}
        self.submits: Counter[str] = Counter()
        self.called_at: dict[str, float] = {}
        self.answered_at: dict[str, float] = {}
        self.job_submits_ms: list[float] = []
        """When jobs were submitted, by the wall clock."""
        self._failing_share = failing_share
        self._chance = random.Random(4)
        self.in_flight = 0
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/{version}/models/{model}", self._gemini)
        app.router.add_get("/fal-ai/{app}/requests/{id}/status", self._status)
        app.router.add_get("/fal-ai/{app}/requests/{id}", self._result)
        app.router.add_post("/fal-ai/{app}", self._submit)
        app.router.add_get("/picture.png", self._get_picture)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=8192).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def answer_with(self, picture: bytes) -> None:
        """What it answers from now on."""
        self._picture = picture
        self._encoded = base64.b64encode(picture).decode()

    def _note(self, prompt: str) -> None:
        self.submits[prompt] += 1
        self.called_at.setdefault(prompt, time.perf_counter())

    async def _gemini(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        prompt = body["contents"][0]["parts"][-1]["text"]
        self._note(prompt)
        self.in_flight += 1
        try:
            await asyncio.sleep(self._answer_s)
        finally:
            self.in_flight -= 1
        part = {"inlineData": {"mimeType": "image/png", "data": self._encoded}}
        answer = web.json_response(
            {"candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}]}
        )
        self.answered_at[prompt] = time.perf_counter()
        return answer

    async def _submit(self, request: web.Request) -> web.Response:
        self._note((await request.json())["prompt"])
        self.job_submits_ms.append(time.time() * 1000)
        if self._chance.random() < self._failing_share:
            return web.json_response({"detail": "Internal Server Error"}, status=500)
        job = f"job-{next(self._numbers)}"
        self._jobs[job] = time.perf_counter() + self._answer_s
        return web.json_response({"request_id": job, "status": "IN_QUEUE"})

    async def _status(self, request: web.Request) -> web.Response:
        due = self._jobs.get(request.match_info["id"])
        if due is None:
            return web.json_response({"detail": "Request not found"}, status=404)
        is_done = time.perf_counter() >= due
        return web.json_response(
            {"status": "COMPLETED" if is_done else "IN_PROGRESS"}, status=200 if is_done else 202
        )

    async def _result(self, _: web.Request) -> web.Response:
        return web.json_response({"images": [{"url": f"{self.url}/picture.png"}]})

    async def _get_picture(self, _: web.Request) -> web.Response:
        return web.Response(body=self._picture, content_type="image/png")


def small_png() -> bytes:
    """A few hundred bytes: what is measured is not the decoder."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (200, 60, 90)).save(out, "PNG")
    return out.getvalue()


def kilobyte_png() -> bytes:
    """About 1 KB."""
    out = io.BytesIO()
    Image.effect_noise((30, 30), 60).convert("L").resize((36, 36)).save(out, "PNG")
    return out.getvalue()


def usual_png() -> bytes:
    """1024 pixels square and about 1.3 MB, as models answer."""
    out = io.BytesIO()
    noise = Image.effect_noise((400, 400), 44).resize((1024, 1024)).convert("RGB")
    noise.save(out, "PNG", compress_level=6)
    return out.getvalue()
