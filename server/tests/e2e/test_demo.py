"""`cavendish-server demo`, which `make run` calls: a first picture, and a link that signs a browser in."""

import os
import re
import shutil
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
def printed() -> Iterator[str]:
    """What a running demo has told its user."""
    folder = Path(tempfile.mkdtemp(prefix="cavendish-demo-", dir="/var/tmp"))
    folder.chmod(0o711)
    environ = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    command = [COMMAND, "demo", "--data", folder / "data", "--port", str(free_port())]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        told = ""
        while "first picture:" not in told:
            line = process.stdout.readline().decode()
            assert line, f"the demo ended at its start:\n{told}"
            told += line
        yield told
        process.terminate()
        process.wait(60)
    shutil.rmtree(folder, ignore_errors=True)


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
