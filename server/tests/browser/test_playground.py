"""The playground as its readers use it, in a real browser on a real server."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.async_api import Page
from tests.browser.browser_fixtures import PHONE, Visits
from tests.browser.playground_visits import (
    DRAWN_MS,
    finished,
    gallery_is_there,
    generate,
    hand_over,
    newest_task,
    operate,
    photograph,
    signed_in,
)
from tests.e2e.cavendish_process import KEY, ApiCaller, CavendishProcess

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]
FIRST_VIEW_BYTES = 100_000
"""On the wire, headers included."""


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.running() as running:
        yield running


@pytest.fixture(scope="module")
def fresh_key(server: CavendishProcess) -> str:
    """A key without pictures."""
    return operate(server, "keys", "create", "newcomer")


async def pixels(page: Page, address: str) -> tuple[int, int]:
    """How large the picture is that the browser got."""
    size = await page.evaluate(
        "async (src) => { const image = new Image(); image.src = src; await image.decode();"
        " return [image.naturalWidth, image.naturalHeight]; }",
        address,
    )
    return size[0], size[1]


async def lies_above(page: Page, upper: str, lower: str) -> bool:
    """Read to its end, the upper of the lightbox's parts is not covered by the lower."""
    return bool(
        await page.evaluate(
            """([upper, lower]) => {
              const aside = document.querySelector("#lightbox .aside");
              aside.scrollTop = aside.scrollHeight;
              const edges = [upper, lower].map((one) => aside.querySelector(one).getBoundingClientRect());
              return edges[0].bottom <= edges[1].top;
            }""",
            [upper, lower],
        )
    )


async def copied(page: Page, language: str) -> str:
    """The text that the code dialog holds."""
    await page.locator("#code-dialog").get_by_role("tab", name=language).click()
    return await page.locator("#code-text").inner_text()


async def test_a_link_signs_in_once_and_a_picture_is_made_before_the_readers_eyes(
    visits: Visits, server: CavendishProcess
) -> None:
    link = operate(server, "keys", "link", "1")
    visit = await visits(server.base)
    page = visit.page
    await page.goto(link)
    await gallery_is_there(page)
    assert page.url == f"{server.base}/"
    await page.locator('[data-ratio="16:9"]').click()
    states = await page.evaluate_handle(
        """() => {
          const seen = [];
          new MutationObserver(() => {
            const state = document.querySelector("#tiles li")?.dataset.state;
            if (state && seen.at(-1) !== state) seen.push(state);
          }).observe(document.getElementById("tiles"), { childList: true, subtree: true });
          return seen;
        }"""
    )
    address = await generate(page, "a hot air balloon over mountains")
    assert await pixels(page, address) == (1344, 768)
    # A picture of another test may have been the first tile before.
    seen = (await states.json_value())[-3:]
    assert seen in (
        ["pending", "processing", "success"],
        ["success", "pending", "success"],
        ["pending", "success"],
    )
    await page.locator("#announcer", has_text="ready").wait_for(state="attached")
    under = page.locator("#under")
    await under.get_by_text("Link lives until").wait_for()
    await under.get_by_text("What the illustrator understood").click()
    await under.get_by_text("balloon").last.wait_for()
    # The cookie is no script's business, and the browser keeps no key.
    assert await page.evaluate("document.cookie") == ""
    assert KEY not in await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert KEY not in server.log()
    another = await visits(server.base)
    await another.page.goto(link)
    await another.page.locator("#sign-in[open]").get_by_text("used already").wait_for()
    await page.reload()
    await page.locator("#easel img").wait_for()
    await page.locator("#sign-out").click()
    await page.locator("#sign-in[open]").wait_for()
    assert await page.locator("#tiles li").count() == 0


async def test_a_wrong_key_is_refused_in_words(visits: Visits, server: CavendishProcess) -> None:
    visit = await visits(server.base)
    page = await visit.open("/")
    await page.locator("#key").fill("cav_wrong")
    await page.keyboard.press("Enter")
    await page.locator("#sign-in-note", has_text="does not know this key").wait_for()
    await page.locator("#key").fill(KEY)
    await page.keyboard.press("Enter")
    await page.locator("#sign-out:not([hidden])").wait_for()


