"""Provider `fal`: fal.ai's queue. Jobs with ids; queued ones can be cancelled.

`upstream_model` is the endpoint for words; references go to `edit_model`, by default `<endpoint>/edit`.
Other options: `safety_tolerance` ("1" strict to "6").
Source: fal-client 1.0.3 on the wire, fal.ai/docs errors, request-errors, queue (checked 2026-11-23).
"""

from collections.abc import Mapping
from typing import Final

import msgspec

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
from cavendish.adapters.upstream.upstream_failures import (
    bad_picture,
    failure_of_status,
    no_picture,
    read_retry_after,
    refused,
    rejected,
    too_large_pictures,
    unavailable,
    verified_picture_rejected,
    wrong_answer,
)
from cavendish.adapters.upstream.upstream_http import QUICK_CALL_S, Answer
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.routing import Route
from cavendish.ports.provider import CredentialCheck, GeneratedImage, ProviderCall, ProviderPlugin

_NAME: Final = "fal"
_DEFAULT_BASE_URL: Final = "https://queue.fal.run"
_PACE: Final = Pace(first_s=1.0, longest_s=2.0)
_UNREADABLE: Final = frozenset({"file_download_error", "image_load_error", "unsupported_image_format"})
_TOO_LARGE: Final = frozenset({"image_too_large", "file_too_large"})
_TOO_SMALL: Final = "image_too_small"
_SAFETY_WORDS: Final = ("unsafe", "safety", "policy", "prohibited")


class _Submitted(msgspec.Struct):
    request_id: str


class _Status(msgspec.Struct):
    status: str


class _Image(msgspec.Struct):
    url: str


class _Result(msgspec.Struct):
    images: list[_Image] = []


class _ModelError(msgspec.Struct):
    type: str = ""
    msg: str = ""


class _ModelErrors(msgspec.Struct):
    """What the model found wrong, as a list."""

    detail: list[_ModelError]


class _RequestError(msgspec.Struct):
    """What fal itself found wrong, as one text."""

    detail: str
    error_type: str = ""


class FalProvider:
    def __init__(self, *, key: str, base_url: str, jobs: LinkedJobs) -> None:
        self._key = key
        self._base_url = base_url
        self._jobs = jobs
        self._headers = {"Authorization": f"Key {key}"}

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)
        calls = JobCalls(
            submit=lambda: self._submit(call, deadline),
            ask=lambda job_id: self._ask(call, job_id, deadline),
            cancel=lambda job_id: self.cancel(route=call.route, upstream_job_id=job_id),
        )
        return await self._jobs.picture(call, calls, deadline)

    async def _submit(self, call: ProviderCall, deadline: Deadline) -> str:
        answer = await self._jobs.http.post_json(
            f"{self._base_url}/{_endpoint(call)}",
            _input(call),
            deadline=deadline,
            headers=self._headers,
            limit_s=2 * QUICK_CALL_S,
        )
        if answer.status not in (200, 201, 202):
            raise self._failure(answer, call)
        return answer.read(_Submitted).request_id

    async def _ask(self, call: ProviderCall, job_id: str, deadline: Deadline) -> str | None:
        job_url = self._job_url(call.route, job_id)
        status = await self._jobs.http.get(f"{job_url}/status", deadline=deadline, headers=self._headers)
        if status.status not in (200, 202):
            raise asking_failed(status.status, self._failure(status, call))
        found = status.find(_Status)
        if found is None:
            raise AskingFailedError(wrong_answer(_NAME, f"HTTP {status.status} with an unreadable status"))
        if found.status != "COMPLETED":
            return None
        # COMPLETED also covers failure: then the result's own answer says what went wrong.
        result = await self._jobs.http.get(job_url, deadline=deadline, headers=self._headers)
        if result.status != 200:
            failure = self._failure(result, call)
            is_the_job_s = result.find(_ModelErrors) or result.find(_RequestError)
            raise failure if is_the_job_s and result.status != 404 else asking_failed(result.status, failure)
        images = result.read(_Result).images
        if not images:
            raise no_picture(_NAME, "a result without images")
        return images[0].url

    def _job_url(self, route: Route, job_id: str) -> str:
        """Status, result and cancel know owner and app only, not the endpoint's further path."""
        app = "/".join(route.upstream_model.strip("/").split("/")[:2])
        return f"{self._base_url}/{app}/requests/{job_id}"

    def _failure(self, answer: Answer, call: ProviderCall) -> ProviderError:
        prompt, secrets = call.request.prompt, [*self._key.split(":"), self._key]
        if (model := answer.find(_ModelErrors)) is not None and model.detail:
            error = model.detail[0]
            words = quote_upstream(error.msg, prompt=prompt, secrets=secrets)
            return _model_failure(error, f"HTTP {answer.status} {error.type}: {words}", answer.status)
        body = answer.find(_RequestError) or _RequestError(detail=answer.text)
        kind = body.error_type or answer.headers.get("X-Fal-Error-Type", "")
        note = f"{kind} {quote_upstream(body.detail, prompt=prompt, secrets=secrets)}".strip()
        if kind in ("client_cancelled", "client_disconnected"):
            return unavailable(_NAME, f"the job was cancelled: {note}")
        wait_s = read_retry_after(answer.headers)
        return failure_of_status(_NAME, answer.status, note, retry_after_s=wait_s)

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        await self._jobs.http.send(
            "PUT",
            f"{self._job_url(route, upstream_job_id)}/cancel",
            deadline=Deadline(QUICK_CALL_S),
            headers=self._headers,
        )

    async def close(self) -> None:
        await self._jobs.close()


