"""Stand-in for fal.ai's queue."""

import base64
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from tests.standins.job_server import Job, JobStandIn
from tests.standins.upstream_server import KEY, Reply, Scenario, canned

_RATIOS = {"21:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16"}
_FIELDS = {
    "prompt", "num_images", "aspect_ratio", "output_format", "safety_tolerance", "seed", "sync_mode",
    "limit_generations",
}  # fmt: skip


def model_error(kind: str, message: str = "", *, where: str = "prompt", status: int = 422) -> Reply:
    detail = [
        {"loc": ["body", where], "msg": message or kind, "type": kind, "url": "x", "input": "the prompt"}
    ]
    return canned(status, {"detail": detail}, headers={"X-Fal-Retryable": "false"})


def request_error(status: int, kind: str, message: str = "Request failed") -> Reply:
    return canned(status, {"detail": message, "error_type": kind}, headers={"X-Fal-Error-Type": kind})


@dataclass
class FalUpstream(JobStandIn):
    """Status, result and cancel live under owner and app only."""

    result: Reply | None = None
    """What the next result answers instead of the picture."""

    def add_routes(self, router: web.UrlDispatcher) -> None:
        job = "/{owner}/{app}/requests/{id}"
        router.add_get(f"{job}/status", self.status)
        router.add_get(job, self.get_result)
        router.add_put(f"{job}/cancel", self.put_cancel)
        router.add_post("/{owner}/{app}{path:.*}", self.submit)

    def _is_welcome(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Key {KEY}"

    async def submit(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        if not self._is_welcome(request):
            return web.json_response(
                {"detail": "Cannot access application. Authentication failed."}, status=401
            )
        if self.is_submit_scripted(act):
            return await self.act(act, request)
        if request.match_info["app"] not in ("nano-banana", "nano-banana-2", "nano-banana-pro"):
            return await self.act(Scenario.MODEL_GONE, request)
        job = self.accept(act)
        self.result = self.result or self._problem(
            await request.json(), request.match_info["path"] == "/edit"
        )
        base = f"{self.url}/fal-ai/{request.match_info['app']}/requests/{job.id}"
        return web.json_response(
            {
                "status": "IN_QUEUE",
                "request_id": job.id,
                "response_url": base,
                "status_url": f"{base}/status",
                "cancel_url": f"{base}/cancel",
                "queue_position": 2,
                "logs": None,
                "metrics": {},
            }
        )

    def _problem(self, body: dict[str, Any], is_edit: bool) -> Reply | None:
        """The queue takes everything; the model's own check speaks through the result."""
        urls = body.get("image_urls", [])
        self.references = [base64.b64decode(url.partition(",")[2]) for url in urls]
        known = _FIELDS | ({"image_urls"} if is_edit else set())
        if is_edit and not urls:
            return model_error("missing", "Field required", where="image_urls")
        if unknown := sorted(set(body) - known - {"resolution"}):
            return model_error("extra_forbidden", where=unknown[0])
        ratio = body.get("aspect_ratio", "1:1")
        if ratio not in _RATIOS and not (is_edit and ratio == "auto"):
            return model_error("literal_error", where="aspect_ratio")
        return None

    async def status(self, request: web.Request) -> web.StreamResponse:
        if not self._is_welcome(request):
            return web.json_response({"detail": "No access"}, status=401)
        if (scripted := await self.scripted_asking(request)) is not None:
            return scripted
        job = self.look_up(request.match_info["id"])
        if job is None:
            return web.json_response({"detail": "Request not found"}, status=404)
        if not self.is_done(job):
            state = "IN_QUEUE" if job.polls < 2 else "IN_PROGRESS"
            return web.json_response({"status": state, "queue_position": 0, "logs": []}, status=202)
        return web.json_response(
            {"status": "COMPLETED", "logs": [], "metrics": {"inference_time": 3.2}, "request_id": job.id}
        )

    async def get_result(self, request: web.Request) -> web.StreamResponse:
        job = self.jobs.get(request.match_info["id"])
        if job is None:
            return web.json_response({"detail": "Request not found"}, status=404)
        return await self._outcome(job)(request)

    def _outcome(self, job: Job) -> Reply:
        if job.is_cancelled:
            return request_error(499, "client_cancelled", "Request was cancelled")
        if self.result is not None:
            reply, self.result = self.result, None
            return reply
        if job.scenario is Scenario.REFUSED:
            return model_error("content_policy_violation", "The content could not be processed.")
        if job.scenario is Scenario.BAD_REFERENCE:
            return model_error("image_load_error", "Failed to load the image.", where="image_urls")
        if job.scenario is Scenario.NO_PICTURE:
            return model_error(
                "no_media_generated", "Gemini could not generate an image with the given prompt"
            )
        image = {
            "url": self.result_link(job),
            "content_type": "image/png",
            "file_name": "output.png",
            "file_size": None,
            "width": None,
            "height": None,
        }
        return canned(200, {"images": [image], "description": "Here it is."})

    async def put_cancel(self, request: web.Request) -> web.StreamResponse:
        job_id = request.match_info["id"]
        if job_id not in self.jobs:
            return web.json_response({"status": "NOT_FOUND"}, status=404)
        if self.cancel(job_id):
            return web.json_response({"status": "CANCELLATION_REQUESTED"}, status=202)
        return web.json_response({"status": "ALREADY_COMPLETED"}, status=400)

    def submit_replies(self) -> dict[Scenario, Reply]:
        return {
            Scenario.THROTTLED: canned(429, {"detail": "Too many requests"}, headers={"Retry-After": "7"}),
            Scenario.SERVER_ERROR: request_error(500, "internal_error"),
            Scenario.OVERLOADED: request_error(503, "runner_scheduling_failure"),
            Scenario.NO_MONEY: canned(403, {"detail": "User is locked. Reason: Exhausted balance."}),
            Scenario.MODEL_GONE: canned(404, {"detail": "Application 'x' not found"}),
        }
