"""One request on its way through, and the one place where its answer's headers are put together."""

from time import perf_counter
from typing import Any, Final, TypeAlias

from starlette.types import Message, Scope, Send

from cavendish.domain.correlation import Origin
from cavendish.domain.ids import ApiKeyId
from cavendish.entrypoints.api.answers.envelope import Answer
from cavendish.entrypoints.api.answers.security_headers import DEFAULTS, JSON_ANSWER, Header
from cavendish.entrypoints.api.passing.cors_policy import PUBLIC_PREFIX, CorsPolicy
from cavendish.ports.tracing import RequestSpan
from cavendish.services.limit_requests import RateDecision

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""What logs and metrics call by name."""
UNMATCHED: Final = "unmatched"
Series: TypeAlias = tuple[str, str, int]
"""Method, route and status, as logs and metrics know them: few, whatever strangers send."""
CLIENT_GONE: Final = 499
"""What logs and metrics say of a request whose client hung up before the answer."""


class Exchange:
    """One layer in the place of a stack of middlewares, each of which would wrap `send` once more."""

    __slots__ = (
        "_cors", "_send", "_started_s", "address", "duration_s", "ended_s", "headers", "key_id",
        "method", "path", "rate", "request_id", "route", "scope", "series", "span", "status",
    )  # fmt: skip

    duration_s: float
    """Known when it is finished, as are the two below."""
    ended_s: float
    """By `perf_counter`."""
    series: Series

    def __init__(self, scope: Scope, send: Send, *, cors: CorsPolicy) -> None:
        self.scope = scope
        self._send = send
        self._cors = cors
        self._started_s = perf_counter()
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        client = scope.get("client")
        self.address: str = client[0] if client else ""
        self.request_id = b""
        self.span: RequestSpan | None = None
        """Set where the request is traced."""
        self.key_id: ApiKeyId | None = None
        self.rate: RateDecision | None = None
        self.route = UNMATCHED
        self.status = 0
        """0 until the answer has begun."""

    @property
    def origin(self) -> Origin:
        """What a task of this request remembers of it."""
        return Origin(
            request_id=self.request_id.decode(), traceparent=self.span.traceparent if self.span else None
        )

    def end_span(self) -> None:
        """Say what became of a traced request."""
        if self.span is not None:
            method, route, status = self.series
            self.span.end(method=method, route=route, status=status, request_id=self.request_id.decode())

    def finish(self) -> None:
        """The request is over: stop the clock, and settle under what it is logged and counted."""
        self.ended_s = perf_counter()
        self.duration_s = self.ended_s - self._started_s
        if not self.status:
            self.status = CLIENT_GONE
        self.series = (self.method if self.method in METHODS else "OTHER", self.route, self.status)

    def begin(self, answer: Answer) -> Message:
        """The message that begins `answer`, for the front to send; from here on its status is given."""
        status, body, extra = answer
        self.status = status
        headers: list[Header] = [*JSON_ANSWER, (b"content-length", b"%d" % len(body))]
        self._add_own(headers)
        if extra:
            headers.extend(extra)
        return {"type": "http.response.start", "status": status, "headers": headers}

    def rest(self, answer: Answer) -> Message:
        """The message that ends `answer`."""
        return {"type": "http.response.body", "body": b"" if self.method == "HEAD" else answer.body}

    async def send(self, message: Message) -> None:
        """ASGI `send` for what answers behind us: adds what every answer has, and drops a HEAD's body."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers: list[Any] = list(message.get("headers", ()))
            names = {name for name, _ in headers}
            headers.extend(header for header in DEFAULTS if header[0] not in names)
            self._add_own(headers)
            message = {**message, "headers": headers}
        elif message["type"] == "http.response.body" and self.method == "HEAD":
            message = {**message, "body": b""}
        await self._send(message)

    def _add_own(self, headers: list[Header]) -> None:
        headers.append((b"x-request-id", self.request_id))
        if (rate := self.rate) is not None:
            headers += (
                (b"ratelimit-limit", b"%d" % rate.limit),
                (b"ratelimit-remaining", b"%d" % rate.remaining),
                (b"ratelimit-reset", b"%d" % rate.reset_s),
            )
        origin = self.headers.get(b"origin")
        if origin is not None or self.path.startswith(PUBLIC_PREFIX):
            headers.extend(self._cors.headers(origin, self.path))
