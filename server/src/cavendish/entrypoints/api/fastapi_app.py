"""The declared surface: every route, its documentation, and errors in the envelope."""

from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from cavendish.discovery import find_plugins
from cavendish.domain.errors import InvalidRequestError, RequestRefusedError
from cavendish.entrypoints.api.answers.envelope import Answer, encode_error
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.answers.error_shapes import shape_error
from cavendish.entrypoints.api.answers.http_errors import SERVER_FAILED, error_answer
from cavendish.entrypoints.api.bodies.field_messages import dotted, missing_field
from cavendish.entrypoints.api.bodies.request_body import ClientGoneError

ROUTER_PACKAGES: Final = ("cavendish.entrypoints.api.routes", "cavendish.entrypoints.web.pages")
_SAYS = {404: "No such path: see /docs for what there is", 405: "Method not allowed on this path"}


def build_fastapi() -> FastAPI:
    """All routes, without services; whoever serves it puts them into its `state`."""
    app = FastAPI(
        title="Cavendish",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        exception_handlers={
            RequestRefusedError: _refused,
            ClientGoneError: _client_gone,
            HTTPException: _http_error,
            RequestValidationError: _invalid,
            Exception: _crashed,
        },
    )
    for package in ROUTER_PACKAGES:
        for router in find_plugins(package, APIRouter):
            app.include_router(router)
    return app


class _NoAnswer(Response):
    """Sends nothing: there is nobody to send it to."""

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        return


async def _client_gone(_: Request, __: ClientGoneError) -> Response:
    return _NoAnswer()


def _refusal(request: Request, error: RequestRefusedError) -> Response:
    return EnvelopeResponse(shape_error(request.scope["path"], error_answer(error), error))


async def _refused(request: Request, error: RequestRefusedError) -> Response:
    return _refusal(request, error)


async def _crashed(request: Request, _: Exception) -> Response:
    # The error goes on to the front, which logs it.
    return EnvelopeResponse(shape_error(request.scope["path"], SERVER_FAILED))


async def _http_error(request: Request, error: HTTPException) -> Response:
    message = _SAYS.get(error.status_code, str(error.detail))
    headers = []
    if error.status_code == 405:
        allowed = {method.strip() for method in (error.headers or {}).get("Allow", "").split(",")} - {""}
        allowed |= {"HEAD"} if "GET" in allowed else set()
        message += f": use {' or '.join(sorted(allowed))}"
        headers.append((b"allow", ", ".join(sorted(allowed)).encode()))
    answer = Answer(error.status_code, encode_error(error.status_code, message), tuple(headers))
    return EnvelopeResponse(shape_error(request.scope["path"], answer))


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    # The first part says where: query, path or header; all that our routes declare are plain values there.
    field = dotted(first["loc"][1:])
    if first["type"] in ("missing", "string_too_short"):
        return _refusal(request, missing_field(field))
    problem = str(first["msg"])
    problem = f"is not valid: {problem[:1].lower()}{problem[1:]}"
    return _refusal(request, InvalidRequestError(field=field, problem=problem))
