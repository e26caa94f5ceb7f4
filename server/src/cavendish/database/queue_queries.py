"""What the queue asks PostgreSQL before it waits for work, in one round trip or none."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, cast

from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.adapters.persistence.query_helpers import cell
from pgqueuer.domain.types import QueueEntrypoint
from typing_extensions import override

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
