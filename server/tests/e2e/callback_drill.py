"""Callbacks to receivers that misbehave, while the whole server is killed -9 again and again.

`python -m tests.e2e.callback_drill --tasks 1000 --kills 5` from the folder `server/`; it exits with 1 when a
callback was lost, wrongly signed, or came before its task's end could be read.
"""

import argparse
import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError
from tests.e2e.cavendish_process import KEY, CavendishProcess
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.upstream_server import KEY as UPSTREAM_KEY

_SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="
_HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 9))
_FAULT_SHARE = 0.25
_MOST_FAULTS = 8
"""A delivery, beside what the kills do to it: it is retried more often than that."""
_FAULTS = ("500", "503", "302", "reset", "reset", "answered half", "hung")
_FAULT_WEIGHTS = (6, 3, 3, 4, 4, 4, 1)
_MOST_KILLS = 5
_ROUTE = (
    '[[routes]]\nname = "drill-{number}"\nmodel = "nano-banana"\nprovider = "gemini"\ntier = "official"\n'
    'upstream_model = "gemini-2.5-flash-image"\nmax_concurrency = 100\ntimeout_s = 60\n'
)
_ROUTES = "".join(_ROUTE.format(number=number) for number in range(_MOST_KILLS // 2 + 1))
"""A call that two kills cut off goes to the next route, so that no pace of kills uses up all of them."""
_PROMPTS = ("a red fox", "a naked child")
"""One that succeeds and one that the rules refuse: a failed task owes a callback, too."""


@dataclass
class DrillReport:
    """What came of one drill."""

    tasks: int
    kills: int = 0
    posts: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    """How often, by task."""
    states: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    badly_signed: int = 0
    read_at_once: int = 0
    """Posts in whose moment the API was up to be asked for the state."""
    too_early: int = 0
    """Of those: the state that it told was not the one that the callback told."""
    differing: int = 0
    """Posts whose body is not, byte by byte, what statusTask answers at the end."""
    seconds: float = 0

    @property
    def duplicates(self) -> int:
        return sum(self.acknowledged.values()) - len(self.acknowledged)

    @property
    def is_good(self) -> bool:
        return len(self.acknowledged) == self.tasks and not (
            self.badly_signed or self.too_early or self.differing
        )

    def __str__(self) -> str:
        return (
            f"{len(self.acknowledged)} of {self.tasks} callbacks acknowledged ({dict(self.states)}) through "
            f"{self.kills} kills, in {self.seconds:.0f} s: {self.posts} posts, {self.duplicates} "
            f"acknowledged twice, faults {dict(self.faults)}; {self.badly_signed} badly signed; "
            f"{self.too_early} of {self.read_at_once} before the state could be read; {self.differing} "
            "bodies that differ from statusTask"
        )


class _Drill:
    def __init__(self, server: CavendishProcess, report: DrillReport, *, seed: int) -> None:
        self._server = server
        self._report = report
        self._chance = random.Random(seed)
        self._webhook = Webhook(_SECRET)
        self._faults_of: Counter[str] = Counter()
        self._bodies: list[tuple[str, bytes]] = []
        headers = {"Authorization": f"Bearer {KEY}"}
        self._session = aiohttp.ClientSession(
            server.base, headers=headers, timeout=aiohttp.ClientTimeout(total=20)
        )

    async def run(self, *, kills: int, within_s: float) -> None:
        begun = time.monotonic()
        async with self._session, self._receiving() as port:
            ids = await asyncio.gather(*(self._submit(n, port) for n in range(self._report.tasks)))
            assert len(set(ids)) == self._report.tasks
            async with asyncio.timeout(within_s):
                for number in range(1, kills + 1):
                    await self._until_acknowledged(self._report.tasks * number // (kills + 1))
                    await asyncio.to_thread(self._server.kill_everything)
                    await asyncio.to_thread(self._server.start)
                    self._report.kills += 1
                with contextlib.suppress(TimeoutError):
                    await self._until_acknowledged(self._report.tasks)
            self._report.seconds = time.monotonic() - begun
            for task_id, body in self._bodies:
                self._report.differing += await self._status(task_id) != body

    async def _until_acknowledged(self, count: int) -> None:
        while len(self._report.acknowledged) < count:
            await asyncio.sleep(0.01)

    async def _submit(self, number: int, port: int) -> str:
        url = f"http://{_HOSTS[number % len(_HOSTS)]}:{port}/callback"
        prompt = _PROMPTS[number % 4 == 3]
        body = {"request_type": "callback", "callback_url": url, "input": {"prompt": prompt}}
        async with self._session.post("/api/v1/generateTask/nano-banana", json=body) as answer:
            return str((await answer.json())["data"]["taskId"])

    async def _status(self, task_id: str) -> bytes | None:
        """What the API tells now; None while it is down."""
        path = f"/api/v1/statusTask/nano-banana?taskId={task_id}"
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._session.get(path) as answer:
                return await answer.read() if answer.status == 200 else None
        return None

    @contextlib.asynccontextmanager
    async def _receiving(self) -> AsyncIterator[int]:
        app = web.Application()
        app.router.add_post("/callback", self._receive)
        runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "0.0.0.0", 0, backlog=4096).start()
        try:
            yield int(runner.addresses[0][1])
        finally:
            await runner.cleanup()

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        report, task_id = self._report, str(json.loads(body)["data"]["taskId"])
        report.posts += 1
        self._bodies.append((task_id, body))
        try:
            self._webhook.verify(body, dict(request.headers))
        except WebhookVerificationError:
            report.badly_signed += 1
        readable = await self._status(task_id)
        if readable is not None:
            report.read_at_once += 1
            report.too_early += readable != body
        if self._faults_of[task_id] < _MOST_FAULTS and self._chance.random() < _FAULT_SHARE:
            self._faults_of[task_id] += 1
            return await self._misbehave(request)
        if task_id not in report.acknowledged:
            report.states[json.loads(body)["data"]["state"]] += 1
        report.acknowledged[task_id] += 1
        return web.Response(text="ok")

    async def _misbehave(self, request: web.Request) -> web.StreamResponse:
        [fault] = self._chance.choices(_FAULTS, _FAULT_WEIGHTS)
        self._report.faults[fault] += 1
        if fault.isdigit():
            return web.Response(status=int(fault), headers={"Location": "http://127.0.0.1:1/"})
        assert request.transport is not None
        if fault == "hung":
            await asyncio.sleep(60)  # the server gives up after 30
        elif fault == "answered half":
            request.transport.write(b"HTTP/1.1 20")
            await asyncio.sleep(0.05)
        request.transport.abort()
        return web.Response()


@contextlib.contextmanager
def _prepared_server(upstream_url: str) -> Iterator[CavendishProcess]:
    with tempfile.TemporaryDirectory() as folder:
        routes = Path(folder) / "routes.toml"
        routes.write_text(_ROUTES)
        with CavendishProcess.running(
            CAVENDISH_ALLOW_PRIVATE_NETWORK="1",
            CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET=_SECRET,
            CAVENDISH_WEBHOOK_RETRY_DELAYS="0.5," * 19 + "0.5",
            CAVENDISH_ROUTES=str(routes),
            GEMINI_API_KEY=UPSTREAM_KEY,
            CAVENDISH_GEMINI_BASE_URL=upstream_url,
        ) as server:
            yield server


async def run_drill(*, tasks: int, kills: int, within_s: float, seed: int = 5) -> DrillReport:
    """One drill on a server of its own; a report that is not good says what was broken."""
    report = DrillReport(tasks=tasks)
    async with GeminiUpstream() as upstream:
        context = _prepared_server(upstream.url)
        server = await asyncio.to_thread(context.__enter__)
        try:
            await _Drill(server, report, seed=seed).run(kills=kills, within_s=within_s)
        finally:
            await asyncio.to_thread(context.__exit__, None, None, None)
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--kills", type=int, choices=range(1, _MOST_KILLS + 1), default=_MOST_KILLS)
    parser.add_argument("--within", type=float, default=500, help="seconds for all of it")
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    report = asyncio.run(
        run_drill(
            tasks=arguments.tasks, kills=arguments.kills, within_s=arguments.within, seed=arguments.seed
        )
    )
    print(report)
    sys.exit(not report.is_good)


if __name__ == "__main__":
    main()
