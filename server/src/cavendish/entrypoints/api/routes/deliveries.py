"""GET /api/v1/deliveries, GET …/{deliveryId}, POST …/{deliveryId}/replay: the callbacks of one's tasks."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.delivery import Delivery, DeliveryAttempt, DeliveryState, find_delivery_id
from cavendish.domain.errors import InvalidRequestError, NotFoundError
from cavendish.domain.ids import DeliveryId, find_task_id
from cavendish.entrypoints.api.answers.delivery_schemas import (
    DeliveryAnswer,
    DeliveryDetailAnswer,
    DeliveryPageAnswer,
)
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, services_of
from cavendish.services.browse_deliveries import BrowseDeliveries
from cavendish.services.replay_delivery import ReplayDelivery

PLUGIN = APIRouter(prefix="/api/v1/deliveries", tags=[EXTENSIONS])

DeliveryIdPath = Annotated[str, Path(alias="deliveryId", description="The `webhook-id` of the callback.")]


@PLUGIN.get(
    "",
    responses=api_responses(DeliveryPageAnswer, 400, 401, 429, 503),
    openapi_extra=KEYED,
    summary="List callbacks",
    description="The callbacks of the calling key's tasks, newest first. Pass `nextCursor` as `cursor` for "
    "the next page.",
)
async def list_deliveries(
    request: Request,
    cursor: Annotated[str | None, Query(description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Callbacks a page.")] = 50,
    state: Annotated[DeliveryState | None, Query(description="Only callbacks in this state.")] = None,
    task_id: Annotated[str | None, Query(alias="taskId", description="Only this task's callback.")] = None,
) -> Response:
    known_task = find_task_id(task_id) if task_id is not None else None
    if task_id is not None and known_task is None:
        return EnvelopeResponse(success({"deliveries": [], "nextCursor": None}))
    page = await BrowseDeliveries(services_of(request).pool).page(
        key_id=calling_key(request).id,
        before=_before(cursor),
        state=state,
        task_id=known_task,
        limit=limit,
    )
    deliveries = [_delivery(delivery) for delivery in page.deliveries]
    return EnvelopeResponse(success({"deliveries": deliveries, "nextCursor": page.next_before}))


@PLUGIN.get(
    "/{deliveryId}",
    responses=api_responses(DeliveryDetailAnswer, 401, 404, 429, 503),
    openapi_extra=KEYED,
    summary="Read a callback in full",
    description="Its state and every attempt to bring it to the receiver.",
)
async def delivery_detail(request: Request, delivery_id: DeliveryIdPath) -> Response:
    delivery, attempts = await BrowseDeliveries(services_of(request).pool).detail(
        _known(delivery_id), key_id=calling_key(request).id
    )
    data = _delivery(delivery) | {"attempts": [_attempt(attempt) for attempt in attempts]}
    return EnvelopeResponse(success(data))


@PLUGIN.post(
    "/{deliveryId}/replay",
    responses=api_responses(DeliveryAnswer, 401, 404, 429, 503),
    openapi_extra=KEYED,
    summary="Send a callback again",
    description="Attempts it now, whatever its state, with the whole retry schedule after it. It keeps its "
    "`webhook-id`.",
)
async def replay_delivery(request: Request, delivery_id: DeliveryIdPath) -> Response:
    delivery = await ReplayDelivery(services_of(request).pool)(
        _known(delivery_id), key_id=calling_key(request).id
    )
    return EnvelopeResponse(success(_delivery(delivery)))


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


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "deliveryId": delivery.id,
        "taskId": delivery.task_id,
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
