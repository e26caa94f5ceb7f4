"""A provider for tests in which nobody may call it."""

from cavendish.domain.routing import Route
from cavendish.ports.provider import GeneratedImage, ProviderCall


class NeverCalled:
    """Knows whether it was closed; everything else is a mistake."""

    def __init__(self) -> None:
        self.is_closed = False

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        raise AssertionError(call)

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        raise AssertionError(upstream_job_id)

    async def close(self) -> None:
        self.is_closed = True
