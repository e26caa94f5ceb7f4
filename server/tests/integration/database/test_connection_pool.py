"""What an operator reads when the database cannot be entered."""

import asyncio
import contextlib
from urllib.parse import parse_qsl, urlsplit

import asyncpg
import pytest

from cavendish.database.connection_pool import CONNECTION_ERRORS, close_pool, cure_for_entry, open_pool
from cavendish.database.migrate import migrate, pending_migrations
from cavendish.database.pooler_check import refuse_shared_connections
from cavendish.domain.errors import NotReadyError, SetupError

pytestmark = pytest.mark.integration
WAYS_IN = [open_pool, migrate, pending_migrations, refuse_shared_connections]


def elsewhere(database_url: str, *, user: str = "cavendish", name: str) -> str:
    _, _, host = database_url.partition("?")
    return f"postgresql://{user}@/{name}?{host}"


@pytest.mark.parametrize("enter", WAYS_IN)
async def test_a_wrong_name_user_or_address_is_one_line_with_its_cure(database_url: str, enter) -> None:  # type: ignore[no-untyped-def] # any way in
    wrong = {
        elsewhere(database_url, name="no_such_database"): "createdb",
        elsewhere(database_url, user="stranger", name="postgres"): "user and password",
        "mysql://127.0.0.1/cavendish": "postgresql://user:password@host:5432/name",
    }
    for url, cure in wrong.items():
        with pytest.raises(SetupError, match=cure):
            await enter(url)


@pytest.mark.parametrize("enter", WAYS_IN)
async def test_a_database_that_is_away_may_come_back(enter) -> None:  # type: ignore[no-untyped-def] # any way in
    with pytest.raises(NotReadyError, match="does not answer"):
        await enter("postgresql://cavendish@127.0.0.1:1/cavendish")


def test_a_full_database_and_a_closed_one_have_cures_of_their_own() -> None:
    assert "max_connections" in cure_for_entry(asyncpg.TooManyConnectionsError())
    assert "GRANT CONNECT" in cure_for_entry(asyncpg.InsufficientPrivilegeError())


@pytest.mark.parametrize("lasts_s", [0.2, 3600])
async def test_closing_waits_for_statements_but_not_for_ever(database_url: str, lasts_s: float) -> None:
    pool = await open_pool(database_url)
    statement = asyncio.create_task(pool.fetchval("SELECT 'done' FROM pg_sleep($1)", lasts_s))
    while not await pool.fetchval("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"):
        await asyncio.sleep(0.01)
    await close_pool(pool, within_s=1.0 if lasts_s > 60 else 60)
    (end,) = await asyncio.gather(statement, return_exceptions=True)
    assert end == "done" if lasts_s < 60 else isinstance(end, Exception)


@pytest.mark.parametrize(("waits_for_disk", "commit"), [(True, "on"), (False, "off")])
async def test_only_what_may_be_done_again_does_not_wait_for_the_disk(
    database_url: str, *, waits_for_disk: bool, commit: str
) -> None:
    pool = await open_pool(database_url, max_size=1, waits_for_disk=waits_for_disk)
    for _ in range(2):  # a connection that was used before, too
        assert await pool.fetchval("SHOW synchronous_commit") == commit
    await pool.close()


class DeafRelay:
    """A way to the database over a network that loses the end of a connection."""

    def __init__(self, database_url: str) -> None:
        where = dict(parse_qsl(urlsplit(database_url).query))
        self._socket = f"{where['host']}/.s.PGSQL.{where.get('port', '5432')}"
        self._path = urlsplit(database_url).path
        self._running = set[asyncio.Task[None]]()
        self._ends: list[asyncio.StreamWriter] = []
        self.url = ""
        self.heard_the_end = asyncio.Event()

    async def __aenter__(self) -> "DeafRelay":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"postgresql://cavendish@127.0.0.1:{port}{self._path}?sslmode=disable"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        for end in self._ends:
            end.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_unix_connection(self._socket)
        self._ends += [writer, forth]
        self._running.add(asyncio.create_task(self._pump(reader, forth)))
        self._running.add(asyncio.create_task(self._pump(back, writer, self.heard_the_end)))

    @staticmethod
    async def _pump(
        source: asyncio.StreamReader, target: asyncio.StreamWriter, ended: asyncio.Event | None = None
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while piece := await source.read(65536):
                target.write(piece)
                await target.drain()
        if ended is not None:
            ended.set()


@pytest.mark.parametrize("call", ["fetch", "fetchrow", "fetchval", "execute"])
async def test_a_session_that_the_server_ended_is_not_used_again_though_its_connection_stays(
    database_url: str, call: str
) -> None:
    async with DeafRelay(database_url) as relay:
        pool = await open_pool(relay.url, max_size=1)
        pid = await pool.fetchval("SELECT pg_backend_pid()")
        other = await asyncpg.connect(database_url)
        await other.fetchval("SELECT pg_terminate_backend($1)", pid)
        await other.close()
        await relay.heard_the_end.wait()
        for _ in range(10):  # until the last words have been read
            await asyncio.sleep(0)
        with pytest.raises(CONNECTION_ERRORS):
            await getattr(pool, call)("SELECT 1")
        assert await pool.fetchval("SELECT pg_backend_pid()") != pid
        await close_pool(pool)
