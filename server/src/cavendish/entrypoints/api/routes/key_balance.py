"""GET /api/v1/apikeys/current-balance."""

from fastapi import APIRouter
from starlette.responses import Response

from cavendish.entrypoints.api.answer_schemas import BalanceAnswer
from cavendish.entrypoints.api.envelope import success
from cavendish.entrypoints.api.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.openapi_parts import ACCOUNT, KEYED, api_responses

PLUGIN = APIRouter(prefix="/api/v1/apikeys", tags=[ACCOUNT])


@PLUGIN.get(
    "/current-balance",
    responses=api_responses(BalanceAnswer, 401, 429, 503, example=None),
    openapi_extra=KEYED,
    summary="Balance of the calling key",
    description="`data` is a bare number of US dollars, `null` for a key without a budget.",
)
async def current_balance() -> Response:
    return EnvelopeResponse(success(None))
