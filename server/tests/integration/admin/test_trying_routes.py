"""An operator tries routes of a file of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.admin.operator import TOKEN, Operator, admin_environment
from tests.integration.api.asgi_client import Client
from tests.integration.routing.worker_on_standins import environ, route
from tests.standins.fal_upstream import FalUpstream
from tests.standins.upstream_server import Scenario

from cavendish.bootstrap import open_api_services
from cavendish.entrypoints.api.asgi import create_app
from cavendish.settings import load_settings

pytestmark = pytest.mark.integration


@pytest.fixture
async def fal() -> AsyncIterator[FalUpstream]:
    async with FalUpstream() as fal:
        yield fal


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "routes.toml"
    file.write_text(route("cheap", "fal", "value", price_usd=0.02))
    return file


@pytest.fixture
async def operator(
    database_url: str, fal: FalUpstream, file: Path, tmp_path: Path
) -> AsyncIterator[Operator]:
    variables = {**admin_environment(tmp_path), **environ(fal=fal), "CAVENDISH_ROUTES": str(file)}
    services = await open_api_services(
        load_settings(variables, is_root=False, home=tmp_path), dsn=database_url
    )
    yield Operator(Client(create_app(services), ""), {"Authorization": f"Bearer {TOKEN}"})
    await services.close()


async def test_a_trial_shows_its_picture_or_why_there_is_none(operator: Operator, fal: FalUpstream) -> None:
    made = await operator.post("/routes/test", {"route": "cheap"})
    assert (made["works"], made["reason"], made["costUsd"]) == (True, None, 0.02)
    assert made["picture"]
    fal.play(Scenario.NO_MONEY)
    failed = await operator.post("/routes/test", {"route": "cheap"})
    assert (failed["works"], failed["failureKind"], failed["picture"]) == (False, "misconfigured", None)
    assert failed["reason"].startswith("fal")


async def test_a_broken_route_file_is_a_conflict_that_says_where(operator: Operator, file: Path) -> None:
    file.write_text("[[routes]]\nmodel = 7\n")
    for method, path, body in (
        ("GET", "/routes", None),
        ("POST", "/routes/test", {"route": "cheap"}),
        ("POST", "/routes/reopen", {"route": "cheap"}),
    ):
        reply = await operator.call(method, path, body)
        assert reply.status == 409
        assert "route 1, field model" in reply.json["message"]
