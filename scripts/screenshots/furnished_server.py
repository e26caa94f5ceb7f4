"""A fresh server with something to see on every page, and the documentation site beside it."""

import asyncio
import contextlib
import functools
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import URLError

from cavendish_client import Cavendish, errors
from cavendish_client.task_request import TaskRequest

ROOT = Path(__file__).parents[2]
ADMIN_TOKEN = secrets.token_urlsafe(24)
READY_WITHIN_S = 120
PICTURES = [
    ("a lighthouse on a cliff in a storm, oil painting", "3:2"),
    ("three hot air balloons over lavender fields at sunrise", "16:9"),
    ("a cat astronaut on the moon, comic style", "1:1"),
    ('vintage travel poster of Venice, with the title "VENEZIA"', "2:3"),
    ("a cozy cyberpunk cafe with neon lights in the rain", "4:3"),
    ("latarnia morska zimą o zmierzchu, akwarela", "4:5"),
    ("an owl in an autumn forest, watercolour", "3:4"),
    ("a sailboat at sunset, low poly", "1:1"),
    ("a panda drinking tea in a japanese garden", "1:1"),
    ("a dragon over a castle at night", "16:9"),
    ("a fox reading a book in a cozy library, golden hour", "4:3"),
]
KEYS: dict[str, dict[str, Any]] = {
    "shop": {"owner": "Ada", "balanceUsd": 25, "models": ["nano-banana"]},
    "newsletter": {"owner": "Jan", "requestsPerMinute": 600, "maxLiveTasks": 20, "addresses": ["10.0.0.0/8"]},
    "newcomer": {"owner": "Ewa"},
    "painter": {"owner": "Ada"},
}
"""The keys that the console shows, beside the one that serves by itself."""


@dataclass(frozen=True, kw_only=True)
class FurnishedServer:
    """Its address, and the keys of its readers by their names in `KEYS`."""

    base: str
    keys: dict[str, str]


@contextlib.contextmanager
def furnished_server() -> Iterator[FurnishedServer]:
    """A server whose keys have pictures, failures and callbacks."""
    settings = {
        "CAVENDISH_ADMIN_TOKEN": ADMIN_TOKEN,
        "CAVENDISH_ALLOW_PRIVATE_NETWORK": "1",  # callbacks go to this machine
        "CAVENDISH_WEBHOOK_RETRY_DELAYS": "1,2",
    }
    with serving(settings) as base, _receiver() as callbacks:
        keys = {name: _make_key(base, name) for name in KEYS}
        _fail_tasks(base, keys["shop"])
        _call_back(base, keys["shop"], callbacks)
        _draw_gallery(base, keys["painter"])
        yield FurnishedServer(base=base, keys=keys)


@contextlib.contextmanager
def serving(settings: dict[str, str]) -> Iterator[str]:
    """A server of its own, on a data folder that is removed at the end; its address."""
    folder = Path(tempfile.mkdtemp(prefix="cavendish-shots-", dir="/var/tmp"))
    folder.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # No provider's key is passed on, and no setting of whoever takes the pictures.
    mine = ("CAVENDISH_", "_API_KEY", "_API_TOKEN")
    environ = {name: value for name, value in os.environ.items() if not any(part in name for part in mine)}
    command = [ROOT / ".venv/bin/cavendish-server", "serve", "--data", folder / "data", "--port", str(port)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, env=environ | settings, stdout=log, stderr=log) as process,
    ):
        try:
            base = f"http://127.0.0.1:{port}"
            asyncio.run(_until_ready(base))
            yield base
        finally:
            process.terminate()
            process.wait(60)
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def documentation_site() -> Iterator[str]:
    """The site that `make docs` builds, built anew; its address."""
    subprocess.run([ROOT / "scripts/build_docs.sh"], check=True, stdout=subprocess.DEVNULL)
    with _answering(functools.partial(_SiteHandler, directory=str(ROOT / "site"))) as base:
        yield base


class _SiteHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextlib.contextmanager
def _answering(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def _receiver() -> Iterator[str]:
    """Takes callbacks, but for those to /closed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            text = b"Closed for stocktaking, back at nine" if self.path == "/closed" else b"thank you"
            self.send_response(503 if self.path == "/closed" else 200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with _answering(Handler) as base:
        yield base


async def _until_ready(base: str) -> None:
    async with asyncio.timeout(READY_WITHIN_S):
        while True:
            if await asyncio.to_thread(_answers, f"{base}/health/ready"):
                return
            await asyncio.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


def ask(url: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
    """The `data` of the answer to this POST."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request) as answer:
        data: dict[str, Any] = json.load(answer)["data"]
        return data


def _make_key(base: str, name: str) -> str:
    made = ask(f"{base}/admin/api/v1/keys", ADMIN_TOKEN, {"name": name, **KEYS[name]})
    return str(made["secret"])


def _fail_tasks(base: str, key: str) -> None:
    """One whose reference nobody can fetch, and one that the rules refuse."""
    with Cavendish(key, base_url=base) as client:
        with contextlib.suppress(errors.InvalidImageUrlError):
            client.edit("put it on a beach", ["https://pictures.invalid/photo.jpg"])
        with contextlib.suppress(errors.ContentViolationError):
            client.generate("a poster: how to make a pipe bomb")


def _call_back(base: str, key: str, callbacks: str) -> None:
    """Callbacks that are taken, and one that is given up."""
    for prompt, place in (("a logo with the letter S", "orders"), ("a logo of a leaf", "closed")):
        order = {
            "request_type": "callback",
            "callback_url": f"{callbacks}/{place}",
            "input": {"prompt": prompt},
        }
        ask(f"{base}/api/v1/generateTask/nano-banana", key, order)


def _draw_gallery(base: str, key: str) -> None:
    """Something to look at, one after the other, so that the gallery has this order."""
    with Cavendish(key, base_url=base) as client:
        for prompt, ratio in PICTURES:
            client.make(TaskRequest(prompt=prompt, aspect_ratio=ratio))
            print(f"  drawn: {prompt}", file=sys.stderr)
