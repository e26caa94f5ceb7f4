"""Use case: send a callback again at its owner's wish."""

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.delivery_rows import replay_delivery
from cavendish.domain.delivery import Delivery
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import ApiKeyId, DeliveryId


class ReplayDelivery:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def __call__(self, delivery_id: DeliveryId, *, key_id: ApiKeyId) -> Delivery:
        """Attempt a delivery now, whatever its state, with the whole retry schedule after it.

        It keeps its id, and so its `webhook-id`. One that waits for a retry gets it at once; a delivered one
        is pending again until the receiver answers. Raises NotFoundError for another key's.
        """
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                delivery = await replay_delivery(connection, delivery_id, key_id=key_id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The callback cannot be replayed now; try again shortly") from error
        if delivery is None:
            raise NotFoundError("Delivery not found")
        return delivery