async def test_dropped_and_pasted_files_are_edited_and_results_used_again(
    visits: Visits, server: CavendishProcess
) -> None:
    visit = await signed_in(visits, server, KEY)
    page = visit.page
    references = page.locator("#references li:not(.uploading)")
    await hand_over(page, "drop", photograph())
    await references.nth(0).wait_for()
    await hand_over(page, "paste", photograph("#c0392b"))
    await references.nth(1).wait_for()
    await hand_over(page, "paste", b"GIF89a", media_type="image/gif")
    await page.locator("#problem", has_text="photo.png is no JPG, PNG or WebP").wait_for()
    assert await page.locator("#submit-label").inner_text() == "Edit"
    first = await references.nth(0).locator("img").get_attribute("src")
    await page.get_by_role("button", name="Move picture 1 to the right").click()
    assert await references.nth(1).locator("img").get_attribute("src") == first
    await page.get_by_role("button", name="Remove picture 1").click()
    assert await references.count() == 1
    address = await generate(page, "make it black and white")
    grey = await page.evaluate(
        """async (src) => {
          const image = new Image(); image.src = src; await image.decode();
          const canvas = new OffscreenCanvas(64, 64).getContext("2d");
          canvas.drawImage(image, 0, 0, 64, 64);
          const data = canvas.getImageData(0, 0, 64, 64).data;
          let most = 0;
          for (let i = 0; i < data.length; i += 4) {
            const point = [data[i], data[i + 1], data[i + 2]];
            most = Math.max(most, Math.max(...point) - Math.min(...point));
          }
          return most;
        }""",
        address,
    )
    assert grey < 12
    await page.locator("#under").get_by_role("button", name="Use as reference").click()
    assert "/thumbnails/" in (await references.nth(1).locator("img").get_attribute("src") or "")
    await page.get_by_role("button", name="Remove picture 1").click()
    await generate(page, "make it a pencil sketch")
    await page.locator("#tiles li button").nth(1).click()
    await page.locator("#lightbox").get_by_role("button", name="Reuse prompt").click()
    await page.locator("#lightbox").wait_for(state="hidden")
    assert await page.locator("#prompt").input_value() == "make it black and white"
    assert "/files/" in (await references.first.locator("img").get_attribute("src") or "")


async def test_the_copied_request_runs_in_a_shell_in_python_and_in_javascript(
    visits: Visits, server: CavendishProcess
) -> None:
    visit = await signed_in(visits, server, KEY, permissions=["clipboard-read", "clipboard-write"])
    page = visit.page
    prompt = 'a fox\'s "house" $HOME `date` \\ 100% \n& <b>zażółć</b> 🦊'
    await page.locator("#prompt").fill(prompt)
    await page.locator('[data-ratio="3:2"]').click()
    await page.get_by_text("JPEG", exact=True).click()
    await page.locator("#show-code").click()
    await page.locator("#copy-code").click()
    curl = await page.evaluate("navigator.clipboard.readText()")
    environ = {**os.environ, "CAVENDISH_API_KEY": KEY}
    ran = await asyncio.to_thread(
        subprocess.run, ["sh", "-c", curl], env=environ, capture_output=True, text=True, check=True
    )
    task_id = json.loads(ran.stdout)["data"]["taskId"]
    async with (
        ApiCaller.open(server.base) as api,
        api._session.get(f"{server.base}/api/v1/tasks/{task_id}") as answer,
    ):
        asked = (await answer.json())["data"]["input"]
    assert (asked["prompt"], asked["aspect_ratio"], asked["output_format"]) == (prompt, "3:2", "jpeg")

    python = await copied(page, "Python")
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", python],
        env=environ,
        cwd=server.data.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert re.search(r"/results/\w+\.jpg", ran.stdout)
    assert (server.data.parent / "picture.jpg").read_bytes().startswith(b"\xff\xd8")

    javascript = await copied(page, "JavaScript")
    printed = await page.evaluate(
        "async (key) => { const said = []; const process = { env: { CAVENDISH_API_KEY: key } };"
        " const console = { log: (text) => said.push(text) };\n" + javascript + "\nreturn said; }",
        KEY,
    )
    assert re.search(r"/results/\w+\.jpg", printed[0])


