"""Who may call a receiver now: so that a slow or dead one holds up its own callbacks and nobody else's."""

import asyncio
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import Final

from cavendish.domain.ids import ApiKeyId

_KNOWN_RECEIVERS: Final = 10_000
_LOOKS: Final = 3
_FIRST_GUESS_S: Final = 0.25
_SLOW_S: Final = 5.0
_SLOW_SHARE: Final = 4
_NEW_WEIGHT: Final = 0.2


@dataclass(slots=True)
class _Receiver:
    """One key's calls to one host."""

    in_flight: int = 0
    answer_s: float = _FIRST_GUESS_S
    """How long it lately took to answer, smoothed."""
    waiters: "dict[asyncio.Future[bool], None]" = field(default_factory=dict)
    """Who waits for a slot, in order of arrival."""


class ReceiverSlots:
    """Bounds the calls in flight in one worker: in all, to one host, and of one key to one host.

    Who holds as many slots of the worker, or of a host, as there are free gets no further one: so there is
    room for another key however many hosts, names and keys the greedy ones have. A host that takes a key
    5 s and more for an answer gets a quarter of the slots until it is quicker. Who must wait does so only if,
    at the host's pace, its turn comes within `patience_s`; the others are turned away at once and come back
    later.
    """

    def __init__(
        self, *, per_receiver: int = 20, per_host: int = 60, total: int = 500, patience_s: float = 1.0
    ) -> None:
        self._per_receiver = per_receiver
        self._per_host = per_host
        self._total = total
        self._patience_s = patience_s
        self._receivers: OrderedDict[tuple[str, ApiKeyId], _Receiver] = OrderedDict()
        self._in_flight_of_host: Counter[str] = Counter()
        self._in_flight_of_key: Counter[ApiKeyId] = Counter()
        self._in_flight = 0

    async def take(self, host: str, key_id: ApiKeyId) -> bool:
        """Whether the caller has a slot now, which it must `give_back`; False means: come back later."""
        receiver = self._receiver(host, key_id)
        if not self._has_room(receiver, host, key_id):
            return False
        if receiver.in_flight < self._limit(receiver):
            self._enter(receiver, host, key_id)
            return True
        if (len(receiver.waiters) + 1) * receiver.answer_s > self._patience_s * self._limit(receiver):
            return False
        return await self._wait(receiver, host, key_id)

    def give_back(self, host: str, key_id: ApiKeyId, *, answer_s: float) -> None:
        """Let go of a slot after a call that took `answer_s`; the next in line gets it."""
        receiver = self._receiver(host, key_id)
        receiver.answer_s += _NEW_WEIGHT * (answer_s - receiver.answer_s)
        self._leave(receiver, host, key_id)
        while receiver.waiters and receiver.in_flight < self._limit(receiver):
            future = next(iter(receiver.waiters))
            del receiver.waiters[future]
            may_enter = not future.done() and self._has_room(receiver, host, key_id)
            if may_enter:
                self._enter(receiver, host, key_id)
            if not future.done():
                future.set_result(may_enter)

    def _has_room(self, receiver: _Receiver, host: str, key_id: ApiKeyId) -> bool:
        free = self._total - self._in_flight
        free_at_host = self._per_host - self._in_flight_of_host[host]
        return self._in_flight_of_key[key_id] < free and receiver.in_flight < free_at_host

    async def _wait(self, receiver: _Receiver, host: str, key_id: ApiKeyId) -> bool:
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        receiver.waiters[future] = None
        thought_s = receiver.answer_s
        try:
            async with asyncio.timeout(self._patience_s):
                return await future
        except TimeoutError:
            if _was_granted(future):  # in the very moment that patience ran out
                return True
            # Slower than thought: the next callers shall not wait in vain. Hundreds may find out at once.
            receiver.answer_s = max(receiver.answer_s, thought_s * 2, self._patience_s)
            return False
        except asyncio.CancelledError:
            if _was_granted(future):
                self._leave(receiver, host, key_id)
            raise
        finally:
            receiver.waiters.pop(future, None)

    def _enter(self, receiver: _Receiver, host: str, key_id: ApiKeyId) -> None:
        receiver.in_flight += 1
        self._in_flight += 1
        self._in_flight_of_host[host] += 1
        self._in_flight_of_key[key_id] += 1

    def _leave(self, receiver: _Receiver, host: str, key_id: ApiKeyId) -> None:
        receiver.in_flight -= 1
        self._in_flight -= 1
        self._in_flight_of_host[host] -= 1
        self._in_flight_of_key[key_id] -= 1
        if not self._in_flight_of_host[host]:
            del self._in_flight_of_host[host]
        if not self._in_flight_of_key[key_id]:
            del self._in_flight_of_key[key_id]

    def _limit(self, receiver: _Receiver) -> int:
        is_slow = receiver.answer_s >= _SLOW_S
        return max(1, self._per_receiver // _SLOW_SHARE) if is_slow else self._per_receiver

    def _receiver(self, host: str, key_id: ApiKeyId) -> _Receiver:
        receiver = self._receivers.get((host, key_id))
        if receiver is None:
            receiver = self._receivers[host, key_id] = _Receiver()
            self._forget_idle()
        self._receivers.move_to_end((host, key_id))
        return receiver

    def _forget_idle(self) -> None:
        """Looks at a few of the longest unused: names that callers make up must cost no long search."""
        for _ in range(_LOOKS):
            if len(self._receivers) <= _KNOWN_RECEIVERS:
                return
            name, known = next(iter(self._receivers.items()))
            if known.in_flight or known.waiters:
                self._receivers.move_to_end(name)
            else:
                del self._receivers[name]


def _was_granted(future: "asyncio.Future[bool]") -> bool:
    return future.done() and not future.cancelled() and future.result()
