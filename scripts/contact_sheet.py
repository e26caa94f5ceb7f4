"""Draw twelve prompts through a running server's HTTP API and put them on one sheet.

.venv/bin/python scripts/contact_sheet.py --key KEY [--base http://127.0.0.1:8080] [--out sheet.jpg]
"""

import argparse
import asyncio
import io
import json
import time
from pathlib import Path

import aiohttp
from PIL import Image, ImageDraw

from cavendish_illustrator.artwork import asset_pack

PROMPTS = [
    ("a cozy cyberpunk cafe with neon lights", "16:9"),
    ("A serene Japanese garden with cherry blossoms, golden hour lighting", "16:9"),
    ("an astronaut riding a horse on the moon, watercolor", "1:1"),
    ("three red apples on a wooden table", "1:1"),
    ("logo of a fox, flat, transparent background", "1:1"),
    ("kot w okularach na plaży o zachodzie słońca", "16:9"),
    ('a poster that says "HELLO WORLD" with mountains', "9:16"),
    ("a dragon over a medieval castle at night", "9:16"),
    ("pixel art of a penguin in the snow", "1:1"),
    ("oil painting of a sailboat on a stormy sea", "16:9"),
    ("a wise owl wizard in an enchanted forest, fog", "9:16"),
    ("two dogs playing in a park, pencil sketch", "1:1"),
]
CELL, CAPTION, COLUMNS = 440, 34, 4


async def make(
    session: aiohttp.ClientSession, base: str, prompt: str, ratio: str
) -> tuple[Image.Image, float]:
    """One picture and the seconds from submit to success."""
    begun = time.monotonic()
    body = {"input": {"mode": "text-to-image", "prompt": prompt, "aspect_ratio": ratio}}
    async with session.post(f"{base}/api/v1/generateTask/nano-banana", json=body) as answer:
        task_id = (await answer.json())["data"]["taskId"]
    while True:
        url = f"{base}/api/v1/statusTask/nano-banana?taskId={task_id}&wait=30"
        async with session.get(url) as answer:
            status = (await answer.json())["data"]
        if status["state"] == "failed":
            raise SystemExit(f"{prompt}: {status['failCode']}: {status['failMsg']}")
        if status["state"] == "success":
            break
    async with session.get(json.loads(status["resultJson"])["resultUrls"][0]) as answer:
        return Image.open(io.BytesIO(await answer.read())), time.monotonic() - begun


def on_checks(picture: Image.Image) -> Image.Image:
    """Transparency shown as grey checks."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    checks = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(checks)
    for y in range(0, picture.height, 16):
        for x in range((y // 16 % 2) * 16, picture.width, 32):
            draw.rectangle((x, y, x + 15, y + 15), fill="#d6d6d6")
    checks.paste(picture, (0, 0), picture)
    return checks


def sheet(made: list[tuple[str, Image.Image]]) -> Image.Image:
    rows = -(-len(made) // COLUMNS)
    page = Image.new("RGB", (COLUMNS * CELL, rows * (CELL + CAPTION)), "#f6f6f8")
    draw, font = ImageDraw.Draw(page), asset_pack.font("noto-sans-bold", 13)
    for number, (caption, picture) in enumerate(made):
        left, top = number % COLUMNS * CELL, number // COLUMNS * (CELL + CAPTION)
        small = picture.copy()
        small.thumbnail((CELL - 8, CELL - 8), Image.Resampling.LANCZOS)
        small = on_checks(small)
        page.paste(small, (left + (CELL - small.width) // 2, top + (CELL - small.height) // 2))
        draw.multiline_text((left + 6, top + CELL), _wrapped(caption), font=font, fill="#222222", spacing=1)
    return page


def _wrapped(caption: str, width: int = 64) -> str:
    return "\n".join(caption[start : start + width] for start in range(0, len(caption), width))


async def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    parser.add_argument("--key", required=True)
    parser.add_argument("--out", type=Path, default=Path("contact-sheet.jpg"))
    arguments = parser.parse_args()
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {arguments.key}"}) as session:
        made = await asyncio.gather(*(make(session, arguments.base, *each) for each in PROMPTS))
    captions = [
        f"{prompt} [{ratio}, {took:.1f} s]" for (prompt, ratio), (_, took) in zip(PROMPTS, made, strict=True)
    ]
    sheet(list(zip(captions, [picture for picture, _ in made], strict=True))).save(arguments.out, quality=88)
    print(arguments.out)


if __name__ == "__main__":
    asyncio.run(main())
