"""What `doctor` finds out about the database: address, password, schema, clock."""

import asyncpg

from cavendish.database.connection_pool import ENTRY_ERRORS, cure_for_entry
from cavendish.database.migrate import newer_migrations, pending_migrations
from cavendish.domain.clock import Clock
from cavendish.entrypoints.cli.finding import Finding

_CLOCK_TOLERANCE_MS = 5_000


async def examine_database(dsn: str, clock: Clock) -> list[Finding]:
    """Findings on a database; one alone when it cannot be entered."""
    try:
        connection = await asyncpg.connect(dsn, timeout=10)
    except ENTRY_ERRORS as error:
        return [Finding(part="database", says=str(error) or type(error).__name__, cure=cure_for_entry(error))]
    try:
        version = await connection.fetchval("SHOW server_version")
        now_ms = await connection.fetchval("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
    finally:
        await connection.close()
    return [
        Finding(part="database", says=f"PostgreSQL {version} answers"),
        await _schema(dsn),
        _clock(now_ms - clock.now_ms()),
    ]


async def _schema(dsn: str) -> Finding:
    if missing := await pending_migrations(dsn):
        return Finding(
            part="schema", says=f"lacks {', '.join(missing)}", cure="run `cavendish-server migrate`"
        )
    if newer := await newer_migrations(dsn):
        numbers = ", ".join(f"{number:04d}" for number in newer)
        return Finding(
            part="schema",
            says=f"has migrations of a later release ({numbers})",
            cure="install that release here; going back one release is safe, writing with older ones is not",
        )
    return Finding(part="schema", says="up to date")


def _clock(ahead_ms: int) -> Finding:
    says = f"the database's is {ahead_ms / 1000:+.1f} s from ours"
    too_far = abs(ahead_ms) > _CLOCK_TOLERANCE_MS
    return Finding(part="clock", says=says, cure="run NTP on both machines" if too_far else None)
