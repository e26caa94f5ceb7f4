"""`python -m benchmarks.routing overhead|memory|kills`: what lies between a submit and its upstream.

Runs the real server and worker processes against a stand-in upstream on the same machine.
"""

import argparse
import asyncio
import contextlib
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import asyncpg

from benchmarks.upstream_stand_in import UpstreamStandIn, small_png, usual_png
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import hash_secret

KEY = f"bench_{secrets.token_hex(16)}"
WORKER = "cavendish.entrypoints.worker.main"


@dataclass
class Installation:
    """A running server, its database, and the upstream behind it."""

    base: str
    dsn: str
    upstream: UpstreamStandIn
    server: subprocess.Popen[bytes]

    def worker_pid(self) -> int:
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == self.server.pid and WORKER in (entry / "cmdline").read_text():
                    return int(entry.name)
        raise RuntimeError("the worker is not there")

    def worker_kb(self) -> int:
        lines = Path(f"/proc/{self.worker_pid()}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["overhead", "memory", "kills"])
    parser.add_argument("--tasks", type=int, help="default: 1000, 3000 and 300")
    parser.add_argument("--rate", type=float, default=50, help="submits a second, for overhead")
    parser.add_argument(
        "--jobs", action="store_true", help="for kills: an upstream whose jobs can be resumed"
    )
    arguments = parser.parse_args()
    work = {"overhead": overhead, "memory": memory, "kills": kills}[arguments.what]
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="cavendish-bench-") as folder:
        Path(folder).chmod(0o755)
        with EmbeddedPostgres.start(Path(folder)) as postgres:
            asyncio.run(work(Path(folder), postgres.dsn, arguments))


async def overhead(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    """Submit → the request reaches the upstream; its answer → `success` is readable."""
    count = arguments.tasks or 1000
    async with (
        installation(folder, dsn, answer_s=1.0, picture=small_png()) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}, connector=_connector()) as session,
    ):
        await asyncio.gather(*(_submit(session, it.base, f"warm {n}") for n in range(50)))
        await _until_all_ended(dsn)
        submitted: dict[str, float] = {}
        readable: dict[str, float] = {}

        async def leave(number: int) -> None:
            prompt = f"task {number}"
            submitted[prompt] = time.perf_counter()
            await _submit(session, it.base, prompt)

        async def watch(number: int) -> None:
            prompt = f"watched {number}"
            task_id = await _submit(session, it.base, prompt)
            await _until_ended(session, it.base, task_id)
            readable[prompt] = time.perf_counter()

        await _at_rate(leave, count, arguments.rate)
        await _until_all_ended(dsn)
        it.upstream.answer_with(usual_png())
        await _at_rate(watch, 40, 2)
        calls = [it.upstream.called_at[prompt] - at for prompt, at in submitted.items()]
        ends = [at - it.upstream.answered_at[prompt] for prompt, at in readable.items()]
    print(f"submit -> request at the upstream, {count} at {arguments.rate:g}/s: {_percentiles(calls)}")
    print(f"upstream's answer -> success readable, 1.3 MB PNG: {_percentiles(ends)}")


async def memory(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    """What a task costs a worker while its upstream takes 15 s."""
    count = arguments.tasks or 3000
    async with (
        installation(folder, dsn, answer_s=15.0, picture=small_png()) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}, connector=_connector()) as session,
    ):
        await asyncio.gather(*(_submit(session, it.base, f"warm {n}") for n in range(50)))
        await _until_all_ended(dsn)
        before_kb = it.worker_kb()
        begun_s = time.perf_counter()
        await asyncio.gather(*(_submit(session, it.base, f"task {n}") for n in range(count)))
        most, peak_kb = 0, before_kb
        while await _live(dsn):
            most, peak_kb = max(most, it.upstream.in_flight), max(peak_kb, it.worker_kb())
            await asyncio.sleep(0.2)
        took_s = time.perf_counter() - begun_s
        ended = await _ends(dsn)
    print(f"{count} tasks of 15 s, at most {most} in flight at once, all ended after {took_s:.1f} s: {ended}")
    print(f"worker: {before_kb / 1024:.0f} MB before, {peak_kb / 1024:.0f} MB at most")
    print(f"a task: {(peak_kb - before_kb) / max(1, most):.0f} KB")


