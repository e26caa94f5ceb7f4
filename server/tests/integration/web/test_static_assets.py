import gzip

import pytest
from tests.integration.api.asgi_client import Client

from cavendish.entrypoints.web.static_files import static_bundle

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


async def test_a_file_named_with_its_set_is_kept_for_ever(shared_client: Client) -> None:
    reply = await shared_client.get(f"/static/{static_bundle().name}/look.css")
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in reply.headers["cache-control"]
    assert b"--paper" in reply.body


@pytest.mark.parametrize("path", ["look.js", "0123456789abcdef/look.js"])
async def test_a_file_of_no_or_another_set_is_asked_for_anew(shared_client: Client, path: str) -> None:
    reply = await shared_client.get(f"/static/{path}")
    assert reply.status == 200
    assert reply.headers["cache-control"] == "no-cache"
    again = await shared_client.get(f"/static/{path}", headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


async def test_a_packed_file_is_the_same_file_under_another_tag(shared_client: Client) -> None:
    plain = await shared_client.get("/static/look.css")
    packed = await shared_client.get("/static/look.css", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("path", ["../static_files.py", "none.css", "", "0123456789abcdef/none.css"])
async def test_only_files_of_the_set_are_served(shared_client: Client, path: str) -> None:
    assert (await shared_client.get(f"/static/{path}")).status == 404
