"""`/health/ready` says which part is missing, and what to do about it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.api.asgi_client import Client
from tests.standins.database_line import DatabaseLine

from cavendish.bootstrap import ApiServices, open_api_services
from cavendish.database.connection_pool import Pool
from cavendish.database.worker_rows import see_worker
from cavendish.entrypoints.api.asgi import create_app
from cavendish.settings import load_settings

pytestmark = pytest.mark.integration


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[DatabaseLine]:
    async with DatabaseLine(database_url) as line:
        yield line


@pytest.fixture
async def services(
    line: DatabaseLine, environment: dict[str, str], tmp_path: Path
) -> AsyncIterator[ApiServices]:
    settings = load_settings(environment, is_root=False, home=tmp_path)
    services = await open_api_services(settings, dsn=line.dsn)
    yield services
    await services.close()


async def parts(services: ApiServices, status: int) -> dict[str, bool]:
    """Each part, and whether it is there."""
    reply = await Client(create_app(services), "").get("/health/ready")
    assert reply.status == status, reply.body
    data = reply.json["data"]
    missing = {name: data[name] for name in ("database", "storage", "worker") if data[name] != "ok"}
    assert all(cure in reply.json["message"] for cure in missing.values())
    return {name: name not in missing for name in ("database", "storage", "worker")}


async def test_each_part_is_named_while_it_is_missing(
    services: ApiServices, line: DatabaseLine, pool: Pool, tmp_path: Path
) -> None:
    assert await parts(services, 503) == {"database": True, "storage": True, "worker": False}
    await see_worker(pool, "worker-1")
    assert await parts(services, 200) == {"database": True, "storage": True, "worker": True}
    storage = tmp_path / "storage" / "results"
    shutil.rmtree(storage, ignore_errors=True)
    storage.parent.mkdir(parents=True, exist_ok=True)
    storage.touch()
    assert await parts(services, 503) == {"database": True, "storage": False, "worker": True}
    storage.unlink()
    await line.cut()
    assert await parts(services, 503) == {"database": False, "storage": True, "worker": False}
    await line.mend()
    assert await parts(services, 200) == {"database": True, "storage": True, "worker": True}
