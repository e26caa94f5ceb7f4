"""The API's reference at /docs in a real browser: small, without faults, and fit to try a call."""

import re

import pytest
from playwright.async_api import expect
from tests.browser.browser_fixtures import DESK, PHONE, Visits
from tests.browser.playground_visits import DRAWN_MS
from tests.e2e.cavendish_process import KEY, CavendishProcess

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]
FIRST_VIEW_BYTES = 100_000


@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESK), ("dark", DESK), ("light", PHONE)])
async def test_the_first_view_is_small_and_without_serious_faults(
    visits: Visits, plain_server: CavendishProcess, scheme: str, viewport: dict[str, int]
) -> None:
    visit = await visits(plain_server.base, color_scheme=scheme, viewport=viewport)
    page = await visit.open("/docs")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Cavendish API")
    sent = await page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".reduce((sum, entry) => sum + entry.transferSize, 0)"
    )
    assert 10_000 < sent < FIRST_VIEW_BYTES
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await visit.serious_faults() == []


async def test_a_call_is_tried_on_the_page(visits: Visits, plain_server: CavendishProcess) -> None:
    visit = await visits(plain_server.base)
    page = await visit.open("/docs")
    await page.locator("#key").fill(KEY)
    submit, read = (
        page.locator("article").filter(has=page.get_by_role("heading", name=name, exact=True))
        for name in ("Submit a task to Nano Banana", "Read a task of Nano Banana")
    )
    await submit.get_by_role("button", name="Send").click()
    await expect(submit.locator("output pre")).to_contain_text("task_")
    await expect(read.locator('input[name="taskId"]')).to_have_value(re.compile("^task_"))
    await read.locator('input[name="wait"]').fill("30")
    await read.get_by_role("button", name="Send").click()
    await expect(read.locator("output")).to_contain_text('"state": "success"', timeout=DRAWN_MS)
    await expect(read.get_by_alt_text("The finished picture")).to_be_visible()
    assert await visit.serious_faults() == []
