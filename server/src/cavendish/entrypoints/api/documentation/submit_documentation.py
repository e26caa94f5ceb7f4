"""How the two hot calls, which parse their own input, look in the OpenAPI document."""

from typing import Any, Final

from cavendish.entrypoints.api.bodies.task_body import make_body_class
from cavendish.entrypoints.api.documentation.openapi_parts import KEYED
from cavendish.entrypoints.api.task_reading import MAX_WAIT_S
from cavendish.ports.model import ModelPlugin

COMPONENT_REF: Final = "#/components/schemas/{model}"
TASK_ID_EXAMPLE: Final = "task_01a20a299d27e2c022e0860e57944fdf"
_PICTURE: Final = "https://example.com/portrait.jpg"
_BODY_EXAMPLES: Final[dict[str, Any]] = {
    "text-to-image": {
        "summary": "A picture from words",
        "value": {
            "input": {
                "mode": "text-to-image",
                "prompt": "A red fox in the snow at dawn, soft light",
                "aspect_ratio": "16:9",
            }
        },
    },
    "image-to-image": {
        "summary": "An edit of a picture",
        "value": {
            "provider": "auto",
            "input": {
                "mode": "image-to-image",
                "prompt": "Put the fox on a green meadow",
                "image_urls": [_PICTURE],
                "output_format": "jpeg",
            },
        },
    },
    "callback": {
        "summary": "Reported to you when it is done",
        "value": {
            "request_type": "callback",
            "callback_url": "https://example.com/hooks/pictures",
            "input": {"prompt": "A lighthouse in a storm, oil painting"},
        },
    },
}
_IDEMPOTENCY_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Extension. The same key and body again answer the same `taskId`; another body is a 409.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


def submit_operation(model: ModelPlugin) -> dict[str, Any]:
    """What FastAPI cannot see of a submit."""
    reference = COMPONENT_REF.format(model=make_body_class(model).__name__)
    content = {"application/json": {"schema": {"$ref": reference}, "examples": _BODY_EXAMPLES}}
    return {
        **KEYED,
        "parameters": [_IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": content},
    }


def status_operation() -> dict[str, Any]:
    """What FastAPI cannot see of a status read."""
    return {
        **KEYED,
        "parameters": [
            {
                "name": "taskId",
                "in": "query",
                "required": True,
                "description": "The id that generateTask answered.",
                "schema": {"type": "string", "minLength": 1},
                "example": TASK_ID_EXAMPLE,
            },
            {
                "name": "wait",
                "in": "query",
                "required": False,
                "description": "Extension: answer when the task has ended, or after so many seconds.",
                "schema": {"type": "number", "minimum": 0, "maximum": MAX_WAIT_S},
                "example": 30,
            },
        ],
    }


def body_components(model: ModelPlugin) -> dict[str, Any]:
    """The body's schemas by name, with the rules that join two fields."""
    body = make_body_class(model)
    schema = body.model_json_schema(ref_template=COMPONENT_REF)
    components: dict[str, Any] = schema.pop("$defs", {})
    components[body.__name__] = schema
    schema["if"] = {"properties": {"request_type": {"const": "callback"}}, "required": ["request_type"]}
    schema["then"] = {"required": ["callback_url"], "properties": {"callback_url": {"type": "string"}}}
    picture = components[body.model_fields["input"].annotation.__name__]  # type: ignore[union-attr]  # a class
    picture["if"] = {"properties": {"mode": {"const": "image-to-image"}}, "required": ["mode"]}
    picture["then"] = {
        "required": ["image_urls"],
        "properties": {"image_urls": {"type": "array", "minItems": 1}},
    }
    picture["else"] = {"properties": {"image_urls": {"type": ["array", "null"], "maxItems": 0}}}
    return components
