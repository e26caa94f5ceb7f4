"""A whole installation for benchmarks: the real server and worker processes, and one route to a stand-in."""

import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import asyncpg
import uvloop

from benchmarks.working_folder import working_folder
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import hash_secret

KEY = f"bench_{secrets.token_hex(16)}"
_WORKER = "cavendish-server: worker-"


@dataclass
class Installation:
    """A running server and its database."""

    base: str
    dsn: str
    folder: Path
    server: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes] | None = None
    """Set when the worker is watched: then it is a process of ours, not the server's child."""
    lag_file: Path | None = None
    start: Callable[[], "subprocess.Popen[bytes]"] | None = None
    """Starts the server once more, after it was killed; not for a watched worker."""

    async def start_again(self) -> None:
        """After a kill: the same server on the same database, ready."""
        if self.start is None:
            raise RuntimeError("a watched installation is not started again")
        self.server = self.start()
        await _until_ready(self.base)

    def worker_pid(self) -> int:
        if self.worker is not None:
            return self.worker.pid
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == self.server.pid and _WORKER in (entry / "cmdline").read_text():
                    return int(entry.name)
        raise RuntimeError("the worker is not there")

    def worker_kb(self) -> int:
        lines = Path(f"/proc/{self.worker_pid()}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

    def lags_s(self, begun_s: float, ended_s: float) -> list[float]:
        """How late the watched worker's loop came to a 10 ms timer, between two monotonic times."""
        if self.lag_file is None:
            return []
        seen = [json.loads(line) for line in self.lag_file.read_text().splitlines() if line.endswith("]")]
        return [lag for at, lag in seen if begun_s <= at <= ended_s]


def in_new_database(work: Callable[[Path, str], Awaitable[None]]) -> None:
    """Run `work` with a folder and the DSN of an embedded PostgreSQL in it, which is stopped afterwards."""
    with working_folder("bench") as folder, EmbeddedPostgres.start(folder) as postgres:
        uvloop.run(_await(work(folder, postgres.dsn)))


async def _await(work: Awaitable[None]) -> None:
    await work


def route_row(name: str, provider: str, *, tier: str = "official", price_usd: float = 0) -> str:
    """A row of a route file, to the stand-in of Gemini (no jobs) or of fal (jobs)."""
    model = {"fal": "fal-ai/nano-banana", "gemini": "gemini-2.5-flash-image"}[provider]
    return (
        f'[[routes]]\nname = "{name}"\nmodel = "nano-banana"\nprovider = "{provider}"\n'
        f'upstream_model = "{model}"\ntier = "{tier}"\nprice_usd = {price_usd}\n'
        "max_concurrency = 4000\ntimeout_s = 120\n"
    )


@contextlib.asynccontextmanager
async def installation(
    folder: Path,
    dsn: str,
    *,
    upstream_url: str = "",
    jobs: bool = False,
    watched: bool = False,
    routes: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> AsyncIterator[Installation]:
    """One API process and one worker process with one route to the upstream, or with `routes` as they are."""
    await migrate(dsn)
    await fetch(
        dsn,
        "INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks,"
        " default_strategy) VALUES ('bench', $1, 'bench', 2000000000, 2000000000, 'auto')",
        hash_secret(KEY),
    )
    route_file = folder / "routes.toml"
    route_file.write_text(routes or route_row("bench", "fal" if jobs else "gemini"))
    lag_file = folder / "lag.jsonl" if watched else None
    variables = {
        **os.environ, "CAVENDISH_DATABASE_URL": dsn, "CAVENDISH_DATA": str(folder / "data"),
        "CAVENDISH_ROUTES": str(route_file), "CAVENDISH_LOG_LEVEL": "error",
        "GEMINI_API_KEY": "bench", "CAVENDISH_GEMINI_BASE_URL": upstream_url,
        "FAL_KEY": "bench", "CAVENDISH_FAL_BASE_URL": upstream_url, "CAVENDISH_BENCH_LAG": str(lag_file),
        **(environ or {}),
    }  # fmt: skip
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve = [str(Path(sys.executable).with_name("cavendish-server")), "serve", "--port", str(port)]
    commands = [[*serve, "--role", "api"], [sys.executable, "-m", "benchmarks.watched_worker"]]

    def start(command: list[str]) -> "subprocess.Popen[bytes]":
        with (folder / "server.log").open("ab") as log:
            return subprocess.Popen(command, env=variables, stdout=log, stderr=log)

    processes = [start(command) for command in (commands if watched else [serve])]
    it = Installation(
        f"http://127.0.0.1:{port}", dsn, folder, processes[0], processes[1] if watched else None, lag_file
    )
    if not watched:
        it.start = lambda: start(serve)
    try:
        await _until_ready(it.base)
        yield it
    finally:
        running = [it.server, it.worker] if it.worker is not None else [it.server]
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            await asyncio.to_thread(process.wait, 60)


async def _until_ready(base: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(60):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{base}/health/ready") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)


async def fetch(dsn: str, sql: str, *arguments: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetch(sql, *arguments)
    finally:
        await connection.close()


async def until_all_ended(dsn: str, *, within_s: float = 300) -> None:
    async with asyncio.timeout(within_s):
        while await count_live(dsn):
            await asyncio.sleep(0.2)


async def count_live(dsn: str) -> int:
    rows = await fetch(dsn, "SELECT count(*) AS n FROM tasks WHERE state IN ('pending', 'processing')")
    return int(rows[0]["n"])


async def count_ends(dsn: str) -> dict[str, int]:
    """How many tasks ended how."""
    rows = await fetch(dsn, "SELECT coalesce(fail_code, state) AS how, count(*) AS n FROM tasks GROUP BY 1")
    return {row["how"]: row["n"] for row in rows}


def descendants(pid: int) -> list[int]:
    """The process and all that it started, as far as they still live."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(found for child in children for found in descendants(int(child)))]
