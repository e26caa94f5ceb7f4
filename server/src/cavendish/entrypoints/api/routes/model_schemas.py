"""GET /docs/models/schemas/…: machine-readable model schemas."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_models
from cavendish.domain.errors import NotFoundError
from cavendish.entrypoints.api.answers.envelope import Answer, encode_json
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.bodies.task_body import make_body_class
from cavendish.entrypoints.api.documentation.openapi_parts import MODELS, error_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.ports.model import ModelPlugin

PLUGIN = APIRouter(prefix="/docs/models/schemas", tags=[MODELS])
_SCHEMA_VERSION = "1.0"


def _json_document(description: str, title: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "object", "title": title}
    return {200: {"description": description, "content": {"application/json": {"schema": schema}}}}


@PLUGIN.get(
    "/index.json",
    responses=_json_document("The models served here.", "ModelIndex"),
    summary="Index of the model schemas",
)
async def schema_index(request: Request) -> Response:
    services = services_of(request)
    base = f"{services.settings.public_url}/docs"
    models = [
        {
            "model_id": model.slug,
            "slug": model.slug,
            "category": "image",
            "title": model.title,
            "description": model.description,
            "integration_type": "task_api",
            "schema_path": f"{base}/models/schemas/{model.slug}.json",
            "doc_path": f"{base}#{model.slug}",
        }
        for model in services.models.values()
    ]
    moment = datetime.fromtimestamp(services.clock.now_ms() // 1000, UTC)
    index = {
        "schema_version": _SCHEMA_VERSION,
        "generated_at": moment.isoformat().replace("+00:00", "Z"),
        "total_models": len(models),
        "models": models,
    }
    return EnvelopeResponse(Answer(200, encode_json(index)))


@PLUGIN.get(
    "/{name}",
    responses={**_json_document("One model's schema.", "ModelSchema"), **error_responses(404)},
    summary="Schema of one model",
)
async def model_schema(request: Request, name: str) -> Response:
    services = services_of(request)
    slug, _, extension = name.rpartition(".")
    model = services.models.get(slug)
    if model is None or extension != "json":
        raise NotFoundError(
            f"No such model schema; there are {', '.join(f'{m}.json' for m in services.models)}"
        )
    return EnvelopeResponse(Answer(200, _schema(slug)))


@cache
def _schema(slug: str) -> bytes:
    model = find_models()[slug]
    return encode_json(_describe(model))


def _describe(model: ModelPlugin) -> dict[str, Any]:
    return {
        "schema_version": _SCHEMA_VERSION,
        "model_id": model.slug,
        "slug": model.slug,
        "title": model.title,
        "description": model.description,
        "category": "image",
        "integration_type": "task_api",
        "endpoints": {
            "submit": {"method": "POST", "path": f"/api/v1/generateTask/{model.slug}"},
            "status": {"method": "GET", "path": f"/api/v1/statusTask/{model.slug}"},
        },
        "limits": {
            "max_prompt_chars": model.max_prompt_chars,
            "max_references": model.max_references,
            "aspect_ratios": [*model.aspect_ratios, "auto"],
            "output_formats": ["png", "jpeg"],
            "resolutions": list(model.resolutions),
        },
        "input_schema": make_body_class(model).model_json_schema(),
    }
