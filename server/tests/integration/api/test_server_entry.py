"""What a server loads: it opens everything in the lifespan, and answers nothing without one."""

import os
import subprocess
import sys
from typing import Any

import pytest

from cavendish.entrypoints.api.front import Front
from cavendish.entrypoints.api.main import EnvironmentApp

pytestmark = pytest.mark.integration
START = """
import asyncio
from cavendish.entrypoints.api.main import app

async def receive():
    return {"type": "lifespan.startup"}

async def send(message):
    print(message["type"], message.get("message"))

asyncio.run(app({"type": "lifespan"}, receive, send))
"""


class Peer:
    """A server that speaks ASGI to the application under test."""

    def __init__(self, *messages: str) -> None:
        self._messages = [{"type": kind} for kind in messages]
        self.sent: list[Any] = []

    async def receive(self) -> Any:
        return self._messages.pop(0)

    async def send(self, message: Any) -> None:
        self.sent.append(message)


def test_without_a_database_it_does_not_start_and_says_why() -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("CAVENDISH_")}
    done = subprocess.run(
        [sys.executable, "-c", START], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    kind, _, reason = done.stdout.partition(" ")
    assert kind == "lifespan.startup.failed"
    assert "CAVENDISH_DATABASE_URL is not set" in reason
    assert "api did not start" in done.stderr


async def test_a_server_without_lifespan_is_told_to_have_one() -> None:
    peer = Peer()
    with pytest.raises(RuntimeError, match="lifespan support on"):
        await EnvironmentApp()({"type": "http"}, peer.receive, peer.send)


async def test_web_sockets_are_closed_with_the_reason(app: Front) -> None:
    peer = Peer("websocket.connect")
    await app({"type": "websocket"}, peer.receive, peer.send)
    (closed,) = peer.sent
    assert (closed["type"], closed["code"]) == ("websocket.close", 1003)
    assert "no web sockets" in closed["reason"]


async def test_an_application_whose_services_are_open_takes_part_in_a_lifespan(app: Front) -> None:
    peer = Peer("lifespan.startup", "lifespan.shutdown")
    await app({"type": "lifespan"}, peer.receive, peer.send)
    assert [message["type"] for message in peer.sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
