"""Use case: look through the callbacks of all keys, as the operator."""

from dataclasses import dataclass

from cavendish.database.admin_rows import (
    DeliveryFilter,
    OwnedDelivery,
    find_any_delivery,
    list_all_deliveries,
)
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.delivery_rows import list_delivery_attempts
from cavendish.domain.delivery import DeliveryAttempt
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import DeliveryId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedDeliveryPage:
    """Callbacks, newest first, and where the next page begins (None: there is none)."""

    deliveries: list[OwnedDelivery]
    next_before: DeliveryId | None


class InspectDeliveries:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self, wanted: DeliveryFilter, *, before: DeliveryId | None = None, limit: int = 50
    ) -> OwnedDeliveryPage:
        """One page; pass `next_before` as `before` for the next. Raises ConflictError, NotReadyError."""
        try:
            found = await list_all_deliveries(self._pool, wanted, before=before or "dlv_g", limit=limit + 1)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Callbacks cannot be read now; try again shortly") from error
        next_before = found[limit - 1].delivery.id if len(found) > limit else None
        return OwnedDeliveryPage(deliveries=found[:limit], next_before=next_before)

    async def detail(self, delivery_id: DeliveryId) -> tuple[OwnedDelivery, list[DeliveryAttempt]]:
        """Any key's callback with every POST made for it. Raises NotFoundError."""
        try:
            found = await find_any_delivery(self._pool, delivery_id)
            if found is None:
                raise NotFoundError("Delivery not found")
            return found, await list_delivery_attempts(self._pool, delivery_id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The callback cannot be read now; try again shortly") from error
