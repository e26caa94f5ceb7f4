"""`cavendish-server routes`, as an operator types it."""

import asyncio
from pathlib import Path

import pytest
from PIL import Image
from tests.integration.routing.worker_on_standins import environ, route
from tests.standins.fal_upstream import FalUpstream
from tests.standins.upstream_server import Scenario
from typer.testing import CliRunner, Result

from cavendish.database.connection_pool import Pool
from cavendish.database.route_health_rows import change_route_health
from cavendish.domain.circuit_breaker import OpeningCause, Trouble, open_route
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import SetupError
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import OUT
from cavendish.entrypoints.cli.routes_commands import routes_app

pytestmark = pytest.mark.integration


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OUT, "width", 240)


class Operator:
    def __init__(self, database_url: str, folder: Path, **variables: str) -> None:
        file = folder / "routes.toml"
        names = ("good", "probed", "failing", "broken")
        file.write_text("".join(route(name, "fal", "value", price_usd=0.02) for name in names))
        given = {
            "CAVENDISH_DATABASE_URL": database_url,
            "CAVENDISH_DATA": str(folder),
            "CAVENDISH_ROUTES": str(file),
            "FAL_KEY": "x",
        }
        self._context = CommandContext(environ=given | variables, is_root=False, home=folder)

    async def types(self, *words: str) -> Result:
        runner = CliRunner()
        return await asyncio.to_thread(runner.invoke, routes_app, list(words), obj=self._context)


async def leave_alone(pool: Pool, name: str, cause: OpeningCause, reason: str, *, ago_ms: int = 0) -> None:
    trouble = Trouble(cause=cause, reason=reason)
    await change_route_health(
        pool,
        name,
        lambda before, now_ms: open_route(before, trouble, now_ms - ago_ms),
        now_ms=SystemClock().now_ms(),
    )


async def test_each_routes_health_is_told_with_its_reason(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    await leave_alone(pool, "probed", OpeningCause.FAILING, "502 [bad gateway]", ago_ms=3_600_000)
    await leave_alone(pool, "failing", OpeningCause.FAILING, "503 busy")
    await leave_alone(pool, "broken", OpeningCause.MISCONFIGURED, "401 wrong key")
    told = await Operator(database_url, tmp_path).types()
    assert told.exit_code == 0, told.output
    rows = {line.split()[1]: line for line in told.stdout.splitlines() if "nano-banana" in line}
    assert " good " in rows["good"].partition("live")[2]
    assert "being tried again: 502 [bad gateway]" in rows["probed"]
    assert "failing (again in " in rows["failing"]
    assert "down, act (again in " in rows["broken"]
    assert "401 wrong key" in rows["broken"]


async def test_a_picture_is_made_through_a_route_or_the_kind_of_failure_told(
    database_url: str, tmp_path: Path
) -> None:
    async with FalUpstream() as fal:
        operator = Operator(database_url, tmp_path, **environ(fal=fal))
        file = tmp_path / "made.png"
        made = await operator.types("test", "good", "-o", str(file))
        assert made.exit_code == 0, made.output
        assert "the route's price" in made.stdout
        with Image.open(file) as picture:
            assert picture.format == "PNG"
        fal.play(Scenario.NO_MONEY)
        failed = await operator.types("test", "good", "-o", str(file))
    assert isinstance(failed.exception, SetupError)
    assert str(failed.exception).startswith("the route does not work (misconfigured): fal")
