"""A collector of traces: a real HTTP server that reads what OTLP exporters send."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedSpan:
    """One span, its ids in hexadecimal."""

    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, str | int]
    has_failed: bool


@dataclass(slots=True)
class OtlpCollector:
    url: str = ""
    spans: list[CollectedSpan] = field(default_factory=list)

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if request.headers.get("Content-Encoding") == "gzip" and body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            facts = {pair.key: pair.value.string_value for pair in resource.resource.attributes}
            for scope in resource.scope_spans:
                for span in scope.spans:
                    self.spans.append(
                        CollectedSpan(
                            service=facts["service.name"],
                            name=span.name,
                            trace_id=span.trace_id.hex(),
                            span_id=span.span_id.hex(),
                            parent_id=span.parent_span_id.hex(),
                            attributes={
                                pair.key: pair.value.string_value or pair.value.int_value
                                for pair in span.attributes
                            },
                            has_failed=span.status.code == 2,
                        )
                    )
        return web.Response()


@asynccontextmanager
async def otlp_collector() -> AsyncIterator[OtlpCollector]:
    collector = OtlpCollector()
    app = web.Application()
    app.router.add_post("/v1/traces", collector._take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    collector.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield collector
    finally:
        await runner.cleanup()
