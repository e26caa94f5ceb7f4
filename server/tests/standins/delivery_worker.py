"""A worker that only delivers callbacks: in this process, or as one of its own that can be killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from pgqueuer import PgQueuer
from pgqueuer.models import Job
from tests.standins.owed_callbacks import make_deliver, make_http

from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.job_queue import DELIVER_CALLBACK
from cavendish.services.deliver_callback import DeliverCallback


async def run_queue(queue: PgQueuer) -> None:
    await queue.run(
        dequeue_timeout=timedelta(seconds=0.2),
        heartbeat_timeout=timedelta(seconds=1),
        batch_size=50,
        max_concurrent_tasks=500,
        log_aggregation_interval=timedelta(0),
    )


@asynccontextmanager
async def delivering(pool: Pool, deliver: DeliverCallback) -> AsyncIterator[None]:
    """The real queue hands its jobs to `deliver` for the length of the block."""
    queue = PgQueuer.from_asyncpg_pool(pool)

    @queue.entrypoint(DELIVER_CALLBACK)
    async def handle(job: Job) -> None:
        assert job.payload is not None
        await deliver(job.payload)

    running = asyncio.create_task(run_queue(queue))
    try:
        yield
    finally:
        queue.shutdown.set()
        await running


async def work_for_ever(dsn: str) -> None:
    pool = await open_pool(dsn, max_size=4)
    deliver = make_deliver(pool, make_http(limit_s=2.0), retry_delays_s=(0.2,) * 15)
    async with delivering(pool, deliver):
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(work_for_ever(sys.argv[1]))
