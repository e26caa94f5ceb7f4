"""The worker process: `python -m cavendish.entrypoints.worker.main`, started by `cavendish-server serve`."""

import asyncio
import os
import signal
from functools import partial

import uvloop

from cavendish.bootstrap import open_worker_services
from cavendish.entrypoints.api.answers.status_envelope import render_status_envelope
from cavendish.entrypoints.garbage_collection import spare_the_collector
from cavendish.entrypoints.home_folder import home_folder
from cavendish.entrypoints.process_logging import configure_logging
from cavendish.entrypoints.worker.route_reload import RouteReload
from cavendish.entrypoints.worker.worker_loop import WorkerLoop
from cavendish.entrypoints.worker.worker_metrics import WorkerMetrics
from cavendish.settings import load_settings


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
        spare_the_collector()
        await loop.run()
    finally:
        sampling.cancel()
        await services.close()


def main() -> None:
    configure_logging(os.environ)
    uvloop.run(run_worker())


if __name__ == "__main__":
    main()
