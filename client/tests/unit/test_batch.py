import asyncio
from contextlib import aclosing, closing

import pytest

from cavendish_client.batch import iterate_in_thread, make_many, run_bounded
from cavendish_client.errors import MalformedAnswerError
from cavendish_client.image import Image
from cavendish_client.task import Task, TaskState
from cavendish_client.task_request import TaskRequest

IMAGE = Image(data=b"", url="", task=Task(id="t", state=TaskState.SUCCESS))


class Gate:
    """Lets jobs in, counts them, and lets them out when told."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.cancelled = 0
        self.open = asyncio.Event()

    async def pass_through(self, job: int) -> int:
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.inside -= 1
        return job


@pytest.mark.parametrize("concurrency", [1, 3, 50])
async def test_no_more_than_the_bound_run_at_once_and_all_end(concurrency) -> None:
    gate = Gate()
    asyncio.get_running_loop().call_later(0.01, gate.open.set)
    results = [result async for result in run_bounded(gate.pass_through, range(20), concurrency=concurrency)]
    assert sorted(results) == list(range(20))
    assert gate.most == min(concurrency, 20)


async def test_jobs_are_taken_only_as_there_is_room() -> None:
    taken = []

    def jobs():
        for number in range(10):
            taken.append(number)
            yield number

    async def at_once(job: int) -> int:
        return job

    async with aclosing(run_bounded(at_once, jobs(), concurrency=2)) as results:
        async for _ in results:
            break
    assert len(taken) <= 2


async def test_leaving_early_cancels_what_runs_and_waits_for_it() -> None:
    gate = Gate()

    async def first_fast(job: int) -> int:
        return job if job == 0 else await gate.pass_through(job)

    async with aclosing(run_bounded(first_fast, range(5), concurrency=5)) as results:
        async for _ in results:
            break
    assert (gate.inside, gate.cancelled) == (0, 4)


async def test_a_bug_ends_the_batch() -> None:
    async def broken(job: int) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        [result async for result in run_bounded(broken, range(5), concurrency=2)]


async def test_no_room_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        [item async for item in make_many(None, ["x"], concurrency=0)]


async def test_a_failure_is_its_items_error_and_stops_nothing() -> None:
    async def make(request: TaskRequest) -> Image:
        if request.prompt == "bad":
            raise MalformedAnswerError("no")
        return IMAGE

    requests = ["good", "bad", TaskRequest(prompt="good")]
    items = {item.index: item async for item in make_many(make, requests, concurrency=2)}
    assert [items[index].error is None for index in range(3)] == [True, False, True]
    assert items[0].result() is IMAGE
    with pytest.raises(MalformedAnswerError):
        items[1].result()


async def test_the_thread_serves_code_inside_a_running_loop() -> None:
    async def produce(put) -> None:
        for number in range(3):
            put(number)

    assert list(iterate_in_thread(produce)) == [0, 1, 2]


def test_leaving_the_thread_early_cleans_up_first() -> None:
    cleaned = []

    async def produce(put) -> None:
        try:
            put(1)
            await asyncio.sleep(60)
        finally:
            cleaned.append(True)

    with closing(iterate_in_thread(produce)) as items:
        assert next(items) == 1
    assert cleaned == [True]


def test_a_bug_in_the_thread_is_raised_here() -> None:
    async def produce(put) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(iterate_in_thread(produce))
