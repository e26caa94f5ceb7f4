"""A whole life, clicked through from the links that `make run` prints to a callback that is sent again."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.async_api import Page, expect
from tests.browser.browser_fixtures import Visit, Visits
from tests.browser.playground_visits import (
    DRAWN_MS,
    finished,
    gallery_is_there,
    generate,
    hand_over,
    newest_task,
    photograph,
)
from tests.e2e.cavendish_process import COMMAND, free_port
from tests.e2e.sample_receiver import CallbackReceiver

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]


@dataclass(frozen=True, slots=True)
class Printed:
    """What the demo told its user."""

    base: str
    key: str
    playground: str
    console: str


@pytest.fixture(scope="module")
def printed() -> Iterator[Printed]:
    """The links of a running demo."""
    folder = Path(tempfile.mkdtemp(prefix="cavendish-life-", dir="/var/tmp"))
    folder.chmod(0o711)
    environ = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    environ |= {"CAVENDISH_ALLOW_PRIVATE_NETWORK": "1", "CAVENDISH_WEBHOOK_RETRY_DELAYS": "0.2"}
    port = free_port()
    command = [COMMAND, "demo", "--data", folder / "data", "--port", str(port)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=log) as process,
    ):
        assert process.stdout is not None
        told = ""
        while "first picture:" not in told:
            line = process.stdout.readline().decode()
            assert line, f"the demo ended at its start:\n{told}\n{(folder / 'log').read_text()[-2000:]}"
            told += line
        found = [
            re.search(pattern, told) for pattern in (r"cav_\w+", r"http\S+/#ticket=\S+", r"http\S+#token=\S+")
        ]
        assert all(found), told
        key, playground, console = (match[0] for match in found if match)
        yield Printed(f"http://127.0.0.1:{port}", key, playground, console)
        process.terminate()
        process.wait(60)
    shutil.rmtree(folder, ignore_errors=True)


def call(base: str, key: str, path: str, body: object = None) -> tuple[int, dict[str, object]]:
    """As a program with this key calls the server."""
    request = Request(
        f"{base}/api/v1/{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)["data"]
    except HTTPError as error:
        with error:
            return error.code, {}


async def test_from_the_first_link_to_a_callback_sent_again(visits: Visits, printed: Printed) -> None:
    visit = await visits(printed.base, permissions=["clipboard-read", "clipboard-write"])
    await open_the_link(visit, printed)
    await generate_and_watch(visit.page)
    await edit_a_dragged_file(visit.page)
    await run_the_copied_curl(visit.page, printed)
    console = await visits(printed.base)
    await console.page.goto(printed.console)
    await expect(console.page.locator("#tiles .tile")).to_have_count(5)
    secret = await create_a_key(console.page)
    with CallbackReceiver.listening() as receiver:
        receiver.is_open = False
        order = {
            "request_type": "callback",
            "callback_url": receiver.url,
            "input": {"prompt": "logo of a key"},
        }
        _, data = await asyncio.to_thread(call, printed.base, secret, "generateTask/nano-banana", order)
        task_id = str(data["taskId"])
        await see_its_task(console.page, task_id)
        await replay_the_delivery(console.page, task_id, receiver)
    await revoke_the_key(console.page)
    async with asyncio.timeout(30):
        while (await asyncio.to_thread(call, printed.base, secret, "tasks"))[0] != 401:
            await asyncio.sleep(0.05)
    for each in (visit, console):
        assert await each.serious_faults() == []


async def open_the_link(visit: Visit, printed: Printed) -> None:
    await visit.page.goto(printed.playground)
    await gallery_is_there(visit.page)
    assert visit.page.url == f"{printed.base}/"
    await expect(visit.page.locator("#easel img")).to_be_visible()


async def generate_and_watch(page: Page) -> None:
    await page.locator("#prompt").fill("a sailboat at sunset")
    await page.locator('[data-ratio="16:9"]').click()
    before = await newest_task(page)
    await page.locator("#submit").click()
    first = page.locator(f'#tiles li:first-child:not([data-task="{before}"])')
    await expect(first).to_have_attribute("data-state", re.compile("pending|processing"))
    await finished(page, after=before)
    await expect(page.locator("#announcer")).to_contain_text("ready")


async def edit_a_dragged_file(page: Page) -> None:
    await hand_over(page, "drop", photograph())
    await expect(page.locator("#references li:not(.uploading)")).to_have_count(1)
    await expect(page.locator("#submit-label")).to_have_text("Edit")
    await generate(page, "make it black and white")


async def run_the_copied_curl(page: Page, printed: Printed) -> None:
    await page.locator("#show-code").click()
    await page.locator("#copy-code").click()
    curl = await page.evaluate("navigator.clipboard.readText()")
    await page.keyboard.press("Escape")
    before = await newest_task(page)
    environ = {**os.environ, "CAVENDISH_API_KEY": printed.key}
    ran = await asyncio.to_thread(
        subprocess.run, ["sh", "-c", curl], env=environ, capture_output=True, text=True, check=True
    )
    task_id = json.loads(ran.stdout)["data"]["taskId"]
    await page.reload()
    made = page.locator(f'#tiles li[data-task="{task_id}"]')
    await expect(made).to_have_attribute("data-state", "success", timeout=DRAWN_MS)
    assert task_id != before


async def create_a_key(page: Page) -> str:
    await page.get_by_role("link", name="Keys").click()
    await page.get_by_role("button", name="New key").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Name").fill("A friend")
    await form.get_by_label("Prepaid").fill("1")
    await form.get_by_role("button", name="Save").click()
    secret = await page.locator("#secret").inner_text()
    await page.get_by_role("button", name="I have kept it").click()
    await expect(page.locator("#list").get_by_text("A friend")).to_be_visible()
    return secret


async def see_its_task(page: Page, task_id: str) -> None:
    await page.get_by_role("link", name="Tasks").click()
    row = page.locator(f"[data-id={task_id}]")
    await expect(row.get_by_text("Done")).to_be_visible(timeout=DRAWN_MS)
    await expect(row).to_contain_text("A friend")
    await row.get_by_role("link").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_alt_text("The picture of this task")).to_be_visible()
    await expect(drawer.locator(".timeline li")).to_have_count(1)
    await page.keyboard.press("Escape")


async def replay_the_delivery(page: Page, task_id: str, receiver: CallbackReceiver) -> None:
    await page.get_by_role("link", name="Deliveries").click()
    row = page.locator("#list tbody tr").filter(has_text=receiver.url)
    await expect(row.get_by_text("Given up")).to_be_visible(timeout=DRAWN_MS)
    await row.get_by_role("link").click()
    receiver.is_open = True
    drawer = page.get_by_role("dialog")
    await drawer.get_by_role("button", name="Send again").click()
    await expect(drawer.get_by_text("Delivered")).to_be_visible(timeout=DRAWN_MS)
    _, body = await asyncio.to_thread(receiver.wait_for, task_id)
    assert json.loads(body)["data"]["taskId"] == task_id
    await page.keyboard.press("Escape")


async def revoke_the_key(page: Page) -> None:
    await page.get_by_role("link", name="Keys").click()
    await page.locator("#list").get_by_role("link", name="A friend").click()
    await page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    sure = page.get_by_role("dialog", name="Revoke A friend?")
    await sure.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_role("status").get_by_text("A friend is revoked")).to_be_visible()
