"""What OpenAI's image calls say, read as orders."""

import asyncio
import hashlib
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from cavendish.domain.errors import InvalidRequestError, NotJsonError
from cavendish.entrypoints.api.bodies.field_messages import invalid_request, missing_field
from cavendish.entrypoints.api.bodies.multipart_form import FormPart, is_form, parse_form
from cavendish.entrypoints.api.bodies.request_body import check_media_type, parse_json, read_body
from cavendish.entrypoints.api.dialects.model_aliases import openai_model
from cavendish.entrypoints.api.dialects.openai_sizes import shape_of
from cavendish.entrypoints.api.dialects.picture_orders import PictureOrder, data_url
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.api.task_submission import RepeatGuard, read_idempotency_key, unknown_model

MAX_PICTURES: Final = 10
_MAX_PARTS: Final = 60
_IMAGE_FIELDS: Final = frozenset({"image", "image[]"})
_FIELD_NAMES: Final = {"input.image_urls": "image", "input": "", "provider": "provider"}


class ImageCall(BaseModel):
    """The fields that count; what else OpenAI's clients send (`quality`, `style`, `user`…) is ignored."""

    model_config = ConfigDict(extra="ignore")

    prompt: Annotated[str, Field(description="What the picture should show, or how to change the pictures.")]
    model: Annotated[
        str | None,
        Field(
            description="A model of this server; `gpt-image-…` and `dall-e-…` mean `nano-banana`.",
            examples=["nano-banana"],
        ),
    ] = None
    n: Annotated[
        int | None,
        Field(ge=1, le=MAX_PICTURES, description="How many pictures: as many tasks, made all or none."),
    ] = None
    size: Annotated[
        str | None,
        Field(
            description="`WIDTHxHEIGHT`, read as the nearest shape that the model offers, or `auto`.",
            examples=["1536x1024"],
        ),
    ] = None
    response_format: Annotated[
        Literal["url", "b64_json"] | None,
        Field(description="`b64_json` when absent and `model` is a `gpt-image` one, else `url`."),
    ] = None
    output_format: Annotated[
        Literal["png", "jpeg", "jpg"] | None, Field(description="`png` when absent.")
    ] = None
    stream: Annotated[bool | None, Field(description="Only `false`.")] = None
    aspect_ratio: Annotated[
        str | None, Field(description="Not OpenAI's: a ratio of the model; goes before `size`.")
    ] = None
    resolution: Annotated[
        str | None, Field(description="Not OpenAI's: `1K`, `2K` or `4K`; goes before `size`.")
    ] = None
    provider: Annotated[str | None, Field(description="Not OpenAI's: `auto`, `value` or `official`.")] = None


async def read_generation(request: Request) -> tuple[ImageCall, PictureOrder]:
    """The order in a JSON body. Raises RequestRefusedError."""
    headers = dict(request.scope["headers"])
    check_media_type(headers)
    body = await _body(request)
    try:
        call = ImageCall.model_validate(await parse_json(body), strict=True)
    except ValidationError as error:
        raise invalid_request(error) from error
    guard = RepeatGuard(read_idempotency_key(headers), hashlib.sha256(body).digest())
    return call, _order(request, call, guard, [])


async def read_edit(request: Request) -> tuple[ImageCall, PictureOrder]:
    """The order in a multipart form with its pictures. Raises RequestRefusedError."""
    headers = dict(request.scope["headers"])
    content_type = headers.get(b"content-type", b"")
    if not is_form(content_type):
        raise NotJsonError("An edit must come as a multipart form: send Content-Type: multipart/form-data")
    parts = parse_form(await _body(request), content_type, max_parts=_MAX_PARTS)
    fields = _text_fields(parts)
    try:
        call = ImageCall.model_validate(fields)
    except ValidationError as error:
        raise invalid_request(error) from error
    pictures = [part.content for part in parts if part.name in _IMAGE_FIELDS]
    if not pictures:
        raise missing_field("image", "1 or more pictures to edit, as files of the form")
    guard = RepeatGuard(read_idempotency_key(headers), await asyncio.to_thread(_digest, parts))
    return call, _order(request, call, guard, pictures)


async def _body(request: Request) -> bytes:
    return await read_body(request.receive, max_bytes=services_of(request).settings.max_body_bytes)


def _order(request: Request, call: ImageCall, guard: RepeatGuard, pictures: list[bytes]) -> PictureOrder:
    if call.stream:
        raise InvalidRequestError(field="stream", problem="must be false: pictures come whole here")
    models = services_of(request).models
    slug = openai_model(call.model)
    if (model := models.get(slug)) is None:
        raise unknown_model(slug, models)
    ratio, resolution = shape_of(call.size, model)
    asked: dict[str, Any] = {
        "mode": "image-to-image" if pictures else "text-to-image",
        "prompt": call.prompt,
        "aspect_ratio": call.aspect_ratio or ratio,
        "output_format": call.output_format,
        "resolution": call.resolution or resolution,
    }
    if pictures:
        # The declared type is not looked at: what a picture is, its bytes say.
        asked["image_urls"] = [data_url(picture, "image/png") for picture in pictures]
    return PictureOrder(
        model=slug,
        body={"provider": call.provider, "input": asked},
        repeat_guard=guard,
        copies=call.n or 1,
        field_names=_FIELD_NAMES,
    )


def _text_fields(parts: list[FormPart]) -> dict[str, str]:
    fields = {}
    for part in parts:
        if part.name in _IMAGE_FIELDS:
            continue
        if part.name == "mask":
            raise InvalidRequestError(
                field="mask", problem="is not supported: say in the prompt which part to change"
            )
        try:
            fields[part.name] = part.content.decode()
        except UnicodeDecodeError as error:
            raise InvalidRequestError(field=part.name, problem="must be UTF-8 text") from error
    return fields


def _digest(parts: list[FormPart]) -> bytes:
    """Of the form's content: the boundary is another one each time the same form is sent."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%b\0%d\0" % (part.name.encode(), len(part.content)))
        digest.update(part.content)
    return digest.digest()
