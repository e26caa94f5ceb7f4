"""Stand-in for kie.ai: tasks, their records, and its file store."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.job_server import Job, JobStandIn
from tests.standins.upstream_server import KEY, Reply, Scenario, canned

_RATIOS = {"1:1", "9:16", "16:9", "3:4", "4:3", "3:2", "2:3", "5:4", "4:5", "21:9", "auto"}
_FAILURES = {
    Scenario.REFUSED: ("501", "Your content was flagged as sensitive by Google, violating content policies."),
    Scenario.BAD_REFERENCE: ("400", "The image format is not supported, or it failed to download."),
    Scenario.NO_PICTURE: ("500", "Gemini could not generate an image with the given prompt."),
}


def enveloped(code: int, message: str, data: Any = None, *, status: int = 200) -> Reply:
    return canned(status, {"code": code, "msg": message, "data": data})


@dataclass
class KieUpstream(JobStandIn):
    """Says `msg`, not `message`, and most of its failures with HTTP 200."""

    files: dict[str, bytes] = field(default_factory=dict)
    failure: tuple[str, str] | None = None
    """failCode and failMsg of the next task to end."""
    last_input: dict[str, Any] = field(default_factory=dict)
    last_model: str = ""
    upload_reply: dict[str, Any] | None = None

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/api/v1/jobs/createTask", self.create)
        router.add_get("/api/v1/jobs/recordInfo", self.record)
        router.add_post("/api/file-base64-upload", self.upload)

    def _refusal(self, request: web.Request) -> Reply | None:
        is_welcome = request.headers.get("Authorization") == f"Bearer {KEY}"
        return None if is_welcome else enveloped(401, "You do not have access permissions")

    def new_id(self) -> str:
        return f"task_nanobanana_{len(self.jobs) + 1765180586443}"

    async def create(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if self.is_submit_scripted(act):
            return await self.act(act, request)
        body = await request.json()
        self.last_input, self.last_model = body["input"], body["model"]
        if "nano-banana" not in body["model"]:
            return await self.act(Scenario.MODEL_GONE, request)
        if (problem := self._problem(body["model"], body["input"])) is not None:
            return await enveloped(422, problem)(request)
        job = self.accept(act)
        return await enveloped(200, "success", {"taskId": job.id})(request)

    def _problem(self, model: str, given: dict[str, Any]) -> str | None:
        urls = given.get("image_urls", given.get("image_input", []))
        if not all(url in self.files for url in urls):
            return "image_urls must be public addresses"
        self.references = [self.files[url] for url in urls]
        if model.endswith("-edit") and not urls:
            return "image_urls is required"
        if given.get("aspect_ratio", "1:1") not in _RATIOS:
            return "aspect_ratio is not within the range of allowed options"
        if given.get("output_format", "png") not in ("png", "jpeg"):
            return "output_format is not within the range of allowed options"
        return None if len(given["prompt"]) <= 5000 else "prompt is too long"

    async def record(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if (scripted := await self.scripted_asking(request)) is not None:
            return scripted
        job = self.look_up(request.query.get("taskId", ""))
        if job is None:
            return await enveloped(422, "recordInfo is null")(request)
        return await enveloped(200, "success", self._record(job))(request)

    def _record(self, job: Job) -> dict[str, Any]:
        fields = {
            "taskId": job.id,
            "model": self.last_model,
            "state": "generating",
            "param": "{}",
            "resultJson": "",
            "failCode": "",
            "failMsg": "",
            "costTime": 0,
            "createTime": 1765180586443,
        }
        if not self.is_done(job):
            return fields | {"state": "waiting" if job.polls < 2 else "generating"}
        failure = self.failure or _FAILURES.get(job.scenario)
        if failure is not None:
            return fields | {"state": "fail", "failCode": failure[0], "failMsg": failure[1]}
        results = json.dumps({"resultUrls": [self.result_link(job)]})
        return fields | {"state": "success", "resultJson": results}

    async def upload(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return await refusal(request)
        if self.upload_reply is not None:
            return web.json_response(self.upload_reply)
        body = await request.json()
        url = f"https://tempfile.redpandaai.example/{body['uploadPath']}/{body['fileName']}"
        self.files[url] = base64.b64decode(body["base64Data"].rpartition(",")[2])
        data = {
            "fileName": body["fileName"],
            "filePath": f"{body['uploadPath']}/{body['fileName']}",
            "downloadUrl": url,
            "fileSize": len(self.files[url]),
            "mimeType": "image/png",
            "uploadedAt": "2026-11-23T12:00:00.000Z",
        }
        reply = {"success": True, "code": 200, "msg": "File uploaded successfully", "data": data}
        return web.json_response(reply)

    def submit_replies(self) -> dict[Scenario, Reply]:
        return {
            Scenario.THROTTLED: enveloped(429, "Your call frequency is too high. Please try again later."),
            Scenario.SERVER_ERROR: enveloped(500, "Server exception, please try again later"),
            Scenario.OVERLOADED: canned(503, text="<html>Service Temporarily Unavailable</html>"),
            Scenario.NO_MONEY: enveloped(402, "The current credits are insufficient. Please top up."),
            Scenario.MODEL_GONE: enveloped(404, "The model does not exist"),
        }
