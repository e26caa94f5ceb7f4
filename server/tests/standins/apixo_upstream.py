"""Stand-in for APIXO: the public task API, as its documentation describes it."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from tests.standins.job_server import Job, JobStandIn
from tests.standins.upstream_server import KEY, Reply, Scenario, canned

_RATIOS = {"1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9", "auto"}
_FAILURES = {
    Scenario.REFUSED: ("CONTENT_VIOLATION", "Content violates the safety policy"),
    Scenario.BAD_REFERENCE: ("INVALID_IMAGE_URL", "The image could not be downloaded"),
    Scenario.NO_PICTURE: ("GENERATION_FAILED", "No image was generated"),
}


def enveloped(
    code: int,
    message: str,
    data: Any = None,
    *,
    status: int | None = None,
    headers: dict[str, str] | None = None,
) -> Reply:
    body = {"code": code, "message": message, "data": data}
    return canned(code if status is None else status, body, headers=headers)


@dataclass
class ApixoUpstream(JobStandIn):
    failure: tuple[str, str] | None = None
    """failCode and failMsg of the next task to end."""
    last_body: dict[str, Any] | None = None
    served_urls: dict[str, bytes] | None = None
    """What addresses on the public internet hold, as the upstream would fetch them."""

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/api/v1/generateTask/{model}", self.create)
        router.add_get("/api/v1/statusTask/{model}", self.status)
        router.add_post("/api/v1/cancelTask/{model}", self.post_cancel)
        router.add_get("/api/v1/apikeys/current-balance", self.balance)

    def _refusal(self, request: web.Request) -> Reply | None:
        is_welcome = request.headers.get("Authorization") == f"Bearer {KEY}"
        return None if is_welcome else enveloped(401, "Invalid or missing API key")

    async def balance(self, request: web.Request) -> web.StreamResponse:
        return await (self._refusal(request) or enveloped(200, "success", 12.5))(request)

    def new_id(self) -> str:
        return f"task_{len(self.jobs):032x}"

    async def create(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if self.is_submit_scripted(act):
            return await self.act(act, request)
        if not request.match_info["model"].startswith("nano-banana"):
            return await self.act(Scenario.MODEL_GONE, request)
        self.last_body = await request.json()
        if (problem := self._problem(self.last_body)) is not None:
            return await enveloped(400, "Invalid request", {"error": problem})(request)
        job = self.accept(act)
        return await enveloped(200, "success", {"taskId": job.id})(request)

    def _problem(self, body: dict[str, Any]) -> str | None:
        given = body["input"]
        urls = given.get("image_urls", [])
        self.references = [self._fetch(url) for url in urls]
        if body.get("provider", "auto") not in ("auto", "value", "official"):
            return "provider must be auto, value or official"
        if (given["mode"] == "image-to-image") is not bool(urls):
            return "Missing required field: input.image_urls"
        if given["aspect_ratio"] not in _RATIOS or given["output_format"] not in ("png", "jpeg"):
            return "Invalid input"
        return None

    def _fetch(self, url: str) -> bytes:
        if url.startswith("data:"):
            return base64.b64decode(url.partition(",")[2])
        return (self.served_urls or {}).get(url, url.encode())

    async def status(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if (scripted := await self.scripted_asking(request)) is not None:
            return scripted
        job = self.look_up(request.query.get("taskId", ""))
        if job is None:
            return await enveloped(404, "Task not found")(request)
        return await enveloped(200, "success", self._status(job))(request)

    def _status(self, job: Job) -> dict[str, Any]:
        fields = {"taskId": job.id, "state": "processing", "createTime": 1767965610929}
        if not self.is_done(job):
            return fields | {"state": "pending" if job.polls < 2 else "processing"}
        fields |= {"completeTime": 1767965652317, "costTime": 41388}
        failure = self.failure or _FAILURES.get(job.scenario)
        if job.is_cancelled:
            failure = ("CANCELLED", "The task was cancelled")
        if failure is not None:
            return fields | {"state": "failed", "failCode": failure[0], "failMsg": failure[1]}
        return fields | {
            "state": "success",
            "resultJson": json.dumps({"resultUrls": [self.result_link(job)]}),
        }

    async def post_cancel(self, request: web.Request) -> web.StreamResponse:
        self.cancel(request.query["taskId"])
        return await enveloped(200, "success", {})(request)

    def submit_replies(self) -> dict[Scenario, Reply]:
        return {
            Scenario.THROTTLED: enveloped(429, "Rate limit exceeded", headers={"Retry-After": "7"}),
            Scenario.SERVER_ERROR: enveloped(500, "Internal server error"),
            Scenario.OVERLOADED: enveloped(503, "Service unavailable"),
            Scenario.NO_MONEY: enveloped(402, "Insufficient balance"),
            Scenario.MODEL_GONE: enveloped(404, "Model not found"),
        }