def _endpoint(call: ProviderCall) -> str:
    model = call.route.upstream_model.strip("/")
    return str(call.route.options.get("edit_model", f"{model}/edit")) if call.references else model


def _input(call: ProviderCall) -> dict[str, object]:
    request, options = call.request, call.route.options
    body: dict[str, object] = {
        "prompt": request.prompt,
        "num_images": 1,
        "aspect_ratio": request.aspect_ratio,
        "output_format": request.output_format.value,
    }
    if call.references:
        body["image_urls"] = [to_data_url(reference) for reference in call.references]
    if request.resolution:
        body["resolution"] = request.resolution
    if "safety_tolerance" in options:
        body["safety_tolerance"] = str(options["safety_tolerance"])
    return body


def _model_failure(error: _ModelError, note: str, status: int) -> ProviderError:
    if error.type == "content_policy_violation":
        return refused(_NAME, note)
    if error.type == "no_media_generated":
        return _no_media(error, note)
    if error.type in _UNREADABLE:
        return verified_picture_rejected(_NAME, note)
    if error.type in _TOO_LARGE:
        return too_large_pictures(_NAME, note)
    if error.type == _TOO_SMALL:
        return bad_picture(_NAME, note)
    return _trouble(error, note, status)


def _no_media(error: _ModelError, note: str) -> ProviderError:
    """A refusal of Google, which often passes on a second try, or just a missing picture."""
    if any(word in error.msg.casefold() for word in _SAFETY_WORDS):
        why = f"content refused: {note}"
        return ProviderError(_NAME, FailureKind.CONTENT_REFUSED, why, is_retryable_here=True)
    return no_picture(_NAME, note)


def _trouble(error: _ModelError, note: str, status: int) -> ProviderError:
    if error.type == "generation_timeout":
        return unavailable(_NAME, note)
    if error.type.startswith(("internal_", "downstream_")) or status >= 500:
        return wrong_answer(_NAME, note)
    return rejected(_NAME, note)


def build(environ: Mapping[str, str]) -> FalProvider:
    own_url = environ.get("CAVENDISH_FAL_BASE_URL")
    return FalProvider(
        key=environ["FAL_KEY"],
        base_url=(own_url or _DEFAULT_BASE_URL).rstrip("/"),
        jobs=LinkedJobs.open(_NAME, environ, base_url=own_url, pace=_PACE),
    )


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: fal-client 1.0.3 on the wire: the status of a request that nobody made (checked 2026-11-23).
    key_variable="FAL_KEY",
    base_url_variable="CAVENDISH_FAL_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/fal-ai/nano-banana/requests/00000000-0000-4000-8000-000000000000/status",
    prefix="Key ",
    may_be_unknown=True,
)
PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("FAL_KEY",),
    credential_check=_CREDENTIAL_CHECK,
    has_jobs=True,
)
