"""Use case: create, list, change and revoke API keys."""

from cavendish.database.connection_pool import Pool
from cavendish.database.key_rows import (
    KeyListing,
    find_by_hash,
    insert_key,
    list_keys,
    notify_keys,
    revoke_key,
    update_key,
)
from cavendish.database.ledger_rows import has_holds, lock_budget, top_up, withdraw
from cavendish.domain.api_key import KeyChanges, NewApiKey, hash_secret, new_secret
from cavendish.domain.errors import ConflictError, NotFoundError, SetupError
from cavendish.domain.ids import ApiKeyId

_HINT_LETTERS = 8


class ManageKeys:
    """Every change reaches all processes at once, through the database's notifications."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def create(self, new: NewApiKey) -> tuple[ApiKeyId, str]:
        """A new key and its secret, which is shown here and never again."""
        secret = new_secret()
        key_id = await self._insert(new, secret)
        if key_id is None:
            raise SetupError("A fresh key collided with an existing one: the random source is broken")
        return key_id, secret

    async def ensure(self, new: NewApiKey, *, secret: str) -> None:
        """Make sure that `secret` is a key, for scripts and containers that bring their own.

        Raises SetupError when it was revoked: a revoked key never comes back by itself.
        """
        is_new = await self._insert(new, secret) is not None
        if not is_new and await find_by_hash(self._pool, hash_secret(secret)) is None:
            raise SetupError(
                "CAVENDISH_BOOTSTRAP_KEY names a key that was revoked or has expired: choose another one"
            )

    async def list(self) -> list[KeyListing]:
        """All keys, revoked ones too, the oldest first."""
        return await list_keys(self._pool)

    async def revoke(self, key_id: ApiKeyId) -> None:
        """Revoke for ever, at once, in every process. Raises NotFoundError when there is no such live key."""
        async with self._pool.acquire() as connection, connection.transaction():
            if not await revoke_key(connection, key_id):
                raise NotFoundError(f"No live key has the number {key_id}; see `cavendish-server keys list`")
            await notify_keys(connection)

    async def update(self, key_id: ApiKeyId, changes: KeyChanges) -> None:
        """Change what is given. Raises NotFoundError."""
        async with self._pool.acquire() as connection, connection.transaction():
            if not await update_key(connection, key_id, changes):
                raise _no_such_key(key_id)
            await notify_keys(connection)

    async def top_up(self, key_id: ApiKeyId, amount_microusd: int) -> int:
        """Add money and return the new balance; a key without a budget has one from then on.

        Raises NotFoundError.
        """
        balance = await top_up(self._pool, key_id, amount_microusd)
        if balance is None:
            raise _no_such_key(key_id)
        return balance

    async def end_budget(self, key_id: ApiKeyId) -> None:
        """Let a key make pictures without a budget; what is left of it is withdrawn.

        Raises NotFoundError, and ConflictError while tasks live that money is set aside for.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            if not await lock_budget(connection, key_id):
                raise _no_such_key(key_id)
            if await has_holds(connection, key_id):
                raise ConflictError("Money is set aside for tasks of this key: wait until they have ended")
            await withdraw(connection, key_id)

    async def _insert(self, new: NewApiKey, secret: str) -> ApiKeyId | None:
        async with self._pool.acquire() as connection, connection.transaction():
            key_id = await insert_key(
                connection, new, secret_hash=hash_secret(secret), hint=secret[:_HINT_LETTERS]
            )
            if key_id is not None and new.balance_microusd is not None:
                await top_up(connection, key_id, new.balance_microusd)
            await notify_keys(connection)
        return key_id


def _no_such_key(key_id: ApiKeyId) -> NotFoundError:
    return NotFoundError(f"No key has the number {key_id}; see `cavendish-server keys list`")
