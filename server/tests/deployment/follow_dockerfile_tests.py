"""Follows deploy/Dockerfile by hand, without Docker: `make test-deploy` (minutes, for it installs anew).

Every RUN and COPY of the build is carried out in a clean folder that stands for the image's `/`; then the
server starts there as a user without rights, with nothing to write to but `/data` and `/tmp`.
"""

import json
import os
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.cavendish_process import KEY, free_port

REPOSITORY = Path(__file__).parents[3]
DOCKERFILE = REPOSITORY / "deploy" / "Dockerfile"
PLACES = ("/opt/cavendish", "/src", "/data")
ORDINARY = "daemon"
"""An account that every Debian has, without rights."""


def instructions() -> list[tuple[str, str]]:
    """Every instruction of the Dockerfile with its words, continued lines joined."""
    text = re.sub(r"\\\n\s*", " ", DOCKERFILE.read_text())
    lines = [line.strip() for line in text.splitlines()]
    return [
        (word, rest) for word, _, rest in (line.partition(" ") for line in lines if line and line[0] != "#")
    ]


@pytest.fixture(scope="module")
def image() -> Iterator[Path]:
    """A folder that holds what the image would hold."""
    root = Path(tempfile.mkdtemp(prefix="cavendish-image-", dir="/var/tmp"))
    root.chmod(0o755)
    build_steps, *_ = _stages()
    environ = {"PATH": f"{_base_python(root)}:{os.environ['PATH']}", "HOME": str(root)}
    environ["LD_LIBRARY_PATH"] = str(root / "usr" / "local" / "lib")
    environ |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    folder = root
    try:
        for word, rest in build_steps:
            match word:
                case "WORKDIR":
                    folder = root / rest.lstrip("/")
                    folder.mkdir(parents=True)
                case "COPY":
                    _copy(rest, folder)
                case "ENV":
                    environ |= dict(part.split("=", 1) for part in shlex.split(rest))
                case "RUN":
                    _run(_placed(rest, root), folder, environ)
        yield root
    finally:
        subprocess.run(["chmod", "-R", "u+w", root], check=True)
        shutil.rmtree(root)


def _base_python(root: Path) -> Path:
    """The folder of a `python` that any user may run, as the image's base brings one along."""
    home = Path(sys.base_prefix).resolve()
    if all(folder.stat().st_mode & 0o001 for folder in (home, *home.parents)):
        return home / "bin"
    left_out = shutil.ignore_patterns("site-packages", "test", "__pycache__", "share")
    shutil.copytree(home, root / "usr" / "local", symlinks=True, ignore=left_out)
    return root / "usr" / "local" / "bin"


def _stages() -> list[list[tuple[str, str]]]:
    stages: list[list[tuple[str, str]]] = []
    for word, rest in instructions():
        if word == "FROM":
            stages.append([])
        else:
            stages[-1].append((word, rest))
    return stages


def _placed(command: str, root: Path) -> str:
    for place in PLACES:
        command = re.sub(rf"(?<![\w.]){place}\b", str(root) + place, command)
    return command


def _copy(rest: str, folder: Path) -> None:
    source, target = rest.split()
    ignored = shutil.ignore_patterns("tests", "__pycache__", "*.egg-info")
    if (REPOSITORY / source).is_dir():
        shutil.copytree(REPOSITORY / source, folder / target, ignore=ignored)
    else:
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / source, folder / target)


def _run(command: str, folder: Path, environ: dict[str, str]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_the_image_runs_as_nobody_and_from_hashes_only() -> None:
    build, final = _stages()
    runs = [rest for word, rest in build if word == "RUN"]
    assert all("--require-hashes" in run or "--no-index" in run for run in runs if "pip install" in run)
    assert ("USER", "10001:10001") in final
    assert any(word == "HEALTHCHECK" for word, _ in final)
    assert not any(word == "ADD" or "curl" in rest for word, rest in build + final)


@pytest.mark.timeout(600)
def test_a_picture_comes_out_of_a_read_only_image(image: Path) -> None:
    application = image / "opt" / "cavendish"
    subprocess.run(["chmod", "-R", "a-w", application], check=True)
    before = _listing(application)
    data, temporary = image / "data", image / "tmp"
    for folder in (data, temporary):
        folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, ORDINARY, pwd.getpwnam(ORDINARY).pw_gid)
    final = dict(_stages()[1])
    command = [*json.loads(final["ENTRYPOINT"]), *json.loads(final["CMD"])]
    port = free_port()
    environ = {
        "PATH": f"{application / 'bin'}:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LD_LIBRARY_PATH": str(image / "usr" / "local" / "lib"),
        "CAVENDISH_DATA": str(data),
        "TMPDIR": str(temporary),
        "CAVENDISH_BOOTSTRAP_KEY": KEY,
        "CAVENDISH_ADMIN_TOKEN": "an-admin-token-of-the-test",
    }
    log = image / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(application / "bin" / command[0]), *command[1:], "--port", str(port)],
            env=environ,
            cwd=data,
            stdout=output,
            stderr=output,
            **_ordinary_user(),
        )
    try:
        _wait_for_health(port, log, final["HEALTHCHECK"])
        assert _draw(port).startswith(b"\x89PNG")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(90)
    assert _listing(application) == before, "the application folder was written to"


def _ordinary_user() -> dict[str, Any]:
    """How Popen steps down from root; where the tests run as an ordinary user already, nothing."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(ORDINARY)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*"))


def _wait_for_health(port: int, log: Path, healthcheck: str) -> None:
    """Run the image's own HEALTHCHECK until it passes."""
    arguments = json.loads(healthcheck[healthcheck.index("CMD") + 3 :])
    program = [sys.executable, *(part.replace(":8080", f":{port}") for part in arguments[1:])]
    deadline_s = time.monotonic() + 120
    while time.monotonic() < deadline_s:
        if subprocess.run(program, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.5)
    raise AssertionError(f"never healthy:\n{log.read_text()[-3000:]}")


def _draw(port: int) -> bytes:
    base = f"http://127.0.0.1:{port}/api/v1"
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    body = json.dumps({"input": {"prompt": "a lighthouse", "output_format": "png"}}).encode()
    task = _json(urllib.request.Request(f"{base}/generateTask/nano-banana", body, headers))["taskId"]
    for _ in range(6):
        url = f"{base}/statusTask/nano-banana?taskId={task}&wait=30"
        status = _json(urllib.request.Request(url, headers=headers))
        if status["state"] == "success":
            link = json.loads(status["resultJson"])["resultUrls"][0]
            name = link.rsplit("/", 1)[1]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/results/{name}", timeout=30) as picture:
                return bytes(picture.read())
    raise AssertionError(f"no picture: {status}")


def _json(request: urllib.request.Request) -> dict[str, str]:
    with urllib.request.urlopen(request, timeout=60) as answer:
        return dict(json.loads(answer.read())["data"])
