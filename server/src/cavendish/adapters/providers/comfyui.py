"""Provider `comfyui`: a ComfyUI on your own machine. Jobs under ids of our own; they can be cancelled.

CAVENDISH_COMFYUI_BASE_URL is its address. Options of a route: `workflow` and `edit_workflow`, files in API
format with {{prompt}}, {{width}}, {{height}}, {{seed}}, {{model}} (the route's upstream_model),
{{reference_1}} … where those belong. Without them a plain checkpoint workflow runs, with one reference.
Source: Comfy-Org/ComfyUI `server.py`, `execution.py` (checked 2026-11-23).
"""

import asyncio
import contextlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import msgspec
from typing_extensions import override

from cavendish.adapters.upstream.comfyui_workflow import WorkflowError, fill_workflow, read_workflow
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.job_polling import (
    AskingFailedError,
    JobCalls,
    JobUnknownError,
    Pace,
    asking_failed,
    job_unknown,
    run_job,
)
from cavendish.adapters.upstream.picture_bytes import require_picture
from cavendish.adapters.upstream.picture_sizes import exact_size
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.upstream_failures import (
    AnswerLostError,
    failure_of_status,
    misconfigured,
    no_picture,
    unavailable,
    verified_picture_rejected,
    wrong_answer,
)
from cavendish.adapters.upstream.upstream_http import QUICK_CALL_S, Answer, FilePart, Form, UpstreamHttp
from cavendish.domain.errors import ProviderError
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.routing import Route
from cavendish.ports.provider import GeneratedImage, ImageProvider, ProviderCall, ProviderPlugin

_NAME: Final = "comfyui"
_PACE: Final = Pace(first_s=0.5, longest_s=2.0, vanish_grace_s=3.0)
_SEED_BITS: Final = 48

T = TypeVar("T")


class _Uploaded(msgspec.Struct):
    name: str
    subfolder: str = ""


class _ImageFile(msgspec.Struct):
    filename: str
    subfolder: str = ""
    type: str = "output"


class _NodeOutput(msgspec.Struct):
    images: list[_ImageFile] = []


class _Status(msgspec.Struct):
    status_str: str = ""
    messages: list[tuple[str, dict[str, Any]]] = []


class _Record(msgspec.Struct):
    outputs: dict[str, _NodeOutput] = {}
    status: _Status | None = None


class _Queue(msgspec.Struct):
    queue_running: list[list[Any]] = []
    queue_pending: list[list[Any]] = []


class _GraphError(msgspec.Struct):
    type: str = ""
    message: str = ""


class _Refusal(msgspec.Struct):
    error: _GraphError | str


