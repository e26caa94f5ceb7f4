"""Stand-in for OpenRouter: its images endpoint and its chat with pictures."""

import base64
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import COMMON_REPLIES, KEY, Reply, Scenario, StandIn, canned, half

_RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "auto"}
_FIELDS = {
    "model", "prompt", "n", "aspect_ratio", "output_format", "input_references", "provider", "resolution",
    "size", "quality", "background", "output_compression", "seed", "stream", "user", "session_id",
}  # fmt: skip


def router_error(
    code: int,
    message: str,
    *,
    status: int | None = None,
    headers: dict[str, str] | None = None,
    **metadata: Any,
) -> Reply:
    """`status` differs from the code once generation has begun: then it is 200."""
    error: dict[str, Any] = {"code": code, "message": message}
    if metadata:
        error["metadata"] = metadata
    return canned(code if status is None else status, {"error": error, "user_id": "u"}, headers=headers)


def made(content: bytes) -> dict[str, Any]:
    picture_64 = base64.b64encode(content).decode()
    return {
        "created": 1764000000,
        "data": [{"b64_json": picture_64, "media_type": "image/png"}],
        "usage": {"prompt_tokens": 8, "completion_tokens": 1290, "total_tokens": 1298, "cost": 0.0387},
    }


def said(content: bytes | None, *, finish: str = "stop", native: str = "STOP", **choice: Any) -> Reply:
    """A chat answer, with a picture or only words."""
    message: dict[str, Any] = {"role": "assistant", "content": "Here."}
    if content is not None:
        url = f"data:image/png;base64,{base64.b64encode(content).decode()}"
        message["images"] = [{"type": "image_url", "image_url": {"url": url}, "index": 0}]
    body = {
        "id": "gen-1",
        "object": "chat.completion",
        "created": 1764000000,
        "model": "google/gemini-2.5-flash-image",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "native_finish_reason": native,
                "message": message,
                "logprobs": None,
                **choice,
            }
        ],
        "usage": {"prompt_tokens": 8, "completion_tokens": 1290, "total_tokens": 1298, "cost": 0.0387},
    }
    return canned(200, body)


@dataclass
class OpenRouterUpstream(StandIn):
    references: list[bytes] = field(default_factory=list)
    models: tuple[str, ...] = ("google/gemini-2.5-flash-image",)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/api/v1/images", self.images)
        router.add_post("/api/v1/chat/completions", self.chat)

    async def images(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, is_chat=False)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, is_chat=True)

    async def _answer(self, request: web.Request, *, is_chat: bool) -> web.StreamResponse:
        act = self.next_act()
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return await router_error(401, "No auth credentials found")(request)
        if act is not None:
            return await self.act(act, request)
        body = await request.json()
        if body["model"] not in self.models:
            return await self.act(Scenario.MODEL_GONE, request)
        problem = self._chat_problem(body) if is_chat else self._images_problem(body)
        if problem is not None:
            return await router_error(400, problem)(request)
        if is_chat:
            return await said(self.picture or picture())(request)
        return web.json_response(made(self.picture or picture()))

    def _images_problem(self, body: dict[str, Any]) -> str | None:
        self._take(body.get("input_references", []))
        if unknown := sorted(set(body) - _FIELDS):
            return f"Unrecognized key: {unknown[0]}"
        return None if body.get("aspect_ratio", "auto") in _RATIOS else "Invalid aspect_ratio"

    def _chat_problem(self, body: dict[str, Any]) -> str | None:
        self._take([part for part in body["messages"][0]["content"] if part["type"] == "image_url"])
        return None if "image" in body.get("modalities", []) else "This model needs modalities"

    def _take(self, parts: list[dict[str, Any]]) -> None:
        self.references = [base64.b64decode(part["image_url"]["url"].partition(",")[2]) for part in parts]

    def replies(self) -> dict[Scenario, Reply]:
        refusal = "Gemini could not generate an image (IMAGE_SAFETY)"
        unreadable = '{"error":{"code":400,"message":"Unable to process input image."}}'
        return {
            **COMMON_REPLIES,
            Scenario.REFUSED: router_error(400, refusal),
            Scenario.BAD_REFERENCE: router_error(
                400, "Provider returned error", provider_name="Google AI Studio", raw=unreadable
            ),
            Scenario.THROTTLED: router_error(429, "Rate limit exceeded", headers={"Retry-After": "7"}),
            Scenario.SERVER_ERROR: router_error(502, "Provider returned error", status=200),
            Scenario.OVERLOADED: router_error(503, "No provider available"),
            Scenario.NO_PICTURE: canned(200, {"created": 1, "data": []}),
            Scenario.BROKEN_PICTURE: canned(200, made(half(picture()))),
            Scenario.LINK_GONE: canned(200, {"created": 1, "data": [{"url": self.link("gone")}]}),
            Scenario.LINK_PRIVATE: canned(200, {"created": 1, "data": [{"url": self.link("private")}]}),
            Scenario.NO_MONEY: router_error(402, "Insufficient credits"),
            Scenario.MODEL_GONE: router_error(404, "No endpoints found for this model"),
        }
