"""What a server writes to its log, and what it does with clients that hold connections."""

import asyncio
import subprocess
import time
from io import BytesIO

import aiohttp
import pytest
from PIL import Image
from tests.e2e.cavendish_process import COMMAND, KEY, ApiCaller, CavendishProcess

from cavendish.entrypoints.api.bodies.paced_body import GRACE_S
from cavendish.entrypoints.api.listen import HEADER_READ_MS

PROMPT = "logo of an aardvark in galoshes"
SIGNED = "https://pictures.invalid/a.png?X-Amz-Signature=5ee00facade"
WRONG_KEY = "cav_WrongWrongWrongWrongWrongWrongWrongWrong"
SUBMIT = "/api/v1/generateTask/nano-banana"
LATE_S = 10
"""How much later than its time a server may cut a client off, while other servers draw beside it."""


def small_png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "PNG")
    return out.getvalue()


async def use_everything(server: CavendishProcess) -> list[str]:
    """All that a log could give away of these calls."""
    async with ApiCaller.open(server.base) as api, aiohttp.ClientSession() as stranger:
        session = api._session
        drawn = await api.ended(await api.submit(PROMPT))
        result = drawn["resultJson"].split('"')[-2]
        async with stranger.get(result) as answer:
            assert answer.status == 200
        async with session.post(f"{server.base}/api/v1/files", data=small_png()) as answer:
            upload = (await answer.json())["data"]["url"]
        edited = await api.ended(await api.submit(PROMPT, mode="image-to-image", image_urls=[upload]))
        assert edited["state"] == "success", edited
        edit = {"mode": "image-to-image", "image_urls": [upload, SIGNED]}
        failed = await api.ended(await api.submit(PROMPT, **edit))
        assert failed["failCode"] == "INVALID_IMAGE_URL"
        assert "5ee00facade" not in failed["failMsg"]
        for body in ({"input": {"prompt": PROMPT, "aspect_ratio": PROMPT}}, {"input": PROMPT}, PROMPT):
            async with session.post(server.base + SUBMIT, json=body) as answer:
                assert answer.status == 400
        headers = {"Authorization": f"Bearer {WRONG_KEY}"}
        async with stranger.post(server.base + SUBMIT, json={}, headers=headers) as answer:
            assert answer.status == 401
        async with stranger.get(f"{server.base}/{WRONG_KEY}?key={KEY}&prompt={PROMPT}") as answer:
            assert answer.status == 404
    return [KEY, WRONG_KEY, "aardvark", "5ee00facade", result.rpartition("/")[2], upload.rpartition("/")[2]]


@pytest.mark.e2e
@pytest.mark.timeout(200)
@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_key_prompt_or_signed_link_is_logged(log_format: str) -> None:
    with CavendishProcess.running(CAVENDISH_LOG_LEVEL="debug", CAVENDISH_LOG_FORMAT=log_format) as server:
        secrets = asyncio.run(use_everything(server))
        server.stop()
        log = server.log()
    assert "/api/v1/generateTask/nano-banana" in log, "the access log is on"
    assert "task failed" in log
    assert [secret for secret in secrets if secret in log] == []


@pytest.mark.e2e
@pytest.mark.timeout(200)
def test_prompts_are_logged_where_the_operator_wants_them() -> None:
    with CavendishProcess.running(CAVENDISH_LOG_PROMPTS="1") as server:

        async def draw() -> None:
            async with ApiCaller.open(server.base) as api:
                await api.submit(PROMPT)

        asyncio.run(draw())
        assert PROMPT in server.log()


async def held_for_s(server: CavendishProcess, first: bytes, *, drip: bytes = b"") -> tuple[float, bytes]:
    """How long the server lets such a client hold its connection, and what it says at the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    begun = time.monotonic()
    writer.write(first)
    said = b""
    async with asyncio.timeout(90):
        while True:
            try:
                piece = await asyncio.wait_for(reader.read(4096), 1)
            except TimeoutError:
                writer.write(drip)
                continue
            except ConnectionError:
                break
            said += piece
            if not piece:
                break
    held = time.monotonic() - begun
    writer.close()
    return held, said


@pytest.mark.e2e
@pytest.mark.timeout(200)
async def test_slow_clients_are_cut_off_while_others_are_served(plain_server: CavendishProcess) -> None:
    head = f"POST {SUBMIT} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\n".encode()
    body = head + b"Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
    holding = asyncio.gather(
        held_for_s(plain_server, b""),
        held_for_s(plain_server, head, drip=b"X-Drip: 1\r\n"),
        held_for_s(plain_server, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        held_for_s(plain_server, b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"),
        held_for_s(plain_server, body),
        held_for_s(plain_server, body, drip=b" "),
    )
    async with ApiCaller.open(plain_server.base) as api:
        await api.submit(PROMPT)
    held = await holding
    print([(round(seconds, 1), said[:40]) for seconds, said in held])
    silent, dripping, http2, idle, stalled, slow = held
    for seconds, _ in (silent, dripping, http2, idle):
        assert seconds < HEADER_READ_MS / 1000 + LATE_S
    for seconds, said in (stalled, slow):
        assert GRACE_S - 1 < seconds < GRACE_S + LATE_S
        assert said.startswith(b"HTTP/1.1 408 ")


@pytest.mark.e2e
@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_public_address_is_refused_without_an_admin_token(
    plain_server: CavendishProcess, host: str
) -> None:
    done = subprocess.run(
        [COMMAND, "serve", "--host", host, "--data", plain_server.data],
        capture_output=True, text=True, check=False, timeout=60, env=plain_server._environ,
    )  # fmt: skip
    assert done.returncode == 1
    assert "CAVENDISH_ADMIN_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr
