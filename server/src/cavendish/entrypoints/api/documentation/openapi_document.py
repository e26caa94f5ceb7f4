"""The OpenAPI 3.1 document, made from the declared routes; needs no services."""

from functools import cache
from typing import Any

from fastapi.openapi.utils import get_openapi

from cavendish.bootstrap import find_models
from cavendish.entrypoints.api.dialects.dialect_documentation import body_schemas
from cavendish.entrypoints.api.dialects.gemini_requests import GenerateContentCall
from cavendish.entrypoints.api.dialects.openai_requests import ImageCall
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN_SCHEME, SCHEME, TAGS
from cavendish.entrypoints.api.documentation.submit_documentation import body_components
from cavendish.entrypoints.api.fastapi_app import build_fastapi
from cavendish.entrypoints.product_version import product_version

_DESCRIPTION = """\
Submit a prompt, and reference pictures to edit; get a `taskId`; poll `statusTask` or be called back;
fetch the picture from a link that lives 15 days.

Every answer is an envelope `{code, message, data}` whose `code` is the HTTP status. Limits count per key:
requests a minute, shown in the `RateLimit-*` headers of every answer, and tasks that are `pending` or
`processing` at once.
"""


def openapi_document(public_url: str = "") -> dict[str, Any]:
    """A fresh copy of the document; `public_url` names the server in it."""
    document = dict(_document())
    document["servers"] = [{"url": public_url or "/"}]
    return document


@cache
def _document() -> dict[str, Any]:
    document = get_openapi(
        title="Cavendish",
        version=product_version(),
        summary="Self-hosted server for the Nano Banana image task API",
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        routes=build_fastapi().routes,
        tags=[dict(tag) for tag in TAGS],
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for model in find_models().values():
        schemas.update(body_components(model))
    schemas.update(body_schemas(ImageCall, GenerateContentCall))
    components["securitySchemes"] = {
        SCHEME: {"type": "http", "scheme": "bearer", "description": "`Authorization: Bearer <key>`"},
        ADMIN_SCHEME: {"type": "http", "scheme": "bearer", "description": "`CAVENDISH_ADMIN_TOKEN`"},
    }
    # Calls that have bad input answer 400 in our envelope, never FastAPI's own 422.
    for operation in _operations(document):
        operation["responses"].pop("422", None)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["schemas"] = dict(sorted(schemas.items()))
    return document


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]
