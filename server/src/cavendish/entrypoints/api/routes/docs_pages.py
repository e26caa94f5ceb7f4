"""GET /docs: the documentation page, made here, with no script or style from elsewhere."""

import gzip
from functools import cache
from importlib import resources
from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter
from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_models
from cavendish.domain.errors import NotFoundError
from cavendish.entrypoints.api.answers.security_headers import PAGE_POLICY
from cavendish.entrypoints.api.documentation.docs_view import read_groups, rich_text
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.product_version import product_version

PLUGIN = APIRouter(prefix="/docs", include_in_schema=False)
_ASSETS: Final = "cavendish.entrypoints.api.documentation"
_MARK: Final = resources.files("cavendish.entrypoints.web").joinpath("static", "mark.svg")
_MEDIA_TYPES: Final = {"docs.css": "text/css", "docs.js": "text/javascript"}


@PLUGIN.get("")
async def docs_page(request: Request) -> Response:
    services = services_of(request)
    is_packed = "gzip" in request.headers.get("accept-encoding", "")
    page = Response(_page(services.settings.public_url, is_packed=is_packed), media_type="text/html")
    if is_packed:
        page.headers["content-encoding"] = "gzip"
    page.headers["vary"] = "accept-encoding"
    name, policy = PAGE_POLICY
    page.raw_headers.append((name, policy))
    page.raw_headers.append((b"referrer-policy", b"no-referrer"))
    return page


@PLUGIN.get("/assets/{name}")
async def docs_asset(name: str) -> Response:
    if name not in _MEDIA_TYPES:
        raise NotFoundError("No such file")
    return Response(
        _read(name), media_type=_MEDIA_TYPES[name], headers={"cache-control": "public, max-age=300"}
    )


def _read(name: str) -> str:
    return resources.files(_ASSETS).joinpath("docs_assets", name).read_text(encoding="utf-8")


@cache
def _page(public_url: str, *, is_packed: bool) -> bytes:
    """The page as it is sent: a fourteenth of its size to a browser that unpacks it."""
    content = _render(public_url).encode()
    return gzip.compress(content, mtime=0) if is_packed else content


def _render(public_url: str) -> str:
    document = openapi_document(public_url)
    models = find_models().values()
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        _read("page.html.j2")
    )
    return template.render(
        base=urlsplit(public_url).path,
        version=product_version(),
        introduction=[rich_text(text) for text in document["info"]["description"].split("\n\n")],
        groups=read_groups(document, public_url=public_url),
        models=models,
        mark=Markup(_MARK.read_text(encoding="utf-8")),  # noqa: S704  our own file
    )
