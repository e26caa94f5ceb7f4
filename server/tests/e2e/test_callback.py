"""A callback, from a submit with `callback_url` to a signed POST whose task reads as ended."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from standardwebhooks import Webhook
from tests.e2e.cavendish_process import KEY, CavendishProcess, free_port

SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="


@pytest.mark.e2e
@pytest.mark.timeout(120)
async def test_a_callback_arrives_signed_once_its_task_reads_as_ended() -> None:
    received: asyncio.Queue[tuple[dict[str, str], bytes, dict[str, Any]]] = asyncio.Queue()
    port = free_port()
    context = CavendishProcess.running(
        CAVENDISH_ALLOW_PRIVATE_NETWORK="1", CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET=SECRET
    )
    server = await asyncio.to_thread(context.__enter__)
    try:

        async def receive(request: web.Request) -> web.Response:
            body = await request.read()
            task_id = json.loads(body)["data"]["taskId"]
            url = f"{server.base}/api/v1/statusTask/nano-banana?taskId={task_id}"
            headers = {"Authorization": f"Bearer {KEY}"}
            async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
                await received.put((dict(request.headers), body, await answer.json()))
            return web.Response()

        app = web.Application()
        app.router.add_post("/hook", receive)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        body = {
            "request_type": "callback",
            "callback_url": f"http://127.0.0.1:{port}/hook",
            "input": {"prompt": "logo of a fox, flat"},
        }
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}) as session:
            url = f"{server.base}/api/v1/generateTask/nano-banana"
            async with session.post(url, json=body) as answer:
                task_id = (await answer.json())["data"]["taskId"]
        async with asyncio.timeout(90):
            headers, sent, read_at_once = await received.get()
        await runner.cleanup()
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)
    assert json.loads(sent) == read_at_once
    assert read_at_once["data"]["taskId"] == task_id
    assert read_at_once["data"]["state"] == "success"
    Webhook(SECRET).verify(sent, headers)
