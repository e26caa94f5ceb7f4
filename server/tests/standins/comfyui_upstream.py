"""Stand-in for ComfyUI's HTTP API."""

import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.job_server import JOB_SCENARIOS, Job, JobStandIn
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import COMMON_REPLIES, Reply, Scenario, canned, half

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NODES = {
    "KSampler", "CheckpointLoaderSimple", "EmptyLatentImage", "CLIPTextEncode", "VAEDecode", "SaveImage",
    "LoadImage", "ImageScale", "VAEEncode",
}  # fmt: skip
CHECKPOINT = "sd_xl_base_1.0.safetensors"


def graph_error(kind: str, message: str) -> Reply:
    error = {"type": kind, "message": message, "details": "", "extra_info": {}}
    return canned(400, {"error": error, "node_errors": {}})


def execution_error(node: str, kind: str, message: str) -> list[Any]:
    detail = {
        "node_id": "3",
        "node_type": node,
        "exception_type": kind,
        "exception_message": message,
        "traceback": ["…"],
    }
    return ["execution_error", detail]


@dataclass
class ComfyUIUpstream(JobStandIn):
    """History lives in memory: `restart` forgets it. A prompt id that is known is no second submit."""

    uploads: dict[str, bytes] = field(default_factory=dict)
    graphs: list[dict[str, Any]] = field(default_factory=list)
    error: list[Any] | None = None
    """The message with which the next job fails."""
    has_other_work: bool = True

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/prompt", self.prompt)
        router.add_get("/history/{id}", self.history)
        router.add_get("/queue", self.get_queue)
        router.add_post("/queue", self.post_queue)
        router.add_post("/interrupt", self.interrupt)
        router.add_post("/upload/image", self.upload)
        router.add_get("/view", self.view)

    def scenarios(self) -> frozenset[Scenario]:
        """It has no filter, no quota, no links and no money."""
        missing = {Scenario.REFUSED, Scenario.LINK_PRIVATE}
        return (frozenset(self.replies()) | JOB_SCENARIOS) - missing

    def restart(self) -> None:
        self.jobs.clear()

    async def prompt(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        prompt_id = body["prompt_id"]
        act = self.next_act()
        if any(graph["id"] == prompt_id for graph in self.graphs):
            self.submits -= 1
        if self.is_submit_scripted(act):
            return await self.act(act, request)
        if not _UUID.fullmatch(prompt_id):
            return await graph_error("invalid_prompt_id", "prompt_id must be a UUID")(request)
        if (problem := self._problem(body["prompt"])) is not None:
            return await problem(request)
        self.graphs.append({"id": prompt_id, "prompt": body["prompt"]})
        scenario = act if isinstance(act, Scenario) else None
        if prompt_id not in self.jobs:
            self.jobs[prompt_id] = Job(id=prompt_id, scenario=scenario, polls_left=self.polls_before_done)
        return web.json_response({"prompt_id": prompt_id, "number": 1, "node_errors": {}})

    def _problem(self, graph: dict[str, Any]) -> Reply | None:
        self.references = []
        for node in graph.values():
            if node["class_type"] not in _NODES:
                return graph_error("missing_node_type", f"Node '{node['class_type']}' not found.")
            for value in node["inputs"].values():
                if isinstance(value, list) and value[0] not in graph:
                    return graph_error("prompt_outputs_failed_validation", "Prompt outputs failed validation")
            if node["inputs"].get("ckpt_name", CHECKPOINT) != CHECKPOINT:
                return graph_error("prompt_outputs_failed_validation", "Value not in list: ckpt_name")
            if node["class_type"] == "LoadImage":
                if node["inputs"]["image"] not in self.uploads:
                    return graph_error("prompt_outputs_failed_validation", "Invalid image file")
                self.references.append(self.uploads[node["inputs"]["image"]])
            for name in ("width", "height", "seed"):
                if not isinstance(node["inputs"].get(name, 0), int):
                    return graph_error("prompt_outputs_failed_validation", f"{name} must be an INT")
        return None

    async def history(self, request: web.Request) -> web.StreamResponse:
        if (scripted := await self.scripted_asking(request)) is not None:
            return scripted
        job = self.look_up(request.match_info["id"])
        if job is None or not self.is_done(job):
            return web.json_response({})
        return web.json_response({job.id: self._record(job)})

    def _record(self, job: Job) -> dict[str, Any]:
        messages: list[Any] = [["execution_start", {"prompt_id": job.id}]]
        error = self.error
        if job.scenario is Scenario.BAD_REFERENCE:
            error = execution_error("LoadImage", "PIL.UnidentifiedImageError", "cannot identify image file")
        if job.is_cancelled:
            error = ["execution_interrupted", {"prompt_id": job.id}]
        if error is not None:
            status = {"status_str": "error", "completed": False, "messages": [*messages, error]}
            return {"prompt": [], "outputs": {}, "status": status}
        status = {"status_str": "success", "completed": True, "messages": messages}
        name = {Scenario.BROKEN_PICTURE: "half.png", Scenario.LINK_GONE: "gone.png"}
        images = [
            {"filename": name.get(job.scenario, "cavendish_00001_.png"), "subfolder": "", "type": "output"}
        ]
        outputs = {} if job.scenario is Scenario.NO_PICTURE else {"9": {"images": images}}
        return {"prompt": [], "outputs": outputs, "status": status}

    async def get_queue(self, request: web.Request) -> web.StreamResponse:
        running = [
            [1, job.id, {}, {}, ["9"]] for job in self.jobs.values() if job.scenario is not Scenario.VANISHED
        ]
        return web.json_response({"queue_running": running[:1], "queue_pending": running[1:]})

    async def post_queue(self, request: web.Request) -> web.StreamResponse:
        return web.Response()

    async def interrupt(self, request: web.Request) -> web.StreamResponse:
        self.cancel((await request.json())["prompt_id"])
        return web.Response()

    async def upload(self, request: web.Request) -> web.StreamResponse:
        name = ""
        async for part in await request.multipart():
            if part.name == "image":
                name = f"renamed-{part.filename}"
                self.uploads[name] = bytes(await part.read())
        return web.json_response({"name": name, "subfolder": "", "type": "input"})

    async def view(self, request: web.Request) -> web.StreamResponse:
        name = request.query["filename"]
        if name == "gone.png":
            return web.Response(status=404)
        content = half(picture()) if name == "half.png" else self.picture or picture()
        return web.Response(body=content, content_type="image/png")

    def replies(self) -> dict[Scenario, Reply]:
        return {
            **COMMON_REPLIES,
            Scenario.SERVER_ERROR: canned(
                500, text="500 Internal Server Error\n\nServer got itself in trouble"
            ),
            Scenario.OVERLOADED: canned(503, text="<html>Service Unavailable</html>"),
            Scenario.MODEL_GONE: graph_error(
                "prompt_outputs_failed_validation", "Value not in list: ckpt_name"
            ),
        }

    def submit_replies(self) -> dict[Scenario, Reply]:
        return self.replies()
