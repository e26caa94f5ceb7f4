"""Provider `vertex`: the maker's model through Google Cloud. Synchronous; no jobs, no cancel.

GOOGLE_CLOUD_PROJECT, and GOOGLE_APPLICATION_CREDENTIALS or CAVENDISH_VERTEX_AUTH (`metadata`, `gcloud`).
Options of a route: `location` ("global"), `choose_format` (true lets Google encode the asked format), and
those of `gemini`. Source: google-genai 3.4.0 on the wire, cloud.google.com model pages (checked 2026-11-23).
"""

from collections.abc import Mapping
from typing import Final

from cavendish.adapters.upstream import google_generation
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.google_tokens import GoogleTokens, find_grant
from cavendish.adapters.upstream.reference_fitting import fit_references, send_with_references
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.adapters.upstream.upstream_http import Answer, UpstreamHttp
from cavendish.domain.clock import Clock, SystemClock
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import GeneratedImage, ProviderCall, ProviderPlugin

_NAME: Final = "vertex"
_MAX_REFERENCE_BYTES: Final = 7 * 1000 * 1000


class VertexProvider:
    def __init__(
        self,
        *,
        project: str,
        own_url: str,
        http: UpstreamHttp,
        downloads: ResultDownloads,
        tokens: GoogleTokens,
        clock: Clock,
    ) -> None:
        self._project = project
        self._own_url = own_url
        self._http = http
        self._downloads = downloads
        self._tokens = tokens
        self._clock = clock

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)
        references = await fit_references(call.references, max_bytes=_MAX_REFERENCE_BYTES)

        async def send(items: tuple[ReferenceImage, ...]) -> GeneratedImage:
            return await self._generate(call, items, deadline)

        return await send_with_references(references, send)

    async def _generate(
        self, call: ProviderCall, references: tuple[ReferenceImage, ...], deadline: Deadline
    ) -> GeneratedImage:
        prompt, options = call.request.prompt, call.route.options
        token = await self._tokens.token()
        answer = await self._post(call, references, deadline, token)
        if answer.status == 401:
            # Refused before it was looked at: with a fresh token it is no second order.
            self._tokens.forget(token)
            token = await self._tokens.token()
            answer = await self._post(call, references, deadline, token)
        if answer.status != 200:
            raise google_generation.failure_of(answer, prompt=prompt, secrets=(token,), clock=self._clock)
        body = answer.read(google_generation.GenerateAnswer)
        picture = google_generation.find_picture(_NAME, body, prompt=prompt)
        if isinstance(picture, str):
            picture = await self._downloads.fetch(picture, deadline=deadline)
        return GeneratedImage(content=picture, cost_microusd=google_generation.cost_microusd(body, options))

    async def _post(
        self, call: ProviderCall, references: tuple[ReferenceImage, ...], deadline: Deadline, token: str
    ) -> Answer:
        options = call.route.options
        location = str(options.get("location", "global"))
        path = f"projects/{self._project}/locations/{location}/publishers/google/models"
        request = google_generation.build_request(
            call.request, references, call.route, can_choose_format=bool(options.get("choose_format", False))
        )
        return await self._http.post_json(
            f"{self._own_url or _host(location)}/v1/{path}/{call.route.upstream_model}:generateContent",
            request,
            deadline=deadline,
            headers={"Authorization": f"Bearer {token}"},
        )

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Nothing to cancel: there are no jobs."""

    async def close(self) -> None:
        await self._http.close()
        await self._downloads.close()


def _host(location: str) -> str:
    """Where a location is served: the world, a multi-region, or a region."""
    if location == "global":
        return "https://aiplatform.googleapis.com"
    if location in ("us", "eu"):
        return f"https://aiplatform.{location}.rep.googleapis.com"
    return f"https://{location}-aiplatform.googleapis.com"


def _why_not_live(route: Route, environ: Mapping[str, str]) -> str | None:
    del route
    if not environ.get("GOOGLE_CLOUD_PROJECT"):
        return "GOOGLE_CLOUD_PROJECT not set"
    if environ.get("GOOGLE_APPLICATION_CREDENTIALS") or environ.get("CAVENDISH_VERTEX_AUTH"):
        return None
    return "neither GOOGLE_APPLICATION_CREDENTIALS nor CAVENDISH_VERTEX_AUTH set"


def build(environ: Mapping[str, str]) -> VertexProvider:
    own_url = (environ.get("CAVENDISH_VERTEX_BASE_URL") or "").rstrip("/")
    http, clock = UpstreamHttp(_NAME), SystemClock()
    return VertexProvider(
        project=environ["GOOGLE_CLOUD_PROJECT"],
        own_url=own_url,
        http=http,
        downloads=ResultDownloads.open(_NAME, environ, base_url=own_url),
        tokens=GoogleTokens(find_grant(environ), http, clock),
        clock=clock,
    )


PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("GOOGLE_CLOUD_PROJECT", "GOOGLE_APPLICATION_CREDENTIALS"),
    check_route=_why_not_live,
)
