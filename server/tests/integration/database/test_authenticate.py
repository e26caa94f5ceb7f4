import asyncio
from collections.abc import AsyncIterator

import pytest
from tests.integration.database.task_factory import MovableClock, make_key

from cavendish.database.connection_pool import Pool
from cavendish.database.notifications import KEYS_CHANNEL, Notifications
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.errors import SetupError, UnauthenticatedError
from cavendish.domain.guess_guard import GuessGuard
from cavendish.domain.ids import ApiKeyId
from cavendish.services.authenticate import Authenticate
from cavendish.services.manage_keys import ManageKeys


class CountingGuard(GuessGuard):
    """Never delays; the delays themselves are tested with the guard."""

    def delay_s(self, address: str, now_ms: int) -> float:
        return 0.0


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def authenticate(pool: Pool, clock: MovableClock) -> Authenticate:
    return Authenticate(pool, clock, guard=CountingGuard(), may_cache=lambda: True)


async def queries(pool: Pool) -> int:
    """How often the keys table was looked at by its secret's index."""
    await pool.execute("SELECT pg_stat_force_next_flush()")
    return int(
        await pool.fetchval(
            "SELECT coalesce(sum(idx_scan), 0) FROM pg_stat_user_indexes "
            "WHERE indexrelname LIKE 'api_keys_secret%'"
        )
    )


@pytest.mark.parametrize("header", ["Bearer {}", "bearer {}", "BEARER   {}", "  Bearer {} "])
async def test_the_schemes_name_is_read_in_any_case(
    authenticate: Authenticate, pool: Pool, header: str
) -> None:
    key_id, secret = await make_key(pool)
    assert (await authenticate(header.format(secret).encode(), address="a")).id == key_id


@pytest.mark.parametrize(
    "header",
    [
        None, b"", b"Bearer", b"Bearer ", b"Basic dXNlcjpwYXNz", b"Bearer two words", b"Bearer \xff\xfe",
        b"Bearer " + b"x" * 513, b"Bearer nobody-has-this-key", b"Bearer\x00x",
    ],
)  # fmt: skip
async def test_anything_else_is_refused(authenticate: Authenticate, header: bytes | None) -> None:
    with pytest.raises(UnauthenticatedError):
        await authenticate(header, address="a")


async def test_a_known_bad_key_costs_no_query(authenticate: Authenticate, pool: Pool) -> None:
    with pytest.raises(UnauthenticatedError):
        await authenticate(b"Bearer wrong", address="a")
    before = await queries(pool)
    for _ in range(20):
        with pytest.raises(UnauthenticatedError):
            await authenticate(b"Bearer wrong", address="a")
    assert await queries(pool) == before


async def test_an_expired_key_is_refused_even_while_it_is_cached(
    authenticate: Authenticate, pool: Pool, clock: MovableClock
) -> None:
    now_ms = await pool.fetchval("SELECT cavendish_now_ms()")
    clock.at_ms = now_ms
    _, secret = await make_key(pool, expires_at_ms=now_ms + 60_000)
    await authenticate(f"Bearer {secret}".encode(), address="a")
    clock.at_ms += 59_999
    await authenticate(f"Bearer {secret}".encode(), address="a")
    clock.at_ms += 1
    with pytest.raises(UnauthenticatedError):
        await authenticate(f"Bearer {secret}".encode(), address="a")


@pytest.fixture
async def listening(pool: Pool, database_url: str, clock: MovableClock) -> AsyncIterator[Authenticate]:
    """As another process has it: its cache is cleared only by the database's notifications."""
    heard = Notifications(
        database_url,
        on_message={KEYS_CHANNEL: lambda _: authenticate.forget_keys()},
        on_gap=lambda: authenticate.forget_keys(),  # noqa: PLW0108 - it is made below
    )
    authenticate = Authenticate(pool, clock, guard=CountingGuard(), may_cache=lambda: heard.is_connected)
    await heard.start()
    async with asyncio.timeout(5):
        while not heard.is_connected:
            await asyncio.sleep(0.01)
    yield authenticate
    await heard.stop()


async def test_a_revoked_key_is_refused_by_every_process_at_once(listening: Authenticate, pool: Pool) -> None:
    key_id, secret = await make_key(pool)
    header = f"Bearer {secret}".encode()
    await listening(header, address="a")
    await ManageKeys(pool).revoke(key_id)
    async with asyncio.timeout(1):
        while True:
            try:
                await listening(header, address="a")
            except UnauthenticatedError:
                break
            await asyncio.sleep(0.002)


async def test_a_key_that_was_unknown_works_as_soon_as_it_is_created(
    listening: Authenticate, pool: Pool
) -> None:
    keys = ManageKeys(pool)
    with pytest.raises(UnauthenticatedError):
        await listening(b"Bearer my-own-key", address="a")
    await keys.ensure(NewApiKey(name="mine"), secret="my-own-key")
    async with asyncio.timeout(1):
        while True:
            try:
                assert (await listening(b"Bearer my-own-key", address="a")).name == "mine"
                break
            except UnauthenticatedError:
                await asyncio.sleep(0.002)


async def test_secrets_are_stored_only_as_hashes(pool: Pool) -> None:
    _, secret = await make_key(pool)
    row = str(await pool.fetchrow("SELECT * FROM api_keys"))
    assert secret not in row
    assert secret[:8] in row


async def test_a_bootstrap_key_is_made_once_and_never_revived(pool: Pool) -> None:
    keys = ManageKeys(pool)
    for _ in range(3):
        await keys.ensure(NewApiKey(name="bootstrap"), secret="from-a-script")
    (listing,) = await keys.list()
    await keys.revoke(ApiKeyId(listing.key.id))
    with pytest.raises(SetupError, match="revoked"):
        await keys.ensure(NewApiKey(name="bootstrap"), secret="from-a-script")
