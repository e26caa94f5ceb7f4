"""Starts `cavendish`; the only place that reads the environment."""

import os
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer

from cavendish_client.commands.batch_command import batch
from cavendish_client.commands.command_session import CommandSession
from cavendish_client.commands.configure_command import configure
from cavendish_client.commands.examples import examples_of
from cavendish_client.commands.make_commands import edit, generate
from cavendish_client.commands.task_commands import cancel, list_tasks, status
from cavendish_client.commands.webhook_command import webhook_app
from cavendish_client.errors import CavendishError


def _print_version(asked: bool) -> None:  # noqa: FBT001  typer's shape of a callback
    if asked:
        typer.echo(f"cavendish {installed_version('cavendish-client')}")
        raise typer.Exit


app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Make and edit pictures with the Nano Banana image task API.",
    epilog="Exit codes: 0 done, 2 wrong usage or refused request, 3 key, 4 not found, 5 the task failed, "
    "6 limit or balance, 7 service not reachable or too slow, 8 some of a batch failed, 130 interrupted.",
)


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Make and edit pictures with the Nano Banana image task API."""


app.command(epilog=examples_of("generate"))(generate)
app.command(epilog=examples_of("edit"))(edit)
app.command(epilog=examples_of("batch"))(batch)
app.command(epilog=examples_of("status"))(status)
app.command("list", epilog=examples_of("list"))(list_tasks)
app.command(epilog=examples_of("cancel"))(cancel)
app.command(epilog=examples_of("configure"))(configure)
app.add_typer(webhook_app, name="webhook")


def main() -> None:
    """Run; a deliberate error is one line that names the cure, a bug keeps its traceback."""
    session = CommandSession(environ=dict(os.environ), home=Path.home())  # noqa: TID251  read once, here
    try:
        app(obj=session)
    except CavendishError as error:
        sys.exit(session.report(error))
