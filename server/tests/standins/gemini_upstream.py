"""Stand-in for Google's generateContent, as the Gemini API and Vertex AI serve it."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import COMMON_REPLIES, KEY, Reply, Scenario, StandIn, canned, half

_TYPES = {"image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"}
_KNOWN_CONFIG = {
    "responseModalities", "response_modalities", "imageConfig", "image_config", "candidateCount", "seed",
    "temperature", "topP", "topK", "maxOutputTokens",
}  # fmt: skip
_KNOWN_IMAGE_CONFIG = {"aspectRatio", "aspect_ratio", "imageSize", "image_size"}
_RATIOS = {
    "1:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "16:9",
    "21:9",
    "1:4",
    "4:1",
    "1:8",
    "8:1",
}


def google_error(
    code: int, status: str, message: str, *details: dict[str, Any], headers: dict[str, str] | None = None
) -> Reply:
    """Google's error body."""
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if details:
        error["details"] = list(details)
    return canned(code, {"error": error}, headers=headers)


def quota_exceeded(*, quota_id: str = "", delay: str = "") -> Reply:
    """429, with the details that Google adds when it knows more."""
    details: list[dict[str, Any]] = []
    if quota_id:
        details.append(
            {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": quota_id}]}
        )
    if delay:
        details.append({"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay})
    return google_error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", *details)


def wrong_key() -> Reply:
    return google_error(
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
            "metadata": {"service": "generativelanguage.googleapis.com"},
        },
    )


def finished(reason: str, *parts: dict[str, Any], message: str = "") -> Reply:
    """A 200 with one candidate that ended for `reason`."""
    candidate: dict[str, Any] = {"finishReason": reason, "index": 0}
    if parts:
        candidate["content"] = {"role": "model", "parts": list(parts)}
    if message:
        candidate["finishMessage"] = message
    return canned(200, {"candidates": [candidate], "modelVersion": "gemini-2.5-flash-image"})


def blocked(reason: str) -> Reply:
    return canned(200, {"promptFeedback": {"blockReason": reason}, "usageMetadata": {"promptTokenCount": 8}})


def image_part(content: bytes, *, thought: bool = False, media_type: str = "image/png") -> dict[str, Any]:
    part: dict[str, Any] = {
        "inlineData": {"mimeType": media_type, "data": base64.b64encode(content).decode()}
    }
    if thought:
        part |= {"thought": True, "thoughtSignature": "c2lnbmF0dXJl"}
    return part


def linked_part(url: str) -> dict[str, Any]:
    return {"fileData": {"mimeType": "image/png", "fileUri": url}}


@dataclass
class GeminiUpstream(StandIn):
    """Understands camelCase and snake_case, `/v1` and `/v1beta`, as the real one does."""

    models: set[str] = field(default_factory=lambda: {"gemini-2.5-flash-image", "gemini-3-pro-image"})
    references: list[bytes] = field(default_factory=list)
    is_vertex: bool = False

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/{version:v1|v1beta|v1beta1}/models/{model}:generateContent", self.generate)
        router.add_get("/{version:v1|v1beta}/models", self.list_models)

    async def list_models(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self.refuse_caller(request)) is not None:
            return await refusal(request)
        return web.json_response({"models": [{"name": f"models/{name}"} for name in sorted(self.models)]})

    async def generate(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        if (refusal := self.refuse_caller(request)) is not None:
            return await refusal(request)
        if act is not None:
            return await self.act(act, request)
        if request.match_info["model"] not in self.models:
            return await self.act(Scenario.MODEL_GONE, request)
        problem = self._problem(await request.json())
        if problem is not None:
            return await google_error(400, "INVALID_ARGUMENT", problem)(request)
        return await self._success()(request)

    def refuse_caller(self, request: web.Request) -> Reply | None:
        key = request.headers.get("x-goog-api-key") or request.query.get("key")
        return None if key == KEY else wrong_key()

    def _success(self) -> Reply:
        body = {
            "candidates": [
                {
                    "content": {
                        "role": "model",
                        "parts": [{"text": "Here it is."}, image_part(self.picture or picture())],
                    },
                    "finishReason": "STOP",
                    "index": 0,
                }
            ],
            "usageMetadata": {
                "promptTokenCount": 8,
                "candidatesTokenCount": 1290,
                "totalTokenCount": 1298,
                "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 8}],
                "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1290}],
            },
            "modelVersion": "gemini-2.5-flash-image",
            "responseId": "r-1",
        }
        return canned(200, body)

    def _problem(self, body: dict[str, Any]) -> str | None:
        self.references = []
        config = body.get("generationConfig") or body.get("generation_config") or {}
        image_config = config.get("imageConfig") or config.get("image_config") or {}
        known = _KNOWN_IMAGE_CONFIG | (
            {"imageOutputOptions", "personGeneration"} if self.is_vertex else set()
        )
        for name in sorted((set(config) - _KNOWN_CONFIG) | (set(image_config) - known)):
            return f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.'
        ratio = image_config.get("aspectRatio") or image_config.get("aspect_ratio")
        if ratio is not None and ratio not in _RATIOS:
            return f"aspect_ratio {ratio} is not supported"
        for content in body["contents"]:
            if self.is_vertex and content.get("role") not in ("user", "model"):
                return "Please use a valid role: user, model."
            for part in content["parts"]:
                if (problem := self._part_problem(part)) is not None:
                    return problem
        return None

    def _part_problem(self, part: dict[str, Any]) -> str | None:
        blob = part.get("inlineData") or part.get("inline_data")
        if blob is None:
            return None
        if (blob.get("mimeType") or blob.get("mime_type")) not in _TYPES:
            return "Unsupported MIME type"
        content = base64.b64decode(blob["data"].replace("-", "+").replace("_", "/"))
        if content[:4] not in (b"\x89PNG", b"RIFF") and not content.startswith(b"\xff\xd8\xff"):
            return "Unable to process input image. Please retry or report in the forum."
        self.references.append(content)
        return None if len(self.references) <= self.max_references else "Too many images in the prompt"

    def replies(self) -> dict[Scenario, Reply]:
        return {
            **COMMON_REPLIES,
            Scenario.REFUSED: finished("IMAGE_SAFETY", message="Unable to show the generated image."),
            Scenario.BAD_REFERENCE: google_error(400, "INVALID_ARGUMENT", "Unable to process input image."),
            Scenario.THROTTLED: quota_exceeded(quota_id="GenerateRequestsPerMinutePerProject", delay="7s"),
            Scenario.SERVER_ERROR: google_error(500, "INTERNAL", "An internal error has occurred."),
            Scenario.OVERLOADED: google_error(503, "UNAVAILABLE", "The model is overloaded."),
            Scenario.NO_PICTURE: finished("STOP", {"text": "I am unable to help with that."}),
            Scenario.BROKEN_PICTURE: finished("STOP", image_part(half(picture()))),
            Scenario.LINK_GONE: finished("STOP", linked_part(self.link("gone"))),
            Scenario.LINK_PRIVATE: finished("STOP", linked_part(self.link("private"))),
            Scenario.NO_MONEY: google_error(403, "PERMISSION_DENIED", "Billing account disabled."),
            Scenario.MODEL_GONE: google_error(
                404, "NOT_FOUND", "models/x is not found for API version v1beta"
            ),
        }


def in_a_list(reply_body: dict[str, Any], status: int) -> Reply:
    """Google sometimes wraps its error into a one-element list."""
    return canned(status, text=json.dumps([reply_body]), content_type="application/json")
