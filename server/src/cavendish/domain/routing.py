"""Which route a task takes: the caller's wish, the classes of routes, and their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Strategy(StrEnum):
    """The caller's wish."""

    AUTO = "auto"
    VALUE = "value"
    OFFICIAL = "official"


class Tier(StrEnum):
    """The class of a route: the model's maker, a partner, or this machine."""

    OFFICIAL = "official"
    VALUE = "value"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to have one model's pictures made: through this provider, at this price."""

    name: str
    model: str
    provider: str
    upstream_model: str
    tier: Tier
    price_microusd: int = 0
    max_concurrency: int = 50
    timeout_s: float = 120.0
    max_references: int = 5
    aspect_ratios: frozenset[str] | None = None
    """The ratios the upstream can make; None means every one."""
    resolutions: frozenset[str] | None = None
    """The resolutions (`1K`, `2K`, `4K`) the upstream can make; None means every one."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """Provider-specific settings, as `routes.toml` gives them."""


_TIERS_OF: Final[dict[Strategy, tuple[Tier, ...]]] = {
    Strategy.VALUE: (Tier.VALUE,),
    Strategy.OFFICIAL: (Tier.OFFICIAL,),
    Strategy.AUTO: (Tier.VALUE, Tier.OFFICIAL),
}


def order_routes(strategy: Strategy, routes: Iterable[Route], *, local_always: bool = False) -> list[Route]:
    """The routes to try, in order: value by price, then official, as far as `strategy` allows them.

    Local routes serve only where there is no upstream route at all, or where the operator says
    `local = "always"` (then they come last): a failing provider never silently becomes a drawing.
    """
    live = list(routes)
    upstream = [route for route in live if route.tier is not Tier.LOCAL]
    local = [route for route in live if route.tier is Tier.LOCAL]
    if not upstream:
        return local
    tiers = _TIERS_OF[strategy]
    wanted = [route for route in upstream if route.tier in tiers]
    wanted.sort(key=lambda route: (tiers.index(route.tier), route.price_microusd, route.name))
    return wanted + (local if local_always else [])
