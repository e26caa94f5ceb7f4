import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from cavendish.domain.errors import TooSlowError
from cavendish.entrypoints.api import request_body
from cavendish.entrypoints.api.request_body import read_body


class Sender:
    """Sends pieces, each after a wait."""

    def __init__(self, *pieces: tuple[float, bytes]) -> None:
        self._pieces: Iterator[tuple[float, bytes]] = iter(pieces)

    async def __call__(self) -> Any:
        wait_s, piece = next(self._pieces, (60.0, b""))
        await asyncio.sleep(wait_s)
        return {"type": "http.request", "body": piece, "more_body": piece != b"end"}


@pytest.fixture(autouse=True)
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "GRACE_S", 0.1)


@pytest.mark.parametrize("pieces", [(), ((0.0, b"{"),), tuple((0.02, b"x") for _ in range(100))])
async def test_a_body_that_stops_or_drips_is_given_up(pieces: tuple[tuple[float, bytes], ...]) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(TooSlowError):
            await read_body(Sender(*pieces), max_bytes=1000)


async def test_what_came_earns_time_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "MIN_BYTES_PER_S", 100)
    pieces = [(0.05, bytes(20)) for _ in range(8)]
    body = await read_body(Sender(*pieces, (0.05, b"end")), max_bytes=1000)
    assert len(body) == 163
