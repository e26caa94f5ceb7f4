"""POST /v1/images/generations and /v1/images/edits, as OpenAI's clients call them."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.dialects.dialect_documentation import dialect_responses, json_body
from cavendish.entrypoints.api.dialects.openai_answers import (
    OpenAIErrorAnswer,
    OpenAIImages,
    openai_answer,
)
from cavendish.entrypoints.api.dialects.openai_requests import ImageCall, read_edit, read_generation
from cavendish.entrypoints.api.dialects.picture_orders import fulfil
from cavendish.entrypoints.api.documentation.openapi_parts import KEYED, OPENAI

PLUGIN = APIRouter(prefix="/v1/images", tags=[OPENAI])
_RESPONSES: Final = dialect_responses(OpenAIImages, OpenAIErrorAnswer, 400, 404, 408, 409, 413, 415, 504)
_EXAMPLE: Final = {"model": "nano-banana", "prompt": "A red fox in the snow at dawn", "size": "1536x1024"}
_FILE: Final = {"type": "string", "format": "binary"}


def _edit_form() -> dict[str, Any]:
    schema = ImageCall.model_json_schema()
    image = {"anyOf": [_FILE, {"type": "array", "items": _FILE}], "description": "JPG, PNG or WebP."}
    schema["properties"] = {"image": image, **schema["properties"]}
    schema["required"] = ["image", "prompt"]
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


@PLUGIN.post(
    "/generations",
    responses=_RESPONSES,
    openapi_extra={**KEYED, "requestBody": json_body(ImageCall, _EXAMPLE)},
    summary="Generate pictures, as OpenAI does",
    description="Waits for the pictures. Each is a task like any other, named in `X-Task-Id`.",
)
async def openai_generate_images(request: Request) -> Response:
    call, order = await read_generation(request)
    return EnvelopeResponse(await openai_answer(request, call, await fulfil(request, order)))


@PLUGIN.post(
    "/edits",
    responses=_RESPONSES,
    openapi_extra={**KEYED, "requestBody": _edit_form()},
    summary="Edit pictures, as OpenAI does",
    description="Waits for the pictures. `image` or `image[]` may come several times; masks are refused.",
)
async def openai_edit_images(request: Request) -> Response:
    call, order = await read_edit(request)
    return EnvelopeResponse(await openai_answer(request, call, await fulfil(request, order)))
