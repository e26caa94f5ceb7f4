"""`python -m benchmarks.routing overhead|memory|kills`: what lies between a submit and its upstream.

Runs the real server and worker processes against a stand-in upstream on the same machine.
"""

import argparse
import asyncio
import contextlib
import os
import signal
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp

from benchmarks.installation import (
    KEY,
    count_ends,
    count_live,
    fetch,
    in_new_database,
    installation,
    route_row,
    until_all_ended,
)
from benchmarks.upstream_stand_in import UpstreamStandIn, small_png, usual_png


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["overhead", "memory", "kills"])
    parser.add_argument("--tasks", type=int, help="default: 1000, 3000 and 300")
    parser.add_argument("--rate", type=float, default=50, help="submits a second, for overhead")
    parser.add_argument(
        "--jobs", action="store_true", help="for kills: an upstream whose jobs can be resumed"
    )
    parser.add_argument(
        "--next", action="store_true", help="for kills: a second route, for tasks that the first was cut off"
    )
    arguments = parser.parse_args()
    work = {"overhead": overhead, "memory": memory, "kills": kills}[arguments.what]
    in_new_database(lambda folder, dsn: work(folder, dsn, arguments))


async def overhead(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    """Submit → the request reaches the upstream; its answer → `success` is readable."""
    count = arguments.tasks or 1000
    async with (
        UpstreamStandIn(answer_s=1.0, picture=small_png()) as upstream,
        installation(folder, dsn, upstream_url=upstream.url) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}, connector=_connector()) as session,
    ):
        await asyncio.gather(*(_submit(session, it.base, f"warm {n}") for n in range(50)))
        await until_all_ended(dsn)
        submitted: dict[str, float] = {}
        readable: dict[str, float] = {}

        async def leave(number: int) -> None:
            prompt = f"task {number}"
            submitted[prompt] = time.perf_counter()
            await _submit(session, it.base, prompt)

        async def watch(number: int) -> None:
            prompt = f"watched {number}"
            task_id = await _submit(session, it.base, prompt)
            await _until_ended(session, it.base, task_id)
            readable[prompt] = time.perf_counter()

        await _at_rate(leave, count, arguments.rate)
        await until_all_ended(dsn)
        upstream.answer_with(usual_png())
        await _at_rate(watch, 40, 2)
        calls = [upstream.called_at[prompt] - at for prompt, at in submitted.items()]
        ends = [at - upstream.answered_at[prompt] for prompt, at in readable.items()]
    print(f"submit -> request at the upstream, {count} at {arguments.rate:g}/s: {_percentiles(calls)}")
    print(f"upstream's answer -> success readable, 1.3 MB PNG: {_percentiles(ends)}")


async def memory(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    """What a task costs a worker while its upstream takes 15 s."""
    count = arguments.tasks or 3000
    async with (
        UpstreamStandIn(answer_s=15.0, picture=small_png()) as upstream,
        installation(folder, dsn, upstream_url=upstream.url, watched=True) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}, connector=_connector()) as session,
    ):
        await asyncio.gather(*(_submit(session, it.base, f"warm {n}") for n in range(50)))
        await until_all_ended(dsn)
        before_kb = it.worker_kb()
        begun_s, begun_at_s = time.perf_counter(), time.monotonic()
        await asyncio.gather(*(_submit(session, it.base, f"task {n + 10_000}") for n in range(count)))
        most, peak_kb, full_s = 0, before_kb, (0.0, 0.0)
        while await count_live(dsn):
            most, peak_kb = max(most, upstream.in_flight), max(peak_kb, it.worker_kb())
            if upstream.in_flight >= 0.99 * count:
                full_s = (full_s[0] or time.monotonic(), time.monotonic())
            await asyncio.sleep(0.2)
        took_s = time.perf_counter() - begun_s
        lags_s = it.lags_s(begun_at_s, time.monotonic())
        waiting_lags_s = it.lags_s(*full_s)
        ended = await count_ends(dsn)
    print(f"{count} tasks of 15 s, at most {most} in flight at once, all ended after {took_s:.1f} s: {ended}")
    print(f"worker: {before_kb / 1024:.0f} MB before, {peak_kb / 1024:.0f} MB at most")
    print(f"worker's event loop lag, whole run: {_percentiles(lags_s)}, at most {max(lags_s) * 1000:.0f} ms")
    print(f"the same while all were in flight: {_percentiles(waiting_lags_s)}")
    print(f"a task: {(peak_kb - before_kb) / max(1, most):.0f} KB")


async def kills(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    """Ten times kill -9 on the worker while tasks are in flight: does every task end, what is paid twice."""
    count = arguments.tasks or 300
    answer_s = 8.0
    routes = (
        route_row("first", "gemini") + route_row("second", "fal", price_usd=1) if arguments.next else None
    )
    async with (
        UpstreamStandIn(answer_s=answer_s, picture=small_png()) as upstream,
        installation(folder, dsn, upstream_url=upstream.url, jobs=arguments.jobs, routes=routes) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}, connector=_connector()) as session,
    ):
        for kill in range(10):
            share = range(kill * count // 10, (kill + 1) * count // 10)
            await asyncio.gather(*(_submit(session, it.base, f"task {n}") for n in share))
            await asyncio.sleep(2 + 0.37 * kill)
            with contextlib.suppress(RuntimeError):
                os.kill(it.worker_pid(), signal.SIGKILL)
            await asyncio.sleep(3)
        await until_all_ended(dsn)
        ended, repeats = (
            await count_ends(dsn),
            await fetch(dsn, "SELECT count(*) AS n FROM attempts WHERE is_repeat"),
        )
    submits = sum(upstream.submits.values())
    print(
        f"{count} tasks, 10 kills, {'jobs' if arguments.jobs else 'no jobs'}"
        f"{', then a route with jobs' if arguments.next else ''}: {ended}"
    )
    print(f"upstream submits / tasks: {submits / count:.3f}; repeats on record: {repeats[0]['n']}, "
          f"submits beyond one a task: {submits - len(upstream.submits)}")  # fmt: skip


async def _submit(session: aiohttp.ClientSession, base: str, prompt: str) -> str:
    async with session.post(
        f"{base}/api/v1/generateTask/nano-banana", json={"input": {"prompt": prompt}}
    ) as answer:
        return str((await answer.json())["data"]["taskId"])


async def _until_ended(session: aiohttp.ClientSession, base: str, task_id: str) -> None:
    url = f"{base}/api/v1/statusTask/nano-banana?taskId={task_id}&wait=30"
    while True:
        async with session.get(url) as answer:
            state = (await answer.json())["data"]["state"]
        if state in ("success", "failed"):
            return


async def _at_rate(one: Callable[[int], Awaitable[None]], count: int, rate: float) -> None:
    begun = time.perf_counter()
    running = []
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        running.append(asyncio.ensure_future(one(number)))
    await asyncio.gather(*running)


def _percentiles(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100)
    return f"p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms"


def _connector() -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(limit=200)


if __name__ == "__main__":
    main()
