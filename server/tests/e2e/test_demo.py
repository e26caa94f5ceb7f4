"""`cavendish-server demo`, which `make run` calls: a first picture, and a link that signs a browser in."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from tests.e2e.cavendish_process import COMMAND, free_port

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
OWN_PAGE = {"X-Cavendish-Page": "1"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where PostgreSQL's own account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="cavendish-demo-", dir="/var/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def start_demo(folder: Path, port: int, **pipes: int) -> subprocess.Popen[bytes]:
    environ = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    command = [COMMAND, "demo", "--data", folder / "data", "--port", str(port)]
    return subprocess.Popen(command, env=environ, **pipes)


@pytest.fixture
def printed(folder: Path) -> Iterator[str]:
    """What a running demo has told its user."""
    with start_demo(folder, free_port(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        told = ""
        while "first picture:" not in told:
            line = process.stdout.readline().decode()
            assert line, f"the demo ended at its start:\n{told}"
            told += line
        yield told
        process.terminate()
        process.wait(60)


async def test_the_printed_links_sign_in_and_both_show_the_first_picture(
    printed: str,
) -> None:
    link = re.search(r"(http\S+)/#ticket=(\S+)", printed)
    key = re.search(r"cav_\w+", printed)
    assert link
    assert key
    assert key[0] not in link[0]
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of a host without a name
    async with aiohttp.ClientSession(link[1], headers=OWN_PAGE, cookie_jar=jar) as browser:
        async with browser.get("/") as page:
            assert "<h1>" in await page.text()
        async with browser.post("/session", json={"ticket": link[2]}) as answer:
            assert (await answer.json())["data"]["signedIn"] is True
        async with browser.get("/api/v1/tasks") as answer:
            (task,) = (await answer.json())["data"]["tasks"]
    assert re.findall(r"/results/\w+\.png", printed)[0] in task["resultJson"]
    console = re.search(r"(http\S+)/console#token=(\S+)", printed)
    assert console
    async with aiohttp.ClientSession(console[1], cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.post("/admin/api/v1/session", json={"token": console[2]}) as answer:
            assert answer.status == 200
        async with browser.get("/admin/api/v1/tasks") as answer:
            assert [one["taskId"] for one in (await answer.json())["data"]["tasks"]] == [task["taskId"]]


async def test_whoever_stops_it_during_the_first_picture_sees_no_traceback(folder: Path) -> None:
    port = free_port()
    with start_demo(folder, port, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        async with aiohttp.ClientSession() as session, asyncio.timeout(60):
            while not await is_ready(session, port):
                await asyncio.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told, _ = await asyncio.to_thread(process.communicate, timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in told.decode()


async def is_ready(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/health/ready") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False
