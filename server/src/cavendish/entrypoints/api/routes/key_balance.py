"""GET /api/v1/apikeys/current-balance."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.price_list import MICROUSD_PER_USD
from cavendish.entrypoints.api.answers.answer_schemas import BalanceAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import ACCOUNT, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, services_of
from cavendish.services.read_balance import ReadBalance

PLUGIN = APIRouter(prefix="/api/v1/apikeys", tags=[ACCOUNT])


@PLUGIN.get(
    "/current-balance",
    responses=api_responses(BalanceAnswer, 401, 429, 503, example=12.46),
    openapi_extra=KEYED,
    summary="Balance of the calling key",
    description="`data` is a bare number of US dollars, `null` for a key without a budget. "
    "What tasks that have not ended will cost is taken off already, and comes back when they fail.",
)
async def current_balance(request: Request) -> Response:
    balance = await ReadBalance(services_of(request).pool)(calling_key(request).id)
    return EnvelopeResponse(success(None if balance is None else balance / MICROUSD_PER_USD))
