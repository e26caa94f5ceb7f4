"""A whole Cavendish as its users run it: `cavendish-server serve` in processes of its own."""

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import aiohttp

from cavendish.domain.ids import ApiKeyId

KEY = "e2e-test-key-0123456789"
COMMAND = Path(sys.executable).with_name("cavendish-server")


class CavendishProcess:
    """One data folder and the processes that serve it; may be killed and started again."""

    def __init__(self, data: Path, *, port: int, environ: Mapping[str, str]) -> None:
        self.data = data
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self._environ = {
            **{name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")},
            "CAVENDISH_BOOTSTRAP_KEY": KEY,
            **environ,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    @contextlib.contextmanager
    def running(cls, **environ: str) -> Iterator[Self]:
        """A server on a data folder of its own, killed and removed at the end."""
        with cls.prepared(**environ) as server:
            server.start()
            yield server

    @classmethod
    @contextlib.contextmanager
    def prepared(cls, **environ: str) -> Iterator[Self]:
        """The same, for whoever starts it."""
        folder = Path(tempfile.mkdtemp(prefix="cavendish-e2e-", dir="/var/tmp"))
        folder.chmod(0o711)
        server = cls(folder / "data", port=free_port(), environ=environ)
        try:
            yield server
        finally:
            server.stop()
            server.kill_everything()
            shutil.rmtree(folder, ignore_errors=True)

    def set(self, name: str, value: str) -> None:
        """A setting of what is started from now on."""
        self._environ[name] = value

    def start(self, *arguments: str) -> float:
        """Start and wait until the server is ready; returns the seconds that took."""
        begun = time.monotonic()
        self._launch(*arguments)
        asyncio.run(self._wait_until_answers("/health/ready"))
        return time.monotonic() - begun

    def start_api_only(self, *arguments: str) -> None:
        """Start without a worker, which never gets ready; wait until requests are answered."""
        self._launch(*arguments)
        asyncio.run(self._wait_until_answers("/health/live"))

    def _launch(self, *arguments: str) -> None:
        with (self.data.parent / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--data", self.data, "--port", str(self.port), *arguments],
                env=self._environ,
                stdout=log,
                stderr=log,
            )

    def create_key(self, *options: str) -> tuple[ApiKeyId, str]:
        """As an operator does it: the new key's number and its secret."""
        done = subprocess.run(
            [COMMAND, "keys", "create", "another", *options],
            env={**self._environ, "CAVENDISH_DATA": str(self.data)},
            capture_output=True,
            text=True,
            check=True,
        )
        number = re.search(r"Key number (\d+)", done.stderr)
        assert number is not None
        return ApiKeyId(int(number[1])), done.stdout.strip()

    def stop(self, *, within_s: float = 60) -> int | None:
        """Ask it to drain, as an operator would; the exit code, or None if it did not end in time."""
        if self._process is None or self._process.poll() is not None:
            return None if self._process is None else self._process.returncode
        self._process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(within_s)
        return None

    def kill_everything(self) -> int:
        """SIGKILL to supervisor, API, worker, drawing processes and PostgreSQL at once; returns how many."""
        victims = [pid for pid in self.process_ids() if pid != os.getpid()]
        for pid in victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
        return len(victims)

    def process_ids(self) -> list[int]:
        """Everything that belongs to this server: what descends from it, and what works in its folder."""
        parents = {pid: facts for pid in _all_pids() if (facts := _facts(pid)) is not None}
        roots = {self._process.pid} if self._process is not None else set()
        found = {pid for pid, (_, cwd) in parents.items() if cwd.startswith(str(self.data))} | (
            roots & parents.keys()
        )
        while more := {pid for pid, (parent, _) in parents.items() if parent in found} - found:
            found |= more
        return sorted(found)

    def log(self) -> str:
        return (self.data.parent / "server.log").read_text(errors="replace")

    def result_files(self) -> list[Path]:
        return [path for path in (self.data / "storage" / "results").rglob("*") if path.is_file()]

    async def _wait_until_answers(self, path: str) -> None:
        try:
            async with asyncio.timeout(100), aiohttp.ClientSession() as session:
                while True:
                    with contextlib.suppress(aiohttp.ClientError):
                        async with session.get(self.base + path) as answer:
                            if answer.status == 200:
                                return
                    if self._process is None or self._process.poll() is not None:
                        raise AssertionError(f"the server ended at its start:\n{self.log()[-3000:]}")
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"the server is not ready after 100 s:\n{self.log()[-3000:]}") from None


class ApiCaller:
    """Speaks the task API as a client would."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self._session = session

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, base: str, *, key: str = KEY, connections: int = 64) -> Any:
        connector = aiohttp.TCPConnector(limit=connections)
        headers = {"Authorization": f"Bearer {key}"}
        async with aiohttp.ClientSession(headers=headers, connector=connector) as session:
            yield cls(base, session)

    async def submit(self, prompt: str, **fields: object) -> str:
        body = {"input": {"prompt": prompt, **fields}}
        url = f"{self.base}/api/v1/generateTask/nano-banana"
        async with self._session.post(url, json=body) as answer:
            envelope = await answer.json()
        assert envelope["code"] == 200, envelope
        return str(envelope["data"]["taskId"])

    async def status(self, task_id: str, *, wait_s: int = 0) -> dict[str, Any]:
        url = f"{self.base}/api/v1/statusTask/nano-banana?taskId={task_id}&wait={wait_s}"
        async with self._session.get(url) as answer:
            envelope = await answer.json()
        assert envelope["code"] == 200, envelope
        return dict(envelope["data"])

    async def ended(self, task_id: str, *, within_s: float = 120) -> dict[str, Any]:
        """The task once it has ended."""
        async with asyncio.timeout(within_s):
            while True:
                status = await self.status(task_id, wait_s=30)
                if status["state"] in ("success", "failed"):
                    return status

    async def picture(self, status: dict[str, Any]) -> tuple[bytes, str]:
        """The bytes behind a finished task's link and their declared type; fetched without a key."""
        (url,) = json.loads(status["resultJson"])["resultUrls"]
        async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as answer:
            assert answer.status == 200, (url, answer.status)
            return await answer.read(), answer.content_type


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _facts(pid: int) -> tuple[int, str] | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        return int(stat.rpartition(")")[2].split()[1]), str(Path(f"/proc/{pid}/cwd").readlink())
    except OSError:
        return None
