"""One line a request, formatted and written a few times a second, outside of the requests."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter
from typing import Final, TypeAlias

from cavendish.domain.clock import Clock
from cavendish.entrypoints.api.passing.exchange import Exchange, Series

_FLUSH_S: Final = 0.2
_MAX_WAITING: Final = 500
"""Few enough that writing them holds nobody up for more than a millisecond or two."""


_MILLIS: Final = tuple(f".{millis:03d}" for millis in range(1000))
_Line: TypeAlias = tuple[float, Series, float, int | None, str, bytes]
"""Time (s, `perf_counter`), method with route and status, duration (s), key's number, address, name.

No key, no prompt, no query string, no picture's name.
"""


class AccessLog:
    """Gathers lines and hands them to `write` as one text. A crash loses at most 0.2 s of them."""

    def __init__(
        self, write: Callable[[str], object], *, clock: Clock, as_json: bool, level: int = logging.INFO
    ) -> None:
        self._write = write
        self._clock = clock
        self._format = _json_lines if as_json else _console_lines
        self._from_status = 0 if level <= logging.INFO else 500
        self._waiting: list[_Line] = []
        self._is_due = False

    def note(self, exchange: Exchange) -> None:
        """Remember one answered request; its line follows shortly."""
        if exchange.status < self._from_status:
            return
        if not self._is_due:
            self._is_due = True
            asyncio.get_running_loop().call_later(_FLUSH_S, self._flush_when_due)
        if len(self._waiting) >= _MAX_WAITING:
            self.flush()
        self._waiting.append(
            (
                exchange.ended_s,
                exchange.series,
                exchange.duration_s,
                exchange.key_id,
                exchange.address,
                exchange.request_id,
            )
        )

    def _flush_when_due(self) -> None:
        self._is_due = False
        self.flush()

    def flush(self) -> None:
        """Write what waits."""
        lines, self._waiting = self._waiting, []
        if lines:
            self._write(self._format(lines, self._clock.now_ms() - perf_counter() * 1000))


def _json_lines(lines: list[_Line], epoch_ms: float) -> str:
    # No field can hold a quote or a backslash: templates, numbers, addresses, and names that we checked.
    shown_s, time = -1, ""
    texts = []
    for ended_s, series, duration_s, key_id, address, request_id in lines:
        second, millis = divmod(int(epoch_ms + ended_s * 1000), 1000)
        if second != shown_s:
            shown_s, time = second, _second(second)
        texts.append(
            f'{{"timestamp":"{time}{_MILLIS[millis]}Z",{_json_part(series)}{duration_s * 1000:.2f},'
            f'"key":{key_id or "null"},"address":"{address}","request_id":"{request_id.decode()}"}}\n'
        )
    return "".join(texts)


@lru_cache(maxsize=1_000)
def _json_part(series: Series) -> str:
    method, route, status = series
    return (
        f'"level":"{_level(status)}","event":"request","method":"{method}","route":"{route}",'
        f'"status":{status},"ms":'
    )


def _console_lines(lines: list[_Line], epoch_ms: float) -> str:
    return "".join(
        f"{_timestamp(epoch_ms + ended_s * 1000)} {status} {method:<4} {route}  {duration_s * 1000:.1f} ms"
        f"  key={key_id or '-'}  {request_id.decode()}\n"
        for ended_s, (method, route, status), duration_s, key_id, _, request_id in lines
    )


def _level(status: int) -> str:
    """A 503 says come back, which somebody should look at; another 5xx breaks a promise."""
    if status < 500:
        return "info"
    return "warning" if status == 503 else "error"


def _timestamp(at_ms: float) -> str:
    second, millis = divmod(int(at_ms), 1000)
    return f"{_second(second)}.{millis:03d}Z"


@lru_cache(maxsize=4)
def _second(at_s: int) -> str:
    return datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%dT%H:%M:%S")
