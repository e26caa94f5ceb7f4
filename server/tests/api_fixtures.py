"""The HTTP side on a real database, without a worker: tests end tasks by hand."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.database_fixtures import fresh_database
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices, open_api_services
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, Start, start_tasks
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import TaskId
from cavendish.domain.task import TaskStatus, asset_key
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.front import Front
from cavendish.services.manage_keys import ManageKeys
from cavendish.settings import load_settings

PUBLIC_URL = "https://pictures.example.com"
PICTURE = bytes(range(256)) * 40


class MovableClock:
    """Tells the machine's time until it is moved."""

    def __init__(self) -> None:
        self._machine = SystemClock()
        self.offset_ms = 0

    def now_ms(self) -> int:
        return self._machine.now_ms() + self.offset_ms


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Settings of the server under test; a test may override this."""
    return _environment(tmp_path)


def _environment(folder: Path) -> dict[str, str]:
    return {"CAVENDISH_DATA": str(folder), "CAVENDISH_PUBLIC_URL": PUBLIC_URL, "CAVENDISH_MAX_BODY_MB": "1"}


@pytest.fixture
async def services(
    database_url: str, environment: dict[str, str], tmp_path: Path, clock: MovableClock
) -> AsyncIterator[ApiServices]:
    settings = load_settings(environment, is_root=False, home=tmp_path)
    opened = await open_api_services(settings, dsn=database_url, clock=clock)
    yield opened
    await opened.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_services(
    postgres_server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ApiServices]:
    """One server side for a whole module of tests that leave nothing behind that others would mind."""
    folder = tmp_path_factory.mktemp("shared")
    async with fresh_database(postgres_server) as address:
        settings = load_settings(_environment(folder), is_root=False, home=folder)
        opened = await open_api_services(settings, dsn=address)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_client(shared_services: ApiServices) -> Client:
    secret = await new_key(shared_services, requests_per_minute=1_000_000, max_live_tasks=1_000_000)
    return Client(create_app(shared_services), secret)


@pytest.fixture
def app(services: ApiServices) -> Front:
    return create_app(services)


@pytest.fixture
async def client(app: Front, services: ApiServices) -> Client:
    return Client(app, await new_key(services))


async def new_key(services: ApiServices, **limits: Any) -> str:
    _, secret = await ManageKeys(services.pool).create(NewApiKey(name="test", **limits))
    return secret


async def start(services: ApiServices, task_id: str) -> None:
    """What a worker does when it takes a task up."""
    assert await start_tasks(services.pool, [Start(TaskId(task_id))]) != [None]


async def succeed(services: ApiServices, task_id: str, content: bytes = PICTURE) -> TaskStatus:
    """What a worker does with a finished picture."""
    await start(services, task_id)
    end = GoodEnd(
        task_id=TaskId(task_id),
        attempt_id=None,
        cost_microusd=20_000,
        asset_size_bytes=len(content),
        owes_callback=True,
    )
    (status,) = await end_in_success(services.pool, [end])
    assert status is not None
    await services.store.put(
        asset_key(status.asset_name), content, media_type=status.output_format.media_type
    )
    return status


async def fail(
    services: ApiServices,
    task_id: str,
    code: FailCode = FailCode.CONTENT_VIOLATION,
    message: str = "Refused by the content policy",
) -> TaskStatus:
    async with services.pool.acquire() as connection, connection.transaction():
        status = await end_in_failure(connection, TaskId(task_id), code=code, message=message)
    assert status is not None
    return status
