import asyncio
import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from cavendish.domain.errors import BodyTooLargeError, TooSlowError
from cavendish.entrypoints.api.bodies import paced_body
from cavendish.entrypoints.api.bodies.request_body import ClientGoneError, read_body


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
    monkeypatch.setattr(paced_body, "GRACE_S", 0.1)
    monkeypatch.setattr(paced_body, "LOOK_EVERY_S", 0.02)


@pytest.mark.parametrize("pieces", [(), ((0.0, b"{"),), tuple((0.02, b"x") for _ in range(100))])
async def test_a_body_that_stops_or_drips_is_given_up(pieces: tuple[tuple[float, bytes], ...]) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(TooSlowError):
            await read_body(Sender(*pieces), max_bytes=1000)


async def test_what_came_earns_time_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paced_body, "MIN_BYTES_PER_S", 100)
    pieces = [(0.05, bytes(20)) for _ in range(8)]
    body = await read_body(Sender(*pieces, (0.05, b"end")), max_bytes=1000)
    assert len(body) == 163


async def test_who_gives_up_a_body_himself_is_not_told_that_it_was_slow() -> None:
    reading = asyncio.create_task(read_body(Sender(), max_bytes=1000))
    await asyncio.sleep(0.01)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_a_second_body_is_looked_after_as_the_first_one_was() -> None:
    assert await read_body(Sender((0.0, b"end")), max_bytes=1000) == b"end"
    await asyncio.sleep(0.05)  # nobody is looked after any more
    async with asyncio.timeout(5):
        with pytest.raises(TooSlowError):
            await read_body(Sender(), max_bytes=1000)


def test_an_event_loop_that_is_over_is_let_go() -> None:
    async def read_one() -> "weakref.ref[asyncio.AbstractEventLoop]":
        await read_body(Sender((0.0, b"end")), max_bytes=1000)
        return weakref.ref(asyncio.get_running_loop())

    over = asyncio.run(read_one())
    gc.collect()
    assert over() is None


async def test_a_client_that_hangs_up_in_its_body_is_gone() -> None:
    messages: Iterator[dict[str, Any]] = iter(
        [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    )

    async def receive() -> Any:
        return next(messages)

    with pytest.raises(ClientGoneError):
        await read_body(receive, max_bytes=1000)


@pytest.mark.parametrize("pieces", [((0.0, b"end"),), ((0.0, b"e"), (0.0, b"end"))])
async def test_a_body_may_be_as_large_as_the_ceiling_and_no_larger(
    pieces: tuple[tuple[float, bytes], ...],
) -> None:
    size = sum(len(piece) for _, piece in pieces)
    assert len(await read_body(Sender(*pieces), max_bytes=size)) == size
    with pytest.raises(BodyTooLargeError):
        await read_body(Sender(*pieces), max_bytes=size - 1)
