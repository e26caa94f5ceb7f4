"""scripts/screenshots takes a picture of every page that there is."""

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from scripts.screenshots.views import READERS, VIEWS
from tests.integration.api.asgi_client import Client

from cavendish.discovery import find_plugins
from cavendish.entrypoints.api.fastapi_app import ROUTER_PACKAGES
from cavendish.entrypoints.web.pages.console import PLACES

PHOTOGRAPHED = {view.path.partition("?")[0] for view in VIEWS if view.place == "server"}


def addresses() -> set[str]:
    """What can be asked for without knowing an id, with every place of the console."""
    routers = [router for package in ROUTER_PACKAGES for router in find_plugins(package, APIRouter)]
    paths = {
        route.path.replace("{place}", place)
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
        for place in PLACES
    }
    return {path for path in paths if "{" not in path}


@pytest.mark.integration
@pytest.mark.asyncio(loop_scope="module")
async def test_every_page_of_the_server_is_photographed(shared_client: Client) -> None:
    pages = set()
    for address in addresses():
        reply = await shared_client.get(address, headers={"Accept": "text/html"})
        if reply.headers.get("content-type", "").startswith("text/html"):
            pages.add(address)
    assert {"/", "/docs", *(f"/console/{place}" for place in PLACES)} <= pages
    assert pages == PHOTOGRAPHED


def test_every_view_is_named_and_taken_light_dark_on_a_phone_and_where_it_is_in_polish() -> None:
    assert len({view.name for view in VIEWS}) == len(VIEWS)
    for view in VIEWS:
        assert {"light", "dark", "phone"} <= set(view.readers()) <= set(READERS)
        assert ("polish" in view.readers()) == (view.path != "/docs")
