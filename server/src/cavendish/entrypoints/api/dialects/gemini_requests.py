"""What a `generateContent` call says, read as an order. Source: ai.google.dev/api/generate-content."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from itertools import takewhile
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel
from starlette.requests import Request

from cavendish.domain.errors import InvalidRequestError
from cavendish.entrypoints.api.bodies.field_messages import invalid_request, missing_field
from cavendish.entrypoints.api.bodies.request_body import check_media_type, parse_json, read_body
from cavendish.entrypoints.api.dialects.model_aliases import gemini_model
from cavendish.entrypoints.api.dialects.picture_orders import PictureOrder, data_url
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.api.task_submission import RepeatGuard, read_idempotency_key, unknown_model

MAX_CANDIDATES: Final = 8
_URL_SAFE: Final = str.maketrans("-_", "+/")
_FIELD_NAMES: Final = {
    "input.prompt": "contents.parts.text",
    "input.image_urls": "contents.parts.inlineData",
    "input.aspect_ratio": "generationConfig.imageConfig.aspectRatio",
    "input.resolution": "generationConfig.imageConfig.imageSize",
    "input.output_format": "generationConfig.imageConfig.outputMimeType",
}


class _GoogleMessage(BaseModel):
    """Google takes both spellings of a name, and ignores what it does not know here."""

    model_config = ConfigDict(extra="ignore", alias_generator=to_camel, populate_by_name=True)


class GeminiBlob(_GoogleMessage):
    mime_type: str
    data: Annotated[str, Field(description="Base64, of either alphabet.")]


class GeminiFile(_GoogleMessage):
    file_uri: Annotated[str, Field(description="An `https` address.")]


class GeminiPart(_GoogleMessage):
    text: str | None = None
    inline_data: GeminiBlob | None = None
    file_data: GeminiFile | None = None
    thought: bool | None = None


class GeminiContent(_GoogleMessage):
    role: str | None = None
    parts: list[GeminiPart] | None = None


class GeminiImageConfig(_GoogleMessage):
    aspect_ratio: str | None = None
    image_size: str | None = None
    output_mime_type: Literal["image/png", "image/jpeg"] | None = None


class GeminiGenerationConfig(_GoogleMessage):
    candidate_count: Annotated[int | None, Field(ge=1, le=MAX_CANDIDATES)] = None
    response_modalities: Annotated[
        list[str] | None, Field(description="When given, `IMAGE` must be among them.")
    ] = None
    image_config: GeminiImageConfig | None = None


class GenerateContentCall(_GoogleMessage):
    """The fields that count; tools, safety settings and sampling are ignored."""

    contents: Annotated[list[GeminiContent], Field(min_length=1)]
    system_instruction: Annotated[
        GeminiContent | None, Field(description="Its text goes before the prompt's.")
    ] = None
    generation_config: GeminiGenerationConfig | None = None


async def read_content_call(request: Request, model: str) -> PictureOrder:
    """The order in a `generateContent` body. Raises RequestRefusedError."""
    slug, services = gemini_model(model), services_of(request)
    if slug not in services.models:
        raise unknown_model(slug, services.models)
    headers = dict(request.scope["headers"])
    check_media_type(headers)
    body = await read_body(request.receive, max_bytes=services.settings.max_body_bytes)
    try:
        call = GenerateContentCall.model_validate(await parse_json(body))
    except ValidationError as error:
        raise invalid_request(error) from error
    config = call.generation_config or GeminiGenerationConfig()
    modalities = config.response_modalities
    if modalities and "IMAGE" not in {modality.upper() for modality in modalities}:
        raise InvalidRequestError(
            field="generationConfig.responseModalities", problem="must hold IMAGE: pictures are all we make"
        )
    return PictureOrder(
        model=slug,
        body={"input": _input(call, config.image_config or GeminiImageConfig())},
        repeat_guard=RepeatGuard(read_idempotency_key(headers), hashlib.sha256(body).digest()),
        copies=config.candidate_count or 1,
        field_names=_FIELD_NAMES,
    )


def _input(call: GenerateContentCall, image: GeminiImageConfig) -> dict[str, Any]:
    turn = _last_turn(call.contents)
    words = [*_texts(call.system_instruction), *(text for content in turn for text in _texts(content))]
    if not any(text.strip() for text in words):
        raise missing_field("contents.parts.text", "a text that says what the picture should show")
    pictures = _references(call.contents, turn)
    asked: dict[str, Any] = {
        "mode": "image-to-image" if pictures else "text-to-image",
        "prompt": "\n".join(words),
        # Source: "the model defaults to matching the output image size to that of your input image, or
        # otherwise generates 1:1 squares", ai.google.dev/gemini-api/docs/image-generation
        "aspect_ratio": image.aspect_ratio or ("auto" if pictures else None),
        "resolution": image.image_size,
        "output_format": (image.output_mime_type or "image/png").removeprefix("image/"),
    }
    if pictures:
        asked["image_urls"] = pictures
    return asked


def _last_turn(contents: list[GeminiContent]) -> list[GeminiContent]:
    """What the user said since the model spoke last: the instruction of a conversation's next picture."""
    return list(takewhile(lambda content: content.role != "model", reversed(contents)))[::-1]


def _texts(content: GeminiContent | None) -> list[str]:
    parts = (content.parts or []) if content else []
    return [part.text for part in parts if part.text and not part.thought]


def _references(contents: list[GeminiContent], turn: list[GeminiContent]) -> list[str]:
    """The last turn's pictures; without any, those of the latest message before that has some."""
    if found := [url for content in turn for url in _pictures(content)]:
        return found
    for content in reversed(contents[: len(contents) - len(turn)]):
        if found := list(_pictures(content)):
            return found
    return []


def _pictures(content: GeminiContent) -> Iterator[str]:
    for part in content.parts or []:
        if part.thought:
            continue
        if part.inline_data is not None:
            yield _inline(part.inline_data)
        elif part.file_data is not None:
            yield part.file_data.file_uri


def _inline(blob: GeminiBlob) -> str:
    field = "contents.parts.inlineData"
    if not blob.mime_type.startswith("image/"):
        raise InvalidRequestError(field=f"{field}.mimeType", problem="must be a picture's, such as image/png")
    text = blob.data.translate(_URL_SAFE).rstrip("=")
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidRequestError(field=f"{field}.data", problem="is not valid base64") from error
    return data_url(content, "image/png")
