"""/admin/api/v1/keys: make, list, change, top up and revoke API keys."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from cavendish.database.key_rows import KeyListing
from cavendish.domain.errors import NotFoundError
from cavendish.domain.ids import ApiKeyId
from cavendish.entrypoints.api.answers.admin_schemas import KeyAnswer, KeysAnswer, NewKeyAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.bodies.admin_key_bodies import KeyEdit, NewKey, TopUp
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.services.manage_keys import ManageKeys

PLUGIN = APIRouter(prefix="/admin/api/v1/keys", tags=[ADMIN])
KeyIdPath = Annotated[int, Path(alias="keyId", ge=1, le=2**62, description="The key's number.")]


@PLUGIN.get(
    "",
    responses=admin_responses(KeysAnswer),
    openapi_extra=ADMIN_ONLY,
    summary="List the keys",
    description="All keys with their limits and budgets, revoked ones too. Secrets are not kept anywhere.",
)
async def list_keys(request: Request) -> Response:
    services = services_of(request)
    listings = await ManageKeys(services.pool).list()
    now_ms = services.clock.now_ms()
    return EnvelopeResponse(success([_key(listing, now_ms) for listing in listings]))


@PLUGIN.post(
    "",
    responses=admin_responses(NewKeyAnswer, 400),
    openapi_extra=ADMIN_ONLY,
    summary="Make a key",
    description="Answers its secret, which is shown here and never again.",
)
async def create_key(request: Request, body: NewKey) -> Response:
    services = services_of(request)
    new = body.read(services.models)
    key_id, secret = await ManageKeys(services.pool).create(new)
    return EnvelopeResponse(success({"keyId": key_id, "secret": secret}))


@PLUGIN.patch(
    "/{keyId}",
    responses=admin_responses(KeyAnswer, 400, 404),
    openapi_extra=ADMIN_ONLY,
    summary="Change a key",
    description="Changes what is given, in every process at once. `expireTime` 0 means never; empty lists "
    "lift the limit.",
)
async def update_key(request: Request, key_id: KeyIdPath, body: KeyEdit) -> Response:
    services = services_of(request)
    await ManageKeys(services.pool).update(ApiKeyId(key_id), body.read(services.models))
    return await _answer(request, key_id)


@PLUGIN.post(
    "/{keyId}/topup",
    responses=admin_responses(KeyAnswer, 400, 404),
    openapi_extra=ADMIN_ONLY,
    summary="Add to a key's balance",
    description="A key without a budget has one from then on.",
)
async def top_up_key(request: Request, key_id: KeyIdPath, body: TopUp) -> Response:
    await ManageKeys(services_of(request).pool).top_up(ApiKeyId(key_id), body.amount_microusd)
    return await _answer(request, key_id)


@PLUGIN.delete(
    "/{keyId}/budget",
    responses=admin_responses(KeyAnswer, 400, 404, 409),
    openapi_extra=ADMIN_ONLY,
    summary="End a key's budget",
    description="What is left is withdrawn and the key may go on without one; not while money is set aside.",
)
async def end_key_budget(request: Request, key_id: KeyIdPath) -> Response:
    await ManageKeys(services_of(request).pool).end_budget(ApiKeyId(key_id))
    return await _answer(request, key_id)


@PLUGIN.delete(
    "/{keyId}",
    responses=admin_responses(KeyAnswer, 400, 404),
    openapi_extra=ADMIN_ONLY,
    summary="Revoke a key",
    description="For ever, and in every process at once. Its tasks run on to their end.",
)
async def revoke_key(request: Request, key_id: KeyIdPath) -> Response:
    await ManageKeys(services_of(request).pool).revoke(ApiKeyId(key_id))
    return await _answer(request, key_id)


async def _answer(request: Request, key_id: int) -> Response:
    services = services_of(request)
    listings = await ManageKeys(services.pool).list()
    listing = next((listing for listing in listings if listing.key.id == key_id), None)
    if listing is None:
        raise NotFoundError(f"No key has the number {key_id}")
    return EnvelopeResponse(success(_key(listing, services.clock.now_ms())))


def _key(listing: KeyListing, now_ms: int) -> dict[str, Any]:
    key, balance = listing.key, listing.balance_microusd
    return {
        "keyId": key.id,
        "name": key.name,
        "owner": key.owner,
        "hint": listing.hint,
        "state": _state(listing, now_ms),
        "requestsPerMinute": key.requests_per_minute,
        "maxLiveTasks": key.max_live_tasks,
        "liveTasks": listing.live_tasks,
        "strategy": key.default_strategy.value,
        "models": list(key.allowed_models),
        "addresses": [str(network) for network in key.allowed_networks],
        "pricePercent": listing.price_percent,
        "balanceUsd": None if balance is None else balance / 1e6,
        "heldUsd": listing.held_microusd / 1e6,
        "createTime": listing.created_at_ms,
        "expireTime": key.expires_at_ms,
        "revokeTime": listing.revoked_at_ms,
    }


def _state(listing: KeyListing, now_ms: int) -> str:
    if listing.revoked_at_ms is not None:
        return "revoked"
    expires_at_ms = listing.key.expires_at_ms
    return "expired" if expires_at_ms is not None and expires_at_ms <= now_ms else "live"