async def test_everything_can_be_done_with_the_keyboard(visits: Visits, server: CavendishProcess) -> None:
    # A key of its own: with two pictures, either arrow leads to an end.
    visit = await signed_in(visits, server, operate(server, "keys", "create", "typist"))
    page = visit.page
    await page.locator("#prompt").focus()
    await page.keyboard.type("a lighthouse at night")
    await page.locator("input[name=ratio]:checked").focus()
    await page.keyboard.press("ArrowRight")
    assert await page.locator("input[name=ratio]:checked").get_attribute("value") == "3:2"
    before = await newest_task(page)
    await page.keyboard.press("Control+Enter")
    await finished(page, after=before)
    # One more, so that there is a neighbour to walk to.
    before = await newest_task(page)
    await page.keyboard.press("Control+Enter")
    await finished(page, after=before)
    first = page.locator("#tiles li button").first
    await first.focus()
    await page.keyboard.press("Enter")
    lightbox = page.locator("#lightbox[open]")
    await lightbox.locator("img").wait_for()
    shown = await lightbox.locator("img").get_attribute("src")
    for _ in range(12):
        await page.keyboard.press("Tab")
        # Past its last button a modal dialog lends focus to the browser's own bar, never to the page below.
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#lightbox')"
        )
    await lightbox.locator("#older").focus()
    await page.keyboard.press("ArrowRight")
    await page.locator(f'#lightbox img:not([src="{shown}"])').wait_for()
    await page.keyboard.press("ArrowLeft")
    await page.locator(f'#lightbox img[src="{shown}"]').wait_for()
    await page.keyboard.press("Escape")
    await page.locator("#lightbox").wait_for(state="hidden")
    assert await first.evaluate("(tile) => tile === document.activeElement")


async def test_mistakes_are_named_with_their_cure(
    visits: Visits, server: CavendishProcess, fresh_key: str
) -> None:
    visit = await signed_in(visits, server, fresh_key)
    page = visit.page
    problem = page.locator("#problem")
    await page.locator("#submit").click()
    await problem.get_by_text("Write what the picture should show").wait_for()
    await page.locator("#prompt").fill("x" * 5001)
    await page.locator("#submit").click()
    await problem.get_by_text("5,001 characters").wait_for()
    await page.locator("#by-link").click()
    await page.locator("#link").fill("ftp://example.com/x.png")
    await page.keyboard.press("Enter")
    await problem.get_by_text("begins with https://").wait_for()
    await page.locator("#link").fill("https://nowhere.invalid/x.png")
    await page.keyboard.press("Enter")
    await page.locator("#prompt").fill("make it blue")
    await page.locator("#submit").click()
    await page.locator('#tiles li:first-child[data-state="failed"]').wait_for(timeout=DRAWN_MS)
    await page.locator("#under").get_by_text("Upload the file instead").wait_for()
    assert await visit.serious_faults() == []


async def test_the_first_view_is_small_calm_and_without_faults(
    visits: Visits, server: CavendishProcess, fresh_key: str
) -> None:
    for scheme in ("light", "dark"):
        visit = await visits(server.base, color_scheme=scheme)
        page = await visit.open("/")
        await page.locator("#sign-in[open]").wait_for()
        sizes = await page.evaluate(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            ".map((entry) => entry.transferSize)"
        )
        assert len(sizes) > 10
        assert 30_000 < sum(sizes) < FIRST_VIEW_BYTES
        assert await visit.serious_faults() == []
        await page.locator("#key").fill(fresh_key)
        await page.keyboard.press("Enter")
        await page.locator("#sign-out:not([hidden])").wait_for()
        shift = await page.evaluate(
            """() => new Promise((done) => {
              let sum = 0;
              new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
                .observe({ type: "layout-shift", buffered: true });
              setTimeout(() => done(sum), 500);
            })"""
        )
        assert shift < 0.01
        assert await visit.serious_faults() == []


async def test_a_phone_shows_it_in_polish_without_sideways_scrolling(
    visits: Visits, server: CavendishProcess
) -> None:
    visit = await signed_in(
        visits,
        server,
        KEY,
        locale="pl-PL",
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        color_scheme="dark",
    )
    page = visit.page
    assert await page.locator("h1").inner_text() == "Stwórz obraz"
    await page.locator("#ideas .chip").first.click()
    before = await newest_task(page)
    await page.locator("#submit").click()
    await finished(page, after=before)
    await page.locator("#under", has_text="Link działa do").wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert await visit.serious_faults() == []
    await page.locator("#easel button").click()
    await page.locator("#lightbox[open] img").wait_for()
    assert await visit.serious_faults() == []
    await page.locator("#big-under summary").click()
    assert await lies_above(page, "#big-under", ".paging")
    await page.keyboard.press("Escape")
    # A switched language is remembered, and what was written is still there.
    written = await page.locator("#prompt").input_value()
    await page.get_by_role("button", name="English").click()
    await page.locator("h1", has_text="Make a picture").wait_for()
    assert await page.locator("#prompt").input_value() == written
