import asyncio
import json
import logging
from typing import Any

import pytest

from cavendish.entrypoints.api.passing.access_log import AccessLog
from cavendish.entrypoints.api.passing.cors_policy import CorsPolicy
from cavendish.entrypoints.api.passing.exchange import Exchange


class FixedClock:
    def now_ms(self) -> int:
        return 1_795_466_829_004


def exchange(method: str = "GET", path: str = "/results/secret.png", *, status: int = 200) -> Exchange:
    async def send(_: Any) -> None:
        pass

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(b"authorization", b"Bearer cav_secret")],
        "query_string": b"taskId=secret",
        "client": ("203.0.113.9", 1),
    }
    made = Exchange(scope, send, cors=CorsPolicy(("*",)))
    made.route, made.status, made.request_id = "/results/{name}", status, b"abc-1"
    made.finish()
    return made


@pytest.mark.parametrize("as_json", [True, False])
async def test_a_line_tells_the_route_but_no_secret(as_json: bool) -> None:
    written: list[str] = []
    log = AccessLog(written.append, clock=FixedClock(), as_json=as_json)
    log.note(exchange())
    log.flush()
    assert "/results/{name}" in written[0]
    # The time is the answer's, not the flush's: some milliseconds before the clock's 09.004.
    assert "2026-11-23T20:47:0" in written[0]
    assert "secret" not in written[0]


async def test_lines_are_json_whatever_the_method(capsys: pytest.CaptureFixture[str]) -> None:
    written: list[str] = []
    log = AccessLog(written.append, clock=FixedClock(), as_json=True)
    for method in ("GET", 'B"REW', "\\"):
        log.note(exchange(method))
    log.flush()
    lines = [json.loads(line) for line in written[0].splitlines()]
    assert [line["method"] for line in lines] == ["GET", "OTHER", "OTHER"]
    assert lines[0]["status"] == 200
    assert lines[0]["key"] is None


async def test_lines_are_written_shortly_after_and_when_many_wait() -> None:
    written: list[str] = []
    log = AccessLog(written.append, clock=FixedClock(), as_json=True)
    for _ in range(1_050):
        log.note(exchange())
    assert len(written) == 2
    async with asyncio.timeout(2):
        while len(written) < 3:
            await asyncio.sleep(0.02)
    assert sum(text.count("\n") for text in written) == 1_050


@pytest.mark.parametrize(
    ("status", "level"), [(200, "info"), (429, "info"), (503, "warning"), (500, "error"), (502, "error")]
)
def test_a_level_says_whether_a_promise_was_broken(status: int, level: str) -> None:
    written: list[str] = []
    log = AccessLog(written.append, clock=FixedClock(), as_json=True)
    log._is_due = True
    log.note(exchange(status=status))
    log.flush()
    assert json.loads(written[0])["level"] == level


def test_a_higher_level_leaves_out_what_went_well() -> None:
    written: list[str] = []
    log = AccessLog(written.append, clock=FixedClock(), as_json=True, level=logging.WARNING)
    log._is_due = True
    for status in (200, 499, 500):
        log.note(exchange(status=status))
    log.flush()
    assert [json.loads(line)["status"] for line in written[0].splitlines()] == [500]
