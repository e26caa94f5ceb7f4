"""A whole server between stand-ins: an upstream, a receiver of callbacks, a collector of traces."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from tests.e2e.cavendish_process import KEY, CavendishProcess, free_port
from tests.integration.routing.worker_on_standins import environ, route
from tests.standins.callback_receiver import CallbackReceiver, callback_receiver
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.otlp_collector import OtlpCollector, otlp_collector

REQUEST_ID = "night-shift-42"
SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


@dataclass(slots=True, kw_only=True)
class ObservedServer:
    server: CavendishProcess
    upstream: GeminiUpstream
    receiver: CallbackReceiver
    collector: OtlpCollector
    worker_metrics_port: int
    made: int = 0
    """Pictures so far."""

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls, *arguments: str, **settings: str) -> AsyncIterator["ObservedServer"]:
        port = free_port()
        async with (
            GeminiUpstream() as upstream,
            callback_receiver() as receiver,
            otlp_collector() as collector,
        ):
            variables = {
                "CAVENDISH_ALLOW_PRIVATE_NETWORK": "1",
                "CAVENDISH_WORKER_METRICS_PORT": str(port),
                "CAVENDISH_LOG_FORMAT": "json",
                "CAVENDISH_TRACE_SAMPLE": "1",
                "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
                "OTEL_BSP_SCHEDULE_DELAY": "200",
                **environ(gemini=upstream),
                **settings,
            }
            context = CavendishProcess.prepared(**variables)
            server = await asyncio.to_thread(context.__enter__)
            try:
                routes = server.data.parent / "routes.toml"
                routes.write_text(route("google", "gemini", "official", price_usd=0.039))
                server.set("CAVENDISH_ROUTES", str(routes))
                await asyncio.to_thread(server.start, *arguments)
                yield cls(
                    server=server,
                    upstream=upstream,
                    receiver=receiver,
                    collector=collector,
                    worker_metrics_port=port,
                )
            finally:
                await asyncio.to_thread(context.__exit__, None, None, None)

    async def make_picture(self, *, request_id: str = REQUEST_ID, **headers: str) -> str:
        """Submit a task with a callback; returns its id once the callback has come."""
        body = {
            "request_type": "callback",
            "callback_url": self.receiver.url + "/hook",
            "input": {"prompt": "a fox", "aspect_ratio": "4:3"},
        }
        url = f"{self.server.base}/api/v1/generateTask/nano-banana"
        sent = {"Authorization": f"Bearer {KEY}", "X-Request-Id": request_id, **headers}
        async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=sent) as answer:
            assert answer.headers["X-Request-Id"] == request_id
            task_id = str((await answer.json())["data"]["taskId"])
        self.made += 1
        await eventually(lambda: self._has_come(task_id))
        return task_id

    async def _has_come(self, task_id: str) -> bool:
        return any(json.loads(got.body)["data"]["taskId"] == task_id for got in self.receiver.received)

    async def scrape(self) -> str:
        return await _get(f"{self.server.base}/metrics")

    async def scrape_worker(self) -> str:
        return await _get(f"http://127.0.0.1:{self.worker_metrics_port}/metrics")

    def log_lines(self) -> list[dict[str, Any]]:
        """The JSON lines of the log; what a person reads at the start is left out."""
        return [json.loads(line) for line in self.server.log().splitlines() if line.startswith("{")]


async def eventually(is_so: Callable[[], Awaitable[bool]], *, within_s: float = 60) -> None:
    async with asyncio.timeout(within_s):
        while not await is_so():
            await asyncio.sleep(0.1)


def total(metrics: str, name: str, **labels: str) -> float:
    """The sum of a metric's samples that carry these labels."""
    return sum(
        float(value)
        for found, text, value in SAMPLE.findall(metrics)
        if found == name and all(f'{label}="{wanted}"' in text for label, wanted in labels.items())
    )


async def _get(url: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        return await answer.text()
