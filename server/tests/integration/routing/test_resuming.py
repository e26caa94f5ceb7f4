"""What is paid for is not paid for again: killed workers, stopped ones, cancelled tasks."""

import asyncio
import contextlib
from pathlib import Path

import pytest
from PIL import Image
from tests.integration.routing.worker_on_standins import ends, environ, ledger, route, submit, worker
from tests.standins.fal_upstream import FalUpstream, model_error
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import Scenario, silence

from cavendish.bootstrap import WorkerServices
from cavendish.database.attempt_rows import abandon_attempts
from cavendish.database.connection_pool import Pool
from cavendish.domain.ids import TaskId
from cavendish.services.cancel_task import CancelTask

pytestmark = pytest.mark.integration

JOBS = [route("jobs", "fal", "value", price_usd=0.01)]
NO_JOBS = [route("no-jobs", "gemini", "official", price_usd=0.04)]


async def die_in_the_call(
    services: WorkerServices, task_id: TaskId, upstream: FalUpstream | GeminiUpstream
) -> None:
    """Leave a task as a killed worker leaves it: in the middle of its next call, nothing tidied up."""
    submits = upstream.submits
    upstream.play(Scenario.NEVER_DONE if isinstance(upstream, FalUpstream) else silence)
    work = asyncio.create_task(services.run_task(task_id))
    while upstream.submits == submits or not await _is_named(services, task_id, upstream):
        await asyncio.sleep(0.01)
    work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _is_named(
    services: WorkerServices, task_id: TaskId, upstream: FalUpstream | GeminiUpstream
) -> bool:
    return isinstance(upstream, GeminiUpstream) or await services.pool.fetchval(
        "SELECT bool_or(upstream_job_id IS NOT NULL) FROM attempts WHERE task_id = $1", task_id
    )


