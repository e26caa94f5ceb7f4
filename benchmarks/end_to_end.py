"""`python -m benchmarks.end_to_end [small|usual]`: whole tasks a second while the upstream answers at once.

Submit over HTTP, run, call, check, store, end: through the real API and worker processes. The ceiling of the
same run is the queue alone: jobs with a handler that does nothing, enqueued the way submits are.
"""

import argparse
import asyncio
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from pgqueuer import PgQueuer
from pgqueuer.models import Job

from benchmarks.connection import Connection
from benchmarks.installation import (
    KEY,
    Installation,
    count_ends,
    descendants,
    fetch,
    in_new_database,
    installation,
    until_all_ended,
)
from cavendish.database.connection_pool import open_pool
from cavendish.database.job_queue import enqueue_tasks
from cavendish.database.queue_driver import QueueDriver
from cavendish.domain.ids import TaskId

_TASKS = {"small": 8000, "usual": 800}
_CALLERS = 64
_BATCH = 100
_WARM = 200


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pictures", nargs="*", metavar="small|usual", help="default: both")
    parser.add_argument("--tasks", type=int, help="default: 8000 small, 800 usual")
    parser.add_argument("--pause", action="store_true", help="wait before the run, for a profiler")
    arguments = parser.parse_args()
    if unknown := set(arguments.pictures) - set(_TASKS):
        parser.error(f"no such pictures: {', '.join(unknown)}; choose small or usual")
    for pictures in arguments.pictures or _TASKS:
        in_new_database(lambda folder, dsn, what=pictures: measure(folder, dsn, what, arguments))  # type: ignore[misc]  # mypy loses the default


async def measure(folder: Path, dsn: str, pictures: str, arguments: argparse.Namespace) -> None:
    count = arguments.tasks or _TASKS[pictures]
    with _upstream(pictures) as url:
        async with installation(folder, dsn, upstream_url=url) as it:
            await _submit(it, _WARM)
            await until_all_ended(dsn)
            if arguments.pause:
                print(f"worker {it.worker_pid()}, server {it.server.pid}", flush=True)
                await asyncio.sleep(5)
            before_s = _cpu_s(it)
            begun_s = time.perf_counter()
            await _submit(it, count)
            submitted_s = time.perf_counter() - begun_s
            await until_all_ended(dsn)
            took_s = await _last_end_s(dsn)
            used_s = {name: used - before_s[name] for name, used in _cpu_s(it).items()}
            ends = await count_ends(dsn)
    queue_alone = await _jobs_a_second(dsn, 5000)
    print(
        f"{count} tasks, {pictures} pictures: {count / took_s:.0f} tasks/s end to end "
        f"({count / took_s / queue_alone:.2f} of the queue alone: {queue_alone:.0f} jobs/s)"
    )
    print(f"  submitted at {count / submitted_s:.0f}/s; CPU a task: "
          + ", ".join(f"{name} {used * 1e6 / count:.0f} µs" for name, used in used_s.items())
          + f"; ends: {ends}")  # fmt: skip


@contextlib.contextmanager
def _upstream(pictures: str) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.instant_upstream", pictures], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait(10)


async def _submit(it: Installation, count: int) -> None:
    """Over 64 kept-alive connections, as bare as can be: the load must not be what is measured."""
    body = {"input": {"prompt": "a cozy cafe with neon lights in the rain"}}
    left = iter(range(count))
    host, _, port = it.base.removeprefix("http://").partition(":")

    async def calls() -> None:
        connection = Connection(host, int(port), KEY)
        for _ in left:
            await connection.call("POST", "/api/v1/generateTask/nano-banana", body)
        connection.close()

    await asyncio.gather(*(calls() for _ in range(_CALLERS)))


async def _last_end_s(dsn: str) -> float:
    """Seconds from the first submit of the measured tasks to the last end, by the database's clock."""
    rows = await fetch(
        dsn,
        "SELECT (max(completed_at_ms) - min(created_at_ms)) / 1000.0 AS took_s FROM tasks"
        " WHERE id > (SELECT id FROM tasks ORDER BY id OFFSET $1 LIMIT 1)",
        _WARM - 1,
    )
    return float(rows[0]["took_s"])


def _cpu_s(it: Installation) -> dict[str, float]:
    """CPU time used so far, by kind of process."""
    worker = it.worker_pid()
    postgres = int(next(it.folder.rglob("postmaster.pid")).read_text().split()[0])
    return {
        "worker": _process_cpu_s(worker),
        "API": sum(_process_cpu_s(pid) for pid in descendants(it.server.pid) if pid != worker),
        "PostgreSQL": sum(_process_cpu_s(pid) for pid in descendants(postgres)),
    }


def _process_cpu_s(pid: int) -> float:
    """Its own and its ended children's."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / 100


async def _jobs_a_second(dsn: str, count: int) -> float:
    """What the queue does by itself on this machine, with this database."""
    pool = await open_pool(dsn, min_size=2, max_size=6)
    queue = PgQueuer(QueueDriver(pool))
    done = 0

    @queue.entrypoint("run_task")
    async def handle(_: Job) -> None:
        nonlocal done
        done += 1
        if done >= count:
            queue.shutdown.set()

    try:
        begun_s = time.perf_counter()
        running = asyncio.create_task(
            queue.run(dequeue_timeout=timedelta(seconds=2), batch_size=_BATCH, max_concurrent_tasks=4000)
        )
        for first in range(0, count, _CALLERS):
            ids = [TaskId(f"bench-{first + n}") for n in range(min(_CALLERS, count - first))]
            async with pool.acquire() as connection, connection.transaction():
                await enqueue_tasks(connection, ids)
        await running
        return count / (time.perf_counter() - begun_s)
    finally:
        pool.terminate()


if __name__ == "__main__":
    main()
