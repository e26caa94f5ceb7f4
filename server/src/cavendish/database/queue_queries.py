"""What the queue asks PostgreSQL: little before it waits for work, and never to drop a job."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, cast

import structlog
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.adapters.persistence.query_helpers import cell
from pgqueuer.domain.models import Job, TracebackRecord
from pgqueuer.domain.types import QueueEntrypoint
from typing_extensions import override

from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.database.queue_driver import QueueDriver

_OUTLOOK: Final = """
SELECT EXISTS (
    SELECT FROM pgqueuer WHERE status = 'queued' AND entrypoint = ANY ($1) AND execute_after <= now()
) AS has_due, (
    SELECT execute_after - now() FROM pgqueuer
    WHERE status = 'queued' AND entrypoint = ANY ($1) AND execute_after > now()
    ORDER BY execute_after LIMIT 1
) AS next_due_in
"""
_log: Final = structlog.stdlib.get_logger("cavendish.worker")


@dataclass
class QueueQueries(Queries):
    """pgqueuer's queries, but those three that it asks before each wait for a change of its table are one.

    It asks them in this order: is anything due, when will be something, is there anything at all. And nothing
    is asked while a change is about to be heard of: that ends the wait at once.
    """

    _has_due: bool = field(default=False, init=False)
    _next_due_in: timedelta | None = field(default=None, init=False)

    @override
    async def eligible_queued_work(self, entrypoints: list[QueueEntrypoint]) -> int:
        self._has_due, self._next_due_in = False, None
        if not cast("QueueDriver", self.driver).is_change_coming:
            [outlook] = await self.driver.fetch(_OUTLOOK, entrypoints)
            self._has_due = cell(outlook, "has_due", bool)
            if outlook["next_due_in"] is not None:
                self._next_due_in = cell(outlook, "next_due_in", timedelta)
        return int(self._has_due)

    @override
    async def next_deferred_eta(self, entrypoints: list[QueueEntrypoint]) -> timedelta | None:
        return self._next_due_in

    @override
    async def queued_work(self, entrypoints: list[QueueEntrypoint]) -> int:
        return int(self._has_due or self._next_due_in is not None)

    @override
    async def retry_job(self, job: Job, delay: timedelta, traceback_record: TracebackRecord | None) -> None:
        """Put a job back; without the database it stays as if its worker had died, and is taken up as such.

        pgqueuer keeps a job that it could not put back for failed, and drops it when the database is there
        again.
        """
        try:
            await super().retry_job(job, delay, traceback_record)
        except CONNECTION_ERRORS as error:
            _log.warning(
                "a job waits for its next worker: the database is away", job=job.id, reason=str(error)
            )
