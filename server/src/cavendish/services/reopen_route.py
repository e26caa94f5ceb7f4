"""Use case: let tasks take a route again that was left alone, at the operator's word."""

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.route_health_rows import change_route_health
from cavendish.domain.clock import Clock
from cavendish.domain.errors import NotReadyError


class ReopenRoute:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def __call__(self, route: str) -> None:
        """Forget what speaks against the route, in every worker; repeating it changes nothing."""
        try:
            await change_route_health(
                self._pool, route, lambda _before, _at: None, now_ms=self._clock.now_ms()
            )
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The route cannot be changed now; try again shortly") from error