class HeldGemini(GeminiUpstream):
    """Answers no call before its own event is set; `calls` holds one event a call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[asyncio.Event] = []

    async def generate(self, request):  # type: ignore[no-untyped-def] # as its base
        may_answer = asyncio.Event()
        self.calls.append(may_answer)
        await may_answer.wait()
        return await super().generate(request)


async def test_a_worker_taken_for_dead_that_ends_its_task_leaves_nobody_s_call_open(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with HeldGemini() as gemini:
        env = environ(gemini=gemini)
        async with (
            worker(database_url, tmp_path, NO_JOBS, env) as frozen,
            worker(database_url, tmp_path, NO_JOBS, env) as other,
        ):
            while not (frozen.notifications.is_connected and other.notifications.is_connected):
                await asyncio.sleep(0.01)
            works = []
            for number, services in enumerate((frozen, other), start=1):
                works.append(asyncio.create_task(services.run_task(task_id)))
                while len(gemini.calls) < number:
                    await asyncio.sleep(0.01)
            gemini.calls[0].set()
            await asyncio.wait_for(asyncio.gather(*works), 20)
    assert await ends(pool, [task_id]) == ["success"]
    assert await ledger(pool, task_id) == [("no-jobs", "succeeded", None), ("no-jobs", "abandoned", None)]
    assert await pool.fetchval("SELECT cost_microusd FROM attempts ORDER BY id LIMIT 1") == 40_000


@pytest.mark.parametrize("slower", [0, 1], ids=["the one taken for dead", "the one that took over"])
async def test_a_second_picture_of_an_ended_task_does_not_take_the_first_one_s_place(
    database_url: str, pool: Pool, tmp_path: Path, slower: int
) -> None:
    (task_id,) = await submit(pool, aspect_ratio="1:1")
    async with HeldGemini() as gemini:
        env = environ(gemini=gemini)
        async with (
            worker(database_url, tmp_path, NO_JOBS, env) as frozen,
            worker(database_url, tmp_path, NO_JOBS, env) as other,
        ):
            works = []
            for number, services in enumerate((frozen, other), start=1):
                # It does not hear that the task ended, as if the news were still under way.
                await services.notifications.stop()
                works.append(asyncio.create_task(services.run_task(task_id)))
                while len(gemini.calls) < number:
                    await asyncio.sleep(0.01)
            for number in (1 - slower, slower):
                gemini.picture = picture(size=(64 + number, 64 + number))
                gemini.calls[number].set()
                await asyncio.wait_for(works[number], 20)
    (stored,) = (path for path in tmp_path.rglob("results/**/*.png"))
    with Image.open(stored) as kept:
        assert kept.size == (65 - slower, 65 - slower)
    assert await ledger(pool, task_id) == [
        ("no-jobs", "succeeded" if number != slower else "abandoned", None) for number in (0, 1)
    ]


async def test_what_a_dead_worker_left_open_under_an_ended_task_is_closed_by_the_next(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with FalUpstream() as fal:
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as first:
            await die_in_the_call(first, task_id, fal)
        await pool.execute("UPDATE tasks SET state = 'success', completed_at_ms = 1")
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as second:
            await second.run_task(task_id)
    assert await ledger(pool, task_id) == [("jobs", "abandoned", None)]


async def test_a_killed_worker_s_job_is_resumed_on_the_same_attempt_for_one_submit(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with FalUpstream() as fal:
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as first:
            await die_in_the_call(first, task_id, fal)
        fal.jobs[next(iter(fal.jobs))].scenario = None
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as second:
            await second.run_task(task_id)
        assert fal.submits == 1
    assert await ends(pool, [task_id]) == ["success"]
    assert await ledger(pool, task_id) == [("jobs", "succeeded", None)]
    assert await pool.fetchval("SELECT claims FROM tasks") == 2


async def test_a_call_without_a_job_is_made_again_once_and_the_ledger_says_so(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with GeminiUpstream() as gemini:
        async with worker(database_url, tmp_path, NO_JOBS, environ(gemini=gemini)) as first:
            await die_in_the_call(first, task_id, gemini)
        async with worker(database_url, tmp_path, NO_JOBS, environ(gemini=gemini)) as second:
            await second.run_task(task_id)
        assert gemini.submits == 2
    assert await ends(pool, [task_id]) == ["success"]
    rows = await pool.fetch("SELECT outcome, is_repeat, reason FROM attempts ORDER BY id")
    assert [(row["outcome"], row["is_repeat"]) for row in rows] == [("abandoned", False), ("succeeded", True)]
    assert "made again" in rows[0]["reason"]


async def test_a_worker_that_died_between_two_calls_leaves_the_second_one_marked_as_a_repeat(
    pool: Pool, database_url: str, tmp_path: Path
) -> None:
    async with (
        GeminiUpstream() as upstream,
        worker(database_url, tmp_path, NO_JOBS, environ(gemini=upstream)) as services,
    ):
        (task_id,) = await submit(pool)
        await die_in_the_call(services, task_id, upstream)
        await abandon_attempts(
            pool, [task_id], reason="its worker died, and so did the next before it called"
        )
        await services.run_task(task_id)
        assert await ends(pool, [task_id]) == ["success"]
        found = await pool.fetch("SELECT outcome, is_repeat FROM attempts ORDER BY id")
    assert [tuple(row) for row in found] == [("abandoned", False), ("succeeded", True)]


async def test_a_call_without_a_job_is_not_made_a_third_time(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with GeminiUpstream() as gemini:
        for _ in range(2):
            async with worker(database_url, tmp_path, NO_JOBS, environ(gemini=gemini)) as dying:
                await die_in_the_call(dying, task_id, gemini)
        async with worker(database_url, tmp_path, NO_JOBS, environ(gemini=gemini)) as last:
            await last.run_task(task_id)
        assert gemini.submits == 2
    assert await ends(pool, [task_id]) == ["GENERATION_FAILED"]
    assert "interrupted again and again" in await pool.fetchval("SELECT fail_msg FROM tasks")
    assert await ledger(pool, task_id) == [("no-jobs", "abandoned", None)] * 2


async def test_a_call_that_was_cut_off_twice_leaves_its_task_to_the_next_route(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    rows = [route("first", "gemini", "value", price_usd=0.01), *NO_JOBS]
    async with GeminiUpstream() as gemini:
        for _ in range(3):
            async with worker(database_url, tmp_path, rows, environ(gemini=gemini)) as dying:
                await die_in_the_call(dying, task_id, gemini)
        async with worker(database_url, tmp_path, rows, environ(gemini=gemini)) as last:
            await last.run_task(task_id)
        assert gemini.submits == 4
    assert await ends(pool, [task_id]) == ["success"]
    assert await ledger(pool, task_id) == [
        ("first", "abandoned", None),
        ("first", "abandoned", None),
        ("no-jobs", "abandoned", None),
        ("no-jobs", "succeeded", None),
    ]
    found = await pool.fetch("SELECT is_repeat, reason FROM attempts ORDER BY id")
    assert [row["is_repeat"] for row in found] == [False, True, True, True]
    assert "the next route is tried" in found[1]["reason"]


async def test_a_call_after_a_lost_answer_is_on_record_as_one_that_may_be_paid_twice(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    rows = [route("silent", "gemini", "value", timeout_s=1), *JOBS]
    async with GeminiUpstream() as gemini, FalUpstream() as fal:
        gemini.play(silence)
        env = environ(gemini=gemini, fal=fal)
        async with worker(database_url, tmp_path, rows, env) as services:
            await services.run_task(task_id)
    found = await pool.fetch("SELECT outcome, is_repeat FROM attempts ORDER BY id")
    assert [tuple(row) for row in found] == [("failed", False), ("succeeded", True)]


async def test_a_route_that_failed_before_the_crash_is_not_called_again(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    rows = JOBS + NO_JOBS
    async with FalUpstream() as fal, GeminiUpstream() as gemini:
        env = environ(fal=fal, gemini=gemini)
        fal.play(Scenario.NO_MONEY)
        async with worker(database_url, tmp_path, rows, env) as first:
            await die_in_the_call(first, task_id, gemini)
        await pool.execute("DELETE FROM route_health")
        async with worker(database_url, tmp_path, rows, env) as second:
            await second.run_task(task_id)
        assert (fal.submits, gemini.submits) == (1, 2)
    assert await ends(pool, [task_id]) == ["success"]


async def test_a_cancelled_task_stops_upstream_and_its_picture_is_nowhere(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    key_id = await pool.fetchval("SELECT api_key_id FROM tasks")
    async with FalUpstream() as fal:
        fal.play(Scenario.NEVER_DONE)
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as services:
            while not services.notifications.is_connected:
                await asyncio.sleep(0.01)
            work = asyncio.create_task(services.run_task(task_id))
            while not fal.is_running(list(fal.jobs)):
                await asyncio.sleep(0.01)
            await CancelTask(pool)(task_id, key_id=key_id, model="nano-banana")
            await asyncio.wait_for(work, 5)
        assert fal.cancelled == list(fal.jobs)
    assert await ends(pool, [task_id]) == ["CANCELLED"]
    assert await ledger(pool, task_id) == [("jobs", "abandoned", None)]


async def test_a_task_cancelled_while_it_is_submitted_still_stops_the_job_that_comes_of_it(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    key_id = await pool.fetchval("SELECT api_key_id FROM tasks")

    async with SlowToAccept() as fal:
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as services:
            while not services.notifications.is_connected:
                await asyncio.sleep(0.01)
            work = asyncio.create_task(services.run_task(task_id))
            while not fal.submits:
                await asyncio.sleep(0.01)
            await CancelTask(pool)(task_id, key_id=key_id, model="nano-banana")
            await asyncio.sleep(0.1)
            fal.may_answer.set()
            await asyncio.wait_for(work, 5)
        assert len(fal.jobs) == 1
        assert fal.cancelled == list(fal.jobs)


class SlowToAccept(FalUpstream):
    """Takes its time to name a job, which then never ends."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = asyncio.Event()
        self.play(Scenario.NEVER_DONE)

    async def submit(self, request):  # type: ignore[no-untyped-def] # as its base
        answer = await super().submit(request)
        await self.may_answer.wait()
        return answer


