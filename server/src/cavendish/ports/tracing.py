"""Following single requests through all processes; most are not followed, and must cost nothing."""

import contextlib
from contextlib import AbstractContextManager
from typing import Final, Protocol


class RequestSpan(Protocol):
    """A request that is followed."""

    @property
    def traceparent(self) -> str:
        """The W3C trace context for what is done on its behalf."""
        ...

    def end(self, *, method: str, route: str, status: int, request_id: str) -> None:
        """The request is over; call once."""
        ...


class OpenSpan(Protocol):
    def __call__(self, name: str, /, **attributes: str | int) -> AbstractContextManager[None]:
        """A step of the current work, as `Tracing.span` opens it."""
        ...


class Tracing(Protocol):
    def begin_request(self, incoming: bytes | None) -> RequestSpan | None:
        """None for a request that is not in the sample; `incoming` is the caller's traceparent, if any."""
        ...

    def span(self, name: str, /, **attributes: str | int) -> AbstractContextManager[None]:
        """A step of the current work, for the length of the block; nothing where the work is not traced."""
        ...

    def close(self) -> None:
        """Send what waits; called once, at the end."""
        ...


class NoTracing:
    """Tracing that is off."""

    def begin_request(self, incoming: bytes | None) -> RequestSpan | None:
        del incoming
        return None

    def span(self, name: str, /, **attributes: str | int) -> AbstractContextManager[None]:
        del name, attributes
        return contextlib.nullcontext()

    def close(self) -> None:
        return None


no_span: Final = NoTracing().span
