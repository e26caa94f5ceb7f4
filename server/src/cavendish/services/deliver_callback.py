"""Use case: make one attempt to bring a callback to its receiver.

What the queue guarantees and what is done here: a job is taken up again when its worker dies (the callback
is sent again under the same `webhook-id`); an attempt, its delivery's new state and the job of the retry
commit together; a job that comes too late, because its attempt was recorded already, does nothing.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import structlog

from cavendish.database.batcher import Batcher
from cavendish.database.connection_pool import Pool
from cavendish.database.delivery_rows import AttemptResult, find_owed, record_attempts
from cavendish.database.job_queue import enqueue_deliveries
from cavendish.database.task_rows import find_statuses
from cavendish.database.webhook_secret_rows import find_signing_secrets, insert_first_secret
from cavendish.domain.clock import Clock
from cavendish.domain.correlation import outgoing_headers, working_on
from cavendish.domain.delivery import (
    DeliveryAttempt,
    DeliveryJob,
    DeliveryState,
    OwedDelivery,
    PostCallback,
    next_delay_s,
    read_delivery_job,
)
from cavendish.domain.ids import ApiKeyId, DeliveryId
from cavendish.domain.outbound_errors import OutboundError
from cavendish.domain.receiver_slots import ReceiverSlots
from cavendish.domain.task import TaskStatus
from cavendish.domain.webhook_signature import WebhookSecret, new_webhook_secret, sign_callback

_TURNED_AWAY_BASE: Final = 3.0
_LONGEST_TURN_S: Final = 30.0
_MAX_ERROR_CHARS: Final = 500

_log = structlog.get_logger("cavendish.deliver_callback")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Callback:
    """All that one POST needs."""

    delivery: OwedDelivery
    status: TaskStatus
    signing: tuple[WebhookSecret, ...]


class DeliverCallback:
    """The worker's handler of one delivery job.

    `post` sends a body once, without following redirects and within its time limit, or raises OutboundError;
    `render` gives the bytes that the status endpoint answers.
    """

    def __init__(
        self,
        pool: Pool,
        clock: Clock,
        *,
        post: PostCallback,
        render: Callable[[TaskStatus], bytes],
        retry_delays_s: tuple[float, ...],
        slots: ReceiverSlots,
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._post = post
        self._render = render
        self._retry_delays_s = retry_delays_s
        self._slots = slots
        self.outcomes: defaultdict[str, int] = defaultdict(int)
        """Attempts made here: `delivered`, `retried`, `dead`, `repeated` (sent twice), `put_off`."""
        self._load: Batcher[DeliveryId, _Callback | None] = Batcher(self._load_batch, parallel=2)
        self._record: Batcher[AttemptResult, bool] = Batcher(self._record_batch, parallel=2)
        self._put_off: Batcher[DeliveryJob, None] = Batcher(self._put_off_batch)

    async def __call__(self, payload: bytes) -> None:
        """Make the attempt that the job names, unless it was made. Database errors are the caller's to retry.

        When the receiver has no free slot the job is put off, for a second at first, and no attempt counts.
        """
        job = read_delivery_job(payload)
        if job is None:
            _log.error("a delivery job that nobody can read was dropped", payload=payload[:100])
            return
        callback = await self._load(job.delivery_id)
        if callback is None or callback.delivery.attempts != job.attempt - 1:
            return
        owed = callback.delivery
        with working_on(
            request_id=owed.origin.request_id,
            traceparent=owed.origin.traceparent,
            task_id=owed.task_id,
            key=owed.api_key_id,
            delivery_id=owed.id,
        ):
            await self._take_turn(job, callback)

    async def _take_turn(self, job: DeliveryJob, callback: _Callback) -> None:
        host, key_id = _host_of(callback.delivery.url), callback.delivery.api_key_id
        if not await self._slots.take(host, key_id):
            self.outcomes["put_off"] += 1
            await self._put_off(job)
            return
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            attempt = await self._attempt(callback, job.attempt)
        finally:
            self._slots.give_back(host, key_id, answer_s=loop.time() - began)
        await self._conclude(callback.delivery, attempt)

    async def _attempt(self, callback: _Callback, number: int) -> DeliveryAttempt:
        delivery = callback.delivery
        started_at_ms = self._clock.now_ms()
        body = self._render(callback.status)
        signature = sign_callback(
            body,
            message_id=delivery.id,
            timestamp_s=started_at_ms // 1000,
            signing=callback.signing,
        )
        headers = {"Content-Type": "application/json", **outgoing_headers(), **signature}
        answer, error = None, None
        try:
            answer = await self._post(delivery.url, body, headers)
        except OutboundError as failure:
            error = str(failure)[:_MAX_ERROR_CHARS]
        return DeliveryAttempt(
            number=number,
            started_at_ms=started_at_ms,
            duration_ms=max(0, self._clock.now_ms() - started_at_ms),
            status_code=answer.status_code if answer else None,
            error=error,
            excerpt=_readable(answer.excerpt) if answer else "",
        )

    async def _conclude(self, delivery: OwedDelivery, attempt: DeliveryAttempt) -> None:
        delay_s = (
            None
            if attempt.is_success
            else next_delay_s(delivery.failures + 1, self._retry_delays_s, jitter=random.random())
        )
        result = AttemptResult(delivery_id=delivery.id, attempt=attempt, retry_delay_s=delay_s)
        has_counted = await self._record(result)
        log = _log.bind(attempt=attempt.number, ms=attempt.duration_ms)
        self.outcomes[_outcome(result.state) if has_counted else "repeated"] += 1
        if not has_counted:
            log.info("callback sent twice, counted once")
        elif attempt.is_success:
            log.info("callback delivered", status=attempt.status_code)
        else:
            say = log.warning if result.state is DeliveryState.DEAD else log.info
            say(
                "callback failed",
                state=result.state.value,
                status=attempt.status_code,
                reason=attempt.error,
                retry_in_s=None if delay_s is None else round(delay_s, 1),
            )

    async def _load_batch(self, delivery_ids: Sequence[DeliveryId]) -> list[_Callback | Exception | None]:
        owed = await find_owed(self._pool, delivery_ids)
        statuses = await find_statuses(self._pool, [delivery.task_id for delivery in owed.values()])
        signing = await self._signing_secrets({delivery.api_key_id for delivery in owed.values()})
        callbacks: list[_Callback | Exception | None] = []
        for delivery_id in delivery_ids:
            delivery = owed.get(delivery_id)
            status = statuses.get(delivery.task_id) if delivery else None
            callbacks.append(
                _Callback(delivery=delivery, status=status, signing=signing[delivery.api_key_id])
                if delivery and status
                else None
            )
        return callbacks

    async def _signing_secrets(self, key_ids: set[ApiKeyId]) -> dict[ApiKeyId, tuple[WebhookSecret, ...]]:
        signing = await find_signing_secrets(self._pool, key_ids)
        if not (without := key_ids - signing.keys()):
            return signing
        for key_id in without:
            await insert_first_secret(self._pool, key_id, new_webhook_secret())
        return signing | await find_signing_secrets(self._pool, without)

    async def _record_batch(self, results: Sequence[AttemptResult]) -> list[bool | Exception]:
        first = {result.delivery_id: result for result in reversed(results)}
        async with self._pool.acquire() as connection, connection.transaction():
            counted = await record_attempts(connection, list(first.values()))
        return [first[result.delivery_id] is result and result.delivery_id in counted for result in results]

    async def _put_off_batch(self, jobs: Sequence[DeliveryJob]) -> list[Exception | None]:
        later = [
            DeliveryJob(delivery_id=job.delivery_id, attempt=job.attempt, turned_away=job.turned_away + 1)
            for job in jobs
        ]
        delays_s = [
            min(_LONGEST_TURN_S, _TURNED_AWAY_BASE**job.turned_away) * (1 + random.random()) for job in jobs
        ]
        async with self._pool.acquire() as connection, connection.transaction():
            await enqueue_deliveries(connection, later, delays_s=delays_s)
        return [None] * len(jobs)


def _outcome(state: DeliveryState) -> str:
    return "retried" if state is DeliveryState.PENDING else state.value


def _host_of(url: str) -> str:
    """Whose slots a call takes; an address that cannot be read is refused when it is called."""
    try:
        return (urlsplit(url).hostname or "").removesuffix(".")
    except ValueError:
        return ""


def _readable(excerpt: bytes) -> str:
    """Text that PostgreSQL stores: it has no place for NUL."""
    return excerpt.decode("utf-8", "replace").replace("\x00", "\ufffd")
