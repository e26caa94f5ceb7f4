"""Requests per key and minute, counted in the database so that all processes share one count."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.ids import ApiKeyId

_SQL: Final = load_queries("limits")


class MinuteCount(NamedTuple):
    """A key's requests in the running minute, these included, and the seconds until it ends."""

    hits: int
    reset_s: float


async def count_requests(pool: Pool, hits: Mapping[ApiKeyId, int]) -> dict[ApiKeyId, MinuteCount]:
    """Add hits and return the sums: one statement however many keys."""
    rows = await pool.fetch(_SQL["count_requests"], list(hits), list(hits.values()))
    return {ApiKeyId(row["api_key_id"]): MinuteCount(row["hits"], row["reset_s"]) for row in rows}
