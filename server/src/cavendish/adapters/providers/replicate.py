"""Provider `replicate`: predictions of an official model. Jobs with ids, which can be cancelled.

Options of a route: `safety_filter_level`. Data URLs are for small pictures only, larger ones are uploaded.
Source: replicate 1.0.7 on the wire, its docs on lifecycle, rate limits, error codes (checked 2026-11-23).
"""

import re
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
)
from cavendish.adapters.upstream.linked_jobs import LinkedJobs
from cavendish.adapters.upstream.picture_bytes import to_data_url
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.upstream_failures import (
    failure_of_status,
    read_duration,
    read_retry_after,
    refused,
    unavailable,
    verified_picture_rejected,
    wrong_answer,
)
from cavendish.adapters.upstream.upstream_http import QUICK_CALL_S, Answer, FilePart
from cavendish.domain.errors import ProviderError
from cavendish.domain.generation import OutputFormat, ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import (
    CredentialCheck,
    GeneratedImage,
    ImageProvider,
    ProviderCall,
    ProviderPlugin,
)

_NAME: Final = "replicate"
_DEFAULT_BASE_URL: Final = "https://api.replicate.com"
_PACE: Final = Pace(first_s=1.0, longest_s=2.0)
_MAX_DATA_URL_BYTES: Final = 256 * 1024
_LEAST_CANCEL_AFTER_S: Final = 5
_CODE: Final = re.compile(r"\((E\d{3,4})\)|\b(E\d{3,4})\b")
_REFUSED_WORDS: Final = ("flagged as sensitive", "nsfw content")


class _Prediction(msgspec.Struct):
    id: str
    status: str
    output: str | list[str] | None = None
    error: str | None = None
    data_removed: bool = False


class _Problem(msgspec.Struct):
    title: str = ""
    detail: str = ""


class _Urls(msgspec.Struct):
    get: str


class _File(msgspec.Struct):
    urls: _Urls


class ReplicateProvider(ImageProvider):
    def __init__(self, *, token: str, base_url: str, jobs: LinkedJobs) -> None:
        self._token = token
        self._base_url = base_url
        self._jobs = jobs
        self._headers = {"Authorization": f"Bearer {token}"}

    @override
    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)
        calls = JobCalls(
            submit=lambda: self._submit(call, deadline),
            ask=lambda job_id: self._ask(call, job_id, deadline),
            cancel=lambda job_id: self.cancel(route=call.route, upstream_job_id=job_id),
        )
        return await self._jobs.picture(call, calls, deadline)

    async def _submit(self, call: ProviderCall, deadline: Deadline) -> str:
        addresses = [await self._address(reference, call, deadline) for reference in call.references]
        cancel_after_s = max(_LEAST_CANCEL_AFTER_S, round(deadline.left_s))
        answer = await self._jobs.http.post_json(
            f"{self._base_url}/v1/models/{call.route.upstream_model}/predictions",
            {"input": _input(call, addresses)},
            deadline=deadline,
            headers={**self._headers, "Cancel-After": f"{cancel_after_s}s"},
            limit_s=2 * QUICK_CALL_S,
        )
        if answer.status not in (200, 201, 202):
            raise self._failure(answer, call)
        return answer.read(_Prediction).id

    async def _address(self, reference: ReferenceImage, call: ProviderCall, deadline: Deadline) -> str:
        if len(reference.content) <= _MAX_DATA_URL_BYTES:
            return to_data_url(reference)

        content = FilePart(
            name="content",
            content=reference.content,
            media_type=reference.media_type,
            filename=f"reference.{reference.media_type.removeprefix('image/')}",
        )
        answer = await self._jobs.http.send(
            "POST",
            f"{self._base_url}/v1/files",
            deadline=deadline,
            headers=self._headers,
            data=[content],
            limit_s=2 * QUICK_CALL_S,
        )
        if answer.status not in (200, 201):
            raise self._failure(answer, call)
        return answer.read(_File).urls.get

    async def _ask(self, call: ProviderCall, job_id: str, deadline: Deadline) -> str | None:
        url = f"{self._base_url}/v1/predictions/{job_id}"
        answer = await self._jobs.http.get(url, deadline=deadline, headers=self._headers)
        if answer.status != 200:
            raise asking_failed(answer.status, self._failure(answer, call))
        prediction = answer.find(_Prediction)
        if prediction is None:
            raise AskingFailedError(wrong_answer(_NAME, "HTTP 200 with an unreadable prediction"))
        match prediction.status:
            case "succeeded":
                return _output(prediction)
            case "failed":
                words = quote_upstream(
                    prediction.error or "no reason", prompt=call.request.prompt, secrets=[self._token]
                )
                raise _prediction_failure(prediction.error or "", words)
            case "canceled" | "aborted":
                raise unavailable(_NAME, f"the prediction was {prediction.status}")
            case _:
                return None

    def _failure(self, answer: Answer, call: ProviderCall) -> ProviderError:
        problem = answer.find(_Problem) or _Problem(detail=answer.text)
        note = quote_upstream(
            f"{problem.title} {problem.detail}".strip(), prompt=call.request.prompt, secrets=[self._token]
        )
        wait_s = read_retry_after(answer.headers)
        if wait_s is None and answer.status == 429 and "resets in" in problem.detail:
            wait_s = read_duration(problem.detail.partition("resets in")[2])
        return failure_of_status(_NAME, answer.status, note, retry_after_s=wait_s)

    @override
    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        await self._jobs.http.send(
            "POST",
            f"{self._base_url}/v1/predictions/{upstream_job_id}/cancel",
            deadline=Deadline(QUICK_CALL_S),
            headers=self._headers,
        )

    @override
    async def close(self) -> None:
        await self._jobs.close()


