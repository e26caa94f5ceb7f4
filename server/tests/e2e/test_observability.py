"""One server with two API processes and two workers, watched from outside."""

import contextlib
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from tests.e2e.observed_server import SAMPLE, ObservedServer, eventually, total

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
        lags = [total(text, "cavendish_pool_max_connections", role="api") for text in texts]
        return set(counts) == {1.0} and set(lags) == {20.0}

    await eventually(has_all)


async def test_a_worker_tells_the_attempts_of_all_workers(observed: ObservedServer) -> None:
    async def has_it() -> bool:
        text = await observed.scrape_worker()
        return total(text, "cavendish_route_calls_total", route="google", outcome="succeeded") == 1.0

    await eventually(has_it)


async def test_labels_stay_few_whatever_is_asked_for(observed: ObservedServer) -> None:
    assert 'route="unmatched"' not in await observed.scrape()
    assert "fox" not in await observed.scrape()
