"""`cavendish-server keys …`: create, list, change and revoke API keys."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from cavendish.database.connection_pool import open_pool
from cavendish.database.key_rows import KeyListing
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import DEFAULT_LIVE_TASKS, DEFAULT_REQUESTS_PER_MINUTE, NewApiKey
from cavendish.domain.clock import SystemClock
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.routing import Strategy
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import ERR, OUT
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.services.manage_keys import ManageKeys

keys_app = typer.Typer(no_args_is_help=True, help="Create, list, change and revoke API keys.")
Result = TypeVar("Result")

_DAY_MS = 24 * 3600 * 1000
StrategyOption = Annotated[
    Strategy | None,
    typer.Option(help="Routing strategy for requests that name none: auto, value or official."),
]
KeyNumber = Annotated[int, typer.Argument(help="The key's number, as `keys list` shows it.")]


def _with_keys(context: typer.Context, work: Callable[[ManageKeys], Awaitable[Result]]) -> Result:
    command: CommandContext = context.obj

    async def run(dsn: str) -> Result:
        await migrate(dsn)
        pool = await open_pool(dsn, max_size=2)
        try:
            return await work(ManageKeys(pool))
        finally:
            await pool.close()

    with open_database(command.settings()) as (dsn, _):
        return asyncio.run(run(dsn))


@keys_app.command("create")
def create_key(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What the key is for, such as the app or team that gets it.")],
    requests_per_minute: Annotated[
        int, typer.Option(min=1, help="Requests this key may make in a minute.")
    ] = DEFAULT_REQUESTS_PER_MINUTE,
    live_tasks: Annotated[
        int, typer.Option(min=0, help="Tasks of this key that may be pending or processing at once.")
    ] = DEFAULT_LIVE_TASKS,
    strategy: StrategyOption = None,
    expires_in_days: Annotated[
        int | None, typer.Option(min=1, help="Days until the key ends by itself.")
    ] = None,
) -> None:
    """Create a key and print it; it is shown this once and stored only as a hash."""
    new = NewApiKey(
        name=name,
        requests_per_minute=requests_per_minute,
        max_live_tasks=live_tasks,
        default_strategy=strategy or Strategy.AUTO,
        expires_at_ms=SystemClock().now_ms() + expires_in_days * _DAY_MS if expires_in_days else None,
    )
    key_id, secret = _with_keys(context, lambda keys: keys.create(new))
    ERR.print(f"Key number {key_id} ({name}). Keep it safe: it will not be shown again.")
    OUT.print(secret)


@keys_app.command("list")
def list_keys(context: typer.Context) -> None:
    """List all keys with their limits; secrets are not stored and cannot be listed."""
    table = Table("number", "name", "begins with", "req/min", "live tasks", "strategy", "created", "state")
    for listing in _with_keys(context, lambda keys: keys.list()):
        key = listing.key
        table.add_row(
            str(key.id),
            key.name,
            f"{listing.hint}…",
            f"{key.requests_per_minute:,}",
            f"{listing.live_tasks:,} of {key.max_live_tasks:,}",
            key.default_strategy.value,
            _day(listing.created_at_ms),
            _state(listing),
        )
    OUT.print(table)


@keys_app.command("revoke")
def revoke_key(context: typer.Context, number: KeyNumber) -> None:
    """Revoke a key for ever; every running server refuses it from now on."""
    _with_keys(context, lambda keys: keys.revoke(ApiKeyId(number)))
    ERR.print(f"Key number {number} is revoked.")


@keys_app.command("update")
def update_key(
    context: typer.Context,
    number: KeyNumber,
    name: Annotated[str | None, typer.Option(help="New name.")] = None,
    requests_per_minute: Annotated[
        int | None, typer.Option(min=1, help="New limit of requests a minute.")
    ] = None,
    live_tasks: Annotated[int | None, typer.Option(min=0, help="New limit of live tasks.")] = None,
    strategy: StrategyOption = None,
) -> None:
    """Change a key's name, limits or strategy; what is not given stays."""
    _with_keys(
        context,
        lambda keys: keys.update(
            ApiKeyId(number),
            name=name,
            requests_per_minute=requests_per_minute,
            max_live_tasks=live_tasks,
            default_strategy=strategy,
        ),
    )
    ERR.print(f"Key number {number} is changed.")


def _day(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, tz=UTC).strftime("%Y-%m-%d")


def _state(listing: KeyListing) -> str:
    if listing.revoked_at_ms is not None:
        return f"revoked {_day(listing.revoked_at_ms)}"
    expires_at_ms = listing.key.expires_at_ms
    if expires_at_ms is None:
        return "live"
    has_expired = expires_at_ms <= SystemClock().now_ms()
    return f"{'expired' if has_expired else 'live until'} {_day(expires_at_ms)}"
