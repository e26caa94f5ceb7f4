"""Every named query, planned on a grown database: none may read a growing table from end to end."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Final

import asyncpg
import pytest
import pytest_asyncio
from tests.database_fixtures import fresh_database

from cavendish.database.admin_rows import bounded_read
from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.named_sql import load_queries

GROWING: Final = {
    "tasks", "attempts", "deliveries", "delivery_attempts", "idempotency_keys", "ledger_entries", "uploads",
    "moderation_decisions", "pgqueuer_log",
}  # fmt: skip
OF_LIVE_ROWS: Final = {"tasks_live", "deliveries_due"}
"""Partial indexes that hold unfinished work only: they may be read from end to end."""
READS_MUCH: Final = {
    "attempts.read_route_records": "sums what routes did in a window that its caller keeps short",
    "deliveries.list_jobless": "reads the waiting deliveries only, through their partial index",
    "ledger.sum_ledger": "an audit of one key's whole ledger, run by hand and by tests",
}
"""Queries whose cost may grow, each with the reason why nobody waits for it."""
NEEDS_STATISTICS: Final = {
    "admin_figures.read_spending": "asked through bounded_read, which has it planned each time",
    "admin_tasks.list_tasks": "the same",
}
"""Queries that a plan made for empty tables answers by reading one wholly, each with why that may be."""
DEAREST: Final = 3_000.0
"""In the planner's units: an index read of hundreds of rows; a scan of a growing table here costs as much."""
EXPLAIN: Final = (
    "CREATE FUNCTION explain(statement text) RETURNS json LANGUAGE plpgsql AS $$ DECLARE plan json; "
    "BEGIN EXECUTE 'EXPLAIN (GENERIC_PLAN, FORMAT JSON) ' || statement INTO plan; RETURN plan; END $$"
)
_QUERIES: Final = resources.files("cavendish.database").joinpath("queries")
FILES: Final = sorted(file.name[: -len(".sql")] for file in _QUERIES.iterdir() if file.name.endswith(".sql"))
NAMED: Final = {f"{file}.{name}": sql for file in FILES for name, sql in load_queries(file).items()}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def grown(postgres_server: EmbeddedPostgres) -> Any:
    async with fresh_database(postgres_server) as address:
        connection = await asyncpg.connect(address)
        await connection.execute(Path(__file__).with_name("grown_database.sql").read_text())
        await connection.execute("ANALYZE")
        await connection.execute(EXPLAIN)
        yield connection
        await connection.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def empty(postgres_server: EmbeddedPostgres) -> Any:
    """A session of ours on a database in which nothing was ever stored."""
    async with fresh_database(postgres_server) as address:
        pool = await open_pool(address, max_size=1)
        async with pool.acquire() as connection:
            await connection.execute(EXPLAIN)
            yield connection
        await pool.close()


async def explain(connection: Any, sql: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(await connection.fetchval("SELECT explain($1)", sql.rstrip(";")))[0][
        "Plan"
    ]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def end_to_end(plan: dict[str, Any]) -> list[str]:
    """What a plan reads of growing tables wholly: the table itself, or an index without a condition.

    An index that is read in its order under a LIMIT ends early and does not count.
    """
    limited = {id(node) for parent in nodes(plan) if parent["Node Type"] == "Limit" for node in nodes(parent)}
    return [
        f"{node['Node Type']} on {node.get('Relation Name', node.get('Index Name'))}"
        for node in nodes(plan)
        if node.get("Relation Name", "") in GROWING
        and (
            node["Node Type"] in ("Seq Scan", "Parallel Seq Scan")
            or (
                node["Node Type"] in ("Index Scan", "Index Only Scan")
                and "Index Cond" not in node
                and node["Index Name"] not in OF_LIVE_ROWS
                and id(node) not in limited
            )
        )
    ]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", sorted(NAMED))
async def test_no_query_reads_a_growing_table_from_end_to_end(grown: Any, name: str) -> None:
    plan = await explain(grown, NAMED[name])
    if name not in READS_MUCH:
        assert end_to_end(plan) == []
        assert plan["Total Cost"] < DEAREST


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", sorted(NAMED.keys() - READS_MUCH.keys() - NEEDS_STATISTICS.keys()))
async def test_a_plan_made_while_tables_were_empty_reads_none_from_end_to_end_later(
    empty: Any, name: str
) -> None:
    assert end_to_end(await explain(empty, NAMED[name])) == []


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM tasks WHERE prompt = 'a red fox'",
        "SELECT count(*) FROM attempts",
        "DELETE FROM deliveries WHERE url = $1",
    ],
)
async def test_the_check_finds_a_query_without_an_index(grown: Any, sql: str) -> None:
    assert end_to_end(await explain(grown, sql)) != []


PAGES: Final = {
    "tasks.list_tasks": "tasks_page",
    "tasks.list_live_tasks": "tasks_live",
    "tasks.list_failed_tasks": "tasks_failed_page",
    "deliveries.list_deliveries": "deliveries_page",
    "deliveries.list_unsettled_deliveries": "deliveries_unsettled_page",
}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", PAGES)
async def test_a_page_of_one_keys_rows_never_walks_through_other_keys_rows(grown: Any, name: str) -> None:
    plan = await explain(grown, NAMED[name])
    assert {node["Index Name"] for node in nodes(plan) if "Index Name" in node} == {PAGES[name]}


async def test_only_what_the_console_filters_is_planned_for_these_very_filters(pool: Pool) -> None:
    asked = "SELECT current_setting('plan_cache_mode'), current_setting('enable_seqscan')"
    async with bounded_read(pool) as connection:
        assert tuple(await connection.fetchrow(asked)) == ("force_custom_plan", "on")
    assert tuple(await pool.fetchrow(asked)) == ("force_generic_plan", "off")


def test_the_exceptions_are_queries_that_exist() -> None:
    assert NAMED.keys() >= READS_MUCH.keys() | NEEDS_STATISTICS.keys()
