"""Stand-in for OpenAI's moderation endpoint: it flags the words and pictures it was told to."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.standins.openai_upstream import openai_error
from tests.standins.upstream_server import KEY, Reply, Scenario, StandIn

CATEGORIES = (
    "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent",
    "self-harm", "self-harm/instructions", "self-harm/intent", "sexual", "sexual/minors",
    "violence", "violence/graphic",
)  # fmt: skip


@dataclass
class OpenAIModerationUpstream(StandIn):
    """`flag_words` and `flag_links` (data URLs) say what is flagged, and as which category."""

    flag_words: dict[str, str] = field(default_factory=dict)
    flag_links: dict[str, str] = field(default_factory=dict)
    flag_pictures: str | None = None
    """Flags every picture, as this category."""
    inputs: list[dict[str, Any]] = field(default_factory=list)
    """Every part that was asked about."""

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/v1/moderations", self.moderate)

    async def moderate(self, request: web.Request) -> web.StreamResponse:
        act = self.next_act()
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return await openai_error(401, "invalid_api_key", "Incorrect API key provided")(request)
        if act is not None:
            return await self.act(act, request)
        body = await request.json()
        parts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        parts = [{"type": "text", "text": part} if isinstance(part, str) else part for part in parts]
        pictures = [part for part in parts if part["type"] == "image_url"]
        if len(pictures) > 1:
            message = f"Number of images ({len(pictures)}) exceeds maximum of 1"
            return await openai_error(400, "too_many_images", message, param="input")(request)
        self.inputs += parts
        return web.json_response(
            {"id": "modr-1", "model": "omni-moderation-latest", "results": [self._judge(parts)]}
        )

    def replies(self) -> dict[Scenario, Reply]:
        return {
            **super().replies(),
            Scenario.SERVER_ERROR: openai_error(500, None, "The server had an error", type="server_error"),
            Scenario.THROTTLED: openai_error(429, "rate_limit_exceeded", "Rate limit reached"),
        }

    def _judge(self, parts: list[dict[str, Any]]) -> dict[str, Any]:
        flagged: set[str] = set()
        for part in parts:
            if part["type"] == "text":
                flagged |= {name for word, name in self.flag_words.items() if word in part["text"]}
            else:
                url = part["image_url"]["url"]
                flagged |= {name for link, name in self.flag_links.items() if link == url}
                flagged |= {self.flag_pictures} if self.flag_pictures else set()
        kinds = sorted({"text" if part["type"] == "text" else "image" for part in parts})
        return {
            "flagged": bool(flagged),
            "categories": {name: name in flagged for name in CATEGORIES},
            "category_scores": {name: 0.97 if name in flagged else 0.0001 for name in CATEGORIES},
            "category_applied_input_types": dict.fromkeys(CATEGORIES, kinds),
        }
