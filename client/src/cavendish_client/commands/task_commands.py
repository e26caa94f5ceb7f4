"""`cavendish status`, `list` and `cancel`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import typer
from rich.table import Table
from rich.text import Text

from cavendish_client.commands.command_session import (
    BaseUrlOption,
    CommandSession,
    JsonOption,
    ProfileOption,
)
from cavendish_client.commands.exit_codes import ExitCode
from cavendish_client.commands.picture_names import save_picture
from cavendish_client.commands.picture_options import read_output
from cavendish_client.errors import UnsupportedByServiceError
from cavendish_client.sync_client import Cavendish
from cavendish_client.task import Task, TaskState

TaskArgument = Annotated[str, typer.Argument(help="The task's id.", metavar="TASK")]
ModelOption = Annotated[
    str | None, typer.Option(help="The model it was created with; a Cavendish server is asked when absent.")
]
_COLOURS: Final = {
    TaskState.PENDING: "yellow",
    TaskState.PROCESSING: "cyan",
    TaskState.SUCCESS: "green",
    TaskState.FAILED: "red",
}


def status(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    task_id: TaskArgument,
    *,
    model: ModelOption = None,
    wait: Annotated[bool, typer.Option("--wait", "-w", help="Wait until it has ended.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", parser=read_output, metavar="PATH", help="Save the picture: a file or folder."
        ),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0, help="Seconds to wait with --wait.")] = 600.0,
    profile: ProfileOption = None,
    base_url: BaseUrlOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell a task's state; exit code 5 when it failed."""
    session: CommandSession = context.obj
    session.as_json = as_json
    with session.client(session.profile(profile, base_url)) as client:
        slug = model or _model_of(client, task_id)
        task = client.status(task_id, model=slug)
        if wait and not task.state.is_final:
            with session.err.status(f"{task_id} is {task.state}"):
                task = client.wait(task, timeout_s=timeout)
        path = None
        if output is not None and task.state is TaskState.SUCCESS:
            path = save_picture(client.download(task), output, prompt=task.id)
    _tell(session, task, path)
    if task.state is TaskState.FAILED:
        raise typer.Exit(ExitCode.TASK_FAILED)


def list_tasks(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    *,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many.")] = 20,
    state: Annotated[
        Literal["pending", "processing", "success", "failed"] | None,
        typer.Option(help="Only tasks in this state."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Only tasks of this model.")] = None,
    profile: ProfileOption = None,
    base_url: BaseUrlOption = None,
    as_json: JsonOption = False,
) -> None:
    """List your tasks, newest first."""
    session: CommandSession = context.obj
    session.as_json = as_json
    tasks: list[Task] = []
    cursor: str | None = None
    with session.client(session.profile(profile, base_url)) as client:
        while len(tasks) < limit:
            page = client.list(cursor=cursor, limit=min(100, limit - len(tasks)), state=state, model=model)
            tasks += page.tasks
            cursor = page.next_cursor
            if cursor is None:
                break
    if as_json:
        session.print_json([dict(task.wire) for task in tasks])
        return
    rows = [_cells(task) for task in tasks]
    if not session.out.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    table = Table(box=None, pad_edge=False)
    for title in ("task", "state", "model", "created", "seconds", "result"):
        table.add_column(title, no_wrap=title != "result", overflow="fold")
    for task, (name, state_word, *others) in zip(tasks, rows, strict=True):
        table.add_row(name, Text(state_word, _COLOURS[task.state]), *others)
    session.out.print(table)


def cancel(
    context: typer.Context,
    task_id: TaskArgument,
    *,
    model: ModelOption = None,
    profile: ProfileOption = None,
    base_url: BaseUrlOption = None,
    as_json: JsonOption = False,
) -> None:
    """End a task that is pending or processing."""
    session: CommandSession = context.obj
    session.as_json = as_json
    with session.client(session.profile(profile, base_url)) as client:
        task = client.cancel(task_id, model=model or _model_of(client, task_id))
    _tell(session, task, None)


def _model_of(client: Cavendish, task_id: str) -> str | None:
    """The task's model where the service can tell; None: the client's own."""
    try:
        return str(client.details(task_id)["model"])
    except UnsupportedByServiceError:
        return None


def _tell(session: CommandSession, task: Task, path: Path | None) -> None:
    if session.as_json:
        session.print_json({**task.wire, **({"path": str(path)} if path else {})})
        return
    seconds = "" if task.cost_time_ms is None else f" after {task.cost_time_ms / 1000:.1f} s"
    session.out.print(f"{task.id} [{_COLOURS[task.state]}]{task.state}[/]{seconds}")
    if task.state is TaskState.FAILED:
        session.out.print(f"{task.fail_code}: {task.fail_message}", markup=False)
    for line in [str(path)] if path else task.result_urls:
        session.out.print(line, markup=False)


def _cells(task: Task) -> tuple[str, ...]:
    return (
        task.id,
        task.state,
        task.model or "",
        _moment(task.created_at_ms),
        "" if task.cost_time_ms is None else f"{task.cost_time_ms / 1000:.1f}",
        next(iter(task.result_urls), task.fail_code or ""),
    )


def _moment(unix_ms: int | None) -> str:
    if unix_ms is None:
        return ""
    return datetime.fromtimestamp(unix_ms / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
