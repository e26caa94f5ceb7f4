"""One server with two API processes and two workers, watched from outside."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
import yaml
from tests.e2e.observed_server import SAMPLE, ObservedServer, eventually, total
from tests.standins.otlp_collector import CollectedSpan

from cavendish.entrypoints.cli.database_access import open_database
from cavendish.settings import load_settings

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ROOT = Path(__file__).parents[3]
ALERTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "deploy/observability/alerts.yaml").read_text())[
    "groups"
][0]["rules"]
DASHBOARD = json.loads((ROOT / "deploy/observability/dashboard.json").read_text())
FUNCTIONS_AND_LABELS = re.compile(r"\b((?:cavendish|process)_\w+)")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def observed() -> AsyncIterator[ObservedServer]:
    async with ObservedServer.running("--workers", "2") as server:
        await server.make_picture()
        yield server


def metrics_in(expression: str) -> set[str]:
    return set(FUNCTIONS_AND_LABELS.findall(expression))


async def test_every_metric_of_dashboard_and_alerts_is_in_a_real_scrape(observed: ObservedServer) -> None:
    wanted = {
        name
        for expression in (
            *(rule["expr"] for rule in ALERTS),
            *(target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]),
        )
        for name in metrics_in(expression)
    }
    assert len(wanted) > 25

    missing = set(wanted)

    async def is_complete() -> bool:
        missing.difference_update(name for name, _, _ in SAMPLE.findall(await observed.scrape()))
        return not missing

    with contextlib.suppress(TimeoutError):
        await eventually(is_complete, within_s=30)
    assert missing == set()


async def test_either_api_process_tells_the_requests_of_both(observed: ObservedServer) -> None:
    async def has_all() -> bool:
        texts = [await observed.scrape() for _ in range(6)]
        counts = [
            total(text, "cavendish_http_requests_total", route="/api/v1/generateTask/nano-banana")
            for text in texts
        ]
        pools = [total(text, "cavendish_pool_max_connections", role="api") for text in texts]
        return set(counts) == {observed.made} and set(pools) == {12.0}

    await eventually(has_all)


async def test_a_worker_tells_the_attempts_of_all_workers(observed: ObservedServer) -> None:
    async def has_it() -> bool:
        text = await observed.scrape_worker()
        return (
            total(text, "cavendish_route_calls_total", route="google", outcome="succeeded") == observed.made
        )

    await eventually(has_it)


async def test_labels_stay_few_whatever_is_asked_for(observed: ObservedServer) -> None:
    assert 'route="unmatched"' not in await observed.scrape()
    assert "fox" not in await observed.scrape()


async def test_one_task_is_followed_by_its_request_id_through_everything(observed: ObservedServer) -> None:
    incoming = f"00-{'ab' * 16}-{'cd' * 8}-00"
    task_id = await observed.make_picture(request_id="follow-me-7", traceparent=incoming)
    follow = {"request_id": "follow-me-7"}

    async def has_arrived() -> bool:
        return (
            {span.name for span in spans_of(observed, task_id)} == {"task", "attempt", "callback"}
            and len(request_spans(observed, "follow-me-7")) == 1
            and len(await asyncio.to_thread(lines_about, observed, follow)) >= 4
        )

    await eventually(has_arrived)

    # Log: the request, the attempt, the task's end and the callback, each with what it is bound to.
    lines = {line["event"]: line for line in lines_about(observed, follow)}
    assert lines["request"]["route"] == "/api/v1/generateTask/nano-banana"
    assert lines["attempt"]["task_id"] == lines["task succeeded"]["task_id"] == task_id
    assert (lines["attempt"]["route"], lines["attempt"]["outcome"]) == ("google", "succeeded")
    assert lines["attempt"]["key"] == lines["request"]["key"] == lines["callback delivered"]["key"]
    assert {line["level"] for line in lines.values()} == {"info"}

    # Task, attempt and delivery rows.
    rows = await read_rows(observed, task_id)
    assert rows["request_id"] == "follow-me-7"
    assert rows["attempt"] == lines["attempt"]["attempt"]
    assert rows["outcome"] == "succeeded"
    assert (rows["delivery"], rows["delivered"]) == (lines["callback delivered"]["delivery_id"], "delivered")

    # Upstream and receiver were told the id.
    (call,) = [seen for seen in observed.upstream.seen if seen.headers.get("x-request-id") == "follow-me-7"]
    (callback,) = [got for got in observed.receiver.received if task_id.encode() in got.body]
    assert callback.headers["x-request-id"] == "follow-me-7"

    # Trace: one, the caller's own, from the request over the worker to upstream and callback.
    spans = {span.name: span for span in spans_of(observed, task_id)}
    (request,) = request_spans(observed, "follow-me-7")
    assert {span.trace_id for span in (*spans.values(), request)} == {"ab" * 16}
    assert request.parent_id == "cd" * 8
    assert spans["task"].parent_id == spans["callback"].parent_id == request.span_id
    assert spans["attempt"].parent_id == spans["task"].span_id
    assert call.headers["traceparent"] == f"00-{'ab' * 16}-{spans['attempt'].span_id}-01"
    assert callback.headers["traceparent"] == f"00-{'ab' * 16}-{spans['callback'].span_id}-01"
    assert lines["attempt"]["trace_id"] == "ab" * 16

    # Metrics: as many calls, ends and deliveries as pictures were made, this one among them.
    async def is_counted() -> bool:
        now = await observed.scrape_worker()
        return all(
            total(now, name, **labels) == observed.made
            for name, labels in (
                ("cavendish_route_calls_total", {"route": "google", "outcome": "succeeded"}),
                ("cavendish_tasks_ended_total", {"outcome": "success"}),
                ("cavendish_deliveries_total", {"outcome": "delivered"}),
            )
        )

    await eventually(is_counted)


def spans_of(observed: ObservedServer, task_id: str) -> list[CollectedSpan]:
    return [span for span in observed.collector.spans if span.attributes.get("cavendish.task_id") == task_id]


def request_spans(observed: ObservedServer, request_id: str) -> list[CollectedSpan]:
    """An API's spans of one request: it sends them in its own time, before the worker's or after."""
    return [
        span
        for span in observed.collector.spans
        if span.attributes.get("cavendish.request_id") == request_id and span.service == "cavendish-api"
    ]


def lines_about(observed: ObservedServer, facts: dict[str, str]) -> list[dict[str, Any]]:
    return [line for line in observed.log_lines() if facts.items() <= line.items()]


async def read_rows(observed: ObservedServer, task_id: str) -> dict[str, Any]:
    with open_database(
        load_settings({"CAVENDISH_DATA": str(observed.server.data)}, is_root=False, home=Path("/"))
    ) as (dsn, _):
        connection = await asyncpg.connect(dsn)
        try:
            row = await connection.fetchrow(
                "SELECT t.request_id, a.id AS attempt, a.outcome, d.id AS delivery, d.state AS delivered "
                "FROM tasks t JOIN attempts a ON a.task_id = t.id JOIN deliveries d ON d.task_id = t.id "
                "WHERE t.id = $1",
                task_id,
            )
        finally:
            await connection.close()
    assert row is not None
    return dict(row)
