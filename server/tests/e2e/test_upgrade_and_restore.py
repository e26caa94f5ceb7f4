"""An upgrade that rolls over running processes, and a restore after everything is lost."""

import asyncio
import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from pathlib import Path

import aiohttp
import asyncpg
import pytest
from tests.database_fixtures import fresh_database
from tests.e2e.cavendish_process import KEY, ApiCaller, CavendishProcess, free_port
from tests.integration.routing.worker_on_standins import environ, route
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.upstream_server import silence

from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.embedded.postgres_binaries import find_binaries

pytestmark = pytest.mark.e2e

NEXT_RELEASE = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT LIKE 'pgqueuer%' LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN of_next_release text, '
                       'ADD COLUMN counted_from_now_on integer NOT NULL DEFAULT 7', name);
    END LOOP;
END $$;
CREATE TABLE of_next_release (id bigint PRIMARY KEY);
CREATE INDEX of_next_release_index ON tasks (of_next_release);
"""
"""What a later migration may do (see test_migration_safety), to every table at once."""


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="cavendish-e2e-", dir="/var/tmp"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
async def upstream() -> AsyncIterator[GeminiUpstream]:
    async with GeminiUpstream() as started:
        yield started


@contextlib.contextmanager
def process(
    folder: Path, name: str, dsn: str, upstream: GeminiUpstream, *arguments: str
) -> Iterator[CavendishProcess]:
    """One `serve` on a database and an upstream of somebody else, killed at the end."""
    (folder / name).mkdir(exist_ok=True)
    (folder / "routes.toml").write_text(route("google", "gemini", "official", price_usd=0.039))
    settings = {
        "CAVENDISH_DATABASE_URL": dsn,
        "CAVENDISH_STORAGE_URL": (folder / "storage").as_uri(),
        "CAVENDISH_ROUTES": str(folder / "routes.toml"),
        "CAVENDISH_ALLOW_PRIVATE_NETWORK": "1",
        **environ(gemini=upstream),
    }
    server = CavendishProcess(folder / name / "data", port=free_port(), environ=settings)
    server._launch(*arguments)
    try:
        yield server
    finally:
        server.kill_everything()


class _Callers:
    """Clients that try the other API process when one does not take their call."""

    def __init__(self, session: aiohttp.ClientSession, bases: list[str]) -> None:
        self._apis = [ApiCaller(base, session) for base in bases]
        self.accepted: list[str] = []
        self.retried = 0

    async def submit_for_ever(self, number: int) -> None:
        while True:
            for api in (self._apis[number % 2], self._apis[1 - number % 2]):
                try:
                    self.accepted.append(await api.submit(f"a boat, number {len(self.accepted)}"))
                    break
                except (aiohttp.ClientConnectionError, ConnectionError):
                    self.retried += 1
            await asyncio.sleep(0.2)

    async def ended(self, task_id: str) -> str:
        return str((await self._apis[0].ended(task_id))["state"])


@pytest.mark.timeout(300)
async def test_an_upgrade_rolls_over_api_and_workers_and_loses_nothing(
    postgres_server: EmbeddedPostgres, folder: Path, upstream: GeminiUpstream
) -> None:
    async with contextlib.AsyncExitStack() as stack:
        dsn = await stack.enter_async_context(fresh_database(postgres_server))
        apis = [
            stack.enter_context(process(folder, f"api{n}", dsn, upstream, "--role", "api")) for n in (1, 2)
        ]
        workers = [
            stack.enter_context(process(folder, f"worker{n}", dsn, upstream, "--role", "worker"))
            for n in (1, 2)
        ]
        for api in apis:
            await api._wait_until_answers("/health/ready")
        session = await stack.enter_async_context(
            aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"})
        )
        callers = _Callers(session, [api.base for api in apis])
        load = [asyncio.create_task(callers.submit_for_ever(number)) for number in range(2)]

        await _until(lambda: len(callers.accepted) >= 4, while_running=load)
        await _execute(dsn, NEXT_RELEASE)
        for one in [*workers, *apis]:
            before = len(callers.accepted)
            assert await asyncio.to_thread(one.stop) == 0, one.log()[-2000:]
            one._launch("--role", "worker" if one in workers else "api")
            if one in apis:
                await one._wait_until_answers("/health/live")
            await _until(lambda before=before: len(callers.accepted) >= before + 2, while_running=load)
        for caller in load:
            caller.cancel()
        results = await asyncio.gather(*load, return_exceptions=True)
        assert all(isinstance(result, asyncio.CancelledError) for result in results), results

        states = [await callers.ended(task_id) for task_id in callers.accepted]
        assert set(states) == {"success"}, states
        print(f"{len(states)} tasks over a rolling upgrade: none lost, {callers.retried} calls tried again")


@pytest.mark.timeout(300)
async def test_after_everything_is_lost_a_backup_brings_it_back(
    postgres_server: EmbeddedPostgres, folder: Path, upstream: GeminiUpstream
) -> None:
    backup = folder / "backup"
    backup.mkdir()
    async with fresh_database(postgres_server) as dsn:
        with process(folder, "first", dsn, upstream) as server:
            await server._wait_until_answers("/health/ready")
            async with ApiCaller.open(server.base) as api:
                finished = [await api.submit(f"a harbour, number {number}") for number in range(2)]
                before = [await api.picture(await api.ended(task_id)) for task_id in finished]
                upstream.play(*[silence] * 4)
                running = [await api.submit(f"a mountain, number {number}") for number in range(12)]
                async with asyncio.timeout(60):
                    while "processing" not in [(await api.status(one))["state"] for one in running]:
                        await asyncio.sleep(0.1)
                # In this order: every picture that the dump knows is in the storage by then.
                _postgres_program("pg_dump", "--format=custom", f"--file={backup / 'database.dump'}", dsn)
                shutil.copytree(folder / "storage", backup / "storage")
            server.kill_everything()
    shutil.rmtree(folder / "storage")

    async with fresh_database(postgres_server) as dsn:
        await _execute(dsn, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        _postgres_program(
            "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={dsn}", backup / "database.dump"
        )
        shutil.copytree(backup / "storage", folder / "storage")
        with process(folder, "second", dsn, upstream) as server:
            await server._wait_until_answers("/health/ready")
            async with ApiCaller.open(server.base) as api:
                live = 0
                for task_id in running:
                    live += (await api.status(task_id))["state"] in ("pending", "processing")
                states = [(await api.ended(task_id))["state"] for task_id in running]
                after = []
                for task_id in finished:
                    status = await api.status(task_id)
                    status["resultJson"] = status["resultJson"].replace("http://127.0.0.1:8080", server.base)
                    after.append(await api.picture(status))
    assert set(states) == {"success"}, states
    assert after == before
    print(
        f"{len(states)} tasks were under way in the backup, {live} of them still after the restore: all ended"
    )


async def _execute(dsn: str, sql: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _postgres_program(name: str, *arguments: str | Path) -> None:
    program = find_binaries().folder / name
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


async def _until(
    condition: Callable[[], bool], *, while_running: Collection[asyncio.Task[None]], within_s: float = 90
) -> None:
    """Raises at once what one of `while_running` ended with."""
    async with asyncio.timeout(within_s):
        while not condition():
            for task in while_running:
                if task.done():
                    task.result()
            await asyncio.sleep(0.1)
