"""Callers that want pictures, over kept-alive connections and as bare as can be."""

import asyncio
import json
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from benchmarks.connection import Connection

MODEL = "gpt-image-1"
"""Answered by LiteLLM as by our door for OpenAI's clients, and in base64 by both."""

Task = Callable[[Connection], Awaitable[None]]
"""One task from its order to the picture in the caller's hands."""


async def by_openai_call(connection: Connection) -> None:
    """One call that lasts until the picture comes, as OpenAI's clients make it."""
    body = {"model": MODEL, "prompt": "a red fox in the snow", "n": 1, "size": "1024x1024"}
    answer = await connection.call("POST", "/v1/images/generations", body)
    if b'"b64_json"' not in answer:
        raise RuntimeError(f"no picture in {answer[:200]!r}")


async def by_task(connection: Connection) -> None:
    """The task API: submit, wait for the end by long poll, fetch the picture."""
    body = {"input": {"prompt": "a red fox in the snow"}}
    submitted = json.loads(await connection.call("POST", "/api/v1/generateTask/nano-banana", body))
    path = f"/api/v1/statusTask/nano-banana?taskId={submitted['data']['taskId']}&wait=30"
    while True:
        status = json.loads(await connection.call("GET", path))["data"]
        if status["state"] == "failed":
            raise RuntimeError(str(status))
        if status["state"] == "success":
            break
    link = json.loads(status["resultJson"])["resultUrls"][0]
    picture = await connection.call("GET", "/" + link.split("/", 3)[3])
    if picture[:4] != b"\x89PNG":
        raise RuntimeError("the result is no PNG")


@dataclass
class Outcome:
    """What callers saw."""

    took_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    wall_s: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.took_s) / self.wall_s

    def percentile_ms(self, percent: int) -> float:
        return statistics.quantiles(self.took_s, n=100)[percent - 1] * 1000


async def closed_loop(connect: Callable[[], Connection], task: Task, *, callers: int, tasks: int) -> Outcome:
    """`callers` callers, each asking for the next picture when it holds the last one."""
    outcome, left = Outcome(), iter(range(tasks))

    async def calls() -> None:
        connection = connect()
        for _ in left:
            await _one(outcome, task, connection)
        connection.close()

    begun_s = time.perf_counter()
    await asyncio.gather(*(calls() for _ in range(callers)))
    outcome.wall_s = time.perf_counter() - begun_s
    return outcome


async def open_loop(connect: Callable[[], Connection], task: Task, *, rate: float, tasks: int) -> Outcome:
    """Tasks on a fixed schedule, whatever became of the ones before; latency counts from the schedule."""
    outcome, idle = Outcome(), list[Connection]()
    begun_s = time.perf_counter()

    async def one(due_s: float) -> None:
        connection = idle.pop() if idle else connect()
        await _one(outcome, task, connection, begun_s=due_s)
        idle.append(connection)

    running = []
    for number in range(tasks):
        due_s = begun_s + number / rate
        await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
        running.append(asyncio.create_task(one(due_s)))
    await asyncio.gather(*running)
    outcome.wall_s = time.perf_counter() - begun_s
    for connection in idle:
        connection.close()
    return outcome


async def _one(outcome: Outcome, task: Task, connection: Connection, *, begun_s: float | None = None) -> None:
    begun_s = begun_s or time.perf_counter()
    try:
        await task(connection)
    except (RuntimeError, OSError) as error:
        outcome.errors.append(str(error))
    else:
        outcome.took_s.append(time.perf_counter() - begun_s)
