"""Which routes can be used here: the route file's, judged by credentials and packages."""

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from cavendish.domain.errors import SetupError
from cavendish.domain.routing import Route, Tier, order_routes
from cavendish.domain.task import Task
from cavendish.ports.live_route import LiveRoute, RouteStatus
from cavendish.ports.model import ModelPlugin
from cavendish.ports.provider import ImageProvider, ProviderPlugin
from cavendish.ports.route_file import LocalUse, RouteFile, read_route_file

_log = structlog.get_logger("cavendish.routes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What routes are judged by."""

    plugins: Mapping[str, ProviderPlugin]
    models: Mapping[str, ModelPlugin]
    environ: Mapping[str, str]
    routes_path: Path | None = None
    """None: the file that comes with the server."""
    local: LocalUse | None = None
    """What the environment says; None leaves it to the route file."""

    def read(self) -> tuple[list[RouteStatus], LocalUse]:
        """All routes, in the file's order, the built-in ones last. Raises SetupError for a broken file."""
        file = read_route_file(self.routes_path)
        statuses = [
            RouteStatus(route=route, why_not=self._why_not(route)) for route in file.routes
        ] + self._built_in(file)
        local = self.local or file.local
        upstream = next(
            (s.route for s in statuses if s.why_not is None and s.route.tier is not Tier.LOCAL), None
        )
        if upstream is None or local is LocalUse.ALWAYS:
            return statuses, local
        why_not = f"rests while an upstream route is live ({upstream.name})"
        return [_resting(status, why_not) for status in statuses], local

    def _why_not(self, route: Route) -> str | None:
        plugin = self.plugins.get(route.provider)
        if plugin is None:
            return f"there is no provider {route.provider}"
        if route.model not in self.models:
            return f"there is no model {route.model}"
        missing = [name for name in plugin.packages if importlib.util.find_spec(name) is None]
        if missing:
            return f"not installed: {' and '.join(missing)}"
        return plugin.why_not_live(route, self.environ)

    def _built_in(self, file: RouteFile) -> list[RouteStatus]:
        named = {route.provider for route in file.routes}
        routes = [
            _local_route(model, plugin)
            for plugin in self.plugins.values()
            if plugin.is_local and plugin.name not in named
            for model in self.models.values()
        ]
        return [RouteStatus(route=route, why_not=self._why_not(route), is_built_in=True) for route in routes]


def _resting(status: RouteStatus, why_not: str) -> RouteStatus:
    if status.route.tier is not Tier.LOCAL or status.why_not is not None:
        return status
    return RouteStatus(route=status.route, why_not=why_not, is_built_in=status.is_built_in)


def _local_route(model: ModelPlugin, plugin: ProviderPlugin) -> Route:
    return Route(
        name=f"{plugin.name}/{model.slug}",
        model=model.slug,
        provider=plugin.name,
        upstream_model=plugin.name,
        tier=Tier.LOCAL,
        max_concurrency=plugin.default_concurrency(),
        max_references=model.max_references,
    )


class RouteTable:
    """The live routes of this process. Made inside its event loop; `close` lets go of the providers."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._providers: dict[str, ImageProvider] = {}
        self._live: list[LiveRoute] = []
        self._built_in: frozenset[str] = frozenset()
        self._local_always = False
        self.load()

    @property
    def live(self) -> Sequence[LiveRoute]:
        return self._live

    @property
    def capacity(self) -> int:
        """How many calls all live routes may have under way in this process."""
        return sum(live.route.max_concurrency for live in self._live)

    def load(self) -> None:
        """Read the route file anew; SetupError, and the table stays what it was, when it is broken.

        Providers live on: only those that are new are built.
        """
        statuses, local = self._installation.read()
        live = [self._live_route(status.route) for status in statuses if status.why_not is None]
        self._live = live
        self._built_in = frozenset(status.route.name for status in statuses if status.is_built_in)
        self._local_always = local is LocalUse.ALWAYS
        _log.info("routes loaded", live=[item.route.name for item in live], of=len(statuses))

    def _live_route(self, route: Route) -> LiveRoute:
        plugin = self._installation.plugins[route.provider]
        if route.provider not in self._providers:
            self._providers[route.provider] = plugin.build(self._installation.environ)
        return LiveRoute(route=route, plugin=plugin, provider=self._providers[route.provider])

    def routes_for(self, task: Task) -> list[LiveRoute]:
        """The routes that the task's strategy allows, in the order to try them.

        What this machine draws by itself serves only where nothing else is set up: not for a self-hosted
        engine that fails, and not for a model that the upstreams in use do not offer.
        """
        of_model = {live.route.name: live for live in self._live if live.route.model == task.model}
        others = {name: live for name, live in of_model.items() if name not in self._built_in}
        chosen = of_model if self._local_always or not others else others
        ordered = order_routes(
            task.strategy, [live.route for live in chosen.values()], local_always=self._local_always
        )
        return [chosen[route.name] for route in ordered]

    def find(self, name: str | None = None) -> LiveRoute:
        """The live route of this name, or the first one; SetupError says why there is none."""
        if (
            found := next((live for live in self._live if name in (None, live.route.name)), None)
        ) is not None:
            return found
        statuses, _ = self._installation.read()
        why_not = {status.route.name: status.why_not for status in statuses}
        if name is None:
            raise SetupError("no route is live; `cavendish-server routes` says what each of them misses")
        known = f"it is not live: {why_not[name]}" if name in why_not else f"known are {', '.join(why_not)}"
        raise SetupError(f"there is no route {name!r} to take: {known}")

    async def close(self) -> None:
        for provider in self._providers.values():
            await provider.close()
