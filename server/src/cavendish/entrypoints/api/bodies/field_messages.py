"""What was wrong with a body, in the caller's words: the dotted field and the cure."""

from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cavendish.domain.errors import InvalidRequestError

_MUST_BE: Final = {
    "string_type": "must be a string",
    "list_type": "must be a list of strings",
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
}
_WHAT_IT_IS: Final = {
    "input": "an object with at least `prompt`",
    "input.prompt": "a text that says what the picture should show",
}


def invalid_request(error: ValidationError) -> InvalidRequestError:
    """The first thing that is wrong."""
    first = error.errors(include_url=False, include_input=True)[0]
    field = dotted(first["loc"])
    kind = first["type"]
    if kind == "missing" or (field in _WHAT_IT_IS and first["input"] is None):
        return missing_field(field)
    if not field:
        return InvalidRequestError(field="", problem="the body must be a JSON object")
    return InvalidRequestError(field=field, problem=_problem(kind, first))


def missing_field(field: str, cure: str | None = None) -> InvalidRequestError:
    """A required field is absent (or null)."""
    hint = cure or _WHAT_IT_IS.get(field)
    return InvalidRequestError(
        field=field,
        problem="is missing" + (f": give {hint}" if hint else ""),
        detail=f"Missing required field: {field}",
    )


def dotted(location: tuple[int | str, ...]) -> str:
    """`("input", "image_urls", 2)` as `input.image_urls[2]`."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _problem(kind: str, error: ErrorDetails) -> str:
    if kind == "literal_error":
        return f"must be one of {error['ctx']['expected']}"
    if kind in _MUST_BE:
        return f"{_MUST_BE[kind]}, not {_json_kind(error['input'])}"
    return str(error["msg"])


def _json_kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"
