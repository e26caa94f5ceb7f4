"""`cavendish-server keys …`: create, list, change, top up and revoke API keys."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import (
    DEFAULT_LIVE_TASKS,
    DEFAULT_REQUESTS_PER_MINUTE,
    LIST_PRICE_PERCENT,
    KeyChanges,
    NewApiKey,
)
from cavendish.domain.clock import SystemClock
from cavendish.domain.guess_guard import GuessGuard
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.routing import Strategy
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import ERR, OUT
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.entrypoints.cli.key_options import (
    AddressesOption,
    BudgetOption,
    KeyNumber,
    ModelsOption,
    OwnerOption,
    PercentOption,
    StrategyOption,
    dollars,
    expiry_ms,
    key_table,
    read_dollars,
    read_models,
    read_networks,
)
from cavendish.entrypoints.cli.playground_link import playground_link
from cavendish.services.keep_sessions import KeepSessions
from cavendish.services.manage_keys import ManageKeys

keys_app = typer.Typer(no_args_is_help=True, help="Create, list, change, top up and revoke API keys.")
Result = TypeVar("Result")


def _with_keys(context: typer.Context, work: Callable[[ManageKeys], Awaitable[Result]]) -> Result:
    return _with_pool(context, lambda pool: work(ManageKeys(pool)))


def _with_pool(context: typer.Context, work: Callable[[Pool], Awaitable[Result]]) -> Result:
    command: CommandContext = context.obj

    async def run(dsn: str) -> Result:
        await migrate(dsn)
        pool = await open_pool(dsn, max_size=2)
        try:
            return await work(pool)
        finally:
            await pool.close()

    with open_database(command.settings()) as (dsn, _):
        return asyncio.run(run(dsn))


@keys_app.command("create")
def create_key(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What the key is for, such as the app or team that gets it.")],
    *,
    owner: OwnerOption = None,
    requests_per_minute: Annotated[
        int, typer.Option(min=1, help="Requests this key may make in a minute.")
    ] = DEFAULT_REQUESTS_PER_MINUTE,
    live_tasks: Annotated[
        int, typer.Option(min=0, help="Tasks of this key that may be pending or processing at once.")
    ] = DEFAULT_LIVE_TASKS,
    strategy: StrategyOption = None,
    models: ModelsOption = None,
    addresses: AddressesOption = None,
    budget: BudgetOption = None,
    price_percent: PercentOption = None,
    expires_in_days: Annotated[
        int | None, typer.Option(min=1, help="Days until the key ends by itself.")
    ] = None,
) -> None:
    """Create a key and print it; it is shown this once and stored only as a hash."""
    new = NewApiKey(
        name=name,
        owner=owner or "",
        requests_per_minute=requests_per_minute,
        max_live_tasks=live_tasks,
        default_strategy=strategy or Strategy.AUTO,
        allowed_models=read_models(models) or (),
        allowed_networks=read_networks(addresses) or (),
        balance_microusd=None if budget is None else read_dollars(budget),
        price_percent=LIST_PRICE_PERCENT if price_percent is None else price_percent,
        expires_at_ms=expiry_ms(expires_in_days, now_ms=SystemClock().now_ms()),
    )
    key_id, secret = _with_keys(context, lambda keys: keys.create(new))
    ERR.print(f"Key number {key_id} ({name}). Keep it safe: it will not be shown again.")
    OUT.print(secret)


@keys_app.command("list")
def list_keys(context: typer.Context) -> None:
    """List all keys with their limits and balances; secrets are not stored and cannot be listed."""
    listings = _with_keys(context, lambda keys: keys.list())
    OUT.print(key_table(listings, now_ms=SystemClock().now_ms()))


@keys_app.command("revoke")
def revoke_key(context: typer.Context, number: KeyNumber) -> None:
    """Revoke a key for ever; every running server refuses it from now on."""
    _with_keys(context, lambda keys: keys.revoke(ApiKeyId(number)))
    ERR.print(f"Key number {number} is revoked.")


@keys_app.command("link")
def sign_in_link(context: typer.Context, number: KeyNumber) -> None:
    """Print a link that signs a browser in to the playground once, to act for this key."""

    async def issue(pool: Pool) -> str:
        sessions = KeepSessions(pool, SystemClock(), guard=GuessGuard())
        return await sessions.issue_ticket(ApiKeyId(number))

    ticket = _with_pool(context, issue)
    command: CommandContext = context.obj
    ERR.print("Good for one browser, for 12 hours. The playground can sign out again.")
    OUT.print(playground_link(command.settings().public_url, ticket), soft_wrap=True)


@keys_app.command("topup")
def top_up_key(
    context: typer.Context,
    number: KeyNumber,
    usd: Annotated[str, typer.Argument(help="Dollars to add, such as 25.00.")],
) -> None:
    """Add prepaid money to a key; a key without a budget has one from then on."""
    amount = read_dollars(usd)
    balance = _with_keys(context, lambda keys: keys.top_up(ApiKeyId(number), amount))
    ERR.print(f"Key number {number} got {dollars(amount)}; its balance is {dollars(balance)}.")


@keys_app.command("update")
def update_key(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    number: KeyNumber,
    *,
    name: Annotated[str | None, typer.Option(help="New name.")] = None,
    owner: OwnerOption = None,
    requests_per_minute: Annotated[
        int | None, typer.Option(min=1, help="New limit of requests a minute.")
    ] = None,
    live_tasks: Annotated[int | None, typer.Option(min=0, help="New limit of live tasks.")] = None,
    strategy: StrategyOption = None,
    models: ModelsOption = None,
    addresses: AddressesOption = None,
    price_percent: PercentOption = None,
    expires_in_days: Annotated[
        int | None, typer.Option(min=0, help="Days from now until the key ends by itself; 0 for never.")
    ] = None,
    no_budget: Annotated[
        bool, typer.Option("--no-budget", help="Withdraw what is left; unlimited from then on.")
    ] = False,
) -> None:
    """Change a key; what is not given stays. Money is added with `keys topup`."""
    changes = KeyChanges(
        name=name,
        owner=owner,
        requests_per_minute=requests_per_minute,
        max_live_tasks=live_tasks,
        default_strategy=strategy,
        allowed_models=read_models(models),
        allowed_networks=read_networks(addresses),
        price_percent=price_percent,
        expires_at_ms=expiry_ms(expires_in_days, now_ms=SystemClock().now_ms()),
    )

    async def change(keys: ManageKeys) -> None:
        await keys.update(ApiKeyId(number), changes)
        if no_budget:
            await keys.end_budget(ApiKeyId(number))

    _with_keys(context, change)
    ERR.print(f"Key number {number} is changed.")
