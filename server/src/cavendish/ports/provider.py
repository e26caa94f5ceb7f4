"""What a provider adapter offers. One file under adapters/providers implements this."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from cavendish.domain.generation import GenerationRequest, Mode, ReferenceImage
from cavendish.domain.ids import TaskId
from cavendish.domain.routing import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCall:
    """One call for one task on one route."""

    task_id: TaskId
    route: Route
    request: GenerationRequest
    """Its aspect ratio is decided: never `auto`."""
    references: tuple[ReferenceImage, ...]
    timeout_s: float
    upstream_job_id: str | None
    """A job that an earlier worker submitted for this very attempt: resume it, do not submit again."""
    checkpoint: Callable[[str], Awaitable[None]]
    """Await this with the upstream's job id the moment it is known; from then on a crash resumes that job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedImage:
    """Picture bytes as the upstream gave them; ratio and format are put right later."""

    content: bytes
    cost_microusd: int | None = None
    """What the upstream says it cost; None takes the route's price."""
    details: Mapping[str, Any] | None = None
    """What the provider wants its caller to read beside the picture; JSON of its own shape."""


class ImageProvider(Protocol):
    async def generate(self, call: ProviderCall) -> GeneratedImage:
        """Make one picture; raises ProviderError, with its kind set, on any failure."""
        ...

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Tell the upstream to stop a job, where it can; a job that is over is no error."""
        ...

    async def close(self) -> None:
        """Let go of connections and processes; called once."""
        ...


_API_ROOT: Final = "/api/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialCheck:
    """A GET that costs nothing and is answered 401 or 403 where the key is no good."""

    key_variable: str
    base_url_variable: str
    default_base_url: str
    path: str
    header: str = "Authorization"
    prefix: str = "Bearer "
    may_be_unknown: bool = False
    """It asks about a job that nobody made: 404 and the like come after the key was taken."""

    def url(self, environ: Mapping[str, str]) -> str:
        """The base URL with the path, whose beginning the operator may have written already."""
        base_url = (environ.get(self.base_url_variable) or self.default_base_url).rstrip("/")
        if self.path.startswith(_API_ROOT):
            base_url = base_url.removesuffix(_API_ROOT)
        return base_url + self.path

    def headers(self, environ: Mapping[str, str]) -> dict[str, str]:
        return {self.header: self.prefix + environ[self.key_variable]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPlugin:
    """What a provider file registers, as a module constant named PLUGIN."""

    name: str
    build: Callable[[Mapping[str, str]], ImageProvider]
    """Given the environment; called in the worker, inside its event loop."""
    credentials: tuple[str, ...] = ()
    """Environment variables that must be set for its routes to be live."""
    modes: frozenset[Mode] = field(default_factory=lambda: frozenset(Mode))
    is_local: bool = False
    """It makes pictures on this machine: it serves every model, and only where no upstream is configured."""
    packages: tuple[str, ...] = ()
    """Import names of optional packages it needs; without them its routes are not live."""
    default_concurrency: Callable[[], int] = lambda: 50
    suggest_ratio: Callable[[str], str] | None = None
    """The ratio that a prompt's words suggest, for `auto`; one provider that understands words has it."""
    credential_check: CredentialCheck | None = None
    """How `doctor` tries the key; None where the upstream has no call that costs nothing."""
    has_jobs: bool = False
    """The upstream names its jobs, so that a crash can be resumed without paying twice."""
    check_route: Callable[[Route, Mapping[str, str]], str | None] | None = None
    """Takes the place of `credentials` where a list cannot tell; what `why_not_live` calls."""

    def why_not_live(self, route: Route, environ: Mapping[str, str]) -> str | None:
        """What an operator has to set before this route can be used; None when nothing is missing."""
        if self.check_route is not None:
            return self.check_route(route, environ)
        missing = [name for name in self.credentials if not environ.get(name)]
        return f"{' and '.join(missing)} not set" if missing else None
