"""Who may call a receiver now: so that a slow or dead one holds up its own callbacks and nobody else's."""

import asyncio
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import Final

from cavendish.domain.ids import ApiKeyId

_KNOWN_HOSTS: Final = 10_000
_FIRST_GUESS_S: Final = 0.25
_SLOW_S: Final = 5.0
_SLOW_SHARE: Final = 4
_NEW_WEIGHT: Final = 0.2


@dataclass(slots=True)
class _Receiver:
    in_flight: int = 0
    answer_s: float = _FIRST_GUESS_S
    """How long it lately took to answer, smoothed."""
    waiters: "dict[asyncio.Future[bool], ApiKeyId]" = field(default_factory=dict)
    """Who waits for a slot, in order of arrival."""


class ReceiverSlots:
    """Bounds the calls in flight in one worker: in all, for one key, and to one host.

    A host that takes 5 s and more for an answer gets a quarter of the slots until it is quicker, so that
    many dead hosts do not fill the worker. Who must wait does so only if, at the host's pace, its turn
    comes within `patience_s`; the others are turned away at once and come back later.
    """

    def __init__(
        self, *, per_host: int = 20, per_key: int = 250, total: int = 500, patience_s: float = 1.0
    ) -> None:
        self._per_host = per_host
        self._per_key = per_key
        self._total = total
        self._patience_s = patience_s
        self._receivers: OrderedDict[str, _Receiver] = OrderedDict()
        self._in_flight_of_key: Counter[ApiKeyId] = Counter()
        self._in_flight = 0

    async def take(self, host: str, key_id: ApiKeyId) -> bool:
        """Whether the caller has a slot now, which it must `give_back`; False means: come back later."""
        receiver = self._receiver(host)
        if self._in_flight >= self._total or self._in_flight_of_key[key_id] >= self._per_key:
            return False
        if receiver.in_flight < self._limit(receiver):
            self._enter(receiver, key_id)
            return True
        if (len(receiver.waiters) + 1) * receiver.answer_s > self._patience_s * self._limit(receiver):
            return False
        return await self._wait(receiver, key_id)

    def give_back(self, host: str, key_id: ApiKeyId, *, answer_s: float) -> None:
        """Let go of a slot after a call that took `answer_s`; the next in line gets it."""
        receiver = self._receiver(host)
        receiver.answer_s += _NEW_WEIGHT * (answer_s - receiver.answer_s)
        self._leave(receiver, key_id)
        while receiver.waiters and receiver.in_flight < self._limit(receiver):
            future = next(iter(receiver.waiters))
            waiting_key = receiver.waiters.pop(future)
            may_enter = not future.done() and self._in_flight_of_key[waiting_key] < self._per_key
            if may_enter:
                self._enter(receiver, waiting_key)
            if not future.done():
                future.set_result(may_enter)

    async def _wait(self, receiver: _Receiver, key_id: ApiKeyId) -> bool:
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        receiver.waiters[future] = key_id
        try:
            async with asyncio.timeout(self._patience_s):
                return await future
        except TimeoutError:
            if _was_granted(future):  # in the very moment that patience ran out
                return True
            # Slower than thought: the next callers shall not wait in vain.
            receiver.answer_s = max(receiver.answer_s * 2, self._patience_s)
            return False
        except asyncio.CancelledError:
            if _was_granted(future):
                self._leave(receiver, key_id)
            raise
        finally:
            receiver.waiters.pop(future, None)

    def _enter(self, receiver: _Receiver, key_id: ApiKeyId) -> None:
        receiver.in_flight += 1
        self._in_flight += 1
        self._in_flight_of_key[key_id] += 1

    def _leave(self, receiver: _Receiver, key_id: ApiKeyId) -> None:
        receiver.in_flight -= 1
        self._in_flight -= 1
        self._in_flight_of_key[key_id] -= 1
        if not self._in_flight_of_key[key_id]:
            del self._in_flight_of_key[key_id]

    def _limit(self, receiver: _Receiver) -> int:
        is_slow = receiver.answer_s >= _SLOW_S
        return max(1, self._per_host // _SLOW_SHARE) if is_slow else self._per_host

    def _receiver(self, host: str) -> _Receiver:
        receiver = self._receivers.get(host)
        if receiver is None:
            receiver = self._receivers[host] = _Receiver()
            self._forget_idle_hosts()
        self._receivers.move_to_end(host)
        return receiver

    def _forget_idle_hosts(self) -> None:
        excess = len(self._receivers) - _KNOWN_HOSTS
        if excess > 0:
            idle = [
                host for host, known in self._receivers.items() if not known.in_flight and not known.waiters
            ]
            for host in idle[:excess]:
                del self._receivers[host]


def _was_granted(future: "asyncio.Future[bool]") -> bool:
    return future.done() and not future.cancelled() and future.result()
