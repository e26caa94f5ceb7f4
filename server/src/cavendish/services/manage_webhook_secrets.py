"""Use case: give a key the secret that signs its callbacks, and change it without a gap."""

from cavendish.database.connection_pool import CONNECTION_ERRORS, Connection, Pool
from cavendish.database.key_rows import find_by_hash
from cavendish.database.webhook_secret_rows import (
    count_signing_secrets,
    lock_key,
    rotate_secret,
    was_ever_secret,
)
from cavendish.domain.api_key import hash_secret
from cavendish.domain.errors import ConflictError, NotFoundError, NotReadyError, SetupError
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.webhook_signature import (
    MAX_SIGNING_SECRETS,
    OVERLAP_MS,
    WebhookSecret,
    new_webhook_secret,
    read_webhook_secret,
    show_webhook_secret,
)


class ManageWebhookSecrets:
    """A key without a secret gets one by itself when its first callback is sent; rotating makes it known."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def rotate(self, key_id: ApiKeyId) -> str:
        """A new secret (`whsec_…`), shown here and never again; the one before signs beside it for 24 h.

        Raises NotFoundError, and ConflictError while too many secrets sign.
        """
        secret = new_webhook_secret()
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                await self._rotate(connection, key_id, secret)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The secret cannot be changed now; try again shortly") from error
        return show_webhook_secret(secret)

    async def ensure(self, *, api_key: str, webhook_secret: str) -> None:
        """Make sure that a key has had this secret, for scripts and containers that bring their own.

        A secret that was rotated away does not come back; a new one is rotated in. Raises SetupError for a
        malformed secret or an unknown key.
        """
        secret = read_webhook_secret(webhook_secret)
        key = await find_by_hash(self._pool, hash_secret(api_key))
        if key is None:
            raise SetupError("CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET needs the key of CAVENDISH_BOOTSTRAP_KEY")
        async with self._pool.acquire() as connection, connection.transaction():
            await lock_key(connection, key.id)
            if not await was_ever_secret(connection, key.id, secret):
                await self._rotate(connection, key.id, secret)

    async def _rotate(self, connection: Connection, key_id: ApiKeyId, secret: WebhookSecret) -> None:
        if not await lock_key(connection, key_id):
            raise NotFoundError(f"No key has the number {key_id}; see `cavendish-server keys list`")
        if await count_signing_secrets(connection, key_id) >= MAX_SIGNING_SECRETS:
            raise ConflictError(
                f"{MAX_SIGNING_SECRETS} webhook secrets sign already: wait until one of them retires, "
                "24 hours after its rotation"
            )
        await rotate_secret(connection, key_id, secret, overlap_ms=OVERLAP_MS)
