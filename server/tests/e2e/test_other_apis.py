"""The official clients against a server that draws, by the very samples of the documentation."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx2
import pytest
from mcp.client.client import Client as McpClient
from mcp.client.streamable_http import streamable_http_client
from PIL import Image
from tests.e2e.cavendish_process import KEY, CavendishProcess

PAGE = Path(__file__).parents[3] / "docs" / "doors.md"
SAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.running() as server:
        yield server


def test_there_are_samples() -> None:
    assert len(SAMPLES) == 2


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the samples close no files
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.split()[1])
def test_a_sample_makes_a_picture(
    server: CavendishProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (64, 64), "teal").save(tmp_path / "fox.png")
    names: dict[str, object] = {}
    exec(sample.replace("http://127.0.0.1:8080", server.base).replace("cav_…", KEY), names)
    if "edited" in names:
        links = [names[name].data[0].url for name in ("made", "edited")]  # type: ignore[attr-defined]
        sizes = [Image.open(BytesIO(httpx2.get(link).content)).size for link in links]
        assert sizes == [(1248, 832), (1024, 1024)]
    else:
        assert Image.open(tmp_path / "fox.png").size == (1024, 1024)


async def test_mcp_makes_a_picture_and_edits_it(server: CavendishProcess) -> None:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=100) as http,
        McpClient(streamable_http_client(f"{server.base}/mcp", http_client=http)) as client,
    ):
        made = await client.call_tool("generate_image", {"prompt": "logo of a fox", "aspect_ratio": "3:2"})
        told = made.structured_content
        for image in (told["task_id"], told["url"]):
            asked = {"prompt": "make it black and white", "images": [image], "output_format": "png"}
            edited = await client.call_tool("edit_image", asked)
            assert not edited.is_error, edited.content
            assert edited.structured_content["url"].endswith(".png")


def test_a_key_in_the_address_is_not_logged(server: CavendishProcess) -> None:
    assert httpx2.get(f"{server.base}/v1beta/models?key={KEY}").status_code == 200
    server.stop()
    assert "/v1beta/models" in server.log(), "the access log is on"
    assert KEY not in server.log()
