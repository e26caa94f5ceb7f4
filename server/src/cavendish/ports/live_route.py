"""Routes that can be used in this process, and what comes of using one."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from cavendish.domain.generation import AUTO_RATIO, GenerationRequest, Mode
from cavendish.domain.ids import AttemptId
from cavendish.domain.routing import Route
from cavendish.ports.provider import GeneratedImage, ImageProvider, ProviderPlugin


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRoute:
    """A route whose provider is built and whose concurrency is bounded."""

    route: Route
    plugin: ProviderPlugin
    provider: ImageProvider
    slots: asyncio.Semaphore
    """Held for the length of a call; `route.max_concurrency` in this process."""

    def mismatch(self, request: GenerationRequest) -> str | None:
        """Why this route cannot make what is asked, or None when it can."""
        if request.mode not in self.plugin.modes:
            return f"does not do {request.mode.value}"
        if request.mode is Mode.IMAGE_TO_IMAGE and len(request.image_urls) > self.route.max_references:
            return f"takes {self.route.max_references} references, not {len(request.image_urls)}"
        ratios = self.route.aspect_ratios
        if ratios is not None and request.aspect_ratio != AUTO_RATIO and request.aspect_ratio not in ratios:
            return f"has no ratio {request.aspect_ratio}"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPicture:
    """A picture in the ratio and format its caller asked for."""

    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePicture:
    """A finished picture, and the call that made it."""

    finished: FinishedPicture
    image: GeneratedImage
    attempt_id: AttemptId
    route: Route

    @property
    def cost_microusd(self) -> int:
        """What the upstream says it cost, else the route's price."""
        cost = self.image.cost_microusd
        return self.route.price_microusd if cost is None else cost


def find_route(routes: Iterable[LiveRoute], name: str) -> LiveRoute | None:
    return next((live for live in routes if live.route.name == name), None)
