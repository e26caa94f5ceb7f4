"""Whether this process traces, and what it traces of callbacks."""

import importlib
from collections.abc import Mapping
from importlib.metadata import version

from cavendish.domain.correlation import outgoing_headers
from cavendish.domain.delivery import PostCallback, ReceiverAnswer
from cavendish.domain.errors import SetupError
from cavendish.ports.tracing import NoTracing, Tracing


def begin_tracing(*, service: str, sample: float) -> Tracing:
    """Tracing of a share of all requests; a share of 0 is off. Raises SetupError without its packages."""
    if not sample:
        return NoTracing()
    try:
        module = importlib.import_module("cavendish.adapters.tracing.otel_tracing")
    except ImportError as error:
        raise SetupError(
            f"CAVENDISH_TRACE_SAMPLE is set, and {error.name} is missing: "
            "install cavendish-server[tracing], or set it to 0"
        ) from error
    opened: Tracing = module.OtelTracing(service=service, version=version("cavendish-server"), sample=sample)
    return opened


def traced(post: PostCallback, tracing: Tracing) -> PostCallback:
    """A callback's POST as a step of its task's trace, which the receiver can go on with."""

    async def traced_post(url: str, body: bytes, headers: Mapping[str, str]) -> ReceiverAnswer:
        with tracing.span("callback"):
            return await post(url, body, {**headers, **outgoing_headers()})

    return traced_post
