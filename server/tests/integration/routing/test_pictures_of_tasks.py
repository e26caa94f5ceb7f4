"""The pictures that came inside a request are gone with its task, however that ended."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.integration.routing.worker_on_standins import ends, environ, route, submit, worker
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import silence

from cavendish.bootstrap import WorkerServices, open_store
from cavendish.database.connection_pool import Pool
from cavendish.database.task_endings import end_in_failure
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import UPLOAD_SCHEME, Mode
from cavendish.domain.ids import TaskId
from cavendish.domain.routing import Strategy
from cavendish.services.run_task import MAX_CLAIMS

Meanwhile = Callable[[Pool, TaskId], Awaitable[None]]
pytestmark = pytest.mark.integration
ROUTE = route("official", "gemini", "official")


async def edit_task(pool: Pool, services: WorkerServices, name: str) -> tuple[TaskId, str]:
    """A task whose reference lies in the storage, and the place of it."""
    key = f"uploads/task_{name}/0"
    await open_store(services.settings).put(key, picture(), media_type="image/png")
    wanted = {"mode": Mode.IMAGE_TO_IMAGE, "image_urls": (UPLOAD_SCHEME + key,)}
    [task_id] = await submit(pool, strategy=Strategy.OFFICIAL, **wanted)
    return task_id, key


async def cancel(pool: Pool, task_id: TaskId) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await end_in_failure(connection, task_id, code=FailCode.CANCELLED, message="x")


async def give_up(pool: Pool, task_id: TaskId) -> None:
    await pool.execute("UPDATE tasks SET claims = $2 WHERE id = $1", task_id, MAX_CLAIMS)


async def nothing(_: Pool, __: TaskId) -> None:
    """Let it be made."""


@pytest.mark.parametrize(
    ("meanwhile", "routes", "how"),
    [
        (nothing, [ROUTE], "success"),
        (nothing, [route("partner", "gemini", "value")], "MODEL_UNAVAILABLE"),
        (cancel, [ROUTE], "CANCELLED"),
        (give_up, [ROUTE], "GENERATION_FAILED"),
    ],
    ids=["made", "without a route", "cancelled before its start", "its workers died"],
)
async def test_no_ended_task_leaves_its_pictures(
    pool: Pool, database_url: str, tmp_path: Path, meanwhile: Meanwhile, routes: list[str], how: str
) -> None:
    async with (
        GeminiUpstream() as upstream,
        worker(database_url, tmp_path, routes, environ(gemini=upstream)) as services,
    ):
        task_id, _ = await edit_task(pool, services, "a")
        _, other = await edit_task(pool, services, "b")
        await meanwhile(pool, task_id)
        await services.run_task(task_id)
        assert await ends(pool, [task_id]) == [how]
        assert await open_store(services.settings).list_keys("uploads") == [other]


async def time_out(_: Pool, __: TaskId) -> None:
    """Let its second run out."""


@pytest.mark.parametrize(
    ("meanwhile", "how"),
    [(cancel, "CANCELLED"), (time_out, "PROCESSING_TIMEOUT")],
    ids=["cancelled while it was made", "out of time"],
)
async def test_a_result_that_cannot_be_deleted_holds_up_no_other_clean_up(
    pool: Pool, database_url: str, tmp_path: Path, meanwhile: Meanwhile, how: str
) -> None:
    limits = {"CAVENDISH_TASK_TIMEOUT_S": "1"} if meanwhile is time_out else {}
    async with (
        GeminiUpstream() as upstream,
        worker(database_url, tmp_path, [ROUTE], environ(gemini=upstream), **limits) as services,
    ):
        upstream.play(silence)
        task_id, _ = await edit_task(pool, services, "a")
        (tmp_path / "storage" / "results").touch()  # a file where the results' folder belongs
        work = asyncio.create_task(services.run_task(task_id))
        while not upstream.submits:
            await asyncio.sleep(0.01)
        await meanwhile(pool, task_id)
        services.run_task.running.notice(task_id)
        await asyncio.wait_for(work, 10)
        assert await ends(pool, [task_id]) == [how]
        assert await open_store(services.settings).list_keys("uploads") == []
