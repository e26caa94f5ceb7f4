"""Bring a database to this release's schema: numbered files, forward only, each applied once."""

import re
from importlib import resources
from typing import Final

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.queries import Queries

from cavendish.database.connection_pool import entering

_LOCK: Final = 0x0CA7E_D15
"""One migration at a time over all processes of an installation (an advisory lock's number)."""
_FILE: Final = re.compile(r"(\d{4})_\w+\.sql")
_IS_LOG_LEAN: Final = "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'cavendish_leave_out')"


def migration_files() -> list[tuple[int, str, str]]:
    """Number, name and SQL of every migration, in order."""
    folder = resources.files(__package__).joinpath("migrations")
    found = [
        (int(match[1]), file.name, file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if (match := _FILE.fullmatch(file.name))
    ]
    return sorted(found)


async def migrate(dsn: str) -> list[str]:
    """Apply what is missing and return the names applied; processes that start together take turns.

    Raises as `entering` does when the database cannot be entered.
    """
    connection = await _enter(dsn)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        applied = await _apply_missing(connection)
        queue = Queries(AsyncpgDriver(connection))
        if await queue.schema_is_installed():
            await queue.upgrade()
        else:
            await queue.install()
            applied.append("the job queue's tables")
        if not await connection.fetchval(_IS_LOG_LEAN):
            await connection.execute(
                resources.files(__package__).joinpath("queue_log.sql").read_text("utf-8")
            )
        # Its tables live by insert and delete: vacuumed early, and the log as soon as it is pruned.
        await queue.optimize_autovacuum()
        await connection.execute(
            "ALTER TABLE pgqueuer_log RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)"
        )
        return applied
    finally:
        await connection.close()


async def pending_migrations(dsn: str) -> list[str]:
    """Names of the migrations this release needs and the database lacks."""
    connection = await _enter(dsn)
    try:
        done = await _applied_numbers(connection)
        return [name for number, name, _ in migration_files() if number not in done]
    finally:
        await connection.close()


async def newer_migrations(dsn: str) -> list[int]:
    """Numbers of migrations that a later release applied, which this one does not know."""
    connection = await _enter(dsn)
    try:
        return sorted(await _applied_numbers(connection) - {number for number, _, _ in migration_files()})
    finally:
        await connection.close()


async def _enter(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    with entering():
        return await asyncpg.connect(dsn, timeout=10)


async def _apply_missing(connection: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations (number integer PRIMARY KEY, name text NOT NULL, "
        "applied_at timestamptz NOT NULL DEFAULT now())"
    )
    done = await _applied_numbers(connection)
    applied = []
    for number, name, sql in migration_files():
        if number not in done:
            async with connection.transaction():
                await connection.execute(sql)
                await connection.execute(
                    "INSERT INTO schema_migrations (number, name) VALUES ($1, $2)", number, name
                )
            applied.append(name)
    return applied


async def _applied_numbers(connection: "asyncpg.Connection[asyncpg.Record]") -> set[int]:
    if await connection.fetchval("SELECT to_regclass('schema_migrations')") is None:
        return set()
    return {row["number"] for row in await connection.fetch("SELECT number FROM schema_migrations")}
