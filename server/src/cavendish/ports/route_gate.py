"""Who may call a route now: slots bound the calls at once, health keeps them from what fails."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from cavendish.domain.errors import ProviderError
from cavendish.ports.live_route import LiveRoute

PATIENCE_S: Final = 20.0
"""How long a task waits while all its routes are left alone."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Permit:
    """Leave to call one route; hand it back by `leave`, whatever came of the call."""

    live: LiveRoute
    is_probe: bool = False
    """The route is not known to be good again: this call finds out."""


class RouteGate(Protocol):
    async def enter(self, routes: Sequence[LiveRoute], *, patience_s: float) -> Permit | None:
        """Wait for a slot of the best route that may be called; a full one makes way for its tier's next.

        None when every route is left alone, no probe of one is due, and that stays so for `patience_s`.
        """
        ...

    def leave(self, permit: Permit) -> None:
        """Give the slot to the next in line. Does nothing the second time."""
        ...

    async def note_success(self, permit: Permit) -> None:
        """The route answered as it should, with a picture or a refusal of the request."""
        ...

    async def note_failure(self, permit: Permit, error: ProviderError) -> None:
        """The call failed; may be the reason to leave the route alone."""
        ...

    def is_closed(self, live: LiveRoute) -> bool:
        """Nothing is held against the route now."""
        ...
