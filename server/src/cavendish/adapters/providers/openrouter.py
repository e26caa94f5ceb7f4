"""Provider `openrouter`: OpenRouter's images endpoint, or its chat with pictures. Synchronous.

Options of a route: `api` ("images" or the older "chat"), `images_path` ("/images"), `only` (upstream
providers, separated by spaces), `quality`.
Source: openrouter 1.3.84 `images.py`, openrouter.ai/docs errors, image-generation (checked 2026-11-23).
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from cavendish.adapters.upstream.base64_field import Base64Bytes
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.google_generation import refusal_named_in
from cavendish.adapters.upstream.picture_bytes import require_picture, to_data_url
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.reference_fitting import send_with_references
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.adapters.upstream.upstream_failures import (
    failure_of_status,
    no_picture,
    read_retry_after,
    refused,
    verified_picture_rejected,
)
from cavendish.adapters.upstream.upstream_http import Answer, UpstreamHttp
from cavendish.domain.errors import ProviderError
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import CredentialCheck, GeneratedImage, ProviderCall, ProviderPlugin

_NAME: Final = "openrouter"
_DEFAULT_BASE_URL: Final = "https://openrouter.ai/api/v1"
_MICRO: Final = 1_000_000


class _Metadata(msgspec.Struct):
    reasons: list[str] | None = None
    provider_name: str = ""
    raw: msgspec.Raw | None = None


class _Error(msgspec.Struct):
    message: str = ""
    code: int | str | None = None
    metadata: _Metadata | None = None


class _Usage(msgspec.Struct):
    cost: float | None = None


class _Picture(msgspec.Struct):
    b64_json: Base64Bytes | None = None
    url: str | None = None


class _ImageUrl(msgspec.Struct):
    url: str


class _ChatImage(msgspec.Struct):
    image_url: _ImageUrl


class _Message(msgspec.Struct):
    content: str | None = None
    images: list[_ChatImage] | None = None


class _Choice(msgspec.Struct):
    message: _Message | None = None
    finish_reason: str | None = None
    native_finish_reason: str | None = None
    error: _Error | None = None


class _Answer(msgspec.Struct):
    """Of both endpoints. A 200 may hold an error: look there first."""

    error: _Error | None = None
    data: list[_Picture] | None = None
    choices: list[_Choice] | None = None
    usage: _Usage | None = None


class OpenRouterProvider:
    def __init__(self, *, key: str, base_url: str, http: UpstreamHttp, downloads: ResultDownloads) -> None:
        self._key = key
        self._base_url = base_url
        self._http = http
        self._downloads = downloads

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)

        async def send(references: tuple[ReferenceImage, ...]) -> _Answer:
            return await self._send(call, references, deadline)

        body = await send_with_references(call.references, send)
        is_chat = call.route.options.get("api") == "chat"
        found: bytes | str = self._chat_picture(body, call) if is_chat else _first_picture(body)
        content = await self._downloads.fetch(found, deadline=deadline) if isinstance(found, str) else found
        cost = body.usage.cost if body.usage else None
        return GeneratedImage(
            content=require_picture(_NAME, content),
            cost_microusd=None if cost is None else round(cost * _MICRO),
        )

    async def _send(
        self, call: ProviderCall, references: tuple[ReferenceImage, ...], deadline: Deadline
    ) -> _Answer:
        is_chat = call.route.options.get("api") == "chat"
        path = "/chat/completions" if is_chat else call.route.options.get("images_path", "/images")
        answer = await self._http.post_json(
            f"{self._base_url}{path}",
            _chat_request(call, references) if is_chat else _images_request(call, references),
            deadline=deadline,
            headers={"Authorization": f"Bearer {self._key}", "X-Title": "Cavendish"},
        )
        if answer.status != 200:
            raise self._failure(answer, (answer.find(_Answer) or _Answer()).error, answer.status, call)
        body = answer.read(_Answer)
        if body.error is not None:
            raise self._failure(answer, body.error, _status_of(body.error), call)
        return body

    def _chat_picture(self, body: _Answer, call: ProviderCall) -> str:
        choice = (body.choices or [_Choice()])[0]
        reason = choice.native_finish_reason or choice.finish_reason or ""
        if choice.error is not None:
            answer = Answer(provider=_NAME, status=200, headers={}, body=b"")
            raise self._failure(answer, choice.error, _status_of(choice.error), call)
        if choice.finish_reason == "content_filter" or refusal_named_in(reason):
            raise refused(_NAME, f"finished with {reason}")
        message = choice.message or _Message()
        if message.images:
            return message.images[0].image_url.url
        words = quote_upstream(message.content or "", prompt=call.request.prompt)
        raise no_picture(_NAME, f"finished with {reason or 'no reason'}, only words: {words}")

    def _failure(
        self, answer: Answer, error: _Error | None, status: int, call: ProviderCall
    ) -> ProviderError:
        error = error or _Error(message=answer.text)
        metadata = error.metadata or _Metadata()
        raw = bytes(metadata.raw).decode("utf-8", "replace") if metadata.raw else ""
        words = quote_upstream(error.message, prompt=call.request.prompt, secrets=[self._key])
        note = f"{metadata.provider_name} {words}".strip()
        reason = refusal_named_in(f"{error.message} {raw}".replace('"', " "))
        if reason or (status == 403 and metadata.reasons):
            return refused(_NAME, f"{note} {reason or ''}".strip())
        if status == 400 and "process input image" in f"{error.message} {raw}".casefold():
            return verified_picture_rejected(_NAME, f"HTTP 400: {note}")
        if status == 400 and "could not generate" in error.message:
            return no_picture(_NAME, note)
        return failure_of_status(_NAME, status, note, retry_after_s=read_retry_after(answer.headers))

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Nothing to cancel: there are no jobs."""

    async def close(self) -> None:
        await self._http.close()
        await self._downloads.close()


