"""GET /v1/models and /v1/models/{model}, as OpenAI's clients call them."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.envelope import Answer, encode_json
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.dialects.dialect_documentation import dialect_responses
from cavendish.entrypoints.api.dialects.model_aliases import openai_model
from cavendish.entrypoints.api.dialects.openai_answers import OpenAIErrorAnswer
from cavendish.entrypoints.api.documentation.openapi_parts import KEYED, OPENAI
from cavendish.entrypoints.api.request_context import calling_key, services_of
from cavendish.entrypoints.api.task_submission import unknown_model

PLUGIN = APIRouter(prefix="/v1/models", tags=[OPENAI])


class OpenAIModel(BaseModel):
    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class OpenAIModels(BaseModel):
    """The models that the calling key may use."""

    object: Literal["list"]
    data: list[OpenAIModel]


def _describe(slug: str) -> dict[str, Any]:
    # OpenAI's clients want a date; nobody knows when a model of ours began.
    return {"id": slug, "object": "model", "created": 0, "owned_by": "cavendish"}


@PLUGIN.get(
    "",
    responses=dialect_responses(OpenAIModels, OpenAIErrorAnswer),
    openapi_extra=KEYED,
    summary="List models, as OpenAI does",
)
async def openai_list_models(request: Request) -> Response:
    key = calling_key(request)
    slugs = [slug for slug in services_of(request).models if key.may_use(slug)]
    body = {"object": "list", "data": [_describe(slug) for slug in slugs]}
    return EnvelopeResponse(Answer(200, encode_json(body)))


@PLUGIN.get(
    "/{model}",
    responses=dialect_responses(OpenAIModel, OpenAIErrorAnswer, 404),
    openapi_extra=KEYED,
    summary="Read one model, as OpenAI does",
)
async def openai_get_model(
    request: Request, model: Annotated[str, Path(description="Its name.", examples=["nano-banana"])]
) -> Response:
    slug, models = openai_model(model), services_of(request).models
    if slug not in models or not calling_key(request).may_use(slug):
        raise unknown_model(slug, models)
    return EnvelopeResponse(Answer(200, encode_json(_describe(slug))))
