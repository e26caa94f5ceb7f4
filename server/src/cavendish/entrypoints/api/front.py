"""What every request passes first: name, preflight, key, count, size, crash guard, log. Pure ASGI."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cavendish.domain.client_address import TrustedProxies
from cavendish.domain.errors import RequestRefusedError
from cavendish.entrypoints.api.answers.api_dialect import served_path
from cavendish.entrypoints.api.answers.envelope import Answer, encode_error
from cavendish.entrypoints.api.answers.error_shapes import shape_error
from cavendish.entrypoints.api.answers.http_errors import HEADERS_TOO_LARGE, SERVER_FAILED, error_answer
from cavendish.entrypoints.api.bodies.request_body import ClientGoneError, check_length, too_large
from cavendish.entrypoints.api.fast_lane import Lane
from cavendish.entrypoints.api.gates.admin_gate import AdminGate, needs_admin
from cavendish.entrypoints.api.gates.key_gate import KeyGate, needs_key
from cavendish.entrypoints.api.passing.access_log import AccessLog
from cavendish.entrypoints.api.passing.cors_policy import CorsPolicy
from cavendish.entrypoints.api.passing.exchange import Exchange
from cavendish.entrypoints.api.passing.request_metrics import RequestMetrics
from cavendish.entrypoints.api.request_context import store_exchange, store_key, store_method
from cavendish.ports.tracing import Tracing

_MAX_HEADERS: Final = 100
_MAX_HEADER_BYTES: Final = 32 * 1024
_TOO_MANY_HEADERS: Final = Answer(
    HEADERS_TOO_LARGE,
    encode_error(
        HEADERS_TOO_LARGE,
        f"The request's headers are too large: at most {_MAX_HEADERS} of {_MAX_HEADER_BYTES // 1024} KB "
        "together are taken",
    ),
)
_log: Final = structlog.stdlib.get_logger("cavendish.api")


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The ASGI application: the lanes answer the hot calls, `app` everything else."""

    app: ASGIApp
    lanes: Mapping[tuple[str, str], Lane]
    gate: KeyGate
    admin_gate: AdminGate
    cors: CorsPolicy
    metrics: RequestMetrics
    access_log: AccessLog | None
    name_request: Callable[[bytes | None], bytes]
    max_body_bytes: int
    trusted_proxies: TrustedProxies
    tracing: Tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await _decline(scope, receive, send)
            return
        exchange = self._open(scope, send)
        try:
            ahead = self._answer(exchange, receive)
            answer = ahead if isinstance(ahead, Answer) else await ahead
            if answer is not None:
                await send(exchange.begin(answer))
                await send(exchange.rest(answer))
        except ClientGoneError:
            pass
        except Exception as error:  # noqa: BLE001  a bug must not take the connection down
            answer = _error_answer(exchange, error)
            # Once a stream has begun, its broken end tells the client.
            if not exchange.status:
                await send(exchange.begin(answer))
                await send(exchange.rest(answer))
        finally:
            self._close(exchange)

    def _open(self, scope: Scope, send: Send) -> Exchange:
        exchange = Exchange(scope, send, cors=self.cors)
        headers = exchange.headers
        exchange.request_id = self.name_request(headers.get(b"x-request-id"))
        exchange.span = self.tracing.begin_request(headers.get(b"traceparent"))
        if self.trusted_proxies.networks:
            exchange.address = self.trusted_proxies.client_address(exchange.address, _forwarded_for(scope))
        self.metrics.in_flight += 1
        return exchange

    def _close(self, exchange: Exchange) -> None:
        self.metrics.in_flight -= 1
        exchange.finish()
        self.metrics.note(exchange)
        if self.access_log is not None:
            self.access_log.note(exchange)
        if exchange.span is not None:
            exchange.end_span()

    def _answer(self, exchange: Exchange, receive: Receive) -> Answer | Awaitable[Answer | None]:
        if _are_too_large(exchange):
            return shape_error(exchange.path, _TOO_MANY_HEADERS)
        return self.lanes.get((exchange.method, exchange.path), self._long_way)(exchange, receive)

    async def _long_way(self, exchange: Exchange, receive: Receive) -> Answer | None:
        """The answer, or None where the application behind has sent its own."""
        preflight = self.cors.preflight(exchange.method, exchange.headers)
        if preflight is not None:
            exchange.route = "preflight"
            return preflight
        path = exchange.path = served_path(exchange.path.rstrip("/") or "/", exchange.headers)
        scope = {**exchange.scope, "path": path}
        store_method(scope)
        store_exchange(scope, exchange)
        lane = self.lanes.get((scope["method"], path))
        if lane is not None:
            answer = lane(exchange, receive)
            return answer if isinstance(answer, Answer) else await answer
        if needs_key(path):
            key = await self.gate.identify(exchange)
            await self.gate.count(exchange, key)
            store_key(scope, key)
        elif needs_admin(path):
            await self.admin_gate.admit(exchange, method=scope["method"], path=path)
        check_length(exchange.headers, max_bytes=self.max_body_bytes)
        try:
            await self.app(scope, _limited(receive, self.max_body_bytes), exchange.send)
        finally:
            exchange.route = _template(scope)
        return None


def _error_answer(exchange: Exchange, error: Exception) -> Answer:
    """The envelope for a refusal or a crash, which is logged."""
    if isinstance(error, RequestRefusedError):
        return shape_error(exchange.path, error_answer(error), error)
    _log.error(
        "request crashed", route=exchange.route, request_id=exchange.request_id.decode(), exc_info=error
    )
    return shape_error(exchange.path, SERVER_FAILED)


def _are_too_large(exchange: Exchange) -> bool:
    """Counts every header line: a name may come many times."""
    lines: Sequence[tuple[bytes, bytes]] = exchange.scope["headers"]
    headers = exchange.headers
    if len(lines) == len(headers):
        # To join them is faster than to add up their lengths.
        size = len(b"".join(headers)) + len(b"".join(headers.values()))
    else:
        size = sum(map(len, chain.from_iterable(lines)))
    return len(lines) > _MAX_HEADERS or size > _MAX_HEADER_BYTES


def _forwarded_for(scope: Scope) -> str:
    values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return b",".join(values).decode("latin-1")


def _limited(receive: Receive, max_bytes: int) -> Receive:
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        if message["type"] == "http.request":
            size += len(message.get("body", b""))
            if size > max_bytes:
                raise too_large(max_bytes)
        return message

    return limited


def _template(scope: Mapping[str, Any]) -> str:
    route = scope.get("route")
    return getattr(route, "path", None) or "unmatched"


async def _decline(scope: Scope, receive: Receive, send: Send) -> None:
    """No web sockets here, and the lifespan belongs to whoever opened the services."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1003, "reason": "This server has no web sockets"})
        return
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
