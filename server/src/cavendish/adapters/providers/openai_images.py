"""Provider `openai_images`: OpenAI's Images API, and any server that speaks it. Synchronous.

Options of a route: `base_url` (a server of its own, with `api_key_env` naming its key's variable, if it has
one), `quality`, `background`, `moderation`, `sizes` ("1024x1024 1536x1024": the only ones the model makes),
`response_format` ("b64_json" for SGLang and LocalAI; OpenAI refuses it), `send_model` (false for a server
that has one model under another name).
Source: openai 3.54.0 on the wire, its OpenAPI text, sglang 0.5.23, vllm-omni 0.30.0 (checked 2026-11-23).
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from cavendish.adapters.upstream.base64_field import Base64Bytes
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.picture_bytes import require_picture
from cavendish.adapters.upstream.picture_sizes import closest_size, exact_size
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.reference_fitting import send_with_references
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.adapters.upstream.upstream_failures import (
    failure_of_status,
    misconfigured,
    no_picture,
    read_retry_after,
    refused,
    verified_picture_rejected,
)
from cavendish.adapters.upstream.upstream_http import Answer, FilePart, Form, UpstreamHttp
from cavendish.domain.errors import ProviderError
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import CredentialCheck, GeneratedImage, ProviderCall, ProviderPlugin

_NAME: Final = "openai_images"
_DEFAULT_BASE_URL: Final = "https://api.openai.com/v1"
_BASE_URL_VARIABLE: Final = "CAVENDISH_OPENAI_IMAGES_BASE_URL"
_OPTIONAL_FIELDS: Final = ("quality", "background", "moderation", "response_format")
_REFUSALS: Final = frozenset({"moderation_blocked", "content_policy_violation", "content_filter"})
_MONEY: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached"})


class _Picture(msgspec.Struct):
    b64_json: Base64Bytes | None = None
    url: str | None = None


class _Usage(msgspec.Struct):
    input_tokens: int = 0
    output_tokens: int = 0


class _Success(msgspec.Struct):
    data: list[_Picture] = []
    usage: _Usage | None = None


class _Error(msgspec.Struct):
    message: str = ""
    code: str | None = None
    type: str | None = None


class _ErrorBody(msgspec.Struct):
    error: _Error


class _Detail(msgspec.Struct):
    """The form of servers built on FastAPI."""

    detail: str | list[object] = ""


class OpenAIImagesProvider:
    def __init__(self, *, environ: Mapping[str, str], http: UpstreamHttp) -> None:
        self._environ = environ
        self._http = http
        self._downloads: dict[str, ResultDownloads] = {}

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)

        async def send(references: tuple[ReferenceImage, ...]) -> Answer:
            answer = await self._send(call, references, deadline)
            if answer.status != 200:
                raise self._failure(answer, call)
            return answer

        body = (await send_with_references(call.references, send)).read(_Success)
        picture = next((item for item in body.data if item.b64_json or item.url), None)
        if picture is None:
            raise no_picture(_NAME, "an answer without pictures")
        if picture.b64_json:
            content = require_picture(_NAME, picture.b64_json)
        else:
            content = await self._downloads_of(call.route).fetch(picture.url or "", deadline=deadline)
        return GeneratedImage(content=content, cost_microusd=_cost(body.usage, call.route))

    async def _send(
        self, call: ProviderCall, references: tuple[ReferenceImage, ...], deadline: Deadline
    ) -> Answer:
        base_url, key = self._base_url(call.route), self._key(call.route)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        fields = _fields(call)
        if not references:
            return await self._http.post_json(
                f"{base_url}/images/generations", {**fields, "n": 1}, deadline=deadline, headers=headers
            )
        return await self._http.send(
            "POST",
            f"{base_url}/images/edits",
            deadline=deadline,
            headers=headers,
            data=_form(fields, references),
        )

    def _base_url(self, route: Route) -> str:
        own = str(route.options.get("base_url", "")) or self._environ.get(_BASE_URL_VARIABLE)
        return (own or _DEFAULT_BASE_URL).rstrip("/")

    def _key(self, route: Route) -> str:
        """A route with a server of its own gets the key it names, never OpenAI's."""
        default = "" if route.options.get("base_url") else "OPENAI_API_KEY"
        return self._environ.get(str(route.options.get("api_key_env", default)), "")

    def _downloads_of(self, route: Route) -> ResultDownloads:
        base_url = self._base_url(route)
        if base_url not in self._downloads:
            own = None if base_url == _DEFAULT_BASE_URL else base_url
            self._downloads[base_url] = ResultDownloads.open(_NAME, self._environ, base_url=own)
        return self._downloads[base_url]

    def _failure(self, answer: Answer, call: ProviderCall) -> ProviderError:
        body = answer.find(_ErrorBody)
        error = (
            body.error if body else _Error(message=str((answer.find(_Detail) or _Detail(answer.text)).detail))
        )
        code = error.code or ""
        words = quote_upstream(error.message, prompt=call.request.prompt, secrets=[self._key(call.route)])
        note = f"HTTP {answer.status}: {code or error.type or ''} {words}".strip()
        if code in _REFUSALS:
            return refused(_NAME, note)
        if code in _MONEY:
            return misconfigured(_NAME, note)
        if answer.status in (400, 422) and _speaks_of_a_picture(error):
            return verified_picture_rejected(_NAME, note)
        wait_s = read_retry_after(answer.headers)
        return failure_of_status(_NAME, answer.status, f"{code} {words}".strip(), retry_after_s=wait_s)

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Nothing to cancel: there are no jobs."""

    async def close(self) -> None:
        await self._http.close()
        for downloads in self._downloads.values():
            await downloads.close()


def _fields(call: ProviderCall) -> dict[str, str]:
    options, request = call.route.options, call.request
    sizes = str(options.get("sizes", "")).split()
    width, height = exact_size(request.aspect_ratio, request.resolution)
    fields = {
        "prompt": request.prompt,
        "size": closest_size(sizes, width, height) if sizes else f"{width}x{height}",
        "output_format": request.output_format.value,
    }
    if options.get("send_model", True):
        fields["model"] = call.route.upstream_model
    return fields | {name: str(options[name]) for name in _OPTIONAL_FIELDS if name in options}


def _form(fields: Mapping[str, str], references: tuple[ReferenceImage, ...]) -> Form:
    """One picture goes as `image`, several as `image[]`."""
    pictures = [
        FilePart(
            name="image" if len(references) == 1 else "image[]",
            content=item.content,
            media_type=item.media_type,
            filename=f"reference-{number}.{item.media_type.removeprefix('image/')}",
        )
        for number, item in enumerate(references)
    ]
    return [*fields.items(), *pictures]


def _speaks_of_a_picture(error: _Error) -> bool:
    said = f"{error.code or ''} {error.message}".casefold().replace("_", " ")
    return any(words in said for words in ("invalid image", "unsupported image", "failed to process image"))


def _cost(usage: _Usage | None, route: Route) -> int | None:
    """By the route's `output_usd_per_mtok` and `input_usd_per_mtok`, if it has them."""
    price = route.options.get("output_usd_per_mtok")
    if usage is None or price is None or not usage.output_tokens:
        return None
    return round(
        usage.output_tokens * float(price)
        + usage.input_tokens * float(route.options.get("input_usd_per_mtok", 0))
    )


def _why_not_live(route: Route, environ: Mapping[str, str]) -> str | None:
    if not route.options.get("base_url"):
        return None if environ.get("OPENAI_API_KEY") else "OPENAI_API_KEY not set"
    variable = str(route.options.get("api_key_env", ""))
    return f"{variable} not set" if variable and not environ.get(variable) else None


def build(environ: Mapping[str, str]) -> OpenAIImagesProvider:
    return OpenAIImagesProvider(environ=environ, http=UpstreamHttp(_NAME))


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: platform.openai.com/docs/api-reference/models/list (checked 2026-11-24).
    key_variable="OPENAI_API_KEY",
    base_url_variable="CAVENDISH_OPENAI_IMAGES_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/models",
)
PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("OPENAI_API_KEY",),
    credential_check=_CREDENTIAL_CHECK,
    check_route=_why_not_live,
)
