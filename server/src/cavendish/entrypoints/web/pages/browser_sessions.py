"""/session: signing a browser in with a key or a one-time ticket, and out again."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.api_key import ApiKey
from cavendish.domain.errors import ForbiddenError, InvalidRequestError, UnauthenticatedError
from cavendish.entrypoints.api.answers.envelope import Answer, success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.bodies.request_body import parse_json, read_body
from cavendish.entrypoints.api.gates.key_gate import KeyGate
from cavendish.entrypoints.api.gates.page_session import PageSession
from cavendish.entrypoints.api.request_context import exchange_of, services_of

PLUGIN = APIRouter(prefix="/session", include_in_schema=False)
_MAX_BODY_BYTES: Final = 4096


@PLUGIN.get("")
async def read_session(request: Request) -> Response:
    """Whose key this browser acts for; `signedIn: false` is no error."""
    session = _own_page(request)
    if session.find_token(_headers(request)) is None:
        return EnvelopeResponse(success({"signedIn": False}))
    try:
        key = await KeyGate(services_of(request)).identify(exchange_of(request))
    except UnauthenticatedError:
        cookie = session.clear_cookie()
        return EnvelopeResponse(_with_cookie(success({"signedIn": False}), cookie))
    return EnvelopeResponse(success(_who(key)))


@PLUGIN.post("")
async def open_session(request: Request) -> Response:
    """Sign in: `Authorization: Bearer KEY`, or `{"ticket": "…"}` from a one-time link."""
    session = _own_page(request)
    services = services_of(request)
    exchange = exchange_of(request)
    if "authorization" in request.headers:
        token = await services.sessions.open(await KeyGate(services).identify(exchange))
    else:
        token = await services.sessions.redeem(await _read_ticket(request))
    key = await services.sessions.find(token, address=exchange.address)
    return EnvelopeResponse(_with_cookie(success(_who(key)), session.set_cookie(token)))


@PLUGIN.delete("")
async def close_session(request: Request) -> Response:
    """Sign out, here and on the server."""
    session = _own_page(request)
    token = session.find_token(_headers(request))
    if token is not None:
        await services_of(request).sessions.close(token)
    return EnvelopeResponse(_with_cookie(success({"signedIn": False}), session.clear_cookie()))


def _own_page(request: Request) -> PageSession:
    session = PageSession(services_of(request).settings.public_url)
    if not session.is_asked_by_own_page(_headers(request)):
        raise ForbiddenError("Sessions are for this server's own pages: programs send their API key")
    return session


async def _read_ticket(request: Request) -> str:
    body = await parse_json(await read_body(request.receive, max_bytes=_MAX_BODY_BYTES))
    ticket = body.get("ticket") if isinstance(body, dict) else None
    if not isinstance(ticket, str):
        raise InvalidRequestError(field="ticket", problem="is missing: send it, or an API key")
    return ticket


def _who(key: ApiKey) -> dict[str, Any]:
    return {
        "signedIn": True,
        "keyName": key.name,
        "models": list(key.allowed_models),
        "strategy": key.default_strategy.value,
    }


def _with_cookie(answer: Answer, cookie: tuple[bytes, bytes]) -> Answer:
    return Answer(answer.status, answer.body, (*answer.headers, cookie))


def _headers(request: Request) -> dict[bytes, bytes]:
    return dict(request.scope["headers"])
