"""Use case: make one real picture through one route, outside of any task, to see whether it works."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cavendish.database.connection_pool import Pool
from cavendish.database.route_health_rows import change_route_health
from cavendish.domain.clock import Clock
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.generation import GenerationRequest, Mode
from cavendish.domain.ids import new_task_id
from cavendish.domain.routing import Route
from cavendish.ports.live_route import FinishedPicture, LiveRoute
from cavendish.ports.provider import GeneratedImage, ProviderCall


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRoute:
    """What came of it."""

    route: Route
    picture: FinishedPicture
    seconds: float
    cost_microusd: int
    is_cost_reported: bool
    """The upstream said what it cost; otherwise it is the route's price."""


class TryRoute:
    """`finish` checks and converts a provider's bytes, as it does for tasks."""

    def __init__(
        self,
        pool: Pool,
        clock: Clock,
        *,
        finish: Callable[[GeneratedImage, GenerationRequest, str], Awaitable[FinishedPicture]],
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._finish = finish

    async def __call__(self, live: LiveRoute, *, prompt: str) -> TriedRoute:
        """Call the route, healthy or not; a success lets tasks take it again. Raises ProviderError."""
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        request = GenerationRequest(mode=Mode.TEXT_TO_IMAGE, prompt=prompt)
        call = ProviderCall(
            task_id=new_task_id(self._clock.now_ms()),
            route=live.route,
            request=request,
            references=(),
            timeout_s=live.route.timeout_s,
            upstream_job_id=None,
            checkpoint=_forget,
        )
        if (mismatch := live.mismatch(request)) is not None:
            raise ProviderError(live.route.provider, FailureKind.MISCONFIGURED, f"the route {mismatch}")
        image = await live.provider.generate(call)
        picture = await self._finish(image, request, live.route.provider)
        await change_route_health(
            self._pool, live.route.name, lambda _now, _at: None, now_ms=self._clock.now_ms()
        )
        return TriedRoute(
            route=live.route,
            picture=picture,
            seconds=loop.time() - begun_s,
            cost_microusd=live.route.price_microusd if image.cost_microusd is None else image.cost_microusd,
            is_cost_reported=image.cost_microusd is not None,
        )


async def _forget(_upstream_job_id: str) -> None:
    """Nobody resumes a trial."""