async def kills(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    """Ten times kill -9 on the worker while tasks are in flight: does every task end, what is paid twice."""
    count = arguments.tasks or 300
    answer_s = 8.0
    async with (
        installation(folder, dsn, answer_s=answer_s, picture=small_png(), jobs=arguments.jobs) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}, connector=_connector()) as session,
    ):
        for kill in range(10):
            share = range(kill * count // 10, (kill + 1) * count // 10)
            await asyncio.gather(*(_submit(session, it.base, f"task {n}") for n in share))
            await asyncio.sleep(2 + 0.37 * kill)
            with contextlib.suppress(RuntimeError):
                os.kill(it.worker_pid(), signal.SIGKILL)
            await asyncio.sleep(3)
        await _until_all_ended(dsn)
        ended, repeats = (
            await _ends(dsn),
            await _fetch(dsn, "SELECT count(*) AS n FROM attempts WHERE is_repeat"),
        )
    submits = sum(it.upstream.submits.values())
    print(f"{count} tasks, 10 kills, {'jobs' if arguments.jobs else 'no jobs'}: {ended}")
    print(f"upstream submits / tasks: {submits / count:.3f}; repeats on record: {repeats[0]['n']}, "
          f"submits beyond one a task: {submits - len(it.upstream.submits)}")  # fmt: skip


@contextlib.asynccontextmanager
async def installation(
    folder: Path, dsn: str, *, answer_s: float, picture: bytes, jobs: bool = False
) -> AsyncIterator[Installation]:
    """One API process and one worker process with one route, to the stand-in."""
    await migrate(dsn)
    await _fetch(
        dsn,
        "INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks,"
        " default_strategy) VALUES ('bench', $1, 'bench', 2000000000, 2000000000, 'auto')",
        hash_secret(KEY),
    )
    provider = ("fal", "fal-ai/nano-banana") if jobs else ("gemini", "gemini-2.5-flash-image")
    routes = folder / "routes.toml"
    routes.write_text(
        f'[[routes]]\nname = "bench"\nmodel = "nano-banana"\nprovider = "{provider[0]}"\n'
        f'upstream_model = "{provider[1]}"\ntier = "official"\nmax_concurrency = 4000\ntimeout_s = 120\n'
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with UpstreamStandIn(answer_s=answer_s, picture=picture) as upstream:
        environ = {
            **os.environ, "CAVENDISH_DATABASE_URL": dsn, "CAVENDISH_DATA": str(folder / "data"),
            "CAVENDISH_ROUTES": str(routes), "CAVENDISH_LOG_LEVEL": "error",
            "GEMINI_API_KEY": "bench", "CAVENDISH_GEMINI_BASE_URL": upstream.url,
            "FAL_KEY": "bench", "CAVENDISH_FAL_BASE_URL": upstream.url,
        }  # fmt: skip
        command = Path(sys.executable).with_name("cavendish-server")
        with (folder / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [command, "serve", "--port", str(port)], env=environ, stdout=log, stderr=log
            )
        try:
            it = Installation(f"http://127.0.0.1:{port}", dsn, upstream, server)
            await _until_ready(it.base)
            yield it
        finally:
            server.send_signal(signal.SIGTERM)
            await asyncio.to_thread(server.wait, 60)


async def _until_ready(base: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(60):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{base}/health/ready") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)


async def _submit(session: aiohttp.ClientSession, base: str, prompt: str) -> str:
    async with session.post(
        f"{base}/api/v1/generateTask/nano-banana", json={"input": {"prompt": prompt}}
    ) as answer:
        return str((await answer.json())["data"]["taskId"])


async def _until_ended(session: aiohttp.ClientSession, base: str, task_id: str) -> None:
    url = f"{base}/api/v1/statusTask/nano-banana?taskId={task_id}&wait=30"
    while True:
        async with session.get(url) as answer:
            state = (await answer.json())["data"]["state"]
        if state in ("success", "failed"):
            return


async def _at_rate(one: Callable[[int], Awaitable[None]], count: int, rate: float) -> None:
    begun = time.perf_counter()
    running = []
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        running.append(asyncio.ensure_future(one(number)))
    await asyncio.gather(*running)


async def _fetch(dsn: str, sql: str, *arguments: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetch(sql, *arguments)
    finally:
        await connection.close()


async def _live(dsn: str) -> int:
    rows = await _fetch(dsn, "SELECT count(*) AS n FROM tasks WHERE state IN ('pending', 'processing')")
    return int(rows[0]["n"])


async def _until_all_ended(dsn: str) -> None:
    async with asyncio.timeout(300):
        while await _live(dsn):
            await asyncio.sleep(0.3)


async def _ends(dsn: str) -> dict[str, int]:
    rows = await _fetch(dsn, "SELECT coalesce(fail_code, state) AS how, count(*) AS n FROM tasks GROUP BY 1")
    return {row["how"]: row["n"] for row in rows}


def _percentiles(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100)
    return f"p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms"


def _connector() -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(limit=200)


if __name__ == "__main__":
    main()
