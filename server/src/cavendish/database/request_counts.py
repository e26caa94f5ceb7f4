"""Requests per key and minute, counted in the database so that all processes share one count."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.ids import ApiKeyId

_SQL: Final = load_queries("limits")


class RequestAsk(NamedTuple):
    """What a process says of one key, and what it asks for."""

    api_key_id: ApiKeyId
    requests: int
    """That wait for the answer."""
    wanted: int
    """To be lent: passed later without asking. All of it or nothing."""
    limit: int
    minute: int
    """In which the next two were lent; they say nothing of another."""
    settled: int
    """Of what was lent, how many passed or are put back."""
    put_back: int


class MinuteCount(NamedTuple):
    """A key's running minute once the ask is settled."""

    minute: int
    hits: int
    """Passed or lent; never more than the limit."""
    lent: int
    """To all processes, and not settled."""
    taken: int
    """What this ask got: its requests first, then what it wanted."""
    reset_s: float
    """Until the minute ends."""


async def count_requests(pool: Pool, asks: Sequence[RequestAsk], *, never_lent: int) -> list[MinuteCount]:
    """Settle and take, in one statement however many keys; the last `never_lent` of a limit are not lent.

    The keys must differ. The answers stand in the order of the asks.
    """
    rows = await pool.fetch(_SQL["count_requests"], *map(list, zip(*asks, strict=True)), never_lent)
    rows.sort(key=itemgetter("ask"))
    return [
        MinuteCount(row["minute"], row["hits"], row["lent"], row["taken"], row["reset_s"]) for row in rows
    ]


async def call_in_requests(pool: Pool, key_id: ApiKeyId) -> None:
    """Ask every process that listens to put back what it was lent of this key."""
    await pool.execute(_SQL["call_in_requests"], key_id)
