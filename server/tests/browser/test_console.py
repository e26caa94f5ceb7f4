"""The console in a real browser, against a whole server: from signing in to a callback sent again."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Page, expect
from tests.browser.browser_fixtures import PHONE, Visit, Visits
from tests.e2e.cavendish_process import KEY, ApiCaller, CavendishProcess, free_port

TOKEN = "console-tests-admin-token"
PLACES = ["overview", "tasks", "keys", "routes", "deliveries", "settings"]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.running(
        CAVENDISH_ADMIN_TOKEN=TOKEN,
        CAVENDISH_ALLOW_PRIVATE_NETWORK="1",
        CAVENDISH_WEBHOOK_RETRY_DELAYS="0.2",
    ) as server:
        yield server


@dataclass
class Receiver:
    """Refuses callbacks until it is told to take them."""

    url: str
    is_open: bool = False
    taken: list[dict[str, Any]] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.json()
        if not self.is_open:
            return web.Response(status=503, text="out of order")
        self.taken.append(body)
        return web.Response()


@pytest_asyncio.fixture(loop_scope="module")
async def receiver() -> AsyncIterator[Receiver]:
    port = free_port()
    made = Receiver(f"http://127.0.0.1:{port}/hook")
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield made
    await runner.cleanup()


async def _sign_in(visit: Visit) -> Page:
    page = await visit.open(f"/console#token={TOKEN}")
    await expect(page.locator("body[data-place=overview] #tiles .tile")).to_have_count(5)
    return page


async def _settled(visit: Visit, place: str) -> Page:
    """A place of the console with what it shows drawn."""
    page = await visit.open(f"/console/{place}")
    await expect(page.locator("#tiles .tile, #list tbody tr, #settings section").first).to_be_visible()
    await expect(page.locator(".waiting")).to_have_count(0)
    return page


async def _make(server: CavendishProcess, key: str, **fields: Any) -> str:
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {key}"}) as session:
        body = {"input": {"prompt": "logo of a fox, flat"}, **fields}
        async with session.post(f"{server.base}/api/v1/generateTask/nano-banana", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return str((await answer.json())["data"]["taskId"])


async def test_a_wrong_token_is_told_and_the_right_one_opens(
    server: CavendishProcess, visits: Visits
) -> None:
    visit = await visits(server.base)
    page = await visit.open("/console/tasks?state=failed")
    await page.get_by_label("Admin token").fill("not this one")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_have_text("This is not the admin token.")
    assert await visit.serious_faults() == []
    await page.get_by_label("Admin token").fill(TOKEN)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Tasks")).to_be_visible()
    await expect(page.get_by_label("State")).to_have_value("failed")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("Admin token")).to_be_visible()


async def test_a_sign_in_link_leaves_no_token_in_the_address(
    server: CavendishProcess, visits: Visits
) -> None:
    page = await _sign_in(await visits(server.base))
    assert TOKEN not in page.url
    assert await page.evaluate("document.cookie") == ""


async def test_a_key_lives_its_whole_life_in_the_console(server: CavendishProcess, visits: Visits) -> None:
    visit = await visits(server.base)
    await _sign_in(visit)
    page = await _settled(visit, "keys")
    await page.get_by_role("button", name="New key").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Name").fill("Browser test")
    await form.get_by_label("May call from").fill("nowhere")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_contain_text("addresses[0]")
    await form.get_by_label("May call from").fill("127.0.0.1")
    await form.get_by_role("button", name="Save").click()
    secret = await page.locator("#secret").inner_text()
    await page.get_by_role("button", name="I have kept it").click()
    await expect(page.locator("#list").get_by_text("Browser test")).to_be_visible()

    task_id = await _make(server, secret)
    page = await _settled(visit, "tasks")
    await page.get_by_label("Key").select_option("Browser test")
    row = page.locator(f"[data-id={task_id}]")
    await expect(row.get_by_text("Done")).to_be_visible(timeout=120_000)
    await row.get_by_role("link").press("Enter")
    drawer = page.get_by_role("dialog")
    picture = drawer.get_by_alt_text("The picture of this task")
    await expect(picture).to_be_visible()
    await page.wait_for_function("document.querySelector('.drawer .shown img').naturalWidth === 1024")
    await expect(drawer.locator(".timeline li")).to_have_count(1)
    assert f"task={task_id}" in page.url
    await page.keyboard.press("Escape")
    await expect(page).not_to_have_url(re.compile("[?&]task="))

    page = await _settled(visit, "keys")
    await page.locator("#list").get_by_role("link", name="Browser test").click()
    await page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    await page.get_by_role("dialog", name="Revoke Browser test?").get_by_role("button", name="Revoke").click()
    await expect(page.get_by_role("status").get_by_text("Browser test is revoked")).to_be_visible()
    async with asyncio.timeout(30):
        while await _status(server, secret) != 401:
            await asyncio.sleep(0.05)


async def _status(server: CavendishProcess, key: str) -> int:
    headers = {"Authorization": f"Bearer {key}"}
    url = f"{server.base}/api/v1/tasks"
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as answer:
        return answer.status


async def test_a_callback_that_was_given_up_is_sent_again(
    server: CavendishProcess, visits: Visits, receiver: Receiver
) -> None:
    task_id = await _make(server, KEY, request_type="callback", callback_url=receiver.url)
    visit = await visits(server.base)
    await _sign_in(visit)
    page = await _settled(visit, f"deliveries?taskId={task_id}")
    row = page.locator("#list tbody tr").filter(has_text=receiver.url)
    await expect(row.get_by_text("Given up")).to_be_visible(timeout=120_000)
    await row.get_by_role("link").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_text("HTTP 503")).to_have_count(2)
    receiver.is_open = True
    await drawer.get_by_role("button", name="Send again").click()
    await expect(drawer.get_by_text("Delivered")).to_be_visible(timeout=60_000)
    assert [body["data"]["taskId"] for body in receiver.taken] == [task_id]


async def test_a_route_is_tried_with_a_real_picture(server: CavendishProcess, visits: Visits) -> None:
    visit = await visits(server.base)
    await _sign_in(visit)
    page = await _settled(visit, "routes?live=live")
    await page.get_by_role("button", name="Test: illustrator/nano-banana", exact=True).click()
    await page.get_by_role("button", name="Make it").click()
    await expect(page.locator("#trial-result img")).to_be_visible(timeout=120_000)
    await expect(page.locator("#trial-result")).to_contain_text("It works")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_place_has_a_serious_fault(server: CavendishProcess, visits: Visits, scheme: str) -> None:
    async with ApiCaller.open(server.base) as api:
        task_id = await api.submit("logo of a tree, flat")
        await api.ended(task_id)
    visit = await visits(server.base, color_scheme=scheme)
    await _sign_in(visit)
    for place in PLACES:
        page = await _settled(visit, place)
        assert await visit.serious_faults() == [], place
        await visit.picture(f"console-{place}-{scheme}")
    page = await _settled(visit, f"tasks?task={task_id}")
    await expect(page.get_by_role("dialog").locator(".facts")).to_be_visible()
    assert await visit.serious_faults() == []
    await visit.picture(f"console-task-{scheme}")
    page = await _settled(visit, "keys")
    await page.get_by_role("button", name="New key").click()
    assert await visit.serious_faults() == []
    await visit.picture(f"console-new-key-{scheme}")


async def test_a_phone_shows_every_place_without_scrolling_sideways(
    server: CavendishProcess, visits: Visits
) -> None:
    visit = await visits(server.base, viewport=PHONE, locale="pl-PL")
    await _sign_in(visit)
    for place, title in zip(
        PLACES, ["Przegląd", "Zadania", "Klucze", "Trasy", "Powiadomienia", "Ustawienia"], strict=True
    ):
        page = await _settled(visit, place)
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        await visit.picture(f"console-{place}-phone-pl")


async def test_the_switches_keep_language_and_colours(server: CavendishProcess, visits: Visits) -> None:
    visit = await visits(server.base)
    page = await visit.open("/console")
    await page.get_by_role("button", name="Polski").click()
    await expect(page.get_by_role("heading", name="Logowanie do konsoli")).to_be_visible()
    await page.get_by_role("button", name="Przełącz jasny i ciemny wygląd").click()
    await page.reload()
    assert await page.locator("html").get_attribute("data-theme") == "dark"
    assert await page.locator("html").get_attribute("lang") == "pl"


async def test_the_first_view_is_small(server: CavendishProcess, visits: Visits) -> None:
    async with ApiCaller.open(server.base) as api:
        await api.ended(await api.submit("logo of a tree, flat"))
    visit = await visits(server.base)
    page = await _sign_in(visit)
    sizes: dict[str, int] = {}

    async def note(answer: Any) -> None:
        with contextlib.suppress(Exception):
            sent = answer.headers.get("content-length")
            sizes[answer.url] = int(sent) if sent else len(await answer.body())

    page.on("response", note)
    await _settled(visit, "overview?key=999999")
    assert sizes
    assert sum(sizes.values()) < 100_000, json.dumps(sizes, indent=1)
    sizes.clear()
    async with page.expect_response(re.compile("/thumbnails/")) as thumbnail:
        await _settled(visit, "tasks?key=999999")
    assert len(await (await thumbnail.value).body()) < 5_000, "a list of fifty is no heavy page either"
    assert sum(sizes.values()) < 100_000, json.dumps(sizes, indent=1)
