"""A picture that is paid for is stored, though the storage be away for a while."""

import asyncio
import shutil
from pathlib import Path

import pytest
from tests.integration.routing.worker_on_standins import ends, environ, ledger, route, submit, worker
from tests.standins.gemini_upstream import GeminiUpstream

from cavendish.database.connection_pool import Pool

pytestmark = pytest.mark.integration
ROUTES = [route("direct", "gemini", "official", price_usd=0.04)]


def break_storage(folder: Path) -> Path:
    """A file where the results' folder belongs: nothing can be written below it."""
    results = folder / "storage" / "results"
    shutil.rmtree(results, ignore_errors=True)
    results.parent.mkdir(parents=True, exist_ok=True)
    results.touch()
    return results


async def test_a_storage_that_comes_back_gets_the_picture_of_the_one_paid_call(
    pool: Pool, database_url: str, tmp_path: Path
) -> None:
    async with (
        GeminiUpstream() as upstream,
        worker(database_url, tmp_path, ROUTES, environ(gemini=upstream)) as services,
    ):
        results = break_storage(tmp_path)
        (task_id,) = await submit(pool)
        work = asyncio.create_task(services.run_task(task_id))
        while not upstream.submits:
            await asyncio.sleep(0.01)
        done, _ = await asyncio.wait({work}, timeout=0.4)
        assert not done
        results.unlink()
        await work
        assert await ends(pool, [task_id]) == ["success"]
        assert await ledger(pool, task_id) == [("direct", "succeeded", None)]
        assert upstream.submits == 1
        assert list(results.rglob("*.png"))


async def test_a_storage_that_stays_away_ends_the_task_within_its_time(
    pool: Pool, database_url: str, tmp_path: Path
) -> None:
    async with (
        GeminiUpstream() as upstream,
        worker(
            database_url, tmp_path, ROUTES, environ(gemini=upstream), CAVENDISH_TASK_TIMEOUT_S="6"
        ) as services,
    ):
        break_storage(tmp_path)
        (task_id,) = await submit(pool)
        await services.run_task(task_id)
        row = await pool.fetchrow("SELECT fail_code, fail_msg FROM tasks WHERE id = $1", task_id)
        assert row is not None
        assert (row["fail_code"], row["fail_msg"]) == (
            "GENERATION_FAILED",
            "Generation failed: storage is unavailable",
        )
