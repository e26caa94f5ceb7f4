"""Traces by OpenTelemetry, sent by OTLP over HTTP; only imported when tracing is on.

Where they go, OTEL_EXPORTER_OTLP_ENDPOINT says (http://localhost:4318 without it).
"""

import contextlib
import random
import re
from collections.abc import Iterator
from typing import Final

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, SpanKind, Status, StatusCode, TraceFlags

from cavendish.domain.correlation import current_work, working_on
from cavendish.domain.errors import CavendishError

_TRACEPARENT: Final = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}", re.ASCII)


class OtelTracing:
    """Whether a request is followed is decided by one random number, before anything else is done for it.

    A caller's trace context is taken up, its wish to be sampled is not: strangers do not choose our costs.
    """

    def __init__(
        self, *, service: str, version: str, sample: float, exporter: SpanExporter | None = None
    ) -> None:
        self._sample = sample
        resource = Resource.create({"service.name": service, "service.version": version})
        self._provider = TracerProvider(resource=resource, sampler=ALWAYS_ON, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("cavendish", version)

    def begin_request(self, incoming: bytes | None) -> "OtelRequestSpan | None":
        if random.random() >= self._sample:
            return None
        parent = _context(incoming.decode("latin-1")) if incoming else None
        return OtelRequestSpan(
            self._tracer.start_span("request", context=parent or Context(), kind=SpanKind.SERVER)
        )

    @contextlib.contextmanager
    def span(self, name: str, /, **attributes: str | int) -> Iterator[None]:
        work = current_work()
        parent = _context(work.traceparent) if work.traceparent else None
        if parent is None:
            yield
            return
        known = {f"cavendish.{key}": value for key, value in {**work.named(), **attributes}.items()}
        span = self._tracer.start_span(name, context=parent, attributes=known)
        try:
            with working_on(traceparent=_traceparent(span)):
                yield
        except CavendishError as error:
            # The class alone: messages may quote what an upstream said.
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise
        finally:
            span.end()

    def close(self) -> None:
        self._provider.shutdown()


class OtelRequestSpan:
    def __init__(self, span: Span) -> None:
        self._span = span
        self.traceparent = _traceparent(span)

    def end(self, *, method: str, route: str, status: int, request_id: str) -> None:
        self._span.update_name(f"{method} {route}")
        self._span.set_attributes(
            {
                "http.request.method": method,
                "http.route": route,
                "http.response.status_code": status,
                "cavendish.request_id": request_id,
            }
        )
        if status >= 500:
            self._span.set_status(Status(StatusCode.ERROR))
        self._span.end()


def _context(traceparent: str) -> Context | None:
    """The parent that a W3C traceparent names; None for anything else."""
    match = _TRACEPARENT.fullmatch(traceparent)
    if match is None:
        return None
    parent = SpanContext(
        int(match[1], 16), int(match[2], 16), is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED)
    )
    return trace.set_span_in_context(NonRecordingSpan(parent), Context())


def _traceparent(span: Span) -> str:
    context = span.get_span_context()
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-01"
