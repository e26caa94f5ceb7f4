"""Use case: look through one's own callbacks."""

from dataclasses import dataclass

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.delivery_rows import find_delivery, list_deliveries, list_delivery_attempts
from cavendish.domain.delivery import Delivery, DeliveryAttempt, DeliveryState
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import ApiKeyId, DeliveryId, TaskId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """Deliveries, newest first, and where the next page begins (None: there is none)."""

    deliveries: list[Delivery]
    next_before: DeliveryId | None


class BrowseDeliveries:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self,
        *,
        key_id: ApiKeyId,
        before: DeliveryId | None = None,
        state: DeliveryState | None = None,
        task_id: TaskId | None = None,
        limit: int = 50,
    ) -> DeliveryPage:
        """One page of a key's deliveries; pass `next_before` as `before` for the next."""
        try:
            found = await list_deliveries(
                self._pool, key_id=key_id, before=before, state=state, task_id=task_id, limit=limit + 1
            )
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Callbacks cannot be read now; try again shortly") from error
        next_before = found[limit - 1].id if len(found) > limit else None
        return DeliveryPage(deliveries=found[:limit], next_before=next_before)

    async def detail(
        self, delivery_id: DeliveryId, *, key_id: ApiKeyId
    ) -> tuple[Delivery, list[DeliveryAttempt]]:
        """A key's own delivery with every POST made for it. Raises NotFoundError."""
        try:
            delivery = await find_delivery(self._pool, delivery_id, key_id=key_id)
            if delivery is None:
                raise NotFoundError("Delivery not found")
            return delivery, await list_delivery_attempts(self._pool, delivery_id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The callback cannot be read now; try again shortly") from error
