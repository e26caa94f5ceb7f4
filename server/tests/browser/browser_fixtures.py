"""A real browser for tests of our pages, and what every page must stand: no outside call, no fault for axe.

A test module's `conftest.py` imports `browser` and `visits`; its tests are async with
`pytest.mark.asyncio(loop_scope="module")`. Start servers in plain (not async) fixtures.
"""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    async_playwright,
    expect,
)

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SERIOUS = ("serious", "critical")
PATIENCE_MS = 30_000
"""Until something must be seen: a machine may be busy with other things."""
expect.set_options(timeout=PATIENCE_MS)


def find_browser() -> str | None:
    """Chromium or Chrome on this machine."""
    return next((path for name in _NAMES if (path := shutil.which(name)) is not None), None)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    program = find_browser()
    if program is None:
        # The root conftest makes a skip a failure under CI=true.
        pytest.skip("no Chromium here: scripts/install_browser.sh installs Debian's")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=program, args=_SWITCHES)
        yield opened
        await opened.close()


@dataclass
class Visit:
    """One reader with a browser of his own: cookies, language, colours."""

    context: BrowserContext
    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    """What the pages did wrong: errors in scripts, calls to other hosts."""

    async def open(self, path: str) -> Page:
        await self.page.goto(self.base + path)
        return self.page

    def watch(self) -> None:
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", self._note)
        self.page.on("request", self._check_host)

    def _note(self, message: ConsoleMessage) -> None:
        # A refused call is the page's to show; what breaks the content policy is a fault of ours.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _check_host(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.base).netloc:
            self.faults.append(f"outside call: {request.url}")

    async def serious_faults(self) -> list[str]:
        """What axe finds on the page as it stands, in a line each; settle the page first."""
        # A colour in the middle of a fade has the contrast of neither end.
        await self.page.evaluate(
            "Promise.all(document.getAnimations().map((a) => a.effect.getComputedTiming()"
            ".iterations === Infinity ? a.cancel() : a.finished.catch(() => null)))"
        )
        results = await Axe().run(self.page)
        return [
            f"{fault['impact']}: {fault['id']}: {node['target']}: {node['failureSummary']}"
            for fault in results.response["violations"]
            if fault["impact"] in SERIOUS
            for node in fault["nodes"]
        ]

    async def picture(self, name: str) -> None:
        """Save what the page looks like, where CAVENDISH_SHOTS names a folder."""
        folder = os.environ.get("CAVENDISH_SHOTS")
        if folder:
            await self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


Visits = Callable[..., Awaitable[Visit]]


@pytest_asyncio.fixture(loop_scope="module")
async def visits(browser: Browser) -> AsyncIterator[Visits]:
    """`await visits(base, **options)`: a fresh reader, by default English, light, at a desk.

    Fails the test at its end if a page broke or called another host.
    """
    opened: list[Visit] = []

    async def visit(base: str, **options: Any) -> Visit:
        context = await browser.new_context(
            **{"locale": "en-GB", "color_scheme": "light", "viewport": DESK, **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        made = Visit(context, await context.new_page(), base)
        made.watch()
        opened.append(made)
        return made

    yield visit
    for each in opened:
        await each.context.close()
    faults = [fault for each in opened for fault in each.faults]
    assert faults == []
