"""An ASGI application on the server that `cavendish-server serve` uses, on a core of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
CAVENDISH = "cavendish.entrypoints.api.main:app"
SERVER_CORE, LOAD_CORE = 0, 1


class ServedApp(NamedTuple):
    base: str
    pid: int
    """Of the server's main process."""


@contextlib.contextmanager
def serving(target: str, dsn: str, folder: Path, **settings: str) -> Iterator[ServedApp]:
    """Serve `target`, a `module:app`, until the block ends; what it logs goes to a file in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *("taskset", "-c", str(SERVER_CORE), sys.executable, "-m", "granian", "--interface", "asgi"),
        # As `cavendish.entrypoints.api.listen` sets it up.
        *("--loop", "uvloop", "--http", "1", "--no-ws", "--no-log", "--backlog", "4096"),
        *("--port", str(port), target),
    ]
    environ = {
        **os.environ,
        "CAVENDISH_DATABASE_URL": dsn,
        "CAVENDISH_DATA": str(folder),
        "CAVENDISH_LOG_LEVEL": "info",
        **settings,
    }
    # Logs are written as in production, and read by nobody: a terminal would be slower than the server.
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_until_up(f"{base}/health/live")
        yield ServedApp(base, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait_until_up(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"nothing answers at {url}")
