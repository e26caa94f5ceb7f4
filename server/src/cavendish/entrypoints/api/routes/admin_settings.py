"""GET /admin/api/v1/settings: how this server is set up, without its secrets."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_providers
from cavendish.entrypoints.api.answers.admin_schemas import SettingsAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.answers.settings_view import settings_groups
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.product_version import product_version

PLUGIN = APIRouter(prefix="/admin/api/v1/settings", tags=[ADMIN])


@PLUGIN.get(
    "",
    responses=admin_responses(SettingsAnswer),
    openapi_extra=ADMIN_ONLY,
    summary="Read the settings",
    description="Every setting of the server process by its environment variable. Secrets read `set`.",
)
async def read_settings(request: Request) -> Response:
    credentials = [name for plugin in find_providers().values() for name in plugin.credentials]
    data: dict[str, Any] = {
        "version": product_version(),
        "groups": settings_groups(services_of(request).settings, credentials=credentials),
    }
    return EnvelopeResponse(success(data))
