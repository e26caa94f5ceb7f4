"""Provider `apixo`: APIXO, or any other server of the task API that this server itself speaks. Has jobs.

A reference's own https address is passed on; what was uploaded to us travels as a `data:` URL. Options of a
route: `strategy` ("auto", "value", "official": its own `provider` field), `references` ("data" sends every
reference as a data: URL), `can_cancel` (true for an upstream that is Cavendish too).
Source: docs/contract/, apixo.ai/docs errors, error-codes, polling (checked 2026-11-23).
"""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import msgspec
from typing_extensions import override

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.job_polling import (
    AskingFailedError,
    JobCalls,
    Pace,
    asking_failed,
)
from cavendish.adapters.upstream.linked_jobs import LinkedJobs
from cavendish.adapters.upstream.picture_bytes import to_data_url
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.task_records import first_result_url, true_status
from cavendish.adapters.upstream.upstream_failures import (
    bad_picture,
    failure_of_status,
    misconfigured,
    no_picture,
    read_retry_after,
    refused,
    too_large_pictures,
    unavailable,
    verified_picture_rejected,
    wrong_answer,
)
from cavendish.adapters.upstream.upstream_http import QUICK_CALL_S, Answer
from cavendish.domain.errors import ProviderError, SetupError
from cavendish.domain.routing import Route
from cavendish.ports.provider import (
    CredentialCheck,
    GeneratedImage,
    ImageProvider,
    ProviderCall,
    ProviderPlugin,
)

_NAME: Final = "apixo"
_DEFAULT_BASE_URL: Final = "https://api.apixo.ai"
_PACE: Final = Pace(first_s=3.0, longest_s=6.0)
_SOURCE: Final = "cavendish"
_REFUSED: Final = re.compile(r"sensitive|nsfw|prohibited|violation", re.IGNORECASE)
_OURS: Final = re.compile(r"prompt.*(long|length)|credit|balance", re.IGNORECASE)
_PICTURE: Final = re.compile(r"image.*(url|download|access|large|format)|unsupported_?format", re.IGNORECASE)


class _Data(msgspec.Struct, rename="camel"):
    task_id: str = ""
    state: str = ""
    result_json: str = ""
    fail_code: str = ""
    fail_msg: str = ""


class _Envelope(msgspec.Struct):
    code: int
    message: str = ""
    data: _Data | None = None


