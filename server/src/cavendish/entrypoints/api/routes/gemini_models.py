"""GET /v1beta/models and /v1beta/models/{model}, as Google's clients call them."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.envelope import Answer, encode_json
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.dialects.dialect_documentation import dialect_responses
from cavendish.entrypoints.api.dialects.gemini_answers import GoogleErrorAnswer
from cavendish.entrypoints.api.dialects.model_aliases import gemini_model
from cavendish.entrypoints.api.documentation.openapi_parts import GEMINI, KEYED
from cavendish.entrypoints.api.request_context import calling_key, services_of
from cavendish.entrypoints.api.task_submission import unknown_model
from cavendish.entrypoints.product_version import product_version
from cavendish.ports.model import ModelPlugin

PLUGIN = APIRouter(prefix="/v1beta/models", tags=[GEMINI])


class GeminiModel(BaseModel):
    name: str
    version: str
    displayName: str  # noqa: N815  wire spelling
    description: str
    supportedGenerationMethods: list[str]  # noqa: N815


class GeminiModels(BaseModel):
    """The models that the calling key may use."""

    models: list[GeminiModel]


def _describe(model: ModelPlugin) -> dict[str, Any]:
    return {
        "name": f"models/{model.slug}",
        "version": product_version(),
        "displayName": model.title,
        "description": model.description,
        "supportedGenerationMethods": ["generateContent", "streamGenerateContent"],
    }


@PLUGIN.get(
    "",
    responses=dialect_responses(GeminiModels, GoogleErrorAnswer),
    openapi_extra=KEYED,
    summary="List models, as Gemini does",
)
async def gemini_list_models(request: Request) -> Response:
    key = calling_key(request)
    models = [model for model in services_of(request).models.values() if key.may_use(model.slug)]
    return EnvelopeResponse(Answer(200, encode_json({"models": [_describe(model) for model in models]})))


@PLUGIN.get(
    "/{model}",
    responses=dialect_responses(GeminiModel, GoogleErrorAnswer, 404),
    openapi_extra=KEYED,
    summary="Read one model, as Gemini does",
)
async def gemini_get_model(
    request: Request, model: Annotated[str, Path(description="Its name.", examples=["nano-banana"])]
) -> Response:
    slug, models = gemini_model(model), services_of(request).models
    if slug not in models or not calling_key(request).may_use(slug):
        raise unknown_model(slug, models)
    return EnvelopeResponse(Answer(200, encode_json(_describe(models[slug]))))
