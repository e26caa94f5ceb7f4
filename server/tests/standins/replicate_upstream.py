"""Stand-in for Replicate's predictions and files."""

import base64
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.job_server import Job, JobStandIn
from tests.standins.upstream_server import KEY, Reply, Scenario, canned

_RATIOS = {
    "match_input_image", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9",
}  # fmt: skip
_TIME = "2026-11-23T10:00:00.000Z"
_ERRORS = {
    Scenario.REFUSED: "The input or output was flagged as sensitive. Please try again. (E005)",
    Scenario.BAD_REFERENCE: "Invalid input: the image could not be decoded (E006)",
}


def problem(status: int, title: str, detail: str, *, headers: dict[str, str] | None = None) -> Reply:
    return canned(status, {"title": title, "detail": detail, "status": status}, headers=headers)


@dataclass
class ReplicateUpstream(JobStandIn):
    models: tuple[str, ...] = ("google/nano-banana", "google/nano-banana-pro")
    files: dict[str, bytes] = field(default_factory=dict)
    end: dict[str, Any] = field(default_factory=dict)
    """Fields that the next ended prediction has instead."""

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/v1/models/{owner}/{name}/predictions", self.create)
        router.add_get("/v1/predictions/{id}", self.get)
        router.add_post("/v1/predictions/{id}/cancel", self.post_cancel)
        router.add_post("/v1/files", self.upload)
        router.add_get("/v1/files/{id}", self.get_file)
        router.add_get("/v1/account", self.account)

    async def account(self, request: web.Request) -> web.StreamResponse:
        return await (self._refusal(request) or canned(200, {"type": "user", "username": "a"}))(request)

    def _refusal(self, request: web.Request) -> Reply | None:
        if request.headers.get("Authorization") == f"Bearer {KEY}":
            return None
        return problem(401, "Unauthenticated", "You did not pass a valid authentication token")

    async def create(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if self.is_submit_scripted(act):
            return await self.act(act, request)
        model = f"{request.match_info['owner']}/{request.match_info['name']}"
        if model not in self.models:
            return await self.act(Scenario.MODEL_GONE, request)
        body = await request.json()
        if (wrong := self._problem(body["input"])) is not None:
            return await wrong(request)
        job = self.accept(act)
        return web.json_response(self._prediction(job, "starting"), status=201)

    def _problem(self, given: dict[str, Any]) -> Reply | None:
        self.references = []
        for url in given.get("image_input", []):
            if url.startswith("data:"):
                self.references.append(base64.b64decode(url.partition(",")[2]))
            else:
                self.references.append(self.files[url.rpartition("/")[2]])
        if not given.get("prompt"):
            return problem(422, "Input validation failed", "- input: prompt is required")
        if given.get("output_format", "jpg") not in ("jpg", "png"):
            return problem(422, "Input validation failed", '- input.output_format must be "jpg" or "png"')
        if given.get("aspect_ratio", "1:1") not in _RATIOS:
            return problem(422, "Input validation failed", "- input.aspect_ratio is not in the list")
        return None

    def _prediction(self, job: Job, status: str, **more: Any) -> dict[str, Any]:
        return {
            "id": job.id,
            "model": "google/nano-banana",
            "version": "hidden",
            "input": {},
            "logs": "",
            "output": None,
            "data_removed": False,
            "error": None,
            "status": status,
            "created_at": _TIME,
            "started_at": None,
            "completed_at": None,
            "urls": {
                "get": f"{self.url}/v1/predictions/{job.id}",
                "cancel": f"{self.url}/v1/predictions/{job.id}/cancel",
            },
            **more,
        }

    async def get(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if (scripted := await self.scripted_asking(request)) is not None:
            return scripted
        job = self.look_up(request.match_info["id"])
        if job is None:
            return await problem(404, "Not found", "The requested resource does not exist.")(request)
        return web.json_response(self._state(job))

    def _state(self, job: Job) -> dict[str, Any]:
        if not self.is_done(job):
            return self._prediction(job, "processing", started_at=_TIME)
        ended = {"started_at": _TIME, "completed_at": _TIME, "metrics": {"predict_time": 8.1}}
        if job.is_cancelled:
            return self._prediction(job, "canceled", **ended)
        if job.scenario in _ERRORS:
            return self._prediction(job, "failed", **(ended | {"error": _ERRORS[job.scenario]} | self.end))
        output = None if job.scenario is Scenario.NO_PICTURE else self.result_link(job)
        fields = {"status": "succeeded"} | ended | {"output": output} | self.end
        return self._prediction(job, **fields)

    async def post_cancel(self, request: web.Request) -> web.StreamResponse:
        job = self.jobs.get(request.match_info["id"])
        if job is None:
            return await problem(404, "Not found", "The requested resource does not exist.")(request)
        self.cancel(job.id)
        return web.json_response(self._state(job))

    async def upload(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        async for part in await request.multipart():
            if part.name == "content":
                file_id, content = uuid.uuid4().hex, bytes(await part.read())
                self.files[file_id] = content
                body = {
                    "id": file_id,
                    "name": part.filename,
                    "content_type": part.headers.get("Content-Type"),
                    "size": len(content),
                    "etag": "e",
                    "checksums": {"sha256": "x"},
                    "metadata": {},
                    "created_at": _TIME,
                    "expires_at": _TIME,
                    "urls": {"get": f"{self.url}/v1/files/{file_id}"},
                }
                return web.json_response(body, status=201)
        return await problem(422, "Invalid", "content is missing")(request)

    async def get_file(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"id": request.match_info["id"]})

    def submit_replies(self) -> dict[Scenario, Reply]:
        throttled = "Request was throttled. Your rate limit resets in ~7s."
        return {
            Scenario.THROTTLED: problem(429, "Too many requests", throttled),
            Scenario.SERVER_ERROR: problem(500, "Server error", "Something went wrong"),
            Scenario.OVERLOADED: problem(503, "Unavailable", "Try again"),
            Scenario.NO_MONEY: problem(
                402, "Insufficient credit", "You have insufficient credit to run this"
            ),
            Scenario.MODEL_GONE: problem(404, "Not found", "The requested resource does not exist."),
        }
