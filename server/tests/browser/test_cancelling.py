"""A task that waits is cancelled in the browser; no worker runs, so it surely waits."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect
from tests.browser.browser_fixtures import Visits
from tests.browser.playground_visits import operate, signed_in
from tests.e2e.cavendish_process import KEY, ApiCaller, CavendishProcess

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.prepared() as prepared:
        prepared.start_api_only("--role", "api")
        yield prepared


async def test_a_waiting_task_is_cancelled_and_asked_for_again(
    visits: Visits, server: CavendishProcess
) -> None:
    key = operate(server, "keys", "create", "wavering")
    visit = await signed_in(visits, server, key)
    page = visit.page
    await page.locator("#prompt").fill("a fox that nobody will draw")
    await page.locator("#submit").click()
    tile = page.locator("#tiles li")
    await expect(tile).to_have_attribute("data-state", "pending")
    task_id = await tile.get_attribute("data-task")
    assert task_id is not None
    under = page.locator("#under")
    await expect(under.get_by_text("Waiting")).to_be_visible()
    assert await visit.serious_faults() == []
    await under.get_by_role("button", name="Cancel").focus()
    await page.keyboard.press("Enter")
    await expect(tile).to_have_attribute("data-state", "failed")
    await expect(under.get_by_text("Stopped before it was done")).to_be_visible()
    await expect(under.get_by_role("button", name="Cancel")).to_have_count(0)
    assert await visit.serious_faults() == []
    async with ApiCaller.open(server.base, key=key) as api:
        status = await api.status(task_id)
    assert (status["state"], status["failCode"]) == ("failed", "CANCELLED")
    await under.get_by_role("button", name="Try again").click()
    await expect(tile).to_have_count(2)
    await expect(tile.first).to_have_attribute("data-state", "pending")


async def test_a_reader_elsewhere_sees_it_cancelled_without_reloading(
    visits: Visits, server: CavendishProcess
) -> None:
    async with ApiCaller.open(server.base) as api:
        task_id = await api.submit("a fox that somebody else cancels")
        page = (await signed_in(visits, server, KEY)).page
        tile = page.locator(f'#tiles li[data-task="{task_id}"]')
        await expect(tile).to_have_attribute("data-state", "pending")
        url = f"{server.base}/api/v1/cancelTask/nano-banana?taskId={task_id}"
        async with api._session.post(url) as answer:
            assert answer.status == 200
        await expect(tile).to_have_attribute("data-state", "failed")
        await expect(tile.get_by_text("Cancelled")).to_be_visible()
