"""`cavendish batch`."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.progress import TimeRemainingColumn as TimeLeftColumn

from cavendish_client.commands.batch_journal import BatchJournal
from cavendish_client.commands.batch_rows import BatchRow, read_rows
from cavendish_client.commands.batch_run import BatchRun, RowResult
from cavendish_client.commands.command_session import (
    BaseUrlOption,
    CommandSession,
    JsonOption,
    ProfileOption,
)
from cavendish_client.commands.exit_codes import ExitCode
from cavendish_client.commands.picture_options import (
    FormatOption,
    ModelOption,
    RatioOption,
    ResolutionOption,
    StrategyOption,
    TimeoutOption,
)
from cavendish_client.commands.profiles import Profile
from cavendish_client.service_address import DEFAULT_BASE_URL
from cavendish_client.task_request import TaskRequest

_UNFINISHED: Final = "not ended yet; the same command again goes on waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    rows: Sequence[BatchRow]
    folder: Path
    concurrency: int
    timeout_s: float
    retry_failed: bool


def batch(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    prompts: Annotated[
        Path, typer.Argument(help="A .csv with a header, or .jsonl: prompt, images, name, aspect_ratio, …")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for the pictures; PROMPTS-pictures when not given."),
    ] = None,
    concurrency: Annotated[
        int, typer.Option("--concurrency", "-c", min=1, max=100, help="How many tasks at once.")
    ] = 8,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Submit rows again that failed before (and pay again).")
    ] = False,
    ratio: RatioOption = None,
    output_format: FormatOption = None,
    model: ModelOption = None,
    resolution: ResolutionOption = None,
    strategy: StrategyOption = None,
    timeout: TimeoutOption = 600.0,
    profile: ProfileOption = None,
    base_url: BaseUrlOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the pictures of a whole file. Stopped, the same command again goes on and pays nothing twice.

    The options for pictures stand in where a row names none.
    """
    session: CommandSession = context.obj
    session.as_json = as_json
    chosen = session.profile(profile, base_url)
    defaults = TaskRequest(
        prompt="",
        model=model or chosen.model,
        aspect_ratio=ratio,
        output_format=output_format,
        resolution=resolution,
        provider=strategy,
    )
    plan = _Plan(
        rows=read_rows(prompts, defaults),
        folder=output or prompts.with_name(f"{prompts.stem}-pictures"),
        concurrency=concurrency,
        timeout_s=timeout,
        retry_failed=retry_failed,
    )
    _carry_out(session, chosen, plan)


def _carry_out(session: CommandSession, profile: Profile, plan: _Plan) -> None:
    try:
        results = asyncio.run(_run(session, profile, plan))
    except KeyboardInterrupt:
        session.note("\nStopped. The same command again goes on where this one ended; nothing is paid twice.")
        raise
    _summarise(session, plan, results)


async def _run(session: CommandSession, profile: Profile, plan: _Plan) -> list[RowResult]:
    """What became of every row, in any order."""
    async with session.async_client(profile) as client:
        with BatchJournal.open(plan.folder, base_url=profile.base_url or DEFAULT_BASE_URL) as journal:
            run = BatchRun(client, journal, plan.folder, timeout_s=plan.timeout_s)
            todo = [row for row in plan.rows if run.is_open(row, retry_failed=plan.retry_failed)]
            open_ids = {row.id for row in todo}
            results = [
                result
                for row in plan.rows
                if row.id not in open_ids and (result := run.result_of(row)) is not None
            ]
            with _progress(session, plan, done=len(results)) as progress:
                async with aclosing(run.carry_out(todo, concurrency=plan.concurrency)) as carried_out:
                    async for result in carried_out:
                        results.append(result)
                        _tell(session, progress, result)
    return results


@contextmanager
def _progress(session: CommandSession, plan: _Plan, *, done: int) -> Iterator[Progress]:
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeLeftColumn(),
        console=session.err,
        disable=session.as_json,
    ) as progress:
        if done:
            session.note(f"{done} of {len(plan.rows)} were done by an earlier run.")
        progress.add_task("Pictures", total=len(plan.rows), completed=done)
        yield progress


def _tell(session: CommandSession, progress: Progress, result: RowResult) -> None:
    if session.as_json:
        session.print_json(_describe(result))
        return
    progress.advance(progress.task_ids[0])
    row = result.row
    if not result.is_saved:
        progress.console.print(
            f"[red]failed[/red] row {row.number}: {escape(result.record.error or _UNFINISHED)}"
        )
    elif not session.err.is_terminal:
        progress.console.print(f"saved row {row.number}: {escape(result.record.path or '')}")


def _summarise(session: CommandSession, plan: _Plan, results: Sequence[RowResult]) -> None:
    failed = sum(1 for result in results if not result.is_saved)
    saved = len(results) - failed
    if session.as_json:
        session.print_json({"saved": saved, "failed": failed, "folder": str(plan.folder)})
    else:
        session.out.print(f"{saved} pictures in {plan.folder}", markup=False)
        if failed:
            session.err.print(f"{failed} without a picture; --retry-failed submits failed ones again")
    if failed:
        raise typer.Exit(ExitCode.PARTLY if saved else ExitCode.TASK_FAILED)


def _describe(result: RowResult) -> dict[str, Any]:
    record = result.record
    told = {
        "row": result.row.number,
        "prompt": result.row.request.prompt,
        "state": record.step.value,
        "taskId": record.task_id,
        "path": record.path,
        "error": record.error,
    }
    return {name: value for name, value in told.items() if value is not None}
