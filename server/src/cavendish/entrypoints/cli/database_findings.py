"""What `doctor` finds out about the database: address, password, schema, clock."""

import asyncpg

from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.database.migrate import newer_migrations, pending_migrations
from cavendish.domain.clock import Clock
from cavendish.entrypoints.cli.finding import Finding

_CLOCK_TOLERANCE_MS = 5_000


async def examine_database(dsn: str, clock: Clock) -> list[Finding]:
    """Findings on a database; one alone when it cannot be entered."""
    try:
        connection = await asyncpg.connect(dsn, timeout=10)
    except (*CONNECTION_ERRORS, asyncpg.PostgresError, ValueError) as error:
        return [_no_entry(error)]
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


def _no_entry(error: Exception) -> Finding:
    match error:
        case asyncpg.InvalidAuthorizationSpecificationError():  # a wrong password is one of these
            cure = "mend user and password in CAVENDISH_DATABASE_URL"
        case asyncpg.InvalidCatalogNameError():
            cure = "create the database (`createdb NAME`), or mend its name in CAVENDISH_DATABASE_URL"
        case asyncpg.TooManyConnectionsError():
            cure = "raise PostgreSQL's max_connections, or run fewer processes"
        case _:
            cure = (
                "start PostgreSQL, or mend host and port in CAVENDISH_DATABASE_URL; unset it for the embedded"
            )
    return Finding(part="database", says=str(error) or type(error).__name__, cure=cure)


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
