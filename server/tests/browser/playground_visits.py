"""What tests of the playground share: a signed-in reader, and the ways of handing over files."""

import base64
import io
import os
import subprocess
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import Page
from tests.browser.browser_fixtures import Visit, Visits
from tests.e2e.cavendish_process import COMMAND, CavendishProcess

DRAWN_MS = 90_000
"""A picture takes two seconds, and many times that on a busy machine."""


def operate(server: CavendishProcess, *arguments: str) -> str:
    """What an operator's command prints, beside the running server."""
    environ = {**os.environ, "CAVENDISH_DATA": str(server.data), "CAVENDISH_PUBLIC_URL": server.base}
    done = subprocess.run([COMMAND, *arguments], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


async def signed_in(visits: Visits, server: CavendishProcess, key: str, **options: Any) -> Visit:
    """A reader who has typed this key into the sign-in panel."""
    visit = await visits(server.base, **options)
    page = await visit.open("/")
    await page.locator("#sign-in[open]").wait_for()
    await page.locator("#key").fill(key)
    await page.keyboard.press("Enter")
    await gallery_is_there(page)
    return visit


async def gallery_is_there(page: Page) -> None:
    """The reader is signed in and his tasks are listed, if there are any."""
    await page.locator("#sign-out:not([hidden])").wait_for()
    await page.locator("#tiles li, #no-tiles:not([hidden])").first.wait_for()


async def generate(page: Page, prompt: str) -> str:
    """Type, submit, and wait for the picture; its address on the page."""
    before = await newest_task(page)
    await page.locator("#prompt").fill(prompt)
    await page.locator("#submit").click()
    return await finished(page, after=before)


async def newest_task(page: Page) -> str:
    """The id of the first tile's task."""
    tiles = page.locator("#tiles li")
    return (await tiles.first.get_attribute("data-task") or "") if await tiles.count() else "none"


async def finished(page: Page, *, after: str) -> str:
    """The picture's address of the task that came after this one, once it stands on the stage."""
    newest = page.locator(f'#tiles li:first-child:not([data-task="{after}"])[data-state="success"] img')
    await newest.wait_for(timeout=DRAWN_MS)
    name = (await newest.get_attribute("src") or "").rpartition("/")[2]
    shown = page.locator(f'#easel img[src$="{name}"]')
    await shown.wait_for()
    return await shown.get_attribute("src") or ""


def photograph(colour: str = "#3b7dd8") -> bytes:
    """A small picture with something on it."""
    picture = Image.new("RGB", (320, 240), colour)
    ImageDraw.Draw(picture).ellipse((90, 50, 230, 190), fill="#f4c430")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


async def hand_over(page: Page, way: str, content: bytes, *, media_type: str = "image/png") -> None:
    """`way` is `drop` or `paste`: what a browser sends when somebody does that with a file."""
    await page.evaluate(
        """([way, content, type]) => {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], "photo.png", { type }));
          const options = { bubbles: true, cancelable: true };
          document.getElementById("prompt").dispatchEvent(way === "drop"
            ? new DragEvent("drop", { ...options, dataTransfer: carried })
            : new ClipboardEvent("paste", { ...options, clipboardData: carried }));
        }""",
        [way, base64.b64encode(content).decode(), media_type],
    )
