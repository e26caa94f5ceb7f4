"""Routes that can be used in this process, and what comes of using one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cavendish.domain.attempt import Attempt
from cavendish.domain.generation import AUTO_RATIO, GenerationRequest, Mode, ReferenceImage
from cavendish.domain.ids import AttemptId
from cavendish.domain.routing import Route
from cavendish.domain.task import Task
from cavendish.ports.provider import GeneratedImage, ImageProvider, ProviderPlugin


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRoute:
    """A route whose provider is built: it can be called."""

    route: Route
    plugin: ProviderPlugin
    provider: ImageProvider

    def mismatch(self, request: GenerationRequest) -> str | None:
        """Why this route cannot make what is asked, or None when it can."""
        if request.mode not in self.plugin.modes:
            return f"does not do {request.mode.value}"
        if request.mode is Mode.IMAGE_TO_IMAGE and len(request.image_urls) > self.route.max_references:
            return f"takes {self.route.max_references} references, not {len(request.image_urls)}"
        ratios = self.route.aspect_ratios
        if ratios is not None and request.aspect_ratio != AUTO_RATIO and request.aspect_ratio not in ratios:
            return f"has no ratio {request.aspect_ratio}"
        resolutions = self.route.resolutions
        if (
            resolutions is not None
            and request.resolution is not None
            and request.resolution not in resolutions
        ):
            return f"has no resolution {request.resolution}"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStatus:
    """A route of the table, and what keeps it from being used; None when nothing does."""

    route: Route
    why_not: str | None
    is_built_in: bool = False
    """Not of the route file: what this machine can do by itself, for want of anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """A picture to be made: of what, from what, by whom, until when, and what was tried for it before."""

    task: Task
    """Its aspect ratio is decided: never `auto`."""
    routes: Sequence[LiveRoute]
    """Those that its strategy allows, the best first."""
    references: tuple[ReferenceImage, ...]
    ends_at_s: float
    """When its time is up, on the event loop's clock."""
    earlier: Sequence[Attempt] = ()
    """Attempts of workers that had it before, in their order."""
    first_call: AttemptId | None = None
    """The record of its first call, where that was written when the task was started."""


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