class ComfyUIProvider(ImageProvider):
    def __init__(self, *, base_url: str, http: UpstreamHttp) -> None:
        self._base_url = base_url
        self._http = http

    @override
    async def generate(self, call: ProviderCall) -> GeneratedImage:
        deadline = Deadline(call.timeout_s)
        job_id = call.upstream_job_id
        if job_id is None:
            # Ours to choose: known to the ledger before ComfyUI knows it, so that no crash can orphan it.
            job_id = str(uuid.uuid4())
            await call.checkpoint(job_id)
            await self._submit(call, job_id, deadline)
        try:
            image = await self._wait(call, job_id, deadline)
        except JobUnknownError:
            # Its history lives in memory: after a restart the same id is submitted again.
            await self._submit(call, job_id, deadline)
            image = await self._wait(call, job_id, deadline)
        view = urlencode({"filename": image.filename, "subfolder": image.subfolder, "type": image.type})
        answer = await self._http.get(f"{self._base_url}/view?{view}", deadline=deadline, headers={})
        if answer.status != 200:
            raise unavailable(_NAME, f"the result cannot be fetched: HTTP {answer.status}")
        return GeneratedImage(content=require_picture(_NAME, answer.body), cost_microusd=0)

    async def _wait(self, call: ProviderCall, job_id: str, deadline: Deadline) -> _ImageFile:
        async def never() -> str:
            raise AssertionError("the job was submitted before")

        calls = JobCalls(
            submit=never,
            ask=lambda asked_id: self._ask(call, asked_id, deadline),
            cancel=lambda asked_id: self.cancel(route=call.route, upstream_job_id=asked_id),
        )
        return await run_job(replace(call, upstream_job_id=job_id), calls, pace=_PACE, deadline=deadline)

    async def _submit(self, call: ProviderCall, job_id: str, deadline: Deadline) -> None:
        names = [
            await self._upload(item, f"{job_id}-{n}", deadline) for n, item in enumerate(call.references)
        ]
        graph = await asyncio.to_thread(_graph, call, names)
        try:
            answer = await self._http.post_json(
                f"{self._base_url}/prompt",
                {"prompt": graph, "client_id": _NAME, "prompt_id": job_id},
                deadline=deadline,
                headers={},
                limit_s=QUICK_CALL_S,
            )
        except AnswerLostError:
            # It may be in its queue all the same, where nobody would wait for it.
            with contextlib.suppress(ProviderError):
                await self.cancel(route=call.route, upstream_job_id=job_id)
            raise
        if answer.status != 200:
            raise self._failure(answer, call)
        answer.read(dict[str, Any])

    async def _upload(self, reference: ReferenceImage, name: str, deadline: Deadline) -> str:
        answer = await self._http.send(
            "POST",
            f"{self._base_url}/upload/image",
            deadline=deadline,
            data=_upload_form(reference, name),
            limit_s=2 * QUICK_CALL_S,
        )
        if answer.status == 400:
            raise verified_picture_rejected(_NAME, "ComfyUI does not take a reference")
        if answer.status != 200:
            raise failure_of_status(_NAME, answer.status, "while a reference was uploaded")
        stored = answer.read(_Uploaded)
        return f"{stored.subfolder}/{stored.name}" if stored.subfolder else stored.name

    async def _ask(self, call: ProviderCall, job_id: str, deadline: Deadline) -> _ImageFile | None:
        records = await self._question(f"/history/{job_id}", dict[str, _Record], call, deadline)
        if (record := records.get(job_id)) is not None:
            return _outcome(record, call.request.prompt)
        queue = await self._question("/queue", _Queue, call, deadline)
        if not any(job_id in row for row in [*queue.queue_running, *queue.queue_pending]):
            raise job_unknown(_NAME, "neither in its history nor in its queue")
        return None

    async def _question(self, path: str, kind: type[T], call: ProviderCall, deadline: Deadline) -> T:
        answer = await self._http.get(f"{self._base_url}{path}", deadline=deadline, headers={})
        if answer.status != 200:
            raise asking_failed(answer.status, self._failure(answer, call))
        found = answer.find(kind)
        if found is None:
            raise AskingFailedError(wrong_answer(_NAME, f"an unreadable answer to {path.split('/')[1]}"))
        return found

    def _failure(self, answer: Answer, call: ProviderCall) -> ProviderError:
        refusal = answer.find(_Refusal)
        error = refusal.error if refusal is not None else answer.text
        said = f"{error.type}: {error.message}" if isinstance(error, _GraphError) else error
        note = quote_upstream(said, prompt=call.request.prompt)
        if answer.status == 400:
            # What it takes for wrong is the operator's workflow, not what a caller put into it.
            return misconfigured(_NAME, f"HTTP 400: {note}")
        return failure_of_status(_NAME, answer.status, note)

    @override
    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Take it from the queue, or interrupt it where it runs: it alone."""
        for path, body in (
            ("/queue", {"delete": [upstream_job_id]}),
            ("/interrupt", {"prompt_id": upstream_job_id}),
        ):
            deadline = Deadline(QUICK_CALL_S)
            await self._http.post_json(f"{self._base_url}{path}", body, deadline=deadline, headers={})

    @override
    async def close(self) -> None:
        await self._http.close()


def _graph(call: ProviderCall, names: list[str]) -> dict[str, Any]:
    options, request = call.route.options, call.request
    width, height = exact_size(request.aspect_ratio, request.resolution)
    values: dict[str, str | int] = {
        "prompt": request.prompt,
        "model": call.route.upstream_model,
        "width": width,
        "height": height,
        "seed": secrets.randbits(_SEED_BITS),
    }
    values |= {f"reference_{number}": name for number, name in enumerate(names, start=1)}
    path = str(options.get("edit_workflow" if names else "workflow", ""))
    try:
        return fill_workflow(read_workflow(path, is_edit=bool(names)), values)
    except WorkflowError as error:
        raise misconfigured(_NAME, str(error)) from error


def _upload_form(reference: ReferenceImage, name: str) -> Form:
    extension = reference.media_type.removeprefix("image/")
    picture = FilePart(
        name="image",
        content=reference.content,
        media_type=reference.media_type,
        filename=f"{name}.{extension}",
    )
    return [picture, ("overwrite", "true")]


def _outcome(record: _Record, prompt: str) -> _ImageFile:
    status = record.status or _Status()
    for kind, detail in status.messages:
        if kind == "execution_error":
            raise _execution_error(detail, prompt)
        if kind == "execution_interrupted":
            raise unavailable(_NAME, "the job was interrupted")
    if status.status_str == "error":
        raise misconfigured(_NAME, "the workflow failed without saying why")
    images = [image for output in record.outputs.values() for image in output.images]
    if not images:
        raise no_picture(_NAME, "the workflow has no picture among its outputs")
    return next((image for image in images if image.type == "output"), images[0])


def _execution_error(detail: Mapping[str, Any], prompt: str) -> ProviderError:
    said = f"{detail.get('exception_type', '')}: {detail.get('exception_message', '')}"
    note = f"{detail.get('node_type', '')} failed with {quote_upstream(said, prompt=prompt)}"
    lowered = said.casefold().replace("_", " ")
    if "out of memory" in lowered or "outofmemory" in lowered:
        return unavailable(_NAME, note)
    if detail.get("node_type") == "LoadImage":
        return verified_picture_rejected(_NAME, note)
    return misconfigured(_NAME, note)


def build(environ: Mapping[str, str]) -> ComfyUIProvider:
    return ComfyUIProvider(
        base_url=environ["CAVENDISH_COMFYUI_BASE_URL"].rstrip("/"), http=UpstreamHttp(_NAME)
    )


PLUGIN = ProviderPlugin(name=_NAME, build=build, credentials=("CAVENDISH_COMFYUI_BASE_URL",), has_jobs=True)
