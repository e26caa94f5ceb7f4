"""Check `openai`: OpenAI's moderation endpoint, on when OPENAI_API_KEY is set.

CAVENDISH_MODERATION_OPENAI is `on` (prompts and reference pictures), `all` (results too) or `off`;
CAVENDISH_MODERATION_OPENAI_CATEGORIES names the categories that refuse; ..._ON_ERROR says what happens when
the endpoint does not answer: `allow` or `refuse`; ..._MODEL and ..._BASE_URL say what to ask, and where.
Source: openai 3.54.0 on the wire; the endpoint takes one picture a request ("Number of images (2) exceeds
maximum of 1": github.com/antiwork/gumroad/pull/4709; both checked 2026-11-23).
"""

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import msgspec
import structlog

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.upstream_failures import failure_of_status
from cavendish.adapters.upstream.upstream_http import UpstreamHttp
from cavendish.domain.errors import ProviderError, SetupError
from cavendish.domain.moderation import Finding, ModerationUnavailableError, Stage
from cavendish.ports.moderator import Content, ModeratorPlugin, PictureToCheck

_NAME: Final = "openai"
_UPSTREAM: Final = "openai_moderation"
_VARIABLE: Final = "CAVENDISH_MODERATION_OPENAI"
_DEFAULT_BASE_URL: Final = "https://api.openai.com/v1"
_DEFAULT_MODEL: Final = "omni-moderation-latest"
_DEFAULT_CATEGORIES: Final = (
    "sexual", "sexual/minors", "violence/graphic", "hate", "hate/threatening", "harassment/threatening",
    "illicit/violent", "self-harm/intent", "self-harm/instructions",
)  # fmt: skip
"""Not `violence`, `harassment`, `illicit`, `self-harm`: battles, jokes and sad pictures are drawn daily."""
_LIMIT_S: Final = 15.0

_log = structlog.get_logger("cavendish.moderation")


class _Text(msgspec.Struct):
    text: str
    type: Literal["text"] = "text"


class _Link(msgspec.Struct):
    url: str


class _Image(msgspec.Struct):
    image_url: _Link
    type: Literal["image_url"] = "image_url"


class _Question(msgspec.Struct):
    model: str
    input: list[_Text | _Image]


class _Result(msgspec.Struct):
    flagged: bool
    categories: dict[str, bool | None]
    category_scores: dict[str, float | None]


class _Verdicts(msgspec.Struct):
    results: list[_Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointSettings:
    key: str
    base_url: str
    model: str
    categories: frozenset[str]
    checks_results: bool
    refuses_on_error: bool


class OpenAIModeration:
    def __init__(self, settings: EndpointSettings, http: UpstreamHttp) -> None:
        self._settings = settings
        self._http = http

    async def review(self, content: Content) -> Finding | None:
        if content.stage is Stage.RESULT and not self._settings.checks_results:
            return None
        answers = await asyncio.gather(
            *(self._ask(what, part) for what, part in _questions(content)), return_exceptions=True
        )
        for answer in answers:
            if isinstance(answer, Finding):
                return answer
        for answer in answers:
            if isinstance(answer, ProviderError):
                self._give_up(answer)
            elif isinstance(answer, BaseException):
                raise answer
        return None

    async def close(self) -> None:
        await self._http.close()

    def _give_up(self, error: ProviderError) -> None:
        """Let the content pass with a warning, or raise, as the operator wants it."""
        if self._settings.refuses_on_error:
            raise ModerationUnavailableError(str(error)) from error
        _log.warning("the moderation endpoint gave no verdict: let pass", reason=str(error))

    async def _ask(self, what: str, part: _Text | _Image) -> Finding | None:
        answer = await self._http.post_json(
            f"{self._settings.base_url}/moderations",
            _Question(model=self._settings.model, input=[part]),
            deadline=Deadline(_LIMIT_S),
            headers={"Authorization": f"Bearer {self._settings.key}"},
        )
        if answer.status != 200:
            raise failure_of_status(_UPSTREAM, answer.status, "")
        for result in answer.read(_Verdicts).results:
            if (worst := self._worst(result)) is not None:
                category, score = worst
                return Finding(category=category, reason=f"{category} in {what}", score=score)
        return None

    def _worst(self, result: _Result) -> tuple[str, float] | None:
        flagged = [
            (category, result.category_scores.get(category) or 0.0)
            for category, is_flagged in result.categories.items()
            if is_flagged and category in self._settings.categories
        ]
        return max(flagged, key=lambda found: found[1], default=None)


def _questions(content: Content) -> list[tuple[str, _Text | _Image]]:
    """What is asked about, and the part that shows it."""
    prompt: list[tuple[str, _Text | _Image]] = (
        [("the prompt", _Text(content.prompt))] if content.prompt else []
    )
    is_result = content.stage is Stage.RESULT
    return prompt + [
        ("the result" if is_result else f"reference {index}", _image(picture))
        for index, picture in enumerate(content.pictures)
    ]


def _image(picture: PictureToCheck) -> _Image:
    encoded = base64.b64encode(picture.content).decode()
    return _Image(_Link(f"data:{picture.media_type};base64,{encoded}"))


def read_settings(environ: Mapping[str, str]) -> EndpointSettings:
    """What the environment says. Raises SetupError that names the variable."""
    on_error = _choice(environ, f"{_VARIABLE}_ON_ERROR", ("allow", "refuse"))
    categories = (environ.get(f"{_VARIABLE}_CATEGORIES") or "").replace(",", " ").split()
    return EndpointSettings(
        key=environ["OPENAI_API_KEY"],
        base_url=(environ.get(f"{_VARIABLE}_BASE_URL") or _DEFAULT_BASE_URL).rstrip("/"),
        model=environ.get(f"{_VARIABLE}_MODEL") or _DEFAULT_MODEL,
        categories=frozenset(categories or _DEFAULT_CATEGORIES),
        checks_results=_choice(environ, _VARIABLE, ("on", "all", "off")) == "all",
        refuses_on_error=on_error == "refuse",
    )


def _choice(environ: Mapping[str, str], name: str, among: tuple[str, ...]) -> str:
    value = environ.get(name, "").strip().lower() or among[0]
    if value not in among:
        raise SetupError(f"{name}={value!r} must be one of: {', '.join(among)}")
    return value


def _why_off(environ: Mapping[str, str]) -> str | None:
    if not environ.get("OPENAI_API_KEY"):
        return "OPENAI_API_KEY not set"
    return f"{_VARIABLE} is off" if _choice(environ, _VARIABLE, ("on", "all", "off")) == "off" else None


def _build(environ: Mapping[str, str]) -> OpenAIModeration:
    return OpenAIModeration(read_settings(environ), UpstreamHttp(_UPSTREAM))


PLUGIN = ModeratorPlugin(name=_NAME, rank=30, why_off=_why_off, build=_build)