class ApixoProvider(ImageProvider):
    def __init__(self, *, key: str, base_url: str, jobs: LinkedJobs) -> None:
        self._key = key
        self._base_url = base_url
        self._jobs = jobs
        self._headers = {"Authorization": f"Bearer {key}"}

    @override
    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)
        can_cancel = call.route.options.get("can_cancel", False)
        calls = JobCalls(
            submit=lambda: self._submit(call, deadline),
            ask=lambda job_id: self._ask(call, job_id, deadline),
            cancel=(lambda job_id: self.cancel(route=call.route, upstream_job_id=job_id))
            if can_cancel
            else None,
        )
        return await self._jobs.picture(call, calls, deadline)

    async def _submit(self, call: ProviderCall, deadline: Deadline) -> str:
        answer = await self._jobs.http.post_json(
            f"{self._base_url}/api/v1/generateTask/{call.route.upstream_model}",
            {
                "request_type": "async",
                "provider": call.route.options.get("strategy", "auto"),
                "source": _SOURCE,
                "input": _input(call),
            },
            deadline=deadline,
            headers=self._headers,
            limit_s=2 * QUICK_CALL_S,
        )
        envelope = answer.find(_Envelope)
        if true_status(answer, envelope) != 200:
            raise self._failure(answer, envelope, call)
        data = answer.read(_Envelope).data
        if data is None or not data.task_id:
            raise wrong_answer(_NAME, "a created task without an id")
        return data.task_id

    async def _ask(self, call: ProviderCall, job_id: str, deadline: Deadline) -> str | None:
        url = f"{self._base_url}/api/v1/statusTask/{call.route.upstream_model}?taskId={job_id}"
        answer = await self._jobs.http.get(url, deadline=deadline, headers=self._headers)
        envelope = answer.find(_Envelope)
        status = true_status(answer, envelope)
        if status != 200:
            raise asking_failed(status, self._failure(answer, envelope, call))
        if envelope is None or envelope.data is None:
            raise AskingFailedError(wrong_answer(_NAME, "HTTP 200 with an unreadable status"))
        match envelope.data.state:
            case "success":
                return first_result_url(_NAME, envelope.data.result_json)
            case "failed":
                raise self._task_failure(envelope.data, call)
            case _:
                return None

    def _failure(self, answer: Answer, envelope: _Envelope | None, call: ProviderCall) -> ProviderError:
        code = true_status(answer, envelope)
        said = envelope.message if envelope is not None else answer.text
        note = quote_upstream(said, prompt=call.request.prompt, secrets=[self._key])
        if code == 403 and re.search(r"content|polic", said, re.IGNORECASE):
            return refused(_NAME, f"HTTP 403: {note}")
        return failure_of_status(_NAME, code, note, retry_after_s=read_retry_after(answer.headers))

    def _task_failure(self, data: _Data, call: ProviderCall) -> ProviderError:
        """By substrings: two generations of the service spell their codes differently."""
        words = quote_upstream(data.fail_msg, prompt=call.request.prompt, secrets=[self._key])
        note = f"task failed with {data.fail_code}: {words}"
        if _REFUSED.search(data.fail_code):
            return refused(_NAME, note)
        if _OURS.search(data.fail_code):
            return misconfigured(_NAME, note)
        if _PICTURE.search(data.fail_code):
            if not any(url.startswith("https://") for url in _addresses(call)):
                return verified_picture_rejected(_NAME, note)
            is_too_large = "large" in data.fail_code.lower()
            return (too_large_pictures if is_too_large else bad_picture)(_NAME, note)
        if data.fail_code.upper() == "GENERATION_FAILED":
            return no_picture(_NAME, note)
        return unavailable(_NAME, note)

    @override
    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """APIXO has no cancel; an upstream of our own kind has, where the route says so."""
        if route.options.get("can_cancel", False):
            url = f"{self._base_url}/api/v1/cancelTask/{route.upstream_model}?taskId={upstream_job_id}"
            await self._jobs.http.send("POST", url, deadline=Deadline(QUICK_CALL_S), headers=self._headers)

    @override
    async def close(self) -> None:
        await self._jobs.close()


def _input(call: ProviderCall) -> dict[str, object]:
    request = call.request
    body: dict[str, object] = {
        "mode": request.mode.value,
        "prompt": request.prompt,
        "aspect_ratio": request.aspect_ratio,
        "output_format": request.output_format.value,
    }
    if call.references:
        body["image_urls"] = _addresses(call)
    if request.resolution:
        body["resolution"] = request.resolution
    return body


def _addresses(call: ProviderCall) -> list[str]:
    as_data = call.route.options.get("references") == "data"
    return [
        url if url.startswith("https://") and not as_data else to_data_url(reference)
        for url, reference in zip(call.request.image_urls, call.references, strict=True)
    ]


def build(environ: Mapping[str, str]) -> ApixoProvider:
    own_url = (environ.get("CAVENDISH_APIXO_BASE_URL") or "").rstrip("/").removesuffix("/api/v1")
    public_url = environ.get("CAVENDISH_PUBLIC_URL", "")
    if own_url and public_url and urlsplit(own_url).netloc == urlsplit(public_url).netloc:
        raise SetupError(
            "CAVENDISH_APIXO_BASE_URL is this server's own address: tasks would run in a circle. Name another"
        )
    return ApixoProvider(
        key=environ["APIXO_API_KEY"],
        base_url=own_url or _DEFAULT_BASE_URL,
        jobs=LinkedJobs.open(_NAME, environ, base_url=own_url, pace=_PACE),
    )


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: apixo.ai/docs, current-balance (checked 2026-11-23).
    key_variable="APIXO_API_KEY",
    base_url_variable="CAVENDISH_APIXO_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/api/v1/apikeys/current-balance",
)
PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("APIXO_API_KEY",),
    credential_check=_CREDENTIAL_CHECK,
    has_jobs=True,
)
