"""/admin/api/v1/deliveries: the callbacks of all keys, and sending one again."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.database.admin_rows import OwnedDelivery
from cavendish.domain.delivery import DeliveryAttempt, find_delivery_id
from cavendish.domain.errors import InvalidRequestError, NotFoundError
from cavendish.domain.ids import DeliveryId
from cavendish.entrypoints.api.answers.admin_schemas import (
    AdminDeliveryAnswer,
    AdminDeliveryDetailAnswer,
    AdminDeliveryPageAnswer,
)
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.bodies.admin_queries import DeliveryQuery
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.services.inspect_deliveries import InspectDeliveries
from cavendish.services.replay_delivery import ReplayDelivery

PLUGIN = APIRouter(prefix="/admin/api/v1/deliveries", tags=[ADMIN])
DeliveryIdPath = Annotated[str, Path(alias="deliveryId", description="The `webhook-id` of the callback.")]


@PLUGIN.get(
    "",
    responses=admin_responses(AdminDeliveryPageAnswer, 400, 409),
    openapi_extra=ADMIN_ONLY,
    summary="List all callbacks",
    description="The callbacks of every key, newest first. Pass `nextCursor` as `cursor` for the next page.",
)
async def list_all_deliveries(request: Request, query: Annotated[DeliveryQuery, Query()]) -> Response:
    if (wanted := query.filter()) is None:
        return EnvelopeResponse(success({"deliveries": [], "nextCursor": None}))
    page = await InspectDeliveries(services_of(request).pool).page(
        wanted, before=_before(query.cursor), limit=query.limit
    )
    deliveries = [_delivery(owned) for owned in page.deliveries]
    return EnvelopeResponse(success({"deliveries": deliveries, "nextCursor": page.next_before}))


@PLUGIN.get(
    "/{deliveryId}",
    responses=admin_responses(AdminDeliveryDetailAnswer, 404),
    openapi_extra=ADMIN_ONLY,
    summary="Read any callback in full",
    description="Its state and every attempt to bring it to the receiver.",
)
async def read_any_delivery(request: Request, delivery_id: DeliveryIdPath) -> Response:
    owned, attempts = await InspectDeliveries(services_of(request).pool).detail(_known(delivery_id))
    return EnvelopeResponse(
        success(_delivery(owned) | {"attempts": [_attempt(attempt) for attempt in attempts]})
    )


@PLUGIN.post(
    "/{deliveryId}/replay",
    responses=admin_responses(AdminDeliveryAnswer, 404),
    openapi_extra=ADMIN_ONLY,
    summary="Send any callback again",
    description="Attempts it now, whatever its state, with the whole retry schedule after it.",
)
async def replay_any_delivery(request: Request, delivery_id: DeliveryIdPath) -> Response:
    services, known_id = services_of(request), _known(delivery_id)
    owned, _ = await InspectDeliveries(services.pool).detail(known_id)
    delivery = await ReplayDelivery(services.pool)(known_id, key_id=owned.key_id)
    replayed = OwnedDelivery(delivery=delivery, key_id=owned.key_id, key_name=owned.key_name)
    return EnvelopeResponse(success(_delivery(replayed)))


def _known(text: str) -> DeliveryId:
    if (delivery_id := find_delivery_id(text)) is None:
        raise NotFoundError("Delivery not found")
    return delivery_id


def _before(cursor: str | None) -> DeliveryId | None:
    if cursor is None:
        return None
    if (delivery_id := find_delivery_id(cursor)) is None:
        raise InvalidRequestError(field="cursor", problem="must be the nextCursor of an earlier page")
    return delivery_id


def _delivery(owned: OwnedDelivery) -> dict[str, Any]:
    delivery = owned.delivery
    return {
        "deliveryId": delivery.id,
        "taskId": delivery.task_id,
        "keyId": owned.key_id,
        "keyName": owned.key_name,
        "url": delivery.url,
        "state": delivery.state.value,
        "attemptCount": delivery.attempts,
        "createTime": delivery.created_at_ms,
        "nextAttemptTime": delivery.next_attempt_at_ms,
        "endTime": delivery.ended_at_ms,
    }


def _attempt(attempt: DeliveryAttempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        "startTime": attempt.started_at_ms,
        "durationMs": attempt.duration_ms,
        "statusCode": attempt.status_code,
        "error": attempt.error,
        "excerpt": attempt.excerpt,
    }
