"""One server on a socket for a module of tests, and a worker that ends its tasks."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import openai
import pytest
import pytest_asyncio
import uvicorn
from tests.api_fixtures import PUBLIC_URL, new_key
from tests.database_fixtures import fresh_database
from tests.standins.hand_worker import HandWorker

from cavendish.bootstrap import ApiServices, open_api_services
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.front import Front
from cavendish.settings import load_settings

MODULE = {"scope": "module", "loop_scope": "module"}


@pytest_asyncio.fixture(**MODULE)
async def services(
    postgres_server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ApiServices]:
    """The body limit leaves room for a picture over its own limit."""
    folder = tmp_path_factory.mktemp("dialects")
    environ = {
        "CAVENDISH_DATA": str(folder),
        "CAVENDISH_PUBLIC_URL": PUBLIC_URL,
        "CAVENDISH_MAX_BODY_MB": "40",
        "CAVENDISH_SYNC_WAIT_S": "20",
    }
    async with fresh_database(postgres_server) as address:
        opened = await open_api_services(load_settings(environ, is_root=False, home=folder), dsn=address)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(**MODULE)
async def app(services: ApiServices) -> Front:
    return create_app(services)


@pytest_asyncio.fixture(**MODULE)
async def base_url(app: Front) -> AsyncIterator[str]:
    async with serving(app) as url:
        yield url


@contextlib.asynccontextmanager
async def serving(app: Front) -> AsyncIterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", log_level="critical", ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await running


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def worker(services: ApiServices) -> AsyncIterator[None]:
    async with HandWorker.working(services):
        yield


@pytest_asyncio.fixture(loop_scope="module")
async def secret(services: ApiServices) -> str:
    """A key of the test's own."""
    return await new_key(services)


@pytest_asyncio.fixture(loop_scope="module")
async def connect(base_url: str) -> AsyncIterator[Callable[..., openai.AsyncOpenAI]]:
    """Makes OpenAI clients, which are closed at the end."""
    async with contextlib.AsyncExitStack() as stack:
        made: list[openai.AsyncOpenAI] = []

        def make(secret: str, *, url: str = base_url, **options: Any) -> openai.AsyncOpenAI:
            made.append(openai.AsyncOpenAI(base_url=f"{url}/v1", api_key=secret, **options))
            return made[-1]

        yield make
        for client in made:
            await stack.enter_async_context(client)


async def asked(services: ApiServices) -> list[dict[str, Any]]:
    """The tasks of the newest key."""
    rows = await services.pool.fetch(
        "SELECT * FROM tasks WHERE api_key_id = (SELECT max(id) FROM api_keys) ORDER BY id"
    )
    return [dict(row) for row in rows]
