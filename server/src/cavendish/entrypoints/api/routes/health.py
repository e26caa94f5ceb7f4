"""GET /health/live and /health/ready, for load balancers."""

import asyncio
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import ApiServices, is_worker_alive
from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.domain.errors import StorageError
from cavendish.entrypoints.api.answers.answer_schemas import HealthAnswer, LiveAnswer
from cavendish.entrypoints.api.answers.envelope import Answer, encode_error, success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import SERVICE, error_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.product_version import product_version

PLUGIN = APIRouter(prefix="/health", tags=[SERVICE])
_PATIENCE_S: Final = 3.0
_OK: Final = "ok"
_CURES: Final = {
    "database": "the database does not answer",
    "storage": "the storage of pictures cannot be read",
    "worker": "no worker was seen in the last 20 seconds",
}


@PLUGIN.get("/live", responses={200: {"model": LiveAnswer}}, summary="Is the process alive?")
async def live() -> Response:
    return EnvelopeResponse(success({"status": "live", "version": product_version()}))


@PLUGIN.get(
    "/ready",
    responses={200: {"model": HealthAnswer}, **error_responses(503)},
    summary="Can it do its work?",
    description="200 when database, storage and a worker are there, else 503 that says which is not.",
)
async def ready(request: Request) -> Response:
    services = services_of(request)
    storage, (database, worker) = await asyncio.gather(_check_storage(services), _check_database(services))
    parts = {"database": database, "storage": storage, "worker": worker}
    missing = [_CURES[name] for name, is_there in parts.items() if not is_there]
    data: dict[str, Any] = {name: _OK if is_there else _CURES[name] for name, is_there in parts.items()}
    if not missing:
        return EnvelopeResponse(success(data))
    message = f"Not ready: {'; '.join(missing)}"
    return EnvelopeResponse(
        Answer(503, encode_error(503, message, data={"error": message, **data}), ((b"retry-after", b"2"),))
    )


async def _check_database(services: ApiServices) -> tuple[bool, bool]:
    """Whether the database answers, and whether it has seen a worker."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return True, await is_worker_alive(services.pool)
    except CONNECTION_ERRORS:
        return False, False


async def _check_storage(services: ApiServices) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await services.store.size_bytes("results/readiness")
    except (StorageError, TimeoutError):
        return False
    return True
