"""Requests and answers without any I/O: what flows yield, and what they are given back."""

import json
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, TypeVar

from cavendish_client.errors import ApiError, MalformedAnswerError, error_class_of

T = TypeVar("T")
OK: Final = 200
_FIRST_REFUSAL: Final = 300
_DELAY_SECONDS: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One HTTP request."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    timeout_s: float = 30.0
    follow_redirects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer; the names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing to send for this long."""

    seconds: float


Step: TypeAlias = Call | Pause
Flow: TypeAlias = Generator[Step, Answer | None, T]
"""Yields what to do, is sent the answer to a Call (None to a Pause), and returns its result. A
ConnectionFailedError is thrown in where no answer came."""


def exchange(call: Call) -> Flow[Answer]:
    """Send one call and return its answer, whatever it says."""
    answer = yield call
    if answer is None:
        raise RuntimeError(f"{call.method} {call.url} was stepped over without an answer")
    return answer


def refusal(answer: Answer) -> ApiError | None:
    """The error that an answer stands for, or None for a success."""
    if answer.status < _FIRST_REFUSAL:
        return None
    envelope = _find_envelope(answer)
    data = envelope.get("data")
    return error_class_of(answer.status)(
        str(envelope.get("message") or f"The service answered HTTP {answer.status}"),
        status=answer.status,
        detail=str(data["error"]) if isinstance(data, dict) and "error" in data else None,
        retry_after_s=_retry_after_s(answer),
        request_id=answer.headers.get("x-request-id"),
    )


def envelope_data(answer: Answer) -> object:
    """The `data` of a success. Raises MalformedAnswerError where the body is not a success's envelope."""
    envelope = _find_envelope(answer)
    if answer.status != OK or envelope.get("code") != OK:
        raise MalformedAnswerError(
            f"HTTP {answer.status} with {answer.body[:120]!r} is no answer of this API; "
            "is the base URL right?"
        )
    return envelope.get("data")


def _find_envelope(answer: Answer) -> dict[str, Any]:
    try:
        value = json.loads(answer.body)
    except ValueError:  # not JSON, or not UTF-8
        return {}
    return value if isinstance(value, dict) else {}


def _retry_after_s(answer: Answer) -> float | None:
    """Seconds only: this API never sends a date, and a proxy's date depends on two clocks."""
    text = answer.headers.get("retry-after", "").strip()
    return float(text) if _DELAY_SECONDS.fullmatch(text) else None
