"""The application as a server loads it: `cavendish.entrypoints.api.main:app`, set up from the environment."""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Awaitable
from typing import Final

import structlog
from starlette.types import Receive, Scope, Send

from cavendish.bootstrap import ApiServices, open_api_services, open_tracing
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import CavendishError, SetupError
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.front import Front
from cavendish.entrypoints.api.passing.access_log import AccessLog
from cavendish.entrypoints.api.passing.api_metrics import ApiMetrics
from cavendish.entrypoints.garbage_collection import spare_the_collector
from cavendish.entrypoints.home_folder import home_folder
from cavendish.entrypoints.parent_bond import die_with
from cavendish.entrypoints.process_logging import configure_logging
from cavendish.ports.tracing import Tracing
from cavendish.settings import load_settings

_log: Final = structlog.stdlib.get_logger("cavendish.api")


class EnvironmentApp:
    """Opens the services when the server starts, in its event loop, and closes them when it stops."""

    def __init__(self) -> None:
        self._front: Front | None = None
        self._services: ApiServices | None = None
        self._access_log: AccessLog | None = None
        self._sampling: asyncio.Task[None] | None = None
        self._tracing: Tracing | None = None

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        # Not a coroutine of its own: it would be one more that every request goes through.
        if self._front is not None and scope["type"] == "http":
            return self._front(scope, receive, send)
        return self._unless_http(scope, receive, send)

    async def _unless_http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif self._front is None:
            raise RuntimeError("the server did not run the lifespan: start it with lifespan support on")
        else:
            await self._front(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self._open()
        except CavendishError as error:
            _log.exception("api did not start")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self) -> None:
        if (main := multiprocessing.parent_process()) is not None and main.pid is not None:
            # Workers of a killed main process would share the port with its successor's for ever.
            die_with(main.pid, by=signal.SIGKILL)
        environ = dict(os.environ)
        log_settings = configure_logging(environ)
        settings = load_settings(environ, is_root=os.geteuid() == 0, home=home_folder())
        if settings.database_url is None:
            raise SetupError(
                "CAVENDISH_DATABASE_URL is not set: start with `cavendish-server serve`, which sets it"
            )
        self._services = await open_api_services(settings, dsn=settings.database_url)
        if environ.get("CAVENDISH_ACCESS_LOG", "1") not in ("0", "off", "no", "false"):
            self._access_log = AccessLog(
                sys.stderr.write,
                clock=SystemClock(),
                as_json=not log_settings.is_console,
                level=log_settings.level,
            )
        self._tracing = open_tracing(settings, service="cavendish-api")
        metrics = ApiMetrics(self._services)
        self._front = create_app(
            self._services, access_log=self._access_log, metrics=metrics, tracing=self._tracing
        )
        self._sampling = asyncio.create_task(metrics.run(), name="metrics")
        self._drain_on_sigterm(self._services)
        spare_the_collector()

    def _drain_on_sigterm(self, services: ApiServices) -> None:
        """The server tells of its end only after the last request, which an event stream never would be.

        It stops on SIGINT as it does on SIGTERM, whose handler this replaces.
        """

        def drain() -> None:
            services.watch_tasks.drain()
            services.follow_changes.drain()
            signal.raise_signal(signal.SIGINT)

        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, drain)

    async def _close(self) -> None:
        if self._sampling is not None:
            self._sampling.cancel()
        if self._access_log is not None:
            self._access_log.flush()
        if self._services is not None:
            await self._services.close()
        if self._tracing is not None:
            await asyncio.to_thread(self._tracing.close)


app: Final = EnvironmentApp()
