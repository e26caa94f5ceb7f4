"""Every two of ratio, format and mode over HTTP: pixels, type, transparency and fields of every result."""

import asyncio
import base64
import io
import json
from typing import Any

import aiohttp
import pytest
from PIL import Image, ImageDraw
from tests.e2e.cavendish_process import ApiCaller, CavendishProcess

from cavendish.domain.aspect_ratio import SEED_RATIOS, AspectRatio

RATIOS = [*(ratio.value for ratio in SEED_RATIOS), "auto"]
FORMATS, MODES = ("png", "jpeg"), ("text-to-image", "image-to-image")
CASES = [
    (ratio, FORMATS[(number + turn) % 2], mode)
    for number, ratio in enumerate(RATIOS)
    for turn, mode in enumerate(MODES)
]
"""Every ratio in both formats and both modes, and each format in both modes."""
PROMPTS = {
    "text-to-image": "logo of a fox, flat, transparent background",
    "image-to-image": "remove the background",
}
STATUS_FIELDS = {"taskId", "state", "createTime", "resultJson", "completeTime", "costTime"}


def photograph() -> str:
    """A portrait-shaped picture of an apple on a table, as a data URL."""
    picture = Image.new("RGB", (480, 640), "#cfd8dc")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 460, 480, 640), fill="#8d6e63")
    draw.ellipse((130, 260, 350, 480), fill="#c62828", outline="#7f0000", width=6)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


async def make(
    api: ApiCaller, ratio: str, output_format: str, mode: str
) -> tuple[dict[str, Any], bytes, str]:
    fields: dict[str, object] = {"aspect_ratio": ratio, "output_format": output_format, "mode": mode}
    if mode == "image-to-image":
        fields["image_urls"] = [photograph()]
    status = await api.ended(await api.submit(PROMPTS[mode], **fields), within_s=280)
    assert status["state"] == "success", status
    return status, *await api.picture(status)


@pytest.mark.e2e
@pytest.mark.timeout(300)
async def test_every_ratio_format_and_mode_gives_what_was_asked(plain_server: CavendishProcess) -> None:
    async with ApiCaller.open(plain_server.base) as api:
        made = await asyncio.gather(*(make(api, *case) for case in CASES))
    for (ratio, output_format, mode), (status, content, media_type) in zip(CASES, made, strict=True):
        case = f"{ratio} {output_format} {mode}"
        assert status.keys() == STATUS_FIELDS, case
        assert status["costTime"] == status["completeTime"] - status["createTime"] >= 0, case
        assert isinstance(status["resultJson"], str), case
        (url,) = json.loads(status["resultJson"])["resultUrls"]
        assert url.endswith(".jpg" if output_format == "jpeg" else ".png"), case
        assert media_type == f"image/{output_format}", case
        picture = Image.open(io.BytesIO(content))
        assert picture.format == output_format.upper(), case
        expected = {"text-to-image": "1:1", "image-to-image": "3:4"}[mode] if ratio == "auto" else ratio
        assert picture.size == AspectRatio(expected).pixels, case
        if output_format == "png":
            assert picture.mode == "RGBA", case
            low, high = picture.getchannel("A").getextrema()
            assert (low, high) == (0, 255), case
        else:
            assert picture.mode == "RGB", case


@pytest.mark.e2e
async def test_a_link_answers_head_ranges_and_strangers(plain_server: CavendishProcess) -> None:
    async with ApiCaller.open(plain_server.base) as api:
        status, content, _ = await make(api, "1:1", "png", "text-to-image")
    (url,) = json.loads(status["resultJson"])["resultUrls"]
    async with aiohttp.ClientSession() as session:
        async with session.head(url) as answer:
            assert answer.status == 200
            assert answer.content_length == len(content)
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        async with session.get(url, headers={"Range": "bytes=10-19"}) as answer:
            assert answer.status == 206
            assert await answer.read() == content[10:20]
        async with session.get(url[:-8] + "0000.png") as answer:
            assert answer.status == 404