async def test_a_task_cancelled_under_a_dead_worker_is_stopped_upstream_by_the_next(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    key_id = await pool.fetchval("SELECT api_key_id FROM tasks")
    async with FalUpstream() as fal:
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as first:
            await die_in_the_call(first, task_id, fal)
        await CancelTask(pool)(task_id, key_id=key_id, model="nano-banana")
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as second:
            await second.run_task(task_id)
        assert fal.cancelled == list(fal.jobs)


async def test_a_task_that_is_out_of_time_fails_in_time_and_stops_upstream(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    rows = [route("jobs", "fal", "value", timeout_s=60)]
    async with FalUpstream() as fal:
        fal.play(Scenario.NEVER_DONE)
        env = environ(fal=fal) | {"CAVENDISH_TASK_TIMEOUT_S": "1"}
        async with worker(database_url, tmp_path, rows, env) as services:
            await asyncio.wait_for(services.run_task(task_id), 5)
        assert fal.cancelled == list(fal.jobs)
    assert await ends(pool, [task_id]) == ["PROCESSING_TIMEOUT"]
    assert "timeout" in (await pool.fetchval("SELECT fail_msg FROM tasks")).lower()


async def test_the_time_of_a_task_counts_from_its_start_and_not_from_the_last_worker_s(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with FalUpstream() as fal:
        async with worker(database_url, tmp_path, JOBS, environ(fal=fal)) as first:
            await die_in_the_call(first, task_id, fal)
        await pool.execute("UPDATE tasks SET started_at_ms = started_at_ms - 3600000")
        env = environ(fal=fal) | {"CAVENDISH_TASK_TIMEOUT_S": "2"}
        async with worker(database_url, tmp_path, JOBS, env) as second:
            begun_s = asyncio.get_running_loop().time()
            await second.run_task(task_id)
            took_s = asyncio.get_running_loop().time() - begun_s
    assert await ends(pool, [task_id]) == ["PROCESSING_TIMEOUT"]
    assert took_s < 4


async def test_one_job_handed_out_twice_in_one_process_makes_one_call(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with FalUpstream() as fal, worker(database_url, tmp_path, JOBS, environ(fal=fal)) as services:
        await asyncio.gather(*(services.run_task(task_id) for _ in range(3)))
        assert fal.submits == 1
    assert await pool.fetchval("SELECT claims FROM tasks") == 1


async def test_a_call_whose_route_is_gone_is_closed_and_the_next_one_made(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    async with GeminiUpstream() as gemini, FalUpstream() as fal:
        env = environ(gemini=gemini, fal=fal)
        async with worker(database_url, tmp_path, NO_JOBS, env) as dying:
            await die_in_the_call(dying, task_id, gemini)
        async with worker(database_url, tmp_path, JOBS, env) as last:
            await last.run_task(task_id)
    assert await ends(pool, [task_id]) == ["success"]
    assert await ledger(pool, task_id) == [("no-jobs", "abandoned", None), ("jobs", "succeeded", None)]
    reason = await pool.fetchval("SELECT reason FROM attempts ORDER BY id LIMIT 1")
    assert reason.endswith("its route is no longer there: the next one is tried")


async def test_a_resumed_job_that_failed_leaves_its_task_to_the_next_route(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    rows = [*JOBS, *NO_JOBS]
    async with GeminiUpstream() as gemini, FalUpstream() as fal:
        env = environ(gemini=gemini, fal=fal)
        async with worker(database_url, tmp_path, rows, env) as dying:
            await die_in_the_call(dying, task_id, fal)
        fal.result = model_error("no_media_generated", "nothing came of it")
        for job in fal.jobs.values():
            job.scenario = None
        async with worker(database_url, tmp_path, rows, env) as last:
            await last.run_task(task_id)
        assert (fal.submits, gemini.submits) == (1, 1)
    assert await ends(pool, [task_id]) == ["success"]
    assert [row[:2] for row in await ledger(pool, task_id)] == [("jobs", "failed"), ("no-jobs", "succeeded")]
