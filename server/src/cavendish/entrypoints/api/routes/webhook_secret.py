"""POST /api/v1/webhook-secret/rotate: a new secret to check callbacks with."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.delivery_schemas import WebhookSecretAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, services_of
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets

PLUGIN = APIRouter(prefix="/api/v1/webhook-secret", tags=[EXTENSIONS])


@PLUGIN.post(
    "/rotate",
    responses=api_responses(WebhookSecretAnswer, 401, 409, 429, 503),
    openapi_extra=KEYED,
    summary="Get a new signing secret",
    description="The calling key's callbacks are signed with it from now on, after Standard Webhooks; the "
    "secret before signs beside it for 24 hours. It is shown this once. The first call tells a secret too.",
)
async def rotate_webhook_secret(request: Request) -> Response:
    secret = await ManageWebhookSecrets(services_of(request).pool).rotate(calling_key(request).id)
    return EnvelopeResponse(success({"webhookSecret": secret}))
