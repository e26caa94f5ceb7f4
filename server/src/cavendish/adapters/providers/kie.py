"""Provider `kie`: kie.ai's task API. Jobs with ids; no cancel.

References are uploaded to kie's own file store first (free, kept three days), for its models take public
addresses only and we send what we have checked. Options of a route: `edit_model`, `reference_field`
("image_urls"), `jpeg_name` ("jpeg"). CAVENDISH_KIE_UPLOAD_URL moves the file store.
Source: docs.kie.ai OpenAPI pages for google/nano-banana-edit, get-task-detail and file-upload-api
(checked 2026-11-23).
"""

import asyncio
from collections.abc import Mapping
from typing import Final

import msgspec
from typing_extensions import override

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.job_polling import (
    AskingFailedError,
    JobCalls,
    Pace,
    asking_failed,
    job_unknown,
)
from cavendish.adapters.upstream.linked_jobs import LinkedJobs
from cavendish.adapters.upstream.picture_bytes import to_data_url
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.task_records import first_result_url, true_status
from cavendish.adapters.upstream.upstream_failures import (
    failure_of_status,
    misconfigured,
    no_picture,
    read_retry_after,
    refused,
    throttled,
    unavailable,
    verified_picture_rejected,
    wrong_answer,
)
from cavendish.adapters.upstream.upstream_http import QUICK_CALL_S, Answer
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.generation import OutputFormat, ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import (
    CredentialCheck,
    GeneratedImage,
    ImageProvider,
    ProviderCall,
    ProviderPlugin,
)

_NAME: Final = "kie"
_DEFAULT_BASE_URL: Final = "https://api.kie.ai"
_DEFAULT_UPLOAD_URL: Final = "https://kieai.redpandaai.co"
_PACE: Final = Pace(first_s=2.0, longest_s=5.0, vanish_grace_s=15.0)
_THROTTLE_S: Final = 10.0
"""What kie asks for after 429: its window of 20 creations."""
_MAINTENANCE_S: Final = 300.0
_UNKNOWN_JOB: Final = "recordinfo is null"
_REFUSED_WORDS: Final = (
    "sensitive", "content polic", "violat", "moderation", "prohibited", "nsfw", "safety",
)  # fmt: skip
_PICTURE_WORDS: Final = ("download", "format", "size", "fetch", "unsupported", "invalid url", "access")


class _Data(msgspec.Struct, rename="camel"):
    task_id: str = ""
    state: str = ""
    result_json: str = ""
    fail_code: str | int | None = None
    fail_msg: str | None = None
    download_url: str = ""


class _Envelope(msgspec.Struct):
    """Of every call. `code` may say failure where the HTTP status says 200."""

    code: int
    msg: str | None = None
    data: _Data | None = None


