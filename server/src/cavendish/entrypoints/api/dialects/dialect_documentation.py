"""How the calls of other APIs look in the OpenAPI document."""

from typing import Any, Final

from pydantic import BaseModel

from cavendish.entrypoints.api.documentation.openapi_parts import Responses, keyed_headers, plain_header

_DESCRIPTIONS: Final = {
    400: "The request is invalid, or its content was refused.",
    401: "The key is missing, unknown, revoked or expired.",
    403: "The key may not use this model, or may not be used from the caller's address.",
    404: "Unknown model.",
    405: "No such method here.",
    406: "The client must accept both JSON and event streams.",
    408: "The body came too slowly.",
    409: "Another body under the same `Idempotency-Key`, or the task was cancelled.",
    413: "The body is too large.",
    415: "The body is of another media type.",
    421: "The Host header is not this server's.",
    429: "Over a limit, or the balance is used up.",
    500: "A fault of the server, or the picture could not be made.",
    503: "Cannot take work now, or no route of the model works now.",
    504: "Not finished in time; the task goes on, and `X-Task-Id` names it.",
}
_TASK_IDS: Final = "The tasks behind the answer, for `statusTask`."
REFERENCE: Final = "#/components/schemas/{model}"


def dialect_responses(success: type[BaseModel], error: type[BaseModel], *codes: int) -> Responses:
    """Success and refusals of a keyed call in another API's shape; those of every keyed call are added."""
    responses: Responses = {
        200: {
            "description": "Success.",
            "model": success,
            "headers": {**keyed_headers(), "X-Task-Id": plain_header(_TASK_IDS)},
        }
    }
    for code in sorted({*codes, 401, 403, 429, 500, 503}):
        responses[code] = {"description": _DESCRIPTIONS[code], "model": error}
    return responses


def json_body(model: type[BaseModel], example: object) -> dict[str, Any]:
    """A JSON body that the call parses itself; `body_schemas` has to bring its component."""
    schema = {"$ref": REFERENCE.format(model=model.__name__)}
    examples = {"a picture": {"summary": "A picture from words", "value": example}}
    return {"required": True, "content": {"application/json": {"schema": schema, "examples": examples}}}


def body_schemas(*models: type[BaseModel]) -> dict[str, Any]:
    """These bodies' components, and those that they refer to."""
    components: dict[str, Any] = {}
    for model in models:
        schema = model.model_json_schema(ref_template=REFERENCE)
        components.update(schema.pop("$defs", {}))
        components[model.__name__] = schema
    return components
