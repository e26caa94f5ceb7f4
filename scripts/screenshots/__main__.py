"""Photographs every page of a fresh server: light, dark, phone width, Polish.

    .venv/bin/python -m scripts.screenshots               those that the documentation shows, in docs/images
    .venv/bin/python -m scripts.screenshots --to FOLDER   every page as every reader sees it, at its length
    … --to FOLDER console-key --reader phone              only views whose name begins so; only that reader

Needs Chromium (scripts/install_browser.sh) and what `make setup-dev` installs. No provider's key is passed
on: what the pictures show was drawn by the illustrator.
"""

import argparse
import asyncio
import contextlib
import io
import itertools
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from playwright.async_api import Error as PlaywrightError
from scripts.screenshots.furnished_server import (
    ADMIN_TOKEN,
    ROOT,
    FurnishedServer,
    documentation_site,
    furnished_server,
    serving,
)
from scripts.screenshots.views import READERS, SHOWN, VIEWS, Place, View

MAX_BYTES = 150_000
MAX_LENGTH = 3000
VIEWS_AT_ONCE = 2
FADES_END_MS = 1200
PICTURES_ARE_THERE = """Promise.all([...document.images]
  .filter((one) => one.getBoundingClientRect().top < innerHeight)
  .map((one) => one.decode().catch(() => null)))"""
"""The network is never still: pages listen for changes."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, kw_only=True)
class Order:
    """One picture: of which view, for which reader, into which file."""

    view: View
    reader: str
    file: Path
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class Photographer:
    """Takes pictures of what stands at `bases`."""

    browser: Browser
    bases: dict[Place, str]
    keys: dict[str, str]

    async def has_taken(self, order: Order) -> bool:
        """Take it; one that fails is told, and holds up no other."""
        try:
            await self._take(order)
        except PlaywrightError as error:
            print(f"  {order.file.name}: {error}", file=sys.stderr)
            return False
        return True

    async def _take(self, order: Order) -> None:
        """Open the page as the order's reader and save what he sees."""
        view, base = order.view, self.bases[order.view.place]
        options = {"locale": "en-GB", "color_scheme": "light", **READERS[order.reader]}
        async with await self.browser.new_context(**options) as context:
            await self._sign_in(context, view, base)
            page = await context.new_page()
            answer = await page.goto(base + view.path_for(order.reader))
            if answer is None or answer.status != 200:
                raise PlaywrightError(f"{view.path} is not there")
            await view.prepare(page)
            await page.evaluate(PICTURES_ARE_THERE)
            await page.wait_for_timeout(FADES_END_MS)
            content = _packed(await _whole(page)) if order.is_whole else _fitted(await page.screenshot())
        order.file.write_bytes(content)
        print(f"  {order.file.name}: {len(content) // 1000} KB", file=sys.stderr)

    async def _sign_in(self, context: BrowserContext, view: View, base: str) -> None:
        origin = {"Origin": base, "X-Cavendish-Page": "screenshots"}
        if view.key:
            bearer = {"Authorization": f"Bearer {self.keys[view.key]}"}
            await context.request.post(f"{base}/session", headers=origin | bearer)
        if view.is_operator:
            token = {"token": ADMIN_TOKEN}
            await context.request.post(f"{base}/admin/api/v1/session", headers=origin, data=token)


async def _whole(page: Page) -> bytes:
    """The page at its length; of a very long one, and under a dialog, what the reader has before him."""
    is_whole: bool = await page.evaluate(
        "(most) => document.documentElement.scrollHeight <= most && !document.querySelector('dialog[open]')",
        MAX_LENGTH,
    )
    if is_whole:
        await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # bars that stick stay at its top
    return await page.screenshot(full_page=is_whole)


def _fitted(png: bytes) -> bytes:
    """As good as `MAX_BYTES` allow, for the repository."""
    return next(
        content
        for quality in range(86, 20, -6)
        if len(content := _packed(png, quality=quality, method=6)) < MAX_BYTES
    )


def _packed(png: bytes, *, quality: int = 82, method: int = 1) -> bytes:
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(buffer, "WEBP", quality=quality, method=method)
    return buffer.getvalue()


def orders_of(arguments: argparse.Namespace) -> list[Order]:
    """All that is asked for, in the order of the views."""
    if arguments.to is not None:
        arguments.to.mkdir(parents=True, exist_ok=True)
    orders = [
        order
        for view in VIEWS
        for reader in view.readers()
        for order in ([_whole_order(view, reader, arguments.to)] if arguments.to else _shown(view, reader))
    ]
    return [
        order
        for order in orders
        if order.view.name.startswith(arguments.beginning) and arguments.reader in ("", order.reader)
    ]


def _whole_order(view: View, reader: str, folder: Path) -> Order:
    return Order(view=view, reader=reader, file=folder / f"{view.name}.{reader}.webp", is_whole=True)


def _shown(view: View, reader: str) -> list[Order]:
    return [
        Order(view=view, reader=reader, file=ROOT / f"docs/images/{name}.webp", is_whole=False)
        for name, taken in SHOWN.items()
        if taken == (view.name, reader)
    ]


@contextlib.contextmanager
def standing(places: set[Place]) -> Iterator[tuple[dict[Place, str], FurnishedServer | None]]:
    """What the pictures are taken of: only those of the three that are wanted."""
    with contextlib.ExitStack() as stack:
        bases: dict[Place, str] = {}
        furnished = stack.enter_context(furnished_server()) if "server" in places else None
        if furnished is not None:
            bases["server"] = furnished.base
        if "closed" in places:
            bases["closed"] = stack.enter_context(serving({}))
        if "site" in places:
            bases["site"] = stack.enter_context(documentation_site())
        yield bases, furnished


async def take_all(orders: list[Order], bases: dict[Place, str], keys: dict[str, str]) -> None:
    """Raises SystemExit with the names of those that could not be taken."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = await playwright.chromium.launch(executable_path=program, args=arguments)
        photographer = Photographer(browser=browser, bases=bases, keys=keys)
        turns = asyncio.Semaphore(VIEWS_AT_ONCE)

        async def take(view: View) -> list[str]:
            # One reader after the other: what one of them makes must not move before another's eyes.
            async with turns:
                wanted = [order for order in orders if order.view is view]
                return [order.file.name for order in wanted if not await photographer.has_taken(order)]

        missed = itertools.chain.from_iterable(await asyncio.gather(*map(take, VIEWS)))
        await browser.close()
    if names := ", ".join(missed):
        raise SystemExit(f"Not taken: {names}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.screenshots", description=__doc__)
    parser.add_argument("beginning", nargs="?", default="")
    parser.add_argument("--to", type=Path, help="take every view for every reader, into this folder")
    parser.add_argument("--reader", choices=READERS, default="")
    orders = orders_of(parser.parse_args())
    with standing({order.view.place for order in orders}) as (bases, furnished):
        asyncio.run(take_all(orders, bases, furnished.keys if furnished else {}))


if __name__ == "__main__":
    main()
