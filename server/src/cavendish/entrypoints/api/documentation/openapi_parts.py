"""What the routes share in the OpenAPI document: tags, headers, errors with their examples."""

from typing import Any, Final

from pydantic import BaseModel

from cavendish.entrypoints.api.answers.answer_schemas import ErrorAnswer

TASKS: Final = "Tasks"
ACCOUNT: Final = "Account"
MODELS: Final = "Models"
RESULTS: Final = "Results"
EXTENSIONS: Final = "Extensions"
OPENAI: Final = "OpenAI-compatible"
GEMINI: Final = "Gemini-compatible"
MCP: Final = "MCP"
SERVICE: Final = "Service"
ADMIN: Final = "Admin"
TAGS: Final = [
    {"name": TASKS, "description": "The public task API: submit, then poll or be called back."},
    {"name": RESULTS, "description": "The pictures."},
    {"name": ACCOUNT, "description": "The calling key."},
    {"name": MODELS, "description": "What is offered, machine-readable."},
    {
        "name": EXTENSIONS,
        "description": "Beyond the public API, only on this server: list, detail, cancel, follow.",
    },
    {
        "name": OPENAI,
        "description": "The same tasks in OpenAI's words, for its clients: base URL `/v1`.",
    },
    {
        "name": GEMINI,
        "description": "The same tasks in Google's words, for its clients; the key in `x-goog-api-key`, in "
        "`?key=` or as a bearer.",
    },
    {"name": MCP, "description": "The same tasks as tools of the Model Context Protocol."},
    {"name": SERVICE, "description": "For operators and load balancers; no key."},
    {
        "name": ADMIN,
        "description": "What the console does, for the operator's own programs: everything of every key. "
        "`Authorization: Bearer <CAVENDISH_ADMIN_TOKEN>`; no API key opens it. Not part of the public API.",
    },
]
SCHEME: Final = "apiKey"
KEYED: Final[dict[str, Any]] = {"security": [{SCHEME: []}]}
ADMIN_SCHEME: Final = "adminToken"
ADMIN_ONLY: Final[dict[str, Any]] = {"security": [{ADMIN_SCHEME: []}]}

Responses = dict[int | str, dict[str, Any]]

_TASK_NOT_FOUND: Final = "Task not found"
_ERRORS: Final[dict[int, tuple[str, str]]] = {
    400: (
        "The request is invalid; `data.error` names the field.",
        "Invalid request: input.prompt is missing",
    ),
    401: ("The key is missing, unknown, revoked or expired.", "Invalid or missing API key"),
    402: (
        "The calling key's prepaid balance does not suffice.",
        "Balance used up: this picture costs $0.04 and $0.02 is left; "
        "wait for tasks to end, or ask the operator to top up",
    ),
    403: (
        "The key may not use this model, or may not be used from the caller's address.",
        "This key may not use the model nano-banana-pro, only nano-banana: ask the operator to add it",
    ),
    404: ("Unknown model, or no such task of this key and model.", _TASK_NOT_FOUND),
    408: ("The body came too slowly.", "The request's body came too slowly: send it again"),
    409: ("It clashes with what was before.", "The task has ended already: success"),
    410: ("Results are kept for 15 days.", "This picture's link has expired: results are kept for 15 days"),
    413: ("The body is too large.", "The request body is too large: at most 72 MB are taken"),
    415: ("The body is not JSON.", "The body must be JSON: send Content-Type: application/json"),
    416: (
        "The range lies behind the end.",
        "The asked range lies behind the end: the picture has 1300000 bytes",
    ),
    429: (
        "Over a limit: requests a minute, or tasks at once. `Retry-After` says when to come back.",
        "Too many requests: this key may make 10000 a minute; try again in 17 seconds",
    ),
    500: ("A fault of the server.", "The server failed: this is our fault, not the request's"),
    503: ("Cannot take work now; nothing was stored.", "The task could not be stored; try again shortly"),
}
_RATE_HEADERS: Final = {
    "RateLimit-Limit": "Requests this key may make a minute.",
    "RateLimit-Remaining": "How many of them are left.",
    "RateLimit-Reset": "Seconds until the minute is over.",
}


def plain_header(description: str, kind: str = "string") -> dict[str, Any]:
    return {"description": description, "schema": {"type": kind}}


def keyed_headers() -> dict[str, Any]:
    """What every answer to an authenticated call carries."""
    return {name: plain_header(text, "integer") for name, text in _RATE_HEADERS.items()}


def error_responses(*codes: int, is_keyed: bool = False) -> Responses:
    """These refusals, each with an example of its envelope."""
    responses: Responses = {}
    for code in codes:
        description, message = _ERRORS[code]
        headers = keyed_headers() if is_keyed and code != 401 else {}
        if code in (429, 503):
            headers["Retry-After"] = plain_header("Seconds to wait.", "integer")
        responses[code] = {
            "description": description,
            "model": ErrorAnswer,
            "content": {"application/json": {"example": _example(code, message)}},
            **({"headers": headers} if headers else {}),
        }
    return responses


def api_responses(success: type[BaseModel], *codes: int, example: object = ...) -> Responses:
    """Success and refusals of a call that carries a key."""
    ok: dict[str, Any] = {"description": "Success.", "model": success, "headers": keyed_headers()}
    if example is not ...:
        wrapped = {"code": 200, "message": "success", "data": example}
        ok["content"] = {"application/json": {"example": wrapped}}
    # Any call may come from an address that the key is not for.
    refusals = sorted({*codes, 403, 500})
    return {200: ok, **error_responses(*refusals, is_keyed=True)}


def admin_responses(success: type[BaseModel], *codes: int) -> Responses:
    """Success and refusals of a call of the operator's."""
    responses = error_responses(*sorted({*codes, 401, 403, 500, 503}))
    said = {
        401: "Invalid or missing admin token: send Authorization: Bearer <CAVENDISH_ADMIN_TOKEN>",
        403: "Send the csrfToken of your session in X-CSRF-Token",
    }
    for code, message in said.items():
        example = {"code": code, "message": message, "data": None}
        responses[code] |= {"description": message, "content": {"application/json": {"example": example}}}
    return {200: {"description": "Success.", "model": success}, **responses}


def _example(code: int, message: str) -> dict[str, Any]:
    if code == 401:
        return {"code": code, "message": message}
    data = {"error": "Missing required field: input.prompt"} if code == 400 else None
    return {"code": code, "message": message, "data": data}
