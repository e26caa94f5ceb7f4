"""`cavendish-server moderation …`: which checks are on, what they refused, and a prompt tried out."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from cavendish.bootstrap import find_moderators, try_rules
from cavendish.database.connection_pool import open_pool
from cavendish.database.migrate import migrate
from cavendish.database.moderation_rows import list_decisions
from cavendish.domain.ids import TaskId
from cavendish.domain.moderation import ModerationDecision
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import OUT
from cavendish.entrypoints.cli.database_access import open_database

moderation_app = typer.Typer(help="Which checks of content are on, and what they refused.")


@moderation_app.callback(invoke_without_command=True)
def show_checks(context: typer.Context) -> None:
    """Print every check in the order in which it is asked: on, or what keeps it off."""
    if context.invoked_subcommand is not None:
        return
    command: CommandContext = context.obj
    table = Table("check", "state")
    for plugin in find_moderators():
        why_off = plugin.why_off(command.environ)
        table.add_row(plugin.name, "on" if why_off is None else f"off: {why_off}".replace("[", r"\["))
    OUT.print(table)


@moderation_app.command("list")
def list_refusals(
    context: typer.Context,
    task: Annotated[str | None, typer.Option(help="Only this task's.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, the newest first.")] = 50,
) -> None:
    """List what was refused, by which check and why; prompts are not shown."""
    command: CommandContext = context.obj

    async def read(dsn: str) -> list[ModerationDecision]:
        await migrate(dsn)
        pool = await open_pool(dsn, max_size=2)
        try:
            return await list_decisions(pool, task_id=TaskId(task) if task else None, limit=limit)
        finally:
            await pool.close()

    with open_database(command.settings()) as (dsn, _):
        decisions = asyncio.run(read(dsn))
    table = Table("at (UTC)", "task", "stage", "check", "category", "reason", "score")
    for decision in decisions:
        finding = decision.finding
        at = datetime.fromtimestamp(decision.decided_at_ms / 1000, tz=UTC)
        score = "" if finding.score is None else f"{finding.score:.2f}"
        table.add_row(
            at.strftime("%Y-%m-%d %H:%M:%S"),
            decision.task_id,
            decision.stage.value,
            decision.check,
            finding.category,
            finding.reason,
            score,
        )
    OUT.print(table)


@moderation_app.command("test")
def try_prompt(
    context: typer.Context, prompt: Annotated[str, typer.Argument(help="What would be submitted.")]
) -> None:
    """Ask the operator rules about a prompt; exit with 1 when they refuse it. Nothing is stored or sent."""
    command: CommandContext = context.obj
    broken = try_rules(command.environ, prompt)
    if broken is None:
        OUT.print("passes")
        return
    rule, category, words = broken
    OUT.print(f"refused: {category}, rule {rule}, because of: {', '.join(words)}", markup=False)
    raise typer.Exit(1)