def _status_of(error: _Error) -> int:
    """The status that an error inside a 200 stands for."""
    code = str(error.code or "")
    return int(code) if code.isascii() and code.isdigit() and len(code) == len("500") else 502


def _first_picture(body: _Answer) -> bytes | str:
    for item in body.data or []:
        if found := item.b64_json or item.url:
            return found
    raise no_picture(_NAME, "an answer without pictures")


def _images_request(call: ProviderCall, references: tuple[ReferenceImage, ...]) -> dict[str, object]:
    request, options = call.request, call.route.options
    body: dict[str, object] = {
        "model": call.route.upstream_model,
        "prompt": request.prompt,
        "n": 1,
        "aspect_ratio": request.aspect_ratio,
        "output_format": request.output_format.value,
    }
    if references:
        body["input_references"] = [_image_part(item) for item in references]
    if request.resolution:
        body["resolution"] = request.resolution
    if "quality" in options:
        body["quality"] = options["quality"]
    return body | _provider_choice(call.route)


def _chat_request(call: ProviderCall, references: tuple[ReferenceImage, ...]) -> dict[str, object]:
    request = call.request
    image_config = {"aspect_ratio": request.aspect_ratio}
    if request.resolution:
        image_config["image_size"] = request.resolution
    content: list[dict[str, object]] = [{"type": "text", "text": request.prompt}]
    content += [_image_part(item) for item in references]
    return {
        "model": call.route.upstream_model,
        "modalities": ["image", "text"],
        "image_config": image_config,
        "messages": [{"role": "user", "content": content}],
        **_provider_choice(call.route),
    }


def _image_part(reference: ReferenceImage) -> dict[str, object]:
    return {"type": "image_url", "image_url": {"url": to_data_url(reference)}}


def _provider_choice(route: Route) -> dict[str, object]:
    only = str(route.options.get("only", "")).split()
    return {"provider": {"only": only}} if only else {}


def build(environ: Mapping[str, str]) -> OpenRouterProvider:
    own_url = environ.get("CAVENDISH_OPENROUTER_BASE_URL")
    return OpenRouterProvider(
        key=environ["OPENROUTER_API_KEY"],
        base_url=(own_url or _DEFAULT_BASE_URL).rstrip("/"),
        http=UpstreamHttp(_NAME),
        downloads=ResultDownloads.open(_NAME, environ, base_url=own_url),
    )


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: openrouter.ai/docs/api-reference/limits (checked 2026-11-24).
    key_variable="OPENROUTER_API_KEY",
    base_url_variable="CAVENDISH_OPENROUTER_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/key",
)
PLUGIN = ProviderPlugin(
    name=_NAME, build=build, credentials=("OPENROUTER_API_KEY",), credential_check=_CREDENTIAL_CHECK
)
