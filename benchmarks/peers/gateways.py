"""The two gateways, each started afresh with one way to the stand-in upstream."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from benchmarks.connection import Connection
from benchmarks.installation import KEY, Installation, descendants, installation
from benchmarks.peers.callers import MODEL

ROOT = Path(__file__).parent.parent.parent
_VENV = ROOT / ".venv-peers"
_LITELLM_KEY = "sk-bench-0123456789"
_LITELLM_START_S = 240
_CONFIG = """
model_list:
  - model_name: {model}
    litellm_params: {{model: openai/gpt-image-1, api_base: "{url}", api_key: sk-upstream}}
    model_info: {{mode: image_generation}}
router_settings: {{routing_strategy: simple-shuffle, num_retries: 2}}
litellm_settings: {{request_timeout: 600, set_verbose: false, json_logs: true}}
general_settings: {{master_key: os.environ/LITELLM_MASTER_KEY, disable_error_logs: true}}
"""
_ROUTE = """
[[routes]]
name = "bench"
model = "nano-banana"
provider = "openai_images"
upstream_model = "gpt-image-1"
tier = "official"
max_concurrency = 4000
timeout_s = 120
base_url = "{url}"
"""


@dataclass
class Gateway:
    """One that serves."""

    name: str
    port: int
    key: str
    pids: tuple[int, ...]
    """Its processes' ancestors: what it uses is what these and their descendants use."""
    ready_s: float

    def connect(self) -> Connection:
        return Connection("127.0.0.1", self.port, self.key)

    def memory_mb(self) -> float:
        """Of all its processes; what they share counts once."""
        return sum(_memory_kb(pid) for root in self.pids for pid in descendants(root)) / 1024


def _memory_kb(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def install_litellm() -> None:
    """Into an environment of its own, at the pinned release."""
    if (_VENV / ".installed").exists():
        return
    print("installing LiteLLM into .venv-peers (some minutes)", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", _VENV], check=True)
    command: list[str | Path] = [_VENV / "bin/python", "-m", "pip", "install", "--quiet"]
    command += ["--disable-pip-version-check", "--no-deps", "--require-hashes", "-r"]
    subprocess.run([*command, ROOT / "requirements/peers.txt"], check=True)
    (_VENV / ".installed").touch()


@contextlib.asynccontextmanager
async def litellm(folder: Path, upstream_url: str, *, workers: int) -> AsyncIterator[Gateway]:
    """LiteLLM's proxy as its documentation advises for production, without a database."""
    config = folder / "litellm.yaml"
    config.write_text(_CONFIG.format(model=MODEL, url=f"{upstream_url}/v1"))
    port = _free_port()
    environ = {
        "PATH": f"{_VENV / 'bin'}:/usr/bin:/bin", "HOME": str(folder), "LITELLM_MASTER_KEY": _LITELLM_KEY,
        "LITELLM_LOG": "ERROR", "LITELLM_MODE": "PRODUCTION", "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }  # fmt: skip
    command: list[str | Path] = [_VENV / "bin/litellm", "--config", config, "--port", str(port)]
    command += ["--host", "127.0.0.1", "--num_workers", str(workers), "--telemetry", "False"]
    begun_s = time.monotonic()
    with (folder / "litellm.log").open("ab") as log:
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log, start_new_session=True)
    try:
        await _until_answering(f"http://127.0.0.1:{port}/health/readiness", within_s=_LITELLM_START_S)
        ready_s = time.monotonic() - begun_s
        yield Gateway("LiteLLM", port, _LITELLM_KEY, (process.pid,), ready_s)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


@contextlib.asynccontextmanager
async def cavendish(folder: Path, dsn: str, upstream_url: str) -> AsyncIterator[tuple[Gateway, Installation]]:
    """One API and one worker process; what PostgreSQL uses counts as its own."""
    begun_s = time.monotonic()
    routes = _ROUTE.format(url=f"{upstream_url}/v1")
    async with installation(folder, dsn, routes=routes) as it:
        postgres = int(next(folder.rglob("postmaster.pid")).read_text().split()[0])
        port = int(it.base.rpartition(":")[2])
        ready_s = time.monotonic() - begun_s
        yield Gateway("Cavendish", port, KEY, (it.server.pid, postgres), ready_s), it


@contextlib.contextmanager
def upstream() -> Iterator[str]:
    """The stand-in's address."""
    command = [sys.executable, "-m", "benchmarks.peers.image_upstream"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait(10)


async def _until_answering(url: str, *, within_s: float) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(within_s):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(url) as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
