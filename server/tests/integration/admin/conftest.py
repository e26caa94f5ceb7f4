from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.api_fixtures import new_key
from tests.database_fixtures import fresh_database
from tests.integration.admin.operator import TOKEN, Operator, admin_environment
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices, open_api_services
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.entrypoints.api.asgi import create_app
from cavendish.settings import load_settings


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin_database(postgres_server: EmbeddedPostgres) -> AsyncIterator[str]:
    async with fresh_database(postgres_server) as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin_services(
    admin_database: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ApiServices]:
    """One server side with an admin token for a whole module: its tests add, and mind only what they add."""
    folder = tmp_path_factory.mktemp("admin")
    settings = load_settings(admin_environment(folder), is_root=False, home=folder)
    services = await open_api_services(settings, dsn=admin_database)
    yield services
    await services.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin_client(admin_services: ApiServices) -> Client:
    return Client(create_app(admin_services), await new_key(admin_services))


@pytest.fixture
def operator(admin_client: Client) -> Operator:
    """The operator's program, which sends the admin token."""
    return Operator(admin_client, {"Authorization": f"Bearer {TOKEN}"})
