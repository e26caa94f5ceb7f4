"""The hot calls, without a framework: the same handlers that FastAPI declares, minus 300 µs a request."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final, TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive

from cavendish.entrypoints.api.answers.envelope import Answer
from cavendish.entrypoints.api.bodies.request_body import check_length
from cavendish.entrypoints.api.dialects.model_aliases import GEMINI_NAMES
from cavendish.entrypoints.api.gates.key_gate import KeyGate
from cavendish.entrypoints.api.passing.exchange import Exchange
from cavendish.entrypoints.api.request_context import store_exchange, store_key, store_method
from cavendish.entrypoints.api.routes.gemini_content import gemini_generate_content
from cavendish.entrypoints.api.routes.openai_images import openai_generate_images
from cavendish.entrypoints.api.task_reading import TaskReading
from cavendish.entrypoints.api.task_submission import TaskSubmission

Lane: TypeAlias = Callable[[Exchange, Receive], Answer | Awaitable[Answer | None]]
"""The answer at once where it needs no waiting, for a coroutine costs as much; None: it was sent already."""
Handler: TypeAlias = Callable[[Request], Awaitable[Response]]
"""What FastAPI calls for a path."""
_OPENAI_ROUTE: Final = "/v1/images/generations"
_GEMINI_ROUTE: Final = "/v1beta/models/{model}:generateContent"


def build_lanes(
    models: Mapping[str, object],
    *,
    gate: KeyGate,
    submission: TaskSubmission,
    reading: TaskReading,
    app: ASGIApp,
    max_body_bytes: int,
) -> dict[tuple[str, str], Lane]:
    """What answers a method and path at once; anything else goes the long way."""
    lanes: dict[tuple[str, str], Lane] = {}
    for slug in models:
        submit_path, status_path = f"/api/v1/generateTask/{slug}", f"/api/v1/statusTask/{slug}"
        lanes["POST", submit_path] = _submit_lane(slug, submit_path, gate, submission)
        lanes["GET", status_path] = _status_lane(slug, status_path, gate, reading)
    lane = partial(_handler_lane, gate=gate, app=app, max_body_bytes=max_body_bytes)
    lanes["POST", _OPENAI_ROUTE] = lane(openai_generate_images, _OPENAI_ROUTE)
    for name in (*models, *GEMINI_NAMES):
        handler = partial(gemini_generate_content, model=name)
        lanes["POST", _GEMINI_ROUTE.format(model=name)] = lane(handler, _GEMINI_ROUTE)
    return lanes


def _submit_lane(slug: str, route: str, gate: KeyGate, submission: TaskSubmission) -> Lane:
    async def submit(exchange: Exchange, receive: Receive) -> Answer:
        exchange.route = route
        key = gate.recognise(exchange) or await gate.identify(exchange)
        if not gate.count_ahead(exchange, key):
            await gate.count(exchange, key)
        return await submission(key, slug, headers=exchange.headers, receive=receive, origin=exchange.origin)

    return submit


def _handler_lane(handler: Handler, route: str, *, gate: KeyGate, app: ASGIApp, max_body_bytes: int) -> Lane:
    """A handler that reads its request by itself; FastAPI would look through a hundred routes to find it."""

    async def call(exchange: Exchange, receive: Receive) -> None:
        exchange.route = route
        key = gate.recognise(exchange) or await gate.identify(exchange)
        if not gate.count_ahead(exchange, key):
            await gate.count(exchange, key)
        check_length(exchange.headers, max_bytes=max_body_bytes)
        scope = {**exchange.scope, "app": app}
        store_method(scope)
        store_exchange(scope, exchange)
        store_key(scope, key)
        response = await handler(Request(scope, receive))
        await response(scope, receive, exchange.send)

    return call


def _status_lane(slug: str, route: str, gate: KeyGate, reading: TaskReading) -> Lane:
    def status(exchange: Exchange, receive: Receive) -> Answer | Awaitable[Answer]:
        exchange.route = route
        query: bytes = exchange.scope["query_string"]
        key = gate.recognise(exchange)
        if key is None or not gate.count_ahead(exchange, key):
            return count_and_read(exchange, receive, query)
        return reading.find_ended(key, slug, query=query) or reading(key, slug, query=query, receive=receive)

    async def count_and_read(exchange: Exchange, receive: Receive, query: bytes) -> Answer:
        key = await gate.identify(exchange)
        answer = reading.find_ended(key, slug, query=query)
        if answer is not None:
            await gate.count(exchange, key)
            return answer
        # Two round trips to the database at once; the state is given out only after the count has passed.
        looking = asyncio.ensure_future(reading(key, slug, query=query, receive=receive))
        try:
            await gate.count(exchange, key)
            return await looking
        finally:
            if not looking.done():
                looking.cancel()
            elif not looking.cancelled():
                looking.exception()  # asyncio complains of exceptions that nobody asked for

    return status
