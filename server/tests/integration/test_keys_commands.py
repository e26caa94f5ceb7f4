"""`cavendish-server keys …`, as an operator types it."""

import asyncio
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cavendish.database.connection_pool import Pool
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.keys_commands import keys_app
from cavendish.services.manage_keys import ManageKeys

pytestmark = pytest.mark.integration


class Operator:
    def __init__(self, database_url: str, folder: Path) -> None:
        environ = {"CAVENDISH_DATABASE_URL": database_url, "CAVENDISH_DATA": str(folder)}
        self._context = CommandContext(environ=environ, is_root=False, home=folder)

    async def types(self, *words: str) -> Result:
        runner = CliRunner()
        return await asyncio.to_thread(runner.invoke, keys_app, list(words), obj=self._context)


@pytest.fixture
def operator(database_url: str, tmp_path: Path) -> Operator:
    return Operator(database_url, tmp_path)


async def test_everything_that_can_be_said_of_a_key_is_kept_and_listed(
    operator: Operator, pool: Pool
) -> None:
    done = await operator.types(
        "create", "shop", "--owner", "Ada", "--models", "nano-banana,nano-banana-2",
        "--addresses", "203.0.113.7, 10.0.0.0/8", "--budget", "12.5", "--price-percent", "90",
        "--strategy", "official", "--expires-in-days", "30", "--live-tasks", "7",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert re.search(r"^cav_[0-9A-Za-z]{40}$", done.stdout, re.MULTILINE)
    (listing,) = await ManageKeys(pool).list()
    key = listing.key
    assert (key.owner, key.allowed_models, key.max_live_tasks) == (
        "Ada", ("nano-banana", "nano-banana-2"), 7
    )  # fmt: skip
    assert [str(network) for network in key.allowed_networks] == ["203.0.113.7/32", "10.0.0.0/8"]
    assert (listing.balance_microusd, listing.price_percent) == (12_500_000, 90)
    assert key.expires_at_ms is not None
    topped_up = await operator.types("topup", str(key.id), "0.25")
    assert "$12.75" in topped_up.stderr
    shown = (await operator.types("list")).stdout
    assert {"shop", "Ada", "$12.75", "official", "90", "10.0.0.0/8"} <= set(shown.split())


async def test_update_keeps_what_is_not_said_and_lifts_what_is_any(operator: Operator, pool: Pool) -> None:
    await operator.types("create", "shop", "--owner", "Ada", "--models", "nano-banana", "--budget", "1")
    (before,) = await ManageKeys(pool).list()
    number = str(before.key.id)
    assert (await operator.types("update", number, "--name", "stall")).exit_code == 0
    (listing,) = await ManageKeys(pool).list()
    assert (listing.key.name, listing.key.owner, listing.key.allowed_models) == (
        "stall",
        "Ada",
        ("nano-banana",),
    )
    await operator.types("update", number, "--models", "any", "--expires-in-days", "1", "--no-budget")
    (listing,) = await ManageKeys(pool).list()
    assert (listing.key.allowed_models, listing.balance_microusd) == ((), None)
    assert listing.key.expires_at_ms is not None
    await operator.types("update", number, "--expires-in-days", "0")
    (listing,) = await ManageKeys(pool).list()
    assert listing.key.expires_at_ms is None


@pytest.mark.parametrize(
    "words",
    [
        ("create", "x", "--models", "dall-e"),
        ("create", "x", "--addresses", "10.0.0.0/40"),
        ("create", "x", "--addresses", ""),
        ("create", "x", "--budget", "-1"),
        ("create", "x", "--budget", "lots"),
        ("topup", "1", "0x10"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(
    operator: Operator, pool: Pool, words: tuple[str, ...]
) -> None:
    done = await operator.types(*words)
    assert done.exit_code == 2
    assert await ManageKeys(pool).list() == []
