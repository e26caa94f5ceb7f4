"""Sends a call again while that is safe and the service may recover."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cavendish_client.errors import ApiError, ConnectionFailedError
from cavendish_client.http_exchange import Answer, Call, Flow, Pause, exchange, refusal

_REFUSED_FOR_NOW: Final = frozenset({429, 503})
"""Nothing was done, so anything may be sent again."""
LOST_BEHIND_A_PROXY: Final = frozenset({502, 504})
"""Something may have been done: a proxy lost the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How long a refused or lost call is repeated: `Retry-After` where given, else growing random delays.

    `patience_s` bounds one call with all its repetitions; 0 repeats nothing. A service that never answered
    this client is only given `first_contact_s`: the base URL is probably wrong.
    """

    patience_s: float = 120.0
    first_contact_s: float = 3.0
    first_delay_s: float = 0.5
    longest_delay_s: float = 20.0

    def delay_s(self, repetitions: int, *, advised_s: float | None, jitter: float) -> float:
        """How long to pause before the next repetition; `jitter` is 0 to 1."""
        # 2**63 is past every longest_delay_s, and floats stay finite.
        grown = min(self.longest_delay_s, self.first_delay_s * 2.0 ** min(repetitions, 63))
        if advised_s is not None:
            return advised_s + jitter * self.first_delay_s
        return grown * (0.5 + jitter / 2)


class PatientCalls:
    """Shared by all calls of one client."""

    def __init__(
        self,
        policy: RetryPolicy,
        *,
        monotonic: Callable[[], float],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._policy = policy
        self._monotonic = monotonic
        self._jitter = jitter
        self._was_answered = False

    def send(self, call: Call, *, may_repeat: bool) -> Flow[Answer]:
        """The answer of success. Raises ApiError and ConnectionFailedError when patience ends.

        `may_repeat`: doing the call twice is the same as doing it once.
        """
        begun = self._monotonic()
        repetitions = 0
        while True:
            problem = yield from self._attempt(call)
            if isinstance(problem, Answer):
                return problem
            advised_s = problem.retry_after_s if isinstance(problem, ApiError) else None
            delay_s = self._policy.delay_s(repetitions, advised_s=advised_s, jitter=self._jitter())
            is_too_late = self._monotonic() - begun + delay_s > self._patience_s()
            if is_too_late or not _is_worth_repeating(problem, may_repeat=may_repeat):
                raise problem
            yield Pause(delay_s)
            repetitions += 1

    def _attempt(self, call: Call) -> Flow[Answer | ApiError | ConnectionFailedError]:
        try:
            answer = yield from exchange(call)
        except ConnectionFailedError as error:
            return error
        self._was_answered = True
        return refusal(answer) or answer

    def _patience_s(self) -> float:
        if self._was_answered:
            return self._policy.patience_s
        return min(self._policy.first_contact_s, self._policy.patience_s)


def _is_worth_repeating(problem: ApiError | ConnectionFailedError, *, may_repeat: bool) -> bool:
    if isinstance(problem, ConnectionFailedError):
        return may_repeat or not problem.may_have_arrived
    if problem.status in LOST_BEHIND_A_PROXY:
        return may_repeat
    return problem.status in _REFUSED_FOR_NOW
