"""The other APIs against a server that draws; the documentation's samples have a test of their own."""

import asyncio

import httpx2
import pytest
from mcp.client.client import Client as McpClient
from mcp.client.streamable_http import streamable_http_client
from tests.e2e.cavendish_process import KEY, CavendishProcess

pytestmark = pytest.mark.e2e


async def test_mcp_makes_a_picture_and_edits_it(plain_server: CavendishProcess) -> None:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=100) as http,
        McpClient(streamable_http_client(f"{plain_server.base}/mcp", http_client=http)) as client,
    ):
        made = await client.call_tool("generate_image", {"prompt": "logo of a fox", "aspect_ratio": "3:2"})
        told = made.structured_content
        for image in (told["task_id"], told["url"]):
            asked = {"prompt": "make it black and white", "images": [image], "output_format": "png"}
            edited = await client.call_tool("edit_image", asked)
            assert not edited.is_error, edited.content
            assert edited.structured_content["url"].endswith(".png")


async def test_a_key_in_the_address_is_not_logged(plain_server: CavendishProcess) -> None:
    assert httpx2.get(f"{plain_server.base}/v1beta/models?key={KEY}").status_code == 200
    async with asyncio.timeout(20):
        while "/v1beta/models" not in plain_server.log():
            await asyncio.sleep(0.1)
    assert KEY not in plain_server.log()
