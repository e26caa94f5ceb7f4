"""/admin/api/v1/routes: how the routes stand, a real picture through one, and an end to its rest."""

import base64
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import describe_installation, open_route_trial
from cavendish.domain.errors import ConflictError, NotFoundError, ProviderError, SetupError
from cavendish.entrypoints.api.answers.admin_schemas import NothingAnswer, RoutesAnswer, TriedRouteAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.ports.live_route import RouteStatus
from cavendish.ports.route_file import LocalUse
from cavendish.services.reopen_route import ReopenRoute
from cavendish.services.review_routes import ReviewRoutes, RouteReview
from cavendish.services.try_route import TriedRoute

PLUGIN = APIRouter(prefix="/admin/api/v1/routes", tags=[ADMIN])
_PROMPT: Final = "a ripe banana on a wooden table, soft daylight"


class RouteTrial(BaseModel):
    route: Annotated[str, Field(min_length=1, max_length=200, description="A live route's name.")]
    prompt: Annotated[str, Field(min_length=1, max_length=2000, description="What the picture shows.")] = (
        _PROMPT
    )


class NamedRoute(BaseModel):
    route: Annotated[str, Field(min_length=1, max_length=200, description="The route's name.")]


@PLUGIN.get(
    "",
    responses=admin_responses(RoutesAnswer, 400, 409),
    openapi_extra=ADMIN_ONLY,
    summary="List the routes",
    description="Each with what keeps it from being used, its health, and what it did in the last `hours`.",
)
async def list_routes(
    request: Request, hours: Annotated[int, Query(ge=1, le=2160, description="How far back.")] = 24
) -> Response:
    services = services_of(request)
    statuses, local = _read_routes(request)
    reviews = await ReviewRoutes(services.pool, services.clock)(statuses, within_ms=hours * 3_600_000)
    file = services.settings.routes_path
    data = {
        "routes": [_route(review) for review in reviews],
        "local": local.value,
        "file": None if file is None else str(file),
    }
    return EnvelopeResponse(success(data))


@PLUGIN.post(
    "/test",
    responses=admin_responses(TriedRouteAnswer, 400, 404, 409),
    openapi_extra=ADMIN_ONLY,
    summary="Make a picture through a route",
    description="One real picture, outside of any task; it may cost money. A success ends the route's rest.",
)
async def try_one_route(request: Request, body: RouteTrial) -> Response:
    services = services_of(request)
    _read_routes(request)
    async with open_route_trial(services.settings, services.pool) as (table, try_route):
        try:
            live = table.find(body.route)
        except SetupError as error:
            raise NotFoundError(str(error)) from error
        try:
            tried = await try_route(live, prompt=body.prompt)
        except ProviderError as error:
            return EnvelopeResponse(success(_failure(body.route, error)))
    return EnvelopeResponse(success(_tried(tried)))


@PLUGIN.post(
    "/reopen",
    responses=admin_responses(NothingAnswer, 400, 404, 409),
    openapi_extra=ADMIN_ONLY,
    summary="Let tasks take a route again",
    description="Ends the rest that a failing route was given, in every worker, without trying it first.",
)
async def reopen_route(request: Request, body: NamedRoute) -> Response:
    services = services_of(request)
    statuses, _ = _read_routes(request)
    if body.route not in {status.route.name for status in statuses}:
        raise NotFoundError(f"No route is named {body.route}")
    await ReopenRoute(services.pool, services.clock)(body.route)
    return EnvelopeResponse(success(None))


def _read_routes(request: Request) -> tuple[list[RouteStatus], LocalUse]:
    """The route file as it stands. Raises ConflictError that says what is wrong with it."""
    try:
        return describe_installation(services_of(request).settings).read()
    except SetupError as error:
        raise ConflictError(str(error)) from error


def _failure(route: str, error: ProviderError) -> dict[str, Any]:
    return {
        "route": route,
        "works": False,
        "failureKind": error.kind.value,
        "reason": str(error),
        "seconds": None,
        "costUsd": None,
        "isCostReported": False,
        "width": None,
        "height": None,
        "picture": None,
    }


def _tried(tried: TriedRoute) -> dict[str, Any]:
    picture = tried.picture
    encoded = base64.b64encode(picture.content).decode("ascii")
    return {
        "route": tried.route.name,
        "works": True,
        "failureKind": None,
        "reason": None,
        "seconds": tried.seconds,
        "costUsd": tried.cost_microusd / 1e6,
        "isCostReported": tried.is_cost_reported,
        "width": picture.width,
        "height": picture.height,
        "picture": f"data:{picture.media_type};base64,{encoded}",
    }


def _route(review: RouteReview) -> dict[str, Any]:
    route, record = review.status.route, review.record
    return {
        "name": route.name,
        "model": route.model,
        "provider": route.provider,
        "upstreamModel": route.upstream_model,
        "tier": route.tier.value,
        "priceUsd": route.price_microusd / 1e6,
        "maxConcurrency": route.max_concurrency,
        "whyNot": review.status.why_not,
        "health": review.state.value,
        "cause": review.opening.cause.value if review.opening else None,
        "reason": review.opening.reason if review.opening else None,
        "retryInMs": review.retry_in_ms,
        "succeeded": record.succeeded,
        "failed": record.failed,
        "refused": record.refused,
        "p50Seconds": record.p50_s,
        "costUsd": record.cost_microusd / 1e6,
    }
