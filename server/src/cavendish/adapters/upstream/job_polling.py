"""Waits for a job that an upstream runs, asking about it at a measured pace."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Self, TypeVar

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.upstream_failures import AnswerLostError, UnreachableError, unavailable
from cavendish.adapters.upstream.upstream_http import Answer
from cavendish.domain.errors import CavendishError, FailureKind, ProviderError

T = TypeVar("T")

_RIDDEN_OUT: Final = frozenset({FailureKind.TRANSIENT, FailureKind.UNAVAILABLE, FailureKind.THROTTLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """When to ask: first after `first_s`, then `factor` times longer each time, up to `longest_s`."""

    first_s: float
    factor: float = 1.3
    longest_s: float
    vanish_grace_s: float = 30.0
    """How long "no such job" may be a job that is not stored yet."""

    def with_options(self, options: Mapping[str, str | int | float | bool]) -> Self:
        """The pace that a route's `poll_first_s`, `poll_longest_s`, `vanish_grace_s` set."""
        return replace(
            self,
            first_s=float(options.get("poll_first_s", self.first_s)),
            longest_s=float(options.get("poll_longest_s", self.longest_s)),
            vanish_grace_s=float(options.get("vanish_grace_s", self.vanish_grace_s)),
        )


class JobUnknownError(ProviderError):
    """The upstream says that it has no such job."""


def job_unknown(provider: str, why: str) -> JobUnknownError:
    return JobUnknownError(provider, FailureKind.UNAVAILABLE, f"the upstream lost the job: {why}")


class AskingFailedError(CavendishError):
    """Asking about a job failed in a way that says nothing about the job: ask again."""

    def __init__(self, error: ProviderError) -> None:
        self.error = error
        super().__init__(str(error))


async def wait_for_job(
    provider: str, ask: Callable[[], Awaitable[T | None]], *, pace: Pace, deadline: Deadline
) -> T:
    """Ask until an answer comes that is not None.

    Raise AskingFailedError in `ask` for a failed question, JobUnknownError for a missing job; both are
    ridden out, the second only for the pace's grace. Any other ProviderError is the job's own end.
    """
    pause_s = pace.first_s
    grace: Deadline | None = None
    trouble: ProviderError | None = None
    while True:
        await asyncio.sleep(min(pause_s, deadline.left_s))
        pause_s = min(pause_s * pace.factor, pace.longest_s)
        if deadline.has_passed:
            why = f" ({trouble})" if trouble else ""
            raise unavailable(provider, f"timeout: the job did not end in time{why}") from trouble
        try:
            if (found := await ask()) is not None:
                return found
            grace = None
        except JobUnknownError as error:
            grace, trouble = grace or Deadline(pace.vanish_grace_s), error
            if grace.has_passed:
                raise
        except AskingFailedError as error:
            trouble = error.error
            pause_s = max(pause_s, trouble.retry_after_s or 0.0)
        except (UnreachableError, AnswerLostError) as error:
            trouble = error


def require_asked(answer: Answer, failure: ProviderError | None) -> Answer:
    """The answer to a question about a job; raises what its failure means for the waiting."""
    if failure is None:
        return answer
    if answer.status == 404:
        raise job_unknown(failure.provider, str(failure)) from failure
    if failure.kind in _RIDDEN_OUT:
        raise AskingFailedError(failure) from failure
    raise failure
