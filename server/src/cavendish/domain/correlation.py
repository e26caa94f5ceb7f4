"""What ties together all that is done for one request: in logs, in traces, and in calls to others."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from typing import Any, Final, NamedTuple

REQUEST_ID_HEADER: Final = "X-Request-Id"
TRACEPARENT_HEADER: Final = "traceparent"


class Origin(NamedTuple):
    """The request that a task came from."""

    request_id: str | None = None
    traceparent: str | None = None
    """W3C trace context of the span that the next one belongs under; None: this request is not traced."""


UNKNOWN_ORIGIN: Final = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is being worked on. The names are those that the log shows."""

    request_id: str | None = None
    task_id: str | None = None
    key: int | None = None
    """The key's number, never its secret."""
    route: str | None = None
    attempt: int | None = None
    delivery_id: str | None = None
    traceparent: str | None = None

    def named(self) -> dict[str, Any]:
        """What is known of it, for a line of the log."""
        known = {name: value for name in _NAMES if (value := getattr(self, name)) is not None}
        if self.traceparent is not None:
            known["trace_id"] = self.traceparent.split("-")[1]
        return known


_NAMES: Final = tuple(field.name for field in fields(Work) if field.name != "traceparent")
_CURRENT: ContextVar[Work] = ContextVar("cavendish_work", default=Work())  # noqa: B039 - it is frozen


def current_work() -> Work:
    """What this asyncio task is about, and the tasks that it starts."""
    return _CURRENT.get()


@contextlib.contextmanager
def working_on(**known: Any) -> Iterator[None]:  # noqa: ANN401 - the fields of Work, as they are typed there
    """Add what is known of the work, for the length of the block."""
    token = _CURRENT.set(replace(_CURRENT.get(), **known))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def outgoing_headers() -> dict[str, str]:
    """What a call to somebody else carries, so that their log can be matched with ours."""
    work = _CURRENT.get()
    headers = {}
    if work.request_id is not None:
        headers[REQUEST_ID_HEADER] = work.request_id
    if work.traceparent is not None:
        headers[TRACEPARENT_HEADER] = work.traceparent
    return headers
