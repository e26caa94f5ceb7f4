"""GET /console…: the operator's pages. What they show and do comes from the admin API."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cavendish.domain.errors import NotFoundError
from cavendish.entrypoints.api.request_context import admin_gate_of, exchange_of, services_of
from cavendish.entrypoints.web.page_rendering import render_page

PLUGIN = APIRouter(prefix="/console", include_in_schema=False)
PLACES: Final = ("overview", "tasks", "keys", "routes", "deliveries", "settings")
_PART: Final = "console"


@PLUGIN.get("")
async def console_front(request: Request) -> Response:
    # The part behind `#`, which a sign-in link carries, goes along with a redirect.
    return RedirectResponse(f"{request.scope['root_path']}/console/{PLACES[0]}", status_code=307)


@PLUGIN.get("/{place}")
async def console_page(request: Request, place: str) -> Response:
    """One place of the console; who is not signed in sees the sign-in form at the same address."""
    if place not in PLACES:
        raise NotFoundError("No such page: the console begins at /console")
    gate = admin_gate_of(request)
    if not gate.admit_admin.is_open:
        return render_page(request, "console/closed.html.j2", part=_PART)
    session = await gate.find_session(exchange_of(request).headers)
    if session is None:
        return render_page(request, "console/sign_in.html.j2", part=_PART)
    return render_page(
        request,
        f"console/{place}.html.j2",
        part=_PART,
        place=place,
        places=PLACES,
        csrf_token=session.csrf_token,
        models=list(services_of(request).models),
    )
