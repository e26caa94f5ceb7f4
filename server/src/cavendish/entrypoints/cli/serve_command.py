"""`cavendish-server serve`: the database, the API and the worker, until SIGTERM."""

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final, TypeAlias

import typer
from rich.markup import escape

from cavendish.bootstrap import open_store
from cavendish.database.connection_pool import open_pool
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.migrate import migrate
from cavendish.database.pooler_check import refuse_shared_connections
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.errors import CavendishError, SetupError, StorageError
from cavendish.entrypoints.cli.console_output import ERR, tell
from cavendish.entrypoints.cli.forking import fork, wait_for
from cavendish.entrypoints.cli.supervisor import ChildSpec, Supervisor
from cavendish.entrypoints.garbage_collection import spare_the_collector
from cavendish.ports.route_file import read_route_file
from cavendish.services.manage_keys import ManageKeys
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets
from cavendish.settings import Settings

_LOOK_AFTER_POSTGRES_S: Final = 1.0


class Role(StrEnum):
    ALL = "all"
    API = "api"
    WORKER = "worker"


Begin: TypeAlias = Callable[[Mapping[str, str]], None]
"""Gives a child its environment, and what it alone is told."""
_MODULES: Final[Mapping[Role, Sequence[str]]] = {
    Role.API: ("api.listen", "api.main"),
    Role.WORKER: ("worker.main",),
    Role.ALL: ("api.listen", "api.main", "worker.main"),
}
"""What a role's processes run: imported once, before they are forked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    host: str
    port: int
    role: Role
    workers: int


async def prepare(settings: Settings, dsn: str) -> None:
    """Bring the schema up to date and make sure of the bootstrap key.

    Raises SetupError for a broken route file, a pooler that cannot work, and a storage that an operator has
    to mend.
    """
    read_route_file(settings.routes_path)
    try:
        await open_store(settings).prove_usable()
    except StorageError as error:
        # It may be away for a moment; everything else works, and writes are tried again.
        ERR.print(f"  [yellow]storage:[/yellow] {escape(str(error))}")
    await refuse_shared_connections(dsn)
    for name in await migrate(dsn):
        ERR.print(f"  database: {name}")
    if settings.bootstrap_key is not None:
        pool = await open_pool(dsn, max_size=1)
        try:
            await ManageKeys(pool).ensure(NewApiKey(name="bootstrap"), secret=settings.bootstrap_key)
            if settings.bootstrap_webhook_secret is not None:
                await ManageWebhookSecrets(pool).ensure(
                    api_key=settings.bootstrap_key, webhook_secret=settings.bootstrap_webhook_secret
                )
        finally:
            await pool.close()


def require_free_port(options: ServeOptions) -> None:
    """Say at once what would otherwise be an API process that starts and ends for ever. Raises SetupError."""
    if options.role is Role.WORKER:
        return
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            raise SetupError(
                f"Cannot listen on {options.host} port {options.port}: {error.strerror or error}. "
                "Stop what listens there, or choose another port with --port"
            ) from error


def prepare_apart(settings: Settings, dsn: str) -> None:
    """`prepare` in a process of its own, so that this one stays without threads.

    What it raises is told there; typer.Exit says here that there was something.
    """

    def prepare_and_tell() -> None:
        try:
            asyncio.run(prepare(settings, dsn))
        except CavendishError as error:
            tell(error)
            sys.exit(1)

    if wait_for(fork(prepare_and_tell)) != 0:
        raise typer.Exit(1)


def child_specs(options: ServeOptions, begin: Begin) -> list[ChildSpec]:
    """The processes that one `serve` runs."""
    specs = []
    if options.role in (Role.ALL, Role.API):
        arguments = (options.host, options.port, options.workers)
        specs.append(ChildSpec(name="api", run=partial(_run, begin, {}, "api.listen", "listen", *arguments)))
    if options.role in (Role.ALL, Role.WORKER):
        specs.extend(_worker(number, begin) for number in range(1, options.workers + 1))
    return specs


def _worker(number: int, begin: Begin) -> ChildSpec:
    own = {"CAVENDISH_WORKER_NUMBER": str(number)}
    return ChildSpec(
        name=f"worker-{number}", run=partial(_run, begin, own, "worker.main", "main"), reloads=True
    )


def _run(
    begin: Begin,
    own: Mapping[str, str],
    module: str,
    function: str,
    *arguments: object,
) -> None:
    begin(own)
    getattr(_entrypoint(module), function)(*arguments)


def _entrypoint(module: str) -> ModuleType:
    # By name: no other command needs it, and what a role does not run it does not load.
    return import_module(f"cavendish.entrypoints.{module}")


def _keep_postgres(data_dir: Path) -> None:
    postgres = EmbeddedPostgres(data_dir)
    pause = threading.Event()
    while True:
        postgres.ensure_running()
        pause.wait(_LOOK_AFTER_POSTGRES_S)


def supervise(options: ServeOptions, *, postgres_of: Path | None, begin: Begin) -> None:
    """Run until SIGTERM or SIGINT, then let everything drain.

    `postgres_of` is the data folder whose PostgreSQL is ours to keep running.
    """
    for module in _MODULES[options.role]:
        _entrypoint(module)
    spare_the_collector()
    specs = child_specs(options, begin)
    if postgres_of is not None:
        specs.append(ChildSpec(name="postgres-keeper", run=partial(_keep_postgres, postgres_of)))
    Supervisor(specs).run()


def child_environ(settings: Settings, dsn: str, options: ServeOptions) -> dict[str, str]:
    """What children are told: where the database is, and all that this process was told."""
    metrics_dir = {"CAVENDISH_METRICS_DIR": str(settings.metrics_dir)} if settings.metrics_dir else {}
    return {
        **settings.environ,
        **metrics_dir,
        "CAVENDISH_DATABASE_URL": dsn,
        "CAVENDISH_DATA": str(settings.data_dir),
        "CAVENDISH_PUBLIC_URL": settings.public_url,
        "CAVENDISH_SUPERVISOR_PID": str(os.getpid()),
        "CAVENDISH_LISTENS_ON": f"{options.host} {options.port}",
    }
