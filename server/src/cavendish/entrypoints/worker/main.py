"""The worker process: `python -m cavendish.entrypoints.worker.main`, started by `cavendish-server serve`."""

import asyncio
import gc
import os
import signal
from functools import partial
from typing import Final

import uvloop

from cavendish.bootstrap import open_worker_services
from cavendish.entrypoints.api.status_envelope import render_status_envelope
from cavendish.entrypoints.home_folder import home_folder
from cavendish.entrypoints.process_logging import configure_logging
from cavendish.entrypoints.worker.route_reload import RouteReload
from cavendish.entrypoints.worker.worker_loop import WorkerLoop
from cavendish.entrypoints.worker.worker_metrics import WorkerMetrics
from cavendish.settings import load_settings

_COLLECT_AFTER: Final = 50_000
"""New objects, some hundreds of tasks. To look after every 5,000 took a quarter of the worker's CPU time."""


async def run_worker() -> None:
    """Work until SIGTERM or SIGINT, then drain."""
    settings = load_settings(os.environ, is_root=os.geteuid() == 0, home=home_folder())
    services = await open_worker_services(
        settings,
        dsn=os.environ["CAVENDISH_DATABASE_URL"],
        render_status=partial(render_status_envelope, public_url=settings.public_url),
    )
    loop = WorkerLoop(services)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, loop.stop)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, RouteReload(services))
    metrics = WorkerMetrics(services)
    sampling = asyncio.create_task(metrics.run(), name="metrics")
    try:
        metrics.serve()
        _spare_the_collector()
        await loop.run()
    finally:
        sampling.cancel()
        await services.close()


def _spare_the_collector() -> None:
    """What is there now stays: keep the garbage collector from looking through it.

    And let it look less often: each look at thousands of waiting tasks stops them all for a moment.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


def main() -> None:
    configure_logging(os.environ)
    uvloop.run(run_worker())


if __name__ == "__main__":
    main()
