"""A PostgreSQL that listens on TCP and is started again whenever it ends, as an init system does it."""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg

from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.embedded.cluster import DATABASE, SUPERUSER
from cavendish.database.embedded.server_account import ServerAccount
from cavendish.database.embedded.server_process import postmaster_pid


class OwnPostgres:
    """The cluster is an embedded one; afterwards it runs with an address that networks can reach."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._folder = folder
        self._cluster = folder / "postgres" / "cluster"
        self._account: ServerAccount | None = None
        self._program = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self.dsn = f"postgresql://{SUPERUSER}@{host}:{port}/{DATABASE}"
        self._listens = ("-c", f"listen_addresses={host}", "-p", str(port))
        self.crashes_at_ms: list[int] = []

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        self._prepare()
        keeper = asyncio.create_task(self._keep())
        try:
            await self.until_serving()
            yield
        finally:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper
            if self._process is not None and self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)
                await asyncio.to_thread(self._process.wait, 60)

    def _prepare(self) -> None:
        with EmbeddedPostgres.start(self._folder):
            pid = postmaster_pid(self._cluster)
            assert pid is not None
            self._program = Path(f"/proc/{pid}/exe").readlink()
        self._account = ServerAccount.for_folders([self._cluster])
        with (self._cluster / "pg_hba.conf").open("a") as rules:
            rules.write("host all all 10.213.0.0/16 trust\nhost all all 127.0.0.1/32 trust\n")

    async def _keep(self) -> None:
        while True:
            self._process = self._start()
            while self._process.poll() is None:
                await asyncio.sleep(0.1)
            await asyncio.sleep(0.5)

    def _start(self) -> subprocess.Popen[bytes]:
        assert self._account is not None
        with (self._folder / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                [self._program, "-D", self._cluster, *self._listens, "-c", "unix_socket_directories=",
                 "-c", "max_connections=200", "-c", "jit=off", "-c", "max_wal_size=256MB"],
                stdout=log, stderr=log, start_new_session=True, **self._account.spawn_options(),
            )  # fmt: skip

    async def until_serving(self, within_s: float = 120) -> None:
        async with asyncio.timeout(within_s):
            while True:
                try:
                    connection = await asyncpg.connect(self.dsn, timeout=3)
                except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await asyncio.sleep(0.1)
                else:
                    await connection.close()
                    return

    def pids(self) -> list[int]:
        """The main process first."""
        if self._process is None or self._process.poll() is not None:
            return []
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        return [self._process.pid, *map(int, children.split())]

    def kill(self, pid: int, now_ms: int) -> None:
        """After kill -9 of any of its processes PostgreSQL forgets its unlogged tables."""
        self.crashes_at_ms.append(now_ms)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
