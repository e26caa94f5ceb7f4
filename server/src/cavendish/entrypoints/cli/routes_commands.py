"""`cavendish-server routes …`: how the routes stand, and a real picture through one of them."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from cavendish.bootstrap import describe_installation, open_route_trial
from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.migrate import migrate
from cavendish.domain.circuit_breaker import BreakerState, OpeningCause
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import ProviderError, SetupError
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import ERR, OUT
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.services.review_routes import DAY_MS, ReviewRoutes, RouteReview
from cavendish.services.try_route import TriedRoute
from cavendish.settings import Settings

routes_app = typer.Typer(help="How the routes stand; `routes test` makes a real picture through one.")
Result = TypeVar("Result")


@routes_app.callback(invoke_without_command=True)
def list_routes(
    context: typer.Context,
    hours: Annotated[
        int, typer.Option(min=1, max=24 * 90, help="How far back success and seconds are counted.")
    ] = 24,
) -> None:
    """Print every route: live or why not, price, health, success and p50 seconds of the last hours."""
    if context.invoked_subcommand is not None:
        return
    command: CommandContext = context.obj
    settings = command.settings()
    statuses, local = describe_installation(settings).read()

    async def review(pool: Pool) -> list[RouteReview]:
        return await ReviewRoutes(pool, SystemClock())(statuses, within_ms=hours * DAY_MS // 24)

    OUT.print(_table(_with_database(settings, review), hours=hours))
    source = settings.routes_path or "the one that comes with the server (CAVENDISH_ROUTES names another)"
    ERR.print(f"Route file: {source}. Local routes serve: {local.value}.", markup=False)


@routes_app.command("test")
def try_one_route(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="The route's name; by default the first that is live.")
    ] = None,
    prompt: Annotated[
        str, typer.Option(help="What the picture shows.")
    ] = "a ripe banana on a wooden table, soft daylight",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to save it; default: route-NAME.png here.")
    ] = None,
) -> None:
    """Make one real picture through a route (it may cost money), save it, and say how long and how much."""
    command: CommandContext = context.obj
    settings = command.settings()

    async def make(pool: Pool) -> TriedRoute:
        async with open_route_trial(settings, pool) as (table, try_route):
            live = table.find(name)
            ERR.print(f"Making a picture through {live.route.name} …", markup=False)
            return await try_route(live, prompt=prompt)

    try:
        tried = _with_database(settings, make)
    except ProviderError as error:
        raise SetupError(f"the route does not work ({error.kind.value}): {error}") from error
    file = output or Path(f"route-{tried.route.name.replace('/', '-')}.png")
    file.write_bytes(tried.picture.content)
    said = "the upstream says" if tried.is_cost_reported else "the route's price"
    OUT.print(
        f"{tried.route.name}: {tried.seconds:.1f} s, {_usd(tried.cost_microusd)} ({said}), "
        f"{tried.picture.width}x{tried.picture.height}, saved to {file}",
        markup=False,
    )


def _with_database(settings: Settings, work: Callable[[Pool], Awaitable[Result]]) -> Result:
    async def run(dsn: str) -> Result:
        await migrate(dsn)
        pool = await open_pool(dsn, max_size=2)
        try:
            return await work(pool)
        finally:
            await pool.close()

    with open_database(settings) as (dsn, _):
        return asyncio.run(run(dsn))


def _table(reviews: list[RouteReview], *, hours: int) -> Table:
    table = Table(
        "route", "model", "tier", "price", "live", "health", f"success ({hours} h)", "p50 s", "cost"
    )
    for review in reviews:
        route, record, share = review.status.route, review.record, review.success_share
        table.add_row(
            route.name,
            route.model,
            route.tier.value,
            _usd(route.price_microusd) if route.price_microusd else "",
            "[green]live[/green]" if review.status.why_not is None else f"[dim]{review.status.why_not}[/dim]",
            _health(review),
            "" if share is None else f"{share:.1%} of {record.succeeded + record.failed}",
            "" if record.p50_s is None else f"{record.p50_s:.1f}",
            _usd(record.cost_microusd) if record.cost_microusd else "",
        )
    return table


def _health(review: RouteReview) -> str:
    if review.opening is None:
        return "[green]good[/green]" if review.status.why_not is None else ""
    reason = review.opening.reason.replace("[", r"\[")
    if review.state is BreakerState.HALF_OPEN:
        return f"[yellow]being tried again[/yellow]: {reason}"
    again = f"again in {review.retry_in_ms / 1000:.0f} s"
    if review.opening.cause is OpeningCause.MISCONFIGURED:
        return f"[red]down, act[/red] ({again}): {reason}"
    return f"[yellow]{review.opening.cause.value}[/yellow] ({again}): {reason}"


def _usd(microusd: int) -> str:
    return f"${microusd / 1_000_000:.4f}".rstrip("0").rstrip(".")
