"""Fixtures that play flows without a network, and that run a whole server."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cavendish_client.errors import ConnectionFailedError
from cavendish_client.http_exchange import Answer, Call, Pause

BIN = Path(sys.executable).parent
WEBHOOK_SECRET = "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
Reply = Answer | ConnectionFailedError | Callable[[Call], Answer]


@dataclass
class Stage:
    """Plays the network and the clock for one flow, and keeps what was sent and how long was paused."""

    now: float = 1000.0
    calls: list[Call] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    call_s: float = 0.0
    """How long each call takes; long polls take what they ask for in any case."""

    def monotonic(self) -> float:
        return self.now

    def play(self, flow: Any, replies: list[Reply]) -> Any:
        left = list(replies)
        try:
            step = next(flow)
            while True:
                if isinstance(step, Pause):
                    self.pauses.append(step.seconds)
                    self.now += step.seconds
                    step = flow.send(None)
                    continue
                self.calls.append(step)
                self.now += self.call_s
                reply = left.pop(0)
                if isinstance(reply, ConnectionFailedError):
                    step = flow.throw(reply)
                else:
                    step = flow.send(reply if isinstance(reply, Answer) else reply(step))
        except StopIteration as end:
            assert left == [], "the flow ended before all replies were asked for"
            return end.value


@pytest.fixture
def stage() -> Stage:
    return Stage()


@dataclass(frozen=True)
class RunningServer:
    base_url: str
    api_key: str = "client-e2e-key-0123456789"
    webhook_secret: str = WEBHOOK_SECRET

    def environ(self, home: Path) -> dict[str, str]:
        """What a user's shell would have, and nothing of this machine's but its count of covered lines."""
        return {
            **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "CAVENDISH_API_KEY": self.api_key,
            "CAVENDISH_BASE_URL": self.base_url,
            "CAVENDISH_WEBHOOK_SECRET": self.webhook_secret,
        }


@pytest.fixture(scope="session")
def server() -> Iterator[RunningServer]:
    """`cavendish-server serve` on a folder of its own; drained and removed at the end."""
    # The embedded PostgreSQL runs as nobody where we are root, so the folder must be open to it.
    folder = Path(tempfile.mkdtemp(prefix="cavendish-client-", dir="/var/tmp"))
    folder.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = RunningServer(f"http://127.0.0.1:{port}")
    environ = {
        **{name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")},
        "CAVENDISH_ALLOW_PRIVATE_NETWORK": "1",
        "CAVENDISH_BOOTSTRAP_KEY": running.api_key,
        "CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET": running.webhook_secret,
    }
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [BIN / "cavendish-server", "serve", "--data", folder / "data", "--port", str(port)],
            env=environ,
            stdout=out,
            stderr=out,
        )
    try:
        _wait_until_ready(running.base_url, process, log)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        if process.poll() is None:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(base_url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and process.poll() is None:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(f"{base_url}/health/ready", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"the server is not ready:\n{log.read_text(errors='replace')[-3000:]}")
