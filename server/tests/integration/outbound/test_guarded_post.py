"""What the guarded session posts, against real servers on this machine."""

import asyncio

import pytest
from aiohttp import web
from tests.integration.outbound.local_web import TRUSTING, serving
from tests.standins.outbound_net import listener

from cavendish.adapters.outbound.guarded_http import GuardedHttp, OutboundTimeouts


async def test_a_post_gives_back_status_and_the_start_of_the_body() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert await request.read() == b'{"a":1}'
        assert request.headers["webhook-id"] == "msg_1"
        return web.Response(status=503, body=b"y" * 5000, headers={"Retry-After": "7"})

    async with serving(handler) as url:
        http = GuardedHttp(TRUSTING)
        headers = {"Content-Type": "application/json", "webhook-id": "msg_1"}
        reply = await http.post(f"{url}/hook", b'{"a":1}', headers=headers, max_excerpt_bytes=16)
        await http.close()
    assert (reply.status, reply.excerpt, reply.retry_after) == (503, b"y" * 16, "7")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_post_does_not_follow_a_redirect(status: int) -> None:
    calls: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.Response(status=status, headers={"Location": "/elsewhere"})

    async with serving(handler) as url:
        http = GuardedHttp(TRUSTING)
        assert (await http.post(f"{url}/hook", b"", headers={})).status == status
        await http.close()
    assert calls == ["/hook"]


async def test_a_post_keeps_the_status_of_an_answer_whose_body_breaks_off() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"
    async with listener(answer) as server:
        http = GuardedHttp(TRUSTING)
        reply = await http.post(f"http://127.0.0.1:{server.port}/", b"", headers={})
        await http.close()
    assert (reply.status, reply.excerpt) == (200, b"short")


async def test_a_post_does_not_wait_for_a_body_that_never_ends() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    async with serving(handler) as url:
        http = GuardedHttp(TRUSTING, timeouts=OutboundTimeouts(total_s=1.5))
        reply = await http.post(url, b"", headers={})
        await http.close()
    assert reply.status == 200
    assert 0 < len(reply.excerpt) < 50
