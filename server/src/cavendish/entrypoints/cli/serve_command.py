"""`cavendish-server serve`: the database, the API and the worker, until SIGTERM."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rich.markup import escape

from cavendish.bootstrap import open_store
from cavendish.database.connection_pool import open_pool
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.migrate import migrate
from cavendish.database.pooler_check import refuse_shared_connections
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.errors import SetupError, StorageError
from cavendish.entrypoints.cli.console_output import ERR
from cavendish.entrypoints.cli.supervisor import ChildSpec, Supervisor
from cavendish.ports.route_file import read_route_file
from cavendish.services.manage_keys import ManageKeys
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets
from cavendish.settings import Settings

_ALLOCATORS: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(16 * 1024 * 1024),
    "MIMALLOC_PURGE_DELAY": "0",
}
"""Unless the operator says otherwise: what a burst of pictures took is given back, but what the next needs.

By itself the C library keeps a heap for every thread, and fetches and gives back the memory of every picture:
in a call of 1.3 MB the API spent a third of its time on that. The allocator in the HTTP client to providers
keeps what it once had. Of 500 pictures at once the heaps cost 40 MB, the client 45 (measured 2026-11-29).
"""


class Role(StrEnum):
    ALL = "all"
    API = "api"
    WORKER = "worker"


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


def child_specs(options: ServeOptions, environ: Mapping[str, str]) -> list[ChildSpec]:
    """The processes that one `serve` runs."""
    children = []
    if options.role in (Role.ALL, Role.API):
        arguments = (options.host, str(options.port), str(options.workers))
        children.append(_python("api", "cavendish.entrypoints.api.listen", *arguments, environ=environ))
    if options.role in (Role.ALL, Role.WORKER):
        children.extend(_worker(number, environ) for number in range(1, options.workers + 1))
    return children


def _worker(number: int, environ: Mapping[str, str]) -> ChildSpec:
    module = "cavendish.entrypoints.worker.main"
    environ = {**environ, "CAVENDISH_WORKER_NUMBER": str(number)}
    return replace(_python(f"worker-{number}", module, environ=environ), reloads=True)


def _python(name: str, module: str, *arguments: str, environ: Mapping[str, str]) -> ChildSpec:
    return ChildSpec(name=name, arguments=(sys.executable, "-m", module, *arguments), environ=environ)


async def supervise(
    options: ServeOptions, environ: Mapping[str, str], postgres: EmbeddedPostgres | None
) -> None:
    """Run until SIGTERM or SIGINT, then let everything drain."""
    supervisor = Supervisor(child_specs(options, environ))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, supervisor.stop)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, supervisor.reload)
    await supervisor.run(watch=postgres.ensure_running if postgres is not None else None)


def child_environ(settings: Settings, dsn: str, options: ServeOptions) -> dict[str, str]:
    """What children are told: where the database is, and all that this process was told."""
    metrics_dir = {"CAVENDISH_METRICS_DIR": str(settings.metrics_dir)} if settings.metrics_dir else {}
    return {
        **_ALLOCATORS,
        **settings.environ,
        **metrics_dir,
        "CAVENDISH_DATABASE_URL": dsn,
        "CAVENDISH_DATA": str(settings.data_dir),
        "CAVENDISH_PUBLIC_URL": settings.public_url,
        "CAVENDISH_SUPERVISOR_PID": str(os.getpid()),
        "CAVENDISH_LISTENS_ON": f"{options.host} {options.port}",
    }
