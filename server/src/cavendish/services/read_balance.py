"""Use case: tell a key what is left to it."""

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.ledger_rows import find_balance
from cavendish.domain.errors import NotReadyError
from cavendish.domain.ids import ApiKeyId


class ReadBalance:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def __call__(self, key_id: ApiKeyId) -> int | None:
        """Micro-dollars that may still be set aside for new tasks; None for a key without a budget."""
        try:
            return await find_balance(self._pool, key_id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The balance cannot be read now; try again shortly") from error
