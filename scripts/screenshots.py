"""Photographs every page of a fresh server into docs/images: light, dark, phone width, Polish.

    .venv/bin/python scripts/screenshots.py            all of them
    .venv/bin/python scripts/screenshots.py playground those whose name begins so

Needs Chromium (scripts/install_browser.sh) and what `make setup-dev` installs. No provider's key is passed
on: what the pictures show was drawn by the illustrator.
"""

import asyncio
import contextlib
import io
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from cavendish_client import Cavendish, errors
from cavendish_client.task_request import TaskRequest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/images"
MAX_BYTES = 150_000
KEY = f"cav_{secrets.token_hex(20)}"
ADMIN_TOKEN = secrets.token_urlsafe(24)
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 960}}
DARK: dict[str, Any] = {"color_scheme": "dark"}
POLISH: dict[str, Any] = {"locale": "pl-PL"}
PICTURES = [
    ("a lighthouse on a cliff in a storm, oil painting", "3:2"),
    ("three hot air balloons over lavender fields at sunrise", "16:9"),
    ("a cat astronaut on the moon, comic style", "1:1"),
    ('vintage travel poster of Venice, with the title "VENEZIA"', "2:3"),
    ("a cozy cyberpunk cafe with neon lights in the rain", "4:3"),
    ("latarnia morska zimą o zmierzchu, akwarela", "4:5"),
    ("an owl in an autumn forest, watercolour", "3:4"),
    ("a sailboat at sunset, low poly", "1:1"),
    ("a panda drinking tea in a japanese garden", "1:1"),
    ("a dragon over a castle at night", "16:9"),
    ("a fox reading a book in a cozy library, golden hour", "4:3"),
]

KEYS: list[dict[str, Any]] = [
    {"name": "shop", "owner": "Ada", "balanceUsd": 25, "models": ["nano-banana"]},
    {"name": "newsletter", "owner": "Jan", "requestsPerMinute": 600, "maxLiveTasks": 20},
]

Prepare = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture of one page: how the reader's browser is set, and what he does before it is taken."""

    name: str
    path: str
    options: dict[str, Any] = field(default_factory=dict)
    prepare: Prepare


async def _playground(page: Page) -> None:
    await page.locator("#easel img").wait_for()
    await page.locator("#under .facts-line", has_text="illustrator").wait_for()


async def _editing(page: Page) -> None:
    await _playground(page)
    photographs = ROOT / "illustrator/tests/photographs"
    await page.locator("#files").set_input_files([photographs / "chelsea.jpg", photographs / "coffee.jpg"])
    await page.locator("#references li:not(.uploading)").nth(1).wait_for()
    await page.get_by_role("button", name="Remove picture 2").click()
    await page.locator("#edit-ideas .chip").first.click()
    await page.locator('[data-ratio="3:2"]').click()
    await page.locator("#submit").click()
    await page.locator("#tiles li").nth(len(PICTURES)).wait_for()
    await page.locator('#tiles li:first-child[data-state="success"]').wait_for(timeout=90_000)
    await _playground(page)


async def _scrolled(page: Page) -> None:
    await _playground(page)
    await page.locator("#stage").evaluate("(stage) => scrollTo(0, stage.offsetTop - 70)")


async def _lightbox(page: Page) -> None:
    await _playground(page)
    await page.locator("#tiles button").nth(4).click()
    await page.locator("#big-under .facts-line", has_text="illustrator").wait_for()
    await page.locator("#big-under summary").click()


async def _code(page: Page) -> None:
    await _playground(page)
    await page.locator("#ideas .chip").nth(2).click()
    await page.locator("#show-code").click()
    await page.get_by_role("tab", name="Python").click()


async def _overview(page: Page) -> None:
    await page.locator("#tiles .tile").nth(4).wait_for()
    await page.get_by_role("button", name=re.compile("^1 (hour|godzina)$")).click()
    await page.locator(".chart svg").nth(1).wait_for()


async def _listed(page: Page) -> None:
    await page.locator("#list tbody tr").first.wait_for()


async def _task(page: Page) -> None:
    await _listed(page)
    await page.locator("#list tbody a").nth(2).click()
    await page.locator(".drawer .facts").wait_for()


async def _new_key(page: Page) -> None:
    await _listed(page)
    await page.locator("#new-key").click()


