"""One line a request, formatted and written a few times a second, outside of the requests."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter_ns
from typing import Final, NamedTuple

from cavendish.domain.clock import Clock
from cavendish.entrypoints.api.envelope import encode_json
from cavendish.entrypoints.api.exchange import Exchange

_FLUSH_S: Final = 0.2
_MAX_WAITING: Final = 20_000


class AccessLine(NamedTuple):
    """What is said of a request: no key, no prompt, no query string, no picture's name."""

    at_ms: int
    method: str
    route: str
    status: int
    duration_ms: float
    key_id: int | None
    address: str
    request_id: str


class AccessLog:
    """Gathers lines and hands them to `write` as one text. A crash loses at most 0.2 s of them."""

    def __init__(self, write: Callable[[str], object], *, clock: Clock, as_json: bool) -> None:
        self._write = write
        self._clock = clock
        self._format = _json_line if as_json else _console_line
        self._waiting: list[AccessLine] = []

    def note(self, exchange: Exchange) -> None:
        """Remember one answered request; its line follows shortly."""
        if not self._waiting:
            asyncio.get_running_loop().call_later(_FLUSH_S, self.flush)
        elif len(self._waiting) >= _MAX_WAITING:
            self.flush()
        self._waiting.append(
            AccessLine(
                self._clock.now_ms(),
                exchange.method,
                exchange.route,
                exchange.status,
                (perf_counter_ns() - exchange.started_ns) / 1e6,
                exchange.key_id,
                exchange.address,
                exchange.request_id.decode("ascii"),
            )
        )

    def flush(self) -> None:
        """Write what waits."""
        lines, self._waiting = self._waiting, []
        if lines:
            self._write("".join(map(self._format, lines)))


def _json_line(line: AccessLine) -> str:
    fields = {
        "key": line.key_id,
        "method": line.method,
        "route": line.route,
        "status": line.status,
        "ms": round(line.duration_ms, 2),
        "address": line.address,
        "request_id": line.request_id,
        "event": "request",
        "level": "info",
        "timestamp": _timestamp(line.at_ms),
    }
    return encode_json(fields).decode() + "\n"


def _console_line(line: AccessLine) -> str:
    return (
        f"{_timestamp(line.at_ms)} {line.status} {line.method:<4} {line.route}  {line.duration_ms:.1f} ms"
        f"  key={line.key_id or '-'}  {line.request_id}\n"
    )


def _timestamp(at_ms: int) -> str:
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
