"""Reads `routes.toml`: which routes there are, and whether the local ones serve beside upstreams."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from cavendish.domain.aspect_ratio import AspectRatio
from cavendish.domain.errors import SetupError
from cavendish.domain.routing import Route, Tier

DEFAULT_ROUTE_FILE: Final = Path(__file__).parents[1] / "routes.toml"
_FIELDS: Final = frozenset(
    {
        "name", "model", "provider", "upstream_model", "tier", "price_usd", "max_concurrency", "timeout_s",
        "max_references", "aspect_ratios", "resolutions", "enabled",
    }
)  # fmt: skip
RESOLUTIONS: Final = ("1K", "2K", "4K")
_MICRO: Final = 1_000_000
_MAX_NAME_LENGTH: Final = 80

T = TypeVar("T")


class LocalUse(StrEnum):
    """When routes of tier `local` serve."""

    ALONE = "alone"
    """Only while no upstream route is live."""
    ALWAYS = "always"
    """Also after all upstream routes, as the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFile:
    """What a route file says. `routes` are those enabled, in the file's order; names are unique."""

    routes: tuple[Route, ...]
    local: LocalUse
    source: str


def read_route_file(path: Path | None = None) -> RouteFile:
    """Read a route file, by default the one that comes with the server; SetupError names what is wrong."""
    path = path or DEFAULT_ROUTE_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"the route file {path} cannot be read: {error}") from error
    return parse_route_file(text, source=str(path))


def parse_route_file(text: str, *, source: str) -> RouteFile:
    """Read the text of a route file; SetupError names the file, the row and the field."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SetupError(f"{source} is not valid TOML: {error}") from error
    for key in content.keys() - {"local", "routes"}:
        raise SetupError(f"{source}: unknown setting {key!r} at the top; rows begin with [[routes]]")
    rows = content.get("routes", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SetupError(f"{source}: routes must be written as [[routes]] rows")
    routes: list[Route] = []
    for number, row in enumerate(rows, start=1):
        reader = _Row(source, number, row)
        route, is_enabled = reader.route(), reader.take("enabled", bool, default=True)
        if any(other.name == route.name for other in routes):
            raise reader.error("name", f"{route.name!r} is used twice; give this row a name of its own")
        if is_enabled:
            routes.append(route)
    return RouteFile(routes=tuple(routes), local=_local_use(content, source), source=source)


def _local_use(content: Mapping[str, Any], source: str) -> LocalUse:
    value = content.get("local", LocalUse.ALONE)
    if value not in set(LocalUse):
        raise SetupError(f'{source}: local = {value!r} must be "alone" or "always"')
    return LocalUse(value)


class _Row:
    """One [[routes]] row, read field by field."""

    def __init__(self, source: str, number: int, row: Mapping[str, Any]) -> None:
        self._row = row
        label = row.get("name") or row.get("provider")
        self._where = f"{source}, route {number}" + (f" ({label})" if isinstance(label, str) else "")

    def error(self, field: str, problem: str) -> SetupError:
        return SetupError(f"{self._where}, field {field}: {problem}")

    def route(self) -> Route:
        model, provider = self._word("model"), self._word("provider")
        return Route(
            name=self._word("name", default=f"{provider}-{model}"),
            model=model,
            provider=provider,
            upstream_model=self._word("upstream_model", default=model),
            tier=self._tier(),
            price_microusd=round(self._number("price_usd", default=0.0, low=0.0, high=100.0) * _MICRO),
            max_concurrency=int(self._number("max_concurrency", default=50, low=1, high=100_000, kind=int)),
            timeout_s=self._number("timeout_s", default=120.0, low=1.0, high=3600.0),
            max_references=int(self._number("max_references", default=5, low=0, high=100, kind=int)),
            aspect_ratios=self._set_of("aspect_ratios", tuple(AspectRatio)),
            resolutions=self._set_of("resolutions", RESOLUTIONS),
            options=self._options(),
        )

    def take(self, field: str, kind: type[T], *, default: T) -> T:
        """The field's value; SetupError when it is of another type. An integer is a number as well."""
        value: object = self._row.get(field, default)
        if kind is float and type(value) is int:
            value = float(value)
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        names = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}
        raise self.error(field, f"{value!r} must be {names.get(kind, kind.__name__)}")

    def _word(self, field: str, *, default: str = "") -> str:
        value = self.take(field, str, default=default).strip()
        if not value:
            raise self.error(field, "is missing; every route needs it")
        if field == "name" and (len(value) > _MAX_NAME_LENGTH or not value.isprintable()):
            raise self.error(field, f"must be at most {_MAX_NAME_LENGTH} printable characters")
        return value

    def _number(
        self, field: str, *, default: float, low: float, high: float, kind: type[int] | type[float] = float
    ) -> float:
        value = self.take(field, kind, default=kind(default))
        if not low <= value <= high:
            raise self.error(field, f"{value!r} must lie from {low:g} to {high:g}")
        return float(value)

    def _tier(self) -> Tier:
        value = self._word("tier")
        if value not in set(Tier):
            raise self.error("tier", f'{value!r} must be "official", "value" or "local"')
        return Tier(value)

    def _set_of(self, field: str, known: Sequence[str]) -> frozenset[str] | None:
        values = self._row.get(field)
        if values is None:
            return None
        if not isinstance(values, list) or not values:
            raise self.error(
                field, f'must be a list such as ["{known[0]}", "{known[1]}"]; leave it out for all'
            )
        for value in values:
            if value not in known:
                raise self.error(field, f"{value!r} is none of {', '.join(known)}")
        return frozenset(values)

    def _options(self) -> dict[str, str | int | float | bool]:
        options = {key: value for key, value in self._row.items() if key not in _FIELDS}
        for key, value in options.items():
            if not isinstance(value, str | int | float | bool):
                raise self.error(key, "a provider's option must be text, a number, true or false")
            if near := difflib.get_close_matches(key, _FIELDS, n=1, cutoff=0.85):
                raise self.error(key, f"is no field; did you mean {near[0]}?")
        return options
