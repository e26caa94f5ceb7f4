"""POST /v1beta/models/{model}:generateContent, and its stream of one event, as Google's clients call them."""

from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.envelope import Answer
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.dialects.dialect_documentation import dialect_responses, json_body
from cavendish.entrypoints.api.dialects.gemini_answers import (
    GenerateContentAnswer,
    GoogleErrorAnswer,
    gemini_answer,
)
from cavendish.entrypoints.api.dialects.gemini_requests import GenerateContentCall, read_content_call
from cavendish.entrypoints.api.dialects.picture_orders import fulfil
from cavendish.entrypoints.api.documentation.openapi_parts import GEMINI, KEYED

PLUGIN = APIRouter(prefix="/v1beta/models", tags=[GEMINI])
_EXAMPLE: Final = {
    "contents": [{"role": "user", "parts": [{"text": "A red fox in the snow at dawn"}]}],
    "generationConfig": {"responseModalities": ["IMAGE"], "imageConfig": {"aspectRatio": "16:9"}},
}
ModelName = Annotated[
    str,
    Path(
        description="Ours, or Google's of the same model, such as `gemini-2.5-flash-image`.",
        examples=["nano-banana"],
    ),
]


async def _answer(request: Request, model: str) -> Answer:
    order = await read_content_call(request, model)
    return await gemini_answer(request, await fulfil(request, order))


@PLUGIN.post(
    "/{model}:generateContent",
    responses=dialect_responses(GenerateContentAnswer, GoogleErrorAnswer, 400, 404, 408, 409, 413, 415, 504),
    openapi_extra={**KEYED, "requestBody": json_body(GenerateContentCall, _EXAMPLE)},
    summary="Make pictures, as Gemini does",
    description="Waits for the pictures. Text is the prompt, `inlineData` the references; in a conversation "
    "the last message edits the latest picture. Each candidate is a task, named in `X-Task-Id`.",
)
async def gemini_generate_content(request: Request, model: ModelName) -> Response:
    return EnvelopeResponse(await _answer(request, model))


@PLUGIN.post("/{model}:streamGenerateContent", include_in_schema=False)
async def gemini_stream_content(request: Request, model: ModelName) -> Response:
    """The whole answer as the stream's only event (`alt=sse`), or as a list of one."""
    answer = await _answer(request, model)
    if answer.status != 200:
        return EnvelopeResponse(answer)
    headers = {name.decode(): value.decode() for name, value in answer.headers}
    if request.query_params.get("alt") == "sse":
        return Response(b"data: %b\r\n\r\n" % answer.body, media_type="text/event-stream", headers=headers)
    return Response(b"[%b]" % answer.body, media_type="application/json", headers=headers)