SHOTS = [
    Shot(name="playground", path="/", options=DESK, prepare=_playground),
    Shot(name="playground-dark", path="/", options={**DESK, **DARK}, prepare=_playground),
    Shot(name="playground-phone", path="/", options=PHONE, prepare=_scrolled),
    Shot(name="playground-phone-dark", path="/", options={**PHONE, **DARK, **POLISH}, prepare=_playground),
    Shot(name="playground-polish", path="/", options={**DESK, **POLISH}, prepare=_playground),
    Shot(name="playground-edit", path="/", options=DESK, prepare=_editing),
    Shot(name="playground-lightbox", path="/", options={**DESK, **DARK}, prepare=_lightbox),
    Shot(name="playground-code", path="/", options=DESK, prepare=_code),
    Shot(name="console", path="/console/overview", options=DESK, prepare=_overview),
    Shot(name="console-dark", path="/console/overview", options={**DESK, **DARK}, prepare=_overview),
    Shot(name="console-phone", path="/console/tasks", options=PHONE, prepare=_listed),
    Shot(name="console-polish", path="/console/routes", options={**DESK, **POLISH}, prepare=_listed),
    Shot(name="console-task", path="/console/tasks", options=DESK, prepare=_task),
    Shot(name="console-task-polish", path="/console/tasks", options={**DESK, **POLISH}, prepare=_task),
    Shot(name="console-keys", path="/console/keys", options={**DESK, **DARK}, prepare=_new_key),
]


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """A server of its own, on a data folder that is removed at the end; its address."""
    folder = Path(tempfile.mkdtemp(prefix="cavendish-shots-", dir="/var/tmp"))
    folder.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **{
            name: value for name, value in os.environ.items() if not name.endswith(("_API_KEY", "_API_TOKEN"))
        },
        "CAVENDISH_BOOTSTRAP_KEY": KEY,
        "CAVENDISH_ADMIN_TOKEN": ADMIN_TOKEN,
    }
    command = [ROOT / ".venv/bin/cavendish-server", "serve", "--data", folder / "data", "--port", str(port)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, env=environ, stdout=log, stderr=log) as process,
    ):
        try:
            base = f"http://127.0.0.1:{port}"
            asyncio.run(_until_ready(base))
            yield base
        finally:
            process.terminate()
            process.wait(60)
            shutil.rmtree(folder, ignore_errors=True)


async def _until_ready(base: str) -> None:
    async with asyncio.timeout(60):
        while True:
            if await asyncio.to_thread(_answers, f"{base}/health/ready"):
                return
            await asyncio.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


def make_keys(base: str) -> str:
    """Keys for the console to show; the secret of the first."""
    secrets_made: list[str] = []
    for body in KEYS:
        request = urllib.request.Request(
            f"{base}/admin/api/v1/keys",
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {ADMIN_TOKEN}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            secrets_made.append(json.load(answer)["data"]["secret"])
    return secrets_made[0]


def fail_a_task(base: str, key: str) -> None:
    """One whose reference nobody can fetch."""
    with Cavendish(key, base_url=base) as client, contextlib.suppress(errors.InvalidImageUrlError):
        client.edit("put it on a beach", ["https://pictures.invalid/photo.jpg"])


def draw_gallery(base: str) -> None:
    """Something to look at, one after the other, so that the gallery has this order."""
    shop = make_keys(base)
    fail_a_task(base, shop)
    with Cavendish(shop, base_url=base) as client:
        client.generate("a logo with the letter S", aspect_ratio="1:1")
    with Cavendish(KEY, base_url=base) as client:
        for prompt, ratio in PICTURES:
            client.make(TaskRequest(prompt=prompt, aspect_ratio=ratio))
            print(f"  drawn: {prompt}", file=sys.stderr)


async def take(browser: Browser, base: str, shot: Shot) -> None:
    """Open the page as the shot's reader and save what he sees."""
    context = await browser.new_context(**{"locale": "en-GB", "color_scheme": "light", **shot.options})
    origin = {"Origin": base, "X-Cavendish-Page": "screenshots"}
    await context.request.post(f"{base}/session", headers={**origin, "Authorization": f"Bearer {KEY}"})
    await context.request.post(f"{base}/admin/api/v1/session", headers=origin, data={"token": ADMIN_TOKEN})
    page = await context.new_page()
    answer = await page.goto(base + shot.path)
    if answer is None or answer.status != 200:
        print(f"  {shot.name}: {shot.path} is not there yet", file=sys.stderr)
    else:
        await shot.prepare(page)
        if not shot.path.startswith("/console"):  # which never stops listening for changes
            await page.wait_for_load_state("networkidle")
        await page.wait_for_timeout(1200)  # fades end
        content = _as_webp(await page.screenshot())
        (FOLDER / f"{shot.name}.webp").write_bytes(content)
        print(f"  {shot.name}.webp: {len(content) // 1000} KB", file=sys.stderr)
    await context.close()


def _as_webp(png: bytes) -> bytes:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in range(86, 30, -6):
        buffer = io.BytesIO()
        picture.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() < MAX_BYTES:
            break
    return buffer.getvalue()


async def take_all(base: str, beginning: str) -> None:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = await playwright.chromium.launch(executable_path=program, args=arguments)
        for shot in SHOTS:
            if shot.name.startswith(beginning):
                await take(browser, base, shot)
        await browser.close()


def main() -> None:
    beginning = sys.argv[1] if len(sys.argv) > 1 else ""
    with serving() as base:
        draw_gallery(base)
        asyncio.run(take_all(base, beginning))


if __name__ == "__main__":
    main()
