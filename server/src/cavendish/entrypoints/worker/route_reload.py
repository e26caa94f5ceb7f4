"""SIGHUP in a worker: the route file is read again."""

import asyncio

import structlog

from cavendish.bootstrap import WorkerServices
from cavendish.domain.errors import SetupError

_log = structlog.get_logger("cavendish.worker")


class RouteReload:
    """A signal handler. A broken file changes nothing, and the log says why."""

    def __init__(self, services: WorkerServices) -> None:
        self._services = services
        self._reloads: set[asyncio.Task[None]] = set()

    def __call__(self) -> None:
        reload = asyncio.get_running_loop().create_task(self._reload())
        self._reloads.add(reload)
        reload.add_done_callback(self._reloads.discard)

    async def _reload(self) -> None:
        try:
            await self._services.reload_routes()
        except SetupError as error:
            _log.error("the routes stay as they were: the route file is broken", reason=str(error))
