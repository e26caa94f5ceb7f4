"""What an upstream's signals mean for routing: one constructor per verdict.

Which signal gets which verdict follows docs/providers.md.
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

from cavendish.domain.errors import FailureKind, ProviderError

SHORT_WAIT_S: Final = 10.0
"""Up to this long a throttled route is worth waiting for; beyond it the next route is quicker."""

_SECONDS: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|m(?:in)?|h|s)", re.ASCII)
_UNIT_S: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}


class UnreachableError(ProviderError):
    """No connection came about: nothing was sent, so nothing was paid."""


class AnswerLostError(ProviderError):
    """The request was sent and no whole answer came: it may have been carried out, and paid."""

    may_be_paid = True


class ReferencesTooLargeError(ProviderError):
    """The upstream refused the request for its size, before it did anything."""


def wrong_answer(provider: str, what: str) -> ProviderError:
    """An answer that says nothing we can use; the same request may well get a good one."""
    return ProviderError(provider, FailureKind.TRANSIENT, what, is_retryable_here=True)


def no_picture(provider: str, why: str) -> ProviderError:
    """The upstream did its work and there is no picture, for no reason of safety."""
    return ProviderError(provider, FailureKind.TRANSIENT, f"no picture: {why}", is_retryable_here=True)


def refused(provider: str, why: str) -> ProviderError:
    """A verdict of the upstream's safety rules."""
    return ProviderError(provider, FailureKind.CONTENT_REFUSED, f"content refused: {why}")


def misconfigured(provider: str, why: str) -> ProviderError:
    """Our key, our money or our model name: an operator has to act."""
    return ProviderError(provider, FailureKind.MISCONFIGURED, why)


def rejected(provider: str, why: str) -> ProviderError:
    """The upstream takes the request for wrong: one odd request, or our set-up.

    The next route may take it, and an operator should hear of it; but only many of these speak against the
    route, else one caller's odd request would take it down for everybody.
    """
    return ProviderError(provider, FailureKind.REJECTED, why)


def unavailable(provider: str, why: str, *, is_retryable_here: bool = False) -> ProviderError:
    """The upstream cannot serve now; another route can."""
    return ProviderError(provider, FailureKind.UNAVAILABLE, why, is_retryable_here=is_retryable_here)


def bad_picture(provider: str, why: str) -> ProviderError:
    """The upstream could not fetch or read a reference whose address it was given."""
    return ProviderError(provider, FailureKind.BAD_INPUT_IMAGE, why)


def too_large_pictures(provider: str, why: str) -> ReferencesTooLargeError:
    """The upstream takes no references of this size."""
    return ReferencesTooLargeError(provider, FailureKind.INPUT_TOO_LARGE, why)


def verified_picture_rejected(provider: str, why: str) -> ProviderError:
    """The upstream could not read a reference that we had read ourselves: the next route may.

    No alarm: else one odd picture would take a route down for everybody.
    """
    return ProviderError(provider, FailureKind.TRANSIENT, why)


def throttled(provider: str, why: str, *, retry_after_s: float | None) -> ProviderError:
    """Too many calls; the same route is worth waiting for only when the wait is known and short."""
    return ProviderError(
        provider,
        FailureKind.THROTTLED,
        why,
        retry_after_s=retry_after_s,
        is_retryable_here=retry_after_s is not None and retry_after_s <= SHORT_WAIT_S,
    )


def failure_of_status(
    provider: str, status: int, note: str, *, retry_after_s: float | None = None
) -> ProviderError:
    """What an HTTP status means when nothing in the body says more."""
    what = f"HTTP {status}" + (f": {note}" if note else "")
    match status:
        case 413:
            return too_large_pictures(provider, what)
        case 429:
            return throttled(provider, what, retry_after_s=retry_after_s)
        case 408 | 504 | 524:
            return unavailable(provider, what)
        case 503 | 529:
            return ProviderError(
                provider,
                FailureKind.UNAVAILABLE,
                what,
                retry_after_s=retry_after_s,
                is_retryable_here=retry_after_s is None or retry_after_s <= SHORT_WAIT_S,
            )
        case _ if status == 499 or status >= 500:
            return wrong_answer(provider, what)
        case _:
            return (rejected if status in (400, 422) else misconfigured)(provider, what)


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds from `Retry-After`; a date is read against the answer's own `Date`, so clock skew cancels."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.replace(".", "", 1).isdigit():
        return float(value)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, wait.total_seconds())


def read_duration(text: str) -> float | None:
    """Seconds from `34.07s`, `900ms` or `1m30s`; None when the text holds no such thing."""
    found = _SECONDS.findall(text)
    return sum(float(number) * _UNIT_S[unit] for number, unit in found) if found else None
