"""Stand-in for OpenAI's Images API, and for the servers that speak it with a twist."""

import base64
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import COMMON_REPLIES, KEY, Reply, Scenario, StandIn, canned, half

_FIELDS = {
    "model", "prompt", "n", "size", "quality", "output_format", "background", "moderation",
    "output_compression", "user", "stream", "partial_images", "input_fidelity", "mask", "image", "image[]",
    "style",
}  # fmt: skip


def openai_error(
    status: int, code: str | None, message: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Reply:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code, **more}
    return canned(status, {"error": error}, headers={"x-request-id": "req_1", **(headers or {})})


def moderation_blocked() -> Reply:
    return openai_error(
        400,
        "moderation_blocked",
        "Your request was rejected by the safety system. safety_violations=[sexual].",
        type="image_generation_user_error",
        moderation_details={"moderation_stage": "output", "categories": ["sexual"]},
    )


def made(content: bytes) -> dict[str, Any]:
    return {
        "created": 1764000000,
        "data": [{"b64_json": base64.b64encode(content).decode()}],
        "background": "opaque",
        "output_format": "png",
        "quality": "low",
        "size": "1344x768",
        "usage": {
            "input_tokens": 50,
            "input_tokens_details": {"text_tokens": 50, "image_tokens": 0},
            "output_tokens": 1000,
            "total_tokens": 1050,
        },
    }


@dataclass
class OpenAIUpstream(StandIn):
    """`dialect="sglang"` has no key, wants `response_format` and says errors as `detail`."""

    dialect: str = "openai"
    references: list[bytes] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    file_fields: list[str] = field(default_factory=list)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/v1/images/generations", self.generate)
        router.add_post("/v1/images/edits", self.edit)

    async def generate(self, request: web.Request) -> web.StreamResponse:
        self.references = []
        body = await request.json()
        self.fields = {name: str(value) for name, value in body.items()}
        return await self._answer(request)

    async def edit(self, request: web.Request) -> web.StreamResponse:
        self.references, self.fields, self.file_fields = [], {}, []
        async for part in await request.multipart():
            if part.filename:
                self.references.append(bytes(await part.read()))
                self.file_fields.append(part.name)
            else:
                self.fields[part.name] = await part.text()
        return await self._answer(request)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        is_openai = self.dialect == "openai"
        if is_openai and request.headers.get("Authorization") != f"Bearer {KEY}":
            return await openai_error(401, "invalid_api_key", "Incorrect API key provided: wrong*****3210")(
                request
            )
        if act is not None:
            return await self.act(act, request)
        if (problem := self._problem(request)) is not None:
            return await problem(request)
        return web.json_response(made(self.picture or picture()), headers={"x-request-id": "req_1"})

    def _problem(self, request: web.Request) -> Reply | None:
        if self.dialect == "sglang":
            if request.path.endswith("edits") and not self.references:
                return canned(422, {"detail": "Field 'image' or 'url' is required"})
            if self.fields.get("response_format", "url") != "b64_json":
                return canned(400, {"detail": "response_format='url' requires cloud storage"})
            return None
        if unknown := sorted(set(self.fields) - _FIELDS):
            return openai_error(400, "unknown_parameter", f"Unknown parameter: '{unknown[0]}'.")
        if request.path.endswith("edits") and not self.references:
            return openai_error(400, "missing_required_parameter", "Missing required parameter: 'image'.")
        width, _, height = self.fields.get("size", "1024x1024").partition("x")
        if width != "auto" and (int(width) % 16 or int(height) % 16):
            return openai_error(400, "invalid_value", "Width and height must be multiples of 16.")
        return None

    def replies(self) -> dict[Scenario, Reply]:
        return {
            **COMMON_REPLIES,
            Scenario.REFUSED: moderation_blocked(),
            Scenario.BAD_REFERENCE: openai_error(400, "invalid_image_file", "Invalid image file or mode."),
            Scenario.THROTTLED: openai_error(
                429, "rate_limit_exceeded", "Rate limit reached", headers={"retry-after": "7"}
            ),
            Scenario.SERVER_ERROR: openai_error(500, None, "The server had an error", type="server_error"),
            Scenario.OVERLOADED: openai_error(503, None, "The engine is overloaded", type="server_error"),
            Scenario.NO_PICTURE: canned(200, {"created": 1, "data": []}),
            Scenario.BROKEN_PICTURE: canned(200, made(half(picture()))),
            Scenario.LINK_GONE: canned(200, {"created": 1, "data": [{"url": self.link("gone")}]}),
            Scenario.LINK_PRIVATE: canned(200, {"created": 1, "data": [{"url": self.link("private")}]}),
            Scenario.NO_MONEY: openai_error(429, "insufficient_quota", "You exceeded your current quota"),
            Scenario.MODEL_GONE: openai_error(404, "model_not_found", "The model does not exist"),
        }
