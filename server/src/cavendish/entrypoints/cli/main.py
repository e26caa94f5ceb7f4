"""The command `cavendish-server`."""

import asyncio
import importlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cavendish.database.migrate import migrate as apply_migrations
from cavendish.database.migrate import pending_migrations
from cavendish.domain.errors import CavendishError
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import ERR, OUT, tell
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.entrypoints.cli.demo_command import demo
from cavendish.entrypoints.cli.doctor_command import Examination, examine, print_findings
from cavendish.entrypoints.cli.keys_commands import keys_app
from cavendish.entrypoints.cli.listening_guard import check_listening
from cavendish.entrypoints.cli.moderation_commands import moderation_app
from cavendish.entrypoints.cli.routes_commands import routes_app
from cavendish.entrypoints.cli.serve_command import (
    Role,
    ServeOptions,
    child_environ,
    prepare_apart,
    require_free_port,
    supervise,
)
from cavendish.entrypoints.home_folder import home_folder
from cavendish.entrypoints.metrics.metrics_exchange import open_exchange_folder
from cavendish.entrypoints.process_logging import configure_logging
from cavendish.settings import DEFAULT_HOST, DEFAULT_PORT

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Cavendish: your own server for the Nano Banana image task API.",
    epilog="Settings are environment variables, such as CAVENDISH_DATA: the README lists them.",
)
app.add_typer(keys_app, name="keys")
app.add_typer(routes_app, name="routes")
app.add_typer(moderation_app, name="moderation")

HostOption = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every network.")]
PortOption = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
DataOption = Annotated[
    Path | None,
    typer.Option(help="Folder for the embedded database and pictures, instead of CAVENDISH_DATA."),
]
WorkersOption = Annotated[
    int, typer.Option(min=1, max=64, help="API processes and worker processes to run of each.")
]


@app.callback()
def remember_environment(context: typer.Context) -> None:
    """Take the environment once; everything below gets it handed in."""
    environ = dict(os.environ)
    configure_logging(environ)
    context.obj = CommandContext(environ=environ, is_root=os.geteuid() == 0, home=home_folder())


@app.command()
def serve(
    context: typer.Context,
    host: HostOption = DEFAULT_HOST,
    port: PortOption = DEFAULT_PORT,
    data: DataOption = None,
    role: Annotated[Role, typer.Option(help="What this machine runs.")] = Role.ALL,
    workers: WorkersOption = 1,
) -> None:
    """Run the server until SIGTERM, which lets running work finish first."""
    command: CommandContext = context.obj
    settings = command.settings(
        CAVENDISH_DATA=str(data) if data else None,
        CAVENDISH_PUBLIC_URL=command.environ.get("CAVENDISH_PUBLIC_URL") or _own_url(host, port),
    )
    if role is not Role.WORKER:
        check_listening(host, admin_token=settings.admin_token)
    options = ServeOptions(host=host, port=port, role=role, workers=workers)
    require_free_port(options)
    with (
        open_database(settings, on_progress=lambda step: ERR.print(f"  {step}")) as (dsn, postgres),
        open_exchange_folder(settings.data_dir) as folder,
    ):
        settings = replace(settings, metrics_dir=folder)
        prepare_apart(settings, dsn)
        ERR.print(f"Cavendish serves {settings.public_url}")
        supervise(
            options,
            postgres_of=settings.data_dir if postgres is not None else None,
            begin=partial(_become, child_environ(settings, dsn, options)),
        )


@app.command("demo")
def run_demo(
    context: typer.Context,
    host: HostOption = DEFAULT_HOST,
    port: PortOption = DEFAULT_PORT,
    data: DataOption = None,
    prompt: Annotated[
        str, typer.Option(help="What the first picture shows.")
    ] = "a fox reading a book in a cozy library, golden hour",
) -> None:
    """Serve, make a first picture through the HTTP API, print its link, and keep serving (`make run`)."""
    command: CommandContext = context.obj
    settings = command.settings(
        CAVENDISH_DATA=str(data) if data else None,
        CAVENDISH_PUBLIC_URL=command.environ.get("CAVENDISH_PUBLIC_URL") or _own_url(host, port),
    )
    check_listening(host, admin_token=settings.admin_token)
    demo(settings, ServeOptions(host=host, port=port, role=Role.ALL, workers=1), prompt=prompt)


@app.command()
def migrate(
    context: typer.Context,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 when migrations are missing.")
    ] = False,
) -> None:
    """Bring the database to this release's schema."""
    command: CommandContext = context.obj
    with open_database(command.settings()) as (dsn, _):
        if check:
            missing = asyncio.run(pending_migrations(dsn))
            OUT.print("\n".join(missing) if missing else "The schema is up to date.")
            raise typer.Exit(1 if missing else 0)
        applied = asyncio.run(apply_migrations(dsn))
    OUT.print("\n".join(f"applied {name}" for name in applied) if applied else "The schema is up to date.")


@app.command()
def doctor(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print findings as JSON.")] = False,
    callback_url: Annotated[
        str | None, typer.Option(help="A receiver of callbacks that must be reachable from here.")
    ] = None,
    port: PortOption = DEFAULT_PORT,
) -> None:
    """Check every part that a server needs; say what is wrong and the cure. Exit code 1 when something is."""
    command: CommandContext = context.obj
    findings = asyncio.run(examine(command, Examination(callback_url=callback_url, port=port)))
    print_findings(findings, as_json=as_json)
    raise typer.Exit(1 if any(finding.cure for finding in findings) else 0)


@app.command()
def openapi() -> None:
    """Print the API's OpenAPI 3.1 document; needs no database."""
    # With it comes the whole HTTP side: a quarter of what all other commands would do at their start.
    document = importlib.import_module(
        "cavendish.entrypoints.api.documentation.openapi_document"
    ).openapi_document()
    OUT.print(json.dumps(document, indent=2, ensure_ascii=False), markup=False)


def _become(environ: Mapping[str, str], own: Mapping[str, str]) -> None:
    """Give this process, which was forked from `serve`, the environment of a child and what is its own."""
    os.environ.clear()
    os.environ.update({**environ, **own})


def _own_url(host: str, port: int) -> str:
    """How this machine's own programs reach a server on `host`."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not listened on
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def main() -> None:
    """Run; a deliberate error is one line that names the cure, a bug keeps its traceback."""
    try:
        app()
    except CavendishError as error:
        tell(error)
        sys.exit(1)
