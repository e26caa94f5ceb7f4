"""A user's terminal, and a network that loses answers."""

import contextlib
import json
import signal
import socket
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cavendish_client import Cavendish


class Terminal:
    """Runs `cavendish` in a folder of its own, as a user without this machine's settings would."""

    def __init__(self, server, folder: Path) -> None:
        self.folder = folder
        self.environ = server.environ(folder)

    def run(self, *arguments: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["cavendish", *arguments],
            cwd=self.folder,
            env={**self.environ, **environ},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    def json(self, *arguments: str) -> list:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, (done.stdout, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["cavendish", *arguments],
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @staticmethod
    def stop(process: subprocess.Popen[str], number: signal.Signals) -> int:
        process.send_signal(number)
        process.communicate(timeout=30)
        return process.returncode


@pytest.fixture
def terminal(server, tmp_path) -> Terminal:
    return Terminal(server, tmp_path)


@pytest.fixture
def client(server) -> Iterator[Cavendish]:
    with Cavendish(server.api_key, base_url=server.base_url) as client:
        yield client


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):  # either side has hung up
        while data := source.recv(65536):
            target.sendall(data)


@contextmanager
def _losing_network(upstream_port: int) -> Iterator[tuple[str, list[bytes]]]:
    """A proxy that passes everything on, but hangs up on the first submit once the server has answered it."""
    lost: list[bytes] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", upstream_port)) as upstream:
                first = self.request.recv(65536)
                upstream.sendall(first)
                threading.Thread(target=_pass_on, args=(self.request, upstream), daemon=True).start()
                while answer := upstream.recv(65536):
                    if first.startswith(b"POST /api/v1/generateTask") and not lost:
                        lost.append(answer)
                        return
                    self.request.sendall(answer)

    class Proxy(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Proxy(("127.0.0.1", 0), Handler) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_address[1]}", lost
        finally:
            proxy.shutdown()
            thread.join()


@pytest.fixture
def losing_network(server) -> Iterator[tuple[str, list[bytes]]]:
    with _losing_network(urlsplit(server.base_url).port) as network:
        yield network
