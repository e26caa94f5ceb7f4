"""Put the HTTP side together: `create_app(services)` is an ASGI application for granian or uvicorn."""

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.fast_lane import build_lanes
from cavendish.entrypoints.api.fastapi_app import build_fastapi
from cavendish.entrypoints.api.front import Front
from cavendish.entrypoints.api.gates.admin_gate import AdminGate
from cavendish.entrypoints.api.gates.key_gate import KeyGate
from cavendish.entrypoints.api.passing.access_log import AccessLog
from cavendish.entrypoints.api.passing.api_metrics import ApiMetrics
from cavendish.entrypoints.api.passing.cors_policy import CorsPolicy
from cavendish.entrypoints.api.passing.request_ids import request_namer
from cavendish.entrypoints.api.task_reading import TaskReading
from cavendish.entrypoints.api.task_submission import TaskSubmission
from cavendish.ports.tracing import NoTracing, Tracing


def create_app(
    services: ApiServices,
    *,
    access_log: AccessLog | None = None,
    metrics: ApiMetrics | None = None,
    tracing: Tracing | None = None,
    has_fast_lane: bool = True,
) -> Front:
    """The application over open services, which stay the caller's to close.

    Without the fast lane every request goes through FastAPI; the answers are the same, byte for byte.
    """
    gate, admin_gate = KeyGate(services), AdminGate(services)
    submission = TaskSubmission(services)
    reading = TaskReading(services)
    metrics = metrics or ApiMetrics(services)
    app = build_fastapi()
    app.state.services = services
    app.state.submission = submission
    app.state.reading = reading
    app.state.admin_gate = admin_gate
    app.state.metrics = metrics
    lanes = build_lanes(
        services.models,
        gate=gate,
        submission=submission,
        reading=reading,
        app=app,
        max_body_bytes=services.settings.max_body_bytes,
    )
    return Front(
        app=app,
        lanes=lanes if has_fast_lane else {},
        gate=gate,
        admin_gate=admin_gate,
        cors=CorsPolicy(services.settings.cors_origins),
        metrics=metrics.requests,
        access_log=access_log,
        name_request=request_namer(),
        max_body_bytes=services.settings.max_body_bytes,
        trusted_proxies=services.settings.trusted_proxies,
        tracing=tracing or NoTracing(),
    )
