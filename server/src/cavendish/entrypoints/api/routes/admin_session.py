"""/admin/api/v1/session: a browser signs in with the admin token, and out again."""

from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.errors import AdminUnauthenticatedError, ForbiddenError
from cavendish.entrypoints.api.answers.admin_schemas import NothingAnswer, SessionAnswer
from cavendish.entrypoints.api.answers.envelope import Answer, success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.gates.admin_gate import is_foreign
from cavendish.entrypoints.api.request_context import admin_gate_of, exchange_of
from cavendish.services.admit_admin import AdminSession

PLUGIN = APIRouter(prefix="/admin/api/v1/session", tags=[ADMIN])
_MAX_TOKEN: Final = 4096


class SignIn(BaseModel):
    token: Annotated[str, Field(max_length=_MAX_TOKEN, description="The value of CAVENDISH_ADMIN_TOKEN.")]


@PLUGIN.post(
    "",
    responses=admin_responses(SessionAnswer, 400),
    summary="Sign a browser in",
    description="Gives it a cookie for 12 hours, which its scripts cannot read. Programs need no session.",
)
async def sign_in_admin(request: Request, body: SignIn) -> Response:
    exchange = exchange_of(request)
    if is_foreign(exchange.headers):
        raise ForbiddenError("Sign in from this server's own page")
    gate = admin_gate_of(request)
    session = await gate.admit_admin.sign_in(body.token, address=exchange.address)
    return EnvelopeResponse(_with(_answer(session), gate.cookie.set(session.secret)))


@PLUGIN.get(
    "",
    responses=admin_responses(SessionAnswer),
    openapi_extra=ADMIN_ONLY,
    summary="Read one's session",
    description="Only for a browser that is signed in.",
)
async def read_admin_session(request: Request) -> Response:
    session = await admin_gate_of(request).find_session(exchange_of(request).headers)
    if session is None:
        raise AdminUnauthenticatedError
    return EnvelopeResponse(_answer(session))


@PLUGIN.delete(
    "", responses=admin_responses(NothingAnswer), openapi_extra=ADMIN_ONLY, summary="Sign a browser out"
)
async def sign_out_admin(request: Request) -> Response:
    gate = admin_gate_of(request)
    session = await gate.find_session(exchange_of(request).headers)
    if session is not None:
        await gate.admit_admin.sign_out(session.secret)
    return EnvelopeResponse(_with(success(None), gate.cookie.clear()))


def _answer(session: AdminSession) -> Answer:
    return success({"csrfToken": session.csrf_token, "expiresAt": session.expires_at_ms})


def _with(answer: Answer, cookie: tuple[bytes, bytes]) -> Answer:
    return Answer(answer.status, answer.body, (*answer.headers, cookie))
