"""Provider `gemini`: Google's Gemini API, the maker of the model. Synchronous; no jobs, no cancel.

Source: ai.google.dev/gemini-api/docs/image-generation, google-genai 3.4.0 on the wire (checked 2026-11-23).
"""

from collections.abc import Mapping
from typing import Final

from cavendish.adapters.upstream import google_generation
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.reference_fitting import send_with_references
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.adapters.upstream.upstream_http import UpstreamHttp
from cavendish.domain.clock import Clock, SystemClock
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import CredentialCheck, GeneratedImage, ProviderCall, ProviderPlugin

_NAME: Final = "gemini"
_DEFAULT_BASE_URL: Final = "https://generativelanguage.googleapis.com"


class GeminiProvider:
    def __init__(
        self, *, api_key: str, base_url: str, http: UpstreamHttp, downloads: ResultDownloads, clock: Clock
    ) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._http = http
        self._downloads = downloads
        self._clock = clock

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)

        async def send(references: tuple[ReferenceImage, ...]) -> GeneratedImage:
            return await self._generate(call, references, deadline)

        return await send_with_references(call.references, send)

    async def _generate(
        self, call: ProviderCall, references: tuple[ReferenceImage, ...], deadline: Deadline
    ) -> GeneratedImage:
        version = call.route.options.get("api_version", "v1beta")
        answer = await self._http.post_json(
            f"{self._base_url}/{version}/models/{call.route.upstream_model}:generateContent",
            google_generation.build_request(call.request, references, call.route),
            deadline=deadline,
            headers={"x-goog-api-key": self._api_key},
        )
        prompt = call.request.prompt
        if answer.status != 200:
            raise google_generation.failure_of(
                answer, prompt=prompt, secrets=(self._api_key,), clock=self._clock
            )
        body = answer.read(google_generation.GenerateAnswer)
        picture = google_generation.find_picture(_NAME, body, prompt=prompt)
        if isinstance(picture, str):
            picture = await self._downloads.fetch(picture, deadline=deadline)
        return GeneratedImage(
            content=picture, cost_microusd=google_generation.cost_microusd(body, call.route.options)
        )

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Nothing to cancel: there are no jobs."""

    async def close(self) -> None:
        await self._http.close()
        await self._downloads.close()


def build(environ: Mapping[str, str]) -> GeminiProvider:
    own_url = environ.get("CAVENDISH_GEMINI_BASE_URL")
    return GeminiProvider(
        api_key=environ["GEMINI_API_KEY"],
        base_url=(own_url or _DEFAULT_BASE_URL).rstrip("/"),
        http=UpstreamHttp(_NAME),
        downloads=ResultDownloads.open(_NAME, environ, base_url=own_url),
        clock=SystemClock(),
    )


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: ai.google.dev/api/models, method models.list (checked 2026-11-24).
    key_variable="GEMINI_API_KEY",
    base_url_variable="CAVENDISH_GEMINI_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/v1beta/models?pageSize=1",
    header="x-goog-api-key",
    prefix="",
)
PLUGIN = ProviderPlugin(
    name=_NAME, build=build, credentials=("GEMINI_API_KEY",), credential_check=_CREDENTIAL_CHECK
)
