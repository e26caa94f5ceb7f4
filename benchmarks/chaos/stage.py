"""Two API and two worker processes on one PostgreSQL, each started again whenever it ends."""

import asyncio
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chaos.machine_room import (
    DATABASE_ADDRESS,
    OUTSIDE_ADDRESS,
    Network,
    SmallDisk,
    has_namespaces,
    networks,
)
from benchmarks.chaos.own_postgres import OwnPostgres
from benchmarks.chaos.unreliable_receiver import UnreliableReceiver
from benchmarks.chaos.unreliable_upstream import UnreliableUpstream

PRICE_MICROUSD = 40_000
ROUTES = """
[[routes]]
name = "jobs"
model = "nano-banana"
provider = "fal"
upstream_model = "fal-ai/nano-banana"
tier = "value"
price_usd = 0.03
max_concurrency = 100
timeout_s = 20
poll_first_s = 0.2
poll_longest_s = 0.5
[[routes]]
name = "calls"
model = "nano-banana"
provider = "gemini"
upstream_model = "gemini-2.5-flash-image"
tier = "official"
price_usd = 0.039
max_concurrency = 100
timeout_s = 20
"""


@dataclass
class Served:
    """One `cavendish-server serve`, kept running."""

    name: str
    role: str
    host: str
    port: int
    environ: dict[str, str]
    log: Path
    network: Network | None
    process: subprocess.Popen[bytes] | None = None
    is_stopping: bool = False

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def keep(self) -> None:
        while not self.is_stopping:
            self.start()
            while self.process is not None and self.process.poll() is None:
                await asyncio.sleep(0.1)
            await asyncio.sleep(0.5)

    def start(self) -> None:
        command = [str(Path(sys.executable).with_name("cavendish-server")), "serve", "--role", self.role,
                   "--host", self.host, "--port", str(self.port)]  # fmt: skip
        if self.network is not None:
            command = ["ip", "netns", "exec", self.network.namespace, *command]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environ, stdout=log, stderr=log)

    def pids(self) -> list[int]:
        """The supervisor, and what descends from it."""
        if self.process is None or self.process.poll() is not None:
            return []
        found = [self.process.pid]
        for pid in found:
            with contextlib.suppress(OSError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
                found.extend(map(int, children.split()))
        return found

    async def stop(self) -> None:
        self.is_stopping = True
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                await asyncio.to_thread(self.process.wait, 60)
            except subprocess.TimeoutExpired:
                self.process.kill()


@dataclass
class Stage:
    folder: Path
    postgres: OwnPostgres
    served: list[Served]
    upstream: UnreliableUpstream
    receiver: UnreliableReceiver
    storage_disk: SmallDisk | None
    keepers: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def apis(self) -> list[Served]:
        return [each for each in self.served if each.role == "api"]

    @property
    def workers(self) -> list[Served]:
        return [each for each in self.served if each.role == "worker"]

    async def stop_serving(self) -> dict[int, str]:
        """Drain everything; returns what is left of it, and the commands that these processes run."""
        await asyncio.gather(*(each.stop() for each in self.served))
        for keeper in self.keepers:
            keeper.cancel()
        return self.strays()

    def strays(self) -> dict[int, str]:
        """Processes that were told this data folder."""
        mark = f"CAVENDISH_DATA={self.folder}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                    found[int(entry.name)] = command.decode(errors="replace")[:200]
        return found


@contextlib.asynccontextmanager
async def stage(folder: Path, chance: random.Random, clock: str | None = None) -> AsyncIterator[Stage]:
    """The whole installation and its surroundings; `clock` is the library that makes worker-2's own."""
    async with contextlib.AsyncExitStack() as stack:
        nets: list[Network] | list[None] = [None] * 4
        disk = None
        if has_namespaces():
            nets = stack.enter_context(networks(4))
            disk = SmallDisk(folder / "storage", 2000)
            stack.enter_context(disk.mounted())
        outside = OUTSIDE_ADDRESS if nets[0] else "127.0.0.1"
        upstream = await stack.enter_async_context(UnreliableUpstream(chance, outside))
        receiver = await stack.enter_async_context(UnreliableReceiver(chance, outside))
        postgres = OwnPostgres(folder / "database", DATABASE_ADDRESS if nets[0] else "127.0.0.1", free_port())
        await stack.enter_async_context(postgres.running())
        environ = _environ(folder, postgres.dsn, upstream.url)
        served = list(_served(folder, environ, nets, clock))
        it = Stage(folder, postgres, served, upstream, receiver, disk)
        it.keepers = [asyncio.create_task(each.keep()) for each in served]
        try:
            yield it
        finally:
            for pid in await it.stop_serving():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def _environ(folder: Path, dsn: str, upstream: str) -> dict[str, str]:
    (folder / "routes.toml").write_text(ROUTES)
    own = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    return own | {
        "CAVENDISH_DATABASE_URL": dsn, "CAVENDISH_DATA": str(folder),
        "CAVENDISH_STORAGE_URL": (folder / "storage").as_uri(),
        "CAVENDISH_ROUTES": str(folder / "routes.toml"), "CAVENDISH_ALLOW_PRIVATE_NETWORK": "1",
        "CAVENDISH_PRICE_USD": "0.04", "CAVENDISH_WEBHOOK_RETRY_DELAYS": "1,2,4,8,15,30,30,60",
        "CAVENDISH_ADMIN_TOKEN": "chaos-admin-token-0123456789abcdef", "CAVENDISH_LOG_LEVEL": "warning",
        "GEMINI_API_KEY": "chaos", "CAVENDISH_GEMINI_BASE_URL": upstream,
        "FAL_KEY": "chaos", "CAVENDISH_FAL_BASE_URL": upstream,
    }  # fmt: skip


def _served(
    folder: Path, environ: dict[str, str], nets: list[Network] | list[None], clock: str | None
) -> Iterator[Served]:
    names = ("api-1", "api-2", "worker-1", "worker-2")
    for name, network in zip(names, nets, strict=True):
        own = dict(environ)
        if clock is not None and name == "worker-2":
            (folder / "clock").write_text("+0\n")
            own |= {"LD_PRELOAD": clock, "FAKETIME_TIMESTAMP_FILE": str(folder / "clock"),
                    "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}  # fmt: skip
        yield Served(
            name, name.split("-")[0], network.address if network else "127.0.0.1", free_port(), own,
            folder / f"{name}.log", network,
        )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