def _input(call: ProviderCall, addresses: list[str]) -> dict[str, object]:
    request, options = call.request, call.route.options
    body: dict[str, object] = {
        "prompt": request.prompt,
        "aspect_ratio": request.aspect_ratio,
        "output_format": "jpg" if request.output_format is OutputFormat.JPEG else "png",
    }
    if addresses:
        body["image_input"] = addresses
    if request.resolution:
        body["resolution"] = request.resolution
    if "safety_filter_level" in options:
        body["safety_filter_level"] = options["safety_filter_level"]
    return body


def _output(prediction: _Prediction) -> str:
    output = prediction.output
    url = output if isinstance(output, str) else (output or [""])[0]
    if not url:
        gone = "its data was removed" if prediction.data_removed else "without output"
        raise unavailable(_NAME, f"no picture: the prediction succeeded, {gone}")
    return url


def _prediction_failure(error: str, words: str) -> ProviderError:
    """By the code that Replicate puts in brackets into a free text."""
    found = _CODE.search(error)
    code = (found[1] or found[2]) if found else ""
    said = error.casefold()
    if code == "E005" or any(text in said for text in _REFUSED_WORDS):
        return refused(_NAME, words)
    if code == "E006" and "image" in said:
        return verified_picture_rejected(_NAME, words)
    if code == "E004" or len(code) == len("E1000"):
        return wrong_answer(_NAME, words)
    return unavailable(_NAME, words)


def build(environ: Mapping[str, str]) -> ReplicateProvider:
    own_url = environ.get("CAVENDISH_REPLICATE_BASE_URL")
    return ReplicateProvider(
        token=environ["REPLICATE_API_TOKEN"],
        base_url=(own_url or _DEFAULT_BASE_URL).rstrip("/"),
        jobs=LinkedJobs.open(_NAME, environ, base_url=own_url, pace=_PACE),
    )


_CREDENTIAL_CHECK: Final = CredentialCheck(
    # Source: replicate.com/docs/reference/http, account.get (checked 2026-11-24).
    key_variable="REPLICATE_API_TOKEN",
    base_url_variable="CAVENDISH_REPLICATE_BASE_URL",
    default_base_url=_DEFAULT_BASE_URL,
    path="/v1/account",
)
PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("REPLICATE_API_TOKEN",),
    credential_check=_CREDENTIAL_CHECK,
    has_jobs=True,
)
