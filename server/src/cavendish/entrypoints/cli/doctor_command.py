"""`cavendish-server doctor`: look at every part a server needs, and name the cure for what is wrong."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass

import asyncpg
from rich.markup import escape

from cavendish.bootstrap import open_store, usable_providers
from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.database.migrate import pending_migrations
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import CavendishError, SetupError
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import OUT
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.settings import Settings

_LOW_DISK_BYTES = 1024**3
_CLOCK_TOLERANCE_MS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `cure` is set when something is wrong."""

    part: str
    says: str
    cure: str | None = None


def examine(command: CommandContext) -> int:
    """Print a finding per part; the exit code is 1 when something is wrong."""
    try:
        settings = command.settings()
    except SetupError as error:
        findings = [Finding(part="settings", says=str(error), cure="set it right in the environment")]
    else:
        parts: list[Callable[[Settings], Finding]] = [_disk, _storage, _database, _providers]
        findings = [part(settings) for part in parts]
    for finding in findings:
        mark = "[green]ok   [/green]" if finding.cure is None else "[red]wrong[/red]"
        OUT.print(f"{mark}  {finding.part}: {escape(finding.says)}")
        if finding.cure is not None:
            OUT.print(f"       cure: {escape(finding.cure)}")
    return 1 if any(finding.cure for finding in findings) else 0


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    says = f"{free / 1024**3:.1f} GB free for {settings.data_dir}"
    return Finding(
        part="disk", says=says, cure="make room, or set CAVENDISH_DATA" if free < _LOW_DISK_BYTES else None
    )


def _storage(settings: Settings) -> Finding:
    try:
        asyncio.run(_prove_storage(settings))
    except CavendishError as error:
        return Finding(
            part="storage", says=str(error), cure="check CAVENDISH_STORAGE_URL, its rights and credentials"
        )
    return Finding(part="storage", says=f"writes, reads and deletes in {settings.storage_url}")


async def _prove_storage(settings: Settings) -> None:
    await open_store(settings).prove_usable()


def _database(settings: Settings) -> Finding:
    async def ask(dsn: str) -> Finding:
        missing = await pending_migrations(dsn)
        connection = await asyncpg.connect(dsn, timeout=10)
        try:
            version = await connection.fetchval("SHOW server_version")
            now_ms = await connection.fetchval(
                "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
            )
        finally:
            await connection.close()
        if missing:
            return Finding(
                part="database", says=f"lacks {', '.join(missing)}", cure="run `cavendish-server migrate`"
            )
        if abs(now_ms - SystemClock().now_ms()) > _CLOCK_TOLERANCE_MS:
            return Finding(
                part="database",
                says="its clock differs from ours by over 5 s",
                cure="run NTP on both machines",
            )
        return Finding(part="database", says=f"PostgreSQL {version}, schema up to date")

    try:
        with open_database(settings) as (dsn, _):
            return asyncio.run(ask(dsn))
    except (CavendishError, *CONNECTION_ERRORS, asyncpg.PostgresError) as error:
        return Finding(
            part="database",
            says=str(error),
            cure="check CAVENDISH_DATABASE_URL, or unset it for the embedded one",
        )


def _providers(settings: Settings) -> Finding:
    names = usable_providers(settings.environ)
    if names:
        return Finding(part="providers", says=f"usable: {', '.join(names)}")
    return Finding(
        part="providers",
        says="none is usable",
        cure="set a provider's key (GEMINI_API_KEY, FAL_KEY, …) or install cavendish-server[local]",
    )