class KieProvider(ImageProvider):
    def __init__(self, *, key: str, urls: tuple[str, str], jobs: LinkedJobs) -> None:
        self._key = key
        self._base_url, self._upload_url = urls
        self._jobs = jobs
        self._headers = {"Authorization": f"Bearer {key}"}

    @override
    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)
        calls = JobCalls(
            submit=lambda: self._submit(call, deadline), ask=lambda job_id: self._ask(call, job_id, deadline)
        )
        return await self._jobs.picture(call, calls, deadline)

    async def _submit(self, call: ProviderCall, deadline: Deadline) -> str:
        urls = await asyncio.gather(
            *(
                self._upload(item, f"{call.task_id}-{n}", call, deadline)
                for n, item in enumerate(call.references)
            )
        )
        model = call.route.upstream_model
        body = {
            "model": call.route.options.get("edit_model", model) if urls else model,
            "input": _input(call, list(urls)),
        }
        data = await self._post(f"{self._base_url}/api/v1/jobs/createTask", body, call, deadline)
        if not data.task_id:
            raise wrong_answer(_NAME, "a created task without an id")
        return data.task_id

    async def _upload(
        self, reference: ReferenceImage, name: str, call: ProviderCall, deadline: Deadline
    ) -> str:
        body = {
            "base64Data": to_data_url(reference),
            "uploadPath": "images/references",
            "fileName": f"{name}.{reference.media_type.removeprefix('image/')}",
        }
        data = await self._post(f"{self._upload_url}/api/file-base64-upload", body, call, deadline)
        if not data.download_url:
            raise wrong_answer(_NAME, "an upload without an address")
        return data.download_url

    async def _post(
        self, url: str, body: Mapping[str, object], call: ProviderCall, deadline: Deadline
    ) -> _Data:
        answer = await self._jobs.http.post_json(
            url, body, deadline=deadline, headers=self._headers, limit_s=2 * QUICK_CALL_S
        )
        envelope = answer.find(_Envelope)
        if true_status(answer, envelope) != 200:
            raise self._failure(answer, envelope, call)
        return answer.read(_Envelope).data or _Data()

    async def _ask(self, call: ProviderCall, job_id: str, deadline: Deadline) -> str | None:
        url = f"{self._base_url}/api/v1/jobs/recordInfo?taskId={job_id}"
        answer = await self._jobs.http.get(url, deadline=deadline, headers=self._headers)
        envelope = answer.find(_Envelope)
        status = true_status(answer, envelope)
        if status != 200:
            if envelope is not None and _UNKNOWN_JOB in (envelope.msg or "").casefold():
                raise job_unknown(_NAME, "its record is null")
            raise asking_failed(status, self._failure(answer, envelope, call))
        if envelope is None or envelope.data is None:
            raise AskingFailedError(wrong_answer(_NAME, "HTTP 200 with an unreadable record"))
        match envelope.data.state:
            case "success":
                return first_result_url(_NAME, envelope.data.result_json)
            case "fail":
                raise self._job_failure(envelope.data, call)
            case _:
                return None

    def _failure(self, answer: Answer, envelope: _Envelope | None, call: ProviderCall) -> ProviderError:
        code = true_status(answer, envelope)
        said = (envelope.msg or "") if envelope is not None else answer.text
        note = quote_upstream(said, prompt=call.request.prompt, secrets=[self._key])
        asked_s = read_retry_after(answer.headers)
        match code:
            case 429:
                return throttled(_NAME, f"code 429: {note}", retry_after_s=asked_s or _THROTTLE_S)
            case 455:
                why = f"maintenance: {note}"
                return ProviderError(_NAME, FailureKind.UNAVAILABLE, why, retry_after_s=_MAINTENANCE_S)
            case 501:
                return _verdict(said, note)
            case 433 | 505:
                return misconfigured(_NAME, f"code {code}: {note}")
            case _:
                return failure_of_status(_NAME, code, note, retry_after_s=asked_s)

    def _job_failure(self, data: _Data, call: ProviderCall) -> ProviderError:
        said = data.fail_msg or ""
        note = quote_upstream(said, prompt=call.request.prompt, secrets=[self._key])
        return _verdict(said, f"task failed with {data.fail_code}: {note}")

    @override
    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """kie.ai has no cancel: the task runs to its end, and is paid."""

    @override
    async def close(self) -> None:
        await self._jobs.close()


def _verdict(said: str, note: str) -> ProviderError:
    """By its words: kie's failure codes do not tell."""
    said = said.casefold()
    if any(word in said for word in _REFUSED_WORDS):
        return refused(_NAME, note)
    if "could not generate" in said:
        return no_picture(_NAME, note)
    if "image" in said and any(word in said for word in _PICTURE_WORDS):
        return verified_picture_rejected(_NAME, note)
    return unavailable(_NAME, note)


def _input(call: ProviderCall, urls: list[str]) -> dict[str, object]:
    request, options = call.request, call.route.options
    is_jpeg = request.output_format is OutputFormat.JPEG
    body: dict[str, object] = {
        "prompt": request.prompt,
        "aspect_ratio": request.aspect_ratio,
        "output_format": options.get("jpeg_name", "jpeg") if is_jpeg else "png",
    }
    if urls:
        body[str(options.get("reference_field", "image_urls"))] = urls
    if request.resolution:
        body["resolution"] = request.resolution
    return body


def build(environ: Mapping[str, str]) -> KieProvider:
    own_url = (environ.get("CAVENDISH_KIE_BASE_URL") or "").rstrip("/")
    upload_url = (environ.get("CAVENDISH_KIE_UPLOAD_URL") or "").rstrip("/")
    return KieProvider(
        key=environ["KIE_API_KEY"],
        urls=(own_url or _DEFAULT_BASE_URL, upload_url or own_url or _DEFAULT_UPLOAD_URL),
        jobs=LinkedJobs.open(_NAME, environ, base_url=own_url, pace=_PACE),
    )


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: docs.kie.ai, get-task-detail: an unknown id is answered 422 inside a 200 (checked 2026-11-23).
    key_variable="KIE_API_KEY",
    base_url_variable="CAVENDISH_KIE_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/api/v1/jobs/recordInfo?taskId=0",
    may_be_unknown=True,
)
PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("KIE_API_KEY",),
    credential_check=_CREDENTIAL_CHECK,
    has_jobs=True,
)
