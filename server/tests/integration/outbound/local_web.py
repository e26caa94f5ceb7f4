"""A web server on this machine, and a session that may reach it, soon out of patience."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

from cavendish.adapters.outbound.guarded_http import OutboundTimeouts
from cavendish.domain.network_policy import NetworkPolicy

TRUSTING = NetworkPolicy(allow_private=True)
SHORT = OutboundTimeouts(connect_s=0.3, idle_s=0.2, total_s=0.6)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    async with TestServer(app) as server:
        yield str(server.make_url("/")).rstrip("/")
