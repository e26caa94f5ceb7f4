"""Waits for a job that an upstream runs, asking about it at a measured pace."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Generic, Self, TypeVar

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.upstream_failures import AnswerLostError, UnreachableError
from cavendish.domain.errors import CavendishError, FailureKind, ProviderError
from cavendish.ports.provider import ProviderCall

T = TypeVar("T")

_RIDDEN_OUT: Final = frozenset({FailureKind.TRANSIENT, FailureKind.UNAVAILABLE, FailureKind.THROTTLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """When to ask: first after `first_s`, then `factor` times longer each time, up to `longest_s`."""

    first_s: float
    factor: float = 1.3
    longest_s: float
    least_s: float = 0.01
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


class JobOverdueError(ProviderError):
    """The job did not end in the time of its call."""


def job_unknown(provider: str, why: str) -> JobUnknownError:
    return JobUnknownError(provider, FailureKind.UNAVAILABLE, f"the upstream lost the job: {why}")


class AskingFailedError(CavendishError):
    """Asking about a job failed in a way that says nothing about the job: ask again."""

    def __init__(self, error: ProviderError) -> None:
        self.error = error
        super().__init__(str(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCalls(Generic[T]):
    """What an upstream offers for its jobs. `cancel` is None where it cannot stop one."""

    submit: Callable[[], Awaitable[str]]
    ask: Callable[[str], Awaitable[T | None]]
    """The job's outcome, or None while it runs."""
    cancel: Callable[[str], Awaitable[None]] | None = None


async def run_job(call: ProviderCall, calls: JobCalls[T], *, pace: Pace, deadline: Deadline) -> T:
    """Submit a job, or take up the one that an earlier worker submitted, and wait for its outcome.

    A job that is overdue is cancelled; one whose worker stops is left running, to be resumed.
    """
    provider, pace = call.route.provider, pace.with_options(call.route.options)
    job_id = call.upstream_job_id
    if job_id is None:
        job_id = await _submit_once(calls, provider, deadline)
        await call.checkpoint(job_id)
    else:
        pace = replace(pace, first_s=0.0)
    known_id = job_id
    try:
        return await wait_for_job(provider, lambda: calls.ask(known_id), pace=pace, deadline=deadline)
    except JobOverdueError:
        if calls.cancel is not None:
            with contextlib.suppress(ProviderError):
                await calls.cancel(known_id)
        raise


async def _submit_once(calls: JobCalls[T], provider: str, deadline: Deadline) -> str:
    """Submit; an answer that got lost may be an orphan job, worth one more try that the ledger records."""
    try:
        return await calls.submit()
    except AnswerLostError as error:
        raise AnswerLostError(
            provider,
            FailureKind.UNAVAILABLE,
            f"{str(error).removeprefix(f'{provider}: ')}; the job may exist all the same",
            is_retryable_here=not deadline.has_passed,
        ) from error


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
        pause_s = min(max(pause_s, pace.least_s) * pace.factor, pace.longest_s)
        if deadline.has_passed:
            why = f" ({trouble})" if trouble else ""
            raise JobOverdueError(
                provider, FailureKind.UNAVAILABLE, f"timeout: the job did not end in time{why}"
            ) from trouble
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


def asking_failed(status: int, failure: ProviderError) -> CavendishError:
    """What to raise in `ask` when the question itself was answered with an error."""
    if status == 404:
        return job_unknown(failure.provider, str(failure))
    return AskingFailedError(failure) if failure.kind in _RIDDEN_OUT else failure
